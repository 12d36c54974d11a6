//! Plain text.

use super::{import, imported, read, said};

#[test]
fn a_plain_text_becomes_an_article_with_its_signs_kept() {
    let text = "The mirror is up\r\nBy a loader\r\n\r\nIt took 2*3 months, _three_ letters & a <b>big</b> fight\r\nwith [them] \\ us.\r\n\r\n* gloves\r\n* a lamp\r\n\r\n1984. That was the year.\r\n";
    let imported = imported(text.as_bytes(), "x.txt");
    assert_eq!(
        read(&imported),
        [
            "The mirror is up By a loader",
            "It took 2*3 months, _three_ letters & a <b>big</b> fight with [them] \\ us.",
            "[gloves | a lamp]",
            "1984. That was the year."
        ]
    );
    assert_eq!(said(&imported), ["guessed: nothing in the document is marked as its title; the headline is a guess"]);
}

#[test]
fn a_first_line_of_its_own_is_the_headline() {
    let text = "The mirror is up\n\nBy a loader\n\nIt took four months and three letters.\n";
    assert_eq!(
        read(&imported(text.as_bytes(), "x.txt")),
        ["The mirror is up", "byline By a loader", "It took four months and three letters."]
    );
}

#[test]
fn encodings_are_told_apart_and_a_guess_is_said() {
    let words = "Señor Núñez says: “naïve – but right”.";
    let wide: Vec<u8> = [0xff, 0xfe].into_iter().chain(words.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    assert!(imported(&wide, "x.txt").markdown.contains(words));
    assert!(imported(words.as_bytes(), "x.txt").markdown.contains(words));
    let old = imported(b"Se\xf1or N\xfa\xf1ez says: \x93na\xefve \x96 but right\x94.", "x.txt");
    assert!(old.markdown.contains(words), "{}", old.markdown);
    assert_eq!(
        said(&old)[0],
        "guessed: the file does not say how its letters are encoded and is not UTF-8; it was read as Windows-1252"
    );
    assert!(import(b"  \n", "x.txt").unwrap_err().starts_with("import: `x.txt` has no words"));
}
