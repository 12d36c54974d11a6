//! The grid's measures: where columns and lines stand on a page.

use super::{Folio, Layout, Master, MasterKind, Slot};
use crate::diag::Sourced;
use crate::geom::Length;

/// What stands on a page: its masters, merged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageMaster {
    /// Grid lines that the nameplate takes at most; 0 is none.
    pub nameplate: u32,
    /// The folio line; all empty is none.
    pub folio: Folio,
}

impl Layout {
    /// The families and font files that the styles name, each once, in the order of their names.
    pub fn families(&self) -> Vec<Sourced<String>> {
        let mut names: Vec<Sourced<String>> = self.styles.values().filter_map(|p| p.font.clone()).collect();
        names.sort_by(|a, b| a.value.cmp(&b.value));
        names.dedup_by(|a, b| a.value == b.value);
        names
    }

    /// The width of the type area.
    pub fn type_width(&self) -> Length {
        self.paper.w - self.margins.inner - self.margins.outer
    }

    /// The width of one column.
    pub fn column_width(&self) -> Length {
        (self.type_width() - self.gutter * i64::from(self.columns - 1)) / i64::from(self.columns)
    }

    /// The width of `n` columns and the gutters between them; all columns give the type area's width to the last
    /// scaled point.
    pub fn span_width(&self, n: u32) -> Length {
        if n >= self.columns {
            return self.type_width();
        }
        self.column_width() * i64::from(n) + self.gutter * i64::from(n.saturating_sub(1))
    }

    /// The left edge of a column (from 0) on a page (from 1), from the trim's left edge. On right-hand (odd) pages the
    /// inner margin is at the left.
    pub fn column_x(&self, page_number: u32, column: u32) -> Length {
        let left = if page_number % 2 == 1 { self.margins.inner } else { self.margins.outer };
        left + (self.column_width() + self.gutter) * i64::from(column)
    }

    /// How many grid lines the type area has.
    pub fn lines_per_page(&self) -> i64 {
        (self.paper.h - self.margins.top - self.margins.bottom).units_down(self.baseline)
    }

    /// The masters that serve a page (numbered from 1), most specific first.
    fn serving(&self, page: u32, last: bool) -> impl Iterator<Item = &Master> {
        self.masters.iter().filter(move |m| match m.kind {
            MasterKind::Number(n) => n == page,
            MasterKind::First => page == 1,
            MasterKind::Last => last,
            MasterKind::Left => page.is_multiple_of(2),
            MasterKind::Right => page % 2 == 1,
            MasterKind::Any => true,
        })
    }

    /// What stands on a page (numbered from 1): each part from the most specific master that speaks of it.
    pub fn master(&self, page: u32, last: bool) -> PageMaster {
        PageMaster {
            nameplate: self.serving(page, last).find_map(|m| m.nameplate).unwrap_or(0),
            folio: self.serving(page, last).find_map(|m| m.folio.clone()).unwrap_or_default(),
        }
    }

    /// A slot of a page by its name: that of the most specific master that has slots.
    pub fn slot(&self, page: u32, last: bool, name: &str) -> Option<&Slot> {
        let master = self.serving(page, last).find(|m| !m.slots.is_empty())?;
        master.slots.iter().find(|s| s.name == name)
    }

    /// The names of all slots.
    pub fn slot_names(&self) -> Vec<String> {
        let mut names: Vec<String> = self.masters.iter().flat_map(|m| &m.slots).map(|s| s.name.clone()).collect();
        names.sort();
        names.dedup();
        names
    }
}

/// The grid as it stands on the pages, for those who draw it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Grid {
    /// How many columns there are.
    pub columns: u32,
    /// The width of one.
    pub column: Length,
    /// The space between two.
    pub gutter: Length,
    /// The first column's left edge, on odd pages and on even ones.
    pub left: (Length, Length),
    /// The top of the first line's room.
    pub top: Length,
    /// The distance of two lines.
    pub baseline: Length,
    /// How far below the top of its room a line's type stands.
    pub drop: Length,
    /// How many lines there are.
    pub lines: i64,
}

impl Grid {
    /// The grid of a layout; `drop` is how far below the top of its room a line's type stands.
    pub fn new(layout: &Layout, drop: Length) -> Grid {
        Grid {
            columns: layout.columns,
            column: layout.column_width(),
            gutter: layout.gutter,
            left: (layout.column_x(1, 0), layout.column_x(2, 0)),
            top: layout.margins.top,
            baseline: layout.baseline,
            drop,
            lines: layout.lines_per_page(),
        }
    }

    /// The left edges of the columns of a page (from 1).
    pub fn column_edges(&self, page: u32) -> impl Iterator<Item = Length> + Clone + use<> {
        let (left, step) = (if page % 2 == 1 { self.left.0 } else { self.left.1 }, self.column + self.gutter);
        (0..self.columns).map(move |column| left + step * i64::from(column))
    }

    /// The width of all columns and what is between them.
    pub fn width(&self) -> Length {
        self.column * i64::from(self.columns) + self.gutter * i64::from(self.columns.max(1) - 1)
    }
}
