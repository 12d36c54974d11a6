//! Control characters that are written as escapes between double quotes (`"\x07"`): they print nothing, so they are
//! slips, and each scalar's first is said where it stands.

use crate::diag::{Diagnostic, FileId, Span};
use std::ops::Range;

/// A warning of the first control character that is escaped in the double-quoted scalar at `range`.
pub(super) fn control(file: FileId, text: &str, range: Range<usize>) -> Option<Diagnostic> {
    let source = text.get(range.clone())?;
    let mut at = 0;
    while let Some(found) = source[at..].find('\\') {
        let start = at + found;
        let (code, length) = escape(&source[start..]);
        if let Some(code) = code.filter(|c| is_odd(*c)) {
            let start = range.start + start;
            let message = format!("a control character (U+{code:04X}) is written in the text; it is not printed");
            let d = Diagnostic::warning("control", message).at(Span::new(file, start..start + length));
            return Some(d.hint("take it out; a `\\` is written `\\\\` between double quotes"));
        }
        at = start + length;
    }
    None
}

/// The character that an escape stands for, as far as it may be a control character, and the escape's length.
fn escape(source: &str) -> (Option<u32>, usize) {
    let Some(c) = source[1..].chars().next() else { return (None, 1) };
    let hex = |digits: usize| {
        let code = source.get(2..2 + digits).and_then(|d| u32::from_str_radix(d, 16).ok());
        (code, if code.is_some() { 2 + digits } else { 2 })
    };
    match c {
        '0' => (Some(0), 2),
        'a' => (Some(7), 2),
        'b' => (Some(8), 2),
        'e' => (Some(0x1b), 2),
        'x' => hex(2),
        'u' => hex(4),
        'U' => hex(8),
        c => (None, 1 + c.len_utf8()),
    }
}

/// Control characters but those that are white space.
fn is_odd(code: u32) -> bool {
    let c = char::from_u32(code);
    c.is_some_and(|c| c.is_control() && !matches!(c, '\t' | '\n' | '\u{b}' | '\u{c}' | '\r' | '\u{85}'))
}
