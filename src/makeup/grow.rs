//! Heads that are opened so that columns end level. A larger size of the headline takes the white, for type fills its
//! width and white below it is a hole; what is left of it goes above heads that stand side by side, as far as all have it.

use super::desk::{Desk, Desks};
use super::head::{butts, head, headline_size, opening};
use super::matter::Matter;
use super::plan::Rooms;
use super::set::Stand;
use crate::geom::Length;
use crate::issue::{Article, Kind};
use rayon::prelude::*;

/// By so many sizes of its style a headline grows at most.
const STEPS: usize = 2;

/// Gives heads that are opened larger sizes of their headlines where they have the depth for it: never that of the lead, never
/// one larger than what begins above it on its page, and never one that butts against the next. `stands` are in the order of
/// pages and lines.
pub fn grow(stands: &mut [Stand], articles: &[Article], desks: &Desks) {
    let larger = |stand: &Stand| desks.at(|desk| larger(desk, stand, &articles[stand.module.article]));
    let larger: Vec<Vec<Matter>> = stands.par_iter().map(larger).collect();
    for (i, heads) in larger.into_iter().enumerate().filter(|(_, heads)| !heads.is_empty()) {
        let most = room_above(&stands[i], stands);
        let goes = |head: &Matter| headline_size(head) <= most && !butts_at(head, &stands[i], stands, desks);
        if let Some(head) = heads.into_iter().find(goes) {
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

/// The head with its headline in the next larger sizes, where it has the depth for them and leaves no more white: that which
/// leaves least comes first.
fn larger(desk: &mut Desk, stand: &Stand, article: &Article) -> Vec<Matter> {
    let module = stand.module;
    // The first class is the lead's.
    if stand.open == 0 || module.class < 2 || article.boxed || article.kind == Kind::Banner || module.head.lines == 0 {
        return Vec::new();
    }
    desk.take_up(article);
    let said = desk.say.len();
    let steps = 1..=STEPS.min(module.class - 1);
    let heads: Vec<Matter> = steps.map(|by| head(desk, article, module.class - by, &module.measures)).collect();
    desk.say.truncate(said);
    let deep = module.head.lines + stand.open;
    let left = |head: &Matter| opening(desk, head, deep - head.lines, stand.level, &module.measures).0;
    let (own, least) = (headline_size(&module.head), left(&module.head));
    let goes = |head: &Matter| head.lines <= deep && headline_size(head) > own;
    let heads = heads.into_iter().filter(goes).map(|head| (left(&head), head));
    let mut heads: Vec<(f64, Matter)> = heads.filter(|(left, _)| *left <= least).collect();
    heads.sort_by(|a, b| a.0.total_cmp(&b.0));
    heads.into_iter().map(|(_, head)| head).collect()
}

/// The size of the largest headline on the nearest line above a stand on which others of its page begin; without bound where
/// there is none. Heads shrink down the page.
fn room_above(stand: &Stand, stands: &[Stand]) -> f64 {
    let above = |other: &&Stand| other.page() == stand.page() && other.line < stand.line && other.module.head.lines > 0;
    let nearest = stands.iter().filter(above).map(|other| other.line).max();
    let there = stands.iter().filter(above).filter(|other| Some(other.line) == nearest);
    there.map(|other| headline_size(other.head())).reduce(f64::max).unwrap_or(f64::INFINITY)
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
