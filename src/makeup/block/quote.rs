//! Pull quotes: large type between two rules, with its quotation mark hung and its source below.

use crate::color::Color;
use crate::display::TagKind;
use crate::geom::{Length, Point, Rect};
use crate::issue::{PullQuote, Rich};
use crate::makeup::desk::Desk;
use crate::makeup::head::fit;
use crate::makeup::matter::{Mark, Matter};
use crate::page::{Align, Role};
use crate::style::Style;

/// How far type is made smaller in a narrow measure, at most.
const SMALLEST: f64 = 0.7;
/// The ems of type that a line of a quote should hold at least.
const EMS: i64 = 6;

/// Sets a pull quote at a width.
pub fn quote(desk: &mut Desk, quote: &PullQuote, width: Length) -> Matter {
    let rich = marked(desk, quote);
    let style = fit::quote(desk, &rich, width);
    set(desk, quote, &rich, &style, width)
}

/// Sets a pull quote at a width of less than a column, in smaller type; `None` where a word is wider than that even so.
pub fn narrow_quote(desk: &mut Desk, quote: &PullQuote, width: Length) -> Option<Matter> {
    let style = desk.style(Role::PullQuote);
    let rich = marked(desk, quote);
    let word = desk.shape(&rich, style).longest_word().max(Length::from_pt(0.1));
    let scale = (width.pt() / (style.size * EMS).pt()).min(width.pt() / word.pt()).min(1.0);
    (width.pt() >= word.pt() * SMALLEST)
        .then(|| set(desk, quote, &rich, &style.at(style.size.scale(scale.max(SMALLEST))), width))
}

/// The words of a quote between the marks of its language.
fn marked(desk: &Desk, quote: &PullQuote) -> Rich {
    let [open, close] = desk.language.quotes;
    let mut rich = quote.text.clone();
    if let Some(first) = rich.spans.first_mut() {
        first.text.insert_str(0, open);
    }
    if let Some(last) = rich.spans.last_mut() {
        last.text.push_str(close);
    }
    rich
}

fn set(desk: &mut Desk, quote: &PullQuote, rich: &Rich, style: &Style, width: Length) -> Matter {
    desk.part(TagKind::Quotation, Some(quote.span), |desk| ruled(desk, quote, rich, style, width))
}

fn ruled(desk: &mut Desk, quote: &PullQuote, rich: &Rich, style: &Style, width: Length) -> Matter {
    let lines = desk.part(TagKind::Paragraph, rich.source(), |desk| desk.display(rich, style, width, Align::Left));
    let by = match &quote.by {
        Some(by) => desk.part(TagKind::Paragraph, by.source(), |desk| {
            desk.ragged(by, desk.style(Role::PullQuoteBy), width, Align::Left)
        }),
        None => Vec::new(),
    };
    let cap = desk.cap_height(style);
    let by_style = desk.style(Role::PullQuoteBy);
    let pad = style.size.scale(0.42);
    let mut depth = style.rule + pad + cap + style.leading * (lines.len() as i64 - 1);
    if !by.is_empty() {
        depth += style.size.scale(0.5) + desk.cap_height(by_style) + by_style.leading * (by.len() as i64 - 1);
    }
    depth += pad;
    // From the top of the capitals beside it down to a baseline, as a picture stands.
    let lift = desk.drop() - desk.cap_height(desk.style(Role::Body));
    let body_cap = desk.cap_height(desk.style(Role::Body));
    let n = (depth - body_cap).units_up(desk.grid()) + 1;
    let spare = (desk.grid() * (n - 1) + body_cap - depth) / 2;
    let mut marks = Vec::new();
    let rule = |y: Length, h: Length| Mark::Fill(Rect { x: Length::ZERO, y, w: width, h }, Color::BLACK);
    if style.rule > Length::ZERO {
        marks.push(rule(lift, style.rule));
        let thin = (style.rule / 4).max(Length::from_pt(0.3));
        marks.push(rule(lift + desk.grid() * (n - 1) + body_cap - thin, thin));
    }
    let mut y = lift + style.rule + pad + spare + cap;
    for line in lines {
        let x = style.align.offset(width - line.width);
        marks.push(Mark::Line(Point { x, y }, line));
        y += style.leading;
    }
    y += style.size.scale(0.5) + desk.cap_height(by_style) - style.leading;
    for line in by {
        // The source stands under the quote, wherever that stands.
        let x = style.align.offset(width - line.width);
        marks.push(Mark::Line(Point { x, y }, line));
        y += by_style.leading;
    }
    Matter { lines: n as u32, marks, ..Matter::default() }
}
