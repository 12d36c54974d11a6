//! Lengths and rectangles.
//!
//! All lengths are whole numbers of scaled points (1/65,536 pt), so that sums are exact and the same on every
//! machine. The origin is the upper left corner of the trimmed page; `y` grows downward everywhere but in `pdf`.

mod length;

pub use length::Length;

/// A point on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Point {
    /// From the trim's left edge.
    pub x: Length,
    /// From the trim's top edge, downward.
    pub y: Length,
}

/// Width and height.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Size {
    /// Horizontal extent.
    pub w: Length,
    /// Vertical extent.
    pub h: Length,
}

/// An upright rectangle: its upper left corner and its extent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Rect {
    /// Left edge.
    pub x: Length,
    /// Top edge.
    pub y: Length,
    /// Width.
    pub w: Length,
    /// Height.
    pub h: Length,
}

impl Rect {
    /// The least rectangle that holds both.
    #[must_use]
    pub fn union(self, other: Rect) -> Rect {
        let (x, y) = (self.x.min(other.x), self.y.min(other.y));
        let (right, bottom) = (self.right().max(other.right()), self.bottom().max(other.bottom()));
        Rect { x, y, w: right - x, h: bottom - y }
    }

    /// The right edge.
    pub fn right(&self) -> Length {
        self.x + self.w
    }

    /// The bottom edge.
    pub fn bottom(&self) -> Length {
        self.y + self.h
    }

    /// Whether the two rectangles share an area (touching edges do not).
    pub fn overlaps(&self, other: &Rect) -> bool {
        self.x < other.right() && other.x < self.right() && self.y < other.bottom() && other.y < self.bottom()
    }
}

/// Distances from the four sides of a page or box. On facing pages `inner` is the side at the fold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Insets {
    /// From the top.
    pub top: Length,
    /// From the bottom.
    pub bottom: Length,
    /// From the side at the fold (left on a right-hand page).
    pub inner: Length,
    /// From the outer side.
    pub outer: Length,
}
