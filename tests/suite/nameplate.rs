//! The nameplate: its title on one line or on several, the texts of its lines side by side.

use crate::help::{article, compose};
use stonehand::Edition;
use stonehand::diag::Log;
use stonehand::display::DisplayItem;

const LAYOUTS: [&str; 6] =
    ["letter-news", "letter-bulletin", "a4-news", "tabloid-news", "half-letter-booklet", "one-sheet"];
/// Texts longer than any line of any layout, and shorter than four of them.
const LONG: &str =
    "Maple Street Garage, the Harbor Terminal and all of the other yards, stops and offices of Harrow Falls County";

/// An issue of a few words under a nameplate with these keys.
fn of(layout: &str, keys: &str) -> (Edition, Log) {
    let manifest = format!("layout: {layout}\nnameplate: {{{keys}}}\narticles:\n{}", article("Alpha", "A few words."));
    compose(&manifest).unwrap_or_else(|said| panic!("{said}"))
}

/// A run of type on page 1: its left and right end, its baseline and its size, in points, and its text.
type Run = (f64, f64, f64, f64, String);

fn runs(edition: &Edition) -> Vec<Run> {
    let run = |item: &DisplayItem| match item {
        DisplayItem::Glyphs(run) => {
            let left = run.origin.x.pt();
            let width = run.glyphs.last().map_or(0.0, |g| g.x.pt());
            Some((left, left + width, run.origin.y.pt(), run.size.pt(), run.text.clone()))
        }
        _ => None,
    };
    edition.pages[0].items.iter().filter_map(run).collect()
}

/// The size of page 1, in points.
fn paper(edition: &Edition) -> (f64, f64) {
    let trim = edition.pages[0].boxes.trim;
    (trim.w.pt(), trim.h.pt())
}

/// The run with a text.
#[track_caller]
fn find(edition: &Edition, text: &str) -> Run {
    runs(edition).into_iter().find(|r| r.4.contains(text)).unwrap_or_else(|| panic!("{text} is not set"))
}

/// Whether no two runs overlap and all are within the page.
#[track_caller]
fn is_clean(edition: &Edition, what: &str) {
    let runs = runs(edition);
    let (w, h) = paper(edition);
    for (i, a) in runs.iter().enumerate() {
        assert!(a.0 > 0.0 && a.1 < w && a.2 - a.3 * 0.7 > 0.0 && a.2 < h, "{what}: {a:?} is not on the page");
        for b in &runs[i + 1..] {
            let beside = a.1 < b.0 + 0.1 || b.1 < a.0 + 0.1;
            // Lower case letters of one line, and the next.
            let apart = (a.2 - b.2).abs() > a.3.min(b.3) * 0.6;
            assert!(beside || apart, "{what}: {a:?} and {b:?}");
        }
    }
}

#[test]
fn what_there_is_of_the_issue_line_is_spread_over_it() {
    let at = |keys: &str, text: &str| {
        let (edition, _) = of("letter-news", &format!("title: The Sheet, {keys}"));
        let (left, right, ..) = find(&edition, text);
        match paper(&edition).0 {
            w if left < w * 0.1 => 'l',
            w if right > w * 0.9 => 'r',
            w if (left + right - w).abs() < 12.0 => 'c',
            _ => '?',
        }
    };
    assert_eq!(at("date: 2026-11-06", "November"), 'c');
    let two = "number: 14, date: 2026-11-06";
    assert_eq!((at(two, "14"), at(two, "November")), ('l', 'r'));
    let three = "number: 14, place: Oakdale, date: 2026-11-06";
    assert_eq!((at(three, "14"), at(three, "Oakdale"), at(three, "November")), ('l', 'c', 'r'));
    let four = "number: 14, place: Oakdale, date: 2026-11-06, price: Free";
    assert_eq!((at(four, "14"), at(four, "Oakdale, November"), at(four, "Free")), ('l', 'c', 'r'));
}

#[test]
fn texts_too_long_to_stand_side_by_side_go_under_one_another() {
    for layout in LAYOUTS {
        for keys in [
            format!("volume: 4, number: 21, date: 2026-11-06, place: \"{LONG}\", price: Free"),
            format!("date: 2026-11-06, place: \"{LONG}\", price: \"{LONG}\""),
            format!("number: 3, place: Oakdale and Harbor, price: \"{LONG}\""),
            format!("date: 2026-11-06, tagline: \"{LONG} and {LONG}\", ears: {{left: \"{LONG}\", right: Read it}}"),
        ] {
            let (edition, log) = of(layout, &format!("title: The Sheet, {keys}"));
            is_clean(&edition, &format!("{layout}, {keys}"));
            assert_eq!(log.diagnostics().len(), 0, "{layout}: {:#?}", log.diagnostics());
        }
    }
}

#[test]
fn a_long_title_is_set_on_several_lines_rather_than_small() {
    let size = |title: &str| {
        let (edition, _) = of("letter-news", &format!("title: \"{title}\", date: 2026-11-06"));
        is_clean(&edition, title);
        let begin: String = title.chars().take(6).collect();
        let (.., size, text) = find(&edition, &begin);
        (size, text.trim() == title)
    };
    let (short, one) = size("The Night Dock");
    assert!(one && short > 65.0, "{short}");
    // Wide, but not so wide that two lines would be much larger.
    let (wide, one) = size("The Night Dock and Yard");
    assert!(one && wide > 40.0, "{wide}");
    let (long, one) = size("The Bulletin of the Transit Workers of Harrow Falls and of its Neighbouring Counties");
    assert!(!one && long > 24.0, "{long}");
}

#[test]
fn what_does_not_go_into_half_a_page_is_left_out_and_that_is_said() {
    let words = "word ".repeat(2_000);
    for (keys, gone) in [
        (format!("title: The Sheet, ears: {{left: \"{words}\"}}"), "ears"),
        (format!("title: The Sheet, tagline: \"{words}\""), "ears, tagline"),
        (format!("title: \"{words}\", date: 2026-11-06"), "the rest of the title"),
    ] {
        for layout in LAYOUTS {
            let (edition, log) = of(layout, &keys);
            let said: Vec<String> = log.diagnostics().iter().map(|d| d.message.clone()).collect();
            assert_eq!(said, [format!("the nameplate is too deep for its page; left out: {gone}")], "{layout}");
            is_clean(&edition, &format!("{layout}, {gone}"));
        }
    }
}
