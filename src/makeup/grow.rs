//! Heads that are opened so that columns end level. The next larger size of a headline takes the white, for type fills its
//! width and white below it is a hole; what is left of it goes above heads that stand side by side, as far as all have it.

use super::desk::{Desk, Desks};
use super::head::{butts, head, headline_size, white};
use super::matter::Matter;
use super::plan::Rooms;
use super::set::Stand;
use crate::geom::Length;
use crate::issue::{Article, Kind};
use rayon::prelude::*;

/// Gives heads that are opened the next larger size of their headlines where they have the depth for it: never that of the
/// lead, never larger than a headline above it on its page, and never one that butts against the next. `stands` are in the
/// order of pages and lines.
pub fn grow(stands: &mut [Stand], articles: &[Article], desks: &Desks) {
    let larger = |stand: &Stand| desks.at(|desk| larger(desk, stand, &articles[stand.module.article]));
    let larger: Vec<Option<Matter>> = stands.par_iter().map(larger).collect();
    for (i, head) in larger.into_iter().enumerate() {
        let Some(head) = head else { continue };
        if headline_size(&head) <= room_above(&stands[i], stands) && !butts_at(&head, &stands[i], stands, desks) {
            let stand = &mut stands[i];
            stand.open = stand.module.head.lines + stand.open - head.lines;
            stand.larger = Some(head);
        }
    }
}

/// Finds what white heads that begin level with others have in common, which goes above them: on each line below the head of
/// its page, the least of that by which they are opened. A sidebar has it within its frame.
pub fn share_white(stands: &mut [Stand], rooms: &dyn Rooms) {
    let open: Vec<(u32, u32, u32)> = stands.iter().map(|s| (s.page(), s.line, s.open)).collect();
    for stand in stands.iter_mut().filter(|s| s.level.is_some() && s.line > rooms.area(s.page()).top) {
        let beside = open.iter().filter(|(page, line, _)| (*page, *line) == (stand.page(), stand.line));
        stand.level = beside.map(|(_, _, open)| *open).min();
    }
}

/// The head with its headline in the next larger size, where it has the depth for it and leaves less white.
fn larger(desk: &mut Desk, stand: &Stand, article: &Article) -> Option<Matter> {
    let module = stand.module;
    // The first class is the lead's.
    if stand.open == 0 || module.class < 2 || article.boxed || article.kind == Kind::Banner || module.head.lines == 0 {
        return None;
    }
    desk.take_up(article);
    let said = desk.say.len();
    let larger = head(desk, article, module.class - 1, &module.measures);
    desk.say.truncate(said);
    let deep = module.head.lines + stand.open;
    let of = |desk: &Desk, head: &Matter| {
        let opening = head.opening(deep - head.lines, stand.level, desk.grid());
        white(desk, &head.opened(opening), &module.measures)
    };
    let grows = headline_size(&larger) > headline_size(&module.head) && larger.lines <= deep;
    (grows && of(desk, &larger) <= of(desk, &module.head)).then_some(larger)
}

/// The size of the largest headline that begins above a stand on its page; without bound where there is none.
fn room_above(stand: &Stand, stands: &[Stand]) -> f64 {
    let above = |other: &&Stand| other.page() == stand.page() && other.line < stand.line && other.module.head.lines > 0;
    stands.iter().filter(above).map(|other| headline_size(other.head())).reduce(f64::max).unwrap_or(f64::INFINITY)
}

/// Whether a head would read as one with that of a neighbour that begins on the same line.
fn butts_at(head: &Matter, stand: &Stand, stands: &[Stand], desks: &Desks) -> bool {
    let x = |stand: &Stand| -> Option<(u32, u32, Length)> {
        let room = stand.flow.bands.first()?.room;
        Some((room.first, room.first + room.span, desks.m.layout.column_x(room.page, room.first)))
    };
    let Some((first, end, left)) = x(stand) else { return false };
    let level = |other: &&Stand| other.page() == stand.page() && other.line == stand.line;
    stands.iter().filter(level).any(|other| match x(other) {
        Some((_, before, at)) if before == first => butts(other.head(), head, left - at),
        Some((after, _, at)) if after == end => butts(head, other.head(), at - left),
        _ => false,
    })
}
