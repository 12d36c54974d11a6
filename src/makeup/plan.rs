//! The dummy: which row of articles begins at which line of which page. A search in the order of the issue,
//! over the lines at which the article before may end (as Knuth and Plass break paragraphs), the cheapest few kept.

use super::flow::{Flow, LEAST, flow};
use super::module::Module;
use crate::issue::Start;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// So many states are kept from one row to the next.
const BEAM: usize = 3;

/// A page with so many lines left is not left where the next row fits.
const MOST_SPARE: u32 = 16;

/// What a row of the paper is: articles side by side, all beginning on one line. A row of one may run over pages.
pub struct Row<'a> {
    /// Its articles, left to right.
    pub modules: Vec<Module<'a>>,
    /// Where it may begin.
    pub start: Start,
}

/// The rooms of the pages, in grid lines of the type area.
pub trait Rooms: Sync {
    /// The first line that articles may use, and one past the last.
    fn room(&self, page: u32) -> (u32, u32);
    /// The page from which on all pages have the same room.
    fn alike_from(&self) -> u32;
    /// White above an article that stands under another.
    fn gap(&self) -> u32;
}

/// Where a row stands.
#[derive(Debug, Clone)]
pub struct Placed {
    /// The page, from 1.
    pub page: u32,
    /// The line at which its heads begin.
    pub line: u32,
    /// How each of its modules is set.
    pub flows: Arc<Vec<Flow>>,
}

/// How far the pages are filled.
#[derive(Debug, Clone, Copy)]
struct State {
    page: u32,
    line: u32,
    /// Articles on the page that have white above them: places where a line or two may be added.
    gaps: u32,
    cost: i64,
    step: Option<usize>,
}

struct Step {
    before: Option<usize>,
    placed: Placed,
}

/// Places the rows in order.
pub fn plan(rows: &[Row], rooms: &dyn Rooms) -> Vec<Placed> {
    let mut steps: Vec<Step> = Vec::new();
    let mut states = vec![State { page: 1, line: rooms.room(1).0, gaps: 0, cost: 0, step: None }];
    for row in rows {
        let mut next = Vec::new();
        // A row that finds no room on these pages finds it on one of the next: their rooms are whole.
        for _ in 0..=rooms.alike_from() {
            let begun: Vec<(State, u32)> = states.iter().flat_map(|s| starts(row, *s, rooms)).collect();
            let known = all_ways(row, &begun, rooms);
            for (start, gap) in begun {
                for (flows, cost) in &known[&site(start, gap, rooms)] {
                    let (page, line) = end(row, flows, start, gap, rooms);
                    let gaps = if page == start.page { start.gaps + u32::from(gap > 0) } else { 0 };
                    let cost = start.cost + *cost;
                    let placed = Placed { page: start.page, line: start.line + gap, flows: flows.clone() };
                    steps.push(Step { before: start.step, placed });
                    next.push(State { page, line, gaps, cost, step: Some(steps.len() - 1) });
                }
            }
            if !next.is_empty() {
                break;
            }
            states = states.iter().map(|s| overleaf(*s, rooms)).collect();
        }
        // What lies further on has used more paper; a little for every line keeps the paper tight.
        next.sort_by_key(|s| (s.cost + 6 * (i64::from(s.page) * 60 + i64::from(s.line)), s.page, s.line));
        let mut kept: Vec<State> = Vec::new();
        for s in next {
            if kept.len() < BEAM && !kept.iter().any(|k| (k.page, k.line) == (s.page, s.line)) {
                kept.push(s);
            }
        }
        states = kept;
    }
    let mut placed = Vec::new();
    let mut at = states.first().and_then(|s| s.step);
    while let Some(i) = at {
        at = steps[i].before;
        placed.push(steps[i].placed.clone());
    }
    placed.reverse();
    placed
}

/// All that the ways to set a row depend on: the depth that is left on its page, and the page, as far as the rooms of
/// the pages after it differ.
type Site = (u32, u32);

fn site(s: State, gap: u32, rooms: &dyn Rooms) -> Site {
    (rooms.room(s.page).1.saturating_sub(s.line + gap), s.page.min(rooms.alike_from()))
}

/// The ways to set a row and their costs.
type Ways = Vec<(Arc<Vec<Flow>>, i64)>;

/// The ways to set a row at each site at which it may begin.
fn all_ways(row: &Row, begun: &[(State, u32)], rooms: &dyn Rooms) -> BTreeMap<Site, Ways> {
    let sites: BTreeSet<Site> = begun.iter().map(|(s, gap)| site(*s, *gap, rooms)).collect();
    sites.into_par_iter().map(|site| (site, ways(row, site, rooms))).collect()
}

/// The states in which a row may begin, and the white above it: here, or at the head of the next page.
fn starts(row: &Row, s: State, rooms: &dyn Rooms) -> Vec<(State, u32)> {
    let (top, bottom) = rooms.room(s.page);
    let gap = if s.line > top { rooms.gap() } else { 0 };
    let head = row.modules.iter().map(|m| m.head.lines).max().unwrap_or(0);
    let fits = s.line + gap + head + LEAST <= bottom;
    let mut out = Vec::new();
    if fits && (s.line == top || row.start == Start::Anywhere) {
        out.push((s, gap));
    }
    // Nobody leaves half a page white where there is a choice.
    let near = !fits || row.modules.len() > 1 || row.start != Start::Anywhere || bottom - s.line < MOST_SPARE;
    if s.line > top && near {
        let spare = i64::from(bottom.saturating_sub(s.line));
        let stretch = i64::from(s.gaps * 2);
        let hole = if spare <= stretch { 60 * spare } else { 150 * spare + 25 * spare * spare };
        let hole = if row.start == Start::Anywhere { hole } else { 0 };
        out.push((overleaf(State { cost: s.cost + hole, ..s }, rooms), 0));
    } else if s.line == top && !fits {
        // Deeper than a page even from its top: let it begin here all the same, on the next page with more room.
        let page = (s.page + 1..s.page + 4).find(|p| depth(rooms, *p) > bottom - top).unwrap_or(s.page);
        out.push((State { page, line: rooms.room(page).0, gaps: 0, ..s }, 0));
    }
    out
}

/// The head of the next page.
fn overleaf(s: State, rooms: &dyn Rooms) -> State {
    let page = s.page + 1;
    State { page, line: rooms.room(page).0, gaps: 0, ..s }
}

fn depth(rooms: &dyn Rooms, page: u32) -> u32 {
    let (top, bottom) = rooms.room(page);
    bottom.saturating_sub(top)
}

/// The ways to set a row at a site.
fn ways(row: &Row, (room, page): Site, rooms: &dyn Rooms) -> Ways {
    let next = |n: usize| depth(rooms, page + n as u32).max(LEAST);
    if let [module] = &row.modules[..] {
        let depth = room.saturating_sub(module.head.lines).max(1);
        let flows = flow(module, depth, &next, false);
        // A few lines under a head at a page's foot look like a mistake.
        let cramped = |f: &Flow| if f.bands.len() > 1 { i64::from(9u32.saturating_sub(depth)) * 120 } else { 0 };
        return flows.into_iter().map(|f| (f.cost + cramped(&f), f)).map(|(c, f)| (Arc::new(vec![f]), c)).collect();
    }
    let sets: Vec<Vec<Flow>> =
        row.modules.iter().map(|m| flow(m, room.saturating_sub(m.head.lines).max(1), &next, true)).collect();
    if sets.iter().any(Vec::is_empty) {
        return Vec::new();
    }
    level(row, &sets)
}

/// Of the ways to set articles side by side, one for each, those that end on the same line or nearly so.
fn level(row: &Row, sets: &[Vec<Flow>]) -> Ways {
    let foot = |m: usize, f: &Flow| row.modules[m].head.lines + f.last_depth();
    let mut feet: Vec<u32> = sets.iter().enumerate().flat_map(|(m, s)| s.iter().map(move |f| foot(m, f))).collect();
    feet.sort_unstable();
    feet.dedup();
    let mut out = Vec::new();
    for target in feet {
        let mut cost = 0;
        let mut chosen = Vec::new();
        for (m, set) in sets.iter().enumerate() {
            let off = |f: &Flow| {
                let short = i64::from(target.saturating_sub(foot(m, f)));
                f.cost + 150 * short * short.min(8)
            };
            let Some(f) = set.iter().filter(|f| foot(m, f) <= target).min_by_key(|f| off(f)) else { break };
            cost += off(f);
            chosen.push(f.clone());
        }
        if chosen.len() == sets.len() {
            out.push((Arc::new(chosen), cost));
        }
    }
    out.sort_by_key(|(_, cost)| *cost);
    out.truncate(2);
    out
}

/// The page and the line at which a row ends.
fn end(row: &Row, flows: &[Flow], s: State, gap: u32, rooms: &dyn Rooms) -> (u32, u32) {
    let ends = row.modules.iter().zip(flows).map(|(m, f)| match f.bands.len() {
        0 | 1 => (s.page, s.line + gap + m.head.lines + f.last_depth()),
        n => {
            let page = s.page + n as u32 - 1;
            (page, rooms.room(page).0 + f.last_depth())
        }
    });
    ends.max().unwrap_or((s.page, s.line))
}

/// Spreads the lines that are left at the foot of a page over the white above its heads, two a head at most. The last
/// page and pages whose last article goes on are left alone.
pub fn stretch(placed: &mut [Placed], rows: &[Row], rooms: &dyn Rooms) {
    let mut first = 0;
    while first < placed.len() {
        let page = placed[first].page;
        let count = placed[first..].iter().take_while(|p| p.page == page).count();
        let group = &mut placed[first..first + count];
        let last = &group[count - 1];
        let more = first + count < rows.len();
        if more && last.flows.iter().all(|f| f.bands.len() == 1) {
            let foot = rows[first + count - 1].modules.iter().zip(last.flows.iter());
            let foot = foot.map(|(m, f)| last.line + m.head.lines + f.last_depth()).max().unwrap_or(0);
            let spare = rooms.room(page).1.saturating_sub(foot);
            let heads = group.iter().filter(|p| p.line > rooms.room(page).0).count() as u32;
            if heads > 0 && spare <= 2 * heads {
                let (each, mut rest, mut by) = (spare / heads, spare % heads, 0);
                for p in group.iter_mut().filter(|p| p.line > rooms.room(page).0) {
                    by += each + u32::from(rest > 0);
                    rest = rest.saturating_sub(1);
                    p.line += by;
                }
            }
        }
        first += count;
    }
}
