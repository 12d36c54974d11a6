//! The kinds of matter of a paper, read off the display lists: briefs, directories, calendars, letters, banners; and
//! what they share with other copy: signatures, figures in tables, initials, alignment.

use crate::help::{article, compose, issue};
use proptest::prelude::*;
use std::fmt::Write;
use std::path::Path;
use stonehand::Edition;
use stonehand::diag::Log;
use stonehand::display::{DisplayItem, GlyphRun};
use stonehand::files::MemoryFiles;
use stonehand::geom::{Length, Rect};

const GRID: f64 = 11.5;

fn pt(v: f64) -> Length {
    Length::from_pt(v)
}

/// An article to stand beside one of one column, which would take the whole width without it.
fn neighbour(keys: &str) -> String {
    let beside = keys.contains("columns: 1");
    if beside { article("Beside", "Zzz.") + "    columns: 2\n" } else { String::new() }
}

/// An issue of one article with these keys, in a layout.
fn of(layout: &str, keys: &str, copy: &str) -> Edition {
    let keys: String = keys.lines().flat_map(|l| ["    ", l, "\n"]).collect();
    compose(&(issue(layout) + &article("A headline", copy) + &keys + &neighbour(&keys)))
        .expect("the issue is composed")
        .0
}

/// The same, in a layout of ours: `letter-news` with these styles in the place of its own.
fn of_styles(styles: &[(&str, &str)], keys: &str, copy: &str) -> Edition {
    let text = include_str!("../../layouts/letter-news/layout.yaml");
    let role = |l: &str| l.trim_start().split_once(':').map(|(r, _)| r.to_owned()).unwrap_or_default();
    let line = |l: &str| match styles.iter().find(|s| s.0 == role(l)) {
        Some((role, properties)) => format!("  {role}: {{{properties}}}\n"),
        None => format!("{l}\n"),
    };
    let layout: String = text.lines().map(line).collect();
    let keys: String = keys.lines().flat_map(|l| ["    ", l, "\n"]).collect();
    let manifest = issue("ours") + &article("A headline", copy) + &keys + &neighbour(&keys);
    let files = MemoryFiles::new().with("issue.yaml", manifest).with("layouts/ours/layout.yaml", layout);
    let mut log = Log::new();
    stonehand::compose(&files, Path::new("issue.yaml"), &mut log).unwrap_or_else(|_| panic!("{:#?}", log.diagnostics()))
}

fn runs(edition: &Edition) -> Vec<&GlyphRun> {
    let items = edition.pages.iter().flat_map(|p| &p.items);
    items.filter_map(|i| if let DisplayItem::Glyphs(run) = i { Some(run) } else { None }).collect()
}

/// The first run that holds this text.
#[track_caller]
fn run<'a>(edition: &'a Edition, text: &str) -> &'a GlyphRun {
    let found = runs(edition).into_iter().find(|r| r.text.contains(text));
    found
        .unwrap_or_else(|| panic!("{text} is not set: {:?}", runs(edition).iter().map(|r| &r.text).collect::<Vec<_>>()))
}

/// Where a run's last glyph ends.
fn right(run: &GlyphRun) -> Length {
    run.glyphs.last().map_or(run.origin.x, |g| run.origin.x + g.x + g.advance)
}

/// The rules of a thickness.
fn rules(edition: &Edition, thick: f64) -> Vec<Rect> {
    let items = edition.pages.iter().flat_map(|p| &p.items);
    let fills = items.filter_map(|i| if let DisplayItem::Fill(r, _) = i { Some(*r) } else { None });
    fills.filter(|r| r.h == pt(thick)).collect()
}

/// How many grid lines one run stands below another.
fn lines_below(a: &GlyphRun, b: &GlyphRun) -> f64 {
    (b.origin.y - a.origin.y).pt() / GRID
}

/// The left edge of a column of `letter-news`.
fn column(n: i64) -> Length {
    let layout_width = pt(612.0 - 2.0 * 0.55 * 72.0);
    let column = (layout_width - pt(15.0) * 2) / 3;
    pt(0.55 * 72.0) + (column + pt(15.0)) * n
}

fn column_width() -> Length {
    column(1) - column(0) - pt(15.0)
}

#[track_caller]
fn near(a: Length, b: Length) {
    assert!((a - b).pt().abs() < 0.6, "{a} is not {b}");
}

#[test]
fn a_briefs_head_runs_into_its_text_and_a_rule_parts_it_from_the_next() {
    let copy = "**Airport, March 3.** Ramp crews stayed in.\n\n## Oakdale\n\nThe heating is on.\n\nIt took a list.\n";
    let edition = of("letter-news", "kind: briefs\ncolumns: 3", copy);
    let (head, text) = (run(&edition, "Airport, March 3."), run(&edition, "Ramp"));
    assert_eq!((head.origin.y, head.size), (text.origin.y, pt(8.5)));
    assert_eq!(text.size, pt(9.4));
    assert_ne!(head.face, text.face);
    let (second, after) = (run(&edition, "Oakdale"), run(&edition, "It took"));
    assert_eq!(second.origin.y, run(&edition, "The heating").origin.y);
    near(after.origin.x - second.origin.x, pt(9.4));
}

#[test]
fn short_briefs_are_kept_whole_and_parted_by_a_line_with_a_rule() {
    let item = |i: usize| {
        format!("**Place {i}q.** Some words of an item {i}q that has {i}q a few lines {i}q and no more {i}q than that.")
    };
    let copy: Vec<String> = (10..31).map(item).collect();
    let edition = of("letter-news", "kind: briefs", &copy.join("\n\n"));
    let mut heads = Vec::new();
    for i in 10..31 {
        let word = format!("{i}q");
        let mut of_item: Vec<&GlyphRun> = runs(&edition).into_iter().filter(|r| r.text.contains(&word)).collect();
        let head = of_item.remove(0);
        heads.push(head);
        for r in of_item {
            // Another column is 180 points further on.
            assert!((r.origin.x - head.origin.x).pt() < 165.0, "{word} is divided");
            let lines = lines_below(head, r);
            assert!((lines - lines.round()).abs() < 1e-6, "{word} stands off the grid");
        }
    }
    let columns = heads.windows(2).filter(|w| w[0].origin.x != w[1].origin.x).count() + 1;
    assert_eq!(columns, 3);
    assert_eq!(rules(&edition, 0.3).len(), heads.len() - columns);
}

#[test]
fn the_lines_of_a_directory_stand_as_they_were_written() {
    let copy = "# Unions\n\n**Local 12**\n12 Main Street, on the second floor above the hardware store\n[mail](mailto:a@example.org)\n\n\
                ## Help line\n\nAt the library\\\n555-0177\n\n- **Food Bank**, 3 Mill Lane\n  Fri 2 pm\n- Clinic\n";
    let edition = of("letter-news", "kind: directory\ncolumns: 1", copy);
    let line = |a: &str, b: &str| lines_below(run(&edition, a), run(&edition, b)).round() as i32;
    assert_eq!(line("Unions", "Local 12"), 1);
    assert_eq!(line("Local 12", "12 Main Street"), 1);
    let (first, turned) = (run(&edition, "12 Main"), run(&edition, "store"));
    near(turned.origin.x - first.origin.x, pt(8.6));
    assert_eq!(line("store", "mail"), 1);
    assert_eq!(line("mail", "Help line"), 2);
    assert_eq!(line("Help line", "555-0177"), 2);
    assert_eq!(line("555-0177", "Food Bank"), 2);
    assert_eq!(run(&edition, "Food Bank").origin.y, run(&edition, "3 Mill").origin.y);
    assert_eq!(line("Food Bank", "Fri"), 1);
    assert_eq!(line("Fri", "Clinic"), 2);
    assert_eq!(edition.pages[0].links[0].uri, "mailto:a@example.org");
}

#[test]
fn a_directory_of_one_endless_entry_is_set_over_pages() {
    let lines: Vec<String> = (0..300).map(|i| format!("line {i}x")).collect();
    let edition = of("letter-news", "kind: directory", &format!("**Name**\n{}", lines.join("\n")));
    assert!(edition.summary.pages > 1);
    assert_eq!(runs(&edition).iter().filter(|r| r.text.ends_with('x')).count(), 300);
}

#[test]
fn dates_stand_beside_their_texts_where_there_is_room_and_above_them_where_there_is_none() {
    let copy = "- **Thu 12 Nov, 6 pm** Dues meeting\n- Mon 16 Nov: Readers' evening\n\n**Wed 2 Dec:** Talks\n";
    let wide = of("letter-bulletin", "kind: calendar\ncolumns: 2", copy);
    let (date, text) = (run(&wide, "Thu 12 Nov, 6 pm"), run(&wide, "Dues"));
    assert_eq!(date.origin.y, text.origin.y);
    assert!(text.origin.x > right(date));
    let offset = |date: &str, text: &str| run(&wide, text).origin.x - run(&wide, date).origin.x;
    near(offset("Mon 16", "Readers"), offset("Thu", "Dues"));
    near(offset("Wed 2", "Talks"), offset("Thu", "Dues"));
    let narrow = of("letter-news", "kind: calendar\ncolumns: 1", copy);
    let (date, text) = (run(&narrow, "Thu 12 Nov, 6 pm"), run(&narrow, "Dues"));
    assert!((lines_below(date, text) - 1.0).abs() < 1e-6);
    assert_eq!(run(&narrow, "Wed 2 Dec").text, "Wed 2 Dec");
}

#[test]
fn letters_are_signed_at_the_right_and_answered_in_italics() {
    let copy = "## Minutes\n\nThey are counted, and nobody knows by whom.\n--- A packer, Dock 2\n\n*We asked.*\n\n\
                ## Soup\n\nThank you.\n\n--- Rosa M.\n";
    let edition = of("letter-news", "kind: letters\ncolumns: 1", copy);
    for name in ["A packer, Dock 2", "Rosa M."] {
        let signed = run(&edition, name);
        near(right(signed), column(0) + column_width());
        assert_eq!(signed.size, pt(8.0));
        assert!(signed.text.starts_with('—'));
    }
    assert!((lines_below(run(&edition, "Rosa M."), run(&edition, "Thank you")) + 1.0).abs() < 1e-6);
    assert_eq!(run(&edition, "We asked.").size, pt(9.4));
}

#[test]
fn an_article_may_be_signed_and_what_is_spoken_is_no_signature() {
    let edition = of("letter-news", "columns: 3", "Copy of an article that goes on for a line.\n\n--- The crew\n");
    assert_eq!(run(&edition, "The crew").size, pt(8.0));
    let edition = of("letter-news", "columns: 3", "Copy of an article.\n\n— No me voy —dijo el cargador—.\n");
    assert_eq!(run(&edition, "No me voy").size, pt(9.4));
}

#[test]
fn a_banner_fills_the_width() {
    let text = "kind: banner\nbyline: The committee";
    let edition = of_styles(&[], text, "Ten o'clock at the gate.");
    let head = run(&edition, "A headline");
    let (left, end) = (head.origin.x - column(0), column(2) + column_width() - right(head));
    assert!(head.size > pt(60.0) && head.size <= pt(96.0));
    assert!((left - end).pt().abs() < 8.0, "{left} {end}");
    let bars = rules(&edition, 4.0);
    assert!(bars.len() == 2 && bars[0].y < head.origin.y && run(&edition, "Ten").origin.y < bars[1].y);
    assert_eq!(edition.summary.words, 5);
    let long = compose(
        &(issue("letter-news")
            + &article("Walk with us to the gate of the terminal on the first of May", "Come.")
            + "    kind: banner\n"),
    );
    let long = long.expect("the issue is composed").0;
    let lines: Vec<&GlyphRun> =
        runs(&long).into_iter().filter(|r| r.size > pt(30.0) && !r.text.contains("Sheet")).collect();
    assert_eq!(lines.len(), 2);
    let widest = lines.iter().map(|r| right(r) - r.origin.x).max().unwrap();
    assert!(widest > (column(2) + column_width() - column(0)).scale(0.97), "{widest}");
}

#[test]
fn figures_stand_flush_right_and_their_decimal_marks_under_one_another() {
    let copy = "| What | Count | Share |\n|---|---|---|\n| mugs | 1,204 | 1.5 % |\n| plates | 87 | 12.25 % |\n| cups | – | |\n";
    let edition = of("letter-news", "columns: 1", copy);
    near(right(run(&edition, "1,204")), right(run(&edition, "87")));
    near(right(run(&edition, "1,204")), right(run(&edition, "Count")));
    let mark = |text: &str| {
        let run = run(&edition, text);
        let at = run.text.find('.').unwrap() as u32;
        run.origin.x + run.glyphs.iter().find(|g| g.text.0 == at).unwrap().x
    };
    near(mark("1.5"), mark("12.25"));
    assert_eq!(run(&edition, "mugs").origin.x, run(&edition, "plates").origin.x);
}

const LONG: &str = "e asked for a mirror in June and were told that it had been ordered, which was not so, and nobody has \
                    been able to say since then where the order went or who was meant to send it in the first place.";

#[test]
fn a_quotation_mark_before_an_initial_hangs_in_the_margin() {
    let edition = of("letter-news", "columns: 1\ndrop_cap: true", &format!("\"W{LONG}\" So it goes."));
    let (mark, letter) = (run(&edition, "“"), run(&edition, "W"));
    near(letter.origin.x, column(0));
    assert!(mark.origin.x < column(0) && mark.size < letter.size && mark.origin.y < letter.origin.y);
    assert!((lines_below(run(&edition, "e asked"), letter) - 2.0).abs() < 1e-6);
    assert!(runs(&edition).iter().any(|r| r.text.contains('”')), "the quotation is not closed");
}

#[test]
fn initials_are_as_deep_as_the_layout_says() {
    let keys = "columns: 1\ndrop_cap: true";
    let deep = of_styles(&[("drop_cap", "lines: 2")], keys, &format!("W{LONG}"));
    assert!((lines_below(run(&deep, "e asked"), run(&deep, "W")) - 1.0).abs() < 1e-6);
    let raised = of_styles(&[("drop_cap", "lines: 1, raise: 2")], keys, &format!("É{LONG}"));
    let (letter, text) = (run(&raised, "É"), run(&raised, "e asked"));
    assert_eq!(letter.origin.y, text.origin.y);
    assert!((run(&raised, "A headline").origin.y - text.origin.y).pt() < -2.5 * GRID);
    // One line of copy has room for no dropped initial, and for a raised one.
    assert_eq!(run(&of("letter-news", keys, "Enough.\n\nMore."), "Enough.").size, pt(9.4));
    assert!(run(&of_styles(&[("drop_cap", "lines: 1")], keys, "Enough."), "E").size > pt(20.0));
}

#[test]
fn heads_are_aligned_as_the_layout_says() {
    let centred = "align: centre, hyphenate: false, size: 12pt";
    let styles = [("headline", centred), ("deck", centred), ("kicker", centred), ("byline", "align: right, size: 8pt")];
    let edition = of_styles(&styles, "kicker: Safety\ndeck: The deck\nbyline: By us", "Copy.");
    let (left, end) = (column(0), column(2) + column_width());
    for text in ["A headline", "The deck", "Safety"] {
        let r = run(&edition, text);
        near(r.origin.x - left, end - right(r));
    }
    near(right(run(&edition, "By us")), end);
}

#[test]
fn words_of_the_issues_own_list_are_divided_as_it_says() {
    let line = |i: usize| "so ".repeat(i % 7) + "stewardships responsibilities incomprehensibilities ";
    let words: String = (0..40).map(line).collect();
    let list = "hyphenation: [steward-ships, responsibilities, incomprehensi-bilities]\n";
    let edition = compose(&(list.to_owned() + &issue("letter-news") + &article("A headline", &words)));
    let edition = edition.expect("the issue is composed").0;
    let all = runs(&edition);
    let ends = all.iter().filter_map(|r| r.text.strip_suffix('\u{ad}'));
    let cut: Vec<&str> = ends.map(|t| t.rsplit(' ').next().unwrap_or(t)).collect();
    assert!(!cut.is_empty());
    assert!(cut.iter().all(|c| ["steward", "incomprehensi"].contains(c)), "{cut:?}");
}

/// Markdown of every kind, each `Q` a word of its own.
const PIECES: [&str; 22] = [
    "**Q, Q 3.** Q Q Q",
    "## Q\n\nQ Q Q Q",
    "# Q",
    "## Q",
    "- Q\n- Q Q",
    "- **Q 4** Q\n- Q 5: Q",
    "-",
    "- \n- Q",
    "---",
    "> Q\n> --- Q",
    "| Q | Q |\n|---|---|\n| 1.5 | Q |\n| 22.25 | |",
    "```\nQ\n```",
    "--- Q",
    "**Q**\nQ\nQ",
    "**Q**",
    "*Q Q*",
    "Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q",
    "1. Q\n   - Q\n     Q",
    "Q\\\nQ",
    "\"Q",
    "**Q**\n\n- Q\n\n  Q",
    "Q Q\n--- Q",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_of_any_copy_is_lost_in_any_kind(
        pieces in prop::collection::vec(0..PIECES.len(), 0..14),
        kind in prop::sample::select(vec!["article", "briefs", "directory", "calendar", "letters", "banner"]),
        columns in 1u32..=3,
        layout in prop::sample::select(vec!["letter-news", "letter-bulletin", "a4-news", "one-sheet"]),
    ) {
        let mut words = 0;
        let mut copy = String::from("Begin.");
        for piece in pieces {
            copy.push_str("\n\n");
            for (i, part) in PIECES[piece].split('Q').enumerate() {
                if i > 0 {
                    words += 1;
                    write!(copy, "zq{}x", words + 99).expect("a string takes all");
                }
                copy.push_str(part);
            }
        }
        let keys = format!("    kind: {kind}\n    columns: {columns}\n    drop_cap: true\n");
        // A banner may be deeper than a page, which is said and is no loss.
        if let Ok((edition, _)) = compose(&(issue(layout) + &article("A headline", &copy) + &keys)) {
            prop_assert!(!edition.dummy.contains('!'), "{}", edition.dummy);
            // Capitals may be made of the words, and an initial is set apart from its own.
            let text: Vec<&str> = runs(&edition).iter().map(|r| r.text.as_str()).collect();
            let text = text.join("\n").to_lowercase();
            for n in 100..100 + words {
                prop_assert_eq!(text.matches(&format!("q{n}x")).count(), 1, "zq{}x in\n{}", n, copy);
            }
        } else {
            prop_assert_eq!(kind, "banner");
        }
    }
}
