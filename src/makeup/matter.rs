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

impl Matter {
    /// The same matter, moved to the right and down by padding of `lines` grid lines above it.
    #[must_use]
    pub fn padded(mut self, pad: Length, lines: u32, grid: Length) -> Matter {
        let by = Point { x: pad, y: grid * i64::from(lines) };
        self.marks = std::mem::take(&mut self.marks).into_iter().map(|m| m.moved(by)).collect();
        self.lines += lines;
        self
    }

    /// The same matter, `lines` deeper: the white goes into its seams and below it, in equal shares, and (if `above`) above
    /// it as well where these would be more than a line.
    #[must_use]
    pub fn opened(&self, lines: u32, above: bool, grid: Length) -> Matter {
        let mut out = self.clone();
        if lines == 0 {
            return out;
        }
        let within = self.seams.len() as i64 + 1;
        // There is white enough above a head, but more of it than below.
        let above = above && i64::from(lines) > within;
        let share = grid * i64::from(lines) / (within + i64::from(above));
        out.lines += lines;
        out.marks = (self.marks.iter().cloned().enumerate())
            .map(|(i, mark)| {
                let seams = self.seams.iter().filter(|s| **s <= i).count() as i64;
                mark.moved(Point { x: Length::ZERO, y: share * (seams + i64::from(above)) })
            })
            .collect();
        out
    }
}
