//! Lists: hanging paragraphs with a bullet or a number before the first line.

use super::paragraph::Paragraph;
use super::{Frame, blocks, white};
use crate::display::{Tag, TagKind};
use crate::geom::Length;
use crate::issue::{Block, Rich};
use crate::makeup::desk::Desk;
use crate::makeup::element::{Element, Marker};
use crate::page::{Align, Role};

/// The bullets of the levels: a bullet, then an en dash.
const BULLETS: [&str; 2] = ["\u{2022}", "\u{2013}"];

/// Sets a list. The hang is as wide as the widest number, or as the bullet and its space.
pub fn list(desk: &mut Desk, start: Option<u64>, items: &[Vec<Block>], frame: Frame, out: &mut Vec<Element>) {
    // In a sidebar, lists are set in its own type.
    let role = if frame.role == Role::Box { Role::Box } else { Role::List };
    let style = desk.style(role);
    let level = usize::from(frame.role == Role::List);
    let labels: Vec<String> = match start {
        Some(n) => (0..items.len() as u64).map(|i| format!("{}.", n.saturating_add(i))).collect(),
        None => vec![BULLETS[level].to_owned(); items.len()],
    };
    let parts: Vec<Tag> = items.iter().map(|_| Tag::new(TagKind::Item, desk.tag.as_ref(), None)).collect();
    let label = |(label, item): (&String, &Tag)| {
        let rich = Rich::plain(label.as_str(), None);
        let tag = Tag::new(TagKind::Label, Some(item), None);
        desk.within(tag, |desk| desk.ragged(&rich, style, Length::from_pt(400.0), Align::Left))
    };
    let lines: Vec<_> = labels.iter().zip(&parts).map(label).collect();
    let widest = lines.iter().flatten().map(|l| l.width).max().unwrap_or_default();
    // The labels stand where the first lines of paragraphs start.
    let left = frame.left + if level == 0 { desk.style(Role::Body).indent } else { Length::ZERO };
    let hang = (widest + style.size.scale(0.5)).max(style.size).min(frame.width / 3);
    // Lists within lists stop moving in where there is no room left to set them.
    let room = frame.left + frame.width - left - hang;
    let (left, hang) = if room < style.size * 8 { (frame.left, widest.min(frame.width / 4)) } else { (left, hang) };
    let width = frame.left + frame.width - left - hang;
    let inner = Frame { left: left + hang, width, role, indents: false, span: 1 };
    let begin = out.len();
    for ((item, part), mut label) in items.iter().zip(&parts).zip(lines) {
        let Some(label) = label.drain(..).next() else { continue };
        // Numbers stand flush right at their full stop, bullets flush left.
        let x = if start.is_some() { left + widest - label.width } else { left };
        let marker = Marker { line: label, x, drop: 0 };
        let (head, rest) = match item.split_first() {
            Some((Block::Paragraph(rich), rest)) => (rich.clone(), rest),
            _ => (Rich::default(), &item[..]),
        };
        desk.within(Tag::new(TagKind::ItemBody, Some(part), None), |desk| {
            out.push(Paragraph::new(inner, &head, false).marked(marker).element(desk));
            blocks(desk, rest, inner, true, out);
        });
    }
    if level == 0 {
        white(&mut out[begin..], style.above, style.below);
    }
}
