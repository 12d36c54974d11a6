//! Layouts: found, read, measured, and what is said of mistakes in them.

use std::path::Path;
use stonehand::diag::{Log, Span};
use stonehand::files::MemoryFiles;
use stonehand::geom::Length;
use stonehand::issue::Sourced;
use stonehand::page::{self, Extent, Layout, MasterKind, Role};

fn named(files: &MemoryFiles, name: &str) -> (Option<Layout>, Vec<String>) {
    let mut log = Log::new();
    let file = log.add_file("i/issue.yaml", format!("layout: {name}\n"));
    let wanted = Sourced { value: name.to_owned(), span: Span::new(file, 8..8 + name.len()) };
    let layout = page::read(files, Path::new("i"), &wanted, &mut log).ok();
    let one = |d: &stonehand::diag::Diagnostic| {
        let place = d.span.map_or(String::new(), |s| {
            let (line, column) = log.line_column(s);
            format!("{}:{line}:{column} ", log.file(s.file).0)
        });
        format!("[{}] {place}{}{}", d.code, d.message, d.hint.as_deref().map_or(String::new(), |h| format!(" | {h}")))
    };
    let said = log.diagnostics().iter().map(one).collect();
    (layout, said)
}

/// What is said of a layout with these lines.
fn said(text: &str) -> String {
    named(&MemoryFiles::new().with("i/l.yaml", text), "l.yaml").1.join("\n")
}

#[test]
fn the_built_in_layouts_are_sound() {
    for name in page::builtin_names() {
        let (layout, said) = named(&MemoryFiles::new(), name);
        assert!(said.is_empty(), "{said:#?}");
        let layout = layout.unwrap();
        assert_eq!(layout.name, name);
        assert!(layout.master(1, false).nameplate > 4 && layout.master(2, false).nameplate == 0);
        assert_eq!(layout.master(2, false).folio.outer, "{page}");
        assert!(layout.lines_per_page() > 40);
    }
}

#[test]
fn a_layout_of_the_issue_comes_before_those_of_the_working_folder_and_these_before_those_built_in() {
    let layout = |paper: &str| format!("paper: {paper}\n");
    let files = MemoryFiles::new().with("layouts/letter-news/layout.yaml", layout("a4"));
    let width = |files: &MemoryFiles| named(files, "letter-news").0.unwrap().paper.w.pt().round() as i64;
    assert_eq!(width(&files), 595);
    assert_eq!(width(&files.with("i/layouts/letter-news/layout.yaml", layout("a5"))), 420);
    assert_eq!(width(&MemoryFiles::new()), 612);
}

#[test]
fn an_unknown_layout_names_the_known_ones() {
    let files = MemoryFiles::new().with("layouts/ours/layout.yaml", "");
    assert_eq!(
        named(&files, "leter-news").1,
        [
            "[unknown-layout] i/issue.yaml:1:9 there is no layout `leter-news` | did you mean `letter-news`? known layouts: letter-news, letter-bulletin, a4-news, tabloid-news, half-letter-booklet, one-sheet, ours"
        ]
    );
}

#[test]
fn the_grid_is_measured_and_turned_on_even_pages() {
    let text = "paper: {width: 100pt, height: 200pt}\nmargins: {top: 10, bottom: 20, inner: 8, outer: 4}\ncolumns: 2\ngutter: 1p\nbaseline: 6pt\n";
    let (layout, said) = named(&MemoryFiles::new().with("i/l.yaml", text), "l.yaml");
    let layout = layout.unwrap_or_else(|| panic!("{said:#?}"));
    let pt = Length::from_pt;
    assert_eq!((layout.type_width(), layout.column_width(), layout.span_width(2)), (pt(88.0), pt(38.0), pt(88.0)));
    assert_eq!((layout.column_x(1, 0), layout.column_x(1, 1)), (pt(8.0), pt(58.0)));
    assert_eq!((layout.column_x(2, 0), layout.column_x(2, 1)), (pt(4.0), pt(54.0)));
    assert_eq!(layout.lines_per_page(), 28);
}

#[test]
fn what_a_master_does_not_say_comes_from_a_less_specific_one() {
    let text = "paper: letter\npages:\n  any: {folio: {outer: \"{page}\"}}\n  2: {nameplate: {lines: 3}}\n  first: {nameplate: {lines: 9}, folio: none}\n  last: {folio: {centre: end}}\n";
    let layout = named(&MemoryFiles::new().with("i/l.yaml", text), "l.yaml").0.unwrap();
    assert_eq!(
        layout.masters.iter().map(|m| m.kind).collect::<Vec<_>>(),
        [MasterKind::Number(2), MasterKind::First, MasterKind::Last, MasterKind::Any]
    );
    assert_eq!((layout.master(1, false).nameplate, layout.master(1, false).folio.outer.as_str()), (9, ""));
    assert_eq!((layout.master(2, false).nameplate, layout.master(2, false).folio.outer.as_str()), (3, "{page}"));
    assert_eq!(layout.master(4, true).folio.centre, "end");
}

#[test]
fn styles_are_read_as_they_are_written() {
    let text = "paper: letter\nstyles:\n  body: {font: STIX Two Text, size: 9.4pt, indent: 1em, color: gray 40%}\n  headline: {size: [28pt, 22pt], weight: bold, rule: none}\n";
    let layout = named(&MemoryFiles::new().with("i/l.yaml", text), "l.yaml").0.unwrap();
    let (body, headline) = (&layout.styles[&Role::Body], &layout.styles[&Role::Headline]);
    assert_eq!(
        (body.font.as_ref().map(|f| f.value.as_str()), body.indent),
        (Some("STIX Two Text"), Some(Extent::Em(1.0)))
    );
    assert_eq!(
        (headline.size.as_ref().map(Vec::len), headline.weight, headline.rule),
        (Some(2), Some(700), Some(Length::ZERO))
    );
}

#[test]
fn mistakes_in_a_layout_stand_at_their_place() {
    assert_eq!(said("columns: 3\n"), "[missing-key] i/l.yaml:1:1 `paper` is missing from the layout | add `paper: …`");
    assert_eq!(
        said("paper: leter\n"),
        "[bad-value] i/l.yaml:1:8 there is no paper `leter` | did you mean `letter`? known papers: letter, legal, tabloid, half-letter, a3, a4, a5, or {width: 9in, height: 12in}"
    );
    let units = "units are pt, mm, cm, in, and picas as `1p6`; a bare number counts points";
    assert_eq!(
        said("paper: letter\ngutter: 9px\n"),
        format!("[wrong-type] i/l.yaml:2:9 `gutter` must be a length, and here stands `9px` | {units}")
    );
    assert_eq!(
        said("paper: letter\nbaseline: 4pt\n"),
        format!("[out-of-range] i/l.yaml:2:11 `baseline` must be from 6pt to 40pt, and here stands 4pt | {units}")
    );
    assert_eq!(
        said("paper: letter\ncolumns: 13\n"),
        "[out-of-range] i/l.yaml:2:10 `columns` must be a whole number from 1 to 12, and here stands `13`"
    );
    assert_eq!(
        said("paper: a5\ncolumns: 12\n"),
        "[no-room] i/l.yaml:2:10 the columns come out 14.0pt wide, and 36pt is the least | take fewer columns, a narrower gutter or smaller margins"
    );
    assert_eq!(
        said("paper: a5\nmargins: 300pt\n"),
        "[no-room] i/l.yaml:2:10 the margins leave no room on the paper | take fewer columns, a narrower gutter or smaller margins"
    );
    assert_eq!(
        said("paper: letter\nstyles:\n  hedline: {size: 9}\n"),
        "[unknown-key] i/l.yaml:3:3 `hedline` is not a key of `styles` | did you mean `headline`?"
    );
    assert_eq!(
        said("paper: letter\nstyles:\n  body: {sise: 9}\n"),
        "[unknown-key] i/l.yaml:3:10 `sise` is not a key of the style `body` | did you mean `size`?"
    );
    assert_eq!(
        said("paper: letter\nstyles:\n  body: {color: mauve}\n"),
        "[wrong-type] i/l.yaml:3:17 `color` must be a colour, and here stands `mauve` | colours are black, white, gray 40%, \"#c8102e\" (in quotes, as `#` begins a comment), cmyk(0 100 90 10) and, for an ink of its own, {spot: Bright Red, cmyk: [0, 85, 75, 0]}"
    );
    assert_eq!(
        said("paper: letter\nstyles:\n  body: {color: {spot: Red}}\n"),
        "[missing-key] i/l.yaml:3:18 `cmyk` is missing from a colour | add `cmyk: …`"
    );
    assert_eq!(
        said("paper: letter\nstyles:\n  body: {color: {spot: Red, cmyk: [0, 90, 80]}}\n"),
        "[wrong-type] i/l.yaml:3:36 `cmyk` must be a list of four numbers, and here stands a list | write them as `[0, 85, 75, 0]`: cyan, magenta, yellow, black"
    );
    assert_eq!(
        said("paper: letter\nstyles:\n  drop_cap: {lines: 7}\n"),
        "[out-of-range] i/l.yaml:3:21 `lines` must be a whole number from 1 to 6, and here stands `7`"
    );
    assert_eq!(
        said("paper: letter\nstyles:\n  banner: {tint: blak}\n"),
        "[wrong-type] i/l.yaml:3:18 `tint` must be a colour, and here stands `blak` | did you mean `black`?"
    );
    assert_eq!(
        said("paper: letter\npages:\n  frist: {}\n"),
        "[unknown-key] i/l.yaml:3:3 `frist` is not a kind of page | did you mean `first`?"
    );
    assert_eq!(
        said("paper: letter\npages:\n  any: {folio: {outer: \"{pgae}\"}}\n"),
        "[unknown-field] i/l.yaml:3:24 `{pgae}` stands for nothing | did you mean `{page}`?"
    );
    assert_eq!(
        said("paper: letter\npages:\n  any: {slots: {lead: {columns: 2-5, lines: 1-30}}}\n"),
        "[out-of-range] i/l.yaml:3:24 the slot `lead` reaches over column 5, and the layout has 3"
    );
    assert_eq!(
        said("paper: letter\npages:\n  first: {nameplate: {lines: 90}}\n"),
        "[no-room] i/l.yaml:1:1 the nameplate takes 90 of the page's 61 lines | make the nameplate lower; four lines of copy must fit below it"
    );
}
