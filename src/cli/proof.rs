//! `stonehand proof`: pages as pictures, to be looked at before they are printed; and what changed since an earlier PDF.

use super::args::Proof;
use super::build::{default_output, name};
use super::changes::{against, words};
use super::output::Waiting;
use super::report::{self, count};
use super::variants::{show, variants};
use rayon::prelude::*;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use stonehand::diag::{Diagnostic, Log};
use stonehand::display::DisplayList;
use stonehand::image::Images;
use stonehand::profile::Space;
use stonehand::raster::{self, Options, Pixmap, ProofPress, Shape};
use stonehand::revise::{Change, State};
use stonehand::session::{Paper, suffixed};
use stonehand::{Edition, ink};

/// What is laid over the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Overlay {
    /// The columns, and the lines on which type stands
    Grid,
    /// The room of each article, with its newsroom name
    Modules,
    /// The border on which copiers do not print, and the safe area within it
    Safe,
}

/// How the pages look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Look {
    /// As they were meant
    Colour,
    /// As a black-and-white copier prints them: gray, harder, with a white border
    Copier,
}

/// Pulls the proofs and writes them, all or none.
pub fn run(args: &Proof) -> ExitCode {
    let mut variants = variants(&args.input, false);
    let Some(Paper { name, log, edition }) = variants.first_mut() else { return ExitCode::from(1) };
    let mut said = None;
    if let Some(edition) = edition.as_mut().filter(|_| !report::stops(log, &args.input.messages)) {
        said = proofs(args, name.as_deref(), edition, log);
    }
    let stops = said.is_none();
    show(&mut variants, &args.input.messages);
    if stops {
        return ExitCode::from(1);
    }
    report::stdout(&said.unwrap_or_default());
    ExitCode::SUCCESS
}

/// The pages as they are printed.
struct Printed {
    pages: Vec<DisplayList>,
    images: Images,
}

fn proofs(args: &Proof, variant: Option<&str>, edition: &mut Edition, log: &mut Log) -> Option<String> {
    let refuse = |why: Diagnostic, log: &mut Log| log.push(why);
    let mut wanted = match &args.pages {
        None => (0..edition.pages.len()).collect(),
        Some(pages) => pages.of(edition.pages.len()).map_err(|n| refuse(no_such_page(n, edition), log)).ok()?,
    };
    let changes = match &args.against {
        None => Vec::new(),
        Some(old) => against(edition, old, log)?,
    };
    let mut said = words(&changes, &wanted);
    if args.against.is_some() && !args.contact {
        // Pages that are as they were need not be looked at.
        wanted.retain(|n| changes.get(*n).is_none_or(|c| c.state != State::Same));
        if wanted.is_empty() {
            return Some(said);
        }
    }
    let printed = printed(edition, log)?;
    let look = match args.look {
        Look::Colour => raster::Look::Colour,
        Look::Copier => raster::Look::Copier,
    };
    let press = ProofPress::new(&edition.fonts, &printed.images, Options { ppi: args.ppi, look });
    let page = |n: &usize| (&printed.pages[*n], shapes(args, edition, &changes, *n));
    let pages: Vec<_> = wanted.iter().map(page).collect();
    let base = base(args, variant);
    let made = if args.contact {
        // Whether the sheet is too large is known before anything is painted.
        let size = |(n, (list, _)): (&usize, &(&DisplayList, _))| {
            raster::pixels(list.boxes.trim, args.ppi).map(|size| (*n as u32 + 1, size))
        };
        let sizes: Result<Vec<_>, _> = wanted.iter().zip(&pages).map(size).collect();
        sizes.and_then(|sizes| raster::contact_size(&sizes)).map_err(|why| refuse(why, log)).ok()?;
        let pulled = press.pull_all(&pages, |i, pixmap| (wanted[i] as u32 + 1, pixmap));
        let pulled = pulled.map_err(|why| refuse(why, log)).ok()?;
        contact(&pulled, log).map(|sheet| vec![(contact_name(args, &base), raster::png(&sheet))])?
    } else {
        let pulled = press.pull_all(&pages, |_, pixmap| raster::png(&pixmap));
        let pulled = pulled.map_err(|why| refuse(why, log)).ok()?;
        wanted.iter().zip(pulled).map(|(n, png)| (page_name(args, &base, *n, edition.pages.len()), png)).collect()
    };
    // All are written before the first is moved into place.
    let waiting: Vec<Waiting> = made.par_iter().map(|(path, png)| Waiting::write(path, png)).collect();
    if !waiting.into_iter().all(|file| file.put(log)) {
        return None;
    }
    said.extend(made.iter().map(|(path, _)| format!("{}\n", path.display())));
    Some(said)
}

fn no_such_page(n: usize, edition: &Edition) -> Diagnostic {
    let there = count(edition.pages.len(), "page");
    Diagnostic::error("no-such-page", format!("there is no page {n}: the paper has {there}"))
        .hint("`--pages` takes numbers and ranges, as in 1,3-5 or 7-")
}

/// The pages as the edition's profile prints them; where every ink has a file of its own, as they lie on one another.
fn printed(edition: &Edition, log: &mut Log) -> Option<Printed> {
    let whole = || Printed { pages: edition.pages.clone(), images: edition.images.clone() };
    match &edition.profile {
        Some(profile) if profile.color != Space::Inks => {
            let print = ink::prints(edition, profile, None, log).ok()?.into_iter().next()?;
            Some(Printed { pages: print.pages, images: print.images })
        }
        _ => Some(whole()),
    }
}

/// What is laid over a page (from 0).
fn shapes(args: &Proof, edition: &Edition, changes: &[Change], page: usize) -> Vec<Shape> {
    let list = &edition.pages[page];
    let number = page as u32 + 1;
    let mut shapes = Vec::new();
    for overlay in &args.overlay {
        shapes.extend(match overlay {
            Overlay::Grid => raster::grid(&edition.grid, number),
            Overlay::Modules => raster::modules(list, &edition.grid, number),
            Overlay::Safe => raster::safe_area(list.boxes.trim),
        });
    }
    shapes.extend(changes.get(page).map(|c| c.shapes.clone()).unwrap_or_default());
    shapes
}

fn contact(pages: &[(u32, Pixmap)], log: &mut Log) -> Option<Pixmap> {
    raster::contact_sheet(pages).map_err(|why| log.push(why)).ok()
}

/// What the files are called, without the number of a page: `-o`, or the issue's own name beside its PDF, or in the folder
/// that `-o` names.
fn base(args: &Proof, variant: Option<&str>) -> PathBuf {
    let own = || suffixed(&default_output(&args.input.issue), variant).with_extension("png");
    match &args.output {
        None => own(),
        Some(folder) if folder.is_dir() => folder.join(name(&own())),
        Some(file) => file.clone(),
    }
}

/// Whether a file is named, not a folder.
fn is_named(args: &Proof) -> bool {
    args.output.as_ref().is_some_and(|o| !o.is_dir())
}

/// `dock.png` → `dock-page-3.png`; with ten pages and more, `dock-page-03.png`, so that they are listed in order. One page
/// alone goes into the file that is named.
fn page_name(args: &Proof, base: &Path, page: usize, count: usize) -> PathBuf {
    let is_one = args.pages.as_ref().and_then(|p| p.of(count).ok()).is_some_and(|p| p.len() == 1);
    if is_named(args) && is_one {
        return base.to_owned();
    }
    let digits = count.to_string().len();
    let what = if args.against.is_some() { "changes-page" } else { "page" };
    beside(base, &format!("{what}-{:0digits$}", page + 1))
}

fn contact_name(args: &Proof, base: &Path) -> PathBuf {
    let what = if args.against.is_some() { "changes" } else { "contact" };
    if is_named(args) { base.to_owned() } else { beside(base, what) }
}

fn beside(base: &Path, what: &str) -> PathBuf {
    let whole = name(base);
    let stem = whole.strip_suffix(".png").unwrap_or(&whole);
    base.with_file_name(format!("{stem}-{what}.png"))
}
