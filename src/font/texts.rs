//! A face → the texts that each of its glyphs may stand for, by its character map and its substitutions alone: so the
//! number under which a glyph stands for a text is the same in every file that the face is used in.

use super::Face;
use skrifa::raw::tables::gsub::{LigatureSubst, SingleSubst, SubstitutionSubtables};
use skrifa::raw::types::BigEndian;
use skrifa::raw::{FontRef, TableProvider};
use skrifa::{GlyphId16, MetadataProvider};

/// The most texts of one glyph; the most substitutions that are looked at, which no honest font comes near.
const MOST: u8 = 6;
const STEPS: u32 = 400_000;

/// Characters that are set with another's glyph where a face has none of their own.
const STAND_INS: [(char, char); 8] = [
    ('\u{a0}', ' '),
    ('\u{202f}', ' '),
    ('\u{2009}', ' '),
    ('\u{2010}', '-'),
    ('\u{2011}', '-'),
    ('\u{2212}', '–'),
    ('\u{2bc}', '’'),
    ('′', '\''),
];

/// What U+FB00 to U+FB06 are made of.
const LIGATURES: [&str; 7] = ["ff", "fi", "fl", "ffi", "ffl", "st", "st"];

/// No entry.
const NONE: u32 = u32::MAX;

/// What the glyphs of a face stand for.
pub(crate) struct Texts {
    arena: String,
    entries: Vec<Entry>,
    /// By glyph: its first entry.
    heads: Vec<u32>,
    /// The lowest number that stands for nothing.
    free: u16,
}

/// A text of a glyph.
struct Entry {
    start: u32,
    end: u32,
    /// The glyph's next text.
    next: u32,
    /// The number that stands for the glyph with this text.
    number: u16,
}

impl Texts {
    /// The texts of a face.
    pub(crate) fn of(face: &Face) -> Texts {
        let font = FontRef::from_index(&face.data, face.index).ok();
        let glyphs = font.as_ref().and_then(|f| f.maxp().ok()).map_or(0, |m| m.num_glyphs());
        let mut texts =
            Texts { arena: String::new(), entries: Vec::new(), heads: vec![NONE; usize::from(glyphs)], free: 0 };
        if let Some(font) = font {
            texts.characters(&font);
            texts.substitutions(&font, &mut { STEPS });
        }
        texts.give_numbers();
        texts
    }

    /// The number of a glyph with a text; nothing if it is not known to stand for it. A glyph's first text has the glyph's
    /// own number; the further ones have numbers beyond those of the glyphs.
    pub(crate) fn number(&self, glyph: u16, text: &str) -> Option<u16> {
        self.chain(glyph).find(|e| self.text(e) == text).map(|e| e.number)
    }

    /// The text of a glyph's own number.
    pub(crate) fn first(&self, glyph: u16) -> Option<&str> {
        self.chain(glyph).next().map(|e| self.text(e))
    }

    /// The lowest number from which on none stands for anything; the last of all, if all do.
    pub(crate) fn first_free(&self) -> u16 {
        self.free
    }

    fn text(&self, entry: &Entry) -> &str {
        &self.arena[entry.start as usize..entry.end as usize]
    }

    fn chain(&self, glyph: u16) -> impl Iterator<Item = &Entry> {
        let mut at = self.heads.get(usize::from(glyph)).copied().unwrap_or(NONE);
        std::iter::from_fn(move || {
            let entry = self.entries.get(at as usize)?;
            at = entry.next;
            Some(entry)
        })
    }

    /// Adds a text that stands in the arena behind `start`, unless the glyph has it or there are too many.
    fn add(&mut self, glyph: u16, start: usize) {
        let (mut last, mut count, mut known) = (NONE, 0u8, false);
        let mut at = self.heads.get(usize::from(glyph)).copied().unwrap_or(NONE);
        while let Some(entry) = self.entries.get(at as usize) {
            known |= self.text(entry) == &self.arena[start..];
            (last, count, at) = (at, count + 1, entry.next);
        }
        let here = self.entries.len() as u32;
        if known || count >= MOST || usize::from(glyph) >= self.heads.len() || start == self.arena.len() {
            return self.arena.truncate(start);
        }
        let (start, end) = (start as u32, self.arena.len() as u32);
        self.entries.push(Entry { start, end, next: NONE, number: glyph });
        match self.entries.get_mut(last as usize) {
            Some(entry) => entry.next = here,
            None => self.heads[usize::from(glyph)] = here,
        }
    }

    fn add_char(&mut self, glyph: u16, c: char) {
        let start = self.arena.len();
        self.arena.push(c);
        self.add(glyph, start);
    }

    /// The character map; of several characters the lowest first.
    fn characters(&mut self, font: &FontRef<'_>) {
        let charmap = font.charmap();
        let mut pairs: Vec<(u32, u16)> =
            charmap.mappings().filter_map(|(c, g)| Some((c, u16::try_from(g.to_u32()).ok()?))).collect();
        pairs.sort_unstable();
        for (c, glyph) in pairs {
            // Private characters say nothing, and a soft hyphen is given out as a hyphen (`pdf::glyphs`).
            match char::from_u32(c) {
                Some('\u{ad}' | '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..) | None => {}
                // People write letters, and the face ties them.
                Some(c @ '\u{fb00}'..='\u{fb06}') => {
                    let start = self.arena.len();
                    self.arena.push_str(LIGATURES[c as usize - 0xfb00]);
                    self.add(glyph, start);
                    self.add_char(glyph, c);
                }
                Some(c) => self.add_char(glyph, c),
            }
        }
        for (c, stand_in) in STAND_INS {
            let glyph = charmap.map(stand_in).and_then(|g| u16::try_from(g.to_u32()).ok());
            if let Some(glyph) = glyph.filter(|_| charmap.map(c).is_none()) {
                self.add_char(glyph, c);
            }
        }
    }

    /// What the glyphs stand for that others turn into: small capitals, other figures, ligatures. Not what comes of several
    /// substitutions or of a choice among alternates: nobody asks for these, and every table takes its time.
    fn substitutions(&mut self, font: &FontRef<'_>, steps: &mut u32) {
        let Ok(lookups) = font.gsub().and_then(|gsub| gsub.lookup_list()) else { return };
        for lookup in lookups.lookups().iter().flatten() {
            match lookup.subtables() {
                Ok(SubstitutionSubtables::Single(tables)) => {
                    tables.iter().flatten().for_each(|t| self.single(&t, steps));
                }
                Ok(SubstitutionSubtables::Ligature(tables)) => {
                    tables.iter().flatten().for_each(|t| self.ligature(&t, steps));
                }
                _ => {}
            }
        }
    }

    fn single(&mut self, table: &SingleSubst<'_>, steps: &mut u32) {
        match table {
            SingleSubst::Format1(table) => {
                let Ok(coverage) = table.coverage() else { return };
                for from in coverage.iter() {
                    let from = from.to_u32() as u16;
                    self.inherit(from, from.wrapping_add_signed(table.delta_glyph_id()), steps);
                }
            }
            SingleSubst::Format2(table) => {
                let Ok(coverage) = table.coverage() else { return };
                for (from, to) in coverage.iter().zip(table.substitute_glyph_ids()) {
                    self.inherit(from.to_u32() as u16, to.get().to_u16(), steps);
                }
            }
            // Only fonts of more than 65,535 glyphs have the others.
            _ => {}
        }
    }

    fn ligature(&mut self, table: &LigatureSubst<'_>, steps: &mut u32) {
        let LigatureSubst::Format1(table) = table else { return };
        let Ok(coverage) = table.coverage() else { return };
        for (from, set) in coverage.iter().zip(table.ligature_sets().iter()) {
            let Ok(set) = set else { continue };
            for ligature in set.ligatures().iter().flatten() {
                if !spend(steps) {
                    return;
                }
                let start = self.arena.len();
                let parts = ligature.component_glyph_ids().iter().map(BigEndian::get);
                for part in std::iter::once(GlyphId16::new(from.to_u32() as u16)).chain(parts) {
                    let Some(entry) = self.chain(part.to_u16()).next() else {
                        self.arena.truncate(start);
                        break;
                    };
                    let range = entry.start as usize..entry.end as usize;
                    self.arena.extend_from_within(range);
                }
                self.add(ligature.ligature_glyph().to_u16(), start);
            }
        }
    }

    /// A glyph stands for whatever the one stands for that turns into it.
    fn inherit(&mut self, from: u16, to: u16, steps: &mut u32) {
        let mut at = self.heads.get(usize::from(from)).copied().unwrap_or(NONE);
        while let Some(entry) = self.entries.get(at as usize).filter(|_| from != to && spend(steps)) {
            let (range, start) = (entry.start as usize..entry.end as usize, self.arena.len());
            at = entry.next;
            self.arena.extend_from_within(range);
            self.add(to, start);
        }
    }

    /// Gives every further text of a glyph a number of its own, as long as there are any.
    fn give_numbers(&mut self) {
        let mut free = self.heads.len();
        for glyph in 0..self.heads.len() {
            let Some(first) = self.entries.get(self.heads[glyph] as usize) else { continue };
            let (mut at, mut last) = (first.next, self.heads[glyph] as usize);
            while let Some(entry) = self.entries.get_mut(at as usize) {
                let Ok(number) = u16::try_from(free) else {
                    self.entries[last].next = NONE;
                    break;
                };
                entry.number = number;
                (last, at, free) = (at as usize, entry.next, free + 1);
            }
        }
        self.free = u16::try_from(free).unwrap_or(u16::MAX);
    }
}

/// Whether there is a step left.
fn spend(steps: &mut u32) -> bool {
    *steps = steps.saturating_sub(1);
    *steps > 0
}

#[cfg(test)]
mod tests {
    use crate::font::FontBook;

    #[test]
    fn every_text_of_a_glyph_has_a_number_of_its_own() {
        let book = FontBook::builtin();
        for id in book.ids() {
            let texts = book.face(id).texts();
            let mut numbers: Vec<u16> = texts.entries.iter().map(|e| e.number).collect();
            let count = numbers.len();
            numbers.sort_unstable();
            numbers.dedup();
            assert_eq!(numbers.len(), count, "{:?}", book.face(id));
        }
    }

    #[test]
    fn small_capitals_and_ligatures_stand_for_their_letters() {
        let book = FontBook::builtin();
        let face = book.face(book.find("STIX Two Text", 400, false).unwrap());
        let glyph = |c: char| face.font().unwrap().charmap().map_unicode(c).unwrap().to_u32() as u16;
        let texts = face.texts();
        assert_eq!(texts.first(glyph('a')), Some("a"));
        assert_eq!(texts.first(glyph(' ')), Some(" "));
        assert_eq!(texts.number(glyph('a'), "a"), Some(glyph('a')));
        assert_ne!(texts.number(glyph('\u{a0}'), "\u{a0}"), None);
        let stands_for =
            |text: &str| (0..texts.heads.len() as u16).filter(|g| texts.number(*g, text).is_some()).count();
        assert!(stands_for("A") > 1, "the capital and the small capital");
        assert!(stands_for("ffi") > 0, "the ligature");
        assert_eq!(texts.first(glyph('\u{fb01}')), Some("fi"));
    }
}
