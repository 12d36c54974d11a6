//! What kind of PDF is written.

use super::standard::Keeps;
use crate::display::PageBoxes;
use crate::geom::Length;
use crate::ink;
use crate::profile::{Marks, Profile, Space, Standard};

/// What kind of PDF is written.
#[derive(Debug, Clone)]
pub struct Options {
    /// The marks for which there is room round the page.
    marks: Marks,
    /// Whether it says what is a headline and what a paragraph.
    pub(super) tagged: bool,
    /// Whether solid black is printed over what is below it.
    pub(super) overprint: bool,
    /// Which standard the file keeps to.
    pub(super) keeps: Keeps,
}

impl Options {
    /// For reading: what the edition holds, and nothing else.
    pub const READER: Options = Options { marks: Marks::None, tagged: true, overprint: false, keeps: Keeps::Plain };

    /// As a profile asks for it.
    pub fn of(profile: &Profile) -> Options {
        Options {
            marks: profile.marks,
            tagged: profile.tagged,
            overprint: profile.color == Space::Cmyk,
            keeps: match profile.standard {
                Standard::None => Keeps::Plain,
                Standard::PdfX4 => Keeps::Press(profile.condition.clone()),
                Standard::PdfA2b => Keeps::Archive,
            },
        }
    }

    /// How far the medium reaches past the trim.
    pub(super) fn around(&self, boxes: &PageBoxes) -> Length {
        boxes.bleed + ink::slug(self.marks, boxes.bleed)
    }
}
