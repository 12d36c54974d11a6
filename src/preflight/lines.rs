//! The lines of paragraphs, as the display list has them.

use crate::display::{DisplayItem, DisplayList, GlyphRun, Kid, TagKind, Tree};
use crate::geom::Length;

/// A line of a paragraph.
pub(super) struct Line {
    /// Its page, from 0.
    pub(super) page: usize,
    /// Its baseline.
    pub(super) y: Length,
    /// Its em.
    size: Length,
    /// Whether it ends with a hyphen that was added.
    pub(super) hyphen: bool,
}

/// The lines of every paragraph of an article, in reading order, by the paragraph's node: what stands beside the articles
/// has columns of its own.
pub(super) fn paragraphs(pages: &[DisplayList], tree: &Tree) -> Vec<(usize, Vec<Line>)> {
    let mut out = Vec::new();
    for (n, node) in tree.nodes.iter().enumerate().filter(|(_, node)| node.kind == TagKind::Paragraph) {
        if std::iter::successors(Some(&node.tag), |t| t.of()).all(|t| t.kind() != TagKind::Article) {
            continue;
        }
        let mut lines: Vec<Line> = Vec::new();
        for kid in &node.kids {
            let Kid::Marks { page, number } = *kid else { continue };
            for item in tree.items(pages, page, number) {
                if let DisplayItem::Glyphs(run) = item {
                    add(&mut lines, page, run);
                }
            }
        }
        out.push((n, lines));
    }
    out
}

fn add(lines: &mut Vec<Line>, page: usize, run: &GlyphRun) {
    let line = Line { page, y: run.origin.y, size: run.size, hyphen: run.text.ends_with('\u{ad}') };
    let first = lines.len() == 1;
    match lines.last_mut() {
        Some(last) if last.page == page && last.y == line.y => last.hyphen = line.hyphen,
        // An initial is large and stands lower than the line that it begins.
        Some(last) if first && last.page == page && last.size > line.size.scale(1.5) => *last = line,
        _ => lines.push(line),
    }
}
