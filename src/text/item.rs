//! Boxes, glue and penalties (Knuth and Plass, *Breaking Paragraphs into Lines*, 1981), all that the line breaker sees.

use crate::geom::Length;

/// A piece of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Item {
    /// Something to print that does not break.
    Box {
        /// Its width.
        width: Length,
        /// How many gaps between letters it holds, for letterspacing: widths may change by this times a limit.
        letters: u32,
    },
    /// White that may stretch and shrink, and vanishes at a line break.
    Glue {
        /// Its own width.
        width: Length,
        /// How far it stretches at an adjustment ratio of 1.
        stretch: Length,
        /// How far it shrinks at the most.
        shrink: Length,
    },
    /// A place to break that is not glue.
    Penalty {
        /// Width added at the end of the line if it breaks here (a hyphen, and what the reshaped end differs by).
        width: Length,
        /// Width added at the start of the next line if it breaks here (what the reshaped start differs by).
        next: Length,
        /// How bad a break is here; `Item::FORBID` and above never, `Item::FORCE` and below always.
        cost: i32,
        /// Whether a hyphen ends the line (for ladders, and for the foot of a page).
        hyphen: bool,
    },
}

impl Item {
    /// A penalty that lets a line break only where nothing else keeps words within the measure.
    pub const LAST_RESORT: i32 = 9_000;
    /// A penalty that forbids a break.
    pub const FORBID: i32 = 10_000;
    /// A penalty that forces one.
    pub const FORCE: i32 = -10_000;
}
