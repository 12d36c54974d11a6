//! Initials: the large first letter of an article, dropped into its first lines or raised above them.
//!
//! Its capital height reaches from the capitals of its first line to the baseline of its last, so it stands on the grid
//! at both ends. A mark before the letter (a quotation mark, `¿`) hangs in the margin, smaller, at the letter's top.

use super::block::paragraph::Paragraph;
use super::block::{self, Frame};
use super::desk::Desk;
use super::element::{Cut, Element, Marker, Measure};
use super::head::append;
use crate::display::TagKind;
use crate::geom::Length;
use crate::issue::{Article, Block, Mark, Rich};
use crate::page::{Align, Role};
use crate::text::Line;

/// The white between an initial and the text beside it, in em of the body.
const GAP: f64 = 0.3;
/// The size of a mark that hangs before an initial, as a share of the initial's.
const MARK: f64 = 0.5;
/// The largest share of the gutter that such a mark takes.
const IN_GUTTER: f64 = 0.6;

/// A paragraph with its initial, after the lines that a raised one stands in. A paragraph that is not deep enough has a
/// smaller one; `None` where even two lines are too many, or where it does not begin with a letter.
pub fn initial(desk: &mut Desk, rich: &Rich, frame: Frame) -> Option<Vec<Element>> {
    // The initial and what stands beside it are one paragraph.
    desk.part(TagKind::Paragraph, rich.source(), |desk| set(desk, rich, frame))
}

fn set(desk: &mut Desk, rich: &Rich, frame: Frame) -> Option<Vec<Element>> {
    let style = desk.style(Role::DropCap);
    let (mark, letter, rest) = parts(desk, rich)?;
    if rest.is_blank() {
        return None;
    }
    let fewest = style.lines.min(2);
    for lines in (fewest..=style.lines).rev() {
        let line = large(desk, &mark, &letter, rich, lines + style.raise)?;
        let body = desk.style(Role::Body);
        let cut = line.width + body.size.scale(GAP);
        if cut * 2 > frame.width {
            continue;
        }
        // A tail that reaches into the line below takes its room there, too.
        let cut_lines = lines as usize + usize::from(descends(desk, &letter, lines + style.raise));
        let beside = Cut::first(cut_lines, cut);
        let measure = Measure { width: frame.width, cut: beside };
        let shaped = desk.shape(&rest, body);
        if lines > 1 && !Paragraph::holds_initial(&shaped, measure, body.align) {
            continue;
        }
        let marker = Marker { line, x: Length::ZERO, drop: lines - 1 };
        let paragraph = Paragraph::new(frame, &rest, false).cut(beside).marked(marker);
        let paragraph = paragraph.tagged(desk.tag.clone()).element(desk);
        let white = (style.raise > 0).then(|| block::blank(style.raise));
        return Some(white.into_iter().chain([paragraph]).collect());
    }
    None
}

/// How far an article's initial rises above the capitals beside it: the accent of an accented one.
pub fn rise(desk: &Desk, article: &Article) -> Length {
    let has_one = article.drop_cap && article.kind.is_copy();
    let Some(Block::Paragraph(rich)) = article.body.first().filter(|_| has_one) else { return Length::ZERO };
    let text = rich.text();
    let style = desk.style(Role::DropCap);
    let face = desk.face(style);
    let high = text.chars().find(|c| c.is_alphanumeric()).and_then(|c| face.reach(c)).map_or(0.0, |r| r.1);
    // The round of an O reaches a little above capitals; that is not seen.
    let over = (high - face.cap_height - 0.03).max(0.0);
    size(desk, style.lines + style.raise).scale(over)
}

/// Whether a letter's tail reaches into the line below the initial.
fn descends(desk: &Desk, letter: &str, lines: u32) -> bool {
    let low = letter.chars().next().and_then(|c| desk.face(desk.style(Role::DropCap)).reach(c)).map_or(0.0, |r| r.0);
    let body = desk.style(Role::Body);
    let free = desk.grid() - body.size.scale(desk.face(body).x_height);
    size(desk, lines).scale(low) > free
}

/// The capital height of an initial so many lines tall.
fn tall(desk: &Desk, lines: u32) -> Length {
    desk.cap_height(desk.style(Role::Body)) + desk.grid() * (i64::from(lines) - 1)
}

/// Its size.
fn size(desk: &Desk, lines: u32) -> Length {
    tall(desk, lines).scale(1.0 / desk.face(desk.style(Role::DropCap)).cap_height.max(0.1))
}

/// The marks before the first letter as the language sets them, the letter with what belongs to it, and the text
/// without both.
fn parts(desk: &mut Desk, rich: &Rich) -> Option<(String, String, Rich)> {
    let first = rich.spans.first().filter(|s| !s.mark.code && s.mark.note.is_none())?;
    let mark: String = first.text.chars().take_while(|c| !c.is_alphanumeric()).collect();
    if mark.chars().count() > 2 || mark.contains(char::is_whitespace) {
        return None;
    }
    let begin = &first.text[mark.len()..];
    let combining = |c: &char| unicode_normalization::char::is_combining_mark(*c);
    let letter: String = begin.chars().take(1).chain(begin.chars().skip(1).take_while(combining)).collect();
    if !letter.starts_with(char::is_alphabetic) {
        return None;
    }
    let mut rest = rich.clone();
    rest.spans[0].text.drain(..mark.len() + letter.len());
    // Which quotation mark it is depends on the text that follows.
    let set = desk.shape(rich, desk.style(Role::Body));
    let mark = set.text().chars().take_while(|c| !c.is_alphanumeric()).filter(|c| !c.is_whitespace()).collect();
    Some((mark, letter, rest))
}

/// The letter so large that its capital height reaches over the lines, with its mark before it.
fn large(desk: &mut Desk, mark: &str, letter: &str, rich: &Rich, lines: u32) -> Option<Line> {
    let style = desk.style(Role::DropCap);
    let (cap, face) = (tall(desk, lines), desk.face(style));
    let style = style.at(size(desk, lines));
    let mut line = one(desk, letter, rich, &style)?;
    if mark.is_empty() {
        return Some(line);
    }
    let gap = style.size.scale(0.02);
    let room = desk.m.layout.gutter.scale(IN_GUTTER) - gap;
    let small = style.at(style.size.scale(MARK));
    let natural = one(desk, mark, rich, &small)?;
    let small = small.at(small.size.scale((room.pt() / natural.width.pt().max(0.1)).min(1.0)));
    let mut hung = one(desk, mark, rich, &small)?;
    // Quotation marks hang from the height of capitals; what opens a Spanish question is as tall as an x.
    let height = if mark.contains(['¿', '¡']) { face.x_height } else { face.cap_height };
    let (left, up) = (hung.width + gap, cap - small.size.scale(height));
    for run in &mut hung.runs {
        run.origin.x -= left;
        run.origin.y -= up;
    }
    hung.width = Length::ZERO;
    let letter = std::mem::replace(&mut line, hung);
    append(&mut line, letter, Length::ZERO);
    Some(line)
}

/// A few letters on one line.
fn one(desk: &mut Desk, text: &str, rich: &Rich, style: &crate::style::Style) -> Option<Line> {
    let wide = Length::from_pt(2_000.0);
    let mut plain = Rich::plain(text, rich.source());
    // Marks are what they are already.
    plain.spans.iter_mut().for_each(|s| s.mark = Mark::default());
    let shaped = desk.shape(&plain, style);
    let breaking = shaped.break_display(wide);
    let mut line = shaped.set(desk.m.fonts, &breaking, &|_| wide, Length::ZERO, Align::Left).into_iter().next()?;
    // An initial stands in its column; what hangs is the mark before it alone.
    let hang = line.hang.0;
    line.runs.iter_mut().for_each(|r| r.origin.x += hang);
    line.width += hang;
    Some(line)
}
