//! A banner: a call across the page. Its headline is as large as fills the width in one or two lines, deck and copy stand
//! below it in few lines, all between thick rules or on a tint. A notice has no headline, and stands in the frame of a sidebar.

use super::desk::Desk;
use super::furniture::{flatten, sidebar};
use super::head::Stack;
use super::matter::{Mark, Matter};
use crate::color::Color;
use crate::display::TagKind;
use crate::geom::{Length, Point, Rect};
use crate::issue::{Article, Rich};
use crate::page::{Align, Role};
use crate::style::Style;
use crate::text::{Line, ShapedText};

/// A headline of one line is broken in two where it is smaller than this share of the largest size.
const SMALL: f64 = 0.55;
/// A line of deck or copy is at most so many em wide.
const MEASURE: i64 = 34;
/// A notice is so much larger than a sidebar: a line of it is longer.
const NOTICE: f64 = 1.2;
/// The white between the parts, in em of what stands above.
const BETWEEN: f64 = 0.55;

/// Sets a banner over a width; one without a headline is a notice.
pub fn banner(desk: &mut Desk, article: &Article, width: Length) -> Matter {
    let banner = desk.style(Role::Banner);
    let notice = article.headline.is_blank();
    let style = if notice { &Style { align: banner.align, ..desk.style(Role::Box).clone() } } else { banner };
    let pad = desk.grid().scale(0.9);
    // On a tint, type stands in from its edges.
    let inset = if style.tint.is_some() { desk.m.layout.gutter.scale(0.75) } else { Length::ZERO };
    let room = width - inset * 2;
    let mut stack = Stack::new(room);
    stack.y = style.rule + pad;
    if let Some(kicker) = &article.kicker {
        part(desk, kicker, Role::Kicker, style, &mut stack);
    }
    if !notice {
        let set = |desk: &mut Desk| headline(desk, &article.headline, room);
        let (set, lines) = desk.part(TagKind::Heading(1), article.headline.source(), set);
        let cap = desk.cap_height(&set);
        stack.add(lines, cap, &set, set.size.scale(0.2));
    }
    if let Some(deck) = &article.deck {
        part(desk, deck, Role::Deck, style, &mut stack);
    }
    let role = if notice { Role::Box } else { Role::BannerText };
    for (_, rich) in flatten(&article.body) {
        part(desk, &rich, role, style, &mut stack);
    }
    if let Some(by) = &article.byline {
        part(desk, by, Role::Byline, style, &mut stack);
    }
    frame(desk, stack, style, (width, inset, pad), notice)
}

/// A part of few lines, as wide as reads well, in the colour of the banner and aligned as it is.
fn part(desk: &mut Desk, rich: &Rich, role: Role, banner: &Style, stack: &mut Stack) {
    let own = desk.style(role);
    let own = if role == Role::Box { own.at(own.size.scale(NOTICE)) } else { own.clone() };
    let style = Style { align: banner.align, color: banner.color, ..own };
    let width = stack.width().min(style.size * MEASURE);
    let lines = desk.part(TagKind::Paragraph, rich.source(), |desk| desk.display(rich, &style, width, Align::Left));
    let cap = desk.cap_height(&style);
    if !stack.marks.is_empty() {
        stack.y += style.size.scale(BETWEEN);
    }
    // A kicker stands above the headline.
    stack.add(lines, cap, &style, style.size.scale(if role == Role::Kicker { 0.9 } else { 0.25 }));
}

/// Rules above and below, or a tint behind; a notice has what a sidebar stands in. The depth rounded up to whole grid lines.
fn frame(
    desk: &Desk,
    stack: Stack,
    style: &Style,
    (width, inset, pad): (Length, Length, Length),
    notice: bool,
) -> Matter {
    let foot = stack.y + pad.scale(0.75) + style.rule;
    // As a picture does, it stands from the capitals of the line beside it down to a baseline.
    let lift = desk.drop() - desk.cap_height(desk.style(Role::Body));
    let cap = desk.cap_height(desk.style(Role::Body));
    let n = (foot - cap).units_up(desk.grid()).max(0) + 1;
    let depth = desk.grid() * (n - 1) + cap;
    let room = Rect { x: Length::ZERO, y: lift, w: width, h: depth };
    let mut marks = if notice { sidebar(style, room) } else { ruled(style, room) };
    let by = Point { x: inset, y: lift + (depth - foot) / 2 };
    marks.extend(stack.marks.into_iter().map(|m| m.moved(by)));
    Matter { lines: n as u32, marks, ..Matter::default() }
}

/// A tint, and rules above and below.
fn ruled(style: &Style, room: Rect) -> Vec<Mark> {
    let mut marks: Vec<Mark> = style.tint.map(|tint| Mark::Fill(room, tint)).into_iter().collect();
    if style.rule > Length::ZERO {
        marks.push(Mark::Fill(Rect { h: style.rule, ..room }, Color::BLACK));
        marks.push(Mark::Fill(Rect { y: room.y + room.h - style.rule, h: style.rule, ..room }, Color::BLACK));
    }
    marks
}

/// The headline at the size at which its longest line fills the width, in one line or, where that is small, in two.
fn headline(desk: &mut Desk, rich: &Rich, width: Length) -> (Style, Vec<Line>) {
    let base = desk.style(Role::Banner);
    let largest = base.sizes[0];
    let text = desk.shape(rich, base);
    let natural = text.width();
    let fitting = |longest: Length| base.size.scale(width.pt() / longest.pt().max(1.0)).min(largest);
    let mut size = fitting(natural);
    if size < largest.scale(SMALL) && !rich.text().contains('\n') {
        size = halved(desk, &text, natural).map_or(size, fitting);
    }
    // Whole quarter points, as for every headline; never wider than the room.
    let style = base.at(Length::from_pt(((size.pt() * 4.0).floor() / 4.0).max(4.0)));
    let lines = desk.display(rich, &style, width, Align::Left);
    (style, lines)
}

/// The longer of the two lines into which a text goes; `None` where it is one word.
fn halved(desk: &Desk, text: &ShapedText, natural: Length) -> Option<Length> {
    let broken = |share: &f64| {
        let measure = natural.scale(*share);
        let breaking = text.break_display(measure);
        let lines = text.set(desk.m.fonts, &breaking, &|_| measure, Length::ZERO, Align::Left);
        // Words stay whole.
        (lines.len() == 2 && !breaking.forced).then(|| lines.iter().map(|l| l.width).max().unwrap_or(measure))
    };
    [0.5, 0.53, 0.57, 0.63, 0.7, 0.8].iter().find_map(broken)
}
