//! Hyphenation: where a word of letters may be divided.
//!
//! Liang's patterns (F. M. Liang, *Word Hy-phen-a-tion by Com-put-er*, 1983) from the hyph-utf8 collection, one
//! dictionary a language, read when the language is first met; a list of exceptions goes before them, and the issue's own
//! list before that.

use crate::issue;
use crate::language::Language;
use hyphenation::{Hyphenator, Load, Standard};
use std::collections::HashMap;
use std::sync::OnceLock;

/// A language's dictionary and exceptions.
struct Dictionary {
    tag: &'static str,
    bytes: &'static [u8],
    exceptions: &'static str,
    /// Whether its patterns know no accents, and leave parts without a vowel.
    english: bool,
    read: OnceLock<Option<Read>>,
}

struct Read {
    patterns: Standard,
    exceptions: HashMap<String, Vec<usize>>,
}

const fn dictionary(tag: &'static str, bytes: &'static [u8]) -> Dictionary {
    Dictionary { tag, bytes, exceptions: "", english: false, read: OnceLock::new() }
}

const fn english(tag: &'static str, bytes: &'static [u8]) -> Dictionary {
    let exceptions = include_str!("hyphenation/exceptions-en.txt");
    Dictionary { tag, bytes, exceptions, english: true, read: OnceLock::new() }
}

static DICTIONARIES: [Dictionary; 9] = [
    english("en-US", include_bytes!("hyphenation/en-us.bincode")),
    english("en-GB", include_bytes!("hyphenation/en-gb.bincode")),
    dictionary("es", include_bytes!("hyphenation/es.bincode")),
    dictionary("fr", include_bytes!("hyphenation/fr.bincode")),
    dictionary("pt", include_bytes!("hyphenation/pt.bincode")),
    dictionary("de", include_bytes!("hyphenation/de-1996.bincode")),
    dictionary("pl", include_bytes!("hyphenation/pl.bincode")),
    dictionary("it", include_bytes!("hyphenation/it.bincode")),
    dictionary("nl", include_bytes!("hyphenation/nl.bincode")),
];

/// The byte offsets at which `word`, a run of letters in NFC, may be divided, in order. `own` is the issue's list.
pub fn points(word: &str, language: Language, own: &issue::Hyphenation) -> Vec<usize> {
    let [before, after] = language.hyphen_min;
    let letters = word.chars().count();
    // Words of more than 60 letters are no words.
    if letters < before + after || !(5..=60).contains(&letters) {
        return Vec::new();
    }
    let lower = lower(word);
    let offset = |n: usize| word.char_indices().nth(n).map_or(word.len(), |(i, _)| i);
    let (first, last) = (offset(before), offset(letters - after));
    let found = own.points(&lower).map(<[usize]>::to_vec).or_else(|| listed(&lower, language)).unwrap_or_default();
    found.into_iter().filter(|i| (first..=last).contains(i) && word.is_char_boundary(*i)).collect()
}

/// Where the language's exceptions or else its patterns divide a word in lower case.
fn listed(lower: &str, language: Language) -> Option<Vec<usize>> {
    let dictionary = DICTIONARIES.iter().find(|d| d.tag == language.tag)?;
    let read = dictionary.read.get_or_init(|| dictionary.load()).as_ref()?;
    let points = |word: &str| read.exceptions.get(word).cloned().unwrap_or_else(|| read.patterns.opportunities(word));
    if !dictionary.english {
        return Some(points(lower));
    }
    if lower.is_ascii() {
        return Some(syllables(lower, points(lower)));
    }
    // English patterns know no accents, and English papers are full of people called Hernández.
    let plain: String = lower.chars().map(unaccented).collect();
    let letters = |point: usize| plain[..point].chars().count();
    let offset = |letters: usize| lower.char_indices().nth(letters).map_or(lower.len(), |(i, _)| i);
    Some(syllables(&plain, points(&plain)).into_iter().map(letters).map(offset).collect())
}

/// A letter without its accent.
fn unaccented(letter: char) -> char {
    let mut base = letter;
    unicode_normalization::char::decompose_canonical(letter, |part| {
        if !unicode_normalization::char::is_combining_mark(part) {
            base = part;
        }
    });
    base
}

/// Those of the points that leave a vowel in every part: the English patterns divide `ma-te-r-ial`, and a consonant is no
/// syllable. It belongs to what follows.
fn syllables(word: &str, mut points: Vec<usize>) -> Vec<usize> {
    let sounds = |part: &str| part.contains(['a', 'e', 'i', 'o', 'u', 'y']) || !part.is_ascii();
    let mut start = 0;
    points.retain(|point| {
        let whole = sounds(&word[start..*point]);
        start = if whole { *point } else { start };
        whole
    });
    while points.last().is_some_and(|last| !sounds(&word[*last..])) {
        points.pop();
    }
    points
}

impl Dictionary {
    fn load(&self) -> Option<Read> {
        let mut patterns = Standard::any_from_reader(&mut &self.bytes[..]).ok()?;
        // The row's minima are applied afterwards, also to exceptions.
        patterns.minima = (1, 1);
        Some(Read { patterns, exceptions: parse(self.exceptions) })
    }
}

/// Reads a list of words with their points: `ta-ble`; a word without a hyphen is never divided.
fn parse(list: &str) -> HashMap<String, Vec<usize>> {
    let lines = list.lines().map(|l| l.split('#').next().unwrap_or_default());
    let words = lines.flat_map(str::split_whitespace);
    words
        .map(|w| {
            let mut word = String::with_capacity(w.len());
            let mut points = Vec::new();
            for c in w.chars() {
                if c == '-' { points.push(word.len()) } else { word.push(c) }
            }
            (word, points)
        })
        .collect()
}

/// Lower case without any change of the offsets.
fn lower(word: &str) -> String {
    word.chars()
        .map(|c| {
            let mut l = c.to_lowercase();
            match (l.next(), l.next()) {
                (Some(l), None) if l.len_utf8() == c.len_utf8() => l,
                _ => c,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn divided(word: &str, tag: &str) -> String {
        divided_with(word, tag, issue::Hyphenation::none())
    }

    fn divided_with(word: &str, tag: &str, own: &issue::Hyphenation) -> String {
        let mut out = word.to_owned();
        for p in points(word, Language::parse(tag).unwrap(), own).into_iter().rev() {
            out.insert(p, '-');
        }
        out
    }

    #[test]
    fn words_are_divided_as_their_language_divides_them() {
        assert_eq!(divided("hyphenation", "en-US"), "hy-phen-a-tion");
        assert_eq!(divided("arbitrary", "en-GB"), "ar-bit-rary");
        assert_eq!(divided("trabajadores", "es"), "tra-ba-ja-do-res");
        assert_eq!(divided("Gewerkschaft", "de"), "Ge-werk-schaft");
        assert_eq!(divided("syndicat", "fr"), "syn-di-cat");
        assert_eq!(divided("trabalhador", "pt"), "tra-ba-lha-dor");
        assert_eq!(divided("robotnik", "pl"), "ro-bot-nik");
        assert_eq!(divided("lavoratore", "it"), "la-vo-ra-to-re");
        assert_eq!(divided("vakbonden", "nl"), "vak-bon-den");
        assert_eq!(divided("kleine", "nl"), "klei-ne");
    }

    #[test]
    fn every_part_of_an_english_word_has_a_vowel() {
        let words = ["material", "conservative", "distribution", "Christian", "vitamins", "editorial", "rhythms"];
        let divided = words.map(|word| divided(word, "en-US"));
        let right =
            ["ma-te-rial", "con-ser-va-tive", "dis-tri-bu-tion", "Chris-tian", "vi-ta-mins", "ed-i-to-rial", "rhythms"];
        assert_eq!(divided, right);
    }

    #[test]
    fn exceptions_go_before_patterns_and_minima_hold() {
        assert_eq!(divided("present", "en-US"), "present");
        assert_eq!(divided("project", "en-GB"), "project");
        assert_eq!(divided("idea", "en-US"), "idea");
        assert_eq!(divided("Manager", "en-US"), "Man-ager");
        assert_eq!(divided("Hernández", "en-US"), "Her-nán-dez");
        assert_eq!(divided("Mänägér", "en-US"), "Män-ägér");
        assert_eq!(divided("ÉCRÂSÉES", "fr").replace('-', ""), "ÉCRÂSÉES");
    }

    #[test]
    fn the_issues_own_list_goes_before_everything() {
        let (own, _) = issue::Hyphenation::of(["pre-sent", "Manager", "tra-bajado-res"]);
        assert_eq!(divided_with("Present", "en-US", &own), "Pre-sent");
        assert_eq!(divided_with("manager", "en-US", &own), "manager");
        assert_eq!(divided_with("trabajadores", "es", &own), "tra-bajado-res");
        assert_eq!(divided_with("project", "en-US", &own), "project");
    }

    #[test]
    fn every_language_has_its_dictionary() {
        for l in Language::all() {
            let d = DICTIONARIES.iter().find(|d| d.tag == l.tag).unwrap();
            assert!(d.load().is_some(), "{}", l.tag);
        }
    }

    #[test]
    fn no_word_panics() {
        for word in ["", "ß", "İİİİİİ", "ŉŉŉŉŉŉŉ", "aͤbͤcͤdͤeͤfͤ", "日本語日本語", "العربيةالعربية"]
        {
            for l in Language::all() {
                let _ = points(word, l, issue::Hyphenation::none());
            }
        }
    }
}
