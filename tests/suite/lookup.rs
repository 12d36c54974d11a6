//! Looking things up: what messages mean, what there is and where it comes from, what shells and manuals want to know.

use crate::commands::run;
use crate::help::guide;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use stonehand::diag::{Log, Span};
use stonehand::explain::{self, Example};
use stonehand::files::MemoryFiles;
use stonehand::issue::{self, Sourced};
use stonehand::{page, profile};

/// The codes that stand in the sources, with the file that each stands in.
fn codes(folder: &Path, found: &mut BTreeSet<(String, String)>) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            codes(&path, found);
            continue;
        }
        if path.extension().is_none_or(|e| e != "rs") {
            continue;
        }
        let text = fs::read_to_string(&path).expect("a source file");
        let literal = |after: &str| {
            let word = after.trim_start().strip_prefix('"')?.split('"').next()?;
            let plain = word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
            (plain && !word.is_empty()).then(|| word.to_owned())
        };
        let file = path.display().to_string();
        // The table itself is no source of codes.
        if path.starts_with(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/explain")) {
            continue;
        }
        for start in ["Diagnostic::error(", "Diagnostic::warning(", "Diagnostic::note(", "code: ", " row("] {
            found.extend(text.split(start).skip(1).filter_map(literal).map(|c| (c, file.clone())));
        }
        let traces = text.split("\"trace-").skip(1).filter_map(|t| t.split('"').next());
        found.extend(traces.map(|t| (format!("trace-{t}"), file.clone())));
    }
}

#[test]
fn every_code_of_the_sources_is_explained() {
    let mut found = BTreeSet::new();
    codes(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    assert!(found.len() > 90, "{} codes", found.len());
    let missing: Vec<_> = found.iter().filter(|(code, _)| explain::explain(code).is_none()).collect();
    assert!(missing.is_empty(), "codes without a row in src/explain: {missing:#?}");
    let said: BTreeSet<&str> = found.iter().map(|(code, _)| code.as_str()).collect();
    let idle: Vec<_> = explain::all().map(|e| e.code).filter(|c| !said.contains(c)).collect();
    assert!(idle.is_empty(), "rows of codes that nothing says: {idle:?}");
}

/// What is said of an example.
fn said(example: Example) -> Option<Log> {
    let mut log = Log::new();
    let with = |text: &str, key: &str, line: &str| if text.contains(key) { String::new() } else { line.to_owned() };
    let manifest = |text: &str| {
        let head =
            with(text, "layout:", "layout: letter-news\n") + &with(text, "nameplate:", "nameplate: {title: T}\n");
        format!("{head}{text}{}", with(text, "articles:", "articles: []\n"))
    };
    let files = MemoryFiles::new().with("articles/mirror.md", "Copy.\n").with("images/dock.jpg", "x");
    match example {
        Example::Manifest(text) => {
            let _ = issue::read(&files.with("issue.yaml", manifest(text)), Path::new("issue.yaml"), &mut log);
        }
        Example::Copy(text) => {
            let files =
                files.with("issue.yaml", manifest("articles: [{headline: H, body: c.md}]\n")).with("c.md", text);
            let _ = issue::read(&files, Path::new("issue.yaml"), &mut log);
        }
        Example::Layout(text) => {
            let layout = format!("{}{text}", with(text, "paper:", "paper: letter\n"));
            let file = log.add_file("issue.yaml", "");
            let name = Sourced { value: "l.yaml".to_owned(), span: Span::new(file, 0..0) };
            let _ = page::read(&files.with("l.yaml", layout), Path::new(""), &name, &mut log);
        }
        Example::Profile(text) => {
            let _ = profile::find(&files.with("profiles/p.yaml", text), Path::new(""), "p", None, &mut log);
        }
        Example::Case(_) => return None,
    }
    Some(log)
}

#[test]
fn every_example_trips_its_code() {
    let mut count = 0;
    for e in explain::all() {
        let Some(log) = said(e.example) else { continue };
        let said: Vec<_> = log.diagnostics().iter().map(|d| (d.code, &d.message)).collect();
        assert!(said.iter().any(|(code, _)| *code == e.code), "the example of {} says {said:?}", e.code);
        count += 1;
    }
    assert!(count >= 27, "{count} examples");
}

#[test]
fn a_code_is_explained_as_it_stands_on_the_screen() {
    let dir = tempfile::tempdir().unwrap();
    let (code, out, _) = run(dir.path(), &["explain", "bad-date"]);
    let wanted = "bad-date\n\nThe date is not a day of the calendar.\n\nFor example, in issue.yaml:\n\n    nameplate: {title: The Dock, date: 2026-02-30}\n    articles: []\n\nWhat to do:\n\nWrite year, month and day as 2026-03-14. The paper prints it in its language.\n";
    assert_eq!((code, out.as_str()), (0, wanted));
    assert_eq!(run(dir.path(), &["explain", "error[bad-date]:"]).1, wanted);
    let (code, _, err) = run(dir.path(), &["explain", "bad-dat"]);
    assert!(code == 1 && err.contains("did you mean `bad-date`?"), "{err}");
    let (code, out, _) = run(dir.path(), &["explain"]);
    assert!(code == 0 && out.lines().count() == explain::all().count() + 1, "{out}");
}

#[test]
fn the_fields_of_a_message_for_programs_are_those_of_the_guide() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("issue.yaml"), "layout: letter-news\nnameplate: {title: T}\n").unwrap();
    let (_, out, err) = run(dir.path(), &["check", ".", "--message-format", "json"]);
    assert_eq!(out, "");
    for line in err.lines() {
        let message: serde_json::Value = serde_json::from_str(line).expect("one JSON object a line");
        let keys: Vec<&String> = message.as_object().expect("an object").keys().collect();
        let wanted = ["code", "column", "end_column", "end_line", "file", "hint", "line", "message", "severity"];
        assert_eq!(keys, wanted);
        for key in keys {
            assert!(guide().contains(&format!("| `{key}` |")), "docs/guide has no row for the field {key}");
        }
    }
    assert!(!err.is_empty());
}

#[test]
fn everything_that_there_is_is_listed() {
    let dir = tempfile::tempdir().unwrap();
    let listed = |args: &[&str]| {
        let (code, out, err) = run(dir.path(), args);
        assert_eq!((code, err.as_str()), (0, ""), "{args:?}");
        out
    };
    fs::create_dir_all(dir.path().join("layouts/ours")).unwrap();
    fs::write(dir.path().join("layouts/ours/layout.yaml"), "paper: {width: 9in, height: 12in}\ncolumns: 4\n").unwrap();
    fs::create_dir(dir.path().join("profiles")).unwrap();
    fs::write(dir.path().join("profiles/basement.yaml"), "# The machine in the basement.\nextends: copier-bw\n")
        .unwrap();
    let layouts = listed(&["layouts"]);
    assert!(layouts.starts_with("layout               from      paper        columns  slots\nours                 layouts/  9 x 12 in    4        none\n"), "{layouts}");
    assert!(
        page::builtin_names().all(|n| layouts.lines().any(|l| l.starts_with(n) && l.contains("built in"))),
        "{layouts}"
    );
    let profiles = listed(&["profiles"]);
    assert!(profiles.contains("basement       profiles/  The machine in the basement.\n"), "{profiles}");
    assert!(profile::builtin_names().all(|n| profiles.lines().any(|l| l.starts_with(n) && l.len() > 40)), "{profiles}");
    let languages = listed(&["languages"]);
    assert!(
        languages
            .contains("fr        French                    «\u{202f}so\u{202f}»  14 mars 2026         Suite page 3\n")
            || languages.contains("14 mars 2026"),
        "{languages}"
    );
    let properties = listed(&["properties"]);
    assert!(page::ROLES.iter().all(|r| properties.lines().any(|l| l.starts_with(r.key))), "{properties}");
    let deck = listed(&["properties", "deck"]);
    assert!(deck.contains("\ndeck          headline  the lines under a headline\nheadline      body "), "{deck}");
    assert!(listed(&["schemes"]).contains("\nbooklet "));
    let fonts = listed(&["fonts", "--message-format", "json"]);
    assert!(fonts.contains("{\"family\":\"Playfair Display\",\"from\":\"built in\",\"weights\":\"900\"}\n"), "{fonts}");
    assert_eq!(run(dir.path(), &["properties", "hedline"]).0, 1);
}

#[test]
fn a_specimen_shows_every_family() {
    let dir = tempfile::tempdir().unwrap();
    let own = dir.path().join("fonts/our-title");
    fs::create_dir_all(&own).unwrap();
    // A face of its own: a built-in one with a byte more at its end.
    let mut face =
        fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts/playfair-display/PlayfairDisplay_900Black.ttf"))
            .unwrap();
    face.push(0);
    fs::write(own.join("a.ttf"), face).unwrap();
    let (code, out, err) = run(dir.path(), &["fonts", "--specimen", "specimen.pdf"]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(out.contains("Playfair Display  fonts/our-title  900\n"), "{out}");
    let (_, text, _) = {
        let out = std::process::Command::new("pdftotext")
            .args(["specimen.pdf", "-"])
            .current_dir(dir.path())
            .output()
            .unwrap();
        (out.status, String::from_utf8(out.stdout).unwrap(), out.stderr)
    };
    for family in ["Barlow Condensed", "Playfair Display", "STIX Two Text", "Source Code Pro", "Source Sans 3"] {
        assert!(text.contains(family), "{family} is not in\n{text}");
    }
    assert_eq!(text.matches('\u{c}').count(), 6, "a page a family");
    assert!(text.contains("our-title") && text.contains("600, with italic"), "{text}");
}

#[test]
fn shells_manuals_and_editors_are_served() {
    let dir = tempfile::tempdir().unwrap();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let (code, out, _) = run(dir.path(), &["completions", shell]);
        assert!(code == 0 && out.contains("stonehand") && out.contains("message-format"), "{shell}");
    }
    let (code, out, _) = run(dir.path(), &["man"]);
    assert!(code == 0 && out.contains(".TH stonehand 1"), "{out}");
    let (code, _, err) = run(dir.path(), &["man", "--dir", "pages"]);
    assert_eq!((code, err.as_str()), (0, ""));
    let pages = crate::commands::names(&dir.path().join("pages"));
    assert!(pages.contains(&"stonehand.1".to_owned()) && pages.contains(&"stonehand-build.1".to_owned()), "{pages:?}");
    for document in stonehand::schema::Document::ALL {
        assert_eq!(run(dir.path(), &["schema", document.name()]).1, document.json());
    }
}
