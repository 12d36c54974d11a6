//! What a page looks like: as it was meant, or as the copy shop's black-and-white machine prints it.

use super::Pixmap;

/// What a page looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Look {
    /// As it was meant.
    #[default]
    Colour,
    /// As a black-and-white copier prints it: gray, the lightest tints gone, middle tones darker, the darkest filled in,
    /// and a white border where the machine cannot print.
    Copier,
}

/// How near to the edge a copier prints, in millimetres.
pub const BORDER_MM: f64 = 4.3;
/// Less ink than this, in percent, leaves no toner on the paper.
const LEAST: f64 = 4.0;
/// More ink than this, in percent, fills in.
const MOST: f64 = 92.0;
/// By how many percent of the paper a halftone of 50 % comes out darker than a screen shows it.
const GAIN: f64 = 9.0;

/// Shows pixels in a look.
pub(super) fn apply(look: Look, ppi: u32, pixmap: &mut Pixmap) {
    if look == Look::Colour {
        return;
    }
    let curve = curve();
    for pixel in pixmap.samples.chunks_exact_mut(3) {
        // Rec. 709's shares of luminance, in parts of 256.
        let light = (54 * u32::from(pixel[0]) + 183 * u32::from(pixel[1]) + 19 * u32::from(pixel[2]) + 128) / 256;
        pixel.fill(curve[light as usize]);
    }
    blank(border(ppi), pixmap);
}

/// The border in pixels.
fn border(ppi: u32) -> u32 {
    (BORDER_MM / 25.4 * f64::from(ppi)).round() as u32
}

/// What a tone comes out as.
fn curve() -> [u8; 256] {
    std::array::from_fn(|sample| {
        let ink = 100.0 - sample as f64 / 2.55;
        let stretched = ((ink - LEAST) / (MOST - LEAST)).clamp(0.0, 1.0);
        // A parabola that is nothing at both ends: 4 x (1 - x) is one in the middle.
        let grown = stretched + GAIN / 100.0 * 4.0 * stretched * (1.0 - stretched);
        255 - (grown * 255.0).round() as u8
    })
}

fn blank(border: u32, pixmap: &mut Pixmap) {
    let (w, h) = pixmap.size;
    let (side, wide) = ((border.min(w)) as usize * 3, w as usize * 3);
    for (y, row) in pixmap.samples.chunks_exact_mut(wide.max(3)).enumerate() {
        if (y as u32) < border || (y as u32) >= h.saturating_sub(border) {
            row.fill(255);
        } else {
            row[..side].fill(255);
            row[wide - side..].fill(255);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copier_keeps_black_and_paper_and_darkens_what_is_between() {
        let curve = curve();
        assert_eq!((curve[0], curve[255]), (0, 255));
        assert!(curve.windows(2).all(|w| w[0] <= w[1]), "never the other way round");
        assert_eq!(curve[248], 255, "the lightest tint is gone");
        assert_eq!(curve[15], 0, "the darkest fills in");
        assert!((90..118).contains(&curve[128]), "{}", curve[128]);
    }

    #[test]
    fn nothing_is_printed_at_the_edge() {
        let mut pixmap = Pixmap::new((100, 60), [0, 0, 200]);
        apply(Look::Copier, 100, &mut pixmap);
        // 4.3 mm are 17 pixels of a hundredth of an inch.
        for (x, y, white) in
            [(16, 30, true), (17, 30, false), (82, 30, false), (83, 30, true), (50, 16, true), (50, 17, false)]
        {
            let pixel = pixmap.at(x, y).unwrap();
            assert_eq!(pixel == [255; 3], white, "{x}, {y}: {pixel:?}");
            assert!(pixel[0] == pixel[1] && pixel[1] == pixel[2]);
        }
        let mut tiny = Pixmap::new((3, 3), [0; 3]);
        apply(Look::Copier, 1200, &mut tiny);
        assert_eq!(tiny, Pixmap::new((3, 3), [255; 3]));
    }
}
