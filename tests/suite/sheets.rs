//! Imposed sheets, read back by poppler, qpdf, `MuPDF` and Ghostscript.

use crate::pdf::tool;
use pdf_writer::types::AnnotationType;
use pdf_writer::{Content, Finish, Name, Pdf, Rect, Ref, Str};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::process::Command;
use std::sync::Arc;
use stonehand::diag::Log;
use stonehand::finished::Document;
use stonehand::impose::{Blank, Edge, Marks, Options, Paper, SCHEMES, plan, scheme};

pub const LETTER: (f64, f64) = (612.0, 792.0);
const HALF: (f64, f64) = (396.0, 612.0);

/// A page of a test's file; in its corners stand `a7` (lower left) and `b7` (upper right) if it is page 7.
#[derive(Clone, Default)]
pub struct Made {
    pub media: (f64, f64),
    /// Left, low, right, high, from the media box's corners inward.
    pub trim: Option<[f64; 4]>,
    pub bleed: Option<[f64; 4]>,
    pub crop: Option<[f64; 4]>,
    pub rotate: i32,
    pub unit: Option<f32>,
    /// Whether a form field with an appearance stands on it.
    pub field: bool,
}

pub fn pages(n: usize, (w, h): (f64, f64)) -> Vec<Made> {
    vec![Made { media: (w, h), ..Made::default() }; n]
}

/// A PDF of these pages, with a title in its Info dictionary that must not go further, and an output intent.
pub fn make(pages: &[Made]) -> Vec<u8> {
    let mut pdf = Pdf::new();
    let mut next = Ref::new(1);
    let (catalog, tree, font, field, look, info) =
        (next.bump(), next.bump(), next.bump(), next.bump(), next.bump(), next.bump());
    let ids: Vec<(Ref, Ref)> = pages.iter().map(|_| (next.bump(), next.bump())).collect();
    let mut root = pdf.catalog(catalog);
    root.pages(tree);
    let mut intents = root.insert(Name(b"OutputIntents")).array();
    let mut intent = intents.push().dict();
    intent.pair(Name(b"S"), Name(b"GTS_PDFX")).pair(Name(b"OutputConditionIdentifier"), Str(b"CGATS TR 001"));
    intent.finish();
    intents.finish();
    root.finish();
    pdf.document_info(info).title(pdf_writer::TextStr("A Title"));
    pdf.pages(tree).kids(ids.iter().map(|(page, _)| *page)).count(ids.len() as i32);
    pdf.type1_font(font).base_font(Name(b"Helvetica"));
    pdf.form_xobject(look, b"0 0 9 9 re f").bbox(Rect::new(0.0, 0.0, 9.0, 9.0));
    let mut annotation = pdf.annotation(field);
    annotation.subtype(AnnotationType::Widget).rect(Rect::new(5.0, 5.0, 14.0, 14.0));
    annotation.appearance().normal().stream(look);
    annotation.finish();
    for (i, (page, (id, content))) in pages.iter().zip(&ids).enumerate() {
        let (w, h) = (page.media.0 as f32, page.media.1 as f32);
        let inset = |b: [f64; 4]| Rect::new(b[0] as f32, b[1] as f32, w - b[2] as f32, h - b[3] as f32);
        let mut text = Content::new();
        for (word, x, y) in [("a", 40.0, 50.0), ("b", w - 80.0, h - 60.0)] {
            let word = format!("{word}{}", i + 1);
            text.begin_text().set_font(Name(b"F"), 10.0).next_line(x, y).show(Str(word.as_bytes())).end_text();
        }
        pdf.stream(*content, &text.finish());
        let mut out = pdf.page(*id);
        out.parent(tree).contents(*content).media_box(Rect::new(0.0, 0.0, w, h)).rotate(page.rotate);
        page.trim.map(|b| out.trim_box(inset(b)));
        page.bleed.map(|b| out.bleed_box(inset(b)));
        page.crop.map(|b| out.crop_box(inset(b)));
        page.unit.map(|u| out.user_unit(u));
        if page.field {
            out.annotations([field]);
        }
        out.resources().fonts().pair(Name(b"F"), font);
    }
    pdf.finish()
}

/// The sheets of a file, and what was said.
pub fn impose(pdf: &[u8], name: &str, options: &Options) -> Result<(Vec<u8>, String, Vec<String>), Vec<String>> {
    let mut log = Log::new();
    let said = |log: &Log| log.diagnostics().iter().map(|d| format!("{}: {}", d.code, d.message)).collect();
    let scheme = scheme(name).expect("a scheme");
    let Ok(document) = Document::open(Arc::new(pdf.to_vec()), "in.pdf", &mut log) else { return Err(said(&log)) };
    let Ok(job) = plan(&document, scheme, options, &mut log) else { return Err(said(&log)) };
    let Ok(bytes) = job.write(&mut log) else { return Err(said(&log)) };
    Ok((bytes, job.summary(), said(&log)))
}

fn sheets(pdf: &[u8], name: &str, options: &Options) -> (Vec<u8>, String) {
    let (bytes, summary, said) = impose(pdf, name, options).unwrap_or_else(|why| panic!("{name}: {why:?}"));
    assert!(said.is_empty(), "{name}: {said:?}");
    (bytes, summary)
}

fn paper(text: &str) -> Options {
    Options { paper: Some(Paper::read(text).expect("a paper")), ..Options::default() }
}

/// Where words stand: the page, from 0, and left, top, right, bottom in points.
type Words = BTreeMap<String, Vec<(usize, [f64; 4])>>;

/// Every word of a file, by poppler.
fn words(pdf: &[u8]) -> (Vec<(f64, f64)>, Words) {
    let (mut sizes, mut words) = (Vec::new(), Words::new());
    for line in tool("pdftotext", &["-bbox", "{}", "-"], pdf).lines() {
        let value = |key: &str| {
            let rest = line.split(&format!("{key}=\"")).nth(1)?;
            rest.split('"').next()?.parse::<f64>().ok()
        };
        if line.trim_start().starts_with("<page") {
            sizes.push((value("width").expect("a width"), value("height").expect("a height")));
        } else if line.trim_start().starts_with("<word") {
            let place = ["xMin", "yMin", "xMax", "yMax"].map(|k| value(k).expect("a place"));
            let word = line.split(['>', '<']).nth(2).expect("a word").to_owned();
            words.entry(word).or_default().push((sizes.len() - 1, place));
        }
    }
    (sizes, words)
}

#[track_caller]
fn assert_near(have: [f64; 4], wanted: [f64; 4], what: &str) {
    let far = have.iter().zip(&wanted).any(|(a, b)| (a - b).abs() > 0.01);
    assert!(!far, "{what}: {have:?}, wanted {wanted:?}");
}

/// Runs every reader; none may find fault.
#[track_caller]
fn assert_read_without_complaint(pdf: &[u8], what: &str) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("sheets.pdf");
    std::fs::write(&file, pdf).expect("a temporary file");
    let file = file.to_str().expect("a plain path");
    for command in [
        vec!["qpdf", "--check", file],
        vec!["mutool", "draw", "-q", "-r", "10", "-o", "/dev/null", file],
        vec!["gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=nullpage", file],
        vec!["pdftoppm", "-r", "10", "-png", file, folder.path().join("out").to_str().expect("a plain path")],
    ] {
        let done = Command::new(command[0]).args(&command[1..]).output();
        let done = done.unwrap_or_else(|e| panic!("these tests need {} (see .ci/run): {e}", command[0]));
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        // Some builds of MuPDF cannot use colour profiles and say so of every file.
        let said: Vec<&str> = said.lines().filter(|l| !l.contains("ICC support is not available")).collect();
        assert!(done.status.success() && said.is_empty(), "{} on {what}: {said:?}", command[0]);
    }
}

#[test]
fn a_booklet_of_any_length_has_every_page_once_and_where_it_is_folded_to() {
    let creep = 72.0 / 25.4 * 0.1;
    for n in 1..=64_usize {
        let source = make(&pages(n, HALF));
        let (bytes, summary) = sheets(&source, "booklet", &Options::default());
        let ((sizes, found), (_, own)) = (words(&bytes), words(&source));
        let whole = n.next_multiple_of(4);
        assert_eq!(sizes, vec![(792.0, 612.0); whole / 2], "{n} pages: {summary}");
        assert_eq!(found.len(), 2 * n);
        for page in 1..=n {
            // Pages 1, 2, whole - 1 and whole are on the outermost sheet.
            let depth = if page <= whole / 2 { (page - 1) / 2 } else { (whole - page) / 2 };
            let is_front = if page <= whole / 2 { page % 2 == 1 } else { page % 2 == 0 };
            let side = 2 * depth + usize::from(!is_front);
            // Odd pages are right-hand pages.
            let shift = creep * depth as f64;
            let x = if page % 2 == 1 { 396.0 - shift } else { shift };
            for word in [format!("a{page}"), format!("b{page}")] {
                assert_eq!(found[&word].len(), 1, "{word} once");
                let (at, place) = found[&word][0];
                let [left, top, right, bottom] = own[&word][0].1;
                assert_eq!(at, side, "page {page} of {n}");
                assert_near(place, [left + x, top, right + x, bottom], &format!("{word} of {n}"));
            }
        }
        if n % 16 == 1 {
            assert_read_without_complaint(&bytes, &format!("a booklet of {n} pages"));
        }
    }
}

#[test]
fn every_scheme_is_read_without_a_complaint_with_and_without_marks() {
    let source = make(&pages(7, LETTER));
    for scheme in SCHEMES {
        for marks in [Marks::None, Marks::Crop, Marks::All] {
            // Eight letter pages on one sheet go on no usual paper.
            let fit = scheme.name == "quarter-fold";
            let (bytes, _) = sheets(&source, scheme.name, &Options { marks, fit, ..Options::default() });
            assert_read_without_complaint(&bytes, scheme.name);
            let (_, found) = words(&bytes);
            let copies = if scheme.name == "step-and-repeat" { 4 } else { 1 };
            for page in 1..=7 {
                assert_eq!(found.get(&format!("a{page}")).map(Vec::len), Some(copies), "{}: page {page}", scheme.name);
            }
            assert_eq!(found.contains_key(scheme.name), marks == Marks::All, "the line that names the sheet");
        }
    }
}

#[test]
fn the_sheets_have_the_boxes_that_they_should_have() {
    let bleeding = Made { media: (630.0, 810.0), trim: Some([9.0; 4]), bleed: Some([0.0; 4]), ..Made::default() };
    let (bytes, _) =
        sheets(&make(&vec![bleeding; 8]), "booklet", &Options { marks: Marks::Crop, ..Options::default() });
    let boxes = tool("pdfinfo", &["-box", "-f", "1", "-l", "4", "{}"], &bytes);
    let of = |page: usize, name: &str| -> [f64; 4] {
        let line = boxes.lines().find(|l| l.starts_with(&format!("Page {page:4} {name}:"))).expect("a box");
        let numbers: Vec<f64> = line.split_whitespace().filter_map(|n| n.parse().ok()).skip(1).collect();
        numbers.try_into().expect("four numbers")
    };
    assert_near(of(1, "MediaBox"), [0.0, 0.0, 1296.0, 864.0], "12 × 18 inches");
    assert_near(of(1, "TrimBox"), [36.0, 36.0, 1260.0, 828.0], "two letter pages in the middle");
    assert_near(of(1, "BleedBox"), [27.0, 27.0, 1269.0, 837.0], "the bleed around them");
    // 0.1 mm off on both sides of the inner sheet.
    assert_near(of(3, "TrimBox"), [36.28, 36.0, 1259.72, 828.0], "the inner sheet");
}

#[test]
fn a_zine_is_scaled_only_when_that_is_asked_for() {
    let source = make(&pages(8, HALF));
    let fit = Options { fit: true, ..paper("letter") };
    let (bytes, summary) = sheets(&source, "quarter-fold", &fit);
    assert_eq!(summary, "8 pages on 1 sheet of letter, one side; scaled to 50 %; no blank pages");
    let ((sizes, found), (_, own)) = (words(&bytes), words(&source));
    assert_eq!(sizes, [(792.0, 612.0)]);
    for (page, column, row) in [(8, 0, 1), (1, 1, 1), (2, 2, 1), (3, 3, 1), (4, 3, 0), (5, 2, 0), (6, 1, 0), (7, 0, 0)]
    {
        for corner in ["a", "b"] {
            let word = format!("{corner}{page}");
            let mut half = own[&word][0].1.map(|n| n / 2.0);
            if row == 0 {
                // What stands on its head is seen from the other corner of its place.
                half = [198.0 - half[2], 306.0 - half[3], 198.0 - half[0], 306.0 - half[1]];
            }
            let (x, y) = (198.0 * f64::from(column), 306.0 * f64::from(row));
            assert_near(found[&word][0].1, [half[0] + x, half[1] + y, half[2] + x, half[3] + y], &word);
        }
    }
    let why = impose(&source, "quarter-fold", &paper("letter")).expect_err("it does not fit");
    assert_eq!(why, ["paper-too-small: the pages of a sheet take 22 × 17 in at 100 %; letter is smaller"]);
}

#[test]
fn backs_stand_on_their_heads_for_a_printer_that_turns_on_the_other_edge() {
    let source = make(&pages(4, HALF));
    let (natural, _) = sheets(&source, "booklet", &Options::default());
    let (long, summary) = sheets(&source, "booklet", &Options { flip: Some(Edge::Long), ..Options::default() });
    assert!(summary.contains("flip on the long edge"), "{summary}");
    let ((_, natural), (_, turned)) = (words(&natural), words(&long));
    for word in ["a1", "b4"] {
        assert_eq!(natural[word], turned[word], "fronts are as they were");
    }
    for word in ["a2", "b3"] {
        let [l, t, r, b] = natural[word][0].1;
        assert_near(turned[word][0].1, [792.0 - r, 612.0 - b, 792.0 - l, 612.0 - t], word);
    }
}

#[test]
fn turned_cropped_and_scaled_pages_stand_as_a_reader_shows_them() {
    let made = vec![
        Made { media: LETTER, ..Made::default() },
        Made { media: (792.0, 612.0), rotate: 90, ..Made::default() },
        Made { media: LETTER, rotate: 180, ..Made::default() },
        Made { media: (792.0, 612.0), rotate: 270, ..Made::default() },
        Made { media: (632.0, 802.0), crop: Some([12.0, 4.0, 8.0, 6.0]), ..Made::default() },
        Made { media: (306.0, 396.0), unit: Some(2.0), ..Made::default() },
    ];
    let source = make(&made);
    let (bytes, _) = sheets(&source, "one-up", &Options::default());
    let ((sizes, found), (_, own)) = (words(&bytes), words(&source));
    assert_eq!(sizes, vec![LETTER; 6]);
    for page in 1..=4 {
        for word in [format!("a{page}"), format!("b{page}")] {
            assert_near(found[&word][0].1, own[&word][0].1, &word);
        }
    }
    // Poppler gives words from the corner of the media box; what is shown begins 12 pt right of it and 6 pt below it.
    let [l, t, r, b] = own["a5"][0].1;
    assert_near(found["a5"][0].1, [l - 12.0, t - 6.0, r - 12.0, b - 6.0], "a5");
    // 50 units of 2 pt above the foot of the page.
    assert!((found["a6"][0].1[0] - 80.0).abs() < 0.01, "{:?}", found["a6"]);
}

#[test]
fn pages_of_mixed_sizes_stand_in_the_middle_or_are_refused_with_a_reason() {
    let mixed = [pages(2, LETTER), pages(1, (595.0, 842.0)), pages(1, LETTER)].concat();
    let (bytes, summary, said) = impose(&make(&mixed), "booklet", &Options::default()).expect("a booklet");
    assert_eq!(said, ["mixed-sizes: page 3 is of another size than page 1"], "{summary}");
    let (sizes, found) = words(&bytes);
    assert_eq!(sizes, [(1296.0, 864.0); 2]);
    // On the back at the right: half of what it is narrower than its place from the fold.
    assert_eq!(found["a3"][0].0, 1);
    assert!((found["a3"][0].1[0] - (648.0 + 8.5 + 40.0)).abs() < 0.01, "{:?}", found["a3"]);
    let across = [pages(2, LETTER), pages(1, (792.0, 612.0))].concat();
    let why = impose(&make(&across), "booklet", &Options::default()).expect_err("it cannot be folded");
    assert_eq!(why, ["mixed-sizes: page 3 is turned the other way than page 1"]);
    let why = impose(&make(&pages(4, HALF)), "tabloid-fold", &Options::default()).expect_err("not letter");
    assert_eq!(why, ["page-size: tabloid-fold takes letter or A4 pages, and these are 5.5 × 8.5 in"]);
    let why = impose(&make(&pages(9, HALF)), "quarter-fold", &Options::default()).expect_err("too many");
    assert_eq!(why, ["too-many-pages: quarter-fold takes at most 8 pages, and there are 9"]);
}

#[test]
fn what_was_made_is_said_in_a_line() {
    let said = |n, size, scheme, options: &Options| sheets(&make(&pages(n, size)), scheme, options).1;
    let none = Options::default();
    assert_eq!(
        said(8, LETTER, "tabloid-fold", &none),
        "8 pages on 2 sheets of tabloid, both sides, flip on the short edge; no blank pages"
    );
    assert_eq!(
        said(4, (595.276, 841.89), "tabloid-fold", &none),
        "4 pages on 1 sheet of A3, both sides, flip on the short edge; no blank pages"
    );
    assert_eq!(
        said(6, LETTER, "tabloid-fold", &none),
        "6 pages on 2 sheets of tabloid, both sides, flip on the short edge; pages 7 and 8 are blank"
    );
    let before = Options { blank: Some(Blank::BeforeBack), ..Options::default() };
    assert!(said(6, LETTER, "booklet", &before).ends_with("; pages 6 and 7 are blank"));
    let signatures = Options { signature: Some(4), ..Options::default() };
    assert_eq!(
        said(36, HALF, "booklet", &signatures),
        "36 pages on 9 sheets of letter, both sides, flip on the short edge; 3 signatures; \
         pages moved to the fold by 0.1 mm a sheet; no blank pages"
    );
    assert_eq!(said(1, LETTER, "one-up", &none), "1 page on 1 sheet of letter, one side");
    assert_eq!(
        said(5, LETTER, "n-up", &Options { fit: true, ..Options::default() }),
        "5 pages on 1 sheet of letter, both sides, flip on the long edge; scaled to 50 %"
    );
}

#[test]
fn nothing_identifies_anybody_and_the_same_file_gives_the_same_sheets() {
    let source = make(&pages(5, LETTER));
    let all = Options { marks: Marks::All, ..Options::default() };
    let (bytes, _) = sheets(&source, "booklet", &all);
    assert_eq!(bytes, sheets(&source, "booklet", &all).0);
    let plain = tool("qpdf", &["--qdf", "--object-streams=disable", "{}", "-"], &bytes);
    for key in ["/Info", "/Metadata", "/Producer", "/CreationDate", "A Title", "in.pdf"] {
        assert!(!plain.contains(key), "{key}");
    }
    assert!(plain.contains("CGATS TR 001"), "for which press the colours are meant goes with them");
    assert!(plain.contains("/DuplexFlipShortEdge"), "a print dialogue is told on which edge sheets are turned");
    let (other, _) = sheets(&source, "booklet", &Options::default());
    let id = |pdf: &[u8]| tool("qpdf", &["--show-object=trailer", "{}"], pdf);
    assert_ne!(id(&bytes), id(&other));
}

#[test]
fn form_fields_are_missed_aloud() {
    let mut made = pages(4, LETTER);
    made[2].field = true;
    let (_, _, said) = impose(&make(&made), "booklet", &Options::default()).expect("a booklet");
    assert_eq!(said, ["annotations: form fields, notes or stamps on page 3 are not on the sheets"]);
}

/// The file as qpdf makes it with these arguments.
fn by_qpdf(pdf: &[u8], arguments: &[&str]) -> Vec<u8> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (file, out) = (folder.path().join("in.pdf"), folder.path().join("out.pdf"));
    std::fs::write(&file, pdf).expect("a temporary file");
    let done = Command::new("qpdf").args(arguments).arg(&file).arg(&out).status().expect("qpdf");
    assert!(done.success(), "{arguments:?}");
    std::fs::read(out).expect("what qpdf wrote")
}

#[test]
fn encrypted_files_are_opened_where_that_is_allowed_and_refused_with_a_reason() {
    let source = make(&pages(4, LETTER));
    for bits in ["128", "256"] {
        let aes: &[&str] = if bits == "128" { &["--use-aes=y"] } else { &[] };
        let locked = |user: &str, print: &[&str]| {
            by_qpdf(&source, &[&["--encrypt", user, "owner", bits][..], aes, print, &["--"]].concat())
        };
        let (bytes, _, said) = impose(&locked("", &[]), "booklet", &Options::default()).expect("anybody may open it");
        assert_eq!(said, ["encrypted: `in.pdf` is encrypted, without a password for reading"]);
        assert_read_without_complaint(&bytes, "what was encrypted");
        assert_eq!(words(&bytes).1.len(), 8);
        let why = impose(&locked("secret", &[]), "booklet", &Options::default()).expect_err("a password");
        assert_eq!(why, ["encrypted: `in.pdf` is encrypted and asks for a password"]);
        let why = impose(&locked("", &["--print=none"]), "booklet", &Options::default()).expect_err("no printing");
        assert_eq!(why, ["encrypted: `in.pdf` is encrypted and does not allow printing"]);
    }
}

#[test]
fn files_of_other_kinds_and_broken_ones_are_mended_or_refused() {
    let source = make(&pages(8, LETTER));
    let packed = by_qpdf(&source, &["--object-streams=generate", "--linearize"]);
    let (bytes, _) = sheets(&packed, "booklet", &Options::default());
    assert_eq!(words(&bytes).1.len(), 16, "object streams and linearized files");
    let none = Options::default();
    let why = |bytes: &[u8]| impose(bytes, "booklet", &none).expect_err("no sheets");
    assert_eq!(why(b""), ["not-a-pdf: `in.pdf` is not a PDF"]);
    assert_eq!(why(b"\x89PNG\r\n\x1a\n and more"), ["not-a-pdf: `in.pdf` is not a PDF"]);
    assert_eq!(why(b"%PDF-1.7\n"), ["broken-pdf: `in.pdf` is broken: no page can be found in it"]);
    // The cross-reference table is gone, and the trailer with it.
    let at = source.windows(5).rposition(|w| w == b"xref\n").expect("a table");
    let (bytes, _, said) = impose(&source[..at], "booklet", &none).expect("mended");
    assert_eq!(said, ["damaged-pdf: `in.pdf` is damaged: its end is missing; what could be read of it was"]);
    assert_eq!(words(&bytes).1.len(), 16);
    assert_read_without_complaint(&bytes, "what was mended");
    // Half of the file: some pages are left, and that is said.
    let (_, _, said) = impose(&source[..at * 3 / 4], "booklet", &none).expect("what is left of it");
    assert_eq!(said, ["damaged-pdf: `in.pdf` says that it has 8 pages, and only 6 could be found"]);
}

/// A PDF of these objects, numbered from 1; the first is the catalog.
fn written(objects: &[&str]) -> Vec<u8> {
    let mut out = String::from("%PDF-1.7\n");
    let mut table = String::new();
    for (i, object) in objects.iter().enumerate() {
        let _ = writeln!(table, "{:010} 00000 n ", out.len());
        let _ = write!(out, "{} 0 obj\n{object}\nendobj\n", i + 1);
    }
    let (n, start) = (objects.len() + 1, out.len());
    let _ = write!(out, "xref\n0 {n}\n0000000000 65535 f \n{table}");
    let _ = write!(out, "trailer\n<</Size {n}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n");
    out.into_bytes()
}

fn stream(operators: &str) -> String {
    format!("<</Length {}>>stream\n{operators}\nendstream", operators.len())
}

#[test]
fn layers_groups_inherited_fonts_and_content_in_pieces_go_over() {
    let (first, second) =
        (stream("/OC /L BDC BT /F 20 Tf 50 300 Td (seen) Tj ET EMC"), stream("/OC /H BDC 0 0 99 99 re f EMC"));
    let source = written(&[
        "<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[5 0 R 6 0 R]/D<</ON[5 0 R]/OFF[6 0 R]>>>>>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 300 400]/Resources<</Properties<</L 5 0 R/H 6 0 R>>/Font<</F 7 0 R>>>>>>",
        "<</Type/Page/Parent 2 0 R/Contents[4 0 R 8 0 R]/Group<</S/Transparency/CS/DeviceCMYK>>>>",
        &first,
        "<</Type/OCG/Name(shown)/Usage<</CreatorInfo<</Creator(A Program)/Subtype/Artwork>>>>>>",
        "<</Type/OCG/Name(hidden)>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        &second,
    ]);
    let (bytes, _) = sheets(&source, "one-up", &Options::default());
    assert_read_without_complaint(&bytes, "layers");
    assert!(words(&bytes).1.contains_key("seen"));
    let plain = tool("qpdf", &["--qdf", "--object-streams=disable", "{}", "-"], &bytes);
    assert!(plain.contains("/OFF [") && plain.contains("(hidden)") && !plain.contains("A Program"), "{plain}");
    assert!(plain.contains("/CS /DeviceCMYK") && plain.contains("/I true"), "{plain}");
    // What is hidden is not painted: but for the word, the page is white.
    let gray = |pdf: &[u8]| tool("mutool", &["draw", "-q", "-r", "9", "-c", "gray", "-F", "pnm", "-o", "-", "{}"], pdf);
    assert_eq!(gray(&bytes), gray(&source));
}

#[test]
fn knots_and_bombs_are_not_fallen_for() {
    let deep = format!("<</ExtGState<</G {}{}>>>>", "[".repeat(100_000), "]".repeat(100_000));
    let page = |resources: &str| {
        let content = stream("0 0 m");
        written(&[
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Kids[3 0 R 2 0 R]/Count 1/MediaBox[0 0 300 400]>>",
            &format!("<</Type/Page/Parent 2 0 R/Contents[4 0 R 4 0 R]/Resources {resources}>>"),
            &content,
        ])
    };
    let why = impose(&page(&deep), "booklet", &Options::default()).expect_err("nothing is nested as deep");
    assert_eq!(why, ["broken-pdf: `in.pdf` is broken: no page can be found in it"]);
    let nested = format!("<</ExtGState<</G {}{}>>>>", "[".repeat(400), "]".repeat(400));
    for resources in
        [nested.as_str(), "3 0 R", "<</XObject<</X 3 0 R/Y 2 0 R/Z 99 0 R>>>>", "<</Font 4 0 R>>", "[99999999999 -.5]"]
    {
        let made = impose(&page(resources), "booklet", &Options::default());
        let (sheets, _, _) = made.unwrap_or_else(|why| panic!("{resources:.60}: {why:?}"));
        let trees = sheets.windows(11).filter(|w| w == b"/Type/Pages").count();
        assert_eq!(trees, 1, "no page but the sheets goes over: {resources:.60}");
    }
}

#[test]
fn the_page_on_folding_shows_what_is_printed() {
    let text = include_str!("../../docs/folding.md");
    let mut log = Log::new();
    let document = Document::open(Arc::new(make(&pages(8, LETTER))), "in.pdf", &mut log).expect("a document");
    let job = plan(&document, scheme("booklet").expect("a scheme"), &Options::default(), &mut log).expect("a booklet");
    assert!(text.contains(&format!("```text\n{}\n```", job.summary())), "{}", job.summary());
    assert!(text.contains(&format!("```text\n{}```", job.dummy())), "{}", job.dummy());
}

#[test]
fn a_newsletters_own_pages_are_imposed_like_anybodys() {
    let manifest = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("issues/booklet/issue.yaml");
    let edition = stonehand::compose(&stonehand::files::DiskFiles, &manifest, &mut Log::new());
    let edition = edition.unwrap_or_else(|_| panic!("the sample is composed"));
    let reader = stonehand::pdf::write(&edition);
    let (bytes, summary) = sheets(&reader, "booklet", &Options { marks: Marks::All, ..Options::default() });
    assert!(summary.starts_with("8 pages on 2 sheets of tabloid, both sides, flip on the short edge"), "{summary}");
    assert_read_without_complaint(&bytes, "the sample");
    let text = |pdf: &[u8]| {
        let text = tool("pdftotext", &["{}", "-"], pdf);
        let mut words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
        words.sort();
        words
    };
    let (of_pages, of_sheets) = (text(&reader), text(&bytes));
    assert!(of_sheets.len() > of_pages.len() && of_pages.iter().all(|w| of_sheets.binary_search(w).is_ok()));
    assert!(tool("pdfinfo", &["-url", "{}"], &reader).contains("mailto:"), "links are in the reader's PDF");
}

mod hostile {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

        /// Whatever is done to a file, sheets come of it or a reason why not.
        #[test]
        fn no_broken_file_brings_it_down(
            cut in 0_usize..4000,
            flips in prop::collection::vec((0_usize..4000, any::<u8>()), 0..24),
            packed in any::<bool>(),
        ) {
            static SOURCES: std::sync::LazyLock<[Vec<u8>; 2]> = std::sync::LazyLock::new(|| {
                let plain = make(&pages(3, LETTER));
                let packed = by_qpdf(&plain, &["--object-streams=generate"]);
                [plain, packed]
            });
            let mut bytes = SOURCES[usize::from(packed)].clone();
            for (at, value) in flips {
                let n = bytes.len();
                bytes[at % n] = value;
            }
            let keep = if cut % 3 == 0 { cut.min(bytes.len()) } else { bytes.len() };
            match impose(&bytes[..keep], "booklet", &Options { marks: Marks::All, ..Options::default() }) {
                Ok((sheets, _, _)) => prop_assert!(sheets.starts_with(b"%PDF-")),
                Err(why) => prop_assert!(!why.is_empty()),
            }
        }
    }
}
