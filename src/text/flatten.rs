//! From marked words to one string and the looks of its stretches: marks made typographic, capitals made, faces chosen.

use super::opportunities::Division;
use super::punctuation;
use super::shape::{Plan, Wishes, has_feature};
use crate::color::Color;
use crate::font::{FaceId, FontBook};
use crate::geom::Length;
use crate::issue::{Mark, Rich, RichSpan};
use crate::language::Language;
use crate::page::{Caps, Figures};
use crate::style::Style;
use std::sync::Arc;

/// The size of code within copy: its letters, all of one width, look larger than those beside them.
const MONO: f64 = 0.88;
/// Small capitals made of capitals, where a face has none.
const SMALL_CAPS: f64 = 0.8;
/// Superiors made of full figures, where a face has none: their size and rise, in em.
const SUPERIOR: (f64, f64) = (0.62, 0.35);
/// Tracking beyond which letters are not tied together, in em.
const LOOSE: f64 = 0.02;

/// How a stretch is set.
#[derive(Debug, Clone)]
pub struct Look {
    /// Its face, made ready.
    pub plan: Arc<Plan>,
    /// Its em.
    pub size: Length,
    /// Its colour.
    pub color: Color,
    /// Its rise above the baseline.
    pub rise: Length,
    /// Added between letters.
    pub tracking: Length,
    /// The number of its address.
    pub link: Option<u16>,
    /// How its words may be divided.
    pub division: Division,
    /// Whether it is the mark of a note.
    pub note: bool,
}

/// A paragraph as one string.
#[derive(Debug, Clone, Default)]
pub struct Flat {
    /// The text.
    pub text: String,
    /// The looks.
    pub looks: Vec<Look>,
    /// Where each stretch ends, and its look.
    pub stretches: Vec<(usize, u16)>,
    /// The addresses.
    pub links: Vec<String>,
}

/// What a stretch asks for; two that ask the same have the same look.
#[derive(Debug, Clone, PartialEq)]
struct Ask {
    /// Which of the paragraph's styles.
    style: usize,
    face: FaceId,
    wishes: Wishes,
    scale: f64,
    rise: f64,
    link: Option<u16>,
    division: Division,
    note: bool,
}

/// Flattens runs of marked text, each in its style, that make one paragraph. `plan` makes a face ready; `tabular` asks for figures of one width.
pub fn flatten(
    pieces: &[(&Rich, &Style)],
    language: Language,
    tabular: bool,
    book: &FontBook,
    plan: &mut dyn FnMut(FaceId, Wishes) -> Option<Arc<Plan>>,
) -> Flat {
    let mut flat = Flat::default();
    let mut asks: Vec<Ask> = Vec::new();
    let spans: Vec<(usize, &RichSpan)> =
        pieces.iter().enumerate().flat_map(|(i, p)| p.0.spans.iter().map(move |s| (i, s))).collect();
    let texts = punctuation::smarten(spans.iter().map(|s| s.1), language);
    for ((piece, span), text) in spans.into_iter().zip(&texts) {
        let style = pieces[piece].1;
        let link = span.mark.link.as_ref().map(|uri| flat.link(uri));
        let face = face_of(style, &span.mark);
        let wishes = Wishes {
            old_style: style.figures == Figures::OldStyle && !span.mark.code,
            tabular,
            loose: style.tracking > LOOSE,
            ..Wishes::default()
        };
        let division = match () {
            () if span.mark.note.is_some() => Division::Never,
            () if span.mark.code => Division::Address,
            () if style.hyphenate && style.caps != Caps::All => Division::Hyphenate,
            () => Division::Plain,
        };
        // Where all is code, it has the size that its style says.
        let scale = if span.mark.code && style.faces.regular != style.faces.code { MONO } else { 1.0 };
        let plain = Ask { style: piece, face, wishes, scale, rise: 0.0, link, division, note: false };
        let mut add = |text: &str, ask: &Ask| flat.add(text, ask, &mut asks, style, plan);
        if span.mark.note.is_some() {
            let real = text.bytes().all(|b| b.is_ascii_digit()) && has_feature(book.face(face), *b"sups");
            let wishes = Wishes { superior: real, tabular: false, ..plain.wishes };
            let (scale, rise) = if real { (1.0, 0.0) } else { SUPERIOR };
            add(text, &Ask { wishes, scale, rise, note: true, ..plain });
            continue;
        }
        match style.caps {
            _ if span.mark.code => add(text, &plain),
            Caps::Normal => add(text, &plain),
            Caps::All => add(&text.to_uppercase(), &plain),
            Caps::Small | Caps::AllSmall => {
                let text = if style.caps == Caps::AllSmall { &text.to_lowercase() } else { text };
                if has_feature(book.face(face), *b"smcp") {
                    add(text, &Ask { wishes: Wishes { small_caps: true, ..wishes }, ..plain });
                } else {
                    for (small, part) in by_case(text) {
                        let scale = if small { SMALL_CAPS } else { 1.0 };
                        add(&part.to_uppercase(), &Ask { scale, ..plain.clone() });
                    }
                }
            }
        }
    }
    flat
}

impl Flat {
    fn link(&mut self, uri: &str) -> u16 {
        if self.links.last().is_none_or(|l| l != uri) && self.links.len() < usize::from(u16::MAX) {
            self.links.push(uri.to_owned());
        }
        (self.links.len() - 1) as u16
    }

    fn add(
        &mut self,
        text: &str,
        ask: &Ask,
        asks: &mut Vec<Ask>,
        style: &Style,
        plan: &mut dyn FnMut(FaceId, Wishes) -> Option<Arc<Plan>>,
    ) {
        if text.is_empty() {
            return;
        }
        let known = asks.iter().position(|a| a == ask);
        let look = known.or_else(|| {
            let look = Look {
                plan: plan(ask.face, ask.wishes)?,
                size: style.size.scale(ask.scale),
                color: style.color,
                rise: style.size.scale(ask.rise),
                tracking: style.size.scale(ask.scale * style.tracking),
                link: ask.link,
                division: ask.division,
                note: ask.note,
            };
            self.looks.push(look);
            asks.push(ask.clone());
            Some(self.looks.len() - 1)
        });
        // No text is lost over its look: beyond 65,535 of them the last serves.
        let Some(look) = look.map(|l| u16::try_from(l).unwrap_or(u16::MAX)) else { return };
        self.text.push_str(text);
        match self.stretches.last_mut() {
            Some(last) if last.1 == look => last.0 = self.text.len(),
            _ => self.stretches.push((self.text.len(), look)),
        }
    }
}

fn face_of(style: &Style, mark: &Mark) -> FaceId {
    let f = style.faces;
    match (mark.code, mark.bold, mark.italic) {
        (true, ..) => f.code,
        (_, true, true) => f.bold_italic,
        (_, true, _) => f.bold,
        (_, _, true) => f.italic,
        _ => f.regular,
    }
}

/// Cuts a text into stretches of small letters and of everything else.
fn by_case(text: &str) -> Vec<(bool, &str)> {
    let mut out: Vec<(bool, &str)> = Vec::new();
    let mut start = 0;
    let mut kind = None;
    for (i, c) in text.char_indices() {
        let small = c.is_lowercase();
        if kind.is_some_and(|k| k != small) {
            out.push((!small, &text[start..i]));
            start = i;
        }
        kind = Some(small);
    }
    if let Some(kind) = kind {
        out.push((kind, &text[start..]));
    }
    out
}
