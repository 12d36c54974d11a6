//! The audit: planted traces are found, each in its place, and what the program makes has none.

use crate::help::{article, compose, issue};
use pdf_writer::{Date, Finish, Name, Pdf, Rect, Ref, Str, TextStr};
use std::path::Path;
use std::sync::Arc;
use stonehand::audit::{Kind, audit};
use stonehand::diag::Log;
use stonehand::files::DiskFiles;
use stonehand::finished::Document;
use stonehand::pdf;

/// The kinds of traces in a file.
fn kinds(bytes: &[u8]) -> Vec<Kind> {
    let document = Document::open(Arc::new(bytes.to_vec()), "made.pdf", &mut Log::new()).expect("it opens");
    let mut kinds: Vec<Kind> =
        audit(&document, bytes, &["rosa-laptop".to_owned()]).into_iter().map(|t| t.kind).collect();
    kinds.dedup();
    kinds
}

/// A page with something planted: on the page, in the catalog, or anywhere.
fn planted(plant: impl Fn(&mut Pdf, Ref)) -> Vec<u8> {
    let mut pdf = Pdf::new();
    let [catalog, tree, page, free] = [1, 2, 3, 4].map(Ref::new);
    pdf.catalog(catalog).pages(tree);
    pdf.pages(tree).kids([page]).count(1);
    let paper = Rect::new(0.0, 0.0, 200.0, 200.0);
    pdf.page(page).parent(tree).media_box(paper).annotations([free]);
    plant(&mut pdf, free);
    pdf.finish()
}

fn jpeg(segment: u8, data: &[u8]) -> Vec<u8> {
    let mut jpeg = vec![0xff, 0xd8, 0xff, segment];
    jpeg.extend((data.len() as u16 + 2).to_be_bytes());
    jpeg.extend(data);
    jpeg.extend([0xff, 0xda, 0, 2, 0, 0xff, 0xd9]);
    jpeg
}

fn picture(pdf: &mut Pdf, id: Ref, jpeg: &[u8]) {
    let mut x = pdf.image_xobject(id, jpeg);
    x.width(1).height(1).bits_per_component(8);
    x.filter(pdf_writer::Filter::DctDecode);
}

#[test]
fn a_trace_is_found_in_each_place() {
    let clean = planted(|pdf, id| drop(pdf.annotation(id)));
    assert_eq!(kinds(&clean), []);

    let info = planted(|pdf, id| {
        pdf.annotation(id);
        pdf.document_info(Ref::new(9)).author(TextStr("Rosa")).creation_date(Date::new(2026));
    });
    assert!(kinds(&info).contains(&Kind::Info));

    let xmp = planted(|pdf, id| drop(pdf.metadata(id, b"<rdf:Description xmp:CreatorTool=\"Word\"/>")));
    assert_eq!(kinds(&xmp), [Kind::Packet]);

    let gps = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x88\x25\0\x04\0\0\0\x01\0\0\0\x1aCanon";
    let exif = planted(|pdf, id| picture(pdf, id, &jpeg(0xe1, gps)));
    assert_eq!(kinds(&exif), [Kind::Exif, Kind::Position]);

    let agency = planted(|pdf, id| picture(pdf, id, &jpeg(0xed, b"Photoshop 3.0\08BIM")));
    assert_eq!(kinds(&agency), [Kind::Picture]);

    let thumbnail = planted(|pdf, id| {
        pdf.annotation(id);
        pdf.indirect(Ref::new(9)).dict().pair(Name(b"Thumb"), Ref::new(8));
    });
    assert_eq!(kinds(&thumbnail), [Kind::Thumbnail]);

    let private = planted(|pdf, id| {
        let mut annotation = pdf.annotation(id);
        annotation.insert(Name(b"PieceInfo")).dict().pair(Name(b"Illustrator"), 1);
    });
    assert_eq!(kinds(&private), [Kind::Private]);

    let note = planted(|pdf, id| {
        let mut annotation = pdf.annotation(id);
        annotation.subtype(pdf_writer::types::AnnotationType::Text).author(TextStr("Rosa"));
    });
    assert_eq!(kinds(&note), [Kind::Annotation]);

    let file = planted(|pdf, id| {
        pdf.annotation(id);
        pdf.file_spec(Ref::new(9)).path(Str(b"pay.xlsx"));
    });
    assert_eq!(kinds(&file), [Kind::File]);

    let path = planted(|pdf, id| {
        pdf.annotation(id).pair(Name(b"From"), Str(b"C:\\Users\\rosa\\news.indd"));
    });
    assert_eq!(kinds(&path), [Kind::Path]);

    let name = planted(|pdf, id| {
        pdf.annotation(id).pair(Name(b"Host"), Str(b"on rosa-laptop at home"));
    });
    assert_eq!(kinds(&name), [Kind::Name]);

    let packed = planted(|pdf, id| {
        let data = stonehand_deflate(b"q /Users/rosa/Desktop/news.eps Q");
        pdf.stream(id, &data).filter(pdf_writer::Filter::FlateDecode);
    });
    assert_eq!(kinds(&packed), [Kind::Path]);

    let action = planted(|pdf, id| {
        let mut annotation = pdf.annotation(id);
        annotation.insert(Name(b"A")).dict().pair(Name(b"S"), Name(b"Launch"));
        annotation.finish();
    });
    assert_eq!(kinds(&action), [Kind::Action]);

    let mut older = clean.clone();
    older.extend_from_slice(&clean);
    assert!(kinds(&older).contains(&Kind::Older));

    let commented = [&clean[..9], b"% saved by Rosa\n", &clean[9..]].concat();
    assert!(kinds(&commented).contains(&Kind::Comment));
}

fn stonehand_deflate(bytes: &[u8]) -> Vec<u8> {
    use std::io::Write;
    let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

#[test]
fn what_is_built_has_no_trace() {
    for name in ["2026-11-06", "one-sheet", "tabloid", "booklet"] {
        let mut log = Log::new();
        let edition = stonehand::compose(&DiskFiles, &Path::new("issues").join(name), &mut log).unwrap();
        assert_eq!(kinds(&pdf::write(&edition)), [], "{name}");
    }
    let (edition, _) =
        compose(&(issue("letter-news") + &article("A [link](https://example.org/home/rosa)", "Words."))).unwrap();
    assert_eq!(kinds(&pdf::write(&edition)), []);
}

#[test]
fn no_damage_to_a_file_makes_it_panic() {
    let (edition, _) =
        compose(&(issue("letter-news") + &article("One", "Words with a [link](https://example.org)."))).unwrap();
    let good = pdf::write(&edition);
    let mut state = 1_u64;
    let mut random = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    for round in 0..300 {
        let mut bytes = good.clone();
        for _ in 0..=round % 7 {
            let at = random(bytes.len());
            match round % 3 {
                0 => bytes[at] = random(256) as u8,
                1 => drop(bytes.splice(at..at, b"\n%\n<<>>stream\n".iter().copied())),
                _ => bytes.truncate(at.max(64)),
            }
        }
        // Whether it still opens does not matter; what opens is audited.
        if let Ok(document) = Document::open(Arc::new(bytes.clone()), "it", &mut Log::new()) {
            audit(&document, &bytes, &["rosa-laptop".to_owned()]);
            for page in 0..document.pages().len() {
                document.marks(page);
            }
        }
    }
}
