//! Line breaking: from items and measures to the best breaks of a whole paragraph.
//!
//! Knuth and Plass, *Breaking Paragraphs into Lines* (Software: Practice and Experience 11, 1981), as a dynamic program
//! whose state is (break, line, fitness class, length of the ladder that ends here), so that the limit of two hyphens in
//! a row is hard and the best breakings with one line more and one line less come out of the same pass. Knows no fonts.

use super::fit::{Params, Sums, fit};
use super::item::Item;
use super::ways::{Node, Ways};
use super::{Breaking, Breakings};
use crate::geom::Length;

/// The most consecutive lines that may end with a hyphen.
pub const LADDER: u8 = 2;

/// The stretch of the second pass, as a ratio: spaces of about two em, better than breaking words anywhere.
const EMERGENCY: f64 = 8.0;
/// A last-resort break costs this much: more than any sum of ordinary lines.
const FORCED: f64 = 1e13;
/// A line that does not fit at all.
const OVERFULL: f64 = 1e16;

/// Breaks a paragraph. `measure` is the width of the n-th line; `indent` is taken off the first.
pub fn break_lines(items: &[Item], measure: &dyn Fn(usize) -> Length, indent: Length, params: &Params) -> Breakings {
    let sums = Prefix::of(items);
    let strict = Pass { items, sums: &sums, params, tolerance: params.tolerance, last_resort: false };
    // Each pass allows more than the one before, and costs more time.
    let passes = [
        strict,
        Pass { tolerance: EMERGENCY, ..strict },
        Pass { tolerance: f64::INFINITY, last_resort: true, ..strict },
    ];
    let done = passes.iter().find_map(|p| p.run(measure, indent));
    done.unwrap_or_else(|| Breakings { best: Breaking::empty(), shorter: None, longer: None })
}

/// Sums over the items before each item.
struct Prefix {
    at: Vec<Sums>,
    /// The first box at or after each item.
    next_box: Vec<u32>,
}

impl Prefix {
    fn of(items: &[Item]) -> Prefix {
        let mut at = Vec::with_capacity(items.len() + 1);
        let mut s = Sums::default();
        at.push(s);
        for item in items {
            s.add(item);
            at.push(s);
        }
        let mut next_box = vec![items.len() as u32; items.len() + 1];
        for (i, item) in items.iter().enumerate().rev() {
            next_box[i] = if matches!(item, Item::Box { .. }) { i as u32 } else { next_box[i + 1] };
        }
        Prefix { at, next_box }
    }
}

/// The nodes of one break that lines may still start from.
struct Group {
    /// The fewest lines before it.
    line: u32,
    /// The item after which the line starts, its boxes onward.
    sums: Sums,
    /// What the line's start differs by.
    start: i64,
    nodes: std::ops::Range<u32>,
}

#[derive(Clone, Copy)]
struct Pass<'a> {
    items: &'a [Item],
    sums: &'a Prefix,
    params: &'a Params,
    tolerance: f64,
    last_resort: bool,
}

/// A break that a line may end at.
#[derive(Clone, Copy)]
struct End {
    item: u32,
    cost: i32,
    width: i64,
    hyphen: bool,
    forced: bool,
    last_resort: bool,
}

/// What a line has to itself.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Room {
    room: i64,
    ragged: bool,
}

/// The rooms of the lines, as far as they have been asked for.
struct Rooms<'a> {
    measure: &'a dyn Fn(usize) -> Length,
    indent: Length,
    params: &'a Params,
    known: Vec<Room>,
    /// The narrowest of them, none of which is ragged; nothing once one is.
    narrowest: Option<i64>,
}

impl Rooms<'_> {
    /// That of a line.
    fn of(&mut self, line: u32) -> Room {
        while self.known.len() <= line as usize {
            let n = self.known.len();
            let whole = (self.measure)(n);
            let room = (whole - if n == 0 { self.indent } else { Length::ZERO }).sp();
            let ragged = self.params.is_ragged(whole);
            self.known.push(Room { room, ragged });
            self.narrowest = self.narrowest.filter(|_| !ragged).map(|least| least.min(room));
        }
        self.known[line as usize]
    }
}

/// What a line from a group to a break costs, whoever comes before it.
#[derive(Clone, Copy)]
struct Cost {
    demerits: f64,
    ratio: f64,
    fitness: u8,
    overfull: bool,
    feasible: bool,
    /// Whether it is a last line that is too short.
    runt: bool,
}

impl Pass<'_> {
    fn run(&self, measure: &dyn Fn(usize) -> Length, indent: Length) -> Option<Breakings> {
        let params = self.params;
        let mut rooms = Rooms { measure, indent, params, known: Vec::new(), narrowest: Some(i64::MAX) };
        rooms.of(0);
        let mut nodes = Vec::with_capacity(self.items.len() * 2 + 1);
        nodes.push(Node {
            item: u32::MAX,
            line: 0,
            fitness: 1,
            ladder: 0,
            forced: false,
            worst: 0.0,
            total: 0.0,
            prev: u32::MAX,
        });
        let first = self.sums.next_box[0] as usize;
        let mut active = Vec::with_capacity(32);
        active.push(Group { line: 0, sums: self.sums.at[first], start: -self.params.start.sp(), nodes: 0..1 });
        let mut found = Ways::default();
        for i in first..self.items.len() {
            let Some(end) = self.end(i) else { continue };
            found.clear(active.iter().map(|g| g.line).min().unwrap_or_default() + 1);
            self.reach(&end, &nodes, &mut active, &mut rooms, &mut found);
            if end.forced {
                active.clear();
            }
            if !found.any {
                if active.is_empty() {
                    return None;
                }
                continue;
            }
            let at = nodes.len() as u32;
            found.keep(&mut nodes);
            let next = self.sums.next_box[i] as usize;
            if next >= self.items.len() {
                return Some(self.choose(&nodes, at));
            }
            let start = if let Item::Penalty { next, .. } = self.items[i] { next.sp() } else { 0 };
            let ways = &nodes[at as usize..];
            // Their rooms are known from here on.
            for way in ways {
                rooms.of(way.line);
            }
            let line = ways.first().map_or(0, |n| n.line);
            active.push(Group { line, sums: self.sums.at[next], start, nodes: at..nodes.len() as u32 });
        }
        None
    }

    /// The break at an item, if a line may end there.
    fn end(&self, i: usize) -> Option<End> {
        let end = End { item: i as u32, cost: 0, width: 0, hyphen: false, forced: false, last_resort: false };
        match self.items[i] {
            Item::Box { .. } => None,
            Item::Glue { .. } => (i > 0 && matches!(self.items[i - 1], Item::Box { .. })).then_some(end),
            Item::Penalty { width, cost, hyphen, .. } => {
                let last_resort = (Item::LAST_RESORT..Item::FORBID).contains(&cost);
                let open = cost < Item::LAST_RESORT || last_resort && self.last_resort;
                let forced = cost <= Item::FORCE;
                open.then_some(End { cost, width: width.sp(), hyphen, forced, last_resort, ..end })
            }
        }
    }

    /// All ways to get to a break; drops groups that no later line can start from.
    fn reach(&self, end: &End, nodes: &[Node], active: &mut Vec<Group>, rooms: &mut Rooms, found: &mut Ways) {
        let to = self.sums.at[end.item as usize];
        let narrowest = rooms.narrowest.filter(|_| !self.last_resort && !end.forced);
        let mut keep = 0;
        for g in 0..active.len() {
            let group = &active[g];
            let line = to - group.sums;
            // Most lines are much too short for any room yet, whoever comes before them.
            if let Some(least) = narrowest.map(|room| room - line.width - group.start)
                && least >= 0
                && least - end.width > self.params.stretchable(&line, self.tolerance)
            {
                active.swap(keep, g);
                keep += 1;
                continue;
            }
            // The narrowest that this line and every longer one can be (half an em for hanging marks).
            let shrinkable = self.params.shrinkable(&line);
            let least = line.width + group.start - shrinkable - self.params.em.sp() / 2;
            // With more slack than this it is looser than the tolerance.
            let most = if self.last_resort { i64::MAX } else { self.params.stretchable(&line, self.tolerance) };
            let mut alive = false;
            let mut last: Option<(Room, Cost)> = None;
            let alone = keep == 0 && g + 1 == active.len();
            for n in group.nodes.clone() {
                let node = &nodes[n as usize];
                let room = rooms.of(node.line);
                alive |= least <= room.room;
                let slack = room.room - line.width - group.start - end.width;
                // Too short, or longer than letters and spaces can make up for.
                if slack > most && !end.forced && !room.ragged || -slack > shrinkable + 2 && !self.last_resort {
                    continue;
                }
                let cost = match last {
                    Some((r, c)) if r == room => c,
                    _ => {
                        let c = self.cost(&line, slack, room.ragged, end);
                        last = Some((room, c));
                        c
                    }
                };
                if cost.feasible && (!cost.overfull || alone && !found.any) {
                    self.relax(node, n, &cost, end, found);
                }
            }
            if alive {
                active.swap(keep, g);
                keep += 1;
            }
        }
        active.truncate(keep);
    }

    fn cost(&self, line: &Sums, slack: i64, ragged: bool, end: &End) -> Cost {
        let p = self.params;
        let f = fit(line, slack, end.forced, ragged, p);
        let overfull = f.ratio < -1.0 - 1e-9;
        if overfull || f.ratio > self.tolerance {
            let feasible = overfull && self.last_resort;
            let demerits = OVERFULL * (1.0 - slack as f64 / 65_536.0 / 1e4);
            return Cost { demerits, ratio: 0.0, fitness: 3, overfull, feasible, runt: false };
        }
        let r = f.ratio.min(20.0);
        let penalty = if end.forced || end.last_resort { 0.0 } else { f64::from(end.cost) };
        let badness = 100.0 * r.abs().powi(3) + p.letters * f.letter_share.powi(4);
        let mut demerits = (1.0 + badness + penalty.max(0.0)).powi(2);
        if penalty < 0.0 {
            demerits = ((1.0 + badness).powi(2) - penalty * penalty).max(0.0);
        }
        if r > p.loose_at {
            demerits += p.loose * (1.0 + (r - p.loose_at) * 4.0).powi(2);
        }
        if end.last_resort {
            demerits += FORCED;
        }
        let last = end.forced && self.sums.next_box[end.item as usize] as usize >= self.items.len();
        // No runt: 5 em, or a word of five letters and its full stop.
        let runt = last && line.width < p.em.sp() * 5 && line.letters < 5;
        if runt {
            demerits += p.runt;
        }
        let fitness = match r {
            r if r < -0.5 => 0,
            r if r <= 0.5 => 1,
            r if r <= 1.0 => 2,
            _ => 3,
        };
        Cost { demerits, ratio: r, fitness, overfull: false, feasible: true, runt }
    }

    /// Adds a way to the ways found, if it is the best of its state.
    fn relax(&self, from: &Node, index: u32, cost: &Cost, end: &End, found: &mut Ways) {
        let p = self.params;
        let ladder = if end.hyphen { from.ladder + 1 } else { 0 };
        if ladder > LADDER {
            return;
        }
        let mut total = from.total + cost.demerits;
        if ladder == 2 {
            total += p.consecutive;
        }
        if end.forced && from.ladder > 0 {
            total += if cost.runt { p.fragment } else { p.last_hyphen };
        }
        if from.fitness.abs_diff(cost.fitness) > 1 {
            total += p.fitness;
        }
        let node = Node {
            item: end.item,
            line: from.line + 1,
            fitness: cost.fitness,
            ladder,
            forced: from.forced || cost.overfull || end.last_resort,
            worst: from.worst.max(cost.ratio as f32),
            total,
            prev: index,
        };
        found.offer(node);
    }

    /// The best of the last break's nodes, and the best with one line less and more.
    fn choose(&self, nodes: &[Node], from: u32) -> Breakings {
        let last = &nodes[from as usize..];
        let best_of = |line: Option<u32>| {
            let nodes = last.iter().filter(|n| line.is_none_or(|l| n.line == l));
            nodes.min_by(|a, b| a.total.total_cmp(&b.total))
        };
        let Some(best) = best_of(None) else {
            return Breakings { best: Breaking::empty(), shorter: None, longer: None };
        };
        let limit = best.total + self.params.variant * f64::from(best.line);
        let variant = |line: u32| {
            let n = best_of(Some(line))?;
            let good = best.line >= 3 && !n.forced && f64::from(n.worst) <= self.params.loose_at && n.total <= limit;
            good.then(|| self.trace(nodes, n))
        };
        Breakings { shorter: variant(best.line - 1), longer: variant(best.line + 1), best: self.trace(nodes, best) }
    }

    fn trace(&self, nodes: &[Node], last: &Node) -> Breaking {
        let mut breaks = Vec::with_capacity(last.line as usize);
        let mut node = last;
        loop {
            breaks.push(node.item as usize);
            match nodes.get(node.prev as usize) {
                Some(n) if n.item != u32::MAX => node = n,
                _ => break,
            }
        }
        breaks.reverse();
        let hyphens = breaks.iter().map(|b| matches!(self.items[*b], Item::Penalty { hyphen: true, .. })).collect();
        Breaking { breaks, hyphens, demerits: last.total, forced: last.forced }
    }
}
