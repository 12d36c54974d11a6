//! The shaper: marked words to shaped paragraphs.

use super::assemble::{Assembly, fixed_space};
use super::flatten::{Flat, flatten};
use super::memory::{Memories, Ready};
use super::opportunities::Division;
use super::shape::{Plan, Scratch, Wishes, is_ignorable};
use super::token::{self, Token};
use super::{Address, ShapedText};
use crate::diag::{Diagnostic, Span};
use crate::font::{FaceId, FontBook};
use crate::geom::Length;
use crate::issue::{Hyphenation, Rich, RichSpan};
use crate::language::Language;
use crate::style::Style;
use std::sync::Arc;

/// Shapes text.
pub struct Shaper<'a> {
    book: &'a FontBook,
    own: &'a Hyphenation,
    /// Whether figures are of one width (in tables).
    pub tabular: bool,
    scratch: Scratch,
    memories: Arc<Memories>,
    /// The faces that it has been asked for.
    faces: Vec<Arc<Ready>>,
}

impl<'a> Shaper<'a> {
    /// A shaper that has learnt nothing.
    pub fn new(book: &'a FontBook) -> Self {
        let (own, memories) = (Hyphenation::none(), Arc::default());
        Shaper { book, own, tabular: false, scratch: None, memories, faces: Vec::new() }
    }

    /// The same, with the issue's own list of words and their hyphens.
    #[must_use]
    pub fn with_hyphenation(mut self, own: &'a Hyphenation) -> Self {
        self.own = own;
        self
    }

    /// The same, with what others learn of the same faces with the same list.
    #[must_use]
    pub fn with_memories(self, memories: Arc<Memories>) -> Self {
        Shaper { memories, faces: Vec::new(), ..self }
    }

    /// Shapes a paragraph (or headline, caption …): typographic marks, fallback faces, hyphenation points, items.
    /// `hyphenate: false`, all-capital styles and code get no hyphenation points.
    pub fn shape(&mut self, rich: &Rich, style: &Style, language: Language, say: &mut Vec<Diagnostic>) -> ShapedText {
        self.shape_run(&[(rich, style)], language, say)
    }

    /// Shapes a paragraph that is set in several styles one after the other; the last is that of its body.
    pub fn shape_run(
        &mut self,
        pieces: &[(&Rich, &Style)],
        language: Language,
        say: &mut Vec<Diagnostic>,
    ) -> ShapedText {
        let (book, tabular) = (self.book, self.tabular);
        let flat = flatten(pieces, language, tabular, book, &mut |face, wishes| self.plan(face, wishes, language));
        let mut assembly = Assembly::new(&flat);
        let mut missing: Vec<(char, usize)> = Vec::new();
        let mut at = 0;
        for &(end, look) in &flat.stretches {
            while at < end {
                at = self.step(&flat, at, end, look, language, &mut assembly, &mut missing);
            }
        }
        assembly.end_line();
        let spans: Vec<&RichSpan> = pieces.iter().flat_map(|p| &p.0.spans).collect();
        let size = pieces.last().map_or(Length::ZERO, |p| p.1.size);
        let (items, cells, pieces) = (assembly.items, assembly.cells, assembly.pieces);
        for (c, at) in missing {
            say.push(no_glyph(c, at, &flat.text, &spans));
        }
        let Flat { text, looks, links, .. } = flat;
        let links = links.into_iter().map(|uri| Address { uri, tag: None }).collect();
        ShapedText { items, cells, pieces, looks, links, tag: None, text, size, language }
    }

    /// Takes one space or piece; where the next begins.
    #[allow(clippy::too_many_arguments)]
    fn step(
        &mut self,
        flat: &Flat,
        at: usize,
        end: usize,
        look: u16,
        language: Language,
        assembly: &mut Assembly<'_>,
        missing: &mut Vec<(char, usize)>,
    ) -> usize {
        let text = &flat.text[at..end];
        let Some(c) = text.chars().next() else { return end };
        if c == '\n' {
            assembly.end_line();
            return at + 1;
        }
        if is_space(c) {
            assembly.space(c, look, at);
            return at + c.len_utf8();
        }
        let piece = text.find(is_space).map_or(text, |i| &text[..i]);
        let after = at + piece.len();
        if piece.chars().all(is_ignorable) {
            // Nothing to see: it must not part two spaces.
            return after;
        }
        let next = flat.text[after..].chars().next().filter(|c| !is_space(*c));
        let l = &flat.looks[usize::from(look)];
        let joined = |c: Option<char>| c.is_some_and(char::is_alphabetic);
        let mut division = l.division;
        if division == Division::Hyphenate && after == end && joined(next) && joined(piece.chars().next_back())
            || at > 0 && joined(flat.text[..at].chars().next_back()) && joined(Some(c))
        {
            // Half a word in another look: its points are not those of a word.
            division = if division == Division::Hyphenate { Division::Plain } else { division };
        }
        let token = self.token(piece, &l.plan, division, language);
        for c in &token.missing {
            if !missing.iter().any(|(m, _)| m == c) {
                missing.push((*c, at + piece.find(*c).unwrap_or(0)));
            }
        }
        assembly.piece(&token, look, at, piece, next);
        after
    }

    fn token(&mut self, piece: &str, plan: &Arc<Plan>, division: Division, language: Language) -> Arc<Token> {
        let ready = self.faces.iter().find(|r| Arc::ptr_eq(&r.plan, plan)).map(Arc::clone);
        let mut shape = || {
            let mut scratch = self.scratch.take();
            let (face, wishes, own) = (plan.face, plan.wishes, self.own);
            let mut others = |c: char| {
                let book = self.book;
                let other = book.fallbacks(face).find(|f| book.face(*f).has(c))?;
                self.plan(other, wishes, language)
            };
            let token = token::shape(piece, plan, division, (language, own), &mut scratch, &mut others);
            self.scratch = scratch;
            token
        };
        match ready {
            Some(ready) => ready.word(piece, division, shape),
            None => Arc::new(shape()),
        }
    }

    fn plan(&mut self, face: FaceId, wishes: Wishes, language: Language) -> Option<Arc<Plan>> {
        if let Some(ready) = self.faces.iter().find(|r| r.is(face, wishes, language)) {
            return Some(Arc::clone(&ready.plan));
        }
        let ready = self.memories.ready(self.book, face, wishes, language)?;
        self.faces.push(Arc::clone(&ready));
        Some(Arc::clone(&ready.plan))
    }
}

/// Whether a character separates words or has a width of its own.
fn is_space(c: char) -> bool {
    c == '\u{A0}' || c.is_whitespace() || fixed_space(c).is_some()
}

/// Says that no face has a character.
fn no_glyph(c: char, at: usize, text: &str, spans: &[&RichSpan]) -> Diagnostic {
    let start = text[..at].rfind(char::is_whitespace).map_or(0, |i| i + 1);
    let start = (start..=at).find(|i| text.is_char_boundary(*i)).unwrap_or(at);
    let end = text[at..].find(char::is_whitespace).map_or(text.len(), |i| at + i);
    let word = text.get(start..end).unwrap_or_default();
    let name = format!("U+{:04X}", u32::from(c));
    let message = if c.is_control() {
        format!("no font has the character {name}, in “{}”", word.escape_default())
    } else {
        format!("no font has the character “{c}” ({name}), in “{word}”")
    };
    let found = spans.iter().find_map(|s| s.text.find(c).map(|i| (s, i)));
    let span = found.and_then(|(s, i)| {
        let source = s.source?;
        // Only where the source is the text itself does an offset in one mean the same in the other.
        let same = (source.end - source.start) as usize == s.text.len();
        let narrow = || {
            let start = source.start + i as u32;
            Span { file: source.file, start, end: start + c.len_utf8() as u32 }
        };
        Some(if same { narrow() } else { source })
    });
    Diagnostic::warning("missing-glyph", message)
        .at(span.or_else(|| spans.iter().find_map(|s| s.source)))
        .hint("write it in another way")
}
