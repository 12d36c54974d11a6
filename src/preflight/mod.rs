//! Preflight: a composed edition and its finished file → what would go wrong at the printer, page by page.

mod never;
mod said;

use crate::diag::Diagnostic;
use crate::display::Tree;
use crate::edition::Edition;

/// What in an edition must not go out of the house.
pub fn never(edition: &Edition) -> Vec<Diagnostic> {
    if edition.never_print.is_empty() {
        return Vec::new();
    }
    let tree = Tree::of(&edition.pages);
    never::check(&edition.never_print, &said::said(&edition.pages, &tree))
}
