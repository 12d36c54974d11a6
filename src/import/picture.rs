//! Pictures of a document: kept once each, without metadata, named after the article and their order.

use super::archive::Archive;
use super::said::{Said, What};
use crate::image;
use std::collections::HashMap;

/// The most pictures of one document; copy may name so many.
const MAX_PICTURES: usize = 400;
/// All of them together: 400 MB.
const MAX_BYTES: usize = 400 << 20;
/// The shortest description that may be one, and what file names end with.
const EXTENSIONS: [&str; 12] =
    [".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff", ".heic", ".webp", ".svg", ".emf", ".wmf"];

/// The pictures so far.
#[derive(Debug)]
pub(super) struct Pictures {
    slug: String,
    kept: Vec<(String, Vec<u8>)>,
    /// Where a picture of these bytes is kept, by a digest of them.
    known: HashMap<Vec<u8>, usize>,
    bytes: usize,
    /// Pictures by their part of an archive, so that one is unpacked once.
    parts: HashMap<String, Option<usize>>,
}

impl Pictures {
    /// None yet; names will begin with `slug`.
    pub(super) fn new(slug: &str) -> Pictures {
        Pictures { slug: slug.to_owned(), kept: Vec::new(), known: HashMap::new(), bytes: 0, parts: HashMap::new() }
    }

    /// Keeps a picture, scrubbed; its place, or nothing (said) where it cannot be printed.
    pub(super) fn add(&mut self, file: Vec<u8>, said: &mut Said) -> Option<usize> {
        let (extension, bytes) = match image::scrubbed(file) {
            Ok(scrubbed) => scrubbed,
            Err(image::Unprintable::Format(seems)) => {
                said.format(seems);
                return None;
            }
            Err(image::Unprintable::Broken) => {
                said.one(What::Broken);
                return None;
            }
        };
        // Two pictures of one length that begin and end alike are compared as a whole.
        let key: Vec<u8> = bytes.len().to_le_bytes().iter().chain(bytes.iter().rev().take(64)).copied().collect();
        if let Some(index) = self.known.get(&key).copied().filter(|i| self.kept[*i].1 == bytes) {
            return Some(index);
        }
        if self.kept.len() >= MAX_PICTURES || self.bytes + bytes.len() > MAX_BYTES {
            said.one(What::Broken);
            return None;
        }
        self.bytes += bytes.len();
        let index = self.kept.len();
        self.kept.push((format!("{}-{}.{extension}", self.slug, index + 1), bytes));
        self.known.insert(key, index);
        Some(index)
    }

    /// Keeps the picture that is a part of an archive.
    pub(super) fn part(&mut self, name: &str, archive: &mut Archive<'_>, said: &mut Said) -> Option<usize> {
        if let Some(known) = self.parts.get(name) {
            return *known;
        }
        let index = if let Some(bytes) = archive.picture(name) {
            self.add(bytes, said)
        } else {
            said.one(if archive.has(name) { What::Broken } else { What::Missing });
            None
        };
        self.parts.insert(name.to_owned(), index);
        index
    }

    /// The name of a picture's file.
    pub(super) fn name(&self, index: usize) -> &str {
        self.kept.get(index).map_or("", |(name, _)| name)
    }

    /// All of them.
    pub(super) fn finish(self) -> Vec<(String, Vec<u8>)> {
        self.kept
    }
}

/// A picture's description, unless it is a path or the name of a file, which word processors put there by themselves and
/// which may name somebody.
pub(super) fn description(raw: &str, said: &mut Said) -> String {
    let text = raw.split_whitespace().collect::<Vec<_>>().join(" ");
    let lower = text.to_lowercase();
    let path = text.contains('\\') || text.starts_with("file:") || text.starts_with('/') || text.contains("://");
    if path || EXTENSIONS.iter().any(|e| lower.ends_with(e)) {
        said.one(What::Alts);
        return String::new();
    }
    // What programs that guess at pictures add by themselves.
    let text = text.trim_end_matches("Description automatically generated").trim_end();
    text.chars().filter(|c| !c.is_control()).take(500).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_are_no_descriptions() {
        let mut said = Said::default();
        assert_eq!(description("A bent\npost.", &mut said), "A bent post.");
        assert!(!said.has(What::Alts));
        for name in ["C:\\Users\\jo\\dock.jpg", "IMG_1234.JPG", "/home/jo/x", "https://example.org/a"] {
            assert_eq!(description(name, &mut said), "", "{name}");
        }
        assert!(said.has(What::Alts));
    }
}
