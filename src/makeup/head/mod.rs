//! The head of an article: kicker, headline, deck, byline, over the columns that the article spans.
//!
//! A head is to be had in several arrangements: its parts under one another; the deck in lines as full as they go rather
//! than of one length; the byline at the right end of the line above it; deck and byline beside a headline that leaves
//! columns free. The one that leaves least white is taken, for a head
//! that fills its width is what makes a page look full.

mod butt;
pub mod fit;
mod stack;

pub use butt::{butts, headline_size};
pub use stack::{Stack, append};

use super::banner::banner;
use super::desk::Desk;
use super::initial::rise;
use super::matter::{Mark, Matter, Opening};
use super::measure::Measures;
use crate::display::TagKind;
use crate::geom::Length;
use crate::issue::{Article, At, Kind};
use crate::page::{Align, Role};
use crate::text::{Breaking, Line};

/// White of more than so many grid lines over a column shows as a hole.
const SHOWS: f64 = 2.2;
/// White is shared out otherwise than as a rule for so many lines less of it.
const NOTABLE: f64 = 0.1;
/// What a grid line of depth costs, over one column, against a line of white that shows.
const DEEP: f64 = 0.5;
/// What it costs to leave the plain arrangement: by a deck of full lines, by a byline at a line's end, by a deck beside the
/// headline.
const UNUSUAL: (f64, f64, f64) = (0.4, 0.5, 1.5);
/// The white, in em of the byline, between it and the line at whose end it stands.
const APART: i64 = 3;

/// The shares of its width over which a deck of full lines is tried.
const FULL: [f64; 7] = [1.0, 0.97, 0.94, 0.9, 0.85, 0.8, 0.75];
/// The last of them is filled to so much of the width at least: a word or two alone on it look left over.
const ENDS: f64 = 0.25;

/// An arrangement of a head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Arrangement {
    /// All parts under one another: the deck's lines `full` or all of about one length, the byline perhaps `at_end` of the
    /// last line above it.
    Under { full: bool, at_end: bool },
    /// Kicker and headline over so many columns, deck and byline in the others.
    Beside(u32),
}

/// Sets an article's head over its columns; of a banner, all of it. `class` is the place of the headline's size in the
/// style's list, 0 the largest.
pub fn head(desk: &mut Desk, article: &Article, class: usize, measures: &Measures) -> Matter {
    if article.kind == Kind::Banner {
        return banner(desk, article, measures.whole);
    }
    let plain = Arrangement::Under { full: false, at_end: false };
    let mut best = arranged(desk, article, class, measures, plain).map(|m| (cost(desk, &m, measures, plain), m));
    // What leaves no hole stays plain, and so does what is not flush left.
    let left = [Role::Headline, Role::Deck, Role::Byline].iter().all(|r| desk.style(*r).align == Align::Left);
    let holes = left && best.as_ref().is_some_and(|(_, m)| shut_white(desk, m, measures) > 0.0);
    let has_end = article.byline.is_some() || article.dateline.is_some();
    // A deck right above a picture that runs on over its neighbour's columns would hang between two things.
    let wide = |p: &crate::issue::Picture| p.columns.as_ref().is_some_and(|c| c.value.reach() > 1);
    let pictures = article.pictures.iter().any(|p| wide(p) && matches!(p.at, At::Top | At::Auto));
    let beside = article.deck.is_some() && measures.span > 2 && !article.boxed && !pictures;
    let under = [(false, true), (true, false), (true, true)].into_iter();
    let under = under.filter(|(full, at_end)| (!full || article.deck.is_some()) && (!at_end || has_end));
    let under = under.map(|(full, at_end)| Arrangement::Under { full, at_end });
    let others =
        under.chain((measures.span.div_ceil(2)..if beside { measures.span } else { 0 }).map(Arrangement::Beside));
    for arrangement in others.filter(|_| holes) {
        if let Some(matter) = arranged(desk, article, class, measures, arrangement) {
            let cost = cost(desk, &matter, measures, arrangement);
            if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                best = Some((cost, matter));
            }
        }
    }
    best.map(|(_, matter)| matter).unwrap_or_default()
}

/// A head in an arrangement; `None` where it is not to be had in it.
fn arranged(
    desk: &mut Desk,
    article: &Article,
    class: usize,
    measures: &Measures,
    arrangement: Arrangement,
) -> Option<Matter> {
    let columns = if let Arrangement::Beside(n) = arrangement { n } else { measures.span };
    let width = measures.width(columns);
    let edges = measures.edges(columns);
    let mut stack = Stack::new(width);
    let size = headline(desk, article, class, (width, &edges), &mut stack);
    match arrangement {
        Arrangement::Under { full, at_end } => {
            stack.y += size.scale(0.26);
            deck(desk, article, (width, &edges), full, &mut stack);
            let lines = byline(desk, article, width);
            if at_end {
                if !stack.ends_with_room_for(&lines, desk.style(Role::Byline).size * APART) {
                    return None;
                }
                stack.end_with(lines);
            } else {
                add_byline(desk, lines, &mut stack);
            }
        }
        Arrangement::Beside(_) => {
            let rest = measures.span - columns;
            let width = measures.width(rest);
            let mut right = Stack::new(width);
            let edges = measures.edges(rest);
            deck(desk, article, (width, &edges), false, &mut right);
            let lines = byline(desk, article, width);
            add_byline(desk, lines, &mut right);
            stack.stand_beside(right, measures.x(columns) - measures.pad);
        }
    }
    // The accent of an initial stands between the head and the capitals of the copy.
    let accent = rise(desk, article) + Length::PT * 3 - desk.drop() + desk.cap_height(desk.style(Role::Body));
    let slack = below(desk).max(accent);
    Some(stack.finish(desk.grid(), slack))
}

/// What a head has below its last baseline: what is free below a baseline of the grid, and three tenths of a line.
pub fn below(desk: &Desk) -> Length {
    desk.grid() - desk.drop() + desk.grid().scale(0.3)
}

/// Kicker and headline; the size of the headline.
fn headline(
    desk: &mut Desk,
    article: &Article,
    class: usize,
    (width, edges): (Length, &[Length]),
    stack: &mut Stack,
) -> Length {
    let role = if article.boxed { Role::BoxHead } else { Role::Headline };
    if let Some(kicker) = &article.kicker {
        let style = desk.style(Role::Kicker);
        let set = |desk: &mut Desk| desk.display(kicker, style, width, Align::Left);
        let lines = desk.part(TagKind::Paragraph, kicker.source(), set);
        let cap = desk.cap_height(style);
        // The larger the headline, the more white over it.
        let sizes = &desk.style(role).sizes;
        let below = style.size.scale(0.5) + sizes[class.min(sizes.len() - 1)].scale(0.06);
        stack.add(lines, cap, style, below);
    }
    let set = |desk: &mut Desk| fit::headline(desk, role, &article.headline, class, (width, edges));
    let (style, lines) = desk.part(TagKind::Heading(1), article.headline.source(), set);
    let cap = desk.cap_height(&style);
    stack.add(lines, cap, &style, Length::ZERO);
    // Kicker and headline stay together.
    stack.keep_together();
    style.size
}

fn deck(desk: &mut Desk, article: &Article, (width, edges): (Length, &[Length]), full: bool, stack: &mut Stack) {
    let Some(deck) = &article.deck else { return };
    let (style, gutter) = (fit::clear(desk, Role::Deck, deck, (width, edges)), desk.m.layout.gutter);
    let set = |desk: &mut Desk| {
        let (text, fonts) = (desk.shape(deck, &style), desk.m.fonts);
        let lines = |breaking: &Breaking| text.set(fonts, breaking, &|_| width, Length::ZERO, Align::Left);
        let over = |measure: Length| lines(&text.break_copy(&|_| measure, Length::ZERO, Align::Left).best);
        // As full as they go without a last line that is hardly begun.
        let shares = if full { &FULL[..] } else { &[] };
        let ends = |lines: &[Line]| lines.len() == 1 || lines.last().is_none_or(|l| l.width >= width.scale(ENDS));
        let clear = |lines: &[Line]| fit::spills(lines, 1.0, edges, gutter) == 0;
        let found = shares.iter().map(|share| over(width.scale(*share))).find(|l| ends(l) && clear(l));
        found.unwrap_or_else(|| lines(&text.break_display(width)))
    };
    let lines = desk.part(TagKind::Paragraph, deck.source(), set);
    if !stack.marks.is_empty() {
        stack.y += style.size.scale(0.3);
    }
    let cap = desk.cap_height(&style);
    stack.add(lines, cap, &style, style.size.scale(0.3));
}

/// The byline and, after it, the dateline.
fn byline(desk: &mut Desk, article: &Article, width: Length) -> Vec<Line> {
    let style = desk.style(Role::Byline);
    let mut lines = Vec::new();
    if let Some(by) = &article.byline {
        let set = |desk: &mut Desk| desk.ragged(by, style, width, Align::Left);
        lines = desk.part(TagKind::Paragraph, by.source(), set);
    }
    if let Some(dateline) = &article.dateline {
        let own = desk.style(Role::Dateline);
        let set = |desk: &mut Desk| desk.ragged(dateline, own, width, Align::Left);
        let mut set = desk.part(TagKind::Paragraph, dateline.source(), set);
        let gap = style.size;
        match lines.last_mut() {
            Some(last) if set.len() == 1 && last.width + gap + set[0].width <= width => {
                append(last, set.remove(0), gap);
            }
            _ => lines.append(&mut set),
        }
    }
    lines
}

fn add_byline(desk: &Desk, lines: Vec<Line>, stack: &mut Stack) {
    let style = desk.style(Role::Byline);
    if !lines.is_empty() {
        stack.y += style.size.scale(0.45);
        stack.add(lines, desk.cap_height(style), style, style.size.scale(0.3));
    }
}

/// What an arrangement costs: its holes, its depth, and that it is not the usual one.
fn cost(desk: &Desk, head: &Matter, measures: &Measures, arrangement: Arrangement) -> f64 {
    let unusual = match arrangement {
        Arrangement::Under { full, at_end } => {
            UNUSUAL.0 * f64::from(u8::from(full)) + UNUSUAL.1 * f64::from(u8::from(at_end))
        }
        Arrangement::Beside(_) => UNUSUAL.2,
    };
    shut_white(desk, head, measures) + DEEP * f64::from(head.lines * measures.span) + unusual
}

/// How a head is opened by so many lines: in the best way that leaves little of its white to show as holes, and so many grid lines
/// of that it leaves. Where it begins `level` with others, so many lines are what all of them are deeper by.
pub fn opening(desk: &Desk, head: &Matter, lines: u32, level: Option<u32>, measures: &Measures) -> (f64, Opening) {
    let mut best = (f64::INFINITY, Opening::default());
    for opening in head.openings(lines, level, desk.grid()) {
        let white = white(desk, head, opening, measures);
        if white < best.0 - NOTABLE {
            best = (white, opening);
        }
    }
    best
}

/// The white that a head leaves that is not opened. Over fewer columns than all it stands level with others, as a rule.
pub fn shut_white(desk: &Desk, head: &Matter, measures: &Measures) -> f64 {
    let level = (measures.pad > Length::ZERO || measures.span < desk.m.layout.columns).then_some(0);
    opening(desk, head, 0, level, measures).0
}

/// The grid lines of white over the columns of an opened head that show as holes, the white above it included.
fn white(desk: &Desk, head: &Matter, opening: Opening, measures: &Measures) -> f64 {
    let grid = desk.grid().pt();
    let above = f64::from(desk.m.styles[Role::Headline].above.max(1));
    let line = |(i, mark): (usize, &Mark)| {
        let Mark::Line(at, line) = mark else { return None };
        let room = grid.max(line.size() * 1.2);
        let y = (at.y + head.lower(i, opening)).pt();
        Some((at.x, at.x + line.width, y - 0.75 * room, y + 0.25 * room))
    };
    let lines: Vec<(Length, Length, f64, f64)> = head.marks.iter().enumerate().filter_map(line).collect();
    let foot = f64::from(head.lines + opening.lines) * grid;
    let mut holes = 0.0;
    for column in 0..measures.span {
        let (from, to) = (measures.x(column), measures.x(column) + measures.column);
        let mut over: Vec<(f64, f64)> = lines
            .iter()
            .filter(|l| l.0 < to - Length::PT * 2 && l.1 > from + Length::PT * 2)
            .map(|l| (l.2, l.3))
            .collect();
        over.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut y = -above * grid;
        for (top, bottom) in over.into_iter().chain([(foot, f64::MAX)]) {
            let gap = (top - y) / grid;
            holes += if gap > SHOWS { gap } else { 0.0 };
            y = y.max(bottom);
        }
    }
    holes
}
