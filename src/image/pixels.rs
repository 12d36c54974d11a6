//! Pixels as a PDF stores them.

use crate::hash::{both, hash};
use std::fmt;

/// What the samples of a pixel mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Space {
    /// Light.
    Gray,
    /// Red, green, blue.
    Rgb,
    /// Four inks; `true` where the samples say how much of the paper is left.
    Cmyk(bool),
    /// Numbers of a list of colours, three bytes each.
    Indexed(Vec<u8>),
}

/// How the samples are compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Coding {
    /// A JPEG file.
    Jpeg,
    /// A zlib stream of rows that start with the number of a PNG filter.
    Rows,
}

/// Pixels as a PDF stores them.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Pixels {
    /// Width and height as stored.
    pub(crate) size: (u32, u32),
    /// What they mean.
    pub(crate) space: Space,
    /// Bits of a sample.
    pub(crate) bits: u8,
    /// How they are compressed.
    pub(crate) coding: Coding,
    /// The compressed bytes.
    pub(crate) bytes: Vec<u8>,
}

impl Pixels {
    /// The number that names them: what they are and every byte.
    pub(crate) fn named(&self) -> u128 {
        let colors = if let Space::Indexed(colors) = &self.space { &colors[..] } else { &[] };
        let space = match self.space {
            Space::Gray => 0,
            Space::Rgb => 1,
            Space::Cmyk(inverted) => 2 + u8::from(inverted),
            Space::Indexed(_) => 4,
        };
        let (w, h) = self.size;
        let kind = [space, self.bits, u8::from(self.coding == Coding::Jpeg)];
        let what = hash(&[&w.to_be_bytes()[..], &h.to_be_bytes(), &kind, colors].concat());
        both(what, hash(&self.bytes))
    }
}

impl fmt::Debug for Pixels {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (w, h) = self.size;
        write!(f, "{w}×{h} {:?} {} bits {:?}, {} bytes", self.space, self.bits, self.coding, self.bytes.len())
    }
}
