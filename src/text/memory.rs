//! What shapers have learnt: faces made ready, and the words that were shaped with them. For all that work with the same
//! faces and the same list of words, at the same time or one after the other: a word is shaped by whoever meets it first.

use super::opportunities::Division;
use super::shape::{Plan, Wishes};
use super::token::Token;
use crate::font::{FaceId, FontBook};
use crate::language::Language;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Whoever has learnt more words than this begins again: an issue has a tenth of them.
const MOST_WORDS: usize = 50_000;
/// In so many parts words are kept, so that hands seldom wait for one another.
const PARTS: usize = 16;

/// What shapers have learnt. Whoever keeps it sees to it that faces and list stay the same.
#[derive(Default)]
pub struct Memories(Mutex<Vec<Arc<Ready>>>);

impl Memories {
    /// A face made ready, now or before; `None` if it cannot be read.
    pub(super) fn ready(
        &self,
        book: &FontBook,
        face: FaceId,
        wishes: Wishes,
        language: Language,
    ) -> Option<Arc<Ready>> {
        let mut all = held(&self.0);
        if let Some(known) = all.iter().find(|ready| ready.is(face, wishes, language)) {
            return Some(Arc::clone(known));
        }
        let ready = Arc::new(Ready::new(Plan::new(book, face, wishes, language)?));
        all.push(Arc::clone(&ready));
        Some(ready)
    }

    /// Forgets everything if it is too much.
    pub fn thin(&self) {
        let mut all = held(&self.0);
        if all.iter().map(|ready| ready.len()).sum::<usize>() > MOST_WORDS {
            all.clear();
        }
    }

    /// Forgets everything.
    pub fn clear(&self) {
        held(&self.0).clear();
    }
}

impl std::fmt::Debug for Memories {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Memories of {}", held(&self.0).len())
    }
}

/// Words and what came of shaping them.
type Words = HashMap<Box<str>, Arc<Token>>;

/// A face made ready, and the words that were shaped with it.
pub(super) struct Ready {
    /// The face.
    pub plan: Arc<Plan>,
    /// By how they may be divided.
    words: [[Mutex<Words>; PARTS]; 4],
}

impl Ready {
    fn new(plan: Plan) -> Ready {
        Ready { plan: Arc::new(plan), words: Default::default() }
    }

    /// Whether it is that face for that language, with these wishes.
    pub fn is(&self, face: FaceId, wishes: Wishes, language: Language) -> bool {
        (self.plan.face, self.plan.wishes, self.plan.language) == (face, wishes, language.tag)
    }

    /// A word, shaped now or before.
    pub fn word(&self, word: &str, division: Division, shape: impl FnOnce() -> Token) -> Arc<Token> {
        let part = word.bytes().fold(0, |sum: usize, b| sum + usize::from(b)) % PARTS;
        let words = || held(&self.words[division as usize][part]);
        if let Some(token) = words().get(word) {
            return Arc::clone(token);
        }
        let token = Arc::new(shape());
        // Whoever was first has shaped the same.
        Arc::clone(words().entry(word.into()).or_insert(token))
    }

    /// How many words it knows.
    fn len(&self) -> usize {
        self.words.iter().flatten().map(|part| held(part).len()).sum()
    }
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
