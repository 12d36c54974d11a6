//! The rooms of `src/` stand in layer order: a room imports only rooms that `lib.rs` declares before it.

use std::path::{Path, PathBuf};

/// The names that `lib.rs` declares as `pub mod`, in order, with the number of their group (groups are set apart by
/// empty lines).
fn rooms(root: &Path) -> Vec<(String, usize)> {
    let text = std::fs::read_to_string(root.join("lib.rs")).unwrap();
    let mut group = 0;
    let mut rooms = Vec::new();
    for line in text.lines() {
        if line.trim().is_empty() {
            group += 1;
        } else if let Some(name) = line.strip_prefix("pub mod ").and_then(|l| l.strip_suffix(';')) {
            rooms.push((name.to_owned(), group));
        }
    }
    rooms
}

fn sources(dir: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(dir).unwrap().map(|e| e.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

/// The rooms that a line names after `crate::` (or, in the binary, `stonehand::`), one or several in braces.
fn named<'a>(line: &'a str, krate: &str) -> Vec<&'a str> {
    let code = line.split("//").next().unwrap_or_default();
    let word = |t: &'a str| t.split(|c: char| !(c.is_alphanumeric() || c == '_')).next().unwrap_or_default();
    let mut names = Vec::new();
    for (at, _) in code.match_indices(krate) {
        let rest = &code[at + krate.len()..];
        let Some(list) = rest.strip_prefix('{') else {
            names.push(word(rest));
            continue;
        };
        let mut depth = 0;
        let mut start = 0;
        for (i, c) in list.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => {
                    names.push(word(list[start..i].trim()));
                    break;
                }
                '}' => depth -= 1,
                ',' if depth == 0 => {
                    names.push(word(list[start..i].trim()));
                    start = i + 1;
                }
                _ => {}
            }
        }
    }
    names.retain(|n| !n.is_empty());
    names
}

#[test]
fn a_room_imports_only_rooms_declared_before_it() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let rooms = rooms(&root);
    assert!(rooms.len() > 5, "lib.rs declares its rooms as `pub mod name;`");
    let place = |name: &str| rooms.iter().position(|(n, _)| n == name);
    let mut files = Vec::new();
    sources(&root, &mut files);
    let mut wrong = Vec::new();
    for file in files {
        let inner = file.strip_prefix(&root).unwrap();
        let room = inner.components().next().unwrap().as_os_str().to_string_lossy().trim_end_matches(".rs").to_owned();
        let text = std::fs::read_to_string(&file).unwrap();
        // A `use crate::{` over several lines is read as one.
        let mut open: Option<(usize, String)> = None;
        for (number, line) in text.lines().enumerate() {
            let (number, line) = match open.take() {
                Some((first, before)) => (first, format!("{before} {}", line.trim())),
                None => (number + 1, line.to_owned()),
            };
            if line.contains("crate::{") && !line.contains(';') {
                open = Some((number, line));
                continue;
            }
            for name in named(&line, "crate::") {
                let (Some(there), here) = (place(name), place(&room)) else { continue };
                let allowed = match here {
                    Some(here) => there <= here,
                    // lib.rs speaks of all; main.rs and cli/ are another crate and have no `crate::` rooms.
                    None => room == "lib",
                };
                if !allowed {
                    wrong.push(format!(
                        "src/{}:{number}: `{room}` may not import `{name}`, which is declared after it",
                        inner.display()
                    ));
                }
                if let (Some(here), true) = (here, name != room)
                    && rooms[here].1 == rooms[there].1
                    && rooms[here].1 <= rooms[place("files").unwrap()].1
                {
                    wrong.push(format!("src/{}:{number}: `{room}` and `{name}` share a layer", inner.display()));
                }
            }
            if room != "main" && room != "cli" && (line.contains("crate::cli") || line.contains("mod cli;")) {
                wrong.push(format!("src/{}:{number}: only main.rs knows the command line", inner.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn the_reader_of_paths_sees_every_form() {
    assert_eq!(named("use crate::diag::{Log, Span};", "crate::"), ["diag"]);
    assert_eq!(named("use crate::{diag::{Log, Span}, files, geom::Length};", "crate::"), ["diag", "files", "geom"]);
    assert_eq!(named("fn f(x: crate::geom::Rect) -> crate::page::Layout {", "crate::"), ["geom", "page"]);
    assert!(named("// crate::geom is not code", "crate::").is_empty());
}
