//! Pictures: whether they have pixels enough at the size at which they are printed.

use super::press::{Findings, Press};
use crate::diag::Severity;
use crate::finished::{Space, What};

/// What the make-up says of every picture already, in pixels per inch.
const SAID: f64 = 200.0;

pub(super) fn resolution(press: &Press<'_>, out: &mut Findings<'_, '_>) {
    for (page, mark, _) in press.marks() {
        let What::Picture { pixels, space, bits, size } = &mark.what else { continue };
        let is_line_art = *bits == 1 || matches!(space, Space::Indexed(_) | Space::Stencil);
        let (wanted, what) =
            if is_line_art { (press.profile.line_art, "line art") } else { (press.profile.photos, "a photograph") };
        let across = |n: u32, points: f64| f64::from(n) * 72.0 / points.max(0.01);
        let ppi = across(pixels.0, size.0).min(across(pixels.1, size.1));
        let (least, good) = (f64::from(wanted.least), f64::from(wanted.good));
        // The make-up has said so of pictures that are coarse for any printer.
        if ppi >= good || (ppi < SAID && least <= SAID) {
            continue;
        }
        let said = format!("{what} has {ppi:.0} pixels to the inch; this printer wants {good:.0}, at least {least:.0}");
        let hint = "take one with more pixels, or print it smaller";
        let severity = if ppi < least { Severity::Warning } else { Severity::Note };
        out.mildly(severity).mark(page, mark, &said, hint);
    }
}
