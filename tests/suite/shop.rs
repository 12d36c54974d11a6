//! What goes to the copy shop, as a user makes it: notes, reports, audits, names that must not be printed.

use crate::commands::{issue, names, run};
use std::fs;

const MANIFEST: &str = "layout: letter-news\nnameplate: {title: The Dock}\narticles:\n  - headline: Third collision\n    text: |\n      They knew. We told them in June, and again in July.\n";

#[test]
fn a_note_says_what_the_shop_needs_to_know() {
    let dir = issue(MANIFEST);
    let (code, out, err) = run(dir.path(), &["build", "dock", "--note", "--copies", "200", "--profile", "copier-bw"]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(out.ends_with("dock/dock.pdf\ndock/dock.txt\n"), "{out}");
    assert_eq!(
        fs::read_to_string(dir.path().join("dock/dock.txt")).unwrap(),
        "PRINTING ORDER\n\n\
         File        dock.pdf\n\
         Copies      200\n\
         Scale       100 % (\"actual size\"); not \"fit to page\"\n\
         Pages       1 of 8.5 x 11 in\n\
         Sides       one side\n\
         Finishing   none\n\
         Colour      black only\n\
         Made for    copier-bw\n\
         Paper       plain white or recycled, 75 to 90 g/m2 (20 to 24 lb)\n\
         Please      show one copy before printing all of them\n"
    );
    let (code, _, _) = run(dir.path(), &["build", "dock", "--note", "--impose", "booklet"]);
    assert_eq!(code, 0);
    let note = fs::read_to_string(dir.path().join("dock/dock.txt")).unwrap();
    assert!(note.contains("File        dock-booklet.pdf\n") && note.contains("Copies      ______\n"), "{note}");
    assert!(note.contains("Sheets      1 page on 1 sheet"), "{note}");
}

#[test]
fn a_report_is_written_where_it_is_asked_for() {
    let dir = issue(MANIFEST);
    let (code, out, err) = run(dir.path(), &["check", "dock", "--profile", "newsprint", "--report", "report.pdf"]);
    assert_eq!((code, out.as_str()), (0, "nothing is in the way of the press\n"), "{err}");
    assert!(err.contains("warning[page-count]: 1 pages, and this printer wants a multiple of 4"), "{err}");
    assert_eq!(names(dir.path()), ["dock", "report.pdf"]);
    let text = crate::pdf::tool_in("pdftotext", &["{}", "-"], &dir.path().join("report.pdf"));
    assert!(text.contains("Held against the") && text.contains("1 pages, and this"), "{text}");
    let (code, _, err) = run(dir.path(), &["check", "dock", "--report", "report.pdf"]);
    assert_eq!(code, 2);
    assert!(err.contains("add --profile copier-bw"), "{err}");
}

#[test]
fn an_audit_says_what_it_found_and_where() {
    let dir = issue(MANIFEST);
    assert_eq!(run(dir.path(), &["build", "dock"]).0, 0);
    let (code, out, err) = run(dir.path(), &["audit", "dock/dock.pdf"]);
    assert_eq!((code, out.as_str(), err.as_str()), (0, "`dock/dock.pdf` says nothing of who made it\n", ""));
    let mut bytes = fs::read(dir.path().join("dock/dock.pdf")).unwrap();
    bytes.extend(b"\n% saved on rosa-laptop\n%%EOF\n");
    fs::write(dir.path().join("other.pdf"), bytes).unwrap();
    let (code, out, err) = run(dir.path(), &["audit", "other.pdf"]);
    assert_eq!((code, out.as_str()), (1, "2 traces in `other.pdf`\n"), "{err}");
    assert!(err.contains("error[trace-older]: `other.pdf`, byte "), "{err}");
    assert!(err.contains("it has a comment between its objects: saved on rosa-laptop"), "{err}");
    let (code, _, err) = run(dir.path(), &["audit", "missing.pdf"]);
    assert_eq!(code, 1);
    assert!(err.contains("error[no-such-file]: there is no file `missing.pdf`"), "{err}");
}

#[test]
fn a_name_that_must_not_be_printed_stops_the_build() {
    let dir = issue(&format!("never_print: [June]\n{MANIFEST}"));
    for command in ["build", "check"] {
        let (code, _, err) = run(dir.path(), &[command, "dock"]);
        assert_eq!(code, 1);
        let wanted =
            "error[never-print]: `June` stands on page 1, and is never to be printed\n --> dock/issue.yaml:7:7";
        assert!(err.contains(wanted), "{err}");
    }
    assert_eq!(names(&dir.path().join("dock")), ["issue.yaml"]);
}
