//! The edges of the page and the number of pages.

use super::press::{Findings, Press};
use crate::finished::What;

/// What lies so near an edge reaches it, in points.
const NEAR: f64 = 0.5;

/// Marks within the border on which the device cannot print.
pub(super) fn border(press: &Press<'_>, out: &mut Findings<'_, '_>) {
    let border = press.profile.border.pt();
    if border <= 0.0 {
        return;
    }
    for (page, mark, _) in press.inner_marks() {
        let (w, h) = press.trim(page);
        let r = &mark.room;
        // White paints nothing.
        let near = r.x0.min(r.y0).min(w - r.x1).min(h - r.y1);
        if near < border - NEAR && mark.paint.light() < 0.999 {
            let said = format!(
                "something stands {:.1} mm from the edge; this device prints no nearer than {:.1} mm",
                mm(near.max(0.0)),
                mm(border)
            );
            out.mark(page, mark, &said, "give the layout wider `margins`");
        }
    }
}

fn mm(points: f64) -> f64 {
    points * 25.4 / 72.0
}

/// Art that reaches the edge and does not run far enough past it: the knife is never that exact.
pub(super) fn bleed(press: &Press<'_>, out: &mut Findings<'_, '_>) {
    let wanted = press.profile.bleed.pt();
    if wanted <= 0.0 {
        return;
    }
    for (page, mark, _) in press.inner_marks() {
        if !matches!(mark.what, What::Fill | What::Picture { .. }) || mark.paint.light() > 0.999 {
            continue;
        }
        let (w, h) = press.trim(page);
        let r = &mark.room;
        let past = [-r.x0, -r.y0, r.x1 - w, r.y1 - h];
        if past.iter().any(|p| *p > -NEAR && *p < wanted - NEAR) {
            let said = format!("something reaches the edge and does not run {:.0} mm past it", mm(wanted));
            out.mark(page, mark, &said, "give the layout a `bleed`, or keep it off the edge");
        }
    }
}

/// Pages that do not go into a fold.
pub(super) fn page_count(press: &Press<'_>, out: &mut Findings<'_, '_>) {
    let (count, multiple) = (press.edition.pages.len(), press.profile.pages_multiple.max(1) as usize);
    let over = count % multiple;
    if over > 0 {
        let said = format!(
            "{count} pages, and this printer wants a multiple of {multiple}: {} will be blank",
            multiple - over
        );
        out.whole(said, &format!("write `pages: {{multiple_of: {multiple}}}` in the manifest"));
    }
}
