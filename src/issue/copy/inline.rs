//! Inline Markdown events into [`Rich`] text: marks are kept as a stack, white space is made single.

use super::source::SourceMap;
use crate::diag::{Diagnostic, Log};
use crate::issue::{Mark, Rich, RichSpan};
use pulldown_cmark::{Event, LinkType, Tag, TagEnd};
use std::ops::Range;

/// The longest address of a link, in bytes.
const MAX_ADDRESS: usize = 2_000;

/// Collects the inline events of one paragraph, heading or cell.
#[derive(Default)]
pub(super) struct Inline {
    spans: Vec<RichSpan>,
    bold: u32,
    italic: u32,
    links: Vec<Option<String>>,
    /// White space that is owed before the next letter.
    space: bool,
    length: usize,
    /// Whether the source's line breaks are line breaks on paper where the text begins in bold: lines of an address.
    keeps_lines: bool,
    /// Where the last line of the source begins, as an offset into the text.
    last_line: usize,
}

impl Inline {
    /// Nothing yet; `keeps_lines` where text that begins in bold keeps the source's lines.
    pub(super) fn keeping_lines(keeps_lines: bool) -> Inline {
        Inline { keeps_lines, ..Inline::default() }
    }

    /// Takes an event that marks or is text; everything else is left alone.
    pub(super) fn take(&mut self, event: &Event<'_>, range: Range<usize>, map: &SourceMap, log: &mut Log) {
        match event {
            Event::Text(text) => self.text(text, range, map),
            Event::Code(text) => {
                let mark = Mark { code: true, ..self.mark() };
                self.push(text, mark, range, map);
            }
            Event::SoftBreak if self.keeps_lines && self.spans.first().is_some_and(|s| s.mark.bold) => {
                self.line_break(range, map);
            }
            Event::SoftBreak => {
                self.space = true;
                self.last_line = self.length + 1;
            }
            Event::HardBreak => self.line_break(range, map),
            Event::Start(Tag::Emphasis) => self.italic += 1,
            Event::End(TagEnd::Emphasis) => self.italic = self.italic.saturating_sub(1),
            Event::Start(Tag::Strong) => self.bold += 1,
            Event::End(TagEnd::Strong) => self.bold = self.bold.saturating_sub(1),
            Event::Start(Tag::Link { link_type, dest_url, .. }) => {
                let address = match link_type {
                    LinkType::Email if !dest_url.starts_with("mailto:") => format!("mailto:{dest_url}"),
                    _ => dest_url.to_string(),
                };
                let address = check_address(address, range, map, log);
                self.links.push(address);
            }
            Event::End(TagEnd::Link) => {
                self.links.pop();
            }
            _ => {}
        }
    }

    /// Text under the marks that are open.
    pub(super) fn text(&mut self, text: &str, range: Range<usize>, map: &SourceMap) {
        self.push(text, self.mark(), range, map);
    }

    /// The mark of a footnote.
    pub(super) fn note(&mut self, number: u32, range: Range<usize>, map: &SourceMap) {
        let mark = Mark { note: Some(number), ..self.mark() };
        // The mark clings to the word before it, whatever white space was written.
        self.space = false;
        self.push(&number.to_string(), mark, range, map);
    }

    /// A line break that the writer asked for.
    pub(super) fn line_break(&mut self, range: Range<usize>, map: &SourceMap) {
        self.space = false;
        if self.length > 0 {
            let mark = self.mark();
            self.append("\n", mark, range, map);
        }
        self.last_line = self.length;
    }

    fn mark(&self) -> Mark {
        let link = self.links.iter().rev().find_map(Clone::clone);
        Mark { bold: self.bold > 0, italic: self.italic > 0, code: false, link, note: None }
    }

    /// Appends text with every run of white space made one space; none at the beginning, at the end or at a line break.
    fn push(&mut self, text: &str, mark: Mark, range: Range<usize>, map: &SourceMap) {
        let mut out = String::with_capacity(text.len());
        for c in text.chars() {
            if matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}' | '\u{b}') {
                self.space = true;
                continue;
            }
            if std::mem::take(&mut self.space) {
                if !out.is_empty() {
                    out.push(' ');
                } else if !self.at_line_start() {
                    self.owed_space(&mark, &mut out, range.start, map);
                }
            }
            out.push(c);
        }
        if !out.is_empty() {
            self.append(&out, mark, range, map);
        }
    }

    /// A space between two stretches belongs to the plainer one, so that no link, code or emphasis begins or ends with it.
    fn owed_space(&mut self, next: &Mark, out: &mut String, at: usize, map: &SourceMap) {
        let plain = Mark::default();
        let Some(last) = self.spans.last_mut() else { return };
        if last.mark == plain || last.mark == *next {
            last.text.push(' ');
            self.length += 1;
        } else if *next == plain {
            out.push(' ');
        } else {
            self.append(" ", plain, at..at, map);
        }
    }

    fn at_line_start(&self) -> bool {
        self.spans.last().is_none_or(|s| s.text.ends_with('\n'))
    }

    fn append(&mut self, text: &str, mark: Mark, range: Range<usize>, map: &SourceMap) {
        self.length += text.len();
        let source = map.span(range);
        match self.spans.last_mut() {
            Some(last) if last.mark == mark && mark.note.is_none() => {
                last.text.push_str(text);
                if let Some(s) = &mut last.source {
                    s.end = s.end.max(source.end);
                }
            }
            _ => self.spans.push(RichSpan { text: text.to_owned(), mark, source: Some(source) }),
        }
    }

    /// The text, and where the last line of the source begins in it.
    pub(super) fn finish(self) -> (Rich, usize) {
        let mut spans = self.spans;
        // A hard break at the very end breaks nothing.
        while let Some(last) = spans.last_mut() {
            let kept = last.text.trim_end_matches('\n').len();
            last.text.truncate(kept);
            if !last.text.is_empty() {
                break;
            }
            spans.pop();
        }
        spans.shrink_to_fit();
        (Rich { spans }, self.last_line.min(self.length))
    }
}

/// The address of a link, if it is of a kind that a reader may follow from paper or screen. What leads to a heading or to
/// another file of copy is for those who read the files themselves; in the paper its words say enough.
fn check_address(address: String, range: Range<usize>, map: &SourceMap, log: &mut Log) -> Option<String> {
    let scheme = address.split_once(':').map(|(s, _)| s.to_ascii_lowercase());
    let path = address.split_once('#').map_or(address.as_str(), |(path, _)| path);
    if scheme.is_none() && (address.starts_with('#') || path.to_ascii_lowercase().ends_with(".md")) {
        return None;
    }
    let known = ["http", "https", "mailto", "tel"];
    if scheme.as_deref().is_some_and(|s| known.contains(&s))
        && address.len() <= MAX_ADDRESS
        && !address.contains(|c: char| c.is_control())
    {
        return Some(address);
    }
    let shown: String = address.chars().take(60).flat_map(char::escape_default).collect();
    let d = Diagnostic::warning(
        "link",
        format!("`{shown}` is not an address that a link may lead to; its words are set as text"),
    );
    log.push(d.at(map.span(range)).hint("links begin with https://, http://, mailto: or tel:"));
    None
}
