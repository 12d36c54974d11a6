//! Rules and type too small for the device.

use super::colors::ground;
use super::press::{Findings, Press};
use crate::finished::{Mark, What};
use crate::geom::Length;

/// A shorter line is a point, not a rule, in points.
const SHORT: f64 = 4.0;
/// What counts as nothing, in points.
const SLACK: f64 = 0.011;

pub(super) fn rules(press: &Press<'_>, out: &mut Findings<'_, '_>) {
    for (page, mark, before) in press.inner_marks() {
        let thick = match mark.what {
            What::Stroke { width } => width,
            What::Fill if mark.room.w().max(mark.room.h()) >= SHORT => mark.room.w().min(mark.room.h()),
            _ => continue,
        };
        let (least, reversed) = least(press.profile.least_rule, press.profile.least_reversed_rule, mark, before);
        if thick > SLACK && thick < least - SLACK {
            let said = format!("a rule{reversed} of {thick:.2} pt; this device holds {least:.2} pt");
            out.mark(page, mark, &said, "make it thicker in the layout: `rule`, `column_rules`");
        }
    }
}

pub(super) fn types(press: &Press<'_>, out: &mut Findings<'_, '_>) {
    for (page, mark, before) in press.inner_marks() {
        let What::Text { size, .. } = mark.what else { continue };
        let (least, reversed) = least(press.profile.least_type, press.profile.least_reversed_type, mark, before);
        if size < least - SLACK {
            let said = format!("type{reversed} of {size:.1} pt; this device holds {least:.1} pt");
            out.mark(page, mark, &said, "make it larger in the layout: `size`");
        }
    }
}

/// The least of a mark, in points, and a word if it is light on dark: ink runs into what is left white.
fn least(plain: Length, reversed: Length, mark: &Mark, before: &[Mark]) -> (f64, &'static str) {
    let is_light = mark.paint.light() > 0.7 && ground(&mark.room, before) < 0.5;
    if is_light { (reversed.pt(), ", light on dark,") } else { (plain.pt(), "") }
}
