//! Pages: what holds on every one of them, read off the display lists.

use crate::help::{article, compose, issue};
use proptest::prelude::*;
use std::collections::BTreeMap;
use stonehand::display::{DisplayItem, DisplayList, GlyphRun};
use stonehand::geom::{Length, Rect};

/// The size and grid of the built-in layout `letter-news`.
const BODY: f64 = 9.4;
const GRID: f64 = 11.5;

fn runs(page: &DisplayList) -> impl Iterator<Item = &GlyphRun> {
    page.items.iter().filter_map(|i| match i {
        DisplayItem::Glyphs(run) => Some(run),
        _ => None,
    })
}

fn is_body(run: &GlyphRun) -> bool {
    run.size == Length::from_pt(BODY)
}

/// The text of the body in reading order; words divided by a hyphen are joined.
fn body_text(pages: &[DisplayList]) -> String {
    let mut out = String::new();
    let mut last = None;
    for run in pages.iter().flat_map(runs).filter(|r| is_body(r)) {
        if last.is_some_and(|y| y != run.origin.y) && !out.ends_with('\u{ad}') {
            out.push(' ');
        }
        last = Some(run.origin.y);
        out.push_str(&run.text);
    }
    out.replace('\u{ad}', "")
}

/// The words at the starts of lines and, without their hyphen, the parts of words at the ends of lines. Where neighbours
/// run over a page together, the other article's copy is read between the two parts of a word.
fn line_ends(pages: &[DisplayList]) -> (Vec<String>, Vec<String>) {
    // A line of the next column may stand on the same baseline.
    let mut lines: Vec<(Length, Length, String)> = Vec::new();
    for run in pages.iter().flat_map(runs).filter(|r| is_body(r)) {
        let right = run.origin.x + run.glyphs.last().map_or(Length::ZERO, |g| g.x + g.advance);
        match lines.last_mut() {
            Some((y, end, line)) if *y == run.origin.y && (*end..*end + run.size).contains(&run.origin.x) => {
                line.push_str(&run.text);
                *end = right;
            }
            _ => lines.push((run.origin.y, right, run.text.clone())),
        }
    }
    let first = |l: &str| l.split_whitespace().next().unwrap_or_default().trim_end_matches('\u{ad}').to_owned();
    let last = |l: &str| Some(l.strip_suffix('\u{ad}')?.split_whitespace().last()?.to_owned());
    (lines.iter().map(|l| first(&l.2)).collect(), lines.iter().filter_map(|l| last(&l.2)).collect())
}

/// A word that is like no other: letters only, from a number.
fn word(mut n: usize) -> String {
    let syllables = ["ka", "lo", "mi", "ten", "bar", "su", "ner", "dil", "pro", "fa"];
    let mut out = String::from("q");
    for _ in 0..4 {
        out.push_str(syllables[n % 10]);
        n /= 10;
    }
    out
}

/// Paragraphs of words, each word once in the issue.
fn copy(paragraphs: &[usize], next: &mut usize) -> String {
    let mut out = String::new();
    for length in paragraphs {
        let words: Vec<String> = (0..*length).map(|i| word(*next + i)).collect();
        *next += length;
        out.push_str(&words.join(" "));
        out.push_str("\n\n");
    }
    out
}

fn on_grid(pages: &[DisplayList]) -> Result<(), String> {
    let grid = Length::from_pt(GRID);
    let first = pages.iter().flat_map(runs).find(|r| is_body(r)).map(|r| r.origin.y);
    let Some(first) = first else { return Ok(()) };
    for run in pages.iter().flat_map(runs).filter(|r| is_body(r)) {
        // Superior marks are smaller; everything of the body's size stands on a line of the grid.
        if (run.origin.y - first).sp() % grid.sp() != 0 {
            return Err(format!("{:?} stands off the grid at {}", run.text, run.origin.y));
        }
    }
    Ok(())
}

fn inside(pages: &[DisplayList]) -> Result<(), String> {
    for page in pages {
        let trim = page.boxes.trim;
        for item in &page.items {
            let rect = match item {
                DisplayItem::Glyphs(r) => {
                    let end = r.glyphs.last().map_or(Length::ZERO, |g| g.x + g.advance);
                    Rect { x: r.origin.x, y: r.origin.y, w: end, h: Length::ZERO }
                }
                DisplayItem::Fill(r, _) | DisplayItem::Frame(r, _, _) => *r,
                DisplayItem::Picture(p) => p.rect,
            };
            if rect.x < Length::ZERO || rect.y < Length::ZERO || rect.right() > trim.w || rect.bottom() > trim.h {
                return Err(format!("{item:?} leaves the page"));
            }
        }
    }
    Ok(())
}

fn counts(text: &str) -> BTreeMap<String, usize> {
    let mut out = BTreeMap::new();
    for w in text.split(|c: char| !c.is_ascii_lowercase()).filter(|w| w.len() > 8 && w.starts_with('q')) {
        *out.entry(w.to_owned()).or_default() += 1;
    }
    out
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_word_is_set_once_and_every_line_stands_on_the_grid(
        articles in prop::collection::vec((prop::collection::vec(1usize..120, 1..14), 1u32..=3, any::<bool>()), 1..9)
    ) {
        let mut next = 0;
        let mut manifest = issue("letter-news");
        for (i, (paragraphs, columns, cap)) in articles.iter().enumerate() {
            let a = article(&format!("Headline number {i} of this paper"), &copy(paragraphs, &mut next));
            let keys = format!("    columns: {columns}\n    drop_cap: {cap}\n");
            manifest += &(a + &keys);
        }
        let (edition, _) = compose(&manifest).expect("the issue is composed");
        on_grid(&edition.pages).map_err(TestCaseError::fail)?;
        inside(&edition.pages).map_err(TestCaseError::fail)?;
        prop_assert!(!edition.dummy.contains('!'), "something stands on something else:\n{}", edition.dummy);
        let set = counts(&body_text(&edition.pages));
        // An initial is set apart from its word: that word is missing its first letter.
        let caps = articles.iter().filter(|a| a.2).count();
        let whole = set.values().filter(|n| **n == 1).count();
        prop_assert!(set.values().all(|n| *n == 1), "a word is set twice");
        let (starts, ends) = line_ends(&edition.pages);
        let parted = |w: &str| {
            let halves = |i: &usize| ends.iter().any(|e| *e == w[..*i]) && starts.iter().any(|s| *s == w[*i..]);
            starts.iter().any(|s| s == w) || (1..w.len()).any(|i| halves(&i))
        };
        let apart = (0..next).map(word).filter(|w| !set.contains_key(w) && parted(w)).count();
        prop_assert!(
            whole + apart + caps >= next && whole <= next,
            "{whole} of {next} words are set whole and {apart} in parts"
        );
    }
}

#[test]
fn the_same_issue_gives_the_same_bytes_whatever_the_number_of_threads() {
    let mut next = 0;
    let mut manifest = issue("letter-news");
    for i in 0..6 {
        manifest.push_str(&article(&format!("Headline {i}"), &copy(&[40, 80, 25, 60], &mut next)));
    }
    let build = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
        pool.install(|| stonehand::pdf::write(&compose(&manifest).expect("the issue is composed").0))
    };
    let one = build(1);
    assert!(one == build(4) && one == build(2));
}

#[test]
fn articles_whose_columns_add_up_stand_side_by_side() {
    let mut next = 0;
    let mut manifest = issue("letter-news");
    manifest.push_str(&article("The first", &copy(&[60, 60, 60], &mut next)));
    manifest.push_str(&(article("Wide", &copy(&[60, 60, 60], &mut next)) + "    columns: 2\n"));
    manifest.push_str(&(article("Narrow", &copy(&[40, 40], &mut next)) + "    columns: 1\n"));
    let (edition, _) = compose(&manifest).expect("the issue is composed");
    assert!(edition.dummy.lines().any(|l| l == "BBB BBB CCC"), "{}", edition.dummy);
}

#[test]
fn an_article_that_starts_a_page_does() {
    let mut next = 0;
    let mut manifest = issue("letter-news");
    manifest.push_str(&article("The first", &copy(&[30], &mut next)));
    manifest.push_str(&(article("The second", &copy(&[30], &mut next)) + "    start: page\n"));
    let (edition, _) = compose(&manifest).expect("the issue is composed");
    assert_eq!(edition.summary.pages, 2);
    assert_eq!(edition.pages[1].bookmarks[0].title, "The second");
}

#[test]
fn the_smallest_issue_is_one_page() {
    let manifest = "layout: letter-news\nnameplate: {title: Two}\narticles:\n  - headline: One word\n    text: Word.\n";
    let (edition, _) = compose(manifest).expect("the issue is composed");
    assert_eq!((edition.summary.pages, edition.summary.words), (1, 1));
}

#[test]
fn a_word_wider_than_its_column_is_broken_and_said() {
    let long = "abcdefghij".repeat(40);
    let manifest = issue("letter-news") + &article("One long word", &format!("Before {long} after."));
    let (edition, log) = compose(&manifest).expect("the issue is composed");
    assert!(log.diagnostics().iter().any(|d| d.code == "word-too-wide"));
    let text = body_text(&edition.pages).replace(' ', "");
    assert!(text.contains(&long), "{text}");
}
