//! Paragraphs and subheads.

use super::Frame;
use crate::diag::Diagnostic;
use crate::display::{Tag, TagKind};
use crate::geom::Length;
use crate::issue::Rich;
use crate::makeup::desk::Desk;
use crate::makeup::element::{Content, Copy, Cut, Depth, Division, Element, Marker, Measure, Standing};
use crate::page::{Align, Role};
use crate::text::{Breaking, Breakings, ShapedText};
use std::sync::Arc;

/// What a line more or less than the best costs before the difference in demerits is added.
const OTHER_DEPTH: i32 = 35;
/// What that difference costs at most, and at how many demerits it does, those of two loose lines; fewer cost in proportion.
const WORSE: (f64, f64) = (500.0, 3_200_000.0);

/// A paragraph on its way to becoming an element.
pub struct Paragraph<'a> {
    frame: Frame,
    rich: &'a Rich,
    indented: bool,
    lead: Option<(&'a Rich, Role)>,
    marker: Option<Marker>,
    cut: Cut,
    tag: Option<Tag>,
}

impl<'a> Paragraph<'a> {
    /// A paragraph in a frame.
    pub fn new(frame: Frame, rich: &'a Rich, indented: bool) -> Self {
        Paragraph { frame, rich, indented, lead: None, marker: None, cut: Cut::NONE, tag: None }
    }

    /// The same with a head run in before it.
    #[must_use]
    pub fn led(mut self, lead: &'a Rich, role: Role) -> Self {
        self.lead = Some((lead, role));
        self
    }

    /// The same with something beside its first line.
    #[must_use]
    pub fn marked(mut self, marker: Marker) -> Self {
        self.marker = Some(marker);
        self
    }

    /// The same with something that cuts into its first lines.
    #[must_use]
    pub fn cut(mut self, cut: Cut) -> Self {
        self.cut = cut;
        self
    }

    /// The same as a given part of the paper, rather than a paragraph of what is being set.
    #[must_use]
    pub fn tagged(mut self, tag: Option<Tag>) -> Self {
        self.tag = tag;
        self
    }

    /// Shapes and breaks it.
    pub fn element(mut self, desk: &mut Desk) -> Element {
        let style = desk.style(self.frame.role);
        let tag = self.tag.take().unwrap_or_else(|| {
            let source = self.rich.source().or_else(|| self.lead?.0.source());
            Tag::new(TagKind::Paragraph, desk.tag.as_ref(), source)
        });
        let text = desk.within(tag, |desk| match self.lead {
            Some((lead, role)) => desk.shape_led((lead, desk.style(role)), self.rich, style),
            None => desk.shape(self.rich, style),
        });
        let measure = Measure { width: self.frame.width, cut: self.cut };
        let indent = if self.indented { style.indent } else { Length::ZERO };
        let align = style.align;
        let ways = text.break_copy(&|n| measure.of(n), indent, align);
        if ways.best.forced {
            warn_broken_word(desk, self.rich);
        }
        let (depths, breakings) = depths(ways, &text.notes());
        // An initial is not divided from the lines beside it.
        let before = 2.max(self.cut.to as u32);
        let left = self.frame.left;
        let copy = Copy {
            text: Arc::new(text),
            breakings,
            left,
            measure,
            indent,
            align,
            marker: self.marker,
            standing: Standing::default(),
        };
        element(copy, depths, Division::Lines { before, after: 2 })
    }

    /// Whether a paragraph of this text is deep enough to stand beside an initial of `lines` lines.
    pub fn holds_initial(text: &ShapedText, measure: Measure, align: Align) -> bool {
        let ways = text.break_copy(&|n| measure.of(n), Length::ZERO, align);
        ways.best.breaks.len() > measure.cut.to
    }
}

fn element(copy: Copy, depths: Vec<Depth>, division: Division) -> Element {
    let content = Content::Copy(Box::new(copy));
    let rule = Length::ZERO;
    Element { above: 0, below: 0, rule, loose_above: false, keeps_next: false, depths, division, content }
}

/// A paragraph broken anew around what cuts into its lines: its depths, and the copy; `None` where a word is too wide.
pub fn around(copy: &Copy, cut: Cut) -> Option<(Vec<Depth>, Copy)> {
    let measure = Measure { cut, ..copy.measure };
    let ways = copy.text.break_copy(&|n| measure.of(n), copy.indent, copy.align);
    if ways.best.forced || ways.best.breaks.is_empty() {
        return None;
    }
    let (depths, breakings) = depths(ways, &copy.text.notes());
    Some((depths, Copy { breakings, measure, standing: Standing::default(), ..copy.clone() }))
}

/// The ways to break a paragraph as depths, the best first. `marks` are its marks of notes: items and numbers.
fn depths(ways: Breakings, marks: &[(usize, u32)]) -> (Vec<Depth>, Vec<Breaking>) {
    let best = ways.best.demerits;
    let mut breakings = vec![ways.best];
    breakings.extend(ways.shorter);
    breakings.extend(ways.longer);
    let depth = |(i, b): (usize, &Breaking)| {
        let worse = ((b.demerits - best).max(0.0) / WORSE.1).min(1.0) * WORSE.0;
        Depth {
            lines: b.breaks.len() as u32,
            cost: if i == 0 { 0 } else { OTHER_DEPTH + worse as i32 },
            hyphens: b.hyphens.iter().take(128).enumerate().fold(0, |bits, (n, h)| bits | u128::from(*h) << n),
            notes: marks.iter().map(|(item, n)| (b.breaks.partition_point(|end| end < item) as u32, *n)).collect(),
            joints: None,
        }
    };
    (breakings.iter().enumerate().map(depth).collect(), breakings)
}

pub fn warn_broken_word(desk: &mut Desk, rich: &Rich) {
    let text = rich.text();
    let word = text.split_whitespace().max_by_key(|w| w.chars().count()).unwrap_or_default();
    let shown: String = word.chars().take(24).collect();
    let more = if word.chars().count() > 24 { "\u{2026}" } else { "" };
    let message = format!("\u{201c}{shown}{more}\u{201d} is wider than its column and was broken where it had to be");
    let d = Diagnostic::warning("word-too-wide", message).at(rich.source());
    desk.say.push(d.hint("put soft hyphens (U+00AD) where it may break, or a shorter word"));
}

/// A subhead of a level: ragged display type on the grid, white above, kept with the copy below it.
pub fn subhead(desk: &mut Desk, level: u8, rich: &Rich, frame: Frame) -> Element {
    let style = desk.style(Role::Subhead);
    // The first level is the headline's.
    let text = desk.part(TagKind::Heading(level.max(2)), rich.source(), |desk| desk.shape(rich, style));
    let breaking = text.break_display(frame.width);
    let lines = breaking.breaks.len() as u32;
    let copy = Copy {
        text: Arc::new(text),
        breakings: vec![breaking],
        left: frame.left,
        measure: Measure::plain(frame.width),
        indent: Length::ZERO,
        align: style.align.ragged(),
        marker: None,
        standing: Standing::default(),
    };
    let depths = vec![Depth::plain(lines)];
    let mut e = element(copy, depths, Division::Never);
    (e.above, e.below, e.loose_above, e.keeps_next) = (style.above, style.below, true, true);
    e
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_depth_costs_what_it_is_worse_by_and_not_what_it_is_worse_against() {
        let breaking = |demerits: f64| Breaking { demerits, ..Breaking::empty() };
        let cost = |best: f64, other: f64| {
            let ways = Breakings { best: breaking(best), shorter: None, longer: Some(breaking(other)) };
            depths(ways, &[]).0[1].cost
        };
        // A tenth of the most.
        assert_eq!(cost(0.0, 320_000.0), OTHER_DEPTH + 50);
        assert_eq!(cost(3_200_000.0, 3_520_000.0), OTHER_DEPTH + 50);
        assert_eq!(cost(0.0, 9_000_000.0), OTHER_DEPTH + 500, "no more than that");
    }
}
