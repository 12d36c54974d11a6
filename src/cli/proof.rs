//! `stonehand proof`: pages as pictures, to be looked at before they are printed; and what changed since an earlier PDF.

use super::args::Proof;
use super::build::{default_output, files, name, suffixed};
use super::impose::unreadable;
use super::output::Waiting;
use super::report::{self, count};
use super::variants::{Variant, show, variants};
use rayon::prelude::*;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::str::FromStr;
use std::sync::Arc;
use stonehand::diag::{Diagnostic, Log};
use stonehand::display::DisplayList;
use stonehand::files::{DiskFiles, Files};
use stonehand::finished::{Document, MAX_FILE};
use stonehand::image::Images;
use stonehand::profile::Space;
use stonehand::raster::{self, Options, Pixmap, ProofPress, Shape};
use stonehand::revise::{self, Change, State};
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

/// Some of the pages: `1,3-5`, `7-`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pages(Vec<(usize, Option<usize>)>);

impl FromStr for Pages {
    type Err = String;

    fn from_str(text: &str) -> Result<Pages, String> {
        let wrong = |part: &str| format!("`{part}` is no page: write numbers from 1 and ranges, as in 1,3-5 or 7-");
        let number = |n: &str, part: &str| match n.trim().parse::<usize>() {
            Ok(n) if n > 0 => Ok(n),
            _ => Err(wrong(part)),
        };
        let range = |part: &str| match part.trim().split_once('-') {
            None => number(part, part).map(|n| (n, Some(n))),
            Some((first, "")) => number(first, part).map(|n| (n, None)),
            Some((first, last)) => match (number(first, part)?, number(last, part)?) {
                (first, last) if first <= last => Ok((first, Some(last))),
                _ => Err(format!("`{part}` goes backwards: write {last}-{first}")),
            },
        };
        text.split(',').map(range).collect::<Result<_, _>>().map(Pages)
    }
}

impl Pages {
    /// The pages, from 0 and in order, each once; the first number that there is no page of is an error.
    fn of(&self, count: usize) -> Result<Vec<usize>, usize> {
        let mut wanted = vec![false; count];
        for (first, last) in &self.0 {
            let last = last.unwrap_or(count.max(*first));
            if let Some(beyond) = (*first..=last).find(|n| *n > count) {
                return Err(beyond);
            }
            wanted[first - 1..last].fill(true);
        }
        Ok((0..count).filter(|n| wanted[*n]).collect())
    }
}

/// Pulls the proofs and writes them, all or none.
pub fn run(args: &Proof) -> ExitCode {
    let mut variants = variants(&args.input, false);
    let Some(Variant { name, log, edition }) = variants.first_mut() else { return ExitCode::from(1) };
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
    for (path, _) in &made {
        said.push_str(&format!("{}\n", path.display()));
    }
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
            let print = ink::prints(edition, profile, log).ok()?.into_iter().next()?;
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

/// Holds the edition against an earlier PDF of it.
fn against(edition: &mut Edition, path: &Path, log: &mut Log) -> Option<Vec<Change>> {
    let shown = path.display().to_string();
    let bytes = DiskFiles.read(path, MAX_FILE).map_err(|e| log.push(unreadable(&shown, &e))).ok()?;
    let old = Document::open(Arc::new(bytes), &shown, log).ok()?;
    let mut new = files(edition, log)?;
    if new.len() > 1 {
        let message = "this profile makes a PDF for every ink, and one PDF can be held against one".to_owned();
        log.push(
            Diagnostic::error("several-files", message)
                .hint("compare without the profile: give `--profile screen` here and to the earlier `build`"),
        );
        return None;
    }
    let new = Document::open(Arc::new(new.pop()?.1), "the new pages", log).ok()?;
    let sizes = |d: &Document| d.pages().iter().map(|p| p.size()).collect::<Vec<_>>();
    let (is, was) = (sizes(&new), sizes(&old));
    let alike = |a: &(f64, f64), b: &(f64, f64)| (a.0 - b.0).abs() < 1.0 && (a.1 - b.1).abs() < 1.0;
    if !is.iter().any(|a| was.iter().any(|b| alike(a, b))) {
        let message = format!("no page of `{shown}` has the size of this paper's");
        log.push(
            Diagnostic::error("another-paper", message)
                .hint("compare with the PDF of an earlier `build` of this issue, not with imposed sheets"),
        );
        return None;
    }
    Some(revise::against(edition, &new, &old))
}

/// What changed, a line for every page and every thing that changed on it.
fn words(changes: &[Change], wanted: &[usize]) -> String {
    let mut out = String::new();
    if changes.is_empty() {
        return out;
    }
    let shown = |c: &&Change| c.state == State::Gone || wanted.contains(&(c.page - 1));
    let mut same = Vec::new();
    for change in changes.iter().filter(shown) {
        let page = change.page;
        match change.state {
            State::Same => same.push(page),
            State::Changed => out.push_str(&format!("page {page} changed\n")),
            State::New => out.push_str(&format!("page {page} is new\n")),
            State::Gone => out.push_str(&format!("page {page} is gone\n")),
            State::Unsure => out.push_str(&format!(
                "page {page} seems to be the same, but something on it is painted in a way that is not compared\n"
            )),
        }
        for line in &change.said {
            out.push_str(&format!("  {line}\n"));
        }
    }
    match &same[..] {
        [] => {}
        _ if out.is_empty() => out.push_str("no page has changed\n"),
        pages => out.push_str(&format!("unchanged: {}\n", numbers(pages))),
    }
    out
}

/// `page 2`, `pages 1-3, 7`
fn numbers(pages: &[usize]) -> String {
    let runs = pages.chunk_by(|a, b| a + 1 == *b).map(|run| match run {
        [one] => one.to_string(),
        [first, .., last] => format!("{first}-{last}"),
        [] => String::new(),
    });
    let runs: Vec<String> = runs.collect();
    format!("page{} {}", if pages.len() == 1 { "" } else { "s" }, runs.join(", "))
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

#[cfg(test)]
mod tests {
    use super::*;

    fn pages(text: &str, count: usize) -> Result<Vec<usize>, usize> {
        text.parse::<Pages>().expect("pages").of(count)
    }

    #[test]
    fn pages_are_numbers_and_ranges() {
        assert_eq!(pages("1,3-5", 8), Ok(vec![0, 2, 3, 4]));
        assert_eq!(pages("7-, 1", 8), Ok(vec![0, 6, 7]));
        assert_eq!(pages("2,2,1-2", 2), Ok(vec![0, 1]), "each once, in order");
        assert_eq!(pages("1-9", 8), Err(9));
        assert_eq!(pages("9-", 8), Err(9));
        for wrong in ["", "0", "x", "1-2-3", "-3", "5-3", "1,,2"] {
            assert!(wrong.parse::<Pages>().is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn numbers_that_follow_one_another_are_a_range() {
        assert_eq!(numbers(&[2]), "page 2");
        assert_eq!(numbers(&[1, 2, 3, 7]), "pages 1-3, 7");
    }
}
