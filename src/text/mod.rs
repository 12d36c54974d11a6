//! Text: from marked words to shaped, broken and justified lines.
//!
//! Shaping does not depend on the measure and happens once; breaking a paragraph is a pure function of items and
//! measures; setting a line turns a stretch between two breaks into placed glyphs.
//!
//! ```text
//! punctuation, glue ─▶ flatten ─▶ token ─▶ assemble ─▶ linebreak, display ─▶ justify
//! marks, no-break      one        shaped   items       breaks                glyphs
//! spaces               string     words
//! ```
//!
//! `shape` alone names the shaper, `hyphenate` alone the dictionaries; `fit` says how a line's slack is shared, to the
//! breaker and to the setter alike; `linebreak` and `fit` know no fonts.

mod assemble;
mod display;
mod fit;
mod flatten;
mod glue;
mod hyphenate;
mod item;
mod justify;
mod linebreak;
mod memory;
mod opportunities;
#[cfg(test)]
mod paper;
mod protrusion;
mod punctuation;
mod shape;
mod shaper;
mod token;
mod ways;

pub use fit::Params;
pub use item::Item;
pub use linebreak::{LADDER, break_lines};
pub use memory::Memories;
pub use shaper::Shaper;

use crate::display::{GlyphRun, Tag, TagKind};
use crate::font::FontBook;
use crate::geom::Length;
use crate::language::Language;
use crate::page::Align;
use crate::style::Style;

/// A shaped paragraph: items and the glyphs behind them.
#[derive(Debug, Clone)]
pub struct ShapedText {
    /// What the line breaker sees.
    pub items: Vec<Item>,
    cells: Vec<assemble::Cell>,
    pieces: Vec<assemble::Piece>,
    looks: Vec<flatten::Look>,
    links: Vec<Address>,
    tag: Option<Tag>,
    text: String,
    size: Length,
    language: Language,
}

/// Where a stretch of a paragraph leads.
#[derive(Debug, Clone)]
struct Address {
    uri: String,
    tag: Option<Tag>,
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

impl Breaking {
    /// The breaking of nothing.
    pub fn empty() -> Breaking {
        Breaking { breaks: Vec::new(), hyphens: Vec::new(), demerits: 0.0, forced: false }
    }
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
    /// Its links.
    pub links: Vec<LineLink>,
    /// How much of the measure it fills, from the measure's left end to the line's right end, without what hangs out.
    pub width: Length,
    /// How far its marks hang out of the measure, to the left and to the right.
    pub hang: (Length, Length),
    /// The space between its words: the mean, in em; `None` for a line of one word.
    pub word_space: Option<f64>,
    /// Whether it was spaced out or in to its measure (not ragged, not a paragraph's last).
    pub justified: bool,
}

impl Line {
    /// The largest size of its runs, in points; 0 where it has none.
    #[must_use]
    pub fn size(&self) -> f64 {
        self.runs.iter().map(|r| r.size.pt()).fold(0.0, f64::max)
    }
}

/// A link in a line.
#[derive(Debug, Clone)]
pub struct LineLink {
    /// Its left end, from the line's.
    pub x: Length,
    /// Its width.
    pub width: Length,
    /// The address.
    pub uri: String,
    /// The part of the paper that it is.
    pub tag: Option<Tag>,
}

/// The average width of a character of copy, in em: a text face's letters and spaces in English.
const AVERAGE: f64 = 0.436;
/// The fewest characters in a line that is justified.
const FEWEST: f64 = 28.0;

/// The fewest characters in a line of copy.
const LEAST: f64 = 12.0;

/// Whether a measure is wide enough to be read in this style, if only ragged.
pub fn readable(measure: Length, style: &Style) -> bool {
    measure >= style.size.scale(AVERAGE * LEAST)
}

/// Whether a measure is wide enough to justify copy in this style; a narrower one is set ragged right.
pub fn justifiable(measure: Length, style: &Style) -> bool {
    measure >= narrowest(style.size)
}

fn narrowest(em: Length) -> Length {
    em.scale(AVERAGE * FEWEST)
}

impl ShapedText {
    /// The same, as this part of the paper; its links are parts of that.
    #[must_use]
    pub fn tagged(mut self, tag: Option<&Tag>) -> ShapedText {
        self.tag = tag.cloned();
        for link in &mut self.links {
            link.tag = tag.map(|tag| Tag::new(TagKind::Link, Some(tag), tag.source()));
        }
        self
    }

    /// The text as it is set: marks made typographic, capitals made.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The em.
    pub fn size(&self) -> Length {
        self.size
    }

    /// The language.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The marks of notes in the text: the item of each and the note's number.
    pub fn notes(&self) -> Vec<(usize, u32)> {
        if !self.looks.iter().any(|l| l.note) {
            return Vec::new();
        }
        let note = |(item, cell): (usize, &assemble::Cell)| {
            let assemble::Cell::Glyphs { piece } = cell else { return None };
            let piece = &self.pieces[*piece as usize];
            let text = self.text.get(piece.start as usize..piece.end as usize)?;
            let number = self.looks[usize::from(piece.look)].note.then(|| text.trim().parse().ok())??;
            Some((item, number))
        };
        self.cells.iter().enumerate().filter_map(note).collect()
    }

    /// The width without any break but those that the writer asked for: that of the widest line.
    pub fn width(&self) -> Length {
        let (mut widest, mut line) = (Length::ZERO, Length::ZERO);
        for item in &self.items {
            match *item {
                Item::Box { width, .. } | Item::Glue { width, .. } => line += width,
                Item::Penalty { cost, .. } if cost <= Item::FORCE => {
                    widest = widest.max(line);
                    line = Length::ZERO;
                }
                Item::Penalty { .. } => {}
            }
        }
        widest.max(line)
    }

    /// The width of the widest stretch that holds no place to break.
    pub fn longest_word(&self) -> Length {
        self.longest(|_| true)
    }

    /// The width of the widest stretch without a space: of a word that is not divided.
    pub fn longest_whole_word(&self) -> Length {
        self.longest(|item| matches!(item, Item::Glue { .. }))
    }

    /// The width of the widest stretch between the items that `parts` says part it, of those where a line may end.
    fn longest(&self, parts: impl Fn(&Item) -> bool) -> Length {
        let (mut widest, mut word) = (Length::ZERO, Length::ZERO);
        for item in &self.items {
            match *item {
                Item::Box { width, .. } => word += width,
                Item::Penalty { cost, .. } if cost >= Item::LAST_RESORT => {}
                Item::Glue { .. } | Item::Penalty { .. } if !parts(item) => {}
                Item::Penalty { width, hyphen: true, .. } => {
                    widest = widest.max(word + width);
                    word = Length::ZERO;
                }
                Item::Glue { .. } | Item::Penalty { .. } => {
                    widest = widest.max(word);
                    word = Length::ZERO;
                }
            }
        }
        widest.max(word)
    }

    /// Breaks justified or ragged copy: `measure` is the width of the n-th line, `indent` the first line's. Lines too
    /// narrow to justify are ragged.
    pub fn break_copy(&self, measure: &dyn Fn(usize) -> Length, indent: Length, align: Align) -> Breakings {
        linebreak::break_lines(&self.items, measure, indent, &self.params(indent, align))
    }

    /// Breaks display type (headlines, decks, quotes) into the fewest lines, balanced and broken by sense, without
    /// hyphens where that is possible.
    pub fn break_display(&self, measure: Length) -> Breaking {
        display::break_display(self, measure)
    }

    /// Sets the lines of a breaking.
    pub fn set(
        &self,
        book: &FontBook,
        breaking: &Breaking,
        measure: &dyn Fn(usize) -> Length,
        indent: Length,
        align: Align,
    ) -> Vec<Line> {
        justify::set(self, book, breaking, measure, indent, align)
    }

    /// The rules that its lines are broken and set by.
    fn params(&self, indent: Length, align: Align) -> Params {
        let mut p = match align {
            Align::Justify => Params { ragged_below: narrowest(self.size), ..Params::justified(self.size) },
            Align::Left | Align::Centre | Align::Right => Params::ragged(self.size),
        };
        if indent == Length::ZERO {
            p.start = self.lead();
        }
        p
    }

    /// How far the first character may hang out of the measure.
    fn lead(&self) -> Length {
        let first = self.text.chars().find(|c| !c.is_whitespace());
        first.map_or(Length::ZERO, |c| self.size.scale(protrusion::left(c)))
    }
}
