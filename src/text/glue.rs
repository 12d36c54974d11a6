//! What must not be parted at a line's end: a number from its unit, a title from its name, a dash from what it follows.

use super::punctuation::Ch;
use crate::language::Language;

/// Abbreviations that a number follows.
const BEFORE_NUMBER: &[&str] = &[
    "p.", "pp.", "no.", "nos.", "vol.", "vols.", "fig.", "figs.", "ch.", "sec.", "art.", "arts.", "par.", "nr.", "n.º",
    "n°", "n.o", "núm.", "pág.", "págs.", "cap.", "s.", "abs.", "bd.", "str.", "poz.", "pt.", "tel.", "§", "§§", "¶",
    "№", "local", "page", "chapter", "section", "article", "step", "shift", "dock", "gate", "line", "room", "building",
];
/// Titles that a name follows.
const BEFORE_NAME: &[&str] = &[
    "mr.", "mrs.", "ms.", "mx.", "dr.", "prof.", "rev.", "st.", "sr.", "sra.", "srta.", "dra.", "d.", "m.", "mme",
    "mlle", "mm.", "hr.", "fr.", "sig.", "dhr.", "mevr.",
];
/// Units and signs that follow a number.
const AFTER_NUMBER: &[&str] = &[
    "%", "‰", "°", "°c", "°f", "€", "$", "£", "km", "m", "cm", "mm", "kg", "g", "mg", "t", "lb", "lbs", "oz", "ft",
    "mi", "mph", "km/h", "l", "ml", "gal", "h", "hr", "hrs", "min", "kw", "kwh", "w", "v", "mb", "gb", "a.m.", "p.m.",
    "am", "pm", "uhr", "zł", "pts", "million", "billion", "millones", "mio.",
];

/// Makes the spaces that must not break no-break spaces.
pub fn bind(chars: &mut [Ch], language: Language) {
    let polish = language.tag == "pl";
    // Where the word before a space begins.
    let mut start = 0;
    for i in 0..chars.len() {
        let c = chars[i].c;
        if !c.is_whitespace() {
            continue;
        }
        let word = std::mem::replace(&mut start, i + 1)..i;
        if c != ' ' || !chars[i].smart || i == 0 {
            continue;
        }
        let Some(next) = chars.get(i + 1).map(|c| c.c) else { continue };
        let word = &chars[word];
        let capital = word.first().is_some_and(|c| c.c.is_uppercase());
        let last = chars[i - 1].c;
        // Most spaces are told apart by the characters beside them; only the rest are looked up. Long words are none.
        let short = word.len() <= 8;
        let before = |list: &[&str]| list.contains(&lower(word).as_str());
        let bound = match next {
            '–' | '—' => chars.get(i + 2).is_some_and(|c| c.c.is_whitespace()),
            _ if last.is_ascii_digit() && AFTER_NUMBER.contains(&unit(chars, i + 1).as_str()) => true,
            '0'..='9' if short => (!last.is_alphabetic() || capital) && before(BEFORE_NUMBER),
            _ if short && next.is_uppercase() && capital => before(BEFORE_NAME),
            _ => polish && word.len() == 1 && last.is_alphabetic(),
        };
        if bound {
            chars[i].c = '\u{A0}';
        }
    }
}

fn lower(word: &[Ch]) -> String {
    let word = word.iter().map(|c| c.c).skip_while(|c| matches!(c, '(' | '“' | '‘' | '«' | '„' | '['));
    word.flat_map(char::to_lowercase).collect()
}

/// The word after a space, without the marks behind it.
fn unit(chars: &[Ch], from: usize) -> String {
    let word: String = chars[from..]
        .iter()
        .map(|c| c.c)
        .take_while(|c| !c.is_whitespace())
        .take(12)
        .flat_map(char::to_lowercase)
        .collect();
    if AFTER_NUMBER.contains(&word.as_str()) {
        return word;
    }
    word.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '”', '’', '»']).to_owned()
}
