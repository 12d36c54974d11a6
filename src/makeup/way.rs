//! What a way to set a strip is: its pieces where they stand, where it ends, what of it jumps, and what it leaves for others.

use super::flow::Flow;
use super::module::Module;
use super::room::Room;
use std::sync::Arc;

/// What it costs to have an article jump so that what stands beside it ends level.
pub const JUMPED: i64 = 1_500;

/// What has jumped and stands at the head of a room further on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Turned {
    /// How many rooms further on: 1 is the next.
    pub over: usize,
    /// How many lines it takes there; 0 where nothing has jumped.
    pub lines: u32,
}

impl Turned {
    /// The same, seen from a room so many further on; nothing from beyond the one in which it stands.
    pub fn after(self, rooms: usize) -> Turned {
        if self.over > rooms { Turned { over: self.over - rooms, ..self } } else { Turned::default() }
    }
}

/// What columns that end above those beside them leave below them: a room for others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pocket {
    /// Its first column of the page.
    pub first: u32,
    /// How many.
    pub span: u32,
    /// One past its last line: those beside it end there.
    pub bottom: u32,
}

/// Where a strip is to begin.
pub struct Site<'r> {
    /// The rooms from there on: what is left of the first, and those further on without what has jumped there.
    pub rooms: &'r (dyn Fn(usize) -> Room + Sync),
    /// What articles may use of a page.
    pub area: &'r (dyn Fn(u32) -> Room + Sync),
    /// White above an article that stands under another, in grid lines.
    pub gap: u32,
    /// What has jumped already.
    pub turned: Turned,
    /// Whether the first room is a pocket; the second is the rest of its page.
    pub pocket: bool,
    /// Whether it is worth the trouble of opening heads and trimming pictures.
    pub opening: bool,
}

/// How one piece of a strip is set.
#[derive(Clone)]
pub struct Set<'a> {
    /// Its module.
    pub module: Arc<Module<'a>>,
    /// The line at which its head begins.
    pub line: u32,
    /// Whether its head is one of those with which the strip begins.
    pub top: bool,
    /// Lines by which its head is opened.
    pub open: u32,
    /// Its copy.
    pub flow: Flow,
}

impl<'a> Set<'a> {
    /// A piece that is set whole, in a flow of no page yet: in a room, its head at a line and opened by so many.
    pub fn whole(module: &Arc<Module<'a>>, (line, open): (u32, u32), flow: &Flow, room: Room, top: bool) -> Set<'a> {
        let mut flow = flow.clone();
        for band in &mut flow.bands {
            band.room = Room { top: line + module.head.lines + open, ..room };
        }
        Set { module: Arc::clone(module), line, top, open, flow }
    }
}

/// A way to set a strip.
pub struct Way<'a> {
    /// What it costs.
    pub cost: i64,
    /// Its pieces, stack by stack.
    pub sets: Vec<Set<'a>>,
    /// In which of the site's rooms it ends, and at which line.
    pub end: (usize, u32),
    /// What of it jumps to the head of a room after the one in which it ends.
    pub turned: Turned,
    /// What it leaves there for others below columns that end early: it ends at the head of that.
    pub pocket: Option<Pocket>,
    /// So many rooms after the one in which it begins are passed over for good.
    pub lost: usize,
}

impl Way<'_> {
    /// The lines by which the copy of its pieces is too shallow for their columns, of those that end on the page on which they begin.
    pub fn flat(&self) -> u32 {
        let flat = |set: &Set| match &set.flow.bands[..] {
            [band] => set.module.flat(band.depth),
            _ => 0,
        };
        self.sets.iter().map(flat).sum()
    }
}

/// What lines left white at the foot of a stack cost: as many as half a page has, about as much as two of its pieces set over more
/// columns than they ask for; more of them no more than that.
pub fn white(lines: u32) -> i64 {
    150 * i64::from(lines.min(40)) * i64::from(lines.min(8))
}
