//! What shapers have learnt, kept for the next that work with the same faces and the same list of words.

use super::shaper::Ready;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// A shaper that has learnt more words than this begins again: an issue has a tenth of them.
const MOST_WORDS: usize = 50_000;
/// So many shapers' memories are kept: there are no more hands than that.
const MOST: usize = 16;

/// What shapers have learnt. Whoever keeps it sees to it that faces and list stay the same.
#[derive(Default)]
pub struct Memories(Mutex<Vec<Vec<Ready>>>);

impl Memories {
    /// What one of them has learnt.
    pub(super) fn take(&self) -> Vec<Ready> {
        self.all().pop().unwrap_or_default()
    }

    /// Keeps what one has learnt.
    pub(super) fn keep(&self, learnt: Vec<Ready>) {
        let words: usize = learnt.iter().map(Ready::words).sum();
        let mut all = self.all();
        if words <= MOST_WORDS && all.len() < MOST {
            all.push(learnt);
        }
    }

    /// Forgets everything.
    pub fn clear(&self) {
        self.all().clear();
    }

    fn all(&self) -> MutexGuard<'_, Vec<Vec<Ready>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl std::fmt::Debug for Memories {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Memories of {}", self.all().len())
    }
}
