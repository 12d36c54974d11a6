//! Issues that nobody would put out: none of them panics, hangs or loses copy, and what gave way is said.

use super::issue::{self, Known, word};
use super::{read, rules};
use std::fmt::Write;
use stonehand::diag::{Log, Severity};

/// What a hostile article has beyond its copy.
#[derive(Default, Clone)]
struct Hostile<'a> {
    headline: usize,
    keys: &'a str,
    /// Paragraphs, by their words.
    copy: Vec<usize>,
    pictures: usize,
    /// Whether the pictures stand in the copy, one after each paragraph.
    within: bool,
}

fn article(words: usize, keys: &str) -> Hostile<'_> {
    let copy = (0..words.div_ceil(60)).map(|i| 60.min(words - 60 * i)).collect();
    Hostile { headline: 2, keys, copy, ..Hostile::default() }
}

/// The issue of these articles.
fn hostile(layout: &str, head: &str, articles: &[Hostile]) -> issue::Issue {
    let layout = *issue::LAYOUTS.iter().find(|l| l.name == layout).expect("a built-in layout");
    let name = layout.name;
    let mut manifest = format!("layout: {name}\nnameplate: {{title: The Test Sheet}}\n{head}articles:\n");
    let (mut known, mut pictures) = (Vec::new(), Vec::new());
    for (i, a) in articles.iter().enumerate() {
        let mut k = Known { pictures: a.pictures, headline: 0..a.headline, words: a.headline, ..Known::default() };
        let words = |from: usize, n: usize| (from..from + n).map(|n| word(i, n)).collect::<Vec<_>>().join(" so ");
        let _ = writeln!(manifest, "  - headline: {}\n    slug: s{i}", words(0, a.headline));
        for key in a.keys.lines() {
            let _ = writeln!(manifest, "    {key}");
        }
        let files: Vec<String> = (0..a.pictures).map(|n| format!("images/{i}-{n}.png")).collect();
        pictures.extend(files.iter().map(|f| (f.clone(), issue::picture(i, 150, false))));
        if !a.within && a.pictures > 0 {
            let list: Vec<String> = files.iter().map(|f| format!("{{file: {f}, columns: 1}}")).collect();
            let _ = writeln!(manifest, "    images: [{}]", list.join(", "));
        }
        manifest.push_str("    text: |\n");
        for (n, length) in a.copy.iter().enumerate() {
            let _ = writeln!(manifest, "      {}.\n", words(k.words, *length));
            k.paragraphs.push(k.words..k.words + length);
            k.copy.extend(k.words..k.words + length);
            k.words += length;
            if let Some(file) = files.get(n).filter(|_| a.within) {
                let _ = writeln!(manifest, "      ![]({file})\n");
            }
        }
        known.push(k);
    }
    issue::Issue { layout, manifest, articles: known, pictures }
}

/// Composes it, holds it to all rules, and expects to be told with this code what gave way.
#[track_caller]
fn stands(issue: &issue::Issue, code: Option<&str>) -> usize {
    let mut log = Log::new();
    let Ok(edition) = issue.compose(&mut log) else { panic!("is not composed: {:#?}", log.diagnostics()) };
    if let Err(e) = rules::hold(issue, &edition, &read::standing(issue, &edition)) {
        panic!("{e}\n{}", edition.dummy);
    }
    let codes: Vec<&str> = log.diagnostics().iter().map(|d| d.code).collect();
    assert!(code.is_none_or(|c| codes.contains(&c)), "{codes:?}");
    edition.summary.pages
}

#[test]
fn one_word_is_a_paper() {
    assert_eq!(stands(&hostile("letter-news", "", &[article(1, "")]), None), 1);
}

#[test]
fn an_article_longer_than_the_paper_is_set_on_more_pages_and_said() {
    assert!(stands(&hostile("letter-news", "pages: 2\n", &[article(6_000, "")]), Some("overset")) > 2);
}

#[test]
fn a_picture_in_every_paragraph_leaves_none_out() {
    let a = Hostile { pictures: 16, within: true, ..article(960, "") };
    stands(&hostile("letter-news", "", &[a]), None);
}

#[test]
fn a_headline_of_sixty_words_is_set_whole() {
    stands(&hostile("letter-news", "", &[article(200, ""), Hostile { headline: 60, ..article(100, "") }]), None);
}

#[test]
fn a_lead_whose_head_is_deeper_than_a_page_is_refused() {
    let issue = hostile("letter-news", "", &[Hostile { headline: 60, ..article(200, "") }, article(200, "")]);
    let mut log = Log::new();
    assert!(issue.compose(&mut log).is_err());
    let errors: Vec<&str> =
        log.diagnostics().iter().filter(|d| d.severity == Severity::Error).map(|d| d.code).collect();
    assert!(errors.contains(&"overset"), "{errors:?}");
}

#[test]
fn a_slot_smaller_than_its_headline_is_left_and_said() {
    let keys = "page: 1\nslot: rail";
    let a = Hostile { headline: 60, ..article(80, keys) };
    let b = article(300, "page: 2\nslot: foot");
    let b = Hostile { headline: 90, ..b };
    stands(&hostile("tabloid-news", "", &[article(200, ""), a, b]), Some("pin-too-small"));
}

#[test]
fn articles_that_forbid_jumps_stand_whole_where_a_page_holds_them() {
    let short: Vec<Hostile> = (0..20).map(|i| article(40 + 13 * i, "jump: forbid")).collect();
    stands(&hostile("a4-news", "", &short), None);
}

#[test]
fn very_long_articles_that_forbid_jumps_run_on() {
    let long: Vec<Hostile> = (0..3).map(|_| article(1_500, "jump: forbid")).collect();
    stands(&hostile("letter-bulletin", "", &long), None);
}

#[test]
fn four_hundred_articles_are_all_set() {
    let many: Vec<Hostile> = (0..400).map(|i| article(20 + i % 50, ["columns: 1", "", "columns: 2"][i % 3])).collect();
    stands(&hostile("letter-news", "", &many), None);
}

#[test]
fn what_is_pinned_to_a_full_page_stands_elsewhere_and_is_said() {
    let many: Vec<Hostile> = (0..20).map(|_| article(200, "page: 1\ncolumns: 1")).collect();
    stands(&hostile("letter-news", "", &many), Some("page-full"));
}

#[test]
fn a_pin_to_page_nine_hundred_leaves_the_pages_before_it_to_others_or_white() {
    stands(&hostile("one-sheet", "", &[article(100, "page: 900"), article(200, "")]), None);
}

#[test]
fn a_box_deeper_than_a_page_goes_on_on_the_next() {
    stands(&hostile("half-letter-booklet", "", &[article(60, ""), article(900, "box: true")]), None);
}

#[test]
fn the_second_article_of_a_slot_stands_elsewhere_and_is_said() {
    let keys = "page: 1\nslot: lead";
    stands(&hostile("letter-news", "", &[article(500, keys), article(500, keys)]), Some("slot-full"));
}

#[test]
fn more_columns_than_the_layout_has_are_as_many_as_it_has() {
    stands(&hostile("letter-bulletin", "", &[article(300, "columns: 12"), article(300, "columns: 5")]), None);
}

#[test]
fn thirty_pictures_on_a_hundred_words_are_all_set() {
    stands(&hostile("letter-news", "", &[Hostile { pictures: 30, ..article(100, "") }]), None);
}
