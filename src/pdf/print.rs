//! An edition → the files that its profile asks for: one, or one for each ink.

use super::{Options, write, write_with};
use crate::color::InkName;
use crate::diag::{Failed, Log};
use crate::edition::Edition;
use crate::ink;

/// A finished file, and the ink that it is the plate of where each ink has its own.
pub type File = (Option<InkName>, Vec<u8>);

/// Writes the files of an edition; one for reading where it has no profile. The edition's pages and pictures are
/// afterwards those of the last file.
///
/// ```
/// use std::path::Path;
/// use stonehand::diag::Log;
/// use stonehand::files::MemoryFiles;
///
/// let files = MemoryFiles::new().with("issue.yaml", "
/// layout: letter-news
/// nameplate: {title: The Loading Dock}
/// articles: [{headline: The mirror is up, text: It hung there.}]
/// ");
/// let mut log = Log::new();
/// let mut edition =
///     stonehand::compose_for(&files, Path::new("issue.yaml"), Some("riso"), &mut log).expect("no mistakes");
/// // A stencil duplicator takes a file for each ink.
/// let files = stonehand::pdf::print(&mut edition, &mut log).expect("no mistakes");
/// assert_eq!(files.len(), 2);
/// ```
pub fn print(edition: &mut Edition, log: &mut Log) -> Result<Vec<File>, Failed> {
    let Some(profile) = edition.profile.clone() else { return Ok(vec![(None, write(edition))]) };
    let options = Options::of(&profile);
    let mut files = Vec::new();
    for print in ink::prints(edition, &profile, log)? {
        (edition.pages, edition.images) = (print.pages, print.images);
        files.push((print.ink, write_with(edition, &options)));
    }
    Ok(files)
}
