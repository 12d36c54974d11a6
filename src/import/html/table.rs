//! Tables of a page, most of which arrange it, in mails above all.

use super::Reader;
use super::flow::{Look, Sink};
use crate::import::document::Block;
use crate::import::said::What;
use crate::import::tree::Node;

impl Reader<'_> {
    /// A table's rows; its caption stands above it.
    pub(super) fn table(&mut self, node: Node<'_>, look: &Look, sink: &mut Sink) {
        sink.flush();
        // A table around others, or one that says so, arranges the page: what is in it is text like any other.
        let nested = node.elements().any(|n| n.descendants().any(|d| d.is("table")));
        let role = node.attribute("role").is_some_and(|r| r == "presentation" || r == "none");
        if nested || role {
            self.said.one(What::LayoutTables);
            self.flow(node, look, sink);
            sink.flush();
            return;
        }
        let mut rows: Vec<Vec<Vec<Block>>> = Vec::new();
        let mut around: Vec<Node<'_>> = node.children().collect();
        around.reverse();
        // Whether the last row is one of cells that stand in none.
        let mut loose = false;
        while let Some(child) = around.pop() {
            let cell = matches!(child.name(), "td" | "th");
            match child.name() {
                "tr" => {
                    let row = self.row(child, look, sink);
                    rows.push(row);
                }
                "td" | "th" => {
                    if !loose {
                        rows.push(Vec::new());
                    }
                    if let Some(row) = rows.last_mut() {
                        self.cell(child, look, row);
                    }
                }
                "caption" => {
                    let caption = self.within(child, look);
                    sink.blocks.extend(caption);
                }
                "thead" | "tbody" | "tfoot" => {
                    let mut inner: Vec<Node<'_>> = child.children().collect();
                    inner.reverse();
                    around.extend(inner);
                }
                _ => self.stray(child, look, sink),
            }
            loose = cell || loose && child.as_text().is_some_and(|t| t.trim().is_empty());
        }
        sink.flush();
        crate::import::tidy::table(rows, &mut sink.blocks, self.said);
    }

    /// What stands in a table and in no cell stands above it, as browsers show it.
    fn stray(&mut self, node: Node<'_>, look: &Look, sink: &mut Sink) {
        match node.as_text() {
            Some(text) => Self::text(text, look, sink),
            None => self.element(node, look, sink),
        }
    }

    fn row(&mut self, node: Node<'_>, look: &Look, sink: &mut Sink) -> Vec<Vec<Block>> {
        let mut cells = Vec::new();
        for child in node.children() {
            match child.name() {
                "td" | "th" => self.cell(child, look, &mut cells),
                _ => self.stray(child, look, sink),
            }
        }
        cells
    }

    fn cell(&mut self, cell: Node<'_>, look: &Look, cells: &mut Vec<Vec<Block>>) {
        let span = |name| cell.attribute(name).and_then(|v| v.trim().parse::<usize>().ok()).unwrap_or(1).clamp(1, 63);
        self.said.some(What::Merged, usize::from(span("colspan") > 1 || span("rowspan") > 1));
        cells.push(self.within(cell, look));
        cells.extend(std::iter::repeat_n(Vec::new(), span("colspan") - 1));
    }
}
