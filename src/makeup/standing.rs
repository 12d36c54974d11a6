//! Standing matter: what has been set and may stand again, so that after an edit only what it touched is set anew.
//!
//! What is set of an article depends on the article, its columns and the materials, and on nothing else: so long as all of
//! these are the same to the letter, places in the files included, what was set of it is the same. New materials (a
//! layout, a face, a picture, a list of hyphens) clear everything.

use super::desk::Materials;
use super::galley::Galley;
use super::measure::Measures;
use super::module::{Parts, Terms};
use crate::font::FontBook;
use crate::hash::hash;
use crate::image::Images;
use crate::issue::{Article, Hyphenation};
use crate::page::Layout;
use crate::shelf::Shelf;
use crate::style::StyleBook;
use crate::text::Memories;
use std::sync::{Arc, Mutex, PoisonError};

/// What has been set.
#[derive(Debug, Default)]
pub struct Standing {
    set_with: Mutex<Option<With>>,
    galleys: Shelf<(Article, Measures), Arc<Galley>>,
    modules: Shelf<(Arc<Galley>, u32, Terms), Arc<Parts>>,
    memories: Arc<Memories>,
}

/// The materials that everything was set with.
#[derive(Debug)]
struct With {
    layout: Layout,
    styles: StyleBook,
    fonts: FontBook,
    images: Images,
    hyphenation: Hyphenation,
}

impl With {
    fn is(&self, m: Materials) -> bool {
        self.layout == *m.layout
            && self.styles == *m.styles
            && self.hyphenation == *m.hyphenation
            && self.fonts.is(m.fonts)
            && self.images.is(m.images)
    }
}

impl Standing {
    /// Nothing has been set.
    pub fn new() -> Standing {
        Standing::default()
    }

    /// Begins another run, with these materials.
    pub(super) fn begin(&self, m: Materials) {
        let mut set_with = self.set_with.lock().unwrap_or_else(PoisonError::into_inner);
        if !set_with.as_ref().is_some_and(|w| w.is(m)) {
            self.galleys.clear();
            self.modules.clear();
            self.memories.clear();
            *set_with = Some(With {
                layout: m.layout.clone(),
                styles: m.styles.clone(),
                fonts: m.fonts.clone(),
                images: m.images.clone(),
                hyphenation: m.hyphenation.clone(),
            });
        }
        self.galleys.turn();
        self.modules.turn();
        self.memories.thin();
    }

    /// What has been learnt of words.
    pub fn memories(&self) -> Arc<Memories> {
        Arc::clone(&self.memories)
    }

    /// The galley of an article; it is set now if it does not stand.
    pub(super) fn galley(&self, article: &Article, measures: &Measures, set: impl FnOnce() -> Galley) -> Arc<Galley> {
        let is = |(a, m): &(Article, Measures)| m == measures && a == article;
        let label = hash(article.slug.as_bytes()) as u64;
        self.galleys.get(label, is, || ((article.clone(), *measures), Arc::new(set())))
    }

    /// What is set of the article of a galley over so many columns.
    pub(super) fn module(&self, of: (&Arc<Galley>, u32, Terms), set: impl FnOnce() -> Parts) -> Arc<Parts> {
        let (galley, span, terms) = of;
        let is =
            |known: &(Arc<Galley>, u32, Terms)| Arc::ptr_eq(&known.0, galley) && (known.1, known.2) == (span, terms);
        let label = Arc::as_ptr(galley).addr() as u64;
        let parts = self.modules.get(label, is, || ((Arc::clone(galley), span, terms), Arc::new(set())));
        parts.turn();
        parts
    }

    /// How many galleys and modules stand.
    pub fn len(&self) -> usize {
        self.galleys.len() + self.modules.len()
    }

    /// Whether nothing stands.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
