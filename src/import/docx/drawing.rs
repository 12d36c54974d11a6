//! Pictures, text boxes and charts that are anchored in a paragraph.

use super::Reader;
use crate::import::document::{Block, Line};
use crate::import::picture::description;
use crate::import::said::What;
use crate::import::tree::Node;

/// The most pictures and text boxes in one drawing.
const MOST: usize = 50;

impl Reader<'_, '_> {
    /// What a drawing shows (DrawingML, or the VML that Word wrote before it).
    pub(super) fn drawing(&mut self, node: Node<'_>) -> Vec<Block> {
        let alt =
            node.descendants().find(|n| n.is("wp:docPr")).or_else(|| node.descendants().find(|n| n.is("v:shape")));
        let alt = alt.and_then(|n| n.attribute("descr").or_else(|| n.attribute("alt"))).unwrap_or_default();
        let alt = if alt.is_empty() { String::new() } else { description(alt, self.said) };
        let mut out = Vec::new();
        let mut found = Vec::new();
        inner(node, &mut found, 0);
        let mut known = false;
        for part in found.into_iter().take(MOST) {
            known = true;
            match part.name() {
                "w:txbxContent" => {
                    let blocks = self.blocks(part);
                    if !blocks.is_empty() {
                        // A box around a picture and its caption is how word processors keep the two together.
                        let frame = blocks.iter().any(|b| matches!(b, Block::Picture { .. }));
                        self.said.some(What::TextBoxes, usize::from(!frame));
                        out.extend(blocks);
                    }
                }
                "a:blip" => {
                    if part.attribute("r:embed").is_none() && part.attribute("r:link").is_some() {
                        self.said.one(What::Remote);
                        continue;
                    }
                    self.picture(part.attribute("r:embed"), &alt, &mut out);
                }
                "v:imagedata" => self.picture(part.attribute("r:id"), &alt, &mut out),
                "a:srcRect" => {
                    let cut = |side| {
                        part.attribute(side).and_then(|v| v.trim_end_matches('%').parse::<f64>().ok()).unwrap_or(0.0)
                    };
                    if ["l", "t", "r", "b"].iter().any(|s| cut(s) > 0.5) {
                        self.said.one(What::Cropped);
                    }
                }
                _ => self.said.one(What::Objects),
            }
        }
        // An embedded object with a picture of itself is that picture.
        if !known && node.descendants().any(|n| n.is("o:OLEObject")) {
            self.said.one(What::Objects);
        }
        out
    }

    fn picture(&mut self, id: Option<&str>, alt: &str, out: &mut Vec<Block>) {
        let Some(relation) = id.and_then(|id| self.relations.get(id)) else {
            self.said.one(What::Missing);
            return;
        };
        if relation.external {
            self.said.one(What::Remote);
            return;
        }
        // Parts name their pictures from their own folder, which is that of the text for all that are read.
        let name = super::resolved(&self.folder, &relation.target);
        let index = self.pictures.part(&name, &mut self.archive, self.said);
        out.extend(index.map(|index| Block::Picture { index, caption: Line::default(), alt: alt.to_owned() }));
    }
}

/// What is in a drawing, without what is in its text boxes, which are read as bodies.
fn inner<'a>(node: Node<'a>, found: &mut Vec<Node<'a>>, depth: usize) {
    // Trees are no deeper than this.
    if depth > 200 {
        return;
    }
    for child in node.elements() {
        match child.name() {
            "w:txbxContent" | "a:blip" | "a:srcRect" | "v:imagedata" | "c:chart" | "dgm:relIds" => found.push(child),
            "mc:AlternateContent" => {
                if let Some(chosen) = super::body::chosen(child) {
                    inner(chosen, found, depth + 1);
                }
            }
            _ => inner(child, found, depth + 1),
        }
    }
}
