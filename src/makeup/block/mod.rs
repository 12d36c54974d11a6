//! Blocks of copy into elements, one file a kind.

mod briefs;
mod calendar;
mod code;
mod directory;
mod figures;
mod list;
pub mod paragraph;
mod picture;
mod quotation;
mod quote;
mod ready;
mod signature;
mod table;

pub use briefs::briefs;
pub use calendar::calendar;
pub use directory::directory;
pub use picture::{picture, picture_range};
pub use quote::{REACH, narrow_quote, quote};
pub use table::{columns as table_columns, spread as spread_table};

use super::desk::Desk;
use super::element::{Content, Depth, Division, Element, FixedLine};
use crate::display::TagKind;
use crate::geom::Length;
use crate::issue::Block;
use crate::page::Role;
use crate::style::Style;
use paragraph::Paragraph;

/// What stands before the source of a quotation and before a signature: a dash and a thin space.
pub const DASH: &str = "\u{2014}\u{202f}";

/// What a block stands in: how far it is indented, and in which type it is set.
#[derive(Debug, Clone, Copy)]
pub struct Frame {
    /// From the column's left edge.
    pub left: Length,
    /// The measure.
    pub width: Length,
    /// The role of its paragraphs.
    pub role: Role,
    /// Whether paragraphs after the first are indented.
    pub indents: bool,
    /// How many columns of its article a table may take that does not go into one: 1 is none but its own.
    pub span: u32,
}

/// Turns blocks into elements, in order; `first` says that the next paragraph is not indented. Pictures in the copy
/// and tables that take several columns are left out: they are inserts. Returns the element at which each block begins.
pub fn blocks(desk: &mut Desk, blocks: &[Block], frame: Frame, mut first: bool, out: &mut Vec<Element>) -> Vec<usize> {
    let mut starts = Vec::with_capacity(blocks.len());
    let (mut shown, mut announced) = (false, false);
    for block in blocks {
        let start = out.len();
        starts.push(start);
        let shows = matches!(block, Block::Code(_) | Block::Quotation { .. } | Block::List { .. } | Block::Table(_));
        match block {
            Block::Paragraph(rich) => {
                // After what is shown in the midst of a sentence, the sentence goes on.
                let goes_on = shown && rich.text().starts_with(char::is_lowercase);
                let indented = frame.indents && !first && !goes_on;
                out.push(Paragraph::new(frame, rich, indented).element(desk));
            }
            Block::Subhead(level, rich) => out.push(paragraph::subhead(desk, *level, rich, frame)),
            Block::Quotation { blocks, source } => {
                let set = |desk: &mut Desk| quotation::quotation(desk, blocks, source.as_ref(), frame, out);
                desk.part(TagKind::Quotation, None, set);
            }
            Block::List { start, items } => {
                desk.part(TagKind::List, None, |desk| list::list(desk, *start, items, frame, out));
            }
            Block::Table(table) if table::columns(desk, table, frame) > 1 => continue,
            Block::Table(table) => out.push(table::table(desk, table, frame)),
            Block::Signature(rich) => signature::signature(desk, rich, frame, out),
            Block::Break => out.push(thematic_break(desk, frame)),
            Block::Code(code) => code::code(desk, code, frame, out),
            Block::Picture(_) => continue,
        }
        // Nothing parts what is announced from the colon that announces it.
        if announced && shows && start < out.len() {
            out[start - 1].keeps_next = true;
        }
        announced = matches!(block, Block::Paragraph(rich) if rich.text().trim_end().ends_with(':'));
        // Copy after a subhead, a break or a signature starts flush left; after a list, a table or a quotation it is a new paragraph.
        first = matches!(block, Block::Subhead(..) | Block::Break | Block::Signature(_));
        shown = shows;
    }
    starts
}

/// White above and below a group of elements: the first's above, the last's below.
fn white(elements: &mut [Element], above: u32, below: u32) {
    if let Some(first) = elements.first_mut() {
        first.above = first.above.max(above);
    }
    if let Some(last) = elements.last_mut() {
        last.below = last.below.max(below);
    }
}

/// Parts an item of a kind of matter (one or several elements) from what stands above it: at least one line of white,
/// one more where that makes columns end level, and the rule of the role's style.
fn apart(item: &mut [Element], style: &Style) {
    if let Some(first) = item.first_mut() {
        first.above = style.above.max(1);
        first.loose_above = true;
        first.rule = style.rule;
    }
}

/// Grid lines with nothing on them, kept with what follows.
pub fn blank(lines: u32) -> Element {
    let lines = vec![FixedLine::default(); lines as usize];
    Element { keeps_next: true, ..fixed(lines, Division::Never) }
}

/// An element of ready lines.
fn fixed(lines: Vec<FixedLine>, division: Division) -> Element {
    Element {
        above: 0,
        below: 0,
        rule: Length::ZERO,
        loose_above: false,
        keeps_next: false,
        depths: vec![Depth::plain(lines.len().max(1) as u32)],
        division,
        content: Content::Fixed(lines),
    }
}

/// A short rule on a line of its own.
fn thematic_break(desk: &Desk, frame: Frame) -> Element {
    let length = desk.style(Role::Body).size * 4;
    let x = frame.left + (frame.width - length) / 2;
    let rise = desk.cap_height(desk.style(Role::Body)) / 2;
    let rules = vec![(x, rise, length, Length::from_pt(0.5))];
    fixed(vec![FixedLine { cells: Vec::new(), rules }], Division::Never)
}
