//! An issue held against an earlier PDF of it: what changed is found, named and marked, and nothing is called unchanged that
//! is not.

use crate::commands::{issue, names, run};
use crate::samples::sample;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use stonehand::color::Color;
use stonehand::diag::Log;
use stonehand::display::{DisplayItem, DisplayList};
use stonehand::finished::Document;
use stonehand::geom::{Length, Rect};
use stonehand::revise::{self, State};
use stonehand::{Edition, pdf};

const MIRROR: &str =
    "It took four months and three letters. On Monday morning the mirror hung where the drivers had asked for it.";
const FORKLIFTS: &str = "From this week on forklifts keep to the left of the yellow line. People on foot keep to the right of it, and nobody crosses between.";

fn manifest(mirror: &str, forklifts: &str) -> String {
    format!(
        "layout: letter-bulletin\nnameplate: {{title: The Dock, date: 2026-03-14}}\narticles:\n  - slug: mirror\n    headline: The mirror is up\n    text: |\n      {mirror}\n  - slug: forklifts\n    headline: Forklifts keep left\n    text: |\n      {forklifts}\n"
    )
}

/// What the command says of an issue whose PDF was built of another manifest, and the files that it wrote.
fn against(old: &str, new: &str) -> (String, Vec<String>) {
    let dir = issue(old);
    assert_eq!(run(dir.path(), &["build", "dock", "-o", "old.pdf"]).0, 0);
    fs::write(dir.path().join("dock/issue.yaml"), new).unwrap();
    let (code, out, err) = run(dir.path(), &["proof", "dock", "--against", "old.pdf", "--ppi", "40", "-o", "p.png"]);
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    let written = names(dir.path()).into_iter().filter(|n| n.starts_with("p-")).collect();
    (out, written)
}

#[test]
fn what_did_not_change_is_said_so_and_not_shown() {
    let same = manifest(MIRROR, FORKLIFTS);
    assert_eq!(against(&same, &same), ("no page has changed\n".to_owned(), vec![]));
}

#[test]
fn copy_that_was_pushed_down_is_told_in_lines() {
    let more = format!(
        "{MIRROR} It is a small thing, and it is also the first time that a list of ours was worked through to its end, by the people who had written it and by nobody else at all. {}",
        "The list has nine more entries, and six of them cost less than the mirror did, so that nobody can say that there was no money for it. ".repeat(3).trim_end()
    );
    let (out, written) = against(&manifest(MIRROR, FORKLIFTS), &manifest(&more, FORKLIFTS));
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!(lines[0], "page 1 changed");
    assert_eq!(lines[1], "  `mirror`: 120 words are new: “It is a small thing, …”");
    let lower = lines[2].strip_prefix("  `forklifts` begins ").and_then(|l| l.strip_suffix(" lines lower"));
    assert!(lower.is_some_and(|n| n.parse::<u32>().is_ok_and(|n| (3..8).contains(&n))), "{out}");
    assert_eq!(lines[3..], ["p-changes-page-1.png"]);
    assert_eq!(written, ["p-changes-page-1.png"]);
}

#[test]
fn a_word_that_is_new_and_one_that_is_gone_are_quoted() {
    let (out, _) = against(&manifest(MIRROR, FORKLIFTS), &manifest(&MIRROR.replace("Monday", "Sunday"), FORKLIFTS));
    assert!(out.contains("  `mirror`: 1 word is new: “Sunday”\n"), "{out}");
    assert!(out.contains("  `mirror`: 1 word is gone: “Monday”\n"), "{out}");
    assert!(!out.contains("forklifts"), "{out}");
}

#[test]
fn articles_that_are_new_and_articles_that_changed_places_are_named() {
    let both = manifest(MIRROR, FORKLIFTS);
    let head = &both[..both.find("  - slug: mirror").unwrap()];
    let split = both.find("  - slug: forklifts").unwrap();
    let (first, second) = (&both[head.len()..split], &both[split..]);
    let (out, _) = against(&format!("{head}{first}"), &both);
    assert!(out.contains("`forklifts` is new here: "), "{out}");
    let (out, _) = against(&both, &format!("{head}{second}{first}"));
    assert!(out.contains("`forklifts` begins ") && out.contains(" higher"), "{out}");
    assert!(out.contains("`mirror` begins ") && out.contains(" lower"), "{out}");
    // The mark at the end of all articles but the last is one.
    assert!(!out.contains("words are"), "no words are new or gone: {out}");
}

#[test]
fn pages_that_are_new_and_pages_that_are_gone_are_counted() {
    let long = format!("{MIRROR} ").repeat(60);
    let (short, long) = (manifest(MIRROR, FORKLIFTS), manifest(long.trim_end(), FORKLIFTS));
    let (out, written) = against(&short, &long);
    assert!(out.contains("page 2 is new\n"), "{out}");
    assert!(written.contains(&"p-changes-page-2.png".to_owned()), "{written:?}");
    let (out, written) = against(&long, &short);
    assert!(out.contains("page 2 is gone\n"), "{out}");
    assert_eq!(written, ["p-changes-page-1.png"]);
}

#[test]
fn sheets_and_other_papers_are_told_from_an_earlier_pdf() {
    let dir = issue(&manifest(MIRROR, FORKLIFTS));
    assert_eq!(run(dir.path(), &["build", "dock", "--impose", "booklet", "-o", "sheets.pdf"]).0, 0);
    let (code, _, err) = run(dir.path(), &["proof", "dock", "--against", "sheets.pdf"]);
    assert_eq!(code, 1);
    assert!(err.contains("error[another-paper]: no page of `sheets.pdf` has the size of this paper's"), "{err}");
    let (code, _, err) = run(dir.path(), &["proof", "dock", "--against", "sheets.pdf", "--profile", "riso"]);
    assert!(code == 1 && (err.contains("several-files") || err.contains("another-paper")), "{err}");
    assert_eq!(names(&dir.path().join("dock")), ["issue.yaml"]);
}

#[test]
fn the_same_issue_for_a_press_is_the_same() {
    let dir = issue(&manifest(MIRROR, FORKLIFTS));
    for profile in ["press", "copier-bw"] {
        let (code, _, err) = run(dir.path(), &["build", "dock", "-o", "old.pdf", "--profile", profile]);
        assert_eq!(code, 0, "{err}");
        let (code, out, err) = run(dir.path(), &["proof", "dock", "--against", "old.pdf", "--profile", profile]);
        assert_eq!((code, out.as_str()), (0, "no page has changed\n"), "{err}");
    }
}

fn document(edition: &Edition) -> Document {
    Document::open(Arc::new(pdf::write(edition)), "a.pdf", &mut Log::new()).unwrap_or_else(|_| panic!("a PDF"))
}

/// The pages of the first that are not the same as in the second.
fn changed(edition: &Edition, old: &Document) -> Vec<usize> {
    let changes = revise::against(edition, &document(edition), old);
    changes.iter().filter(|c| c.state != State::Same).map(|c| c.page).collect()
}

/// Ways in which something on a page may become otherwise, each so small that it is easily overlooked.
fn otherwise(item: &DisplayItem) -> Vec<(&'static str, Option<DisplayItem>)> {
    let mut ways = vec![("it is gone", None)];
    let nudge = Length::from_pt(0.3);
    match item {
        DisplayItem::Glyphs(run) => {
            let with = |change: &dyn Fn(&mut stonehand::display::GlyphRun)| {
                let mut run = run.clone();
                change(&mut run);
                Some(DisplayItem::Glyphs(run))
            };
            let seen = (0..run.glyphs.len()).rev().find(|n| {
                let (from, to) = run.glyphs[*n].text;
                run.text.get(from as usize..to as usize).is_some_and(|t| !t.trim().is_empty())
            });
            let seen = seen.unwrap_or(0);
            ways.push(("it stands lower", with(&|run| run.origin.y += nudge)));
            ways.push(("it is gray", with(&|run| run.color = Color::Gray(10))));
            ways.push(("it is larger", with(&|run| run.size += Length::from_pt(0.05))));
            ways.push(("a letter stands aside", with(&|run| run.glyphs[seen].x += nudge)));
            ways.push(("a letter is raised", with(&|run| run.glyphs[seen].rise += nudge)));
            ways.push((
                "a letter is another",
                with(&|run| run.glyphs[seen].id = if run.glyphs[seen].id == 40 { 41 } else { 40 }),
            ));
        }
        DisplayItem::Fill(rect, color) => {
            let higher = Rect { h: rect.h + nudge, ..*rect };
            ways.push(("it is thicker", Some(DisplayItem::Fill(higher, *color))));
            ways.push(("it is red", Some(DisplayItem::Fill(*rect, Color::Rgb([900, 0, 0])))));
        }
        DisplayItem::Frame(rect, stroke, color) => {
            ways.push(("it is thicker", Some(DisplayItem::Frame(*rect, *stroke + nudge, *color))));
        }
        DisplayItem::Picture(placed) => {
            let mut cut = placed.clone();
            cut.crop[3] -= 400;
            ways.push(("it is cut otherwise", Some(DisplayItem::Picture(cut))));
        }
    }
    ways
}

#[test]
fn no_change_however_small_is_called_the_same() {
    let (mut edition, _) = sample("one-sheet");
    let old = document(&edition);
    assert_eq!(changed(&edition, &old), [0; 0]);
    let meant: Vec<DisplayList> = edition.pages.clone();
    for (page, as_meant) in meant.iter().enumerate() {
        let items = &as_meant.items;
        let kind = |n: usize| std::mem::discriminant(&items[n]);
        // Three of each kind, from the first, the middle and the last third of the page.
        let mut some: Vec<usize> = Vec::new();
        for n in 0..items.len() {
            let alike: Vec<usize> = (0..items.len()).filter(|m| kind(*m) == kind(n)).collect();
            if [0, alike.len() / 2, alike.len() - 1].iter().any(|i| alike[*i] == n) {
                some.push(n);
            }
        }
        for n in some {
            for (how, item) in otherwise(&items[n]) {
                edition.pages[page].items.splice(n..=n, item);
                assert_eq!(changed(&edition, &old), [page + 1], "page {}, item {n}: {how}\n{:?}", page + 1, items[n]);
                edition.pages[page] = as_meant.clone();
            }
        }
    }
}

#[test]
fn a_tint_that_now_lies_over_the_type_is_seen() {
    let (mut edition, _) = sample("2026-11-06");
    let old = document(&edition);
    let items = &mut edition.pages[0].items;
    let tint = items.iter().position(|i| matches!(i, DisplayItem::Fill(r, _) if r.h > Length::from_pt(200.0)));
    let tint = items.remove(tint.expect("the sidebar's tint"));
    items.push(tint);
    assert_eq!(changed(&edition, &old), [1]);
}

#[test]
fn what_is_not_understood_is_never_called_the_same() {
    let (edition, _) = sample("one-sheet");
    // A file of the same page, to which something is added that is not compared: a transparent field.
    let bytes = pdf::write(&edition);
    let folder = tempfile::tempdir().unwrap();
    let (plain, open) = (folder.path().join("in.pdf"), folder.path().join("out.pdf"));
    fs::write(&plain, &bytes).unwrap();
    let script = |p: &Path| p.to_str().expect("a plain path").to_owned();
    crate::pdf::tool_in("qpdf", &["--qdf", "--object-streams=disable", &script(&plain), &script(&open)], &plain);
    let mut text = fs::read(&open).unwrap();
    let mode = text.windows(4).position(|w| w == b"\nBT\n").expect("a text object");
    text = [&text[..=mode], b"2 Tr\n", &text[mode + 1..]].concat();
    fs::write(&open, &text).unwrap();
    let mended = std::process::Command::new("fix-qdf").arg(&open).output().expect("qpdf's own tool");
    assert!(mended.status.success(), "{}", String::from_utf8_lossy(&mended.stderr));
    let text = mended.stdout;
    let old = Document::open(Arc::new(text), "old.pdf", &mut Log::new()).unwrap_or_else(|_| panic!("a PDF"));
    let changes = revise::against(&edition, &document(&edition), &old);
    assert_eq!(changes[0].state, State::Unsure);
    assert_eq!(changes[1].state, State::Same);
}
