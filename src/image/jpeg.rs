//! A JPEG as it is found → the same scan data without anything that is not needed to decode it.
//!
//! Reads the marker segments of ITU-T T.81 (annex B) in one pass and decodes nothing. What is kept: frame header,
//! quantization and Huffman tables (without what may hide behind the last table), restart interval, scan headers and
//! scan data as they stand. What goes: APP0 to APP15 (EXIF with its place, its thumbnail and its camera's number; XMP,
//! ICC, Photoshop's and MPF's blocks), comments, fill bytes between segments, whatever follows the end of the image.
//! An Adobe segment comes back in one standard form where the colours would be read wrongly without it.

use super::exif::{self, Orientation};
use super::fault::Fault;
use memchr::memchr_iter;
use std::ops::Range;

/// A JPEG, stripped.
#[derive(Debug)]
pub(super) struct Jpeg {
    /// Width and height as stored.
    pub(super) size: (u32, u32),
    /// 1, 3 or 4.
    pub(super) components: usize,
    /// Whether the components of a four-colour picture are stored as paper instead of ink, as Adobe's programs do.
    pub(super) inverted: bool,
    /// What the EXIF block says.
    pub(super) orientation: Orientation,
    /// The colour profile that was in it: what its colours mean, for conversion only.
    pub(super) icc: Option<Vec<u8>>,
    /// The file.
    pub(super) bytes: Vec<u8>,
}

/// Frames larger than this are not handed to other people's readers: 250 megapixels, more than any camera's.
const MAX_PIXELS: u64 = 250_000_000;

const SOI: u8 = 0xd8;
const EOI: u8 = 0xd9;
const SOS: u8 = 0xda;
const DQT: u8 = 0xdb;
const DHT: u8 = 0xc4;
const DRI: u8 = 0xdd;
const APP0: u8 = 0xe0;
const APP1: u8 = 0xe1;
const APP2: u8 = 0xe2;
const APP14: u8 = 0xee;
const APP15: u8 = 0xef;
const COM: u8 = 0xfe;

/// What is known of the frame (T.81, B.2.2).
struct Frame {
    size: (u32, u32),
    sequential: bool,
    /// Identifier and quantization table of each component.
    components: Vec<(u8, u8)>,
}

/// What the application segments say about colour (JFIF 1.02; Adobe technical note 5116, section 18).
#[derive(Default)]
struct Hints {
    jfif: bool,
    adobe: Option<u8>,
    orientation: Option<Orientation>,
    /// The colour profile in parts: which part of how many, and where it stands in the file (ICC.1:2010, B.4).
    icc: Vec<(u8, u8, Range<usize>)>,
}

/// Which tables were defined so far, as bits.
#[derive(Default)]
struct Tables {
    quantization: u8,
    dc: u8,
    ac: u8,
}

/// A stretch of the file that is kept; a segment's marker and length are written anew before its content.
struct Kept {
    marker: Option<u8>,
    bytes: Range<usize>,
}

/// Reads and strips a JPEG. What is kept moves together within the file's own bytes: pictures are large.
pub(super) fn read(bytes: Vec<u8>) -> Result<Jpeg, Fault> {
    let file = &bytes[..];
    let mut kept: Vec<Kept> = Vec::new();
    // Where the Adobe segment goes, once all hints are known; always before the frame header.
    let mut frame: Option<Frame> = None;
    let mut hints = Hints::default();
    let mut tables = Tables::default();
    let mut scans = 0usize;
    let mut at = 2;
    loop {
        let (marker, start) = next_marker(file, at)?;
        at = start;
        match marker {
            EOI => break,
            SOI => return Err(Fault::damaged("a second JPEG begins inside it")),
            0x01 | 0xd0..=0xd7 => continue,
            _ => {}
        }
        let body = segment(file, at)?;
        let begin = at + 2;
        at = begin + body.len();
        let mut keep = |len: usize| kept.push(Kept { marker: Some(marker), bytes: begin..begin + len });
        match marker {
            DQT => keep(quantization_tables(body, &mut tables)),
            DHT => keep(huffman_tables(body, &mut tables)),
            DRI if body.len() < 2 => return Err(Fault::damaged("its restart interval is cut short")),
            DRI => keep(2),
            0xc0..=0xc2 => {
                if frame.is_some() {
                    return Err(Fault::damaged("it has two frames"));
                }
                let (read, len) = frame_header(marker, body)?;
                keep(len);
                frame = Some(read);
            }
            0xc3 | 0xc5..=0xc7 | 0xc8 | 0xc9..=0xcf | 0xde | 0xdf | 0xf7 => return Err(unsupported(marker)),
            SOS => {
                let frame = frame.as_ref().ok_or(Fault::damaged("its pixels come before its size"))?;
                let len = scan_header(body, frame, &tables)?;
                keep(len);
                let end = scan_end(file, at)?;
                kept.push(Kept { marker: None, bytes: at..end });
                at = end;
                scans += 1;
            }
            APP0 => hints.jfif |= body.starts_with(b"JFIF\0"),
            APP1 if body.starts_with(b"Exif\0") && hints.orientation.is_none() => {
                hints.orientation = body.get(6..).and_then(exif::orientation);
            }
            APP2 if body.starts_with(ICC) && body.len() > ICC.len() + 2 => {
                let (part, parts) = (body[ICC.len()], body[ICC.len() + 1]);
                hints.icc.push((part, parts, begin + ICC.len() + 2..at));
            }
            APP14 if body.starts_with(b"Adobe") => hints.adobe = body.get(11).copied().or(hints.adobe),
            APP0..=APP15 | COM | 0xf0..=0xfd => {}
            0xdc => return Err(Fault::unsupported("its height is given only after its pixels (a DNL marker)")),
            _ => return Err(Fault::damaged("it has a marker that no JPEG has")),
        }
    }
    let frame = frame.ok_or(Fault::damaged("it ends before its size is given"))?;
    if scans == 0 {
        return Err(Fault::damaged("it has no pixels"));
    }
    let icc = colour_profile(file, &mut hints.icc);
    let mut bytes = together(bytes, &kept);
    if let Some(transform) = colour_transform(&frame, &hints) {
        // Version 100, no flags: the same whoever made the file.
        let adobe = [0xff, APP14, 0, 14, b'A', b'd', b'o', b'b', b'e', 0, 100, 0, 0, 0, 0, transform];
        bytes.splice(2..2, adobe);
    }
    Ok(Jpeg {
        size: frame.size,
        components: frame.components.len(),
        inverted: frame.components.len() == 4 && hints.adobe.is_some(),
        orientation: hints.orientation.unwrap_or(Orientation::UPRIGHT),
        icc,
        bytes,
    })
}

/// How an APP2 segment with a part of a colour profile begins.
const ICC: &[u8] = b"ICC_PROFILE\0";

/// The colour profile, if all of its parts are there, and it is not larger than what is believed.
fn colour_profile(file: &[u8], parts: &mut [(u8, u8, Range<usize>)]) -> Option<Vec<u8>> {
    parts.sort_by_key(|p| p.0);
    let whole = parts.iter().enumerate().all(|(i, p)| usize::from(p.0) == i + 1 && usize::from(p.1) == parts.len());
    let size: usize = parts.iter().map(|p| p.2.len()).sum();
    let sane = whole && size > 0 && size <= super::MAX_ICC;
    sane.then(|| parts.iter().flat_map(|p| &file[p.2.clone()]).copied().collect())
}

/// The next marker at or after `at`, and where what follows it starts. Fill bytes are skipped (T.81, B.1.1.2).
fn next_marker(file: &[u8], at: usize) -> Result<(u8, usize), Fault> {
    if at < file.len() && file[at] != 0xff {
        return Err(Fault::damaged("something stands between its parts that belongs to none"));
    }
    let mut at = at;
    while file.get(at) == Some(&0xff) {
        at += 1;
    }
    match file.get(at) {
        None => Err(Fault::truncated()),
        Some(0) => Err(Fault::damaged("something stands between its parts that belongs to none")),
        Some(&marker) => Ok((marker, at + 1)),
    }
}

/// The content of the segment whose length stands at `at`.
fn segment(file: &[u8], at: usize) -> Result<&[u8], Fault> {
    let length: [u8; 2] = file.get(at..at + 2).and_then(|b| b.try_into().ok()).ok_or(Fault::truncated())?;
    let length = usize::from(u16::from_be_bytes(length));
    if length < 2 {
        return Err(Fault::damaged("one of its parts has an impossible length"));
    }
    file.get(at + 2..at + length).ok_or(Fault::truncated())
}

/// Moves what is kept together between SOI and EOI. Nothing moves up: each marker and length had its place before.
fn together(mut bytes: Vec<u8>, kept: &[Kept]) -> Vec<u8> {
    let mut to = 2;
    for Kept { marker, bytes: from } in kept {
        if let Some(marker) = marker {
            let [high, low] = (from.len() as u16 + 2).to_be_bytes();
            bytes[to..to + 4].copy_from_slice(&[0xff, *marker, high, low]);
            to += 4;
        }
        bytes.copy_within(from.clone(), to);
        to += from.len();
    }
    bytes.truncate(to);
    bytes.extend([0xff, EOI]);
    bytes
}

/// How many bytes the whole tables of a DQT segment take (T.81, B.2.4.1).
fn quantization_tables(body: &[u8], tables: &mut Tables) -> usize {
    let mut at = 0;
    while let Some(&head) = body.get(at) {
        let len = if head >> 4 == 0 { 65 } else { 129 };
        if body.len() - at < len || head & 15 > 3 || head >> 4 > 1 {
            break;
        }
        tables.quantization |= 1 << (head & 15);
        at += len;
    }
    at
}

/// How many bytes the whole tables of a DHT segment take (T.81, B.2.4.2).
fn huffman_tables(body: &[u8], tables: &mut Tables) -> usize {
    let mut at = 0;
    while let Some(counts) = body.get(at + 1..at + 17) {
        let head = body[at];
        let len = 17 + counts.iter().map(|&n| usize::from(n)).sum::<usize>();
        if body.len() - at < len || head & 15 > 3 || head >> 4 > 1 {
            break;
        }
        let class = if head >> 4 == 0 { &mut tables.dc } else { &mut tables.ac };
        *class |= 1 << (head & 15);
        at += len;
    }
    at
}

/// The frame header and how many bytes of its segment it takes (T.81, B.2.2).
fn frame_header(marker: u8, body: &[u8]) -> Result<(Frame, usize), Fault> {
    let [bits, h1, h0, w1, w0, n, rest @ ..] = body else { return Err(Fault::damaged("its frame is cut short")) };
    if *bits != 8 {
        return Err(Fault::unsupported(format!("it has {bits} bits a colour instead of 8")));
    }
    let size = (u32::from(u16::from_be_bytes([*w1, *w0])), u32::from(u16::from_be_bytes([*h1, *h0])));
    if size.0 == 0 || size.1 == 0 {
        return Err(Fault::damaged(format!("it says that it is {} × {} pixels", size.0, size.1)));
    }
    if u64::from(size.0) * u64::from(size.1) > MAX_PIXELS {
        return Err(Fault::too_many_pixels(size));
    }
    let count = usize::from(*n);
    if !matches!(count, 1 | 3 | 4) {
        return Err(Fault::unsupported(format!("it has {count} colour components instead of 1, 3 or 4")));
    }
    let specs = rest.get(..3 * count).ok_or(Fault::damaged("its frame is cut short"))?;
    let mut components = Vec::with_capacity(count);
    for spec in specs.chunks_exact(3) {
        let (h, v) = (spec[1] >> 4, spec[1] & 15);
        if !(1..=4).contains(&h) || !(1..=4).contains(&v) || spec[2] > 3 {
            return Err(Fault::damaged("its frame makes no sense"));
        }
        components.push((spec[0], spec[2]));
    }
    Ok((Frame { size, sequential: marker != 0xc2, components }, 6 + 3 * count))
}

/// Checks a scan header (T.81, B.2.3) and says how many bytes of its segment it takes.
fn scan_header(body: &[u8], frame: &Frame, tables: &Tables) -> Result<usize, Fault> {
    let count = usize::from(*body.first().ok_or(Fault::damaged("a scan is cut short"))?);
    if !(1..=4).contains(&count) || body.len() < 4 + 2 * count {
        return Err(Fault::damaged("a scan is cut short"));
    }
    for spec in body[1..=2 * count].chunks_exact(2) {
        let Some(&(_, quantization)) = frame.components.iter().find(|c| c.0 == spec[0]) else {
            return Err(Fault::damaged("a scan names a colour that the picture does not have"));
        };
        let (dc, ac) = (spec[1] >> 4, spec[1] & 15);
        if dc > 3 || ac > 3 || tables.quantization & (1 << quantization) == 0 {
            return Err(Fault::damaged("a table is missing that its pixels need"));
        }
        if frame.sequential && (tables.dc & (1 << dc) == 0 || tables.ac & (1 << ac) == 0) {
            return Err(Fault::damaged("a table is missing that its pixels need"));
        }
    }
    Ok(4 + 2 * count)
}

/// Where the scan data that starts at `at` ends: at the first marker that is neither a stuffed zero nor a restart
/// (T.81, B.1.1.5).
fn scan_end(file: &[u8], at: usize) -> Result<usize, Fault> {
    let data = &file[at..];
    // The first of several 0xff in a row: all but the last are fill bytes (B.1.1.2).
    let mut first = 0;
    for found in memchr_iter(0xff, data) {
        if found == 0 || data[found - 1] != 0xff {
            first = found;
        }
        match data.get(found + 1) {
            None => break,
            Some(0 | 0xd0..=0xd7 | 0xff) => {}
            Some(_) => return Ok(at + first),
        }
    }
    Err(Fault::truncated())
}

/// The colour transform to write down, where a reader that sees no application segment would take another one. The
/// rules are those of the Independent JPEG Group's library (jdapimin.c), which nearly every reader follows, and for the
/// default those of ISO 32000-1, table 13.
fn colour_transform(frame: &Frame, hints: &Hints) -> Option<u8> {
    let ids: Vec<u8> = frame.components.iter().map(|c| c.0).collect();
    match ids.len() {
        3 => {
            let transform = match hints.adobe {
                _ if hints.jfif => 1,
                Some(0) => 0,
                Some(_) => 1,
                None => u8::from(ids != *b"RGB"),
            };
            let plain = ids == [1, 2, 3] && transform == 1;
            (!plain).then_some(transform)
        }
        4 => hints.adobe.map(|t| if t == 2 { 2 } else { 0 }),
        _ => None,
    }
}

fn unsupported(marker: u8) -> Fault {
    Fault::unsupported(match marker {
        0xc3 => "it is a lossless JPEG",
        0xc9 | 0xca | 0xcc => "it is an arithmetic-coded JPEG",
        0xf7 => "it is a JPEG-LS file",
        _ => "it is a hierarchical JPEG",
    })
}
