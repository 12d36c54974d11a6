//! `impose` and `build --impose` as a user runs them.

use crate::commands::{issue, names, run};
use crate::sheets::{LETTER, make, pages};
use std::fs;
use tempfile::TempDir;

const MANIFEST: &str = "layout: letter-news\nnameplate: {title: The Dock}\narticles:\n  - headline: Third collision\n    text: They knew. See [the list](https://example.org).\n";

/// A folder with `minutes.pdf` of so many letter pages.
fn minutes(n: usize) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("minutes.pdf"), make(&pages(n, LETTER))).unwrap();
    dir
}

#[test]
fn a_build_writes_the_sheets_beside_the_readers_pdf() {
    let dir = issue(MANIFEST);
    let (code, out, err) = run(dir.path(), &["build", "dock", "--impose", "booklet"]);
    assert_eq!(code, 0, "{err}");
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!(
        lines[1..],
        [
            "dock/dock.pdf",
            "1 page on 1 sheet of tabloid, both sides, flip on the short edge; pages 2 to 4 are blank",
            "dock/dock-booklet.pdf"
        ]
    );
    assert_eq!(names(&dir.path().join("dock")), ["dock-booklet.pdf", "dock.pdf", "issue.yaml"]);
    let read = |name: &str| fs::read(dir.path().join("dock").join(name)).unwrap();
    let has_link = |pdf: &[u8]| pdf.windows(19).any(|w| w == b"https://example.org");
    assert!(has_link(&read("dock.pdf")) && !has_link(&read("dock-booklet.pdf")));
    let (code, _, _) = run(dir.path(), &["impose", "dock/dock.pdf", "-o", "again.pdf"]);
    assert_eq!(code, 0);
    assert_eq!(fs::read(dir.path().join("again.pdf")).unwrap(), read("dock-booklet.pdf"), "there is one way out");
}

#[test]
fn with_a_name_for_the_sheets_only_they_are_written() {
    let dir = issue(MANIFEST);
    let (code, out, err) = run(dir.path(), &["build", "dock", "--impose", "one-up", "-o", "sheets.pdf"]);
    assert_eq!((code, out.as_str()), (0, "1 page on 1 sheet of letter, one side\nsheets.pdf\n"), "{err}");
    assert_eq!(names(&dir.path().join("dock")), ["issue.yaml"]);
}

#[test]
fn any_pdf_is_imposed_beside_itself() {
    let dir = minutes(6);
    let (code, out, err) = run(dir.path(), &["impose", "minutes.pdf", "--scheme", "tabloid-fold"]);
    assert_eq!(
        (code, out.as_str(), err.as_str()),
        (
            0,
            "6 pages on 2 sheets of tabloid, both sides, flip on the short edge; pages 7 and 8 are blank\n\
             minutes-tabloid-fold.pdf\n",
            ""
        )
    );
    assert_eq!(names(dir.path()), ["minutes-tabloid-fold.pdf", "minutes.pdf"]);
}

#[test]
fn sheets_are_shown_as_maps() {
    let dir = minutes(7);
    let (code, out, _) =
        run(dir.path(), &["impose", "minutes.pdf", "--blank", "before-back", "--creep", "0mm", "--emit", "sheets"]);
    assert_eq!(code, 0);
    assert_eq!(
        out,
        "7 pages on 2 sheets of tabloid, both sides, flip on the short edge; page 7 is blank\n\
         sheet 1\n  \
         front             back\n  \
         +------+------+   +------+------+\n  \
         |  8   |  1   |   |  2   |  --  |\n  \
         +------+------+   +------+------+\n\
         sheet 2\n  \
         front             back\n  \
         +------+------+   +------+------+\n  \
         |  6   |  3   |   |  4   |  5   |\n  \
         +------+------+   +------+------+\n\
         --  a blank page\n"
    );
    assert_eq!(names(dir.path()), ["minutes.pdf"]);
    let (code, out, _) =
        run(dir.path(), &["impose", "minutes.pdf", "--scheme", "quarter-fold", "--fit", "--emit", "sheets"]);
    assert!(code == 0 && out.contains("|  7v  |  6v  |  5v  |  4v  |"), "{out}");
}

#[test]
fn what_does_not_go_together_is_a_wrong_command_line() {
    let dir = minutes(4);
    for (arguments, said) in [
        (&["--scheme", "origami"][..], "origami"),
        (&["--scheme", "n-up", "--creep", "0.1mm"], "--creep does not go with n-up"),
        (&["--scheme", "booklet", "--nup", "2x2"], "--nup does not go with booklet"),
        (&["--scheme", "booklet", "--gap", "3mm"], "--gap does not go with booklet"),
        (&["--scheme", "two-up", "--blank", "end"], "--blank does not go with two-up"),
        (&["--scheme", "tabloid-fold", "--signature", "2"], "--signature does not go with tabloid-fold"),
        (&["--signature", "0"], "1 sheet at least"),
        (&["--creep", "3mm"], "1mm at most"),
        (&["--scheme", "n-up", "--nup", "0x2"], "1 to 32 places"),
        (&["--paper", "foolscap"], "letter"),
        (&["--gap", "wide"], "a length"),
    ] {
        let (code, out, err) = run(dir.path(), &[&["impose", "minutes.pdf"][..], arguments].concat());
        assert!(code == 2 && out.is_empty() && err.contains(said), "{arguments:?}: {code} {err}");
    }
    let dir = issue(MANIFEST);
    for arguments in [&["--fit"][..], &["--emit", "sheets"], &["--marks", "crop"]] {
        let (code, _, err) = run(dir.path(), &[&["build", "dock"][..], arguments].concat());
        assert!(code == 2 && err.contains("--impose booklet"), "{err}");
    }
}

#[test]
fn what_cannot_be_imposed_is_told_with_what_to_do() {
    let dir = minutes(4);
    let said = |arguments: &[&str]| {
        let (code, out, err) = run(dir.path(), &[&["impose"], arguments].concat());
        assert_eq!((code, out.as_str()), (1, ""), "{err}");
        assert_eq!(names(dir.path()), ["minutes.pdf"]);
        err
    };
    assert_eq!(
        said(&["minutes.pdf", "--paper", "letter"]),
        "error[paper-too-small]: the pages of a sheet take 17 × 11 in at 100 %; letter is smaller\n |\n \
         = help: take tabloid, or scale the pages with `--fit`\n\n1 error\n"
    );
    assert!(said(&["gone.pdf"]).starts_with("error[no-such-file]: there is no file `gone.pdf`"));
    assert!(said(&["."]).starts_with("error[not-a-file]: `.` is a folder"));
    assert!(said(&["minutes.pdf", "-o", "minutes.pdf"]).starts_with("error[overwrite]: the sheets would be written"));
    assert!(said(&["minutes.pdf", "-o", "gone/x.pdf"]).starts_with("error[unwritable]: `gone/x.pdf` could not be"));
}

#[test]
fn warnings_stop_the_sheets_where_they_are_minded() {
    let dir = tempfile::tempdir().unwrap();
    let mixed = [pages(2, LETTER), pages(2, (595.0, 842.0))].concat();
    fs::write(dir.path().join("mixed.pdf"), make(&mixed)).unwrap();
    let (code, out, err) = run(dir.path(), &["impose", "mixed.pdf", "--strict"]);
    assert_eq!((code, out.as_str()), (1, ""));
    assert!(err.starts_with("warning[mixed-sizes]: pages 3 and 4 are of another size than page 1"), "{err}");
    assert_eq!(names(dir.path()), ["mixed.pdf"]);
    let (code, _, err) = run(dir.path(), &["impose", "mixed.pdf", "--message-format", "json"]);
    assert!(code == 0 && err.starts_with("{\"code\":\"mixed-sizes\""), "{err}");
}
