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
    for i in 0..chars.len() {
        if chars[i].c != ' ' || !chars[i].smart || i == 0 {
            continue;
        }
        let Some(next) = chars.get(i + 1).map(|c| c.c) else { continue };
        let start = (0..i).rev().take_while(|j| !chars[*j].c.is_whitespace()).last().unwrap_or(i);
        // Long words are none of these.
        let bound = match next {
            '–' | '—' => chars.get(i + 2).is_some_and(|c| c.c.is_whitespace()),
            _ if i - start <= 8 => {
                let word = lower(&chars[start..i]);
                let last = chars[i - 1].c;
                next.is_ascii_digit()
                    && BEFORE_NUMBER.contains(&word.as_str())
                    && (last == '.' || !last.is_alphabetic() || is_title(&chars[start..i]))
                    || next.is_uppercase() && BEFORE_NAME.contains(&word.as_str()) && chars[start].c.is_uppercase()
                    || last.is_ascii_digit() && AFTER_NUMBER.contains(&unit(chars, i + 1).as_str())
                    || polish && i - start == 1 && last.is_alphabetic()
            }
            _ => chars[i - 1].c.is_ascii_digit() && AFTER_NUMBER.contains(&unit(chars, i + 1).as_str()),
        };
        if bound {
            chars[i].c = '\u{A0}';
        }
    }
}

/// "Dock 4", "Local 12": a name with its number, not "line 3" in running words.
fn is_title(word: &[Ch]) -> bool {
    word.first().is_some_and(|c| c.c.is_uppercase())
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
