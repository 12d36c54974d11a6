//! `styles.xml`: what a style says of the paragraphs and runs that have it, through the styles that it is based on.

use super::is_on;
use crate::import::tree::{Node, Tree};
use std::collections::HashMap;

/// The longest chain of styles that are based on one another.
const MAX_CHAIN: usize = 24;

/// What kind of paragraph a style makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Title,
    Subtitle,
    Byline,
    Caption,
    Quotation,
    /// A heading, of level 1 to 9.
    Heading(u8),
    /// The entry of a table of contents or an index.
    Contents,
    /// What goes on under an item of a list.
    Continues,
}

/// What a run's or a style's own properties say of its letters; `None` says nothing.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Letters {
    pub(super) bold: Option<bool>,
    pub(super) italic: Option<bool>,
    pub(super) underline: Option<bool>,
    pub(super) hidden: Option<bool>,
    pub(super) struck: Option<bool>,
}

impl Letters {
    /// Reads `w:rPr`.
    pub(super) fn read(properties: Option<Node<'_>>) -> Letters {
        let on = |name: &str| properties.and_then(|p| p.child(name)).map(is_on);
        Letters {
            bold: on("w:b"),
            italic: on("w:i"),
            underline: on("w:u"),
            hidden: on("w:vanish"),
            struck: on("w:strike").or(on("w:dstrike")),
        }
    }
}

#[derive(Debug, Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    outline: Option<u8>,
    list: (Option<String>, Option<usize>),
    letters: Letters,
}

/// All styles.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: HashMap<String, Style>,
    default: Option<String>,
}

impl Styles {
    /// Reads the part.
    pub(super) fn read(tree: &Tree) -> Styles {
        let mut styles = Styles::default();
        for node in tree.root().descendants().filter(|n| n.is("w:style")) {
            let Some(id) = node.attribute("w:styleId") else { continue };
            let paragraph = node.child("w:pPr");
            let list = paragraph.and_then(|p| p.child("w:numPr"));
            let value = |n: Node<'_>, name: &str| n.value(name, "w:val").map(str::to_owned);
            let style = Style {
                name: value(node, "w:name").unwrap_or_default().to_lowercase(),
                based_on: value(node, "w:basedOn"),
                outline: paragraph.and_then(|p| p.value("w:outlineLvl", "w:val")).and_then(|v| v.parse().ok()),
                list: (
                    list.and_then(|l| value(l, "w:numId")),
                    list.and_then(|l| l.value("w:ilvl", "w:val")?.parse().ok()),
                ),
                letters: Letters::read(node.child("w:rPr")),
            };
            if node.attribute("w:type") == Some("paragraph")
                && matches!(node.attribute("w:default"), Some("1" | "true"))
            {
                styles.default = Some(id.to_owned());
            }
            styles.by_id.insert(id.to_owned(), style);
        }
        styles
    }

    /// A style and those that it is based on, the nearest first.
    fn chain<'a>(&'a self, id: Option<&'a str>) -> impl Iterator<Item = &'a Style> {
        let first = id.or(self.default.as_deref()).and_then(|id| self.by_id.get(id));
        std::iter::successors(first, |s| self.by_id.get(s.based_on.as_deref()?)).take(MAX_CHAIN)
    }

    /// What kind of paragraph a style makes.
    pub(super) fn role(&self, id: Option<&str>) -> Option<Role> {
        self.chain(id).find_map(|style| {
            let heading = style.name.strip_prefix("heading ").and_then(|n| n.parse().ok());
            match style.name.as_str() {
                "title" => Some(Role::Title),
                "subtitle" => Some(Role::Subtitle),
                "byline" | "by line" | "author" => Some(Role::Byline),
                "caption" | "illustration" | "figure" => Some(Role::Caption),
                "quote" | "intense quote" | "block text" | "block quotation" | "quotations" => Some(Role::Quotation),
                name if name.starts_with("toc ") || name == "toc heading" || name.starts_with("index ") => {
                    Some(Role::Contents)
                }
                name if name.starts_with("contents ") || name == "table of figures" => Some(Role::Contents),
                name if name == "list paragraph" || name.starts_with("list continue") => Some(Role::Continues),
                _ => {
                    let outlined = style.outline.filter(|o| *o < 9).map(|o| o + 1);
                    heading.filter(|h| (1..=9).contains(h)).or(outlined).map(Role::Heading)
                }
            }
        })
    }

    /// The list that a style puts its paragraphs into: its number and level.
    pub(super) fn list(&self, id: Option<&str>) -> (Option<String>, Option<usize>) {
        let number = self.chain(id).find_map(|s| s.list.0.clone());
        let level = self.chain(id).find_map(|s| s.list.1);
        (number, level)
    }

    /// What a style says of its letters: each property from the nearest style that has it.
    pub(super) fn letters(&self, id: Option<&str>) -> Letters {
        let first = |get: fn(&Letters) -> Option<bool>| self.chain(id).find_map(|s| get(&s.letters));
        Letters {
            bold: first(|l| l.bold),
            italic: first(|l| l.italic),
            underline: first(|l| l.underline),
            hidden: first(|l| l.hidden),
            struck: first(|l| l.struck),
        }
    }
}
