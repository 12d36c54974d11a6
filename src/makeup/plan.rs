//! The dummy: which strip of articles begins at which line of which room. A search over the lines at which the strip before
//! may end (as Knuth and Plass break paragraphs), the cheapest few kept; where keeping the order of the issue would leave
//! a hole, an article further on may come first.

use super::flow::{Flow, LEAST};
use super::level::{OPEN, OPENED, ways};
use super::module::Module;
use super::pieces::{Piece, Pieces};
use super::room::Room;
use super::set::Stand;
use super::strip::{FEW, Narrowed, Strip, narrowed, strips, suited};
use super::way::{self, Pocket, Site, Turned, Way};
use crate::issue::Start;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// So many states are kept for every number of pieces that stand, and so many in a small paper, where that takes little time.
const BEAM: (usize, usize) = (4, 12);
/// A paper of so many pieces at most is small.
const SMALL: usize = 12;
/// A page with so many lines left is not left where the next piece fits.
const MOST_SPARE: u32 = 30;
/// So many pieces that wait are weighed for a place, and so many where much would be left white.
const AHEAD: (usize, usize) = (3, 7);
/// A piece is passed by so many others at the most.
const FARTHEST: usize = 10;
/// So many strips that begin with a piece which passes others are weighed, the most promising.
const PROMISING: usize = 2;
/// So many lines are much.
const MUCH: u32 = 12;
/// What white lines at the foot of a page cost: each of them, and their square. Three of them are as bad as one article passed by
/// another.
const HOLE: (i64, i64) = (350, 160);
/// So many lines at the foot of a page do not show, once all of its heads are opened.
const UNSEEN: u32 = 2;
/// What it costs a piece to be passed by another.
const PASSED: i64 = 2_500;
/// What it costs a piece to take more columns than it asks for where others that ask for theirs could stand beside it; and
/// where only one that asks for none could, narrowed.
const WIDENED: (i64, i64) = (20_000, 15_000);
/// What it costs a piece that asks for no width to take fewer columns than all; and where heads leave columns white.
const NARROWED: (i64, i64) = (1_500, 300);
/// What it costs a piece to have a column less than its widest picture or table takes.
const LOST: i64 = 2_500;
/// A strip of narrowed pieces that costs more to set is none: what it saves at its heads would be white at its feet. So much
/// that a piece may have some white beside its picture.
const UNEVEN: i64 = 20_000;
/// What a line of white costs that a head leaves over a column: about what it would cost at the column's foot; and where
/// heads are narrowed for it.
const BARE: (i64, i64) = (100, 200);
/// What it costs that copy over several columns is a line too shallow for them: a row of stubs under a wide head.
const FLAT: i64 = 600;
/// What it costs to end beyond the last page that was asked for.
const BEYOND: i64 = 40_000;
/// What a line of paper costs, of the whole width.
const PAPER: i64 = 6;
/// What it costs in one run after the other where a page is to be saved.
const DEARER: [i64; 2] = [1_000, 250];
/// A last page of which less than so many hundredths are used is a page that one would save, where that costs no more than this.
const SCANTY: (u32, i64) = (33, 40_000);
/// Heads are opened and pictures trimmed for the so many best states.
const OPENING: usize = 2;
/// A strip that adds less to the cost is good as it is.
const DEAR: i64 = 2_000;
/// For the sake of one that adds more, as six white lines at a page's foot do, what stands before it is narrowed though it is good.
const SORE: i64 = 8_000;
/// Heads that leave fewer lines of columns white are not worth narrowing, nor a piece that costs no more than this.
const WHITE: (i64, i64) = (3, 300);

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
    /// The last page that the paper may have, where that was asked for.
    fn last_page(&self) -> Option<u32>;
}

/// Whether a head over so many columns begins where articles of its page may begin, level with others there. One that stands
/// alone under the nameplate has no others to be level with.
pub fn heads(rooms: &dyn Rooms, page: u32, line: u32, span: u32) -> bool {
    let area = rooms.area(page);
    line == area.top && (line == 0 || span < area.span)
}

/// What so many white lines at the foot of a page cost.
fn hole(lines: u32) -> i64 {
    let lines = i64::from(lines);
    HOLE.0 * lines + HOLE.1 * lines * lines
}

/// Of what something costs over a whole page the share of a room, by its part of the width.
fn share(rooms: &dyn Rooms, room: Room, cost: i64) -> i64 {
    cost * i64::from(room.span) / i64::from(rooms.area(room.page).span.max(1))
}

/// What it costs to leave so many rooms after one white.
fn white(rooms: &dyn Rooms, room: usize, many: usize) -> i64 {
    let rest = (room + 1..=room + many).map(|n| rooms.room(n));
    rest.map(|room| share(rooms, room, hole(room.depth()))).sum()
}

/// Where a strip stands.
#[derive(Clone)]
pub struct Placed<'a> {
    /// Its pieces.
    pub strip: Strip,
    /// In which room it begins.
    room: usize,
    /// How it is set, on the pages of the site at which that was worked out.
    way: Arc<Way<'a>>,
    /// Whether it stands in a pocket.
    pocket: bool,
    /// How many pages further on it stands.
    pages: u32,
    /// Lines by which it stands lower, and its heads are opened more, than the way says.
    lower: u32,
    open: u32,
}

impl<'a> Placed<'a> {
    /// The modules of its pieces.
    pub fn modules(&self) -> impl Iterator<Item = &Module<'a>> {
        self.way.sets.iter().map(|set| &*set.module)
    }

    /// Its articles where they stand.
    pub fn stands<'s>(&'s self, rooms: &dyn Rooms) -> Vec<Stand<'s>> {
        let stand = |set: &'s way::Set<'a>| {
            let more = if set.top { self.open } else { 0 };
            let line = set.line + self.lower + if set.top { 0 } else { self.open };
            let mut flow = set.flow.clone();
            for (n, band) in flow.bands.iter_mut().enumerate() {
                band.room.page += self.pages;
                if n == 0 {
                    band.room.top += self.lower + self.open;
                }
            }
            let page = flow.bands.first().map_or(1, |b| b.room.page);
            // Heads side by side begin level, as those at the head of a page do.
            let level = set.top && self.strip.is_shared() || heads(rooms, page, line, set.module.span);
            Stand { module: &set.module, line, larger: None, open: set.open + more, level: level.then_some(0), flow }
        };
        self.way.sets.iter().map(stand).collect()
    }

    /// The line at which it ends, where that is on the page on which it begins, over all its columns.
    fn ends(&self) -> Option<u32> {
        let level = self.way.end.0 == 0 && self.way.pocket.is_none() && !self.pocket;
        level.then_some(self.way.end.1 + self.lower + self.open)
    }
}

/// How far the paper is filled.
#[derive(Debug, Clone, Copy)]
struct State {
    room: usize,
    line: u32,
    /// The pocket in which that is, if it is one.
    pocket: Option<Pocket>,
    /// What has jumped to a room further on.
    turned: Turned,
    /// The first piece that waits.
    next: usize,
    /// Those after it that do not wait any more: a bit each.
    gone: u32,
    /// Heads on the page: places where a line or two may be added.
    heads: u32,
    cost: i64,
    step: Option<usize>,
}

impl State {
    /// The pieces that wait and may come next.
    fn waiting(&self, pieces: usize) -> Vec<usize> {
        (self.next..pieces.min(self.next + FARTHEST)).filter(|r| self.gone >> (r - self.next) & 1 == 0).collect()
    }

    /// How many pieces stand.
    fn stand(&self) -> usize {
        self.next + self.gone.count_ones() as usize
    }

    /// The same state without a piece that waited.
    fn without(mut self, piece: usize) -> State {
        self.gone |= 1 << (piece - self.next);
        while self.gone & 1 == 1 {
            self.gone >>= 1;
            self.next += 1;
        }
        self
    }

    /// What the future depends on.
    fn key(&self) -> (usize, u32, Option<Pocket>, Turned, usize, u32) {
        (self.room, self.line, self.pocket, self.turned, self.next, self.gone)
    }
}

struct Step<'a> {
    before: Option<usize>,
    /// How many pieces stood before it.
    pieces: usize,
    /// What it adds to the cost.
    cost: i64,
    /// The same, whatever white and narrow heads cost in that run: by this, plans are held against one another.
    fair: i64,
    /// Whether it might come out better over fewer columns.
    wide: bool,
    placed: Placed<'a>,
}

/// All that the ways to set a strip depend on: the strip, the room as far as the rooms after it differ, the depth that is
/// left in it, the pocket in which that is, what has jumped to a room further on; and whether it is worth the trouble of
/// opening its head.
type Spot = (usize, usize, u32, Option<Pocket>, Turned, bool);

/// What the strips that are weighed depend on: the pieces that wait, and how many columns there are.
type Beginning = (Vec<usize>, u32);

struct Search<'a, 'r> {
    pieces: &'r Pieces<'a, 'r>,
    rooms: &'r dyn Rooms,
    /// Whether heads are opened, and pieces narrowed, where so many pieces stand.
    opening: Vec<bool>,
    /// Whether they are narrowed though what comes next comes out well by itself, for the sake of what comes after it.
    yielding: Vec<bool>,
    /// Whether pieces are narrowed for the sake of their heads, or of copy that lies flat.
    slim: bool,
    /// What a line of paper costs.
    paper: i64,
    /// The strips that have been weighed, and their numbers.
    strips: Vec<Strip>,
    numbers: BTreeMap<Strip, usize>,
    /// The strips that begin with the first of some waiting pieces over so many columns, and those with narrowed pieces.
    begun: BTreeMap<Beginning, Arc<Vec<usize>>>,
    slimmed: BTreeMap<Beginning, Arc<Vec<Narrowed>>>,
    known: BTreeMap<Spot, Vec<Arc<Way<'a>>>>,
    steps: Vec<Step<'a>>,
}

/// Places the pieces, as many as can be: without opening any head or narrowing any piece; where that costs more than it
/// should, once more with heads that open and pieces side by side, at less than that costs else where heads leave columns white
/// or copy lies flat.
/// Also what was weighed and not taken, for whoever lets go of it.
pub fn plan<'a>(pieces: &Pieces<'a, '_>, rooms: &dyn Rooms) -> (Vec<Placed<'a>>, Vec<Flow>) {
    let mut s = Search {
        pieces,
        rooms,
        opening: vec![false; pieces.list.len()],
        yielding: vec![false; pieces.list.len()],
        slim: false,
        paper: PAPER,
        strips: Vec::new(),
        numbers: BTreeMap::new(),
        begun: BTreeMap::new(),
        slimmed: BTreeMap::new(),
        known: BTreeMap::new(),
        steps: Vec::new(),
    };
    let placed = s.best().placed;
    let left = |search: Search<'a, '_>| {
        drop(search.steps);
        let ways = search.known.into_values().flatten().filter_map(Arc::into_inner);
        ways.flat_map(|way| way.sets).map(|set| set.flow).collect()
    };
    (placed, left(s))
}

/// Which of the strips that begin with a piece are weighed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Offer {
    /// All in which each piece has the columns that it asks for.
    All,
    /// The most promising of them.
    Promising,
    /// Those in which pieces that ask for none are narrowed.
    Narrowed,
}

/// What there is to say of a strip that was placed.
struct Made {
    /// How many pieces stood before it.
    stood: usize,
    /// What it added to the cost.
    cost: i64,
    /// Whether it is worth looking for something better over fewer columns.
    wide: bool,
}

/// A plan: what stands where, how many pieces that are, and what it costs.
struct Plan<'a> {
    placed: Vec<Placed<'a>>,
    /// What there is to say of each strip.
    steps: Vec<Made>,
    pieces: usize,
    cost: i64,
    /// The page on which it ends, and at which line.
    foot: (u32, u32),
}

impl Plan<'_> {
    /// Itself, or another that places more, or as much at less cost.
    fn or(self, other: Self) -> Self {
        let rank = |plan: &Self| (std::cmp::Reverse(plan.pieces), plan.cost);
        if rank(&other) < rank(&self) { other } else { self }
    }
}

impl<'a> Search<'a, '_> {
    /// The best plan.
    fn best(&mut self) -> Plan<'a> {
        let mut best = self.run();
        // What stands before a dear strip may end elsewhere, so that it comes out better.
        let dear = self.open(&best, |made| made.cost > DEAR);
        let wide = self.open(&best, |made| made.wide);
        if dear || wide {
            self.slim = wide;
            let other = self.run();
            best = best.or(other);
            self.slim = false;
        }
        if self.is_scanty(best.foot) {
            let saved = self.saving(&best).filter(|saving| saving.cost < best.cost + SCANTY.1);
            best = saved.unwrap_or(best);
        }
        best
    }

    /// The cheapest plan with dearer paper that places as much on fewer pages, if there is one.
    fn saving(&mut self, than: &Plan) -> Option<Plan<'a>> {
        let mut found: Option<Plan> = None;
        for paper in DEARER {
            self.paper = paper;
            let saving = self.run();
            // What the dearest paper does not save, cheaper paper does not either.
            if saving.pieces != than.pieces || saving.foot.0 >= than.foot.0 {
                break;
            }
            found = Some(match found {
                Some(other) => other.or(saving),
                None => saving,
            });
        }
        found
    }

    /// Opens heads at those strips of a plan and at the ones before them; whether there are any.
    fn open(&mut self, plan: &Plan, which: fn(&Made) -> bool) -> bool {
        let steps = &plan.steps;
        let found: Vec<usize> = (0..steps.len()).filter(|i| which(&steps[*i])).collect();
        for at in &found {
            for made in &steps[at.saturating_sub(1)..=*at] {
                self.opening[made.stood] = true;
            }
            if let Some(before) = at.checked_sub(1).filter(|_| steps[*at].cost > SORE) {
                self.yielding[steps[before].stood] = true;
            }
        }
        !found.is_empty()
    }

    /// Places all pieces that can be.
    fn run(&mut self) -> Plan<'a> {
        self.steps.clear();
        let line = self.rooms.room(0).top;
        let turned = Turned::default();
        let begin = State { room: 0, line, pocket: None, turned, next: 0, gone: 0, heads: 0, cost: 0, step: None };
        let all = self.pieces.list.len();
        // The states by the number of pieces that stand.
        let mut states: Vec<Vec<State>> = vec![Vec::new(); all + 1];
        states[0].push(begin);
        for n in 0..all {
            let mut here = self.thin(std::mem::take(&mut states[n]));
            let ahead = states[n + 1..].iter().any(|s| !s.is_empty());
            for (count, state) in self.step(&mut here, ahead) {
                states[n + count].push(state);
            }
            states[n] = here;
        }
        for s in &mut states[all] {
            if s.pocket.is_some() {
                *s = State { cost: s.cost + self.left(*s), ..self.overleaf(*s) };
            }
            // What lies before what has jumped stays white.
            if s.turned.lines > 0 {
                s.cost += hole(self.rooms.room(s.room).bottom.saturating_sub(s.line));
                s.cost += white(self.rooms, s.room, s.turned.over - 1);
            }
        }
        states[all] = self.thin(std::mem::take(&mut states[all]));
        let most = (0..=all).rev().find(|n| !states[*n].is_empty()).unwrap_or(0);
        let end = states[most].first();
        let (mut placed, mut steps) = (Vec::new(), Vec::new());
        let mut cost = end.map_or(0, |s| s.cost);
        let mut at = end.and_then(|s| s.step);
        while let Some(i) = at {
            let step = &self.steps[i];
            at = step.before;
            cost += step.fair - step.cost;
            steps.push(Made { stood: step.pieces, cost: step.cost, wide: step.wide });
            placed.push(step.placed.clone());
        }
        placed.reverse();
        steps.reverse();
        let foot = end.map_or((1, 0), |s| match s.turned {
            Turned { lines: 0, .. } => (self.rooms.room(s.room).page, s.line),
            Turned { over, .. } => (self.rooms.room(s.room + over).page, self.head(*s, s.room + over)),
        });
        Plan { placed, steps, pieces: most, cost, foot }
    }

    /// Whether a paper that ends there has a page for few lines, and nobody asked for so many pages.
    fn is_scanty(&self, (page, line): (u32, u32)) -> bool {
        let area = self.rooms.area(page);
        let used = line.saturating_sub(area.top);
        page > 1 && self.rooms.last_page().is_none_or(|most| page > most) && used * 100 < area.depth() * SCANTY.0
    }

    /// One strip more; each state after it with the number of pieces in the strip. `ahead` says whether others have come
    /// further already, so that these states need not go on at any price.
    fn step(&mut self, states: &mut [State], ahead: bool) -> Vec<(usize, State)> {
        let all = self.pieces.list.len();
        // A piece that finds no room here finds it in one of the next: those are whole.
        for _ in 0..=self.rooms.alike_from() + 1 {
            let first: Vec<(State, Vec<usize>)> =
                states.iter().map(|s| (*s, s.waiting(all))).filter(|(_, waiting)| !waiting.is_empty()).collect();
            let mut next = self.place(&first, Offer::All);
            // Where the order of the issue leaves a hole, others that wait are weighed, and narrower ones side by side.
            let mut tight: Vec<(State, Vec<usize>)> = Vec::new();
            let mut sore: Vec<(State, Vec<usize>)> = Vec::new();
            let worth = if self.slim { WHITE.1 } else { PASSED };
            for (n, (s, waiting)) in first.iter().enumerate() {
                let least = self.least(*s, &next, n);
                // Only where it did not come out well without, or what comes after it did not.
                let fixed = s.step.is_none() && self.pieces.list[waiting[0]].narrows.is_none();
                if self.opening[s.stand()] && (least > worth || self.yielding[s.stand()]) && !fixed {
                    tight.push((*s, waiting.clone()));
                }
                // None passes what comes first of all.
                if least <= PASSED || s.step.is_none() {
                    continue;
                }
                let much = self.room(*s).bottom >= s.line + MUCH;
                let ahead = if much { AHEAD.1 } else { AHEAD.0 };
                for other in (1..waiting.len().min(ahead)).filter(|o| self.may_pass(*s, waiting[*o])) {
                    sore.push((*s, waiting[other..].to_vec()));
                }
            }
            next.extend(self.place(&sore, Offer::Promising));
            next.extend(self.place(&tight, Offer::Narrowed));
            if !next.is_empty() || ahead {
                return next.into_iter().map(|(_, count, s)| (count, s)).collect();
            }
            for s in states.iter_mut() {
                *s = self.overleaf(*s);
            }
        }
        Vec::new()
    }

    /// What the piece that comes next in the order of the issue costs at least at the `n`-th state, `next` being what came of
    /// it there: more than anything where nothing did, and nothing where the room is full.
    fn least(&self, s: State, next: &[(usize, usize, State)], n: usize) -> i64 {
        if s.line >= self.room(s).bottom {
            return 0;
        }
        let costs = next.iter().filter(|(from, ..)| *from == n).map(|(_, _, after)| after.cost - s.cost);
        costs.min().unwrap_or(i64::MAX)
    }

    /// Whether a piece may go before those that wait longer: not where one of them asks for a place of its own.
    fn may_pass(&self, s: State, piece: usize) -> bool {
        // A state has a bit for each of so many pieces and no more.
        piece - s.next < 32 && (s.next..=piece).all(|r| self.pieces.list[r].start == Start::Anywhere)
    }

    /// The numbers of the strips that begin with the first of these pieces, over so many columns; with pieces narrowed to
    /// suit a depth where one is given: those have been found already.
    fn beginning(&mut self, waiting: &[usize], span: u32, narrow: Option<u32>) -> Arc<Vec<usize>> {
        let (pieces, gap) = (self.pieces, self.rooms.gap());
        let key = (waiting.to_vec(), span);
        if let Some(left) = narrow {
            let found = self.slimmed.get(&key).map(Arc::clone).unwrap_or_default();
            return Arc::new(suited(pieces, &found, left).map(|strip| self.number(strip)).collect());
        }
        if let Some(known) = self.begun.get(&key) {
            return Arc::clone(known);
        }
        let found: Vec<usize> = strips(pieces, waiting, span, gap).iter().map(|strip| self.number(strip)).collect();
        let found = Arc::new(found);
        self.begun.insert(key, Arc::clone(&found));
        found
    }

    /// Finds the strips with narrowed pieces that begin so, as far as they are not known.
    fn slim_down(&mut self, mut begun: BTreeSet<Beginning>) {
        let (pieces, gap) = (self.pieces, self.rooms.gap());
        begun.retain(|key| !self.slimmed.contains_key(key));
        let found = |key: Beginning| (Arc::new(narrowed(pieces, &key.0, key.1, gap)), key);
        let found: Vec<(Arc<Vec<Narrowed>>, Beginning)> = begun.into_par_iter().map(found).collect();
        self.slimmed.extend(found.into_iter().map(|(narrowed, key)| (key, narrowed)));
    }

    /// The number of a strip.
    fn number(&mut self, strip: &Strip) -> usize {
        if let Some(number) = self.numbers.get(strip) {
            return *number;
        }
        let new = self.strips.len();
        self.numbers.insert(strip.clone(), new);
        self.strips.push(strip.clone());
        new
    }

    /// The states after placing a strip that begins with the first of the waiting pieces: each with the number of the state
    /// that it follows and that of the pieces in the strip.
    fn place(&mut self, wanted: &[(State, Vec<usize>)], offer: Offer) -> Vec<(usize, usize, State)> {
        let mut begun: Vec<(usize, State, usize, u32, bool)> = Vec::new();
        let most = if offer == Offer::Promising { PROMISING } else { usize::MAX };
        let narrow = offer == Offer::Narrowed;
        let starts: Vec<Vec<State>> = wanted.iter().map(|(s, waiting)| self.starts(*s, waiting[0])).collect();
        if narrow {
            let spans = |(starts, (_, waiting)): (&Vec<State>, &(State, Vec<usize>))| {
                starts.iter().map(|start| (waiting.clone(), self.room(*start).span)).collect::<Vec<Beginning>>()
            };
            self.slim_down(starts.iter().zip(wanted).flat_map(spans).collect());
        }
        for (n, ((s, waiting), starts)) in wanted.iter().zip(starts).enumerate() {
            for start in starts {
                let room = self.room(start);
                let gap = if start.line > room.top { self.rooms.gap() } else { 0 };
                let left = narrow.then(|| room.bottom.saturating_sub(start.line + gap));
                for strip in self.beginning(waiting, room.span, left).iter().copied().take(most) {
                    begun.push((n, start, strip, gap, n < OPENING && self.opening[s.stand()]));
                }
            }
        }
        self.pieces.make_all(begun.iter().flat_map(|b| self.strips[b.2].tops()).collect());
        begun.retain(|(_, start, strip, gap, _)| self.suits(&self.strips[*strip], *start, *gap));
        let sites: BTreeSet<Spot> =
            begun.iter().map(|(_, s, strip, gap, open)| self.site(*s, *strip, *gap, *open)).collect();
        let fresh: Vec<Spot> = sites.into_iter().filter(|site| !self.known.contains_key(site)).collect();
        let found: Vec<(Spot, Vec<Arc<Way>>)> = fresh.into_par_iter().map(|site| (site, self.ways(site))).collect();
        self.known.extend(found);
        let mut next = Vec::new();
        for (n, start, number, gap, open) in begun {
            let site = self.site(start, number, gap, open);
            let strip = self.strips[number].clone();
            let count = strip.pieces().count();
            let (last, first) = (strip.pieces().max().unwrap_or(0), strip.first());
            let waits = |r: &usize| start.gone >> (r - start.next) & 1 == 0 && !strip.has(*r);
            let passed = (start.next..last).filter(waits).count() as i64;
            let room = self.room(start);
            let asked = self.pieces.list[first].asked.unwrap_or(room.span);
            // Those that it has passed could stand beside it, too.
            let beside = |p: usize| self.pieces.list[p].asked.is_some_and(|other| other + asked <= room.span);
            let partner = |p: &usize| *p != first && self.pieces.list[*p].start == Start::Anywhere && beside(*p);
            let others = || wanted[n].0.waiting(self.pieces.list.len());
            let widened = match !strip.is_shared() && asked < room.span {
                true if others().iter().any(partner) => WIDENED.0,
                true => WIDENED.1,
                false => 0,
            };
            let narrowed =
                if narrow { strip.pieces().filter(|p| self.pieces.list[*p].asked.is_none()).count() } else { 0 };
            let (narrowing, whitening) = if self.slim { (NARROWED.1, BARE.1) } else { (NARROWED.0, BARE.0) };
            let narrowed = narrowed as i64;
            let lost = strip.stacks.iter().flat_map(|s| s.pieces.iter().map(|p| self.pieces.list[*p].loses(s.span)));
            let lost = LOST * i64::from(lost.sum::<u32>());
            let price = start.cost + PASSED * passed + narrowing * narrowed + lost + widened;
            let pages = room.page - self.rooms.room(site.1).page;
            let comes_out = |way: &&Arc<Way>| !narrow || way.cost <= UNEVEN;
            let found: Vec<Arc<Way>> = self.known[&site].iter().filter(comes_out).cloned().collect();
            for way in found {
                // After a pocket comes the rest of its page.
                let rest = usize::from(start.pocket.is_some());
                let on = way.end.0.saturating_sub(rest);
                let end = start.room + on;
                let turned = match way.turned {
                    Turned { lines: 0, .. } => start.turned.after(on),
                    turned => turned.after(rest),
                };
                let pocket = if way.end.0 == 0 { start.pocket } else { None }.or(way.pocket);
                let page = self.rooms.room(end).page;
                let here = page == room.page;
                let beyond = self.rooms.last_page().is_some_and(|most| page > most);
                let heads = if here && pocket.is_none() { start.heads + 1 } else { 0 };
                let lost = white(self.rooms, start.room, way.lost);
                let white = way.sets.iter().map(|s| s.module.bare).sum::<i64>();
                let flat = i64::from(way.flat());
                // Of many pieces only what lies flat, not all that stands under a short head: that would take as long as all the rest.
                let wide = flat > 0 || white >= WHITE.0 && self.pieces.list.len() <= FEW;
                let wide = wide && strip.pieces().any(|p| self.pieces.list[p].narrows.is_some());
                let cost = price + way.cost + FLAT * flat + whitening * white + lost + if beyond { BEYOND } else { 0 };
                let line = way.end.1;
                let inside = start.pocket.is_some();
                let placed =
                    Placed { strip: strip.clone(), room: start.room, way, pocket: inside, pages, lower: 0, open: 0 };
                let before = &wanted[n].0;
                let (pieces, added) = (before.stand(), cost - before.cost);
                let fair = added + (NARROWED.1 - narrowing) * narrowed + (BARE.0 - whitening) * white;
                self.steps.push(Step { before: start.step, pieces, cost: added, fair, wide, placed });
                let step = Some(self.steps.len() - 1);
                let after = State { room: end, line, pocket, turned, heads, cost, step, ..start };
                next.push((n, count, strip.pieces().fold(after, State::without)));
            }
        }
        next
    }

    /// The best states.
    fn thin(&self, mut next: Vec<State>) -> Vec<State> {
        // What lies further on has used more paper; a little for every line keeps the paper tight.
        let page = |s: &State| self.rooms.room(s.room).page;
        let line = |s: &State| s.pocket.map_or(s.line, |p| p.bottom);
        let used = |s: &State| i64::from(page(s)) * 60 + i64::from(line(s)) + i64::from(s.turned.lines);
        next.sort_by_key(|s| (s.cost + self.paper * used(s), s.key()));
        let most = if self.pieces.list.len() > SMALL { BEAM.0 } else { BEAM.1 };
        let mut kept: Vec<State> = Vec::new();
        for s in next {
            if kept.len() < most && !kept.iter().any(|k| k.key() == s.key()) {
                kept.push(s);
            }
        }
        kept
    }

    /// Whether the heads of a strip, and a few lines of copy, go in where it would begin.
    fn suits(&self, strip: &Strip, s: State, gap: u32) -> bool {
        let room = self.room(s);
        let shared = strip.is_shared();
        let head = |(piece, span, beside)| {
            let module = self.pieces.module(piece, span, beside);
            module.head.lines + module.measures.pad_lines
        };
        let head = strip.tops().map(head).max().unwrap_or(0);
        // Alone at the head of its room it stands whatever its depth: there is no better place.
        s.line + gap + head + LEAST <= room.bottom || !shared && s.line == room.top
    }

    /// The states in which a strip that begins with a piece may begin: here, or at the head of the next room; after a pocket,
    /// below it or at the head of the next room.
    fn starts(&self, s: State, piece: usize) -> Vec<State> {
        let room = self.room(s);
        let next = self.overleaf(s);
        let share = |cost: i64| share(self.rooms, room, cost);
        let Piece { asked, start, stays, .. } = self.pieces.list[piece];
        let span = asked.unwrap_or(room.span);
        if span > room.span && s.pocket.is_none() {
            let spare = i64::from(room.bottom - s.line);
            return vec![State { cost: s.cost + share(175 * spare), ..next }];
        }
        let gap = if s.line > room.top { self.rooms.gap() } else { 0 };
        let head = self.pieces.module(piece, span, span < room.span);
        let head = head.head.lines + head.measures.pad_lines;
        let fits = s.line + gap + head + LEAST <= room.bottom;
        if s.pocket.is_some() {
            let here = fits && span <= room.span && start == Start::Anywhere;
            let below = self.starts(State { cost: s.cost + self.left(s), ..next }, piece);
            return here.then_some(s).into_iter().chain(below).collect();
        }
        let mut out = Vec::new();
        if fits && (s.line == room.top || start == Start::Anywhere) {
            out.push(s);
        }
        // Nobody leaves half a page white where there is a choice.
        let left = room.bottom.saturating_sub(s.line);
        let side = room.span < self.rooms.area(room.page).span;
        let near = !fits || side || span < room.span || stays || start != Start::Anywhere || left < MOST_SPARE;
        // Even all of a side column, where what would begin there had to jump.
        if near && (s.line > room.top || side && fits) {
            let spare = i64::from(left);
            let opened = left.min(s.heads * OPEN);
            let hole = if left - opened <= UNSEEN { OPENED * spare } else { hole(left) };
            let hole = if start == Start::Anywhere { share(hole) } else { 0 };
            out.push(State { cost: s.cost + hole, ..next });
        } else if s.line == room.top && !fits {
            // Deeper than a page even from its top: let it begin here all the same, or in the next room with more depth.
            let deeper = |n: &usize| self.rooms.room(*n).depth() > room.depth();
            let n = (s.room + 1..s.room + 8).find(deeper).unwrap_or(s.room);
            let turned = s.turned.after(n - s.room);
            out.push(State { room: n, line: self.head(s, n), turned, heads: 0, ..s });
        }
        out
    }

    /// The room that is filled: the pocket, if it is one.
    fn room(&self, s: State) -> Room {
        let room = self.rooms.room(s.room);
        s.pocket.map_or(room, |p| Room { first: p.first, span: p.span, bottom: p.bottom, ..room })
    }

    /// What it costs to leave white what is left of a pocket.
    fn left(&self, s: State) -> i64 {
        let room = self.room(s);
        share(self.rooms, room, hole(room.bottom.saturating_sub(s.line)))
    }

    /// The head of the next room, below what has jumped there; after a pocket, the rest of its page.
    fn overleaf(&self, s: State) -> State {
        if let Some(pocket) = s.pocket {
            return State { line: pocket.bottom, pocket: None, heads: 0, ..s };
        }
        State { room: s.room + 1, line: self.head(s, s.room + 1), turned: s.turned.after(1), heads: 0, ..s }
    }

    /// The first line of a later room below what has jumped there.
    fn head(&self, s: State, room: usize) -> u32 {
        let turned = if s.turned.over == room - s.room { s.turned.lines } else { 0 };
        self.rooms.room(room).top + turned
    }

    fn site(&self, s: State, strip: usize, gap: u32, open: bool) -> Spot {
        let n = s.room.min(self.rooms.alike_from());
        // Pieces side by side have their heads opened in any case, and their pictures trimmed.
        let shared = &self.strips[strip];
        let open = open && (!shared.is_shared() || shared.pieces().any(|p| self.pieces.has_pictures(p)));
        (strip, n, self.room(s).bottom.saturating_sub(s.line + gap), s.pocket, s.turned, open)
    }

    /// The ways to set a strip at a site.
    fn ways(&self, (strip, n, left, pocket, turned, opening): Spot) -> Vec<Arc<Way<'a>>> {
        let gap = self.rooms.gap();
        let below = turned.lines + gap;
        let room = |k: usize| {
            let room = self.rooms.room(n + k);
            if turned.lines > 0 && k == turned.over { room.below(below) } else { room }
        };
        let first = |room: Room| Room { top: room.bottom.saturating_sub(left), ..room };
        let page = self.rooms.room(n);
        // A pocket is a room of its own, before the rest of its page.
        let room = |k: usize| match (pocket, k) {
            (None, 0) => first(page),
            (Some(p), 0) => first(Room { first: p.first, span: p.span, bottom: p.bottom, ..page }),
            (Some(p), 1) => Room { top: (p.bottom + gap).min(page.bottom), ..page },
            _ => room(k - usize::from(pocket.is_some())),
        };
        let turned = Turned { over: turned.over + usize::from(pocket.is_some() && turned.lines > 0), ..turned };
        let area = |page: u32| self.rooms.area(page);
        let site = Site { rooms: &room, area: &area, gap, turned, pocket: pocket.is_some(), opening };
        ways(&self.strips[strip], self.pieces, &site).into_iter().map(Arc::new).collect()
    }
}

/// Spreads the lines that are left at the foot of a page over the heads of its strips, `OPEN` a head at most; `UNSEEN` ones stay
/// at the foot where the only head to be opened is a headline at the head of the page. Pages whose last article goes on are left
/// alone, and so is the last page, unless it is the last of those that were asked for and that one is to be filled as well (`last`).
pub fn stretch(placed: &mut [Placed], rooms: &dyn Rooms, last: bool) {
    let mut first = 0;
    while first < placed.len() {
        let n = placed[first].room;
        let room = rooms.room(n);
        let count = placed[first..].iter().take_while(|p| p.room == n).count();
        let filled = first + count < placed.len() || last && rooms.last_page() == Some(room.page);
        let group = &mut placed[first..first + count];
        if let Some(end) = group[count - 1].ends().filter(|_| filled) {
            let spare = room.bottom.saturating_sub(end);
            let all_tops = |p: &Placed, are: &dyn Fn(&way::Set) -> bool| p.way.sets.iter().filter(|s| s.top).all(are);
            let opens = |p: &Placed| !p.pocket && all_tops(p, &|s| s.module.head.lines > 0 && s.open == 0);
            let heads = group.iter().filter(|p| opens(p)).count() as u32;
            // Under a lone headline at the head of a page white shows more than at its foot; but columns end level with others.
            let seamless = |s: &way::Set| s.line == room.top && s.module.head.seams.is_empty();
            let shows = |p: &Placed| opens(p) && all_tops(p, &seamless);
            let whole = room.span == rooms.area(room.page).span;
            let lone = whole && heads == 1 && group.iter().any(shows);
            if heads > 0 && spare <= OPEN * heads + UNSEEN {
                let spare = if lone { spare.saturating_sub(UNSEEN) } else { spare.min(OPEN * heads) };
                let (each, mut rest, mut by) = (spare / heads, spare % heads, 0);
                for p in group.iter_mut() {
                    p.lower += by;
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
