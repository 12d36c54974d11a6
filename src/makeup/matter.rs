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
    /// White below the last mark that may be shared out: what its depth was rounded up by.
    pub spare: Length,
}

/// How white is shared out in a matter that is to be deeper.
#[derive(Debug, Clone, Copy, Default)]
pub struct Opening {
    /// By how many grid lines it is to be deeper.
    pub lines: u32,
    /// The white above it.
    pub above: Length,
    /// The white in each of its seams; the rest is below it.
    between: Length,
}

/// So much of the white that does not go between the parts goes above them, as a rule, and where that is better.
const ABOVE: [f64; 5] = [0.6, 0.8, 1.0, 0.4, 0.2];
/// White between the parts is this part of a grid line at most, as a rule, and where more is better.
const BETWEEN: [i64; 2] = [4, 2];
/// Where heads begin level, so many times as much white goes below the last part as between two of them, as a rule, and where
/// that is better.
const BELOW: [i64; 4] = [1, 0, 2, 3];

impl Matter {
    /// The same matter, moved to the right and down by padding of `lines` grid lines above it.
    #[must_use]
    pub fn padded(mut self, pad: Length, lines: u32, grid: Length) -> Matter {
        let by = Point { x: pad, y: grid * i64::from(lines) };
        self.marks = std::mem::take(&mut self.marks).into_iter().map(|m| m.moved(by)).collect();
        self.lines += lines;
        self
    }

    /// Where white may go that the matter has to spare and by which it is to be `lines` deeper, the best way first: most of it above,
    /// and little into its seams, for a head belongs to what follows it; where it begins `level` with others, as much above as of
    /// so many lines that all of them have, and the rest in equal shares into its seams and below it.
    pub fn openings(&self, lines: u32, level: Option<u32>, grid: Length) -> Vec<Opening> {
        let (white, seams) = (self.spare + grid * i64::from(lines), self.seams.len() as i64);
        if let Some(common) = level {
            let above = (grid * i64::from(common)).scale(ABOVE[0]);
            let shared = |below: i64| Opening { lines, above, between: (white - above) / (seams + below).max(1) };
            return BELOW.map(shared).to_vec();
        }
        let between = BETWEEN.into_iter().map(|part| (grid / part).min(white / (seams + 2)));
        let opening = |between| ABOVE.map(|a| Opening { lines, above: (white - between * seams).scale(a), between });
        between.flat_map(opening).collect()
    }

    /// How much lower a mark stands.
    pub fn lower(&self, mark: usize, opening: Opening) -> Length {
        opening.above + opening.between * self.seams.iter().filter(|s| **s <= mark).count() as i64
    }

    /// The same matter, deeper.
    #[must_use]
    pub fn opened(&self, opening: Opening) -> Matter {
        let down = |i: usize| Point { x: Length::ZERO, y: self.lower(i, opening) };
        let marks = self.marks.iter().cloned().enumerate().map(|(i, mark)| mark.moved(down(i)));
        let spare = Length::ZERO;
        Matter { lines: self.lines + opening.lines, marks: marks.collect(), seams: self.seams.clone(), spare }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn most_of_the_white_goes_above_the_parts_where_it_may() {
        let grid = Length::from_pt(12.0);
        let mut head = Matter { lines: 4, seams: vec![1, 2], ..Matter::default() };
        for lines in 1..=3 {
            let Opening { above, between, .. } = head.openings(lines, None, grid)[0];
            let below = grid * i64::from(lines) - above - between * 2;
            assert!(above > below && above > between && between <= grid / 4, "{above:?} {between:?} {below:?}");
            let level = head.openings(lines, Some(0), grid)[0];
            assert_eq!((level.above, level.between), (Length::ZERO, grid * i64::from(lines) / 3));
            // A line that all heads beside it have as well.
            let common = head.openings(lines, Some(1), grid)[0];
            let above = grid.scale(ABOVE[0]);
            assert_eq!((common.above, common.between), (above, (grid * i64::from(lines) - above) / 3));
        }
        let shut = head.openings(0, None, grid)[0];
        assert_eq!((shut.above, shut.between), (Length::ZERO, Length::ZERO));
        // What it has to spare is shared out though it is not opened.
        head.spare = grid / 2;
        let shut = head.openings(0, Some(0), grid)[0];
        assert_eq!((shut.above, shut.between), (Length::ZERO, grid / 6));
    }

    #[test]
    fn no_way_to_share_white_out_takes_more_than_there_is() {
        let grid = Length::from_pt(12.0);
        for (seams, lines, level) in
            [(0, 0, None), (0, 2, None), (3, 2, None), (0, 2, Some(1)), (3, 1, Some(0)), (3, 2, Some(2))]
        {
            let head = Matter { lines: 4, seams: vec![1; seams], spare: grid / 3, ..Matter::default() };
            for opening in head.openings(lines, level, grid) {
                let taken = opening.above + opening.between * seams as i64;
                assert!(taken <= grid * i64::from(lines) + grid / 3, "{seams} {lines} {level:?}: {opening:?}");
            }
        }
    }
}
