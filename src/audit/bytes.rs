//! The file as it lies on the disk: paths anywhere in it, older versions of it, comments between its objects.
//!
//! Names are looked for in objects alone (`objects`): here, a headline that stands in the outline could not be told from a
//! note of the program that wrote the file.

use super::needles::{Found, Needle};
use super::{Kind, Place, Trace};
use memchr::memmem;

/// More of one kind are not listed.
const MOST: usize = 20;

/// Everything that shows without knowing an object.
pub(super) fn traces(bytes: &[u8]) -> Vec<Trace> {
    let found = Found::new(bytes);
    let mut out = paths(bytes, &found, &Place::Byte);
    older(bytes, &found.of(Needle::End), &mut out);
    comments(bytes, &found.of(Needle::StreamEnd), &mut out);
    out
}

/// Paths and names in any bytes.
pub(super) fn search(bytes: &[u8], names: &[&str], place: &dyn Fn(usize) -> Place) -> Vec<Trace> {
    let mut out = paths(bytes, &Found::new(bytes), place);
    for name in names {
        for at in memmem::find_iter(bytes, name).take(MOST) {
            if is_word(bytes, at, name.len()) {
                out.push(Trace::new(place(at), Kind::Name, name));
            }
        }
    }
    out
}

/// Paths among what was found.
fn paths(bytes: &[u8], found: &Found, place: &dyn Fn(usize) -> Place) -> Vec<Trace> {
    let mut out = Vec::new();
    for needle in Needle::HOMES {
        for at in found.of(needle).into_iter().take(MOST) {
            let path = path(&bytes[at..]);
            // Compressed data holds every short word somewhere; a path goes on with letters.
            if path.len() > needle.bytes().len() + 2 && starts(bytes, at) {
                out.push(Trace::new(place(at), Kind::Path, path));
            }
        }
    }
    for needle in Needle::WIDE {
        for at in found.of(needle).into_iter().take(MOST) {
            let letters: Vec<u8> = bytes[at..].chunks_exact(2).take_while(|c| c[0] == 0).map(|c| c[1]).collect();
            out.push(Trace::new(place(at), Kind::Path, path(&letters)));
        }
    }
    out
}

/// The bytes that belong to a path.
fn path(bytes: &[u8]) -> &[u8] {
    let part = |b: &u8| b.is_ascii_alphanumeric() || b"/\\:._- ".contains(b);
    let end = bytes.iter().take(200).position(|b| !part(b)).unwrap_or(bytes.len().min(200));
    bytes[..end].trim_ascii_end()
}

/// Whether something begins at `at` rather than goes on.
fn starts(bytes: &[u8], at: usize) -> bool {
    at == 0 || !bytes[at - 1].is_ascii_alphanumeric()
}

/// Whether `len` bytes at `at` are a word among other text: in compressed data a short name turns up by chance.
fn is_word(bytes: &[u8], at: usize, len: usize) -> bool {
    let text = |b: &u8| b.is_ascii_graphic() || *b == b' ' || *b == b'\n' || *b == b'\r';
    let around = &bytes[at.saturating_sub(6)..(at + len + 6).min(bytes.len())];
    let ends = bytes.get(at + len).is_none_or(|b| !b.is_ascii_alphanumeric());
    starts(bytes, at) && ends && around.iter().all(text)
}

/// Earlier versions that an incremental update left in the file, and what lies before and behind it.
fn older(bytes: &[u8], ends: &[usize], out: &mut Vec<Trace>) {
    // A file that is made to be shown while it loads has a first table near its beginning (annex F).
    let linearized = memmem::find(&bytes[..bytes.len().min(2048)], b"/Linearized").is_some();
    let versions = ends.len().saturating_sub(usize::from(linearized));
    if versions > 1 {
        let at = ends[ends.len() - 2];
        out.push(Trace::new(Place::Byte(at), Kind::Older, format!("{versions} versions")));
    }
    if let Some(last) = ends.last() {
        let behind = bytes[last + 5..].trim_ascii();
        if !behind.is_empty() {
            out.push(Trace::new(Place::Byte(last + 5), Kind::Older, behind));
        }
    }
    if let Some(begin) = memmem::find(&bytes[..bytes.len().min(1024)], b"%PDF-").filter(|b| *b > 0) {
        out.push(Trace::new(Place::Byte(0), Kind::Older, &bytes[..begin]));
    }
}

/// Comments outside of streams: lines that begin with `%`. The head's second line marks the file as binary (7.5.2).
fn comments(bytes: &[u8], stream_ends: &[usize], out: &mut Vec<Trace>) {
    let (mut at, mut line) = (0, 0);
    let mut count = 0;
    while at < bytes.len() && count < MOST {
        if bytes[at..].starts_with(b"stream") && at > 0 && !bytes[at - 1].is_ascii_alphanumeric() {
            let next = stream_ends.partition_point(|end| *end < at);
            at = stream_ends.get(next).map_or(bytes.len(), |end| end + 9);
            continue;
        }
        let end = memchr::memchr2(b'\n', b'\r', &bytes[at..]).map_or(bytes.len(), |n| at + n);
        let text = &bytes[at..end];
        let known = text.starts_with(b"%PDF-") || text.starts_with(b"%%EOF");
        let binary = line == 1 && text.iter().skip(1).all(|b| !b.is_ascii());
        if text.first() == Some(&b'%') && !known && !binary && text.len() > 1 {
            out.push(Trace::new(Place::Byte(at), Kind::Comment, &text[1..]));
            count += 1;
        }
        // A stream begins on the line of its dictionary; one that begins here and was not passed over is the end of a word.
        at = match memmem::find(text, b"stream") {
            Some(n) if n > 0 && !text[..n].ends_with(b"end") && text[n + 6..].trim_ascii().is_empty() => at + n,
            _ => end + 1,
        };
        line += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(bytes: &[u8], names: &[&str]) -> Vec<(Kind, String)> {
        let found = if names.is_empty() { traces(bytes) } else { search(bytes, names, &Place::Byte) };
        found.into_iter().map(|t| (t.kind, t.words)).collect()
    }

    #[test]
    fn paths_and_names_are_found_and_chance_is_not() {
        let found = kinds(b"%PDF-1.7\n(C:\\Users\\rosa\\news.ai) /home/ \n%%EOF", &[]);
        assert_eq!(found, [(Kind::Path, "C:\\Users\\rosa\\news.ai".to_owned())]);
        let wide: Vec<u8> = "/home/rosa".bytes().flat_map(|b| [0, b]).collect();
        assert_eq!(kinds(&wide, &[]), [(Kind::Path, "/home/rosa".to_owned())]);
        assert_eq!(kinds(b"by rosalind, rosa and rosa2", &["rosa"]), [(Kind::Name, "rosa".to_owned())]);
        assert_eq!(kinds(b"\x80\x01rosa\xff\x02", &["rosa"]), []);
    }

    #[test]
    fn older_versions_and_comments_are_found() {
        assert_eq!(kinds(b"%PDF-1.7\n%\xff\xff\xff\xff\n1 0 obj\nendobj\n%%EOF", &[]), []);
        let twice = kinds(b"%PDF-1.7\n%%EOF\n2 0 obj\n%%EOF\n", &[]);
        assert_eq!(twice, [(Kind::Older, "2 versions".to_owned())]);
        let stream = b"%PDF-1.7\n1 0 obj\n<<>>\nstream\n%not a comment\nendstream\nendobj\n% made by Rosa\n%%EOF";
        assert_eq!(kinds(stream, &[]), [(Kind::Comment, "made by Rosa".to_owned())]);
        assert_eq!(kinds(b"mail head\n%PDF-1.7\n%%EOF\nrest", &[]).len(), 2);
        assert_eq!(kinds(b"%PDF-1.7\n%\xff\xff\xff\xff\nmidstream\n%%EOF", &[]), []);
    }
}
