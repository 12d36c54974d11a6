//! A run of marked text: what stands between two block boundaries.

use crate::diag::Span;

/// Text with its marks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rich {
    /// The stretches of like marks, in order; none is empty.
    pub spans: Vec<RichSpan>,
}

/// A stretch of text of one mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RichSpan {
    /// The text. A line break that the writer asked for is `\n`; every other run of white space is one space.
    pub text: String,
    /// Its marks.
    pub mark: Mark,
    /// Where it stands in its file.
    pub source: Option<Span>,
}

/// How a stretch of text is marked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mark {
    /// Strong emphasis.
    pub bold: bool,
    /// Emphasis.
    pub italic: bool,
    /// Code: no hyphenation, no smart punctuation.
    pub code: bool,
    /// The address that it leads to.
    pub link: Option<String>,
    /// The stretch is the mark of this footnote (its text is the number).
    pub note: Option<u32>,
}

impl Rich {
    /// Plain text without marks.
    pub fn plain(text: impl Into<String>, source: Option<Span>) -> Rich {
        let text = text.into();
        if text.is_empty() {
            Rich::default()
        } else {
            Rich { spans: vec![RichSpan { text, mark: Mark::default(), source }] }
        }
    }

    /// The text without its marks.
    pub fn text(&self) -> String {
        self.spans.iter().map(|s| s.text.as_str()).collect()
    }

    /// Whether there is nothing to set.
    pub fn is_blank(&self) -> bool {
        self.spans.iter().all(|s| s.text.trim().is_empty())
    }

    /// The number of words.
    pub fn words(&self) -> usize {
        // A word may go on in the next stretch.
        let chars = self.spans.iter().flat_map(|s| s.text.chars());
        let starts =
            chars.scan(true, |white, c| Some(std::mem::replace(white, c.is_whitespace()) && !c.is_whitespace()));
        starts.filter(|starts| *starts).count()
    }

    /// Where it starts in its file.
    pub fn source(&self) -> Option<Span> {
        self.spans.iter().find_map(|s| s.source)
    }
}
