//! Block events into blocks.

use super::footnotes::dangling;
use super::inline::Inline;
use super::{Placed, Reader, signature};
use crate::diag::Diagnostic;
use crate::issue::{Block, CellAlign, Kind, Rich, Sourced, Table};
use pulldown_cmark::{Alignment, Event, Tag, TagEnd};
use std::ops::Range;

/// The deepest nesting of lists and quotations.
const MAX_DEPTH: usize = 12;

impl<'a> Reader<'a> {
    /// All blocks of the text.
    pub(super) fn document(&mut self) -> Vec<Block> {
        let (mut blocks, mut last_lines) = (Vec::new(), Vec::new());
        while let Some(first) = self.advance() {
            let last_line = self.block(first, &mut blocks);
            blocks.extend(self.pictures.drain(..).map(|p| Block::Picture(Box::new(p))));
            last_lines.resize(blocks.len(), last_line);
        }
        signature::take(blocks, &last_lines, self.kind)
    }

    pub(super) fn advance(&mut self) -> Option<Placed<'a>> {
        self.returned.take().or_else(|| self.events.next())
    }

    /// The blocks up to the end of the tag that is open.
    fn blocks_within(&mut self) -> (Vec<Block>, usize) {
        let mut blocks = Vec::new();
        let mut last_line = 0;
        self.depth += 1;
        while let Some(first) = self.advance() {
            if matches!(first.0, Event::End(_)) {
                break;
            }
            last_line = self.block(first, &mut blocks);
        }
        self.depth -= 1;
        blocks.shrink_to_fit();
        (blocks, last_line)
    }

    /// Reads one block; returns where its last line begins in its text, if it is a paragraph.
    fn block(&mut self, (event, range): Placed<'a>, out: &mut Vec<Block>) -> usize {
        if self.depth > MAX_DEPTH {
            let d = Diagnostic::warning(
                "too-deep",
                "lists and quotations are nested too deep; what is deeper is set as text",
            );
            self.log.push(d.at(self.place.map.span(range.start..range.start)));
            let (rich, _) = self.rest_as_text(&event, range);
            push_paragraph(out, rich);
            return 0;
        }
        match event {
            Event::Start(Tag::Paragraph) => {
                let (rich, last_line) = self.rich(None);
                push_paragraph(out, rich);
                return last_line;
            }
            Event::Start(Tag::Heading { level, .. }) => {
                let (rich, _) = self.rich(None);
                if !rich.is_blank() {
                    out.push(Block::Subhead(level as u8, rich));
                }
            }
            Event::Start(Tag::BlockQuote(_)) => {
                let (mut blocks, last_line) = self.blocks_within();
                let source = source_of(&mut blocks, last_line);
                out.push(Block::Quotation { blocks, source });
            }
            Event::Start(Tag::List(start)) => {
                let mut items = Vec::new();
                while let Some((event, _)) = self.advance() {
                    if matches!(event, Event::End(TagEnd::List(_))) {
                        break;
                    }
                    items.push(self.blocks_within().0);
                }
                out.push(Block::List { start, items });
            }
            Event::Start(Tag::Table(align)) => {
                let table = self.table(&align, range);
                out.push(Block::Table(table));
            }
            Event::Start(Tag::CodeBlock(_)) => self.code(out, range),
            Event::Start(Tag::HtmlBlock) => self.html_block(out, range),
            Event::Start(Tag::FootnoteDefinition(label)) => {
                let (blocks, _) = self.blocks_within();
                let number = self.footnotes.get(&label);
                if let Some(note) = number.and_then(|n| self.notes.get_mut(n as usize - 1))
                    && note.is_empty()
                {
                    *note = blocks;
                }
            }
            Event::Rule => out.push(Block::Break),
            Event::End(_) => {}
            event => {
                // A tight list's item: its text comes without a paragraph around it.
                let (rich, last_line) = self.rich(Some((event, range)));
                push_paragraph(out, rich);
                return last_line;
            }
        }
        0
    }

    /// Inline events up to the end of the block that is open, which is taken along; where `first` is given, up to the
    /// next block or the end of the item, which is left.
    fn rich(&mut self, first: Option<Placed<'a>>) -> (Rich, usize) {
        let loose = first.is_some();
        let mut inline = Inline::keeping_lines(self.kind == Kind::Directory);
        let mut pending = first;
        let mut skip_to = 0;
        let mut pictures = 0;
        let start = self.pictures.len();
        while let Some((event, range)) = pending.take().or_else(|| self.advance()) {
            let block_end = matches!(
                event,
                Event::End(
                    TagEnd::Paragraph
                        | TagEnd::Heading(_)
                        | TagEnd::TableCell
                        | TagEnd::Item
                        | TagEnd::BlockQuote(_)
                        | TagEnd::FootnoteDefinition
                        | TagEnd::List(_)
                )
            );
            if block_end || (loose && is_block(&event)) {
                if loose {
                    self.returned = Some((event, range));
                }
                break;
            }
            if range.end <= skip_to && !matches!(event, Event::End(_)) {
                continue;
            }
            match event {
                Event::Start(Tag::Image { dest_url, .. }) => {
                    skip_to = self.picture(&dest_url, range);
                    pictures += 1;
                }
                Event::Text(_) if range.start < skip_to => {
                    let rest = self.text.get(skip_to..range.end).unwrap_or_default();
                    inline.text(rest, skip_to..range.end, &self.place.map);
                }
                Event::Text(ref text) => {
                    if let Some(label) = dangling(self.text, range.start).filter(|_| text.starts_with('['))
                        && self.dangling.insert(label)
                    {
                        let place = range.start..range.start + label.len() + 3;
                        let d = Diagnostic::error("footnote", format!("the footnote `{label}` has no text"));
                        let hint =
                            format!("add a line `[^{label}]: …` at the end of the copy, with an empty line before it");
                        self.log.push(d.at(self.place.map.span(place)).hint(hint));
                    }
                    if text.starts_with("![") {
                        self.check_picture_path(range.start + 1);
                    } else if text.starts_with('[') {
                        self.check_picture_path(range.start);
                    }
                    inline.text(text, range, &self.place.map);
                }
                Event::FootnoteReference(label) => {
                    if let Some(number) = self.footnotes.get(&label) {
                        inline.note(number, range, &self.place.map);
                    }
                }
                Event::InlineHtml(html) => {
                    let tag = html.to_ascii_lowercase();
                    if tag.starts_with("<br") {
                        inline.line_break(range, &self.place.map);
                    } else if !tag.starts_with("<!--") {
                        self.say_html(range);
                    }
                }
                event => inline.take(&event, range, &self.place.map, self.log),
            }
        }
        let (rich, last_line) = inline.finish();
        if pictures > 0 && (self.depth > 0 || !rich.is_blank()) {
            for picture in &self.pictures[start..] {
                let d = Diagnostic::note("picture-in-text", "a picture in the middle of text stands after the text");
                self.log.push(
                    d.at(picture.span)
                        .hint("give the picture a paragraph of its own, with an empty line before and after it"),
                );
            }
        }
        (rich, last_line)
    }

    fn table(&mut self, align: &[Alignment], range: Range<usize>) -> Table {
        let mut rows: Vec<Vec<Rich>> = Vec::new();
        while let Some((event, _)) = self.advance() {
            match event {
                Event::Start(Tag::TableHead | Tag::TableRow) => rows.push(Vec::new()),
                Event::Start(Tag::TableCell) => {
                    self.depth += 1;
                    let (cell, _) = self.rich(None);
                    self.depth -= 1;
                    if let Some(row) = rows.last_mut() {
                        row.push(cell);
                    }
                }
                Event::End(TagEnd::Table) => break,
                _ => {}
            }
        }
        for row in &mut rows {
            row.resize(align.len(), Rich::default());
        }
        let cell = |a: &Alignment| match a {
            Alignment::None => CellAlign::Natural,
            Alignment::Left => CellAlign::Left,
            Alignment::Center => CellAlign::Centre,
            Alignment::Right => CellAlign::Right,
        };
        let head = if rows.is_empty() { Vec::new() } else { rows.remove(0) };
        Table { align: align.iter().map(cell).collect(), head, rows, span: self.place.map.span(range) }
    }

    fn code(&mut self, out: &mut Vec<Block>, range: Range<usize>) {
        let mut value = String::new();
        while let Some((event, _)) = self.advance() {
            match event {
                Event::Text(text) => value.push_str(&text.replace('\r', "")),
                Event::End(TagEnd::CodeBlock) => break,
                _ => {}
            }
        }
        value.truncate(value.trim_end_matches('\n').len());
        if !value.trim().is_empty() {
            out.push(Block::Code(Sourced { value, span: self.place.map.span(range) }));
        }
    }

    /// HTML is not set, but the words in it are; a comment is neither.
    fn html_block(&mut self, out: &mut Vec<Block>, range: Range<usize>) {
        let mut html = String::new();
        while let Some((event, _)) = self.advance() {
            match event {
                Event::Html(line) | Event::Text(line) => html.push_str(&line),
                Event::End(TagEnd::HtmlBlock) => break,
                _ => {}
            }
        }
        let mut words = String::new();
        let mut rest = html.as_str();
        let mut tags = false;
        while let Some(open) = rest.find('<') {
            words.push_str(&rest[..open]);
            let comment = rest[open..].starts_with("<!--");
            tags |= !comment;
            let close =
                if comment { rest[open..].find("-->").map(|i| i + 3) } else { rest[open..].find('>').map(|i| i + 1) };
            rest = close.map_or("", |c| &rest[open + c..]);
            words.push(' ');
        }
        words.push_str(rest);
        if tags || !words.trim().is_empty() {
            self.say_html(range.clone());
        }
        let mut inline = Inline::default();
        inline.text(&words, range, &self.place.map);
        push_paragraph(out, inline.finish().0);
    }

    /// Warns of HTML, once in a text.
    fn say_html(&mut self, range: Range<usize>) {
        if !self.html_said {
            self.html_said = true;
            let first_line = self.text.get(range.clone()).and_then(|t| t.lines().next()).map_or(0, str::len);
            let place = range.start..range.start + first_line;
            let d = Diagnostic::warning("html", "HTML is not set; the words in it are kept as plain text");
            self.log.push(
                d.at(self.place.map.span(place))
                    .hint("use Markdown: *emphasis*, **strong**, `![caption](file)`; a plain `<` is written `\\<`"),
            );
        }
    }

    /// All text of what is open, without its structure.
    fn rest_as_text(&mut self, first: &Event<'a>, range: Range<usize>) -> (Rich, usize) {
        let mut inline = Inline::default();
        let mut open = usize::from(matches!(first, Event::Start(_)));
        inline.take(first, range, &self.place.map, self.log);
        while open > 0 {
            let Some((event, range)) = self.advance() else { break };
            match &event {
                Event::Start(_) => open += 1,
                Event::End(_) => {
                    open -= 1;
                    inline.text(" ", range.clone(), &self.place.map);
                }
                _ => {}
            }
            inline.take(&event, range, &self.place.map, self.log);
        }
        inline.finish()
    }
}

fn push_paragraph(out: &mut Vec<Block>, rich: Rich) {
    if !rich.is_blank() {
        out.push(Block::Paragraph(rich));
    }
}

/// Whether an event begins a block (so that the text of a tight list's item is over).
fn is_block(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => {
            !matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Link { .. } | Tag::Image { .. } | Tag::Strikethrough)
        }
        Event::Rule => true,
        _ => false,
    }
}

/// Takes the source off the end of a quotation: its last line, if that begins with a dash.
fn source_of(blocks: &mut Vec<Block>, last_line: usize) -> Option<Rich> {
    let Some(Block::Paragraph(last)) = blocks.last() else { return None };
    let text = last.text();
    let line = text.get(last_line..)?;
    let dash = signature::dash(line)?;
    if blocks.len() == 1 && last_line == 0 {
        return None;
    }
    let Some(Block::Paragraph(last)) = blocks.pop() else { return None };
    let (said, source) = last.split_at(last_line);
    if !said.is_blank() {
        blocks.push(Block::Paragraph(said));
    }
    Some(source.split_at(dash).1)
}
