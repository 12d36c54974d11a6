//! Negatives: what the darkroom has made of placed pictures, for as long as they are in use. To cut, shrink and convert a
//! photograph takes longer than all else together.

use super::picture::Developed;
use crate::display::PlacedPicture;
use crate::geom::Size;
use crate::image::Image;
use crate::profile::Profile;
use crate::shelf::Shelf;
use std::sync::Arc;

/// All that a developed picture depends on: the picture, what is shown of it and how large, the profile.
type Of = (Image, [u32; 4], Size, Arc<Profile>);

/// What the darkroom has made.
#[derive(Debug, Default)]
pub struct Negatives(Shelf<Of, Developed>);

impl Negatives {
    /// What comes of a picture; it is developed now if it has not been.
    pub(super) fn get(
        &self,
        image: &Image,
        placed: &PlacedPicture,
        profile: &Arc<Profile>,
        develop: impl FnOnce() -> Developed,
    ) -> Developed {
        let size = Size { w: placed.rect.w, h: placed.rect.h };
        let label = Arc::as_ptr(&image.stored).addr() as u64;
        let is = |(i, crop, of, p): &Of| i.is(image) && (*crop, *of) == (placed.crop, size) && p == profile;
        self.0.get(label, is, || ((image.clone(), placed.crop, size, Arc::clone(profile)), develop()))
    }

    /// Begins another turn.
    pub(crate) fn turn(&self) {
        self.0.turn();
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
