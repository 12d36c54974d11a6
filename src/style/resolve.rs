//! The cascade.

use super::StyleBook;
use crate::diag::{Failed, Log};
use crate::font::FontBook;
use crate::page::Layout;

/// Works out every role's style; a font that is not to be had is an error.
pub fn resolve(_layout: &Layout, _fonts: &FontBook, _log: &mut Log) -> Result<StyleBook, Failed> {
    Err(Failed)
}
