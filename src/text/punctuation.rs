//! Typographic marks: straight quotes, `--`, `---`, `...` and plain spaces become what the language sets.
//!
//! Works across the spans of a text (a quotation may open in italic and close in roman); knows nothing of fonts.

use super::glue;
use crate::issue::RichSpan;
use crate::language::{Language, MarkSpace};

/// A character of the text.
#[derive(Debug, Clone, Copy)]
pub struct Ch {
    /// It.
    pub c: char,
    /// The span that it stands in.
    pub span: u32,
    /// Whether it may be changed (code and addresses may not).
    pub smart: bool,
}

/// The spans' texts, made typographic.
pub fn smarten<'a>(spans: impl Iterator<Item = &'a RichSpan> + Clone, language: Language) -> Vec<String> {
    let mut chars = Vec::with_capacity(spans.clone().map(|s| s.text.len()).sum());
    // Most copy has none of the marks that a pass looks for, and is spared it.
    let (mut runs, mut quoted) = (false, false);
    for (i, span) in spans.clone().enumerate() {
        let note = span.mark.note.is_some();
        let address = span.mark.link.is_some() && super::opportunities::is_address(&span.text);
        let smart = !(span.mark.code || note || address);
        chars.extend(span.text.chars().map(|c| Ch { c, span: i as u32, smart }));
        let bytes = span.text.as_bytes();
        quoted |= memchr::memchr2(b'"', b'\'', bytes).is_some();
        runs |= bytes.windows(2).any(|pair| pair[0] == pair[1] && matches!(pair[0], b'-' | b'.'));
    }
    if runs {
        chars = dashes(&chars);
    }
    if quoted {
        chars = quotes(&chars, language);
    }
    if language.mark_space == MarkSpace::French {
        chars = french(&chars);
    }
    glue::bind(&mut chars, language);
    let mut out: Vec<String> = spans.map(|s| String::with_capacity(s.text.len() + 8)).collect();
    for stretch in chars.chunk_by(|a, b| a.span == b.span) {
        out[stretch[0].span as usize].extend(stretch.iter().map(|ch| ch.c));
    }
    out
}

/// `---`, `--` and `...`.
fn dashes(chars: &[Ch]) -> Vec<Ch> {
    let mut out = Vec::with_capacity(chars.len());
    let mut i = 0;
    while i < chars.len() {
        let ch = chars[i];
        if !matches!(ch.c, '-' | '.') || !ch.smart {
            out.push(ch);
            i += 1;
            continue;
        }
        let run = chars[i..].iter().take_while(|o| o.c == ch.c && o.smart && o.span == ch.span).count();
        let (c, used) = match (ch.c, run) {
            ('-', 3) => ('—', 3),
            ('-', 2) => ('–', 2),
            ('.', 3) => ('…', 3),
            _ => (ch.c, 1),
        };
        // A longer run of hyphens or full stops is a drawn line: it stays.
        if run > 3 {
            out.extend_from_slice(&chars[i..i + run]);
            i += run;
            continue;
        }
        out.push(Ch { c, ..ch });
        i += used;
    }
    out
}

/// What stands on the two sides of a mark.
fn opens_after(c: Option<char>) -> bool {
    c.is_none_or(|c| {
        c.is_whitespace()
            || matches!(c, '(' | '[' | '{' | '—' | '–' | '-' | '/' | '“' | '‘' | '«' | '„' | '‚' | '¿' | '¡')
    })
}

/// Quotations within quotations that are kept in mind; more are slips of the pen.
const DEEPEST: usize = 6;

/// A quotation that is open.
#[derive(Clone, Copy, PartialEq)]
struct Open {
    double: bool,
    outer: bool,
}

fn quotes(chars: &[Ch], language: Language) -> Vec<Ch> {
    let mut out: Vec<Ch> = Vec::with_capacity(chars.len() + 8);
    let mut open: Vec<Open> = Vec::new();
    let last_closing = last_closing(chars);
    let put = |out: &mut Vec<Ch>, marks: &str, ch: Ch| out.extend(marks.chars().map(|c| Ch { c, ..ch }));
    for (i, &ch) in chars.iter().enumerate() {
        if !ch.smart || !matches!(ch.c, '"' | '\'') {
            out.push(ch);
            continue;
        }
        let before = out.last().map(|o| if o.smart || o.c.is_whitespace() { o.c } else { 'x' });
        let after = chars.get(i + 1).map(|o| if o.smart || o.c.is_whitespace() { o.c } else { 'x' });
        let double = ch.c == '"';
        let digit = before.is_some_and(|c| c.is_ascii_digit());
        let is_open = open.iter().any(|o| o.double == double);
        if digit && prime(double, is_open, chars, i) {
            out.push(Ch { c: if double { '″' } else { '′' }, ..ch });
            continue;
        }
        let next_is_word =
            after.is_some_and(|c| !c.is_whitespace() && !matches!(c, ')' | ']' | ',' | '.' | ';' | ':' | '!' | '?'));
        let mut opening = opens_after(before) && next_is_word;
        if opening && !double && (elision(chars, i) || last_closing < i + 2) {
            opening = false;
        }
        if opening {
            let outer = match open.last() {
                None => double || language.quotes[0] == "‘",
                Some(o) => !o.outer,
            };
            if open.len() >= DEEPEST {
                open.remove(0);
            }
            open.push(Open { double, outer });
            let marks = if outer { language.quotes[0] } else { language.inner_quotes[0] };
            put(&mut out, marks, ch);
            continue;
        }
        let apostrophe = !double && (!is_open || after.is_some_and(char::is_alphanumeric) || opens_after(before));
        let closed = open.iter().rposition(|o| o.double == double).filter(|_| !apostrophe);
        match closed {
            Some(at) => {
                let outer = open[at].outer;
                open.truncate(at);
                put(&mut out, if outer { language.quotes[1] } else { language.inner_quotes[1] }, ch);
            }
            None if double => put(&mut out, language.quotes[1], ch),
            None => out.push(Ch { c: '’', ..ch }),
        }
    }
    out
}

/// Whether a mark after a digit is one of feet, inches, minutes or seconds.
fn prime(double: bool, is_open: bool, chars: &[Ch], i: usize) -> bool {
    let after = chars.get(i + 1).map(|o| o.c);
    if double {
        return !is_open;
    }
    // 6'2", 5' tall; not 1990's, not the end of a quotation.
    let number = after.is_some_and(|c| c.is_ascii_digit());
    let end = after.is_none_or(|c| c.is_whitespace() || matches!(c, ',' | '.' | ';' | ')'));
    number || end && !is_open
}

/// Whether an apostrophe at a word's start stands for letters left out: '90s, 'em, 'tis, rock 'n' roll.
fn elision(chars: &[Ch], i: usize) -> bool {
    let word: String = chars[i + 1..].iter().map(|o| o.c).take_while(|c| c.is_alphanumeric()).collect();
    let word = word.to_lowercase();
    let year = word.len() >= 2 && word.as_bytes()[..2].iter().all(u8::is_ascii_digit) && word.len() <= 3;
    let known = ["em", "til", "tis", "twas", "cause", "bout", "round", "n", "ere", "cuz", "neath", "gainst"];
    year || known.contains(&word.as_str())
}

/// The last single quote that could close one.
fn last_closing(chars: &[Ch]) -> usize {
    let closes = |j: &usize| {
        chars[*j].c == '\''
            && chars[*j].smart
            && !chars[*j - 1].c.is_whitespace()
            && chars.get(*j + 1).is_none_or(|n| !n.c.is_alphanumeric())
    };
    (1..chars.len()).rev().find(closes).unwrap_or(0)
}

/// The spaces that French sets before high marks and within its quotation marks.
fn french(chars: &[Ch]) -> Vec<Ch> {
    let mut out: Vec<Ch> = Vec::with_capacity(chars.len() + 8);
    let space = |c: char| matches!(c, ' ' | '\u{A0}' | '\u{202F}' | '\u{2009}');
    for (i, &ch) in chars.iter().enumerate() {
        if ch.smart && space(ch.c) && out.last().is_some_and(|l| l.c == '«' || l.c == '\u{202F}') {
            if out.last().is_some_and(|l| l.c == '«') {
                out.push(Ch { c: '\u{202F}', ..ch });
            }
            continue;
        }
        let ends = chars.get(i + 1).is_none_or(|n| !n.c.is_alphanumeric() && n.c != '/');
        let wanted = match ch.c {
            ';' | '!' | '?' | '%' | '»' if ch.smart => Some('\u{202F}'),
            ':' if ch.smart && ends => Some('\u{A0}'),
            _ => None,
        };
        if let Some(wanted) = wanted.filter(|_| !out.is_empty()) {
            while out.last().is_some_and(|l| l.smart && space(l.c)) {
                out.pop();
            }
            let doubled = out.last().is_some_and(|l| matches!(l.c, '!' | '?' | '«' | '(' | '…') && ch.c != '»');
            if !doubled && !out.is_empty() {
                out.push(Ch { c: wanted, ..ch });
            }
        }
        let after_open = out.last().is_some_and(|l| l.c == '«');
        if after_open && ch.smart && !space(ch.c) {
            out.push(Ch { c: '\u{202F}', ..ch });
        }
        out.push(ch);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::issue::{Mark, Rich};

    fn set(text: &str, tag: &str) -> String {
        smarten(Rich::plain(text, None).spans.iter(), Language::parse(tag).unwrap())
            .concat()
            .replace('\u{A0}', "~")
            .replace('\u{202F}', "^")
    }

    #[test]
    fn straight_quotes_become_the_languages() {
        assert_eq!(set(r#""Stop," he said, "or I'll 'stop' you.""#, "en-US"), "“Stop,” he said, “or I’ll ‘stop’ you.”");
        assert_eq!(set(r#""Stop," she said."#, "en-GB"), "‘Stop,’ she said.");
        assert_eq!(set(r#""Alto", dijo. "El 'jefe' no.""#, "es"), "«Alto», dijo. «El “jefe” no.»");
        assert_eq!(set(r#""Halt", sagte sie."#, "de"), "„Halt“, sagte sie.");
        assert_eq!(set(r#"Il dit "non" : pourquoi ?"#, "fr"), "Il dit «^non^»~: pourquoi^?");
        assert_eq!(set(r#"("yes")"#, "en-US"), "(“yes”)");
        assert_eq!(set("«ya» „so“ ¿qué?", "es"), "«ya» „so“ ¿qué?");
    }

    #[test]
    fn apostrophes_are_apostrophes() {
        assert_eq!(
            set("don't, the '90s, rock 'n' roll, 'em, workers' hall, James's", "en-US"),
            "don’t, the ’90s, rock ’n’ roll, ’em, workers’ hall, James’s"
        );
        assert_eq!(set("the bosses' 'offer' wasn't", "en-US"), "the bosses’ ‘offer’ wasn’t");
    }

    #[test]
    fn primes_follow_numbers() {
        assert_eq!(set(r#"6'2" tall, 12" pipe, the "top 10" list"#, "en-US"), "6′2″ tall, 12″ pipe, the “top 10” list");
    }

    #[test]
    fn dashes_and_ellipses() {
        assert_eq!(set("one---two, 1998--2004, well...", "en-US"), "one—two, 1998–2004, well…");
        assert_eq!(set("a -- b ----- c", "en-US"), "a~– b ----- c");
    }

    #[test]
    fn a_quotation_may_open_in_one_span_and_close_in_another() {
        let span = |text: &str, italic: bool, code: bool| RichSpan {
            text: text.into(),
            mark: Mark { italic, code, ..Mark::default() },
            source: None,
        };
        let spans = [
            span("\"", false, false),
            span("Never", true, false),
            span("\" ", false, false),
            span("a'b\"--", false, true),
        ];
        let texts = smarten(spans.iter(), Language::default());
        assert_eq!(texts, ["“", "Never", "” ", "a'b\"--"]);
    }

    #[test]
    fn numbers_stay_with_their_words() {
        assert_eq!(
            set("see p. 3 and No. 5, Mr. S., 100 % of § 4 in 12 km", "en-US"),
            "see p.~3 and No.~5, Mr.~S., 100~% of §~4 in 12~km"
        );
        assert_eq!(set("at 5 p.m. no. It", "en-US"), "at 5~p.m. no. It");
        assert_eq!(set("w domu i z nami", "pl"), "w~domu i~z~nami");
    }

    #[test]
    fn french_marks_have_their_spaces_once() {
        assert_eq!(set("Non ! Oui? « Bon » http://a.b 20:30", "fr"), "Non^! Oui^? «^Bon^» http://a.b 20:30");
    }
}
