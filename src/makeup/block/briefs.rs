//! Briefs: small items by place and date. Each begins with its head run in and is parted from the next by a white line.

use super::paragraph::Paragraph;
use super::{Frame, apart, blocks};
use crate::issue::{Block, Rich};
use crate::makeup::desk::Desk;
use crate::makeup::element::{Division, Element};
use crate::page::Role;
use crate::text::Line;

/// An item of at most so many lines is not divided.
const WHOLE: u32 = 6;

/// Sets briefs: an item begins with a subhead or with a paragraph that begins in bold. What stands before the first is
/// set as any copy. Returns the element at which each block begins.
pub fn briefs(desk: &mut Desk, copy: &[Block], frame: Frame, out: &mut Vec<Element>) -> Vec<usize> {
    let mut starts = Vec::with_capacity(copy.len());
    let mut item = None;
    let mut rest = copy;
    while let Some((block, below)) = rest.split_first() {
        rest = below;
        let head = match block {
            Block::Subhead(_, head) => Some((parted(head), None)),
            Block::Paragraph(rich) => rich.lead().map(|(head, text)| (parted(&head), Some(text))),
            _ => None,
        };
        let Some((head, mut text)) = head else {
            starts.extend(blocks(desk, std::slice::from_ref(block), frame, out.is_empty(), out));
            continue;
        };
        close(desk, item.replace(out.len()), out);
        starts.push(out.len());
        // A subhead runs into the paragraph below it.
        if text.is_none()
            && let Some((Block::Paragraph(first), below)) = rest.split_first()
            && first.lead().is_none()
        {
            starts.push(out.len());
            text = Some(first.clone());
            rest = below;
        }
        let alone = text.as_ref().is_none_or(Rich::is_blank);
        let text = text.unwrap_or_default();
        let mut element = Paragraph::new(frame, &text, false).led(&head, Role::BriefHead).element(desk);
        // The head is no copy: two lines of that stay with it, those counted in which the first word of it stands or ends.
        let first = text.text().split_whitespace().next().unwrap_or_default().to_owned();
        let turned = lines_before(desk, &element, letters(&head.text()) + letters(&first));
        if let Division::Lines { before, .. } = &mut element.division {
            *before += turned;
        }
        element.keeps_next = alone && rest.first().is_some_and(|b| !matches!(b, Block::Subhead(..)));
        out.push(element);
    }
    close(desk, item, out);
    starts
}

/// The lines of an element before the one in which the last of so many letters stands: in the depth in which they are most.
fn lines_before(desk: &Desk, element: &Element, many: usize) -> u32 {
    let before = |depth: usize| {
        let mut seen = 0;
        let lines = element.content.paragraphs(depth).iter().flat_map(|copy| copy.set_once(desk.m.fonts, depth));
        let short = |line: &Line| {
            seen += line.runs.iter().map(|run| letters(&run.text)).sum::<usize>();
            seen < many
        };
        lines.take_while(short).count() as u32
    };
    (0..element.depths.len()).map(before).max().unwrap_or(0)
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).count()
}

/// Ends the item that begins at an element: parts it from what stands above, and keeps a short one whole.
fn close(desk: &Desk, begin: Option<usize>, out: &mut [Element]) {
    let Some(item) = begin.map(|b| &mut out[b..]).filter(|i| !i.is_empty()) else { return };
    apart(item, desk.style(Role::BriefHead));
    let lines: u32 = item.iter().map(|e| e.depths[0].lines + e.above).sum();
    if lines <= WHOLE + item[0].above {
        let last = item.len() - 1;
        for (i, element) in item.iter_mut().enumerate() {
            element.division = Division::Never;
            element.keeps_next = i < last;
        }
    }
}

/// A head and the space after it: a word space after a mark, a wider one where there is none.
fn parted(head: &Rich) -> Rich {
    let marked = head.text().ends_with(|c: char| !c.is_alphanumeric());
    head.suffixed(if marked { " " } else { "\u{2002}" })
}
