//! Where everything stands on a sheet. Lengths are those of the sheet as it is printed, from its upper left corner,
//! `y` downward.

use super::options::{Edge, Options};
use super::paper::Paper;
use super::scheme::{Fold, Scheme};
use super::signature::{Place, SheetPages};
use crate::finished::Page;
use crate::geom::{Length, Point, Rect, Size};

/// What all sheets of a run share.
#[derive(Debug, Clone)]
pub struct Form {
    /// The paper as it lies.
    pub paper: Size,
    /// One place, scaled.
    pub cell: Size,
    /// Places beside and below one another.
    pub grid: (u32, u32),
    /// Between two places.
    pub gap: Length,
    /// By what pages are multiplied.
    pub scale: f64,
    /// How the sheets are folded.
    pub fold: Fold,
    /// By how much the pages of a sheet are moved to the fold for every sheet around it.
    pub creep: Length,
    /// The furthest bleed of any page, scaled.
    pub bleed: Length,
    /// The edge on which the printer turns the sheet, and whether backs stand on their heads for it.
    pub flip: Edge,
    /// Whether backs stand on their heads, because the sheet is turned on its other edge.
    pub backs_head_down: bool,
}

/// A page in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placed {
    /// The page of the file, counted from 0.
    pub page: usize,
    /// Where its trim stands.
    pub trim: Rect,
    /// What is seen of it.
    pub clip: Rect,
    /// Whether it stands on its head.
    pub head_down: bool,
}

/// One side of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// The places as they are numbered: pages of the paper, blank ones with them.
    pub places: Vec<Place>,
    /// The pages of the file that stand on it.
    pub placed: Vec<Placed>,
    /// By how much pages are moved to the fold.
    pub shift: Length,
}

/// The size of places beside and below one another.
pub(super) fn block(cell: Size, grid: (u32, u32), gap: Length) -> Size {
    let (columns, rows) = (i64::from(grid.0), i64::from(grid.1));
    Size { w: cell.w * columns + gap * (columns - 1), h: cell.h * rows + gap * (rows - 1) }
}

impl Form {
    /// Puts places of `cell` (the largest page) on a paper: as they are where that is large enough, or scaled to it.
    /// `None` where they do not go on it.
    pub(super) fn new(
        scheme: &Scheme,
        options: &Options,
        (cell, bleed): (Size, Length),
        (paper, margin): (Paper, Length),
    ) -> Option<Form> {
        let grid = options.nup.unwrap_or(scheme.grid);
        let gap = options.gap.unwrap_or_default();
        let whole = block(cell, grid, gap);
        let (paper, scale) = if options.fit {
            let scale = |s: &Size| fitting(*s, whole, block(Size::default(), grid, gap), margin);
            let ways = paper.ways(whole).map(|s| (s, scale(&s)));
            let best = if ways[1].1 > ways[0].1 { ways[1] } else { ways[0] };
            if best.1 < 0.01 {
                return None;
            }
            best
        } else {
            (paper.turned_for(whole, margin)?, 1.0)
        };
        let natural = if paper.w > paper.h { Edge::Short } else { Edge::Long };
        let flip = options.flip.unwrap_or(natural);
        Some(Form {
            paper,
            cell: Size { w: cell.w.scale(scale), h: cell.h.scale(scale) },
            grid,
            gap,
            scale,
            fold: scheme.fold,
            creep: options.creep.or(scheme.creep).unwrap_or_default(),
            bleed: bleed.scale(scale),
            flip,
            backs_head_down: flip != natural,
        })
    }

    /// All places together.
    pub fn block(&self) -> Rect {
        let Size { w, h } = block(self.cell, self.grid, self.gap);
        // Halved without a remainder, so that a fold down the middle of the paper is the fold of the block.
        Rect { x: (self.paper.w - w) / 2, y: (self.paper.h - h) / 2, w, h }
    }

    /// A place by its number, by row from the upper left.
    pub fn place(&self, number: usize) -> Rect {
        let (column, row) = (number as i64 % i64::from(self.grid.0), number as i64 / i64::from(self.grid.0));
        let block = self.block();
        let Size { w, h } = self.cell;
        Rect { x: block.x + (w + self.gap) * column, y: block.y + (h + self.gap) * row, w, h }
    }

    /// One side: which page stands where. `pages` are those of the paper in their order; a blank one is none.
    pub(super) fn side(
        &self,
        sheet: &SheetPages,
        is_back: bool,
        pages: &[Option<usize>],
        file: &[Page],
    ) -> Option<Side> {
        let places = if is_back { sheet.back.clone()? } else { sheet.front.clone() };
        let shift = self.creep * sheet.depth as i64;
        let mut placed = Vec::new();
        for (number, place) in places.iter().enumerate() {
            let Some(page) = place.page.and_then(|p| pages.get(p).copied().flatten()) else { continue };
            let mut at = self.placed(number, page, &file[page], shift, place.head_down);
            if is_back && self.backs_head_down {
                at = self.turned(at);
            }
            placed.push(at);
        }
        Some(Side { places, placed, shift })
    }

    /// A page in the middle of its place, moved to the fold, cut off where it may not run on.
    fn placed(&self, number: usize, page: usize, of: &Page, shift: Length, head_down: bool) -> Placed {
        let cell = self.place(number);
        let scaled = |pt: f64| Length::from_pt(pt * self.scale);
        let (w, h) = of.size();
        let (w, h) = (scaled(w), scaled(h));
        let is_left = number.is_multiple_of(self.grid.0 as usize);
        let to_fold = if self.fold != Fold::Spine {
            Length::ZERO
        } else if is_left {
            shift
        } else {
            -shift
        };
        let trim = Rect { x: cell.x + (cell.w - w) / 2 + to_fold, y: cell.y + (cell.h - h) / 2, w, h };
        let mut bleeds = of.bleeds().map(scaled);
        if head_down {
            bleeds.rotate_left(2);
        }
        let [left, top, right, low] = bleeds;
        let art = Rect { x: trim.x - left, y: trim.y - top, w: trim.w + left + right, h: trim.h + top + low };
        Placed { page, trim, clip: meet(&art, &self.allowed(number)), head_down }
    }

    /// How far what stands in a place may run: to the fold, to the middle of a gap, to the paper's edge.
    fn allowed(&self, number: usize) -> Rect {
        let cell = self.place(number);
        let (columns, rows) = (self.grid.0 as usize, self.grid.1 as usize);
        let (column, row) = (number % columns, number / columns);
        let half = self.gap / 2;
        let x0 = if column == 0 { Length::ZERO } else { cell.x - half };
        let y0 = if row == 0 { Length::ZERO } else { cell.y - half };
        let x1 = if column + 1 == columns { self.paper.w } else { cell.right() + half };
        let y1 = if row + 1 == rows { self.paper.h } else { cell.bottom() + half };
        Rect { x: x0, y: y0, w: x1 - x0, h: y1 - y0 }
    }

    /// The same on a sheet that is turned by half a turn.
    fn turned(&self, at: Placed) -> Placed {
        let turn = |r: Rect| Rect { x: self.paper.w - r.right(), y: self.paper.h - r.bottom(), ..r };
        Placed { trim: turn(at.trim), clip: turn(at.clip), head_down: !at.head_down, ..at }
    }

    /// What is left of the block when it is trimmed; the fold's pages of inner sheets are narrower by the creep.
    pub fn trimmed(&self, shift: Length) -> Rect {
        let block = self.block();
        Rect { x: block.x + shift, w: block.w - shift * 2, ..block }
    }

    /// The sheet's whole paper.
    pub fn whole(&self) -> Rect {
        let Point { x, y } = Point::default();
        Rect { x, y, w: self.paper.w, h: self.paper.h }
    }
}

/// By what `block` is multiplied, its gaps left as they are, to fill a paper within its margins.
fn fitting(paper: Size, block: Size, gaps: Size, margin: Length) -> f64 {
    let one = |paper: Length, block: Length, gaps: Length| (paper - margin * 2 - gaps).pt() / (block - gaps).pt();
    one(paper.w, block.w, gaps.w).min(one(paper.h, block.h, gaps.h))
}

/// What two rectangles share; of no extent where that is nothing.
pub(super) fn meet(a: &Rect, b: &Rect) -> Rect {
    let (x, y) = (a.x.max(b.x), a.y.max(b.y));
    let (right, bottom) = (a.right().min(b.right()), a.bottom().min(b.bottom()));
    Rect { x, y, w: (right - x).max(Length::ZERO), h: (bottom - y).max(Length::ZERO) }
}

/// A rectangle that is larger on all sides.
pub(super) fn grown(r: &Rect, by: Length) -> Rect {
    Rect { x: r.x - by, y: r.y - by, w: r.w + by * 2, h: r.h + by * 2 }
}
