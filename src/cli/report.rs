//! What is printed.

use super::args::{MessageFormat, Messages};
use super::progress;
use std::io::{IsTerminal, Write};
use stonehand::diag::{self, Log, Severity, thousands};

/// Prints everything that was said.
pub fn diagnostics(log: &Log, messages: &Messages) {
    match messages.message_format {
        MessageFormat::Human => {
            let mut text = diag::human(log, color());
            text.push_str(&verdict(log));
            text.push_str(&more(log));
            stderr(&text);
        }
        MessageFormat::Json => stderr(&diag::json(log)),
    }
}

/// Prints what a log holds, for people, and nothing more.
pub fn found(log: &Log) {
    if !log.diagnostics().is_empty() {
        stderr(&diag::human(log, color()));
    }
}

/// Whether anything was said that keeps the PDF from being written.
pub fn stops(log: &Log, messages: &Messages) -> bool {
    log.count(Severity::Error) > 0 || (messages.strict && log.count(Severity::Warning) > 0)
}

/// Colour on a terminal, unless the user does not want it (<https://no-color.org>).
fn color() -> bool {
    let unwanted = std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty());
    std::io::stderr().is_terminal() && !unwanted
}

/// `2 errors, 1 warning`; nothing if there are none.
fn verdict(log: &Log) -> String {
    let counts = [(Severity::Error, "error"), (Severity::Warning, "warning")];
    let parts: Vec<String> = counts.iter().filter_map(|(s, word)| some(log.count(*s), word)).collect();
    if parts.is_empty() { String::new() } else { format!("{}\n", parts.join(", ")) }
}

/// How to learn more of what was said: for people who look on.
fn more(log: &Log) -> String {
    let first = log.diagnostics().iter().max_by_key(|d| d.severity).filter(|d| d.severity > Severity::Note);
    let first = first.filter(|_| std::io::stderr().is_terminal());
    first.map(|d| format!("more of a message: stonehand explain {}\n", d.code)).unwrap_or_default()
}

fn some(n: usize, word: &str) -> Option<String> {
    (n > 0).then(|| count(n, word))
}

/// `1 page`, `8 pages`, `11,063 words`
pub fn count(n: usize, word: &str) -> String {
    format!("{} {word}{}", thousands(n), if n == 1 { "" } else { "s" })
}

/// Prints to the standard error stream; a closed one is nothing to stop for.
pub fn stderr(text: &str) {
    progress::clear();
    let _ = std::io::stderr().write_all(text.as_bytes());
}

/// Prints to the standard output; a closed pipe (`| head`) is nothing to stop for.
pub fn stdout(text: &str) {
    progress::clear();
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_words() {
        assert_eq!(count(1, "page"), "1 page");
        assert_eq!(count(0, "warning"), "0 warnings");
        assert_eq!(count(11_063, "word"), "11,063 words");
    }
}
