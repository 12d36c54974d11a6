//! The layout: the designer's template. Paper, margins, grid, styles as they were written, masters.
//!
//! Knows how `layout.yaml` is written; knows nothing of issues, and does not work out what a style inherits (that is
//! `style`'s).

mod builtin;
mod find;
mod grid;
mod masters;
mod properties;
mod read;
mod styles;
mod units;

pub use builtin::builtin_names;
pub use grid::{Grid, PageMaster};
pub use properties::{Align, Caps, Extent, Figures, Properties, ROLES, Role, RoleRow};
pub use read::{draft, read};
pub(crate) use styles::length as length_in;
pub use units::{length, paper_name, paper_names};

use crate::diag::Span;
use crate::geom::{Insets, Length, Size};
use std::collections::BTreeMap;

/// A layout.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    /// Its name.
    pub name: String,
    /// The trimmed page.
    pub paper: Size,
    /// The page's margins; what is left is the type area.
    pub margins: Insets,
    /// How far bleeding art runs past the trim.
    pub bleed: Length,
    /// The grid's columns.
    pub columns: u32,
    /// The space between two columns.
    pub gutter: Length,
    /// The distance of the baselines of the grid.
    pub baseline: Length,
    /// Where notes stand.
    pub notes: Notes,
    /// The rules between columns.
    pub column_rules: Option<Length>,
    /// What the layout says of each role.
    pub styles: BTreeMap<Role, Properties>,
    /// The masters, most specific first.
    pub masters: Vec<Master>,
}

/// Where the notes of an article stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Notes {
    /// At the foot of the column that refers to them.
    #[default]
    Foot,
    /// At the end of the article.
    End,
}

/// Which pages a master serves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MasterKind {
    /// The page with this number.
    Number(u32),
    /// Page 1.
    First,
    /// The last page.
    Last,
    /// Even pages.
    Left,
    /// Odd pages.
    Right,
    /// All pages.
    Any,
}

/// A master page: what stands on the pages that it serves, and which rooms they have. What a master does not say is
/// taken from the next less specific one that serves the page.
#[derive(Debug, Clone, PartialEq)]
pub struct Master {
    /// Which pages.
    pub kind: MasterKind,
    /// Grid lines that the nameplate takes at most, dateline rule and the white below included.
    pub nameplate: Option<u32>,
    /// The folio line; `Some(Folio::default())` (all empty) is a page without one.
    pub folio: Option<Folio>,
    /// The named rooms, by name: articles are pinned to them.
    pub slots: Vec<Slot>,
}

/// The parts of the folio line. `{page}`, `{pages}`, `{title}`, `{date}`, `{volume}`, `{number}`, `{place}` are replaced.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Folio {
    /// At the outer margin.
    pub outer: String,
    /// In the middle.
    pub centre: String,
    /// At the inner margin.
    pub inner: String,
}

/// A named room of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// Its name.
    pub name: String,
    /// First and last grid column, from 1.
    pub columns: (u32, u32),
    /// First and last grid line, from 1; no last is the page's last.
    pub lines: (u32, Option<u32>),
    /// Where it stands in the layout.
    pub span: Span,
}
