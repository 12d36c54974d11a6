//! One page → one gray page for each ink, as a stencil duplicator prints them one after the other.
//!
//! Plates overprint: what stands on one does not cut a hole into another. Only the paper's white does, and pictures do, as
//! they would look like two pictures else.

use super::colors;
use super::convert::House;
use crate::color::Color;
use crate::display::{DisplayItem, DisplayList};
use crate::image::Images;
use crate::profile::Profile;

/// A page's plate of the ink of this number.
pub(super) fn plate(page: &DisplayList, ink: usize, images: &Images, profile: &Profile, house: &House) -> DisplayList {
    let mut items = Vec::with_capacity(page.items.len());
    for item in &page.items {
        match item {
            DisplayItem::Glyphs(run) => {
                if let Some(color) = on(run.color, ink, profile, house) {
                    let mut run = run.clone();
                    run.color = color;
                    items.push(DisplayItem::Glyphs(run));
                }
            }
            DisplayItem::Fill(rect, color) => {
                items.extend(on(*color, ink, profile, house).map(|c| DisplayItem::Fill(*rect, c)));
            }
            DisplayItem::Frame(rect, stroke, color) => {
                items.extend(on(*color, ink, profile, house).map(|c| DisplayItem::Frame(*rect, *stroke, c)));
            }
            DisplayItem::Picture(picture) => {
                let Some(image) = images.try_get(picture.image) else { continue };
                let own = image.ink.and_then(|name| profile.ink(name)).unwrap_or(0);
                if own == ink {
                    items.push(DisplayItem::Picture(picture.clone()));
                } else if image.mask.is_none() {
                    items.push(DisplayItem::Fill(picture.rect, Color::WHITE));
                }
            }
        }
    }
    DisplayList { items, ..page.clone() }
}

/// What of a colour is on an ink's plate.
fn on(color: Color, ink: usize, profile: &Profile, house: &House) -> Option<Color> {
    match color {
        Color::Registration => Some(Color::BLACK),
        Color::WHITE => Some(Color::WHITE),
        Color::Spot(spot) => {
            let own = profile.ink(spot.ink) == Some(ink);
            own.then(|| colors::of(Color::Gray(1000 - spot.tint.min(1000)), profile, house))
        }
        color => (ink == 0).then(|| colors::of(color, profile, house)),
    }
}
