//! Article threads (ISO 32000-1, 12.4.3): a reader that follows one goes down an article's columns, and over to the page
//! on which it goes on.

use super::structure::Sheets;
use crate::display::{DisplayItem, DisplayList, GlyphRun, TagKind, Tree};
use crate::geom::{Length, Rect};
use pdf_writer::{Finish, Name, Pdf, Ref, TextStr};

/// The threads of a paper: one an article that stands in more than one place.
pub(super) struct Threads {
    threads: Vec<Thread>,
}

struct Thread {
    id: Ref,
    title: String,
    beads: Vec<Bead>,
}

/// A stretch of an article that is read without looking elsewhere.
struct Bead {
    id: Ref,
    page: usize,
    room: Rect,
}

impl Threads {
    /// The threads of pages, and numbers for their objects.
    pub(super) fn new(tree: &Tree, pages: &[DisplayList], next: &mut dyn FnMut() -> Ref) -> Threads {
        let mut rooms: Vec<Vec<(usize, Rect)>> = vec![Vec::new(); tree.nodes.len()];
        let mut titles = vec![String::new(); tree.nodes.len()];
        for (number, page) in pages.iter().enumerate() {
            for group in &tree.groups[number] {
                let Some((node, _)) = group.part else { continue };
                let Some(article) = article_of(tree, node) else { continue };
                for item in &page.items[group.items.clone()] {
                    let DisplayItem::Glyphs(run) = item else { continue };
                    if tree.nodes[node].kind == TagKind::Heading(1) {
                        titles[article].push_str(&run.text);
                        titles[article].push_str(if run.space_after.is_some() { " " } else { "" });
                    }
                    extend(&mut rooms[article], number, of_run(run));
                }
            }
        }
        let several = rooms.into_iter().zip(titles).filter(|(rooms, _)| rooms.len() > 1);
        let threads = several.map(|(rooms, title)| Thread {
            id: next(),
            title,
            beads: rooms.into_iter().map(|(page, room)| Bead { id: next(), page, room }).collect(),
        });
        Threads { threads: threads.collect() }
    }

    /// The threads, for the catalog.
    pub(super) fn ids(&self) -> impl Iterator<Item = Ref> + '_ {
        self.threads.iter().map(|t| t.id)
    }

    /// The beads of a page, in the order in which they are painted.
    pub(super) fn beads(&self, page: usize) -> Vec<Ref> {
        self.threads.iter().flat_map(|t| &t.beads).filter(|b| b.page == page).map(|b| b.id).collect()
    }

    /// Writes threads and beads.
    pub(super) fn write(&self, sheets: Sheets<'_>, pdf: &mut Pdf) {
        for thread in &self.threads {
            let beads = &thread.beads;
            let mut dict = pdf.indirect(thread.id).dict();
            dict.pair(Name(b"Type"), Name(b"Thread")).pair(Name(b"F"), beads[0].id);
            if !thread.title.is_empty() {
                dict.insert(Name(b"I")).dict().pair(Name(b"Title"), TextStr(&thread.title));
            }
            dict.finish();
            for (i, bead) in beads.iter().enumerate() {
                // The last bead leads back to the first (table 161).
                let (before, after) = (&beads[(i + beads.len() - 1) % beads.len()], &beads[(i + 1) % beads.len()]);
                let mut dict = pdf.indirect(bead.id).dict();
                dict.pair(Name(b"Type"), Name(b"Bead")).pair(Name(b"T"), thread.id);
                dict.pair(Name(b"V"), before.id).pair(Name(b"N"), after.id);
                dict.pair(Name(b"P"), sheets.refs[bead.page]).pair(Name(b"R"), sheets.rect(bead.page, bead.room));
            }
        }
    }
}

/// The article that a part belongs to, unless it stands beside the copy: pictures, quotes and notes are not read in
/// passing.
fn article_of(tree: &Tree, mut node: usize) -> Option<usize> {
    loop {
        match tree.nodes[node].kind {
            TagKind::Article => return Some(node),
            TagKind::Figure | TagKind::Quotation | TagKind::Note => return None,
            _ => node = tree.nodes[node].of?,
        }
    }
}

/// Adds a line to the last bead, or begins another where the eye moves up or aside.
fn extend(rooms: &mut Vec<(usize, Rect)>, page: usize, line: Rect) {
    if let Some((last, room)) = rooms.last_mut()
        && *last == page
        && line.bottom() >= room.bottom() - line.h
        && line.x < room.right()
        && line.right() > room.x
    {
        *room = room.union(line);
    } else {
        rooms.push((page, line));
    }
}

/// The room of a run from ascenders to descenders.
fn of_run(run: &GlyphRun) -> Rect {
    let last = run.glyphs.last().map_or(Length::ZERO, |g| g.x + g.advance);
    Rect { x: run.origin.x, y: run.origin.y - run.size.scale(0.8), w: last, h: run.size.scale(1.05) }
}
