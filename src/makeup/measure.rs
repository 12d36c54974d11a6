//! The columns of a module: those of the grid, or, in a sidebar, narrower ones within its padding.

use super::desk::Materials;
use crate::geom::Length;
use crate::issue::Article;

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
        Measures { span, whole, column, gutter, pad, pad_lines }
    }

    /// The width of `n` of its columns; of all of them, the whole.
    pub fn width(&self, n: u32) -> Length {
        if n >= self.span { self.whole } else { self.column * i64::from(n) + self.gutter * (i64::from(n) - 1) }
    }

    /// The left edge of a column, from the module's.
    pub fn x(&self, column: u32) -> Length {
        self.pad + (self.column + self.gutter) * i64::from(column)
    }
}
