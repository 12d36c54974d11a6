//! What the documents say is so: rooms stand as they are told of, the README's commands are those that the script runs, what
//! is led to is there, and the examples run. What the guide says is in `guide`.

use crate::help::said;
use std::path::{Path, PathBuf};
use stonehand::diag::Log;
use stonehand::issue;

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

const FOLDING: &str = include_str!("../../docs/folding.md");
const ARCHITECTURE: &str = include_str!("../../ARCHITECTURE.md");
const LIB: &str = include_str!("../../src/lib.rs");
const README: &str = include_str!("../../README.md");
const SCRIPT: &str = include_str!("../../.ci/run");

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
fn the_page_on_folding_tells_every_scheme_and_paper() {
    for scheme in stonehand::impose::SCHEMES {
        assert!(FOLDING.contains(&format!("| `{}` |", scheme.name)), "docs/folding.md has no row for {}", scheme.name);
    }
    for paper in stonehand::impose::paper::names() {
        assert!(FOLDING.contains(&format!("`{paper}`")), "docs/folding.md does not name the paper {paper}");
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

/// The Markdown files that people read, from the top of the repository.
fn documents() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found: Vec<PathBuf> =
        ["README.md", "ARCHITECTURE.md", "CHANGELOG.md", "tests/bench/README.md"].map(|name| root.join(name)).into();
    for folder in ["docs", "docs/guide"] {
        let entries = root.join(folder).read_dir().expect(folder).flatten().map(|e| e.path());
        found.extend(entries.filter(|p| p.extension().is_some_and(|e| e == "md")));
    }
    found
}

/// Where a link within a file may lead: its headings as code hosts name them.
fn anchors(text: &str) -> Vec<String> {
    let mut fenced = false;
    let mut found = Vec::new();
    for line in text.lines() {
        fenced ^= line.starts_with("```");
        let head = line.trim_start_matches('#');
        if !fenced && head.len() < line.len() && head.starts_with(' ') {
            let kept = head.trim().to_lowercase();
            let kept = kept.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
            found.push(kept.map(|c| if c == ' ' { '-' } else { c }).collect());
        }
    }
    found
}

#[test]
fn what_the_documents_lead_to_is_there() {
    for name in documents() {
        let text = std::fs::read_to_string(&name).expect("a document");
        let folder = name.parent().expect("a file has a folder");
        let mut targets: Vec<&str> = text.split("](").skip(1).filter_map(|t| t.split(')').next()).collect();
        targets.extend(text.split("src=\"").skip(1).filter_map(|t| t.split('"').next()));
        for target in targets {
            let (file, anchor) = target.split_once('#').map_or((target, None), |(file, anchor)| (file, Some(anchor)));
            // The guide's examples of Markdown lead to the reader's own pictures.
            let example = folder.ends_with("docs/guide") && file.starts_with("images/") && !folder.join(file).exists();
            if target.contains("://") || target.starts_with("mailto:") || example {
                continue;
            }
            let leads = if file.is_empty() { name.clone() } else { folder.join(file) };
            assert!(leads.exists(), "{} leads to {target}, which is not there", name.display());
            if let Some(anchor) = anchor {
                let heads = anchors(&std::fs::read_to_string(&leads).expect("a document"));
                assert!(heads.iter().any(|h| h == anchor), "{} leads to {target}: {heads:?}", name.display());
            }
        }
    }
}

#[test]
fn the_library_keeps_no_state_but_what_the_architecture_tells() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut kept = Vec::new();
    for path in rust_files(&src) {
        let text = std::fs::read_to_string(&path).expect("a source file");
        assert!(!text.contains("static mut"), "{}", path.display());
        let file = path.strip_prefix(&src).expect("a file of src").display().to_string();
        // The commands are the binary's own.
        if file.starts_with("cli") {
            continue;
        }
        let mut local = false;
        for line in text.lines().map(str::trim_start) {
            local = line.starts_with("thread_local!") || (local && !line.starts_with('}'));
            let name =
                line.trim_start_matches("pub(crate) ").trim_start_matches("pub(super) ").trim_start_matches("pub ");
            let Some((name, kind)) = name.strip_prefix("static ").and_then(|rest| rest.split_once(": ")) else {
                continue;
            };
            // What is only read is a table, not a state. Schemas are tables of tables.
            let changes = ["Mutex", "RwLock", "OnceLock", "LazyLock", "Cell", "Atomic", "Dictionary"];
            if local || changes.iter().any(|c| kind.contains(c)) {
                kept.push(format!("`{name}` in `{file}`"));
            }
        }
    }
    assert!(kept.len() >= 3, "{kept:?}");
    for kept in kept {
        assert!(ARCHITECTURE.contains(&kept), "ARCHITECTURE.md does not tell of {kept}");
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
