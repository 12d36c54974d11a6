//! The ways to one break that the line breaker has found so far: the best of every state.

use super::linebreak::LADDER;

/// A way to get to a break.
#[derive(Clone, Copy)]
pub struct Node {
    /// The item at which the last line breaks.
    pub item: u32,
    /// How many lines.
    pub line: u32,
    /// The last line's fitness class.
    pub fitness: u8,
    /// How many lines up to here end with a hyphen, one after the other.
    pub ladder: u8,
    /// Whether a line does not fit, or breaks where none should.
    pub forced: bool,
    /// The loosest line on the way, as a ratio.
    pub worst: f32,
    /// The sum of demerits.
    pub total: f64,
    /// The node before.
    pub prev: u32,
}

/// The best ways to one break, by line, fitness class and ladder.
#[derive(Default)]
pub struct Ways {
    /// The number of the first line that can end here.
    low: u32,
    /// A place for every state of every line from there on; a total without bound where there is no way.
    best: Vec<Node>,
    /// Whether there is a way at all.
    pub any: bool,
}

/// The states of a line: fitness class and ladder.
const STATES: usize = 4 * (LADDER as usize + 1);

impl Ways {
    /// Begins anew for a break; `low` is the first line that can end there.
    pub fn clear(&mut self, low: u32) {
        (self.low, self.any) = (low, false);
        self.best.clear();
    }

    /// Takes a way, unless there is one as good to the same state.
    pub fn offer(&mut self, way: Node) {
        let state = usize::from(way.fitness) * (usize::from(LADDER) + 1) + usize::from(way.ladder);
        let line = (way.line - self.low) as usize;
        if self.best.len() <= line * STATES {
            self.best.resize((line + 1) * STATES, Node { total: f64::INFINITY, ..way });
        }
        let place = &mut self.best[line * STATES + state];
        if way.total < place.total {
            self.any = true;
            *place = way;
        }
    }

    /// Adds the ways whose line counts are near the best one's to `nodes`: variants need no more, and long paragraphs
    /// must not carry hundreds.
    pub fn keep(&self, nodes: &mut Vec<Node>) {
        let Some(line) = self.best.iter().min_by(|a, b| a.total.total_cmp(&b.total)).map(|n| n.line) else { return };
        nodes.extend(self.best.iter().filter(|n| n.total.is_finite() && n.line.abs_diff(line) <= 2));
    }
}
