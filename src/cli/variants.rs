//! The papers that come of one issue, as a command is asked for them, and what is said of them.

use super::args::{Input, Messages};
use super::report;
use std::path::PathBuf;
use stonehand::files::DiskFiles;
use stonehand::session::{self, Order, Paper};

/// What is asked for on the command line, to be written to `output`; and whether that was asked for.
pub fn order(input: &Input, output: (PathBuf, bool)) -> Order {
    Order {
        issue: input.issue.clone(),
        profile: input.profile.clone(),
        edition: input.edition.clone(),
        output,
        strict: input.messages.strict,
    }
}

/// Composes the edition that is asked for, or the issue itself and, if `all`, its editions, side by side.
pub fn variants(input: &Input, all: bool) -> Vec<Paper> {
    session::papers(&DiskFiles, &order(input, (PathBuf::new(), false)), all)
}

/// Prints what was said: of the editions, what was not said of the issue itself.
pub fn show(papers: &mut [Paper], messages: &Messages) {
    let Some((first, others)) = papers.split_first_mut() else { return };
    report::diagnostics(&first.log, messages);
    for other in others {
        let of = format!("edition `{}`", other.name.as_deref().unwrap_or_default());
        report::diagnostics(&std::mem::take(&mut other.log).beyond(&first.log, &of), messages);
    }
}
