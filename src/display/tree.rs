//! The tree that the tags of all marks make, and which marks of a page belong together.

use super::{DisplayItem, DisplayList, Tag, TagKind};
use std::collections::HashMap;
use std::ops::Range;

/// What the paper says, as a tree.
#[derive(Debug, Default)]
pub struct Tree {
    /// The parts, each after the part that it belongs to; among themselves in the order in which they are met.
    pub nodes: Vec<Node>,
    /// The parts that belong to nothing but the paper.
    pub roots: Vec<usize>,
    /// Of each page, its items in groups that belong to one part.
    pub groups: Vec<Vec<Group>>,
}

/// A part of the paper in its tree.
#[derive(Debug)]
pub struct Node {
    /// The part.
    pub tag: Tag,
    /// The part that it belongs to.
    pub of: Option<usize>,
    /// What it is: as its tag says, save that no heading is more than one level below the one before it.
    pub kind: TagKind,
    /// What it is made of, in reading order.
    pub kids: Vec<Kid>,
}

/// What a part is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kid {
    /// A part.
    Node(usize),
    /// A group of marks: its page (from 0) and its number among those of the page that say something.
    Marks {
        /// The page, from 0.
        page: usize,
        /// The number, from 0.
        number: u32,
    },
    /// A link's live area: its page (from 0) and its place among the page's links.
    Area {
        /// The page, from 0.
        page: usize,
        /// The place, from 0.
        link: usize,
    },
}

/// Consecutive items of a page that belong to one part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Which of the page's items.
    pub items: Range<usize>,
    /// The part and the group's number on its page; `None` says nothing: rules, tints, folios.
    pub part: Option<(usize, u32)>,
}

impl DisplayItem {
    /// The part that it belongs to; rules and tints belong to none.
    pub fn tag(&self) -> Option<&Tag> {
        match self {
            DisplayItem::Glyphs(run) => run.tag.as_ref(),
            DisplayItem::Picture(picture) => picture.tag.as_ref(),
            DisplayItem::Fill(..) | DisplayItem::Frame(..) => None,
        }
    }
}

impl Tree {
    /// The tree of the marks of pages.
    pub fn of(pages: &[DisplayList]) -> Tree {
        let mut builder = Builder::default();
        for (number, page) in pages.iter().enumerate() {
            builder.page(number, page);
        }
        let mut tree = builder.tree;
        tree.level();
        tree
    }

    /// No tree: the marks of each page in one group that says nothing.
    pub fn plain(pages: &[DisplayList]) -> Tree {
        let group = |page: &DisplayList| vec![Group { items: 0..page.items.len(), part: None }];
        Tree { groups: pages.iter().map(group).collect(), ..Tree::default() }
    }

    /// The items of a group of marks, known by its page and its number there.
    pub fn items<'p>(&self, pages: &'p [DisplayList], page: usize, number: u32) -> &'p [DisplayItem] {
        let group = self.groups[page].iter().find(|g| g.part.is_some_and(|part| part.1 == number));
        group.map_or(&[], |g| &pages[page].items[g.items.clone()])
    }

    /// Brings headings to levels without a gap: a reader who is told of a third level looks for the second.
    fn level(&mut self) {
        let mut below = 0;
        for node in &mut self.nodes {
            if let TagKind::Heading(level) = node.kind {
                below = level.clamp(1, (below + 1).min(6));
                node.kind = TagKind::Heading(below);
            }
        }
    }
}

#[derive(Default)]
struct Builder {
    tree: Tree,
    known: HashMap<usize, usize>,
    named: HashMap<String, usize>,
}

impl Builder {
    fn page(&mut self, number: usize, page: &DisplayList) {
        let mut groups: Vec<Group> = Vec::new();
        let mut said = 0;
        let mut last: Option<&Tag> = None;
        for (i, item) in page.items.iter().enumerate() {
            let tag = item.tag();
            let goes_on = match (last, tag) {
                (Some(a), Some(b)) => a.is(b),
                (None, None) => true,
                _ => false,
            };
            last = tag;
            if let Some(group) = groups.last_mut().filter(|_| goes_on) {
                group.items.end = i + 1;
                continue;
            }
            let part = tag.map(|tag| {
                let node = self.node(tag);
                self.tree.nodes[node].kids.push(Kid::Marks { page: number, number: said });
                said += 1;
                (node, said - 1)
            });
            groups.push(Group { items: i..i + 1, part });
        }
        self.tree.groups.push(groups);
        for (link, tag) in page.links.iter().enumerate().filter_map(|(i, l)| Some((i, l.tag.as_ref()?))) {
            let node = self.node(tag);
            self.tree.nodes[node].kids.push(Kid::Area { page: number, link });
        }
    }

    /// The node of a part, made with all that it belongs to where it is met for the first time.
    fn node(&mut self, tag: &Tag) -> usize {
        let known = match tag.name() {
            Some(name) => self.named.get(name),
            None => self.known.get(&tag.address()),
        };
        if let Some(node) = known {
            return *node;
        }
        let of = tag.of().map(|of| self.node(of));
        let node = self.tree.nodes.len();
        self.tree.nodes.push(Node { tag: tag.clone(), of, kind: tag.kind(), kids: Vec::new() });
        match of {
            Some(of) => self.tree.nodes[of].kids.push(Kid::Node(node)),
            None => self.tree.roots.push(node),
        }
        match tag.name() {
            Some(name) => drop(self.named.insert(name.to_owned(), node)),
            None => drop(self.known.insert(tag.address(), node)),
        }
        node
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::color::Color;
    use crate::display::{FaceId, GlyphRun, PageBoxes};
    use crate::geom::{Length, Point, Rect, Size};

    fn run(tag: Option<&Tag>) -> DisplayItem {
        DisplayItem::Glyphs(GlyphRun {
            face: FaceId(0),
            size: Length::PT,
            color: Color::BLACK,
            origin: Point::default(),
            glyphs: Vec::new(),
            text: String::new(),
            space_after: None,
            tag: tag.cloned(),
        })
    }

    fn page(items: Vec<DisplayItem>) -> DisplayList {
        let boxes = PageBoxes { trim: Size::default(), bleed: Length::ZERO };
        DisplayList { boxes, items, links: Vec::new(), bookmarks: Vec::new() }
    }

    #[test]
    fn a_part_that_goes_on_over_a_page_is_one_part() {
        let article = Tag::new(TagKind::Article, None, None);
        let head = Tag::new(TagKind::Heading(1), Some(&article), None);
        let copy = Tag::new(TagKind::Paragraph, Some(&article), None);
        let rule = DisplayItem::Fill(Rect::default(), Color::BLACK);
        let pages =
            [page(vec![run(Some(&head)), run(Some(&copy)), rule, run(Some(&copy))]), page(vec![run(Some(&copy))])];
        let tree = Tree::of(&pages);
        assert_eq!(
            tree.nodes.iter().map(|n| n.kind).collect::<Vec<_>>(),
            [TagKind::Article, TagKind::Heading(1), TagKind::Paragraph]
        );
        let marks = |page, number| Kid::Marks { page, number };
        assert_eq!(tree.nodes[0].kids, [Kid::Node(1), Kid::Node(2)]);
        assert_eq!(tree.nodes[2].kids, [marks(0, 1), marks(0, 2), marks(1, 0)]);
        let items: Vec<_> = tree.groups[0].iter().map(|g| (g.items.clone(), g.part)).collect();
        assert_eq!(items, [(0..1, Some((1, 0))), (1..2, Some((2, 1))), (2..3, None), (3..4, Some((2, 2)))]);
    }

    #[test]
    fn headings_leave_out_no_level() {
        let heads: Vec<Tag> = [2, 4, 4, 1, 3].iter().map(|l| Tag::new(TagKind::Heading(*l), None, None)).collect();
        let tree = Tree::of(&[page(heads.iter().map(|h| run(Some(h))).collect())]);
        let levels: Vec<_> = tree.nodes.iter().map(|n| n.kind).collect();
        assert_eq!(levels, [1, 2, 3, 1, 2].map(TagKind::Heading));
    }

    #[test]
    fn articles_of_one_name_are_one_part() {
        let mut log = crate::diag::Log::new();
        let span = crate::diag::Span::new(log.add_file("a", ""), 0..0);
        let tags = [0, 1].map(|_| Tag::article("potluck", "en", span));
        let tree = Tree::of(&[page(tags.iter().map(|t| run(Some(t))).collect())]);
        assert_eq!(tree.nodes.len(), 1);
    }
}
