//! What kind of PDF is written.

use crate::display::PageBoxes;
use crate::geom::Length;
use crate::ink;
use crate::profile::{Condition, Marks, Profile, Space, Standard};

/// What kind of PDF is written.
#[derive(Debug, Clone)]
pub struct Options {
    /// The marks for which there is room round the page.
    marks: Marks,
    /// Whether it says what is a headline and what a paragraph.
    pub(super) tagged: bool,
    /// Whether solid black is printed over what is below it.
    pub(super) overprint: bool,
    /// The printing condition that the file is made for, if it keeps to PDF/X-4.
    pub(super) intent: Option<Condition>,
}

impl Options {
    /// For reading: what the edition holds, and nothing else.
    pub const READER: Options = Options { marks: Marks::None, tagged: true, overprint: false, intent: None };

    /// As a profile asks for it.
    pub fn of(profile: &Profile) -> Options {
        Options {
            marks: profile.marks,
            tagged: profile.tagged,
            overprint: profile.color == Space::Cmyk,
            intent: (profile.standard == Standard::PdfX4).then(|| profile.condition.clone()),
        }
    }

    /// How far the medium reaches past the trim.
    pub(super) fn around(&self, boxes: &PageBoxes) -> Length {
        boxes.bleed + ink::slug(self.marks, boxes.bleed)
    }
}
