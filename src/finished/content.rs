//! A page's content (ISO 32000-1, 7.8.2): one stream as it stands, several joined into one.

use hayro_syntax::Filter;
use hayro_syntax::object::dict::keys;
use hayro_syntax::object::{Array, Stream};
use hayro_syntax::page::Page;
use std::io::Read;

/// The most that the joined content of a page may have unpacked: 64 MB.
const MAX_CONTENT: u64 = 64 << 20;

/// What a page's content is made of.
pub(super) enum Content<'a> {
    /// Nothing.
    Empty,
    /// One stream, to be taken over to the byte.
    One(Stream<'a>),
    /// Several, unpacked and joined.
    Joined {
        /// The operators.
        operators: Vec<u8>,
        /// Whether a part of them could not be read.
        damaged: bool,
    },
}

/// A page's content.
pub(super) fn content<'a>(page: &Page<'a>) -> Content<'a> {
    if let Some(stream) = page.raw().get::<Stream<'a>>(keys::CONTENTS) {
        return Content::One(stream);
    }
    let Some(parts) = page.raw().get::<Array<'a>>(keys::CONTENTS) else { return Content::Empty };
    let mut streams: Vec<Stream<'a>> = parts.iter::<Stream<'a>>().collect();
    if streams.len() == 1
        && let Some(only) = streams.pop()
    {
        return Content::One(only);
    }
    let (mut operators, mut damaged) = (Vec::new(), false);
    for stream in streams {
        damaged |= !unpack(&stream, &mut operators);
        // Streams are parted where tokens are (7.8.2).
        operators.push(b'\n');
    }
    Content::Joined { operators, damaged }
}

/// A stream's bytes as they were before they were packed; `None` where they cannot be had, or are too many.
pub fn unpacked(stream: &Stream<'_>) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    unpack(stream, &mut out).then_some(out)
}

/// Appends a stream's operators; whether all of them could be had.
fn unpack(stream: &Stream<'_>, out: &mut Vec<u8>) -> bool {
    let filters = stream.filters();
    let packed = filters.iter().filter(|f| matches!(f, Filter::FlateDecode | Filter::LzwDecode)).count();
    if filters.as_slice() == [Filter::FlateDecode] && !stream.dict().contains_key(keys::DECODE_PARMS) {
        let room = MAX_CONTENT.saturating_sub(out.len() as u64);
        let data = stream.raw_data();
        // Operators pack to a third. What was unpacked before a fault is kept.
        out.reserve(data.len().min(1 << 20) * 4);
        let done = flate2::bufread::ZlibDecoder::new(&*data).take(room).read_to_end(out);
        return done.is_ok_and(|n| (n as u64) < room);
    }
    // Packed more than once, a few bytes could become more than any memory holds.
    let Some(data) = (packed < 2).then(|| stream.decoded_data().ok()).flatten() else { return false };
    if (out.len() + data.len()) as u64 > MAX_CONTENT {
        return false;
    }
    out.extend_from_slice(&data);
    true
}
