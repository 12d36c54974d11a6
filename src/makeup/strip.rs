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
/// Of more pieces than this fewer strips are weighed: that takes as long as all the rest.
pub const FEW: usize = 30;
/// So many pieces that wait are weighed for a place beside one that is narrowed, and so many of the strips that come of it;
/// and where there are more pieces than few.
const NARROWED: (usize, usize) = (6, 12);
const MANY: (usize, usize) = (4, 4);
/// So many of them are remembered for every depth that may be left.
const DRAFTS: usize = 100;
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

    /// Whether a piece stands in it.
    pub fn has(&self, piece: usize) -> bool {
        self.pieces().any(|p| p == piece)
    }

    /// The piece that it begins with.
    pub fn first(&self) -> usize {
        self.stacks[0].pieces[0]
    }

    /// The piece on top of each stack, over so many columns, and whether it stands beside others.
    pub fn tops(&self) -> impl Iterator<Item = (usize, u32, bool)> + '_ {
        self.stacks.iter().map(|s| (s.pieces[0], s.span, self.is_shared()))
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
    let mut best = Best::of(MOST);
    let begun = Strip { stacks: vec![Stack { span: asked, pieces: vec![first] }] };
    let mut weigh = |strip: Strip| {
        for draft in heaped(pieces, strip, &others, gap) {
            best.offer(draft.promise(waiting), &draft.strip);
        }
    };
    leads(pieces, &begun, &others, span, &mut weigh);
    best.into_strips().chain([alone]).collect()
}

/// A strip in which pieces that ask for no width are narrowed to stand side by side.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Narrowed {
    /// How little it promises where there is room for it.
    promise: i64,
    /// About how deep it is.
    depth: u32,
    /// The strip.
    pub strip: Strip,
}

impl Narrowed {
    /// How little it promises where `room` lines are left.
    fn in_room(&self, room: u32) -> i64 {
        let over = i64::from(self.depth.saturating_sub(room));
        // What stands under others does not run over to the next page with them.
        let alone = self.strip.stacks.iter().all(|s| s.pieces.len() == 1);
        self.promise + over * if alone { BEYOND.0 } else { BEYOND.1 }
    }
}

/// How many pieces are weighed, and how many strips.
fn effort(pieces: &Pieces) -> (usize, usize) {
    if pieces.list.len() > FEW { MANY } else { NARROWED }
}

/// The most promising of these strips where `room` lines are left, the best first.
pub fn suited<'n>(pieces: &Pieces, narrowed: &'n [Narrowed], room: u32) -> impl Iterator<Item = &'n Strip> {
    let mut found: Vec<(i64, &Strip)> = narrowed.iter().map(|n| (n.in_room(room), &n.strip)).collect();
    found.sort_unstable();
    found.into_iter().take(effort(pieces).1).map(|(_, strip)| strip)
}

/// The strips over `span` columns that begin with the first of the `waiting` pieces and in which pieces that ask for no width
/// are narrowed to stand side by side.
pub fn narrowed(pieces: &Pieces, waiting: &[usize], span: u32, gap: u32) -> Vec<Narrowed> {
    let anywhere = |p: &usize| pieces.list[*p].start == Start::Anywhere;
    let others: Vec<usize> = waiting.iter().skip(1).copied().take_while(anywhere).take(WINDOW).collect();
    let mut found: Vec<Narrowed> = Vec::new();
    let mut weigh = |strip: Strip| {
        if strip.pieces().any(|p| pieces.list[p].asked.is_none()) {
            let narrowed = |d: Draft| Narrowed { promise: d.promise(waiting), depth: d.deepest(), strip: d.strip };
            found.extend(heaped(pieces, strip, &others, gap).into_iter().map(narrowed));
        }
    };
    let near: Vec<usize> = waiting.iter().take(1).chain(others.iter().take(effort(pieces).0)).copied().collect();
    let mut begun = vec![Strip { stacks: Vec::new() }];
    while let Some(strip) = begun.pop() {
        let left = span - strip.stacks.iter().map(|s| s.span).sum::<u32>();
        if left == 0 {
            weigh(strip);
            continue;
        }
        let first = strip.stacks.is_empty();
        let next = near.iter().copied().take(if first { 1 } else { near.len() });
        for piece in next.filter(|p| !strip.has(*p)) {
            let widths = pieces.list[piece].widths(if first { span - 1 } else { left });
            let with = |width| Stack { span: width, pieces: vec![piece] };
            let longer = |width| Strip { stacks: strip.stacks.iter().cloned().chain([with(width)]).collect() };
            // Three stand abreast at the most: heads of so many columns would butt.
            let last = strip.stacks.len() == 2;
            begun.extend(widths.filter(|w| !last || *w == left).map(longer));
        }
    }
    found.sort_unstable();
    found.dedup();
    found.truncate(DRAFTS);
    found
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

/// The most promising strips, so many at the most: the best first.
struct Best {
    most: usize,
    found: Vec<(i64, Strip)>,
}

impl Best {
    fn of(most: usize) -> Best {
        Best { most, found: Vec::with_capacity(most + 1) }
    }

    fn offer(&mut self, promise: i64, strip: &Strip) {
        let place = self.found.partition_point(|(p, s)| (*p, s) < (promise, strip));
        if place < self.most && self.found.get(place).is_none_or(|(_, s)| s != strip) {
            self.found.insert(place, (promise, strip.clone()));
            self.found.truncate(self.most);
        }
    }

    fn into_strips(self) -> impl Iterator<Item = Strip> {
        self.found.into_iter().map(|(_, strip)| strip)
    }
}

/// A strip that is weighed, and about how deep each of its stacks is.
struct Draft {
    strip: Strip,
    depths: Vec<u32>,
}

impl Draft {
    fn of(strip: Strip, pieces: &Pieces, gap: u32) -> Draft {
        let depth = |stack: &Stack| {
            let own: u32 = stack.pieces.iter().map(|p| pieces.about(*p, stack.span)).sum();
            own + gap * (stack.pieces.len() as u32 - 1)
        };
        Draft { depths: strip.stacks.iter().map(depth).collect(), strip }
    }

    fn deepest(&self) -> u32 {
        self.depths.iter().copied().max().unwrap_or(0)
    }

    /// How little it promises: the lines by which its stacks are not level, and the pieces that it passes.
    fn promise(&self, waiting: &[usize]) -> i64 {
        let deepest = self.deepest();
        let uneven: u32 = self.depths.iter().map(|d| deepest - d).sum();
        let last = self.strip.pieces().max().unwrap_or(0);
        let passed = waiting.iter().filter(|p| **p < last && !self.strip.has(**p)).count() as i64;
        i64::from(uneven) * 100 + passed * 1_500
    }

    /// The same with a piece under those of a stack.
    fn with(&self, stack: usize, piece: usize, pieces: &Pieces, gap: u32) -> Draft {
        let (mut strip, mut depths) = (self.strip.clone(), self.depths.clone());
        depths[stack] += gap + pieces.about(piece, strip.stacks[stack].span);
        strip.stacks[stack].pieces.push(piece);
        Draft { strip, depths }
    }
}

/// A strip as it is, and with pieces under those of its shallower stacks: as many as go in, and one more.
fn heaped(pieces: &Pieces, strip: Strip, others: &[usize], gap: u32) -> Vec<Draft> {
    // Under pieces that are narrowed, others are.
    let narrow = strip.pieces().any(|p| pieces.list[p].asked.is_none());
    // The shallowest stack under which a piece goes, and that piece.
    let next = |draft: &Draft, beyond: bool| {
        let (deepest, stacks) = (draft.deepest(), &draft.strip.stacks);
        let under = |s: usize| {
            let stack = &stacks[s];
            let room = |p: usize| beyond || draft.depths[s] + gap + pieces.about(p, stack.span) <= deepest + 2;
            let goes = |p: &&usize| pieces.list[**p].takes(stack.span, narrow) && !draft.strip.has(**p) && room(**p);
            let more = stack.pieces.len() < HIGHEST && draft.depths[s] + SHALLOWER <= deepest;
            others.iter().filter(|_| more).find(goes).map(|p| (draft.depths[s], s, *p))
        };
        (0..stacks.len()).filter_map(under).min()
    };
    let mut out = vec![Draft::of(strip, pieces, gap)];
    for beyond in [false, true] {
        let mut at = 0;
        while let Some((_, stack, piece)) = next(&out[at], beyond) {
            out.push(out[at].with(stack, piece, pieces, gap));
            at = out.len() - 1;
            if out.len() > 2 * MOST {
                break;
            }
        }
    }
    out
}
