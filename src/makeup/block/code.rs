//! Lines of code, set as they stand.

use super::paragraph::Paragraph;
use super::{Frame, white};
use crate::display::TagKind;
use crate::issue::{Mark, Rich, RichSpan, Sourced};
use crate::makeup::desk::Desk;
use crate::makeup::element::Element;
use crate::page::Role;

/// Sets code, a paragraph a line; blanks at a line's start are kept as no-break spaces.
pub fn code(desk: &mut Desk, code: &Sourced<String>, frame: Frame, out: &mut Vec<Element>) {
    let style = desk.style(Role::Code);
    let inner = Frame { role: Role::Code, indents: false, ..frame };
    let begin = out.len();
    let tag =
        desk.part(TagKind::Paragraph, Some(code.span), |desk| desk.part(TagKind::Code, None, |desk| desk.tag.clone()));
    for line in code.value.lines() {
        let blanks = line.len() - line.trim_start().len();
        let text = format!("{}{}", "\u{a0}".repeat(blanks.min(40)), line.trim());
        let mark = Mark { code: true, ..Mark::default() };
        let span = RichSpan { text, mark, source: Some(code.span) };
        out.push(Paragraph::new(inner, &Rich { spans: vec![span] }, false).tagged(tag.clone()).element(desk));
    }
    white(&mut out[begin..], style.above, style.below);
}
