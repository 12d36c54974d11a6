//! Colours as a layout names them; what a device makes of them is the press rooms' matter.

/// A colour. Components run from 0 to 1,000.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Color {
    /// Light: 0 is black, 1,000 is paper.
    Gray(u16),
    /// Ink: cyan, magenta, yellow, black.
    Cmyk([u16; 4]),
    /// Light: red, green, blue.
    Rgb([u16; 3]),
}

impl Color {
    /// Solid black, one ink.
    pub const BLACK: Color = Color::Gray(0);
    /// The paper.
    pub const WHITE: Color = Color::Gray(1000);
}
