//! An edition and an earlier PDF of it → what changed since, page by page. A *revise* is the proof that is held against
//! the one before it.
//!
//! Both are read as finished PDFs, by the same reader: what is compared is what is printed, not what was written. A page is
//! the same if every letter, rule and picture of one has its like in the other, in the same place and order: in its outline,
//! its size, its colour and its pixels. Where that cannot be said for certain, it is not said. `atom` takes pages apart and
//! matches them, `words` makes words of letters, `align` finds the words of the one in the other, wherever they went,
//! `say` puts it into words and `marked` into shapes that are laid over the page.

mod align;
mod atom;
mod marked;
mod say;
mod words;

use crate::edition::Edition;
use crate::finished::Document;
use crate::raster::Shape;
use atom::{Atoms, Match};
use rayon::prelude::*;
use words::Word;

/// What became of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Nothing on it changed.
    Same,
    /// Something on it changed.
    Changed,
    /// There was no such page.
    New,
    /// There is no such page any more.
    Gone,
    /// Nothing was seen to change, but something on it is painted in a way that is not compared.
    Unsure,
}

/// A page and what changed on it.
#[derive(Debug, Clone)]
pub struct Change {
    /// Its number, from 1.
    pub page: usize,
    /// What became of it.
    pub state: State,
    /// What changed, in sentences without their full stops.
    pub said: Vec<String>,
    /// What changed, marked: to be laid over the page. Of a page that is gone there is nothing to lay it over.
    pub shapes: Vec<Shape>,
}

/// One page of one file, taken apart.
struct Side {
    pages: Vec<Atoms>,
    words: Vec<Word>,
}

/// Holds the finished pages of an edition against an earlier PDF of it; a change for every page of either, in order.
pub fn against(edition: &Edition, new: &Document, old: &Document) -> Vec<Change> {
    let (new, old) = rayon::join(|| Side::read(new, Some(edition)), || Side::read(old, None));
    let aligned = align::align(&old.words, &new.words);
    let both = new.pages.len().min(old.pages.len());
    let matches: Vec<Match> = (0..both).into_par_iter().map(|n| atom::matched(&new.pages[n], &old.pages[n])).collect();
    let view = View { edition, new: &new, old: &old, aligned: &aligned };
    let change = |page: usize| {
        let of = |state, said, shapes| Change { page: page + 1, state, said, shapes };
        let Some(found) = matches.get(page) else {
            return if page < new.pages.len() {
                of(State::New, say::new_page(view, page), Vec::new())
            } else {
                of(State::Gone, say::gone_page(view, page), Vec::new())
            };
        };
        if found.is_whole() {
            let whole = new.pages[page].whole && old.pages[page].whole;
            return of(if whole { State::Same } else { State::Unsure }, Vec::new(), Vec::new());
        }
        of(State::Changed, say::changed(view, page, found), marked::shapes(view, page, found))
    };
    (0..new.pages.len().max(old.pages.len())).into_par_iter().map(change).collect()
}

/// Everything that is known of both files.
#[derive(Clone, Copy)]
struct View<'a> {
    edition: &'a Edition,
    new: &'a Side,
    old: &'a Side,
    /// Of every new word the old one that it is.
    aligned: &'a [Option<usize>],
}

impl View<'_> {
    /// Whether an old word is one of the new ones.
    fn is_kept(&self) -> Vec<bool> {
        let mut kept = vec![false; self.old.words.len()];
        for old in self.aligned.iter().flatten() {
            kept[*old] = true;
        }
        kept
    }
}

impl Side {
    fn read(document: &Document, edition: Option<&Edition>) -> Side {
        let pages: Vec<Atoms> = (0..document.pages().len()).into_par_iter().map(|n| Atoms::read(document, n)).collect();
        let words = pages.par_iter().enumerate().map(|(n, atoms)| words::words(atoms, n, edition)).collect::<Vec<_>>();
        Side { pages, words: words.into_iter().flatten().collect() }
    }
}
