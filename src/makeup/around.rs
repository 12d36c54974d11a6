//! Copy run round insets of several columns and a half: beside them, the lines of a neighbouring column are shorter.
//!
//! Which lines these are is known once the copy is laid, and how it is laid depends on how many they are. So the copy is
//! laid, the paragraphs beside the inset are broken anew, and all is laid once more, until what stands there is what was
//! broken for it. That takes one round more than the first where the inset stands beside the beginning of the copy.

use super::band::{Band, Narrow, Stretch};
use super::beside::plain;
use super::block::paragraph;
use super::element::{Content, Cut, Element};
use super::fill::{Filling, Laid, Part, Rules, Stock, fill};
use super::flow::stretches;
use super::module::Module;
use crate::geom::Length;
use std::collections::BTreeMap;

/// So many times copy is laid and broken anew.
const ROUNDS: usize = 4;

/// The elements that are broken otherwise than in their galley, by their numbers.
pub type Recut = BTreeMap<usize, Element>;

/// Lays copy into bands at the least cost, with shorter lines beside what stands half-way into a column; `None` if it
/// does not go in so. `recut` is what was broken when it was laid into others of these bands: mostly it serves again.
pub fn lay(module: &Module, bands: &[Band], rules: Rules, mut recut: Recut) -> Option<(Filling, Recut)> {
    let stretches = stretches(bands);
    let gaps: Vec<(usize, Narrow)> =
        bands.iter().enumerate().flat_map(|(b, band)| band.narrow().map(move |n| (b, n))).collect();
    if gaps.is_empty() {
        return Some((module.fill(&stretches, rules)?, Recut::new()));
    }
    let stock = module.stock();
    // Notes take whole columns.
    if !stock.notes.is_empty() && gaps.iter().any(|(b, gap)| gap.to >= bands[*b].depth) {
        return None;
    }
    for _ in 0..ROUNDS {
        let filling = if recut.is_empty() {
            module.fill(&stretches, rules)?
        } else {
            let broken = |(i, e): (usize, &Element)| recut.get(&i).unwrap_or(e).clone();
            let elements: Vec<Element> = stock.elements.iter().enumerate().map(broken).collect();
            fill(Stock { elements: &elements, ..stock }, &stretches, rules)?
        };
        let laying = Laying { module, stock, stretches: &stretches, gaps: &gaps, filling: &filling };
        if laying.stands(&recut) {
            return Some((filling, recut));
        }
        recut = laying.broken_anew()?;
    }
    None
}

/// A plain paragraph as wide as its column, broken anew; `None` if it is none, or cannot be.
fn recut_of(element: &Element, column: Length, cut: Cut) -> Option<Element> {
    let (depths, copy) = paragraph::around(plain(element, column)?, cut)?;
    Some(Element { depths, content: Content::Copy(Box::new(copy)), ..element.clone() })
}

/// Copy as it was laid, and the gaps in which its lines are to be short.
struct Laying<'a> {
    module: &'a Module<'a>,
    stock: Stock<'a>,
    stretches: &'a [Stretch],
    gaps: &'a [(usize, Narrow)],
    filling: &'a Filling,
}

impl Laying<'_> {
    /// The line of its band at which a part begins.
    fn top(&self, part: &Part) -> u32 {
        self.stretches[part.stretch].top + part.top
    }

    /// The gap in which a line of a stretch's column lies.
    fn gap(&self, stretch: usize, line: u32) -> Option<&Narrow> {
        let s = &self.stretches[stretch];
        let here = |(b, gap): &&(usize, Narrow)| *b == s.band && gap.column == s.column;
        self.gaps.iter().filter(here).map(|g| &g.1).find(|gap| (gap.from..gap.to).contains(&line))
    }

    /// Whether just those lines are short that stand in a gap, and nothing else stands there.
    fn stands(&self, recut: &Recut) -> bool {
        self.filling.laid.iter().all(|laid| match laid {
            Laid::Element { element, parts, .. } => {
                let cut = match recut.get(element).map(|e| &e.content) {
                    Some(Content::Copy(copy)) => copy.measure.cut,
                    _ => Cut::NONE,
                };
                parts.iter().all(|part| {
                    (part.from..part.to).all(|line| {
                        let gap = self.gap(part.stretch, self.top(part) + line - part.from);
                        gap.map(|g| g.side) == cut.holds(line as usize).then_some(cut.side)
                    })
                })
            }
            // What runs with the copy is as wide as the column.
            Laid::Float { stretch, .. } => {
                let s = &self.stretches[*stretch];
                self.gaps.iter().all(|(b, gap)| (*b, gap.column) != (s.band, s.column))
            }
            Laid::Foot { .. } => true,
        })
    }

    /// The elements that are to stand in the gaps, broken for that; `None` where they are not plain paragraphs.
    fn broken_anew(&self) -> Option<Recut> {
        let measures = &self.module.measures;
        let mut recut = Recut::new();
        for (band, gap) in self.gaps {
            let Some((first, mut from, mut at)) = self.first(*band, gap) else { continue };
            for (i, element) in self.stock.elements.iter().enumerate().skip(first) {
                if at >= gap.to {
                    break;
                }
                if recut.contains_key(&i) {
                    return None;
                }
                let to = from + (gap.to - at) as usize;
                let cut = Cut { from, to, by: measures.column - measures.half(), side: gap.side };
                let made = || recut_of(element, measures.column, cut);
                let mut new = Element::clone(&*self.module.recut(i, cut, made)?);
                let lines = new.depths[0].lines.saturating_sub(from as u32);
                // Where others follow in the gap, where they begin is to be known.
                if at + lines < gap.to {
                    new.depths.truncate(1);
                    if let Content::Copy(copy) = &mut new.content {
                        copy.breakings.truncate(1);
                    }
                }
                let white = self.stock.elements.get(i + 1).map_or(0, |next| next.above.max(element.below));
                (at, from) = (at + lines + white, 0);
                recut.insert(i, new);
            }
        }
        Some(recut)
    }

    /// The first line of copy in a gap: its element, its number there, and the line of the band at which it stands.
    fn first(&self, band: usize, gap: &Narrow) -> Option<(usize, usize, u32)> {
        let mut first: Option<(usize, usize, u32)> = None;
        for laid in &self.filling.laid {
            let Laid::Element { element, parts, .. } = laid else { continue };
            for part in parts {
                let (s, top) = (&self.stretches[part.stretch], self.top(part));
                let above = gap.from.saturating_sub(top);
                let (at, line) = (top + above, part.from + above);
                if s.band == band && s.column == gap.column && line < part.to && first.is_none_or(|f| at < f.2) {
                    first = Some((*element, line as usize, at));
                }
            }
        }
        first.filter(|f| f.2 < gap.to)
    }
}
