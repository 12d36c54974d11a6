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
/// Quotation marks that people write around a quote.
const MARKS: [char; 6] = ['"', '\u{201c}', '\u{201d}', '\u{201e}', '\u{ab}', '\u{bb}'];
/// How far one that stands amid copy reaches into the white line above it and into the one below, in grid lines: from the
/// copy to its rules there is about a line then, and not one and a half.
pub const REACH: f64 = 0.45;

/// Sets a pull quote at a width; `amid` copy it reaches into the white around it.
pub fn quote(desk: &mut Desk, quote: &PullQuote, width: Length, amid: bool) -> Matter {
    let rich = marked(desk, quote);
    let style = fit::quote(desk, &rich, width);
    let reach = if amid { desk.grid().scale(REACH) } else { Length::ZERO };
    set(desk, quote, &rich, &style, (width, reach))
}

/// Sets a pull quote at a width of less than a column, in smaller type; `None` where a word is wider than that even so.
pub fn narrow_quote(desk: &mut Desk, quote: &PullQuote, width: Length) -> Option<Matter> {
    let style = desk.style(Role::PullQuote);
    let rich = marked(desk, quote);
    let word = desk.shape(&rich, style).longest_word().max(Length::from_pt(0.1));
    let scale = (width.pt() / (style.size * EMS).pt()).min(width.pt() / word.pt()).min(1.0);
    (width.pt() >= word.pt() * SMALLEST)
        .then(|| set(desk, quote, &rich, &style.at(style.size.scale(scale.max(SMALLEST))), (width, Length::ZERO)))
}

/// The words of a quote between the marks of its language. Marks that it was written in are not set twice; those within it
/// are inner ones, and where it begins with such (“Yes,” she said. “No.”), its own serve.
fn marked(desk: &Desk, quote: &PullQuote) -> Rich {
    let mut rich = quote.text.clone();
    let text = rich.text();
    let marks = text.matches(MARKS).count();
    let (begins, ends) = (text.starts_with(MARKS), text.ends_with(MARKS));
    if begins && marks > 1 + usize::from(ends) {
        return rich;
    }
    if let Some(first) = rich.spans.first_mut().filter(|_| begins) {
        first.text = first.text.trim_start_matches(MARKS).to_owned();
    }
    if let Some(last) = rich.spans.last_mut().filter(|_| begins && ends) {
        last.text = last.text.trim_end_matches(MARKS).to_owned();
    }
    let mut opens = true;
    for span in &mut rich.spans {
        let inner = |c: char| {
            let mark = MARKS.contains(&c).then(|| desk.language.inner_quotes[usize::from(!opens)]);
            opens = c.is_whitespace() || c == '(';
            mark.map_or_else(|| c.to_string(), str::to_owned)
        };
        span.text = span.text.chars().map(inner).collect();
    }
    let [open, close] = desk.language.quotes;
    if let Some(first) = rich.spans.first_mut() {
        first.text.insert_str(0, open);
    }
    if let Some(last) = rich.spans.last_mut() {
        last.text.push_str(close);
    }
    rich
}

/// Sets it at a size, in a room so wide that reaches so far beyond its grid lines.
fn set(desk: &mut Desk, quote: &PullQuote, rich: &Rich, style: &Style, room: (Length, Length)) -> Matter {
    desk.part(TagKind::Quotation, Some(quote.span), |desk| ruled(desk, quote, rich, style, room))
}

fn ruled(desk: &mut Desk, quote: &PullQuote, rich: &Rich, style: &Style, (width, reach): (Length, Length)) -> Matter {
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
    // From the top of the capitals beside it down to a baseline, as a picture stands, or as much further as it reaches.
    let body_cap = desk.cap_height(desk.style(Role::Body));
    let one = body_cap + reach * 2;
    let n = (depth - one).units_up(desk.grid()).max(0) + 1;
    let spare = desk.grid() * (n - 1) + one - depth;
    // What is left goes between rules and type; where there is white outside the rules as well, to both.
    let (outside, inside) = if reach > Length::ZERO { (spare / 4, spare / 4) } else { (Length::ZERO, spare / 2) };
    let top = desk.drop() - body_cap - reach + outside;
    let mut marks = Vec::new();
    let rule = |y: Length, h: Length| Mark::Fill(Rect { x: Length::ZERO, y, w: width, h }, Color::BLACK);
    if style.rule > Length::ZERO {
        marks.push(rule(top, style.rule));
        let thin = (style.rule / 4).max(Length::from_pt(0.3));
        marks.push(rule(top + depth + inside * 2 - thin, thin));
    }
    let mut y = top + style.rule + pad + inside + cap;
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
