//! The dummy: which row of articles begins at which line of which room. A search over the lines at which the row before
//! may end (as Knuth and Plass break paragraphs), the cheapest few kept; where keeping the order of the issue would leave
//! a hole, a row further on may come first.

use super::fill::Rules;
use super::flow::{Flow, LEAST, Leg, Mode, flow};
use super::module::Module;
use super::room::Room;
use crate::issue::Start;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// So many states are kept from one row to the next.
const BEAM: usize = 4;
/// A page with so many lines left is not left where the next row fits.
const MOST_SPARE: u32 = 30;
/// So many rows that wait are weighed for a place, and so many where much would be left white.
const AHEAD: (usize, usize) = (3, 7);
/// A row is passed by so many others at the most.
const FARTHEST: usize = 10;
/// So many lines are much.
const MUCH: u32 = 12;
/// What it costs a row to be passed by another.
const PASSED: i64 = 2_500;
/// What stands side by side runs over to another page for so many lines at least.
const TURN: u32 = 5;
/// A head may be opened by so many lines, so that what is left at the foot of a page does not show.
pub const OPEN: u32 = 2;
/// What a line of that costs.
const OPENED: i64 = 60;

/// What a row of the paper is: articles side by side, all beginning on one line. A row of one may run over pages.
pub struct Row<'a> {
    /// Its articles, left to right.
    pub modules: Vec<Module<'a>>,
    /// Where it may begin.
    pub start: Start,
    /// Whether it has to end on the page on which it begins, if a page holds it.
    pub stays: bool,
}

impl Row<'_> {
    fn head(&self) -> u32 {
        self.modules.iter().map(|m| m.head.lines + m.measures.pad_lines).max().unwrap_or(0)
    }
}

/// The rows of the paper: over all columns, and those of one article over fewer, for rooms that are narrower.
pub struct Rows<'a> {
    /// Over all columns, in the order of the issue.
    pub whole: Vec<Row<'a>>,
    /// By the span of a room, the same rows as far as they go into it.
    pub narrow: BTreeMap<u32, Vec<Option<Row<'a>>>>,
}

impl<'a> Rows<'a> {
    /// All of them, over all columns and over fewer.
    pub fn into_rows(self) -> impl Iterator<Item = Row<'a>> {
        self.whole.into_iter().chain(self.narrow.into_values().flatten().flatten())
    }

    /// A row as it stands in rooms of `span` columns.
    pub fn over(&self, span: u32, row: usize) -> Option<&Row<'a>> {
        match self.narrow.get(&span) {
            Some(rows) => rows[row].as_ref(),
            None => Some(&self.whole[row]),
        }
    }
}

/// The rooms of the paper in reading order, as many as it takes.
pub trait Rooms: Sync {
    /// A room.
    fn room(&self, n: usize) -> Room;
    /// The room from which on all are whole pages of the same size.
    fn alike_from(&self) -> usize;
    /// What articles may use of a page.
    fn area(&self, page: u32) -> Room;
    /// White above an article that stands under another.
    fn gap(&self) -> u32;
}

/// Where a row stands.
#[derive(Debug, Clone)]
pub struct Placed {
    /// Which row.
    pub row: usize,
    /// In which room it begins.
    pub room: usize,
    /// The line at which its heads begin.
    pub line: u32,
    /// How it is set.
    pub way: Arc<Way>,
    /// Lines by which its heads are opened beyond what the way says.
    pub open: u32,
}

/// A way to set a row.
#[derive(Debug)]
pub struct Way {
    /// How each of its modules is set; the rooms of the bands are those of another place.
    pub flows: Vec<Flow>,
    /// Lines by which the head of each is opened.
    pub open: Vec<u32>,
    /// What it costs.
    pub cost: i64,
}

/// How far the paper is filled.
#[derive(Debug, Clone, Copy)]
struct State {
    room: usize,
    line: u32,
    /// The first row that waits.
    next: usize,
    /// Those after it that do not wait any more: a bit each.
    gone: u32,
    /// Heads on the page: places where a line or two may be added.
    heads: u32,
    cost: i64,
    step: Option<usize>,
}

impl State {
    /// The rows that wait and may come next.
    fn waiting(&self, rows: usize) -> impl Iterator<Item = usize> + use<> {
        let (next, gone) = (self.next, self.gone);
        (next..rows.min(next + FARTHEST)).filter(move |r| gone >> (r - next) & 1 == 0)
    }

    /// The same state without a row that waited.
    fn without(mut self, row: usize) -> State {
        self.gone |= 1 << (row - self.next);
        while self.gone & 1 == 1 {
            self.gone >>= 1;
            self.next += 1;
        }
        self
    }
}

struct Step {
    before: Option<usize>,
    placed: Placed,
}

/// All that the ways to set a row depend on: the row, the room as far as the rooms after it differ, its span, and the
/// depth that is left in it; and whether it is worth the trouble of opening its head.
type Site = (usize, usize, u32, u32, bool);

/// Heads are opened for the so many best states.
const OPENING: usize = 2;
/// A plan that costs less for each row than a line by which columns do not end level is good as it is.
const GOOD: i64 = 700;

struct Search<'a, 'r> {
    rows: &'r Rows<'a>,
    rooms: &'r dyn Rooms,
    /// For so many of the best states heads are opened.
    opening: usize,
    known: BTreeMap<Site, Vec<Arc<Way>>>,
    steps: Vec<Step>,
}

/// Places the rows, as many as can be: without opening any head, and, where that costs more than it should, once more
/// with heads that open.
pub fn plan(rows: &Rows, rooms: &dyn Rooms) -> Vec<Placed> {
    let mut s = Search { rows, rooms, opening: 0, known: BTreeMap::new(), steps: Vec::new() };
    let plain = s.run();
    if plain.1 <= GOOD * rows.whole.len() as i64 {
        return plain.0;
    }
    s.opening = OPENING;
    let opened = s.run();
    // The one that places more, at less cost.
    let rank = |found: &(Vec<Placed>, i64)| (std::cmp::Reverse(found.0.len()), found.1);
    if rank(&opened) < rank(&plain) { opened.0 } else { plain.0 }
}

impl Search<'_, '_> {
    /// Places all rows that can be, and what it costs.
    fn run(&mut self) -> (Vec<Placed>, i64) {
        self.steps.clear();
        let line = self.rooms.room(0).top;
        let mut states = vec![State { room: 0, line, next: 0, gone: 0, heads: 0, cost: 0, step: None }];
        for _ in 0..self.rows.whole.len() {
            let next = self.step(&mut states);
            if next.is_empty() {
                break;
            }
            states = self.thin(next);
        }
        let mut placed = Vec::new();
        let mut at = states.first().and_then(|s| s.step);
        while let Some(i) = at {
            at = self.steps[i].before;
            placed.push(self.steps[i].placed.clone());
        }
        placed.reverse();
        (placed, states.first().map_or(0, |s| s.cost))
    }

    /// One row more.
    fn step(&mut self, states: &mut [State]) -> Vec<State> {
        // A row that finds no room here finds it in one of the next: those are whole.
        for _ in 0..=self.rooms.alike_from() + 1 {
            let first: Vec<(State, usize)> =
                states.iter().filter_map(|s| Some((*s, s.waiting(self.rows.whole.len()).next()?))).collect();
            let mut next = self.place(&first);
            // Where the order of the issue leaves a hole, others that wait are weighed.
            let sore: Vec<(State, usize)> = first
                .iter()
                .enumerate()
                .filter(|(n, (s, _))| s.step.is_some() && self.sore(*s, &next, *n))
                .flat_map(|(_, (s, _))| {
                    let much = self.rooms.room(s.room).bottom >= s.line + MUCH;
                    let ahead = if much { AHEAD.1 } else { AHEAD.0 };
                    let others = s.waiting(self.rows.whole.len()).take(ahead).skip(1);
                    others.map(|row| (*s, row)).collect::<Vec<_>>()
                })
                .filter(|(s, row)| self.may_pass(*s, *row))
                .collect();
            next.extend(self.place(&sore));
            let next: Vec<State> = next.into_iter().map(|(_, s)| s).collect();
            if !next.is_empty() {
                return next;
            }
            for s in states.iter_mut() {
                *s = self.overleaf(*s);
            }
        }
        Vec::new()
    }

    /// Whether the row that comes next in the order of the issue is dear to set at the `n`-th state, `next` being what came
    /// of it there.
    fn sore(&self, s: State, next: &[(usize, State)], n: usize) -> bool {
        let room = self.rooms.room(s.room);
        let least = next.iter().filter(|(from, _)| *from == n).map(|(_, after)| after.cost - s.cost).min();
        s.line < room.bottom && least.is_none_or(|cost| cost > PASSED)
    }

    /// Whether a row may go before those that wait longer: not where one of them asks for a place of its own.
    fn may_pass(&self, s: State, row: usize) -> bool {
        // A state has a bit for each of so many rows and no more.
        row - s.next < 32 && (s.next..=row).all(|r| self.rows.whole[r].start == Start::Anywhere)
    }

    /// The states after placing a row, each with the number of the state that it follows.
    fn place(&mut self, wanted: &[(State, usize)]) -> Vec<(usize, State)> {
        let mut begun: Vec<(usize, State, usize, u32, bool)> = Vec::new();
        for (n, (s, row)) in wanted.iter().enumerate() {
            begun.extend(self.starts(*s, *row).into_iter().map(|(s, gap)| (n, s, *row, gap, n < self.opening)));
        }
        let sites: BTreeSet<Site> =
            begun.iter().map(|(_, s, row, gap, open)| self.site(*s, *row, *gap, *open)).collect();
        let fresh: Vec<Site> = sites.into_iter().filter(|site| !self.known.contains_key(site)).collect();
        let found: Vec<(Site, Vec<Arc<Way>>)> = fresh.into_par_iter().map(|site| (site, self.ways(site))).collect();
        self.known.extend(found);
        let mut next = Vec::new();
        for (n, start, row, gap, open) in begun {
            for way in self.known[&self.site(start, row, gap, open)].clone() {
                let (room, line) = self.end(row, &way, start, gap);
                let here = self.rooms.room(room).page == self.rooms.room(start.room).page;
                let heads = if here { start.heads + 1 } else { 0 };
                let passed = (start.next..row).filter(|r| start.gone >> (r - start.next) & 1 == 0);
                let cost = start.cost + way.cost + PASSED * passed.count() as i64;
                let placed = Placed { row, room: start.room, line: start.line + gap, way, open: 0 };
                self.steps.push(Step { before: start.step, placed });
                let step = Some(self.steps.len() - 1);
                next.push((n, State { room, line, heads, cost, step, ..start }.without(row)));
            }
        }
        next
    }

    /// The best states.
    fn thin(&self, mut next: Vec<State>) -> Vec<State> {
        // What lies further on has used more paper; a little for every line keeps the paper tight.
        let page = |s: &State| self.rooms.room(s.room).page;
        next.sort_by_key(|s| {
            (s.cost + 6 * (i64::from(page(s)) * 60 + i64::from(s.line)), s.room, s.line, s.next, s.gone)
        });
        let mut kept: Vec<State> = Vec::new();
        for s in next {
            let same = |k: &State| (k.room, k.line, k.next, k.gone) == (s.room, s.line, s.next, s.gone);
            if kept.len() < BEAM && !kept.iter().any(same) {
                kept.push(s);
            }
        }
        kept
    }

    /// The white above a row that begins at a state, and whether it fits there.
    fn fits(&self, row: &Row, s: State) -> (u32, bool) {
        let room = self.rooms.room(s.room);
        let gap = if s.line > room.top { self.rooms.gap() } else { 0 };
        (gap, s.line + gap + row.head() + LEAST <= room.bottom)
    }

    /// The states in which a row may begin, and the white above it: here, or at the head of the next room.
    fn starts(&self, s: State, row: usize) -> Vec<(State, u32)> {
        let room = self.rooms.room(s.room);
        let next = self.overleaf(s);
        let share = |cost: i64| cost * i64::from(room.span) / i64::from(self.rooms.area(room.page).span.max(1));
        let Some(row) = self.rows.over(room.span, row) else {
            let spare = i64::from(room.bottom - s.line);
            return vec![(State { cost: s.cost + share(175 * spare), ..next }, 0)];
        };
        let (gap, fits) = self.fits(row, s);
        let mut out = Vec::new();
        if fits && (s.line == room.top || row.start == Start::Anywhere) {
            out.push((s, gap));
        }
        // Nobody leaves half a page white where there is a choice.
        let left = room.bottom.saturating_sub(s.line);
        let near = !fits || row.modules.len() > 1 || row.stays || row.start != Start::Anywhere || left < MOST_SPARE;
        if s.line > room.top && near {
            let spare = i64::from(left);
            let hole = if left <= s.heads * OPEN { OPENED * spare } else { 150 * spare + 25 * spare * spare };
            let hole = if row.start == Start::Anywhere { share(hole) } else { 0 };
            out.push((State { cost: s.cost + hole, ..next }, 0));
        } else if s.line == room.top && !fits {
            // Deeper than a page even from its top: let it begin here all the same, or in the next room with more depth.
            let deeper = |n: &usize| self.rooms.room(*n).depth() > room.depth();
            let n = (s.room + 1..s.room + 8).find(deeper).unwrap_or(s.room);
            out.push((State { room: n, line: self.rooms.room(n).top, heads: 0, ..s }, 0));
        }
        out
    }

    /// The head of the next room.
    fn overleaf(&self, s: State) -> State {
        let room = self.rooms.room(s.room + 1);
        State { room: s.room + 1, line: room.top, heads: 0, ..s }
    }

    fn site(&self, s: State, row: usize, gap: u32, open: bool) -> Site {
        let room = self.rooms.room(s.room);
        let n = s.room.min(self.rooms.alike_from());
        (row, n, room.span, room.bottom.saturating_sub(s.line + gap), open)
    }

    /// The ways to set a row at a site.
    fn ways(&self, (row, n, span, left, open): Site) -> Vec<Arc<Way>> {
        let Some(row) = self.rows.over(span, row) else { return Vec::new() };
        let room = |k: usize| {
            let room = self.rooms.room(n + k);
            if k == 0 { Room { top: room.bottom.saturating_sub(left), ..room } } else { room }
        };
        let area = |page: u32| self.rooms.area(page);
        let ways = if let [module] = &row.modules[..] {
            alone(module, &room, &area, row.stays, open)
        } else {
            level(row, &room, &area)
        };
        ways.into_iter().map(Arc::new).collect()
    }

    /// The room and the line at which a row ends.
    fn end(&self, row: usize, way: &Way, s: State, gap: u32) -> (usize, u32) {
        let room = self.rooms.room(s.room);
        let Some(row) = self.rows.over(room.span, row) else { return (s.room, s.line) };
        let ends = row.modules.iter().zip(way.flows.iter().zip(&way.open)).map(|(m, (f, open))| match f.bands.len() {
            0 | 1 => (s.room, s.line + gap + open + m.depth(f)),
            n => {
                let last = &f.bands[n - 1];
                let room = s.room + n - 1;
                // The band's room is that of the site: what stands above its copy there stands above it here.
                let above = last.room.top - self.rooms.room((s.room.min(self.rooms.alike_from())) + n - 1).top;
                (room, self.rooms.room(room).top + above + last.depth + m.measures.pad_lines)
            }
        });
        ends.max().unwrap_or((s.room, s.line))
    }
}

/// The ways to set a row of one.
fn alone(
    module: &Module,
    room: &dyn Fn(usize) -> Room,
    area: &dyn Fn(u32) -> Room,
    stays: bool,
    opening: bool,
) -> Vec<Way> {
    let legs = module.legs(room, area);
    let way = |open: u32, f: Flow| {
        // A few lines under a head at a page's foot look like a mistake.
        let cramped = if f.bands.len() > 1 { i64::from(9u32.saturating_sub(f.bands[0].depth)) * 120 } else { 0 };
        Way { cost: f.cost + cramped + OPENED * i64::from(open), open: vec![open], flows: vec![f] }
    };
    let begin = room(0);
    let page = area(begin.page);
    let whole = (begin.first, begin.span, begin.top) == (page.first, page.span, page.top);
    let mut flows = flow(module, &legs, if stays { Mode::Stays } else { Mode::Runs }, Rules::Kept);
    if flows.is_empty() && whole {
        // What does not go on a page of its own as it should goes there as it can.
        flows = flow(module, &legs, Mode::Runs, Rules::Kept);
        if flows.is_empty() {
            flows = flow(module, &legs, Mode::Runs, Rules::Waived);
        }
    }
    let runs_over = opening && !stays && flows.iter().any(|f| f.bands.len() > 1);
    let mut out: Vec<Way> = flows.into_iter().map(|f| way(0, f)).collect();
    // Opening the head of what runs over moves its end.
    for open in 1..=if runs_over && module.head.lines > 0 { OPEN } else { 0 } {
        let opened = |n: usize| {
            let leg = legs(n);
            if n == 0 { Leg { room: leg.room.below(open), ..leg } } else { leg }
        };
        if opened(0).room.depth() >= LEAST {
            let flows = flow(module, &opened, Mode::Runs, Rules::Kept).into_iter().filter(|f| f.bands.len() > 1);
            out.extend(flows.map(|f| way(open, f)));
        }
    }
    out
}

/// The ways to set articles side by side, one flow for each, so that they end on the same line or nearly so; on this
/// page, or all of them on one of the next.
pub fn level(row: &Row, room: &dyn Fn(usize) -> Room, area: &dyn Fn(u32) -> Room) -> Vec<Way> {
    let set =
        |mode| row.modules.iter().map(|m| flow(m, &m.legs(room, area), mode, Rules::Kept)).collect::<Vec<Vec<Flow>>>();
    let mut out = levelled(row, &set(Mode::Stays), 1);
    if out.is_empty() && !row.stays {
        let sets = set(Mode::Runs);
        let most = sets.iter().flatten().map(|f| f.bands.len()).max().unwrap_or(1);
        out = (2..=most).flat_map(|bands| levelled(row, &sets, bands)).collect();
    }
    out.sort_by_key(|w| w.cost);
    out.truncate(2);
    out
}

/// Of the ways to set articles in so many bands, one for each, those that end level.
fn levelled(row: &Row, sets: &[Vec<Flow>], bands: usize) -> Vec<Way> {
    let above = |m: usize| if bands == 1 { row.modules[m].head.lines } else { 0 };
    let foot = |m: usize, f: &Flow| above(m) + f.last_depth() + row.modules[m].measures.pad_lines;
    // A few lines on the next page are not worth the turning.
    let worth = |f: &Flow| f.bands.len() == bands && (bands == 1 || f.last_depth() >= TURN);
    let of = |m: usize| sets[m].iter().filter(|f| worth(f));
    let mut feet: Vec<u32> = (0..sets.len()).flat_map(|m| of(m).map(move |f| foot(m, f))).collect();
    feet.sort_unstable();
    feet.dedup();
    let mut out = Vec::new();
    for target in feet {
        let mut way = Way { flows: Vec::new(), open: Vec::new(), cost: 0 };
        for m in 0..sets.len() {
            // What is short of the target opens the head, as far as it goes; the rest is white.
            let split = |f: &Flow| {
                let short = target.saturating_sub(foot(m, f));
                let open = if above(m) > 0 { short.min(OPEN) } else { 0 };
                let white = i64::from(short - open);
                (open, f.cost + OPENED * i64::from(open) + 150 * white * white.min(8))
            };
            let Some(f) = of(m).filter(|f| foot(m, f) <= target).min_by_key(|f| split(f).1) else { break };
            let (open, cost) = split(f);
            way.cost += cost;
            way.open.push(open);
            way.flows.push(f.clone());
        }
        if way.flows.len() == sets.len() {
            out.push(way);
        }
    }
    out
}

/// Spreads the lines that are left at the foot of a page over its heads, `OPEN` a head at most. The last page and pages
/// whose last article goes on are left alone.
pub fn stretch(placed: &mut [Placed], rows: &Rows, rooms: &dyn Rooms) {
    let mut first = 0;
    while first < placed.len() {
        let n = placed[first].room;
        let room = rooms.room(n);
        let count = placed[first..].iter().take_while(|p| p.room == n).count();
        let more = first + count < placed.len();
        let group = &mut placed[first..first + count];
        let row = |p: &Placed| rows.over(room.span, p.row).map_or(&[][..], |r| &r.modules[..]);
        let ends = |p: &Placed| {
            let feet = row(p).iter().zip(p.way.flows.iter().zip(&p.way.open));
            let feet = feet.map(|(m, (f, open))| p.line + open + m.depth(f));
            feet.max().unwrap_or(p.line)
        };
        let last = &group[count - 1];
        if more && last.way.flows.iter().all(|f| f.bands.len() == 1) {
            let spare = room.bottom.saturating_sub(ends(last));
            let opens = |p: &Placed| row(p).iter().all(|m| m.head.lines > 0) && p.way.open.iter().all(|o| *o == 0);
            let heads = group.iter().filter(|p| opens(p)).count() as u32;
            if heads > 0 && spare <= OPEN * heads {
                let (each, mut rest, mut by) = (spare / heads, spare % heads, 0);
                for p in group.iter_mut() {
                    p.line += by;
                    if opens(p) {
                        p.open = each + u32::from(rest > 0);
                        rest = rest.saturating_sub(1);
                        by += p.open;
                    }
                }
            }
        }
        first += count;
    }
}
