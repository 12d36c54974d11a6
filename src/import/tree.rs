//! A tree of elements and text, as XML and HTML have it: small nodes in a row, bounded in number and depth, so that
//! neither memory nor the stack grows with what a file claims.

use super::fault::Fault;
use std::collections::HashMap;

/// The most nodes: a book of a thousand pages has about so many.
const MAX_NODES: usize = 1_500_000;
/// The deepest nesting; what is deeper stands at this depth.
const MAX_DEPTH: usize = 160;

const NONE: u32 = u32::MAX;

#[derive(Debug, Clone, Copy)]
struct Entry {
    /// The element's name; `NONE` for text.
    name: u32,
    next: u32,
    /// The first child; of text, where it begins.
    first: u32,
    /// The last child while it is built; of text, where it ends.
    last: u32,
    /// The first attribute, and how many there are.
    attributes: u32,
    count: u32,
}

/// A whole tree.
#[derive(Debug)]
pub(super) struct Tree {
    entries: Vec<Entry>,
    names: Vec<String>,
    by_name: HashMap<String, u32>,
    /// Name, and where the value stands in the text.
    attributes: Vec<(u32, u32, u32)>,
    text: String,
    open: Vec<u32>,
    /// How many elements are open that are deeper than any may be.
    too_deep: usize,
    /// How many parts were too deep.
    pub(super) flattened: usize,
}

/// An element or a piece of text.
#[derive(Clone, Copy)]
pub(super) struct Node<'a> {
    tree: &'a Tree,
    index: u32,
}

impl Tree {
    /// A tree with nothing but a root that has no name.
    pub(super) fn new() -> Tree {
        let mut tree = Tree {
            entries: Vec::new(),
            names: Vec::new(),
            by_name: HashMap::new(),
            attributes: Vec::new(),
            text: String::new(),
            open: Vec::new(),
            too_deep: 0,
            flattened: 0,
        };
        let name = tree.name("");
        tree.entries.push(Entry { name, next: NONE, first: NONE, last: NONE, attributes: 0, count: 0 });
        tree.open.push(0);
        tree
    }

    fn name(&mut self, name: &str) -> u32 {
        if let Some(known) = self.by_name.get(name) {
            return *known;
        }
        let index = self.names.len() as u32;
        self.names.push(name.to_owned());
        self.by_name.insert(name.to_owned(), index);
        index
    }

    fn add(&mut self, entry: Entry) -> Result<u32, Fault> {
        if self.entries.len() >= MAX_NODES || self.text.len() > u32::MAX as usize / 2 {
            return Err(Fault::too_large(format_args!("more than {} million parts", MAX_NODES as f64 / 1e6)));
        }
        let index = self.entries.len() as u32;
        self.entries.push(entry);
        let parent = self.open.last().copied().unwrap_or(0) as usize;
        match self.entries[parent].last {
            NONE => self.entries[parent].first = index,
            last => self.entries[last as usize].next = index,
        }
        self.entries[parent].last = index;
        Ok(index)
    }

    /// Opens an element.
    pub(super) fn open<'b>(
        &mut self,
        name: &str,
        attributes: impl Iterator<Item = (&'b str, &'b str)>,
    ) -> Result<(), Fault> {
        if self.open.len() >= MAX_DEPTH {
            self.too_deep += 1;
            self.flattened += usize::from(self.too_deep == 1);
            return Ok(());
        }
        let first = self.attributes.len() as u32;
        for (key, value) in attributes.take(200) {
            let key = self.name(key);
            let from = self.text.len() as u32;
            self.text.push_str(value);
            self.attributes.push((key, from, self.text.len() as u32));
        }
        let count = self.attributes.len() as u32 - first;
        let name = self.name(name);
        let index = self.add(Entry { name, next: NONE, first: NONE, last: NONE, attributes: first, count })?;
        self.open.push(index);
        Ok(())
    }

    /// Closes the element that was opened last.
    pub(super) fn close(&mut self) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
        } else if self.open.len() > 1 {
            self.open.pop();
        }
    }

    /// Adds text.
    pub(super) fn text(&mut self, text: &str) -> Result<(), Fault> {
        if text.is_empty() {
            return Ok(());
        }
        let from = self.text.len() as u32;
        self.text.push_str(text);
        let to = self.text.len() as u32;
        // Text that goes on where the last piece ended is one piece.
        let parent = self.open.last().copied().unwrap_or(0) as usize;
        let last = self.entries[parent].last as usize;
        if let Some(last) = self.entries.get_mut(last)
            && last.name == NONE
            && last.last == from
        {
            last.last = to;
            return Ok(());
        }
        self.add(Entry { name: NONE, next: NONE, first: from, last: to, attributes: 0, count: 0 }).map(|_| ())
    }

    /// The names of the elements that are open, the innermost first, with how many closings lead out of each.
    pub(super) fn ancestors(&self) -> impl Iterator<Item = (usize, &str)> {
        let of = |index: &u32| self.names[self.entries[*index as usize].name as usize].as_str();
        self.open.iter().skip(1).rev().map(of).enumerate().map(|(i, name)| (i + 1 + self.too_deep, name))
    }

    /// The node of a number.
    pub(super) fn node(&self, id: u32) -> Node<'_> {
        Node { tree: self, index: id }
    }

    /// The root, which holds all.
    pub(super) fn root(&self) -> Node<'_> {
        Node { tree: self, index: 0 }
    }
}

impl<'a> Node<'a> {
    fn entry(self) -> &'a Entry {
        &self.tree.entries[self.index as usize]
    }

    /// A number that no other node of the tree has.
    pub(super) fn id(self) -> u32 {
        self.index
    }

    /// The element's name; nothing for text.
    pub(super) fn name(self) -> &'a str {
        let name = self.entry().name;
        if name == NONE { "" } else { &self.tree.names[name as usize] }
    }

    /// Whether it is an element of this name.
    pub(super) fn is(self, name: &str) -> bool {
        self.name() == name
    }

    /// The text, if it is text.
    pub(super) fn as_text(self) -> Option<&'a str> {
        let entry = self.entry();
        (entry.name == NONE).then(|| &self.tree.text[entry.first as usize..entry.last as usize])
    }

    /// An attribute.
    pub(super) fn attribute(self, name: &str) -> Option<&'a str> {
        let entry = self.entry();
        let attributes = &self.tree.attributes[entry.attributes as usize..(entry.attributes + entry.count) as usize];
        let found = attributes.iter().find(|(key, _, _)| self.tree.names[*key as usize] == name)?;
        Some(&self.tree.text[found.1 as usize..found.2 as usize])
    }

    /// What stands in it, in order.
    pub(super) fn children(self) -> impl Iterator<Item = Node<'a>> {
        let entry = self.entry();
        let first = if entry.name == NONE { NONE } else { entry.first };
        let tree = self.tree;
        let node = move |index: u32| (index != NONE).then_some(Node { tree, index });
        std::iter::successors(node(first), move |n| node(n.entry().next))
    }

    /// The elements in it.
    pub(super) fn elements(self) -> impl Iterator<Item = Node<'a>> {
        self.children().filter(|n| n.as_text().is_none())
    }

    /// The first element of this name in it.
    pub(super) fn child(self, name: &str) -> Option<Node<'a>> {
        self.elements().find(|n| n.is(name))
    }

    /// An attribute of the first element of this name in it.
    pub(super) fn value(self, name: &str, attribute: &str) -> Option<&'a str> {
        self.child(name)?.attribute(attribute)
    }

    /// Everything in it, at any depth, in the order of the file.
    pub(super) fn descendants(self) -> impl Iterator<Item = Node<'a>> {
        let mut stack: Vec<Node<'a>> = self.children().take(1).collect();
        let top = self.index;
        std::iter::from_fn(move || {
            let node = stack.pop()?;
            let next = node.entry().next;
            if node.index != top && next != NONE {
                stack.push(Node { tree: node.tree, index: next });
            }
            stack.extend(node.children().take(1));
            Some(node)
        })
    }

    /// All text in it, run together.
    pub(super) fn all_text(self) -> String {
        self.descendants().filter_map(Node::as_text).collect()
    }

    /// Whether there is any text in it but white space.
    pub(super) fn has_text(self) -> bool {
        self.descendants().filter_map(Node::as_text).any(|t| !t.trim().is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_deep_stands_less_deep_and_nothing_is_lost() {
        let mut tree = Tree::new();
        for _ in 0..100_000 {
            tree.open("a", std::iter::once(("k", "v"))).unwrap();
        }
        tree.text("deep").unwrap();
        for _ in 0..100_000 {
            tree.close();
        }
        tree.open("b", std::iter::empty()).unwrap();
        tree.text("x").unwrap();
        tree.text("y").unwrap();
        assert_eq!(tree.flattened, 1);
        let root = tree.root();
        assert_eq!(root.all_text(), "deepxy");
        assert_eq!(root.elements().map(Node::name).collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(root.value("a", "k"), Some("v"));
        assert_eq!(root.child("b").unwrap().children().count(), 1);
        assert_eq!(root.descendants().count(), MAX_DEPTH - 1 + 3);
    }
}
