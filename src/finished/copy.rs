//! Objects of a finished PDF → objects of one that is being written.
//!
//! A page becomes a form `XObject` (ISO 32000-1, 8.10) that draws in the page's own space. Whatever it refers to is
//! copied once, in the order of first mention, so that the same file gives the same bytes. Streams are not packed
//! again. Left behind is what identifies a maker or leads out of the page: metadata, private data of programs, dates,
//! links to files, the structure tree, other pages.

use super::content::{Content, content};
use super::{Document, identifier};
use crate::pdf::deflate;
use hayro_syntax::Filter;
use hayro_syntax::object::dict::keys;
use hayro_syntax::object::{Array, Dict, MaybeRef, Name, Number, ObjRef, Object, Stream};
use pdf_writer::{Chunk, Finish, Obj, Ref};
use std::collections::{HashMap, VecDeque};

/// Entries that are not taken over, wherever they stand: what identifies a maker, what leads to other files, and what
/// refers to a structure that is left behind.
const LEFT: [&[u8]; 13] = [
    b"AF",
    b"CreatorInfo",
    b"FDecodeParms",
    b"FFilter",
    b"LastModified",
    b"Length",
    b"Metadata",
    b"OPI",
    b"PTData",
    b"PieceInfo",
    b"Ref",
    b"StructParent",
    b"StructParents",
];

/// Dictionaries of these types are not part of what is painted.
const NOT_PAINTED: [&[u8]; 6] = [b"Annot", b"Catalog", b"Metadata", b"Page", b"Pages", b"StructElem"];

/// The kinds of a page's resources (table 33).
const RESOURCES: [&[u8]; 7] = [b"ColorSpace", b"ExtGState", b"Font", b"Pattern", b"Properties", b"Shading", b"XObject"];

/// What the keys of a dictionary are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Keys {
    /// The standard's own.
    Standard,
    /// Kinds of resources, each a dictionary of free names.
    Resources,
    /// Names that the file's maker chose, so that none is known to mean anything.
    Free,
}

impl Keys {
    /// What the keys of the value of `key` are.
    fn below(self, key: &[u8]) -> Keys {
        match (self, key) {
            (Keys::Resources, _) | (Keys::Standard, b"CharProcs" | b"Colorants") => Keys::Free,
            (Keys::Standard, b"Resources") => Keys::Resources,
            _ => Keys::Standard,
        }
    }
}

/// Something that was mentioned and is still to be written.
enum Waiting<'a> {
    Object(ObjRef, Keys),
    Dict(Dict<'a>, Keys),
}

/// Copies objects of one document.
pub struct Copier<'a> {
    document: &'a Document,
    next: Ref,
    refs: HashMap<ObjRef, Ref>,
    /// Dictionaries of resources that pages share, by where they stand in memory.
    shared: HashMap<(usize, usize), Ref>,
    waiting: VecDeque<(Ref, Waiting<'a>)>,
}

impl<'a> Copier<'a> {
    /// A copier that numbers what it writes from `next` on.
    pub fn new(document: &'a Document, next: Ref) -> Copier<'a> {
        Copier { document, next, refs: HashMap::new(), shared: HashMap::new(), waiting: VecDeque::new() }
    }

    /// The first number that is free.
    pub fn next(&self) -> Ref {
        self.next
    }

    /// Writes a page as a form that draws in the page's space, all of its paper; `false` where a part of its content
    /// could not be read. What it refers to is written by [`Copier::rest`].
    pub fn form(&mut self, index: usize, out: &mut Chunk) -> (Ref, bool) {
        let id = self.next.bump();
        let Some(page) = self.document.pdf.pages().get(index) else {
            out.form_xobject(id, b"");
            return (id, false);
        };
        let (content, mut whole) = (content(page), true);
        let (bytes, source) = match &content {
            Content::Empty => (std::borrow::Cow::Borrowed(&b""[..]), None),
            Content::One(stream) => (stream.raw_data(), Some(stream)),
            Content::Joined { operators, damaged } => {
                whole = !damaged;
                (deflate(operators).into(), None)
            }
        };
        let mut form = out.form_xobject(id, &bytes);
        let media = self.document.pages[index].media;
        form.bbox(pdf_writer::Rect::new(media.x0 as f32, media.y0 as f32, media.x1 as f32, media.y1 as f32));
        match source {
            Some(stream) => self.packing(stream, &mut form),
            None if bytes.is_empty() => {}
            None => drop(form.filter(pdf_writer::Filter::FlateDecode)),
        }
        self.resources(page.resources(), form.insert(pdf_writer::Name(keys::RESOURCES)));
        if let Some(group) = page.raw().get::<Dict<'a>>(keys::GROUP) {
            self.group(&group, form.insert(pdf_writer::Name(keys::GROUP)));
        }
        form.finish();
        (id, whole)
    }

    /// Writes an entry of the catalog, if there is one.
    pub fn catalog_entry(&mut self, key: &str, into: &mut pdf_writer::Dict<'_>) {
        let value = self.document.catalog().get_raw::<Object<'a>>(key);
        match value {
            Some(MaybeRef::NotRef(Object::Null(_))) | None => {}
            Some(value) => self.value(&value, Keys::Standard, into.insert(pdf_writer::Name(key.as_bytes()))),
        }
    }

    /// Writes everything that was mentioned, and what that mentions.
    pub fn rest(&mut self, out: &mut Chunk) {
        while let Some((id, waiting)) = self.waiting.pop_front() {
            match waiting {
                Waiting::Dict(dict, keys) => self.dict(&dict, keys, out.indirect(id)),
                Waiting::Object(r, keys) => {
                    let object = self.document.pdf.xref().get::<Object<'a>>(identifier(r.obj_number, r.gen_number));
                    match object {
                        Some(Object::Stream(stream)) if is_painted(stream.dict()) => self.stream(&stream, id, out),
                        Some(object) => self.object(&object, keys, out.indirect(id)),
                        // A reference to what is not there is one to nothing (7.3.10).
                        None => out.indirect(id).primitive(pdf_writer::Null),
                    }
                }
            }
        }
    }

    fn stream(&mut self, stream: &Stream<'a>, id: Ref, out: &mut Chunk) {
        let data = stream.raw_data();
        let mut written = out.stream(id, &data);
        let crypt = stream.filters().first() == Some(&Filter::Crypt);
        for (key, value) in stream.dict().entries() {
            let left = LEFT.contains(&&*key) || (&*key == b"F" && !is_filter(&value));
            let packing = crypt && matches!(&*key, b"Filter" | b"DecodeParms" | b"F" | b"DP");
            if !left && !packing {
                self.value(&value, Keys::Standard.below(&key), written.insert(pdf_writer::Name(&key)));
            }
        }
        if crypt {
            self.packing(stream, &mut written);
        }
    }

    /// How a stream is packed: its filters and their parameters (table 5), that of encryption left out.
    fn packing(&mut self, stream: &Stream<'a>, into: &mut pdf_writer::Dict<'_>) {
        let skip = usize::from(stream.filters().first() == Some(&Filter::Crypt));
        for (long, short) in [("Filter", "F"), ("DecodeParms", "DP")] {
            let value = [long, short].iter().find_map(|key| stream.dict().get::<Object<'a>>(key));
            match value {
                Some(Object::Array(all)) => {
                    let mut array = into.insert(pdf_writer::Name(long.as_bytes())).array();
                    for item in all.raw_iter().skip(skip) {
                        self.value(&item, Keys::Standard, array.push());
                    }
                }
                Some(value @ (Object::Name(_) | Object::Dict(_))) if skip == 0 => {
                    self.object(&value, Keys::Standard, into.insert(pdf_writer::Name(long.as_bytes())));
                }
                _ => {}
            }
        }
    }

    fn resources(&mut self, resources: &hayro_syntax::page::Resources<'a>, into: Obj<'_>) {
        let r = resources;
        let kinds = [&r.color_spaces, &r.ext_g_states, &r.fonts, &r.patterns, &r.properties, &r.shadings, &r.x_objects];
        let mut written = into.dict();
        for (key, dict) in RESOURCES.into_iter().zip(kinds).filter(|(_, dict)| !dict.is_empty()) {
            let place = (dict.data().as_ptr() as usize, dict.data().len());
            let id = *self.shared.entry(place).or_insert_with(|| {
                let id = self.next.bump();
                self.waiting.push_back((id, Waiting::Dict(dict.clone(), Keys::Free)));
                id
            });
            written.pair(pdf_writer::Name(key), id);
        }
    }

    /// A page's group is isolated whatever it says (11.6.6); as a form's group it must say so.
    fn group(&mut self, group: &Dict<'a>, into: Obj<'_>) {
        let mut written = into.dict();
        written.pair(pdf_writer::Name(b"S"), pdf_writer::Name(b"Transparency"));
        if let Some(space) = group.get_raw::<Object<'a>>("CS") {
            self.value(&space, Keys::Standard, written.insert(pdf_writer::Name(b"CS")));
        }
        written.pair(pdf_writer::Name(b"I"), true);
        if let Some(knockout) = group.get::<bool>("K") {
            written.pair(pdf_writer::Name(b"K"), knockout);
        }
    }

    fn value(&mut self, value: &MaybeRef<Object<'a>>, keys: Keys, into: Obj<'_>) {
        match value {
            MaybeRef::NotRef(object) => self.object(object, keys, into),
            MaybeRef::Ref(r) => {
                let (next, waiting) = (&mut self.next, &mut self.waiting);
                let id = self.refs.entry(*r).or_insert_with(|| {
                    let id = next.bump();
                    waiting.push_back((id, Waiting::Object(*r, keys)));
                    id
                });
                into.primitive(*id);
            }
        }
    }

    fn object(&mut self, object: &Object<'a>, keys: Keys, into: Obj<'_>) {
        match object {
            Object::Boolean(b) => into.primitive(*b),
            Object::Number(n) => number(*n, into),
            Object::String(s) => into.primitive(pdf_writer::Str(s.as_bytes())),
            Object::Name(n) => into.primitive(pdf_writer::Name(n)),
            Object::Dict(d) => self.dict(d, keys, into),
            Object::Array(a) => self.array(a, into),
            // A stream stands for itself and is never part of anything (7.3.8).
            Object::Null(_) | Object::Stream(_) => into.primitive(pdf_writer::Null),
        }
    }

    fn dict(&mut self, dict: &Dict<'a>, keys: Keys, into: Obj<'_>) {
        if keys == Keys::Standard && !is_painted(dict) {
            into.primitive(pdf_writer::Null);
            return;
        }
        let mut written = into.dict();
        for (key, value) in dict.entries() {
            if keys != Keys::Standard || !LEFT.contains(&&*key) {
                self.value(&value, keys.below(&key), written.insert(pdf_writer::Name(&key)));
            }
        }
    }

    fn array(&mut self, array: &Array<'a>, into: Obj<'_>) {
        let mut written = into.array();
        for item in array.raw_iter() {
            self.value(&item, Keys::Standard, written.push());
        }
    }
}

/// Whether a dictionary is not one of another page, of the structure or of metadata.
fn is_painted(dict: &Dict<'_>) -> bool {
    let kind = dict.get::<Name<'_>>(keys::TYPE);
    !kind.is_some_and(|k| NOT_PAINTED.contains(&&*k))
}

/// Whether the value of a stream's /F is a filter's short name; otherwise it is a path of a file (table 5).
fn is_filter(value: &MaybeRef<Object<'_>>) -> bool {
    matches!(value, MaybeRef::NotRef(Object::Name(_) | Object::Array(_)))
}

fn number(n: Number, into: Obj<'_>) {
    let value = n.as_f64();
    if value.fract() == 0.0 && value.abs() < f64::from(i32::MAX) {
        into.primitive(value as i32);
    } else {
        // No reader takes larger numbers (annex C).
        into.primitive(value.clamp(-3.4e38, 3.4e38) as f32);
    }
}
