//! Where on a page which part of the copy stands: rectangles, each with its file and line.

use stonehand::diag::{Log, Span};
use stonehand::display::{DisplayItem, DisplayList, Tag, Tree};
use stonehand::geom::Rect;

/// A rectangle of a page that was written in one place.
pub struct Zone {
    /// Where it stands, from the trim's upper left corner.
    pub room: Rect,
    /// The name of the file, as it was given on the command line or in the manifest.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// How it begins, in words.
    pub words: String,
}

/// So many letters of a zone are told.
const WORDS: usize = 60;

/// The zones of every page, in reading order.
pub fn zones(pages: &[DisplayList], log: &Log) -> Vec<Vec<Zone>> {
    let tree = Tree::of(pages);
    let page = |(page, groups): (&DisplayList, &Vec<stonehand::display::Group>)| {
        let mut zones = Vec::new();
        for group in groups {
            let Some(span) = group.part.and_then(|(node, _)| source(&tree.nodes[node].tag)) else { continue };
            let (file, _) = log.file(span.file);
            // What is built into the program stands in no file that anybody can open.
            if file.starts_with("<built in>") {
                continue;
            }
            for piece in pieces(&page.items[group.items.clone()]) {
                let words = words(piece);
                let room = piece.iter().map(DisplayItem::room).reduce(Rect::union);
                let line = log.line_column(span).0;
                zones.extend(room.map(|room| Zone { room, file: file.to_owned(), line, words }));
            }
        }
        zones
    };
    pages.iter().zip(&tree.groups).map(page).collect()
}

/// Where a part was written, or the nearest part above it that is known to have been written somewhere.
fn source(tag: &Tag) -> Option<Span> {
    std::iter::successors(Some(tag), |tag| tag.of()).find_map(Tag::source)
}

/// Items in the columns in which they stand: where one begins above the one before it, another column has begun.
fn pieces(items: &[DisplayItem]) -> Vec<&[DisplayItem]> {
    let rises = |a: &DisplayItem, b: &DisplayItem| b.room().y + b.room().h < a.room().y;
    items.chunk_by(|a, b| !rises(a, b)).collect()
}

fn words(items: &[DisplayItem]) -> String {
    let mut words = String::new();
    for item in items {
        if let DisplayItem::Glyphs(run) = item {
            words.push_str(&run.text.replace('\u{ad}', ""));
            if run.space_after.is_some() {
                words.push(' ');
            }
        }
        if words.chars().count() > WORDS {
            let cut: String = words.chars().take(WORDS).collect();
            return format!("{}\u{2026}", cut.trim_end());
        }
    }
    words
}
