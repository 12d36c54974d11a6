//! The page while it is painted. The one file that names the painter of outlines.
//!
//! Rectangles are snapped to whole pixels, as viewers do it: a rule is as sharp at its edges as the screen allows, and two
//! tints that touch on the page touch here. A rule thinner than a pixel takes one, and is as much lighter.

use super::Pixmap;
use super::glyphs::{Outlines, Step};
use super::shape::Rgba;
use crate::display::GlyphRun;
use crate::geom::{Length, Rect};
use crate::image::Raster;
use tiny_skia::{FillRule, Paint, PathBuilder, PixmapMut, Transform};

/// A hairline is at least so dark, of 255, however thin it is.
const HAIRLINE: f64 = 80.0;

pub(super) struct Canvas {
    pixels: tiny_skia::Pixmap,
    /// Pixels in a point.
    scale: f64,
}

/// A rectangle of whole pixels, cut to the page: left, top, right, bottom; and how much of it is covered, of 255.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Snapped {
    left: u32,
    top: u32,
    right: u32,
    bottom: u32,
    cover: u8,
}

impl Canvas {
    /// White paper; nothing if there is no memory for it.
    pub(super) fn new(size: (u32, u32), ppi: u32) -> Option<Canvas> {
        let mut pixels = tiny_skia::Pixmap::new(size.0, size.1)?;
        pixels.fill(tiny_skia::Color::WHITE);
        Some(Canvas { pixels, scale: f64::from(ppi) / 72.0 })
    }

    /// What has been painted already, to be painted over.
    pub(super) fn on(below: &Pixmap, ppi: u32) -> Option<Canvas> {
        let mut canvas = Canvas::new(below.size, ppi)?;
        for (to, from) in canvas.pixels.data_mut().chunks_exact_mut(4).zip(below.samples.chunks_exact(3)) {
            to[..3].copy_from_slice(from);
        }
        Some(canvas)
    }

    /// The pixels. The paper is white below everything, so no transparency is left.
    pub(super) fn finish(self) -> Pixmap {
        let size = (self.pixels.width(), self.pixels.height());
        let mut samples = Vec::with_capacity(self.pixels.data().len() / 4 * 3);
        for pixel in self.pixels.data().chunks_exact(4) {
            samples.extend_from_slice(&pixel[..3]);
        }
        Pixmap { size, samples }
    }

    /// Where a length stands, in pixels.
    fn at(&self, length: Length) -> f64 {
        length.pt() * self.scale
    }

    /// The edges of a rectangle in whole pixels, whether they are on the page or not: left, top, right, bottom.
    pub(super) fn edges(&self, rect: Rect) -> [i64; 4] {
        [rect.x, rect.y, rect.right(), rect.bottom()].map(|edge| self.at(edge).round() as i64)
    }

    fn snapped(&self, rect: Rect) -> Option<Snapped> {
        let (w, h) = (i64::from(self.pixels.width()), i64::from(self.pixels.height()));
        if rect.w <= Length::ZERO || rect.h <= Length::ZERO {
            return None;
        }
        let [mut left, mut top, mut right, mut bottom] = self.edges(rect);
        let mut cover = 255.0;
        if right == left || self.at(rect.w) < 1.0 {
            (left, cover) = (self.at(rect.x).floor() as i64, (self.at(rect.w) * cover).max(HAIRLINE).min(cover));
            right = left + 1;
        }
        if bottom == top || self.at(rect.h) < 1.0 {
            (top, cover) = (self.at(rect.y).floor() as i64, (self.at(rect.h) * cover).max(HAIRLINE).min(cover));
            bottom = top + 1;
        }
        let within = |n: i64, most: i64| n.clamp(0, most) as u32;
        let snapped = Snapped {
            left: within(left, w),
            top: within(top, h),
            right: within(right, w),
            bottom: within(bottom, h),
            cover: cover as u8,
        };
        (snapped.left < snapped.right && snapped.top < snapped.bottom).then_some(snapped)
    }

    /// Fills a rectangle.
    pub(super) fn fill(&mut self, rect: Rect, color: Rgba) {
        let Some(at) = self.snapped(rect) else { return };
        let alpha = multiplied(color.0[3], at.cover);
        let wide = self.pixels.width() as usize;
        for row in at.top as usize..at.bottom as usize {
            let pixels =
                &mut self.pixels.data_mut()[(row * wide + at.left as usize) * 4..][..(at.right - at.left) as usize * 4];
            for pixel in pixels.chunks_exact_mut(4) {
                blend(pixel, &color.0[..3], alpha);
            }
        }
    }

    /// A frame within a rectangle: four fills that do not lie over one another.
    pub(super) fn frame(&mut self, rect: Rect, stroke: Length, color: Rgba) {
        if stroke * 2 >= rect.w.min(rect.h) {
            return self.fill(rect, color);
        }
        let pixel = Length::from_pt(1.0 / self.scale);
        let thick = stroke.max(pixel);
        // Thinner than a pixel, it is one pixel wide and lighter.
        let lighter = (stroke.pt() / thick.pt() * 255.0).clamp(HAIRLINE, 255.0) as u8;
        let color = Rgba([color.0[0], color.0[1], color.0[2], multiplied(color.0[3], lighter)]);
        let [left, top, right, bottom] = self.edges(rect);
        let n = ((self.at(thick)).round() as i64).max(1);
        let scale = self.scale;
        let side = |edge: i64| Length::from_pt(edge as f64 / scale);
        for [l, t, r, b] in [
            [left, top, right, (top + n).min(bottom)],
            [left, (bottom - n).max(top + n), right, bottom],
            [left, top + n, (left + n).min(right), bottom - n],
            [(right - n).max(left + n), top + n, right, bottom - n],
        ] {
            if l < r && t < b {
                self.fill(Rect { x: side(l), y: side(t), w: side(r) - side(l), h: side(b) - side(t) }, color);
            }
        }
    }

    /// Sets a run of glyphs.
    pub(super) fn run(&mut self, run: &GlyphRun, outlines: &mut Outlines<'_>, color: [u8; 3]) {
        let mut path = PathBuilder::new();
        let em = self.at(run.size);
        let per_unit = (em / outlines.units_per_em(run.face)) as f32;
        for glyph in &run.glyphs {
            let pen = (self.at(run.origin.x + glyph.x) as f32, self.at(run.origin.y - glyph.rise) as f32);
            let at = |p: (f32, f32)| (pen.0 + p.0 * per_unit, pen.1 - p.1 * per_unit);
            for step in outlines.of(run.face, glyph.id) {
                match *step {
                    Step::Move(p) => {
                        let p = at(p);
                        path.move_to(p.0, p.1);
                    }
                    Step::Line(p) => {
                        let p = at(p);
                        path.line_to(p.0, p.1);
                    }
                    Step::Quad(a, p) => {
                        let (a, p) = (at(a), at(p));
                        path.quad_to(a.0, a.1, p.0, p.1);
                    }
                    Step::Curve(a, b, p) => {
                        let (a, b, p) = (at(a), at(b), at(p));
                        path.cubic_to(a.0, a.1, b.0, b.1, p.0, p.1);
                    }
                    Step::Close => path.close(),
                }
            }
        }
        let Some(path) = path.finish() else { return };
        let mut paint = Paint::default();
        paint.set_color_rgba8(color[0], color[1], color[2], 255);
        let mut pixels: PixmapMut<'_> = self.pixels.as_mut();
        pixels.fill_path(&path, &paint, FillRule::Winding, Transform::identity(), None);
    }

    /// Lays samples on the page, their upper left corner at a pixel; what is not on the page is left out. They are three a
    /// pixel, times their mask already, which says how much of each is seen.
    pub(super) fn lay(&mut self, samples: &Raster, mask: Option<&Raster>, (left, top): (i64, i64)) {
        let page = (i64::from(self.pixels.width()), i64::from(self.pixels.height()));
        let wide = i64::from(samples.size.0);
        for row in (-top).max(0)..i64::from(samples.size.1).min(page.1 - top) {
            for column in (-left).max(0)..wide.min(page.0 - left) {
                let from = (row * wide + column) as usize;
                let to = ((top + row) * page.0 + left + column) as usize * 4;
                let Some(above) = samples.samples.get(from * 3..from * 3 + 3) else { continue };
                let Some(below) = self.pixels.data_mut().get_mut(to..to + 3) else { continue };
                let seen = mask.map_or(255, |m| m.samples.get(from).copied().unwrap_or(0));
                for (below, above) in below.iter_mut().zip(above) {
                    *below = (*above).min(seen).saturating_add(multiplied(*below, 255 - seen));
                }
            }
        }
    }
}

/// The product of two shares of 255, rounded.
pub(super) fn multiplied(a: u8, b: u8) -> u8 {
    let product = u32::from(a) * u32::from(b);
    ((product + 127) / 255) as u8
}

/// A colour over an opaque pixel.
fn blend(pixel: &mut [u8], color: &[u8], alpha: u8) {
    for (below, above) in pixel.iter_mut().zip(color) {
        *below = multiplied(*above, alpha).saturating_add(multiplied(*below, 255 - alpha));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rect(x: f64, y: f64, w: f64, h: f64) -> Rect {
        let pt = Length::from_pt;
        Rect { x: pt(x), y: pt(y), w: pt(w), h: pt(h) }
    }

    fn row(pixmap: &Pixmap, y: u32) -> Vec<u8> {
        (0..pixmap.size.0).filter_map(|x| pixmap.at(x, y)).map(|p| p[0]).collect()
    }

    #[test]
    fn tints_that_touch_on_the_page_touch_on_the_screen() {
        let mut canvas = Canvas::new((8, 1), 72).unwrap();
        canvas.fill(rect(1.0, 0.0, 2.4, 1.0), Rgba([0, 0, 0, 255]));
        canvas.fill(rect(3.4, 0.0, 2.2, 1.0), Rgba([9, 9, 9, 255]));
        assert_eq!(row(&canvas.finish(), 0), [255, 0, 0, 9, 9, 9, 255, 255]);
    }

    #[test]
    fn a_hairline_is_one_pixel_and_never_lost() {
        for (thick, dark) in [(0.5, 128), (0.01, 255 - 80), (1.0, 0)] {
            let mut canvas = Canvas::new((1, 4), 72).unwrap();
            canvas.fill(rect(0.0, 1.8, 1.0, thick), Rgba([0, 0, 0, 255]));
            let pixmap = canvas.finish();
            let rows: Vec<u8> = (0..4).map(|y| pixmap.at(0, y).unwrap()[0]).collect();
            assert_eq!(rows.iter().filter(|r| **r < 255).count(), 1, "{thick}: {rows:?}");
            assert!(rows.iter().min().unwrap().abs_diff(dark) <= 1, "{thick}: {rows:?}");
        }
    }

    #[test]
    fn a_frame_has_four_sides_and_is_hollow() {
        let mut canvas = Canvas::new((5, 4), 72).unwrap();
        canvas.frame(rect(0.0, 0.0, 5.0, 4.0), Length::PT, Rgba([0, 0, 0, 255]));
        let pixmap = canvas.finish();
        assert_eq!(row(&pixmap, 0), [0; 5]);
        assert_eq!(row(&pixmap, 1), [0, 255, 255, 255, 0]);
        assert_eq!(row(&pixmap, 3), [0; 5]);
    }

    #[test]
    fn what_runs_off_the_page_is_cut() {
        let mut canvas = Canvas::new((2, 2), 72).unwrap();
        canvas.fill(rect(-50.0, -50.0, 51.0, 51.0), Rgba([0, 0, 0, 255]));
        canvas.fill(rect(1e6, 1e6, 5.0, 5.0), Rgba([0, 0, 0, 255]));
        let samples = Raster { size: (4, 4), channels: 3, samples: vec![7; 48] };
        canvas.lay(&samples, None, (1, 1));
        canvas.lay(&samples, None, (-90, 1));
        let pixmap = canvas.finish();
        assert_eq!([row(&pixmap, 0), row(&pixmap, 1)], [[0, 255], [255, 7]]);
    }

    #[test]
    fn what_is_half_seen_lets_the_ground_through() {
        let mut canvas = Canvas::new((1, 1), 72).unwrap();
        canvas.fill(rect(0.0, 0.0, 1.0, 1.0), Rgba([100, 100, 100, 255]));
        // White, times its mask.
        let samples = Raster { size: (1, 1), channels: 3, samples: vec![51; 3] };
        canvas.lay(&samples, Some(&Raster { size: (1, 1), channels: 1, samples: vec![51] }), (0, 0));
        assert_eq!(canvas.finish().samples, [131; 3]);
    }
}
