//! The segments of a JPEG (ISO/IEC 10918-1, annex B): all that is not needed to see it.

use super::packet;
use super::{Kind, Place, Trace};
use memchr::memmem;

/// The traces in a JPEG.
pub(super) fn traces(jpeg: &[u8], place: Place) -> Vec<Trace> {
    let mut out = Vec::new();
    let mut at = 2;
    while let Some([0xff, marker, high, low]) = jpeg.get(at..at + 4).and_then(|b| <[u8; 4]>::try_from(b).ok()) {
        if marker == 0xff {
            at += 1;
            continue;
        }
        let len = usize::from(u16::from_be_bytes([high, low]));
        let data = jpeg.get(at + 4..at + 2 + len.max(2)).unwrap_or_default();
        // After the start of scan there are pixels; what stands behind the end of the picture is looked at below.
        if marker == 0xda {
            break;
        }
        segment(marker, data, place, &mut out);
        at += 2 + len.max(2);
    }
    if let Some(end) = memmem::rfind(jpeg, &[0xff, 0xd9]) {
        let behind = jpeg[end + 2..].trim_ascii();
        if behind.len() > 16 {
            out.push(Trace::new(place, Kind::Picture, format!("{} bytes behind its end", behind.len())));
        }
    }
    out
}

fn segment(marker: u8, data: &[u8], place: Place, out: &mut Vec<Trace>) {
    match marker {
        // Width and height of the JFIF head's own picture.
        0xe0 if data.starts_with(b"JFIF\0") && data.get(12..14).is_none_or(|size| size.contains(&0)) => {}
        0xe0 if data.starts_with(b"JFIF\0") => out.push(Trace::new(place, Kind::Thumbnail, "in its JFIF head")),
        0xe0 if data.starts_with(b"JFXX\0") => out.push(Trace::new(place, Kind::Thumbnail, "in its JFXX head")),
        0xe1 if data.starts_with(b"Exif\0") => exif(&data[6.min(data.len())..], place, out),
        0xe1 if data.starts_with(b"http://ns.adobe.com/xap/") => {
            let begin = memchr::memchr(0, data).map_or(0, |n| n + 1);
            out.extend(packet::traces(&data[begin..], place));
        }
        // A colour profile is needed to see it; Adobe's segment says how its colours are coded.
        0xe2 if data.starts_with(b"ICC_PROFILE\0") => {}
        0xee if data.starts_with(b"Adobe") => {}
        0xe2 if data.starts_with(b"MPF\0") => out.push(Trace::new(place, Kind::Thumbnail, "more pictures behind it")),
        0xed => out.push(Trace::new(place, Kind::Picture, "captions in the manner of agencies (IPTC)")),
        0xfe | 0xe0..=0xef => out.push(Trace::new(place, Kind::Picture, data)),
        _ => {}
    }
}

/// What an EXIF block tells (a TIFF head and directories of tags): that it is there, and whether it knows the place.
fn exif(tiff: &[u8], place: Place, out: &mut Vec<Trace>) {
    let words: Vec<&[u8]> = tiff
        .split(|b| !(b.is_ascii_graphic() || *b == b' '))
        .filter(|w| w.len() >= 4 && w.iter().any(u8::is_ascii_alphabetic))
        .take(4)
        .collect();
    out.push(Trace::new(place, Kind::Exif, words.join(&b", "[..])));
    // The tag of the GPS directory, 0x8825, as a LONG with one value, in either order of bytes.
    let orders: [&[u8]; 2] = [&[0x88, 0x25, 0, 4, 0, 0, 0, 1], &[0x25, 0x88, 4, 0, 1, 0, 0, 0]];
    if orders.iter().any(|tag| memmem::find(tiff, tag).is_some()) {
        out.push(Trace::new(place, Kind::Position, "latitude and longitude in its EXIF data"));
    }
    if memmem::find(tiff, &[0xff, 0xd8, 0xff]).is_some() {
        out.push(Trace::new(place, Kind::Thumbnail, "in its EXIF data"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(segments: &[(u8, &[u8])]) -> Vec<Kind> {
        let mut jpeg = vec![0xff, 0xd8];
        for (marker, data) in segments {
            jpeg.extend([0xff, *marker]);
            jpeg.extend((data.len() as u16 + 2).to_be_bytes());
            jpeg.extend(*data);
        }
        jpeg.extend([0xff, 0xda, 0, 2, 1, 2, 3, 0xff, 0xd9]);
        traces(&jpeg, Place::Object(1)).into_iter().map(|t| t.kind).collect()
    }

    #[test]
    fn every_segment_that_is_not_needed_is_a_trace() {
        assert_eq!(kinds(&[(0xe0, b"JFIF\0\x01\x02\0\0\x01\0\x01\0\0"), (0xee, b"Adobe\0"), (0xdb, b"tables")]), []);
        assert_eq!(kinds(&[(0xe0, b"JFIF\0\x01\x02\0\0\x01\0\x01\x08\x08pixels")]), [Kind::Thumbnail]);
        assert_eq!(kinds(&[(0xe1, b"Exif\0\0MM\0*\0\0\0\x08Camera")]), [Kind::Exif]);
        let gps = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x25\x88\x04\0\x01\0\0\0\x1a\0\0\0";
        assert_eq!(kinds(&[(0xe1, gps)]), [Kind::Exif, Kind::Position]);
        assert_eq!(kinds(&[(0xfe, b"Made by Rosa")]), [Kind::Picture]);
        assert_eq!(kinds(&[(0xed, b"Photoshop 3.0\0")]), [Kind::Picture]);
        assert_eq!(traces(&[0xff], Place::Object(1)), []);
    }
}
