//! Insets that stand half-way into their column, with copy beside them in narrower lines.
//!
//! Such an inset is bound to the copy: it begins a few lines into a paragraph, and that paragraph and those that follow
//! are broken anew around it. Together they make one element that is divided above or below the inset and not beside it,
//! so where the lines are narrow does not depend on where on the page they come to stand.

mod ways;

use super::block::narrow_quote;
use super::desk::Desk;
use super::element::{Content, Element};
use super::galley::{Inset, InsetKind};
use super::matter::Matter;
use super::measure::Measures;
use crate::diag::Diagnostic;
use crate::geom::Length;
use crate::issue::{At, Columns, Side};
use crate::style::Style;
use crate::text::readable;
use ways::{Gap, Way, ways};

pub use ways::plain;

/// Full lines of copy above an inset and the white over it, at least.
const LEAD: u32 = 2;
/// So many more there may be at most, as far as that leaves copy for all insets. The choice among them lets columns end
/// level, wherever a column's foot comes to lie.
const LATER: [u32; 3] = [20, 6, 0];
/// So many places are tried, those nearest to the one that is wanted.
const TRIES: usize = 40;
/// Within so many lines of the words that it quotes a quote does not stand if it can be helped.
const SHUN: u32 = 14;
/// The largest share of a page's depth that an inset takes with copy beside it.
const SHARE: (u32, u32) = (2, 5);

/// Copy with an inset beside some of its lines.
#[derive(Debug, Clone)]
pub struct Beside {
    /// One way for each depth of the element.
    pub ways: Vec<Way>,
    /// The inset.
    pub inset: Matter,
    /// Its left edge, from the column's.
    pub x: Length,
    /// On which side it stands.
    pub side: Side,
    /// Whether it is a pull quote.
    pub quote: bool,
}

/// Why no copy stands beside an inset.
#[derive(Clone, Copy)]
enum Alone {
    /// The lines would be too short to read.
    TooNarrow,
    /// A word of a quote is wider than half a column.
    WideWords,
    /// It takes more than its share of a page.
    TooDeep,
    /// Nowhere do so many lines of plain paragraphs follow one another.
    NoCopy(u32),
}

/// Gives the insets of half a column their copy, of which the first `copy` of the elements consist. Those that find none
/// stay among the others, and it is said why.
pub fn run_round(
    desk: &mut Desk,
    measures: &Measures,
    style: &Style,
    elements: &mut Vec<Element>,
    copy: usize,
    insets: &mut Vec<Inset>,
) {
    if !insets.iter().any(half) {
        return;
    }
    // One that may stand later takes more of the copy, and there may be too little left for the next.
    let mut best: Option<Round> = None;
    for later in LATER {
        let round = round(desk, measures, style, (elements.clone(), copy), (insets.clone(), later));
        let all = round.refused == 0;
        if best.as_ref().is_none_or(|b| round.refused < b.refused) {
            best = Some(round);
        }
        if all {
            break;
        }
    }
    if let Some(round) = best {
        (*elements, *insets) = (round.elements, round.alone);
        desk.say.extend(round.say);
    }
}

/// What came of an attempt to give all insets their copy.
struct Round {
    elements: Vec<Element>,
    alone: Vec<Inset>,
    refused: usize,
    say: Vec<Diagnostic>,
}

/// Gives the insets their copy, one after the other; they may stand up to `later` lines below their places.
fn round(
    desk: &mut Desk,
    measures: &Measures,
    style: &Style,
    (mut elements, mut copy): (Vec<Element>, usize),
    (insets, later): (Vec<Inset>, u32),
) -> Round {
    let said = desk.say.len();
    let even = evenly(&elements, &insets);
    let (mut alone, mut refused): (Vec<Inset>, usize) = (Vec::new(), 0);
    let mut waiting: Vec<(Inset, u32)> = insets.into_iter().zip(even).rev().collect();
    while let Some((mut inset, even)) = waiting.pop() {
        if !half(&inset) {
            alone.push(inset);
            continue;
        }
        match stand(desk, measures, style, &elements[..copy], (&inset, even, later)) {
            Ok((at, old, element)) => {
                let before = lines(&elements[..at]);
                let (was, is) = (lines(&elements[at..at + old]), element.depths[0].lines);
                let shift = |line: &mut u32| *line = moved(*line, before, was, is);
                for (_, even) in &mut waiting {
                    shift(even);
                }
                let others = alone.iter_mut().chain(waiting.iter_mut().map(|w| &mut w.0));
                others.flat_map(|i| i.after.iter_mut().chain(&mut i.shun)).for_each(shift);
                elements.splice(at..at + old, [element]);
                copy -= old - 1;
            }
            Err(why) => {
                desk.say.push(why.said(&inset));
                refused += 1;
                // Words in crumbs are no quote: it takes the whole column.
                if inset.is_quote() {
                    inset.columns = Columns::whole(1);
                }
                alone.push(inset);
            }
        }
    }
    Round { elements, alone, refused, say: desk.say.split_off(said) }
}

/// Whether an inset is half a column wide.
fn half(inset: &Inset) -> bool {
    inset.columns.full() == 0 && inset.columns.ends_half_way()
}

/// Where insets of which nothing is asked would stand so that all that run with the copy are spread over it.
fn evenly(elements: &[Element], insets: &[Inset]) -> Vec<u32> {
    let runs = |i: &&Inset| i.columns.reach() == 1 && i.at == At::Auto && i.after.is_none();
    let (all, running) = (lines(elements), insets.iter().filter(runs).count() as u32);
    let mut nth = 0;
    let spread = |i: &Inset| {
        let at = all * (2 * nth + 1) / (2 * running).max(1);
        nth += u32::from(runs(&i));
        match i.at {
            At::Top => 0,
            At::Bottom => all,
            At::Auto | At::Paragraph(_) => at,
        }
    };
    insets.iter().map(spread).collect()
}

/// The lines of elements at their best depths.
fn lines(elements: &[Element]) -> u32 {
    elements.iter().map(|e| e.depths[0].lines).sum()
}

/// A place in the copy, counted in lines, after the `was` lines from `before` on have become `is`.
fn moved(line: u32, before: u32, was: u32, is: u32) -> u32 {
    if line <= before {
        line
    } else if line >= before + was {
        line - was + is
    } else {
        before + (line - before) * is / was.max(1)
    }
}

/// From which element on an inset stands, how many elements it takes the place of with its copy, and the one that they
/// become.
fn stand(
    desk: &mut Desk,
    measures: &Measures,
    style: &Style,
    elements: &[Element],
    (inset, even, later): (&Inset, u32, u32),
) -> Result<(usize, usize, Element), Alone> {
    let (half, said) = (measures.half(), desk.say.len());
    if !readable(half, style) {
        return Err(Alone::TooNarrow);
    }
    let page = desk.m.layout.lines_per_page().max(0) as u32;
    let matter = match &inset.kind {
        InsetKind::Quote(q) => narrow_quote(desk, q, half).ok_or(Alone::WideWords)?,
        InsetKind::Picture(_) | InsetKind::Table(_) => inset.set(desk, half, page, None),
    };
    let (quote, side) = (inset.is_quote(), inset.side);
    let gap = Gap { lines: matter.lines, by: measures.column - half, side, quote };
    let deep = gap.lines > page * SHARE.0 / SHARE.1;
    let places = if deep { Vec::new() } else { places(elements, inset, even) };
    let found = |at: usize| Some((at, ways(elements, at, measures.column, gap, later)?));
    let Some((at, (old, depths, ways))) = places.into_iter().take(TRIES).find_map(found) else {
        // It is set once more where it stands alone.
        desk.say.truncate(said);
        return Err(if deep { Alone::TooDeep } else { Alone::NoCopy(gap.least(LEAD)) });
    };
    let x = if side == Side::Left { Length::ZERO } else { gap.by };
    let (first, last) = (&elements[at], &elements[at + old - 1]);
    let element = Element {
        below: last.below,
        keeps_next: last.keeps_next,
        depths,
        content: Content::Beside(Box::new(Beside { ways, inset: matter, x, side, quote })),
        ..first.clone()
    };
    Ok((at, old, element))
}

/// The elements that an inset may begin in, the best first: near its place, but not near what it quotes.
fn places(elements: &[Element], inset: &Inset, even: u32) -> Vec<usize> {
    let wanted = inset.after.unwrap_or(even);
    let mut line = 0;
    let mut places: Vec<(u32, usize)> = Vec::new();
    for (i, element) in elements.iter().enumerate() {
        if inset.after.is_none_or(|after| line >= after) {
            let near = inset.shun.is_some_and(|s| s.abs_diff(line + LEAD) < SHUN);
            places.push((line.abs_diff(wanted) + if near { 1_000_000 } else { 0 }, i));
        }
        line += element.depths[0].lines;
    }
    places.sort_unstable();
    places.into_iter().map(|p| p.1).collect()
}

impl Alone {
    /// What there is to say of it.
    fn said(self, inset: &Inset) -> Diagnostic {
        let (what, span) = inset.named();
        let (why, hint) = match self {
            Alone::TooNarrow => (
                "half of this column is too narrow for lines of copy".to_owned(),
                "`columns: 1` fills the column; or choose a layout with wider columns",
            ),
            Alone::WideWords => {
                ("a word of it is wider than half a column".to_owned(), "write `columns: 1`, or choose other words")
            }
            Alone::TooDeep => (
                "it is too deep for half a column".to_owned(),
                "a `crop` with a wider form makes a picture shallower; or write `columns: 1`",
            ),
            Alone::NoCopy(lines) => (
                format!("nowhere from its place on do {lines} lines of plain paragraphs follow one another"),
                "have it elsewhere with `at`, or write `columns: 1`",
            ),
        };
        let stands = if inset.is_quote() { "it takes the whole column" } else { "it stands alone in its column" };
        let message = format!("no copy stands beside this {what} of half a column: {why}; {stands}");
        Diagnostic::note("runaround", message).at(span).hint(hint)
    }
}

#[cfg(test)]
mod tests {
    use super::moved;

    #[test]
    fn a_place_in_the_copy_moves_with_what_stands_before_it() {
        // Twenty lines from line 10 on have become thirty.
        let at = |line| moved(line, 10, 20, 30);
        assert_eq!([at(4), at(10), at(20), at(30), at(31)], [4, 10, 25, 40, 41]);
    }
}
