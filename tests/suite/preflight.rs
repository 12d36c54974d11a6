//! Preflight, in the words that the user sees.

use crate::help::{article, compose, issue};
use stonehand::preflight;

/// What is said of names that are not to be printed.
fn never(list: &str, manifest: &str) -> Vec<String> {
    let (edition, log) = compose(&format!("never_print: {list}\n{manifest}")).unwrap();
    let place = |d: &stonehand::diag::Diagnostic| {
        d.span.map_or(String::new(), |s| format!(" at line {}", log.line_column(s).0))
    };
    preflight::never(&edition).iter().map(|d| format!("{}{}", d.message, place(d))).collect()
}

#[test]
fn names_that_are_never_printed_are_found_wherever_they_stand() {
    let copy = "Someone said so. It was Rósa Díaz who did, at (555) 014-3222, they say.";
    let mut manifest = issue("letter-news") + &article("A rosa  diaz story", copy);
    manifest.push_str("    kicker: Safety\n");
    let said = never("[Rosa Diaz, 555 014 3222, Zamora]", &manifest);
    assert_eq!(
        said,
        [
            "`Rosa Diaz` stands on page 1, and is never to be printed at line 5",
            "`Rosa Diaz` stands on page 1, and is never to be printed at line 7",
            "`Rosa Diaz` stands on page 1, in a bookmark, and is never to be printed",
            "`555 014 3222` stands on page 1, and is never to be printed at line 7",
        ]
    );
}

#[test]
fn a_name_that_a_line_break_parts_is_found() {
    // In lines of every length, so that the name is hyphenated and parted somewhere.
    for n in 1..12 {
        let copy = format!("{} then Maximiliana Fernandez-Villanueva came.", "the words before it ".repeat(n));
        let said = never("[Maximiliana Fernandez-Villanueva]", &(issue("tabloid-news") + &article("Head", &copy)));
        assert_eq!(said.len(), 1, "{n}: {said:?}");
    }
}

#[test]
fn a_list_without_hits_says_nothing() {
    assert!(never("[Rosa]", &(issue("letter-news") + &article("Roses", "Rosalind and prose."))).is_empty());
    let manifest = format!("never_print: ['--']\n{}{}", issue("letter-news"), article("A", "b"));
    let wrong = compose(&manifest).map(|_| ()).unwrap_err();
    assert!(wrong.contains("has no letter and no figure"), "{wrong}");
}
