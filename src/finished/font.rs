//! Fonts as a finished PDF holds them (ISO 32000-1, 9.5 to 9.9): whether they are in it, and how wide their glyphs are.

use super::letters;
use super::paint::shown;
use hayro_syntax::object::dict::keys;
use hayro_syntax::object::{Array, Dict, Name, Object};
use std::collections::HashMap;

/// A font of a finished PDF.
#[derive(Debug, Clone, PartialEq)]
pub struct Font {
    /// Its name, as it is given in the file.
    pub name: String,
    /// Whether its outlines are in the file.
    pub embedded: bool,
    /// How many bytes a character code has.
    bytes: usize,
    widths: HashMap<u32, f64>,
    default: f64,
    /// By code: its text, and a number that names its shape. Only where marks are told in detail.
    letters: HashMap<u32, (String, u128)>,
}

impl Font {
    /// Reads a font; its letters too if they are to be told apart.
    pub(super) fn of(dict: &Dict<'_>, detailed: bool) -> Font {
        let letters = if detailed { letters::of(dict) } else { HashMap::new() };
        let name = dict.get::<Name<'_>>(keys::BASE_FONT).map(|n| shown(&n)).unwrap_or_default();
        let kind = dict.get::<Name<'_>>(keys::SUBTYPE);
        let descendant = dict.get::<Array<'_>>(keys::DESCENDANT_FONTS).and_then(|a| a.iter::<Dict<'_>>().next());
        if let Some(cid) = descendant {
            let (embedded, widths) = (is_embedded(&cid), cid.get::<Array<'_>>("W").map(|w| cid_widths(&w)));
            let default = cid.get::<f32>("DW").map_or(1000.0, f64::from);
            return Font { name, embedded, bytes: 2, widths: widths.unwrap_or_default(), default, letters };
        }
        let first = dict.get::<u32>("FirstChar").unwrap_or(0);
        let widths =
            dict.get::<Array<'_>>("Widths").map(|w| w.iter::<f32>().zip(first..).map(|(w, n)| (n, w.into())).collect());
        // The glyphs of a Type 3 font are drawings in the file itself.
        let embedded = kind.is_some_and(|k| &*k == b"Type3") || is_embedded(dict);
        Font { name, embedded, bytes: 1, widths: widths.unwrap_or_default(), default: 500.0, letters }
    }

    /// The characters of a string: their codes and widths in thousandths of the em.
    pub(super) fn characters<'s>(&'s self, text: &'s [u8]) -> impl Iterator<Item = (u32, f64)> + 's {
        let code = |c: &[u8]| c.iter().fold(0u32, |n, b| n << 8 | u32::from(*b));
        text.chunks_exact(self.bytes).map(code).map(|c| (c, self.widths.get(&c).copied().unwrap_or(self.default)))
    }

    /// The text of a code and the number that names its shape; what is not known has no text and the number of its code.
    pub(super) fn letter(&self, code: u32) -> (&str, u128) {
        self.letters.get(&code).map_or(("", code.into()), |(text, shape)| (text, *shape))
    }

    /// Whether a code is the sign that stands for a character that the font has not.
    pub(super) fn is_missing(&self, code: u32) -> bool {
        self.bytes == 2 && code == 0
    }

    /// Whether a code is a space that word spacing widens (9.3.3).
    pub(super) fn is_space(&self, code: u32) -> bool {
        self.bytes == 1 && code == 32
    }
}

fn is_embedded(font: &Dict<'_>) -> bool {
    let descriptor = font.get::<Dict<'_>>(keys::FONT_DESC);
    descriptor.is_some_and(|d| ["FontFile", "FontFile2", "FontFile3"].iter().any(|key| d.contains_key(key)))
}

/// `[c [w w …] first last w …]` (9.7.4.3)
fn cid_widths(array: &Array<'_>) -> HashMap<u32, f64> {
    let mut widths = HashMap::new();
    let items: Vec<Object<'_>> = array.iter::<Object<'_>>().collect();
    let mut rest = &items[..];
    loop {
        rest = match rest {
            [Object::Number(first), Object::Array(list), rest @ ..] => {
                let from = first.as_i64().max(0) as u32;
                widths.extend(list.iter::<f32>().zip(from..).map(|(w, n)| (n, f64::from(w))));
                rest
            }
            [Object::Number(first), Object::Number(last), Object::Number(w), rest @ ..] => {
                let (from, to) = (first.as_i64().max(0) as u32, last.as_i64().clamp(0, 65_535) as u32);
                widths.extend((from..=to).map(|n| (n, w.as_f64())));
                rest
            }
            _ => return widths,
        };
    }
}
