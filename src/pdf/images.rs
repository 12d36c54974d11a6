//! Pictures → image `XObject`s (ISO 32000-1, 8.9.5), each once however often it is placed; and where they go.

use super::number::milli;
use crate::display::PlacedPicture;
use crate::image::{Coding, Image, Orientation, Pixels, Space};
use pdf_writer::types::Predictor;
use pdf_writer::{Filter, Name, Pdf, Ref};

/// What the operators call a picture: the same whatever else is in the file.
pub(super) fn resource(image: &Image) -> String {
    format!("I{:016x}", image.named as u64)
}

/// Writes a picture, and under `mask` its transparency.
pub(super) fn write(image: &Image, id: Ref, mask: Option<Ref>, pdf: &mut Pdf) {
    write_pixels(&image.stored, id, mask.filter(|_| image.mask.is_some()), pdf);
    if let (Some(pixels), Some(id)) = (&image.mask, mask) {
        write_pixels(pixels, id, None, pdf);
    }
}

fn write_pixels(pixels: &Pixels, id: Ref, mask: Option<Ref>, pdf: &mut Pdf) {
    let mut x = pdf.image_xobject(id, &pixels.bytes);
    x.width(pixels.size.0 as i32).height(pixels.size.1 as i32).bits_per_component(pixels.bits.into());
    let samples = match &pixels.space {
        Space::Gray => {
            x.color_space_name(Name(b"DeviceGray"));
            1
        }
        Space::Rgb => {
            x.color_space_name(Name(b"DeviceRGB"));
            3
        }
        Space::Cmyk(inverted) => {
            x.color_space_name(Name(b"DeviceCMYK"));
            if *inverted {
                x.decode([1.0, 0.0, 1.0, 0.0, 1.0, 0.0, 1.0, 0.0]);
            }
            4
        }
        Space::Indexed(colors) => {
            let last = (colors.len() / 3) as i32 - 1;
            // A list of grays prints in black alone.
            if colors.chunks_exact(3).all(|c| c[0] == c[1] && c[1] == c[2]) {
                let grays: Vec<u8> = colors.iter().copied().step_by(3).collect();
                x.color_space().indexed(Name(b"DeviceGray"), last, &grays);
            } else {
                x.color_space().indexed(Name(b"DeviceRGB"), last, colors);
            }
            1
        }
    };
    if let Some(mask) = mask {
        x.s_mask(mask);
    }
    match pixels.coding {
        Coding::Jpeg => drop(x.filter(Filter::DctDecode)),
        Coding::Rows => {
            x.filter(Filter::FlateDecode);
            x.decode_parms()
                .predictor(Predictor::PngOptimum)
                .colors(samples)
                .bits_per_component(pixels.bits.into())
                .columns(pixels.size.0 as i32);
        }
    }
}

/// The matrix, in thousandths, that brings the unit square of the stored picture (8.9.5.1: its first row at the top)
/// upright onto the page, so large that the crop fills the rectangle whose lower left `corner` is given.
pub(super) fn placement(picture: &PlacedPicture, orientation: Orientation, corner: (i64, i64)) -> [i64; 6] {
    let [left, top, right, bottom] = picture.crop.map(|c| f64::from(c) / 65_536.0);
    let (w, h) = (milli(picture.rect.w) as f64, milli(picture.rect.h) as f64);
    // The whole upright picture: its size and its lower left corner.
    let (w, h) = (w / (right - left).max(1.0 / 65_536.0), h / (bottom - top).max(1.0 / 65_536.0));
    let (x, y) = (corner.0 as f64 - left * w, corner.1 as f64 - (1.0 - bottom) * h);
    let [u0, uu, uv, v0, vu, vv] = orientation.upright().map(f64::from);
    [w * uu, -h * vu, -w * uv, h * vv, x + w * (u0 + uv), y + h * (1.0 - v0 - vv)].map(|n| n.round() as i64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::display::ImageId;
    use crate::geom::{Length, Rect};

    fn picture(crop: [u32; 4]) -> PlacedPicture {
        let pt = |n| Length::from_pt(f64::from(n));
        PlacedPicture { image: ImageId(0), rect: Rect { x: pt(0), y: pt(0), w: pt(100), h: pt(50) }, crop, tag: None }
    }

    #[test]
    fn every_orientation_fills_the_rectangle() {
        for n in 1..=8 {
            let orientation = Orientation::from_exif(n).unwrap();
            let m = placement(&picture(PlacedPicture::WHOLE), orientation, (7, 9));
            let mut corners: Vec<(i64, i64)> = [(0, 0), (1, 0), (0, 1), (1, 1)]
                .map(|(s, t)| (m[0] * s + m[2] * t + m[4], m[1] * s + m[3] * t + m[5]))
                .to_vec();
            corners.sort_unstable();
            assert_eq!(corners, [(7, 9), (7, 50_009), (100_007, 9), (100_007, 50_009)], "orientation {n}");
        }
    }

    #[test]
    fn a_picture_on_its_side_is_turned_clockwise() {
        // Orientation 6: the first stored row is seen at the right.
        let side = Orientation::from_exif(6).unwrap();
        let [_, b, c, _, e, f] = placement(&picture(PlacedPicture::WHOLE), side, (0, 0));
        // The start of the first row (0, 1 of the unit square) goes to the upper right corner.
        assert_eq!((c + e, f), (100_000, 50_000));
        assert_eq!(b, -50_000);
    }

    #[test]
    fn a_crop_is_enlarged_to_fill() {
        let [a, _, _, d, e, f] = placement(&picture([16_384, 0, 49_152, 32_768]), Orientation::UPRIGHT, (0, 0));
        assert_eq!((a, d), (200_000, 100_000));
        assert_eq!((e, f), (-50_000, -50_000));
    }
}
