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

    /// The same with text before it, in the mark of what it begins with.
    #[must_use]
    pub fn prefixed(&self, text: &str) -> Rich {
        let mut out = self.clone();
        if let Some(first) = out.spans.first_mut() {
            first.text.insert_str(0, text);
        }
        out
    }

    /// The same with text after it, in the mark of what it ends with.
    #[must_use]
    pub fn suffixed(&self, text: &str) -> Rich {
        let mut out = self.clone();
        if let Some(last) = out.spans.last_mut() {
            last.text.push_str(text);
        }
        out
    }

    /// The text without its marks.
    pub fn text(&self) -> String {
        self.spans.iter().map(|s| s.text.as_str()).collect()
    }

    /// Whether there is nothing to set.
    pub fn is_blank(&self) -> bool {
        self.spans.iter().all(|s| s.text.trim().is_empty())
    }

    /// Splits it at a byte offset, without white space at the cut; the mark of the stretch that is cut goes to both.
    pub fn split_at(self, offset: usize) -> (Rich, Rich) {
        let (mut head, mut tail) = (Vec::new(), Vec::new());
        let mut at = 0;
        for span in self.spans {
            let end = at + span.text.len();
            let cut = offset.saturating_sub(at);
            if end <= offset {
                head.push(span);
            } else if cut == 0 || !span.text.is_char_boundary(cut) {
                tail.push(span);
            } else {
                let (a, b) = (span.text[..cut].to_owned(), span.text[cut..].to_owned());
                head.push(RichSpan { text: a, ..span.clone() });
                tail.push(RichSpan { text: b, ..span });
            }
            at = end;
        }
        (Rich { spans: head }.trim(), Rich { spans: tail }.trim())
    }

    /// The same without white space around it.
    #[must_use]
    pub fn trim(mut self) -> Rich {
        while let Some(first) = self.spans.first_mut() {
            first.text = first.text.trim_start().to_owned();
            if !first.text.is_empty() {
                break;
            }
            self.spans.remove(0);
        }
        while let Some(last) = self.spans.last_mut() {
            last.text.truncate(last.text.trim_end().len());
            if !last.text.is_empty() {
                break;
            }
            self.spans.pop();
        }
        self
    }

    /// Its lines, divided where the writer asked for a line break; none is blank.
    pub fn lines(&self) -> Vec<Rich> {
        let mut out = Vec::new();
        let mut rest = self.clone();
        while let Some(at) = rest.text().find('\n') {
            let (line, below) = rest.split_at(at);
            out.push(line);
            rest = below;
        }
        out.push(rest.trim());
        out.retain(|l| !l.is_blank());
        out
    }

    /// The bold words that it begins with, no longer marked as bold, and what follows them.
    pub fn lead(&self) -> Option<(Rich, Rich)> {
        let of_lead = |s: &&RichSpan| s.mark.bold || s.text.trim().is_empty();
        let bold = self.spans.iter().take_while(of_lead).count();
        let mut lead = Rich { spans: self.spans[..bold].to_vec() }.trim();
        lead.spans.iter_mut().for_each(|s| s.mark.bold = false);
        (!lead.is_blank()).then(|| (lead, Rich { spans: self.spans[bold..].to_vec() }.trim()))
    }

    /// The number of words.
    pub fn words(&self) -> usize {
        // A word may go on in the next stretch.
        let (mut words, mut white) = (0, true);
        let mut count = |is_white: bool| {
            words += usize::from(white && !is_white);
            white = is_white;
        };
        for span in &self.spans {
            if span.text.is_ascii() {
                // The white space that is ASCII: from tab to carriage return, and the space itself.
                span.text.bytes().for_each(|b| count(matches!(b, b'\t'..=b'\r' | b' ')));
            } else {
                span.text.chars().for_each(|c| count(c.is_whitespace()));
            }
        }
        words
    }

    /// Where it starts in its file.
    pub fn source(&self) -> Option<Span> {
        self.spans.iter().find_map(|s| s.source)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rich(parts: &[(&str, bool)]) -> Rich {
        let span = |(text, bold): &(&str, bool)| RichSpan {
            text: (*text).to_owned(),
            mark: Mark { bold: *bold, ..Mark::default() },
            source: None,
        };
        Rich { spans: parts.iter().map(span).collect() }
    }

    #[test]
    fn a_bold_beginning_is_parted_from_the_text() {
        let (lead, rest) =
            rich(&[("Airport, March 3.", true), (" The ramp is ", false), ("wet", true)]).lead().unwrap();
        assert_eq!((lead.text().as_str(), rest.text().as_str()), ("Airport, March 3.", "The ramp is wet"));
        assert!(!lead.spans[0].mark.bold && rest.spans[1].mark.bold);
        assert_eq!(rich(&[("The ramp is ", false), ("wet", true)]).lead(), None);
        assert_eq!(rich(&[]).lead(), None);
    }

    #[test]
    fn lines_are_those_that_the_writer_asked_for() {
        let lines = |r: Rich| r.lines().iter().map(Rich::text).collect::<Vec<_>>();
        assert_eq!(lines(rich(&[("Hall", true), ("\n12 Main St\n\n555", false)])), ["Hall", "12 Main St", "555"]);
        assert!(lines(rich(&[("\n", false)])).is_empty());
    }
}
