//! From words to glyphs, with harfrust: the only file that names the shaper.
//!
//! Runs are in font units and know neither size nor measure, so that one serves every size that a word is set in.

use crate::font::{Face, FaceId, FontBook};
use crate::language::Language;
use harfrust::{Buffer, BufferFlags, Direction, Feature, ShapeOptions, ShapePlan, ShaperFont, Tag};
use skrifa::raw::{FontRef, TableProvider};
use std::collections::HashMap;
use std::fmt;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

/// The shaper's workspace, made when it is first needed.
pub type Scratch = Option<Buffer>;

/// What a piece of text asks of its face.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
// Features are switches.
#[allow(clippy::struct_excessive_bools)]
pub struct Wishes {
    /// Figures with ascenders and descenders.
    pub old_style: bool,
    /// Figures of one width.
    pub tabular: bool,
    /// Small capitals for lower case.
    pub small_caps: bool,
    /// Superiors.
    pub superior: bool,
    /// No ligatures, because letters are spaced.
    pub loose: bool,
}

/// A glyph in font units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RawGlyph {
    /// Its number.
    pub id: u16,
    /// The byte of the run's text that its cluster starts at.
    pub cluster: u32,
    /// Its advance, kerning included.
    pub advance: i32,
    /// The face's own advance.
    pub own: i32,
    /// Its shift to the right.
    pub dx: i32,
    /// Its shift upward.
    pub dy: i32,
    /// Whether a break before it would change glyphs or kerning.
    pub joined: bool,
}

/// A shaped run.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Run {
    /// Its glyphs.
    pub glyphs: Vec<RawGlyph>,
}

impl Run {
    /// Its width in font units.
    pub fn width(&self) -> i32 {
        self.glyphs.iter().map(|g| g.advance).sum()
    }

    /// The first glyph at or after a byte of the text.
    pub fn glyph_at(&self, byte: usize) -> usize {
        self.glyphs.partition_point(|g| (g.cluster as usize) < byte)
    }

    /// How many clusters the glyphs `from..to` hold.
    pub fn clusters(&self, from: usize, to: usize) -> usize {
        let glyphs = &self.glyphs[from..to];
        glyphs.iter().enumerate().filter(|(i, g)| *i == 0 || glyphs[i - 1].cluster != g.cluster).count()
    }
}

/// A face made ready for a language and a set of wishes.
pub struct Plan {
    /// The face.
    pub face: FaceId,
    /// What it was asked for.
    pub wishes: Wishes,
    /// The language's tag.
    pub language: &'static str,
    /// Units to the em.
    pub units_per_em: u16,
    /// The space: its glyph (if the face has one) and its width in font units.
    pub space: (Option<u16>, i32),
    /// The hyphen that is added at line ends.
    hyphen: char,
    font: skrifa::Font,
    ready: ShapePlan,
    features: Vec<Feature>,
    /// Letters with a hyphen after them: asked for at every place where a word may be divided.
    hyphenated: Mutex<HashMap<char, Hyphenated>>,
}

/// A letter with a hyphen after it.
#[derive(Debug, Clone, Copy)]
pub struct Hyphenated {
    /// What the two are wider than the letter alone, in font units.
    pub gain: i32,
    /// Their glyphs, where each has one.
    pub pair: Option<[RawGlyph; 2]>,
}

impl fmt::Debug for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Plan({:?}, {:?}, {})", self.face, self.wishes, self.language)
    }
}

impl Plan {
    /// Makes a face ready; `None` if it cannot be read (which loading it has ruled out).
    pub fn new(book: &FontBook, face: FaceId, wishes: Wishes, language: Language) -> Option<Plan> {
        let font = book.face(face).font()?.clone();
        let features = features(wishes);
        let tag = harfrust::Language::new(language.tag);
        let script = latin();
        let ready = ShapePlan::new(&font, Direction::LeftToRight, script, tag.as_ref(), &features);
        let glyph = |c: char| font.charmap().map_unicode(c);
        let advance = |g| font.glyph_metrics().h_advance(g).round() as i32;
        let space = glyph(' ')
            .map_or((None, i32::from(font.units_per_em()) / 4), |g| (u16::try_from(g.to_u32()).ok(), advance(g)));
        let hyphen = if glyph('-').is_some() { '-' } else { '\u{2010}' };
        let units_per_em = font.units_per_em();
        Some(Plan {
            face,
            wishes,
            language: language.tag,
            units_per_em,
            space,
            hyphen,
            font,
            ready,
            features,
            hyphenated: Mutex::default(),
        })
    }

    /// Whether the face has a glyph for a character, or for one that serves in its place.
    pub fn has(&self, c: char) -> bool {
        self.glyph_char(c).is_some() || is_ignorable(c)
    }

    /// The character whose glyph serves for `c`.
    fn glyph_char(&self, c: char) -> Option<char> {
        let has = |c: char| self.font.charmap().map_unicode(c).is_some();
        let stand_in = |list: &[char]| list.iter().copied().find(|c| has(*c));
        if has(c) {
            return Some(c);
        }
        match c {
            '\u{2010}' | '\u{2011}' => stand_in(&['\u{2010}', '-']),
            '\u{2212}' => stand_in(&['–', '-']),
            '\u{02BC}' => stand_in(&['’', '\'']),
            '′' => stand_in(&['\'']),
            '″' => stand_in(&['"']),
            _ => None,
        }
    }

    /// What a hyphen after this letter makes of a line's end.
    pub fn hyphenated(&self, buffer: &mut Scratch, letter: char) -> Hyphenated {
        let mut known = self.hyphenated.lock().unwrap_or_else(PoisonError::into_inner);
        *known.entry(letter).or_insert_with(|| {
            let text = letter.to_string();
            let (with, without) = (self.shape(buffer, &text, true), self.shape(buffer, &text, false));
            let apart = matches!(with.glyphs[..], [a, b] if (a.cluster, b.cluster as usize) == (0, text.len()));
            let pair = with.glyphs[..].try_into().ok().filter(|_| apart && without.glyphs.len() == 1);
            Hyphenated { gain: with.width() - without.width(), pair }
        })
    }

    /// The glyphs of a part of a run's text, a `hyphen` at its end, where cutting changes none but the last: as shaping the
    /// part anew would give them. Clusters are those of the run. Nothing where that has to be done.
    pub fn cut(
        &self,
        buffer: &mut Scratch,
        run: &Run,
        text: &str,
        part: Range<usize>,
        hyphen: bool,
    ) -> Option<Vec<RawGlyph>> {
        let (from, to) = (run.glyph_at(part.start), run.glyph_at(part.end));
        let clean = |n: usize, byte: usize| match run.glyphs.get(n) {
            Some(g) => n == 0 || g.cluster as usize == byte && !g.joined,
            None => true,
        };
        if from == to || !clean(from, part.start) || !clean(to, part.end) {
            return None;
        }
        let mut glyphs = Vec::with_capacity(to - from + 1);
        glyphs.extend_from_slice(&run.glyphs[from..to]);
        if hyphen {
            let letter = text[part.clone()].chars().next_back()?;
            let [mut last, mut mark] = self.hyphenated(buffer, letter).pair?;
            let own = glyphs.pop()?;
            if own.id != last.id || own.cluster as usize + letter.len_utf8() != part.end {
                return None;
            }
            (last.cluster, mark.cluster) = (own.cluster, part.end as u32);
            glyphs.extend([last, mark]);
        }
        Some(glyphs)
    }

    /// Shapes a text; `hyphen` adds one at its end, whose cluster is the text's length. Characters that no one sees are
    /// left out.
    pub fn shape(&self, buffer: &mut Scratch, text: &str, hyphen: bool) -> Run {
        let mut b = buffer.take().unwrap_or_default();
        b.clear();
        b.set_direction(Direction::LeftToRight);
        b.set_script(latin());
        b.set_language(harfrust::Language::new(self.language));
        b.set_flags(BufferFlags::REMOVE_DEFAULT_IGNORABLES | BufferFlags::DO_NOT_INSERT_DOTTED_CIRCLE);
        for (i, c) in text.char_indices() {
            if !is_ignorable(c) {
                b.push(u32::from(self.glyph_char(c).unwrap_or(c)), i as u32);
            }
        }
        if hyphen {
            b.push(u32::from(self.hyphen), text.len() as u32);
        }
        let font = ShaperFont::new(&self.font);
        let options = ShapeOptions::new().plan(Some(&self.ready)).features(&self.features);
        if harfrust::shape(&font, &mut b, options).is_err() {
            *buffer = Some(b);
            return Run::default();
        }
        let glyph = |(i, p): (&harfrust::GlyphInfo, &harfrust::GlyphPosition)| RawGlyph {
            id: u16::try_from(i.glyph_id).unwrap_or(0),
            cluster: i.cluster,
            advance: p.x_advance,
            own: font.glyph_h_advance(harfrust::GlyphId::new(i.glyph_id)),
            dx: p.x_offset,
            dy: p.y_offset,
            joined: i.unsafe_to_break(),
        };
        let mut glyphs: Vec<RawGlyph> = b.glyph_infos().iter().zip(b.glyph_positions()).map(glyph).collect();
        // Out-of-order clusters (scripts out of scope) would break the stretches that glyphs name.
        for i in (1..glyphs.len()).rev() {
            glyphs[i - 1].cluster = glyphs[i - 1].cluster.min(glyphs[i].cluster);
        }
        *buffer = Some(b);
        Run { glyphs }
    }
}

fn latin() -> Option<harfrust::Script> {
    harfrust::Script::from_iso15924_tag(Tag::new(b"Latn"))
}

fn features(wishes: Wishes) -> Vec<Feature> {
    let mut out = Vec::new();
    let mut set = |tag: &[u8; 4], value: u32| out.push(Feature::new(Tag::new(tag), value, ..));
    set(if wishes.old_style { b"onum" } else { b"lnum" }, 1);
    set(if wishes.tabular { b"tnum" } else { b"pnum" }, 1);
    if wishes.small_caps {
        set(b"smcp", 1);
    }
    if wishes.superior {
        set(b"sups", 1);
    }
    if wishes.loose {
        set(b"liga", 0);
        set(b"clig", 0);
    }
    out
}

/// Whether a face has a feature that substitutes glyphs.
pub fn has_feature(face: &Face, tag: [u8; 4]) -> bool {
    let Ok(font) = FontRef::from_index(&face.data, face.index) else { return false };
    let Ok(list) = font.gsub().and_then(|g| g.feature_list()) else { return false };
    list.feature_records().iter().any(|r| r.feature_tag() == Tag::new(&tag))
}

/// Characters that leave no mark: soft hyphens, joiners, controls, marks of order.
pub fn is_ignorable(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FE00}'..='\u{FE0F}')
}

/// The faces that a text is cut into where its own face lacks characters: byte ranges with their plans, and the
/// characters that no face has.
pub fn cover(
    text: &str,
    plan: &Arc<Plan>,
    mut others: impl FnMut(char) -> Option<Arc<Plan>>,
) -> (Vec<(usize, Arc<Plan>)>, Vec<char>) {
    let mut ends: Vec<(usize, Arc<Plan>)> = Vec::new();
    let mut missing = Vec::new();
    for (i, c) in text.char_indices() {
        let end = i + c.len_utf8();
        let mark = unicode_normalization::char::is_combining_mark(c) || is_ignorable(c);
        let choice = if mark && !ends.is_empty() {
            None
        } else if plan.has(c) {
            Some(plan.clone())
        } else {
            let other = others(c);
            if other.is_none() && !missing.contains(&c) {
                missing.push(c);
            }
            Some(other.unwrap_or_else(|| plan.clone()))
        };
        match (ends.last_mut(), choice) {
            (Some(last), None) => last.0 = end,
            (Some(last), Some(p)) if Arc::ptr_eq(&last.1, &p) => last.0 = end,
            (_, Some(p)) => ends.push((end, p)),
            (None, None) => ends.push((end, plan.clone())),
        }
    }
    (ends, missing)
}
