//! The PDF.

use crate::edition::Edition;

/// Writes an edition as a PDF, one sheet a page.
pub fn write(_edition: &Edition) -> Vec<u8> {
    Vec::new()
}
