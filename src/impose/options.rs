//! What may be asked for, and whether it goes with the scheme.

use super::blank::Blank;
use super::paper::Paper;
use super::scheme::{Fold, Scheme};
use crate::geom::Length;

/// What is asked for beside the scheme; what is left out is chosen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Options {
    /// The sheets' paper.
    pub paper: Option<Paper>,
    /// Whether pages are scaled to fill their places.
    pub fit: bool,
    /// The most sheets of a signature.
    pub signature: Option<usize>,
    /// The thickness of a sheet, made up for where sheets lie within one another.
    pub creep: Option<Length>,
    /// What is drawn around the pages.
    pub marks: Marks,
    /// The distance of places that are cut apart.
    pub gap: Option<Length>,
    /// Places beside and below one another.
    pub nup: Option<(u32, u32)>,
    /// The edge on which the printer turns the sheet.
    pub flip: Option<Edge>,
    /// Where blank pages go.
    pub blank: Option<Blank>,
}

/// What is drawn around the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Marks {
    /// Nothing.
    #[default]
    None,
    /// Where to cut and where to fold.
    Crop,
    /// Those, targets to lay colours and sides on one another, and a line that names the sheet.
    All,
}

/// An edge of a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    /// The longer one.
    Long,
    /// The shorter one.
    Short,
}

/// The most places beside or below one another.
pub const MOST_PLACES: u32 = 32;

/// The thickest paper that is made up for, in points (1 mm).
const THICKEST: f64 = 72.0 / 25.4;

impl Options {
    /// What is asked for that the scheme cannot do, in words.
    pub fn fault(&self, scheme: &Scheme) -> Option<String> {
        let name = scheme.name;
        if self.nup.is_some() && !scheme.free_grid {
            return Some(format!("--nup does not go with {name}, whose places are fixed"));
        }
        if self.nup.is_some_and(|(w, h)| w == 0 || h == 0 || w > MOST_PLACES || h > MOST_PLACES) {
            return Some(format!("--nup takes 1 to {MOST_PLACES} places beside and below one another"));
        }
        if self.gap.is_some() && scheme.fold != Fold::None {
            return Some(format!("--gap does not go with {name}: pages that are folded meet at the fold"));
        }
        if self.blank.is_some() && scheme.fold == Fold::None {
            return Some(format!("--blank does not go with {name}, which adds no blank pages"));
        }
        if self.signature.is_some() && !scheme.signatures {
            return Some(format!("--signature does not go with {name}; it is for booklets"));
        }
        if self.signature == Some(0) {
            return Some("--signature takes 1 sheet at least".into());
        }
        if self.creep.is_some() && scheme.creep.is_none() {
            return Some(format!("--creep does not go with {name}; it is for booklets"));
        }
        if self.creep.is_some_and(|c| c < Length::ZERO || c.pt() > THICKEST) {
            return Some("--creep takes the thickness of a sheet, 1mm at most".into());
        }
        if self.gap.is_some_and(|g| g < Length::ZERO || g.pt() > 720.0) {
            return Some("--gap takes 0 to 10in".into());
        }
        None
    }
}
