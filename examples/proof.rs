//! An issue composed from memory and looked at: its pages as PNG files, and all of them on one sheet with the rooms of the
//! articles marked. Nothing is written unless a folder is given.
//!
//! ```text
//! cargo run --example proof -- some-folder
//! ```

use std::path::Path;
use stonehand::diag::{Diagnostic, Failed, Log};
use stonehand::files::MemoryFiles;
use stonehand::raster::{self, Look, Options, ProofPress};

/// The manifest; the copy stands in it.
const ISSUE: &str = "\
layout: letter-bulletin
nameplate: {title: The Loading Dock, date: 2026-03-14}
articles:
  - headline: The mirror at the corner is up
    slug: mirror
    text: |
      It took *four months* and three letters. On Monday morning the mirror hung where the drivers had asked for it.
  - headline: Who has the key to the water cooler?
    slug: water
    text: The one on the second floor has been locked since the move. Facilities says that it has no key either.
";

/// Composes the issue and returns files by their names. What was found wrong, if anything, is in the log.
pub fn run(log: &mut Log) -> Result<Vec<(String, Vec<u8>)>, Failed> {
    let files = MemoryFiles::new().with("issue.yaml", ISSUE);
    let edition = stonehand::compose(&files, Path::new("issue.yaml"), log)?;
    let refused = |log: &mut Log, why: Diagnostic| {
        log.push(why);
        Failed
    };

    // Pages as they are meant, each packed as soon as it is painted.
    let press = ProofPress::new(&edition.fonts, &edition.images, Options { ppi: 72, look: Look::Colour });
    let plain: Vec<_> = edition.pages.iter().map(|page| (page, Vec::new())).collect();
    let pages = press.pull_all(&plain, |n, pixmap| (format!("page-{}.png", n + 1), raster::png(&pixmap)));
    let mut out = pages.map_err(|why| refused(log, why))?;

    // All of them as a copier prints them, with shapes laid over.
    let press = ProofPress::new(&edition.fonts, &edition.images, Options { ppi: 40, look: Look::Copier });
    let marked: Vec<_> =
        edition.pages.iter().zip(1..).map(|(p, n)| (p, raster::modules(p, &edition.grid, n))).collect();
    let pages = press.pull_all(&marked, |n, pixmap| (n as u32 + 1, pixmap));
    let sheet = pages.and_then(|pages| raster::contact_sheet(&pages)).map_err(|why| refused(log, why))?;
    out.push(("contact.png".to_owned(), raster::png(&sheet)));
    Ok(out)
}

fn main() -> std::io::Result<()> {
    let mut log = Log::new();
    let made = run(&mut log);
    for diagnostic in log.diagnostics() {
        eprintln!("{}: {}", diagnostic.code, diagnostic.message);
    }
    let Ok(made) = made else { std::process::exit(1) };
    let folder = std::env::args_os().nth(1);
    for (name, png) in made {
        println!("{name}: {} bytes", png.len());
        if let Some(folder) = &folder {
            std::fs::write(Path::new(folder).join(name), png)?;
        }
    }
    Ok(())
}
