//! Faces → embedded subsets: Type0 fonts with Identity-H (ISO 32000-1, 9.7), the used glyphs alone, their widths and
//! what they mean. A glyph's number in the PDF is the one that it has in the face (`glyphs`), not the one in the subset:
//! a `CIDToGIDMap` leads from one to the other, in CFF the charset.

use super::cff;
use super::glyphs::Numbers;
use super::{deflate, number};
use crate::display::FaceId;
use crate::font::Face;
use crate::hash::hash;
use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap};
use pdf_writer::{Filter, Finish, Name, Pdf, Rect, Ref, Str};
use skrifa::instance::{LocationRef, Size};
use skrifa::raw::TableProvider;
use skrifa::string::StringId;
use skrifa::{FontRef, GlyphId, MetadataProvider, Tag};
use std::sync::Arc;
use subsetter::GlyphRemapper;

/// A face and the numbers of its glyphs.
pub(super) struct Font<'a> {
    pub(super) face: &'a Arc<Face>,
    pub(super) numbers: Numbers<'a>,
    /// By glyph of the face: its advance in millionths of an em, as the PDF states it.
    pub(super) widths: Vec<i64>,
}

/// What is embedded of a face.
#[derive(Debug)]
pub(super) struct Subset {
    /// The font program, compressed; nothing if the face cannot be subset.
    program: Option<Vec<u8>>,
    to_unicode: Vec<u8>,
    cid_to_gid: Option<Vec<u8>>,
    name: String,
}

/// The objects of a font.
#[derive(Debug, Clone, Copy)]
pub(super) struct FontRefs {
    pub(super) font: Ref,
    cid: Ref,
    descriptor: Ref,
    program: Ref,
    to_unicode: Ref,
    cid_to_gid: Ref,
}

impl FontRefs {
    pub(super) fn new(mut next: impl FnMut() -> Ref) -> FontRefs {
        FontRefs {
            font: next(),
            cid: next(),
            descriptor: next(),
            program: next(),
            to_unicode: next(),
            cid_to_gid: next(),
        }
    }
}

const INFO: SystemInfo<'static> = SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 };

fn tables(face: &Face) -> Option<FontRef<'_>> {
    FontRef::from_index(&face.data, face.index).ok()
}

/// The face's own units in an em, at least 1.
fn units_per_em(font: &FontRef<'_>) -> f64 {
    font.head().map_or(1000.0, |head| f64::from(head.units_per_em()).max(1.0))
}

/// Whether the outlines are CFF (cubic), not TrueType.
pub(super) fn is_cff(face: &Face) -> bool {
    tables(face).is_some_and(|f| f.table_data(Tag::new(b"CFF ")).is_some())
}

/// The advances of the glyphs that `numbers` names, in millionths of an em.
pub(super) fn widths(face: &Face, numbers: &Numbers<'_>) -> Vec<i64> {
    let Some(font) = tables(face) else { return Vec::new() };
    let upem = units_per_em(&font);
    let metrics = font.glyph_metrics(Size::unscaled(), LocationRef::default());
    let mut widths = Vec::new();
    for (_, glyph, _) in numbers.iter() {
        let units = f64::from(metrics.advance_width(GlyphId::from(glyph)).unwrap_or(0.0));
        if widths.len() <= usize::from(glyph) {
            widths.resize(usize::from(glyph) + 1, 0);
        }
        widths[usize::from(glyph)] = (units * 1e6 / upem).round() as i64;
    }
    widths
}

impl Font<'_> {
    /// The advance of a glyph in em.
    pub(super) fn advance(&self, glyph: u16) -> f64 {
        self.widths.get(usize::from(glyph)).map_or(0.0, |w| *w as f64 / 1e6)
    }

    /// What the operators call the face: the same whatever else is in the file.
    pub(super) fn resource(&self, id: FaceId) -> String {
        match self.face.named {
            Some(name) => format!("F{name:016x}"),
            None => format!("F{}", id.0),
        }
    }

    /// Cuts the face down to its used glyphs.
    pub(super) fn subset(&self) -> Subset {
        let cff = is_cff(self.face);
        let mut kept = GlyphRemapper::new();
        let map: Vec<(u16, u16)> = self.numbers.iter().map(|(number, glyph, _)| (number, kept.remap(glyph))).collect();
        let program = subsetter::subset(&self.face.data, self.face.index, &kept).ok();
        let program = program.and_then(|p| if cff { cff::with_numbers(cff_table(&p)?, &kept) } else { Some(p) });
        let tag = tag(hash(program.as_deref().unwrap_or_default()));
        let cid_to_gid = (!cff).then(|| deflate(&cid_to_gid(&map)));
        Subset {
            program: program.map(|p| deflate(&p)),
            to_unicode: deflate(&self.to_unicode()),
            cid_to_gid,
            name: format!("{tag}+{}", postscript_name(self.face)),
        }
    }

    /// What its numbers stand for, as a `CMap`; not packed.
    pub(super) fn to_unicode(&self) -> Vec<u8> {
        let info = SystemInfo { ordering: Str(b"UCS"), ..INFO };
        let mut map = UnicodeCmap::<u16>::new(Name(b"Text"), info);
        for (number, _, text) in self.numbers.iter() {
            // What stands for nothing is within an ActualText; readers that do not know that get no replacement mark.
            map.pair_with_multiple(number, if text.is_empty() { "\u{200b}" } else { text }.chars());
        }
        map.finish().into_vec()
    }

    /// Writes the font's objects.
    pub(super) fn write(&self, subset: &Subset, refs: FontRefs, pdf: &mut Pdf) {
        let name = Name(subset.name.as_bytes());
        let cff = is_cff(self.face);
        let base: Vec<u8> = if cff { [name.0, b"-Identity-H"].concat() } else { name.0.to_vec() };
        pdf.type0_font(refs.font)
            .base_font(Name(&base))
            .encoding_predefined(Name(b"Identity-H"))
            .descendant_font(refs.cid)
            .to_unicode(refs.to_unicode);
        let mut cid = pdf.cid_font(refs.cid);
        cid.subtype(if cff { CidFontType::Type0 } else { CidFontType::Type2 });
        cid.base_font(name).system_info(INFO).font_descriptor(refs.descriptor).default_width(0.0);
        if subset.cid_to_gid.is_some() {
            cid.cid_to_gid_map_stream(refs.cid_to_gid);
        }
        self.write_widths(&mut cid);
        cid.finish();
        self.write_descriptor(subset, refs, cff, pdf);
        pdf.stream(refs.to_unicode, &subset.to_unicode).filter(Filter::FlateDecode);
        if let Some(map) = &subset.cid_to_gid {
            pdf.stream(refs.cid_to_gid, map).filter(Filter::FlateDecode);
        }
        if let Some(program) = &subset.program {
            let mut stream = pdf.stream(refs.program, program);
            stream.filter(Filter::FlateDecode);
            if cff {
                stream.pair(Name(b"Subtype"), Name(b"CIDFontType0C"));
            }
        }
    }

    fn write_widths(&self, cid: &mut pdf_writer::writers::CidFont<'_>) {
        let by_number: Vec<(u16, i64)> =
            self.numbers.iter().map(|(n, glyph, _)| (n, self.widths[usize::from(glyph)])).collect();
        let mut out = cid.widths();
        for stretch in by_number.chunk_by(|a, b| a.0 + 1 == b.0) {
            out.consecutive(stretch[0].0, stretch.iter().map(|(_, width)| number::real(*width)));
        }
    }

    fn write_descriptor(&self, subset: &Subset, refs: FontRefs, cff: bool, pdf: &mut Pdf) {
        let face = self.face;
        let font = tables(face);
        let head = font.as_ref().and_then(|f| f.head().ok());
        let upem = font.as_ref().map_or(1000.0, units_per_em);
        let scaled = |units: i16| number::real((f64::from(units) * 1e6 / upem).round() as i64);
        let bbox = head.map_or(Rect::new(0.0, 0.0, 1000.0, 1000.0), |h| {
            Rect::new(scaled(h.x_min()), scaled(h.y_min()), scaled(h.x_max()), scaled(h.y_max()))
        });
        let angle = font.and_then(|f| f.post().ok()).map_or(0.0, |p| p.italic_angle().to_f64());
        let em = |measure: f64| number::real((measure * 1e6).round() as i64);
        // The subset has an encoding of its own, so it is symbolic (ISO 32000-1, table 123).
        let mut flags = FontFlags::SYMBOLIC;
        flags.set(FontFlags::ITALIC, face.italic);
        let mut descriptor = pdf.font_descriptor(refs.descriptor);
        descriptor
            .name(Name(subset.name.as_bytes()))
            .flags(flags)
            .bbox(bbox)
            .italic_angle(number::real((angle * 1e3).round() as i64))
            .ascent(em(face.ascent))
            .descent(em(-face.descent))
            .cap_height(em(face.cap_height))
            .x_height(em(face.x_height))
            // Fonts do not state the thickness of their stems; this is what the weight makes likely.
            .stem_v(number::real((10.0 + 0.244 * (f64::from(face.weight) - 50.0)).round() as i64 * 1000));
        if subset.program.is_some() {
            if cff {
                descriptor.font_file3(refs.program);
            } else {
                descriptor.font_file2(refs.program);
            }
        }
    }
}

/// By number, the glyph of the subset, two bytes each (table 117); `map` in the order of the numbers.
fn cid_to_gid(map: &[(u16, u16)]) -> Vec<u8> {
    let mut bytes = vec![0; map.last().map_or(0, |(number, _)| 2 * (usize::from(*number) + 1))];
    for (number, glyph) in map {
        let at = 2 * usize::from(*number);
        bytes[at..at + 2].copy_from_slice(&glyph.to_be_bytes());
    }
    bytes
}

/// The bare CFF table of a subset.
fn cff_table(program: &[u8]) -> Option<Vec<u8>> {
    let font = FontRef::new(program).ok()?;
    Some(font.table_data(Tag::new(b"CFF "))?.as_bytes().to_vec())
}

/// Six capitals (ISO 32000-1, 9.6.4) that follow from the subset's content and from nothing else.
fn tag(hash: u128) -> String {
    let mut rest = hash;
    (0..6)
        .map(|_| {
            let letter = b'A' + (rest % 26) as u8;
            rest /= 26;
            char::from(letter)
        })
        .collect()
}

/// The face's own PostScript name, in the characters that such names may have.
fn postscript_name(face: &Face) -> String {
    let own = tables(face).and_then(|f| f.localized_strings(StringId::POSTSCRIPT_NAME).english_or_first());
    let own = own.map_or_else(|| face.family.clone(), |name| name.to_string());
    let name: String = own.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').take(63).collect();
    if name.is_empty() { "Font".into() } else { name }
}
