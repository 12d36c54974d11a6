//! The columns of a module: those of the grid, or, in a sidebar, narrower ones within its padding.

use super::desk::Materials;
use crate::geom::Length;
use crate::issue::{Article, Columns};

/// The columns of a module.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measures {
    /// How many columns.
    pub span: u32,
    /// The width of all of them and of the gutters between them, padding taken off.
    pub whole: Length,
    /// The width of one.
    pub column: Length,
    /// The space between two.
    pub gutter: Length,
    /// The white between an inset that stands half-way into a column and the copy beside it: half a gutter of the grid.
    pub channel: Length,
    /// Padding at the left and the right.
    pub pad: Length,
    /// Padding above and below, in grid lines.
    pub pad_lines: u32,
}

impl Measures {
    /// Those of an article over `span` columns of the grid. A sidebar is padded by half a gutter.
    pub fn of(m: Materials, article: &Article, span: u32) -> Measures {
        let gutter = m.layout.gutter;
        let (pad, pad_lines) = if article.boxed { (gutter / 2, 1) } else { (Length::ZERO, 0) };
        let whole = m.layout.span_width(span) - pad * 2;
        // Copy is broken once, so that a sidebar's columns are as wide as in one of the grid whatever it spans; its gutters
        // take what is left.
        let column = m.layout.column_width() - pad * 2;
        let gutter =
            if article.boxed && span > 1 { (whole - column * i64::from(span)) / (i64::from(span) - 1) } else { gutter };
        let channel = m.layout.gutter / 2;
        Measures { span, whole, column, gutter, channel, pad, pad_lines }
    }

    /// The width of `n` of its columns; of all of them, the whole.
    pub fn width(&self, n: u32) -> Length {
        if n >= self.span { self.whole } else { self.column * i64::from(n) + self.gutter * (i64::from(n) - 1) }
    }

    /// The width of what stands half-way into a column, and of the copy beside it.
    pub fn half(&self) -> Length {
        (self.column - self.channel) / 2
    }

    /// The width of an inset over so many columns, halves included; at most the whole.
    pub fn inset(&self, columns: Columns) -> Length {
        let columns = columns.within(self.span);
        match (columns.full(), columns.ends_half_way()) {
            (n, false) => self.width(n),
            (0, true) => self.half(),
            (n, true) => self.width(n) + self.gutter + self.half(),
        }
    }

    /// The left edges of the first so many columns but the first, from that one's.
    pub fn edges(&self, columns: u32) -> Vec<Length> {
        (1..columns).map(|c| self.x(c) - self.pad).collect()
    }

    /// The left edge of a column, from the module's.
    pub fn x(&self, column: u32) -> Length {
        self.pad + (self.column + self.gutter) * i64::from(column)
    }
}
