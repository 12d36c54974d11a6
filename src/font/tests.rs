use super::*;
use crate::diag::{Log, Sourced, Span};
use crate::files::MemoryFiles;
use std::path::Path;

fn said(files: &MemoryFiles, name: &str) -> (FontBook, String) {
    let mut log = Log::new();
    let file = log.add_file("layout.yaml", name);
    let named = Sourced { value: name.to_owned(), span: Span::new(file, 0..name.len()) };
    let book = FontBook::load(files, Path::new("issue"), std::slice::from_ref(&named), &mut log);
    assert!(log.diagnostics().iter().all(|d| d.span == Some(named.span)), "said where the layout names the font");
    let said: Vec<String> = log.diagnostics().iter().map(|d| format!("{}: {}", d.code, d.message)).collect();
    (book, said.join("\n"))
}

#[test]
fn all_built_in_faces_are_read_with_their_names() {
    let book = FontBook::builtin();
    assert_eq!(book.faces.len(), builtin::FILES.len());
    assert_eq!(
        book.families(),
        ["Barlow Condensed", "Playfair Display", "STIX Two Text", "Source Code Pro", "Source Sans 3"]
    );
    let f = book.face(book.find("stix two text", 700, true).unwrap());
    assert_eq!((f.weight, f.italic), (700, true));
    assert!(
        (0.6..0.75).contains(&f.cap_height) && (0.4..0.55).contains(&f.x_height),
        "{} {}",
        f.cap_height,
        f.x_height
    );
    let f = book.face(book.find("STIX Two Text", 400, true).unwrap());
    assert_eq!((f.weight, f.italic), (400, true));
    let f = book.face(book.find("Barlow Condensed", 800, false).unwrap());
    assert_eq!(f.weight, 700);
}

#[test]
fn a_cut_off_font_is_an_error_that_names_the_file() {
    let bytes = builtin::FILES[0];
    for len in [5, 11, 200, 5_000, bytes.len() / 2, bytes.len() - 100] {
        let files = MemoryFiles::new().with("issue/cut.ttf", &bytes[..len]);
        let (_, said) = said(&files, "cut.ttf");
        assert!(said.starts_with("bad-font: `issue/cut.ttf` is "), "{len}: {said}");
    }
}

#[test]
fn what_is_no_font_is_said_to_be_what_it_seems() {
    for (bytes, what) in [(&b"wOFFxxxxxxxxxxxx"[..], "WOFF"), (b"<!doctype html><html>", "web page"), (b"", "empty")] {
        let (_, said) = said(&MemoryFiles::new().with("issue/a.otf", bytes), "a.otf");
        assert!(said.contains(what), "{said}");
    }
}

#[test]
fn a_font_with_garbled_tables_does_not_panic() {
    let mut bytes = builtin::FILES[14].to_vec();
    let mut seed = 1u32;
    for round in 0..40 {
        for _ in 0..30 {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let at = if round % 2 == 0 { seed as usize % 2_000 } else { seed as usize % bytes.len() };
            bytes[at] = (seed >> 13) as u8;
        }
        let _ = said(&MemoryFiles::new().with("issue/a.ttf", &bytes), "a.ttf");
        bytes.copy_from_slice(builtin::FILES[14]);
    }
}

#[test]
fn embedding_that_the_licence_forbids_is_an_error() {
    let mut bytes = builtin::FILES[14].to_vec();
    let at = bytes.windows(4).position(|w| w == b"OS/2").unwrap();
    let offset = u32::from_be_bytes(bytes[at + 8..at + 12].try_into().unwrap()) as usize;
    bytes[offset + 9] = 2;
    let (_, said) = said(&MemoryFiles::new().with("issue/a.ttf", &bytes), "a.ttf");
    assert!(said.contains("may not be embedded"), "{said}");
}

#[test]
fn an_unknown_family_is_an_error_and_a_folder_of_its_name_serves_it() {
    let (_, words) = said(&MemoryFiles::new(), "STICKS Two Text");
    assert!(words.starts_with("no-such-font"), "{words}");
    let mut changed = builtin::FILES[14].to_vec();
    changed.push(0);
    let files = MemoryFiles::new().with("fonts/my-own/a.ttf", &changed).with("fonts/my-own/OFL.txt", b"words");
    let (book, words) = said(&files, "My Own");
    assert_eq!(words, "");
    assert_eq!(book.find("My Own", 400, false), Some(FaceId(builtin::FILES.len() as u16)));
    let (book, words) = said(&MemoryFiles::new().with("fonts/x/a.ttf", &changed), "x/a.ttf");
    assert_eq!(words, "");
    assert_eq!(book.find("x/a.ttf", 400, false), Some(FaceId(builtin::FILES.len() as u16)));
}
