//! Preflight, in the words that the user sees.

use crate::help::{article, compose, issue};
use std::path::Path;
use std::sync::Arc;
use stonehand::diag::Log;
use stonehand::display::DisplayItem;
use stonehand::files::DiskFiles;
use stonehand::finished::{Document, Paint, What};
use stonehand::{pdf, preflight};

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

#[test]
fn the_marks_of_a_finished_file_stand_where_they_were_meant_to() {
    let mut log = Log::new();
    let edition = stonehand::compose(&DiskFiles, Path::new("issues/2026-11-06"), &mut log).unwrap();
    let document = Document::open(Arc::new(pdf::write(&edition)), "it", &mut log).unwrap();
    let near = |a: f64, b: f64| (a - b).abs() < 0.02;
    for (number, page) in edition.pages.iter().enumerate() {
        let marks = document.marks(number);
        let height = page.boxes.trim.h.pt();
        let mut pictures = 0;
        for item in &page.items {
            match item {
                DisplayItem::Glyphs(run) => {
                    let (x, y, em) = (run.origin.x + run.glyphs[0].x, run.origin.y - run.glyphs[0].rise, run.size.pt());
                    let last = run.glyphs.last().unwrap();
                    let end = (run.origin.x + last.x + last.advance).pt();
                    // A run may be shown in pieces; one of them begins with it, one ends with it.
                    let here = |m: &&stonehand::finished::Mark| {
                        matches!(&m.what, What::Text { size, missing: 0, font } if near(*size, em) && font.embedded)
                            && near(m.room.y0 + 0.22 * em, height - y.pt())
                    };
                    let found = marks.iter().filter(here).any(|m| near(m.room.x0, x.pt()))
                        && marks.iter().filter(here).any(|m| m.room.x1 > end - 0.05);
                    let whole = run.glyphs.iter().all(|g| g.rise == run.glyphs[0].rise);
                    assert!(found || !whole, "page {}: {:?} at {} {}", number + 1, run.text, x, y);
                }
                DisplayItem::Picture(p) => {
                    pictures += 1;
                    let (left, width) = (p.rect.x.pt(), p.rect.w.pt());
                    let found = marks.iter().any(|m| {
                        matches!(m.what, What::Picture { .. }) && near(m.room.x0, left) && near(m.room.x1, left + width)
                    });
                    assert!(found, "a picture of page {}", number + 1);
                }
                DisplayItem::Fill(r, _) => {
                    let found = marks.iter().any(|m| {
                        m.what == What::Fill && near(m.room.x0, r.x.pt()) && near(m.room.y1, height - r.y.pt())
                    });
                    assert!(found, "a rule of page {}", number + 1);
                }
                DisplayItem::Frame(..) => {}
            }
        }
        assert_eq!(pictures, marks.iter().filter(|m| matches!(m.what, What::Picture { .. })).count());
        assert!(marks.iter().all(|m| !matches!(m.what, What::Text { .. }) || m.paint == Paint::BLACK));
    }
}
