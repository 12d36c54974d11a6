//! How long each stage takes on an issue, in milliseconds: the fastest of some runs, and their median.
//!
//! ```text
//! cargo run --release --example stages -- issues/2026-11-06 7
//! ```
//!
//! Without a path, a small issue from memory is timed. The stages are those of `stonehand::compose`, called one by one.

use rayon::prelude::*;
use std::fmt::Write;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;
use stonehand::diag::{Failed, Log};
use stonehand::edition::{Edition, Summary};
use stonehand::files::{DiskFiles, Files, MemoryFiles};
use stonehand::font::FontBook;
use stonehand::image::Images;
use stonehand::issue;
use stonehand::makeup::{self, Materials};
use stonehand::page;
use stonehand::{paint, pdf, style};

const ISSUE: &str = "\
layout: letter-news
nameplate: {title: The Loading Dock}
articles:
  - headline: The mirror at the corner is up
    text: It took four months and three letters. On Monday morning the mirror hung where it had been asked for.
";

/// The stages, in their order.
const STAGES: [&str; 8] = ["read issue", "read layout", "fonts", "pictures", "styles", "make up", "paint", "write PDF"];

/// Times the small issue once.
pub fn run(log: &mut Log) -> Result<String, Failed> {
    report(&MemoryFiles::new().with("issue.yaml", ISSUE), Path::new("issue.yaml"), 1, log)
}

/// Times an issue `runs` times; returns a table.
pub fn report(files: &dyn Files, path: &Path, runs: usize, log: &mut Log) -> Result<String, Failed> {
    let mut all: Vec<[f64; STAGES.len()]> = Vec::new();
    let mut size = 0;
    for _ in 0..runs.max(1) {
        let mut said = Log::new();
        let timed = once(files, path, &mut said);
        if timed.is_err() || all.is_empty() {
            *log = said;
        }
        let (times, bytes) = timed?;
        all.push(times);
        size = bytes;
    }
    let mut out = format!("{:<12} {:>9} {:>9}\n", "stage", "least ms", "median ms");
    let mut sums = (0.0, 0.0);
    for (i, stage) in STAGES.iter().enumerate() {
        let mut times: Vec<f64> = all.iter().map(|t| t[i]).collect();
        times.sort_by(f64::total_cmp);
        let (least, median) = (times[0], times[times.len() / 2]);
        sums = (sums.0 + least, sums.1 + median);
        let _ = writeln!(out, "{stage:<12} {least:>9.2} {median:>9.2}");
    }
    let _ = writeln!(out, "{:<12} {:>9.2} {:>9.2}", "sum", sums.0, sums.1);
    let _ = writeln!(out, "{size} bytes");
    Ok(out)
}

/// One run: the milliseconds of every stage and the size of the PDF.
fn once(files: &dyn Files, path: &Path, log: &mut Log) -> Result<([f64; STAGES.len()], usize), Failed> {
    let mut times = [0.0; STAGES.len()];
    let mut last = Instant::now();
    let mut lap = |stage: usize| {
        times[stage] = last.elapsed().as_secs_f64() * 1_000.0;
        last = Instant::now();
    };
    let issue = issue::read(files, path, log)?;
    lap(0);
    let layout = page::read(files, &issue.folder, &issue.layout, log)?;
    lap(1);
    let fonts = FontBook::load(files, &issue.folder, &layout.families(), log);
    lap(2);
    let images = Images::load(files, &issue.folder, &issue.picture_files(), log);
    log.check()?;
    lap(3);
    let styles = style::resolve(&layout, &fonts, log)?;
    lap(4);
    let materials = Materials {
        layout: &layout,
        styles: &styles,
        fonts: &fonts,
        images: &images,
        hyphenation: &issue.hyphenation,
        memories: &Arc::default(),
        standing: None,
    };
    let grid = page::Grid::new(&layout, makeup::drop_of_lines(materials));
    let made = makeup::make_up(&issue, materials, log);
    log.check()?;
    lap(5);
    let pages: Vec<_> = made.pages.into_par_iter().map(|p| paint::paint(p, &layout)).collect();
    lap(6);
    let summary = Summary { pages: pages.len(), words: 0, pictures: 0, last_page_fullness_percent: 0 };
    let language = issue.language.tag.to_owned();
    let edition = Edition {
        pages,
        fonts,
        images,
        language,
        never_print: Vec::new(),
        title: None,
        profile: None,
        grid,
        dummy: made.dummy,
        decisions: made.decisions,
        summary,
        scraps: made.scraps,
    };
    let bytes = pdf::write(&edition).len();
    lap(7);
    Ok((times, bytes))
}

fn main() {
    let mut arguments = std::env::args_os().skip(1);
    let path = arguments.next();
    let runs = arguments.next().and_then(|n| n.to_str()?.parse().ok()).unwrap_or(7);
    let mut log = Log::new();
    let table = match path {
        Some(path) => report(&DiskFiles, Path::new(&path), runs, &mut log),
        None => run(&mut log),
    };
    for diagnostic in log.diagnostics() {
        eprintln!("{}: {}", diagnostic.code, diagnostic.message);
    }
    match table {
        Ok(table) => print!("{table}"),
        Err(Failed) => std::process::exit(1),
    }
}
