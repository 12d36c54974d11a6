//! The company that pull quotes keep: neither the words that they quote, which one would read twice, nor a picture at their
//! side, for the two draw the eye away from one another.

use super::band::Stretch;
use super::element::Element;
use super::fill::{Filling, Float, Laid, Rules, Stock, fill, fill_for};
use std::ops::Range;

/// What it costs that a quote stands next to the words that it quotes.
pub const ECHO: i64 = 6_000;
/// What it costs that one that runs with the copy stands beside a picture: less than to part a list for it.
const BESIDE: i64 = 2_500;
/// So many lines above and below it are next to it; and so many more than its own in the columns at its sides.
const NEXT_TO: (u32, u32) = (6, 2);
/// So many times other places are tried for quotes that run with the copy.
const TRIES: usize = 3;
/// And so many lines of copy from a place that does not serve the next one is at least.
const AWAY: u32 = 6;

/// Where something stands in the bands of an article.
pub struct Spot {
    /// Which band.
    pub band: usize,
    /// Its columns.
    pub columns: Range<u32>,
    /// Its first line in the band.
    pub top: u32,
    /// Its depth.
    pub lines: u32,
}

impl Spot {
    /// Whether words stand next to it that stand in this band, in this column, on this line.
    pub fn is_next_to(&self, (band, column, line): (usize, u32, u32)) -> bool {
        let reach = |more: u32| (self.top.saturating_sub(more)..self.top + self.lines + more).contains(&line);
        let beside = column + 1 == self.columns.start || column == self.columns.end;
        let over = self.columns.contains(&column);
        band == self.band && (over && reach(NEXT_TO.0) || beside && reach(NEXT_TO.1))
    }
}

/// The band, the column and its line where the copy after so many lines (at its best depth) stands.
pub fn words_at(elements: &[Element], stretches: &[Stretch], laid: &[Laid], lines: u32) -> Option<(usize, u32, u32)> {
    let mut before = 0;
    let at = elements.iter().position(|e| {
        before += e.depths[0].lines;
        before > lines
    })?;
    let best = elements[at].depths[0].lines;
    let parts = laid.iter().find_map(|laid| match laid {
        Laid::Element { element, parts, .. } if *element == at => Some(parts),
        _ => None,
    })?;
    // In another depth it is as far down.
    let all = parts.iter().map(|p| p.to - p.from).sum::<u32>();
    let line = (lines + best - before) * all / best.max(1);
    let part = parts.iter().find(|p| (p.from..p.to).contains(&line)).or(parts.last())?;
    let stretch = stretches[part.stretch];
    Some((stretch.band, stretch.column, stretch.top + part.top + line.saturating_sub(part.from)))
}

/// Lays copy at the least cost; where quotes that run with it, and were not asked to stand at a place, would be in bad
/// company, other places are tried for them.
pub fn fill_apart(stock: Stock, stretches: &[Stretch], rules: Rules) -> Option<Filling> {
    let mut found = fill(stock, stretches, rules)?;
    let mut best: Option<Filling> = None;
    let mut floats = stock.floats.to_vec();
    for _ in 0..=TRIES {
        let bad = bad_company(stock, stretches, &found.laid);
        found.company = bad.iter().map(|bad| bad.cost).sum();
        let cost = found.cost + found.company;
        best = Some(match best {
            Some(best) if best.cost + best.company <= cost => best,
            _ => found,
        });
        for Bad { float, at, .. } in &bad {
            let (from, to) = (at.saturating_sub(AWAY), at + AWAY);
            let barred = &mut floats[*float].barred;
            *barred = if barred.0 == barred.1 { (from, to) } else { (barred.0.min(from), barred.1.max(to)) };
        }
        if bad.is_empty() {
            break;
        }
        let most = best.as_ref().map_or(i64::MAX, |best| best.cost + best.company);
        let stock = Stock { floats: &floats, ..stock };
        let Some(other) = fill_for(stock, stretches, rules, most) else { break };
        found = other;
    }
    best
}

/// A quote in bad company.
struct Bad {
    /// Which of the floats.
    float: usize,
    /// After how many lines of the copy it stands.
    at: u32,
    /// What that costs.
    cost: i64,
}

/// The quotes that are in bad company.
fn bad_company(stock: Stock, stretches: &[Stretch], laid: &[Laid]) -> Vec<Bad> {
    let bad = |(n, float): (usize, &Float)| {
        if float.at_edges || !float.may_precede {
            return None;
        }
        let (spot, at) = stands(stock.elements, stretches, laid, float.index)?;
        let words = float.shun.and_then(|shun| words_at(stock.elements, stretches, laid, shun));
        let echo = if words.is_some_and(|words| spot.is_next_to(words)) { ECHO } else { 0 };
        let beside = if has_picture_beside(&spot, stock, stretches, laid) { BESIDE } else { 0 };
        Some(Bad { float: n, at, cost: echo + beside }).filter(|bad| bad.cost > 0)
    };
    stock.floats.iter().enumerate().filter_map(bad).collect()
}

/// Whether a picture stands at the side of something: one that runs with the copy, or one that takes lines of whole columns.
fn has_picture_beside(spot: &Spot, stock: Stock, stretches: &[Stretch], laid: &[Laid]) -> bool {
    let sides = [spot.columns.start.checked_sub(1), Some(spot.columns.end)];
    let rows = spot.top..spot.top + spot.lines;
    let level = |other: &Spot| {
        let overlaps = other.top < rows.end && rows.start < other.top + other.lines;
        other.band == spot.band && overlaps && sides.contains(&Some(other.columns.start))
    };
    let floats = stock.floats.iter().filter(|float| float.at_edges);
    let mut stand = floats.filter_map(|float| stands(stock.elements, stretches, laid, float.index));
    // Lines of a column that no copy may go to are those of an inset.
    let taken = |column: u32| {
        let here = || stretches.iter().filter(|s| (s.band, s.column) == (spot.band, column));
        let free = |row: u32| here().any(|s| (s.top..s.top + s.lines).contains(&row));
        here().next().is_some() && !rows.clone().all(free)
    };
    stand.any(|(other, _)| level(&other)) || sides.into_iter().flatten().any(taken)
}

/// Where a float stands, and after how many lines of the copy.
fn stands(elements: &[Element], stretches: &[Stretch], laid: &[Laid], float: usize) -> Option<(Spot, u32)> {
    let (mut at, mut found) = (0, None);
    for laid in laid {
        match (laid, found) {
            (Laid::Float { index, stretch, top, lines }, None) if *index == float => {
                found = Some((*stretch, *top, *lines));
            }
            (Laid::Element { element, .. }, None) => at += elements[*element].depths[0].lines,
            // The next paragraph may stand above it and go on below.
            (Laid::Element { parts, .. }, Some((stretch, top, _))) => {
                at += parts.iter().filter(|p| (p.stretch, p.top) < (stretch, top)).map(|p| p.to).max().unwrap_or(0);
                break;
            }
            _ => {}
        }
    }
    let (stretch, top, lines) = found?;
    let s = stretches[stretch];
    Some((Spot { band: s.band, columns: s.column..s.column + 1, top: s.top + top, lines }, at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::makeup::fill::Part;
    use crate::makeup::fill::tests::{columns, copy, float};

    fn quote(anchor: u32, shun: Option<u32>) -> Float {
        Float { lines: 4, range: (4, 4), shun, ..float(anchor, 4, false) }
    }

    #[test]
    fn words_are_next_to_a_quote_above_below_and_at_its_sides() {
        let spot = Spot { band: 0, columns: 1..2, top: 10, lines: 4 };
        let next = [(1, 4), (1, 19), (0, 8), (2, 15)];
        assert!(next.iter().all(|(column, line)| spot.is_next_to((0, *column, *line))));
        let apart = [(1, 3), (1, 20), (0, 7), (2, 16), (3, 12)];
        assert!(!apart.iter().any(|(column, line)| spot.is_next_to((0, *column, *line))));
        assert!(!spot.is_next_to((1, 1, 12)), "in another band");
    }

    #[test]
    fn words_are_found_where_their_paragraph_was_laid() {
        let elements = [copy(&[4]), copy(&[6])];
        let part = |stretch, top, from, to| Part { stretch, top, from, to, foot: 0 };
        let laid = [
            Laid::Element { element: 0, depth: 0, parts: vec![part(0, 0, 0, 4)] },
            Laid::Element { element: 1, depth: 0, parts: vec![part(0, 4, 0, 2), part(1, 0, 2, 6)] },
        ];
        let at = |lines| words_at(&elements, &columns(&[6, 4]), &laid, lines);
        assert_eq!([at(3), at(5), at(7), at(10)], [Some((0, 0, 3)), Some((0, 0, 5)), Some((0, 1, 1)), None]);
    }

    #[test]
    fn a_quote_stands_away_from_the_words_that_it_quotes() {
        // Three columns; the quote would best stand in the middle of the second, where or beside where its words are.
        let elements: Vec<Element> = (0..10).map(|_| copy(&[6])).collect();
        let stretches = columns(&[23, 23, 23]);
        for shun in [12, 22, 30, 38, 46] {
            let floats = [quote(30, Some(shun))];
            let stock = Stock { elements: &elements, floats: &floats, notes: &[] };
            let best = fill_apart(stock, &stretches, Rules::Kept).unwrap();
            assert!(bad_company(stock, &stretches, &best.laid).is_empty(), "words after {shun} lines: {best:?}");
        }
        // Nor beside a picture.
        let picture = Float { index: 1, lines: 12, range: (12, 12), anchor: 8, at_edges: true, ..quote(8, None) };
        let floats = [picture, quote(30, None)];
        let stock = Stock { elements: &elements, floats: &floats, notes: &[] };
        let plain = fill(stock, &columns(&[27, 27, 27]), Rules::Kept).unwrap();
        let apart = fill_apart(stock, &columns(&[27, 27, 27]), Rules::Kept).unwrap();
        let bad = |f: &Filling| bad_company(stock, &columns(&[27, 27, 27]), &f.laid).len();
        assert_eq!((bad(&plain), bad(&apart)), (1, 0), "{plain:?}, {apart:?}");
        // What was asked to stand at its paragraph stands there.
        let asked = [Float { may_precede: false, ..quote(30, Some(30)) }];
        let stock = Stock { floats: &asked, ..stock };
        let (there, plain) = (fill_apart(stock, &stretches, Rules::Kept), fill(stock, &stretches, Rules::Kept));
        assert_eq!(there.map(|f| f.laid), plain.map(|f| f.laid));
    }
}
