//! The parser's errors in words that say what to do.

use crate::diag::{Diagnostic, FileId, Span};
use serde_saphyr::granit_parser::{ErrorKind as E, ScanError};

/// An error of the parser as a diagnostic.
pub(super) fn explain(file: FileId, text: &str, error: &ScanError) -> Diagnostic {
    let mut at = error.marker().byte_offset().unwrap_or(0).min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    if let Some(tab) = tab_near(text, at) {
        return say(
            file,
            tab..tab + 1,
            "a tab stands where the line is indented",
            "indent with spaces; tabs are not allowed here",
        );
    }
    let line = line_at(text, at);
    match error.kind() {
        E::UnclosedQuotedScalar | E::DocumentIndicatorInQuotedScalar | E::InvalidQuotedScalarIndent => {
            let start = open_quote(text, at);
            let hint = "close the quote at the end of the value; a quote inside of it is written twice ('') or as \\\"";
            say(file, start..start + 1, "a quote is opened here and not closed", hint)
        }
        E::InvalidTrailingSingleQuotedScalar | E::InvalidTrailingDoubleQuotedScalar => {
            let message = "text follows a closing quote";
            say(file, at..next(text, at), message, "put the whole value in quotes of the other kind, or write the quote in it twice ('')")
        }
        E::MappingValueNotAllowed | E::InvalidColonPlacement | E::SimpleKeyExpected | E::InvalidSimpleKey => {
            colon(file, text, at).unwrap_or_else(|| {
                say(file, line, "a key without a value, or a line that is indented differently from its neighbours",
                    "write `key: value`, and indent keys of the same group by the same number of spaces")
            })
        }
        E::UnknownAnchor => say(file, at..next(text, at), "a value that begins with `*` must be put in quotes",
            "write it as \"*text*\""),
        E::UnexpectedCharacter { character } if character.is_control() => say(
            file,
            at..next(text, at),
            &format!("a control character (U+{:04X}) stands in the text", u32::from(*character)),
            "delete it; it may not be visible in the editor",
        ),
        // What the parser refuses anywhere is said where it stands; the parser points to where the value begins.
        E::UnexpectedCharacter { character } if matches!(character, '\u{fffe}' | '\u{ffff}') => {
            let at = at + text[at..].find(*character).unwrap_or(0);
            let code = u32::from(*character);
            say(file, at..next(text, at), &format!("U+{code:04X} stands in the text, which is no character"),
                "delete it; it may not be visible in the editor")
        }
        E::UnexpectedCharacter { character } => say(file, at..next(text, at),
            &format!("a value may not begin with `{character}`"), "put the value in quotes"),
        E::RecursionLimitExceeded => say(file, at..next(text, at), "brackets or groups are nested too deep",
            "text with brackets in it must be put in quotes"),
        E::UnexpectedEofFlowSequence | E::UnexpectedEofFlowMapping | E::UnexpectedEofImplicitFlowMapping
        | E::UnclosedFlowCollection { .. } | E::ExpectedFlowMappingSeparator | E::ExpectedFlowSequenceSeparator
        | E::InvalidFlowScalarIndent | E::MisplacedFlowCollectionEnd | E::MismatchedFlowCollectionEnd { .. } => {
            say(file, at..next(text, at), "brackets are not closed in the right order, or a comma is missing between items",
                "close every `[` with `]` and every `{` with `}`; text with brackets in it must be put in quotes")
        }
        E::ExpectedBlockMappingKey | E::ExpectedBlockSequenceEntry | E::InvalidIndentation
        | E::BlockSequenceEntryNotAllowed | E::InvalidBlockScalarIndent | E::ExpectedDocumentStart => {
            colon(file, text, at).unwrap_or_else(|| say(file, line, "this line does not fit the lines before it",
                "keys of the same group begin at the same column, and list items with `- `; text that begins with a quote ends with it"))
        }
        E::UnknownQuotedScalarEscape | E::InvalidQuotedScalarHexEscape => say(file, at..next(text, at),
            "`\\` means something else between double quotes", "use single quotes, or write `\\\\`"),
        other => say(file, line, &format!("this is not valid YAML: {other}"), "if it is text, put it in quotes"),
    }
}

/// A value that begins with `!`.
pub(super) fn tagged(span: Span) -> Diagnostic {
    Diagnostic::error("yaml", "a value that begins with `!` must be put in quotes")
        .at(span)
        .hint("write it as \"!text\"")
}

fn say(file: FileId, range: std::ops::Range<usize>, message: &str, hint: &str) -> Diagnostic {
    Diagnostic::error("yaml", message).at(Span::new(file, range)).hint(hint)
}

/// The end of the character at `at`.
fn next(text: &str, at: usize) -> usize {
    at + text[at..].chars().next().filter(|c| *c != '\n').map_or(0, char::len_utf8)
}

/// The line at `at` without its indent; the last line with something on it where the file has ended.
fn line_at(text: &str, at: usize) -> std::ops::Range<usize> {
    let at = if text[at..].trim().is_empty() { text[..at].trim_end().len() } else { at };
    let start = text[..at].rfind('\n').map_or(0, |i| i + 1);
    let end = text[start..].find('\n').map_or(text.len(), |i| start + i);
    let line = text[start..end].trim_end();
    start + (line.len() - line.trim_start().len())..start + line.len()
}

/// A tab in the indent of the line at `at`, of the one after it or of the one before it.
fn tab_near(text: &str, at: usize) -> Option<usize> {
    let here = text[..at].rfind('\n').map_or(0, |i| i + 1);
    let after = text[here..].find('\n').map(|i| here + i + 1);
    let before = here.checked_sub(1).map(|end| text[..end].rfind('\n').map_or(0, |i| i + 1));
    [Some(here), after, before].into_iter().flatten().find_map(|start| {
        let line = &text[start..];
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        line[..indent].find('\t').map(|tab| start + tab)
    })
}

/// Where the quote begins that is open at `at`: the first value before it that begins with one and does not end so.
fn open_quote(text: &str, at: usize) -> usize {
    let mut offset = 0;
    let mut found = at.min(text.len().saturating_sub(1));
    for line in text[..at].split_inclusive('\n') {
        let value_at = line.find(": ").map_or(0, |i| i + 2);
        let value = line[value_at..].trim_start_matches([' ', '-', '[', '{']);
        let start = offset + line.len() - value.len();
        let value = value.trim_end();
        for quote in ['"', '\''] {
            if value.starts_with(quote) && value.matches(quote).count() % 2 == 1 {
                return start;
            }
        }
        if value.starts_with(['"', '\'']) {
            found = start;
        }
        offset += line.len();
    }
    while !text.is_char_boundary(found) {
        found -= 1;
    }
    found
}

/// A colon without a space after it, or a value with a second `: ` in it, on the line at `at` or the one before.
fn colon(file: FileId, text: &str, at: usize) -> Option<Diagnostic> {
    let here = line_at(text, at);
    let before = line_at(text, text[..here.start].trim_end().len());
    for range in [here, before] {
        let line = &text[range.clone()];
        let body = line.trim_start_matches("- ");
        let word = |t: &str| !t.is_empty() && t.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-');
        let Some((key, value)) = body.split_once(": ") else {
            if let Some((key, value)) = body.split_once(':').filter(|(k, v)| word(k) && !v.is_empty()) {
                let colon = range.start + (line.len() - body.len()) + key.len();
                let hint = format!("write `{key}: {value}`");
                return Some(say(file, colon..colon + 1, "a space is missing after this colon", &hint));
            }
            continue;
        };
        let is_key = word(key);
        let value = value.trim();
        if is_key
            && (value.contains(": ") || value.ends_with(':'))
            && !value.starts_with(['"', '\'', '[', '{', '|', '>'])
        {
            let start = range.start + (line.len() - body.len()) + key.len() + 2;
            let inner = start + text[start..].find(": ").or_else(|| text[start..].find(':'))?;
            let quoted =
                if value.contains('"') { format!("'{}'", value.replace('\'', "''")) } else { format!("\"{value}\"") };
            return Some(say(
                file,
                inner..inner + 1,
                "a colon stands inside of a value",
                &format!("put the value in quotes: `{key}: {quoted}`"),
            ));
        }
    }
    None
}
