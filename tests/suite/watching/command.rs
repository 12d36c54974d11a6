//! The command itself: a process that watches real files, edited as editors do it, and a reader that looks on.

use super::desk::{Desk, Dice};
use crate::commands::names;
use serde_json::Value;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;
use stonehand::session::{Order, Session};

/// Nobody waits longer than this: it is a way out of a test that fails, and no measure of anything.
const PATIENCE: Duration = Duration::from_mins(1);

/// A running `stonehand watch`.
pub struct Watching {
    child: Child,
    rounds: Receiver<Value>,
}

impl Watching {
    pub fn start(dir: &Path, args: &[&str]) -> Watching {
        let mut child = Command::new(env!("CARGO_BIN_EXE_stonehand"))
            .args(["watch", "--message-format", "json"])
            .args(args)
            .current_dir(dir)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let (send, rounds) = mpsc::channel();
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                let _ = send.send(serde_json::from_str(&line).unwrap());
            }
        });
        Watching { child, rounds }
    }

    /// The next round that `is` what is waited for.
    pub fn round(&self, is: impl Fn(&Value) -> bool) -> Value {
        loop {
            let round = self.rounds.recv_timeout(PATIENCE).expect("another round");
            if is(&round) {
                return round;
            }
        }
    }

    /// Presses Ctrl-C; the exit code.
    pub fn end(mut self) -> Option<i32> {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args(["-INT", &pid]).status().unwrap().success());
        self.child.wait().unwrap().code()
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}

/// An issue in the folder `dock` of a folder.
pub fn dock(dir: &Path) -> Desk {
    let folder = dir.join("dock");
    fs::create_dir(&folder).unwrap();
    let mut dice = Dice::new(5);
    let desk = Desk::new(&mut dice, true);
    save(&desk, &folder, &mut dice);
    desk
}

/// What a fresh build gives of the files as they are.
fn fresh(desk: &Desk) -> Option<Vec<Vec<u8>>> {
    let output = (PathBuf::from("dock.pdf"), false);
    let order = Order { issue: "issue.yaml".into(), profile: None, edition: None, output, strict: false };
    let built = Session::new(order, Vec::new()).build(&desk.memory(), &|_| {});
    Some(built.files?.into_iter().flatten().map(|m| m.bytes.to_vec()).collect())
}

/// Brings the files of a folder to those of the desk, in the way of one editor or another.
fn save(desk: &Desk, folder: &Path, dice: &mut Dice) {
    let known: Vec<PathBuf> = walk(folder);
    for path in known.iter().filter(|p| !desk.files.contains_key(p.strip_prefix(folder).unwrap())) {
        fs::remove_file(path).unwrap();
    }
    for (path, bytes) in &desk.files {
        let path = folder.join(path);
        if fs::read(&path).is_ok_and(|there| there == *bytes) {
            continue;
        }
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let beside = path.with_extension("tmp~");
        match dice.below(4) {
            // Another file in its place.
            0 => {
                fs::write(&beside, bytes).unwrap();
                fs::rename(&beside, &path).unwrap();
            }
            // The old one out of the way first.
            1 => {
                let _ = fs::rename(&path, &beside);
                fs::write(&path, bytes).unwrap();
                let _ = fs::remove_file(&beside);
            }
            // In two halves, with time between them.
            2 => {
                fs::write(&path, &bytes[..bytes.len() / 2]).unwrap();
                std::thread::sleep(Duration::from_millis(30));
                fs::write(&path, bytes).unwrap();
            }
            _ => fs::write(&path, bytes).unwrap(),
        }
    }
}

/// The files of an issue: not its PDFs, nor what lies about for a moment.
fn walk(folder: &Path) -> Vec<PathBuf> {
    let mut out = Vec::new();
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        let passing = path.extension().is_some_and(|e| e == "pdf" || e == "part" || e == "tmp~");
        if path.is_dir() {
            out.extend(walk(&path));
        } else if !passing {
            out.push(path);
        }
    }
    out
}

fn pdfs(folder: &Path) -> Option<Vec<Vec<u8>>> {
    ["dock.pdf", "dock-night.pdf"].iter().map(|name| fs::read(folder.join(name)).ok()).collect()
}

#[test]
fn every_edit_comes_out_and_whoever_reads_the_pdf_finds_it_whole() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("dock");
    fs::create_dir(&folder).unwrap();
    let mut dice = Dice::new(11);
    let mut desk = Desk::new(&mut dice, true);
    save(&desk, &folder, &mut dice);
    let watching = Watching::start(dir.path(), &["dock"]);
    watching.round(|r| r["built"] == true);
    let (done, read) = (AtomicBool::new(false), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                let pdf = fs::read(folder.join("dock.pdf")).unwrap();
                assert!(pdf.starts_with(b"%PDF-") && pdf.trim_ascii_end().ends_with(b"%%EOF"), "half a PDF");
                read.fetch_add(1, Ordering::Relaxed);
                std::thread::sleep(Duration::from_millis(1));
            }
        });
        let (mut good, mut bad) = (0, 0);
        let mut wanted = fresh(&desk);
        for n in 0..40 {
            let edit = desk.edit(&mut dice);
            let next = fresh(&desk);
            let same = next.is_some() && next == wanted;
            save(&desk, &folder, &mut dice);
            if next.is_none() {
                // The last good one stays, and that there is a mistake is said.
                if wanted.is_some() {
                    watching.round(|r| r["built"] == false && r["errors"].as_u64().is_some_and(|n| n > 0));
                }
                bad += 1;
            } else if !same {
                // Rounds of states in between may come before it.
                let round = watching.round(|r| r["built"] == true && pdfs(&folder) == next);
                assert!(round["pages"].as_u64().is_some_and(|n| n > 0), "edit {n} ({edit}): {round}");
                good += 1;
            }
            wanted = next;
        }
        done.store(true, Ordering::Relaxed);
        assert!(good > 12 && bad > 5, "{good} good, {bad} bad");
    });
    assert!(read.into_inner() > 10);
    assert_eq!(watching.end(), Some(0));
    let left: Vec<String> = names(&folder).into_iter().filter(|n| n.starts_with('.')).collect();
    assert_eq!(left, Vec::<String>::new());
}

#[test]
fn folders_may_go_and_come_back_and_layouts_may_stand_elsewhere() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("dock");
    fs::create_dir(&folder).unwrap();
    let mut dice = Dice::new(3);
    save(&Desk::new(&mut dice, true), &folder, &mut dice);
    let watching = Watching::start(dir.path(), &["dock/issue.yaml"]);
    watching.round(|r| r["built"] == true);
    let first = pdfs(&folder).unwrap();
    let other = |r: &Value| r["built"] == true && pdfs(&folder).is_some_and(|p| p != first);
    let as_it_was = |r: &Value| r["built"] == true && pdfs(&folder).is_some_and(|p| p == first);

    // The folder of the articles, renamed and back, and then another in its place.
    fs::rename(folder.join("articles"), folder.join("copy")).unwrap();
    watching.round(|r| r["built"] == false);
    fs::rename(folder.join("copy"), folder.join("articles")).unwrap();
    watching.round(as_it_was);
    fs::rename(folder.join("articles"), folder.join("old")).unwrap();
    fs::create_dir(folder.join("articles")).unwrap();
    for name in ["mirror.md", "bench.md", "lockers.md"] {
        fs::write(folder.join("articles").join(name), "Another body altogether.\n").unwrap();
    }
    watching.round(other);
    // What is in the new folder is watched as well.
    for name in ["mirror.md", "bench.md", "lockers.md"] {
        fs::copy(folder.join("old").join(name), folder.join("articles").join(name)).unwrap();
    }
    watching.round(as_it_was);

    // A layout in a folder of the working folder that was not there, changed, and gone again.
    let layout = dir.path().join("layouts/letter-news/layout.yaml");
    fs::create_dir_all(layout.parent().unwrap()).unwrap();
    fs::write(&layout, "paper: letter\ncolumns: 2\nbaseline: 12pt\n").unwrap();
    watching.round(other);
    let second = pdfs(&folder).unwrap();
    fs::write(&layout, "paper: a4\ncolumns: 2\nbaseline: 12pt\n").unwrap();
    watching.round(|r| r["built"] == true && pdfs(&folder).is_some_and(|p| p != second && p != first));
    fs::remove_dir_all(dir.path().join("layouts")).unwrap();
    watching.round(as_it_was);

    // The whole issue, out of the way and back.
    fs::rename(&folder, dir.path().join("elsewhere")).unwrap();
    watching.round(|r| r["built"] == false);
    fs::rename(dir.path().join("elsewhere"), &folder).unwrap();
    watching.round(as_it_was);

    // Deleted, and made anew: what is in it is watched as before.
    let kept = dir.path().join("kept");
    fs::rename(folder.join("old"), &kept).unwrap();
    // More than once: whether the new one is seen before word comes that the old one went is a matter of chance.
    for _ in 0..8 {
        fs::remove_dir_all(folder.join("articles")).unwrap();
        fs::create_dir(folder.join("articles")).unwrap();
        watching.round(|r| r["built"] == false);
        for name in ["mirror.md", "bench.md", "lockers.md"] {
            fs::copy(kept.join(name), folder.join("articles").join(name)).unwrap();
        }
        watching.round(as_it_was);
    }
    fs::write(folder.join("articles/bench.md"), "Once more.\n").unwrap();
    watching.round(other);
    assert_eq!(watching.end(), Some(0));
}

#[test]
fn what_comes_out_the_same_is_not_written_again() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("dock");
    fs::create_dir(&folder).unwrap();
    let mut dice = Dice::new(5);
    save(&Desk::new(&mut dice, true), &folder, &mut dice);
    let watching = Watching::start(dir.path(), &["dock", "-o", "out.pdf"]);
    let first = watching.round(|r| r["built"] == true);
    assert_eq!((&first["new"], &first["files"][0]), (&Value::Bool(true), &Value::from("out.pdf")));
    let written = fs::metadata(dir.path().join("out.pdf")).unwrap().modified().unwrap();
    let manifest = fs::read_to_string(folder.join("issue.yaml")).unwrap();
    fs::write(folder.join("issue.yaml"), format!("{manifest}# a comment\n")).unwrap();
    let round = watching.round(|r| r["changed"][0] == "dock/issue.yaml");
    assert_eq!((&round["built"], &round["new"]), (&Value::Bool(true), &Value::Bool(false)));
    assert_eq!(fs::metadata(dir.path().join("out.pdf")).unwrap().modified().unwrap(), written);
    assert_eq!(watching.end(), Some(0));
}
