//! Ready lines: lines of type set one after another on the grid, as an element that is kept whole.

use super::fixed;
use super::paragraph::warn_broken_word;
use crate::geom::Length;
use crate::issue::Rich;
use crate::makeup::desk::Desk;
use crate::makeup::element::{Division, Element, FixedLine};
use crate::page::{Align, Role};
use crate::text::ShapedText;

/// More lines than this are divided after all: no column may be so deep.
const WHOLE: u32 = 18;

/// Lines in the making.
#[derive(Default)]
pub struct Ready {
    lines: Vec<FixedLine>,
}

/// Where lines stand: from the column's left edge, over a width, the turned ones so much further in.
#[derive(Clone, Copy)]
pub struct Place {
    /// From the column's left edge.
    pub left: Length,
    /// The measure.
    pub width: Length,
    /// How much further in the second line and those after it stand.
    pub hang: Length,
}

impl Ready {
    /// Sets text from line `from` on; the line below it.
    pub fn add(
        &mut self,
        desk: &mut Desk,
        (text, rich): (&ShapedText, &Rich),
        at: Place,
        from: usize,
        align: Align,
    ) -> usize {
        let inset = |n: usize| if n == 0 { Length::ZERO } else { at.hang };
        let measure = |n: usize| at.width - inset(n);
        let breaking = text.break_copy(&measure, Length::ZERO, align).best;
        if breaking.forced {
            warn_broken_word(desk, rich);
        }
        let set = text.set(desk.m.fonts, &breaking, &measure, Length::ZERO, align);
        let below = from + set.len();
        if self.lines.len() < below {
            self.lines.resize(below, FixedLine::default());
        }
        for (n, line) in set.into_iter().enumerate() {
            self.lines[from + n].cells.push((at.left + inset(n), line));
        }
        below
    }

    /// The element, parted from what stands above it as a role's style says.
    pub fn element(mut self, desk: &Desk, role: Role) -> Element {
        // An item with nothing in it is an empty line.
        self.lines.resize(self.lines.len().max(1), FixedLine::default());
        let depth = self.lines.len() as u32;
        let division = if depth > WHOLE { Division::Lines { before: 4, after: 4 } } else { Division::Never };
        let mut element = [fixed(self.lines, division)];
        super::apart(&mut element, desk.style(role));
        let [element] = element;
        element
    }
}
