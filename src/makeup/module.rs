//! An article over the columns that it spans: its head, its copy, and its insets set to their widths.

use super::desk::Desk;
use super::fill::Float;
use super::galley::{Galley, Inset};
use super::head::head;
use super::matter::Matter;
use crate::issue::{Article, At};

/// An article over its columns.
pub struct Module<'a> {
    /// Which article of the issue.
    pub article: usize,
    /// Its first grid column, from 0.
    pub first: u32,
    /// How many it spans.
    pub span: u32,
    /// The head.
    pub head: Matter,
    /// The copy.
    pub galley: &'a Galley,
    /// The insets, set.
    pub matters: Vec<Matter>,
    /// Those that run with the copy, in the order of their anchors.
    pub floats: Vec<Float>,
    /// Those that take a rectangle over whole columns.
    pub blocks: Vec<BlockInset>,
}

/// An inset that takes a rectangle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BlockInset {
    /// Which of the insets.
    pub index: usize,
    /// Columns that it spans.
    pub columns: u32,
    /// Its depth in grid lines.
    pub lines: u32,
    /// Where it wants to stand.
    pub at: At,
    /// Whether it is a pull quote.
    pub quote: bool,
    /// Lines of copy that come before it, where that was asked for.
    pub after: u32,
}

impl<'a> Module<'a> {
    /// Sets head and insets of an article over `span` columns. `class` is the headline's, `most` the depth in grid
    /// lines that an inset may have.
    pub fn new(
        desk: &mut Desk,
        (number, article): (usize, &Article),
        galley: &'a Galley,
        (first, span): (u32, u32),
        class: usize,
        most: u32,
    ) -> Module<'a> {
        let head = if article.headline.is_blank() { Matter::default() } else { head(desk, article, class, span) };
        let (mut floats, mut blocks, mut matters) = (Vec::new(), Vec::new(), Vec::new());
        let running = galley.insets.iter().filter(|i| runs(i, span) && i.after.is_none()).count() as u32;
        let mut nth = 0;
        for (index, inset) in galley.insets.iter().enumerate() {
            let columns = inset.columns.clamp(1, span);
            let matter = inset.set(desk, columns, most);
            let lines = matter.lines;
            matters.push(matter);
            if lines == 0 {
                continue;
            }
            if runs(inset, span) {
                let even = galley.lines * (2 * nth + 1) / (2 * running).max(1);
                nth += u32::from(inset.after.is_none());
                floats.push(float(index, inset, lines, even));
            } else {
                let (at, quote, after) = (inset.at, inset.is_quote(), inset.after.unwrap_or(0));
                blocks.push(BlockInset { index, columns, lines, at, quote, after });
            }
        }
        floats.sort_by_key(|f| f.anchor);
        Module { article: number, first, span, head, galley, matters, floats, blocks }
    }

    /// Grid lines of copy and of what runs with it, at the best depths.
    pub fn demand(&self) -> u32 {
        self.galley.lines + self.floats.iter().map(|f| f.lines + 1).sum::<u32>()
    }
}

/// Whether an inset runs with the copy: it is one column wide and not bound to a head or foot.
fn runs(inset: &Inset, span: u32) -> bool {
    inset.columns.clamp(1, span) == 1 && matches!(inset.at, At::Auto | At::Paragraph(_))
}

fn float(index: usize, inset: &Inset, lines: u32, even: u32) -> Float {
    let asked = inset.after.is_some();
    Float {
        index,
        lines,
        anchor: inset.after.unwrap_or(even),
        may_precede: !asked,
        weight: if asked { 12 } else { 4 },
        at_edges: !inset.is_quote(),
        shun: inset.shun,
    }
}
