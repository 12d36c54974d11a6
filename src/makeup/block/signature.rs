//! Signatures: the name under a letter or an article, after a dash, flush right unless the style says otherwise.

use super::paragraph::Paragraph;
use super::{DASH, Frame};
use crate::issue::Rich;
use crate::makeup::desk::Desk;
use crate::makeup::element::{Division, Element};
use crate::page::Role;

/// Sets a signature, kept with at least two lines of what it signs.
pub fn signature(desk: &mut Desk, name: &Rich, frame: Frame, out: &mut Vec<Element>) {
    let rich = name.prefixed(DASH);
    let below = Frame { role: Role::Signature, indents: false, ..frame };
    let mut element = Paragraph::new(below, &rich, false).element(desk);
    element.division = Division::Never;
    element.above = desk.style(Role::Signature).above;
    // A paragraph is divided with two lines on either side; one of a single line takes the one before it along.
    for before in out.iter_mut().rev().take(2) {
        before.keeps_next = true;
        if before.depths[0].lines > 1 {
            break;
        }
    }
    out.push(element);
}
