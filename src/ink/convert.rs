//! Colours from one space into another by ICC profiles (ICC.1:2010), perceptual intent.
//!
//! What a picture means is what the profile in its file says, if it is there and fits; else sRGB, gray with the curve of
//! sRGB, or inks of the printing condition. The one file that names the colour management.

use crate::image::Raster;
use crate::profile::Condition;
use moxcms::{ColorProfile, DataColorSpace, Layout, Transform8BitExecutor, TransformOptions};
use std::sync::{Arc, OnceLock};

/// sRGB, as an ICC profile.
pub const SRGB: &[u8] = include_bytes!("../../icc/srgb.icc");
const SGRAY: &[u8] = include_bytes!("../../icc/sgray.icc");

type Transform = Arc<Transform8BitExecutor>;

/// A kind of samples.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// One sample: light.
    Gray,
    /// Three: red, green, blue.
    Rgb,
    /// Four inks.
    Cmyk,
}

impl Kind {
    pub(super) fn of(channels: usize) -> Kind {
        match channels {
            1 => Kind::Gray,
            3 => Kind::Rgb,
            _ => Kind::Cmyk,
        }
    }

    fn channels(self) -> usize {
        match self {
            Kind::Gray => 1,
            Kind::Rgb => 3,
            Kind::Cmyk => 4,
        }
    }

    fn layout(self) -> Layout {
        match self {
            Kind::Gray => Layout::Gray,
            Kind::Rgb => Layout::Rgb,
            // The crate's own convention: four channels are four channels.
            Kind::Cmyk => Layout::Rgba,
        }
    }

    fn space(self) -> DataColorSpace {
        match self {
            Kind::Gray => DataColorSpace::Gray,
            Kind::Rgb => DataColorSpace::Rgb,
            Kind::Cmyk => DataColorSpace::Cmyk,
        }
    }
}

/// What samples mean where nothing else is said, and the transforms between these spaces, each made once.
pub(super) struct House {
    gray: ColorProfile,
    rgb: ColorProfile,
    cmyk: ColorProfile,
    rgb_to_gray: OnceLock<Option<Transform>>,
    rgb_to_cmyk: OnceLock<Option<Transform>>,
    cmyk_to_rgb: OnceLock<Option<Transform>>,
}

impl House {
    /// Inks are those of a printing condition; nothing if its profile cannot be used.
    pub(super) fn new(condition: &Condition) -> Option<House> {
        let read = |bytes| ColorProfile::new_from_slice(bytes).ok();
        let made = || OnceLock::new();
        let house = House {
            gray: read(SGRAY)?,
            rgb: read(SRGB)?,
            cmyk: read(&condition.icc)?,
            rgb_to_gray: made(),
            rgb_to_cmyk: made(),
            cmyk_to_rgb: made(),
        };
        Some(house)
    }

    /// Whether colours can be made into inks, and inks into colours.
    pub(super) fn serves(&self) -> bool {
        self.transform(Kind::Rgb, Kind::Cmyk).is_some() && self.transform(Kind::Cmyk, Kind::Rgb).is_some()
    }

    fn profile(&self, kind: Kind) -> &ColorProfile {
        match kind {
            Kind::Gray => &self.gray,
            Kind::Rgb => &self.rgb,
            Kind::Cmyk => &self.cmyk,
        }
    }

    fn transform(&self, from: Kind, to: Kind) -> Option<&Transform> {
        let slot = match (from, to) {
            (Kind::Rgb, Kind::Gray) => &self.rgb_to_gray,
            (Kind::Rgb, Kind::Cmyk) => &self.rgb_to_cmyk,
            (Kind::Cmyk, Kind::Rgb) => &self.cmyk_to_rgb,
            _ => return None,
        };
        slot.get_or_init(|| transform(self.profile(from), from, self.profile(to), to)).as_ref()
    }

    /// A picture in another space; nothing if it cannot be had.
    pub(super) fn picture(&self, from: &Raster, meaning: &Meaning, to: Kind) -> Option<Raster> {
        let kind = Kind::of(from.channels);
        // Inks are not made into light and back: black would come out as four.
        if kind == Kind::Cmyk && to == Kind::Cmyk {
            return Some(from.clone());
        }
        let foreign = meaning.0.as_ref().and_then(|profile| self.foreign(&from.samples, profile, kind, to));
        let samples = foreign.or_else(|| self.plain(&from.samples, kind, to))?;
        Some(Raster { size: from.size, channels: to.channels(), samples })
    }

    /// From a profile of a picture's own; by way of sRGB where there is no other.
    fn foreign(&self, samples: &[u8], profile: &ColorProfile, kind: Kind, to: Kind) -> Option<Vec<u8>> {
        let straight = transform(profile, kind, self.profile(to), to).and_then(|t| apply(&t, samples, kind, to));
        straight.or_else(|| {
            let rgb = transform(profile, kind, &self.rgb, Kind::Rgb)?;
            self.plain(&apply(&rgb, samples, kind, Kind::Rgb)?, Kind::Rgb, to)
        })
    }

    /// From one of the house's own spaces into another.
    fn plain(&self, samples: &[u8], kind: Kind, to: Kind) -> Option<Vec<u8>> {
        match (kind, to) {
            (a, b) if a == b => Some(samples.to_vec()),
            (Kind::Gray, Kind::Rgb) => Some(samples.iter().flat_map(|s| [*s; 3]).collect()),
            // Gray is black ink alone.
            (Kind::Gray, _) => Some(samples.iter().flat_map(|s| [0, 0, 0, 255 - *s]).collect()),
            (Kind::Cmyk, Kind::Gray) => self.plain(&self.plain(samples, kind, Kind::Rgb)?, Kind::Rgb, to),
            _ => apply(self.transform(kind, to)?, samples, kind, to),
        }
    }

    /// One colour, components in thousandths, in another of the house's spaces.
    pub(super) fn color(&self, components: &[u16], to: Kind) -> Vec<u16> {
        let samples: Vec<u8> = components.iter().map(|c| ((u32::from(*c) * 255 + 500) / 1000) as u8).collect();
        let found = self.plain(&samples, Kind::of(samples.len()), to).unwrap_or_else(|| vec![0; to.channels()]);
        found.iter().map(|s| ((u32::from(*s) * 1000 + 127) / 255) as u16).collect()
    }
}

fn transform(from: &ColorProfile, kind: Kind, to: &ColorProfile, wanted: Kind) -> Option<Transform> {
    from.create_transform_8bit(kind.layout(), to, wanted.layout(), TransformOptions::default()).ok()
}

fn apply(transform: &Transform, samples: &[u8], from: Kind, to: Kind) -> Option<Vec<u8>> {
    let mut out = vec![0; samples.len() / from.channels() * to.channels()];
    transform.transform(samples, &mut out).ok()?;
    Some(out)
}

/// The meaning of a picture's samples where it is another than the house's.
pub(super) struct Meaning(Option<ColorProfile>);

impl Meaning {
    /// That of the house.
    pub(super) const PLAIN: Meaning = Meaning(None);

    /// What the profile in a picture's file says, if it is one of this kind of samples and differs from the house's.
    pub(super) fn read(icc: Option<&[u8]>, kind: Kind, house: &House) -> Meaning {
        let Some(profile) = icc.and_then(|bytes| ColorProfile::new_from_slice(bytes).ok()) else {
            return Meaning(None);
        };
        if profile.color_space != kind.space() {
            return Meaning(None);
        }
        let probes = probes(kind);
        let same = transform(&profile, kind, house.profile(kind), kind).and_then(|t| apply(&t, &probes, kind, kind));
        // A profile that cannot be turned into the house's is not believed.
        let differs = same.is_some_and(|s| s.iter().zip(&probes).any(|(a, b)| a.abs_diff(*b) > 3));
        Meaning((differs || kind == Kind::Cmyk).then_some(profile))
    }

    /// Whether the samples mean what the house takes them for.
    pub(super) fn is_plain(&self) -> bool {
        self.0.is_none()
    }
}

/// Colours by which profiles are compared.
fn probes(kind: Kind) -> Vec<u8> {
    match kind {
        Kind::Gray => (0..=255).step_by(17).collect(),
        _ => (0..27u8).flat_map(|i| [i % 3, i / 3 % 3, i / 9].map(|n| n * 120)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn house() -> House {
        House::new(&Condition::coated()).expect("a house")
    }

    #[test]
    fn known_colours_become_known_grays() {
        // sRGB's luminances are 0.2126, 0.7152, 0.0722; adapted to the paper's white (D50) 0.2225, 0.7169, 0.0606.
        let house = house();
        let gray = |rgb: [u16; 3]| house.color(&rgb, Kind::Gray)[0];
        for (rgb, wanted) in [
            ([1000, 1000, 1000], 1000),
            ([0, 0, 0], 0),
            ([500, 500, 500], 500),
            ([1000, 0, 0], 509),
            ([0, 1000, 0], 865),
            ([0, 0, 1000], 274),
        ] {
            assert!(gray(rgb).abs_diff(wanted) <= 8, "{rgb:?} became {}", gray(rgb));
        }
    }

    #[test]
    fn known_colours_become_inks_as_the_press_has_them() {
        let house = house();
        let inks = |rgb: [u16; 3]| <[u16; 4]>::try_from(house.color(&rgb, Kind::Cmyk)).unwrap();
        assert_eq!(inks([1000, 1000, 1000]), [0, 0, 0, 0], "paper stays paper");
        let [c, m, y, _] = inks([784, 63, 180]);
        assert!(c < 100 && m > 900 && (600..850).contains(&y), "a crimson: {:?}", inks([784, 63, 180]));
        let black = inks([0, 0, 0]);
        assert!(black[3] > 800 && black.iter().map(|i| u32::from(*i)).sum::<u32>() <= 3020, "{black:?}");
        // And back again.
        let red = house.color(&[0, 900, 850, 0], Kind::Rgb);
        assert!(red[0] > 750 && red[1] < 400 && red[2] < 400, "{red:?}");
    }

    #[test]
    fn a_damaged_profile_is_no_more_than_not_believed() {
        let house = house();
        let wide = ColorProfile::new_display_p3().encode().expect("a profile");
        let red = Raster { size: (1, 1), channels: 3, samples: vec![200, 60, 60] };
        for at in 0..wide.len() {
            for change in [0xff, 0x80, 0x01] {
                let mut bad = wide.clone();
                bad[at] ^= change;
                let meaning = Meaning::read(Some(&bad), Kind::Rgb, &house);
                assert_eq!(house.picture(&red, &meaning, Kind::Rgb).map(|p| p.samples.len()), Some(3));
            }
            assert!(Meaning::read(Some(&wide[..at]), Kind::Rgb, &house).is_plain() || at > 128);
        }
    }

    #[test]
    fn a_profile_that_says_what_is_taken_for_granted_says_nothing() {
        let house = house();
        assert!(Meaning::read(Some(SRGB), Kind::Rgb, &house).is_plain());
        assert!(Meaning::read(Some(SGRAY), Kind::Rgb, &house).is_plain(), "of another kind of samples");
        assert!(Meaning::read(Some(b"not a profile"), Kind::Rgb, &house).is_plain());
        let wide = ColorProfile::new_display_p3().encode().expect("a profile");
        let meaning = Meaning::read(Some(&wide), Kind::Rgb, &house);
        assert!(!meaning.is_plain());
        let red = Raster { size: (1, 1), channels: 3, samples: vec![200, 60, 60] };
        let srgb = house.picture(&red, &meaning, Kind::Rgb).expect("a picture").samples;
        assert!(srgb[0] > 205 && srgb[1] < 60, "more of it in a narrower space: {srgb:?}");
    }
}
