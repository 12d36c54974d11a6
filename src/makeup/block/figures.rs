//! Figures in tables: which cells hold nothing but a figure, and where its decimal mark stands.

/// Whether a cell holds nothing but a figure: digits, signs, separators, a currency or per cent. A dash alone, as it
/// stands where there is none, counts as one.
pub fn is_figure(text: &str) -> bool {
    let sign = |c: char| {
        c.is_ascii_digit()
            || c.is_whitespace()
            || matches!(
                c,
                '+' | '-' | '\u{2212}' | '\u{2012}'
                    ..='\u{2014}' | '.' | ',' | '\'' | '\u{2019}' | '%' | '\u{2030}' | '(' | ')'
            )
            || matches!(c, '$' | '\u{a2}'..='\u{a5}' | '\u{20a0}'..='\u{20c0}')
    };
    !text.trim().is_empty() && text.chars().all(sign)
}

/// Whether a column of cells is one of figures: all that are not blank are, and one at least has a digit.
pub fn is_column<'a>(cells: impl Iterator<Item = &'a str> + Clone) -> bool {
    let mut filled = cells.filter(|c| !c.trim().is_empty()).peekable();
    filled.peek().is_some() && filled.clone().all(is_figure) && filled.any(|c| c.contains(|c: char| c.is_ascii_digit()))
}

/// The byte at which a figure's decimal mark stands: its last full stop or comma, if it is the only one of its kind and
/// not three digits follow it, as they do where it parts thousands.
pub fn decimal(text: &str) -> Option<usize> {
    let at = text.rfind(['.', ','])?;
    let digits = text[at + 1..].chars().take_while(char::is_ascii_digit).count();
    let mark = &text[at..=at];
    (text.matches(mark).count() == 1 && digits > 0 && digits != 3).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_told_from_words() {
        for figure in ["12", "$1,200.50", "−3 %", "+4", "–", "€ 12,50", "(7)", "1 000", "£3"] {
            assert!(is_figure(figure), "{figure}");
        }
        for word in ["", "12 h", "No. 3", "mugs"] {
            assert!(!is_figure(word), "{word}");
        }
        assert!(is_column(["12", "", "–"].into_iter()));
        assert!(
            !is_column(["–", ""].into_iter()) && !is_column(["12", "many"].into_iter()) && !is_column([""].into_iter())
        );
    }

    #[test]
    fn a_decimal_mark_is_told_from_one_of_thousands() {
        assert_eq!(decimal("1,200.50"), Some(5));
        assert_eq!(decimal("12,5 %"), Some(2));
        assert_eq!(decimal("1,200"), None);
        assert_eq!(decimal("1.200.300"), None);
        assert_eq!(decimal("12"), None);
    }
}
