//! Text → text in which nothing reads as Markdown.

/// What stands beside a star, as far as it can be told without tables of Unicode.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edge {
    /// White space, or the beginning or end of the line.
    White,
    /// Punctuation.
    Mark,
    /// A letter or a figure.
    Letter,
    /// Anything else: what readers may disagree about.
    Other,
}

/// What a character is to a star beside it; `None` is the beginning or end of the line.
pub(super) fn edge(c: Option<char>) -> Edge {
    match c {
        None | Some(' ' | '\n') => Edge::White,
        Some(c) if c.is_ascii_punctuation() => Edge::Mark,
        Some('¡' | '§' | '«' | '¶' | '·' | '»' | '¿' | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{2043}') => {
            Edge::Mark
        }
        Some(c) if c.is_alphanumeric() => Edge::Letter,
        Some(_) => Edge::Other,
    }
}

/// The text with backslashes before what would be read as Markdown within a line. `before` is what stands before it, and
/// `pipes` says whether it stands in a table.
pub(super) fn escaped(text: &str, before: Option<char>, pipes: bool) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut before = before;
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        let next = rest.clone().next();
        let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let special = match c {
            '\\' | '`' | '*' | '[' | ']' | '<' => true,
            '|' => pipes,
            // Within a word it marks nothing.
            '_' => !(letter(before) && letter(next)),
            // An entity ends with a semicolon.
            '&' => {
                next.is_some_and(|n| n == '#' || n.is_ascii_alphanumeric()) && rest.clone().take(40).any(|c| c == ';')
            }
            _ => false,
        };
        if special {
            out.push('\\');
        }
        out.push(c);
        before = Some(c);
    }
    out
}

/// Where a backslash must stand in a line so that its beginning reads as text: not as a heading, a list, a quotation, a rule.
pub(super) fn guarded(line: &str) -> Option<usize> {
    let bytes = line.as_bytes();
    let ends = |i: usize| bytes.get(i).is_none_or(u8::is_ascii_whitespace);
    let run = |of: u8| bytes.iter().take_while(|b| **b == of).count();
    match bytes.first()? {
        b'#' if run(b'#') <= 6 && ends(run(b'#')) => Some(0),
        b'>' => Some(0),
        b'+' | b'-' if ends(1) => Some(0),
        b'-' | b'=' | b':' | b'|' if bytes.iter().all(|b| b"-=:| ".contains(b)) => Some(0),
        b'~' if run(b'~') >= 3 => Some(0),
        b'0'..=b'9' => {
            let digits = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
            (digits <= 9 && matches!(bytes.get(digits), Some(b'.' | b')')) && ends(digits + 1)).then_some(digits)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_would_be_read_as_markdown_is_escaped() {
        for (text, want) in [
            ("a_b and _c_", "a_b and \\_c\\_"),
            ("2 * 3 [sic] <b>", "2 \\* 3 \\[sic\\] \\<b>"),
            ("R&D; AT&T, &c", "R\\&D; AT&T, &c"),
            ("it's \"so\" -- 5 % (no) #1!", "it's \"so\" -- 5 % (no) #1!"),
        ] {
            assert_eq!(escaped(text, None, false), want);
        }
        assert_eq!(escaped("a|b", None, true), "a\\|b");
    }

    #[test]
    fn the_beginning_of_a_line_is_guarded_where_it_would_be_more_than_text() {
        for (line, at) in [
            ("# no", Some(0)),
            ("#1 in town", None),
            ("1984. A year", Some(4)),
            ("3.5 tons", None),
            ("- no", Some(0)),
            ("-5 degrees", None),
            ("--- Rosa", None),
            ("---", Some(0)),
            ("> no", Some(0)),
            ("+ no", Some(0)),
            ("|--|:-:|", Some(0)),
            ("plain", None),
        ] {
            assert_eq!(guarded(line), at, "{line}");
        }
    }
}
