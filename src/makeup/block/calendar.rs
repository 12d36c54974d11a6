//! Calendars: dates and what happens on them. Every date stands in a column of its own at the left of its text, or above
//! it where the dates take too much of the measure.

use super::ready::{Place, Ready};
use super::{Frame, blocks};
use crate::display::TagKind;
use crate::geom::Length;
use crate::issue::{Block, Rich};
use crate::makeup::desk::Desk;
use crate::makeup::element::Element;
use crate::page::{Align, Role};

/// The largest share of the measure that dates beside their texts may take, in per cent.
const BESIDE: i64 = 40;
/// A longer beginning of a line is no date.
const LONGEST: usize = 48;

/// An event: its date and the paragraphs about it.
struct Event {
    date: Rich,
    text: Vec<Rich>,
}

/// Sets a calendar: events are the items of lists, and paragraphs that begin with a date (in bold, or with a figure in it
/// and a colon after it). Everything else is set as any copy. Returns the element at which each block begins.
pub fn calendar(desk: &mut Desk, copy: &[Block], frame: Frame, out: &mut Vec<Element>) -> Vec<usize> {
    let events: Vec<Vec<Event>> = copy.iter().map(events).collect();
    let date = desk.style(Role::CalendarDate);
    let gap = desk.style(Role::Calendar).size;
    let widest = events.iter().flatten().map(|e| desk.shape(&e.date, date).width()).max().unwrap_or_default() + gap;
    let hang = if widest * 100 <= frame.width * BESIDE { widest } else { Length::ZERO };
    let mut starts = Vec::with_capacity(copy.len());
    for (block, events) in copy.iter().zip(&events) {
        let begin = out.len();
        starts.push(begin);
        if events.is_empty() {
            blocks(desk, std::slice::from_ref(block), frame, true, out);
        }
        for event in events {
            let source = event.text.iter().chain([&event.date]).find_map(Rich::source);
            let element = desk.part(TagKind::Paragraph, source, |desk| set(desk, event, frame, hang));
            out.push(element);
        }
        if begin > 0 && matches!(copy[starts.len().saturating_sub(2)], Block::Subhead(..)) && starts.len() > 1 {
            // The first event of a section stands right under its head.
            if let Some(first) = out.get_mut(begin) {
                (first.above, first.rule) = (0, Length::ZERO);
            }
        }
    }
    starts
}

/// The events of a block; none if it is copy.
fn events(block: &Block) -> Vec<Event> {
    match block {
        Block::Paragraph(rich) => {
            dated(rich).map(|(date, text)| Event { date, text: vec![text] }).into_iter().collect()
        }
        Block::List { items, .. } => items.iter().map(|item| event(item)).collect(),
        _ => Vec::new(),
    }
}

/// An item of a list as an event; one without a date is all text.
fn event(item: &[Block]) -> Event {
    let mut text: Vec<Rich> = crate::makeup::furniture::flatten(item).into_iter().map(|(_, rich)| rich).collect();
    let Some((date, rest)) = text.first().and_then(dated) else { return Event { date: Rich::default(), text } };
    text[0] = rest;
    Event { date, text }
}

/// A date at the beginning of a text, and the text without it.
fn dated(rich: &Rich) -> Option<(Rich, Rich)> {
    let text = rich.text();
    let (date, rest) = if let Some(parts) = rich.lead() {
        parts
    } else {
        let colon = text.find(": ")?;
        let date = &text[..colon];
        if date.chars().count() > LONGEST || !date.contains(|c: char| c.is_ascii_digit()) {
            return None;
        }
        rich.clone().split_at(colon)
    };
    // Marks between the two were needed on one line only.
    let marks = |c: char| matches!(c, ':' | ',' | ';' | '-' | '\u{2013}' | '\u{2014}') || c.is_whitespace();
    let begin = rest.text().len() - rest.text().trim_start_matches(marks).len();
    let end = date.text().trim_end_matches(marks).len();
    Some((date.split_at(end).0, rest.split_at(begin).1))
}

fn set(desk: &mut Desk, event: &Event, frame: Frame, hang: Length) -> Element {
    let (style, date) = (desk.style(Role::Calendar), desk.style(Role::CalendarDate));
    let mut ready = Ready::default();
    let mut below = 0;
    if !event.date.is_blank() {
        let text = desk.shape(&event.date, date);
        let width = if hang > Length::ZERO { hang } else { frame.width };
        let at = Place { left: frame.left, width, hang: Length::ZERO };
        below = ready.add(desk, (&text, &event.date), at, 0, Align::Left);
    }
    let at = Place { left: frame.left + hang, width: frame.width - hang, hang: Length::ZERO };
    let mut line = if hang > Length::ZERO { 0 } else { below };
    for rich in event.text.iter().filter(|r| !r.is_blank()) {
        let text = desk.shape(rich, style);
        line = ready.add(desk, (&text, rich), at, line, style.align);
    }
    ready.element(desk, Role::Calendar)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Option<(String, String)> {
        dated(&Rich::plain(text, None)).map(|(d, t)| (d.text(), t.text()))
    }

    #[test]
    fn a_date_ends_at_a_colon_and_has_a_figure_in_it() {
        let wanted = ("Thu 12 Nov, 6:30 pm".to_owned(), "Dues meeting: bring a card".to_owned());
        assert_eq!(parts("Thu 12 Nov, 6:30 pm: Dues meeting: bring a card"), Some(wanted));
        assert_eq!(parts("Please note: the hall is closed"), None);
        assert_eq!(parts("Dues meeting, union hall"), None);
    }
}
