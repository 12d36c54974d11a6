//! What two marks that look alike have in common: enough to say that nothing has changed, and mean it.

use super::unpacked;
use crate::hash::hash;
use hayro_syntax::object::dict::keys;
use hayro_syntax::object::{Dict, Name, Object, Stream, String as PdfString};

/// What a mark looks like, beside its paint and its room. Places are in the page's space.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Detail {
    /// Its letters, if it is text.
    pub glyphs: Vec<Shown>,
    /// How text is scaled and turned: the first four numbers of its matrix (9.4.4), times its size.
    pub matrix: [f64; 4],
    /// The points of a path, in their order; the corners of a picture.
    pub points: Vec<(f64, f64)>,
    /// A number that names everything else: a picture's pixels, the operators of a path.
    pub name: u128,
}

/// A letter as it is shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Shown {
    /// The text that it stands for; of several letters for one text, the first has it.
    pub text: String,
    /// A number that names its outline.
    pub shape: u128,
    /// Where it stands on its baseline.
    pub at: (f64, f64),
    /// Where it ends there.
    pub end: (f64, f64),
}

/// A number that names bytes.
pub(super) fn name(bytes: &[u8]) -> u128 {
    hash(bytes)
}

/// A number that names a picture: its pixels as they are stored, and how they are to be understood.
pub(super) fn picture(image: &Stream<'_>) -> u128 {
    let dict = image.dict();
    let mut parts = vec![pixels(image)];
    for mask in ["SMask", "Mask"] {
        if let Some(mask) = dict.get::<Stream<'_>>(mask) {
            parts.push(pixels(&mask));
        }
    }
    for key in ["Width", "Height", "BitsPerComponent", "Decode", "ColorSpace", "ImageMask", "W", "H", "BPC", "D", "CS"]
    {
        let value = match dict.get::<Object<'_>>(key) {
            None => Vec::new(),
            Some(Object::Array(array)) => array.data().to_vec(),
            Some(Object::Name(name)) => name.to_vec(),
            Some(Object::Number(n)) => n.as_f64().to_be_bytes().to_vec(),
            Some(Object::Boolean(b)) => vec![u8::from(b)],
            Some(_) => vec![b'?'],
        };
        parts.push(hash(&value));
    }
    let all: Vec<u8> = parts.iter().flat_map(|n| n.to_be_bytes()).collect();
    hash(&all)
}

/// A number that names pixels, however they are packed; those of a JPEG as they are.
fn pixels(image: &Stream<'_>) -> u128 {
    unpacked(image).map_or_else(|| hash(&image.raw_data()), |pixels| hash(&pixels))
}

/// What a stretch of marked content stands for (14.9.4).
pub(super) fn actual_text(dict: &Dict<'_>) -> Option<String> {
    let text = dict.get::<PdfString<'_>>("ActualText")?;
    Some(super::letters::text(text.as_bytes()))
}

/// Whether a graphics state changes nothing but how plates are laid on one another, or the width of lines, which every
/// stroke is told with.
pub(super) fn is_plain(state: &Dict<'_>) -> bool {
    let one = |key: &Name<'_>| state.get::<f32>(&**key).is_some_and(|n| (n - 1.0).abs() < 1e-6);
    state.keys().all(|key| match &*key {
        b"Type" | b"OP" | b"op" | b"OPM" | b"LW" | b"SA" | b"AIS" => true,
        b"ca" | b"CA" => one(&key),
        b"BM" => state.get::<Name<'_>>(keys::BM).is_some_and(|n| matches!(&*n, b"Normal" | b"Compatible")),
        b"SMask" => state.get::<Name<'_>>("SMask").is_some_and(|n| &*n == b"None"),
        _ => false,
    })
}
