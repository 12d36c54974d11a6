//! What is kept of one file for the next: packed streams, subsets of faces, developed pictures.

use super::deflate;
use super::fonts::{Font, Subset};
use crate::font::Face;
use crate::hash::hash;
use crate::ink::Negatives;
use crate::shelf::Shelf;
use std::sync::Arc;

/// What is kept of one file for the next.
#[derive(Debug, Default)]
pub struct Kept {
    streams: Shelf<Arc<Vec<u8>>, Arc<Vec<u8>>>,
    subsets: Shelf<SubsetOf, Arc<Subset>>,
    negatives: Negatives,
}

/// All that a subset depends on: the face, its used glyphs in order, and their numbers and texts.
#[derive(Debug)]
struct SubsetOf {
    face: Arc<Face>,
    glyphs: Vec<(u16, u16)>,
    to_unicode: Vec<u8>,
}

impl Kept {
    /// Nothing.
    pub fn new() -> Kept {
        Kept::default()
    }

    /// Begins another turn.
    pub(super) fn turn(&self) {
        self.streams.turn();
        self.subsets.turn();
        self.negatives.turn();
    }

    pub(super) fn negatives(&self) -> &Negatives {
        &self.negatives
    }

    /// Bytes, packed.
    pub(super) fn packed(&self, bytes: &Arc<Vec<u8>>) -> Arc<Vec<u8>> {
        let make = || (Arc::clone(bytes), Arc::new(deflate(bytes)));
        self.streams.get(hash(bytes) as u64, |known| known == bytes, make)
    }

    /// A face cut down to its used glyphs.
    pub(super) fn subset(&self, font: &Font<'_>) -> Arc<Subset> {
        let glyphs: Vec<(u16, u16)> = font.numbers.iter().map(|(number, glyph, _)| (number, glyph)).collect();
        let to_unicode = font.to_unicode();
        let is = |of: &SubsetOf| Arc::ptr_eq(&of.face, font.face) && of.glyphs == glyphs && of.to_unicode == to_unicode;
        let make = || {
            let (face, to_unicode) = (Arc::clone(font.face), to_unicode.clone());
            (SubsetOf { face, glyphs: glyphs.clone(), to_unicode }, Arc::new(font.subset()))
        };
        self.subsets.get(hash(&to_unicode) as u64, is, make)
    }

    /// How many things are kept.
    pub fn len(&self) -> usize {
        self.streams.len() + self.subsets.len() + self.negatives.len()
    }

    /// Whether nothing is kept.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
