//! A placed picture → pixels on the page: its crop, in the size that it has there.

use super::canvas::{Canvas, multiplied};
use crate::display::PlacedPicture;
use crate::image::{Image, Raster};
use crate::ink::{self, Screen};
use std::sync::PoisonError;

/// A picture is not enlarged to more pixels than this each way; no page has more.
const MOST: i64 = 1 << 16;

/// Paints a picture into its room. One whose pixels cannot be read shows as a gray field: that something is to stand there
/// must be seen.
pub(super) fn paint(image: &Image, placed: &PlacedPicture, screen: &Screen, canvas: &mut Canvas) {
    let [left, top, right, bottom] = canvas.edges(placed.rect);
    let (w, h) = ((right - left).max(1), (bottom - top).max(1));
    if w > MOST || h > MOST {
        return;
    }
    // Large ones take their turn, so that memory does not multiply with the threads.
    let _turn = ink::is_large(image.pixels).then(|| ink::TURN.lock().unwrap_or_else(PoisonError::into_inner));
    let Some((samples, mask)) = developed(image, placed, screen, (w as u32, h as u32)) else {
        canvas.fill(placed.rect, super::Rgba([190, 190, 190, 255]));
        return;
    };
    canvas.lay(&samples, mask.as_ref(), (left, top));
}

/// The crop in another size, in red, green and blue times its mask; and the mask.
fn developed(
    image: &Image,
    placed: &PlacedPicture,
    screen: &Screen,
    size: (u32, u32),
) -> Option<(Raster, Option<Raster>)> {
    let crop = ink::bounds(placed.crop, image.pixels);
    let cut = |raster: Raster| if crop == [0, 0, raster.size.0, raster.size.1] { raster } else { raster.cut(crop) };
    let mut samples = cut(image.unpack()?);
    let mask = image.unpack_mask().filter(|m| m.size == image.pixels && m.channels == 1).map(cut);
    if let Some(mask) = &mask {
        // Colours of what is not seen must not run into what is when pixels are averaged.
        samples = screen.picture(samples)?;
        for (pixel, seen) in samples.samples.chunks_exact_mut(3).zip(&mask.samples) {
            for sample in pixel {
                *sample = multiplied(*sample, *seen);
            }
        }
    }
    let mut samples = ink::resized(&samples, size);
    if mask.is_none() {
        samples = screen.picture(samples)?;
    }
    Some((samples, mask.map(|m| ink::resized(&m, size))))
}
