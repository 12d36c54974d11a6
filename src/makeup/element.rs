//! What the copy of an article is made of, seen from the make-up: pieces with a depth in grid lines.

use super::beside::Beside;
use crate::font::FontBook;
use crate::geom::Length;
use crate::issue::Side;
use crate::page::Align;
use crate::text::{Breaking, Line, ShapedText};
use std::sync::{Arc, OnceLock};

/// One of the depths in which an element is to be had.
#[derive(Debug, Clone)]
pub struct Depth {
    /// Grid lines.
    pub lines: u32,
    /// What it costs to take this one rather than the best.
    pub cost: i32,
    /// The lines (from 0) that end in a hyphen: a bit each for the first 128.
    pub hyphens: u128,
    /// The marks of notes: their lines (from 0), in order, and the numbers of the notes (from 1).
    pub notes: Vec<(u32, u32)>,
    /// The lines after which it may be divided (counted from 1, in order), where that is not for the element to say.
    pub joints: Option<Vec<u32>>,
}

impl Depth {
    /// So many lines that cost nothing and carry nothing.
    pub fn plain(lines: u32) -> Depth {
        Depth { lines, cost: 0, hyphens: 0, notes: Vec::new(), joints: None }
    }
}

/// Where an element may be divided between two columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Division {
    /// Nowhere.
    Never,
    /// After any line, if so many lines stay before it and so many go after it.
    Lines {
        /// Fewest lines before.
        before: u32,
        /// Fewest lines after.
        after: u32,
    },
    /// After these lines (counted from 1, in order), as between the rows of a table.
    After(Vec<u32>),
}

impl Division {
    /// Whether an element of `lines` lines may be divided after its first `first`.
    pub fn allows(&self, first: u32, lines: u32) -> bool {
        match self {
            Division::Never => false,
            Division::Lines { before, after } => first >= *before && lines >= first + *after,
            Division::After(at) => at.binary_search(&first).is_ok(),
        }
    }
}

/// A piece of copy in one column.
#[derive(Debug, Clone)]
pub struct Element {
    /// White lines above, unless it stands at the top of a column.
    pub above: u32,
    /// White lines below; of two neighbours' white the larger counts.
    pub below: u32,
    /// The thickness of the rule in the white above it; zero is none.
    pub rule: Length,
    /// Whether one line more above it is a small matter (subheads).
    pub loose_above: bool,
    /// Whether the next element must begin (with at least two lines) in the same column.
    pub keeps_next: bool,
    /// The depths in which it is to be had, the best first.
    pub depths: Vec<Depth>,
    /// Where it may be divided.
    pub division: Division,
    /// What it is.
    pub content: Content,
}

impl Element {
    /// Whether it may be divided after its first `first` lines, where it stands in its `depth`.
    pub fn divides(&self, depth: usize, first: u32) -> bool {
        let depth = &self.depths[depth];
        match &depth.joints {
            Some(joints) => joints.binary_search(&first).is_ok(),
            None => self.division.allows(first, depth.lines),
        }
    }

    /// Whether it stands in from the column's left edge, as what belongs to a list or a quotation does.
    pub fn is_indented(&self) -> bool {
        matches!(&self.content, Content::Copy(copy) if copy.left > Length::ZERO)
    }

    /// Its lines at its best depth, set.
    pub fn ready(self, fonts: &FontBook) -> Vec<FixedLine> {
        match self.content {
            Content::Fixed(lines) => lines,
            content => content.paragraphs(0).iter().flat_map(|copy| copy.ready(fonts)).collect(),
        }
    }
}

/// What an element is made of.
#[derive(Debug, Clone)]
pub enum Content {
    /// Copy, a line on every grid line.
    Copy(Box<Copy>),
    /// Ready lines on the grid: per grid line, what stands on it.
    Fixed(Vec<FixedLine>),
    /// Copy with an inset half-way into its column.
    Beside(Box<Beside>),
}

impl Content {
    /// The paragraphs that it consists of in a depth of its element; none where its lines are ready.
    pub fn paragraphs(&self, depth: usize) -> &[Copy] {
        match self {
            Content::Copy(copy) => std::slice::from_ref(copy),
            Content::Beside(beside) => beside.ways.get(depth).map_or(&[], |way| &way.paragraphs),
            Content::Fixed(_) => &[],
        }
    }
}

/// A paragraph of any kind and the ways to break it (as many as the element has depths).
#[derive(Debug, Clone)]
pub struct Copy {
    /// Its glyphs.
    pub text: Arc<ShapedText>,
    /// One breaking a depth.
    pub breakings: Vec<Breaking>,
    /// From the column's left edge.
    pub left: Length,
    /// The measure of its lines.
    pub measure: Measure,
    /// The first line's indent.
    pub indent: Length,
    /// How lines are set.
    pub align: Align,
    /// A bullet, a number or an initial that stands beside the first line.
    pub marker: Option<Marker>,
    /// Its lines in each depth, where they have been set and may stand again.
    pub standing: Standing,
}

/// The lines of a paragraph in each of its depths, once they are set.
#[derive(Debug, Clone, Default)]
pub struct Standing(Arc<[OnceLock<Vec<Line>>; 3]>);

impl Copy {
    /// Its lines, set, where its element stands in its `depth`; what is broken in one way alone stands so in all.
    pub fn set(&self, fonts: &FontBook, depth: usize) -> Vec<Line> {
        let Some(breaking) = self.breakings.get(depth).or(self.breakings.first()) else { return Vec::new() };
        self.text.set(fonts, breaking, &|n| self.measure.of(n), self.indent, self.align)
    }

    /// The same; what has been set stands for whoever comes next.
    pub fn set_once(&self, fonts: &FontBook, depth: usize) -> Vec<Line> {
        match self.standing.0.get(depth) {
            Some(lines) => lines.get_or_init(|| self.set(fonts, depth)).clone(),
            None => self.set(fonts, depth),
        }
    }

    /// Its lines as ready ones.
    fn ready(&self, fonts: &FontBook) -> Vec<FixedLine> {
        let cell = |(n, line)| (self.left + self.measure.start(n), line);
        let mut ready: Vec<FixedLine> = (self.set(fonts, 0).into_iter().enumerate())
            .map(|l| FixedLine { cells: vec![cell(l)], rules: Vec::new() })
            .collect();
        if let (Some(marker), Some(first)) = (&self.marker, ready.first_mut()) {
            first.cells.insert(0, (marker.x, marker.line.clone()));
        }
        ready
    }
}

/// The measure of a paragraph's lines: a width, and what cuts into some of them from a side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measure {
    /// Full width.
    pub width: Length,
    /// What cuts into it.
    pub cut: Cut,
}

/// What something beside a paragraph takes of its lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Cut {
    /// The first line that is cut into, from 0.
    pub from: usize,
    /// One past the last.
    pub to: usize,
    /// By how much.
    pub by: Length,
    /// From which side.
    pub side: Side,
}

impl Cut {
    /// Nothing.
    pub const NONE: Cut = Cut { from: 0, to: 0, by: Length::ZERO, side: Side::Left };

    /// From the left, into the first lines.
    pub fn first(lines: usize, by: Length) -> Cut {
        Cut { to: lines, by, ..Cut::NONE }
    }

    /// Whether it cuts into a line.
    pub fn holds(&self, line: usize) -> bool {
        (self.from..self.to).contains(&line)
    }
}

impl Measure {
    /// The same width for all lines.
    pub fn plain(width: Length) -> Measure {
        Measure { width, cut: Cut::NONE }
    }

    /// The width of line `n`, from 0.
    pub fn of(&self, n: usize) -> Length {
        if self.cut.holds(n) { self.width - self.cut.by } else { self.width }
    }

    /// Where line `n` starts.
    pub fn start(&self, n: usize) -> Length {
        if self.cut.holds(n) && self.cut.side == Side::Left { self.cut.by } else { Length::ZERO }
    }
}

/// Something beside the first line of a paragraph.
#[derive(Debug, Clone)]
pub struct Marker {
    /// What.
    pub line: Line,
    /// From the column's left edge.
    pub x: Length,
    /// Its baseline, in grid lines below that of the first line.
    pub drop: u32,
}

/// What stands on one grid line of a fixed element.
#[derive(Debug, Clone, Default)]
pub struct FixedLine {
    /// Lines of type and their left ends, from the column's left edge.
    pub cells: Vec<(Length, Line)>,
    /// Rules: from the column's left edge, rise above the baseline, length, thickness.
    pub rules: Vec<(Length, Length, Length, Length)>,
}
