//! How long it takes to build an issue once more after one word of it was edited, step by step, in milliseconds: the
//! fastest of some runs, and their median. What did not change is kept from one build to the next, as `watch` does.
//!
//! ```text
//! cargo run --release --example rebuild -- issues/2026-11-06 articles/schedule.md 40
//! ```
//!
//! Without a path, a small issue from memory is built twice.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;
use stonehand::audit::audit;
use stonehand::diag::{Failed, Log};
use stonehand::files::{DiskFiles, FileError, Files, MemoryFiles};
use stonehand::finished::Document;
use stonehand::{Standing, pdf, preflight};

const ISSUE: &str = "\
layout: letter-news
nameplate: {title: The Loading Dock}
articles:
  - headline: The mirror at the corner is up
    body: mirror.md
  - headline: Second bench for the yard
    text: It stands behind door nine, where the afternoon sun comes.
";
const BODY: &str = "It took four months and three letters. On Monday the mirror hung where it had been asked for.\n";

/// The steps of a build, in their order.
const STEPS: [&str; 4] = ["compose", "never print", "write PDF", "audit"];

/// Files, one of which has been edited: one of its words is another.
struct Edited<'a> {
    files: &'a dyn Files,
    path: PathBuf,
    round: usize,
}

impl Files for Edited<'_> {
    fn read(&self, path: &Path, limit: u64) -> Result<Vec<u8>, FileError> {
        let bytes = self.files.read(path, limit)?;
        if path != self.path {
            return Ok(bytes);
        }
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let words = ["the", "every", "that", "no", "this"];
        Ok(text.replacen(" the ", &format!(" {} ", words[self.round % words.len()]), 1).into_bytes())
    }

    fn list(&self, dir: &Path) -> Vec<String> {
        self.files.list(dir)
    }
}

/// Edits and builds the small issue twice.
pub fn run(log: &mut Log) -> Result<String, Failed> {
    let files = MemoryFiles::new().with("issue.yaml", ISSUE).with("mirror.md", BODY);
    report(&files, Path::new(""), Path::new("mirror.md"), 2, log)
}

/// Edits `body` and builds the issue in `folder`, `rounds` times; returns a table.
pub fn report(files: &dyn Files, folder: &Path, body: &Path, rounds: usize, log: &mut Log) -> Result<String, Failed> {
    let (standing, kept) = (Standing::new(), pdf::Kept::new());
    let mut edited = Edited { files, path: folder.join(body), round: 0 };
    let mut all: Vec<[f64; STEPS.len()]> = Vec::new();
    for round in 0..=rounds {
        edited.round = round;
        let mut said = Log::new();
        let times = once(&edited, &folder.join("issue.yaml"), (&standing, &kept), &mut said);
        if times.is_err() || round == 0 {
            *log = said;
        }
        all.push(times?);
    }
    let first: f64 = all[0].iter().sum();
    let mut out = format!("first build  {first:>9.2}\n\n{:<12} {:>9} {:>9}\n", "step", "least ms", "median ms");
    let again = &all[1..];
    let mut row = |name: &str, of: &dyn Fn(&[f64; STEPS.len()]) -> f64| {
        let mut times: Vec<f64> = again.iter().map(of).collect();
        times.sort_by(f64::total_cmp);
        if let (Some(least), Some(median)) = (times.first(), times.get(times.len() / 2)) {
            let _ = writeln!(out, "{name:<12} {least:>9.2} {median:>9.2}");
        }
    };
    for (i, step) in STEPS.iter().enumerate() {
        row(step, &|times| times[i]);
    }
    row("all", &|times| times.iter().sum());
    let _ = writeln!(out, "kept: {} things composed, {} written", standing.len(), kept.len());
    Ok(out)
}

/// One build: the milliseconds of every step.
fn once(
    files: &dyn Files,
    path: &Path,
    (standing, kept): (&Standing, &pdf::Kept),
    log: &mut Log,
) -> Result<[f64; STEPS.len()], Failed> {
    let mut times = [0.0; STEPS.len()];
    let mut last = Instant::now();
    let mut lap = |step: usize| {
        times[step] = last.elapsed().as_secs_f64() * 1_000.0;
        last = Instant::now();
    };
    let mut edition = stonehand::compose_again(Some(standing), files, path, None, None, log)?;
    lap(0);
    log.extend(preflight::never(&edition));
    lap(1);
    let files = pdf::print_again(&mut edition, Some(kept), log)?;
    lap(2);
    for (_, bytes) in files {
        let bytes = Arc::new(bytes);
        let document = Document::open(Arc::clone(&bytes), "rebuilt.pdf", log)?;
        for trace in audit(&document, &bytes, &[]) {
            log.push(trace.diagnostic("rebuilt.pdf"));
        }
    }
    lap(3);
    Ok(times)
}

fn main() {
    let mut arguments = std::env::args_os().skip(1);
    let (folder, body) = (arguments.next(), arguments.next());
    let rounds = arguments.next().and_then(|n| n.to_str()?.parse().ok()).unwrap_or(40);
    let mut log = Log::new();
    let table = match (folder, body) {
        (Some(folder), Some(body)) => report(&DiskFiles, Path::new(&folder), Path::new(&body), rounds, &mut log),
        _ => run(&mut log),
    };
    for diagnostic in log.diagnostics() {
        eprintln!("{}: {}", diagnostic.code, diagnostic.message);
    }
    match table {
        Ok(table) => print!("{table}"),
        Err(Failed) => std::process::exit(1),
    }
}
