//! A value of the manifest (headline, caption, byline …) into [`Rich`] text: inline Markdown and nothing else.

use super::inline::Inline;
use super::source::SourceMap;
use crate::diag::{Diagnostic, Log};
use crate::issue::Rich;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// Reads emphasis, code and links. A line break in the value is a line break on paper. What would be a heading, a list
/// or a quotation in copy (`1984. A year`, `# 1`) is plain text here.
pub(crate) fn line(text: &str, map: &SourceMap, log: &mut Log) -> Rich {
    let mut inline = Inline::default();
    let mut offset = 0;
    for piece in text.split_inclusive('\n') {
        let body = piece.trim();
        let start = offset + (piece.len() - piece.trim_start().len());
        if !body.is_empty() {
            if offset > 0 {
                inline.line_break(start..start, map);
            }
            one_line(body, start, &mut inline, map, log);
        }
        offset += piece.len();
    }
    inline.finish().0.trim()
}

/// A full stop before the line keeps the parser from seeing anything but a paragraph in it, and emphasis may follow it.
fn one_line(body: &str, start: usize, inline: &mut Inline, map: &SourceMap, log: &mut Log) {
    let guarded = format!(".{body}");
    let mut picture = 0;
    for (event, range) in Parser::new_ext(&guarded, Options::empty()).into_offset_iter() {
        let place = start + range.start.saturating_sub(1)..start + range.end.saturating_sub(1);
        match event {
            Event::Text(text) if range.start == 0 => inline.text(text.strip_prefix('.').unwrap_or(&text), place, map),
            Event::InlineHtml(html) if html.starts_with("</") => {}
            Event::InlineHtml(html) => {
                let d = Diagnostic::warning("html", format!("`{html}` is HTML, which is left out"));
                log.push(
                    d.at(map.span(place)).hint("use *emphasis* or **strong emphasis**; a plain `<` is written `\\<`"),
                );
            }
            Event::Start(Tag::Image { .. }) => picture += 1,
            Event::End(TagEnd::Image) => picture -= 1,
            _ if picture > 0 => {}
            event => inline.take(&event, place, map, log),
        }
    }
}
