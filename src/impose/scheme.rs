//! The table of schemes: how the pages of a paper may be laid on sheets. Adding one is a row, and a function of
//! `signature` if no other numbers its places yet.

use super::signature::{self, Pile, SheetPages};
use crate::geom::Length;

/// A way to lay pages on sheets.
#[derive(Debug)]
pub struct Scheme {
    /// What it is called on the command line.
    pub name: &'static str,
    /// What it does, in a line.
    pub about: &'static str,
    /// Places beside and below one another on a side of a sheet.
    pub grid: (u32, u32),
    /// Whether `--nup` gives another grid.
    pub free_grid: bool,
    /// How the sheets are folded.
    pub fold: Fold,
    /// The thickness of a sheet that is made up for unless another is given; `None` where sheets are not trimmed
    /// inside one another.
    pub creep: Option<Length>,
    /// Whether sheets may be gathered into several signatures.
    pub signatures: bool,
    /// The only finished pages that it is for, in points; empty is any.
    pub sizes: &'static [(f64, f64)],
    /// The most pages that it takes.
    pub most: Option<usize>,
    /// Which page has which place.
    pub(super) places: fn(&Pile) -> Vec<SheetPages>,
}

/// How sheets are folded, and so which places meet at a fold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fold {
    /// Not at all: pages are cut apart, or stay on their sheet.
    None,
    /// Once, down the middle, sheets within one another.
    Spine,
    /// Into a small booklet of one sheet, printed on one side and slit in its middle.
    Zine,
}

/// 0.1 mm, in scaled points: a sheet of 80 g/m² paper (20 lb bond).
const BOND: Length = Length::from_sp(18_577);

const LETTER: (f64, f64) = (612.0, 792.0);
const A4: (f64, f64) = (595.276, 841.89);

/// What every row that does not say otherwise is.
const PLAIN: Scheme = Scheme {
    name: "",
    about: "",
    grid: (1, 1),
    free_grid: false,
    fold: Fold::None,
    creep: None,
    signatures: false,
    sizes: &[],
    most: None,
    places: signature::reading,
};

/// All schemes.
pub const SCHEMES: &[Scheme] = &[
    Scheme { name: "one-up", about: "a page a side, in order", ..PLAIN },
    Scheme { name: "two-up", about: "two pages side by side, in reading order", grid: (2, 1), ..PLAIN },
    Scheme {
        name: "booklet",
        about: "folded once, sheets within one another, stapled through the fold (saddle stitch)",
        grid: (2, 1),
        fold: Fold::Spine,
        creep: Some(BOND),
        signatures: true,
        places: signature::nested,
        ..PLAIN
    },
    Scheme {
        name: "tabloid-fold",
        about: "a newspaper: letter pages on tabloid sheets or A4 on A3, folded once, laid within one another",
        grid: (2, 1),
        fold: Fold::Spine,
        sizes: &[LETTER, A4],
        places: signature::nested,
        ..PLAIN
    },
    Scheme {
        name: "cut-and-stack",
        about: "cut the whole pile apart and lay the stacks on one another: the pages are in order",
        grid: (2, 1),
        free_grid: true,
        places: signature::stacked,
        ..PLAIN
    },
    Scheme { name: "n-up", about: "several pages on a side, in reading order", grid: (2, 2), free_grid: true, ..PLAIN },
    Scheme {
        name: "step-and-repeat",
        about: "the same page in every place of a side, to be cut apart: handbills",
        grid: (2, 2),
        free_grid: true,
        places: signature::repeated,
        ..PLAIN
    },
    Scheme {
        name: "quarter-fold",
        about: "a zine of eight pages from one sheet, printed on one side, folded and slit",
        grid: (4, 2),
        fold: Fold::Zine,
        most: Some(8),
        places: signature::zine,
        ..PLAIN
    },
];

/// The scheme of a name.
pub fn scheme(name: &str) -> Option<&'static Scheme> {
    SCHEMES.iter().find(|s| s.name == name)
}

impl Scheme {
    /// How many pages a whole number of sheets takes, for folded ones: blank pages fill up to it.
    pub(super) fn multiple(&self) -> usize {
        match self.fold {
            Fold::None => 1,
            Fold::Spine => 4,
            Fold::Zine => 8,
        }
    }
}
