//! A composed issue: everything that the press rooms need.

use crate::diag::{Failed, Log};
use crate::display::DisplayList;
use crate::files::Files;
use crate::font::FontBook;
use crate::image::Images;
use std::path::Path;

/// A composed issue.
pub struct Edition {
    /// Its pages.
    pub pages: Vec<DisplayList>,
    /// Its faces.
    pub fonts: FontBook,
    /// Its pictures.
    pub images: Images,
    /// BCP 47 tag of its language.
    pub language: String,
    /// What was made.
    pub summary: Summary,
    /// The dummy: which article has which room, as a map of letters.
    pub dummy: String,
}

/// What a run made, in numbers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// Pages.
    pub pages: usize,
    /// Words of copy.
    pub words: usize,
    /// Pictures.
    pub pictures: usize,
    /// How much of the last page's type area is filled, in percent.
    pub last_page_fullness_percent: u32,
}

/// The pipeline: reads the manifest at `path` and all that it names, and sets the issue.
pub fn compose(_files: &dyn Files, _path: &Path, _log: &mut Log) -> Result<Edition, Failed> {
    Err(Failed)
}
