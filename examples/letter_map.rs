//! The dummy of an issue as a letter map, and about how many words stand on each page.
//!
//! ```text
//! cargo run --example letter_map -- issues/2026-11-06
//! ```
//!
//! Without a path, a small issue from memory is mapped.

use std::fmt::Write;
use std::path::Path;
use stonehand::Edition;
use stonehand::diag::{Failed, Log};
use stonehand::display::{DisplayItem, DisplayList};
use stonehand::files::{DiskFiles, Files, MemoryFiles};

const ISSUE: &str = "\
layout: letter-news
nameplate: {title: The Loading Dock, date: 2026-03-14}
articles:
  - headline: The mirror at the corner is up
    text: It took four months and three letters. On Monday morning the mirror hung where it had been asked for.
  - headline: Swap your lockers
    columns: 1
    text: A reader on days wants a locker near the east door. A reader on nights has one and wants to be rid of it.
  - headline: Soup on Thursday
    columns: 2
    text: Bring a bowl. The pot is full from noon on both shifts, and there are beans in it.
";

/// Maps the small issue.
pub fn run(log: &mut Log) -> Result<String, Failed> {
    map(&MemoryFiles::new().with("issue.yaml", ISSUE), Path::new("issue.yaml"), log)
}

/// Composes an issue; returns its letter map and a line for every page.
pub fn map(files: &dyn Files, path: &Path, log: &mut Log) -> Result<String, Failed> {
    let edition: Edition = stonehand::compose(files, path, log)?;
    let mut out = edition.dummy.clone();
    out.push('\n');
    for (i, page) in edition.pages.iter().enumerate() {
        let _ = writeln!(out, "page {}: about {} words", i + 1, words(page));
    }
    let summary = edition.summary;
    let _ = writeln!(out, "{} words of copy, {} pictures", summary.words, summary.pictures);
    Ok(out)
}

/// The words of a page, its heads and captions included. A word divided at the end of a line counts once: the hyphen
/// that a line break added stands for a soft hyphen.
fn words(page: &DisplayList) -> usize {
    let mut text = String::new();
    for item in &page.items {
        if let DisplayItem::Glyphs(run) = item {
            if let Some(part) = run.text.strip_suffix('\u{ad}') {
                text.push_str(part);
            } else {
                text.push_str(&run.text);
                text.push(' ');
            }
        }
    }
    text.split_whitespace().count()
}

fn main() {
    let mut log = Log::new();
    let mapped = match std::env::args_os().nth(1) {
        Some(path) => map(&DiskFiles, Path::new(&path), &mut log),
        None => run(&mut log),
    };
    for diagnostic in log.diagnostics() {
        eprintln!("{}: {}", diagnostic.code, diagnostic.message);
    }
    match mapped {
        Ok(text) => print!("{text}"),
        Err(Failed) => std::process::exit(1),
    }
}
