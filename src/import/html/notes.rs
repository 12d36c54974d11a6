//! Footnotes of a page: two places that lead to each other, of which the first is the mark and the second the note. So
//! Word, LibreOffice, Google Docs and web sites write them, each with names of its own. Comments are written alike.

use crate::import::tree::{Node, Tree};
use std::collections::{HashMap, HashSet};

/// Elements that hold a note.
const HOLDERS: [&str; 8] = ["p", "li", "div", "aside", "dd", "td", "section", "blockquote"];

/// The notes of a page.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// Which note an element is the mark of.
    pub(super) marks: HashMap<u32, usize>,
    /// The elements that hold each note.
    pub(super) bodies: Vec<Vec<u32>>,
    /// Elements that stand elsewhere, or nowhere: notes, comments, links back.
    pub(super) elsewhere: HashSet<u32>,
    /// How many comments there were.
    pub(super) comments: usize,
    /// Bodies, which are skipped in the page and read as notes.
    pub(super) holders: HashSet<u32>,
}

impl Notes {
    /// Finds them.
    pub(super) fn find(tree: &Tree) -> Notes {
        let mut found = Notes::default();
        let anchors: Vec<Node<'_>> = tree.root().descendants().filter(|n| n.is("a")).take(20_000).collect();
        let inner = |n: &Node<'_>| {
            n.attribute("href").and_then(|h| h.rsplit_once('#')).map(|(_, id)| id.to_owned()).filter(|h| !h.is_empty())
        };
        if !anchors.iter().any(|a| inner(a).is_some()) {
            return found;
        }
        let mut named: HashMap<&str, Node<'_>> = HashMap::new();
        let mut parents: HashMap<u32, u32> = HashMap::new();
        for node in tree.root().descendants() {
            node.children().for_each(|c| {
                parents.insert(c.id(), node.id());
            });
            for key in ["id", "name"] {
                if let Some(id) = node.attribute(key).filter(|_| !node.is("meta")) {
                    named.entry(id).or_insert(node);
                }
            }
        }
        let up = |mut id: u32, most: usize| {
            let mut out = vec![id];
            while let Some(parent) = parents.get(&id).filter(|_| out.len() < most) {
                id = *parent;
                out.push(id);
            }
            out
        };
        // The anchors by the places that they stand in, so that a link back is found at once.
        let mut back: HashMap<u32, Vec<(u32, String)>> = HashMap::new();
        for anchor in &anchors {
            let Some(goal) = inner(anchor) else { continue };
            for holder in up(anchor.id(), 6) {
                back.entry(holder).or_default().push((anchor.id(), goal.clone()));
            }
        }
        let mut known: HashMap<u32, usize> = HashMap::new();
        for anchor in &anchors {
            let Some(target) = inner(anchor).and_then(|id| named.get(id.as_str()).copied().map(|n| (id, n))) else {
                continue;
            };
            let (name, target) = target;
            if target.id() <= anchor.id() || found.elsewhere.contains(&anchor.id()) {
                continue;
            }
            let Some(holder) = up(target.id(), 8).into_iter().find(|id| HOLDERS.contains(&tree.node(*id).name()))
            else {
                continue;
            };
            // The mark's own names: its own, those around it, those in it.
            let around = up(anchor.id(), 3);
            let is_here = |id: &str| {
                named.get(id).is_some_and(|n| around.contains(&n.id()) || up(n.id(), 3).contains(&anchor.id()))
            };
            let links: Vec<u32> =
                back.get(&holder).into_iter().flatten().filter(|(_, goal)| is_here(goal)).map(|(id, _)| *id).collect();
            // A holder around the mark itself is the page, not a note.
            if links.is_empty() || up(anchor.id(), 200).contains(&holder) {
                continue;
            }
            // The largest holder that holds no other note.
            let mut holder = holder;
            while let Some(parent) = parents.get(&holder).copied() {
                let node = tree.node(parent);
                let alone =
                    node.is("div") && back.get(&parent).is_none_or(|b| b.iter().all(|(id, _)| links.contains(id)));
                if !alone || up(anchor.id(), 200).contains(&parent) {
                    break;
                }
                holder = parent;
            }
            found.elsewhere.extend(links);
            if name.starts_with("cmnt") || name.starts_with("_msocom") || name.starts_with("_cmnt") {
                found.elsewhere.insert(anchor.id());
                found.comments += usize::from(found.holders.insert(holder));
                continue;
            }
            let note = *known.entry(holder).or_insert_with(|| {
                found.bodies.push(vec![holder]);
                found.bodies.len() - 1
            });
            found.marks.insert(anchor.id(), note);
            found.holders.insert(holder);
        }
        found
    }
}
