//! Heads side by side: whether they would read as one.

use crate::geom::Length;
use crate::makeup::matter::{Mark, Matter};

/// Two headlines butt where the white between them is narrower than so many em of the smaller,
const NARROW: f64 = 1.0;
/// lines of them stand within so many em of one height,
const LEVEL: f64 = 0.45;
/// and the larger is less than so many times as large.
const ALIKE: f64 = 1.3;

/// A line of a headline.
#[derive(Clone, Copy)]
struct Display {
    left: Length,
    right: Length,
    baseline: Length,
    size: f64,
}

impl Display {
    /// Whether it reads as one line with another, whose head begins `beyond` this one's left edge.
    fn runs_into(&self, other: &Display, beyond: Length) -> bool {
        let (small, large) = (self.size.min(other.size), self.size.max(other.size));
        let white = (beyond + other.left - self.right).pt();
        let apart = (self.baseline - other.baseline).pt().abs();
        white < small * NARROW && apart < small * LEVEL && large < small * ALIKE
    }
}

/// Whether the headline of one head reads as one with that of another beside it, which begins on the same line and `beyond` the
/// left edge of the first.
pub fn butts(head: &Matter, next: &Matter, beyond: Length) -> bool {
    let (lines, others) = (headline(head), headline(next));
    lines.iter().any(|line| others.iter().any(|other| line.runs_into(other, beyond)))
}

/// The size of a head's headline, in points; nothing where it has no type.
pub fn headline_size(head: &Matter) -> f64 {
    headline(head).first().map_or(0.0, |line| line.size)
}

/// The lines of a head's headline: those in its largest size.
fn headline(head: &Matter) -> Vec<Display> {
    let display = |mark: &Mark| {
        let Mark::Line(at, line) = mark else { return None };
        Some(Display { left: at.x, right: at.x + line.width, baseline: at.y, size: line.size() })
    };
    let mut lines: Vec<Display> = head.marks.iter().filter_map(display).collect();
    let largest = lines.iter().map(|l| l.size).fold(0.0, f64::max);
    lines.retain(|l| l.size >= largest);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headlines_of_about_one_size_run_into_each_other_across_a_narrow_gutter() {
        let pt = Length::from_pt;
        let line = |right: f64, baseline: f64, size: f64| Display {
            left: Length::ZERO,
            right: pt(right),
            baseline: pt(baseline),
            size,
        };
        // Columns of 150 pt, a gutter of 15.
        let (beyond, next) = (pt(165.0), line(100.0, 20.0, 20.0));
        assert!(line(148.0, 20.0, 22.0).runs_into(&next, beyond));
        assert!(!line(140.0, 20.0, 22.0).runs_into(&next, beyond), "an em and more of white");
        assert!(!line(148.0, 20.0, 30.0).runs_into(&next, beyond), "half as large again");
        assert!(!line(148.0, 42.0, 22.0).runs_into(&next, beyond), "a line further down");
    }
}
