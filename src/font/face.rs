//! One face: from a font file's bytes to its names and measures.
//!
//! Reading is lazy: only `head`, `hhea`, `OS/2` and `name` are looked at; glyphs are read when they are asked for.

use super::Texts;
use skrifa::MetadataProvider;
use skrifa::instance::{LocationRef, Size};
use skrifa::raw::tables::name::{Name, NameId};
use skrifa::raw::tables::os2::{Os2, SelectionFlags};
use skrifa::raw::{FontRef, TableProvider};
use std::borrow::Cow;
use std::fmt;
use std::sync::OnceLock;

/// One face. Measures are in em.
pub struct Face {
    /// The family's name.
    pub family: String,
    /// 100 to 900.
    pub weight: u16,
    /// Whether it is slanted.
    pub italic: bool,
    /// The height of capitals, in em.
    pub cap_height: f64,
    /// The height of x, in em.
    pub x_height: f64,
    /// The ascent, in em.
    pub ascent: f64,
    /// The descent, in em, positive.
    pub descent: f64,
    /// The font file.
    pub data: Cow<'static, [u8]>,
    /// The face's place in its file (a collection holds several).
    pub index: u32,
    /// Units to the em.
    pub units_per_em: u16,
    /// The number that names a user's file by its bytes; those built in are known by their place.
    pub(crate) named: Option<u64>,
    font: OnceLock<Option<skrifa::Font>>,
    texts: OnceLock<Texts>,
}

impl fmt::Debug for Face {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}{}", self.family, self.weight, if self.italic { " italic" } else { "" })
    }
}

impl Face {
    /// Reads a face's names and measures; `None` where a table without which nothing can be set is missing or broken.
    pub fn read(data: Cow<'static, [u8]>, index: u32) -> Option<Face> {
        let font = FontRef::from_index(&data, index).ok()?;
        let head = font.head().ok()?;
        let upem = head.units_per_em();
        if !(16..=16_384).contains(&upem) {
            return None;
        }
        let hhea = font.hhea().ok()?;
        let em = |units: i16| f64::from(units) / f64::from(upem);
        let os2 = font.os2().ok();
        let family = font
            .name()
            .ok()
            .and_then(|n| string(&n, NameId::TYPOGRAPHIC_FAMILY_NAME).or_else(|| string(&n, NameId::FAMILY_NAME)))?;
        let weight = os2.as_ref().map_or(400, Os2::us_weight_class);
        // Weight classes 1 to 9 are those of fonts from before OpenType 1.0.
        let weight = if weight < 10 { weight * 100 } else { weight }.clamp(100, 900);
        let italic = os2.as_ref().map_or(head.mac_style().bits() & 2 != 0, |o| {
            o.fs_selection().intersects(SelectionFlags::ITALIC | SelectionFlags::OBLIQUE)
        });
        let sane = |v: f64, default: f64| if (0.1..=2.0).contains(&v) { v } else { default };
        let cap_height = sane(os2.as_ref().and_then(Os2::s_cap_height).map_or(0.0, em), 0.7);
        let x_height = sane(os2.as_ref().and_then(Os2::sx_height).map_or(0.0, em), 0.5);
        let ascent = sane(em(hhea.ascender().to_i16()), 0.9);
        let descent = sane(-em(hhea.descender().to_i16()), 0.25);
        Some(Face {
            family,
            weight,
            italic,
            cap_height,
            x_height,
            ascent,
            descent,
            index,
            units_per_em: upem,
            named: None,
            font: OnceLock::new(),
            texts: OnceLock::new(),
            data,
        })
    }

    /// The font behind the face, read when it is first asked for.
    pub(crate) fn font(&self) -> Option<&skrifa::Font> {
        let open = || match &self.data {
            Cow::Borrowed(bytes) => skrifa::Font::new(*bytes, self.index),
            Cow::Owned(bytes) => skrifa::Font::new(bytes.clone(), self.index),
        };
        self.font.get_or_init(open).as_ref()
    }

    /// What its glyphs stand for, found out when it is first asked for.
    pub(crate) fn texts(&self) -> &Texts {
        self.texts.get_or_init(|| Texts::of(self))
    }

    /// How far a character's glyph reaches below the baseline and above it, in em.
    pub fn reach(&self, c: char) -> Option<(f64, f64)> {
        let font = FontRef::from_index(&self.data, self.index).ok()?;
        let glyph = font.charmap().map(c)?;
        let bounds = font.glyph_metrics(Size::unscaled(), LocationRef::default()).bounds(glyph)?;
        let em = |units: f32| f64::from(units) / f64::from(self.units_per_em);
        Some((-em(bounds.y_min), em(bounds.y_max)))
    }

    /// Whether it has a glyph for a character.
    pub fn has(&self, c: char) -> bool {
        self.font().is_some_and(|f| f.charmap().map_unicode(c).is_some())
    }
}

/// A string of the `name` table: the English one if there is one, else the first.
fn string(name: &Name<'_>, id: NameId) -> Option<String> {
    let records = || name.name_record().iter().filter(|r| r.name_id() == id);
    let english = records().find(|r| r.platform_id() == 3 && r.language_id() == 0x409);
    let record = english.or_else(|| records().next())?;
    let text: String = record.string(name.string_data()).ok()?.chars().filter(|c| !c.is_control()).take(100).collect();
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}
