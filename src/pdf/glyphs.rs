//! Which glyphs of each face a document uses, for which text, and under which number (CID) they go into the PDF.
//!
//! A page's content is not to depend on what else its file holds, so that pages which are alike in two editions have the
//! same bytes. So a glyph goes under its own number in the face, whatever of the face is in the file.
//!
//! A reader learns a glyph's text from its number alone. Where one glyph stands for several texts (a small capital for
//! "A" and for "a"; a space for U+0020 and U+00A0), a TrueType face gets it under one number for each text: the
//! extra numbers lead to the same outline by the `CIDToGIDMap`. Which numbers they are follows from the face
//! (`font::texts`); for a text that the face does not foresee, from glyph and text. A CFF face has no such map; there the
//! glyph keeps its first text and the others are spelled out as `ActualText` (`content`).
//!
//! The hyphen that a line break adds (U+00AD in the run) is given out as "-", although ISO 32000-1, 14.8.2.2.3 would
//! have U+00AD. Measured on one paragraph, whichever way the soft hyphen was told (`ToUnicode` or `ActualText`):
//!
//! | reader | "-" at the line's end | U+00AD at the line's end |
//! |---|---|---|
//! | pdftotext | whole word | word in two, with U+00AD and line break between |
//! | pdftotext -raw, mutool draw -F text | in two at the hyphen | in two at U+00AD |
//! | `PyMuPDF`, searching and with `TEXT_DEHYPHENATE` | whole word | whole word |
//! | `PyMuPDF`, plain text | in two at the hyphen | in two at U+00AD |
//!
//! and pdf.js, Firefox's reader, joins words only over "-" (`\p{Ll}-\n` in its `pdf_find_controller`). So "-" finds as
//! many words or more everywhere. A hyphen of the writer's own at the line's end is lost alike in both columns.

use crate::display::{DisplayItem, DisplayList, FaceId, GlyphRun};
use crate::font::{Face, Texts};
use crate::hash::hash;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Which glyphs of each face stand for which texts.
#[derive(Default)]
pub(super) struct Uses<'a> {
    faces: BTreeMap<FaceId, Used<'a>>,
}

/// By glyph: the texts.
type Used<'a> = Vec<Vec<&'a str>>;

/// A cluster: glyphs that stand together for a stretch of text, `first..end` in the run.
pub(super) struct Cluster<'a> {
    pub(super) first: usize,
    pub(super) end: usize,
    pub(super) text: &'a str,
}

/// A run's clusters: a glyph that names no text belongs to the one before it.
pub(super) fn clusters(run: &GlyphRun) -> impl Iterator<Item = Cluster<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let glyph = run.glyphs.get(at)?;
        let first = at;
        at += 1;
        while run.glyphs.get(at).is_some_and(|g| g.text.0 >= g.text.1) {
            at += 1;
        }
        let text = run.text.get(glyph.text.0 as usize..glyph.text.1 as usize).unwrap_or_default();
        // See the head of this file.
        let text = if text == "\u{ad}" { "-" } else { text };
        Some(Cluster { first, end: at, text })
    })
}

impl<'a> Uses<'a> {
    /// What the pages use. Every hand notes a part of them in one go, because a face has more glyphs than a page has letters.
    pub(super) fn of(pages: &'a [DisplayList]) -> Uses<'a> {
        let part = pages.len().div_ceil(rayon::current_num_threads()).max(1);
        pages.par_chunks(part).map(Uses::noted).reduce(Uses::default, Uses::and)
    }

    /// The uses of both.
    fn and(mut self, others: Uses<'a>) -> Uses<'a> {
        for (id, glyphs) in others.faces {
            let face = self.faces.entry(id).or_default();
            for (glyph, texts) in glyphs.into_iter().enumerate() {
                for text in texts {
                    note(face, glyph as u16, text);
                }
            }
        }
        self
    }

    fn noted(pages: &'a [DisplayList]) -> Uses<'a> {
        let mut uses = Uses::default();
        for item in pages.iter().flat_map(|page| &page.items) {
            let DisplayItem::Glyphs(run) = item else { continue };
            let face = uses.faces.entry(run.face).or_default();
            for cluster in clusters(run) {
                for (i, glyph) in run.glyphs[cluster.first..cluster.end].iter().enumerate() {
                    note(face, glyph.id, if i == 0 { cluster.text } else { "" });
                }
            }
            if let Some(space) = run.space_after {
                note(face, space, " ");
            }
        }
        uses
    }

    /// The faces and what is used of them, in the order of their numbers.
    pub(super) fn into_faces(self) -> Vec<(FaceId, Used<'a>)> {
        self.faces.into_iter().collect()
    }
}

fn note<'a>(face: &mut Used<'a>, glyph: u16, text: &'a str) {
    let glyph = usize::from(glyph);
    if face.len() <= glyph {
        face.resize(glyph + 1, Vec::new());
    }
    let texts = &mut face[glyph];
    if !texts.iter().any(|t| same(t, text)) {
        texts.push(text);
    }
}

/// Whether two texts are the same. Nearly all are one letter, and to call for the comparison of any bytes takes longer than
/// to compare these.
#[inline]
fn same(a: &str, b: &str) -> bool {
    match (a.as_bytes(), b.as_bytes()) {
        ([a], [b]) => a == b,
        (a, b) => a.len() == b.len() && a == b,
    }
}

/// The numbers of a face's glyphs in the PDF.
pub(super) struct Numbers<'a> {
    texts: &'a Texts,
    /// Whether a glyph may have more than one.
    doubles: bool,
    /// Every number that is used, with its glyph in the face and its text.
    used: BTreeMap<u16, (u16, &'a str)>,
    /// The numbers for what the face does not foresee.
    rest: BTreeMap<(u16, &'a str), u16>,
}

impl<'a> Numbers<'a> {
    /// The numbers of what is used of a face. `doubles`: whether a glyph may have more than one.
    pub(super) fn new(face: &'a Face, used: &Used<'a>, doubles: bool) -> Numbers<'a> {
        let texts = face.texts();
        let mut numbers = Numbers { texts, doubles, used: BTreeMap::new(), rest: BTreeMap::new() };
        let mut unforeseen = BTreeSet::new();
        for (glyph, said) in used.iter().enumerate() {
            let glyph = glyph as u16;
            for text in said {
                match texts.number(glyph, text) {
                    Some(number) if number == glyph || doubles => drop(numbers.used.insert(number, (glyph, text))),
                    // The sign for what the face has not stands for whatever that is, and is known by its number.
                    None if doubles && glyph != 0 => drop(unforeseen.insert((glyph, *text))),
                    _ => drop(numbers.used.insert(glyph, (glyph, texts.first(glyph).unwrap_or_default()))),
                }
            }
        }
        for (glyph, text) in unforeseen {
            let number = numbers.free(glyph, text);
            numbers.used.insert(number, (glyph, text));
            numbers.rest.insert((glyph, text), number);
        }
        numbers
    }

    /// A number that nothing else has. It follows from glyph and text, save where that one is taken: among the sixty
    /// thousand that there are, and the handful of glyphs that ask, that is not to be expected.
    fn free(&self, glyph: u16, text: &str) -> u16 {
        let first = self.texts.first_free();
        let many = u64::from(u16::MAX - first) + 1;
        let name = hash(&[&glyph.to_be_bytes(), text.as_bytes()].concat()) as u64;
        let at = |i: u64| first + ((name % many + i) % many) as u16;
        (0..many).map(at).find(|n| !self.used.contains_key(n)).unwrap_or(glyph)
    }

    /// The number for a glyph that stands for `text`, and whether a reader will take it for that text.
    pub(super) fn number(&self, glyph: u16, text: &str) -> (u16, bool) {
        let known = self.texts.number(glyph, text).filter(|n| *n == glyph || self.doubles);
        match known.or_else(|| self.rest.get(&(glyph, text)).copied()) {
            Some(number) => (number, true),
            None => (glyph, false),
        }
    }

    /// Every number that is used with its glyph in the face and its text, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = (u16, u16, &'a str)> {
        self.used.iter().map(|(number, (glyph, text))| (*number, *glyph, *text))
    }
}
