//! What a paper says, as text that can be searched: its copy in reading order, and what is not seen (alternative texts,
//! bookmarks, addresses).

use crate::diag::Span;
use crate::display::{DisplayItem, DisplayList, Kid, Tag, Tree};

/// A stretch of text that is read in one go, and where its pieces stand.
pub(super) struct Said {
    /// The text; words that a line break parted are whole.
    pub(super) text: String,
    /// Where each piece begins in it, and where the piece stands.
    places: Vec<(usize, Place)>,
}

/// Where a piece of text stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    /// The page, from 1.
    pub(super) page: usize,
    /// What it is, where it is not the copy.
    pub(super) what: &'static str,
    /// Where it was written.
    pub(super) source: Option<Span>,
}

impl Said {
    /// Where the piece that holds a byte of the text stands.
    pub(super) fn place(&self, at: usize) -> &Place {
        let next = self.places.partition_point(|(begin, _)| *begin <= at);
        &self.places[next.max(1) - 1].1
    }

    fn new() -> Said {
        Said { text: String::new(), places: Vec::new() }
    }

    fn add(&mut self, text: &str, place: Place) {
        self.places.push((self.text.len(), place));
        self.text.push_str(text);
    }
}

/// Everything that pages say: each article in one piece, then what stands beside the articles, then what is not seen.
pub(super) fn said(pages: &[DisplayList], tree: &Tree) -> Vec<Said> {
    let mut out = Vec::new();
    for root in &tree.roots {
        let mut said = Said::new();
        read(pages, tree, *root, &mut said);
        out.push(said);
    }
    for (number, page) in pages.iter().enumerate() {
        let place = |what, source| Place { page: number + 1, what, source };
        let mut beside = Said::new();
        for item in &page.items {
            if let (DisplayItem::Glyphs(run), None) = (item, item.tag()) {
                beside.add(&run.text, place("", None));
                beside.text.push(' ');
            }
        }
        let one = |text: &str, what, source| {
            let mut said = Said::new();
            said.add(text, place(what, source));
            said
        };
        out.push(beside);
        out.extend(page.bookmarks.iter().map(|b| one(&b.title, "in a bookmark", None)));
        out.extend(page.links.iter().map(|l| one(&l.uri, "in an address", l.tag.as_ref().and_then(Tag::source))));
        let alts = page.items.iter().filter_map(|item| Some((item.tag()?.alt()?, item.tag()?.source())));
        out.extend(alts.map(|(alt, source)| one(alt, "in an alternative text", source)));
    }
    out.retain(|said| !said.places.is_empty());
    out
}

/// The text of a part of the paper.
pub(super) fn of(pages: &[DisplayList], tree: &Tree, node: usize) -> String {
    let mut said = Said::new();
    read(pages, tree, node, &mut said);
    said.text
}

/// The text of a part of the paper and of its parts, in reading order.
fn read(pages: &[DisplayList], tree: &Tree, node: usize, out: &mut Said) {
    for kid in &tree.nodes[node].kids {
        match *kid {
            Kid::Node(n) => {
                // Parts are parted by at least a space; a link within a sentence is not, but it has its own spaces.
                if tree.nodes[n].kind != crate::display::TagKind::Link && !out.text.ends_with(' ') {
                    out.text.push(' ');
                }
                read(pages, tree, n, out);
            }
            Kid::Marks { page, number } => {
                for item in tree.items(pages, page, number) {
                    let DisplayItem::Glyphs(run) = item else { continue };
                    let place = Place { page: page + 1, what: "", source: tree.nodes[node].tag.source() };
                    out.add(&run.text.replace('\u{ad}', ""), place);
                    if run.space_after.is_some() {
                        out.text.push(' ');
                    }
                }
            }
            Kid::Area { .. } => {}
        }
    }
}
