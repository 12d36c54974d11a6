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
        let mut rows = Vec::new();
        let mut around: Vec<Node<'_>> = node.elements().collect();
        around.reverse();
        while let Some(child) = around.pop() {
            match child.name() {
                "tr" => rows.push(self.row(child, look)),
                "caption" => {
                    let caption = self.within(child, look);
                    sink.blocks.extend(caption);
                }
                "thead" | "tbody" | "tfoot" => {
                    let mut inner: Vec<Node<'_>> = child.elements().collect();
                    inner.reverse();
                    around.extend(inner);
                }
                _ => {}
            }
        }
        crate::import::tidy::table(rows, &mut sink.blocks, self.said);
    }

    fn row(&mut self, node: Node<'_>, look: &Look) -> Vec<Vec<Block>> {
        let mut cells = Vec::new();
        for cell in node.elements().filter(|n| matches!(n.name(), "td" | "th")) {
            let span =
                |name| cell.attribute(name).and_then(|v| v.trim().parse::<usize>().ok()).unwrap_or(1).clamp(1, 63);
            self.said.some(What::Merged, usize::from(span("colspan") > 1 || span("rowspan") > 1));
            cells.push(self.within(cell, look));
            cells.extend(std::iter::repeat_n(Vec::new(), span("colspan") - 1));
        }
        cells
    }
}
