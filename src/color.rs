//! Colours as a layout names them; what a device makes of them is the press rooms' matter.

use std::fmt;

/// A colour. Components run from 0 to 1,000.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Color {
    /// Light: 0 is black, 1,000 is paper.
    Gray(u16),
    /// Ink: cyan, magenta, yellow, black.
    Cmyk([u16; 4]),
    /// Light: red, green, blue.
    Rgb([u16; 3]),
    /// An ink of its own.
    Spot(Spot),
    /// Every ink that there is, solid: what marks for the printer are drawn in.
    Registration,
}

/// An ink of its own, beside or instead of the four: a drum of a stencil duplicator, a can of Pantone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Spot {
    /// The ink.
    pub ink: InkName,
    /// What stands in for the solid ink where it is not to be had: cyan, magenta, yellow, black.
    pub alternate: [u16; 4],
    /// How much of the ink: 1,000 is solid.
    pub tint: u16,
}

impl Color {
    /// Solid black, one ink.
    pub const BLACK: Color = Color::Gray(0);
    /// The paper.
    pub const WHITE: Color = Color::Gray(1000);
}

impl Spot {
    /// What stands in for this tint of the ink.
    pub fn in_four_inks(&self) -> [u16; 4] {
        self.alternate.map(|c| ((u32::from(c) * u32::from(self.tint) + 500) / 1000) as u16)
    }
}

/// The name of an ink: at most [`InkName::MOST`] bytes.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct InkName([u8; InkName::MOST]);

impl InkName {
    /// The most bytes that a name may have.
    pub const MOST: usize = 32;

    /// The name, unless it is empty or too long.
    pub fn new(name: &str) -> Option<InkName> {
        let name = name.trim();
        let mut bytes = [0; InkName::MOST];
        bytes.get_mut(..name.len())?.copy_from_slice(name.as_bytes());
        (!name.is_empty() && !name.contains('\0')).then_some(InkName(bytes))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        let end = self.0.iter().position(|b| *b == 0).unwrap_or(self.0.len());
        std::str::from_utf8(&self.0[..end]).unwrap_or_default()
    }

    /// Whether it is the same ink: capital and small letters do not matter.
    pub fn is(&self, name: &str) -> bool {
        self.as_str().to_lowercase() == name.trim().to_lowercase()
    }
}

impl fmt::Debug for InkName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.as_str())
    }
}

impl fmt::Display for InkName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_an_ink_is_kept_whole_or_refused() {
        let name = InkName::new(" Fluorescent Orange ").unwrap();
        assert_eq!(name.as_str(), "Fluorescent Orange");
        assert!(name.is("fluorescent orange") && !name.is("orange"));
        assert_eq!(InkName::new(&"x".repeat(32)).unwrap().as_str().len(), 32);
        assert_eq!(InkName::new(&"x".repeat(33)), None);
        assert_eq!(InkName::new("  "), None);
    }

    #[test]
    fn a_tint_of_an_ink_is_that_share_of_its_stand_in() {
        let spot = Spot { ink: InkName::new("Red").unwrap(), alternate: [0, 900, 750, 0], tint: 400 };
        assert_eq!(spot.in_four_inks(), [0, 360, 300, 0]);
    }
}
