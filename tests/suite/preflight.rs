//! Preflight, in the words that the user sees.

use crate::help::{article, compose, issue};
use std::path::Path;
use std::sync::Arc;
use stonehand::color::Color;
use stonehand::diag::{Diagnostic, Log};
use stonehand::display::{DisplayItem, GlyphRun, Tag, TagKind};
use stonehand::files::{DiskFiles, MemoryFiles};
use stonehand::finished::{Document, Paint, What};
use stonehand::geom::{Length, Point, Rect};
use stonehand::{Edition, pdf, preflight, profile};

/// What is said of names that are not to be printed.
fn never(list: &str, manifest: &str) -> Vec<String> {
    let (edition, log) = compose(&format!("never_print: {list}\n{manifest}")).unwrap();
    let place = |d: &stonehand::diag::Diagnostic| {
        d.span.map_or(String::new(), |s| format!(" at line {}", log.line_column(s).0))
    };
    preflight::never(&edition).iter().map(|d| format!("{}{}", d.message, place(d))).collect()
}

#[test]
fn names_that_are_never_printed_are_found_wherever_they_stand() {
    let copy = "Someone said so. It was Rósa Díaz who did, at (555) 014-3222, they say.";
    let mut manifest = issue("letter-news") + &article("A rosa  diaz story", copy);
    manifest.push_str("    kicker: Safety\n");
    let said = never("[Rosa Diaz, 555 014 3222, Zamora]", &manifest);
    assert_eq!(
        said,
        [
            "`Rosa Diaz` stands on page 1, and is never to be printed at line 5",
            "`Rosa Diaz` stands on page 1, and is never to be printed at line 7",
            "`Rosa Diaz` stands on page 1, in a bookmark, and is never to be printed",
            "`555 014 3222` stands on page 1, and is never to be printed at line 7",
        ]
    );
}

#[test]
fn a_name_that_a_line_break_parts_is_found() {
    // In lines of every length, so that the name is hyphenated and parted somewhere.
    for n in 1..12 {
        let copy = format!("{} then Maximiliana Fernandez-Villanueva came.", "the words before it ".repeat(n));
        let said = never("[Maximiliana Fernandez-Villanueva]", &(issue("tabloid-news") + &article("Head", &copy)));
        assert_eq!(said.len(), 1, "{n}: {said:?}");
    }
}

#[test]
fn a_list_without_hits_says_nothing() {
    assert!(never("[Rosa]", &(issue("letter-news") + &article("Roses", "Rosalind and prose."))).is_empty());
    let manifest = format!("never_print: ['--']\n{}{}", issue("letter-news"), article("A", "b"));
    let wrong = compose(&manifest).map(|_| ()).unwrap_err();
    assert!(wrong.contains("has no letter and no figure"), "{wrong}");
}

#[test]
fn the_marks_of_a_finished_file_stand_where_they_were_meant_to() {
    let mut log = Log::new();
    let edition = stonehand::compose(&DiskFiles, Path::new("issues/2026-11-06"), &mut log).unwrap();
    let document = Document::open(Arc::new(pdf::write(&edition)), "it", &mut log).unwrap();
    let near = |a: f64, b: f64| (a - b).abs() < 0.02;
    for (number, page) in edition.pages.iter().enumerate() {
        let marks = document.marks(number);
        let height = page.boxes.trim.h.pt();
        let mut pictures = 0;
        for item in &page.items {
            match item {
                DisplayItem::Glyphs(run) => {
                    let (x, y, em) = (run.origin.x + run.glyphs[0].x, run.origin.y - run.glyphs[0].rise, run.size.pt());
                    let last = run.glyphs.last().unwrap();
                    let end = (run.origin.x + last.x + last.advance).pt();
                    // A run may be shown in pieces; one of them begins with it, one ends with it.
                    let here = |m: &&stonehand::finished::Mark| {
                        matches!(&m.what, What::Text { size, missing: 0, font } if near(*size, em) && font.embedded)
                            && near(m.room.y0 + 0.22 * em, height - y.pt())
                    };
                    let found = marks.iter().filter(here).any(|m| near(m.room.x0, x.pt()))
                        && marks.iter().filter(here).any(|m| m.room.x1 > end - 0.05);
                    let whole = run.glyphs.iter().all(|g| g.rise == run.glyphs[0].rise);
                    assert!(found || !whole, "page {}: {:?} at {} {}", number + 1, run.text, x, y);
                }
                DisplayItem::Picture(p) => {
                    pictures += 1;
                    let (left, width) = (p.rect.x.pt(), p.rect.w.pt());
                    let found = marks.iter().any(|m| {
                        matches!(m.what, What::Picture { .. }) && near(m.room.x0, left) && near(m.room.x1, left + width)
                    });
                    assert!(found, "a picture of page {}", number + 1);
                }
                DisplayItem::Fill(r, _) => {
                    let found = marks.iter().any(|m| {
                        m.what == What::Fill && near(m.room.x0, r.x.pt()) && near(m.room.y1, height - r.y.pt())
                    });
                    assert!(found, "a rule of page {}", number + 1);
                }
                DisplayItem::Frame(..) => {}
            }
        }
        assert_eq!(pictures, marks.iter().filter(|m| matches!(m.what, What::Picture { .. })).count());
        assert!(marks.iter().all(|m| !matches!(m.what, What::Text { .. }) || m.paint == Paint::BLACK));
    }
}

/// A page of copy to which a check's stumbling block is added.
fn edition(manifest: &str) -> (Edition, Log) {
    let files = MemoryFiles::new().with("issue.yaml", manifest).with("a.jpg", photo(1600, 800));
    let mut log = Log::new();
    let edition = stonehand::compose(&files, Path::new("issue.yaml"), &mut log);
    (edition.unwrap_or_else(|_| panic!("{:#?}", log.diagnostics())), log)
}

fn photo(w: u32, h: u32) -> Vec<u8> {
    let pixels: Vec<u8> = (0..w * h).map(|n| (n * 7 % 251) as u8).collect();
    let mut file = Vec::new();
    let encoder = image::codecs::jpeg::JpegEncoder::new(&mut file);
    image::ImageEncoder::write_image(encoder, &pixels, w, h, image::ExtendedColorType::L8).unwrap();
    file
}

/// What is found in an edition and its file, by code and message.
fn found(edition: &Edition, profile: &str, file: Vec<u8>) -> Vec<(&'static str, String)> {
    let mut log = Log::new();
    let profile = profile::find(&MemoryFiles::new(), Path::new(""), profile, None, &mut log).unwrap();
    let document = Document::open(Arc::new(file), "it", &mut log).unwrap();
    preflight::check(edition, &profile, &[document]).into_iter().map(|d| (d.code, d.message)).collect()
}

fn plain() -> String {
    issue("letter-news") + &article("Plain", "A few words that nobody minds.")
}

/// The same page with an item more; a file for reading, as if some other program had made it.
fn with(item: DisplayItem) -> (Edition, Vec<u8>) {
    let (mut edition, _) = edition(&plain());
    edition.pages[0].items.push(item);
    let file = pdf::write(&edition);
    (edition, file)
}

fn rect(x: f64, y: f64, w: f64, h: f64) -> Rect {
    let pt = Length::from_pt;
    Rect { x: pt(x), y: pt(y), w: pt(w), h: pt(h) }
}

/// A run of the page's own type, changed.
fn run(change: impl Fn(&mut GlyphRun)) -> DisplayItem {
    let (edition, _) = edition(&plain());
    let is_copy = |i: &&DisplayItem| matches!(i, DisplayItem::Glyphs(r) if r.text.starts_with("A few"));
    let Some(DisplayItem::Glyphs(mut run)) = edition.pages[0].items.iter().find(is_copy).cloned() else { panic!() };
    change(&mut run);
    DisplayItem::Glyphs(run)
}

/// Whether a check finds something in what is added, for a profile; and nothing on the page without it.
fn trips(code: &str, profile: &str, item: DisplayItem) -> String {
    let (clean, _) = edition(&plain());
    let before = found(&clean, profile, pdf::write(&clean));
    assert!(before.iter().all(|f| f.0 != code), "{before:?}");
    let (edition, file) = with(item);
    let found = found(&edition, profile, file);
    let of = |f: &&(&str, String)| f.0 == code;
    found.iter().find(of).unwrap_or_else(|| panic!("{code} finds nothing: {found:?}")).1.clone()
}

#[test]
fn every_check_of_marks_finds_what_it_is_for() {
    let fill = |r, color| DisplayItem::Fill(r, color);
    let middle = rect(200.0, 400.0, 50.0, 50.0);
    let said = trips("colour", "copier-bw", fill(middle, Color::Rgb([900, 0, 0])));
    assert_eq!(said, "page 1: RGB in a file that is to be in gray alone");
    let said = trips("rich-black", "press", fill(rect(200.0, 400.0, 50.0, 1.0), Color::Cmyk([500, 400, 400, 1000])));
    assert_eq!(said, "page 1: black of more than one ink");
    let said = trips("total-ink", "press", fill(middle, Color::Cmyk([900, 900, 900, 900])));
    assert_eq!(said, "page 1: 360 % of ink in one place; this paper takes 300 %");
    let said = trips("contrast", "newsprint", run(|r| r.color = Color::Gray(700)));
    assert!(said.contains("type that stands out by"), "{said}");
    let said = trips("thin-rule", "copier-bw", fill(rect(200.0, 400.0, 50.0, 0.1), Color::BLACK));
    assert_eq!(said, "page 1: a rule of 0.10 pt; this device holds 0.25 pt");
    let said = trips("small-type", "copier-bw", run(|r| r.size = Length::from_pt(4.0)));
    assert!(said.contains("type of 4.0 pt; this device holds 6.0 pt"), "{said}");
    let said = trips("border", "copier-bw", fill(rect(2.0, 400.0, 50.0, 50.0), Color::BLACK));
    assert_eq!(said, "page 1: something stands 0.7 mm from the edge; this device prints no nearer than 4.3 mm");
    let said = trips("bleed", "press", fill(rect(0.0, 400.0, 50.0, 50.0), Color::BLACK));
    assert_eq!(said, "page 1: something reaches the edge and does not run 3 mm past it");
    let said = trips("missing-glyph", "screen", run(|r| r.glyphs[0].id = 0));
    assert!(said.starts_with("page 1, `plain`: a character that its font does not have"), "{said}");
}

#[test]
fn reversed_type_and_rules_need_more() {
    let (mut edition, _) = edition(&plain());
    let dark = DisplayItem::Fill(rect(0.0, 0.0, 612.0, 792.0), Color::Gray(200));
    let white = run(|r| (r.color, r.size) = (Color::WHITE, Length::from_pt(7.0)));
    edition.pages[0].items.extend([dark, white, DisplayItem::Fill(rect(50.0, 500.0, 50.0, 0.3), Color::WHITE)]);
    let found = found(&edition, "copier-bw", pdf::write(&edition));
    let said = |code: &str| found.iter().find(|f| f.0 == code).map(|f| f.1.clone()).unwrap_or_default();
    assert!(said("small-type").contains("type, light on dark, of 7.0 pt; this device holds 8.0 pt"), "{found:?}");
    assert!(said("thin-rule").contains("a rule, light on dark, of 0.30 pt"), "{found:?}");
}

#[test]
fn every_check_of_the_whole_finds_what_it_is_for() {
    let (clean, _) = edition(&plain());
    let codes = |e: &Edition, profile: &str, file: Vec<u8>| -> Vec<&str> {
        found(e, profile, file).iter().map(|f| f.0).collect()
    };
    assert_eq!(codes(&clean, "copier-bw", pdf::write(&clean)), Vec::<&str>::new());
    let counted = found(&clean, "newsprint", pdf::write(&clean));
    let wanted = "1 pages, and this printer wants a multiple of 4: 3 will be blank";
    assert!(counted.contains(&("page-count", wanted.to_owned())), "{counted:?}");

    // Another program's file: its fonts are named and not there.
    let mut file = pdf::write(&clean);
    for key in [b"/FontFile2", b"/FontFile3"] {
        while let Some(at) = file.windows(10).position(|w| w == key) {
            file[at + 9] = b'x';
        }
    }
    assert!(codes(&clean, "copier-bw", file).contains(&"font-missing"));

    let picture = "    images:\n      - {file: a.jpg, columns: 3, alt: Noise}\n";
    let (described, _) = edition(&(plain() + picture));
    assert_eq!(codes(&described, "screen", pdf::write(&described)), Vec::<&str>::new());
    let coarse = found(&described, "press", pdf::write(&described));
    let said = "page 1, `plain`: a photograph has 213 pixels to the inch; this printer wants 300, at least 200";
    assert!(coarse.contains(&("resolution", said.to_owned())), "{coarse:?}");
    let (silent, _) = edition(&(plain() + &picture.replace(", alt: Noise", "")));
    assert_eq!(codes(&silent, "screen", pdf::write(&silent)), ["alt-missing"]);

    let link = |uri: &str| edition(&(issue("letter-news") + &article("Plain", &format!("See [this]({uri}).")))).0;
    let followed = link("https://example.org/a?b=1&utm_source=dock");
    assert_eq!(codes(&followed, "copier-bw", pdf::write(&followed)), ["link-tracking"]);
    let quiet = link("https://example.org/utm_source?b=1");
    assert_eq!(codes(&quiet, "copier-bw", pdf::write(&quiet)), Vec::<&str>::new());
}

#[test]
fn lone_lines_and_ladders_are_seen_in_the_lines_of_a_paragraph() {
    let codes = |places: &[(f64, f64, bool)]| -> Vec<&str> {
        let (mut edition, mut log) = edition(&plain());
        let span = stonehand::diag::Span::new(log.add_file("a", ""), 0..0);
        let tag = Tag::new(TagKind::Paragraph, Some(&Tag::article("plain", "en", span)), None);
        let line = |(x, y, hyphen): &(f64, f64, bool)| {
            run(|r| {
                r.origin = Point { x: Length::from_pt(*x), y: Length::from_pt(*y) };
                r.tag = Some(tag.clone());
                if *hyphen {
                    r.text.push('\u{ad}');
                }
            })
        };
        edition.pages[0].items.extend(places.iter().map(line));
        found(&edition, "copier-bw", pdf::write(&edition)).iter().map(|f| f.0).collect()
    };
    let (low, high) = (700.0, 300.0);
    assert!(
        codes(&[(40.0, low, false), (40.0, low + 12.0, false), (220.0, high, false), (220.0, high + 12.0, false)])
            .is_empty()
    );
    assert_eq!(codes(&[(40.0, low, false), (220.0, high, false), (220.0, high + 12.0, false)]), ["lone-line"]);
    assert_eq!(codes(&[(40.0, low, false), (40.0, low + 12.0, false), (220.0, high, false)]), ["lone-line"]);
    let ladder =
        |n: usize| -> Vec<(f64, f64, bool)> { (0..6).map(|i| (40.0, high + 12.0 * i as f64, i < n)).collect() };
    assert!(codes(&ladder(2)).is_empty());
    assert_eq!(codes(&ladder(3)), ["ladder"]);
}

#[test]
fn a_report_is_set_on_one_page() {
    let mut log = Log::new();
    let profile = profile::find(&MemoryFiles::new(), Path::new(""), "riso", None, &mut log).unwrap();
    let message = |n: usize| format!("page {n}: *a* rule | of [0.10] pt <b>");
    let found: Vec<Diagnostic> = (0..40).map(|n| Diagnostic::warning("thin-rule", message(n))).collect();
    for found in [&found[..], &[]] {
        let (report, log) = compose(&preflight::report("The Dock's \"news\": 1 # 2", &profile, found)).unwrap();
        assert_eq!(report.pages.len(), 1);
        assert!(log.diagnostics().is_empty(), "{:#?}", log.diagnostics());
    }
}
