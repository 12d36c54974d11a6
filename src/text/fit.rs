//! How the slack of a line is shared between the spaces of words and of letters. Breaking weighs lines by it, setting
//! sets them by it.

use super::item::Item;
use crate::geom::Length;
use std::ops::Sub;

/// What a stretch of items measures, in scaled points; `letters` are gaps.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sums {
    /// The natural width.
    pub width: i64,
    /// The stretch at a ratio of 1.
    pub stretch: i64,
    /// The shrink at a ratio of -1.
    pub shrink: i64,
    /// The gaps between letters.
    pub letters: i64,
}

impl Sums {
    /// Adds an item.
    pub fn add(&mut self, item: &Item) {
        match *item {
            Item::Box { width, letters } => {
                self.width += width.sp();
                self.letters += i64::from(letters);
            }
            Item::Glue { width, stretch, shrink } => {
                self.width += width.sp();
                self.stretch += stretch.sp();
                self.shrink += shrink.sp();
            }
            Item::Penalty { .. } => {}
        }
    }
}

impl Sub for Sums {
    type Output = Sums;
    fn sub(self, o: Sums) -> Sums {
        Sums {
            width: self.width - o.width,
            stretch: self.stretch - o.stretch,
            shrink: self.shrink - o.shrink,
            letters: self.letters - o.letters,
        }
    }
}

/// What may be done to a line, and what it costs.
#[derive(Debug, Clone)]
pub struct Params {
    /// The em.
    pub em: Length,
    /// What the first line gains at its start (a hanging quotation mark).
    pub start: Length,
    /// How far a gap between letters may stretch, in em.
    pub letter_stretch: f64,
    /// How far a gap between letters may shrink, in em.
    pub letter_shrink: f64,
    /// Whether the right edge is ragged: spaces keep their width.
    pub ragged: bool,
    /// Lines of a narrower measure are ragged in any case.
    pub ragged_below: Length,
    /// The adjustment ratio that no line exceeds if the paragraph can be set at all so.
    pub tolerance: f64,
    /// The ratio above which a line counts as loose (a mean word space of half an em).
    pub loose_at: f64,
    /// Demerits of a loose line, growing with its ratio.
    pub loose: f64,
    /// Badness of letters spaced to their limit.
    pub letters: f64,
    /// Demerits of a second hyphen in a row (Knuth and Plass's alpha).
    pub consecutive: f64,
    /// Demerits of neighbours more than one fitness class apart (their gamma).
    pub fitness: f64,
    /// Demerits of a hyphen in the line before the last.
    pub last_hyphen: f64,
    /// Demerits of a last line that is too short.
    pub runt: f64,
    /// How many demerits a line more a variant may cost than the best.
    pub variant: f64,
}

impl Params {
    /// Those of the paper: only glue is adjusted, hyphens in a row and uneven neighbours cost 3,000.
    pub fn classic() -> Params {
        Params {
            em: Length::PT,
            start: Length::ZERO,
            letter_stretch: 0.0,
            letter_shrink: 0.0,
            ragged: false,
            ragged_below: Length::ZERO,
            tolerance: f64::INFINITY,
            loose_at: f64::INFINITY,
            loose: 0.0,
            letters: 0.0,
            consecutive: 3000.0,
            fitness: 3000.0,
            last_hyphen: 0.0,
            runt: 0.0,
            variant: f64::INFINITY,
        }
    }

    /// Justified copy of this size.
    pub fn justified(em: Length) -> Params {
        Params {
            em,
            letter_stretch: 0.02,
            letter_shrink: 0.01,
            tolerance: 2.4,
            loose_at: 1.25,
            loose: 400_000.0,
            letters: 15.0,
            consecutive: 20_000.0,
            fitness: 3_000.0,
            last_hyphen: 200_000.0,
            runt: 500_000.0,
            variant: 60_000.0,
            ..Params::classic()
        }
    }

    /// Ragged copy of this size.
    pub fn ragged(em: Length) -> Params {
        Params {
            letter_stretch: 0.0,
            letter_shrink: 0.0,
            ragged: true,
            tolerance: f64::INFINITY,
            loose_at: 2.0,
            loose: 0.0,
            fitness: 0.0,
            ..Params::justified(em)
        }
    }

    /// Whether a line of this measure is ragged.
    pub fn is_ragged(&self, measure: Length) -> bool {
        self.ragged || measure < self.ragged_below
    }

    /// How much narrower a line can be made.
    pub fn shrinkable(&self, line: &Sums) -> i64 {
        if self.ragged {
            0
        } else {
            line.shrink + (line.letters as f64 * self.em.sp() as f64 * self.letter_shrink) as i64
        }
    }
}

/// How a line's slack is shared.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fit {
    /// Added to all spaces together, in scaled points.
    pub space: i64,
    /// Added to all gaps between letters together, in scaled points.
    pub letter: i64,
    /// The share of the letters' limit that is used, 0 to 1.
    pub letter_share: f64,
    /// Knuth and Plass's adjustment ratio of the spaces; below -1 the line does not fit.
    pub ratio: f64,
}

/// The share of the spaces' range within which letters are left alone.
const COMFORT: f64 = 0.4;
/// Beyond it, the share of the slack that letters take until they are at their limit.
const LETTERS_FIRST: f64 = 0.65;

/// Shares the slack of a line: spaces alone in their comfortable range, then letters together with spaces up to the
/// letters' limit, then spaces alone again. A line that ends the paragraph (`last`) is not stretched.
pub fn fit(line: &Sums, slack: i64, last: bool, ragged: bool, p: &Params) -> Fit {
    let none = Fit { space: 0, letter: 0, letter_share: 0.0, ratio: 0.0 };
    if slack == 0 || slack > 0 && last {
        return none;
    }
    if ragged {
        // The rag: two em short is as bad as a ratio of one.
        let ratio = if slack < 0 { -2.0 } else { slack as f64 / (4.0 * p.em.sp() as f64) };
        return Fit { ratio, ..none };
    }
    let (room, per_gap) = if slack > 0 { (line.stretch, p.letter_stretch) } else { (line.shrink, p.letter_shrink) };
    let need = slack.abs();
    let limit = (line.letters as f64 * p.em.sp() as f64 * per_gap) as i64;
    let comfort = (room as f64 * COMFORT) as i64;
    let mut letter = if need > comfort { (((need - comfort) as f64 * LETTERS_FIRST) as i64).min(limit) } else { 0 };
    if slack < 0 && need - letter > room {
        letter = (need - room).min(limit);
    }
    let space = if room > 0 { need - letter } else { 0 };
    let ratio = match (room, slack > 0) {
        (0, _) if need <= letter => 0.0,
        (0, true) => f64::INFINITY,
        (0, false) => f64::NEG_INFINITY,
        _ => space as f64 / room as f64,
    };
    let sign = slack.signum();
    Fit {
        space: space * sign,
        letter: letter * sign,
        letter_share: if limit > 0 { letter as f64 / limit as f64 } else { 0.0 },
        ratio: if ratio.is_finite() { ratio * sign as f64 } else { ratio },
    }
}
