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
    /// How far it may stretch where the line would else be loose, in em; at least `letter_stretch`.
    pub letter_stretch_most: f64,
    /// How far it may shrink where the line could else not be had, in em; at least `letter_shrink`.
    pub letter_shrink_most: f64,
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
    /// Demerits of one that is no more than the end of a divided word.
    pub fragment: f64,
    /// How many demerits a line more a variant may cost than the best.
    pub variant: f64,
}

/// How far a gap between letters of justified copy may stretch, in em.
const LETTER_STRETCH: f64 = 0.02;
/// How far it may shrink, in em.
const LETTER_SHRINK: f64 = 0.01;
/// How far it may stretch where the line would else be loose. More than `LETTER_STRETCH` trades evenness of letters for
/// evenness of spaces. 164 pt columns of 9.4 pt Source Serif (37 characters), 11,000 words of prose, stretch and shrink at
/// the most in % of an em, share of loose lines and of lines that end with a hyphen:
/// +2 -1 5.9 % 17 %; +3 -1 3.2 % 14 %; +3 -2 1.1 % 11 %; +4 -2 0.7 % 9 %.
const LETTER_STRETCH_MOST: f64 = 0.02;
/// How far it may shrink where the line could else not be had.
const LETTER_SHRINK_MOST: f64 = 0.01;

impl Params {
    /// Those of the paper: only glue is adjusted, hyphens in a row and uneven neighbours cost 3,000.
    pub fn classic() -> Params {
        Params {
            em: Length::PT,
            start: Length::ZERO,
            letter_stretch: 0.0,
            letter_shrink: 0.0,
            letter_stretch_most: 0.0,
            letter_shrink_most: 0.0,
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
            fragment: 0.0,
            variant: f64::INFINITY,
        }
    }

    /// Justified copy of this size.
    pub fn justified(em: Length) -> Params {
        Params {
            em,
            letter_stretch: LETTER_STRETCH,
            letter_shrink: LETTER_SHRINK,
            letter_stretch_most: LETTER_STRETCH_MOST,
            letter_shrink_most: LETTER_SHRINK_MOST,
            tolerance: 2.4,
            loose_at: 1.25,
            loose: 1_600_000.0,
            letters: 15.0,
            consecutive: 100_000.0,
            fitness: 10_000.0,
            last_hyphen: 1_000_000.0,
            runt: 5_000_000.0,
            fragment: 30_000_000.0,
            variant: 1_000_000.0,
            ..Params::classic()
        }
    }

    /// Ragged copy of this size.
    pub fn ragged(em: Length) -> Params {
        Params {
            letter_stretch: 0.0,
            letter_shrink: 0.0,
            letter_stretch_most: 0.0,
            letter_shrink_most: 0.0,
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

    /// The slack above which a justified line is looser than a ratio, generously counted.
    pub fn stretchable(&self, line: &Sums, ratio: f64) -> i64 {
        let letters = line.letters as f64 * self.em.sp() as f64 * self.letter_stretch.max(self.letter_stretch_most);
        let spaces = if ratio.is_finite() { line.stretch as f64 * ratio } else { f64::INFINITY };
        ((spaces + letters) as i64).saturating_add(2)
    }

    /// How much narrower a line can be made.
    pub fn shrinkable(&self, line: &Sums) -> i64 {
        if self.ragged {
            0
        } else {
            let per_gap = self.letter_shrink.max(self.letter_shrink_most);
            line.shrink + (line.letters as f64 * self.em.sp() as f64 * per_gap) as i64
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
    /// The share of the letters' limit that is used; above 1 it is their reserve.
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
        // The rag: three em short is as bad as a ratio of one.
        let ratio = if slack < 0 { -2.0 } else { slack as f64 / (3.0 * p.em.sp() as f64) };
        return Fit { ratio, ..none };
    }
    let spaced = slack > 0;
    let (room, usual, most) = if spaced {
        (line.stretch, p.letter_stretch, p.letter_stretch_most)
    } else {
        (line.shrink, p.letter_shrink, p.letter_shrink_most)
    };
    let need = slack.abs();
    let gaps = line.letters as f64 * p.em.sp() as f64;
    let limit = (gaps * usual) as i64;
    let comfort = (room as f64 * COMFORT) as i64;
    let mut letter = if need > comfort { (((need - comfort) as f64 * LETTERS_FIRST) as i64).min(limit) } else { 0 };
    // What the spaces cannot take without being loose, or at all, letters take up to their limit, then to their reserve.
    let bearable = if spaced { (room as f64 * p.loose_at.min(1e6)) as i64 } else { room };
    if need - letter > bearable {
        letter = (need - bearable).min((gaps * most.max(usual)) as i64).max(letter);
    }
    let space = if room > 0 { need - letter } else { 0 };
    let ratio = match (room, spaced) {
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
