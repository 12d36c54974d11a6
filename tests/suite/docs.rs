//! What the documents say is so: the guide's manifests and layouts are read, its tables name everything that there is,
//! the README's commands are those that the script runs, and the examples run.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use stonehand::diag::{Log, Severity, Span};
use stonehand::files::MemoryFiles;
use stonehand::issue::{self, Sourced};
use stonehand::page::{self, ROLES};
use stonehand::profile;

#[path = "../../examples/bench_issue.rs"]
#[allow(dead_code)] // its `main` is not called here
mod bench_issue;
#[path = "../../examples/compose.rs"]
#[allow(dead_code)]
mod compose;
#[path = "../../examples/letter_map.rs"]
#[allow(dead_code)]
mod letter_map;
#[path = "../../examples/proof.rs"]
#[allow(dead_code)]
mod proof;
#[path = "../../examples/rebuild.rs"]
#[allow(dead_code)]
mod rebuild;
#[path = "../../examples/stages.rs"]
#[allow(dead_code)]
mod stages;

const GUIDE: &str = include_str!("../../docs/guide.md");
const FOLDING: &str = include_str!("../../docs/folding.md");
const ARCHITECTURE: &str = include_str!("../../ARCHITECTURE.md");
const LIB: &str = include_str!("../../src/lib.rs");
const README: &str = include_str!("../../README.md");
const SCRIPT: &str = include_str!("../../.ci/run");

/// The guide's YAML blocks whose first line is this comment, with the line that each begins on.
fn blocks(first: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut open: Option<(usize, String)> = None;
    for (number, line) in GUIDE.lines().enumerate() {
        match &mut open {
            None if line == "```yaml" => open = Some((number + 2, String::new())),
            None => {}
            Some(_) if line == "```" => {
                found.extend(open.take().filter(|(_, text)| text.lines().next().is_some_and(|l| l.starts_with(first))));
            }
            Some((_, text)) => {
                text.push_str(line);
                text.push('\n');
            }
        }
    }
    found
}

/// A manifest, and a stub for every file that it names.
fn with_stubs(manifest: &str) -> MemoryFiles {
    let is_name = |c: char| c.is_alphanumeric() || "/-_.".contains(c);
    let names = manifest.split(|c| !is_name(c)).filter(|n| n.starts_with("images/") || n.starts_with("articles/"));
    let files = MemoryFiles::new().with("issue.yaml", manifest);
    names.filter(|n| n.contains('.')).fold(files, |files, name| files.with(name, "A stub.\n"))
}

/// A manifest, and for every file that it names one that can be set: articles of two hundred words, plain pictures.
fn with_files(manifest: &str) -> MemoryFiles {
    use image::{ExtendedColorType, ImageEncoder};
    let (gray, side) = (vec![0x90; 1600 * 1200], (1600, 1200));
    let (mut jpeg, mut png) = (Vec::new(), Vec::new());
    image::codecs::jpeg::JpegEncoder::new(&mut jpeg)
        .write_image(&gray, side.0, side.1, ExtendedColorType::L8)
        .expect("a picture");
    image::codecs::png::PngEncoder::new(&mut png)
        .write_image(&gray, side.0, side.1, ExtendedColorType::L8)
        .expect("a picture");
    let copy = "A stub of some words, as many as a line or two of the paper will hold.\n\n".repeat(14);
    let is_name = |c: char| c.is_alphanumeric() || "/-_.".contains(c);
    let names = manifest.split(|c| !is_name(c)).filter(|n| n.starts_with("images/") || n.starts_with("articles/"));
    let files = MemoryFiles::new().with("issue.yaml", manifest);
    names.filter(|n| n.contains('.')).fold(files, |files, name| match name.rsplit('.').next() {
        Some("jpg") => files.with(name, jpeg.clone()),
        Some("png") => files.with(name, png.clone()),
        _ => files.with(name, copy.clone()),
    })
}

/// Composes; what is wrong with it, notes apart.
fn wrong(files: &MemoryFiles) -> Vec<String> {
    let mut log = Log::new();
    let _ = stonehand::compose(files, Path::new("issue.yaml"), &mut log);
    let wrong = log.diagnostics().iter().filter(|d| d.severity != Severity::Note);
    // How many pages the stubs fill says nothing of the guide.
    let wrong = wrong.filter(|d| d.code != "empty-pages");
    wrong.map(|d| format!("{}: {} {:?}", d.code, d.message, d.hint)).collect()
}

fn said(log: &Log) -> Vec<String> {
    log.diagnostics().iter().map(|d| format!("{}: {} {:?}", d.code, d.message, d.hint)).collect()
}

/// Reads a manifest; the log.
fn read(manifest: &str) -> Log {
    let mut log = Log::new();
    let _ = issue::read(&with_stubs(manifest), Path::new("issue.yaml"), &mut log);
    log
}

/// Reads a layout; the log.
fn read_layout(text: &str) -> Log {
    let mut log = Log::new();
    let manifest = log.add_file("issue.yaml", "");
    let files = MemoryFiles::new().with("layouts/ours/layout.yaml", text);
    let name = Sourced { value: "ours".to_owned(), span: Span::new(manifest, 0..0) };
    let _ = page::read(&files, Path::new(""), &name, &mut log);
    log
}

/// The keys of a group, from what is said of one that it does not have (`qqqqqqqqqq`).
fn known_keys(log: &Log) -> Vec<String> {
    let hints = log.diagnostics().iter().filter(|d| d.message.contains("qqqqqqqqqq")).filter_map(|d| d.hint.as_deref());
    let lists = hints.filter_map(|h| h.strip_prefix("known keys: "));
    lists.flat_map(|l| l.split(", ")).map(str::to_owned).collect()
}

#[track_caller]
fn assert_named_in_guide(what: &str, names: impl IntoIterator<Item = String>) {
    let mut count = 0;
    for name in names {
        count += 1;
        assert!(GUIDE.contains(&format!("`{name}`")), "docs/guide.md does not name the {what} `{name}`");
    }
    assert!(count > 0, "there is no {what}");
}

/// The rooms in layer order, as `lib.rs` declares them.
fn rooms() -> Vec<&'static str> {
    LIB.lines().filter_map(|l| l.strip_prefix("pub mod ")?.strip_suffix(';')).collect()
}

/// All Rust files under a folder, sorted.
fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(rust_files(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The rooms that follow `crate::`, one or a group in braces, with the byte at which each path begins.
fn imports(text: &str) -> Vec<(usize, String)> {
    let name = |t: &str| t.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let mut found = Vec::new();
    for (at, prefix) in text.match_indices("crate::") {
        let rest = &text[at + prefix.len()..];
        let Some(group) = rest.strip_prefix('{') else {
            found.push((at, name(rest)));
            continue;
        };
        let mut depth = 0;
        let mut start = 0;
        for (i, c) in group.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth > 0 => depth -= 1,
                ',' | '}' if depth == 0 => {
                    found.push((at, name(&group[start..i])));
                    start = i + 1;
                    if c == '}' {
                        break;
                    }
                }
                _ => {}
            }
        }
    }
    found
}

#[test]
fn imports_are_found_in_groups_too() {
    let text = "use crate::geom::Length;\nuse crate::{paint, style::{Faces, Style}, text};\n";
    let names: Vec<String> = imports(text).into_iter().map(|(_, name)| name).collect();
    assert_eq!(names, ["geom", "paint", "style", "text"]);
}

#[test]
fn imports_run_downward() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let rooms = rooms();
    let layer = |name: &str| rooms.iter().position(|r| *r == name);
    let mut upward = Vec::new();
    for path in rust_files(&src) {
        let inner = path.strip_prefix(&src).expect("a file of src");
        let room = inner.components().next().expect("a name").as_os_str().to_string_lossy().replace(".rs", "");
        let Some(own) = layer(&room) else { continue };
        let text = std::fs::read_to_string(&path).expect("a source file");
        for (at, name) in imports(&text) {
            if layer(&name).is_some_and(|l| l > own) {
                let line = text[..at].lines().count() + usize::from(text[..at].ends_with('\n'));
                upward.push(format!("src/{}:{line}: {room} imports {name}", inner.display()));
            }
        }
    }
    assert!(upward.is_empty(), "a room imports only rooms declared before it in lib.rs:\n{}", upward.join("\n"));
}

#[test]
fn the_architecture_names_every_room() {
    for room in rooms() {
        let named = [format!("`{room}/`"), format!("`{room}.rs`")].iter().any(|n| ARCHITECTURE.contains(n));
        assert!(named, "ARCHITECTURE.md does not name the room {room}");
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for file in rust_files(&root.join("src/makeup")) {
        let stem = file.file_stem().expect("a name").to_string_lossy().into_owned();
        let named = stem == "mod" || stem == "tests" || ARCHITECTURE.contains(&format!("`{stem}`"));
        assert!(named, "ARCHITECTURE.md does not name the file {stem} of the make-up");
    }
}

#[test]
fn the_architecture_tells_the_bounds_of_the_searches() {
    let source = |file: &str| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("src/makeup/{file}.rs"));
        std::fs::read_to_string(path).expect(file)
    };
    let mut bounds = 0;
    for row in ARCHITECTURE.lines() {
        let mut cells = row.trim_start_matches("| ").split(" | ");
        let (Some(name), Some(value)) = (cells.next(), cells.next()) else { continue };
        let Some((file, name)) = name.trim_matches('`').split_once("::") else { continue };
        if !["plan", "level", "strip", "flow", "fill", "beside", "around"].contains(&file) {
            continue;
        }
        let text = source(file);
        let stands = text.lines().find_map(|l| l.split_once(&format!("const {name}: "))?.1.split_once(" = "));
        let stands = stands.map(|(_, v)| v.trim_end_matches(';').trim_matches(['(', ')', '[', ']']).replace('_', ""));
        assert_eq!(stands.as_deref(), Some(value), "`{name}` of src/makeup/{file}.rs, and ARCHITECTURE.md says");
        bounds += 1;
    }
    assert!(bounds > 10, "{bounds} bounds in ARCHITECTURE.md");
}

#[test]
fn the_guides_manifests_are_read_without_a_mistake() {
    let all = blocks("# issue.yaml");
    assert!(all.len() >= 2, "only {} whole manifests in the guide", all.len());
    for (line, manifest) in all {
        let log = read(&manifest);
        let wrong: Vec<String> = said(&log).into_iter().filter(|s| !s.starts_with("not-yet")).collect();
        assert!(wrong.is_empty(), "the manifest on line {line} of docs/guide.md: {wrong:#?}");
    }
}

#[test]
fn the_guides_manifests_are_built_without_a_warning() {
    for (line, manifest) in blocks("# issue.yaml") {
        let wrong = wrong(&with_files(&manifest));
        assert!(wrong.is_empty(), "the manifest on line {line} of docs/guide.md: {wrong:#?}");
    }
}

#[test]
fn every_slot_of_the_guides_layouts_is_one_to_which_an_article_can_be_pinned() {
    let mut slots = 0;
    for (line, layout) in blocks("# layout.yaml") {
        let names: Vec<&str> = layout
            .lines()
            .filter_map(|l| l.trim_start().strip_prefix("slots:").or(Some(l)))
            .filter(|l| l.contains(": {columns: ") && l.contains("lines: "))
            .filter_map(|l| l.trim().trim_start_matches('{').split(':').next())
            .collect();
        let article = |n: &&str| format!("  - {{headline: {n}, slot: {n}, text: A stub of a few words.}}\n");
        let articles: String = names.iter().map(article).collect();
        let manifest = format!("layout: ours\nnameplate: {{title: T}}\npages: 2\narticles:\n{articles}");
        let files = MemoryFiles::new().with("issue.yaml", manifest).with("layouts/ours/layout.yaml", layout.clone());
        let wrong = wrong(&files);
        assert!(names.is_empty() || wrong.is_empty(), "the layout on line {line} of docs/guide.md: {wrong:#?}");
        slots += names.len();
    }
    assert!(slots >= 5, "{slots} slots in the guide");
}

#[test]
fn the_guide_names_the_slots_of_the_built_in_layouts() {
    for name in page::builtin_names() {
        let mut log = Log::new();
        let manifest = log.add_file("issue.yaml", "");
        let wanted = Sourced { value: name.to_owned(), span: Span::new(manifest, 0..0) };
        let layout = page::read(&MemoryFiles::new(), Path::new(""), &wanted, &mut log).expect(name);
        let row = GUIDE.lines().find(|l| l.starts_with(&format!("| `{name}` |"))).expect(name);
        let slots = layout.slot_names();
        assert!(slots.iter().all(|s| row.contains(&format!("`{s}`"))), "{row} does not name all of {slots:?}");
        assert!(!slots.is_empty() || row.contains("none"), "{row}");
    }
}

#[test]
fn the_guides_layouts_are_read_without_a_mistake() {
    let all = blocks("# layout.yaml");
    assert!(!all.is_empty(), "no whole layout in the guide");
    for (line, layout) in all {
        let log = read_layout(&layout);
        assert!(log.diagnostics().is_empty(), "the layout on line {line} of docs/guide.md: {:#?}", said(&log));
    }
}

#[test]
fn the_guide_names_every_key_of_a_manifest() {
    let head = "layout: letter-news\nnameplate: {title: T, qqqqqqqqqq: 1, ears: {qqqqqqqqqq: 1}}\nqqqqqqqqqq: 1\n";
    let article = "articles:\n  - headline: H\n    text: x\n    qqqqqqqqqq: 1\n    jump: {qqqqqqqqqq: 1}\n";
    let furniture = "    pull_quotes: [{text: x, qqqqqqqqqq: 1}]\n    images: [{file: images/a.jpg, qqqqqqqqqq: 1}]\n";
    let rest = "pages: {qqqqqqqqqq: 1}\nfillers: [{text: x, qqqqqqqqqq: 1}]\neditions: {e: {qqqqqqqqqq: 1}}\n";
    let log = read(&format!("{head}{article}{furniture}{rest}"));
    let keys: BTreeSet<String> = known_keys(&log).into_iter().collect();
    assert!(keys.len() > 40, "{:?} {:#?}", keys, said(&log));
    assert_named_in_guide("key", keys);
}

#[test]
fn the_guide_names_every_key_property_role_and_layout() {
    let layout = "paper: letter\nqqqqqqqqqq: 1\nmargins: {qqqqqqqqqq: 1}\nstyles: {body: {qqqqqqqqqq: 1}}\n\
                  pages: {any: {qqqqqqqqqq: 1, folio: {qqqqqqqqqq: 1}, nameplate: {qqqqqqqqqq: 1}}}\n";
    let keys: BTreeSet<String> = known_keys(&read_layout(layout)).into_iter().collect();
    assert!(keys.len() > 25, "{keys:?}");
    assert_named_in_guide("key", keys);
    assert_named_in_guide("role", ROLES.iter().map(|r| r.key.to_owned()));
    assert_named_in_guide("layout", page::builtin_names().map(str::to_owned));
}

/// Reads a profile; the log.
fn read_profile(text: &str) -> Log {
    let mut log = Log::new();
    let files = MemoryFiles::new().with("profiles/ours.yaml", text);
    let _ = profile::find(&files, Path::new(""), "ours", None, &mut log);
    log
}

#[test]
fn the_guide_names_every_key_of_a_profile_and_every_profile() {
    let log = read_profile("extends: riso\nqqqqqqqqqq: 1\nphotos: {qqqqqqqqqq: 1}\ncondition: {qqqqqqqqqq: 1}\n");
    let keys: BTreeSet<String> = known_keys(&log).into_iter().collect();
    assert!(keys.len() > 22, "{keys:?} {:#?}", said(&log));
    assert_named_in_guide("key", keys);
    assert_named_in_guide("profile", profile::builtin_names().map(str::to_owned));
}

#[test]
fn the_guides_profiles_are_read_without_a_mistake() {
    let all = blocks("# profile.yaml");
    assert!(all.len() >= 2, "no profile in the guide");
    for (line, text) in all {
        let log = read_profile(&text);
        assert!(log.diagnostics().is_empty(), "the profile on line {line} of docs/guide.md: {:#?}", said(&log));
    }
}

#[test]
fn the_page_on_folding_tells_every_scheme_and_paper() {
    for scheme in stonehand::impose::SCHEMES {
        assert!(FOLDING.contains(&format!("| `{}` |", scheme.name)), "docs/folding.md has no row for {}", scheme.name);
    }
    for paper in stonehand::impose::paper::names() {
        assert!(FOLDING.contains(&format!("`{paper}`")), "docs/folding.md does not name the paper {paper}");
    }
}

#[test]
fn the_guide_says_what_each_role_inherits() {
    for row in ROLES.iter().filter(|r| r.role != r.parent) {
        let parent = ROLES.iter().find(|r| r.role == row.parent).map_or("", |r| r.key);
        let wanted = format!("| `{}` | `{parent}` |", row.key);
        assert!(GUIDE.contains(&wanted), "docs/guide.md has no row {wanted}");
    }
}

#[test]
fn the_readmes_commands_are_those_of_the_script() {
    for command in ["cargo run --release -- build issues/2026-11-06/issue.yaml", "cargo test"] {
        let stands = |text: &str| text.lines().any(|l| l.trim() == command);
        assert!(stands(README), "README.md does not have the command `{command}` on a line of its own");
        assert!(stands(SCRIPT), ".ci/run does not have the command `{command}` on a line of its own");
    }
}

#[test]
fn the_files_that_the_documents_lead_to_are_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for name in
        ["README.md", "ARCHITECTURE.md", "CHANGELOG.md", "docs/guide.md", "docs/folding.md", "tests/bench/README.md"]
    {
        let text = std::fs::read_to_string(root.join(name)).expect(name);
        let folder = root.join(name).parent().expect("a file has a folder").to_owned();
        let mut targets: Vec<&str> = text.split("](").skip(1).filter_map(|t| t.split(')').next()).collect();
        targets.extend(text.split("src=\"").skip(1).filter_map(|t| t.split('"').next()));
        for target in targets {
            let file = target.split('#').next().unwrap_or_default();
            let elsewhere = target.contains("://") || target.starts_with("mailto:") || file.is_empty();
            // The guide's examples of Markdown lead to the reader's own pictures.
            let example = name == "docs/guide.md" && (file.starts_with("images/") && !folder.join(file).exists());
            assert!(elsewhere || example || folder.join(file).exists(), "{name} leads to {target}, which is not there");
        }
    }
}

#[test]
fn an_issue_is_composed_from_memory() {
    let mut log = Log::new();
    let pdf = compose::run(&mut log).unwrap_or_else(|_| panic!("{:#?}", said(&log)));
    assert!(pdf.starts_with(b"%PDF-"), "not a PDF");
    assert!(log.diagnostics().is_empty(), "{:#?}", said(&log));
}

#[test]
fn the_letter_map_shows_every_article() {
    let mut log = Log::new();
    let map = letter_map::run(&mut log).unwrap_or_else(|_| panic!("{:#?}", said(&log)));
    for letter in ["AAA", "BBB", "CCC"] {
        assert!(map.contains(letter), "no {letter} in\n{map}");
    }
    assert!(!map.contains('!'), "something stands on something else:\n{map}");
    assert!(map.contains("page 1: about "), "{map}");
}

#[test]
fn an_issue_from_memory_is_looked_at() {
    let mut log = Log::new();
    let made = proof::run(&mut log).unwrap_or_else(|_| panic!("{:#?}", said(&log)));
    let names: Vec<&str> = made.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["page-1.png", "contact.png"]);
    assert!(made.iter().all(|(_, png)| png.starts_with(b"\x89PNG")));
}

#[test]
fn every_stage_is_timed() {
    let mut log = Log::new();
    let table = stages::run(&mut log).unwrap_or_else(|_| panic!("{:#?}", said(&log)));
    assert!(table.contains("make up") && table.contains("write PDF"), "{table}");
}

#[test]
fn a_rebuild_is_timed_and_keeps_what_it_made() {
    let mut log = Log::new();
    let table = rebuild::run(&mut log).unwrap_or_else(|_| panic!("{:#?}", said(&log)));
    assert!(table.contains("compose") && table.contains("kept: "), "{table}");
    assert!(log.diagnostics().is_empty(), "{:#?}", said(&log));
}

#[test]
fn the_measuring_issue_is_read_without_a_mistake() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let words = bench_issue::make(folder.path(), 1).expect("the files are written");
    assert!((10_500..=11_500).contains(&words), "{words} words");
    let mut log = Log::new();
    let issue = issue::read(&stonehand::files::DiskFiles, folder.path(), &mut log);
    assert!(log.diagnostics().is_empty(), "{:#?}", said(&log));
    assert_eq!(issue.map(|i| i.articles.len()), Ok(19));
}
