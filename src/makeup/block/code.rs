//! Lines of code, set as they stand: blanks are kept, and a line that is too long goes on turned in below itself.

use super::paragraph::Paragraph;
use super::{Frame, blank, white};
use crate::display::TagKind;
use crate::issue::{Mark, Rich, RichSpan, Side, Sourced};
use crate::makeup::desk::Desk;
use crate::makeup::element::{Cut, Element};
use crate::page::Role;

/// By how many letters a line that goes on is turned in below its own beginning.
const TURNED: usize = 4;
/// The most blanks at a line's start.
const BLANKS: usize = 40;
/// So many lines are not divided.
const WHOLE: usize = 6;
/// The most lines on paper that a line of code is expected to take; beyond them it is not turned in.
const MOST_LINES: usize = 1_000;

/// Sets code, a paragraph a line; blanks are kept as no-break spaces wherever there are several.
pub fn code(desk: &mut Desk, code: &Sourced<String>, frame: Frame, out: &mut Vec<Element>) {
    let style = desk.style(Role::Code);
    let inner = Frame { role: Role::Code, indents: false, ..frame };
    let begin = out.len();
    let letter = desk.shape(&Rich::plain("0".repeat(10), None), style).width() / 10;
    let tag =
        desk.part(TagKind::Paragraph, Some(code.span), |desk| desk.part(TagKind::Code, None, |desk| desk.tag.clone()));
    for line in code.value.lines().map(str::trim_end) {
        if line.is_empty() {
            out.push(blank(1));
            continue;
        }
        let blanks = (line.len() - line.trim_start().len()).min(BLANKS);
        let turned = (letter * (blanks + TURNED) as i64).min(frame.width / 2);
        let text = kept(line, blanks);
        let mark = Mark { code: true, ..Mark::default() };
        let rich = Rich { spans: vec![RichSpan { text, mark, source: Some(code.span) }] };
        let turned = Cut { from: 1, to: MOST_LINES, by: turned, side: Side::Left };
        out.push(Paragraph::new(inner, &rich, false).cut(turned).tagged(tag.clone()).element(desk));
    }
    keep(&mut out[begin..]);
    white(&mut out[begin..], style.above, style.below);
}

/// Keeps a few lines together, and of many the first two and the last two.
fn keep(lines: &mut [Element]) {
    let count = lines.len();
    for (i, line) in lines.iter_mut().enumerate() {
        line.keeps_next = i + 1 < count && (count <= WHOLE || i == 0 || i + 2 == count);
    }
}

/// Blanks at the start of a line and between columns, as blanks that stay.
fn kept(line: &str, first: usize) -> String {
    let mut out = "\u{a0}".repeat(first);
    let mut blanks = 0;
    for c in line.trim_start().chars() {
        if c == ' ' {
            blanks += 1;
            continue;
        }
        out.push_str(&if blanks > 1 { "\u{a0}".repeat(blanks) } else { " ".repeat(blanks) });
        blanks = 0;
        out.push(c);
    }
    out
}
