//! Which glyphs of each face a document uses, for which text, and under which number (CID) they go into the PDF.
//!
//! A reader learns a glyph's text from its number alone. Where one glyph stands for several texts (a small capital for
//! "A" and for "a"; a space for U+0020 and U+00A0), a TrueType face gets it under one number for each text: the
//! extra numbers lead to the same outline by the `CIDToGIDMap`. A CFF face has no such map; there the glyph keeps its
//! most frequent text and the others are spelled out as `ActualText` (`content`).
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
use rayon::prelude::*;
use std::collections::BTreeMap;
use subsetter::GlyphRemapper;

/// How often each glyph of each face stands for each text.
#[derive(Default)]
pub(super) struct Uses<'a> {
    faces: BTreeMap<FaceId, Counts<'a>>,
}

/// By glyph: the texts and how often.
type Counts<'a> = Vec<Vec<(&'a str, u32)>>;

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
    /// What the pages use. Every hand counts a part of them in one go, because a face has more glyphs than a page has
    /// letters.
    pub(super) fn of(pages: &'a [DisplayList]) -> Uses<'a> {
        let part = pages.len().div_ceil(rayon::current_num_threads()).max(1);
        pages.par_chunks(part).map(Uses::counted).reduce(Uses::default, Uses::and)
    }

    /// The uses of both.
    fn and(mut self, others: Uses<'a>) -> Uses<'a> {
        for (id, glyphs) in others.faces {
            let face = self.faces.entry(id).or_default();
            for (glyph, texts) in glyphs.into_iter().enumerate() {
                for (text, times) in texts {
                    count(face, glyph as u16, text, times);
                }
            }
        }
        self
    }

    fn counted(pages: &'a [DisplayList]) -> Uses<'a> {
        let mut uses = Uses::default();
        for item in pages.iter().flat_map(|page| &page.items) {
            let DisplayItem::Glyphs(run) = item else { continue };
            let face = uses.faces.entry(run.face).or_default();
            for cluster in clusters(run) {
                for (i, glyph) in run.glyphs[cluster.first..cluster.end].iter().enumerate() {
                    count(face, glyph.id, if i == 0 { cluster.text } else { "" }, 1);
                }
            }
            if let Some(space) = run.space_after {
                count(face, space, " ", 1);
            }
        }
        uses
    }

    /// The faces and what is used of them, in the order of their numbers.
    pub(super) fn into_faces(self) -> impl Iterator<Item = (FaceId, Counts<'a>)> {
        self.faces.into_iter()
    }
}

fn count<'a>(face: &mut Counts<'a>, glyph: u16, text: &'a str, times: u32) {
    let glyph = usize::from(glyph);
    if face.len() <= glyph {
        face.resize(glyph + 1, Vec::new());
    }
    let texts = &mut face[glyph];
    match texts.iter_mut().find(|t| same(t.0, text)) {
        Some(known) => known.1 += times,
        None => texts.push((text, times)),
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
    /// The glyphs that the subset keeps.
    pub(super) remapper: GlyphRemapper,
    /// By glyph of the face: number and text, most frequent first.
    by_glyph: Vec<Vec<(u16, &'a str)>>,
    /// The extra numbers and the glyphs of the subset that they lead to, in order.
    pub(super) extra: Vec<u16>,
}

impl<'a> Numbers<'a> {
    /// Gives out the numbers. `doubles`: whether a glyph may have more than one; the extra ones follow the subset's own.
    pub(super) fn new(counts: Counts<'a>, doubles: bool) -> Numbers<'a> {
        let mut remapper = GlyphRemapper::new();
        let mut by_glyph: Vec<Vec<(u16, &str)>> = Vec::with_capacity(counts.len());
        for (glyph, mut texts) in counts.into_iter().enumerate() {
            // Frequent first; where that is even, by the text, so that numbers do not depend on the order of the pages.
            texts.sort_unstable_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
            // What stands for nothing is spelled out with its cluster and needs no number of its own.
            if texts.len() > 1 {
                texts.retain(|t| !t.0.is_empty());
            }
            if !doubles {
                texts.truncate(1);
            }
            let id = if texts.is_empty() { 0 } else { remapper.remap(glyph as u16) };
            by_glyph.push(texts.into_iter().map(|(text, _)| (id, text)).collect());
        }
        let mut extra = Vec::new();
        let mut next = u32::from(remapper.num_gids());
        for texts in &mut by_glyph {
            let mut kept = 0;
            for (number, _) in texts.iter_mut().skip(1) {
                let Ok(free) = u16::try_from(next) else { break };
                extra.push(*number);
                *number = free;
                next += 1;
                kept += 1;
            }
            texts.truncate(kept + 1);
        }
        Numbers { remapper, by_glyph, extra }
    }

    /// The number for a glyph that stands for `text`, and whether a reader will take it for that text.
    pub(super) fn number(&self, glyph: u16, text: &str) -> (u16, bool) {
        let texts = self.by_glyph.get(usize::from(glyph)).map_or(&[][..], Vec::as_slice);
        match texts.iter().find(|t| same(t.1, text)) {
            Some((number, _)) => (*number, true),
            None => (texts.first().map_or(0, |t| t.0), false),
        }
    }

    /// Every number with its glyph in the face and its text.
    pub(super) fn iter(&self) -> impl Iterator<Item = (u16, u16, &'a str)> {
        self.by_glyph.iter().enumerate().flat_map(|(glyph, texts)| texts.iter().map(move |t| (t.0, glyph as u16, t.1)))
    }
}
