//! Stored pixels ↔ plain samples, for those who change pictures: unpacked, upright, packed again.

use super::exif::Orientation;
use super::pixels::{Coding, Pixels, Space};
use super::{Image, jpeg, png};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

/// Plain samples of eight bits, upright, row by row: one a pixel (gray), three (red, green, blue) or four (how much of
/// each ink: cyan, magenta, yellow, black).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Raster {
    /// Width and height.
    pub(crate) size: (u32, u32),
    /// Samples a pixel.
    pub(crate) channels: usize,
    /// The samples.
    pub(crate) samples: Vec<u8>,
}

/// How good a JPEG is: in photographs nothing of the loss is seen.
const QUALITY: u8 = 90;

impl Image {
    /// The plain samples; nothing if the pixels cannot be read after all.
    pub(crate) fn unpack(&self) -> Option<Raster> {
        self.stored.unpack().map(|r| r.upright(self.orientation))
    }

    /// The plain samples of the transparency, if there is any.
    pub(crate) fn unpack_mask(&self) -> Option<Raster> {
        self.mask.as_ref()?.unpack().map(|r| r.upright(self.orientation))
    }
}

impl Pixels {
    fn unpack(&self) -> Option<Raster> {
        let (samples, channels) = match self.coding {
            Coding::Jpeg => unpack_jpeg(&self.bytes, self.space == Space::Cmyk(true))?,
            Coding::Rows => {
                let palette = if let Space::Indexed(colors) = &self.space { Some(&colors[..]) } else { None };
                png::unpack(&self.bytes, self.size, self.bits, palette, self.space == Space::Rgb)?
            }
        };
        let whole = samples.len() == self.size.0 as usize * self.size.1 as usize * channels;
        whole.then_some(Raster { size: self.size, channels, samples })
    }
}

/// A decoder without the instructions of one processor or another, so that every machine gets the same samples.
fn unpack_jpeg(file: &[u8], inverted: bool) -> Option<(Vec<u8>, usize)> {
    let options = DecoderOptions::default().set_use_unsafe(false).set_max_width(1 << 16).set_max_height(1 << 16);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(file), options);
    decoder.decode_headers().ok()?;
    let stored = decoder.input_colorspace()?;
    let (wanted, channels) = match stored {
        ColorSpace::Luma => (ColorSpace::Luma, 1),
        ColorSpace::CMYK | ColorSpace::YCCK => (stored, 4),
        _ => (ColorSpace::RGB, 3),
    };
    decoder.set_options(options.jpeg_set_out_colorspace(wanted));
    let mut samples = decoder.decode().ok()?;
    if stored == ColorSpace::YCCK {
        for pixel in samples.chunks_exact_mut(4) {
            inks_of_ycck(pixel);
        }
    }
    if inverted {
        for sample in &mut samples {
            *sample = 255 - *sample;
        }
    }
    Some((samples, channels))
}

/// Luminance and two differences of the complements of three inks → the inks (Adobe technical note 5116, section 18);
/// in whole numbers of 1/65,536.
fn inks_of_ycck(pixel: &mut [u8]) {
    let (y, cb, cr) = (i32::from(pixel[0]) << 16, i32::from(pixel[1]) - 128, i32::from(pixel[2]) - 128);
    let to = |n: i32| 255 - ((n + 32_768) >> 16).clamp(0, 255) as u8;
    pixel[0] = to(y + 91_881 * cr);
    pixel[1] = to(y - 22_554 * cb - 46_802 * cr);
    pixel[2] = to(y + 116_130 * cb);
}

impl Raster {
    /// The same picture, turned to stand upright.
    fn upright(self, orientation: Orientation) -> Raster {
        if orientation == Orientation::UPRIGHT {
            return self;
        }
        let map = orientation.upright().map(i64::from);
        let (width, height) = (i64::from(self.size.0), i64::from(self.size.1));
        let swaps = orientation.swaps();
        let size = if swaps { (self.size.1, self.size.0) } else { self.size };
        let (right, down) = (i64::from(size.0), i64::from(size.1));
        let n = self.channels;
        let mut samples = vec![0; self.samples.len()];
        for y in 0..height {
            for x in 0..width {
                let across = if swaps { map[2] * y } else { map[1] * x };
                let along = if swaps { map[4] * x } else { map[5] * y };
                // Counted from the far edge where the axis is turned round.
                let across = if map[0] == 1 { right - 1 + across } else { across };
                let along = if map[3] == 1 { down - 1 + along } else { along };
                let (from, to) = ((y * width + x) as usize * n, (along * right + across) as usize * n);
                samples[to..to + n].copy_from_slice(&self.samples[from..from + n]);
            }
        }
        Raster { size, samples, ..self }
    }

    /// A rectangle of it: left, top, right, bottom in pixels.
    pub(crate) fn cut(&self, [left, top, right, bottom]: [u32; 4]) -> Raster {
        let (n, w) = (self.channels, self.size.0 as usize);
        let (left, right) = (left as usize, right as usize);
        let mut samples = Vec::with_capacity((right - left) * (bottom - top) as usize * n);
        for y in top as usize..bottom as usize {
            samples.extend_from_slice(&self.samples[(y * w + left) * n..(y * w + right) * n]);
        }
        Raster { size: ((right - left) as u32, bottom - top), channels: n, samples }
    }

    fn is_whole(&self) -> bool {
        self.samples.len() == self.size.0 as usize * self.size.1 as usize * self.channels
    }

    fn space(&self, inverted: bool) -> Space {
        match self.channels {
            1 => Space::Gray,
            3 => Space::Rgb,
            _ => Space::Cmyk(inverted),
        }
    }

    /// As a JPEG without anything beside the picture, no colour coarser than the rest; nothing if it is too large for one.
    pub(crate) fn to_jpeg(&self) -> Option<Pixels> {
        self.is_whole().then_some(())?;
        let (w, h) = (u16::try_from(self.size.0).ok()?, u16::try_from(self.size.1).ok()?);
        let kind = match self.channels {
            1 => ColorType::Luma,
            3 => ColorType::Rgb,
            _ => ColorType::Cmyk,
        };
        let mut file = Vec::new();
        let mut encoder = Encoder::new(&mut file, QUALITY);
        encoder.set_sampling_factor(SamplingFactor::F_1_1);
        encoder.set_optimized_huffman_tables(true);
        encoder.encode(&self.samples, w, h, kind).ok()?;
        let jpeg = jpeg::read(file).ok()?;
        let space = self.space(jpeg.inverted);
        Some(Pixels { size: self.size, space, bits: 8, coding: Coding::Jpeg, bytes: jpeg.bytes })
    }

    /// As rows without loss.
    pub(crate) fn to_rows(&self) -> Option<Pixels> {
        self.is_whole().then_some(())?;
        let bytes = png::pack(&self.samples, self.size, self.channels)?;
        Some(Pixels { size: self.size, space: self.space(false), bits: 8, coding: Coding::Rows, bytes })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raster(channels: usize, samples: &[u8], w: u32) -> Raster {
        let size = (w, samples.len() as u32 / w / channels as u32);
        Raster { size, channels, samples: samples.to_vec() }
    }

    #[test]
    fn every_orientation_is_undone_as_a_reader_does() {
        // a b   seen after turning, by EXIF's numbers
        // c d
        let stored = raster(1, b"abcdef", 3);
        let upright = ["abcdef", "cbafed", "fedcba", "defabc", "adbecf", "daebfc", "fcebda", "cfbead"];
        for (n, seen) in upright.iter().enumerate() {
            let turned = stored.clone().upright(Orientation::from_exif(n as u16 + 1).unwrap());
            assert_eq!(std::str::from_utf8(&turned.samples).unwrap(), *seen, "orientation {}", n + 1);
        }
    }

    #[test]
    fn a_cut_keeps_nothing_else() {
        let whole = raster(1, b"abcdefghi", 3);
        assert_eq!(whole.cut([1, 0, 3, 2]), raster(1, b"bcef", 2));
    }

    #[test]
    fn what_is_packed_comes_back() {
        for channels in [1, 3, 4] {
            let flat: Vec<u8> = (0..64 * channels).map(|i| [10, 200, 120, 40][i % channels]).collect();
            let whole = raster(channels, &flat, 8);
            let jpeg = whole.to_jpeg().expect("a JPEG").unpack().expect("a picture");
            assert_eq!(jpeg.channels, channels);
            assert!(
                jpeg.samples.iter().zip(&flat).all(|(a, b)| a.abs_diff(*b) <= 3),
                "{:?}",
                &jpeg.samples[..channels]
            );
            if channels < 4 {
                assert_eq!(whole.to_rows().expect("rows").unpack(), Some(whole));
            }
        }
    }

    #[test]
    fn inks_behind_luminance_come_out_as_they_went_in() {
        let whole = raster(4, &[200, 30, 90, 60].repeat(64), 8);
        let mut file = Vec::new();
        let mut encoder = Encoder::new(&mut file, 95);
        encoder.set_sampling_factor(SamplingFactor::F_1_1);
        encoder.encode(&whole.samples, 8, 8, ColorType::CmykAsYcck).expect("a JPEG");
        let (samples, channels) = unpack_jpeg(&file, true).expect("a picture");
        assert_eq!(channels, 4);
        assert!(samples[..4].iter().zip(&whole.samples).all(|(a, b)| a.abs_diff(*b) <= 4), "{:?}", &samples[..4]);
    }
}
