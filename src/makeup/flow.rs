//! One module into the rooms that it finds: under its head, over whole pages, to a last band whose columns end level.

use super::around::{Recut, lay};
use super::band::{AMID, Band, Insert, Place, Stretch, WHITE};
use super::company::{ECHO, Spot, words_at};
use super::fill::{Filling, Laid, Rules, TRIMMED, white_below};
use super::module::{BlockInset, Module};
use super::room::Room;
use crate::issue::{At, Side};
use rayon::prelude::*;
use std::ops::RangeInclusive;

/// What a last band of fewer lines than this costs, a line.
const SHALLOW: (u32, i64) = (6, 700);
/// What a page costs that has a picture of an article and none of its copy.
const BARE: i64 = 25_000;
/// What it costs that nothing else is to be found where a jump line sends the reader.
const SENT: i64 = 200_000;
/// So many places for it besides the first are tried.
const TURNS: usize = 9;
/// A last band that costs less has columns that end level.
const LEVEL: i64 = 650;
/// So many depths of copy are tried beside what is deeper than it, and what a line of white costs there.
const HOLLOW: (usize, i64) = (4, 600);
/// So many lines more than a last band needs are weighed where they reach the foot of the page.
const DRIVE_OUT: u32 = 5;
/// In so many depths a last band is wanted where one is not enough.
const DEPTHS: u32 = 2;
/// And in so many more at the most where every column has items or subheads.
const SPREAD: u32 = 3;
/// So many lines more than a last band seems to need are tried where copy is to stand beside an inset in it.
const MORE: u32 = 10;
/// At least so many grid lines of copy stand under a head at the foot of a page.
pub const LEAST: u32 = 3;
/// So many bands more than the copy seems to need are tried before its rules are waived.
const SPARE_BANDS: usize = 4;
/// No paper has more pages than this; a module that has not ended by then is given up.
const MOST_BANDS: usize = 2_000;
/// At least so many lines of copy stand before a jump, and so many after it.
pub const JUMP: (u32, u32) = (10, 15);

/// A room that copy may go through.
#[derive(Debug, Clone, Copy)]
pub struct Leg {
    /// The room, heads taken off.
    pub room: Room,
    /// Whether the reader has to be told where the copy goes on beyond it.
    pub jumps: bool,
}

/// The rooms that copy may go through, one after the other.
pub type Legs<'l> = dyn Fn(usize) -> Leg + Sync + 'l;

/// How far an article may run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// It ends in its first room.
    Stays,
    /// It runs on as far as it has to.
    Runs,
    /// It fills its first room and goes on elsewhere.
    Jumps,
}

/// One way to set a module.
#[derive(Debug, Clone)]
pub struct Flow {
    /// What it costs.
    pub cost: i64,
    /// Its bands, one a room; the first stands under the head.
    pub bands: Vec<Band>,
    /// The copy.
    pub laid: Vec<Laid>,
    /// What of it is broken otherwise than in the galley, beside insets.
    pub recut: Recut,
}

impl Flow {
    /// The stretches that `laid` names.
    pub fn stretches(&self) -> Vec<Stretch> {
        stretches(&self.bands)
    }

    /// The depth of the last band.
    pub fn last_depth(&self) -> u32 {
        self.bands.last().map_or(0, |b| b.depth)
    }
}

/// The stretches of bands, one after the other.
pub fn stretches(bands: &[Band]) -> Vec<Stretch> {
    let mut out = Vec::new();
    for (i, band) in bands.iter().enumerate() {
        band.stretches(i, &mut out);
    }
    out
}

/// The ways worth weighing to set a module's copy in `legs(0)` (under its head), `legs(1)` and so on. Where a quote over several
/// columns would stand next to the words that it quotes, other places are tried for it.
pub fn flow(module: &Module, legs: &Legs, mode: Mode, rules: Rules) -> Vec<Flow> {
    let set = |turn: usize| {
        let free = |b: &BlockInset| b.quote && !matches!(b.at, At::Top | At::Bottom);
        let turned = |b: &BlockInset| BlockInset { turn: if free(b) { turn } else { 0 }, ..*b };
        let blocks: Vec<BlockInset> = module.blocks.iter().map(turned).collect();
        around_halves(module, &blocks, legs, mode, rules)
    };
    let mut found = set(0);
    if found.iter().any(|f| echoes(module, f) > 0) {
        found.extend((1..=TURNS).flat_map(set));
        // Of each depth the best.
        found.sort_by_key(|f| (f.bands.len(), f.last_depth(), f.cost));
        found.dedup_by_key(|f| (f.bands.len(), f.last_depth()));
    }
    found
}

/// How many quotes over several columns stand next to the words that they quote.
fn echoes(module: &Module, flow: &Flow) -> i64 {
    if !module.blocks.iter().any(|b| b.quote) {
        return 0;
    }
    let stretches = flow.stretches();
    let echo = |b: &&BlockInset| {
        let words = words_at(&module.galley.elements, &stretches, &flow.laid, module.insets()[b.index].shun?)?;
        let find = |(n, band): (usize, &Band)| {
            let insert = band.inserts.iter().find(|i| i.index == b.index)?;
            let columns = insert.column..insert.column + insert.columns;
            Some(Spot { band: n, columns, top: band.top_of(insert), lines: insert.lines })
        };
        Some(flow.bands.iter().enumerate().find_map(find)?.is_next_to(words))
    };
    module.blocks.iter().filter(|b| b.quote).filter(|b| echo(b) == Some(true)).count() as i64
}

/// The ways with these insets. Where no copy can stand beside those that end half-way into a column, they stand at the foot, or that
/// half is left white.
fn around_halves(module: &Module, blocks: &[BlockInset], legs: &Legs, mode: Mode, rules: Rules) -> Vec<Flow> {
    // Of the ways to jump only the best is taken.
    let depths = if mode == Mode::Jumps { 1 } else { usual(module) };
    let found = run(module, blocks.to_vec(), legs, (mode, depths), rules);
    if !found.is_empty() || blocks.iter().all(|b| b.half.is_none()) {
        return found;
    }
    let free = |b: &&BlockInset| b.half.is_some() && b.at == At::Auto && !b.quote;
    let whole = blocks.iter().map(|b| BlockInset { half: None, ..*b }).collect();
    let white = run(module, whole, legs, (mode, depths), rules);
    if !white.is_empty() && blocks.iter().any(|b| free(&b)) {
        let lower = |b: &BlockInset| if free(&b) { BlockInset { at: At::Bottom, ..*b } } else { *b };
        let found = run(module, blocks.iter().map(lower).collect(), legs, (mode, depths), rules);
        if !found.is_empty() {
            return found;
        }
    }
    white
}

/// The ways that there are besides where a picture over several columns is a little shallower or deeper than by nature.
pub fn trimmed(module: &Module, legs: &Legs, mode: Mode) -> Vec<Flow> {
    let Some(n) = module.blocks.iter().position(|b| b.range.0 < b.range.1) else { return Vec::new() };
    let (block, usual) = (module.blocks[n], usual(module));
    let lines = |by: i32| block.lines.saturating_add_signed(by);
    let trim = |by: i32| {
        let mut blocks = module.blocks.clone();
        blocks[n].lines = lines(by);
        let flows = run(module, blocks, legs, (mode, usual), Rules::Kept).into_iter();
        flows.map(move |f| Flow { cost: f.cost + TRIMMED * i64::from(by.abs()), ..f })
    };
    let goes = |by: &i32| (block.range.0..=block.range.1).contains(&lines(*by));
    [-1, 1, -2, 2, -3, 3].into_par_iter().filter(goes).flat_map_iter(trim).collect()
}

/// In how many depths a module is wanted: beside others in more than one, so that they can end on one line, and in more still
/// where every column has items or subheads that may be set further apart.
fn usual(module: &Module) -> u32 {
    if module.beside { DEPTHS + module.joints().min(SPREAD) } else { 1 }
}

/// The ways in another depth besides the best, so that a page on which several modules stand ends at its foot.
pub fn deeper(module: &Module, legs: &Legs, mode: Mode) -> Vec<Flow> {
    run(module, module.blocks.clone(), legs, (mode, DEPTHS), Rules::Kept)
}

/// The ways to set a module's copy with these insets, its last band in so many depths whose columns end level, where it has them.
fn run(
    module: &Module,
    mut pending: Vec<BlockInset>,
    legs: &Legs,
    (mode, depths): (Mode, u32),
    rules: Rules,
) -> Vec<Flow> {
    let mut full: Vec<Band> = Vec::new();
    let mut left = module.demand();
    let mut seen = 0;
    let mut found = Vec::new();
    let mut spare = 0;
    while spare < SPARE_BANDS && full.len() < if mode == Mode::Stays { 1 } else { MOST_BANDS } {
        let leg = legs(full.len());
        let depth = leg.room.depth();
        if depth == 0 && (full.is_empty() || rules == Rules::Kept) {
            break;
        }
        let mut band = Band {
            room: leg.room,
            depth,
            short: 0,
            jumps: leg.jumps,
            to_foot: true,
            flexible: depth > 12 && module.notes.is_empty(),
            inserts: Vec::new(),
        };
        let before = pending.len();
        admit(&mut band, &mut pending, seen, left, module.galley.lines);
        band.jumps = false;
        let ends_here = mode != Mode::Jumps || !full.is_empty();
        if ends_here && pending.is_empty() && left <= band.capacity() + slop(module, &band, full.len()) {
            last_bands(module, &full, &band, (left, depths), rules, &mut found);
            if !found.is_empty() && left <= band.capacity() {
                break;
            }
        }
        if found.len() > 1 {
            break;
        }
        band.jumps = leg.jumps;
        // An article jumps once, and to another page.
        let again = full.iter().any(|b| b.jumps) || band.jumps && legs(full.len() + 1).room.page == leg.room.page;
        if band.jumps && (again && rules == Rules::Kept || !jump_well(&mut band, left)) {
            break;
        }
        let capacity = band.capacity();
        spare += usize::from(left == 0 && before == pending.len());
        left = left.saturating_sub(capacity);
        seen += capacity;
        full.push(band);
    }
    for f in &mut found {
        f.cost += ECHO * echoes(module, f);
    }
    found
}

/// Makes a band that jumps shallower where too little would be left to go on with. `false` where too little stands
/// before the jump.
fn jump_well(band: &mut Band, left: u32) -> bool {
    let after = left.saturating_sub(band.capacity());
    if after < JUMP.1 {
        let less = (JUMP.1 - after).div_ceil(band.room.span);
        band.depth = band.depth.saturating_sub(less);
        band.to_foot = false;
    }
    // The line that says where it goes on stands below what stands in the last column.
    band.depth > floor(&band.inserts) && band.capacity() >= JUMP.0
}

/// How far the estimate of the copy's depth may be off: white that falls away at the heads of columns, paragraphs that
/// are to be had shorter.
fn slop(module: &Module, band: &Band, bands: usize) -> u32 {
    band.room.span * (bands as u32 + 1) + module.galley.elements.len() as u32 / 6
}

/// Balances the last band: the depths around the least that holds what is left.
fn last_bands(
    module: &Module,
    full: &[Band],
    band: &Band,
    (left, depths): (u32, u32),
    rules: Rules,
    found: &mut Vec<Flow>,
) {
    let at = |depth: u32| Band { depth, to_foot: depth == band.depth, flexible: false, ..band.clone() };
    let floor = floor(&band.inserts).max(u32::from(!module.galley.elements.is_empty()));
    let holds = |d: &u32| at(*d).capacity() >= left;
    let tallest = module.floats.iter().map(|f| f.lines).max().unwrap_or(0).min(band.depth);
    let least = (floor..=band.depth).find(holds).unwrap_or(band.depth).max(floor);
    if least == floor && at(floor).capacity() > left + band.room.span {
        hollow(module, full, &at(floor), left, rules, found);
    }
    let mut try_depth = |depth: u32| {
        let extra = if full.is_empty() { 0 } else { shallow(depth) };
        let (cost, flow) = laid(module, [full, &[at(depth)]].concat(), rules, extra, found)?;
        found.push(flow);
        Some(cost)
    };
    // The depth that the copy needs; where its columns do not end level there, or it does not go in, those around it. What
    // stands beside others is wanted in more than one, so that they can end on one line.
    let (mut good, mut tried, mut best, mut dear) = (0, 0, i64::MAX, None);
    let around =
        [least, least.saturating_sub(1)].into_iter().chain(least + 1..=(least + 4).max(tallest).max(least + depths));
    for depth in around.filter(|d| (floor..=band.depth).contains(d)) {
        // What does not go into more lines does not go into fewer.
        if depth < least && tried == 0 {
            continue;
        }
        let Some(cost) = try_depth(depth) else { continue };
        tried += 1;
        good += u32::from(cost < LEVEL);
        if good >= depths || tried >= depths.max(DEPTHS) + 2 {
            break;
        }
        // With every line the columns have less to be filled with: what is deeper still has them end above its foot. Not beside
        // others, where it may have to be so deep, nor where something stands at the foot and would go down with it.
        let rises = depth > least && cost > best.saturating_add(LEVEL) && !module.beside;
        if rises && band.inserts.iter().all(|i| i.place == Place::Top) {
            dear = Some(depth);
            break;
        }
        best = best.min(cost);
    }
    // Copy that does not come to rest beside an inset is soon given up.
    let halves = full.iter().chain([band]).any(|b| b.narrow().next().is_some());
    let deepest = if halves { band.depth.min(least + MORE) } else { band.depth };
    if tried == 0 {
        // Deeper than it seemed: the first depth that serves.
        let _ = ((least + 5).max(tallest + 1)..=deepest).find_map(&mut try_depth);
    }
    // Where a few lines are left to the foot of the page, the copy may be driven out to fill them.
    let near = band.depth > least + 2 && band.depth - least < DRIVE_OUT + 2;
    if near && module.measures.pad_lines == 0 {
        try_depth(band.depth);
    }
    if let Some(depth) = dear {
        emptier(full.len() + 1, depth + 1..=(least + 4).min(band.depth), found);
    }
    if good == 0 && tried > 0 {
        trim(module, full, &at(least), rules, found);
    }
}

/// The cheapest of the ways found that have so many bands, the last of them deeper than its copy.
fn emptier(bands: usize, depths: RangeInclusive<u32>, found: &mut Vec<Flow>) {
    let shallower = |f: &&Flow| f.bands.len() == bands && f.last_depth() < *depths.start();
    let Some(best) = found.iter().filter(shallower).min_by_key(|f| f.cost).cloned() else { return };
    for depth in depths {
        let mut flow = best.clone();
        if let Some(last) = flow.bands.last_mut() {
            let white = depth - last.depth;
            (last.short, last.to_foot) = (last.short + white, false);
            last.depth = depth;
            flow.cost += white_below(white) * i64::from(last.room.span);
        }
        found.push(flow);
    }
}

/// Where the copy does not reach to the foot of what stands beside it, its columns end level above that.
fn hollow(module: &Module, full: &[Band], last: &Band, left: u32, rules: Rules, found: &mut Vec<Flow>) {
    let ending = (1..last.depth).rev().map(|short| Band { short, to_foot: false, ..last.clone() });
    for band in ending.filter(|band| band.capacity() >= left).take(HOLLOW.0) {
        let white = i64::from(last.capacity() - band.capacity());
        let bands = [full, &[band]].concat();
        let Some((cost, flow)) = laid(module, bands, rules, HOLLOW.1 * white, found) else { continue };
        found.push(flow);
        if cost < LEVEL {
            return;
        }
    }
}

/// Copy laid into bands, and what that costs but for the bands, beginning with how it was broken for what was `found` last;
/// `None` if it does not go in. `extra` is what these bands cost.
fn laid(module: &Module, bands: Vec<Band>, rules: Rules, extra: i64, found: &[Flow]) -> Option<(i64, Flow)> {
    let known = found.last().map(|f| f.recut.clone()).unwrap_or_default();
    let (f, recut) = lay(module, &bands, rules, known)?;
    let cost = f.cost + f.company + extra + bare(&bands, &f);
    Some((f.cost, Flow { cost, bands, laid: f.laid, recut }))
}

/// Where the columns do not end level, a picture over whole columns may be a little shallower or deeper than it is by
/// nature. The first way found that serves.
fn trim(module: &Module, full: &[Band], last: &Band, rules: Rules, found: &mut Vec<Flow>) {
    let mut bands = full.to_vec();
    bands.push(last.clone());
    for b in (0..bands.len()).rev() {
        for i in 0..bands[b].inserts.len() {
            let insert = bands[b].inserts[i];
            let Some(inset) = module.blocks.iter().find(|x| x.index == insert.index) else { continue };
            for by in [1, -1, 2, -2, 3, -3] {
                let lines = insert.lines.saturating_add_signed(by);
                if !(inset.range.0..=inset.range.1).contains(&lines) {
                    continue;
                }
                let mut bands = bands.clone();
                bands[b].inserts[i].lines = lines;
                if needed(&bands[b].inserts[i]) > bands[b].depth {
                    continue;
                }
                let by = TRIMMED * i64::from(by.abs());
                let Some((_, flow)) = laid(module, bands, rules, by, found).filter(|(cost, _)| *cost < LEVEL) else {
                    continue;
                };
                found.push(flow);
                return;
            }
        }
    }
}

/// What it costs that bands hold no copy: a picture that has lost its article, or a head its copy. More where the reader is
/// sent to another page for it.
fn bare(bands: &[Band], filling: &Filling) -> i64 {
    let mut copy = vec![false; bands.len()];
    let stretches = stretches(bands);
    for laid in &filling.laid {
        if let Laid::Element { parts, .. } = laid {
            for p in parts {
                copy[stretches[p.stretch].band] = true;
            }
        }
    }
    let cost = |n: usize| if n > 0 && bands[n - 1].jumps { SENT } else { BARE };
    // An article of a picture alone has no copy anywhere.
    let first = usize::from(!copy.contains(&true));
    (first..bands.len()).filter(|n| !copy[*n]).map(cost).sum()
}

fn shallow(depth: u32) -> i64 {
    i64::from(SHALLOW.0.saturating_sub(depth)) * SHALLOW.1
}

/// The least depth of a band in which all of these stand, and none on another.
fn floor(inserts: &[Insert]) -> u32 {
    let alone = inserts.iter().map(needed).max().unwrap_or(0);
    let pairs = inserts.iter().enumerate().flat_map(|(i, a)| inserts[i + 1..].iter().map(move |b| (a, b)));
    let shared = pairs.filter(|(a, b)| !apart(a, b)).map(|(a, b)| together(a, b)).max().unwrap_or(0);
    alone.max(shared)
}

/// Whether two inserts have no column in common.
fn apart(a: &Insert, b: &Insert) -> bool {
    a.column + a.columns <= b.column || b.column + b.columns <= a.column
}

/// The depth in which two inserts stand in the same columns, one at the top and one at the foot.
fn together(a: &Insert, b: &Insert) -> u32 {
    a.lines + b.lines + 2 * WHITE + 4
}

/// The least depth of a band that an insert stands in.
fn needed(insert: &Insert) -> u32 {
    match insert.place {
        Place::Top | Place::Foot => insert.lines,
        Place::Share(_) => insert.lines + 2 * AMID.0,
    }
}

/// Gives those of the pending insets a place in the band that belong there: what stands at the top or the foot, and
/// what the copy has come to. `seen` lines of copy stand in the bands before, `left` are still to come, of `all`.
fn admit(band: &mut Band, pending: &mut Vec<BlockInset>, seen: u32, left: u32, all: u32) {
    let area = band.depth * band.room.span;
    pending.retain(|inset| {
        // What was asked to stand at a paragraph waits for the band that holds it, unless there is none.
        if inset.after >= seen + area && left > area && inset.after < all {
            return true;
        }
        match place(band, inset) {
            Some(insert) => {
                band.inserts.push(insert);
                false
            }
            None => true,
        }
    });
}

/// A place for an inset that keeps clear of the others, or none.
fn place(band: &Band, inset: &BlockInset) -> Option<Insert> {
    let span = band.room.span;
    if inset.columns > span {
        return None;
    }
    let wanted: &[Place] = match (inset.quote, inset.at) {
        (_, At::Top) => &[Place::Top, Place::Foot],
        (_, At::Bottom) => &[Place::Foot, Place::Top],
        (true, _) => &[42, 60, 25, 85, 12].map(Place::Share),
        (false, _) => &[Place::Top, Place::Foot],
    };
    let (mut turn, mut found) = (inset.turn, None);
    for place in wanted {
        // From the right, unless it is asked for otherwise: the copy then begins at the left under the head. Quotes keep to the middle.
        let last = span - inset.columns;
        let middle = last / 2 + last % 2;
        let firsts: Vec<u32> = match place {
            Place::Share(_) => [middle].into_iter().chain((0..=last).rev().filter(|c| *c != middle)).collect(),
            _ if inset.side == Side::Left => (0..=last).collect(),
            _ => (0..=last).rev().collect(),
        };
        for column in firsts {
            let (index, columns, half, lines) = (inset.index, inset.columns, inset.half, inset.lines);
            let insert = Insert { index, column, columns, half, lines, place: *place };
            if needed(&insert) + u32::from(band.jumps) <= band.depth && clear(band, &insert) {
                if turn == 0 {
                    return Some(insert);
                }
                (turn, found) = (turn - 1, Some(insert));
            }
        }
    }
    found
}

/// Whether an insert leaves room for a few lines between itself and the others in its columns.
fn clear(band: &Band, new: &Insert) -> bool {
    band.inserts.iter().all(|old| {
        let opposite = matches!((old.place, new.place), (Place::Top, Place::Foot) | (Place::Foot, Place::Top));
        apart(old, new) || opposite && together(old, new) <= band.depth
    })
}

/// The ways of a piece that fills its first leg and ends in the next.
pub fn jumping(module: &Module, legs: &Legs) -> impl Iterator<Item = Flow> + use<> {
    let full = legs(0).room.depth();
    let fits = move |f: &Flow| f.bands.len() == 2 && f.bands[0].depth == full && f.cost < SENT;
    flow(module, legs, Mode::Jumps, Rules::Kept).into_iter().filter(fits)
}
