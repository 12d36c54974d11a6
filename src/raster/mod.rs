//! Display lists → pixels: what a page looks like before it is printed.
//!
//! A [`ProofPress`] holds what all pages need; it pulls a proof of one page at a time, with shapes laid over it where they
//! are asked for. `canvas` paints, `glyphs` and `picture` are its two hard parts, `look` says what a copier makes of it,
//! `overlay` draws the grid, the modules and the border, `contact` lays many pages on one sheet, `png` packs pixels.
//! Whatever is rounded here is rounded the same way on every machine: no page depends on the threads or the processor.

mod canvas;
mod contact;
mod glyphs;
mod look;
mod overlay;
mod picture;
mod pixmap;
mod png;
mod shape;

pub use contact::{contact_sheet, contact_size};
pub use look::{BORDER_MM, Look};
pub use overlay::{grid, modules, rooms, safe_area};
pub use pixmap::Pixmap;
pub use png::png;
pub use shape::{Rgba, Shape};

use crate::diag::Diagnostic;
use crate::display::{DisplayItem, DisplayList};
use crate::edition::Edition;
use crate::font::FontBook;
use crate::geom::{Length, Size};
use crate::image::Images;
use crate::ink::Screen;
use canvas::Canvas;
use glyphs::Outlines;
use rayon::prelude::*;
use std::sync::OnceLock;

/// The fewest and the most pixels per inch.
pub const PPI: (u32, u32) = (10, 1200);
/// The most pixels of a page: a tabloid at 600 ppi has 67 million.
pub const MOST_PIXELS: u64 = 80_000_000;
/// Pages are worked on side by side as long as their pixels take no more than this: 256 MB.
const AT_ONCE: u64 = 256 << 20;
/// Bytes that a pixel takes while a page is worked on.
const BYTES: u64 = 7;

/// How a page is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// Pixels per inch.
    pub ppi: u32,
    /// As it was meant, or as a copier prints it.
    pub look: Look,
}

impl Default for Options {
    /// 100 pixels per inch, in colour.
    fn default() -> Options {
        Options { ppi: 100, look: Look::Colour }
    }
}

/// Makes pixels of pages that share faces and pictures.
pub struct ProofPress<'a> {
    fonts: &'a FontBook,
    images: &'a Images,
    options: Options,
    screen: OnceLock<Screen>,
}

impl<'a> ProofPress<'a> {
    /// A press for pages with these faces and pictures.
    pub fn new(fonts: &'a FontBook, images: &'a Images, options: Options) -> ProofPress<'a> {
        ProofPress { fonts, images, options, screen: OnceLock::new() }
    }

    /// A proof of a page, with shapes laid over it: its trim and nothing around it. A page that would have more than
    /// [`MOST_PIXELS`], or a resolution outside [`PPI`], is an error.
    pub fn pull(&self, page: &DisplayList, over: &[Shape]) -> Result<Pixmap, Diagnostic> {
        let size = pixels(page.boxes.trim, self.options.ppi)?;
        let mut canvas =
            Canvas::new(size, self.options.ppi).ok_or_else(|| too_many(page.boxes.trim, self.options.ppi))?;
        let mut outlines = Outlines::new(self.fonts);
        for item in &page.items {
            match item {
                DisplayItem::Glyphs(run) => canvas.run(run, &mut outlines, self.screen().rgb(run.color)),
                DisplayItem::Fill(rect, color) => canvas.fill(*rect, self.screen().rgb(*color).into()),
                DisplayItem::Frame(rect, stroke, color) => {
                    canvas.frame(*rect, *stroke, self.screen().rgb(*color).into());
                }
                DisplayItem::Picture(placed) => {
                    if let Some(image) = self.images.try_get(placed.image) {
                        picture::paint(image, placed, self.screen(), &mut canvas);
                    }
                }
            }
        }
        let mut pixmap = canvas.finish();
        look::apply(self.options.look, self.options.ppi, &mut pixmap);
        if over.is_empty() {
            return Ok(pixmap);
        }
        let mut canvas =
            Canvas::on(&pixmap, self.options.ppi).ok_or_else(|| too_many(page.boxes.trim, self.options.ppi))?;
        for shape in over {
            shape.paint(&mut canvas, self.fonts);
        }
        Ok(canvas.finish())
    }

    /// Pulls several pages, as many side by side as memory allows, and hands each to `then`; what comes of them is in the
    /// order of the pages.
    pub fn pull_all<T: Send>(
        &self,
        pages: &[(&DisplayList, Vec<Shape>)],
        then: impl Fn(usize, Pixmap) -> T + Sync,
    ) -> Result<Vec<T>, Diagnostic> {
        let mut largest = 1;
        for (page, _) in pages {
            let (w, h) = pixels(page.boxes.trim, self.options.ppi)?;
            largest = largest.max(u64::from(w) * u64::from(h) * BYTES);
        }
        let side_by_side = usize::try_from(AT_ONCE / largest).unwrap_or(1).max(1);
        let mut out = Vec::with_capacity(pages.len());
        for (n, some) in pages.chunks(side_by_side).enumerate() {
            let pull = |(i, (page, over)): (usize, &(&DisplayList, Vec<Shape>))| {
                Ok(then(n * side_by_side + i, self.pull(page, over)?))
            };
            let pulled: Vec<Result<T, Diagnostic>> = some.par_iter().enumerate().with_max_len(1).map(pull).collect();
            for result in pulled {
                out.push(result?);
            }
        }
        Ok(out)
    }

    fn screen(&self) -> &Screen {
        self.screen.get_or_init(Screen::default)
    }
}

/// A proof of page `page` (from 0) of an edition; nothing if it has no such page.
pub fn render(edition: &Edition, page: usize, options: Options) -> Result<Option<Pixmap>, Diagnostic> {
    let Some(list) = edition.pages.get(page) else { return Ok(None) };
    ProofPress::new(&edition.fonts, &edition.images, options).pull(list, &[]).map(Some)
}

/// Proofs of all pages of an edition, in their order.
pub fn render_all(edition: &Edition, options: Options) -> Result<Vec<Pixmap>, Diagnostic> {
    let pages: Vec<_> = edition.pages.iter().map(|page| (page, Vec::new())).collect();
    ProofPress::new(&edition.fonts, &edition.images, options).pull_all(&pages, |_, pixmap| pixmap)
}

/// Width and height in pixels of a page of this size; the error says what is possible.
pub fn pixels(trim: Size, ppi: u32) -> Result<(u32, u32), Diagnostic> {
    if !(PPI.0..=PPI.1).contains(&ppi) {
        let message = format!("{ppi} pixels per inch: a proof has between {} and {}", PPI.0, PPI.1);
        return Err(
            Diagnostic::error("proof-size", message).hint("100 is about what a screen shows, 300 what a copier prints")
        );
    }
    let size = [trim.w, trim.h].map(|side| across(side, ppi));
    if size[0].saturating_mul(size[1]) > MOST_PIXELS {
        return Err(too_many(trim, ppi));
    }
    Ok((size[0] as u32, size[1] as u32))
}

/// How many pixels a length has, at least one.
fn across(side: Length, ppi: u32) -> u64 {
    let pixels = i128::from(side.sp().max(0)) * i128::from(ppi);
    u64::try_from((pixels + 36 * 65_536) / (72 * 65_536)).unwrap_or(u64::MAX).max(1)
}

fn too_many(trim: Size, ppi: u32) -> Diagnostic {
    let millions = across(trim.w, ppi).saturating_mul(across(trim.h, ppi)) / 1_000_000;
    let inches = |side: Length| side.pt() / 72.0;
    let message = format!(
        "a page of {:.1} × {:.1} inches at {ppi} pixels per inch has {millions} million pixels; a proof has at most {}",
        inches(trim.w),
        inches(trim.h),
        MOST_PIXELS / 1_000_000
    );
    let fits = (MOST_PIXELS as f64 / (inches(trim.w) * inches(trim.h)).max(1e-9)).sqrt() as u32;
    let hint = if fits >= PPI.0 {
        format!("ask for {} or fewer", fits.min(PPI.1))
    } else {
        "the page is too large for a proof; is its `paper` right?".to_owned()
    };
    Diagnostic::error("proof-size", message).hint(hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inches(w: f64, h: f64) -> Size {
        Size { w: Length::from_pt(w * 72.0), h: Length::from_pt(h * 72.0) }
    }

    #[test]
    fn a_page_has_as_many_pixels_as_its_inches_say() {
        assert_eq!(pixels(inches(8.5, 11.0), 100).unwrap(), (850, 1100));
        assert_eq!(pixels(inches(11.0, 17.0), 300).unwrap(), (3300, 5100));
        assert_eq!(pixels(inches(0.001, 0.001), 10).unwrap(), (1, 1), "never none");
    }

    #[test]
    fn a_resolution_out_of_bounds_says_which_would_do() {
        let said = |size, ppi| pixels(size, ppi).unwrap_err();
        assert!(said(inches(8.5, 11.0), 9).message.contains("between 10 and 1200"));
        assert!(said(inches(8.5, 11.0), 1201).message.contains("1201"));
        let large = said(inches(11.0, 17.0), 1000);
        assert!(large.message.contains("187 million"), "{}", large.message);
        assert_eq!(large.hint.as_deref(), Some("ask for 654 or fewer"));
        assert!(pixels(inches(11.0, 17.0), 654).is_ok());
        let absurd = Size { w: Length::from_sp(i64::MAX), h: Length::from_sp(i64::MAX) };
        assert!(said(absurd, 100).hint.unwrap().contains("paper"));
    }
}
