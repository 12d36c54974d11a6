//! The text: paragraphs, headings, lists, tables, sections, and what stands in a line.

use super::styles::{Look, Marks, Role};
use super::{DEEPEST, Reader};
use crate::import::document::{Block, Line, Mark};
use crate::import::docx::{INFERIOR, SUPERIOR, figures};
use crate::import::href;
use crate::import::said::What;
use crate::import::tree::Node;
use std::sync::Arc;

/// Rows and cells that a file says it repeats are believed up to so many.
const MAX_REPEATED: usize = 64;

/// Indexes of all kinds.
const INDEXES: [&str; 7] = [
    "text:table-of-content",
    "text:alphabetical-index",
    "text:illustration-index",
    "text:table-index",
    "text:object-index",
    "text:user-index",
    "text:bibliography",
];

/// Where a line is being read.
#[derive(Default)]
pub(super) struct Hand {
    pub(super) line: Line,
    /// Pictures and text boxes that are anchored in it.
    pub(super) beside: Vec<Block>,
    link: Option<Arc<str>>,
    caption: bool,
    heading: bool,
    hidden: bool,
}

impl Reader<'_, '_> {
    /// The blocks in a node; `level` is how deep in lists it stands.
    pub(super) fn blocks(&mut self, node: Node<'_>, level: usize) -> Vec<Block> {
        let mut out = Vec::new();
        for child in node.elements() {
            match child.name() {
                "text:p" | "text:h" => self.paragraph(child, &mut out),
                "text:list" => self.list(child, None, level, &mut out),
                "text:numbered-paragraph" => {
                    let at =
                        child.attribute("text:level").and_then(|v| v.parse::<usize>().ok()).unwrap_or(1).clamp(1, 10)
                            - 1;
                    let marks = self.styles.marks(child.attribute("text:style-name"), at);
                    let start = matches!(marks, Marks::Figures(_) | Marks::Letters(_)).then_some(0);
                    let blocks = self.blocks(child, level);
                    out.push(Block::Item { level: at, start, blocks });
                }
                "table:table" => self.table(child, &mut out),
                "text:section" => {
                    let hidden = child.attribute("text:display") == Some("none")
                        || self.styles.is_hidden_section(child.attribute("text:style-name"));
                    if hidden {
                        self.said.some(What::Hidden, usize::from(child.has_text()));
                    } else {
                        out.extend(self.blocks(child, level));
                    }
                }
                "text:index-title" | "text:index-body" | "office:text" | "text:deletion" => {
                    out.extend(self.blocks(child, level));
                }
                "draw:frame" | "draw:g" | "draw:a" | "draw:custom-shape" | "draw:rect" => out.extend(self.frame(child)),
                name if INDEXES.contains(&name) => self.said.one(What::Contents),
                _ => {}
            }
        }
        out
    }

    fn paragraph(&mut self, node: Node<'_>, out: &mut Vec<Block>) {
        let style = node.attribute("text:style-name");
        let role = match self.styles.role(style) {
            None | Some(Role::Rule) if node.is("text:h") => {
                let level = node.attribute("text:outline-level").and_then(|v| v.parse::<u8>().ok()).unwrap_or(1);
                Some(Role::Heading(level.clamp(1, 9)))
            }
            role => role,
        };
        let letters = matches!(
            role,
            Some(Role::Title | Role::Subtitle | Role::Heading(_) | Role::Caption | Role::Quotation | Role::Code)
        );
        let around = self.styles.look(true, style, Look::default());
        // Of a heading's or a quotation's style, the letters are the layout's business here.
        let look = if letters { Look { hidden: around.hidden, ..Look::default() } } else { around };
        let mut hand = Hand {
            caption: role == Some(Role::Caption),
            heading: matches!(role, Some(Role::Title | Role::Subtitle | Role::Heading(_))),
            ..Hand::default()
        };
        self.inline(node, look, &mut hand);
        let line = hand.line;
        let blank = line.is_blank();
        if role == Some(Role::Contents) {
            let first = !blank && !self.said.has(What::Contents);
            self.said.some(What::Contents, usize::from(first));
            return;
        }
        match role {
            Some(Role::Rule) if blank => out.push(Block::Break),
            _ if blank => {}
            Some(Role::Title) => out.push(Block::Title(line.without_bold())),
            Some(Role::Subtitle) => out.push(Block::Subtitle(line.without_bold())),
            Some(Role::Byline) => out.push(Block::Byline(line)),
            Some(Role::Caption) => out.push(Block::Caption(line)),
            Some(Role::Quotation) => out.push(Block::Quoted(line)),
            Some(Role::Heading(level)) => out.push(Block::Subhead(level, line.without_bold())),
            Some(Role::Code) => match out.last_mut() {
                Some(Block::Code(text)) => {
                    text.push('\n');
                    text.push_str(&line.text());
                }
                _ => out.push(Block::Code(line.text())),
            },
            _ => out.push(Block::Paragraph(line)),
        }
        out.extend(hand.beside);
    }

    /// A list, within `outer` if it has no style of its own.
    fn list(&mut self, node: Node<'_>, outer: Option<&str>, level: usize, out: &mut Vec<Block>) {
        let style = node.attribute("text:style-name").or(outer);
        let of_paragraph = node.descendants().find(|n| n.is("text:p")).and_then(|p| p.attribute("text:style-name"));
        let own = style.map(str::to_owned).or_else(|| self.styles.list_of(of_paragraph));
        let marks = self.styles.marks(own.as_deref(), level);
        let goes_on = node.attribute("text:continue-numbering") == Some("true");
        let before = node.attribute("text:continue-list").and_then(|id| self.counted.get(id).copied());
        let mut number = match (marks, before) {
            (Marks::Points | Marks::Nothing, _) => None,
            (_, Some(before)) => Some(before + 1),
            (Marks::Figures(_) | Marks::Letters(_), None) if goes_on => Some(self.last_count + 1),
            (Marks::Figures(start) | Marks::Letters(start), None) => Some(start),
        };
        if matches!(marks, Marks::Letters(_)) {
            self.said.one(What::Letters);
        }
        for item in node.elements().filter(|n| matches!(n.name(), "text:list-item" | "text:list-header")) {
            let mut blocks = Vec::new();
            let mut within = Vec::new();
            for child in item.elements() {
                if child.is("text:list") {
                    self.list(child, own.as_deref(), level + 1, &mut within);
                } else {
                    // What follows a list within an item belongs to the item again.
                    self.one(child, level + 1, &mut blocks);
                }
            }
            if let (Some(number), Some(start)) =
                (number.as_mut(), item.attribute("text:start-value").and_then(|v| v.parse().ok()))
            {
                *number = start;
            }
            let header = item.is("text:list-header");
            // Headings are often items of a list that numbers them.
            let heading = blocks.iter().any(|b| matches!(b, Block::Subhead(..) | Block::Title(_) | Block::Caption(_)));
            if heading || marks == Marks::Nothing || header {
                out.append(&mut blocks);
            } else if !blocks.is_empty() {
                out.push(Block::Item { level: level.min(DEEPEST), start: number, blocks });
                number = number.map(|n| n.saturating_add(1));
            }
            out.append(&mut within);
        }
        if let Some(number) = number {
            self.last_count = number.saturating_sub(1);
            if let Some(id) = node.attribute("xml:id").filter(|_| self.counted.len() < 10_000) {
                self.counted.insert(id.to_owned(), self.last_count);
            }
        }
    }

    /// The blocks of one element.
    fn one(&mut self, node: Node<'_>, level: usize, out: &mut Vec<Block>) {
        match node.name() {
            "text:p" | "text:h" => self.paragraph(node, out),
            "table:table" => self.table(node, out),
            "draw:frame" => out.extend(self.frame(node)),
            "text:section" => out.extend(self.blocks(node, level)),
            _ => {}
        }
    }

    fn table(&mut self, node: Node<'_>, out: &mut Vec<Block>) {
        let mut rows = Vec::new();
        let mut around: Vec<Node<'_>> = node.elements().collect();
        around.reverse();
        while let Some(child) = around.pop() {
            if child.is("table:table-row") {
                let repeated = number(child, "table:number-rows-repeated");
                let row = self.row(child);
                let copies = if row.iter().all(Vec::is_empty) { 1 } else { repeated };
                rows.extend(std::iter::repeat_n(row, copies));
            } else if child.name().starts_with("table:table-") && !child.is("table:table-columns") {
                let mut inner: Vec<Node<'_>> = child.elements().collect();
                inner.reverse();
                around.extend(inner);
            }
        }
        crate::import::tidy::table(rows, out, self.said);
    }

    fn row(&mut self, node: Node<'_>) -> Vec<Vec<Block>> {
        let mut cells: Vec<Vec<Block>> = Vec::new();
        for cell in node.elements() {
            let repeated = number(cell, "table:number-columns-repeated");
            match cell.name() {
                "table:table-cell" => {
                    let spans = ["table:number-columns-spanned", "table:number-rows-spanned"]
                        .iter()
                        .any(|a| number(cell, a) > 1);
                    self.said.some(What::Merged, usize::from(spans));
                    let blocks = self.blocks(cell, 0);
                    cells.extend(std::iter::repeat_n(blocks, repeated));
                }
                "table:covered-table-cell" => cells.extend(std::iter::repeat_n(Vec::new(), repeated)),
                _ => {}
            }
        }
        cells
    }

    /// What stands in a line. White space is single in the format, and spaces beyond the first have elements.
    pub(super) fn inline(&mut self, node: Node<'_>, look: Look, hand: &mut Hand) {
        for child in node.children() {
            if let Some(text) = child.as_text() {
                self.text(text, look, hand);
                continue;
            }
            match child.name() {
                "text:span" => {
                    let look = self.styles.look(false, child.attribute("text:style-name"), look);
                    if look.struck && child.has_text() && !look.hidden {
                        self.said.one(What::Struck);
                    }
                    self.inline(child, look, hand);
                }
                "text:a" => {
                    let outer = hand.link.clone();
                    hand.link =
                        href::link(child.attribute("xlink:href").unwrap_or_default(), self.said).or(outer.clone());
                    // A link's own look says that it is one.
                    self.inline(child, look, hand);
                    hand.link = outer;
                }
                "text:s" | "text:tab" => self.text(" ", look, hand),
                "text:line-break" => self.text("\u{2028}", look, hand),
                "text:note" => self.note(child, hand),
                "office:annotation" => self.said.one(What::Comments),
                "office:annotation-end" | "text:tracked-changes" | "text:soft-page-break" | "text:script" => {}
                "text:hidden-text" | "text:hidden-paragraph" => self.said.one(What::Hidden),
                "text:placeholder" => self.said.one(What::Placeholders),
                "text:ruby" => {
                    if let Some(base) = child.child("text:ruby-base") {
                        self.inline(base, look, hand);
                    }
                }
                "text:sequence" if hand.caption => {
                    // Pictures have no numbers here: what stands before the number goes, too.
                    if hand.line.text().chars().count() < 40 {
                        hand.line = Line::default();
                    }
                }
                "draw:frame" | "draw:g" | "draw:a" | "draw:custom-shape" | "draw:rect" | "draw:ellipse" => {
                    let blocks = self.frame(child);
                    hand.beside.extend(blocks);
                }
                // Fields, bookmarks and metadata: what they show is text.
                _ => self.inline(child, look, hand),
            }
        }
    }

    fn text(&mut self, text: &str, look: Look, hand: &mut Hand) {
        if look.hidden {
            let seen = !text.trim().is_empty();
            self.said.some(What::Hidden, usize::from(seen && !hand.hidden));
            hand.hidden |= seen;
            return;
        }
        hand.hidden = false;
        let underlined = look.underline && hand.link.is_none() && !hand.heading;
        let mark = Mark {
            bold: look.bold && !hand.heading,
            italic: look.italic || underlined,
            code: false,
            link: hand.link.clone(),
        };
        let text = if text == "\u{2028}" { "\n".to_owned() } else { text.replace(['\n', '\r', '\t'], " ") };
        let raised = match look.raised {
            Some("super") => figures(&text, &SUPERIOR),
            Some("sub") => figures(&text, &INFERIOR),
            _ => None,
        };
        hand.line.push(raised.as_deref().unwrap_or(&text), &mark);
    }

    fn note(&mut self, node: Node<'_>, hand: &mut Hand) {
        let index = self.document.notes.len();
        self.document.notes.push(Vec::new());
        hand.line.note(index);
        if let Some(body) = node.child("text:note-body") {
            let blocks = self.blocks(body, 0);
            if let Some(slot) = self.document.notes.get_mut(index) {
                *slot = blocks;
            }
        }
    }
}

fn number(node: Node<'_>, name: &str) -> usize {
    node.attribute(name).and_then(|v| v.parse::<usize>().ok()).unwrap_or(1).clamp(1, MAX_REPEATED)
}
