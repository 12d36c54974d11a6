//! Jumps: the line that says where an article goes on, and the head under which it does.

use super::desk::Desk;
use super::head::{Stack, below, fit, opening};
use super::matter::{Mark, Matter};
use super::measure::Measures;
use crate::diag::Diagnostic;
use crate::geom::{Length, Point};
use crate::issue::{Article, Jump, MAX_PAGES, Rich};
use crate::page::{Align, Role};

/// The white, in em, between the head and the line at its end that says where it comes from.
const APART: i64 = 3;

/// Sets the head under which an article goes on over its columns: its jump head, or its headline, and where it comes
/// from. Its depth does not depend on the number of the page.
pub fn head(desk: &mut Desk, article: &Article, measures: &Measures, from: u32) -> Matter {
    if article.headline.is_blank() {
        return Matter::default();
    }
    let width = measures.whole;
    let words = match &article.jump {
        Jump::To { head: Some(head), .. } => Rich::plain(head.as_str(), None),
        _ => article.headline.clone(),
    };
    let mut stack = Stack::new(width);
    let edges = measures.edges(measures.span);
    let style = fit::clear(desk, Role::JumpHead, &words, (width, &edges));
    let set = |desk: &mut Desk| desk.display(&words, &style, width, Align::Left);
    let lines = desk.furniture(set);
    stack.add(lines, desk.cap_height(&style), &style, style.size.scale(0.3));
    let style = desk.style(Role::JumpLine);
    let origin = |desk: &mut Desk, from: u32| {
        let words = Rich::plain(article.language.from_page.replace("{}", &from.to_string()), None);
        let set = |desk: &mut Desk| desk.display(&words, style, width.max(style.size * 30), Align::Left);
        desk.furniture(set)
    };
    // At the end of the line above it, if it would go there whatever the page's number is.
    let widest = origin(desk, MAX_PAGES);
    let lines = origin(desk, from);
    if stack.ends_with_room_for(&widest, style.size * APART) {
        stack.end_with(lines);
    } else {
        stack.add(lines, desk.cap_height(style), style, style.size.scale(0.3));
    }
    let head = stack.finish(desk.grid(), below(desk));
    let (_, opening) = opening(desk, &head, 0, Some(0), measures);
    head.opened(opening)
}

/// The heads under which an article may go on.
#[derive(Debug)]
pub struct Heads {
    /// Their grid lines in a room of one column, of two and so on.
    pub lines: Vec<u32>,
    /// What there is to say of them.
    pub say: Vec<Diagnostic>,
}

/// Sets these heads over every number of columns: the room in which an article goes on may be narrower than the one in which
/// it begins, and its head deeper there.
pub fn heads(desk: &mut Desk, article: &Article) -> Heads {
    let (m, before) = (desk.m, desk.say.len());
    let lines = |span| head(desk, article, &Measures::of(m, article, span), 1).lines;
    let lines = (1..=m.layout.columns).map(lines).collect();
    Heads { lines, say: desk.say.split_off(before) }
}

/// Sets the line that ends a column of a width: where the article goes on.
pub fn line(desk: &mut Desk, article: &Article, width: Length, to: u32) -> Matter {
    let style = desk.style(Role::JumpLine);
    let words = Rich::plain(article.language.continued.replace("{}", &to.to_string()), None);
    let set = |desk: &mut Desk| desk.display(&words, style, width, Align::Right);
    let lines = desk.furniture(set);
    let drop = desk.drop();
    let marks = lines.into_iter().take(1).map(|l| Mark::Line(Point { x: Length::ZERO, y: drop }, l)).collect();
    Matter { lines: 1, marks, ..Matter::default() }
}
