//! The ways to set a strip where it is to begin: a piece alone, pieces side by side whose feet are level, and pieces side
//! by side of which one or two go on at the head of the next page, so that the others fill theirs; or all go on over pages.

use super::fill::Rules;
use super::flow::{Flow, LEAST, Leg, Mode, deeper, flow, jumping, trimmed};
use super::head::butts;
use super::measure::Measures;
use super::module::Module;
use super::over::over_pages;
use super::pieces::Pieces;
use super::room::Room;
use super::strip::{Stack, Strip};
use super::way::{JUMPED, Set, Site, Turned, Way, white};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A head may be opened by so many lines, so that what is left at the foot of a page does not show.
pub const OPEN: u32 = 2;
/// What a line of that costs.
pub const OPENED: i64 = 600;
/// What runs over has so many lines before that, and costs this for each that it lacks; and after that.
const FOOT: (u32, i64) = (9, 300);
const TAIL: (u32, i64) = (5, 500);
/// What it costs that the pictures of an article that are over several columns have one fewer than they ask for.
const SMALLER: i64 = 12_000;
/// What it costs that two headlines side by side read as one.
const BUTTS: i64 = 4_000;
/// So many articles of a strip jump at most.
const MOST_JUMPS: usize = 2;
/// So many ways to set a strip are kept.
const WAYS: usize = 3;
/// So many ways with a pocket are kept.
const POCKETS: usize = 2;
/// So many depths of a stack are kept.
const DEPTHS: usize = 12;
/// So many rooms are passed over, that an article finds one in which it ends and need not jump twice.
const PASSES: usize = 24;
/// What that costs, and what each of them does: as much as a side column that is left white, for the reader is sent away.
const PASSED_OVER: (i64, i64) = (20_000, 1_000);
/// What jumps takes at most so many hundredths of the next page.
const MOST_TURNED: u32 = 60;

/// What it costs to end so many lines short of a depth: as many as heads may be opened by open them, the rest is white.
pub fn short(lines: u32, opens: u32) -> i64 {
    let open = lines.min(opens);
    OPENED * i64::from(open) + white(lines - open)
}

/// What it costs that so many lines of what runs over stand on one page.
fn cramped(lines: u32, (least, each): (u32, i64)) -> i64 {
    each * i64::from(least.saturating_sub(lines))
}

/// The ways to set a strip at a site.
pub fn ways<'a>(strip: &Strip, pieces: &Pieces<'a, '_>, site: &Site) -> Vec<Way<'a>> {
    if !strip.is_shared() {
        let stack = &strip.stacks[0];
        let (piece, span) = (stack.pieces[0], stack.span);
        let stays = pieces.list[piece].stays;
        let mut out = alone(&pieces.module(piece, span, false), stays, site);
        if site.opening {
            for (by, module) in pieces.smaller(piece, span) {
                let price = SMALLER * i64::from(by);
                out.extend(alone(&module, stays, site).into_iter().map(|w| Way { cost: w.cost + price, ..w }));
            }
        }
        return out;
    }
    let mut out = Level::new(strip, pieces, site).ways();
    let stays = strip.stacks.iter().any(|s| pieces.list[s.pieces[0]].stays);
    // What was narrowed to stand beside others has no columns of its own in which the reader would look for it overleaf.
    let own = strip.pieces().all(|p| pieces.list[p].asked.is_some());
    if own && site.turned.lines == 0 && !site.pocket && !stays && out.iter().all(|w| w.cost > JUMPED) {
        out.extend(over_pages(strip, pieces, site));
    }
    let price = BUTTS * butting(strip, pieces);
    for way in &mut out {
        way.cost += price;
    }
    out.sort_by_key(|w| w.cost);
    let (mut level, mut pocketed) = (0, 0);
    out.retain(|w| {
        let (kept, most) = if w.pocket.is_some() { (&mut pocketed, POCKETS) } else { (&mut level, WAYS) };
        *kept += 1;
        *kept <= most
    });
    out
}

/// How many of the heads on which a strip begins butt against the next.
fn butting(strip: &Strip, pieces: &Pieces) -> i64 {
    let modules: Vec<Arc<Module>> = strip.stacks.iter().map(|s| pieces.module(s.pieces[0], s.span, true)).collect();
    let butt = |pair: &&[Arc<Module>]| {
        let Measures { whole, pad, channel, .. } = pair[0].measures;
        butts(&pair[0].head, &pair[1].head, whole + (pad + channel) * 2)
    };
    modules.windows(2).filter(butt).count() as i64
}

/// The ways to set a piece alone.
fn alone<'a>(module: &Arc<Module<'a>>, stays: bool, site: &Site) -> Vec<Way<'a>> {
    // What stands in a pocket ends in it, or jumps to the next page.
    let mode = if stays || site.pocket { Mode::Stays } else { Mode::Runs };
    let legs = module.legs(site.rooms, site.area);
    let begin = (site.rooms)(0);
    let way = |open: u32, f: Flow| {
        // A few lines under a head at a page's foot look like a mistake, and so do a few over all columns of the next.
        let cramped = match &f.bands[..] {
            [first, .., last] => cramped(first.depth, FOOT) + cramped(last.depth, TAIL),
            _ => 0,
        };
        let end = match &f.bands[..] {
            [] | [_] => (0, begin.top + open + module.depth(&f)),
            bands => (bands.len() - 1, module.foot(&f)),
        };
        let cost = f.cost + cramped + OPENED * i64::from(open);
        let set = Set { module: Arc::clone(module), line: begin.top, top: true, open, flow: f };
        Way { cost, sets: vec![set], end, turned: Turned::default(), pocket: None, lost: 0 }
    };
    let mut flows = flow(module, &legs, mode, Rules::Kept);
    let passing = || (1..=PASSES).find_map(|over| passing(module, site, over));
    if flows.is_empty()
        && !stays
        && !site.pocket
        && let Some(way) = passing()
    {
        return vec![way];
    }
    let page = (site.area)(begin.page);
    let whole = (begin.first, begin.span, begin.top) == (page.first, page.span, page.top);
    if flows.is_empty() && whole {
        // What does not go on a page of its own as it should goes there as it can.
        flows = flow(module, &legs, Mode::Runs, Rules::Kept);
        if flows.is_empty() {
            if let Some(way) = passing() {
                return vec![way];
            }
            flows = flow(module, &legs, Mode::Runs, Rules::Waived);
        }
    }
    if site.opening {
        let (trimmed, deeper) = rayon::join(|| trimmed(module, &legs, mode), || deeper(module, &legs, mode));
        flows.extend(trimmed.into_iter().chain(deeper));
    }
    let runs_over = site.opening && !stays && flows.iter().any(|f| f.bands.len() > 1);
    let mut out: Vec<Way> = flows.into_iter().map(|f| way(0, f)).collect();
    if site.pocket && !stays {
        out.extend(self::passing(module, site, 1));
    }
    // Opening the head of what runs over moves its end.
    let opened = |open: u32| {
        let legs = |n: usize| {
            let leg = legs(n);
            if n == 0 { Leg { room: leg.room.below(open), ..leg } } else { leg }
        };
        let flows = flow(module, &legs, Mode::Runs, Rules::Kept).into_iter();
        flows.filter(|f| f.bands.len() > 1).map(move |f| way(open, f))
    };
    if runs_over && module.head.lines > 0 {
        let deep = |open: &u32| legs(0).room.below(*open).depth() >= LEAST;
        out.par_extend((1..=OPEN).into_par_iter().filter(deep).flat_map_iter(opened));
    }
    out
}

/// The way in which a piece fills what is left of its room and goes on at the head of a whole page, or below what has jumped
/// there, so many rooms beside what is pinned passed over: through these it would jump more than once. They are left to
/// what comes after it, unless it fills that page and goes on.
fn passing<'a>(module: &Arc<Module<'a>>, site: &Site, over: usize) -> Option<Way<'a>> {
    let rooms = |n: usize| (site.rooms)(if n == 0 { 0 } else { n + over });
    let (begin, next) = (rooms(0), rooms(1));
    let area = (site.area)(next.page);
    let free = match site.turned {
        Turned { lines: 0, .. } => area,
        turned if turned.over == over + 1 => area.below(turned.lines + site.gap),
        _ => return None,
    };
    // Where no room is cut up, it has no head under which it could go on.
    if next != free || next.page <= begin.page || module.jump_heads.is_empty() {
        return None;
    }
    let found = flow(module, &module.legs(&rooms, site.area), Mode::Runs, Rules::Kept);
    let f = found.into_iter().filter(|f| f.bands.len() > 1).min_by_key(|f| f.cost)?;
    let foot = module.foot(&f);
    if site.pocket && f.bands.len() > 2 {
        return None;
    }
    let (end, turned, lost) = if f.bands.len() == 2 {
        ((0, begin.bottom), Turned { over: over + 1, lines: foot - area.top }, 0)
    } else {
        ((f.bands.len() - 1 + over, foot), Turned::default(), over)
    };
    let cost = f.cost + if site.pocket { JUMPED } else { PASSED_OVER.0 + PASSED_OVER.1 * over as i64 };
    let set = Set { module: Arc::clone(module), line: begin.top, top: true, open: 0, flow: f };
    Some(Way { cost, sets: vec![set], end, turned, pocket: None, lost })
}

/// A piece of a stack, and the ways to set all of it in the room that is left.
struct Choice<'a> {
    module: Arc<Module<'a>>,
    flows: Arc<Vec<Flow>>,
    /// Whether it may go on elsewhere.
    jumps: bool,
}

impl Choice<'_> {
    /// Lines by which its head may be opened.
    fn opens(&self) -> u32 {
        if self.module.head.lines > 0 { OPEN } else { 0 }
    }
}

/// Pieces one above the other, each set in one of its ways.
#[derive(Debug, Clone, Default)]
struct Heap {
    cost: i64,
    /// Which of its flows each has.
    flows: Vec<usize>,
}

/// A stack, and what came of it.
struct Column<'a> {
    /// Its columns of the room.
    room: Room,
    choices: Vec<Choice<'a>>,
    /// All its pieces one above the other, by the depth of the whole.
    heaps: BTreeMap<u32, Heap>,
    /// All but the last, the white below them included.
    above: BTreeMap<u32, Heap>,
}

/// How a stack is set to a depth.
struct Filled<'a> {
    cost: i64,
    sets: Vec<Set<'a>>,
    turned: u32,
}

struct Level<'s, 'a> {
    columns: Vec<Column<'a>>,
    site: &'s Site<'s>,
    /// What is left of the first room.
    room: Room,
}

impl<'s, 'a> Level<'s, 'a> {
    fn new(strip: &Strip, pieces: &Pieces<'a, '_>, site: &'s Site<'s>) -> Self {
        let room = (site.rooms)(0);
        let mut first = 0;
        let columns = strip.stacks.iter().map(|stack| {
            let column = Column::new(first, stack, pieces, room, site);
            first += stack.span;
            column
        });
        Level { columns: columns.collect(), site, room }
    }

    /// The ways in which all stacks end on one line; where that is dear, those in which some of them are cut by a jump.
    fn ways(&self) -> Vec<Way<'a>> {
        let whole = |c: &Column| c.heaps.keys().next().copied();
        let least: Option<u32> = self.columns.iter().map(whole).try_fold(0, |most, d| Some(most.max(d?)));
        let mut depths: Vec<u32> = self.columns.iter().flat_map(|c| c.heaps.keys().copied()).collect();
        depths.sort_unstable();
        depths.dedup();
        let mut out: Vec<Way> = match least {
            Some(least) => depths.iter().filter(|d| **d >= least).filter_map(|d| self.at(*d, 0)).collect(),
            None => Vec::new(),
        };
        out.sort_by_key(|w| w.cost);
        out.truncate(WAYS);
        let next = (self.site.rooms)(1);
        let area = (self.site.area)(next.page);
        let turns = next.page == self.room.page + 1
            && (next.first, next.span) == (area.first, area.span)
            && next.top == area.top + self.site.turned.lines
            && self.site.turned.over < 2;
        if turns && out.first().is_none_or(|w| w.cost > JUMPED) {
            let left = self.room.depth();
            let best = |c: &Column| c.heaps.iter().min_by_key(|(_, h)| h.cost).map(|(d, _)| *d);
            let mut cuts: Vec<u32> = self.columns.iter().filter_map(best).chain([left]).collect();
            cuts.sort_unstable();
            cuts.dedup();
            out.extend(cuts.into_iter().filter_map(|d| self.at(d, MOST_JUMPS)));
        }
        out
    }

    /// All stacks set to one depth, with so many jumps at most.
    fn at(&self, depth: u32, mut jumps: usize) -> Option<Way<'a>> {
        let end = (0, self.room.top + depth);
        let mut way = Way { cost: 0, sets: Vec::new(), end, turned: Turned::default(), pocket: None, lost: 0 };
        for column in &self.columns {
            let whole = column.whole(depth, self.room.top, self.site.gap);
            let cut = if jumps > 0 && whole.as_ref().is_none_or(|f| f.cost > JUMPED) {
                column.cut(depth, self.room.top, self.site, way.turned.lines)
            } else {
                None
            };
            let filled = match cut.filter(|c| whole.as_ref().is_none_or(|w| c.cost < w.cost)) {
                Some(cut) => {
                    jumps -= 1;
                    cut
                }
                None => whole?,
            };
            way.cost += filled.cost;
            if filled.turned > way.turned.lines {
                way.turned = Turned { over: 1, lines: filled.turned };
            }
            way.sets.extend(filled.sets);
        }
        Some(way)
    }
}

impl<'a> Column<'a> {
    fn new(first: u32, stack: &Stack, pieces: &Pieces<'a, '_>, room: Room, site: &Site) -> Self {
        let choice = |piece: &usize| Choice {
            module: pieces.module(*piece, stack.span, true),
            flows: pieces.whole(*piece, stack.span, room.depth(), site.opening),
            jumps: !pieces.list[*piece].stays && pieces.article(*piece).kind.is_copy(),
        };
        let choices: Vec<Choice> = stack.pieces.iter().map(choice).collect();
        let (mut heaps, mut above) = (BTreeMap::from([(0, Heap::default())]), BTreeMap::new());
        for (n, choice) in choices.iter().enumerate() {
            let below = if n > 0 { site.gap } else { 0 };
            above = heaps.iter().map(|(d, h): (&u32, &Heap)| (d + below, h.clone())).collect();
            heaps = BTreeMap::new();
            for (depth, heap) in &above {
                for (i, f) in choice.flows.iter().enumerate() {
                    let depth = depth + choice.module.depth(f);
                    let cost = heap.cost + f.cost;
                    if depth <= room.depth() && heaps.get(&depth).is_none_or(|h: &Heap| cost < h.cost) {
                        let flows = heap.flows.iter().copied().chain([i]).collect();
                        heaps.insert(depth, Heap { cost, flows });
                    }
                }
            }
            while heaps.len() > DEPTHS {
                let dearest = heaps.iter().max_by_key(|(_, h)| h.cost).map(|(d, _)| *d);
                dearest.map(|d| heaps.remove(&d));
            }
        }
        let room = room.columns(first, stack.span);
        Column { room, choices, heaps, above }
    }

    /// All of it, to a depth: what is short of it opens the heads, as far as they go; the rest is white.
    fn whole(&self, depth: u32, top: u32, gap: u32) -> Option<Filled<'a>> {
        let opens: u32 = self.choices.iter().map(Choice::opens).sum();
        let cost = |by: u32, heap: &Heap| heap.cost + short(by, opens);
        let (at, heap) = self.heaps.range(..=depth).min_by_key(|(d, h)| cost(depth - **d, h))?;
        let by = depth - at;
        let sets = self.sets(heap, by.min(opens), top, gap);
        Some(Filled { cost: cost(by, heap), sets, turned: 0 })
    }

    /// Pieces one above the other from line `top` on, their heads opened by so many lines in all.
    fn sets(&self, heap: &Heap, open: u32, top: u32, gap: u32) -> Vec<Set<'a>> {
        let heads = self.choices[..heap.flows.len()].iter().filter(|c| c.opens() > 0).count() as u32;
        let (mut rest, mut line, mut nth) = (open, top, 0);
        let mut out = Vec::new();
        for (n, (choice, flow)) in self.choices.iter().zip(&heap.flows).enumerate() {
            let own = if choice.opens() > 0 {
                nth += 1;
                // In equal shares, what does not divide to the upper ones.
                rest.div_ceil(heads + 1 - nth).min(choice.opens())
            } else {
                0
            };
            rest -= own;
            let flow = &choice.flows[*flow];
            out.push(Set::whole(&choice.module, (line, own), flow, self.room, n == 0));
            line += choice.module.depth(flow) + own + gap;
        }
        out
    }

    /// All but the last piece, and of that one as much as goes in: it goes on at the head of the next page, below what has
    /// been `turned` there already.
    fn cut(&self, depth: u32, top: u32, site: &Site, turned: u32) -> Option<Filled<'a>> {
        let last = self.choices.last().filter(|c| c.jumps)?;
        let module = &last.module;
        let least = module.head.lines + LEAST + 2;
        let (used, heap) = self.above.range(..=depth.checked_sub(least)?).min_by_key(|(_, h)| h.cost)?;
        let next = (site.rooms)(1);
        let area = (site.area)(next.page);
        let below = site.turned.lines.max(turned);
        let below = if below > 0 { below + site.gap } else { 0 };
        let room = |n: usize| match n {
            0 => Room { bottom: top + depth, top: top + used, ..self.room },
            1 => area.below(below),
            n => (site.rooms)(n),
        };
        let legs = |n: usize| match n {
            0 => Leg { room: module.under_head(room(0), 0), jumps: true },
            n => Leg { room: room(n).below(module.jump_head(room(n).span)), jumps: false },
        };
        let too_much = |turned: u32| turned * 100 > area.depth() * MOST_TURNED;
        let (here, there) = (legs(0).room, legs(1).room);
        let least = module.least().saturating_sub(here.depth() * here.span).div_ceil(there.span.max(1));
        if too_much((there.top + least).saturating_sub(area.top)) {
            return None;
        }
        let f = jumping(module, &legs).min_by_key(|f| f.cost)?;
        let turned = f.bands[1].room.top + f.bands[1].depth - area.top;
        if too_much(turned) {
            return None;
        }
        let mut sets = self.sets(heap, 0, top, site.gap);
        let cost = heap.cost + f.cost + JUMPED;
        sets.push(Set { module: Arc::clone(module), line: top + used, top: sets.is_empty(), open: 0, flow: f });
        Some(Filled { cost, sets, turned })
    }
}
