//! What stands in braces after a picture: `{columns=2 at=top credit="a reader"}`.

use std::ops::Range;

/// One `key=value` and where it stands in the text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Attribute {
    /// The key.
    pub(super) key: String,
    /// The value, without its quotes.
    pub(super) value: String,
    /// Where the whole stands.
    pub(super) range: Range<usize>,
    /// Where the value stands.
    pub(super) value_range: Range<usize>,
}

/// Reads braces that open at `at`; returns what is in them and where they end, or nothing if no braces open there or
/// they do not close before the paragraph ends. A word without `=` has an empty value.
pub(super) fn read(text: &str, at: usize) -> Option<(Vec<Attribute>, usize)> {
    let bytes = text.as_bytes();
    if bytes.get(at) != Some(&b'{') {
        return None;
    }
    let mut found = Vec::new();
    let mut i = at + 1;
    loop {
        while bytes.get(i).is_some_and(|b| b.is_ascii_whitespace() || *b == b',') {
            i += 1;
        }
        match bytes.get(i)? {
            b'}' => return Some((found, i + 1)),
            b'{' => return None,
            _ => {}
        }
        let start = i;
        while bytes.get(i).is_some_and(|b| !b.is_ascii_whitespace() && !b"=}{,\"".contains(b)) {
            i += 1;
        }
        let key = text.get(start..i)?.to_owned();
        if bytes.get(i) != Some(&b'=') {
            if i == start {
                return None;
            }
            found.push(Attribute { key, value: String::new(), range: start..i, value_range: i..i });
            continue;
        }
        i += 1;
        let quote = bytes.get(i).filter(|b| matches!(b, b'"' | b'\''));
        let (value_range, end) = if let Some(quote) = quote {
            let close = i + 1 + bytes[i + 1..].iter().position(|b| b == quote)?;
            (i + 1..close, close + 1)
        } else {
            let from = i;
            while bytes.get(i).is_some_and(|b| !b.is_ascii_whitespace() && !b"},".contains(b)) {
                i += 1;
            }
            (from..i, i)
        };
        i = end;
        let value = text.get(value_range.clone())?.to_owned();
        found.push(Attribute { key, value, range: start..end, value_range });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_numbers_and_quoted_text_are_read() {
        let text = "x{columns=2 at=top credit=\"a reader, 2026\"} rest";
        let (found, end) = read(text, 1).unwrap();
        let pairs: Vec<_> = found.iter().map(|a| (a.key.as_str(), a.value.as_str())).collect();
        assert_eq!(pairs, [("columns", "2"), ("at", "top"), ("credit", "a reader, 2026")]);
        assert_eq!(&text[end..], " rest");
    }

    #[test]
    fn braces_that_do_not_close_are_text() {
        assert_eq!(read("{columns=2", 0), None);
        assert_eq!(read("{a=\"b}", 0), None);
        assert_eq!(read("plain", 0), None);
    }
}
