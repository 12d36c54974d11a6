//! Pictures and quotes that stand half-way into a column, and the copy beside them, in the words of those who want them.

use crate::help::{article, issue, picture};
use std::fmt::Write;
use std::path::Path;
use stonehand::Edition;
use stonehand::diag::{Log, Severity};
use stonehand::display::{DisplayItem, GlyphRun};
use stonehand::files::MemoryFiles;
use stonehand::geom::Rect;

/// The copy of the built-in layouts in which the tests are set: the sizes of `letter-news`, `a4-news` and `letter-bulletin`.
const SIZES: [f64; 3] = [9.4, 9.2, 10.2];

/// Copy of so many paragraphs of about eight lines each.
fn paragraphs(n: usize) -> String {
    let mut copy = String::new();
    for p in 0..n {
        for w in 0..7 {
            let _ = write!(copy, "The paper has word {p} of {w} for all who read it. ");
        }
        copy.push_str("\n\n");
    }
    copy
}

/// Composes articles of these keys and this copy.
#[track_caller]
fn of(layout: &str, articles: &[(&str, &str)]) -> (Edition, Log) {
    let mut manifest = issue(layout);
    for (n, (keys, copy)) in articles.iter().enumerate() {
        manifest += &article(&format!("Article {n}"), copy);
        manifest.extend(keys.lines().flat_map(|l| ["    ", l, "\n"]));
    }
    let files = MemoryFiles::new().with("issue.yaml", manifest);
    let files = files.with("images/a.png", picture(600, 700)).with("images/tall.png", picture(100, 900));
    let files = files.with("images/wide.png", picture(1600, 900));
    let mut log = Log::new();
    let edition = stonehand::compose(&files, Path::new("issue.yaml"), &mut log);
    let edition = edition.unwrap_or_else(|_| panic!("{:#?}", log.diagnostics()));
    assert!(!edition.dummy.contains('!'), "something stands on something else:\n{}", edition.dummy);
    (edition, log)
}

/// The lines of copy of a page: left, right, baseline, text.
fn lines(edition: &Edition, page: usize) -> Vec<(f64, f64, f64, String)> {
    let mut out: Vec<(f64, f64, f64, String)> = Vec::new();
    let copy = |run: &&GlyphRun| SIZES.iter().any(|s| (run.size.pt() - s).abs() < 0.01);
    let runs = edition.pages[page].items.iter().filter_map(|i| match i {
        DisplayItem::Glyphs(run) => Some(run),
        _ => None,
    });
    for run in runs.filter(copy) {
        let right = run.origin.x + run.glyphs.last().map_or(run.origin.x, |g| g.x + g.advance);
        let (x, y) = (run.origin.x.pt(), run.origin.y.pt());
        match out.last_mut() {
            Some(last) if (last.2 - y).abs() < 0.01 && x >= last.1 - 2.0 && x < last.1 + 9.0 => {
                last.1 = right.pt();
                last.3.push_str(&run.text);
            }
            _ => out.push((x, right.pt(), y, run.text.clone())),
        }
    }
    out
}

/// The pictures of an edition and their pages.
fn pictures(edition: &Edition) -> Vec<(usize, Rect)> {
    let pages = edition.pages.iter().enumerate();
    let of_page = |(n, page): (usize, &stonehand::display::DisplayList)| {
        let found = page.items.iter().filter_map(|i| if let DisplayItem::Picture(p) = i { Some(p.rect) } else { None });
        found.map(|r| (n, r)).collect::<Vec<_>>()
    };
    pages.flat_map(of_page).collect()
}

/// The lines of copy that stand beside a rectangle, within `reach` points of it: none reaches into it.
#[track_caller]
fn beside(edition: &Edition, (page, r): (usize, Rect), reach: f64) -> Vec<(f64, f64, f64, String)> {
    let (left, right, top, foot) = (r.x.pt(), r.right().pt(), r.y.pt(), r.bottom().pt());
    let within = |l: &(f64, f64, f64, String)| l.2 > top - 2.0 && l.2 - 6.0 < foot;
    let lines: Vec<_> = lines(edition, page).into_iter().filter(within).collect();
    for l in &lines {
        assert!(l.1 < left || l.0 > right, "{l:?} stands on {r:?}\n{}", edition.dummy);
    }
    lines.into_iter().filter(|l| l.0 > left - reach && l.1 < right + reach).collect()
}

fn notes(edition: &Edition, log: &Log) -> Vec<String> {
    let all = log.diagnostics().iter().chain(&edition.decisions);
    all.filter(|d| d.code == "runaround" && d.severity == Severity::Note).map(|d| d.message.clone()).collect()
}

/// All words of the copy stand on the pages, in their order.
#[track_caller]
fn whole(edition: &Edition, paragraphs: usize) {
    let mut text = String::new();
    for page in 0..edition.pages.len() {
        for line in lines(edition, page) {
            match line.3.strip_suffix('\u{ad}') {
                Some(begun) => text.push_str(begun),
                None => text += &(line.3.trim_end().to_owned() + " "),
            }
        }
    }
    for p in 0..paragraphs {
        let wanted: Vec<String> =
            (0..7).map(|w| format!("The paper has word {p} of {w} for all who read it.")).collect();
        assert!(text.contains(&wanted.join(" ")), "paragraph {p} is not whole in {text}\n{}", edition.dummy);
    }
}

const HALF: &str = "images: [{file: images/a.png, columns: 0.5}]";

#[test]
fn copy_runs_beside_a_picture_of_half_a_column() {
    for (layout, half) in [("letter-news", 78.2), ("letter-bulletin", 118.7)] {
        let (edition, log) = of(layout, &[(HALF, &paragraphs(9))]);
        let found = pictures(&edition);
        assert!(found.len() == 1 && (found[0].1.w.pt() - half).abs() < 2.0, "{found:?}");
        let lines = beside(&edition, found[0], half + 12.0);
        assert!(lines.len() >= 7 && lines.iter().all(|l| l.1 - l.0 < half + 4.0), "{lines:#?}");
        // At the right of its column: the copy stands at the left.
        assert!(lines.iter().all(|l| l.1 < found[0].1.x.pt()), "{lines:#?}");
        whole(&edition, 9);
        assert!(notes(&edition, &log).is_empty(), "{:#?}", log.diagnostics());
        assert_eq!(log.count(Severity::Warning), 0, "{:#?}", log.diagnostics());
    }
}

#[test]
fn copy_stands_at_the_right_of_what_stands_at_the_left() {
    let keys = "images: [{file: images/a.png, columns: 0.5, side: left}]";
    let (edition, _) = of("letter-bulletin", &[(keys, &paragraphs(9))]);
    let found = pictures(&edition)[0];
    let lines = beside(&edition, found, 135.0);
    assert!(lines.len() >= 7 && lines.iter().all(|l| l.0 > found.1.right().pt()), "{lines:#?}");
    assert!(edition.dummy.contains("=AA"), "{}", edition.dummy);
    whole(&edition, 9);
}

#[test]
fn a_half_picture_stands_at_the_paragraph_that_is_named() {
    let keys = "images: [{file: images/a.png, columns: 0.5, at: 4}]";
    let (edition, _) = of("letter-bulletin", &[(keys, &paragraphs(9))]);
    let lines = beside(&edition, pictures(&edition)[0], 135.0);
    let text: String = lines.iter().map(|l| l.3.clone() + " ").collect();
    assert!(["word 3", "word 4", "word 5"].iter().any(|w| text.contains(w)), "{text}");
    let (edition, _) = of(
        "letter-bulletin",
        &[("", &paragraphs(4).replacen("\n\n", "\n\n![](images/a.png){columns=0.5 side=left}\n\n", 1))],
    );
    let lines = beside(&edition, pictures(&edition)[0], 135.0);
    let text: String = lines.iter().map(|l| l.3.clone() + " ").collect();
    assert!(["word 1", "word 2", "word 3"].iter().any(|w| text.contains(w)), "{text}");
}

#[test]
fn a_half_quote_stands_neither_at_the_head_nor_at_the_foot_of_a_column() {
    for n in 4..16 {
        let keys = "pull_quotes: [{text: We asked three times, by: a packer, columns: 0.5}]";
        let (edition, log) = of("letter-news", &[(keys, &paragraphs(n))]);
        assert!(notes(&edition, &log).is_empty(), "{n}: {:#?}", log.diagnostics());
        let rows: Vec<&str> = edition.dummy.lines().collect();
        let first = rows.iter().position(|r| r.contains("A\"")).expect("the quote stands in the map");
        let last = rows.iter().rposition(|r| r.contains("A\"")).expect("the quote stands in the map");
        let column = rows[first].find("A\"").expect("it stands in a column") / 4 * 4;
        for row in [first - 3, first - 2, first - 1, last + 1, last + 2, last + 3] {
            assert_eq!(&rows[row][column..column + 3], "AAA", "{n}: row {row}\n{}", edition.dummy);
        }
        whole(&edition, n);
    }
}

#[test]
fn columns_end_level_with_a_half_picture_among_them() {
    let mut uneven = Vec::new();
    for n in 6..18 {
        let (edition, _) = of("letter-news", &[(HALF, &paragraphs(n))]);
        let feet = feet(&edition, 3);
        if feet.iter().max().unwrap_or(&0) - feet.iter().min().unwrap_or(&0) > 1 {
            uneven.push((n, feet));
        }
    }
    assert!(uneven.is_empty(), "{uneven:?}");
}

#[test]
fn what_finds_no_copy_stands_alone_and_is_said() {
    let list = "- **Dockers' Local 12**, 12 Main Street\n- **Food Bank**, 3 Mill Lane\n";
    let subheads = "## One\n\nA line.\n\n".repeat(12);
    let wide = "pull_quotes: [{text: Donaudampfschifffahrtsgesellschaften everywhere, columns: 0.5}]";
    let tall = "images: [{file: images/tall.png, columns: 0.5}]";
    let cases = [
        (HALF, "One line.", "13 lines of plain paragraphs"),
        (&format!("kind: directory\n{HALF}"), list, "lines of plain paragraphs"),
        (HALF, &subheads, "lines of plain paragraphs"),
        (wide, &paragraphs(9), "a word of it is wider than half a column"),
        (tall, &paragraphs(9), "it is too deep for half a column"),
    ];
    for (keys, copy, why) in cases {
        let (edition, log) = of("letter-news", &[(keys, copy)]);
        let said = notes(&edition, &log);
        assert!(said.len() == 1 && said[0].contains(why), "{why}: {said:?}");
    }
}

#[test]
fn half_insets_stand_in_whatever_there_is() {
    let half = "pull_quotes: [{text: We asked three times and were told to wait and to go on waiting until the mirrors came \
                and the posts were painted and nobody any longer remembered why, columns: 0.5, side: left}]\n\
                images: [{file: images/a.png, columns: 0.5}, {file: images/tall.png, columns: 0.5, at: bottom}, {file: \
                images/a.png, columns: 0.5, at: top, caption: A long caption that takes a number of lines, credit: a reader}]";
    let notes = "Marked.[^a]\n\n".to_owned() + &paragraphs(3) + "[^a]: A note that stands at the foot.\n";
    let mixed = paragraphs(2)
        + "- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n"
        + &paragraphs(3)
        + "> So.\n>\n> --- She\n";
    for layout in ["letter-news", "letter-bulletin", "a4-news", "tabloid-news", "half-letter-booklet", "one-sheet"] {
        for kind in ["article", "briefs", "directory", "calendar", "letters"] {
            let keys = [
                format!("kind: {kind}\n{half}"),
                format!("kind: {kind}\ncolumns: 1\nbox: true\n{half}"),
                format!("kind: {kind}\ncolumns: 1\ndrop_cap: true\n{half}"),
            ];
            let articles: Vec<(&str, &str)> =
                keys.iter().map(String::as_str).zip([&notes[..], "One line.", &mixed[..]]).collect();
            let (edition, _) = of(layout, &articles);
            assert_eq!(pictures(&edition).len(), 9, "{layout} {kind}");
        }
    }
}

/// The depths at which the columns of the last page end, by lines of the letter map.
fn feet(edition: &Edition, columns: usize) -> Vec<usize> {
    let page = edition.dummy.split("\npage ").last().expect("there is a page");
    let rows: Vec<&str> = page.lines().collect();
    let white = |c: usize, l: &&str| l.get(4 * c..4 * c + 3).is_none_or(|s| s == "...");
    (0..columns).map(|c| rows.iter().rposition(|l| !white(c, l)).unwrap_or(0)).collect()
}

#[test]
fn copy_runs_beside_a_picture_of_a_column_and_a_half() {
    for (layout, half) in [("letter-news", 78.2), ("letter-bulletin", 118.7), ("a4-news", 75.0)] {
        for place in ["at: top", "at: bottom", "at: top, side: left"] {
            let keys = format!("images: [{{file: images/wide.png, columns: 1.5, {place}}}]");
            let (edition, log) = of(layout, &[(&keys, &paragraphs(9))]);
            let found = pictures(&edition);
            let lines = beside(&edition, found[0], half + 12.0);
            assert!(lines.len() >= 5 && lines.iter().all(|l| l.1 - l.0 < half + 4.0), "{layout}, {place}: {lines:#?}");
            let left = place.contains("left");
            assert!(lines.iter().all(|l| (l.0 > found[0].1.x.pt()) == left), "{layout}, {place}: {lines:#?}");
            assert!(notes(&edition, &log).is_empty(), "{layout}, {place}: {:#?}", edition.decisions);
            whole(&edition, 9);
        }
    }
}

#[test]
fn copy_runs_beside_a_quote_of_a_column_and_a_half() {
    let keys = "pull_quotes: [{text: We asked three times and were told to wait, columns: 1.5}]";
    let (edition, log) = of("letter-news", &[(keys, &paragraphs(12))]);
    assert!(notes(&edition, &log).is_empty(), "{:#?}\n{}", edition.decisions, edition.dummy);
    whole(&edition, 12);
}

#[test]
fn columns_end_level_with_a_picture_of_a_column_and_a_half_among_them() {
    let mut uneven = Vec::new();
    for n in 6..20 {
        let keys = "images: [{file: images/wide.png, columns: 1.5}]";
        let (edition, log) = of("letter-news", &[(keys, &paragraphs(n))]);
        let feet = feet(&edition, 3);
        if feet.iter().max() > feet.iter().min().map(|f| f + 1).as_ref() || !notes(&edition, &log).is_empty() {
            uneven.push((n, feet, notes(&edition, &log).len()));
        }
    }
    assert!(uneven.is_empty(), "{uneven:?}");
}

#[test]
fn the_half_beside_a_list_is_left_white_and_said() {
    let keys = "images: [{file: images/wide.png, columns: 1.5, at: top}]";
    let (edition, log) =
        of("letter-bulletin", &[(keys, &"- one item of a list that goes on for a while\n".repeat(60))]);
    let said = notes(&edition, &log);
    assert!(said.len() == 1 && said[0].contains("are left white"), "{said:?}");
    let (edition, log) = of(
        "letter-bulletin",
        &[("columns: 1\nimages: [{file: images/wide.png, columns: 1.5}]", &paragraphs(3)), ("columns: 1", "Short.")],
    );
    assert!(notes(&edition, &log).is_empty() && pictures(&edition)[0].1.w.pt() < 250.0, "as wide as its article");
}
