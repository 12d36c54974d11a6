//! The known word that a misspelt one most likely meant.

/// The candidate nearest to `word`, if one is near enough to be meant: at most a third of its letters wrong.
/// Case, and `-` against `_`, count for nothing.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let fold =
        |s: &str| s.chars().take(80).flat_map(char::to_lowercase).map(|c| if c == '-' { '_' } else { c }).collect();
    let word: Vec<char> = fold(word);
    let best = candidates
        .into_iter()
        .map(|c| {
            let folded: Vec<char> = fold(c);
            (distance(&word, &folded), folded.len(), c)
        })
        .min_by_key(|(d, _, _)| *d)?;
    let allowed = (word.len().max(best.1) / 3).max(1);
    (best.0 <= allowed).then_some(best.2)
}

/// Edits (insert, leave out, change, swap two neighbours) that turn one word into the other.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let change = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut best = change.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(before[j - 2] + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_finds_its_word_and_a_stranger_none() {
        let keys = ["headline", "kicker", "pull_quotes", "deck"];
        assert_eq!(nearest("headlnie", keys), Some("headline"));
        assert_eq!(nearest("pull-quote", keys), Some("pull_quotes"));
        assert_eq!(nearest("Deck", keys), Some("deck"));
        assert_eq!(nearest("weather", keys), None);
    }
}
