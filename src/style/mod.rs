//! Styles with nothing left open: what a layout says of each role, worked out through what the roles inherit.

mod resolve;

pub use resolve::resolve;

use crate::color::Color;
use crate::font::FaceId;
use crate::geom::Length;
use crate::page::{Align, Caps, Figures, Role};
use std::collections::BTreeMap;

/// The faces that serve a style's marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Faces {
    /// Unmarked text.
    pub regular: FaceId,
    /// Emphasis.
    pub italic: FaceId,
    /// Strong emphasis.
    pub bold: FaceId,
    /// Both.
    pub bold_italic: FaceId,
    /// Code.
    pub code: FaceId,
}

/// How a piece of text is set.
#[derive(Debug, Clone, PartialEq)]
pub struct Style {
    /// The faces.
    pub faces: Faces,
    /// The size (the last of `sizes`).
    pub size: Length,
    /// The sizes by importance, largest first; never empty.
    pub sizes: Vec<Length>,
    /// The distance of baselines within the piece. Copy in columns stands on the grid whatever this says.
    pub leading: Length,
    /// The indent of a paragraph's first line.
    pub indent: Length,
    /// How lines are set.
    pub align: Align,
    /// Whether words are hyphenated.
    pub hyphenate: bool,
    /// Space added between letters, in em.
    pub tracking: f64,
    /// What happens to letters.
    pub caps: Caps,
    /// The form of figures.
    pub figures: Figures,
    /// The colour.
    pub color: Color,
    /// Grid lines of white above.
    pub above: u32,
    /// Grid lines of white below.
    pub below: u32,
    /// The thickness of the role's rule or bar; zero is none.
    pub rule: Length,
    /// The colour behind it.
    pub tint: Option<Color>,
    /// How many lines deep it is, where it is an initial.
    pub lines: u32,
    /// How many lines it stands above its paragraph, where it is an initial.
    pub raise: u32,
}

impl Style {
    /// The same style at another size; the leading keeps its proportion.
    #[must_use]
    pub fn at(&self, size: Length) -> Style {
        let leading = self.leading.scale(size.pt() / self.size.pt());
        Style { size, sizes: vec![size], leading, ..self.clone() }
    }
}

/// The styles of all roles.
#[derive(Debug, Clone, PartialEq)]
pub struct StyleBook(BTreeMap<Role, Style>);

impl std::ops::Index<Role> for StyleBook {
    type Output = Style;
    fn index(&self, role: Role) -> &Style {
        &self.0[&role]
    }
}
