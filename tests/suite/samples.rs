//! The sample issues, composed whole: letter maps and display lists against goldens.

use crate::help::{article, compose, golden, issue};
use std::path::{Path, PathBuf};
use stonehand::Edition;
use stonehand::diag::{Log, Severity};
use stonehand::files::DiskFiles;

pub fn sample(name: &str) -> (Edition, Log) {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("issues").join(name).join("issue.yaml");
    let mut log = Log::new();
    let edition = stonehand::compose(&DiskFiles, &path, &mut log);
    let edition = edition.unwrap_or_else(|_| panic!("{name}: {:#?}", log.diagnostics()));
    let pictures = path.with_file_name("images").read_dir().map_or(0, Iterator::count);
    assert_eq!(edition.summary.pictures, pictures, "every picture in the folder is set, and once");
    assert!(!edition.dummy.contains('!'), "something stands on something else:\n{}", edition.dummy);
    (edition, log)
}

#[test]
fn the_eight_page_issue_is_made_up_as_it_was_looked_at() {
    let (edition, log) = sample("2026-11-06");
    assert_eq!(edition.summary.pages, 8);
    assert_eq!(log.count(Severity::Warning), 0, "{:#?}", log.diagnostics());
    golden("2026-11-06.dummy.txt", &edition.dummy);
}

#[test]
fn the_one_sheet_is_made_up_as_it_was_looked_at() {
    let (edition, log) = sample("one-sheet");
    assert_eq!(edition.summary.pages, 2);
    assert_eq!(log.count(Severity::Warning), 0, "{:#?}", log.diagnostics());
    golden("one-sheet.dummy.txt", &edition.dummy);
}

#[test]
fn the_tabloid_is_made_up_as_it_was_looked_at() {
    let (edition, log) = sample("tabloid");
    assert_eq!(edition.summary.pages, 4, "{:#?}", log.diagnostics());
    assert_eq!(log.count(Severity::Warning), 0, "{:#?}", log.diagnostics());
    golden("tabloid.dummy.txt", &edition.dummy);
}

#[test]
fn the_booklet_is_made_up_as_it_was_looked_at() {
    let (edition, log) = sample("booklet");
    assert_eq!(edition.summary.pages, 8);
    assert_eq!(log.count(Severity::Warning), 0, "{:#?}", log.diagnostics());
    golden("booklet.dummy.txt", &edition.dummy);
}

/// An issue with every kind of block.
pub fn blocks() -> String {
    let copy = "A first paragraph with *emphasis*, **strength**, `code` and a [link](https://example.org/a). \
                It says \"don't\" --- and means it.[^1]\n\n## A subhead\n\nAnother paragraph, which is long enough to \
                be hyphenated somewhere in its middle, as responsibility and representation usually are.\n\n- one\n- two\n  \
                - two and a half\n\n1. first\n2. second\n\n> Quoted words.\n>\n> --- Somebody\n\n| what | how many |\n|---|--:|\n| \
                mugs | 12 |\n| plates | 7 |\n\n---\n\n```\nlet x = 1;\n```\n\n[^1]: A note.\n";
    issue("letter-news") + &article("Every kind of block", copy)
}

#[test]
fn every_kind_of_block_is_set_as_it_was_looked_at() {
    let (edition, _) = compose(&blocks()).expect("the issue is composed");
    golden("blocks.dummy.txt", &edition.dummy);
    golden("blocks.display.txt", &stonehand::display::dump(&edition.pages));
}
