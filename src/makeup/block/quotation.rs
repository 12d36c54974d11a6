//! Quotations and their source.

use super::paragraph::Paragraph;
use super::{DASH, Frame, blocks, white};
use crate::geom::Length;
use crate::issue::{Block, Rich};
use crate::makeup::desk::Desk;
use crate::makeup::element::Element;
use crate::page::Role;

/// Sets a quotation: inset on both sides by the style's indent, its source on a line of its own after an em dash.
pub fn quotation(desk: &mut Desk, copy: &[Block], source: Option<&Rich>, frame: Frame, out: &mut Vec<Element>) {
    let style = desk.style(Role::Quotation);
    // Quotations within quotations stop moving in where there is no room left to set them.
    let inset = if frame.width - style.indent * 2 < style.size * 9 { Length::ZERO } else { style.indent };
    let inner = Frame {
        left: frame.left + inset,
        width: frame.width - inset * 2,
        role: if frame.role == Role::Box { Role::Box } else { Role::Quotation },
        indents: true,
        span: 1,
    };
    let begin = out.len();
    blocks(desk, copy, inner, true, out);
    if let Some(source) = source {
        let rich = source.prefixed(DASH);
        let below = Frame { role: Role::QuotationSource, indents: false, ..inner };
        // The source is not divided from what it is the source of.
        if let Some(last) = out[begin..].last_mut() {
            last.keeps_next = true;
        }
        out.push(Paragraph::new(below, &rich, false).element(desk));
    }
    white(&mut out[begin..], style.above, style.below);
}
