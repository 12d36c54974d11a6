//! What changed since an earlier PDF: it is read and held against the new pages, and what was found is put into lines.

use super::impose::unreadable;
use std::fmt::Write;
use std::path::Path;
use std::sync::Arc;
use stonehand::Edition;
use stonehand::diag::{Diagnostic, Log};
use stonehand::files::{DiskFiles, Files};
use stonehand::finished::{Document, MAX_FILE, Page};
use stonehand::revise::{self, Change, State};
use stonehand::session::written;

/// Holds the edition against an earlier PDF of it.
pub fn against(edition: &mut Edition, path: &Path, log: &mut Log) -> Option<Vec<Change>> {
    let shown = path.display().to_string();
    let bytes = DiskFiles.read(path, MAX_FILE).map_err(|e| log.push(unreadable(&shown, &e))).ok()?;
    let old = Document::open(Arc::new(bytes), &shown, log).ok()?;
    let mut new = written(edition, None, log)?;
    if new.len() > 1 {
        let message = "this profile makes a PDF for every ink, and one PDF can be held against one".to_owned();
        log.push(
            Diagnostic::error("several-files", message)
                .hint("compare without the profile: give `--profile screen` here and to the earlier `build`"),
        );
        return None;
    }
    let new = Document::open(Arc::new(new.pop()?.1), "the new pages", log).ok()?;
    let sizes = |d: &Document| d.pages().iter().map(Page::size).collect::<Vec<_>>();
    let (is, was) = (sizes(&new), sizes(&old));
    let alike = |a: &(f64, f64), b: &(f64, f64)| (a.0 - b.0).abs() < 1.0 && (a.1 - b.1).abs() < 1.0;
    if !is.iter().any(|a| was.iter().any(|b| alike(a, b))) {
        let message = format!("no page of `{shown}` has the size of this paper's");
        log.push(
            Diagnostic::error("another-paper", message)
                .hint("compare with the PDF of an earlier `build` of this issue, not with imposed sheets"),
        );
        return None;
    }
    Some(revise::against(edition, &new, &old))
}

/// What changed, a line for every page and every thing that changed on it.
pub fn words(changes: &[Change], wanted: &[usize]) -> String {
    let mut out = String::new();
    if changes.is_empty() {
        return out;
    }
    let shown = |c: &&Change| c.state == State::Gone || wanted.contains(&(c.page - 1));
    let mut same = Vec::new();
    for change in changes.iter().filter(shown) {
        let became = match change.state {
            State::Same => {
                same.push(change.page);
                continue;
            }
            State::Changed => "changed",
            State::New => "is new",
            State::Gone => "is gone",
            State::Unsure => "seems to be the same, but something on it is painted in a way that is not compared",
        };
        // Writing into a string does not fail.
        let _ = writeln!(out, "page {} {became}", change.page);
        for line in &change.said {
            let _ = writeln!(out, "  {line}");
        }
    }
    match &same[..] {
        [] => {}
        _ if out.is_empty() => out.push_str("no page has changed\n"),
        pages => {
            let _ = writeln!(out, "unchanged: {}", numbers(pages));
        }
    }
    out
}

/// `page 2`, `pages 1-3, 7`
fn numbers(pages: &[usize]) -> String {
    let runs = pages.chunk_by(|a, b| a + 1 == *b).map(|run| match run {
        [one] => one.to_string(),
        [first, .., last] => format!("{first}-{last}"),
        [] => String::new(),
    });
    let runs: Vec<String> = runs.collect();
    format!("page{} {}", if pages.len() == 1 { "" } else { "s" }, runs.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_follow_one_another_are_a_range() {
        assert_eq!(numbers(&[2]), "page 2");
        assert_eq!(numbers(&[1, 2, 3, 7]), "pages 1-3, 7");
    }
}
