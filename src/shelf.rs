//! A shelf: what was made once, by what it was made of, for whoever wants the same again.
//!
//! Nothing is taken for the same that is not: a label finds the candidates quickly, and then all that a thing was made of
//! is compared. What has not been asked for during some turns is thrown away, so that a shelf holds what a few runs have
//! in use and not what a whole evening did.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// What has not been asked for during so many turns goes.
const TURNS: u64 = 3;

/// Things by what they were made of. `K` is that, `V` the thing: something that is quickly copied.
#[derive(Debug)]
pub struct Shelf<K, V> {
    kept: Mutex<Kept<K, V>>,
}

#[derive(Debug)]
struct Kept<K, V> {
    by_label: HashMap<u64, Vec<Entry<K, V>>>,
    turn: u64,
}

#[derive(Debug)]
struct Entry<K, V> {
    of: K,
    made: V,
    used: u64,
}

impl<K, V> Default for Shelf<K, V> {
    fn default() -> Self {
        Shelf { kept: Mutex::new(Kept { by_label: HashMap::new(), turn: 0 }) }
    }
}

impl<K, V: Clone> Shelf<K, V> {
    /// The thing that was made of what `is` knows to be the same; or it is made now, and kept. Things of different labels
    /// are not compared. Two hands that want a new thing at the same time both make it, and one of the two is kept.
    pub fn get(&self, label: u64, is: impl Fn(&K) -> bool, make: impl FnOnce() -> (K, V)) -> V {
        if let Some(made) = self.find(label, &is) {
            return made;
        }
        let (of, made) = make();
        let mut kept = self.kept();
        let used = kept.turn;
        let entries = kept.by_label.entry(label).or_default();
        if let Some(known) = entries.iter().find(|e| is(&e.of)) {
            return known.made.clone();
        }
        entries.push(Entry { of, made: made.clone(), used });
        made
    }

    fn find(&self, label: u64, is: &impl Fn(&K) -> bool) -> Option<V> {
        let mut kept = self.kept();
        let turn = kept.turn;
        let entry = kept.by_label.get_mut(&label)?.iter_mut().find(|e| is(&e.of))?;
        entry.used = turn;
        Some(entry.made.clone())
    }

    /// Begins another turn, and throws away what has not been asked for in the last ones.
    pub fn turn(&self) {
        let mut kept = self.kept();
        kept.turn += 1;
        let oldest = kept.turn.saturating_sub(TURNS);
        kept.by_label.retain(|_, entries| {
            entries.retain(|e| e.used >= oldest);
            !entries.is_empty()
        });
    }

    /// Throws everything away.
    pub fn clear(&self) {
        self.kept().by_label.clear();
    }

    /// How many things are kept.
    pub fn len(&self) -> usize {
        self.kept().by_label.values().map(Vec::len).sum()
    }

    /// Whether nothing is kept.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A hand that panicked while it held the shelf has changed nothing by halves.
    fn kept(&self) -> MutexGuard<'_, Kept<K, V>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_the_same_is_made_once_and_what_is_not_is_not() {
        let shelf: Shelf<&str, usize> = Shelf::default();
        let get = |word: &'static str| shelf.get(word.len() as u64, |k| *k == word, || (word, shelf.len() + 1));
        assert_eq!([get("one"), get("two"), get("one"), get("two")], [1, 2, 1, 2]);
    }

    #[test]
    fn what_is_not_asked_for_goes() {
        let shelf: Shelf<u64, u64> = Shelf::default();
        for n in 0..100 {
            shelf.turn();
            let _ = shelf.get(n, |k| *k == n, || (n, n));
            let _ = shelf.get(1_000, |k| *k == 1_000, || (1_000, 1_000));
            assert!(shelf.len() <= 2 + TURNS as usize, "{} at {n}", shelf.len());
        }
        assert_eq!(shelf.get(1_000, |k| *k == 1_000, || (1_000, 0)), 1_000);
    }
}
