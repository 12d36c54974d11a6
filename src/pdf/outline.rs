//! What a reader shows beside the pages: the outline (ISO 32000-1, 12.3.3) and the links (12.5.6.5).

use super::number::{milli, real};
use super::options::Options;
use crate::display::{DisplayList, Link};
use pdf_writer::types::{ActionType, AnnotationFlags, AnnotationType};
use pdf_writer::{Finish, Pdf, Rect, Ref, Str, TextStr};
use std::fmt::Write;

/// Writes one flat outline of all bookmarks, in the order of the pages; nothing if there are none.
pub(super) fn write(
    pages: &[DisplayList],
    page_refs: &[Ref],
    root: Ref,
    items: &[Ref],
    options: &Options,
    pdf: &mut Pdf,
) {
    let (Some(first), Some(last)) = (items.first(), items.last()) else { return };
    pdf.outline(root).first(*first).last(*last).count(items.len() as i32);
    let marks = pages.iter().zip(page_refs).flat_map(|(page, id)| page.bookmarks.iter().map(move |b| (page, *id, b)));
    for (i, (page, page_ref, bookmark)) in marks.enumerate() {
        let mut item = pdf.outline_item(items[i]);
        item.title(TextStr(&bookmark.title)).parent(root);
        if i > 0 {
            item.prev(items[i - 1]);
        }
        if let Some(next) = items.get(i + 1) {
            item.next(*next);
        }
        let top = milli(options.around(&page.boxes) + page.boxes.trim.h - bookmark.y);
        // The whole width stays in view, whatever the zoom is.
        item.dest().page(page_ref).xyz(0.0, real(top), None);
    }
}

/// Writes a link without a visible border over a rectangle; `key` is its place in the structure's parent tree, if there
/// is one.
pub(super) fn write_link(link: &Link, rect: Rect, (id, key): (Ref, Option<i32>), pdf: &mut Pdf) {
    let mut annotation = pdf.annotation(id);
    annotation.subtype(AnnotationType::Link);
    annotation.rect(rect);
    annotation.border(0.0, 0.0, 0.0, None);
    // What has no appearance prints nothing, but PDF/A (ISO 19005-2, 6.3.2) wants it said.
    annotation.flags(AnnotationFlags::PRINT);
    annotation.contents(TextStr(&link.uri));
    if let Some(key) = key.filter(|_| link.tag.is_some()) {
        annotation.struct_parent(key);
    }
    annotation.action().action_type(ActionType::Uri).uri(Str(ascii_uri(&link.uri).as_bytes()));
    annotation.finish();
}

/// Addresses are seven-bit (table 206): everything else as UTF-8 in percent notation.
fn ascii_uri(uri: &str) -> String {
    let mut out = String::with_capacity(uri.len());
    for byte in uri.bytes() {
        if byte.is_ascii_graphic() {
            out.push(char::from(byte));
        } else {
            // Writing into a string does not fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::ascii_uri;

    #[test]
    fn addresses_are_ascii() {
        assert_eq!(ascii_uri("https://example.org/a%20b?c=1#d"), "https://example.org/a%20b?c=1#d");
        assert_eq!(ascii_uri("https://example.org/ñ"), "https://example.org/%C3%B1");
    }
}
