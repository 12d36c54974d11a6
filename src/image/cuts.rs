//! Cuts: pictures that have been read, by the bytes of their files, for as long as they are in use. A picture is decoded and
//! scrubbed once, not in every run.

use super::fault::Fault;
use super::{Image, decode};
use crate::hash::hash;
use crate::shelf::Shelf;
use std::sync::Arc;

/// Pictures that have been read.
#[derive(Debug, Default)]
pub struct Cuts {
    kept: Shelf<Arc<Vec<u8>>, Result<Image, Fault>>,
}

impl Cuts {
    /// The picture of a file's bytes, or what is wrong with it.
    pub(super) fn read(&self, file: Vec<u8>) -> Result<Image, Fault> {
        let file = Arc::new(file);
        self.kept.get(hash(&file) as u64, |known| *known == file, || (Arc::clone(&file), decode(file.to_vec())))
    }

    /// Begins another turn.
    pub(super) fn turn(&self) {
        self.kept.turn();
    }

    /// How many pictures are kept.
    pub fn len(&self) -> usize {
        self.kept.len()
    }

    /// Whether none are.
    pub fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }
}
