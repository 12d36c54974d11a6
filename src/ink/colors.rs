//! Colours of type, rules and tints → what the profile prints.

use super::convert::{House, Kind};
use super::limit;
use crate::color::{Color, Spot};
use crate::profile::{Profile, Space};

/// A colour as the profile prints it. Black and gray are black ink alone in every space.
pub(super) fn of(color: Color, profile: &Profile, house: &House) -> Color {
    let color = match color {
        Color::Spot(spot) if profile.spots && profile.color == Space::Cmyk => {
            return Color::Spot(Spot { tint: limit::tint(spot.tint, profile.least_tint), ..spot });
        }
        Color::Spot(spot) => Color::Cmyk(spot.in_four_inks()),
        Color::Rgb([r, g, b]) if r == g && g == b => Color::Gray(r),
        Color::Cmyk([0, 0, 0, k]) => Color::Gray(1000 - k.min(1000)),
        other => other,
    };
    match (profile.color, color) {
        (_, Color::Registration | Color::Spot(_)) | (Space::Rgb, Color::Rgb(_)) => color,
        (Space::Cmyk, Color::Gray(g)) => Color::Cmyk([0, 0, 0, ink(g, profile)]),
        (_, Color::Gray(g)) => Color::Gray(1000 - ink(g, profile)),
        (Space::Cmyk, Color::Rgb(c)) => four(whole(&house.color(&c, Kind::Cmyk)), profile),
        (Space::Cmyk, Color::Cmyk(c)) => four(c, profile),
        (Space::Rgb, Color::Cmyk(c)) => {
            let rgb = house.color(&c, Kind::Rgb);
            Color::Rgb([rgb[0], rgb[1], rgb[2]])
        }
        (Space::Gray | Space::Inks, Color::Rgb(c)) => gray(&c, profile, house),
        (Space::Gray | Space::Inks, Color::Cmyk(c)) => gray(&c, profile, house),
    }
}

fn gray(components: &[u16], profile: &Profile, house: &House) -> Color {
    Color::Gray(1000 - ink(house.color(components, Kind::Gray)[0], profile))
}

/// How much ink a gray takes.
fn ink(gray: u16, profile: &Profile) -> u16 {
    limit::tint(1000 - gray.min(1000), profile.least_tint)
}

/// Four inks within the limits; a trace of an ink that no dot holds is left out rather than raised.
fn four(inks: [u16; 4], profile: &Profile) -> Color {
    let least = profile.least_tint as u16 * 10;
    let alone = inks.iter().filter(|i| **i > 0).count() == 1;
    let held = inks.map(|i| match i {
        i if i == 0 || i >= least => i,
        _ if alone => least,
        _ => 0,
    });
    Color::Cmyk(limit::total(held.map(u32::from), 1000, profile.total_ink).map(|i| i as u16))
}

/// Inks in whole percents, as the trade writes them.
fn whole(inks: &[u16]) -> [u16; 4] {
    std::array::from_fn(|i| (inks.get(i).copied().unwrap_or(0) + 5) / 10 * 10)
}
