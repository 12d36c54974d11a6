//! The body's blocks: paragraphs by their styles, lists by their numbers, tables.

use super::numbering::Marks;
use super::styles::Role;
use super::{Reader, is_on};
use crate::import::document::{Block, Line};
use crate::import::said::What;
use crate::import::tree::Node;

/// Elements around blocks that are not themselves anything.
const WRAPPERS: [&str; 8] =
    ["w:ins", "w:moveTo", "w:smartTag", "w:customXml", "w:sdtContent", "w:dir", "w:bdo", "mc:Choice"];

impl Reader<'_, '_> {
    /// The blocks in a node.
    pub(super) fn blocks(&mut self, node: Node<'_>) -> Vec<Block> {
        let mut out = Vec::new();
        // A paragraph whose end was deleted goes on in the next.
        let mut pending: Option<Line> = None;
        self.collect(node, &mut out, &mut pending);
        out.extend(pending.map(Block::Paragraph));
        out
    }

    fn collect(&mut self, node: Node<'_>, out: &mut Vec<Block>, pending: &mut Option<Line>) {
        for child in node.elements() {
            match child.name() {
                "w:p" => self.paragraph(child, out, pending),
                "w:tbl" => {
                    out.extend(pending.take().map(Block::Paragraph));
                    self.table(child, out);
                }
                "w:sdt" => self.control(child, out, pending),
                "mc:AlternateContent" => {
                    if let Some(chosen) = chosen(child) {
                        self.collect(chosen, out, pending);
                    }
                }
                "w:altChunk" | "w:subDoc" => self.said.one(What::Controls),
                "w:ins" => {
                    self.said.one(What::Insertions);
                    self.collect(child, out, pending);
                }
                "w:del" | "w:moveFrom" => self.said.one(What::Deletions),
                name if WRAPPERS.contains(&name) => self.collect(child, out, pending),
                _ => {}
            }
        }
    }

    /// A content control: an index and what nobody filled in are left out.
    fn control(&mut self, node: Node<'_>, out: &mut Vec<Block>, pending: &mut Option<Line>) {
        match self.control_content(node) {
            Some(content) => self.collect(content, out, pending),
            None => out.extend(pending.take().map(Block::Paragraph)),
        }
    }

    /// What stands in a content control, unless it is left out.
    pub(super) fn control_content<'n>(&mut self, node: Node<'n>) -> Option<Node<'n>> {
        let properties = node.child("w:sdtPr");
        let gallery = properties.and_then(|p| p.child("w:docPartObj")?.value("w:docPartGallery", "w:val"));
        if gallery.is_some_and(|g| g.to_lowercase().contains("contents")) {
            self.said.one(What::Contents);
            return None;
        }
        if properties.is_some_and(|p| p.child("w:showingPlcHdr").is_some_and(is_on)) {
            self.said.one(What::Placeholders);
            return None;
        }
        node.child("w:sdtContent")
    }

    fn paragraph(&mut self, node: Node<'_>, out: &mut Vec<Block>, pending: &mut Option<Line>) {
        let properties = node.child("w:pPr");
        let style = properties.and_then(|p| p.value("w:pStyle", "w:val"));
        let mark = properties.and_then(|p| p.child("w:rPr"));
        if properties.is_some_and(|p| p.child("w:pPrChange").is_some()) {
            self.said.one(What::Formats);
        }
        let role = self.styles.role(style);
        let own = properties.and_then(|p| p.value("w:outlineLvl", "w:val")).and_then(|v| v.parse::<u8>().ok());
        let role = match (role, own.filter(|o| *o < 9)) {
            (None | Some(Role::Continues), Some(outline)) => Some(Role::Heading(outline + 1)),
            (role, _) => role,
        };
        let parts = self.line(node, style, role);
        let mut line = pending.take().unwrap_or_default();
        line.append(parts.line);
        let deleted = mark.is_some_and(|m| m.child("w:del").is_some() || m.child("w:moveFrom").is_some());
        if deleted && parts.beside.is_empty() {
            *pending = Some(line);
            return;
        }
        if role == Some(Role::Contents) {
            let first = !line.is_blank() && !self.said.has(What::Contents);
            self.said.some(What::Contents, usize::from(first));
            return;
        }
        let list = self.item(properties, style, role);
        let blank = line.is_blank();
        match (role, list) {
            _ if blank => {}
            (Some(Role::Title), _) => out.push(Block::Title(line.without_bold())),
            (Some(Role::Subtitle), _) => out.push(Block::Subtitle(line.without_bold())),
            (Some(Role::Byline), _) => out.push(Block::Byline(line)),
            (Some(Role::Caption), _) => out.push(Block::Caption(line)),
            (Some(Role::Quotation), None) => out.push(Block::Quoted(line)),
            (Some(Role::Heading(level)), _) => out.push(Block::Subhead(level, line.without_bold())),
            (_, Some((level, start))) => {
                out.push(Block::Item { level, start, blocks: vec![Block::Paragraph(line)] });
            }
            (Some(Role::Continues), None) => match out.last_mut() {
                Some(Block::Item { blocks, .. }) => blocks.push(Block::Paragraph(line)),
                _ => out.push(Block::Paragraph(line)),
            },
            _ => out.push(Block::Paragraph(line)),
        }
        // An empty paragraph with a line under it is a rule.
        let ruled = properties.and_then(|p| p.child("w:pBdr")).is_some_and(|b| b.child("w:bottom").is_some());
        if blank && ruled && parts.beside.is_empty() && !out.is_empty() {
            out.push(Block::Break);
        }
        out.extend(parts.beside);
    }

    /// The list that a paragraph is an item of: level, and number if it has one.
    fn item(
        &mut self,
        properties: Option<Node<'_>>,
        style: Option<&str>,
        role: Option<Role>,
    ) -> Option<(usize, Option<u64>)> {
        let own = properties.and_then(|p| p.child("w:numPr"));
        let (of_style, level_of_style) = self.styles.list(style);
        let id = own.and_then(|o| o.value("w:numId", "w:val")).map(str::to_owned).or(of_style)?;
        let level =
            own.and_then(|o| o.value("w:ilvl", "w:val")).and_then(|v| v.parse().ok()).or(level_of_style).unwrap_or(0);
        if id == "0" || matches!(role, Some(Role::Heading(_) | Role::Title | Role::Subtitle)) {
            return None;
        }
        let (marks, number, first) = self.numbering.next(&id, level)?;
        if first {
            self.said.one(What::Letters);
        }
        match marks {
            Marks::Points => Some((level, None)),
            Marks::Figures | Marks::Letters => Some((level, Some(number))),
            Marks::Nothing => None,
        }
    }

    fn table(&mut self, node: Node<'_>, out: &mut Vec<Block>) {
        let mut rows: Vec<Vec<Vec<Block>>> = Vec::new();
        let mut around: Vec<Node<'_>> = node.elements().collect();
        around.reverse();
        while let Some(child) = around.pop() {
            match child.name() {
                "w:tr" => {
                    let properties = child.child("w:trPr");
                    if properties.is_some_and(|p| p.child("w:del").is_some()) {
                        self.said.one(What::Deletions);
                        continue;
                    }
                    if properties.is_some_and(|p| p.child("w:ins").is_some()) {
                        self.said.one(What::Insertions);
                    }
                    rows.push(self.row(child));
                }
                "w:sdt" | "w:sdtContent" | "w:customXml" | "w:ins" => {
                    let mut inner: Vec<Node<'_>> = child.elements().collect();
                    inner.reverse();
                    around.extend(inner);
                }
                _ => {}
            }
        }
        crate::import::tidy::table(rows, out, self.said);
    }

    fn row(&mut self, node: Node<'_>) -> Vec<Vec<Block>> {
        let mut cells = Vec::new();
        let mut around: Vec<Node<'_>> = node.elements().collect();
        around.reverse();
        while let Some(child) = around.pop() {
            match child.name() {
                "w:tc" => {
                    let properties = child.child("w:tcPr");
                    let span =
                        properties.and_then(|p| p.value("w:gridSpan", "w:val")).and_then(|v| v.parse::<usize>().ok());
                    let span = span.unwrap_or(1).clamp(1, 63);
                    let merged = properties.and_then(|p| p.child("w:vMerge"));
                    let begins = merged.is_some_and(|m| m.attribute("w:val") == Some("restart"));
                    self.said.some(What::Merged, usize::from(span > 1 || begins));
                    cells.push(self.blocks(child));
                    cells.extend(std::iter::repeat_n(Vec::new(), span - 1));
                }
                "w:sdt" | "w:sdtContent" | "w:customXml" => {
                    let mut inner: Vec<Node<'_>> = child.elements().collect();
                    inner.reverse();
                    around.extend(inner);
                }
                _ => {}
            }
        }
        cells
    }
}

/// Of alternatives, the one that is read: the first that holds what is known, else the fallback.
pub(super) fn chosen(node: Node<'_>) -> Option<Node<'_>> {
    node.child("mc:Choice").or_else(|| node.child("mc:Fallback"))
}
