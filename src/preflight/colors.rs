//! Colours and inks, as the finished file paints them.

use super::press::{Findings, Press};
use crate::finished::{Bounds, Mark, Paint, Space, What};
use crate::profile;

/// Text of fewer percent of all inks than this beside its black is black with a tinge of nothing.
const RICH: f64 = 0.1;
/// The lightest that type may be beside its ground: the ratio that WCAG 2.1 (1.4.3) asks for, for small and large type.
const CONTRAST: (f64, f64) = (4.5, 3.0);
/// Type of this size or more is large, in points.
const LARGE: f64 = 14.0;
/// How light unprinted paper of a newsletter is: recycled and newsprint papers are gray.
const PAPER: f64 = 0.75;

/// Colours that the device does not print as such.
pub(super) fn colour(press: &Press<'_>, out: &mut Findings<'_, '_>) {
    let space = press.profile.color;
    for (page, mark, _) in press.marks() {
        let (ink, picture) = match &mark.what {
            What::Picture { space: Space::Stencil, .. } | What::Text { .. } | What::Fill | What::Stroke { .. } => {
                (stray(&mark.paint, space), "")
            }
            What::Picture { space: of, .. } => (stray_picture(of, space), "a picture in "),
        };
        if let Some(ink) = ink {
            let wanted = match space {
                profile::Space::Gray | profile::Space::Inks => "gray alone",
                profile::Space::Rgb => "gray or RGB",
                profile::Space::Cmyk => "gray, CMYK or an ink of its own",
            };
            out.mark(
                page,
                mark,
                &format!("{picture}{ink} in a file that is to be in {wanted}"),
                "build it with this profile",
            );
        }
    }
}

fn stray(paint: &Paint, space: profile::Space) -> Option<&'static str> {
    match (paint, space) {
        (Paint::Gray(_) | Paint::Other, _)
        | (Paint::Rgb(_), profile::Space::Rgb)
        | (Paint::Cmyk(_) | Paint::Spot(..), profile::Space::Cmyk) => None,
        // Marks for cutting and laying plates on one another are in all inks.
        (Paint::Spot(name, _), _) if name == "All" || name == "Black" => None,
        (Paint::Rgb(_), _) => Some("RGB"),
        (Paint::Cmyk(_), _) => Some("CMYK"),
        (Paint::Spot(..), _) => Some("an ink of its own"),
    }
}

fn stray_picture(of: &Space, space: profile::Space) -> Option<&'static str> {
    match (of, space) {
        (Space::Indexed(base), _) => stray_picture(base, space),
        (Space::Gray | Space::Stencil | Space::Other, _)
        | (Space::Rgb, profile::Space::Rgb)
        | (Space::Cmyk | Space::Spot(_), profile::Space::Cmyk) => None,
        (Space::Rgb, _) => Some("RGB"),
        (Space::Cmyk, _) => Some("CMYK"),
        (Space::Spot(_), _) => Some("an ink of its own"),
    }
}

/// Text and rules of more than one ink: the plates never lie quite on one another.
pub(super) fn rich_black(press: &Press<'_>, out: &mut Findings<'_, '_>) {
    for (page, mark, _) in press.marks() {
        let is_fine = match &mark.what {
            What::Text { .. } | What::Stroke { .. } => true,
            What::Fill => is_rule(&mark.room),
            What::Picture { .. } => false,
        };
        let rich = match &mark.paint {
            Paint::Cmyk([c, m, y, k]) => *k > 0.5 && c + m + y > RICH,
            Paint::Rgb(c) => c.iter().all(|c| *c < 0.15),
            Paint::Spot(name, tint) => name == "All" && matches!(mark.what, What::Text { .. }) && *tint > 0.5,
            Paint::Gray(_) | Paint::Other => false,
        };
        if is_fine && rich {
            out.mark(page, mark, "black of more than one ink", "write `black` or `gray 0` in the layout");
        }
    }
}

/// Whether a filled room is a rule.
fn is_rule(room: &Bounds) -> bool {
    room.w().min(room.h()) < 3.0
}

/// More ink than the paper takes.
pub(super) fn total_ink(press: &Press<'_>, out: &mut Findings<'_, '_>) {
    let most = f64::from(press.profile.total_ink);
    for (page, mark, _) in press.marks() {
        let total = mark.paint.total_ink();
        let is_mark = matches!(&mark.paint, Paint::Spot(name, _) if name == "All");
        if total > most + 0.5 && !is_mark {
            let said = format!("{total:.0} % of ink in one place; this paper takes {most:.0} %");
            out.mark(page, mark, &said, "name a colour of less ink in the layout");
        }
    }
}

/// Type that hardly differs from what it stands on.
pub(super) fn contrast(press: &Press<'_>, out: &mut Findings<'_, '_>) {
    let paper = if press.profile.color == profile::Space::Rgb { 1.0 } else { PAPER };
    for (page, mark, before) in press.inner_marks() {
        let What::Text { size, .. } = mark.what else { continue };
        let (type_, ground) = (mark.paint.light() * paper, ground(&mark.room, before) * paper);
        let (light, dark) = if type_ > ground { (type_, ground) } else { (ground, type_) };
        let ratio = (luminance(light) + 0.05) / (luminance(dark) + 0.05);
        let least = if size >= LARGE { CONTRAST.1 } else { CONTRAST.0 };
        if ratio < least {
            let said =
                format!("type that stands out by {ratio:.1} : 1 from what it stands on; {least:.1} : 1 is needed");
            out.mark(page, mark, &said, "make it darker, or its ground lighter");
        }
    }
}

/// How light what lies under a room is, the last thing painted first; paper if nothing.
pub(super) fn ground(room: &Bounds, before: &[Mark]) -> f64 {
    let (x, y) = (f64::midpoint(room.x0, room.x1), f64::midpoint(room.y0, room.y1));
    let under = before.iter().rev().find(|m| {
        let holds = m.room.x0 <= x && x <= m.room.x1 && m.room.y0 <= y && y <= m.room.y1;
        holds && matches!(m.what, What::Fill | What::Picture { .. })
    });
    match under {
        // A picture is light here and dark there.
        Some(Mark { what: What::Picture { .. }, .. }) => 0.5,
        Some(m) => m.paint.light(),
        None => 1.0,
    }
}

/// The share of light (IEC 61966-2-1) of a tone as it looks.
fn luminance(tone: f64) -> f64 {
    if tone <= 0.040_45 { tone / 12.92 } else { ((tone + 0.055) / 1.055).powf(2.4) }
}
