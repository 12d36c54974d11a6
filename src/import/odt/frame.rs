//! Frames: pictures with their descriptions, text boxes (which hold a picture and its caption, often), charts.

use super::Reader;
use crate::import::document::{Block, Line};
use crate::import::picture::description;
use crate::import::said::What;
use crate::import::tree::Node;

impl Reader<'_, '_> {
    /// What a frame or a shape shows.
    pub(super) fn frame(&mut self, node: Node<'_>) -> Vec<Block> {
        let mut out = Vec::new();
        if matches!(node.name(), "draw:a" | "draw:g") {
            for child in node.elements().filter(|n| n.name().starts_with("draw:")) {
                out.extend(self.frame(child));
            }
            return out;
        }
        if let Some(content) = node.child("draw:text-box") {
            let blocks = self.blocks(content, 0);
            let picture = blocks.iter().any(|b| matches!(b, Block::Picture { .. }));
            self.said.some(What::TextBoxes, usize::from(!picture && !blocks.is_empty()));
            // The caption's paragraph holds the picture, which comes behind it.
            return blocks;
        }
        if node.child("draw:object").is_some() || node.child("draw:object-ole").is_some() {
            self.said.one(What::Objects);
            return out;
        }
        let alt = node.child("svg:desc").or_else(|| node.child("svg:title")).map(Node::all_text).unwrap_or_default();
        let alt = if alt.trim().is_empty() { String::new() } else { description(&alt, self.said) };
        let mut images = node.elements().filter(|n| n.is("draw:image")).peekable();
        if images.peek().is_none() {
            let blocks = self.blocks(node, 0);
            self.said.some(What::TextBoxes, usize::from(!blocks.is_empty()));
            return blocks;
        }
        // The same picture may be there in several formats; the first that can be printed is taken.
        let found: Vec<&str> = images.filter_map(|n| n.attribute("xlink:href")).collect();
        let printed = found.iter().find(|f| [".jpg", ".jpeg", ".png"].iter().any(|e| f.to_lowercase().ends_with(e)));
        let Some(href) = printed.or(found.first()) else {
            self.said.one(What::Missing);
            return out;
        };
        if href.contains("://") || href.starts_with("../") {
            self.said.one(if href.contains("://") { What::Remote } else { What::Missing });
            return out;
        }
        let name = href.trim_start_matches("./").to_owned();
        let index = self.pictures.part(&name, &mut self.archive, self.said);
        out.extend(index.map(|index| Block::Picture { index, caption: Line::default(), alt }));
        out
    }
}
