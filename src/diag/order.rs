//! The order in which a run's diagnostics are shown.

use super::{Diagnostic, Log};

/// All diagnostics by file, in the order in which the files are first spoken of, and by place within a file; those
/// without a place come last. What is bad is not moved before what
/// is not. The same thing said twice of one place is shown once.
pub(super) fn ordered(log: &Log) -> Vec<&Diagnostic> {
    let mut names: Vec<&str> = Vec::new();
    for d in log.diagnostics() {
        if let Some(span) = d.span {
            let name = log.file(span.file).0;
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    // Two ids may serve one file (read twice); its name is what counts.
    let rank = |d: &&Diagnostic| match d.span {
        Some(s) => {
            let name = log.file(s.file).0;
            (names.iter().position(|n| *n == name).unwrap_or(usize::MAX - 1), s.start, s.end)
        }
        None => (usize::MAX, 0, 0),
    };
    let mut all: Vec<&Diagnostic> = log.diagnostics().iter().collect();
    all.sort_by_cached_key(rank);
    // Copy that two articles share says its mistakes once.
    let same = |a: &Diagnostic, b: &Diagnostic| {
        let place = |d: &Diagnostic| d.span.map(|s| (log.file(s.file).0.to_owned(), s.start, s.end));
        a.code == b.code && a.message == b.message && place(a) == place(b)
    };
    all.dedup_by(|a, b| same(a, b));
    all
}
