//! Half a hundred mistakes in manifests, copy, layouts, pictures, fonts and profiles, and what is said of each, word by word:
//! `tests/golden/mistakes.txt`.

use crate::help::golden;
use std::fmt::Write;
use std::path::Path;
use stonehand::diag::{Diagnostic, Log, Severity};
use stonehand::explain;
use stonehand::files::MemoryFiles;

/// Where a mistake is made, and what is written there.
enum In {
    /// In the manifest, after a layout and a nameplate (and so from line 3).
    Issue(&'static str),
    /// In the manifest, as the last keys of an article (on line 6).
    Article(&'static str),
    /// In the manifest, all of it.
    Whole(&'static str),
    /// In copy.
    Copy(&'static [u8]),
    /// In a layout, after its paper (and so from line 2).
    Layout(&'static str),
    /// In a picture.
    Picture(&'static [u8]),
    /// In a font file.
    Font(&'static [u8]),
    /// In a profile.
    Profile(&'static str),
}
use In::{Article, Copy, Font, Issue, Layout, Picture, Profile, Whole};

const MISTAKES: [(&str, In); 52] = [
    ("a slip in a key", Article("colums: 2")),
    ("a headline that is missing", Issue("articles:\n  - text: x\n")),
    ("copy that is missing", Issue("articles:\n  - headline: x\n")),
    ("a headline that begins with #", Issue("articles:\n  - headline: #1 fan\n    text: x\n")),
    ("a key given twice", Article("text: Again")),
    (
        "a slug given twice",
        Issue("articles:\n  - {slug: a, headline: x, text: y}\n  - {slug: a, headline: x, text: y}\n"),
    ),
    ("body and text", Article("body: articles/mirror.md")),
    ("a word for a number", Article("columns: two")),
    ("a number in quotes", Article("columns: \"2\"")),
    ("yes for true", Article("box: yes")),
    ("a slip in a word", Article("start: colum")),
    ("a slip in a kind", Article("kind: breifs")),
    ("a number too large", Article("columns: 40")),
    ("one thing for a list", Article("images: images/dock.png")),
    ("a day that is none", Whole("layout: letter-news\nnameplate: {title: x, date: 2026-02-30}\narticles: []\n")),
    ("a date in words", Whole("layout: letter-news\nnameplate: {title: x, date: 14 March 2026}\narticles: []\n")),
    ("a colon in a value", Issue("articles:\n  - headline: Safety: the mirror\n    text: x\n")),
    ("a quote that is not closed", Issue("articles:\n  - headline: \"Safety\n    text: x\n")),
    ("a tab", Issue("articles:\n\t- headline: x\n")),
    ("a colon without a space", Issue("articles:\n  - headline:x\n    text: y\n")),
    ("a line indented too little", Issue("articles:\n  - headline: x\n   text: y\n")),
    ("a star at the head of a value", Issue("articles:\n  - headline: *We* are here\n    text: y\n")),
    (
        "a crop the wrong way round",
        Article("images: [{file: images/dock.png, alt: x, crop: {min: \"3:2\", max: \"4:3\"}}]"),
    ),
    ("an edition that is not named", Article("editions: [airport]")),
    ("a language by its name", Article("language: Spanish")),
    ("a slip in a file's name", Issue("articles:\n  - headline: x\n    body: articles/mirorr.md\n")),
    ("a path out of the folder", Issue("articles:\n  - headline: x\n    body: ../mirror.md\n")),
    ("a path with backslashes", Issue("articles:\n  - headline: x\n    body: articles\\mirror.md\n")),
    (
        "a slip in a layout's name",
        Whole("layout: leter-news\nnameplate: {title: x}\narticles: [{headline: x, text: y}]\n"),
    ),
    ("a slip in a profile's name", Issue("profile: copier-wb\narticles: [{headline: x, text: y}]\n")),
    ("a slip in a slot's name", Article("slot: leed")),
    ("two words to be divided", Issue("hyphenation: [two words]\narticles: [{headline: x, text: y}]\n")),
    ("a mark without a note", Copy(b"They asked.[^log]\n")),
    ("a note without a mark", Copy(b"They asked.\n\n[^log]: Here.\n")),
    ("a slip in a picture's name", Copy(b"![c](images/dokc.png)\n")),
    ("a slip in a picture's braces", Copy(b"![c](images/dock.png){colmns=2 alt=x}\n")),
    ("HTML", Copy(b"<div>The meeting.</div>\n")),
    ("a link that leads nowhere", Copy(b"[x](javascript:alert(1))\n")),
    ("copy of an old encoding", Copy(b"In the caf\xe9.\n")),
    ("a bell in the text", Copy(b"The bell\x07 rang.\n")),
    (
        "a slip in a paper's name",
        Whole("layout: paper.yaml\nnameplate: {title: x}\narticles: [{headline: x, text: y}]\n"),
    ),
    ("a slip in a kind of text", Layout("styles: {headlin: {size: 20pt}}")),
    ("a slip in a property", Layout("styles: {body: {sise: 9pt}}")),
    ("a unit that is none", Layout("gutter: 12px")),
    ("margins wider than the paper", Layout("margins: 5in")),
    ("a folio that stands for nothing", Layout("pages: {any: {folio: {outer: \"{pag}\"}}}")),
    ("a colour without quotes", Layout("styles: {body: {color: red}}")),
    ("a GIF named PNG", Picture(b"GIF89a..............")),
    (
        "a picture that breaks off",
        Picture(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x10\0\0\0\x10\x08\0\0\0\0\x3a\x98\xa0\xbd"),
    ),
    ("a family that is not there", Layout("styles: {body: {font: Barlow Condense}}")),
    ("a file that is no font", Font(b"wOF2 and so on")),
    ("too much ink", Profile("extends: press\ntotal_ink: 900\n")),
];

fn files(place: &In) -> MemoryFiles {
    let head = "layout: letter-news\nnameplate: {title: Dock}\n";
    let article = "articles:\n  - headline: x\n    text: Some copy.\n    ";
    let plain = format!("{head}{article}byline: y\n");
    let ours = |more: &str| format!("layout: ours.yaml\nnameplate: {{title: Dock}}\n{article}byline: y\n{more}");
    let files = MemoryFiles::new()
        .with("i/articles/mirror.md", "Copy.\n")
        .with("i/images/dock.png", stonehand_picture())
        .with("i/paper.yaml", "paper: leter\n");
    match place {
        Issue(text) => files.with("i/issue.yaml", format!("{head}{text}")),
        Article(text) => files.with("i/issue.yaml", format!("{head}{article}{text}\n")),
        Whole(text) => files.with("i/issue.yaml", text),
        Copy(text) => {
            files.with("i/issue.yaml", format!("{head}articles: [{{headline: x, body: c.md}}]\n")).with("i/c.md", text)
        }
        Layout(text) => files.with("i/issue.yaml", ours("")).with("i/ours.yaml", format!("paper: letter\n{text}\n")),
        Picture(bytes) => files
            .with("i/issue.yaml", format!("{plain}images:\n  - {{file: images/it.png, alt: x}}\n"))
            .with("i/images/it.png", bytes),
        Font(bytes) => files
            .with("i/issue.yaml", ours(""))
            .with("i/ours.yaml", "paper: letter\nstyles: {body: {font: it.ttf}}\n")
            .with("i/it.ttf", bytes),
        Profile(text) => {
            files.with("i/issue.yaml", format!("{plain}profile: ours\n")).with("i/profiles/ours.yaml", text)
        }
    }
}

/// A small picture that is right.
fn stonehand_picture() -> Vec<u8> {
    use image::ImageEncoder;
    let mut png = Vec::new();
    let encoder = image::codecs::png::PngEncoder::new(&mut png);
    encoder.write_image(&vec![0x90; 400 * 300], 400, 300, image::ExtendedColorType::L8).expect("a picture");
    png
}

#[test]
fn every_mistake_is_told_with_its_place_and_its_mend() {
    let mut all = String::new();
    for (what, place) in &MISTAKES {
        let mut log = Log::new();
        let _ = stonehand::compose(&files(place), Path::new("i"), &mut log);
        let loud: Vec<&Diagnostic> = log.diagnostics().iter().filter(|d| d.severity > Severity::Note).collect();
        let [d] = loud[..] else { panic!("{what}: {loud:#?}") };
        let span = d.span.unwrap_or_else(|| panic!("{what} has no place: {d:?}"));
        // What must stand there is the mend where there is no other.
        assert!(d.hint.is_some() || d.message.contains(" must be "), "{what} has no mend: {d:?}");
        assert!(explain::explain(d.code).is_some(), "{what}: {} is not explained", d.code);
        let severity = if d.severity == Severity::Error { "error" } else { "warning" };
        let (line, column) = log.line_column(span);
        let _ = writeln!(all, "{what}\n  {severity}[{}] {}:{line}:{column}", d.code, log.file(span.file).0);
        let _ = writeln!(all, "  {}", d.message);
        let _ = d.hint.as_ref().map(|hint| writeln!(all, "  = {hint}"));
    }
    golden("mistakes.txt", &all);
}
