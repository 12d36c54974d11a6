//! Finished PDFs, read back by readers that others wrote (poppler, `MuPDF`, qpdf).

use skrifa::{FontRef, MetadataProvider};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use stonehand::color::Color;
use stonehand::display::{
    Bookmark, DisplayItem, DisplayList, FaceId, Glyph, GlyphRun, ImageId, Link, PageBoxes, PlacedPicture,
};
use stonehand::font::FontBook;
use stonehand::geom::{Length, Point, Rect, Size};
use stonehand::image::Images;
use stonehand::{Edition, pdf};

/// Runs a tool on a PDF (`{}` among the arguments) and gives back what it prints; fails plainly where it is missing or
/// finds fault.
pub fn tool(name: &str, arguments: &[&str], pdf: &[u8]) -> String {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("page.pdf");
    std::fs::write(&file, pdf).expect("a temporary file");
    tool_in(name, arguments, &file)
}

/// The same for a file on the disk.
pub fn tool_in(name: &str, arguments: &[&str], file: &Path) -> String {
    let arguments = arguments.iter().map(|a| if *a == "{}" { file.as_os_str() } else { a.as_ref() });
    let output = match Command::new(name).args(arguments).output() {
        Ok(output) => output,
        Err(e) => {
            panic!("these tests need the tool {name} (Debian: poppler-utils, mupdf-tools, qpdf, ghostscript): {e}")
        }
    };
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{name} failed: {said}{}", String::from_utf8_lossy(&output.stderr));
    said
}

pub fn pt(n: f64) -> Length {
    Length::from_pt(n)
}

/// Sets words at their natural width, one glyph a character; `fi` is one glyph where the face has it.
fn words(book: &FontBook, face: FaceId, size: f64, at: (f64, f64), text: &str) -> GlyphRun {
    let font = FontRef::new(&book.face(face).data).expect("a font");
    let (map, metrics) = (
        font.charmap(),
        font.glyph_metrics(skrifa::instance::Size::new(size as f32), skrifa::instance::LocationRef::default()),
    );
    let (mut x, mut glyphs) = (Length::ZERO, Vec::new());
    let mut rest = text.char_indices().peekable();
    while let Some((start, c)) = rest.next() {
        let (shown, end) = match c {
            'f' if text[start..].starts_with("fi") => {
                rest.next();
                ('\u{fb01}', start + 2)
            }
            '\u{ad}' => ('-', start + 2),
            c => (c, start + c.len_utf8()),
        };
        let id = map.map(shown).unwrap_or_else(|| panic!("no glyph for {shown:?}"));
        let advance = pt(metrics.advance_width(id).expect("an advance").into());
        let text = (start as u32, end as u32);
        glyphs.push(Glyph { id: id.to_u32() as u16, x, rise: Length::ZERO, advance, text });
        x += advance;
    }
    let origin = Point { x: pt(at.0), y: pt(at.1) };
    GlyphRun {
        face,
        size: pt(size),
        color: Color::BLACK,
        origin,
        glyphs,
        text: text.into(),
        space_after: None,
        tag: None,
    }
}

pub fn page(items: Vec<DisplayItem>) -> DisplayList {
    let boxes = PageBoxes { trim: Size { w: pt(612.0), h: pt(792.0) }, bleed: Length::ZERO };
    DisplayList { boxes, items, links: Vec::new(), bookmarks: Vec::new() }
}

pub fn edition(pages: Vec<DisplayList>) -> Edition {
    Edition {
        never_print: Vec::new(),
        title: None,
        pages,
        fonts: FontBook::builtin(),
        images: Images::default(),
        profile: None,
        language: "en-US".into(),
        grid: stonehand::page::Grid::default(),
        dummy: String::new(),
        decisions: Vec::new(),
        summary: stonehand::edition::Summary::default(),
        scraps: stonehand::makeup::Scraps::default(),
    }
}

fn column(book: &FontBook, x: f64, lines: &[&str]) -> Vec<DisplayItem> {
    let face = book.find("STIX Two Text", 400, false).expect("the text face");
    let line =
        |(i, text): (usize, &&str)| DisplayItem::Glyphs(words(book, face, 9.5, (x, 100.0 + 12.0 * i as f64), text));
    lines.iter().enumerate().map(line).collect()
}

/// The pages' text as three readers give it back.
fn readings(pdf: &[u8]) -> [(&'static str, String); 3] {
    [
        ("pdftotext", tool("pdftotext", &["{}", "-"], pdf)),
        ("pdftotext -raw", tool("pdftotext", &["-raw", "{}", "-"], pdf)),
        ("mutool", tool("mutool", &["draw", "-q", "-F", "text", "{}"], pdf)),
    ]
}

/// The file with its streams unpacked.
pub fn unpacked(pdf: &[u8]) -> String {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (file, out) = (folder.path().join("in.pdf"), folder.path().join("out.pdf"));
    std::fs::write(&file, pdf).expect("a temporary file");
    let out_name = out.to_str().expect("a plain path");
    tool_in("qpdf", &["--qdf", "--object-streams=disable", "{}", out_name], &file);
    String::from_utf8_lossy(&std::fs::read(out).expect("what qpdf wrote")).into_owned()
}

fn two_columns(book: &FontBook) -> Vec<DisplayItem> {
    let mut items = column(
        book,
        50.0,
        &["The union held its yearly meet\u{ad}", "ing in the hall of the fishers", "and found it finished."],
    );
    items.extend(column(book, 220.0, &["Another column of the extraor\u{ad}", "dinary newspaper."]));
    items
}

#[test]
fn words_come_back_whole_and_in_order() {
    let pdf = pdf::write(&edition(vec![page(two_columns(&FontBook::builtin()))]));
    tool("qpdf", &["--check", "{}"], &pdf);
    for (reader, text) in readings(&pdf) {
        // A reader that does not join hyphenated words must at least show the hyphen that everybody knows.
        let joined = text.replace("-\n", "");
        let one_line = joined.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(
            one_line,
            "The union held its yearly meeting in the hall of the fishers and found it finished. \
             Another column of the extraordinary newspaper.",
            "{reader}"
        );
    }
    assert!(tool("pdftotext", &["{}", "-"], &pdf).contains("yearly meeting in"));
}

#[test]
fn a_glyph_may_stand_for_several_texts() {
    let book = FontBook::builtin();
    let face = book.find("STIX Two Text", 400, false).expect("the text face");
    // Capitals stand for small letters, as small capitals do; some for themselves.
    let mut run = words(&book, face, 9.5, (50.0, 100.0), "NATO AND THE WORD");
    run.text = "nato AND the Word".into();
    let pdf = pdf::write(&edition(vec![page(vec![DisplayItem::Glyphs(run)])]));
    tool("qpdf", &["--check", "{}"], &pdf);
    for (reader, text) in readings(&pdf) {
        assert_eq!(text.trim(), "nato AND the Word", "{reader}");
    }
}

#[test]
fn glyphs_that_share_a_letter_are_spelled_out_once() {
    let book = FontBook::builtin();
    let face = book.find("STIX Two Text", 400, false).expect("the text face");
    let mut run = words(&book, face, 9.5, (50.0, 100.0), "cafe' noir");
    // The accent belongs to the letter before it.
    run.text = "café noir".into();
    for (i, glyph) in run.glyphs.iter_mut().enumerate() {
        let i = i as u32;
        glyph.text = match i {
            3 => (3, 5),
            4 => (5, 5),
            _ => (i, i + 1),
        };
    }
    run.glyphs[4].rise = pt(1.0);
    let pdf = pdf::write(&edition(vec![page(vec![DisplayItem::Glyphs(run)])]));
    tool("qpdf", &["--check", "{}"], &pdf);
    for (reader, text) in readings(&pdf) {
        // Readers that do not know ActualText show a glyph without text as a space of no width.
        assert_eq!(text.trim().replace('\u{200b}', ""), "café noir", "{reader}");
    }
}

#[test]
fn glyphs_stand_where_they_were_put() {
    let book = FontBook::builtin();
    let face = book.find("STIX Two Text", 400, true).expect("the italic");
    let text = "Letterspaced by odd amounts, justified, and ended far to the right of its beginning, ninety odd";
    for size in [7.3, 9.4, 48.0] {
        let mut run = words(&book, face, size, (31.7, 100.123), text);
        for (i, glyph) in run.glyphs.iter_mut().enumerate() {
            glyph.x += Length::from_sp(3_333 * i as i64) - Length::from_sp(i as i64 % 7 * 9_999);
        }
        let expected: Vec<f64> = run.glyphs.iter().map(|g| (run.origin.x + g.x).pt()).collect();
        let pdf = pdf::write(&edition(vec![page(vec![DisplayItem::Glyphs(run)])]));
        let trace = tool("mutool", &["trace", "{}"], &pdf);
        // The second letter of a ligature has a line of its own, without a glyph.
        let found: Vec<f64> = trace
            .lines()
            .filter(|l| l.contains("<g ") && l.contains(" glyph="))
            .filter_map(|l| attribute(l, "x"))
            .collect();
        assert_eq!(found.len(), expected.len());
        for (want, have) in expected.iter().zip(&found) {
            assert!((want - have).abs() < 0.01, "{size} pt: {have} instead of {want}");
        }
    }
}

fn attribute(line: &str, name: &str) -> Option<f64> {
    let start = line.find(&format!(" {name}=\""))? + name.len() + 3;
    line[start..].split('"').next()?.parse().ok()
}

#[test]
fn fonts_are_embedded_and_subset() {
    let book = FontBook::builtin();
    let mut items = two_columns(&book);
    let head = book.find("Barlow Condensed", 700, false).expect("the head face");
    items.push(DisplayItem::Glyphs(words(&book, head, 34.0, (50.0, 60.0), "Wages")));
    let pdf = pdf::write(&edition(vec![page(items)]));
    let list = tool("pdffonts", &["{}"], &pdf);
    let fonts: Vec<&str> = list.lines().skip(2).collect();
    assert_eq!(fonts.len(), 2, "{list}");
    for font in fonts {
        let (tag, name) = font.split_once('+').expect("a subset has a tag");
        assert!(tag.len() == 6 && tag.bytes().all(|b| b.is_ascii_uppercase()), "{font}");
        assert!(name.contains("CID TrueType") && name.contains("Identity-H"), "{font}");
        assert!(name.contains("yes yes yes"), "embedded, subset, with its Unicode: {font}");
    }
    assert!(pdf.len() < 40_000, "{} bytes for a few words", pdf.len());
}

#[test]
fn boxes_are_trim_and_bleed() {
    let mut sheet = page(Vec::new());
    sheet.boxes.bleed = pt(8.504);
    let pdf = pdf::write(&edition(vec![sheet]));
    let info = tool("pdfinfo", &["-box", "{}"], &pdf);
    let boxes: BTreeMap<&str, Vec<f64>> = info
        .lines()
        .filter_map(|l| l.split_once(':'))
        .filter(|(name, _)| name.ends_with("Box"))
        .map(|(name, numbers)| (name, numbers.split_whitespace().filter_map(|n| n.parse().ok()).collect()))
        .collect();
    assert_eq!(boxes["MediaBox"], [0.0, 0.0, 629.01, 809.01]);
    assert_eq!(boxes["BleedBox"], boxes["MediaBox"]);
    assert_eq!(boxes["TrimBox"], [8.5, 8.5, 620.5, 800.5]);
}

#[test]
fn nothing_tells_who_made_it_or_when() {
    let pdf = pdf::write(&edition(vec![page(two_columns(&FontBook::builtin()))]));
    let text = unpacked(&pdf);
    for word in ["/Info", "/Producer", "/Creator", "/CreationDate", "/ModDate", "/Metadata", "/Author", "xpacket"] {
        assert!(!text.contains(word), "{word}");
    }
    assert!(text.contains("/Lang (en-US)"));
    assert!(String::from_utf8_lossy(&pdf).contains("/ID"));
}

#[test]
fn the_same_bytes_whatever_the_threads() {
    let book = FontBook::builtin();
    let pages: Vec<DisplayList> = (0..7).map(|_| page(two_columns(&book))).collect();
    let edition = edition(pages);
    let with = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
        pool.install(|| pdf::write(&edition))
    };
    let one = with(1);
    for threads in [2, 5] {
        assert!(with(threads) == one, "{threads} threads");
    }
}

#[test]
fn other_content_has_another_id() {
    let book = FontBook::builtin();
    let id = |text: &str| {
        let pdf = pdf::write(&edition(vec![page(column(&book, 50.0, &[text]))]));
        let text = unpacked(&pdf);
        // qpdf keeps the first half and makes the second anew.
        let id = text.split("/ID [<").nth(1).expect("an ID");
        id.split('>').next().unwrap_or_default().to_owned()
    };
    assert_ne!(id("One"), id("Two"));
    assert_eq!(id("One"), id("One"));
}

#[test]
fn type_and_rules_print_in_the_inks_they_name() {
    let book = FontBook::builtin();
    let mut items = two_columns(&book);
    let rect = Rect { x: pt(50.0), y: pt(200.0), w: pt(100.0), h: pt(0.5) };
    items.push(DisplayItem::Fill(rect, Color::BLACK));
    items.push(DisplayItem::Fill(rect, Color::Gray(920)));
    items.push(DisplayItem::Frame(Rect { h: pt(40.0), ..rect }, pt(0.3), Color::Cmyk([0, 1000, 900, 100])));
    items.push(DisplayItem::Fill(rect, Color::Rgb([200, 0, 1000])));
    let text = unpacked(&pdf::write(&edition(vec![page(items)])));
    for operators in
        ["0.92 g\n50 591.5 100 0.5 re\nf\n", "0 1 0.9 0.1 k\n", "f*\n", "0.2 0 1 rg\n", "50.3 552.3 99.4 39.4 re"]
    {
        assert!(text.contains(operators), "{operators}");
    }
}

#[test]
fn articles_are_in_the_outline_and_links_lead_out() {
    let book = FontBook::builtin();
    let mut first = page(two_columns(&book));
    first.bookmarks = vec![Bookmark { title: "Wages: “€ 3 more”".into(), y: pt(60.0) }];
    let rect = Rect { x: pt(50.0), y: pt(91.0), w: pt(60.0), h: pt(12.0) };
    first.links = vec![Link { rect, uri: "https://example.org/a?b=ñ".into(), tag: None }];
    let mut second = page(two_columns(&book));
    second.bookmarks =
        vec![Bookmark { title: "Two".into(), y: pt(40.0) }, Bookmark { title: "Three".into(), y: pt(400.0) }];
    let pdf = pdf::write(&edition(vec![first, second]));
    tool("qpdf", &["--check", "{}"], &pdf);
    let outline = tool("mutool", &["show", "{}", "outline"], &pdf);
    let titles: Vec<&str> = outline.lines().filter_map(|l| l.split('"').nth(1)).collect();
    assert_eq!(titles, ["Wages: “€ 3 more”", "Two", "Three"], "{outline}");
    let text = unpacked(&pdf);
    assert!(text.contains("(https://example.org/a?b=%C3%B1)"));
    assert!(text.contains("/Border ["));
}

#[test]
fn nothing_to_write_is_written_without_a_panic() {
    assert!(pdf::write(&edition(Vec::new())).starts_with(b"%PDF-1.7"));
    let book = FontBook::builtin();
    let face = book.find("STIX Two Text", 400, false).expect("the text face");
    let mut run = words(&book, face, 9.5, (50.0, 100.0), "x");
    run.size = Length::ZERO;
    run.glyphs[0].text = (7, 3);
    let picture = PlacedPicture { image: ImageId(9), rect: Rect::default(), crop: [9, 9, 9, 9], tag: None };
    let pdf = pdf::write(&edition(vec![page(vec![DisplayItem::Glyphs(run), DisplayItem::Picture(picture)])]));
    tool("qpdf", &["--check", "{}"], &pdf);
}
