//! Preflight: a composed edition and its finished files → what would go wrong at the printer, with page, article and the
//! line on which it was written.
//!
//! The files are read back: what they hold counts, not what was meant. `press` lays both side by side, `checks` is the
//! table, and the checks stand in files by their subject: `pictures`, `colors`, `small`, `edges`, `words`. `never` looks
//! for what must not be printed at all.

mod checks;
mod colors;
mod edges;
mod lines;
mod never;
mod pictures;
mod press;
mod report;
mod said;
mod small;
mod translation;
mod words;

pub use checks::{CHECKS, Check};
pub use report::manifest as report;
pub use translation::overruns;

use crate::diag::Diagnostic;
use crate::display::Tree;
use crate::edition::Edition;
use crate::finished::Document;
use crate::profile::Profile;
use press::Press;
use rayon::prelude::*;

/// What in an edition must not go out of the house.
pub fn never(edition: &Edition) -> Vec<Diagnostic> {
    if edition.never_print.is_empty() {
        return Vec::new();
    }
    let tree = Tree::of(&edition.pages);
    never::check(&edition.never_print, &said::said(&edition.pages, &tree))
}

/// Holds an edition and the files that were made of it for a profile against all checks, in the order of the table.
pub fn check(edition: &Edition, profile: &Profile, files: &[Document]) -> Vec<Diagnostic> {
    if files.iter().any(|f| f.pages().len() != edition.pages.len()) || files.is_empty() {
        let message = "the finished file has other pages than the edition";
        return vec![Diagnostic::error("page-count", message).hint("this is a mistake in stonehand; please report it")];
    }
    let press = Press::new(edition, profile, files);
    let found: Vec<Vec<Diagnostic>> = CHECKS.par_iter().map(|c| c.found(&press)).collect();
    found.into_iter().flatten().collect()
}
