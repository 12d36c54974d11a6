//! Faces: where they come from, what they measure, which one serves a style.

mod builtin;
mod case;
mod check;
mod face;
mod load;
#[cfg(test)]
mod tests;
mod texts;

pub use crate::display::FaceId;
pub use case::Case;
pub use face::Face;
pub(crate) use texts::Texts;

use std::sync::Arc;

/// All faces of one run. Those built in come first and are always there.
#[derive(Debug, Clone)]
pub struct FontBook {
    faces: Vec<Arc<Face>>,
    /// What the layout calls each of them, if not by its family's name.
    known_as: Vec<Vec<String>>,
}

impl FontBook {
    /// The faces built into the program.
    pub fn builtin() -> FontBook {
        Case::default().book()
    }

    /// The face of `family` (a name, or the path of a font file as it was given to `load`) nearest to weight and slant.
    /// A user's faces go before built-in ones of the same name.
    pub fn find(&self, family: &str, weight: u16, italic: bool) -> Option<FaceId> {
        let served = |i: usize| {
            let mut names = std::iter::once(&self.faces[i].family).chain(&self.known_as[i]);
            names.any(|n| n.eq_ignore_ascii_case(family))
        };
        let nearest = |range: std::ops::Range<usize>| {
            let faces = range.filter(|i| served(*i));
            faces.min_by_key(|i| {
                let f = &self.faces[*i];
                (f.italic != italic, weight_distance(weight, f.weight), *i)
            })
        };
        let own = builtin::FILES.len().min(self.faces.len());
        nearest(own..self.faces.len()).or_else(|| nearest(0..own)).map(|i| FaceId(i as u16))
    }

    /// The families' names, for hints.
    pub fn families(&self) -> Vec<String> {
        let mut names: Vec<String> = self.faces.iter().map(|f| f.family.clone()).collect();
        names.sort();
        names.dedup();
        names
    }

    /// Whether it holds the very faces of another, under the same names.
    pub fn is(&self, other: &FontBook) -> bool {
        let faces = self.faces.iter().zip(&other.faces);
        self.known_as == other.known_as && faces.clone().all(|(a, b)| Arc::ptr_eq(a, b))
    }

    /// A face that outlives the book.
    pub(crate) fn shared(&self, id: FaceId) -> &Arc<Face> {
        &self.faces[usize::from(id.0)]
    }

    /// A face.
    pub fn face(&self, id: FaceId) -> &Face {
        &self.faces[usize::from(id.0)]
    }

    /// A face, if it is of this run.
    pub(crate) fn try_face(&self, id: FaceId) -> Option<&Face> {
        self.faces.get(usize::from(id.0)).map(|face| &**face)
    }

    /// The faces that are asked for a character that `face` does not have, best first: the text faces of like weight
    /// and slant, then all.
    pub fn fallbacks(&self, face: FaceId) -> impl Iterator<Item = FaceId> + '_ {
        let Face { weight, italic, .. } = *self.face(face);
        let kin = ["STIX Two Text", "Source Sans 3"].into_iter().filter_map(move |f| self.find(f, weight, italic));
        kin.chain((0..self.faces.len()).map(|i| FaceId(i as u16))).filter(move |f| *f != face)
    }

    /// The ids of all faces.
    pub fn ids(&self) -> impl Iterator<Item = FaceId> {
        (0..self.faces.len() as u16).map(FaceId)
    }
}

/// How far a weight is from the one wanted (CSS Fonts 4, section 5.2: from 400 and 500 first up to 500; below 400 lighter
/// ones first, above 500 bolder ones first).
fn weight_distance(want: u16, have: u16) -> u16 {
    let between = (400..=500).contains(&want);
    let right_way = if between { (want..=500).contains(&have) } else { (have > want) == (want > 500) };
    want.abs_diff(have)
        + if want == have || right_way {
            0
        } else if between && have < want {
            1000
        } else {
            2000
        }
}
