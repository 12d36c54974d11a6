//! An article over the columns that it spans: its head, its copy, and its insets set to their widths.

use super::band::{Band, Stretch};
use super::company::fill_apart;
use super::desk::Desk;
use super::element::{Cut, Element};
use super::fill::{Filling, Float, NOTE_RULE, Rules, Stock};
use super::flow::{Flow, Leg};
use super::galley::{Galley, Inset};
use super::head::{head, shut_white};
use super::jump;
use super::matter::Matter;
use super::measure::Measures;
use super::room::Room;
use crate::diag::Diagnostic;
use crate::issue::{Article, At, Kind, Side};
use crate::page::Role;
use crate::shelf::Shelf;
use crate::text::readable;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Deref;
use std::sync::Arc;

/// Copy is never too shallow, over however many columns, that is so many lines deep.
const UPRIGHT: u32 = 8;

/// An article over its columns.
pub struct Module<'a> {
    /// Which article of the issue.
    pub article: usize,
    /// Its first grid column, from 0 at the left of its room.
    pub first: u32,
    /// How many it spans.
    pub span: u32,
    /// Whether it goes on in its own columns of a page, beside its neighbours, rather than over all of them.
    pub beside: bool,
    /// Its columns.
    pub measures: Measures,
    /// The copy.
    pub galley: &'a Galley,
    /// What has been set of it.
    parts: Arc<Parts>,
}

/// What is set of an article over its columns. Where it stands has no part in it.
#[derive(Debug)]
pub struct Parts {
    /// The head; that of a sidebar has the padding above it.
    pub head: Matter,
    /// The place of its headline's size in the style's list, 0 the largest.
    pub class: usize,
    /// The white over its columns that shows as holes, in grid lines of a column.
    pub bare: i64,
    /// Grid lines of the head under which it goes on after a jump, in a room of one column, of two and so on.
    pub jump_heads: Vec<u32>,
    /// The depths of the notes that stand at the feet of its columns.
    pub notes: Vec<u32>,
    /// The insets, where some of them are set over fewer columns than they ask for.
    smaller: Option<Vec<Inset>>,
    /// The insets, set.
    pub matters: Vec<Matter>,
    /// Those that run with the copy, in the order of their anchors.
    pub floats: Vec<Float>,
    /// Those that take a rectangle over whole columns.
    pub blocks: Vec<BlockInset>,
    /// What there is to say of it.
    pub say: Vec<Diagnostic>,
    /// What came of laying its copy into stretches.
    fillings: Fillings,
    /// What came of breaking its paragraphs anew beside what cuts into their lines.
    recuts: Recuts,
}

type Fillings = Shelf<(Vec<Stretch>, Rules), Option<Filling>>;
type Recuts = Shelf<(usize, Cut), Option<Arc<Element>>>;

impl Parts {
    /// Sets head and insets of an article over its columns.
    fn set(desk: &mut Desk, article: &Article, galley: &Galley, measures: &Measures, terms: Terms) -> Parts {
        let (Terms { class, most, jumps, smaller }, span) = (terms, measures.span);
        let smaller = (smaller > 0).then(|| galley.insets.iter().map(|i| i.smaller(span, smaller)).collect::<Vec<_>>());
        let insets = smaller.as_ref().unwrap_or(&galley.insets);
        let before = desk.say.len();
        let headless = article.headline.is_blank() && article.kind != Kind::Banner;
        let head = if headless { Matter::default() } else { head(desk, article, class, measures) };
        let bare =
            if headless || article.kind == Kind::Banner { 0 } else { shut_white(desk, &head, measures).round() as i64 };
        let head = head.padded(measures.pad, measures.pad_lines, desk.grid());
        let jump_heads = if jumps {
            let heads = galley.jump_heads.get_or_init(|| jump::heads(desk, article));
            desk.say.extend(heads.say.iter().cloned());
            heads.lines.clone()
        } else {
            Vec::new()
        };
        let (mut floats, mut blocks, mut matters) = (Vec::new(), Vec::new(), Vec::new());
        let running = insets.iter().filter(|i| runs(i, span) && i.after.is_none()).count() as u32;
        let mut nth = 0;
        let copy = if article.boxed { Role::Box } else { Role::Body };
        for (index, inset) in insets.iter().enumerate() {
            let columns = inset.reach(span);
            let matter = inset.stand(desk, measures, most, None);
            let lines = matter.lines;
            matters.push(matter);
            if lines == 0 {
                continue;
            }
            let range = inset.range(desk, measures.inset(inset.columns), lines);
            if runs(inset, span) {
                let even = galley.lines * (2 * nth + 1) / (2 * running).max(1);
                nth += u32::from(inset.after.is_none());
                floats.push(float(index, inset, (lines, range), even));
            } else {
                let (at, quote, after) = (inset.at, inset.is_quote(), inset.after.unwrap_or(0));
                let side = inset.side;
                let half = inset.half(span).filter(|_| readable(measures.half(), desk.style(copy)));
                blocks.push(BlockInset { index, columns, half, side, lines, range, at, quote, after, turn: 0 });
            }
        }
        floats.sort_by_key(|f| f.anchor);
        let notes = galley.notes.iter().map(|n| n.len() as u32).collect();
        let say = desk.say.split_off(before);
        let (fillings, recuts) = (Fillings::default(), Recuts::default());
        Parts { head, class, bare, jump_heads, notes, smaller, matters, floats, blocks, say, fillings, recuts }
    }

    /// Begins another turn of what is kept of its copy's ways.
    pub fn turn(&self) {
        self.fillings.turn();
        self.recuts.turn();
    }
}

impl Deref for Module<'_> {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.parts
    }
}

/// An inset that takes a rectangle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BlockInset {
    /// Which of the insets.
    pub index: usize,
    /// Columns that it spans.
    pub columns: u32,
    /// On which side it takes half of the outermost of them, and copy stands beside it.
    pub half: Option<Side>,
    /// On which side of the article's columns it stands.
    pub side: Side,
    /// Its depth in grid lines.
    pub lines: u32,
    /// The least and the most grid lines that it may have.
    pub range: (u32, u32),
    /// Where it wants to stand.
    pub at: At,
    /// Whether it is a pull quote.
    pub quote: bool,
    /// Lines of copy that come before it, where that was asked for.
    pub after: u32,
    /// So many of the places that would serve are passed over.
    pub turn: usize,
}

/// On what terms a module is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terms {
    /// The place of the headline's size in the style's list, 0 the largest.
    pub class: usize,
    /// The most grid lines that an inset may have.
    pub most: u32,
    /// Whether it may have to jump: in a paper that has rooms of several kinds.
    pub jumps: bool,
    /// So many columns fewer than they ask for pictures over several have.
    pub smaller: u32,
}

impl<'a> Module<'a> {
    /// Sets head and insets of an article over `span` columns.
    pub fn new(
        desk: &mut Desk,
        (number, article): (usize, &Article),
        galley: &'a Arc<Galley>,
        (first, span): (u32, u32),
        terms: Terms,
    ) -> Module<'a> {
        let measures = Measures::of(desk.m, article, span);
        let standing = desk.m.standing;
        let mut set = || Parts::set(desk, article, galley, &measures, terms);
        let parts = match standing {
            Some(standing) => standing.module((galley, span, terms), set),
            None => Arc::new(set()),
        };
        desk.say.extend(parts.say.iter().cloned());
        Module { article: number, first, span, beside: false, measures, galley, parts }
    }

    /// How many items or subheads each of its columns has below the first, about: they may be set further apart.
    pub fn joints(&self) -> u32 {
        let loose = self.galley.elements.iter().filter(|e| e.loose_above).count() as u32;
        (loose / self.span.max(1)).saturating_sub(1)
    }

    /// Its insets, over the columns that they have here.
    pub fn insets(&self) -> &[Inset] {
        self.parts.smaller.as_deref().unwrap_or(&self.galley.insets)
    }

    /// Grid lines of the head under which it goes on after a jump, in a room of `span` columns.
    pub fn jump_head(&self, span: u32) -> u32 {
        self.jump_heads.get(span.max(1) as usize - 1).or(self.jump_heads.last()).copied().unwrap_or(0)
    }

    /// Its depth where it ends in its first room: head, copy and padding.
    pub fn depth(&self, flow: &Flow) -> u32 {
        self.head.lines + flow.last_depth() + self.measures.pad_lines
    }

    /// The line of its last room at which it ends, padding included.
    pub fn foot(&self, flow: &Flow) -> u32 {
        flow.bands.last().map_or(0, |last| last.room.top + last.depth + self.measures.pad_lines)
    }

    /// The rooms that it takes, heads and padding included; its head begins at `line`.
    pub fn rooms(&self, flow: &Flow, line: u32) -> Vec<Room> {
        let pad = self.measures.pad_lines;
        let mut jumped = false;
        let room = |(i, band): (usize, &Band)| {
            let above = pad + if jumped { self.jump_head(band.room.span) } else { 0 };
            jumped = band.jumps;
            let top = if i == 0 { line } else { band.room.top.saturating_sub(above) };
            Room { top, bottom: band.room.top + band.depth + pad, ..band.room }
        };
        flow.bands.iter().enumerate().map(room).collect()
    }

    /// The part of a room in which it stands: of no depth where the room is too narrow.
    pub fn part(&self, room: Room) -> Room {
        if self.first + self.span > room.span {
            Room { bottom: room.top, ..room }
        } else if self.span < room.span {
            Room { first: room.first + self.first, span: self.span, ..room }
        } else {
            room
        }
    }

    /// What is left for its copy of a room in which it begins, under its head and `open` lines more.
    pub fn under_head(&self, room: Room, open: u32) -> Room {
        self.part(room).below(self.head.lines + open).above(self.measures.pad_lines)
    }

    /// What is left of a room in which it goes on: after a jump, under a head of its own, over all columns of the room,
    /// unless it is a sidebar, which has columns of its own.
    pub fn resumed(&self, room: Room, jumped: bool) -> Room {
        let room = if jumped && self.measures.pad_lines == 0 && !self.beside { room } else { self.part(room) };
        let head = if jumped { self.jump_head(room.span) } else { 0 };
        room.below(self.measures.pad_lines + head).above(self.measures.pad_lines)
    }

    /// The legs of its copy through rooms, the first under its head. `area` is what articles may use of a page.
    pub fn legs(
        &self,
        rooms: &(dyn Fn(usize) -> Room + Sync),
        area: &(dyn Fn(u32) -> Room + Sync),
    ) -> impl Fn(usize) -> Leg + Sync {
        // Over a room's whole width the copy goes on after a jump, so that only the first room may be shared.
        let jumps = |n: usize| {
            let (from, to) = (rooms(n), rooms(n + 1));
            let shared = n == 0 && self.span < from.span && !self.beside;
            shared || !(from.turns_to(&to, area(to.page).top) && from.bottom == area(from.page).bottom)
        };
        move |n| {
            let room = rooms(n);
            let room = if n == 0 { self.under_head(room, 0) } else { self.resumed(room, jumps(n - 1)) };
            Leg { room, jumps: jumps(n) }
        }
    }

    /// Grid lines of copy, of what runs with it and of its notes, at the best depths.
    pub fn demand(&self) -> u32 {
        let floats = self.floats.iter().map(|f| f.lines + 1).sum::<u32>();
        self.galley.lines + floats + self.notes.iter().map(|n| n + NOTE_RULE).sum::<u32>()
    }

    /// What of that it takes at the least: some paragraphs are to be had shorter, and white falls away at the heads of columns.
    pub fn least(&self) -> u32 {
        self.demand().saturating_sub(2 * self.span + self.galley.elements.len() as u32 / 6)
    }

    /// About how deep it is: its head, and its copy spread evenly.
    pub fn about(&self) -> u32 {
        let blocks: u32 = self.blocks.iter().map(|b| (b.lines + 1) * b.columns).sum();
        self.head.lines + (self.demand() + blocks).div_ceil(self.span) + self.measures.pad_lines
    }

    /// The lines beside the deepest of its pictures for which there is no copy.
    pub fn hollow(&self) -> u32 {
        let beside = |b: &BlockInset| self.span.saturating_sub(b.columns) * b.lines;
        let most = self.blocks.iter().filter(|b| !b.quote).map(beside).max().unwrap_or(0);
        most.saturating_sub(self.demand())
    }

    /// The lines by which its copy is too shallow for the columns that it is over, where it is so many deep.
    pub fn flat(&self, depth: u32) -> u32 {
        self.lacks(self.span, depth)
    }

    /// About how deep its copy is over so many columns, where it is too shallow for them.
    pub fn lies_flat(&self, columns: u32) -> Option<u32> {
        let depth = self.demand().div_ceil(columns);
        (self.lacks(columns, depth) > 0).then_some(depth)
    }

    fn lacks(&self, columns: u32, depth: u32) -> u32 {
        let copy = columns > 1 && self.galley.lines > 0;
        if copy { (2 * columns + 1).min(UPRIGHT).saturating_sub(depth) } else { 0 }
    }

    /// What there is to be laid.
    pub fn stock(&self) -> Stock<'_> {
        Stock { elements: &self.galley.elements, floats: &self.floats, notes: &self.notes }
    }

    /// What has been set of it, for whoever lets go of it.
    pub fn left(self) -> impl Send + Sync + 'static {
        self.parts
    }

    /// Lays its copy into stretches at the least cost; `None` if it does not go in. Where it ends on the page on which it
    /// begins, the same stretches are asked for at every line at which it may begin, so what came of them is kept.
    pub fn fill(&self, stretches: &[Stretch], rules: Rules) -> Option<Filling> {
        let mut label = DefaultHasher::new();
        (stretches, rules).hash(&mut label);
        let is = |known: &(Vec<Stretch>, Rules)| known.1 == rules && known.0 == stretches;
        let make = || ((stretches.to_vec(), rules), fill_apart(self.stock(), stretches, rules));
        self.parts.fillings.get(label.finish(), is, make)
    }

    /// A paragraph of its copy, broken anew beside what cuts into its lines, as it was `made` the first time: the same cuts
    /// come again with every line at which the article may begin or end.
    pub fn recut(&self, element: usize, cut: Cut, made: impl FnOnce() -> Option<Element>) -> Option<Arc<Element>> {
        let key = (element, cut);
        let mut label = DefaultHasher::new();
        key.hash(&mut label);
        self.parts.recuts.get(label.finish(), |known| *known == key, || (key, made().map(Arc::new)))
    }
}

/// Whether an inset runs with the copy: it is one column wide and not bound to a head or foot.
fn runs(inset: &Inset, span: u32) -> bool {
    inset.reach(span) == 1 && matches!(inset.at, At::Auto | At::Paragraph(_))
}

fn float(index: usize, inset: &Inset, (lines, range): (u32, (u32, u32)), even: u32) -> Float {
    let asked = inset.after.is_some();
    Float {
        index,
        lines,
        range,
        anchor: inset.after.unwrap_or(even),
        may_precede: !asked,
        weight: if asked { 12 } else { 4 },
        at_edges: !inset.amid,
        shun: inset.shun,
        barred: (0, 0),
    }
}
