//! Inks of their own as colour spaces (`Separation`, ISO 32000-1, 8.6.6.4): their name, and what stands in for them.

use super::content::Content;
use crate::color::Spot;
use pdf_writer::Name;
use pdf_writer::writers::{ColorSpace, Resources};
use std::fmt::Write;

/// What the operators call all inks at once.
pub(super) const ALL: &str = "All";

/// What the operators call an ink: letters and figures, whatever its name is.
pub(super) fn resource(spot: &Spot) -> String {
    let mut name = String::from("S");
    for byte in spot.ink.as_str().bytes() {
        // Writing into a string does not fail.
        let _ = write!(name, "{byte:02x}");
    }
    // One name with two stand-ins is two colour spaces.
    let _ = write!(name, "-{}-{}-{}-{}", spot.alternate[0], spot.alternate[1], spot.alternate[2], spot.alternate[3]);
    name
}

/// Writes the colour spaces that a page's content names.
pub(super) fn write(content: &Content, resources: &mut Resources<'_>) {
    if content.spots.is_empty() && !content.registration {
        return;
    }
    let mut spaces = resources.color_spaces();
    if content.registration {
        separation(spaces.insert(Name(ALL.as_bytes())).start(), "All", [1000; 4]);
    }
    for (name, spot) in &content.spots {
        separation(spaces.insert(Name(name.as_bytes())).start(), spot.ink.as_str(), spot.alternate);
    }
}

/// A tint is that share of each ink that stands in.
fn separation(space: ColorSpace<'_>, name: &str, solid: [u16; 4]) {
    let mut separation = space.separation(Name(name.as_bytes()));
    separation.alternate_color_space().device_cmyk();
    separation.tint_exponential().domain([0.0, 1.0]).c0([0.0; 4]).c1(solid.map(|s| f32::from(s) / 1000.0)).n(1.0);
}
