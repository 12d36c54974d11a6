//! Text: from marked words to shaped, broken and justified lines.
//!
//! Shaping does not depend on the measure and happens once; breaking a paragraph is a pure function of items and
//! measures; setting a line turns a stretch between two breaks into placed glyphs.

mod item;

pub use item::Item;

use crate::diag::Diagnostic;
use crate::display::GlyphRun;
use crate::font::FontBook;
use crate::geom::Length;
use crate::issue::Rich;
use crate::language::Language;
use crate::page::Align;
use crate::style::Style;

/// Shapes text; holds the caches of one thread.
pub struct Shaper<'a> {
    _book: &'a FontBook,
}

impl<'a> Shaper<'a> {
    /// A shaper with empty caches.
    pub fn new(book: &'a FontBook) -> Self {
        Shaper { _book: book }
    }

    /// Shapes a paragraph (or headline, caption …): typographic marks, fallback faces, hyphenation points, items.
    /// `hyphenate: false`, all-capital styles and code get no hyphenation points.
    pub fn shape(
        &mut self,
        _rich: &Rich,
        _style: &Style,
        _language: Language,
        _say: &mut Vec<Diagnostic>,
    ) -> ShapedText {
        unimplemented!()
    }
}

/// A shaped paragraph: items and the glyphs behind them.
#[derive(Debug, Clone)]
pub struct ShapedText {
    /// What the line breaker sees.
    pub items: Vec<Item>,
}

/// One way to break a paragraph.
#[derive(Debug, Clone, PartialEq)]
pub struct Breaking {
    /// The item at which each line breaks; the last is the paragraph's end.
    pub breaks: Vec<usize>,
    /// Whether each line ends with a hyphen.
    pub hyphens: Vec<bool>,
    /// The sum of demerits.
    pub demerits: f64,
    /// Whether some word had to be broken anywhere because it was wider than the measure.
    pub forced: bool,
}

/// A paragraph's ways: the best one, and where it costs little those with one line less and one line more.
#[derive(Debug, Clone, PartialEq)]
pub struct Breakings {
    /// The best.
    pub best: Breaking,
    /// One line less.
    pub shorter: Option<Breaking>,
    /// One line more.
    pub longer: Option<Breaking>,
}

/// A line set to its measure.
#[derive(Debug, Clone)]
pub struct Line {
    /// Its runs; their origins are from the line's left end on its baseline (marks may hang out: x may be negative).
    pub runs: Vec<GlyphRun>,
    /// Its links: left end, width, address.
    pub links: Vec<(Length, Length, String)>,
    /// How much of the measure it fills.
    pub width: Length,
}

impl Line {
    /// A line with nothing on it.
    pub fn empty() -> Line {
        Line { runs: Vec::new(), links: Vec::new(), width: Length::ZERO }
    }
}

impl ShapedText {
    /// The width of the widest stretch without a break.
    pub fn longest_word(&self) -> Length {
        unimplemented!()
    }

    /// The width without any break.
    pub fn width(&self) -> Length {
        unimplemented!()
    }

    /// Breaks justified or ragged copy: `measure` is the width of the n-th line, `indent` the first line's.
    pub fn break_copy(&self, _measure: &dyn Fn(usize) -> Length, _indent: Length, _align: Align) -> Breakings {
        unimplemented!()
    }

    /// Breaks display type (headlines, decks, quotes) into the fewest lines, balanced and broken by sense, without
    /// hyphens where that is possible.
    pub fn break_display(&self, _measure: Length) -> Breaking {
        unimplemented!()
    }

    /// Sets the lines of a breaking.
    pub fn set(
        &self,
        _book: &FontBook,
        _breaking: &Breaking,
        _measure: &dyn Fn(usize) -> Length,
        _indent: Length,
        _align: Align,
    ) -> Vec<Line> {
        unimplemented!()
    }
}
