//! Styles, automatic and named: what they say of letters, of paragraphs and of lists.

use crate::import::tree::{Node, Tree};
use std::collections::HashMap;

/// The longest chain of styles that are based on one another.
const MAX_CHAIN: usize = 24;

/// What a style says; `None` says nothing.
#[derive(Debug, Clone, Default)]
struct Style {
    parent: Option<String>,
    bold: Option<bool>,
    italic: Option<bool>,
    underline: Option<bool>,
    hidden: Option<bool>,
    struck: Option<bool>,
    raised: Option<&'static str>,
    outline: Option<u8>,
    list: Option<String>,
    ruled: bool,
}

/// How the letters of a stretch look.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools)] // each is a look of its own
pub(super) struct Look {
    pub(super) bold: bool,
    pub(super) italic: bool,
    pub(super) underline: bool,
    pub(super) hidden: bool,
    pub(super) struck: bool,
    pub(super) raised: Option<&'static str>,
}

/// What kind of paragraph a style makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Title,
    Subtitle,
    Byline,
    Caption,
    Quotation,
    Contents,
    Heading(u8),
    Code,
    Rule,
}

/// How a level of a list is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Marks {
    Points,
    Figures(u64),
    Letters(u64),
    Nothing,
}

/// All styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    paragraphs: HashMap<String, Style>,
    letters: HashMap<String, Style>,
    sections: HashMap<String, bool>,
    lists: HashMap<String, Vec<(usize, Marks)>>,
}

impl Styles {
    /// Reads the styles of a part; later ones come before those of the same name.
    pub(super) fn read(&mut self, tree: &Tree) {
        for node in tree.root().descendants() {
            match node.name() {
                "style:style" => self.style(node),
                "text:list-style" => {
                    let Some(name) = node.attribute("style:name") else { continue };
                    let levels = node.elements().filter_map(level).collect();
                    self.lists.insert(name.to_owned(), levels);
                }
                _ => {}
            }
        }
    }

    fn style(&mut self, node: Node<'_>) {
        let Some(name) = node.attribute("style:name") else { return };
        let letters = node.child("style:text-properties");
        let get = |key: &str| letters.and_then(|l| l.attribute(key));
        let line = |key: &str| get(key).map(|v| v != "none");
        let position = get("style:text-position").map(|p| {
            let first = p.split_whitespace().next().unwrap_or_default();
            match first {
                "super" => "super",
                "sub" => "sub",
                p if p.starts_with('-') => "sub",
                p if p.starts_with('0') => "",
                _ => "super",
            }
        });
        let ruled = node.child("style:paragraph-properties").and_then(|p| p.attribute("fo:border-bottom"));
        let style = Style {
            parent: node.attribute("style:parent-style-name").map(str::to_owned),
            bold: get("fo:font-weight").map(|w| w == "bold" || w.parse::<u32>().is_ok_and(|n| n >= 600)),
            italic: get("fo:font-style").map(|s| s == "italic" || s == "oblique"),
            underline: line("style:text-underline-style"),
            hidden: get("text:display").map(|d| d == "none"),
            struck: line("style:text-line-through-style"),
            raised: position,
            outline: node.attribute("style:default-outline-level").and_then(|v| v.parse().ok()),
            list: node.attribute("style:list-style-name").filter(|n| !n.is_empty()).map(str::to_owned),
            ruled: ruled.is_some_and(|b| b != "none"),
        };
        match node.attribute("style:family") {
            Some("paragraph") => {
                self.paragraphs.insert(name.to_owned(), style);
            }
            Some("text") => {
                self.letters.insert(name.to_owned(), style);
            }
            Some("section") => {
                let hidden =
                    node.child("style:section-properties").and_then(|p| p.attribute("text:display")) == Some("none");
                self.sections.insert(name.to_owned(), hidden);
            }
            _ => {}
        }
    }

    fn chain<'a>(of: &'a HashMap<String, Style>, name: Option<&str>) -> impl Iterator<Item = (String, &'a Style)> {
        let get = move |name: &str| of.get_key_value(name).map(|(n, s)| (n.clone(), s));
        std::iter::successors(name.and_then(get), move |(_, s)| get(s.parent.as_deref()?)).take(MAX_CHAIN)
    }

    /// How letters look under a style, starting from how they look around it.
    pub(super) fn look(&self, paragraph: bool, name: Option<&str>, around: Look) -> Look {
        let of = if paragraph { &self.paragraphs } else { &self.letters };
        let chain: Vec<&Style> = Self::chain(of, name).map(|(_, s)| s).collect();
        let first = |get: fn(&Style) -> Option<bool>, else_: bool| chain.iter().find_map(|s| get(s)).unwrap_or(else_);
        Look {
            bold: first(|s| s.bold, around.bold),
            italic: first(|s| s.italic, around.italic),
            underline: first(|s| s.underline, around.underline),
            hidden: first(|s| s.hidden, around.hidden),
            struck: first(|s| s.struck, around.struck),
            raised: chain.iter().find_map(|s| s.raised).or(around.raised),
        }
    }

    /// What kind of paragraph a style makes. LibreOffice keeps the names of its own styles in English.
    pub(super) fn role(&self, name: Option<&str>) -> Option<Role> {
        let mut chain = Self::chain(&self.paragraphs, name).map(|(n, s)| (n, Some(s))).collect::<Vec<_>>();
        // A style that the file does not describe is known by its name all the same.
        let last = chain.last().and_then(|(_, s)| s.and_then(|s| s.parent.clone()));
        chain.extend(last.or(name.filter(|_| chain.is_empty()).map(str::to_owned)).map(|n| (n, None)));
        let role = chain.iter().find_map(|(name, style)| {
            let plain = name.replace("_20_", " ").to_lowercase();
            let heading = plain.strip_prefix("heading ").and_then(|n| n.parse().ok()).filter(|n| (1..=9).contains(n));
            match plain.as_str() {
                "title" => Some(Role::Title),
                "subtitle" => Some(Role::Subtitle),
                "byline" | "author" => Some(Role::Byline),
                "caption" | "illustration" | "figure" | "drawing" => Some(Role::Caption),
                "quotations" | "quote" | "intense quote" | "block quotation" => Some(Role::Quotation),
                "preformatted text" => Some(Role::Code),
                "horizontal line" => Some(Role::Rule),
                p if p.starts_with("contents ") || p.starts_with("index ") => Some(Role::Contents),
                _ => heading.or(style.and_then(|s| s.outline).filter(|o| (1..=9).contains(o))).map(Role::Heading),
            }
        });
        role.or_else(|| chain.iter().any(|(_, s)| s.is_some_and(|s| s.ruled)).then_some(Role::Rule))
    }

    /// The list style that a paragraph's style names.
    pub(super) fn list_of(&self, name: Option<&str>) -> Option<String> {
        Self::chain(&self.paragraphs, name).find_map(|(_, s)| s.list.clone())
    }

    /// How a level (from 0) of a list is marked.
    pub(super) fn marks(&self, list: Option<&str>, level: usize) -> Marks {
        let levels = list.and_then(|l| self.lists.get(l));
        levels.and_then(|l| l.iter().find(|(n, _)| *n == level + 1)).map_or(Marks::Points, |(_, marks)| *marks)
    }

    /// Whether a section is hidden.
    pub(super) fn is_hidden_section(&self, name: Option<&str>) -> bool {
        name.and_then(|n| self.sections.get(n)).copied().unwrap_or(false)
    }
}

fn level(node: Node<'_>) -> Option<(usize, Marks)> {
    let level = node.attribute("text:level")?.parse().ok()?;
    let start = node.attribute("text:start-value").and_then(|v| v.parse().ok()).unwrap_or(1);
    let marks = match node.name() {
        "text:list-level-style-number" => match node.attribute("style:num-format") {
            Some("") | None => Marks::Nothing,
            Some("a" | "A" | "i" | "I") => Marks::Letters(start),
            Some(_) => Marks::Figures(start),
        },
        _ => Marks::Points,
    };
    Some((level, marks))
}
