//! What is printed of a round: a short line, what is new among the warnings, and mistakes in full.

use super::publish::Published;
use crate::cli::args::{MessageFormat, Messages};
use crate::cli::report::{self, count};
use serde_json::json;
use std::path::{Path, PathBuf};
use std::time::Duration;
use stonehand::diag::{Log, Severity};
use stonehand::session::{Built, Paper};

/// One round.
pub struct Round<'a> {
    /// What changed; nothing in the first.
    pub changed: &'a [PathBuf],
    /// What was built.
    pub built: &'a Built,
    /// What came of its files; nothing if there are none.
    pub published: Option<Published>,
    /// How long it took, from the first word of a change.
    pub took: Duration,
}

/// What has been said.
pub struct Saying<'a> {
    messages: &'a Messages,
    /// What was said in the last round.
    said: Vec<Log>,
    /// The address of the page, if there is one.
    address: Option<String>,
    begun: bool,
}

impl<'a> Saying<'a> {
    pub fn new(messages: &'a Messages, address: Option<String>) -> Saying<'a> {
        Saying { messages, said: Vec::new(), address, begun: false }
    }

    /// Prints what there is to say of a round; the line in which it is said.
    pub fn round(&mut self, round: &Round<'_>) -> String {
        let line = line(round, &logs(&round.built.papers));
        let logs = logs(&round.built.papers);
        match self.messages.message_format {
            MessageFormat::Human => {
                let known = |log: &Log| self.said.iter().fold(log.clone(), Log::without);
                for log in &logs {
                    let fresh = if round.published.is_some() { known(log) } else { log.clone() };
                    report::found(&fresh);
                }
                report::stdout(&line);
                if !self.begun {
                    report::stdout(&self.beginning(round));
                }
            }
            MessageFormat::Json => {
                for log in &logs {
                    report::diagnostics(log, self.messages);
                }
                report::stdout(&object(round, &logs, self.address.as_deref()));
            }
        }
        // After a mistake, the warnings of the round before it are still known.
        if round.published.is_some() {
            self.said = logs;
        }
        self.begun = true;
        line
    }

    /// What is printed once: where the files are, where the page is, and how to end.
    fn beginning(&self, round: &Round<'_>) -> String {
        let files = round.built.files.iter().flatten().flatten();
        let files = files.map(|made| made.path.display().to_string());
        let end = "watching; Ctrl-C ends it".to_owned();
        let lines: Vec<String> = files.chain(self.address.clone()).chain([end]).collect();
        lines.join("\n") + "\n"
    }
}

/// The line of a round.
fn line(round: &Round<'_>, logs: &[Log]) -> String {
    let ms = round.took.as_millis();
    let what = what(round.changed);
    let counts = |severity, word| {
        let n: usize = logs.iter().map(|log| log.count(severity)).sum();
        (n > 0).then(|| count(n, word))
    };
    let Some(published) = round.published else {
        let errors = counts(Severity::Error, "error").or(counts(Severity::Warning, "warning"));
        let errors = errors.unwrap_or_else(|| "nothing built".to_owned());
        return format!("{what}{errors}; the PDF of the last good build, if there is one, is as it was\n");
    };
    let pages = count(pages(&round.built.papers), "page");
    let same = if published == Published::Same { "the same " } else { "" };
    let warnings = counts(Severity::Warning, "warning").map(|w| format!(", {w}")).unwrap_or_default();
    format!("{what}{same}{pages} in {ms} ms{warnings}\n")
}

/// What is said of each paper: of the editions, what is not said of the issue itself.
pub fn logs(papers: &[Paper]) -> Vec<Log> {
    let Some((first, others)) = papers.split_first() else { return Vec::new() };
    let of = |paper: &Paper| {
        let of = format!("edition `{}`", paper.name.as_deref().unwrap_or_default());
        paper.log.clone().beyond(&first.log, &of)
    };
    std::iter::once(first.log.clone()).chain(others.iter().map(of)).collect()
}

fn pages(papers: &[Paper]) -> usize {
    papers.iter().flat_map(|p| &p.edition).map(|e| e.pages.len()).sum()
}

/// `articles/lead.md: `, `articles/lead.md and 2 more: `
fn what(changed: &[PathBuf]) -> String {
    match changed {
        [] => String::new(),
        [one] => format!("{}: ", shown(one)),
        [first, rest @ ..] => format!("{} and {} more: ", shown(first), rest.len()),
    }
}

/// A path as people write it: the folder that one works in has a name, too.
fn shown(path: &Path) -> String {
    if path.as_os_str().is_empty() { ".".to_owned() } else { path.display().to_string() }
}

/// The same for programs.
fn object(round: &Round<'_>, logs: &[Log], address: Option<&str>) -> String {
    let counted = |severity| logs.iter().map(|log| log.count(severity)).sum::<usize>();
    let paths = |paths: &mut dyn Iterator<Item = &PathBuf>| paths.map(|p| p.display().to_string()).collect::<Vec<_>>();
    let files = round.built.files.iter().flatten().flatten();
    let object = json!({
        "built": round.published.is_some(),
        "new": round.published == Some(Published::New),
        "changed": paths(&mut round.changed.iter()),
        "files": paths(&mut files.map(|m| &m.path)),
        "pages": pages(&round.built.papers),
        "errors": counted(Severity::Error),
        "warnings": counted(Severity::Warning),
        "address": address,
        "milliseconds": round.took.as_millis() as u64,
    });
    format!("{object}\n")
}
