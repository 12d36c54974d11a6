//! The ways in which paragraphs stand beside something that cuts into their lines.

use super::LEAD;
use crate::geom::Length;
use crate::issue::Side;
use crate::makeup::band::WHITE;
use crate::makeup::block::paragraph;
use crate::makeup::element::{Content, Copy, Cut, Depth, Division, Element};

/// What each line costs by which an inset stands below its place.
const LATE: i32 = 6;
/// Full lines of copy in its column above a quote and below it, so that it stands neither at the head nor at the foot.
const ABOUT_QUOTE: u32 = 2;
/// One way to stand beside an inset.
#[derive(Debug, Clone)]
pub struct Way {
    /// The paragraphs, broken around it in one way each.
    pub paragraphs: Vec<Copy>,
    /// The inset's first line, counted from the first of the paragraphs.
    pub top: u32,
}

/// What an inset takes of the copy beside it.
#[derive(Clone, Copy)]
pub struct Gap {
    /// Its depth in grid lines.
    pub lines: u32,
    /// What it cuts into a line.
    pub by: Length,
    /// From which side.
    pub side: Side,
    /// Whether it is a pull quote.
    pub quote: bool,
}

/// A paragraph of copy like any other, over the whole measure.
pub fn plain(element: &Element, width: Length) -> Option<&Copy> {
    let Content::Copy(copy) = &element.content else { return None };
    let whole = copy.left == Length::ZERO && copy.measure.width == width && copy.measure.cut == Cut::NONE;
    let free = matches!(element.division, Division::Lines { before: 2, after: 2 });
    (whole && free && copy.marker.is_none()).then_some(copy)
}

impl Gap {
    /// The lines of copy that it cuts into, after `lead` others.
    fn cut(&self, lead: u32) -> (u32, u32) {
        (lead, lead + self.lines + 2 * WHITE)
    }

    /// The fewest lines that the copy beside it has.
    pub fn least(&self, lead: u32) -> u32 {
        self.cut(lead).1 + if self.quote { ABOUT_QUOTE } else { 0 }
    }

    /// Where copy of these paragraphs, given by their lines, may be divided: not beside the inset, and with two lines of
    /// a paragraph on either side.
    fn joints(&self, lead: u32, paragraphs: &[u32]) -> Vec<u32> {
        let above = if self.quote { lead.saturating_sub(ABOUT_QUOTE) } else { lead };
        let (mut past, mut joints) = (0, Vec::new());
        for lines in paragraphs {
            let inner = 2..(lines + 1).saturating_sub(2);
            joints.extend(inner.chain([*lines]).map(|n| past + n).filter(|n| *n <= above || *n >= self.least(lead)));
            past += lines;
        }
        joints.pop_if(|last| *last == past);
        joints
    }
}

/// The ways in which copy from an element on stands beside a gap: how many elements it takes, and the depths and the
/// ways, as many. All of them hold the same paragraphs.
pub fn ways(
    elements: &[Element],
    at: usize,
    width: Length,
    gap: Gap,
    later: u32,
) -> Option<(usize, Vec<Depth>, Vec<Way>)> {
    let count = |lead| Some(group(elements, at, width, gap, lead, 0)?.0.len());
    let fewest = count(LEAD)?;
    // Later by as much as lines are not divided beside it: then no foot of a column falls on these of necessity.
    let most = LEAD + gap.least(0).min(later);
    let old = (LEAD + 1..=most).rev().find_map(count).unwrap_or(fewest);
    let (mut depths, mut ways) = (Vec::new(), Vec::new());
    for lead in LEAD..=most {
        let Some((paragraphs, found)) = group(elements, at, width, gap, lead, old) else { continue };
        let lines = |p: &Copy| p.breakings[0].breaks.len() as u32;
        let before: Vec<u32> = paragraphs[..old - 1].iter().map(lines).collect();
        let past: u32 = before.iter().sum();
        let choice = if lead == LEAD { found.len() } else { 1 };
        let serves = |(_, d): &(usize, Depth)| d.lines >= gap.least(lead);
        for (n, depth) in found.into_iter().enumerate().take(choice).filter(serves) {
            let mut paragraphs = paragraphs.clone();
            paragraphs[old - 1].breakings.swap(0, n);
            paragraphs[old - 1].breakings.truncate(1);
            let each: Vec<u32> = before.iter().copied().chain([depth.lines - past]).collect();
            let (joints, cost) = (Some(gap.joints(lead, &each)), depth.cost + LATE * (lead - LEAD) as i32);
            depths.push(Depth { cost, joints, ..depth });
            ways.push(Way { paragraphs, top: lead + WHITE });
        }
    }
    (!ways.is_empty()).then_some((old, depths, ways))
}

/// The paragraphs from an element on that stand beside a gap after `lead` full lines, `count` of them or as many as it
/// takes, and the depths in which all of them together are to be had, one for each way to break the last. `None` where
/// something other than plain copy would stand there, or a word is too wide.
fn group(
    elements: &[Element],
    at: usize,
    width: Length,
    gap: Gap,
    lead: u32,
    count: usize,
) -> Option<(Vec<Copy>, Vec<Depth>)> {
    let (mut paragraphs, mut above) = (Vec::new(), Depth::plain(0));
    let (from, to) = gap.cut(lead);
    for (i, element) in elements.iter().enumerate().skip(at) {
        let parted = i > at && (element.above > 0 || elements[i - 1].below > 0 || element.rule > Length::ZERO);
        let copy = plain(element, width).filter(|_| !parted)?;
        let line = |n: u32| n.saturating_sub(above.lines) as usize;
        let cut = Cut { from: line(from), to: line(to), by: gap.by, side: gap.side };
        let (depths, mut copy) = paragraph::around(copy, cut)?;
        let holds = above.lines + depths[0].lines >= gap.least(lead);
        if holds && paragraphs.len() + 1 >= count {
            paragraphs.push(copy);
            return Some((paragraphs, depths.iter().map(|d| joined(&above, d)).collect()));
        }
        if element.keeps_next || paragraphs.len() + 1 == count {
            return None;
        }
        above = joined(&above, &depths[0]);
        copy.breakings.truncate(1);
        paragraphs.push(copy);
    }
    None
}

/// The depth of copy that stands below other copy in one element.
fn joined(above: &Depth, below: &Depth) -> Depth {
    let below_notes = below.notes.iter().map(|(line, n)| (line + above.lines, *n));
    Depth {
        lines: above.lines + below.lines,
        cost: above.cost + below.cost,
        hyphens: above.hyphens | below.hyphens.checked_shl(above.lines).unwrap_or(0),
        notes: above.notes.iter().copied().chain(below_notes).collect(),
        joints: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gap(lines: u32, quote: bool) -> Gap {
        Gap { lines, by: Length::PT, side: Side::Right, quote }
    }

    #[test]
    fn copy_is_divided_above_and_below_what_stands_beside_it() {
        // Two lines, white, six lines of a picture, white: copy of 4 and 12 lines.
        assert_eq!(gap(6, false).cut(2), (2, 10));
        assert_eq!(gap(6, false).joints(2, &[4, 12]), [2, 10, 11, 12, 13, 14]);
        // Further down, a paragraph before it may be divided, too, but leaves no line alone.
        assert_eq!(gap(6, false).joints(6, &[4, 12]), [2, 4, 6, 14]);
        assert_eq!(gap(6, false).joints(2, &[10]), [2]);
    }

    #[test]
    fn two_lines_stand_above_a_quote_and_below_it() {
        assert_eq!(gap(6, true).joints(2, &[4, 12]), [12, 13, 14]);
        assert_eq!(gap(6, true).joints(4, &[8, 12]), [2, 14, 15, 16, 17, 18]);
        assert_eq!(gap(6, true).least(2), 12);
    }

    #[test]
    fn what_is_joined_keeps_its_hyphens_and_notes_on_their_lines() {
        let above = Depth { hyphens: 0b10, notes: vec![(1, 1)], ..Depth::plain(3) };
        let below = Depth { hyphens: 0b1, notes: vec![(0, 2)], ..Depth::plain(2) };
        let both = joined(&above, &below);
        assert_eq!((both.lines, both.hyphens, both.notes), (5, 0b1010, vec![(1, 1), (3, 2)]));
        assert_eq!(joined(&Depth::plain(200), &below).hyphens, 0);
    }
}
