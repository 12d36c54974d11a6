//! Editions: variants of one issue, as a user builds them.

use crate::commands::{issue, names, run};
use crate::pdf::tool_in;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use stonehand::diag::Log;
use stonehand::finished::Document;

const MANIFEST: &str = "layout: letter-news
language: en-US
nameplate: {title: The Dock, tagline: By us}
articles:
  - slug: mirror
    headline: The mirror is up
    body: articles/mirror.md
  - headline: Lockers
    editions: [airport]
    text: One near the east door.
  - headline: Potluck
    editions: [common]
    text: Bring soup.
  - headline: Always
    text: For everybody.
editions:
  airport: {nameplate: {title: The Airport Dock}, only: [airport, common]}
  spanish: {language: es, bodies: articles/es/, articles: {mirror: {headline: Ya está el espejo}}}
";

fn dock(manifest: &str) -> tempfile::TempDir {
    let dir = issue(manifest);
    fs::create_dir_all(dir.path().join("dock/articles/es")).unwrap();
    fs::write(dir.path().join("dock/articles/mirror.md"), "It hung there on Monday.").unwrap();
    fs::write(dir.path().join("dock/articles/es/mirror.md"), "Estaba allí el lunes.").unwrap();
    dir
}

fn text(dir: &Path, name: &str) -> String {
    tool_in("pdftotext", &["{}", "-"], &dir.join("dock").join(name))
}

#[test]
fn all_editions_are_built_beside_the_issue() {
    let dir = dock(MANIFEST);
    let (code, out, err) = run(dir.path(), &["build", "dock"]);
    assert_eq!((code, err.as_str()), (0, ""));
    for name in ["dock/dock.pdf", "dock/dock-airport.pdf", "dock/dock-spanish.pdf"] {
        assert!(out.contains(&format!("\n{name}\n")), "{out}");
    }
    let says = |name: &str, words: &[(&str, bool)]| {
        let text = text(dir.path(), name);
        for (word, there) in words {
            assert_eq!(text.contains(word), *there, "{name}: {word}\n{text}");
        }
    };
    says("dock.pdf", &[("The Dock", true), ("Lockers", false), ("Potluck", false), ("Always", true), ("Monday", true)]);
    says("dock-airport.pdf", &[("The Airport Dock", true), ("By us", true), ("Lockers", true), ("Potluck", true)]);
    says("dock-spanish.pdf", &[("Ya está el espejo", true), ("el lunes", true), ("Monday", false), ("Lockers", false)]);
    // Written once more, they are the same to the byte.
    let bytes = |name: &str| fs::read(dir.path().join("dock").join(name)).unwrap();
    let before = [bytes("dock-airport.pdf"), bytes("dock-spanish.pdf")];
    assert_eq!(run(dir.path(), &["build", "dock", "--edition", "airport", "-o", "dock/other.pdf"]).0, 0);
    assert_eq!(bytes("other.pdf"), before[0]);
    assert_eq!(run(dir.path(), &["build", "dock"]).0, 0);
    assert_eq!([bytes("dock-airport.pdf"), bytes("dock-spanish.pdf")], before);
}

#[test]
fn an_article_that_nobody_translated_stops_all() {
    let dir = dock(MANIFEST);
    fs::remove_file(dir.path().join("dock/articles/es/mirror.md")).unwrap();
    for command in ["build", "check"] {
        let (code, _, err) = run(dir.path(), &[command, "dock"]);
        assert_eq!(code, 1);
        let wanted = "error[no-such-file]: edition `spanish`: there is no file `articles/es/mirror.md`";
        assert!(err.contains(wanted) && err.contains("dock/issue.yaml:7:11"), "{err}");
    }
    assert_eq!(names(&dir.path().join("dock")), ["articles", "issue.yaml"]);
}

#[test]
fn mistakes_in_editions_are_shown_at_their_places() {
    let wrong = |from: &str, to: &str| {
        let dir = dock(&MANIFEST.replace(from, to));
        let (code, _, err) = run(dir.path(), &["check", "dock"]);
        assert_eq!(code, 1);
        err
    };
    let err = wrong("articles: {mirror:", "articles: {miror:");
    assert!(err.contains("error[unknown-slug]: edition `spanish`: no article has the slug `miror`"), "{err}");
    assert!(err.contains("did you mean `mirror`?"), "{err}");
    let err = wrong("editions: [airport]", "editions: [airprot]");
    assert!(err.contains("error[unknown-edition]: there is no edition `airprot`"), "{err}");
    let err = wrong("airport: {nameplate", "airport: {nmeplate");
    assert!(err.contains("error[unknown-key]: `nmeplate` is not a key of an edition"), "{err}");
    let err = wrong("only: [airport, common]", "only: [airport, comon]");
    assert!(err.contains("error[unknown-edition]: edition `airport`: nothing in the issue is for `comon`"), "{err}");
    assert!(err.contains("did you mean `common`?") && err.contains("dock/issue.yaml:17:67"), "{err}");
    // What an edition changes is in it.
    let dir = dock(
        &MANIFEST
            .replace("headline: Lockers", "slug: lockers\n    headline: Lockers")
            .replace("articles: {mirror:", "articles: {lockers: {headline: Taquillas}, mirror:"),
    );
    let (code, _, err) = run(dir.path(), &["check", "dock"]);
    let wanted =
        "error[not-in-edition]: edition `spanish`: the article `lockers` is not in this edition: it is for `airport`";
    assert!(code == 1 && err.contains(wanted), "{err}");
    let dir = dock(MANIFEST);
    let (code, _, err) = run(dir.path(), &["build", "dock", "--edition", "airprt"]);
    assert_eq!(code, 1);
    assert!(err.contains("there is no edition `airprt`") && err.contains("did you mean `airport`?"), "{err}");
}

#[test]
fn a_translation_says_where_it_runs_over() {
    let dir = dock(MANIFEST);
    let long =
        "Estaba allí el lunes, y el martes también, y nadie dijo nada de ello en todo el turno de noche. ".repeat(8);
    fs::write(dir.path().join("dock/articles/es/mirror.md"), long).unwrap();
    let (code, _, err) = run(dir.path(), &["build", "dock"]);
    assert_eq!(code, 0);
    let wanted = "note[longer-than-original]: edition `spanish`: `mirror` is ";
    assert!(err.contains(wanted) && err.contains("lines longer than in the original (about "), "{err}");
}

#[test]
fn nothing_is_written_where_one_edition_must_not_go_out() {
    // The sheets of one edition cannot be made: its paper is wider than all that there is.
    let dir = dock(MANIFEST);
    fs::create_dir_all(dir.path().join("layouts/huge")).unwrap();
    let layout =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("layouts/letter-news/layout.yaml")).unwrap();
    let huge = layout.replacen("paper: letter", "paper: {width: 90in, height: 90in}", 1);
    assert_ne!(huge, layout);
    fs::write(dir.path().join("layouts/huge/layout.yaml"), huge).unwrap();
    let manifest = MANIFEST.replace("airport: {nameplate", "airport: {layout: huge, nameplate");
    fs::write(dir.path().join("dock/issue.yaml"), manifest).unwrap();
    let (code, _, err) = run(dir.path(), &["build", "dock", "--impose", "booklet"]);
    assert_eq!(code, 1, "{err}");
    assert!(err.contains("edition `airport`"), "{err}");
    assert_eq!(names(&dir.path().join("dock")), ["articles", "issue.yaml"]);
}

#[test]
fn each_edition_has_its_report() {
    let dir = dock(MANIFEST);
    let (code, _, err) = run(dir.path(), &["check", "dock", "--profile", "copier-bw", "--report", "report.pdf"]);
    assert_eq!(code, 0, "{err}");
    assert_eq!(names(dir.path()), ["dock", "report-airport.pdf", "report-spanish.pdf", "report.pdf"]);
}

const SHARED: &str = "layout: letter-news
language: en-US
nameplate: {title: The Dock}
pages: 2
articles:
  - slug: first
    page: 1
    headline: Twelve lockers
    body: articles/first.md
  - slug: mirror
    page: 2
    headline: The mirror is up
    deck: After nine weeks, a look round the corner
    byline: By the night shift of NATO Road
    body: articles/mirror.md
    images: [{file: images/plan.png, caption: The aisle, alt: A plan}]
editions:
  airport: {articles: {first: {headline: Zębra Quay 7890, body: articles/other.md}}}
  stamped: {articles: {first: {headline: Quay, text: \"Z.\", images: [{file: images/stamp.png, alt: A stamp}]}}}
";

/// What of a page must not depend on the other pages: its content as it lies in the file, the names of its faces and
/// pictures, and the pictures.
fn page_bytes(file: &Path, page: usize) -> Vec<Vec<u8>> {
    use hayro_syntax::object::{Dict, Name, Stream};
    let document = Document::open(Arc::new(fs::read(file).unwrap()), "it", &mut Log::new()).unwrap();
    let pages = document.syntax().pages();
    let page = pages[page].raw();
    let mut out = vec![page.get::<Stream<'_>>("Contents").unwrap().raw_data().to_vec()];
    let resources = page.get::<Dict<'_>>("Resources").unwrap();
    let names = |dict: &Dict<'_>| {
        let mut names: Vec<Vec<u8>> = dict.keys().map(|n: Name<'_>| n.to_vec()).collect();
        names.sort();
        names
    };
    out.extend(names(&resources.get::<Dict<'_>>("Font").unwrap()));
    let pictures = resources.get::<Dict<'_>>("XObject").unwrap_or_default();
    for name in names(&pictures) {
        out.push(pictures.get::<Stream<'_>>(&*name).unwrap().raw_data().to_vec());
        out.push(name);
    }
    out
}

#[test]
fn a_page_that_two_editions_share_has_the_same_bytes_in_both() {
    let dir = dock(SHARED);
    let at = |name: &str| dir.path().join("dock").join(name);
    fs::create_dir(at("images")).unwrap();
    image::GrayImage::from_fn(600, 400, |x, y| image::Luma([(x ^ y) as u8])).save(at("images/plan.png")).unwrap();
    image::GrayImage::from_fn(500, 500, |x, y| image::Luma([(x * y) as u8])).save(at("images/stamp.png")).unwrap();
    fs::write(at("articles/first.md"), "# Lockers\n\nThey came. ".repeat(3)).unwrap();
    fs::write(at("articles/other.md"), "Żółć & *oxidised* **quays**: ½ of 1/3, “—”, ffi fl Ǆ.").unwrap();
    let copy = "It hung *there* on **Monday**, 5 m up; the office\u{a0}said so.[^1]\n\n### From below\n\n\
                Find it [here](https://example.org), efficient and fluffy.\n\n[^1]: At `06:00`.\n";
    fs::write(at("articles/mirror.md"), copy).unwrap();
    for profile in [None, Some("copier-bw"), Some("press")] {
        let mut args = vec!["build", "dock"];
        args.extend(profile.iter().flat_map(|p| ["--profile", p]));
        let (code, _, err) = run(dir.path(), &args);
        assert_eq!(code, 0, "{err}");
        let files = ["dock.pdf", "dock-airport.pdf", "dock-stamped.pdf"].map(at);
        let [first, others @ ..] = [0, 1].map(|page| files.each_ref().map(|file| page_bytes(file, page)));
        assert!(first[0] != first[1] && first[0] != first[2] && first[1] != first[2], "the first pages differ");
        for shared in others {
            assert!(shared[0].len() > 5, "content, faces and a picture");
            assert_eq!(shared[0], shared[1], "{profile:?}");
            assert_eq!(shared[0], shared[2], "{profile:?}");
        }
        // What is read off it is what was written.
        for file in &files {
            tool_in("qpdf", &["--check", "{}"], file);
            let text = tool_in("pdftotext", &["-f", "2", "-l", "2", "{}", "-"], file);
            for words in
                ["The mirror is up", "efficient and fluffy", "5 m up", "office\u{a0}said so", "NATO Road", "06:00"]
            {
                let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
                assert!(text.contains(&words.replace('\u{a0}', " ")), "{words}: {text}");
            }
        }
    }
}
