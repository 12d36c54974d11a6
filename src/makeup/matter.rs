//! Ready-set matter: what stands on a page or in a rectangle of it, as lines of type, rules and pictures.

use crate::color::Color;
use crate::display::{ImageId, PlacedPicture, Tag};
use crate::geom::{Length, Point, Rect};
use crate::text::Line;

/// A mark on the paper, placed from the upper left corner of its matter (or of its page).
#[derive(Debug, Clone)]
pub enum Mark {
    /// A line of type: the left end of its baseline.
    Line(Point, Line),
    /// A filled rectangle.
    Fill(Rect, Color),
    /// A picture and the part of it that is shown.
    Picture(PlacedPicture),
}

impl Mark {
    /// A picture in a room, and the part of the paper that it belongs to.
    pub fn picture(image: ImageId, rect: Rect, crop: [u32; 4], tag: Option<Tag>) -> Mark {
        Mark::Picture(PlacedPicture { image, rect, crop, tag })
    }

    /// The same mark, moved.
    #[must_use]
    pub fn moved(self, by: Point) -> Mark {
        match self {
            Mark::Line(at, line) => Mark::Line(Point { x: at.x + by.x, y: at.y + by.y }, line),
            Mark::Fill(r, color) => Mark::Fill(Rect { x: r.x + by.x, y: r.y + by.y, ..r }, color),
            Mark::Picture(p) => {
                let rect = Rect { x: p.rect.x + by.x, y: p.rect.y + by.y, ..p.rect };
                Mark::Picture(PlacedPicture { rect, ..p })
            }
        }
    }
}

/// Marks that take a whole number of grid lines.
#[derive(Debug, Clone, Default)]
pub struct Matter {
    /// The depth in grid lines.
    pub lines: u32,
    /// The marks, from the upper left corner of the first grid line's room.
    pub marks: Vec<Mark>,
    /// The marks before which more white may be put: between the parts of a head.
    pub seams: Vec<usize>,
}

/// How white is shared out in a matter that is to be deeper.
#[derive(Debug, Clone, Copy)]
pub struct Opening {
    /// By how many grid lines it is to be deeper.
    lines: u32,
    /// The white above it.
    pub above: Length,
    /// The white in each of its seams; the rest is below it.
    between: Length,
}

/// So much of the white that does not go between the parts goes above them.
const ABOVE: f64 = 0.6;

impl Matter {
    /// The same matter, moved to the right and down by padding of `lines` grid lines above it.
    #[must_use]
    pub fn padded(mut self, pad: Length, lines: u32, grid: Length) -> Matter {
        let by = Point { x: pad, y: grid * i64::from(lines) };
        self.marks = std::mem::take(&mut self.marks).into_iter().map(|m| m.moved(by)).collect();
        self.lines += lines;
        self
    }

    /// Where white goes by which the matter is to be `lines` deeper: most of it above, and little into its seams, for a head
    /// belongs to what follows it; where it begins `level` with others, as much above as so many lines that all of them have,
    /// and the rest in equal shares into its seams and below it.
    pub fn opening(&self, lines: u32, level: Option<u32>, grid: Length) -> Opening {
        let (white, seams) = (grid * i64::from(lines), self.seams.len() as i64);
        if let Some(common) = level {
            let above = (grid * i64::from(common)).scale(ABOVE);
            return Opening { lines, above, between: (white - above) / (seams + 1) };
        }
        let between = (grid / 4).min(white / (seams + 2));
        Opening { lines, above: (white - between * seams).scale(ABOVE), between }
    }

    /// The same matter, deeper.
    #[must_use]
    pub fn opened(&self, opening: Opening) -> Matter {
        let down = |i: usize| {
            let seams = self.seams.iter().filter(|s| **s <= i).count() as i64;
            Point { x: Length::ZERO, y: opening.above + opening.between * seams }
        };
        let marks = self.marks.iter().cloned().enumerate().map(|(i, mark)| mark.moved(down(i)));
        Matter { lines: self.lines + opening.lines, marks: marks.collect(), seams: self.seams.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn most_of_the_white_goes_above_the_parts_where_it_may() {
        let grid = Length::from_pt(12.0);
        let head = Matter { lines: 4, marks: Vec::new(), seams: vec![1, 2] };
        for lines in 1..=3 {
            let Opening { above, between, .. } = head.opening(lines, None, grid);
            let below = grid * i64::from(lines) - above - between * 2;
            assert!(above > below && above > between && between <= grid / 4, "{above:?} {between:?} {below:?}");
            let level = head.opening(lines, Some(0), grid);
            assert_eq!((level.above, level.between), (Length::ZERO, grid * i64::from(lines) / 3));
            // A line that all heads beside it have as well.
            let common = head.opening(lines, Some(1), grid);
            assert_eq!(
                (common.above, common.between),
                (grid.scale(ABOVE), (grid * i64::from(lines) - common.above) / 3)
            );
        }
        let shut = head.opening(0, None, grid);
        assert_eq!((shut.above, shut.between), (Length::ZERO, Length::ZERO));
    }
}
