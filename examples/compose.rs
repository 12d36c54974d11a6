//! An issue composed from memory: nothing is read from the disk, and nothing is written unless a path is given.
//!
//! ```text
//! cargo run --example compose -- small.pdf
//! ```

use std::path::Path;
use stonehand::diag::{Failed, Log};
use stonehand::files::MemoryFiles;
use stonehand::pdf;

/// The manifest; the copy stands in it.
const ISSUE: &str = "\
layout: letter-bulletin
nameplate: {title: The Loading Dock, date: 2026-03-14}
articles:
  - headline: The mirror at the corner is up
    byline: By a night-shift loader
    text: |
      It took *four months* and three letters. On Monday morning the mirror hung where the drivers had asked for it.

      It is a small thing. It is also the first time that a list of ours was worked through to the end.
";

/// Composes the issue and returns the bytes of its PDF. What was found wrong, if anything, is in the log.
pub fn run(log: &mut Log) -> Result<Vec<u8>, Failed> {
    let files = MemoryFiles::new().with("issue.yaml", ISSUE);
    let edition = stonehand::compose(&files, Path::new("issue.yaml"), log)?;
    Ok(pdf::write(&edition))
}

fn main() -> std::io::Result<()> {
    let mut log = Log::new();
    let pdf = run(&mut log);
    for diagnostic in log.diagnostics() {
        eprintln!("{}: {}", diagnostic.code, diagnostic.message);
    }
    let Ok(pdf) = pdf else { std::process::exit(1) };
    println!("{} bytes", pdf.len());
    match std::env::args_os().nth(1) {
        Some(path) => std::fs::write(path, pdf),
        None => Ok(()),
    }
}
