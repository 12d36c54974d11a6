//! Where an issue begins: `new` and `new --next`, as files and as a user runs them.

use crate::commands::{names, run};
use std::fs;
use std::path::Path;
use stonehand::diag::{Log, Severity};
use stonehand::files::{Files, MemoryFiles};
use stonehand::issue::Date;
use stonehand::language::Language;
use stonehand::page;
use stonehand::start::{self, Every, New, NewFile, Next};

fn files(made: &[NewFile]) -> MemoryFiles {
    made.iter().fold(MemoryFiles::new(), |files, (path, bytes)| files.with(path, bytes))
}

/// Composes what was made; everything that is said of it but notes.
fn said(made: &[NewFile]) -> Vec<String> {
    let mut log = Log::new();
    let composed = stonehand::compose(&files(made), Path::new("issue.yaml"), &mut log);
    assert_eq!(composed.is_err(), log.count(Severity::Error) > 0);
    let loud = log.diagnostics().iter().filter(|d| d.severity > Severity::Note);
    loud.map(|d| format!("{}: {}", d.code, d.message)).collect()
}

fn options(layout: Option<&str>, language: &str) -> New {
    New {
        layout: layout.map(str::to_owned),
        title: Some("L'été \"chez\" nous: \\o/ {#1} *oui*".to_owned()),
        language: Language::parse(language).expect("a language"),
        date: Date::parse("2026-03-14"),
    }
}

#[test]
fn a_new_issue_builds_without_a_word_in_every_layout_and_language() {
    for layout in page::builtin_names() {
        assert_eq!(said(&start::new(&options(Some(layout), "en-US"))), Vec::<String>::new(), "{layout}");
    }
    for language in Language::all() {
        assert_eq!(said(&start::new(&options(None, language.tag))), Vec::<String>::new(), "{}", language.tag);
    }
    let undated = New { date: None, title: None, ..options(None, "es") };
    assert_eq!(said(&start::new(&undated)), Vec::<String>::new());
}

#[test]
fn a_new_issue_teaches_and_has_one_of_everything() {
    for language in ["en-US", "es", "fr", "de"] {
        let made = start::new(&options(None, language));
        let manifest = String::from_utf8(made[0].1.clone()).expect("text");
        assert!(manifest.starts_with("# yaml-language-server: $schema=schema/issue.schema.json\n"), "{manifest}");
        for key in
            ["pull_quotes:", "images:", "alt:", "box: true", "body: articles/first.md", "# colophon:", "# pages:"]
        {
            assert!(manifest.contains(key), "{language} has no {key}");
        }
        assert!(manifest.matches('#').count() > 14, "{language}: few notes");
        assert!(!manifest.contains('@') || manifest.contains("@example.org"), "{manifest}");
        let picture = &made.iter().find(|(path, _)| path.ends_with("break.png")).expect("a picture").1;
        assert!(picture.len() < 30_000, "{} bytes", picture.len());
    }
}

#[test]
fn new_makes_an_issue_writes_over_nothing_and_says_what_to_type() {
    let dir = tempfile::tempdir().unwrap();
    let (code, out, err) = run(dir.path(), &["new", "2026-03-14", "--title", "The Dock", "--language", "fr"]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(out.ends_with("Now type:\n\n  stonehand build 2026-03-14\n"), "{out}");
    let issue = dir.path().join("2026-03-14");
    assert_eq!(names(&issue), ["articles", "images", "issue.yaml", "schema"]);
    let manifest = fs::read_to_string(issue.join("issue.yaml")).unwrap();
    assert!(manifest.contains("title: \"The Dock\"") && manifest.contains("date: 2026-03-14"), "{manifest}");
    let (code, out, err) = run(dir.path(), &["build", "2026-03-14", "--strict"]);
    assert_eq!(code, 0, "{out}{err}");
    fs::write(issue.join("articles/first.md"), "Ours.\n").unwrap();
    let (code, _, err) = run(dir.path(), &["new", "2026-03-14"]);
    assert!(code == 1 && err.starts_with("error[exists]: `2026-03-14/issue.yaml` is there already"), "{err}");
    assert_eq!(fs::read_to_string(issue.join("articles/first.md")).unwrap(), "Ours.\n");
    fs::create_dir_all(dir.path().join("half/articles")).unwrap();
    fs::write(dir.path().join("half/articles/first.md"), "Ours.\n").unwrap();
    assert_eq!(run(dir.path(), &["new", "half"]).0, 1);
    assert_eq!(names(&dir.path().join("half")), ["articles"], "nothing is written where a part is there");
}

#[test]
fn what_new_cannot_make_is_said_before_anything_is_written() {
    let dir = tempfile::tempdir().unwrap();
    let (code, _, err) = run(dir.path(), &["new", "a", "--layout", "leter-news"]);
    assert!(code == 1 && err.contains("did you mean `letter-news`?"), "{err}");
    let (code, _, err) = run(dir.path(), &["new", "a", "--language", "Spanish"]);
    assert!(code == 1 && err.contains("error[unknown-language]") && err.contains("did you mean `es`?"), "{err}");
    assert_eq!(run(dir.path(), &["new", "a", "--date", "14 March"]).0, 2);
    assert_eq!(run(dir.path(), &["new"]).0, 2);
    assert_eq!(run(dir.path(), &["new", "--next", "a", "--title", "T"]).0, 2);
    let (code, _, err) = run(dir.path(), &["new", "--next"]);
    assert!(code == 1 && err.starts_with("error[next]: there is no issue here"), "{err}");
    let (code, _, err) = run(dir.path(), &["new", "a", "--language", "pl"]);
    assert!(code == 0 && err.starts_with("note[sample-language]: there is no sample text in Polish"), "{err}");
    assert_eq!(names(dir.path()), ["a"]);
}

/// The next issue of a manifest in the folder `issues/2026-01-31`.
fn next_of(manifest: &str, every: &str) -> Result<Next, String> {
    let files = ["a.md", "articles/who.md", "articles/lead.md", "articles/in-brief.md"].iter().fold(
        MemoryFiles::new().with("issues/2026-01-31/issue.yaml", manifest),
        |files, name| {
            files.with(
                format!("issues/2026-01-31/{name}"),
                "Old copy.\n\n![a](images/door.png)\n\n![b](<who/a b.png>)\n",
            )
        },
    );
    let files = files
        .with("issues/2026-01-31/images/door.png", "d")
        .with("issues/2026-01-31/images/lead.png", "l")
        .with("issues/2026-01-31/who/a b.png", "w")
        .with("issues/2026-01-31/fonts/ours/a.ttf", "f")
        .with("issues/2026-01-31/2026-01-31.pdf", "p");
    let mut log = Log::new();
    let every = Every::parse(every).expect("an interval");
    start::next(&files, Path::new("issues/2026-01-31"), every, &mut log)
        .map_err(|_| log.diagnostics().iter().map(|d| [d.code, ": ", &d.message].concat()).collect())
}

fn text(made: &Next, name: &str) -> String {
    let found = made.files.iter().find(|(path, _)| path == Path::new(name));
    String::from_utf8(found.unwrap_or_else(|| panic!("no {name}")).1.clone()).expect("text")
}

const LAST: &str = "\
# Ours. Print 200.
layout: letter-news   # the usual
nameplate:
  title: 'The Dock'
  volume: 2
  number: 14          # counts on
  date: \"2026-01-31\"  # every second Saturday
colophon: |
  Write to us.

  # not a comment
images:
  - {file: images/lead.png, columns: 3}
articles:
  # The front page.
  - slug: forklifts
    page: 1
    slot: lead
    headline: Third collision
    deck: Mirrors were promised
    jump: {to: 2, head: Forklifts}
    body: articles/lead.md
    images:
      - file: images/lead.png
        alt: A post.
  # Only in this issue.
  - headline: \"Soup: on Thursday\"
    text: |
      Bring a bowl.

      - it is hot

  # What came in.
  - kind: briefs
    kicker: Short
    headline: \"From the shops: news\"
    body: articles/in-brief.md   # by place
  - {kind: directory, headline: Who is where, body: articles/who.md, columns: 1}

fillers:
  - {text: Know your rights.}
# The end.
";

#[test]
fn the_next_issue_keeps_what_stands_and_empties_the_rest() {
    let made = next_of(LAST, "1m").expect("an issue");
    assert_eq!((made.folder.as_path(), made.number), (Path::new("issues/2026-02-28"), Some(15)));
    assert_eq!((made.articles, made.new_year), ([1, 2, 1], false));
    let wanted = "\
# Ours. Print 200.
layout: letter-news   # the usual
nameplate:
  title: 'The Dock'
  volume: 2
  number: 15          # counts on
  date: \"2026-02-28\"  # every second Saturday
colophon: |
  Write to us.

  # not a comment
images: []
articles:
  # The front page.
  - headline: Headline
    page: 1
    slot: lead
    jump: {to: 2}
    body: articles/lead.md

  # What came in.
  - kind: briefs
    kicker: Short
    headline: \"From the shops: news\"
    body: articles/in-brief.md
  - {kind: directory, headline: Who is where, body: articles/who.md, columns: 1}

fillers:
  - {text: Know your rights.}
# The end.
";
    assert_eq!(text(&made, "issue.yaml"), wanted);
    assert_eq!(text(&made, "articles/lead.md"), "Write here.\n");
    assert_eq!(text(&made, "articles/in-brief.md"), "**Place, day.** What happened.\n");
    let names: Vec<String> = made.files.iter().map(|(path, _)| path.display().to_string()).collect();
    let wanted = [
        "issue.yaml",
        "articles/lead.md",
        "articles/in-brief.md",
        "articles/who.md",
        "images/door.png",
        "who/a b.png",
        "fonts/ours/a.ttf",
    ];
    assert_eq!(names, wanted, "the directory's copy and its picture go over, the lead's picture and the PDF do not");
}

#[test]
fn manifests_as_people_write_them_are_moved_on() {
    let head = "layout: letter-news\nlanguage: es\nnameplate: {title: D, number: 9, date: 2026-12-24, volume: 1}\n";
    let made = next_of(
        &format!("{head}articles: [{{headline: a, text: b}}, {{headline: c, text: d, slot: rail}}] # ours\n"),
        "2w",
    );
    let made = made.expect("a list in brackets");
    assert_eq!((made.date.to_string().as_str(), made.new_year, made.number), ("2027-01-07", true, Some(10)));
    let manifest = text(&made, "issue.yaml");
    assert!(manifest.contains("number: 10, date: 2027-01-07, volume: 1}"), "{manifest}");
    assert!(
        manifest.ends_with("articles:\n  - headline: Titular\n    slot: rail\n    body: articles/rail.md # ours\n"),
        "{manifest}"
    );
    assert_eq!(text(&made, "articles/rail.md"), "Escriban aquí.\n");

    let deep = "articles:\n\n-   headline: |\n      Two\n      lines\n    page: 1\n    text: x\n-\n    headline: y\n    text: >-\n      z\n\n\nfillers: []";
    let manifest = text(&next_of(&format!("{head}{deep}"), "14d").expect("odd indents"), "issue.yaml");
    assert!(
        manifest.ends_with("articles:\n\n- headline: Titular\n  page: 1\n  body: articles/page-1.md\n\n\nfillers: []"),
        "{manifest}"
    );

    for empty in ["articles: []\n", "articles:\n", "articles:\n  - {headline: a, text: b}", "\"articles\": []"] {
        let manifest = text(&next_of(&format!("{head}{empty}"), "1y").expect(empty), "issue.yaml");
        assert!(manifest.contains("\n  - headline: Titular\n    body: articles/first.md"), "{manifest}");
    }
    let dos = format!("{head}articles:\n  - headline: a\n    page: 2\n    text: b\n").replace('\n', "\r\n");
    let manifest = text(&next_of(&dos, "2w").expect("line ends of Windows"), "issue.yaml");
    assert!(manifest.contains("    page: 2\n    body: articles/page-2.md\n"), "{manifest:?}");
}

#[test]
fn what_cannot_be_moved_on_is_said() {
    let undated = "layout: x\nnameplate: {title: D}\narticles: []\n";
    assert_eq!(next_of(undated, "2w").unwrap_err(), "next: the last issue has no date that could be moved on");
    let braces = "{layout: x, nameplate: {title: D, date: 2026-01-01}, articles: []}";
    assert!(next_of(braces, "2w").unwrap_err().contains("written in braces"));
    let alias = "layout: &a x\nnameplate: {title: D, date: 2026-01-01}\narticles:\n  - &b {headline: x, text: y, page: 1}\n  - *b\n";
    assert!(next_of(alias, "2w").unwrap_err().starts_with("next: "), "an alias");
    assert!(next_of("nameplate: {title: D, date: 2026-01-01}\narticles: []\n", "2w").unwrap_err().contains("`layout`"));
    assert!(next_of("a: [\n", "2w").unwrap_err().starts_with("yaml: "));
    for wrong in ["", "2", "w", "0w", "-1d", "+1d", "2 w", "2x", "99999d", "9999999999m", "1é"] {
        assert_eq!(Every::parse(wrong), None, "{wrong}");
    }
}

#[test]
fn the_last_issue_is_found_by_its_date() {
    let at = |paths: &[&str]| paths.iter().fold(MemoryFiles::new(), |files, path| files.with(*path, "x"));
    let last = |paths: &[&str]| start::last_issue(&at(paths)).map(|p| p.display().to_string());
    assert_eq!(
        last(&["2026-03-14/issue.yaml", "2026-03-28/issue.yaml", "2026-04-11/notes.txt", "old/issue.yaml"]).as_deref(),
        Some("2026-03-28")
    );
    assert_eq!(last(&["2026-03-14/issue.yaml", "issues/2026-04-11/issue.yaml"]).as_deref(), Some("issues/2026-04-11"));
    assert_eq!(last(&["issue.yaml"]).as_deref(), Some("."));
    assert_eq!(last(&["paper/issue.yaml"]), None);
}

#[test]
fn the_next_issue_is_written_beside_the_last_and_builds() {
    let dir = tempfile::tempdir().unwrap();
    assert_eq!(run(dir.path(), &["new", "issues/2026-03-14"]).0, 0);
    let (code, out, err) = run(dir.path(), &["new", "--next", "--every", "1m"]);
    assert_eq!(code, 0, "{err}");
    assert!(out.starts_with("issues/2026-04-14 follows issues/2026-03-14: 2026-04-14, number 2\n"), "{out}");
    assert!(out.ends_with("  stonehand build issues/2026-04-14\n"), "{out}");
    assert_eq!(names(&dir.path().join("issues/2026-04-14")), ["articles", "issue.yaml", "schema"]);
    let (code, _, err) = run(dir.path(), &["build", "issues/2026-04-14", "--strict"]);
    assert_eq!(code, 0, "{err}");
    let (code, out, err) = run(&dir.path().join("issues/2026-04-14"), &["new", "--next"]);
    assert!(code == 0 && names(&dir.path().join("issues")).contains(&"2026-04-28".to_owned()), "{out}{err}");
    let (code, _, err) = run(dir.path(), &["new", "--next", "issues/2026-03-14", "--every", "1m"]);
    assert!(code == 1 && err.starts_with("error[exists]"), "{err}");
}

#[test]
fn the_samples_are_moved_on_and_build() {
    for name in ["2026-11-06", "booklet", "one-sheet", "tabloid"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("issues").join(name);
        let mut log = Log::new();
        let made = start::next(&stonehand::files::DiskFiles, &folder, Every::Days(14), &mut log);
        let made = made.unwrap_or_else(|_| panic!("{name}: {:#?}", log.diagnostics()));
        let manifest = text(&made, "issue.yaml");
        assert!(manifest.contains("colophon: |"), "{name}");
        assert!(files(&made.files).list(Path::new("")).contains(&"issue.yaml".to_owned()));
        let errors = said(&made.files);
        assert!(
            errors.iter().all(|e| e.starts_with("empty-pages") || e.starts_with("overset")),
            "{name}: {errors:#?}\n{manifest}"
        );
    }
}

#[test]
fn no_manifest_makes_it_panic_or_hand_out_what_cannot_be_read() {
    let places: Vec<usize> = LAST.char_indices().map(|(i, _)| i).collect();
    for at in places {
        let (before, after) = LAST.split_at(at);
        let rest: String = after.chars().skip(1).collect();
        let cases = [
            before.to_owned(),
            [before, &rest].concat(),
            [before, "é", after].concat(),
            [before, "\n- ", after].concat(),
        ];
        for case in cases {
            // What is handed out has been read; here it must only not panic.
            let _ = next_of(&case, "2w");
        }
    }
}

#[test]
fn the_readmes_own_paper_is_made_as_it_says() {
    let readme = include_str!("../../README.md");
    let commands: Vec<&str> = readme.lines().filter_map(|l| l.strip_prefix("    stonehand ")).collect();
    assert!(commands.len() >= 3, "{commands:?}");
    let dir = tempfile::tempdir().unwrap();
    for command in commands {
        // Every other piece stands between quotes.
        let pieces = command.split('"').enumerate();
        let words: Vec<&str> = pieces
            .flat_map(|(i, piece)| if i % 2 == 1 { vec![piece] } else { piece.split_whitespace().collect() })
            .collect();
        let (code, out, err) = run(dir.path(), &words);
        assert_eq!((code, err.as_str()), (0, ""), "{command}: {out}");
    }
    assert_eq!(names(dir.path()), ["2026-03-28", "my-paper"]);
    assert!(names(&dir.path().join("my-paper")).contains(&"my-paper.pdf".to_owned()));
}
