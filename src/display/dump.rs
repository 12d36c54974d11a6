//! The stable text form of display lists, for goldens and for the curious: one line an item.
//!
//! ```text
//! page 612 × 792 bleed 9
//! text 36 100.5 0 9.4 "The whole line" 164
//! fill 36 102 164 0.5 black
//! frame 36 110 164 80 0.3 gray 600
//! picture 36 110 164 80 0
//! link 36 91 40 12 https://example.org
//! bookmark 60 "The headline"
//! ```
//!
//! Lengths are points, from the upper left corner of the trim. A text line has origin, face, size, string and the
//! distance from its origin to the end of its last glyph; what is not black is followed by its colour, a picture that
//! is cut by its crop.

use super::{DisplayItem, DisplayList, FaceId, GlyphRun, PlacedPicture};
use crate::color::Color;
use crate::geom::Rect;
use std::fmt::Write;

/// The text form; faces by their number.
pub fn dump(pages: &[DisplayList]) -> String {
    dump_with(pages, |face| face.0.to_string())
}

/// The text form; faces as `name` calls them.
pub fn dump_with(pages: &[DisplayList], name: impl Fn(FaceId) -> String) -> String {
    let mut out = String::new();
    for page in pages {
        let (trim, bleed) = (page.boxes.trim, page.boxes.bleed);
        line(&mut out, format_args!("page {} × {} bleed {bleed}", trim.w, trim.h));
        for item in &page.items {
            match item {
                DisplayItem::Glyphs(run) => text(&mut out, run, &name(run.face)),
                DisplayItem::Fill(r, color) => line(&mut out, format_args!("fill {} {}", rect(r), paint(*color))),
                DisplayItem::Frame(r, stroke, color) => {
                    line(&mut out, format_args!("frame {} {stroke} {}", rect(r), paint(*color)));
                }
                DisplayItem::Picture(picture) => {
                    let crop = if picture.crop == PlacedPicture::WHOLE {
                        String::new()
                    } else {
                        format!(" crop {:?}", picture.crop)
                    };
                    line(&mut out, format_args!("picture {} {}{crop}", rect(&picture.rect), picture.image.0));
                }
            }
        }
        for link in &page.links {
            line(&mut out, format_args!("link {} {}", rect(&link.rect), link.uri));
        }
        for bookmark in &page.bookmarks {
            line(&mut out, format_args!("bookmark {} {:?}", bookmark.y, bookmark.title));
        }
    }
    out
}

fn line(out: &mut String, words: std::fmt::Arguments<'_>) {
    // Writing into a string does not fail.
    let _ = writeln!(out, "{words}");
}

fn text(out: &mut String, run: &GlyphRun, face: &str) {
    let end = run.glyphs.iter().map(|g| g.x + g.advance).max().unwrap_or_default();
    let color = if run.color == Color::BLACK { String::new() } else { format!(" {}", paint(run.color)) };
    let (x, y, size) = (run.origin.x, run.origin.y, run.size);
    // Soft hyphens and no-break spaces are shown as escapes by Debug, so they can be told from their twins.
    line(out, format_args!("text {x} {y} {face} {size} {:?} {end}{color}", run.text));
}

fn rect(r: &Rect) -> String {
    format!("{} {} {} {}", r.x, r.y, r.w, r.h)
}

fn paint(color: Color) -> String {
    match color {
        Color::BLACK => "black".into(),
        Color::WHITE => "white".into(),
        Color::Gray(g) => format!("gray {g}"),
        Color::Cmyk([c, m, y, k]) => format!("cmyk {c} {m} {y} {k}"),
        Color::Rgb([r, g, b]) => format!("rgb {r} {g} {b}"),
        Color::Spot(spot) => format!("spot {:?} {}", spot.ink.as_str(), spot.tint),
        Color::Registration => "registration".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::display::{Bookmark, Glyph, ImageId, Link, PageBoxes};
    use crate::geom::{Length, Point, Size};

    #[test]
    fn a_page_reads_as_text() {
        let pt = Length::from_pt;
        let r = Rect { x: pt(36.0), y: pt(102.0), w: pt(164.0), h: pt(0.5) };
        let glyph = |id, x, text| Glyph { id, x: pt(x), rise: Length::ZERO, advance: pt(5.0), text };
        let page = DisplayList {
            boxes: PageBoxes { trim: Size { w: pt(612.0), h: pt(792.0) }, bleed: pt(9.0) },
            items: vec![
                DisplayItem::Glyphs(GlyphRun {
                    face: FaceId(3),
                    size: pt(9.4),
                    color: Color::BLACK,
                    origin: Point { x: pt(36.0), y: pt(100.5) },
                    glyphs: vec![glyph(1, 0.0, (0, 1)), glyph(2, 5.25, (1, 3))],
                    text: "a\u{ad}".into(),
                    space_after: None,
                    tag: None,
                }),
                DisplayItem::Fill(r, Color::BLACK),
                DisplayItem::Frame(r, pt(0.25), Color::Gray(600)),
                DisplayItem::Picture(PlacedPicture {
                    image: ImageId(2),
                    rect: r,
                    crop: PlacedPicture::WHOLE,
                    tag: None,
                }),
                DisplayItem::Picture(PlacedPicture {
                    image: ImageId(2),
                    rect: r,
                    crop: [0, 10, 65_536, 20],
                    tag: None,
                }),
            ],
            links: vec![Link { rect: r, uri: "https://example.org".into(), tag: None }],
            bookmarks: vec![Bookmark { title: "One \"two\"".into(), y: pt(60.0) }],
        };
        let expected = "\
page 612 × 792 bleed 9
text 36 100.5 body 9.4 \"a\\u{ad}\" 10.25
fill 36 102 164 0.5 black
frame 36 102 164 0.5 0.25 gray 600
picture 36 102 164 0.5 2
picture 36 102 164 0.5 2 crop [0, 10, 65536, 20]
link 36 102 164 0.5 https://example.org
bookmark 60 \"One \\\"two\\\"\"
";
        assert_eq!(dump_with(&[page], |_| "body".into()), expected);
    }
}
