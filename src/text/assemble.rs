//! From a flattened paragraph to items, and what stands behind each.

use super::flatten::{Flat, Look};
use super::item::Item;
use super::opportunities::End;
use super::protrusion;
use super::shape::{Plan, Run};
use super::token::{Part, Token};
use crate::geom::Length;
use std::sync::Arc;

/// What stands behind an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell {
    /// Glyphs of a piece.
    Glyphs {
        /// Which piece.
        piece: u32,
    },
    /// A space between words, at a byte of the text.
    Space {
        /// How it is set.
        look: u16,
        /// Where.
        at: u32,
    },
    /// A space of fixed width that belongs to a word.
    Fixed {
        /// How it is set.
        look: u16,
        /// Where.
        at: u32,
    },
    /// A break within a word; the next line starts with this byte.
    Break {
        /// Where.
        at: u32,
        /// Whether a hyphen is added.
        added: bool,
    },
    /// A break between words, or none.
    Mark,
}

/// A shaped piece of a paragraph.
#[derive(Debug, Clone)]
pub struct Piece {
    /// How it is set.
    pub look: u16,
    /// Its face, made ready.
    pub plan: Arc<Plan>,
    /// Its glyphs; clusters count from `start`.
    pub run: Arc<Run>,
    /// Its bytes in the paragraph's text.
    pub start: u32,
    /// One past them.
    pub end: u32,
}

/// A paragraph's items in the making.
pub struct Assembly<'a> {
    flat: &'a Flat,
    /// The items.
    pub items: Vec<Item>,
    /// What stands behind them.
    pub cells: Vec<Cell>,
    /// The pieces.
    pub pieces: Vec<Piece>,
    /// A space that is set if a word follows on the line.
    waiting: Option<(Cell, Item)>,
    /// The last character set on the line.
    last: Option<char>,
}

/// Font units to a length.
pub fn scale(units: i32, size: Length, units_per_em: u16) -> Length {
    let upem = i64::from(units_per_em.max(1));
    Length::from_sp((i64::from(units) * size.sp() + upem / 2).div_euclid(upem))
}

/// The widths of the spaces that are neither a word's nor stretch, in em.
pub fn fixed_space(c: char) -> Option<f64> {
    Some(match c {
        '\u{202F}' | '\u{2009}' => 1.0 / 6.0,
        '\u{200A}' => 0.08,
        '\u{2006}' => 1.0 / 6.0,
        '\u{2005}' => 0.25,
        '\u{2004}' => 1.0 / 3.0,
        '\u{2007}' => 0.5,
        '\u{2008}' => 0.2,
        '\u{2000}' | '\u{2002}' => 0.5,
        '\u{2001}' | '\u{2003}' | '\u{3000}' => 1.0,
        _ => return None,
    })
}

/// The least that a word space shrinks to, in em.
const LEAST_SPACE: f64 = 0.172;
/// The mean word space above which a line is loose, in em: a ratio of 1.25.
const LOOSE_SPACE: f64 = 0.5;

/// The item of a word space.
pub fn word_space(look: &Look) -> Item {
    let own = scale(look.plan.space.1, look.size, look.plan.units_per_em);
    let width = own + look.tracking * 2;
    let room = (look.size.scale(LOOSE_SPACE) - own).sp().max(look.size.scale(0.15).sp());
    let shrink = own.scale(0.25).sp().min((own - look.size.scale(LEAST_SPACE)).sp()).max(0);
    Item::Glue { width, stretch: Length::from_sp(room * 4 / 5), shrink: Length::from_sp(shrink) }
}

impl<'a> Assembly<'a> {
    /// Nothing yet.
    pub fn new(flat: &'a Flat) -> Self {
        let n = flat.text.len() / 3 + 4;
        Assembly {
            flat,
            items: Vec::with_capacity(n),
            cells: Vec::with_capacity(n),
            pieces: Vec::with_capacity(flat.text.len() / 5 + 1),
            waiting: None,
            last: None,
        }
    }

    fn push(&mut self, item: Item, cell: Cell) {
        self.items.push(item);
        self.cells.push(cell);
    }

    fn look(&self, look: u16) -> &'a Look {
        &self.flat.looks[usize::from(look)]
    }

    /// A space at a byte of the text.
    pub fn space(&mut self, c: char, look: u16, at: usize) {
        let l = self.look(look);
        let cell = Cell::Space { look, at: at as u32 };
        match (c, fixed_space(c)) {
            ('\u{A0}', _) => {
                let glue = word_space(l);
                if self.waiting.is_none() && self.last.is_some() {
                    self.push(
                        Item::Penalty { width: Length::ZERO, next: Length::ZERO, cost: Item::FORBID, hyphen: false },
                        Cell::Mark,
                    );
                    self.push(glue, cell);
                } else if self.waiting.is_none() {
                    // At a line's start it holds the room that was asked for.
                    let Item::Glue { width, .. } = glue else { return };
                    self.push(Item::Box { width, letters: 0 }, Cell::Fixed { look, at: at as u32 });
                }
            }
            ('\u{202F}' | '\u{2007}', Some(em)) => {
                self.wait_over(None);
                self.push(Item::Box { width: l.size.scale(em), letters: 0 }, Cell::Fixed { look, at: at as u32 });
                self.last = Some(c);
            }
            (_, Some(em)) if self.last.is_some() && self.waiting.is_none() => {
                let glue = Item::Glue { width: l.size.scale(em), stretch: Length::ZERO, shrink: Length::ZERO };
                self.waiting = Some((cell, glue));
            }
            _ if self.last.is_some() && self.waiting.is_none() => self.waiting = Some((cell, word_space(l))),
            _ => {}
        }
    }

    /// A break that the writer asked for, or the paragraph's end.
    pub fn end_line(&mut self) {
        self.waiting = None;
        if self.last.is_some() {
            self.push(
                Item::Penalty { width: Length::ZERO, next: Length::ZERO, cost: Item::FORCE, hyphen: false },
                Cell::Mark,
            );
        }
        self.last = None;
    }

    /// Sets the space that waits, now that a word that begins with `next` follows it.
    fn wait_over(&mut self, next: Option<(char, Length)>) {
        let lead = next.map_or(Length::ZERO, |(c, size)| size.scale(protrusion::left(c)));
        let Some((cell, glue)) = self.waiting.take() else {
            // The first word of a line that the writer broke.
            if self.last.is_none()
                && let Some(Item::Penalty { next, .. }) = self.items.last_mut()
            {
                *next = -lead;
            }
            return;
        };
        let Cell::Space { look, .. } = cell else { return };
        let last = self.last.unwrap_or(' ');
        let hang = self.look(look).size.scale(protrusion::right(last));
        let hyphen = matches!(last, '-' | '\u{2010}');
        if hang != Length::ZERO || lead != Length::ZERO || !matches!(self.items.last(), Some(Item::Box { .. })) {
            self.push(Item::Penalty { width: -hang, next: -lead, cost: 0, hyphen }, Cell::Mark);
        }
        self.push(glue, cell);
    }

    /// A shaped piece at a byte of the text; `ends_word` unless the next piece continues the word.
    pub fn piece(&mut self, token: &Token, look: u16, at: usize, text: &str, next: Option<char>) {
        let l = self.look(look);
        let Some(first) = text.chars().next() else { return };
        if self.waiting.is_some() || self.last.is_none() {
            self.wait_over(Some((first, l.size)));
        }
        let base = self.pieces.len() as u32;
        for s in &token.segments {
            let (start, end) = ((at + s.start) as u32, (at + s.end) as u32);
            self.pieces.push(Piece { look, plan: s.plan.clone(), run: s.run.clone(), start, end });
        }
        let upem = |s: u32| token.segments[s as usize].plan.units_per_em;
        for (i, part) in token.parts.iter().enumerate() {
            match *part {
                Part::Glyphs { segment, width, clusters, .. } => {
                    let inner = i + 1 < token.parts.len() || next.is_some();
                    let letters = if inner { clusters } else { clusters.saturating_sub(1) };
                    let width = scale(width, l.size, upem(segment)) + l.tracking * i64::from(letters);
                    self.push(Item::Box { width, letters }, Cell::Glyphs { piece: base + segment });
                }
                Part::Break { segment, at: offset, before, after, cost, end } => {
                    let ending =
                        if end == End::Added { Some('-') } else { text[..offset as usize].chars().next_back() };
                    let starting = text[offset as usize..].chars().next();
                    let hang = |c: Option<char>, f: fn(char) -> f64| c.map_or(Length::ZERO, |c| l.size.scale(f(c)));
                    let item = Item::Penalty {
                        width: scale(before, l.size, upem(segment)) - hang(ending, protrusion::right),
                        next: scale(after, l.size, upem(segment)) - hang(starting, protrusion::left),
                        cost,
                        hyphen: end != End::Plain,
                    };
                    self.push(item, Cell::Break { at: at as u32 + offset, added: end == End::Added });
                }
            }
        }
        self.last = text.chars().next_back();
        self.joint(look, at + text.len(), next);
    }

    /// A break where a piece ends with a dash and the word goes on in another look.
    fn joint(&mut self, look: u16, at: usize, next: Option<char>) {
        let (Some(last), Some(next)) = (self.last, next) else { return };
        let following = self.flat.stretches.iter().find(|s| s.0 > at).map(|s| self.look(s.1));
        if !next.is_alphanumeric() || following.is_none_or(|l| l.note) {
            return;
        }
        if matches!(last, '—' | '–' | '-') {
            let size = self.look(look).size;
            let (width, lead) = (-size.scale(protrusion::right(last)), -size.scale(protrusion::left(next)));
            let item = Item::Penalty { width, next: lead, cost: 30, hyphen: last == '-' };
            self.push(item, Cell::Break { at: at as u32, added: false });
        }
    }
}
