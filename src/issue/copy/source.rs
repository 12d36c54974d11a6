//! From places in a text to places in the file that it was written in.

use crate::diag::{FileId, Span};
use crate::issue::yaml::{Node, Style};
use std::ops::Range;

/// Where each byte of a text stands in its file.
pub(crate) struct SourceMap {
    file: FileId,
    /// From (place in the text) to (place in the file), where the two stop running side by side; sorted, never empty.
    pieces: Vec<(usize, usize)>,
}

impl SourceMap {
    /// A file's text after its first bytes.
    pub(crate) fn after(file: FileId, start: usize) -> SourceMap {
        SourceMap { file, pieces: vec![(0, start)] }
    }

    /// A scalar's text; `source` is the text of the scalar's file. The two are walked side by side: white space of any
    /// amount meets white space of any amount (indents, folded lines), escapes of quoted scalars are skipped.
    pub(crate) fn scalar(node: &Node, text: &str, source: &str) -> SourceMap {
        let (start, end) = (node.span.start as usize, node.span.end as usize);
        let end = end.min(source.len());
        let mut raw = match node.style {
            Style::Block if matches!(source.as_bytes().get(start), Some(b'|' | b'>')) => {
                start + source.get(start..end).and_then(|s| s.find('\n')).map_or(0, |i| i + 1)
            }
            Style::Block | Style::Plain => start,
            Style::SingleQuoted | Style::DoubleQuoted => start + 1,
        };
        let mut pieces = vec![(0, raw)];
        for (at, c) in text.char_indices() {
            if c.is_whitespace() {
                continue;
            }
            let mut look = raw;
            let found = loop {
                let Some(r) = source.get(look..end).and_then(|s| s.chars().next()) else { break None };
                if r == c {
                    break Some(look);
                }
                // Within an escape (`\u00e9`, `''`) the letters do not meet; look a little further.
                if look - raw > 256 || (!r.is_whitespace() && node.style == Style::Block) {
                    break None;
                }
                look += r.len_utf8();
            };
            let Some(found) = found else { continue };
            let (last_at, last_raw) = pieces[pieces.len() - 1];
            if found != last_raw + (at - last_at) {
                pieces.push((at, found));
            }
            raw = found + c.len_utf8();
        }
        SourceMap { file: node.span.file, pieces }
    }

    /// The place of a stretch of the text.
    pub(crate) fn span(&self, range: Range<usize>) -> Span {
        let start = self.place(range.start);
        let end = if range.end > range.start { self.place(range.end - 1) + 1 } else { start };
        Span::new(self.file, start..end.max(start))
    }

    fn place(&self, at: usize) -> usize {
        let index = self.pieces.partition_point(|(t, _)| *t <= at).saturating_sub(1);
        let (text, raw) = self.pieces[index];
        raw + at.saturating_sub(text)
    }
}
