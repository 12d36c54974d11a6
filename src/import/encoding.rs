//! Bytes of text in the encodings that word processors, browsers and editors write → text.

use super::said::{Said, What};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How far into a web page its encoding is looked for, in bytes (HTML, 13.2.3.2).
const HEAD: usize = 2048;

/// Plain text: by its mark of byte order, as UTF-8 if it is, else as Windows-1252, which is said.
pub(super) fn plain(bytes: &[u8], said: &mut Said) -> String {
    decode(bytes, None, said)
}

/// A web page: by its mark of byte order or by what it says of itself, else as plain text.
pub(super) fn html(bytes: &[u8], said: &mut Said) -> String {
    let head = &bytes[..bytes.len().min(HEAD)];
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let named = head.split("charset").skip(1).find_map(|after| {
        let name = after.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
        let end = name.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c))).unwrap_or(name.len());
        Encoding::for_label(&name.as_bytes()[..end])
    });
    // A page that says so in letters of one byte is not in letters of two.
    let named = named.map(|e| if e == UTF_16LE || e == UTF_16BE { UTF_8 } else { e });
    decode(bytes, named, said)
}

/// A part of an office document, which is UTF-8 or has a mark of byte order.
pub(super) fn xml(bytes: &[u8]) -> String {
    decode(bytes, Some(UTF_8), &mut Said::default())
}

fn decode(bytes: &[u8], named: Option<&'static Encoding>, said: &mut Said) -> String {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned();
    }
    if let Some(encoding) = named {
        return encoding.decode_without_bom_handling(bytes).0.into_owned();
    }
    if let Some(encoding) = two_bytes(bytes) {
        return encoding.decode_without_bom_handling(bytes).0.into_owned();
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.to_owned();
    }
    said.one(What::Encoding);
    WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned()
}

/// UTF-16 without its mark: every other byte of western text is zero.
fn two_bytes(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(512) & !1];
    let zeros = |from: usize| head.iter().skip(from).step_by(2).filter(|b| **b == 0).count();
    let (even, odd, half) = (zeros(0), zeros(1), head.len() / 2);
    match () {
        () if half >= 2 && odd * 10 >= half * 7 && even == 0 => Some(UTF_16LE),
        () if half >= 2 && even * 10 >= half * 7 && odd == 0 => Some(UTF_16BE),
        () => None,
    }
}

/// Whether bytes are text in one of the encodings that are known.
pub(super) fn is_text(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(4096)];
    let strange = |b: &&u8| **b < 0x20 && !matches!(**b, b'\t' | b'\n' | b'\r' | 0x0c | 0x0b | 0x1a | 0x1b);
    Encoding::for_bom(head).is_some()
        || two_bytes(head).is_some()
        || head.iter().filter(strange).count() * 200 <= head.len() && !head.contains(&0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_read_in_its_encoding() {
        let mut said = Said::default();
        let words = "Señor – “naïve”";
        let wide = |order: fn(u16) -> [u8; 2]| words.encode_utf16().flat_map(order).collect::<Vec<u8>>();
        let mut marked = vec![0xff, 0xfe];
        marked.extend(wide(u16::to_le_bytes));
        assert_eq!(plain(&marked, &mut said), words);
        assert_eq!(plain(words.as_bytes(), &mut said), words);
        assert_eq!(
            plain("plain text".encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>().as_slice(), &mut said),
            "plain text"
        );
        assert!(!said.has(What::Encoding));
        assert_eq!(plain(b"Se\xf1or \x96 \x93na\xefve\x94", &mut said), words);
        assert!(said.has(What::Encoding));
        let page = b"<meta http-equiv=Content-Type content=\"text/html; charset=windows-1250\"><p>\xb3\xf3d\x9f</p>";
        assert!(html(page, &mut Said::default()).contains("łódź"));
    }

    #[test]
    fn what_is_no_text_is_told_from_it() {
        assert!(is_text(b"Two words.\r\n") && is_text("a\tb".as_bytes()) && is_text(b""));
        assert!(!is_text(b"\0\x01\x02\x03") && !is_text(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"));
    }
}
