//! XML → a tree whose names have the prefixes that the formats' own texts use, whatever prefixes the file has.
//!
//! Entities of the file's own are not known: what refers to one is left out, so none can multiply.

use super::encoding;
use super::fault::Fault;
use super::tree::Tree;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use std::collections::HashMap;

/// Namespaces and the prefixes under which they are known here. Office documents of the strict kind have other ones.
const NAMESPACES: &[(&str, &str)] = &[
    ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "w"),
    ("http://purl.oclc.org/ooxml/wordprocessingml/main", "w"),
    ("http://schemas.openxmlformats.org/officeDocument/2006/relationships", "r"),
    ("http://purl.oclc.org/ooxml/officeDocument/relationships", "r"),
    ("http://schemas.openxmlformats.org/drawingml/2006/main", "a"),
    ("http://purl.oclc.org/ooxml/drawingml/main", "a"),
    ("http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing", "wp"),
    ("http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing", "wp"),
    ("http://schemas.openxmlformats.org/drawingml/2006/chart", "c"),
    ("http://schemas.openxmlformats.org/drawingml/2006/diagram", "dgm"),
    ("http://schemas.openxmlformats.org/officeDocument/2006/math", "m"),
    ("http://purl.oclc.org/ooxml/officeDocument/math", "m"),
    ("http://schemas.openxmlformats.org/markup-compatibility/2006", "mc"),
    ("urn:schemas-microsoft-com:vml", "v"),
    ("urn:schemas-microsoft-com:office:office", "o"),
    ("http://schemas.openxmlformats.org/package/2006/relationships", "rel"),
    ("http://schemas.openxmlformats.org/package/2006/content-types", "ct"),
    ("urn:oasis:names:tc:opendocument:xmlns:office:1.0", "office"),
    ("urn:oasis:names:tc:opendocument:xmlns:style:1.0", "style"),
    ("urn:oasis:names:tc:opendocument:xmlns:text:1.0", "text"),
    ("urn:oasis:names:tc:opendocument:xmlns:table:1.0", "table"),
    ("urn:oasis:names:tc:opendocument:xmlns:drawing:1.0", "draw"),
    ("urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0", "fo"),
    ("urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0", "svg"),
    ("urn:oasis:names:tc:opendocument:xmlns:manifest:1.0", "manifest"),
    ("http://www.w3.org/1999/xlink", "xlink"),
];

/// Reads a part of a document; `part` is its name in messages.
pub(super) fn read(bytes: &[u8], part: &str) -> Result<Tree, Fault> {
    let text = encoding::xml(bytes);
    let damaged = |why: &dyn std::fmt::Display| Fault::damaged(format_args!("its part {part} cannot be read ({why})"));
    let mut reader = Reader::from_str(&text);
    reader.config_mut().check_end_names = true;
    let mut tree = Tree::new();
    let mut prefixes = Prefixes::default();
    let mut open = 0usize;
    loop {
        match reader.read_event().map_err(|e| damaged(&e))? {
            Event::Start(start) => {
                element(&start, &mut prefixes, &mut tree)?;
                open += 1;
            }
            Event::Empty(start) => {
                element(&start, &mut prefixes, &mut tree)?;
                tree.close();
            }
            Event::End(_) => {
                tree.close();
                open = open.saturating_sub(1);
            }
            Event::Text(text) => tree.text(&text.xml10_content())?,
            Event::CData(text) => tree.text(&text.xml10_content())?,
            Event::GeneralRef(name) => {
                let letter = match &*name {
                    "amp" => Some('&'),
                    "lt" => Some('<'),
                    "gt" => Some('>'),
                    "quot" => Some('"'),
                    "apos" => Some('\''),
                    _ => name.resolve_char_ref().ok().flatten(),
                };
                if let Some(letter) = letter {
                    tree.text(letter.encode_utf8(&mut [0; 4]))?;
                }
            }
            Event::Eof if open > 0 => return Err(damaged(&"it ends too early")),
            Event::Eof if tree.flattened > 0 => {
                return Err(Fault::damaged(format_args!("its part {part} has parts within parts without end")));
            }
            Event::Eof => return Ok(tree),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
}

/// The prefixes that the file declared so far; none is declared twice with two meanings in real documents.
#[derive(Default)]
struct Prefixes {
    known: HashMap<String, &'static str>,
}

impl Prefixes {
    fn canonical(&self, name: &str, is_attribute: bool) -> String {
        match name.split_once(':') {
            Some((prefix, local)) => match self.known.get(prefix) {
                Some(known) => format!("{known}:{local}"),
                None => name.to_owned(),
            },
            None if is_attribute => name.to_owned(),
            None => self.known.get("").map_or_else(|| name.to_owned(), |known| format!("{known}:{name}")),
        }
    }
}

fn element(start: &BytesStart<'_>, prefixes: &mut Prefixes, tree: &mut Tree) -> Result<(), Fault> {
    let mut attributes: Vec<(String, String)> = Vec::new();
    // What is written twice or without quotes is left out; so is a value that refers to the file's own entities.
    for attribute in start.attributes().with_checks(false).flatten().take(200) {
        let Ok(value) = attribute.normalized_value(XmlVersion::Implicit1_0) else { continue };
        let key = attribute.key.0;
        let declared = if key == "xmlns" { Some("") } else { key.strip_prefix("xmlns:") };
        if let Some(prefix) = declared {
            if let Some((_, known)) = NAMESPACES.iter().find(|(uri, _)| *uri == value) {
                prefixes.known.insert(prefix.to_owned(), known);
            }
            continue;
        }
        attributes.push((key.to_owned(), value.into_owned()));
    }
    let named: Vec<(String, String)> =
        attributes.into_iter().map(|(key, value)| (prefixes.canonical(&key, true), value)).collect();
    let name = prefixes.canonical(start.name().0, false);
    tree.open(&name, named.iter().map(|(k, v)| (k.as_str(), v.as_str())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes_are_the_formats_own_whatever_the_file_has() {
        let text = "<x:a xmlns:x='http://purl.oclc.org/ooxml/wordprocessingml/main' x:val='1'><x:b>R&amp;D &#8212; &own;</x:b></x:a>";
        let tree = read(text.as_bytes(), "p").unwrap();
        let a = tree.root().child("w:a").unwrap();
        assert_eq!(a.attribute("w:val"), Some("1"));
        assert_eq!(a.child("w:b").unwrap().all_text(), "R&D — ");
    }

    #[test]
    fn entities_of_the_files_own_multiply_nothing() {
        let text = "<!DOCTYPE a [<!ENTITY b \"bbbb\"><!ENTITY c \"&b;&b;&b;&b;\">]><a k=\"&c;\">x&c;y</a>";
        let tree = read(text.as_bytes(), "p").unwrap();
        assert_eq!(tree.root().all_text(), "xy");
        for broken in ["<a>", "<a></b>", "<a><b></a>", "<a", "<a k=\"></a>"] {
            assert!(read(broken.as_bytes(), "p").is_err(), "{broken}");
        }
    }
}
