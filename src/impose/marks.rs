//! Marks around the pages: where to cut, where to fold, and targets by which colours and sides are laid on one another.

use super::options::Marks;
use super::scheme::Fold;
use super::sheet::Form;
use crate::geom::{Length, Point};

/// How far marks stand off the trim, or off the bleed where that runs further: 9 pt (an eighth of an inch).
const OFF: Length = Length::from_sp(9 * 65_536);
/// How long they are: 15 pt.
const LONG: Length = Length::from_sp(15 * 65_536);
/// What the line that names the sheet takes below them: 8 pt.
const SLUG: Length = Length::from_sp(8 * 65_536);
/// How far a target's circle is from its middle: 3.5 pt.
pub(super) const RADIUS: Length = Length::from_sp(7 * 32_768);

/// One mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// A hairline along which is cut.
    Cut(Point, Point),
    /// A broken hairline along which is folded.
    Fold(Point, Point),
    /// A cross in a circle.
    Target(Point),
}

/// The margin that marks need on all sides.
pub(super) fn margin(marks: Marks, bleed: Length) -> Length {
    match marks {
        Marks::None => Length::ZERO,
        Marks::Crop => OFF.max(bleed) + LONG,
        Marks::All => OFF.max(bleed) + LONG + SLUG,
    }
}

/// The upper left corner of the line that names the sheet.
pub(super) fn slug_corner(form: &Form) -> Point {
    let block = form.block();
    Point { x: block.x, y: block.bottom() + OFF.max(form.bleed) + LONG }
}

/// The marks of a side whose pages are moved to the fold by `shift`.
pub(super) fn marks(form: &Form, which: Marks, shift: Length) -> Vec<Mark> {
    if which == Marks::None {
        return Vec::new();
    }
    let trimmed = form.trimmed(shift);
    let mut all = Vec::new();
    for (x, folds) in edges(form, true, (trimmed.x, trimmed.right())) {
        all.extend(ticks(form, x, folds, true));
    }
    for (y, folds) in edges(form, false, (trimmed.y, trimmed.bottom())) {
        all.extend(ticks(form, y, folds, false));
    }
    if form.fold == Fold::Zine {
        let (from, to) = (form.place(5), form.place(6));
        all.push(Mark::Cut(Point { x: from.x, y: from.y }, Point { x: to.right(), y: to.y }));
    }
    if which == Marks::All {
        all.extend(targets(form));
    }
    all
}

/// Where places begin and end along one direction, and whether it is a fold; each once.
fn edges(form: &Form, across: bool, (first, last): (Length, Length)) -> Vec<(Length, bool)> {
    let count = if across { form.grid.0 } else { form.grid.1 };
    let step = if across { 1 } else { form.grid.0 };
    let mut inner = Vec::new();
    for i in 0..count.saturating_sub(1) {
        let (here, next) = (form.place((i * step) as usize), form.place(((i + 1) * step) as usize));
        let (end, begin) = if across { (here.right(), next.x) } else { (here.bottom(), next.y) };
        inner.push((end, form.fold != Fold::None));
        if begin != end {
            inner.push((begin, form.fold != Fold::None));
        }
    }
    [(first, false)].into_iter().chain(inner).chain([(last, false)]).collect()
}

/// The two marks of an edge: above and below the pages, or left and right of them.
fn ticks(form: &Form, at: Length, folds: bool, upright: bool) -> [Mark; 2] {
    let (block, off) = (form.block(), OFF.max(form.bleed));
    let (low, high) = if upright { (block.y, block.bottom()) } else { (block.x, block.right()) };
    let point = |along: Length| if upright { Point { x: at, y: along } } else { Point { x: along, y: at } };
    let kind = if folds { Mark::Fold } else { Mark::Cut };
    [kind(point(low - off - LONG), point(low - off)), kind(point(high + off), point(high + off + LONG))]
}

/// Targets beside the middles of the outermost places, where nothing is cut or folded.
fn targets(form: &Form) -> Vec<Mark> {
    let block = form.block();
    let away = OFF.max(form.bleed) + LONG / 2;
    let last = form.place((form.grid.0 * form.grid.1) as usize - 1);
    let first = form.place(0);
    let mut xs = vec![first.x + first.w / 2, last.x + last.w / 2];
    let mut ys = vec![first.y + first.h / 2, last.y + last.h / 2];
    xs.dedup();
    ys.dedup();
    let beside = xs.into_iter().flat_map(|x| [(x, block.y - away), (x, block.bottom() + away)]);
    let all = beside.chain(ys.into_iter().flat_map(|y| [(block.x - away, y), (block.right() + away, y)]));
    all.map(|(x, y)| Mark::Target(Point { x, y })).collect()
}
