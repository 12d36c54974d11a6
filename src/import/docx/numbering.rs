//! `numbering.xml`: which lists have points and which have numbers, at which level, from which number on.

use super::styles::Styles;
use crate::import::tree::{Node, Tree};
use std::collections::HashMap;

/// Levels of a list in Word.
const LEVELS: usize = 9;

/// How the items of a level are marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Marks {
    Points,
    Figures,
    /// Letters or Roman numerals.
    Letters,
    Nothing,
}

#[derive(Debug, Clone, Copy)]
struct Level {
    marks: Marks,
    start: u64,
}

/// A list: the marks of its levels, and how far it has been counted.
#[derive(Debug, Clone)]
struct List {
    levels: [Level; LEVELS],
    counted: [Option<u64>; LEVELS],
    /// Lists of one definition go on counting where another ended, unless they say where they begin.
    definition: String,
    restarts: bool,
}

/// All lists by their numbers.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    lists: HashMap<String, List>,
    counted: HashMap<String, [Option<u64>; LEVELS]>,
    told: std::collections::HashSet<(String, usize)>,
}

impl Numbering {
    /// Reads the part.
    pub(super) fn read(tree: &Tree, styles: &Styles) -> Numbering {
        let mut definitions: HashMap<&str, Node<'_>> = HashMap::new();
        let mut numbers: HashMap<&str, &str> = HashMap::new();
        let root = tree.root();
        for node in root.descendants() {
            if let Some(id) = node.attribute("w:abstractNumId").filter(|_| node.is("w:abstractNum")) {
                definitions.insert(id, node);
            } else if node.is("w:num")
                && let (Some(id), Some(of)) = (node.attribute("w:numId"), node.value("w:abstractNumId", "w:val"))
            {
                numbers.insert(id, of);
            }
        }
        let mut lists = HashMap::new();
        for node in root.descendants().filter(|n| n.is("w:num")) {
            let Some(id) = node.attribute("w:numId") else { continue };
            let Some(mut definition) = numbers.get(id).copied() else { continue };
            // A definition may be that of a style, which names a list, which has the true one.
            for _ in 0..3 {
                let linked = definitions.get(definition).and_then(|d| d.value("w:numStyleLink", "w:val"));
                let Some(next) =
                    linked.and_then(|s| styles.list(Some(s)).0).and_then(|n| numbers.get(n.as_str()).copied())
                else {
                    break;
                };
                definition = next;
            }
            let mut list = List {
                levels: [Level { marks: Marks::Points, start: 1 }; LEVELS],
                counted: [None; LEVELS],
                definition: definition.to_owned(),
                restarts: false,
            };
            if let Some(definition) = definitions.get(definition) {
                definition.elements().filter(|n| n.is("w:lvl")).for_each(|n| level(n, &mut list.levels));
            }
            for change in node.elements().filter(|n| n.is("w:lvlOverride")) {
                change.elements().filter(|n| n.is("w:lvl")).for_each(|n| level(n, &mut list.levels));
                let at = change.attribute("w:ilvl").and_then(|v| v.parse::<usize>().ok());
                let start = change.value("w:startOverride", "w:val").and_then(|v| v.parse().ok());
                if let (Some(at), Some(start)) = (at.filter(|i| *i < LEVELS), start) {
                    list.levels[at].start = start;
                    list.restarts = true;
                }
            }
            lists.insert(id.to_owned(), list);
        }
        Numbering { lists, ..Numbering::default() }
    }

    /// The next item of a list: its marks, its number, and whether it is the first to tell of letters.
    pub(super) fn next(&mut self, id: &str, level: usize) -> Option<(Marks, u64, bool)> {
        let level = level.min(LEVELS - 1);
        let list = self.lists.get_mut(id)?;
        let shared = self.counted.entry(list.definition.clone()).or_insert([None; LEVELS]);
        let counted = if list.restarts { &mut list.counted } else { shared };
        let number = counted[level].map_or(list.levels[level].start, |n| n.saturating_add(1));
        counted[level] = Some(number);
        counted[level + 1..].fill(None);
        let marks = list.levels[level].marks;
        let first = marks == Marks::Letters && self.told.insert((id.to_owned(), level));
        Some((marks, number, first))
    }
}

fn level(node: Node<'_>, levels: &mut [Level; LEVELS]) {
    let Some(at) = node.attribute("w:ilvl").and_then(|v| v.parse::<usize>().ok()).filter(|i| *i < LEVELS) else {
        return;
    };
    let marks = match node.value("w:numFmt", "w:val").unwrap_or("decimal") {
        "bullet" => Marks::Points,
        "none" => Marks::Nothing,
        "lowerLetter" | "upperLetter" | "lowerRoman" | "upperRoman" => Marks::Letters,
        _ => Marks::Figures,
    };
    levels[at] = Level { marks, start: node.value("w:start", "w:val").and_then(|v| v.parse().ok()).unwrap_or(1) };
}
