//! Directories: organisations and how to reach them. Each entry is kept whole, line by line as it was written, its name
//! in bold, lines that are too long turned in.

use super::ready::{Place, Ready};
use super::{Frame, apart, blocks};
use crate::display::TagKind;
use crate::issue::{Block, Rich};
use crate::makeup::desk::Desk;
use crate::makeup::element::Element;
use crate::page::{Align, Role};

/// Sets a directory. An entry is a paragraph that begins in bold, an item of a list, or a subhead with the paragraphs
/// below it; other subheads are the heads of sections. Returns the element at which each block begins.
pub fn directory(desk: &mut Desk, copy: &[Block], frame: Frame, out: &mut Vec<Element>) -> Vec<usize> {
    let mut starts = Vec::with_capacity(copy.len());
    let mut rest = copy;
    let mut headed = false;
    while let Some((block, below)) = rest.split_first() {
        rest = below;
        let begin = out.len();
        starts.push(begin);
        match block {
            Block::Subhead(level, name) if *level > 1 && below.first().is_some_and(is_plain) => {
                let more = below.iter().take_while(|b| is_plain(b)).count();
                let lines: Vec<Rich> = below[..more].iter().flat_map(lines).collect();
                out.push(entry(desk, &[(Some(name.clone()), Rich::default())], &lines, frame));
                starts.extend(std::iter::repeat_n(begin, more));
                rest = &below[more..];
            }
            Block::Paragraph(rich) if rich.lead().is_some() => out.push(written(desk, &rich.lines(), frame)),
            Block::List { items, .. } => {
                for item in items {
                    let lines: Vec<Rich> = item.iter().flat_map(lines).collect();
                    out.push(written(desk, &lines, frame));
                }
            }
            other => {
                blocks(desk, std::slice::from_ref(other), frame, true, out);
                if matches!(other, Block::Paragraph(_)) {
                    apart(&mut out[begin..], desk.style(Role::Directory));
                }
            }
        }
        // The first entry of a section stands right under its head.
        if headed && let Some(first) = out.get_mut(begin) {
            (first.above, first.rule) = (0, crate::geom::Length::ZERO);
        }
        headed = matches!(block, Block::Subhead(..)) && rest.len() == below.len();
    }
    starts
}

/// Whether a block is a paragraph that begins no entry.
fn is_plain(block: &Block) -> bool {
    matches!(block, Block::Paragraph(rich) if rich.lead().is_none())
}

/// The lines of a block, whatever it is: an address holds no tables.
fn lines(block: &Block) -> Vec<Rich> {
    crate::makeup::furniture::flatten(std::slice::from_ref(block)).iter().flat_map(|(_, rich)| rich.lines()).collect()
}

/// An entry as it was written: of its first line, what is bold is the name.
fn written(desk: &mut Desk, lines: &[Rich], frame: Frame) -> Element {
    let Some((first, rest)) = lines.split_first() else { return entry(desk, &[], &[], frame) };
    let first = first.lead().map_or_else(|| (None, first.clone()), |(name, rest)| (Some(name), rest));
    entry(desk, &[first], rest, frame)
}

/// Sets an entry: its first line with the name, and the lines below it.
fn entry(desk: &mut Desk, first: &[(Option<Rich>, Rich)], rest: &[Rich], frame: Frame) -> Element {
    let source = first.iter().find_map(|(name, rich)| name.as_ref().unwrap_or(rich).source());
    desk.part(TagKind::Paragraph, source, |desk| set(desk, first, rest, frame))
}

fn set(desk: &mut Desk, first: &[(Option<Rich>, Rich)], rest: &[Rich], frame: Frame) -> Element {
    let style = desk.style(Role::Directory);
    let plain = crate::style::Style { hyphenate: false, ..style.clone() };
    let at = Place { left: frame.left, width: frame.width, hang: style.size.min(frame.width / 4) };
    let mut ready = Ready::default();
    let mut line = 0;
    let more = rest.iter().map(|r| (None, r.clone()));
    for (name, rich) in first.iter().cloned().chain(more) {
        let text = match &name {
            Some(name) if rich.is_blank() => desk.shape(name, desk.style(Role::DirectoryName)),
            Some(name) => {
                // What follows the name is parted from it by a space, unless it begins with a mark.
                let marked = rich.text().starts_with([',', ';', ':', '.']);
                let lead = if marked { name.clone() } else { name.suffixed(" ") };
                desk.shape_led((&lead, desk.style(Role::DirectoryName)), &rich, &plain)
            }
            None => desk.shape(&rich, &plain),
        };
        line = ready.add(desk, (&text, name.as_ref().unwrap_or(&rich)), at, line, Align::Left);
    }
    ready.element(desk, Role::Directory)
}
