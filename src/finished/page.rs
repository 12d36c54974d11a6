//! A page's boxes (ISO 32000-1, 14.11.2), its rotation and its unit, with what is inherited or left out filled in.

use hayro_syntax::object::dict::keys;
use hayro_syntax::object::{Array, Dict, Name, Rect};
use hayro_syntax::page::{Page as Raw, Rotation};

/// An upright rectangle in the page's own space: points unless the page has another unit, `y` upward.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds {
    /// Left.
    pub x0: f64,
    /// Low.
    pub y0: f64,
    /// Right.
    pub x1: f64,
    /// High.
    pub y1: f64,
}

impl Bounds {
    /// Width.
    pub fn w(&self) -> f64 {
        self.x1 - self.x0
    }

    /// Height.
    pub fn h(&self) -> f64 {
        self.y1 - self.y0
    }

    /// What both cover; `None` where that is next to nothing.
    fn within(&self, other: &Bounds) -> Option<Bounds> {
        let both = Bounds {
            x0: self.x0.max(other.x0),
            y0: self.y0.max(other.y0),
            x1: self.x1.min(other.x1),
            y1: self.y1.min(other.y1),
        };
        (both.w() > 0.5 && both.h() > 0.5).then_some(both)
    }

    /// The smallest rectangle around both.
    fn around(&self, other: &Bounds) -> Bounds {
        Bounds {
            x0: self.x0.min(other.x0),
            y0: self.y0.min(other.y0),
            x1: self.x1.max(other.x1),
            y1: self.y1.max(other.y1),
        }
    }
}

impl From<Rect> for Bounds {
    fn from(r: Rect) -> Bounds {
        Bounds { x0: r.x0, y0: r.y0, x1: r.x1, y1: r.y1 }
    }
}

/// By how much a page is turned clockwise when it is shown (table 30, /Rotate).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// Not at all.
    None,
    /// By 90°.
    Right,
    /// By 180°.
    Over,
    /// By 270°.
    Left,
}

/// What is to be known of a page before anything is done with it.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// Its number in the file, from 1.
    pub number: usize,
    /// The paper that it was made for.
    pub media: Bounds,
    /// What a reader shows.
    pub crop: Bounds,
    /// How far art runs past the trim. The trim where the page does not say it: what stands around a trim that has no
    /// bleed box is printer's marks as often as art.
    pub bleed: Bounds,
    /// The finished page: the trim box, or what a reader shows.
    pub trim: Bounds,
    /// By how much it is turned when it is shown.
    pub turn: Turn,
    /// How many points a unit of its space has (/`UserUnit`).
    pub unit: f64,
    /// How many things stand on it that are not part of its content, links apart: form fields, notes, stamps.
    pub annotations: usize,
}

impl Page {
    pub(super) fn read(index: usize, raw: &Raw<'_>) -> Page {
        let dict = raw.raw();
        let sheet = Bounds { x0: 0.0, y0: 0.0, x1: 612.0, y1: 792.0 };
        let media = Bounds::from(raw.media_box());
        let media = media.within(&media).unwrap_or(sheet);
        let named = |key: &[u8]| dict.get::<Rect>(key).and_then(|r| Bounds::from(r).within(&media));
        let crop = Bounds::from(raw.crop_box()).within(&media).unwrap_or(media);
        let trim = named(keys::TRIM_BOX).unwrap_or(crop);
        let bleed = named(keys::BLEED_BOX).map_or(trim, |b| b.around(&trim));
        let turn = match raw.rotation() {
            Rotation::None => Turn::None,
            Rotation::Horizontal => Turn::Right,
            Rotation::Flipped => Turn::Over,
            Rotation::FlippedHorizontal => Turn::Left,
        };
        let unit = dict.get::<f32>("UserUnit").map(f64::from).filter(|u| (0.001..=75_000.0).contains(u)).unwrap_or(1.0);
        Page { number: index + 1, media, crop, bleed, trim, turn, unit, annotations: annotations(dict) }
    }

    /// Width and height of the finished page as it is shown, in points.
    pub fn size(&self) -> (f64, f64) {
        let (w, h) = (self.trim.w() * self.unit, self.trim.h() * self.unit);
        if matches!(self.turn, Turn::Right | Turn::Left) { (h, w) } else { (w, h) }
    }

    /// How far the bleed runs past the finished page as it is shown: left, top, right, bottom, in points.
    pub fn bleeds(&self) -> [f64; 4] {
        let (t, b) = (&self.trim, &self.bleed);
        let [left, top, right, low] = [t.x0 - b.x0, b.y1 - t.y1, b.x1 - t.x1, t.y0 - b.y0].map(|d| d * self.unit);
        match self.turn {
            Turn::None => [left, top, right, low],
            Turn::Right => [low, left, top, right],
            Turn::Over => [right, low, left, top],
            Turn::Left => [top, right, low, left],
        }
    }

    /// What brings the page's space to the finished page as it is shown, upright, with its lower left corner at the
    /// origin, in points: the six numbers of a PDF's `cm` (8.3.4).
    pub fn upright(&self) -> [f64; 6] {
        let (t, u) = (&self.trim, self.unit);
        let turned = match self.turn {
            Turn::None => [1.0, 0.0, 0.0, 1.0, -t.x0, -t.y0],
            Turn::Right => [0.0, -1.0, 1.0, 0.0, -t.y0, t.x1],
            Turn::Over => [-1.0, 0.0, 0.0, -1.0, t.x1, t.y1],
            Turn::Left => [0.0, 1.0, -1.0, 0.0, t.y1, -t.x0],
        };
        turned.map(|n| n * u)
    }
}

/// Annotations that print and are not links (12.5).
fn annotations(page: &Dict<'_>) -> usize {
    let Some(all) = page.get::<Array<'_>>(keys::ANNOTS) else { return 0 };
    let unseen = |d: &Dict<'_>| {
        let kind = d.get::<Name<'_>>(keys::SUBTYPE);
        let is = |k: &[u8]| kind.as_deref() == Some(k);
        // Bit 2 of /F: hidden; what has no appearance is not printed (table 165).
        is(b"Link") || is(b"Popup") || d.get::<i32>("F").unwrap_or(0) & 2 != 0 || !d.contains_key("AP")
    };
    all.iter::<Dict<'_>>().filter(|d| !unseen(d)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(turn: Turn) -> Page {
        let bounds = |x0, y0, x1, y1| Bounds { x0, y0, x1, y1 };
        let trim = bounds(20.0, 30.0, 120.0, 230.0);
        let bleed = bounds(19.0, 26.0, 122.0, 233.0);
        let media = bounds(0.0, 0.0, 200.0, 300.0);
        Page { number: 1, media, crop: media, bleed, trim, turn, unit: 2.0, annotations: 0 }
    }

    fn moved(m: [f64; 6], x: f64, y: f64) -> (f64, f64) {
        (m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5])
    }

    #[test]
    fn a_turned_page_stands_upright_at_the_origin() {
        // The corner of the trim that is at the lower left when the page is shown.
        for (turn, corner, size) in [
            (Turn::None, (20.0, 30.0), (200.0, 400.0)),
            (Turn::Right, (120.0, 30.0), (400.0, 200.0)),
            (Turn::Over, (120.0, 230.0), (200.0, 400.0)),
            (Turn::Left, (20.0, 230.0), (400.0, 200.0)),
        ] {
            let page = page(turn);
            assert_eq!(page.size(), size, "{turn:?}");
            assert_eq!(moved(page.upright(), corner.0, corner.1), (0.0, 0.0), "{turn:?}");
            let opposite = (140.0 - corner.0, 260.0 - corner.1);
            assert_eq!(moved(page.upright(), opposite.0, opposite.1), size, "{turn:?}");
        }
    }

    #[test]
    fn bleeds_turn_with_the_page() {
        let bleeds = |turn| page(turn).bleeds().map(|d| d.round() as i32);
        assert_eq!(bleeds(Turn::None), [2, 6, 4, 8]);
        // Turned clockwise, what was low is at the left.
        assert_eq!(bleeds(Turn::Right), [8, 2, 6, 4]);
        assert_eq!(bleeds(Turn::Over), [4, 8, 2, 6]);
        assert_eq!(bleeds(Turn::Left), [6, 4, 8, 2]);
    }
}
