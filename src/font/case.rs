//! The case: faces that have been read, for as long as they are in use. A font file is checked once, not in every run.

use super::check::{self, Fault};
use super::{Face, FontBook, builtin};
use crate::hash::hash;
use crate::shelf::Shelf;
use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

/// Faces that have been read: those built in, and those of files by the files' bytes.
#[derive(Debug, Default)]
pub struct Case {
    builtin: OnceLock<Vec<Arc<Face>>>,
    own: Shelf<Arc<[u8]>, Result<Arc<Face>, Fault>>,
}

impl Case {
    /// A book of the faces built into the program. With it begins another turn of the case.
    pub(super) fn book(&self) -> FontBook {
        self.own.turn();
        let read =
            || builtin::FILES.iter().filter_map(|bytes| Face::read(Cow::Borrowed(bytes), 0)).map(Arc::new).collect();
        let faces = self.builtin.get_or_init(read).clone();
        FontBook { known_as: vec![Vec::new(); faces.len()], faces }
    }

    /// The face of a font file's bytes, or why it cannot be used.
    pub(super) fn read(&self, bytes: &[u8]) -> Result<Arc<Face>, Fault> {
        let name = hash(bytes) as u64;
        let named = |mut face: Face| {
            face.named = Some(name);
            Arc::new(face)
        };
        let make = || (bytes.into(), check::read(bytes).map(named));
        self.own.get(name, |known| **known == *bytes, make)
    }

    /// How many font files it holds.
    pub fn len(&self) -> usize {
        self.own.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.own.is_empty()
    }
}
