//! Strips: articles that begin on one line, in stacks side by side that together are as wide as the room.
//!
//! Which stacks are worth weighing, by how deep their articles seem to be. Knows nothing of pages.

use super::pieces::Pieces;
use crate::issue::Start;

/// So many pieces that wait are weighed for a place beside the first.
const WINDOW: usize = 8;
/// So many ways to put stacks beside one another are weighed, the most promising.
const MOST: usize = 5;
/// A stack that seems to be so many lines shallower than the deepest takes another piece.
const SHALLOWER: u32 = 7;
/// So many pieces that wait are weighed for a place beside one that is narrowed, and so many of the strips that come of it.
const NARROWED: (usize, usize) = (4, 3);
/// What a line promises less by which pieces that are narrowed seem to be too deep for their room: where each stands alone in
/// its stack, so that they may run over, and where others stand under them.
const BEYOND: (i64, i64) = (20, 400);
/// More pieces than this do not stand in one stack.
const HIGHEST: usize = 4;

/// Pieces under one another, all over the same columns.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stack {
    /// How many columns.
    pub span: u32,
    /// The pieces, from the top down.
    pub pieces: Vec<usize>,
}

/// Stacks side by side, from left to right.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Strip {
    /// The stacks.
    pub stacks: Vec<Stack>,
}

impl Strip {
    /// A piece alone, over all columns of a room.
    pub fn alone(piece: usize, span: u32) -> Strip {
        Strip { stacks: vec![Stack { span, pieces: vec![piece] }] }
    }

    /// All its pieces.
    pub fn pieces(&self) -> impl Iterator<Item = usize> + '_ {
        self.stacks.iter().flat_map(|s| s.pieces.iter().copied())
    }

    /// The piece that it begins with.
    pub fn first(&self) -> usize {
        self.stacks[0].pieces[0]
    }

    /// Whether several pieces stand beside one another.
    pub fn is_shared(&self) -> bool {
        self.stacks.len() > 1
    }
}

/// The strips over `span` columns that begin with the first of the `waiting` pieces, in the order of what they promise;
/// the last of them is that piece alone. None where it asks for more columns.
pub fn strips(pieces: &Pieces, waiting: &[usize], span: u32, gap: u32) -> Vec<Strip> {
    let Some(&first) = waiting.first() else { return Vec::new() };
    let asked = pieces.list[first].asked.unwrap_or(span);
    if asked > span {
        return Vec::new();
    }
    let alone = Strip::alone(first, span);
    if asked == span {
        return vec![alone];
    }
    // None passes a piece that asks for a place of its own.
    let anywhere = |p: &usize| pieces.list[*p].start == Start::Anywhere;
    let beside = |p: &usize| pieces.list[*p].asked.is_some_and(|a| a < span);
    let others = waiting[1..].iter().copied().take_while(anywhere).filter(beside);
    let others: Vec<usize> = others.take(WINDOW).collect();
    let mut found: Vec<(i64, Strip)> = Vec::new();
    let begun = Strip { stacks: vec![Stack { span: asked, pieces: vec![first] }] };
    let mut weigh = |strip: Strip| {
        for strip in heaped(pieces, &strip, &others, gap) {
            let promise = promise(pieces, &strip, waiting, gap);
            if !found.iter().any(|(_, s)| *s == strip) {
                found.push((promise, strip));
            }
        }
    };
    leads(pieces, &begun, &others, span, &mut weigh);
    found.sort();
    found.truncate(MOST);
    found.into_iter().map(|(_, strip)| strip).chain([alone]).collect()
}

/// The strips over `span` columns that begin with the first of the `waiting` pieces and in which pieces that ask for no width
/// are narrowed to stand side by side where `room` lines are left: the most promising first.
pub fn narrowed(pieces: &Pieces, waiting: &[usize], (span, room): (u32, u32), gap: u32) -> Vec<Strip> {
    let anywhere = |p: &usize| pieces.list[*p].start == Start::Anywhere;
    let others: Vec<usize> = waiting.iter().skip(1).copied().take_while(anywhere).take(WINDOW).collect();
    let mut found: Vec<(i64, Strip)> = Vec::new();
    let mut weigh = |strip: Strip| {
        for strip in heaped(pieces, &strip, &others, gap) {
            if strip.pieces().any(|p| pieces.list[p].asked.is_none()) {
                let deepest = strip.stacks.iter().map(|s| depth(pieces, s, gap)).max().unwrap_or(0);
                let over = i64::from(deepest.saturating_sub(room));
                // What stands under others does not run over to the next page with them.
                let beyond = if strip.stacks.iter().all(|s| s.pieces.len() == 1) { BEYOND.0 } else { BEYOND.1 };
                found.push((promise(pieces, &strip, waiting, gap) + beyond * over, strip));
            }
        }
    };
    let near: Vec<usize> = waiting.iter().take(1).chain(others.iter().take(NARROWED.0)).copied().collect();
    let mut begun = vec![Strip { stacks: Vec::new() }];
    while let Some(strip) = begun.pop() {
        let left = span - strip.stacks.iter().map(|s| s.span).sum::<u32>();
        if left == 0 {
            weigh(strip);
            continue;
        }
        let first = strip.stacks.is_empty();
        let next = near.iter().copied().take(if first { 1 } else { near.len() });
        for piece in next.filter(|p| !strip.pieces().any(|q| q == *p)) {
            let widths = pieces.list[piece].widths(if first { span - 1 } else { left });
            let with = |width| Stack { span: width, pieces: vec![piece] };
            let longer = |width| Strip { stacks: strip.stacks.iter().cloned().chain([with(width)]).collect() };
            // Three stand abreast at the most: heads of so many columns would butt.
            let last = strip.stacks.len() == 2;
            begun.extend(widths.filter(|w| !last || *w == left).map(longer));
        }
    }
    found.sort();
    found.dedup();
    found.truncate(NARROWED.1);
    found.into_iter().map(|(_, strip)| strip).collect()
}

/// Adds stacks of one piece each until the columns are full: of the pieces that wait, the first three that go in. The last
/// of them takes what is left of the width.
fn leads(pieces: &Pieces, strip: &Strip, others: &[usize], span: u32, weigh: &mut dyn FnMut(Strip)) {
    let used: u32 = strip.stacks.iter().map(|s| s.span).sum();
    if used == span {
        weigh(strip.clone());
        return;
    }
    let left = span - used;
    let taken: Vec<usize> = strip.pieces().collect();
    let asked = |p: usize| pieces.list[p].asked.unwrap_or(span);
    let fits = others.iter().copied().filter(|p| !taken.contains(p) && asked(*p) <= left);
    let fits: Vec<usize> = fits.take(3).collect();
    if fits.is_empty() && strip.is_shared() {
        let mut strip = strip.clone();
        if let Some(last) = strip.stacks.last_mut() {
            last.span += left;
        }
        weigh(strip);
        return;
    }
    for p in fits {
        let mut longer = strip.clone();
        longer.stacks.push(Stack { span: asked(p), pieces: vec![p] });
        leads(pieces, &longer, others, span, weigh);
    }
}

/// A strip as it is, and with pieces under those of its shallower stacks: as many as go in, and one more.
fn heaped(pieces: &Pieces, strip: &Strip, others: &[usize], gap: u32) -> Vec<Strip> {
    let mut out = vec![strip.clone()];
    // Under pieces that are narrowed, others are.
    let narrow = strip.pieces().any(|p| pieces.list[p].asked.is_none());
    for beyond in [false, true] {
        let mut strip = strip.clone();
        loop {
            let depths: Vec<u32> = strip.stacks.iter().map(|s| depth(pieces, s, gap)).collect();
            let deepest = depths.iter().copied().max().unwrap_or(0);
            let taken: Vec<usize> = strip.pieces().collect();
            let next = |s: usize| {
                let stack = &strip.stacks[s];
                let goes = |p: &&usize| {
                    pieces.list[**p].takes(stack.span, narrow)
                        && !taken.contains(p)
                        && stack.pieces.len() < HIGHEST
                        && (beyond || depths[s] + gap + single(pieces, **p, stack.span) <= deepest + 2)
                };
                others.iter().find(goes).copied()
            };
            let short = |s: &usize| depths[*s] + SHALLOWER <= deepest;
            let mut shallow: Vec<usize> = (0..strip.stacks.len()).filter(short).collect();
            shallow.sort_by_key(|s| depths[*s]);
            let Some((s, p)) = shallow.iter().find_map(|s| Some((*s, next(*s)?))) else { break };
            strip.stacks[s].pieces.push(p);
            out.push(strip.clone());
            if out.len() > 2 * MOST {
                break;
            }
        }
    }
    out
}

/// About how deep a piece is: its head and its copy spread evenly.
fn single(pieces: &Pieces, piece: usize, span: u32) -> u32 {
    pieces.about(piece, span)
}

/// About how deep a stack is.
fn depth(pieces: &Pieces, stack: &Stack, gap: u32) -> u32 {
    let own: u32 = stack.pieces.iter().map(|p| single(pieces, *p, stack.span)).sum();
    own + gap * (stack.pieces.len() as u32 - 1)
}

/// How little a strip promises: the lines by which its stacks are not level, and the pieces that it passes.
fn promise(pieces: &Pieces, strip: &Strip, waiting: &[usize], gap: u32) -> i64 {
    let depths: Vec<i64> = strip.stacks.iter().map(|s| i64::from(depth(pieces, s, gap))).collect();
    let deepest = depths.iter().copied().max().unwrap_or(0);
    let uneven: i64 = depths.iter().map(|d| deepest - d).sum();
    let last = strip.pieces().max().unwrap_or(0);
    let passed = waiting.iter().filter(|p| **p < last && !strip.pieces().any(|q| q == **p)).count() as i64;
    uneven * 100 + passed * 1_500
}
