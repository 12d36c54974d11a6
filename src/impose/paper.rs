//! Papers: the usual ones by name, others by their measures, and the smallest that something fits on.

use crate::geom::{Length, Size};
use crate::page;
use std::fmt;

const MM: f64 = 72.0 / 25.4;

/// The usual papers: name, what it is called in a sentence, width and height in points, upright.
const PAPERS: &[(&str, &str, f64, f64)] = &[
    ("half-letter", "half-letter", 396.0, 612.0),
    ("a5", "A5", 148.0 * MM, 210.0 * MM),
    ("letter", "letter", 612.0, 792.0),
    ("a4", "A4", 210.0 * MM, 297.0 * MM),
    ("legal", "legal", 612.0, 1008.0),
    ("tabloid", "tabloid", 792.0, 1224.0),
    ("a3", "A3", 297.0 * MM, 420.0 * MM),
    ("12x18in", "12 × 18 in paper", 864.0, 1296.0),
    ("sra3", "SRA3", 320.0 * MM, 450.0 * MM),
    ("13x19in", "13 × 19 in paper", 936.0, 1368.0),
    ("17x22in", "17 × 22 in paper", 1224.0, 1584.0),
    ("a2", "A2", 420.0 * MM, 594.0 * MM),
    ("18x24in", "18 × 24 in paper", 1296.0, 1728.0),
    ("sra2", "SRA2", 450.0 * MM, 640.0 * MM),
];

/// What two papers may differ by and still be the same, and what may stand over an edge: sizes are rounded to the
/// point by some programs and to the millimetre by others.
pub(super) const PLAY: Length = Length::from_sp(2 * 65_536);

/// The longest side that a PDF's page may have (ISO 32000-1, annex C), in points.
pub(super) const LONGEST: f64 = 14_400.0;

/// A sheet's paper, upright.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paper {
    /// The shorter side, then the longer one.
    pub size: Size,
}

impl Paper {
    /// A paper of these sides.
    pub fn of(a: Length, b: Length) -> Paper {
        Paper { size: Size { w: a.min(b), h: a.max(b) } }
    }

    /// A usual paper, or one given by its measures: `tabloid`, `12x18in`, `320x450mm`. The error says what is wrong.
    pub fn read(text: &str) -> Result<Paper, String> {
        let text = text.trim().to_ascii_lowercase().replace('×', "x");
        if let Some((_, _, w, h)) = PAPERS.iter().find(|(name, ..)| *name == text) {
            return Ok(Paper::of(Length::from_pt(*w), Length::from_pt(*h)));
        }
        let wrong = || {
            let names: Vec<&str> = names().collect();
            format!("a paper's name ({}) or its measures, as in 12x18in or 320x450mm", names.join(", "))
        };
        let (w, h) = text.split_once('x').ok_or_else(wrong)?;
        // A unit at the end is that of both sides.
        let unit = h.trim_start_matches(|c: char| c.is_ascii_digit() || ".+- ".contains(c));
        let w = if w.ends_with(|c: char| c.is_ascii_digit()) { format!("{w}{unit}") } else { w.to_owned() };
        let (w, h) = (page::length(&w).ok_or_else(wrong)?, page::length(h).ok_or_else(wrong)?);
        let fits = |l: Length| l.pt() >= 36.0 && l.pt() <= LONGEST;
        if fits(w) && fits(h) { Ok(Paper::of(w, h)) } else { Err("sides of half an inch to 200 inches".into()) }
    }

    /// The smallest usual paper that `block` fits on with `margin` on all sides.
    pub(super) fn smallest(block: Size, margin: Length) -> Option<Paper> {
        let all = PAPERS.iter().map(|(_, _, w, h)| Paper::of(Length::from_pt(*w), Length::from_pt(*h)));
        let fitting = all.filter(|p| p.turned_for(block, margin).is_some());
        fitting.min_by(|a, b| (a.size.w.pt() * a.size.h.pt()).total_cmp(&(b.size.w.pt() * b.size.h.pt())))
    }

    /// The paper lying the way that `block` fits on it; as the block lies if it fits both ways.
    pub(super) fn turned_for(self, block: Size, margin: Length) -> Option<Size> {
        let fits = |s: &Size| s.w + PLAY >= block.w + margin * 2 && s.h + PLAY >= block.h + margin * 2;
        self.ways(block).into_iter().find(fits)
    }

    /// The two ways in which the paper may lie, first that in which the block does.
    pub(super) fn ways(self, block: Size) -> [Size; 2] {
        let (upright, across) = (self.size, Size { w: self.size.h, h: self.size.w });
        if block.w > block.h { [across, upright] } else { [upright, across] }
    }
}

/// The names of the usual papers.
pub fn names() -> impl Iterator<Item = &'static str> {
    PAPERS.iter().map(|(name, ..)| *name)
}

/// `tabloid`, `A3`, `12 × 18 in paper`
impl fmt::Display for Paper {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let near = |a: Length, b: f64| (a.pt() - b).abs() <= PLAY.pt();
        match PAPERS.iter().find(|(_, _, w, h)| near(self.size.w, *w) && near(self.size.h, *h)) {
            Some((_, words, ..)) => f.write_str(words),
            None => write!(f, "{} paper", measures(self.size)),
        }
    }
}

/// `5.5 × 8.5 in`, or in millimetres where those are the rounder numbers.
pub(super) fn measures(size: Size) -> String {
    let round = |pt: f64, unit: f64, to: f64| (pt / unit * to).round() / to;
    let off = |pt: f64, unit: f64, to: f64| (pt - round(pt, unit, to) * unit).abs();
    let (w, h) = (size.w.pt(), size.h.pt());
    let (inches, millimetres) = (off(w, 72.0, 16.0) + off(h, 72.0, 16.0), off(w, MM, 1.0) + off(h, MM, 1.0));
    if inches <= millimetres + 0.01 {
        format!("{} × {} in", round(w, 72.0, 100.0), round(h, 72.0, 100.0))
    } else {
        format!("{} × {} mm", round(w, MM, 1.0), round(h, MM, 1.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn size(w: f64, h: f64) -> Size {
        Size { w: Length::from_pt(w), h: Length::from_pt(h) }
    }

    #[test]
    fn papers_are_read_by_name_and_by_measure() {
        assert_eq!(Paper::read("Tabloid").unwrap().size, size(792.0, 1224.0));
        assert_eq!(Paper::read("12x18in").unwrap(), Paper::read("18 in x 12in").unwrap());
        assert_eq!(Paper::read("320x450mm").unwrap(), Paper::read("sra3").unwrap());
        assert_eq!(Paper::read("11x17in").unwrap().to_string(), "tabloid");
        assert_eq!(Paper::read("7x9in").unwrap().to_string(), "7 × 9 in paper");
        assert_eq!(Paper::read("100x200mm").unwrap().to_string(), "100 × 200 mm paper");
        for wrong in ["", "foolscap", "x", "12x", "0x0", "1e9x5in", "-5x5in", "9999999x3in"] {
            assert!(Paper::read(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn the_smallest_usual_paper_holds_a_pair_of_pages() {
        let pair = |w: f64, h: f64, margin: f64| {
            Paper::smallest(size(2.0 * w, h), Length::from_pt(margin)).map(|p| p.to_string())
        };
        assert_eq!(pair(612.0, 792.0, 0.0).as_deref(), Some("tabloid"));
        assert_eq!(pair(595.0, 842.0, 0.0).as_deref(), Some("A3"));
        assert_eq!(pair(396.0, 612.0, 0.0).as_deref(), Some("letter"));
        assert_eq!(pair(419.53, 595.28, 0.0).as_deref(), Some("A4"));
        assert_eq!(pair(612.0, 792.0, 32.0).as_deref(), Some("12 × 18 in paper"));
        assert_eq!(pair(595.28, 841.89, 32.0).as_deref(), Some("SRA3"));
        assert_eq!(pair(3000.0, 3000.0, 0.0), None);
    }
}
