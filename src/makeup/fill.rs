//! Copy into room: the search for the breaks between columns and pages.
//!
//! Elements are laid into stretches in order; every element is to be had in a few depths, so where the columns end is
//! a small integer program. It is solved by dynamic programming over (element, next float, stretch, lines used), as
//! Plass proposed for pages (*Optimal Pagination Techniques*, 1981, ch. 4) and TeX does for lines. Costs are in points
//! of no unit; what they weigh against each other stands in one place below.

use super::band::{End, HIGHER, Stretch, WHITE};
use super::element::Element;

/// What each shortcoming costs.
mod cost {
    use super::{End, HIGHER};

    /// A hyphen at the end of a column that is not the page's last.
    pub const HYPHEN: i64 = 60;
    /// A hyphen at the foot of a page's last column.
    pub const HYPHEN_PAGE: i64 = 20_000;
    /// A line more above a subhead.
    pub const LOOSE_ABOVE: i64 = 90;
    /// A line more above a float.
    pub const LOOSE_FLOAT: i64 = 110;
    /// A paragraph divided by a float or an insert rather than flowing on.
    pub const INTERRUPTED: i64 = 25;
    /// A list or a quotation in the copy parted by a float.
    pub const PARTED: i64 = 3_000;
    /// A picture at the head of the first column, above the first words.
    pub const FIRST: i64 = 80;
    /// A note divided between two columns.
    pub const DIVIDED_NOTE: i64 = 400;
    /// A picture left over at the end of the copy; a quote, that there stands at the foot of the last column.
    pub const LATE_FLOAT: (i64, i64) = (400, 8_000);

    /// A quote at the head of a column, rather than amid copy.
    pub const ON_TOP: i64 = 2_000;

    /// A page all of whose columns end so many lines above its foot, by their number.
    pub const SHORT: [i64; HIGHER as usize + 1] = [0, 150, 450];

    /// Lines left empty at the end of a stretch.
    pub fn slack(end: End, lines: u32) -> i64 {
        let lines = i64::from(lines.min(1_000));
        match end {
            End::Foot | End::PageFoot => 700 * lines * lines,
            End::Insert => 300 * lines * lines,
        }
    }
}

/// What a line costs by which a picture is shallower or deeper than by nature.
pub const TRIMMED: i64 = 70;

/// What it costs that a column ends so many lines above its foot.
pub fn white_below(lines: u32) -> i64 {
    cost::slack(End::Foot, lines)
}

/// At most so many states are kept from one element to the next.
const BEAM: usize = 14;
/// So many in a first search, after which what costs more than what it found is not followed any more.
const NARROW: usize = 4;

/// A way that costs so much more than one already found for the same element is not followed further.
const WINDOW: i64 = 30_000;

/// Lines between the copy of a column and the notes at its foot: the short rule.
pub const NOTE_RULE: u32 = 1;

/// Within so many lines of its anchor a float may stand within a paragraph; further off, between two.
const NEAR: u32 = 5;
/// The same of a quote: there is little choice where columns are short.
const ABOUT: u32 = 12;
/// Further than this before its anchor it does not stand at all.
const FAR: u32 = 30;
/// So many lines shallower or deeper than by nature a picture is tried.
const TRIMS: u32 = 2;

/// An insert of one column that moves with the copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Float {
    /// Which of the article's inserts.
    pub index: usize,
    /// Its depth in grid lines, without white.
    pub lines: u32,
    /// The least and the most that it may have, so that columns end level.
    pub range: (u32, u32),
    /// Where it would best stand: after so many lines of the copy at its best depth.
    pub anchor: u32,
    /// Whether it may stand before its anchor.
    pub may_precede: bool,
    /// What a line of distance costs.
    pub weight: i64,
    /// Whether it may stand at the top or the foot of a column (a picture may, a quote may not).
    pub at_edges: bool,
    /// Lines of copy that it should keep away from (the words that it quotes).
    pub shun: Option<u32>,
    /// From so many lines of copy on it does not stand, up to before so many.
    pub barred: (u32, u32),
}

impl Float {
    /// What it costs to stand after `at` lines of copy; `None` where it may not.
    fn cost(&self, at: u32) -> Option<i64> {
        if at < self.anchor && !self.may_precede || (self.barred.0..self.barred.1).contains(&at) {
            return None;
        }
        let near = self.shun.is_some_and(|s| s.abs_diff(at) < 14);
        Some(self.weight * i64::from(at.abs_diff(self.anchor)) + if near { 300 } else { 0 })
    }

    /// The depths in which it is tried, and what they cost.
    fn depths(&self) -> impl Iterator<Item = (u32, i64)> + use<> {
        let (lines, (least, most)) = (self.lines, self.range);
        let depths = (lines.saturating_sub(TRIMS).max(least)..=(lines + TRIMS).min(most)).map(move |n| (n, lines));
        depths.map(|(n, lines)| (n, TRIMMED * i64::from(n.abs_diff(lines))))
    }

    /// The same with the lines of white above it that are more than needed: one, where it cannot be deeper instead.
    fn shapes(&self) -> impl Iterator<Item = (u32, u32, i64)> + use<> {
        let loose = (self.range.1 == self.lines).then_some((1, self.lines, cost::LOOSE_FLOAT));
        self.depths().map(|(lines, cost)| (0, lines, cost)).chain(loose)
    }
}

/// A part of something, laid into a stretch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// Which stretch.
    pub stretch: usize,
    /// The line of the stretch at which it begins.
    pub top: u32,
    /// The element's first line there.
    pub from: u32,
    /// One past its last line there.
    pub to: u32,
    /// Lines at the foot of the column that notes take, once this is laid.
    pub foot: u32,
}

/// Something that was laid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Laid {
    /// An element in one of its depths.
    Element {
        /// Which element.
        element: usize,
        /// Which of its depths.
        depth: usize,
        /// Where its parts stand.
        parts: Vec<Part>,
    },
    /// A float.
    Float {
        /// Which of the article's inserts.
        index: usize,
        /// The stretch in which it stands.
        stretch: usize,
        /// Its first line in that stretch.
        top: u32,
        /// Its depth.
        lines: u32,
    },
    /// Notes that go on from the column before.
    Foot {
        /// A stretch of the column.
        stretch: usize,
        /// The lines that they take at its foot.
        lines: u32,
    },
}

/// A solution.
#[derive(Debug, Clone)]
pub struct Filling {
    /// The sum of its costs.
    pub cost: i64,
    /// What the company that its quotes keep costs besides: that says nothing of how level its columns are.
    pub company: i64,
    /// What was laid, in the order of the copy.
    pub laid: Vec<Laid>,
}

/// How far the copy has come.
#[derive(Debug, Clone, Copy)]
struct State {
    float: usize,
    stretch: usize,
    used: u32,
    /// White that is owed below what was laid last.
    white: u32,
    /// By how many lines the columns of this band end above its foot.
    short: u32,
    /// Lines at the foot of this column that notes take.
    foot: u32,
    /// Lines of notes that go on in the next column.
    carry: u32,
    cost: i64,
    /// The node of what was laid last.
    node: u32,
}

impl State {
    /// What the future depends on, in one number: next float, stretch, lines used, white owed, lines short; notes.
    fn key(&self) -> u128 {
        let place = (self.float as u64) << 48
            | (self.stretch as u64 & 0xFFFF) << 32
            | u64::from(self.used & 0xFFFF) << 16
            | u64::from(self.white & 0xFF) << 8
            | u64::from(self.short);
        u128::from(place) << 32 | u128::from(self.foot & 0xFFFF) << 16 | u128::from(self.carry & 0xFFFF)
    }
}

/// What was laid on the way to a state: a node of the tree of all ways.
struct Node {
    before: u32,
    laid: NodeLaid,
}

enum NodeLaid {
    Start,
    Element { element: usize, depth: usize, way: Option<u32>, last: Part },
    Float { index: usize, stretch: usize, top: u32, lines: u32 },
    Foot { stretch: usize, lines: u32 },
}

/// A part of an element that goes on after it, and the parts before it: a node of the tree of all ways to divide.
struct Way {
    before: Option<u32>,
    part: Part,
}

/// The element that is being laid, in which depth, and how many lines of copy come before it.
#[derive(Clone, Copy)]
struct Lay {
    element: usize,
    depth: usize,
    at: u32,
}

/// The cheapest states after an element, no two of which have the same future: in the order of their cost, and of two that
/// cost the same the one that was found first.
struct Kept {
    /// So many at the most.
    most: usize,
    /// What all of the copy is known to be laid for: only what costs less is kept.
    known: i64,
    states: Vec<State>,
    /// Their keys.
    keys: Vec<u128>,
    /// What a state must cost less than to be kept.
    bound: i64,
    /// The least cost of any state found, whether the rest of the copy goes in after it or not.
    least: i64,
}

impl Kept {
    /// Nothing yet, of at most so many states that cost less than what is known.
    fn new(most: usize, known: i64) -> Kept {
        let (states, keys) = (Vec::with_capacity(most), Vec::with_capacity(most));
        Kept { most, known, states, keys, bound: known, least: i64::MAX }
    }

    /// Whether a state of this cost may be kept.
    fn admits(&self, cost: i64) -> bool {
        cost < self.bound && cost <= self.least.saturating_add(WINDOW)
    }

    /// Where a state belongs, if it is to be kept: only where the rest of the copy `goes_in` after it.
    fn place(&mut self, state: &State, goes_in: bool) -> Option<usize> {
        self.least = self.least.min(state.cost);
        if !goes_in || state.cost >= self.bound {
            return None;
        }
        let place = self.states.partition_point(|s| s.cost <= state.cost);
        (!self.keys[..place].contains(&state.key())).then_some(place)
    }

    /// Puts a state where it belongs. The dearer one of the same future goes, or else the dearest where there are too many.
    fn insert(&mut self, place: usize, state: State) {
        let key = state.key();
        let same = self.keys[place..].iter().position(|k| *k == key).map(|i| place + i);
        if let Some(last) = same.or((self.states.len() == self.most).then_some(self.most - 1)) {
            self.states.remove(last);
            self.keys.remove(last);
        }
        self.states.insert(place, state);
        self.keys.insert(place, key);
        if self.states.len() == self.most {
            self.bound = self.states[self.most - 1].cost;
        }
    }

    /// Hands the states over and begins anew.
    fn take(&mut self, states: &mut Vec<State>) {
        let most = self.least.saturating_add(WINDOW);
        states.extend(self.states.drain(..).take_while(|s| s.cost <= most));
        self.keys.clear();
        (self.bound, self.least) = (self.known, i64::MAX);
    }
}

struct Search<'a> {
    elements: &'a [Element],
    floats: &'a [Float],
    /// The depths of the notes.
    notes: &'a [u32],
    stretches: &'a [Stretch],
    /// The last stretch of each stretch's column: there notes stand.
    closing: Vec<usize>,
    /// The lines of each stretch and of all that follow it.
    ahead: Vec<u32>,
    /// How many columns of its band end at the foot of each stretch or of one that follows it.
    columns: Vec<u32>,
    /// The lines of each float and of all that follow it, at the least.
    floating: Vec<u32>,
    /// The lines of each element and of all that follow it, with their notes, at the least.
    copy: Vec<u32>,
    nodes: Vec<Node>,
    ways: Vec<Way>,
    rules: Rules,
    /// The states after the element that is being laid.
    next: Kept,
}

/// Whether the rules for divisions hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Rules {
    /// They do.
    Kept,
    /// Everything may be divided anywhere: rather that than copy which is not set.
    Waived,
}

/// What is laid.
#[derive(Clone, Copy)]
pub struct Stock<'a> {
    /// The copy.
    pub elements: &'a [Element],
    /// What runs with it, in the order of the anchors.
    pub floats: &'a [Float],
    /// The depths of the notes that stand at the feet of columns, by their numbers less one.
    pub notes: &'a [u32],
}

/// Lays all elements, floats and notes into the stretches at the least cost; `None` if they do not go in. A narrow search
/// soon finds a way, and a wide one the best: costs only add, so that it follows nothing that is as dear already.
pub fn fill(stock: Stock, stretches: &[Stretch], rules: Rules) -> Option<Filling> {
    fill_for(stock, stretches, rules, i64::MAX)
}

/// The same for less than a cost.
pub fn fill_for(stock: Stock, stretches: &[Stretch], rules: Rules, most: i64) -> Option<Filling> {
    let Stock { elements, floats, .. } = stock;
    if stretches.is_empty() {
        return (elements.is_empty() && floats.is_empty()).then(|| Filling { cost: 0, company: 0, laid: Vec::new() });
    }
    let mut search = Search::new(stock, stretches, rules);
    if search.ahead[0] < search.floating[0].saturating_add(search.copy[0]) {
        return None;
    }
    let soon = search.run(NARROW, most);
    match soon.as_ref().map_or(most, |f| f.cost) {
        0 => soon,
        known => search.run(BEAM, known).or(soon),
    }
}

/// The fewest lines that an element takes, and its notes.
fn fewest(element: &Element, notes: &[u32]) -> u32 {
    let note = |(_, n): &(u32, u32)| notes.get(*n as usize - 1);
    let notes: u32 = element.depths.first().into_iter().flat_map(|d| &d.notes).filter_map(note).sum();
    element.depths.iter().map(|d| d.lines).min().unwrap_or(0) + notes
}

/// Adds to each number those that follow it, as far as they belong `together` with it.
fn heap_up(numbers: &mut [u32], together: impl Fn(usize) -> bool) {
    for i in (0..numbers.len().saturating_sub(1)).rev() {
        if together(i) {
            numbers[i] = numbers[i].saturating_add(numbers[i + 1]);
        }
    }
}

/// The last stretch of each stretch's column.
fn closing(stretches: &[Stretch]) -> Vec<usize> {
    let mut out: Vec<usize> = (0..stretches.len()).collect();
    for i in (0..stretches.len().saturating_sub(1)).rev() {
        if (stretches[i].band, stretches[i].column) == (stretches[i + 1].band, stretches[i + 1].column) {
            out[i] = out[i + 1];
        }
    }
    out
}

impl<'a> Search<'a> {
    /// A search that has not begun.
    fn new(stock: Stock<'a>, stretches: &'a [Stretch], rules: Rules) -> Self {
        let Stock { elements, floats, notes } = stock;
        let mut ahead: Vec<u32> = stretches.iter().map(|s| s.lines).collect();
        heap_up(&mut ahead, |_| true);
        let mut columns: Vec<u32> = stretches.iter().map(|s| u32::from(s.end != End::Insert)).collect();
        heap_up(&mut columns, |i| stretches[i].band == stretches[i + 1].band);
        // A quote has white above or below it, wherever it stands.
        let mut floating: Vec<u32> = floats.iter().map(|f| f.range.0 + u32::from(!f.at_edges)).chain([0]).collect();
        heap_up(&mut floating, |_| true);
        let mut copy: Vec<u32> = elements.iter().map(|e| fewest(e, notes)).chain([0]).collect();
        heap_up(&mut copy, |_| true);
        let (nodes, ways, next) = (Vec::new(), Vec::new(), Kept::new(0, 0));
        let closing = closing(stretches);
        Search { elements, floats, notes, stretches, closing, ahead, columns, floating, copy, nodes, ways, rules, next }
    }

    /// Searches from the beginning, with so many states at most after each element; what it finds costs less than what is
    /// `known`.
    fn run(&mut self, most: usize, known: i64) -> Option<Filling> {
        self.nodes.clear();
        self.ways.clear();
        self.nodes.reserve(self.elements.len() * most * 2);
        self.nodes.push(Node { before: 0, laid: NodeLaid::Start });
        self.next = Kept::new(most, known);
        let start = State { float: 0, stretch: 0, used: 0, white: 0, short: 0, foot: 0, carry: 0, cost: 0, node: 0 };
        let mut states: Vec<State> = Vec::new();
        for (n, cost) in self.heights(0).iter().enumerate() {
            states.push(self.enter(start, 0, n, *cost));
        }
        let mut at = 0;
        for (e, element) in self.elements.iter().enumerate() {
            for state in states.drain(..) {
                self.place(state, e, at);
                if e == 0 || !self.elements[e - 1].keeps_next {
                    let parts = e > 0 && element.is_indented() && self.elements[e - 1].is_indented();
                    let cost = state.cost + if parts { cost::PARTED } else { 0 };
                    self.float_here(State { cost, ..state }, e, at);
                }
            }
            self.next.take(&mut states);
            at += element.depths[0].lines;
        }
        let ends = states.into_iter().filter_map(|state| self.finish(state, at)).filter(|end| end.cost < known);
        let best = ends.reduce(|best, end| if end.cost < best.cost { end } else { best })?;
        Some(Filling { cost: best.cost, company: 0, laid: self.trace(best.node) })
    }

    /// Whether what comes after an element goes into the room that is left, as far as that can be said from the number of
    /// its lines.
    fn goes_in(&self, s: &State, element: usize) -> bool {
        let taken = s.used + s.foot + s.carry + s.short * self.columns[s.stretch];
        taken + self.copy[element + 1] + self.floating[s.float] <= self.ahead[s.stretch]
    }

    /// The depth of a state's stretch.
    fn depth(&self, s: &State) -> u32 {
        let stretch = &self.stretches[s.stretch];
        let foot = if self.closing[s.stretch] == s.stretch { s.foot } else { 0 };
        stretch.lines.saturating_sub(foot + if stretch.end == End::Insert { 0 } else { s.short })
    }

    /// A state in which the notes of the lines `from..to` of an element have their room at the foot of the column, where
    /// copy then ends after `used` lines of the stretch. `None` where they have none.
    fn noted(&self, lay: Lay, s: State, from: u32, to: u32, used: u32) -> Option<State> {
        if self.notes.is_empty() {
            return Some(s);
        }
        let marks = &self.elements[lay.element].depths[lay.depth].notes;
        let here = marks.iter().filter(|(line, _)| (from..to).contains(line));
        let add: u32 = here.filter_map(|(_, n)| self.notes.get(*n as usize - 1)).sum();
        if add == 0 {
            return Some(s);
        }
        if s.carry > 0 {
            return Some(State { carry: s.carry + add, ..s });
        }
        let close = self.closing[s.stretch];
        let room = if close == s.stretch {
            self.depth(&s).saturating_sub(used)
        } else {
            self.stretches[close].lines.saturating_sub(s.foot)
        };
        let rule = if s.foot == 0 { NOTE_RULE } else { 0 };
        if add + rule <= room {
            return Some(State { foot: s.foot + add + rule, ..s });
        }
        // Two lines of a note at least stay with its mark, two at least go on.
        let stays = room.saturating_sub(rule);
        let least = if self.rules == Rules::Kept { 2 } else { 1 };
        (stays >= least && add >= stays + least).then(|| State {
            foot: s.foot + room,
            carry: add - stays,
            cost: s.cost + cost::DIVIDED_NOTE,
            ..s
        })
    }

    /// What it costs to begin a stretch, by the lines that its band's columns then end above their foot: only where it
    /// begins a band that may end so is there a choice.
    fn heights(&self, stretch: usize) -> &'static [i64] {
        let begun = self.stretches.get(stretch).filter(|_| self.begins(stretch));
        &cost::SHORT[..=begun.map_or(0, |s| s.higher as usize)]
    }

    /// Whether a stretch is the first of its band.
    fn begins(&self, stretch: usize) -> bool {
        stretch == 0 || self.stretches[stretch - 1].band != self.stretches[stretch].band
    }

    /// A state at the top of a stretch, `height` of the ways to begin it.
    fn enter(&mut self, s: State, stretch: usize, height: usize, cost: i64) -> State {
        let short = if self.begins(stretch) { height as u32 } else { s.short };
        let next = State { stretch, used: 0, white: 0, short, cost, ..s };
        let close = self.closing[stretch];
        if self.closing[s.stretch] == close || s.carry == 0 {
            let foot = if self.closing[s.stretch] == close { s.foot } else { 0 };
            return State { foot, ..next };
        }
        // Notes that go on stand at the foot of this column.
        let foot = (s.carry + NOTE_RULE).min(self.stretches[close].lines);
        let node = self.node(s.node, NodeLaid::Foot { stretch, lines: foot });
        State { foot, carry: s.carry - foot.saturating_sub(NOTE_RULE), node, ..next }
    }

    fn node(&mut self, before: u32, laid: NodeLaid) -> u32 {
        self.nodes.push(Node { before, laid });
        self.nodes.len() as u32 - 1
    }

    fn way(&mut self, before: Option<u32>, part: Part) -> u32 {
        self.ways.push(Way { before, part });
        self.ways.len() as u32 - 1
    }

    /// Lays an element in each of its depths.
    fn place(&mut self, state: State, e: usize, at: u32) {
        let element = &self.elements[e];
        let above = if state.used == 0 { 0 } else { state.white.max(element.above) };
        for (d, depth) in element.depths.iter().enumerate() {
            for extra in 0..=u32::from(element.loose_above && state.used > 0) {
                let cost = state.cost + i64::from(depth.cost) + cost::LOOSE_ABOVE * i64::from(extra);
                self.lay(Lay { element: e, depth: d, at }, State { cost, ..state }, above + extra, 0, None);
            }
        }
    }

    /// Lays the lines of an element from `from` on, after `gap` white lines, in every way worth trying. `way` are the
    /// parts laid before.
    fn lay(&mut self, lay: Lay, s: State, gap: u32, from: u32, way: Option<u32>) {
        // What is laid only adds to the cost.
        if !self.next.admits(s.cost) {
            return;
        }
        let element = &self.elements[lay.element];
        let lines = element.depths[lay.depth].lines;
        let stretch = self.stretches[s.stretch];
        let deep = self.depth(&s);
        let room = deep.saturating_sub(s.used + gap);
        let left = lines - from;
        let kept = self.rules == Rules::Kept
            && from == 0
            && s.used > 0
            && lay.element > 0
            && self.elements[lay.element - 1].keeps_next;
        let whole = if left <= room { self.noted(lay, s, from, lines, s.used + gap + left) } else { None };
        if let Some(s) = whole {
            let stranded = kept && left < 2 && left == room && lay.element + 1 < self.elements.len();
            if !stranded {
                let part = Part { stretch: s.stretch, top: s.used + gap, from, to: lines, foot: s.foot };
                self.emit(lay, s, part, way);
            }
        } else {
            self.divide(lay, s, gap, from, way);
        }
        // Whole into the next stretch: where it does not go in here, or has to go with what follows it.
        if from == 0 && !kept && (whole.is_none() || element.keeps_next) {
            let slack = deep.saturating_sub(s.used);
            self.cross(lay, State { cost: s.cost + cost::slack(stretch.end, slack), ..s }, 0, way);
        }
        if from == 0 {
            self.lay_around_float(lay, s, gap);
        }
    }

    /// Lays as many lines as go in (or one or two fewer where the rules for widows and orphans want it so), the rest
    /// in the stretches that follow.
    fn divide(&mut self, lay: Lay, s: State, gap: u32, from: u32, way: Option<u32>) {
        let element = &self.elements[lay.element];
        let depth = &element.depths[lay.depth];
        let stretch = self.stretches[s.stretch];
        let room = self.depth(&s).saturating_sub(s.used + gap);
        if from > 0 && room < 2 && self.rules == Rules::Kept {
            // One line that is left of a column, below an insert or above notes, is no place for a line that goes on.
            let slack = cost::slack(stretch.end, self.depth(&s).saturating_sub(s.used));
            self.cross(lay, State { cost: s.cost + slack, ..s }, from, way);
            return;
        }
        let most = room.min((depth.lines - from).saturating_sub(1));
        // What runs on over whole columns fills them; the choices lie where it begins and where it ends.
        let passes = from > 0 && self.stretches.get(s.stretch + 1).is_some_and(|n| depth.lines - from > room + n.lines);
        let top = s.used + gap;
        let mut choices = if passes { 1 } else { 3 };
        for take in (1..=most).rev() {
            if !element.divides(lay.depth, from + take) || from > 0 && take < 2 && room >= 2 {
                continue;
            }
            let Some(s) = self.noted(lay, s, from, from + take, top + take) else { continue };
            let room = self.depth(&s).saturating_sub(top);
            let to = from + take;
            let hyphen = to <= 128 && depth.hyphens >> (to - 1) & 1 == 1;
            let break_cost = match stretch.end {
                End::PageFoot if hyphen => cost::HYPHEN_PAGE,
                End::Insert => cost::INTERRUPTED,
                _ if hyphen => cost::HYPHEN,
                _ => 0,
            };
            let cost = s.cost + cost::slack(stretch.end, room - take) + break_cost;
            let part = Part { stretch: s.stretch, top, from, to, foot: s.foot };
            let longer = self.way(way, part);
            self.cross(lay, State { cost, ..s }, to, Some(longer));
            // A hyphen at a page's foot is no choice.
            choices -= i32::from(!(hyphen && stretch.end == End::PageFoot));
            if choices == 0 {
                break;
            }
        }
    }

    /// Goes on with an element in the next stretch.
    fn cross(&mut self, lay: Lay, s: State, from: u32, way: Option<u32>) {
        if s.stretch + 1 < self.stretches.len() {
            let left = self.elements[lay.element].depths[lay.depth].lines - from;
            let heights = self.heights(s.stretch + 1);
            let heights = if left > self.stretches[s.stretch + 1].lines { &heights[..1] } else { heights };
            for (height, cost) in heights.iter().enumerate() {
                let next = self.enter(s, s.stretch + 1, height, s.cost + cost);
                self.lay(lay, next, 0, from, way);
                if from > 0 {
                    self.lay_below_quote(lay, next, from, way);
                }
            }
        }
    }

    /// Lays an element whose first lines stand above the next float and the others below it, in one stretch.
    fn lay_around_float(&mut self, lay: Lay, s: State, gap: u32) {
        let Some(float) = self.floats.get(s.float) else { return };
        let element = &self.elements[lay.element];
        let lines = element.depths[lay.depth].lines;
        let interrupted = cost::INTERRUPTED + if element.is_indented() { cost::PARTED } else { 0 };
        let near = if float.at_edges { NEAR } else { ABOUT };
        let first = float.anchor.saturating_sub(lay.at + near).max(2);
        let end = float.anchor.saturating_add(near + 1).saturating_sub(lay.at).min(lines.saturating_sub(1));
        for take in first..end {
            let top = s.used + gap + take + WHITE;
            if top + float.range.0 + WHITE + 2 > self.depth(&s) {
                break;
            }
            let Some(distance) = float.cost(lay.at + take) else { continue };
            let cost = s.cost + distance + interrupted;
            if !element.divides(lay.depth, take) || !self.next.admits(cost) {
                continue;
            }
            for (loose, lines, shaped) in float.shapes() {
                let top = top + loose;
                let Some(s) = self.noted(lay, s, 0, take, top + lines) else { continue };
                if top + lines + WHITE + 2 > self.depth(&s) {
                    continue;
                }
                let node = self.node(s.node, NodeLaid::Float { index: float.index, stretch: s.stretch, top, lines });
                let state = State { float: s.float + 1, used: top + lines, cost: cost + shaped, node, ..s };
                let part = Part { stretch: s.stretch, top: s.used + gap, from: 0, to: take, foot: s.foot };
                let way = self.way(None, part);
                self.lay(lay, state, WHITE, take, Some(way));
            }
        }
    }

    /// Goes on with an element below a quote that stands at the head of the column.
    fn lay_below_quote(&mut self, lay: Lay, s: State, from: u32, way: Option<u32>) {
        let at = lay.at + from;
        let near = |f: &&Float| !f.at_edges && at.abs_diff(f.anchor) <= ABOUT;
        let Some(float) = self.floats.get(s.float).filter(near) else { return };
        let (Some(distance), Some((more, on_top))) = (float.cost(at), self.at_top(float, s.stretch)) else { return };
        let lines = float.lines + more;
        if lines + WHITE + 2 > self.depth(&s) {
            return;
        }
        let parted = if self.elements[lay.element].is_indented() { cost::PARTED } else { 0 };
        let cost = s.cost + distance + on_top + parted;
        if self.next.admits(cost) {
            let laid = NodeLaid::Float { index: float.index, stretch: s.stretch, top: 0, lines: float.lines };
            let node = self.node(s.node, laid);
            self.lay(lay, State { float: s.float + 1, used: lines, cost, node, ..s }, WHITE, from, way);
        }
    }

    /// The lines more that a float takes at the top of a stretch, and what that costs; `None` where it does not stand there: a
    /// quote only at the head of a column that has columns of its article on both sides, and with a line more, for there is
    /// no white to reach into.
    fn at_top(&self, float: &Float, stretch: usize) -> Option<(u32, i64)> {
        if float.at_edges {
            return Some((0, 0));
        }
        let here = self.stretches[stretch];
        let after = |s: &Stretch| s.band == here.band && s.column > here.column;
        let amid = here.top == 0 && here.column > 0 && self.stretches[stretch..].iter().any(after);
        amid.then_some((1, cost::ON_TOP))
    }

    /// Notes the state after an element's last part, if it may be among those that are kept.
    fn emit(&mut self, lay: Lay, s: State, last: Part, way: Option<u32>) {
        let used = last.top + last.to - last.from;
        let mut state = State { used, white: self.elements[lay.element].below, ..s };
        if let Some(place) = self.next.place(&state, self.goes_in(&state, lay.element)) {
            state.node = self.node(s.node, NodeLaid::Element { element: lay.element, depth: lay.depth, way, last });
            self.next.insert(place, state);
        }
    }

    /// Lays an element below the next float, which stands here, between two elements: in this stretch below what it holds, or
    /// at the top of the next one.
    fn float_here(&mut self, s: State, e: usize, at: u32) {
        let Some(float) = self.floats.get(s.float).copied() else { return };
        let Some(distance) = float.cost(at) else { return };
        if at + FAR < float.anchor {
            return;
        }
        let stand = |search: &mut Self, s: State, top: u32, (lines, taken): (u32, u32)| {
            let laid = NodeLaid::Float { index: float.index, stretch: s.stretch, top, lines };
            let node = search.node(s.node, laid);
            let (used, cost) = (top + taken, s.cost + distance);
            search.place(State { float: s.float + 1, used, white: WHITE, cost, node, ..s }, e, at);
        };
        let here = self.stretches[s.stretch];
        let deep = self.depth(&s);
        let below = if float.at_edges { 0 } else { WHITE + 2 };
        // At the head of a stretch, in each of its depths.
        let on_top = |search: &mut Self, s: State, (more, on_top): (u32, i64)| {
            for (lines, shaped) in float.depths() {
                if lines + more + below <= search.depth(&s) {
                    stand(search, State { cost: s.cost + on_top + shaped, ..s }, 0, (lines, lines + more));
                }
            }
        };
        if s.used == 0 {
            if let Some((more, cost)) = self.at_top(&float, s.stretch) {
                let first = if at == 0 && s.stretch == 0 { cost::FIRST } else { 0 };
                on_top(self, s, (more, first + cost));
            }
            return;
        }
        let top = s.used + s.white.max(WHITE);
        for (loose, lines, shaped) in float.shapes() {
            if top + loose + lines + below <= deep {
                stand(self, State { cost: s.cost + shaped, ..s }, top + loose, (lines, lines));
            }
        }
        if s.stretch + 1 < self.stretches.len()
            && let Some(at_top) = self.at_top(&float, s.stretch + 1)
        {
            let cost = s.cost + cost::slack(here.end, deep.saturating_sub(s.used));
            for (height, more) in self.heights(s.stretch + 1).iter().enumerate() {
                let next = self.enter(s, s.stretch + 1, height, cost + more);
                on_top(self, next, at_top);
            }
        }
    }

    /// The state in which the floats that are left stand below the copy and the rest of the room is empty.
    fn finish(&mut self, mut s: State, at: u32) -> Option<State> {
        while s.float < self.floats.len() {
            let float = &self.floats[s.float];
            let late = if float.at_edges { cost::LATE_FLOAT.0 } else { cost::LATE_FLOAT.1 };
            let late = late + float.cost(at).unwrap_or(0);
            // Where no copy follows, a quote has a line more, and none of the white that it reaches into.
            let lines = float.lines + u32::from(!float.at_edges);
            let mut top = if s.used == 0 { 0 } else { s.used + s.white.max(WHITE) };
            while top + lines > self.depth(&s) {
                let slack = cost::slack(self.stretches[s.stretch].end, self.depth(&s).saturating_sub(s.used));
                if s.stretch + 1 == self.stretches.len() {
                    return None;
                }
                s = self.enter(s, s.stretch + 1, 0, s.cost.saturating_add(slack));
                top = 0;
            }
            let laid = NodeLaid::Float { index: float.index, stretch: s.stretch, top, lines: float.lines };
            let node = self.node(s.node, laid);
            let cost = s.cost.saturating_add(late);
            s = State { float: s.float + 1, used: top + lines, white: WHITE, cost, node, ..s };
        }
        while s.carry > 0 {
            let slack = cost::slack(self.stretches[s.stretch].end, self.depth(&s).saturating_sub(s.used));
            if s.stretch + 1 == self.stretches.len() {
                return None;
            }
            s = self.enter(s, s.stretch + 1, 0, s.cost.saturating_add(slack));
        }
        let band = self.stretches[s.stretch].band;
        for (i, left) in self.stretches.iter().enumerate().skip(s.stretch) {
            let used = if i == s.stretch { s.used } else { 0 };
            let short = if left.band == band && left.end != End::Insert { s.short } else { 0 };
            let foot = if self.closing[s.stretch] == i { s.foot } else { 0 };
            s.cost = s.cost.saturating_add(cost::slack(left.end, left.lines.saturating_sub(used + short + foot)));
        }
        Some(s)
    }

    /// What was laid on the way to a node.
    fn trace(&self, node: u32) -> Vec<Laid> {
        let (mut laid, mut at) = (Vec::with_capacity(self.elements.len() + self.floats.len() + 2), node);
        loop {
            let node = &self.nodes[at as usize];
            match node.laid {
                NodeLaid::Start => break,
                NodeLaid::Element { element, depth, way, last } => {
                    let at = |w: Option<u32>| w.map(|w| &self.ways[w as usize]);
                    let ways = std::iter::successors(at(way), |w| at(w.before));
                    let mut parts: Vec<Part> = std::iter::once(last).chain(ways.map(|w| w.part)).collect();
                    parts.reverse();
                    laid.push(Laid::Element { element, depth, parts });
                }
                NodeLaid::Foot { stretch, lines } => laid.push(Laid::Foot { stretch, lines }),
                NodeLaid::Float { index, stretch, top, lines } => {
                    laid.push(Laid::Float { index, stretch, top, lines });
                }
            }
            at = node.before;
        }
        laid.reverse();
        laid
    }
}

#[cfg(test)]
pub(super) mod tests;
