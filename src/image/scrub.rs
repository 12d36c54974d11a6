//! A picture's file as it is found → the same picture in a file that says nothing else: no place, no camera, no thumbnail,
//! no colour profile. Which way is up stays, in the shortest block that says it. Nothing is compressed again.

use super::exif::Orientation;
use super::{jpeg, png, sniff};
use flate2::Crc;

/// Why a file is no picture that can be printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unprintable {
    /// It is of another format: `a GIF`.
    Format(&'static str),
    /// It is damaged, or too large.
    Broken,
}

/// The picture's file without metadata, and its extension.
pub(crate) fn scrubbed(file: Vec<u8>) -> Result<(&'static str, Vec<u8>), Unprintable> {
    match sniff::sniff(&file) {
        sniff::Kind::Jpeg => {
            let jpeg = jpeg::read(file).map_err(|_| Unprintable::Broken)?;
            Ok(("jpg", oriented_jpeg(jpeg.bytes, jpeg.orientation)))
        }
        sniff::Kind::Png => {
            let orientation = png::read(&file).map_err(|_| Unprintable::Broken)?.orientation;
            Ok(("png", scrubbed_png(&file, orientation).ok_or(Unprintable::Broken)?))
        }
        sniff::Kind::Empty => Err(Unprintable::Broken),
        sniff::Kind::Other(seems) => Err(Unprintable::Format(seems)),
    }
}

/// A TIFF block that holds nothing but the orientation (EXIF 2.3, 4.5).
fn block(orientation: Orientation) -> Vec<u8> {
    let mut tiff = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".to_vec();
    tiff.extend([orientation.exif(), 0, 0, 0, 0, 0, 0, 0]);
    tiff
}

/// The orientation goes behind the beginning of the image.
fn oriented_jpeg(bytes: Vec<u8>, orientation: Orientation) -> Vec<u8> {
    if orientation == Orientation::UPRIGHT {
        return bytes;
    }
    let tiff = block(orientation);
    let mut out = Vec::with_capacity(bytes.len() + 40);
    out.extend(&bytes[..2]);
    out.extend([0xff, 0xe1]);
    out.extend((tiff.len() as u16 + 8).to_be_bytes());
    out.extend(b"Exif\0\0");
    out.extend(tiff);
    out.extend(&bytes[2..]);
    out
}

/// The chunks that hold the picture, as they stand (PNG, third edition, 5.3).
fn scrubbed_png(file: &[u8], orientation: Orientation) -> Option<Vec<u8>> {
    let mut out = file.get(..8)?.to_vec();
    let mut at = 8;
    loop {
        let head = file.get(at..at + 8)?;
        let length = u32::from_be_bytes([head[0], head[1], head[2], head[3]]) as usize;
        let chunk = file.get(at..at.checked_add(length)?.checked_add(12)?)?;
        let kind = &head[4..8];
        if kind == b"IDAT" && orientation != Orientation::UPRIGHT && !contains_exif(&out) {
            let tiff = block(orientation);
            out.extend((tiff.len() as u32).to_be_bytes());
            let from = out.len();
            out.extend(b"eXIf");
            out.extend(tiff);
            let mut crc = Crc::new();
            crc.update(&out[from..]);
            out.extend(crc.sum().to_be_bytes());
        }
        if matches!(kind, b"IHDR" | b"PLTE" | b"tRNS" | b"IDAT" | b"IEND") {
            out.extend(chunk);
        }
        if kind == b"IEND" {
            return Some(out);
        }
        at += length + 12;
    }
}

/// Whether the orientation has been written already: before the first of several pieces of pixels.
fn contains_exif(out: &[u8]) -> bool {
    out.windows(8).any(|w| w == b"eXIfII*\0")
}

#[cfg(test)]
mod tests {
    use super::super::Image;
    use super::*;
    use image::{ExtendedColorType, ImageEncoder};

    fn png(extra: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        let pixels: Vec<u8> = (0..=255).collect();
        image::codecs::png::PngEncoder::new(&mut out).write_image(&pixels, 32, 8, ExtendedColorType::L8).unwrap();
        out.splice(33..33, extra.iter().copied());
        out
    }

    fn chunk(kind: &[u8], body: &[u8]) -> Vec<u8> {
        let mut crc = Crc::new();
        crc.update(kind);
        crc.update(body);
        [&(body.len() as u32).to_be_bytes()[..], kind, body, &crc.sum().to_be_bytes()].concat()
    }

    #[test]
    fn nothing_is_left_but_the_picture_and_which_way_is_up() {
        let six = Orientation::from_exif(6).unwrap();
        let mut told = chunk(b"tEXt", b"Author\0Jo Somebody");
        told.extend(chunk(b"eXIf", &block(six)));
        let (extension, clean) = scrubbed(png(&told)).unwrap();
        assert_eq!(extension, "png");
        assert!(!clean.windows(8).any(|w| w == b"Somebody"));
        let read = Image::read(&clean, "p").unwrap();
        assert_eq!((read.pixels, read.orientation), ((8, 32), six));
        assert_eq!(scrubbed(clean.clone()).unwrap().1, clean, "what is clean stays as it is");
        let mut jpeg = Vec::new();
        image::codecs::jpeg::JpegEncoder::new(&mut jpeg).write_image(&[90; 256], 32, 8, ExtendedColorType::L8).unwrap();
        jpeg.splice(2..2, [&[0xff, 0xe1, 0, 34][..], b"Exif\0\0", &block(six)].concat());
        jpeg.splice(2..2, *b"\xff\xfe\0\x0aSomebody");
        let (extension, clean) = scrubbed(jpeg).unwrap();
        assert_eq!(extension, "jpg");
        assert!(!clean.windows(8).any(|w| w == b"Somebody"));
        assert_eq!(Image::read(&clean, "p").unwrap().orientation, six);
    }

    #[test]
    fn what_is_not_printed_is_told_from_what_is_broken() {
        assert_eq!(scrubbed(b"GIF89a".to_vec()), Err(Unprintable::Format("a GIF")));
        assert_eq!(scrubbed(b"\xd7\xcd\xc6\x9a\0\0".to_vec()), Err(Unprintable::Format("a Windows metafile (WMF)")));
        assert_eq!(scrubbed(Vec::new()), Err(Unprintable::Broken));
        assert_eq!(scrubbed(png(&[])[..60].to_vec()), Err(Unprintable::Broken));
    }
}
