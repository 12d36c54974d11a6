//! The tree of what the paper says → structure elements (ISO 32000-1, 14.7), so that a reader can speak the paper in its
//! order, article by article, and knows a heading from a caption.

use super::Options;
use super::number::{milli, real};
use crate::display::{DisplayItem, DisplayList, Kid, Node, TagKind, Tree};
use crate::geom::Rect;
use pdf_writer::types::{StructRole, TableHeaderScope};
use pdf_writer::writers::{StructElement, StructTreeRoot};
use pdf_writer::{Finish, Name, Pdf, Rect as PdfRect, Ref, Str, TextStr};

/// The objects of the structure tree.
pub(super) struct Structure {
    tree: Tree,
    root: Ref,
    document: Ref,
    /// Of each part, its element.
    elements: Vec<Ref>,
    /// Of each page, the list of what its marks belong to (14.7.4.4).
    parents: Vec<Ref>,
    /// Of each page, the key of its first link in the parent tree; a page's own key is its number.
    link_keys: Vec<i32>,
}

/// The pages and their objects.
#[derive(Clone, Copy)]
pub(super) struct Sheets<'a> {
    /// The pages.
    pub(super) pages: &'a [DisplayList],
    /// Their objects.
    pub(super) refs: &'a [Ref],
    /// The annotations of each.
    pub(super) links: &'a [Vec<Ref>],
    /// What kind of PDF is written.
    pub(super) options: &'a Options,
}

impl Structure {
    /// The tree of pages, and numbers for its objects.
    pub(super) fn new(tree: Tree, pages: &[DisplayList], next: &mut dyn FnMut() -> Ref) -> Structure {
        let (root, document) = (next(), next());
        let elements = tree.nodes.iter().map(|_| next()).collect();
        let parents = pages.iter().map(|_| next()).collect();
        let mut key = pages.len() as i32;
        let mut first = |page: &DisplayList| {
            key += page.links.len() as i32;
            key - page.links.len() as i32
        };
        let link_keys = pages.iter().map(&mut first).collect();
        Structure { tree, root, document, elements, parents, link_keys }
    }

    /// The root of the tree.
    pub(super) fn root(&self) -> Ref {
        self.root
    }

    /// The tree.
    pub(super) fn tree(&self) -> &Tree {
        &self.tree
    }

    /// The key of a link in the parent tree.
    pub(super) fn link_key(&self, page: usize, link: usize) -> i32 {
        self.link_keys[page] + link as i32
    }

    /// Writes the tree.
    pub(super) fn write(&self, sheets: Sheets<'_>, pdf: &mut Pdf) {
        self.write_root(pdf);
        let mut document = pdf.struct_element(self.document);
        document.kind(StructRole::Document).parent(self.root);
        let mut kids = document.children();
        for root in &self.tree.roots {
            kids.struct_element(self.elements[*root]);
        }
        kids.finish();
        document.finish();
        for (i, node) in self.tree.nodes.iter().enumerate() {
            let mut element = pdf.struct_element(self.elements[i]);
            element.kind(role(node.kind)).parent(node.of.map_or(self.document, |of| self.elements[of]));
            if let Some(language) = node.tag.language() {
                element.lang(TextStr(language));
            }
            if let Some(alt) = node.tag.alt() {
                element.alt(TextStr(alt));
            }
            if node.kind == TagKind::Note {
                element.id(Str(note_id(i).as_bytes()));
            }
            attributes(node, &self.tree, sheets, &mut element);
            self.write_kids(node, sheets, &mut element);
        }
        for (groups, id) in self.tree.groups.iter().zip(&self.parents) {
            let parts = groups.iter().filter_map(|g| g.part).map(|(node, _)| self.elements[node]);
            pdf.indirect(*id).array().items(parts);
        }
    }

    fn write_root(&self, pdf: &mut Pdf) {
        let mut root: StructTreeRoot<'_> = pdf.indirect(self.root).start();
        root.child(self.document);
        let mut tree = root.parent_tree();
        let mut numbers = tree.nums();
        for (page, parents) in self.parents.iter().enumerate() {
            numbers.insert(page as i32, *parents);
        }
        let areas = self.tree.nodes.iter().enumerate().flat_map(|(i, node)| node.kids.iter().map(move |kid| (i, kid)));
        let mut areas: Vec<(i32, usize)> = areas
            .filter_map(|(i, kid)| match kid {
                Kid::Area { page, link } => Some((self.link_key(*page, *link), i)),
                _ => None,
            })
            .collect();
        areas.sort_unstable();
        for (key, owner) in &areas {
            numbers.insert(*key, self.elements[*owner]);
        }
        numbers.finish();
        tree.finish();
        root.parent_tree_next_key(areas.last().map_or(self.parents.len() as i32, |(key, _)| key + 1));
        let mut notes: Vec<(String, Ref)> = (self.tree.nodes.iter().zip(&self.elements).enumerate())
            .filter(|(_, (node, _))| node.kind == TagKind::Note)
            .map(|(i, (_, element))| (note_id(i), *element))
            .collect();
        notes.sort_unstable();
        if !notes.is_empty() {
            let mut ids = root.id_tree();
            let mut names = ids.names();
            for (id, element) in notes {
                names.insert(Str(id.as_bytes()), element);
            }
        }
    }

    fn write_kids(&self, node: &Node, sheets: Sheets<'_>, element: &mut StructElement<'_>) {
        // The page of the first marks is named once; only marks elsewhere name theirs (table 323).
        let home = node.kids.iter().find_map(|k| if let Kid::Marks { page, .. } = k { Some(*page) } else { None });
        if let Some(page) = home {
            element.page(sheets.refs[page]);
        }
        if node.kids.is_empty() {
            return;
        }
        let mut kids = element.children();
        for kid in &node.kids {
            match *kid {
                Kid::Node(n) => drop(kids.struct_element(self.elements[n])),
                Kid::Marks { page, number } if Some(page) == home => drop(kids.marked_content_id(number as i32)),
                Kid::Marks { page, number } => {
                    kids.marked_content_ref().page(sheets.refs[page]).marked_content_id(number as i32);
                }
                Kid::Area { page, link } => {
                    kids.object_ref().page(sheets.refs[page]).object(sheets.links[page][link]);
                }
            }
        }
    }
}

/// A note is known by a name of its own, as PDF/UA-1 (7.9) asks.
fn note_id(node: usize) -> String {
    format!("note-{node:06}")
}

/// What a reader needs besides: which cells a head stands over, and where a picture stands.
fn attributes(node: &Node, tree: &Tree, sheets: Sheets<'_>, element: &mut StructElement<'_>) {
    match node.kind {
        TagKind::HeadCell => {
            element.attributes().push().table().scope(TableHeaderScope::Column);
        }
        TagKind::Figure => {
            if let Some(room) = room(node, tree, sheets) {
                element.attributes().push().layout().bbox(room);
            }
        }
        _ => {}
    }
}

/// The rectangle around a figure's pictures, if all of them stand on one page.
fn room(node: &Node, tree: &Tree, sheets: Sheets<'_>) -> Option<PdfRect> {
    let pages = sheets.pages;
    let marks = node
        .kids
        .iter()
        .filter_map(|k| if let Kid::Marks { page, number } = k { Some((*page, *number)) } else { None });
    let (mut home, mut all) = (None, None::<Rect>);
    for (page, number) in marks {
        if *home.get_or_insert(page) != page {
            return None;
        }
        for item in tree.items(pages, page, number) {
            let DisplayItem::Picture(picture) = item else { continue };
            all = Some(all.map_or(picture.rect, |r| r.union(picture.rect)));
        }
    }
    Some(sheets.rect(home?, all?))
}

impl Sheets<'_> {
    /// A room of a page in the space of its object.
    pub(super) fn rect(&self, page: usize, room: Rect) -> PdfRect {
        let boxes = &self.pages[page].boxes;
        let around = self.options.around(boxes);
        let x = |x| real(milli(around + x));
        let y = |y| real(milli(around + boxes.trim.h - y));
        PdfRect::new(x(room.x), y(room.bottom()), x(room.right()), y(room.y))
    }
}

/// The standard structure type (14.8.4) of a part.
fn role(kind: TagKind) -> StructRole {
    match kind {
        TagKind::Article => StructRole::Art,
        TagKind::Heading(1) => StructRole::H1,
        TagKind::Heading(2) => StructRole::H2,
        TagKind::Heading(3) => StructRole::H3,
        TagKind::Heading(4) => StructRole::H4,
        TagKind::Heading(5) => StructRole::H5,
        TagKind::Heading(_) => StructRole::H6,
        TagKind::Paragraph => StructRole::P,
        TagKind::Quotation => StructRole::BlockQuote,
        TagKind::List => StructRole::L,
        TagKind::Item => StructRole::LI,
        TagKind::Label => StructRole::Lbl,
        TagKind::ItemBody => StructRole::LBody,
        TagKind::Table => StructRole::Table,
        TagKind::Row => StructRole::TR,
        TagKind::HeadCell => StructRole::TH,
        TagKind::Cell => StructRole::TD,
        TagKind::Code => StructRole::Code,
        TagKind::Figure => StructRole::Figure,
        TagKind::Caption => StructRole::Caption,
        TagKind::Note => StructRole::Note,
        TagKind::Link => StructRole::Link,
    }
}

/// The name of the marked content of a part's marks.
pub(super) fn name(kind: TagKind) -> Name<'static> {
    role(kind).to_name()
}
