//! A session, driven directly.

use super::desk::{Desk, Dice};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use stonehand::diag;
use stonehand::files::{DiskFiles, FileError, Files, MemoryFiles};
use stonehand::session::{Built, Order, Session};

/// The sample's files, one of them with another word.
struct Edited(PathBuf, &'static str);
impl Files for Edited {
    fn read(&self, path: &Path, limit: u64) -> Result<Vec<u8>, FileError> {
        let bytes = DiskFiles.read(path, limit)?;
        if path != self.0 {
            return Ok(bytes);
        }
        Ok(String::from_utf8(bytes).unwrap().replacen(" the ", self.1, 1).into_bytes())
    }

    fn list(&self, dir: &Path) -> Vec<String> {
        DiskFiles.list(dir)
    }
}

fn order(issue: &str) -> Order {
    Order {
        issue: issue.into(),
        profile: None,
        edition: None,
        output: (PathBuf::from("dock.pdf"), false),
        strict: false,
    }
}

/// Files by their paths, and what was said of each paper.
type Came = (Vec<(PathBuf, Arc<Vec<u8>>)>, Vec<String>);

/// Everything that came of a build.
fn came(built: &Built) -> Came {
    let files = built.files.iter().flatten().flatten().map(|m| (m.path.clone(), Arc::clone(&m.bytes))).collect();
    (files, built.papers.iter().map(|p| diag::human(&p.log, false)).collect())
}

fn fresh(files: &dyn Files) -> Built {
    Session::new(order("issue.yaml"), Vec::new()).build(files, &|_| {})
}

#[test]
fn after_a_thousand_edits_a_session_gives_what_a_fresh_build_gives() {
    let mut dice = Dice::new(7);
    let mut desk = Desk::new(&mut dice, false);
    let mut session = Session::new(order("issue.yaml"), Vec::new());
    let mut last = session.build(&desk.memory(), &|_| {});
    let most = session.kept() * 4;
    let (mut good, mut bad, mut idle, mut compared) = (0, 0, 0, 0);
    for n in 0..1_000 {
        let edit = desk.edit(&mut dice);
        let files = desk.memory();
        if last.asked.changed(&files).is_empty() {
            idle += 1;
        } else {
            last = session.build(&files, &|_| {});
            if last.files.is_some() { good += 1 } else { bad += 1 }
        }
        assert!(session.kept() <= most, "edit {n} ({edit}): {} things are kept", session.kept());
        // Every eleventh is held against a fresh build, and whatever was not taken for a change.
        if n % 11 == 0 || last.asked.changed(&files).is_empty() && idle % 9 == 1 {
            compared += 1;
            assert!(came(&last) == came(&fresh(&files)), "edit {n} ({edit}): stale");
        }
    }
    assert!(good > 400 && bad > 100 && idle > 50 && compared > 90, "{good} good, {bad} bad, {idle} idle, {compared}");
    desk.mend();
    let files = desk.memory();
    last = session.build(&files, &|_| {});
    assert!(last.files.is_some());
    assert!(came(&last) == came(&fresh(&files)));
}

#[test]
fn the_eight_page_sample_is_rebuilt_to_the_same_bytes() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("issues/2026-11-06");
    let issue = root.to_str().unwrap();
    let mut session = Session::new(order(issue), Vec::new());
    let mut before = Vec::new();
    for words in [" the ", " every single ", " ", " the "] {
        let files = Edited(root.join("articles/schedule.md"), words);
        let built = session.build(&files, &|_| {});
        let other = Session::new(order(issue), Vec::new()).build(&files, &|_| {});
        assert!(came(&built) == came(&other), "{words}");
        assert!(!came(&built).0.is_empty());
        before.push(came(&built).0);
    }
    assert!(before[0] == before[3] && before[0] != before[1] && before[1] != before[2]);
}

#[test]
fn a_session_makes_every_edition_and_every_plate() {
    let manifest = "layout: letter-news\nprofile: riso\nnameplate: {title: The Dock}\narticles:\n  - headline: Soup\n    text: Bring soup.\neditions:\n  night: {nameplate: {title: Night}}\n";
    let one = MemoryFiles::new().with("issue.yaml", manifest);
    let two = MemoryFiles::new().with("issue.yaml", manifest.replace("Bring soup", "Bring bread"));
    let mut session = Session::new(order("issue.yaml"), Vec::new());
    for files in [&one, &two, &one] {
        let built = session.build(files, &|_| {});
        assert!(came(&built) == came(&fresh(files)));
        let names: Vec<PathBuf> = came(&built).0.into_iter().map(|f| f.0).collect();
        assert!(names.len() >= 2 && names.iter().any(|n| n.to_string_lossy().starts_with("dock-night")), "{names:?}");
    }
}

#[test]
fn warnings_stop_where_they_are_to() {
    let manifest = "layout: letter-news\nnameplate: {title: The Dock}\narticles:\n  - headline: Soup\n    text: \"Bring \u{1F372}.\"\n";
    let files = MemoryFiles::new().with("issue.yaml", manifest);
    let mut strict = Session::new(Order { strict: true, ..order("issue.yaml") }, Vec::new());
    assert!(strict.build(&files, &|_| {}).files.is_none());
    assert!(fresh(&files).files.is_some());
}

/// The memory that the process has in use, in KB.
#[cfg(target_os = "linux")]
fn resident() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|l| l.strip_prefix("VmRSS:")).unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}

#[cfg(target_os = "linux")]
#[test]
#[ignore = "takes some minutes: cargo test --release --test suite -- --ignored memory_is_level"]
fn memory_is_level_over_an_evening() {
    let mut dice = Dice::new(23);
    let mut desk = Desk::new(&mut dice, true);
    let mut session = Session::new(order("issue.yaml"), Vec::new());
    let mut levels = Vec::new();
    for n in 0..=6_000 {
        desk.edit(&mut dice);
        let _ = session.build(&desk.memory(), &|_| {});
        if n % 1_000 == 0 {
            levels.push(resident());
        }
    }
    println!("KB in use after every thousand edits: {levels:?}");
    let (early, late) = (levels[1], levels[levels.len() - 1]);
    assert!(late < early + early / 4, "{levels:?}");
}
