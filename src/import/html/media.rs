//! Pictures of a page: those within it and those that lie beside it. What lies on the internet is not fetched.

use super::Reader;
use super::flow::{Look, Sink};
use crate::import::document::{Block, Line};
use crate::import::href::percent_decoded;
use crate::import::picture::description;
use crate::import::said::What;
use crate::import::tree::Node;

impl Reader<'_> {
    /// A picture, behind the line in which it stands.
    pub(super) fn image(&mut self, node: Node<'_>, sink: &mut Sink) {
        let size = |name| node.attribute(name).and_then(|v| v.trim().parse::<f64>().ok());
        if size("width").is_some_and(|w| w <= 3.0) || size("height").is_some_and(|h| h <= 3.0) {
            // What counts readers, or holds columns apart.
            self.said.one(What::PageParts);
            return;
        }
        let source = node.attribute("src").unwrap_or_default().trim();
        let lower = source.to_ascii_lowercase();
        let bytes = if let Some(data) = lower.starts_with("data:").then(|| &source[5..]) {
            let Some(bytes) = data_bytes(data) else {
                self.said.one(What::Broken);
                return;
            };
            bytes
        } else if lower.starts_with("http:") || lower.starts_with("https:") || source.starts_with("//") {
            self.said.one(What::Remote);
            return;
        } else {
            let path = source.split(['?', '#']).next().unwrap_or_default();
            let found =
                percent_decoded(path).filter(|p| !p.is_empty() && !p.contains(':')).and_then(|p| (self.beside)(&p));
            let Some(bytes) = found else {
                self.said.one(What::Missing);
                return;
            };
            bytes
        };
        let alt = node.attribute("alt").unwrap_or_default();
        let alt = if alt.trim().is_empty() { String::new() } else { description(alt, self.said) };
        if let Some(index) = self.pictures.add(bytes, self.said) {
            sink.picture(Block::Picture { index, caption: Line::default(), alt });
        }
    }

    /// A figure: a picture and its caption, or anything else with one.
    pub(super) fn figure(&mut self, node: Node<'_>, look: &Look, sink: &mut Sink) {
        sink.flush();
        let blocks = self.within(node, look);
        sink.blocks.extend(blocks);
    }
}

/// The bytes of `image/png;base64,…`.
fn data_bytes(data: &str) -> Option<Vec<u8>> {
    let (head, body) = data.split_once(',')?;
    if !head.trim_end().to_ascii_lowercase().ends_with(";base64") {
        return percent_decoded(body).map(String::into_bytes);
    }
    let body = if body.contains('%') { percent_decoded(body)? } else { body.to_owned() };
    base64(&body)
}

/// RFC 4648, section 4, with white space between.
fn base64(text: &str) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut held) = (0u32, 0u32);
    for b in text.bytes() {
        let value = match b {
            b'A'..=b'Z' => b - b'A',
            b'a'..=b'z' => b - b'a' + 26,
            b'0'..=b'9' => b - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'=' => break,
            b if b.is_ascii_whitespace() => continue,
            _ => return None,
        };
        bits = (bits << 6) | u32::from(value);
        held += 6;
        if held >= 8 {
            held -= 8;
            out.push((bits >> held) as u8);
            bits &= (1 << held) - 1;
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_within_the_page_are_decoded() {
        assert_eq!(data_bytes("image/png;base64,aGVs bG8=").as_deref(), Some(&b"hello"[..]));
        assert_eq!(data_bytes("text/plain,a%20b").as_deref(), Some(&b"a b"[..]));
        assert_eq!(data_bytes("image/png;base64,a*b"), None);
        assert_eq!(data_bytes("image/png"), None);
    }
}
