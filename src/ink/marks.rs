//! What stands round a page for those who cut and print it: crop marks, and crosses by which plates are laid on one
//! another. All outside the bleed.

use crate::color::Color;
use crate::display::{DisplayItem, PageBoxes};
use crate::geom::{Length, Rect};
use crate::profile::Marks;

/// The least distance of a mark from the trim, in points: 3 mm.
const APART: f64 = 8.504;
/// The length of a mark, in points: 5 mm.
const LONG: f64 = 14.173;
/// Its thickness, in points.
const THICK: f64 = 0.25;
/// White beyond the marks, in points.
const BEYOND: f64 = 3.0;

/// How far from the trim a mark begins.
fn apart(bleed: Length) -> Length {
    bleed.max(Length::from_pt(APART))
}

/// How far the medium reaches past the bleed so that the marks have room.
pub fn slug(marks: Marks, bleed: Length) -> Length {
    match marks {
        Marks::None => Length::ZERO,
        Marks::Crop | Marks::Registration => apart(bleed) + Length::from_pt(LONG + BEYOND) - bleed,
    }
}

/// The marks of a page, in a colour that is on every plate.
pub(super) fn of(wanted: Marks, boxes: &PageBoxes, color: Color) -> Vec<DisplayItem> {
    if wanted == Marks::None {
        return Vec::new();
    }
    let (w, h) = (boxes.trim.w, boxes.trim.h);
    let (apart, long, thick) = (apart(boxes.bleed), Length::from_pt(LONG), Length::from_pt(THICK));
    let mut marks = Vec::new();
    let mut mark = |x: Length, y: Length, w: Length, h: Length| {
        marks.push(DisplayItem::Fill(Rect { x, y, w, h }, color));
    };
    // The middle of each line is the edge of the trim.
    for x in [Length::ZERO, w] {
        mark(x - thick / 2, -(apart + long), thick, long);
        mark(x - thick / 2, h + apart, thick, long);
    }
    for y in [Length::ZERO, h] {
        mark(-(apart + long), y - thick / 2, long, thick);
        mark(w + apart, y - thick / 2, long, thick);
    }
    if wanted == Marks::Registration {
        let out = apart + long / 2;
        for (x, y) in [(w / 2, -out), (w / 2, h + out), (-out, h / 2), (w + out, h / 2)] {
            mark(x - long / 2, y - thick / 2, long, thick);
            mark(x - thick / 2, y - long / 2, thick, long);
        }
    }
    marks
}
