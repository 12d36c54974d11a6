//! An edition → the files that its profile asks for: one, or one for each ink.

use super::{Kept, Options, write_again};
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
    print_again(edition, None, log)
}

/// The same, where it has been written before: what did not change is taken from what is kept. The files come out as if
/// nothing had been kept.
pub fn print_again(edition: &mut Edition, kept: Option<&Kept>, log: &mut Log) -> Result<Vec<File>, Failed> {
    if let Some(kept) = kept {
        kept.turn();
    }
    let Some(profile) = edition.profile.clone() else {
        return Ok(vec![(None, write_again(edition, &Options::READER, kept))]);
    };
    let options = Options::of(&profile);
    let mut files = Vec::new();
    for print in ink::prints(edition, &profile, kept.map(Kept::negatives), log)? {
        (edition.pages, edition.images) = (print.pages, print.images);
        files.push((print.ink, write_again(edition, &options, kept)));
    }
    Ok(files)
}
