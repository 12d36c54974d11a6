//! Which word of one text is which of another, though stretches may have changed places.
//!
//! Stretches of several words that occur once in either text are the same stretch (Heckel, *A technique for isolating
//! differences between files*, 1978, with stretches for lines); each is followed in both directions as far as it goes. What
//! is left between two that follow one another is compared word by word.

use super::words::Word;
use std::collections::HashMap;

/// Stretches of so many words are looked for, the longest first.
const STRETCHES: [usize; 3] = [6, 4, 3];
/// Gaps of more words, times the words of the other side, are not compared word by word.
const GAP: usize = 400_000;

/// Of every new word, the old one that it is.
pub(super) fn align(old: &[Word], new: &[Word]) -> Vec<Option<usize>> {
    // Looked up, never gone through: its order does not matter.
    let mut numbers: HashMap<&str, u32> = HashMap::new();
    let mut numbered = Vec::new();
    for side in [old, new] {
        let mut side_numbers = Vec::with_capacity(side.len());
        for word in side {
            let next = numbers.len() as u32;
            side_numbers.push(*numbers.entry(&word.key).or_insert(next));
        }
        numbered.push(side_numbers);
    }
    let new_numbers = numbered.pop().unwrap_or_default();
    let old_numbers = numbered.pop().unwrap_or_default();
    pairs(&old_numbers, &new_numbers)
}

/// The same of numbers.
fn pairs(old: &[u32], new: &[u32]) -> Vec<Option<usize>> {
    let mut work = Work { old, new, to: vec![None; new.len()], from: vec![None; old.len()] };
    for stretch in STRETCHES {
        work.stretches(stretch);
    }
    work.gaps();
    // Two words that are nowhere else: short headlines that went to another place.
    work.stretches(2);
    work.to
}

struct Work<'a> {
    old: &'a [u32],
    new: &'a [u32],
    /// Of every new word, the old one.
    to: Vec<Option<usize>>,
    /// Of every old word, the new one.
    from: Vec<Option<usize>>,
}

impl Work<'_> {
    /// Matches stretches of `long` words that occur once on either side.
    fn stretches(&mut self, long: usize) {
        let once = |words: &[u32], taken: &[Option<usize>]| {
            let mut places: HashMap<Vec<u32>, Option<usize>> = HashMap::new();
            for (at, stretch) in words.windows(long).enumerate() {
                if taken[at..at + long].iter().all(Option::is_none) {
                    places.entry(stretch.to_vec()).and_modify(|p| *p = None).or_insert(Some(at));
                }
            }
            places
        };
        let (olds, news) = (once(self.old, &self.from), once(self.new, &self.to));
        for at in 0..self.new.len().saturating_sub(long - 1) {
            if self.to[at].is_some() {
                continue;
            }
            let stretch = &self.new[at..at + long];
            let alone = news.get(stretch).is_some_and(|p| *p == Some(at));
            if let (true, Some(Some(old))) = (alone, olds.get(stretch)) {
                self.follow(*old, at);
            }
        }
    }

    /// Matches two places and what is the same around them.
    fn follow(&mut self, old: usize, new: usize) {
        let (mut o, mut n) = (old, new);
        while o < self.old.len() && n < self.new.len() && self.fits(o, n) {
            self.pair(o, n);
            (o, n) = (o + 1, n + 1);
        }
        let (mut o, mut n) = (old, new);
        while o > 0 && n > 0 && self.fits(o - 1, n - 1) {
            (o, n) = (o - 1, n - 1);
            self.pair(o, n);
        }
    }

    fn fits(&self, old: usize, new: usize) -> bool {
        self.old[old] == self.new[new] && self.from[old].is_none() && self.to[new].is_none()
    }

    fn pair(&mut self, old: usize, new: usize) {
        self.to[new] = Some(old);
        self.from[old] = Some(new);
    }

    /// Compares what lies between two matched words that follow one another on both sides.
    fn gaps(&mut self) {
        let mut at = 0;
        while at < self.new.len() {
            if self.to[at].is_some() {
                at += 1;
                continue;
            }
            let end = (at..self.new.len()).find(|n| self.to[*n].is_some()).unwrap_or(self.new.len());
            let low = if at == 0 { Some(0) } else { self.to[at - 1].map(|o| o + 1) };
            let high = if end == self.new.len() { Some(self.old.len()) } else { self.to[end] };
            if let (Some(low), Some(high)) = (low, high)
                && low < high
                && (high - low) * (end - at) <= GAP
                && self.from[low..high].iter().all(Option::is_none)
            {
                self.longest(low..high, at..end);
            }
            at = end;
        }
    }

    /// The longest common sequence of two stretches.
    fn longest(&mut self, old: std::ops::Range<usize>, new: std::ops::Range<usize>) {
        let (rows, columns) = (old.len(), new.len());
        let mut best = vec![0u32; (rows + 1) * (columns + 1)];
        let cell = |r: usize, c: usize| r * (columns + 1) + c;
        for r in (0..rows).rev() {
            for c in (0..columns).rev() {
                best[cell(r, c)] = if self.old[old.start + r] == self.new[new.start + c] {
                    best[cell(r + 1, c + 1)] + 1
                } else {
                    best[cell(r + 1, c)].max(best[cell(r, c + 1)])
                };
            }
        }
        let (mut r, mut c) = (0, 0);
        while r < rows && c < columns {
            if self.old[old.start + r] == self.new[new.start + c] {
                self.pair(old.start + r, new.start + c);
                (r, c) = (r + 1, c + 1);
            } else if best[cell(r + 1, c)] >= best[cell(r, c + 1)] {
                r += 1;
            } else {
                c += 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(old: &str, new: &str) -> Vec<Option<usize>> {
        let numbers = |text: &str| text.chars().map(|c| c as u32).collect::<Vec<u32>>();
        pairs(&numbers(old), &numbers(new))
    }

    #[test]
    fn a_word_put_in_leaves_the_others_what_they_were() {
        let to = found("abcdefghijklmnop", "abcdefXghijklmnop");
        assert_eq!(to[6], None);
        assert_eq!((to[5], to[7], to[16]), (Some(5), Some(6), Some(15)));
    }

    #[test]
    fn a_word_changed_between_others_is_one_gone_and_one_new() {
        let to = found("abcdefghijklmnop", "abcdeXghijklmnop");
        assert_eq!(to.iter().filter(|t| t.is_none()).count(), 1);
        assert_eq!(to[5], None);
    }

    #[test]
    fn stretches_that_changed_places_are_found() {
        let to = found("abcdefghij0123456789", "0123456789abcdefghij");
        assert_eq!((to[0], to[9], to[10], to[19]), (Some(10), Some(19), Some(0), Some(9)));
    }

    #[test]
    fn words_that_recur_are_matched_once() {
        let to = found("aaaaaaaaaaaa", "aaaaaaaa");
        let mut seen: Vec<usize> = to.iter().flatten().copied().collect();
        let all = seen.len();
        seen.dedup();
        assert_eq!(seen.len(), all);
        assert_eq!(found("", "abc"), [None, None, None]);
        assert_eq!(found("abc", ""), []);
    }
}
