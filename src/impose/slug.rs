//! The line that names a sheet, set through the same `pdf` as every page: each line is a small page of a PDF of its own,
//! which is laid on the sheets like any other.

use crate::color::Color;
use crate::display::{DisplayItem, DisplayList, Glyph, GlyphRun, PageBoxes};
use crate::edition::{Edition, Summary};
use crate::font::FontBook;
use crate::geom::{Length, Point, Size};
use crate::image::Images;
use crate::makeup::Scraps;
use crate::page::Grid;
use crate::pdf;
use skrifa::instance::{LocationRef, Size as FontSize};
use skrifa::{FontRef, MetadataProvider};

/// The size of the letters, in points.
const SIZE: f64 = 6.0;
/// How far the baseline is above the lower edge of a line's page, in points.
const FOOT: f64 = 2.0;
/// How high a line's page is, in points.
const HIGH: f64 = 8.0;

/// A PDF whose pages are the lines.
pub(super) fn set(lines: &[String]) -> Vec<u8> {
    let fonts = FontBook::builtin();
    let pages = lines.iter().map(|line| page(&fonts, line)).collect();
    pdf::write(&Edition {
        never_print: Vec::new(),
        title: None,
        profile: None,
        pages,
        fonts,
        images: Images::default(),
        language: String::new(),
        grid: Grid::default(),
        dummy: String::new(),
        decisions: Vec::new(),
        summary: Summary::default(),
        scraps: Scraps::default(),
    })
}

fn page(fonts: &FontBook, line: &str) -> DisplayList {
    let run = run(fonts, line);
    let w = run.as_ref().map_or(Length::PT, |r| r.glyphs.last().map_or(Length::PT, |g| g.x + g.advance));
    let trim = Size { w: w.max(Length::PT), h: Length::from_pt(HIGH) };
    let boxes = PageBoxes { trim, bleed: Length::ZERO };
    let items = run.into_iter().map(DisplayItem::Glyphs).collect();
    DisplayList { boxes, items, links: Vec::new(), bookmarks: Vec::new() }
}

/// A line in its natural width, a glyph a character.
fn run(fonts: &FontBook, line: &str) -> Option<GlyphRun> {
    let face = fonts.find("Source Sans 3", 400, false)?;
    let own = fonts.face(face);
    let font = FontRef::from_index(&own.data, own.index).ok()?;
    let charmap = font.charmap();
    let metrics = font.glyph_metrics(FontSize::new(SIZE as f32), LocationRef::default());
    let (mut x, mut glyphs) = (Length::ZERO, Vec::new());
    for (start, c) in line.char_indices() {
        let Some(id) = charmap.map(c) else { continue };
        let advance = Length::from_pt(f64::from(metrics.advance_width(id).unwrap_or_default()));
        let text = (start as u32, (start + c.len_utf8()) as u32);
        glyphs.push(Glyph { id: id.to_u32() as u16, x, rise: Length::ZERO, advance, text });
        x += advance;
    }
    let origin = Point { x: Length::ZERO, y: Length::from_pt(HIGH - FOOT) };
    Some(GlyphRun {
        face,
        size: Length::from_pt(SIZE),
        color: Color::BLACK,
        origin,
        glyphs,
        text: line.to_owned(),
        space_after: None,
        tag: None,
    })
}
