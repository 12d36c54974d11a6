//! One placed picture → what of it is printed: its crop cut out, no more pixels than the profile has use for, in a space
//! that it allows. Passed through as it is where nothing is to be done.

use super::convert::{House, Kind, Meaning};
use super::{limit, resample};
use crate::display::PlacedPicture;
use crate::image::{Coding, Image, Orientation, Pixels, Raster, Space as Stored};
use crate::profile::{Profile, Space};
use std::sync::{Mutex, PoisonError};

/// Pictures with so many times the pixels that the profile has use for are made smaller.
const FAR_ABOVE: f64 = 1.4;
/// Pictures of more pixels than this are worked on one after the other, so that memory does not multiply.
const LARGE: u64 = 24_000_000;
/// Whose turn it is.
pub(crate) static TURN: Mutex<()> = Mutex::new(());

/// What came of a picture.
#[derive(Debug, Clone)]
pub(super) enum Developed {
    /// It goes through.
    AsItIs,
    /// It was made anew; its crop is cut out.
    Made(Box<Image>),
    /// Its pixels cannot be read.
    Unreadable,
}

/// What a profile makes of pictures.
pub(super) struct Darkroom<'a> {
    profile: &'a Profile,
    house: &'a House,
    /// Where gray photographs go through a tone curve.
    curve: Option<[u8; 256]>,
}

impl<'a> Darkroom<'a> {
    pub(super) fn new(profile: &'a Profile, house: &'a House) -> Darkroom<'a> {
        let limits = (profile.dot_gain, profile.least_tint, profile.most_tone);
        let grays = matches!(profile.color, Space::Gray | Space::Inks);
        let curve = grays.then(|| super::tone::curve(limits.0, limits.1, limits.2));
        Darkroom { profile, house, curve }
    }

    /// The picture as it is printed.
    pub(super) fn develop(&self, image: &Image, placed: &PlacedPicture) -> Developed {
        let meaning = Meaning::read(image.icc.as_deref(), kind(&image.stored.space), self.house);
        let whole = placed.crop == PlacedPicture::WHOLE && self.size(image, placed, image.is_line_art).is_none();
        if whole && meaning.is_plain() && self.allows(image) {
            return Developed::AsItIs;
        }
        self.make(image, placed, &meaning).map_or(Developed::Unreadable, |made| Developed::Made(Box::new(made)))
    }

    /// Makes it anew; nothing if its pixels cannot be read after all.
    fn make(&self, image: &Image, placed: &PlacedPicture, meaning: &Meaning) -> Option<Image> {
        let _turn = is_large(image.pixels).then(|| TURN.lock().unwrap_or_else(PoisonError::into_inner));
        let (mut raster, mask) = (image.unpack()?, image.unpack_mask());
        if let Some(mask) = &mask {
            clear(&mut raster, mask);
        }
        let is_line_art = image.is_line_art || (image.stored.coding == Coding::Rows && is_drawn(&raster));
        let crop = bounds(placed.crop, image.pixels);
        let size = self.size(image, placed, is_line_art);
        let sized = |raster: Raster| {
            let whole = crop == [0, 0, raster.size.0, raster.size.1];
            let raster = if whole { raster } else { raster.cut(crop) };
            match size {
                Some(size) => resample::resized(&raster, size),
                None => raster,
            }
        };
        let raster = self.converted(&colorless(sized(raster)), meaning, is_line_art)?;
        let stored = pack(&raster, is_line_art)?;
        let mask = mask.map(sized).and_then(|m| m.to_rows());
        Some(Image { ink: image.ink, ..Image::new(stored, mask, Orientation::UPRIGHT, is_line_art) })
    }

    /// The size that it is to have, if it has far more pixels than are of use.
    fn size(&self, image: &Image, placed: &PlacedPicture, is_line_art: bool) -> Option<(u32, u32)> {
        let most = if is_line_art { self.profile.line_art.most } else { self.profile.photos.most };
        wanted(bounds(placed.crop, image.pixels), placed, most)
    }

    /// Whether stored pixels may go out as they are.
    fn allows(&self, image: &Image) -> bool {
        match (self.profile.color, kind(&image.stored.space)) {
            (Space::Gray | Space::Inks, Kind::Gray) => image.is_line_art || self.curve.is_none(),
            (Space::Rgb, Kind::Gray | Kind::Rgb) | (Space::Cmyk, Kind::Gray) => true,
            (Space::Cmyk, Kind::Cmyk) => self.profile.total_ink == 400,
            _ => false,
        }
    }

    fn converted(&self, raster: &Raster, meaning: &Meaning, is_line_art: bool) -> Option<Raster> {
        let to = match self.profile.color {
            Space::Gray | Space::Inks => Kind::Gray,
            Space::Rgb if raster.channels == 4 => Kind::Rgb,
            Space::Cmyk if raster.channels == 3 => Kind::Cmyk,
            Space::Rgb | Space::Cmyk => Kind::of(raster.channels),
        };
        let mut out = self.house.picture(raster, meaning, to)?;
        if to == Kind::Cmyk {
            if is_line_art && raster.channels == 3 {
                black_alone(raster, &mut out);
            }
            for inks in out.samples.chunks_exact_mut(4) {
                let kept = limit::total([0, 1, 2, 3].map(|i| u32::from(inks[i])), 255, self.profile.total_ink);
                for (ink, kept) in inks.iter_mut().zip(kept) {
                    *ink = kept as u8;
                }
            }
        }
        if let Some(curve) = self.curve.filter(|_| !is_line_art) {
            for sample in &mut out.samples {
                *sample = curve[usize::from(*sample)];
            }
        }
        Some(out)
    }
}

/// The kind of samples that stored pixels unpack to.
fn kind(space: &Stored) -> Kind {
    match space {
        Stored::Gray => Kind::Gray,
        Stored::Indexed(colors) if colors.chunks_exact(3).all(|c| c[0] == c[1] && c[1] == c[2]) => Kind::Gray,
        Stored::Rgb | Stored::Indexed(_) => Kind::Rgb,
        Stored::Cmyk(_) => Kind::Cmyk,
    }
}

/// Whether a picture has so many pixels that one is worked on after the other.
pub(crate) fn is_large((w, h): (u32, u32)) -> bool {
    u64::from(w) * u64::from(h) > LARGE
}

/// The crop in pixels: left, top, right, bottom, at least one pixel each way.
pub(crate) fn bounds(crop: [u32; 4], (w, h): (u32, u32)) -> [u32; 4] {
    let at = |share: u32, n: u32| ((u64::from(share) * u64::from(n) + 32_768) / 65_536) as u32;
    let pair = |low: u32, high: u32, n: u32| {
        let low = at(low, n).min(n.saturating_sub(1));
        (low, at(high, n).clamp(low + 1, n.max(low + 1)))
    };
    let ((left, right), (top, bottom)) = (pair(crop[0], crop[2], w), pair(crop[1], crop[3], h));
    [left, top, right, bottom]
}

/// The size that it is to have, if it has far more pixels to the inch than `most`.
fn wanted(crop: [u32; 4], placed: &PlacedPicture, most: u32) -> Option<(u32, u32)> {
    let has = (f64::from(crop[2] - crop[0]), f64::from(crop[3] - crop[1]));
    let needs = (placed.rect.w.pt() / 72.0 * f64::from(most), placed.rect.h.pt() / 72.0 * f64::from(most));
    if needs.0 <= 0.0 || needs.1 <= 0.0 || has.0 <= needs.0 * FAR_ABOVE || has.1 <= needs.1 * FAR_ABOVE {
        return None;
    }
    Some(((needs.0.round() as u32).max(1), (needs.1.round() as u32).max(1)))
}

/// What is not seen is paper: else it would show at the edges of what is when pixels are averaged.
fn clear(raster: &mut Raster, mask: &Raster) {
    if mask.size != raster.size || mask.channels != 1 || raster.channels == 4 {
        return;
    }
    for (pixel, seen) in raster.samples.chunks_exact_mut(raster.channels).zip(&mask.samples) {
        if *seen == 0 {
            pixel.fill(255);
        }
    }
}

/// So many of a hundred pixels of a drawing are paper or solid; the others are what smooths its edges.
const DRAWN: usize = 85;
/// So near to none or all of the light is none or all of it.
const NEARLY: u8 = 12;

/// Whether it is a drawing or lettering with smooth edges, which has too many grays to be known by their number.
fn is_drawn(raster: &Raster) -> bool {
    let flat = |pixel: &[u8]| pixel.iter().all(|s| *s <= NEARLY || *s >= 255 - NEARLY);
    let pixels = raster.samples.chunks_exact(raster.channels);
    let (all, flat) = (pixels.len(), pixels.filter(|p| flat(p)).count());
    flat * 100 >= all * DRAWN
}

/// A colour picture without colours is a gray one.
fn colorless(raster: Raster) -> Raster {
    let gray = raster.channels == 3 && raster.samples.chunks_exact(3).all(|c| c[0] == c[1] && c[1] == c[2]);
    if !gray {
        return raster;
    }
    Raster { size: raster.size, channels: 1, samples: raster.samples.iter().copied().step_by(3).collect() }
}

/// Black and gray of drawings and lettering in black ink alone.
fn black_alone(rgb: &Raster, inks: &mut Raster) {
    for (rgb, inks) in rgb.samples.chunks_exact(3).zip(inks.samples.chunks_exact_mut(4)) {
        if rgb[0] == rgb[1] && rgb[1] == rgb[2] {
            inks.copy_from_slice(&[0, 0, 0, 255 - rgb[0]]);
        }
    }
}

fn pack(raster: &Raster, is_line_art: bool) -> Option<Pixels> {
    let jpeg = if is_line_art { None } else { raster.to_jpeg() };
    jpeg.or_else(|| raster.to_rows())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::display::ImageId;
    use crate::geom::{Length, Rect};

    fn placed(w: f64, h: f64) -> PlacedPicture {
        let rect = Rect { w: Length::from_pt(w), h: Length::from_pt(h), ..Rect::default() };
        PlacedPicture { image: ImageId(0), rect, crop: PlacedPicture::WHOLE, tag: None }
    }

    #[test]
    fn only_pictures_far_above_the_limit_are_made_smaller() {
        let size = |px: u32| wanted([0, 0, px, px], &placed(72.0, 72.0), 300);
        assert_eq!(size(150), None, "never larger");
        assert_eq!(size(300), None);
        assert_eq!(size(420), None, "a little above is left");
        assert_eq!(size(600), Some((300, 300)));
    }

    #[test]
    fn drawings_are_told_from_photographs_by_their_paper_and_solids() {
        let raster = |samples: Vec<u8>| Raster { size: (samples.len() as u32, 1), channels: 1, samples };
        assert!(is_drawn(&raster([vec![255; 80], vec![0; 10], (40..50).collect()].concat())));
        assert!(!is_drawn(&raster((0..=255).collect())));
    }

    #[test]
    fn what_is_not_seen_is_paper() {
        let raster = |channels, samples: &[u8]| Raster { size: (2, 1), channels, samples: samples.to_vec() };
        let mut color = raster(3, &[9, 8, 7, 1, 2, 3]);
        clear(&mut color, &raster(1, &[0, 1]));
        assert_eq!(color, raster(3, &[255, 255, 255, 1, 2, 3]));
    }

    #[test]
    fn a_crop_is_whole_pixels_and_never_none() {
        assert_eq!(bounds([0, 0, 65_536, 65_536], (640, 480)), [0, 0, 640, 480]);
        assert_eq!(bounds([16_384, 0, 49_152, 32_768], (640, 480)), [160, 0, 480, 240]);
        assert_eq!(bounds([65_536, 9, 65_536, 9], (4, 4)), [3, 0, 4, 1]);
    }
}
