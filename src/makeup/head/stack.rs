//! Lines under one another, their depth rounded up to whole lines of the grid.

use crate::geom::{Length, Point};
use crate::makeup::matter::{Mark, Matter};
use crate::style::Style;
use crate::text::Line;

/// Puts a line behind another on the same baseline.
pub fn append(line: &mut Line, mut tail: Line, gap: Length) {
    let by = line.width + gap;
    for run in &mut tail.runs {
        run.origin.x += by;
    }
    for link in &mut tail.links {
        link.x += by;
    }
    line.runs.append(&mut tail.runs);
    line.links.append(&mut tail.links);
    line.width = by + tail.width;
}

/// So much of a grid line is taken off the white below, where that spares a line.
const SQUEEZE: f64 = 0.15;

/// Lines under one another over a width.
pub struct Stack {
    width: Length,
    /// What was added.
    pub marks: Vec<Mark>,
    /// The marks before which a part begins.
    seams: Vec<usize>,
    /// Where the next begins.
    pub y: Length,
}

impl Stack {
    /// Nothing yet.
    pub fn new(width: Length) -> Stack {
        Stack { width, marks: Vec::new(), seams: Vec::new(), y: Length::ZERO }
    }

    /// How wide it is.
    pub fn width(&self) -> Length {
        self.width
    }

    /// Adds lines that were set flush left, aligned as their style says: the first's capitals begin at the stack's foot;
    /// `below` is left under the last baseline.
    pub fn add(&mut self, lines: Vec<Line>, cap: Length, style: &Style, below: Length) {
        let n = lines.len() as i64;
        if n > 0 && !self.marks.is_empty() {
            self.seams.push(self.marks.len());
        }
        for (i, line) in lines.into_iter().enumerate() {
            let x = style.align.offset(self.width - line.width);
            let y = self.y + cap + style.leading * i as i64;
            self.marks.push(Mark::Line(Point { x, y }, line));
        }
        if n > 0 {
            self.y += cap + style.leading * (n - 1) + below;
        }
    }

    /// What was added so far stays together, however far the head is opened.
    pub fn keep_together(&mut self) {
        self.seams.clear();
    }

    /// Whether one line goes at the right end of the last one, at least `apart` behind it.
    pub fn ends_with_room_for(&self, lines: &[Line], apart: Length) -> bool {
        let Some(Mark::Line(at, last)) = self.marks.last() else { return false };
        lines.len() == 1 && at.x + last.width + apart + lines[0].width <= self.width
    }

    /// Puts lines at the right end of the last one, on its baseline.
    pub fn end_with(&mut self, lines: Vec<Line>) {
        let Some(Mark::Line(Point { y, .. }, _)) = self.marks.last() else { return };
        let y = *y;
        self.marks.extend(lines.into_iter().map(|line| Mark::Line(Point { x: self.width - line.width, y }, line)));
    }

    /// Puts other lines beside these, `x` to the right: they end on one baseline, unless the others are deeper.
    pub fn stand_beside(&mut self, other: Stack, x: Length) {
        let foot = |stack: &Stack| match stack.marks.last() {
            Some(Mark::Line(at, _)) => at.y,
            _ => Length::ZERO,
        };
        let y = (foot(self) - foot(&other)).max(Length::ZERO);
        self.marks.extend(other.marks.into_iter().map(|m| m.moved(Point { x, y })));
        self.y = self.y.max(other.y + y);
        self.seams.clear();
    }

    /// Rounds the depth up to whole grid lines, unless it is over them by hardly anything: what is spare is still to be shared out.
    pub fn finish(self, grid: Length, below: Length) -> Matter {
        let total = self.y + below;
        let lines = (total - grid.scale(SQUEEZE)).units_up(grid).max(1);
        let spare = (grid * lines - total).max(Length::ZERO);
        Matter { lines: lines as u32, marks: self.marks, seams: self.seams, spare }
    }
}
