//! The objects of a PDF: keys that say who, when and where, and the streams that are not pages.

use super::bytes::search;
use super::{Kind, Place, Trace, packet, picture};
use crate::finished::{Document, unpacked};
use hayro_syntax::Filter;
use hayro_syntax::object::{Array, Dict, MaybeRef, Name, Object, Stream};
use rayon::prelude::*;

/// Keys of any dictionary, and what their presence means.
const KEYS: [(&str, Kind); 17] = [
    ("Author", Kind::Info),
    ("Creator", Kind::Info),
    ("Producer", Kind::Info),
    ("CreationDate", Kind::Info),
    ("ModDate", Kind::Info),
    ("Keywords", Kind::Info),
    ("Company", Kind::Info),
    ("PieceInfo", Kind::Private),
    ("LastModified", Kind::Private),
    ("Thumb", Kind::Thumbnail),
    ("EmbeddedFiles", Kind::File),
    ("EF", Kind::File),
    ("UF", Kind::File),
    ("JavaScript", Kind::Action),
    ("JS", Kind::Action),
    ("OpenAction", Kind::Action),
    ("ByteRange", Kind::Signature),
];
/// Keys of an annotation that name somebody or a time (ISO 32000-1, tables 164 and 170).
const ANNOTATION: [&str; 3] = ["T", "M", "CreationDate"];
/// Strings that a reader shows: what stands in them is part of the paper.
const SHOWN: [&[u8]; 6] = [b"Title", b"Alt", b"Contents", b"URI", b"ActualText", b"E"];
/// Annotations that lead somewhere and say nothing.
const QUIET: [&[u8]; 1] = [b"Link"];
/// The deepest that dictionaries and arrays are followed into one another.
const DEEPEST: usize = 30;

/// The traces in the objects of a document.
pub(super) fn traces(document: &Document, names: &[&str]) -> Vec<Trace> {
    let pdf = document.syntax();
    let mut out = Vec::new();
    info(pdf.metadata(), &mut out);
    let objects: Vec<Object<'_>> = pdf.objects().into_iter().collect();
    let each: Vec<Vec<Trace>> = objects.par_iter().map(|object| of_numbered(object, names)).collect();
    out.extend(each.into_iter().flatten());
    out
}

/// The traces in an object that has a number, and in its stream.
fn of_numbered(object: &Object<'_>, names: &[&str]) -> Vec<Trace> {
    let place = match object {
        Object::Dict(d) => d.obj_id().map(|id| id.obj_number),
        Object::Stream(s) => Some(s.obj_id().obj_number),
        _ => None,
    };
    let place = Place::Object(place.unwrap_or_default());
    let mut out = Vec::new();
    if let Object::Stream(stream) = object {
        of_stream(stream, place, names, &mut out);
    }
    of_object(object, (place, names), 0, &mut out);
    out
}

/// The document's information dictionary; a title alone names nobody.
fn info(m: &hayro_syntax::metadata::Metadata, out: &mut Vec<Trace>) {
    let texts = [&m.author, &m.creator, &m.producer, &m.subject, &m.keywords];
    for text in texts.into_iter().flatten() {
        out.push(Trace::new(Place::Info, Kind::Info, text));
    }
    for date in [&m.creation_date, &m.modification_date].into_iter().flatten() {
        out.push(Trace::new(Place::Info, Kind::Info, format!("{date:?}")));
    }
}

fn of_object(object: &Object<'_>, (place, names): (Place, &[&str]), depth: usize, out: &mut Vec<Trace>) {
    if depth > DEEPEST {
        return;
    }
    match object {
        Object::Dict(dict) => of_dict(dict, (place, names), depth, out),
        Object::Stream(stream) => of_dict(stream.dict(), (place, names), depth, out),
        Object::Array(array) => of_array(array, (place, names), depth, out),
        Object::String(text) => out.extend(search(text.as_bytes(), names, &|_| place)),
        _ => {}
    }
}

fn of_array(array: &Array<'_>, place: (Place, &[&str]), depth: usize, out: &mut Vec<Trace>) {
    for item in array.raw_iter() {
        if let MaybeRef::NotRef(item) = item {
            of_object(&item, place, depth + 1, out);
        }
    }
}

fn of_dict(dict: &Dict<'_>, (place, names): (Place, &[&str]), depth: usize, out: &mut Vec<Trace>) {
    for (key, kind) in KEYS {
        if dict.contains_key(key) {
            let words = said(dict, key).unwrap_or_else(|| format!("/{key}").into_bytes());
            out.push(Trace::new(place, kind, words));
        }
    }
    let subtype = dict.get::<Name<'_>>("Subtype");
    let is = |name: &[u8]| dict.get::<Name<'_>>("Type").is_some_and(|t| &*t == name);
    let quiet = subtype.as_deref().is_some_and(|s| QUIET.contains(&s));
    if (is(b"Annot") || dict.contains_key("Rect")) && !quiet {
        for key in ANNOTATION {
            if let Some(words) = said(dict, key) {
                out.push(Trace::new(place, Kind::Annotation, words));
            }
        }
    }
    if is(b"Filespec")
        && let Some(words) = said(dict, "F")
    {
        out.push(Trace::new(place, Kind::File, words));
    }
    if dict.get::<Name<'_>>("S").is_some_and(|s| matches!(&*s, b"Launch" | b"SubmitForm" | b"ImportData")) {
        out.push(Trace::new(place, Kind::Action, "/Launch, /SubmitForm or /ImportData"));
    }
    for (key, value) in dict.entries() {
        let names = if SHOWN.contains(&&*key) { &[] } else { names };
        if let MaybeRef::NotRef(value) = value {
            of_object(&value, (place, names), depth + 1, out);
        }
    }
}

/// What a string under a key says.
fn said(dict: &Dict<'_>, key: &str) -> Option<Vec<u8>> {
    dict.get::<hayro_syntax::object::String<'_>>(key).map(|s| s.as_bytes().to_vec())
}

/// What is in a stream: a packet, a picture's segments; in all that is no page, paths and names.
fn of_stream(stream: &Stream<'_>, place: Place, names: &[&str], out: &mut Vec<Trace>) {
    let filters = stream.filters();
    if filters.last() == Some(&Filter::DctDecode) {
        // Packed once more, the picture itself lies within; as a rule it lies open.
        if filters.len() == 1 {
            out.extend(picture::traces(&stream.raw_data(), place));
        }
        return;
    }
    let is = |key: &str, name: &[u8]| stream.dict().get::<Name<'_>>(key).is_some_and(|t| &*t == name);
    if is("Subtype", b"Image") {
        return;
    }
    let Some(data) = unpacked(stream) else { return };
    if is("Type", b"Metadata") || data.trim_ascii_start().starts_with(b"<?xpacket") {
        out.extend(packet::traces(&data, place));
    }
    // Paths in what is not packed have been found where it lies.
    let found = search(&data, names, &|_| place).into_iter();
    out.extend(found.filter(|t| !filters.is_empty() || t.kind == Kind::Name));
}
