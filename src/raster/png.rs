//! Pixels → a PNG file that holds them and nothing else: no date, no program, no profile.
//!
//! Nothing of the picture is lost. Pages are mostly black on white, so a picture without colours is written in one channel,
//! and one of few colours as numbers of a list, in as few bits as they need.

use super::Pixmap;
use png::{BitDepth, ColorType, Compression, Encoder, Filter};
use std::collections::BTreeMap;

/// The most colours of a list.
const MOST: usize = 256;

/// The file. Encoding into memory does not fail; should it, the file is empty.
pub fn png(pixmap: &Pixmap) -> Vec<u8> {
    encode(pixmap).unwrap_or_default()
}

fn encode(pixmap: &Pixmap) -> Option<Vec<u8>> {
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, pixmap.size.0, pixmap.size.1);
    encoder.set_compression(Compression::Balanced);
    let gray = pixmap.samples.chunks_exact(3).all(|p| p[0] == p[1] && p[1] == p[2]);
    let list = list(pixmap);
    let samples = match list {
        // Numbers are not near one another as their colours are: rows are not filtered.
        Some(list) if !gray || list.len() <= 16 => {
            let depth = depth(list.len());
            encoder.set_color(ColorType::Indexed);
            encoder.set_depth(depth);
            encoder.set_filter(Filter::NoFilter);
            encoder.set_palette(list.keys().flatten().copied().collect::<Vec<u8>>());
            numbers(pixmap, &list, depth)
        }
        _ if gray => {
            encoder.set_color(ColorType::Grayscale);
            encoder.set_filter(Filter::NoFilter);
            pixmap.samples.iter().copied().step_by(3).collect()
        }
        _ => {
            encoder.set_color(ColorType::Rgb);
            encoder.set_filter(Filter::Adaptive);
            pixmap.samples.clone()
        }
    };
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(&samples).ok()?;
    writer.finish().ok()?;
    Some(file)
}

/// The colours in use, numbered in their order, if they are not too many.
fn list(pixmap: &Pixmap) -> Option<BTreeMap<[u8; 3], u8>> {
    let mut list: BTreeMap<[u8; 3], u8> = BTreeMap::new();
    let mut last = None;
    for pixel in pixmap.samples.chunks_exact(3) {
        let color = [pixel[0], pixel[1], pixel[2]];
        if last == Some(color) {
            continue;
        }
        last = Some(color);
        if list.insert(color, 0).is_none() && list.len() > MOST {
            return None;
        }
    }
    for (number, slot) in list.values_mut().enumerate() {
        *slot = number as u8;
    }
    Some(list)
}

/// The fewest bits that so many numbers need.
fn depth(colors: usize) -> BitDepth {
    match colors {
        0..=2 => BitDepth::One,
        3..=4 => BitDepth::Two,
        5..=16 => BitDepth::Four,
        _ => BitDepth::Eight,
    }
}

/// Every pixel's number, packed row by row from the left.
fn numbers(pixmap: &Pixmap, list: &BTreeMap<[u8; 3], u8>, depth: BitDepth) -> Vec<u8> {
    let bits = depth as usize;
    let each = 8 / bits;
    let wide = pixmap.size.0 as usize;
    let mut out = Vec::with_capacity(wide.div_ceil(each) * pixmap.size.1 as usize);
    let (mut last, mut number) = (None, 0);
    for row in pixmap.samples.chunks_exact((wide * 3).max(3)) {
        for some in row.chunks(each * 3) {
            let mut byte = 0;
            for (i, pixel) in some.chunks_exact(3).enumerate() {
                let color = [pixel[0], pixel[1], pixel[2]];
                if last != Some(color) {
                    (last, number) = (Some(color), list.get(&color).copied().unwrap_or_default());
                }
                byte |= number << (8 - bits * (i + 1));
            }
            out.push(byte);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(file: &[u8]) -> (ColorType, BitDepth, Vec<u8>) {
        let mut reader = png::Decoder::new(std::io::Cursor::new(file)).read_info().expect("a PNG");
        let (color, depth) = reader.output_color_type();
        let mut plain = png::Decoder::new(std::io::Cursor::new(file));
        plain.set_transformations(png::Transformations::EXPAND);
        let mut plain = plain.read_info().expect("a PNG");
        let mut samples = vec![0; plain.output_buffer_size().expect("a size")];
        plain.next_frame(&mut samples).expect("pixels");
        let mut raw = vec![0; reader.output_buffer_size().expect("a size")];
        reader.next_frame(&mut raw).expect("pixels");
        (color, depth, samples)
    }

    #[test]
    fn whatever_the_colours_the_pixels_come_back() {
        for (colors, kind, bits) in [
            (1, ColorType::Indexed, BitDepth::One),
            (2, ColorType::Indexed, BitDepth::One),
            (3, ColorType::Indexed, BitDepth::Two),
            (16, ColorType::Indexed, BitDepth::Four),
            (200, ColorType::Indexed, BitDepth::Eight),
            (2000, ColorType::Rgb, BitDepth::Eight),
        ] {
            let samples: Vec<u8> =
                (0..67 * 31).flat_map(|i| [i % colors % 251, i % colors / 251, 9].map(|n| n as u8)).collect();
            let pixmap = Pixmap { size: (67, 31), samples };
            let (color, depth, samples) = decoded(&png(&pixmap));
            assert_eq!((color, depth), (kind, bits), "{colors} colours");
            assert_eq!(samples, pixmap.samples, "{colors} colours");
        }
    }

    #[test]
    fn grays_take_one_channel() {
        let pixmap = Pixmap { size: (256, 1), samples: (0..=255).flat_map(|g| [g; 3]).collect() };
        let (color, _, samples) = decoded(&png(&pixmap));
        assert_eq!(color, ColorType::Grayscale);
        assert_eq!(samples, (0..=255).collect::<Vec<u8>>());
    }

    #[test]
    fn nothing_but_the_picture_is_in_the_file() {
        let file = png(&Pixmap::new((3, 3), [1, 2, 3]));
        let mut kinds = Vec::new();
        let mut rest = &file[8..];
        while let [a, b, c, d, kind @ ..] = rest {
            let long = u32::from_be_bytes([*a, *b, *c, *d]) as usize;
            kinds.push(String::from_utf8_lossy(&kind[..4]).into_owned());
            rest = &kind[4 + long + 4..];
        }
        assert_eq!(kinds, ["IHDR", "PLTE", "IDAT", "IEND"]);
    }
}
