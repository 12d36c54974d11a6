//! Elements in a row → blocks: what is within a line is gathered until something begins or ends a block.

use super::Reader;
use crate::import::document::{Block, Line, MAX_DEPTH, Mark};
use crate::import::docx::{INFERIOR, SUPERIOR, figures};
use crate::import::href;
use crate::import::said::What;
use crate::import::tree::Node;
use std::sync::Arc;

/// Elements that show nothing, or nothing that could be printed.
const SILENT: [&str; 24] = [
    "script", "style", "noscript", "template", "head", "title", "meta", "link", "xml", "map", "svg", "canvas", "audio",
    "video", "input", "button", "select", "textarea", "datalist", "dialog", "object", "embed", "math", "rt",
];

/// How what stands here looks, from all that stands around it.
#[derive(Debug, Clone, Default)]
#[allow(clippy::struct_excessive_bools)] // each is a look of its own
pub(super) struct Look {
    bold: bool,
    italic: bool,
    underline: bool,
    code: bool,
    raised: Option<bool>,
    link: Option<Arc<str>>,
    /// Whether it stands in a link, wherever that leads.
    anchor: bool,
    pre: bool,
    heading: bool,
    pub(super) depth: usize,
}

/// Blocks so far, and the line that is open.
#[derive(Debug, Default)]
pub(super) struct Sink {
    pub(super) blocks: Vec<Block>,
    line: Line,
    /// Pictures within the line.
    beside: Vec<Block>,
}

impl Sink {
    /// Ends the line. Two line breaks in a row part paragraphs.
    pub(super) fn flush(&mut self) {
        let line = std::mem::take(&mut self.line);
        for part in split(line) {
            self.blocks.push(Block::Paragraph(part));
        }
        self.blocks.append(&mut self.beside);
    }

    pub(super) fn finish(mut self) -> Vec<Block> {
        self.flush();
        self.blocks
    }

    /// Adds a picture: behind the line that is open, if anything stands in it.
    pub(super) fn picture(&mut self, block: Block) {
        if self.line.is_blank() { self.blocks.push(block) } else { self.beside.push(block) }
    }
}

/// A line at its double line breaks.
fn split(line: Line) -> Vec<Line> {
    let mut out = Vec::new();
    let mut current = Line::default();
    let mut breaks = 0;
    for run in line.runs {
        if run.note.is_some() {
            current.runs.push(run);
            continue;
        }
        for (i, piece) in run.text.split('\n').enumerate() {
            if i > 0 {
                breaks += 1;
                current.push("\n", &Mark::default());
            }
            if !piece.trim_matches([' ', '\t', '\r', '\u{a0}']).is_empty() {
                if breaks >= 2 {
                    out.push(std::mem::take(&mut current));
                }
                breaks = 0;
            }
            if !piece.is_empty() {
                current.push(piece, &run.mark);
            }
        }
    }
    out.push(current);
    out.retain(|l| !l.is_blank());
    out
}

impl Reader<'_> {
    /// What stands in a node.
    pub(super) fn flow(&mut self, node: Node<'_>, look: &Look, sink: &mut Sink) {
        for child in node.children() {
            match child.as_text() {
                Some(text) => Self::text(text, look, sink),
                None => self.element(child, look, sink),
            }
        }
    }

    pub(super) fn text(text: &str, look: &Look, sink: &mut Sink) {
        let text = if look.pre { text.replace('\r', "") } else { text.replace(['\n', '\r', '\t'], " ") };
        let raised = match look.raised {
            Some(true) => figures(text.trim(), &SUPERIOR),
            Some(false) => figures(text.trim(), &INFERIOR),
            None => None,
        };
        let mark = Mark {
            bold: look.bold && !look.heading,
            italic: look.italic || (look.underline && !look.anchor && !look.heading),
            code: look.code,
            link: look.link.clone(),
        };
        sink.line.push(raised.as_deref().unwrap_or(&text), &mark);
    }

    pub(super) fn element(&mut self, node: Node<'_>, look: &Look, sink: &mut Sink) {
        let name = node.name();
        if self.notes.elsewhere.contains(&node.id()) || self.notes.holders.contains(&node.id()) {
            return;
        }
        if let Some(note) = self.notes.marks.get(&node.id()) {
            sink.line.note(*note);
            return;
        }
        if SILENT.contains(&name) {
            self.said.some(What::Objects, usize::from(matches!(name, "svg" | "canvas" | "object" | "embed" | "math")));
            return;
        }
        if matches!(name, "iframe" | "frame") {
            self.said.one(What::Controls);
            return;
        }
        if matches!(name, "nav" | "aside" | "footer" | "dialog") && self.is_around(node, look) {
            self.said.some(What::PageParts, usize::from(node.has_text()));
            return;
        }
        let style = self.sheet.style(node);
        if style.hidden == Some(true)
            || node.attribute("hidden").is_some()
            || node.attribute("aria-hidden") == Some("true") && name != "img"
        {
            self.said.some(What::Hidden, usize::from(node.has_text()));
            return;
        }
        if name == "del" {
            self.said.one(What::Deletions);
            return;
        }
        let mut inner = look.clone();
        match name {
            "b" | "strong" => inner.bold = true,
            "i" | "em" | "cite" | "dfn" | "var" => inner.italic = true,
            "u" => inner.underline = true,
            "code" | "tt" | "kbd" | "samp" => inner.code = true,
            "sup" => inner.raised = Some(true),
            "sub" => inner.raised = Some(false),
            "s" | "strike" => self.said.one(What::Struck),
            "ins" => self.said.one(What::Insertions),
            _ => {}
        }
        inner.bold = style.bold.unwrap_or(inner.bold);
        inner.italic = style.italic.unwrap_or(inner.italic);
        inner.underline = style.underline.unwrap_or(inner.underline);
        inner.raised = style.raised.or(inner.raised);
        if style.struck == Some(true) && node.has_text() {
            self.said.one(What::Struck);
        }
        match name {
            "br" => sink.line.push("\n", &Mark::default()),
            "hr" => {
                sink.flush();
                sink.blocks.push(Block::Break);
            }
            "img" => self.image(node, sink),
            "a" => {
                if let Some(href) = node.attribute("href") {
                    inner.anchor = true;
                    inner.link = href::link(href, self.said).or(inner.link);
                }
                self.flow(node, &inner, sink);
            }
            "q" => {
                Self::text("\u{201c}", look, sink);
                self.flow(node, &inner, sink);
                Self::text("\u{201d}", look, sink);
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let level = name.as_bytes()[1] - b'0';
                self.heading(node, level, &inner, sink);
            }
            "ul" | "ol" | "menu" | "dir" => self.list(node, 0, &inner, sink),
            "li" => {
                sink.flush();
                let blocks = self.within(node, &inner);
                sink.blocks.push(Block::Item { level: 0, start: None, blocks });
            }
            "blockquote" => self.quotation(node, &inner, sink),
            "pre" => {
                sink.flush();
                inner.pre = true;
                let blocks = self.within(node, &inner);
                let lines: Vec<String> = blocks
                    .iter()
                    .filter_map(|b| if let Block::Paragraph(l) = b { Some(l.text()) } else { None })
                    .collect();
                sink.blocks.push(Block::Code(lines.join("\n\n")));
            }
            "table" => self.table(node, &inner, sink),
            "figure" => self.figure(node, &inner, sink),
            "dt" => {
                sink.flush();
                inner.bold = true;
                self.flow(node, &inner, sink);
                sink.flush();
            }
            "p" | "div" | "center" | "address" | "figcaption" | "caption" | "body" | "html" | "section" | "article"
            | "main" | "header" | "footer" | "aside" | "dd" | "dl" | "form" | "fieldset" | "details" | "summary"
            | "legend" | "tr" | "td" | "th" | "tbody" | "optgroup" => {
                self.block(node, &inner, sink);
            }
            _ => self.flow(node, &inner, sink),
        }
    }

    /// A paragraph or a division, which may be more by its class: Word and Google Docs have one for every style.
    fn block(&mut self, node: Node<'_>, look: &Look, sink: &mut Sink) {
        sink.flush();
        let style = node.attribute("style").unwrap_or_default().to_ascii_lowercase();
        if style.contains("mso-element:comment-list") || style.contains("mso-element:comment") {
            self.said.some(What::Comments, usize::from(node.has_text()));
            return;
        }
        let running = node.is("div") && matches!(node.attribute("title"), Some("header" | "footer"));
        if running || style.contains("mso-element:header") || style.contains("mso-element:footer") {
            self.said.one(What::Headers);
            return;
        }
        let class = node.attribute("class").unwrap_or_default().to_ascii_lowercase();
        let is = |names: &[&str]| class.split_whitespace().any(|c| names.contains(&c));
        if node.is("p") {
            if let Some(level) = mso_level(&style) {
                self.word_item(node, level, look, sink);
                return;
            }
            if class.starts_with("msotoc") {
                let first = !self.said.has(What::Contents);
                self.said.some(What::Contents, usize::from(first));
                return;
            }
            if class.starts_with("msoheader") || class.starts_with("msofooter") {
                self.said.one(What::Headers);
                return;
            }
        }
        let make: Option<fn(Line) -> Block> = match () {
            () if is(&["msotitle", "title"]) && node.is("p") => Some(|l| Block::Title(l.without_bold())),
            () if is(&["msosubtitle", "subtitle"]) && node.is("p") => Some(|l| Block::Subtitle(l.without_bold())),
            () if is(&["byline", "author"]) => Some(Block::Byline),
            () if is(&["msocaption", "caption", "wp-caption-text"]) || node.is("figcaption") => Some(Block::Caption),
            () if is(&["msoquote", "msointensequote"]) => Some(Block::Quoted),
            () => None,
        };
        let Some(make) = make else {
            self.flow(node, look, sink);
            sink.flush();
            return;
        };
        for block in self.within(node, look) {
            sink.blocks.push(match block {
                Block::Paragraph(line) => make(line),
                block => block,
            });
        }
    }

    fn heading(&mut self, node: Node<'_>, level: u8, look: &Look, sink: &mut Sink) {
        sink.flush();
        let class = node.attribute("class").unwrap_or_default().to_ascii_lowercase();
        let title = class.split_whitespace().any(|c| c == "title" || c == "msotitle");
        let look = Look { heading: true, ..look.clone() };
        let mut line = Line::default();
        let mut beside = Vec::new();
        for block in self.within(node, &look) {
            match block {
                Block::Paragraph(part) => {
                    if !line.is_blank() {
                        line.push(" ", &Mark::default());
                    }
                    line.append(part);
                }
                block => beside.push(block),
            }
        }
        sink.blocks.push(if title { Block::Title(line) } else { Block::Subhead(level, line) });
        sink.blocks.extend(beside);
    }

    /// The blocks within a node, one deeper.
    pub(super) fn within(&mut self, node: Node<'_>, look: &Look) -> Vec<Block> {
        let mut sink = Sink::default();
        self.flow(node, look, &mut sink);
        sink.finish()
    }

    fn deeper(&mut self, look: &Look) -> Option<Look> {
        if look.depth + 1 >= MAX_DEPTH {
            self.said.one(What::Depth);
            return None;
        }
        Some(Look { depth: look.depth + 1, ..look.clone() })
    }

    fn quotation(&mut self, node: Node<'_>, look: &Look, sink: &mut Sink) {
        sink.flush();
        let Some(inner) = self.deeper(look) else {
            self.flow(node, look, sink);
            sink.flush();
            return;
        };
        let source = node.elements().find(|n| matches!(n.name(), "footer" | "cite"));
        let mut blocks = self.within(node, &inner);
        // What is named as the source is the last line, behind a dash.
        if let (Some(source), Some(Block::Paragraph(last))) = (source, blocks.last_mut())
            && last.text().trim() == source.all_text().split_whitespace().collect::<Vec<_>>().join(" ")
            && blocks.len() > 1
            && let Some(Block::Paragraph(last)) = blocks.last_mut()
        {
            last.trim_start(char::is_whitespace);
            if !last.text().starts_with(['—', '–', '-', '―']) {
                let mut line = Line::plain("--- ");
                line.append(std::mem::take(last));
                *last = line;
            }
        }
        sink.blocks.push(Block::Quotation(blocks));
    }

    fn list(&mut self, node: Node<'_>, level: usize, look: &Look, sink: &mut Sink) {
        sink.flush();
        let Some(inner) = self.deeper(look) else {
            self.flow(node, look, sink);
            sink.flush();
            return;
        };
        let class = node.attribute("class").unwrap_or_default();
        // Google Docs writes lists within lists one after the other, and their level into a class.
        let told = class
            .split_whitespace()
            .filter(|c| c.starts_with("lst-kix"))
            .find_map(|c| c.rsplit('-').next()?.parse::<usize>().ok());
        let level = told.unwrap_or(level).min(MAX_DEPTH);
        let ordered = node.is("ol");
        let mut number = node.attribute("start").and_then(|s| s.trim().parse::<u64>().ok()).unwrap_or(1).max(1);
        if ordered && matches!(node.attribute("type"), Some("a" | "A" | "i" | "I")) {
            self.said.one(What::Letters);
        }
        for child in node.children() {
            if let Some(text) = child.as_text() {
                Self::text(text, &inner, sink);
                sink.flush();
                continue;
            }
            match child.name() {
                "li" if self.notes.holders.contains(&child.id()) => {}
                "li" => {
                    number = child
                        .attribute("value")
                        .and_then(|v| v.trim().parse::<u64>().ok())
                        .map_or(number, |v| v.max(1));
                    let blocks = self.within(child, &inner);
                    sink.blocks.push(Block::Item { level, start: ordered.then_some(number), blocks });
                    number = number.saturating_add(1);
                }
                "ul" | "ol" => self.list(child, level + 1, &inner, sink),
                _ => {
                    let blocks = self.within(child, &inner);
                    sink.blocks.extend(blocks);
                }
            }
        }
    }

    /// An item of a list as Word writes it: a paragraph whose mark stands in it as text, to be ignored.
    fn word_item(&mut self, node: Node<'_>, level: usize, look: &Look, sink: &mut Sink) {
        let is_mark = |n: &Node<'_>| {
            n.attribute("style").is_some_and(|s| s.to_ascii_lowercase().replace(' ', "").contains("mso-list:ignore"))
        };
        let mark = node.descendants().find(is_mark);
        let text = mark.map(Node::all_text).unwrap_or_default();
        let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{a0}');
        let number = text.trim_end_matches(['.', ')', '\u{a0}', ' ']);
        let ordered = text.ends_with(['.', ')']) && number.chars().all(char::is_alphanumeric) && !number.is_empty();
        let letters = ordered && number.parse::<u64>().is_err();
        self.said.some(What::Letters, usize::from(letters && matches!(number, "a" | "A" | "i" | "I")));
        if let Some(mark) = mark {
            self.notes.elsewhere.insert(mark.id());
        }
        let blocks = self.within(node, look);
        let start = ordered.then(|| number.parse().unwrap_or(0));
        sink.blocks.push(Block::Item { level, start, blocks });
    }

    /// Whether a part of the page stands around the article: the source of a quotation does not.
    fn is_around(&self, node: Node<'_>, look: &Look) -> bool {
        let holds_notes = node.descendants().any(|n| self.notes.holders.contains(&n.id()));
        !(holds_notes || node.is("footer") && look.depth > 0)
    }
}

/// The level (from 0) of `mso-list: l0 level2 lfo1`.
fn mso_level(style: &str) -> Option<usize> {
    let list = style.split(';').find_map(|d| d.trim().strip_prefix("mso-list:"))?;
    let level = list.split_whitespace().find_map(|w| w.strip_prefix("level"))?.parse::<usize>().ok()?;
    Some(level.clamp(1, 9) - 1)
}
