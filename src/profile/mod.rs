//! Profiles: what a device can print and what a printer wants, as numbers. Pure data: `ink` and `pdf` act on some of
//! them, a check of the pages can hold them against all.
//!
//! A profile is a YAML file. Those built in stand under `profiles/`; others are looked for in the folder and under
//! `profiles/` of the working folder, and may say `extends:` of one that is built in.

mod builtin;
mod find;
mod read;

pub use builtin::{about, builtin_names, first_note};
pub use find::find;

use crate::color::InkName;
use crate::diag::{Diagnostic, nearest};
use crate::geom::Length;
use std::borrow::Cow;
use std::fmt;

/// What a device can print and what a printer wants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// Its name.
    pub name: String,
    /// What colours become.
    pub color: Space,
    /// The inks where each has a file of its own ([`Space::Inks`]), the first the one that takes what names no other.
    pub inks: Vec<InkName>,
    /// Whether an ink of its own stays one (a `Separation`); else its stand-in is printed.
    pub spots: bool,
    /// Pixels per inch of photographs.
    pub photos: Resolution,
    /// Pixels per inch of line art.
    pub line_art: Resolution,
    /// The border, measured from the trim, on which nothing is printed.
    pub border: Length,
    /// The thinnest rule.
    pub least_rule: Length,
    /// The thinnest white rule on a solid.
    pub least_reversed_rule: Length,
    /// The smallest type.
    pub least_type: Length,
    /// The smallest white type on a solid.
    pub least_reversed_type: Length,
    /// The most ink in one place, all inks together, in percent.
    pub total_ink: u32,
    /// The lightest tint that the device holds, in percent of ink; lighter ones are raised to it.
    pub least_tint: u32,
    /// The darkest tone of a photograph, in percent of ink; above it the screen fills in.
    pub most_tone: u32,
    /// By how many percent of the paper a halftone of 50 % prints too dark.
    pub dot_gain: u32,
    /// How far art is to run past the trim.
    pub bleed: Length,
    /// The marks round the page.
    pub marks: Marks,
    /// The number of pages is to be a multiple of this.
    pub pages_multiple: u32,
    /// The printing condition: what inks look like where it is printed.
    pub condition: Condition,
    /// The standard that the file keeps.
    pub standard: Standard,
    /// Whether links and an outline may be there.
    pub links: bool,
    /// Whether the file may say what is a headline and what a paragraph.
    pub tagged: bool,
}

impl Profile {
    /// The number of an ink among its own, where each has a file of its own.
    pub fn ink(&self, name: InkName) -> Option<usize> {
        self.inks.iter().position(|ink| ink.is(name.as_str()))
    }

    /// What is said of an ink that it does not have.
    pub fn unknown_ink(&self, ink: InkName) -> Diagnostic {
        let known: Vec<&str> = self.inks.iter().map(InkName::as_str).collect();
        let all = format!("its inks are {}", known.join(", "));
        let hint = match nearest(ink.as_str(), known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`? {all}"),
            None => format!("{all}; for others, write a profile with `extends: riso` and `inks: […]`"),
        };
        Diagnostic::error("unknown-ink", format!("the profile `{}` has no ink `{ink}`", self.name)).hint(hint)
    }
}

/// What colours become.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Space {
    /// Black ink alone.
    Gray,
    /// Light; black and gray stay black ink alone.
    Rgb,
    /// Cyan, magenta, yellow, black.
    Cmyk,
    /// A gray file for every ink.
    Inks,
}

/// Pixels per inch of a picture at its printed size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Resolution {
    /// Fewer show.
    pub least: u32,
    /// So many are good.
    pub good: u32,
    /// More are of no use; far more are taken out.
    pub most: u32,
}

/// The marks round a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marks {
    /// None.
    None,
    /// Lines at the corners that show where to cut.
    Crop,
    /// Those, and crosses at the middle of each side by which plates are laid on one another.
    Registration,
}

/// How four inks look on a press and a paper.
#[derive(Clone, PartialEq, Eq)]
pub struct Condition {
    /// Its name in the ICC's registry of characterisation data.
    pub name: String,
    /// Its ICC profile, with tables in both directions.
    pub icc: Cow<'static, [u8]>,
}

impl Condition {
    /// ISO 12647-2, coated paper.
    pub(crate) fn coated() -> Condition {
        let icc = include_bytes!("../../icc/coated-fogra39.icc");
        Condition { name: "FOGRA39".to_owned(), icc: Cow::Borrowed(icc) }
    }
}

impl fmt::Debug for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {} bytes", self.name, self.icc.len())
    }
}

/// A standard for PDFs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standard {
    /// No other than PDF itself.
    None,
    /// ISO 15930-7:2010.
    PdfX4,
    /// ISO 19005-2:2011, level B.
    PdfA2b,
}
