//! Shapes that are laid over a page: they are seen on a proof and never printed.

use super::canvas::Canvas;
use super::glyphs::Outlines;
use crate::color::Color;
use crate::display::{Glyph, GlyphRun};
use crate::font::FontBook;
use crate::geom::{Length, Point, Rect};
use skrifa::MetadataProvider;
use skrifa::instance::{LocationRef, Size};
use skrifa::raw::FontRef;

/// Red, green, blue, and how much of it is seen: 255 is all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Rgba(pub [u8; 4]);

impl From<[u8; 3]> for Rgba {
    fn from([r, g, b]: [u8; 3]) -> Rgba {
        Rgba([r, g, b, 255])
    }
}

/// A shape. Places are those of the page: from the upper left corner of the trim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shape {
    /// A field.
    Fill(Rect, Rgba),
    /// A frame whose stroke of the given width lies inside the rectangle.
    Frame(Rect, Length, Rgba),
    /// A few words.
    Label {
        /// The left end of their baseline.
        at: Point,
        /// Their size.
        size: Length,
        /// The words.
        text: String,
        /// Their colour.
        color: Rgba,
        /// The field that they stand on.
        ground: Option<Rgba>,
    },
}

impl Shape {
    pub(super) fn paint(&self, canvas: &mut Canvas, fonts: &FontBook) {
        match self {
            Shape::Fill(rect, color) => canvas.fill(*rect, *color),
            Shape::Frame(rect, stroke, color) => canvas.frame(*rect, *stroke, *color),
            Shape::Label { at, size, text, color, ground } => {
                let Some(run) = run(fonts, text, *at, *size) else { return };
                if let Some(ground) = ground {
                    canvas.fill(ground_of(&run), *ground);
                }
                let [r, g, b, _] = color.0;
                canvas.run(&run, &mut Outlines::new(fonts), [r, g, b]);
            }
        }
    }
}

/// The field around a label.
fn ground_of(run: &GlyphRun) -> Rect {
    let wide = run.glyphs.last().map_or(Length::ZERO, |g| g.x + g.advance);
    let (pad, up, down) = (run.size.scale(0.2), run.size.scale(0.8), run.size.scale(0.25));
    Rect { x: run.origin.x - pad, y: run.origin.y - up, w: wide + pad * 2, h: up + down }
}

/// A line in its natural width, a glyph a character; what the face has not is left out.
fn run(fonts: &FontBook, text: &str, at: Point, size: Length) -> Option<GlyphRun> {
    let face = fonts.find("Source Sans 3", 700, false).or_else(|| fonts.ids().next())?;
    let own = fonts.face(face);
    let font = FontRef::from_index(&own.data, own.index).ok()?;
    let charmap = font.charmap();
    let metrics = font.glyph_metrics(Size::new(1.0), LocationRef::default());
    let (mut x, mut glyphs) = (Length::ZERO, Vec::new());
    for (start, c) in text.char_indices() {
        let Some(id) = charmap.map(c) else { continue };
        let advance = size.scale(f64::from(metrics.advance_width(id).unwrap_or_default()));
        let stretch = (start as u32, (start + c.len_utf8()) as u32);
        glyphs.push(Glyph { id: id.to_u32() as u16, x, rise: Length::ZERO, advance, text: stretch });
        x += advance;
    }
    let text = text.to_owned();
    Some(GlyphRun { face, size, color: Color::BLACK, origin: at, glyphs, text, space_after: None, tag: None })
}
