//! A PNG as it is found → pixels as a PDF stores them, the same compressed bytes wherever that is possible.
//!
//! PDF's `FlateDecode` with a PNG predictor (ISO 32000-1, 7.4.4.4) reads what PNG stores (PNG, third edition, 7 to 10):
//! a picture without transparency and interlacing, of at most 8 bits, goes over as it is, once its checksums are
//! right and its data inflate to just the right size. All others are decoded and packed in the same way.
//! No chunk but the pixels, the palette and (for transparency) `tRNS` is kept.

use super::exif::{self, Orientation};
use super::fault::Fault;
use super::pixels::{Coding, Pixels, Space};
use super::rows;
use flate2::Crc;
use flate2::bufread::ZlibDecoder;
use image::codecs::png::{CompressionType, FilterType, PngDecoder, PngEncoder};
use image::{DynamicImage, ExtendedColorType, ImageDecoder, ImageEncoder, Limits};
use std::io::{Cursor, Read};
use std::sync::{Mutex, PoisonError};

/// A PNG, ready for a PDF.
#[derive(Debug)]
pub(super) struct Png {
    /// The pixels.
    pub(super) pixels: Pixels,
    /// How much of them is seen, if some is not quite.
    pub(super) mask: Option<Pixels>,
    /// What the `eXIf` chunk says.
    pub(super) orientation: Orientation,
    /// The colour profile that was in it: what its colours mean, for conversion only.
    pub(super) icc: Option<Vec<u8>>,
    /// Whether it has few colours.
    pub(super) is_line_art: bool,
}

/// Decoding needs memory for every pixel: 100 megapixels are a tabloid spread at 900 ppi.
const MAX_PIXELS: u64 = 100_000_000;
/// The most bytes of a picture that must be decoded as a whole (transparent, interlaced, of 16 bits): 50 megapixels of
/// colour and transparency. A little more than that is needed at the peak.
const MAX_DECODED: u64 = 200_000_000;
/// Pictures that take more than this when decoded are decoded one after the other, so that memory does not multiply.
const LARGE: u64 = 32_000_000;
/// Whose turn it is.
static TURN: Mutex<()> = Mutex::new(());

/// The header chunk (11.2.1).
#[derive(Debug, Clone, Copy)]
struct Header {
    size: (u32, u32),
    bits: u8,
    color: u8,
    interlaced: bool,
}

/// The chunks that matter.
struct Chunks<'a> {
    header: Header,
    palette: &'a [u8],
    transparent: bool,
    orientation: Option<Orientation>,
    /// The content of `iCCP` (11.3.2.3).
    icc: &'a [u8],
    data: Vec<u8>,
}

/// Reads a PNG.
pub(super) fn read(file: &[u8]) -> Result<Png, Fault> {
    let chunks = chunks(file)?;
    let orientation = chunks.orientation.unwrap_or(Orientation::UPRIGHT);
    let icc = colour_profile(chunks.icc);
    let h = chunks.header;
    let as_it_is = !h.interlaced && !chunks.transparent && h.bits <= 8 && matches!(h.color, 0 | 2 | 3);
    if as_it_is && let Some((pixels, is_line_art)) = pass(chunks)? {
        return Ok(Png { pixels, mask: None, orientation, icc, is_line_art });
    }
    let decoded = decoded_bytes(h);
    if decoded > MAX_DECODED {
        return Err(Fault::too_many_pixels(h.size));
    }
    let _turn = (decoded > LARGE).then(|| TURN.lock().unwrap_or_else(PoisonError::into_inner));
    let decoded = decode(file, h)?;
    // To pack takes longer than all else: colours and transparency are packed side by side.
    let packed =
        |samples: &[u8], channels| packed(samples, h.size, channels).ok_or(Fault::damaged("it cannot be packed"));
    let (pixels, mask) = rayon::join(
        || packed(&decoded.samples, decoded.channels),
        || decoded.alpha.as_ref().map(|alpha| Ok(packed(alpha, 1)?.0)).transpose(),
    );
    let (pixels, is_line_art) = pixels?;
    Ok(Png { pixels, mask: mask?, orientation, icc, is_line_art })
}

/// Unpacks a colour profile: its name, a zero, the number of the method, a zlib stream. One that cannot be read is none.
fn colour_profile(chunk: &[u8]) -> Option<Vec<u8>> {
    let name = chunk.iter().position(|b| *b == 0)?;
    let mut profile = Vec::new();
    let most = super::MAX_ICC;
    ZlibDecoder::new(chunk.get(name + 2..)?).take(most as u64 + 1).read_to_end(&mut profile).ok()?;
    (profile.len() <= most).then_some(profile)
}

/// Splits the file into its chunks (5.3) and checks those that matter.
fn chunks(file: &[u8]) -> Result<Chunks<'_>, Fault> {
    let mut at = 8;
    let mut header: Option<Header> = None;
    let mut found = Chunks {
        header: Header { size: (0, 0), bits: 0, color: 0, interlaced: false },
        palette: &[],
        transparent: false,
        orientation: None,
        icc: &[],
        data: Vec::new(),
    };
    loop {
        let head = file.get(at..at + 8).ok_or(Fault::truncated())?;
        let length = u32::from_be_bytes([head[0], head[1], head[2], head[3]]) as usize;
        let kind = &head[4..8];
        let end = at + 8 + length;
        let body = file.get(at + 8..end).ok_or(Fault::truncated())?;
        let sum = file.get(end..end + 4).ok_or(Fault::truncated())?;
        let matters = matches!(kind, b"IHDR" | b"PLTE" | b"IDAT" | b"IEND" | b"tRNS");
        if matters && checksum(&file[at + 4..end]) != sum {
            return Err(Fault::damaged(format!("the checksum of its {} part is wrong", String::from_utf8_lossy(kind))));
        }
        at = end + 4;
        if header.is_none() && kind != b"IHDR" {
            return Err(Fault::damaged("its pixels come before its size"));
        }
        match kind {
            b"IHDR" if header.is_some() => return Err(Fault::damaged("it has two headers")),
            b"IHDR" => {
                let read = read_header(body)?;
                header = Some(read);
                found.header = read;
            }
            b"PLTE" if body.is_empty() || body.len() % 3 != 0 || body.len() > 768 => {
                return Err(Fault::damaged("its list of colours makes no sense"));
            }
            b"PLTE" => found.palette = body,
            b"tRNS" => found.transparent = true,
            b"iCCP" => found.icc = body,
            b"eXIf" => found.orientation = exif::orientation(body),
            b"IDAT" => {
                if found.data.is_empty() {
                    found.data.reserve(file.len() - (at - 4 - length).min(file.len()));
                }
                found.data.extend_from_slice(body);
            }
            b"IEND" => break,
            _ if kind[0].is_ascii_uppercase() => {
                return Err(Fault::unsupported("it has a part that only newer programs understand"));
            }
            _ => {}
        }
    }
    if found.data.is_empty() {
        return Err(Fault::damaged("it has no pixels"));
    }
    if found.header.color == 3 && found.palette.is_empty() {
        return Err(Fault::damaged("its list of colours is missing"));
    }
    Ok(found)
}

fn checksum(bytes: &[u8]) -> [u8; 4] {
    let mut crc = Crc::new();
    crc.update(bytes);
    crc.sum().to_be_bytes()
}

fn read_header(body: &[u8]) -> Result<Header, Fault> {
    let &[w3, w2, w1, w0, h3, h2, h1, h0, bits, color, compression, filter, interlace] = body else {
        return Err(Fault::damaged("its header makes no sense"));
    };
    let size = (u32::from_be_bytes([w3, w2, w1, w0]), u32::from_be_bytes([h3, h2, h1, h0]));
    let known = match color {
        0 => matches!(bits, 1 | 2 | 4 | 8 | 16),
        3 => matches!(bits, 1 | 2 | 4 | 8),
        2 | 4 | 6 => matches!(bits, 8 | 16),
        _ => false,
    };
    if !known || compression != 0 || filter != 0 || interlace > 1 {
        return Err(Fault::damaged("its header makes no sense"));
    }
    if size.0 == 0 || size.1 == 0 {
        return Err(Fault::damaged(format!("it says that it is {} × {} pixels", size.0, size.1)));
    }
    if u64::from(size.0) * u64::from(size.1) > MAX_PIXELS {
        return Err(Fault::too_many_pixels(size));
    }
    Ok(Header { size, bits, color, interlaced: interlace == 1 })
}

/// The pixels as they are stored, if they are whole and nothing follows them; and whether they have few colours.
fn pass(chunks: Chunks<'_>) -> Result<Option<(Pixels, bool)>, Fault> {
    let h = chunks.header;
    let samples = if h.color == 2 { 3 } else { 1 };
    let survey = rows::survey(&chunks.data, h.size, h.bits, samples)?;
    if survey.surplus {
        return Ok(None);
    }
    let mut data = chunks.data;
    // What follows the end of the compressed stream is nobody's.
    data.truncate(survey.compressed);
    let (space, data) = match (h.color, survey.gray) {
        (0, _) => (Space::Gray, data),
        (2, Some(gray)) => (Space::Gray, gray),
        (2, None) => (Space::Rgb, data),
        _ => (Space::Indexed(chunks.palette.to_vec()), data),
    };
    let few = survey.few_colors || (h.color == 3 && chunks.palette.len() / 3 <= rows::FEW);
    Ok(Some((Pixels { size: h.size, space, bits: h.bits, coding: Coding::Rows, bytes: data }, few)))
}

/// How many bytes the decoded pixels take, and beside them their eight-bit form.
fn decoded_bytes(h: Header) -> u64 {
    let samples: u64 = match h.color {
        0 => 1,
        4 => 2,
        2 => 3,
        _ => 4,
    };
    u64::from(h.size.0) * u64::from(h.size.1) * samples * if h.bits == 16 { 3 } else { 1 }
}

/// A picture of eight-bit samples.
struct Decoded {
    samples: Vec<u8>,
    /// One (gray) or three (colour) a pixel.
    channels: usize,
    /// How much of each pixel is seen, if some is not quite.
    alpha: Option<Vec<u8>>,
}

/// Eight-bit gray or colour, and the transparency if there is any.
fn decode(file: &[u8], h: Header) -> Result<Decoded, Fault> {
    let broken = |e: &dyn std::fmt::Display| Fault::damaged(e.to_string());
    let mut decoder = PngDecoder::new(Cursor::new(file)).map_err(|e| broken(&e))?;
    let mut limits = Limits::default();
    limits.max_alloc = Some(2 * MAX_DECODED);
    decoder.set_limits(limits).map_err(|e| broken(&e))?;
    let whole = DynamicImage::from_decoder(decoder).map_err(|e| broken(&e))?;
    if (whole.width(), whole.height()) != h.size {
        return Err(Fault::damaged("it is smaller than it says"));
    }
    let color = whole.color();
    let channels = if color.has_color() { 3 } else { 1 };
    let (samples, alpha) = match (color.has_alpha(), channels) {
        (false, 3) => (whole.into_rgb8().into_raw(), None),
        (false, _) => (whole.into_luma8().into_raw(), None),
        (true, 3) => split::<4>(whole.into_rgba8().into_raw()),
        (true, _) => split::<2>(whole.into_luma_alpha8().into_raw()),
    };
    Ok(Decoded { samples, channels, alpha })
}

/// Takes the transparency, the last of every `N` samples, out of the pixels, if there is any; what is left stays in its
/// memory.
fn split<const N: usize>(mut pixels: Vec<u8>) -> (Vec<u8>, Option<Vec<u8>>) {
    let alpha: Vec<u8> = pixels.as_chunks::<N>().0.iter().map(|pixel| pixel[N - 1]).collect();
    let mut to = 0;
    for i in 0..alpha.len() {
        for sample in 0..N - 1 {
            pixels[to] = pixels[i * N + sample];
            to += 1;
        }
    }
    pixels.truncate(to);
    let seen = alpha.iter().all(|a| *a == 255);
    (pixels, (!seen).then_some(alpha))
}

/// Eight-bit samples as a PDF stores them, and whether they have few colours.
fn packed(samples: &[u8], size: (u32, u32), channels: usize) -> Option<(Pixels, bool)> {
    let few = rows::few(samples, channels);
    let is_gray = channels == 3 && samples.as_chunks::<3>().0.iter().all(|[r, g, b]| r == g && g == b);
    let (space, bytes) = match channels {
        3 if is_gray => (Space::Gray, pack(&samples.iter().copied().step_by(3).collect::<Vec<u8>>(), size, 1)?),
        3 => (Space::Rgb, pack(samples, size, 3)?),
        _ => (Space::Gray, pack(samples, size, 1)?),
    };
    Some((Pixels { size, space, bits: 8, coding: Coding::Rows, bytes }, few))
}

/// Rows of eight-bit samples, one, three or four a pixel, as a PNG stores them.
pub(super) fn pack(samples: &[u8], size: (u32, u32), channels: usize) -> Option<Vec<u8>> {
    // The filters know bytes and how far apart like ones stand, not what they mean: four inks go as four channels.
    let kind = match channels {
        1 => ExtendedColorType::L8,
        3 => ExtendedColorType::Rgb8,
        _ => ExtendedColorType::Rgba8,
    };
    let mut file = Vec::new();
    PngEncoder::new_with_quality(&mut file, CompressionType::Default, FilterType::Adaptive)
        .write_image(samples, size.0, size.1, kind)
        .ok()?;
    Some(chunks(&file).ok()?.data)
}

/// The samples of rows that are stored as a PNG stores them, eight bits each, and how many a pixel has.
pub(super) fn unpack(
    rows: &[u8],
    size: (u32, u32),
    bits: u8,
    palette: Option<&[u8]>,
    rgb: bool,
) -> Option<(Vec<u8>, usize)> {
    let color = match palette {
        Some(_) => 3,
        None if rgb => 2,
        None => 0,
    };
    let head = [&size.0.to_be_bytes()[..], &size.1.to_be_bytes(), &[bits, color, 0, 0, 0]].concat();
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    for (kind, body) in [(b"IHDR", &head[..]), (b"PLTE", palette.unwrap_or_default()), (b"IDAT", rows), (b"IEND", &[])]
    {
        if kind == b"PLTE" && body.is_empty() {
            continue;
        }
        file.extend((body.len() as u32).to_be_bytes());
        let start = file.len();
        file.extend(kind);
        file.extend(body);
        let sum = checksum(&file[start..]);
        file.extend(sum);
    }
    let mut decoder = PngDecoder::new(Cursor::new(&file)).ok()?;
    let mut limits = Limits::default();
    limits.max_alloc = Some(4 * MAX_PIXELS);
    decoder.set_limits(limits).ok()?;
    let whole = DynamicImage::from_decoder(decoder).ok()?;
    Some(if whole.color().has_color() { (whole.into_rgb8().into_raw(), 3) } else { (whole.into_luma8().into_raw(), 1) })
}
