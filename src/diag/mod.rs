//! What is wrong, where, and what to do about it.
//!
//! Stages write into a [`Log`]; a stage that cannot go on returns [`Failed`], having said why in the log. The log knows
//! the text of the files that it points into, so that a line, a column and the source line can be shown.

mod human;
mod json;
mod nearest;
mod order;
mod thousands;

pub use human::human;
pub use json::json;
pub use nearest::nearest;
pub use thousands::thousands;

use std::ops::Range;
use std::sync::Arc;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Something that the reader may want to know (a key that is not honoured yet).
    Note,
    /// The page is not as it was meant, but it is a page.
    Warning,
    /// No PDF comes of it.
    Error,
}

/// One of the log's files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

/// A stretch of a file, in bytes. `start == end` points between two characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A stretch of `file`.
    pub fn new(file: FileId, range: Range<usize>) -> Span {
        Span { file, start: range.start as u32, end: range.end as u32 }
    }
}

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sourced<T> {
    /// The value.
    pub value: T,
    /// Its place in a file.
    pub span: Span,
}

/// One thing to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// A stable short name of the kind of mistake: `unknown-key`, `no-such-file`.
    pub code: &'static str,
    /// What is wrong, one sentence without a full stop.
    pub message: String,
    /// Where.
    pub span: Option<Span>,
    /// What to do.
    pub hint: Option<String>,
}

impl Diagnostic {
    /// A diagnostic without place or hint.
    pub fn new(severity: Severity, code: &'static str, message: impl Into<String>) -> Self {
        Diagnostic { severity, code, message: message.into(), span: None, hint: None }
    }

    /// An error.
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, message)
    }

    /// A warning.
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, message)
    }

    /// A note.
    pub fn note(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Note, code, message)
    }

    /// The same, at a place.
    #[must_use]
    pub fn at(mut self, span: impl Into<Option<Span>>) -> Self {
        self.span = span.into();
        self
    }

    /// The same, with what to do about it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// The stage could not go on; the log says why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Failed;

/// Everything that was said in one run, and the files it points into.
///
/// ```
/// use stonehand::diag::{Diagnostic, Log, Severity, Span, json};
///
/// let mut log = Log::new();
/// let file = log.add_file("copy.md", "It <b>hung</b> there.");
/// let place = Span::new(file, 3..6);
/// log.push(Diagnostic::warning("html", "HTML is not set").at(place).hint("write **hung**"));
/// assert_eq!(log.count(Severity::Warning), 1);
/// assert_eq!(log.line_column(place), (1, 4));
/// assert!(json(&log).contains(r#""code":"html""#));
/// assert!(log.check().is_ok(), "a warning stops nothing");
/// ```
#[derive(Debug, Default, Clone)]
pub struct Log {
    files: Vec<(String, Arc<str>)>,
    diagnostics: Vec<Diagnostic>,
    /// How many more were said than are kept: notes, warnings, errors.
    dropped: [usize; 3],
}

/// The most diagnostics that are kept; the others are only counted.
const MAX_KEPT: usize = 10_000;
/// The longest message, in characters.
const MAX_MESSAGE: usize = 400;
/// The longest hint, in characters.
const MAX_HINT: usize = 1_000;

/// The words, with their middle left out if they have more than `most` characters.
fn shorten(words: String, most: usize) -> String {
    let half = most / 2;
    let Some((head, _)) = words.char_indices().nth(half) else { return words };
    let Some((tail, _)) = words.char_indices().nth_back(half) else { return words };
    if tail <= head { words } else { format!("{}…{}", &words[..head], &words[tail..]) }
}

impl Extend<Diagnostic> for Log {
    fn extend<T: IntoIterator<Item = Diagnostic>>(&mut self, said: T) {
        for d in said {
            self.push(d);
        }
    }
}

impl Log {
    /// An empty log.
    pub fn new() -> Self {
        Self::default()
    }

    /// Makes a file known under the name that the user knows it by; the same name again gives a new id.
    pub fn add_file(&mut self, name: impl Into<String>, text: impl Into<Arc<str>>) -> FileId {
        self.files.push((name.into(), text.into()));
        FileId(self.files.len() as u32 - 1)
    }

    /// The file's name and text.
    pub fn file(&self, id: FileId) -> (&str, &str) {
        let (name, text) = &self.files[id.0 as usize];
        (name, text)
    }

    /// Says something. Words that quote a very long value are cut in their middle.
    pub fn push(&mut self, mut d: Diagnostic) {
        d.message = shorten(d.message, MAX_MESSAGE);
        d.hint = d.hint.map(|hint| shorten(hint, MAX_HINT));
        if self.diagnostics.len() < MAX_KEPT {
            self.diagnostics.push(d);
        } else {
            self.dropped[d.severity as usize] += 1;
        }
    }

    /// The same log without what was said in another, too; `of` is put before what is left.
    #[must_use]
    pub fn beyond(self, other: &Log, of: &str) -> Log {
        let mut beyond = self.without(other);
        for d in &mut beyond.diagnostics {
            d.message = shorten(format!("{of}: {}", d.message), MAX_MESSAGE);
        }
        beyond
    }

    /// The same log without what was said in another, too, wherever that stood.
    #[must_use]
    pub fn without(mut self, other: &Log) -> Log {
        let known = |d: &Diagnostic| {
            other.diagnostics.iter().any(|o| o.code == d.code && o.severity == d.severity && o.message == d.message)
        };
        self.diagnostics.retain(|d| !known(d));
        self
    }

    /// Everything said so far, in the order in which it was said.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// How many things of this severity were said.
    pub fn count(&self, severity: Severity) -> usize {
        self.diagnostics.iter().filter(|d| d.severity == severity).count() + self.dropped[severity as usize]
    }

    /// `Err` if an error was said.
    pub fn check(&self) -> Result<(), Failed> {
        if self.count(Severity::Error) > 0 { Err(Failed) } else { Ok(()) }
    }

    /// The 1-based line and column (in characters) at which a span starts.
    pub fn line_column(&self, span: Span) -> (usize, usize) {
        let text = self.file(span.file).1;
        let mut start = (span.start as usize).min(text.len());
        while !text.is_char_boundary(start) {
            start -= 1;
        }
        let before = &text[..start];
        let line = before.bytes().filter(|b| *b == b'\n').count() + 1;
        let column = before[before.rfind('\n').map_or(0, |i| i + 1)..].chars().count() + 1;
        (line, column)
    }
}
