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
