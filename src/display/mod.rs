//! The display list: all that the press rooms (PDF, pixels, imposition, preflight) see of a page.
//!
//! One list is one page. Items are painted in their order, which is also the reading order of its text. Everything is
//! placed from the upper left corner of the trim, `y` downward.

mod dump;
mod tag;
mod tree;

pub use dump::{dump, dump_with};
pub use tag::{Tag, TagKind};
pub use tree::{Group, Kid, Node, Tree};

use crate::color::Color;
use crate::geom::{Length, Point, Rect, Size};

/// A face in the font book.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FaceId(pub u16);

/// A picture among the materials.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ImageId(pub u32);

/// The page's boxes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageBoxes {
    /// The size of the finished page.
    pub trim: Size,
    /// How far bleeding art runs past the trim, on all four sides.
    pub bleed: Length,
}

/// One page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DisplayList {
    /// Its boxes.
    pub boxes: PageBoxes,
    /// What is painted, in order.
    pub items: Vec<DisplayItem>,
    /// Where links lead from.
    pub links: Vec<Link>,
    /// What begins on this page, for the PDF's outline.
    pub bookmarks: Vec<Bookmark>,
}

/// One thing on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DisplayItem {
    /// Glyphs on one baseline in one face and size.
    Glyphs(GlyphRun),
    /// A filled rectangle: a rule, a bar, a tint.
    Fill(Rect, Color),
    /// A frame whose stroke of the given width lies inside the rectangle.
    Frame(Rect, Length, Color),
    /// A picture.
    Picture(PlacedPicture),
}

impl DisplayItem {
    /// The room that it takes: of glyphs, about what their letters reach.
    pub fn room(&self) -> Rect {
        match self {
            DisplayItem::Glyphs(run) => {
                let w = run.glyphs.last().map_or(run.size, |g| g.x + g.advance);
                Rect { x: run.origin.x, y: run.origin.y - run.size.scale(0.8), w, h: run.size.scale(1.1) }
            }
            DisplayItem::Picture(p) => p.rect,
            DisplayItem::Fill(r, _) | DisplayItem::Frame(r, ..) => *r,
        }
    }
}

/// Glyphs on one baseline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GlyphRun {
    /// The face.
    pub face: FaceId,
    /// The em.
    pub size: Length,
    /// The colour.
    pub color: Color,
    /// The origin of the run on its baseline.
    pub origin: Point,
    /// The glyphs, left to right.
    pub glyphs: Vec<Glyph>,
    /// The text of the run; the glyphs name stretches of it.
    pub text: String,
    /// The face's space, where a word space of the copy fell away at the line's end: nothing of it is seen, but a
    /// reader that speaks the paper, or sets it in another width, needs to know that a word ended.
    pub space_after: Option<u16>,
    /// The part of the paper that it belongs to; `None` is furniture of the page (a folio).
    pub tag: Option<Tag>,
}

/// A glyph of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glyph {
    /// Its number in the face.
    pub id: u16,
    /// Its origin, from the run's origin.
    pub x: Length,
    /// Its rise above the baseline.
    pub rise: Length,
    /// The face's own advance at this size (what a PDF reader moves on by unless told otherwise).
    pub advance: Length,
    /// The bytes of the run's text that it stands for, `start..end`. A ligature names several letters; the second
    /// glyph of a letter names none (`start == end`). The hyphen that a line break added stands for U+00AD.
    pub text: (u32, u32),
}

/// A picture on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlacedPicture {
    /// Which.
    pub image: ImageId,
    /// The room that it fills.
    pub rect: Rect,
    /// The part of the picture that is shown: left, top, right, bottom in 1/65,536 of its upright width and height.
    pub crop: [u32; 4],
    /// The part of the paper that it belongs to.
    pub tag: Option<Tag>,
}

impl PlacedPicture {
    /// The crop that shows all of the picture.
    pub const WHOLE: [u32; 4] = [0, 0, 65_536, 65_536];
}

/// A rectangle that leads elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The live area.
    pub rect: Rect,
    /// The address.
    pub uri: String,
    /// The part of the paper that leads there.
    pub tag: Option<Tag>,
}

/// An entry of the outline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bookmark {
    /// Its words.
    pub title: String,
    /// Where it leads on its page.
    pub y: Length,
}
