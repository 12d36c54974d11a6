//! The pages of a newspaper, in the words of those who make one: pins and slots, jumps, sidebars, notes, page counts,
//! cutting, fillers, and what `check` says of them. Read off the letter maps, the display lists and the messages.

use crate::help::{article, issue};
use std::fmt::Write;
use std::path::Path;
use stonehand::Edition;
use stonehand::diag::{Diagnostic, Log, Severity};
use stonehand::display::{DisplayItem, DisplayList, GlyphRun};
use stonehand::files::MemoryFiles;
use stonehand::geom::{Length, Rect};

/// The grid of the built-in layout `letter-news`, and the size of its copy.
const GRID: f64 = 11.5;
const BODY: f64 = 9.4;

/// A layout of three columns with slots of all kinds: 59 lines, of which the nameplate takes 8 on page 1.
const LAYOUT: &str = "\
paper: letter
margins: {top: 0.6in, bottom: 0.75in, inner: 0.6in, outer: 0.6in}
columns: 3
gutter: 15pt
baseline: 11.5pt
styles:
  body: {font: STIX Two Text, size: 9.4pt, indent: 1em}
  headline: {font: Barlow Condensed, weight: bold, size: [30pt, 20pt], align: left, hyphenate: false, indent: 0, above: 1, rule: 0.5pt}
  caption: {font: Source Sans 3, size: 7.6pt, leading: 9.2pt}
  box: {font: Source Sans 3, size: 8.6pt, tint: gray 8%, rule: 2pt}
  note: {size: 7.8pt, indent: 0}
pages:
  first:
    nameplate: {lines: 8}
    slots:
      lead: {columns: 1-2, lines: 9-40}
      rail: {columns: 3, lines: 9-end}
      strip: {columns: 1-2, lines: 50-53}
  last:
    slots: {back: {columns: 1-3, lines: 30-end}}
";

/// Composes an issue of these articles in that layout; `rest` are keys of the issue.
fn try_of(rest: &str, articles: &[String]) -> (Option<Edition>, Log) {
    let manifest = format!("{rest}{}{}", issue("ours"), articles.concat());
    composed(&MemoryFiles::new().with("issue.yaml", manifest).with("layouts/ours/layout.yaml", LAYOUT))
}

fn composed(files: &MemoryFiles) -> (Option<Edition>, Log) {
    let mut log = Log::new();
    let edition = stonehand::compose(files, Path::new("issue.yaml"), &mut log).ok();
    (edition, log)
}

#[track_caller]
fn of(rest: &str, articles: &[String]) -> (Edition, Log) {
    let (edition, log) = try_of(rest, articles);
    let edition = edition.unwrap_or_else(|| panic!("{:#?}", log.diagnostics()));
    assert!(!edition.dummy.contains('!'), "something stands on something else:\n{}", edition.dummy);
    (edition, log)
}

/// An article with keys, and copy of so many paragraphs of some five lines each, in words of its own.
fn piece(name: &str, keys: &str, paragraphs: usize) -> String {
    let mut copy = String::new();
    for p in 0..paragraphs {
        for w in 0..7 {
            let _ = write!(copy, "The {name} has word {p} of {w} for all who read it. ");
        }
        copy.push_str("\n\n");
    }
    with_keys(name, keys, &copy)
}

/// An article of this copy with keys.
fn with_keys(name: &str, keys: &str, copy: &str) -> String {
    let keys: String = keys.lines().flat_map(|l| ["    ", l, "\n"]).collect();
    article(name, copy) + &keys
}

fn runs(page: &DisplayList) -> Vec<&GlyphRun> {
    page.items.iter().filter_map(|i| if let DisplayItem::Glyphs(run) = i { Some(run) } else { None }).collect()
}

fn fills(page: &DisplayList) -> Vec<(usize, Rect)> {
    let items = page.items.iter().enumerate();
    items.filter_map(|(n, i)| if let DisplayItem::Fill(r, _) = i { Some((n, *r)) } else { None }).collect()
}

/// The text of a page, line after line as it was put down.
fn text(page: &DisplayList) -> String {
    let mut out = String::new();
    let mut last = None;
    for run in runs(page) {
        if last.is_some_and(|y| y != run.origin.y) {
            out.push(' ');
        }
        last = Some(run.origin.y);
        out.push_str(&run.text);
    }
    out.replace('\u{ad}', "-").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The pages, from 1, on which a text stands.
fn pages_with(edition: &Edition, wanted: &str) -> Vec<usize> {
    (1..=edition.pages.len()).filter(|n| text(&edition.pages[n - 1]).contains(wanted)).collect()
}

/// What is said with a code: severity, message and hint.
fn said(diagnostics: &[Diagnostic], code: &str) -> Vec<(Severity, String, String)> {
    let of_code = diagnostics.iter().filter(|d| d.code == code);
    of_code.map(|d| (d.severity, d.message.clone(), d.hint.clone().unwrap_or_default())).collect()
}

/// The one thing that is said with a code, and the place where it is said.
#[track_caller]
fn one(log: &Log, code: &str) -> (Severity, String, String, String) {
    let found: Vec<&Diagnostic> = log.diagnostics().iter().filter(|d| d.code == code).collect();
    let [d] = found[..] else { panic!("{} of {code}: {:#?}", found.len(), log.diagnostics()) };
    let span = d.span.unwrap_or_else(|| panic!("{d:?} has no place"));
    let at = log.file(span.file).1[span.start as usize..].lines().next().unwrap_or_default().to_owned();
    (d.severity, d.message.clone(), d.hint.clone().unwrap_or_default(), at)
}

/// The lines of a page of the letter map, the columns side by side.
fn map(edition: &Edition, page: usize) -> Vec<String> {
    let heads: Vec<usize> =
        edition.dummy.lines().enumerate().filter(|(_, l)| l.starts_with("page ")).map(|(i, _)| i).collect();
    let end = heads.get(page).copied().unwrap_or(usize::MAX);
    let lines = edition.dummy.lines().enumerate().filter(|(i, _)| (heads[page - 1] + 1..end).contains(i));
    lines.map(|(_, l)| l.to_owned()).collect()
}

#[test]
fn look() {
    let (e, log) = of(
        "",
        &[
            piece("Alpha", "slot: lead", 12),
            piece("Beta", "slot: rail\nbox: true", 4),
            piece("Gamma", "", 9),
            piece("Delta", "columns: 2", 5),
            piece("Epsilon", "columns: 1", 3),
        ],
    );
    println!("{}\n{:#?}\n{:#?}", e.dummy, log.diagnostics(), e.decisions);
    println!("{:?}", map(&e, 2));
}
