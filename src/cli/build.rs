//! `stonehand build`: sets an issue and writes its PDF, whole or not at all.

use super::args::{Build, Emit};
use super::impose::{Sheets, beside};
use super::inspect::inspect;
use super::note::{Order, note};
use super::output::{Waiting, put};
use super::report::{self, count};
use super::variants::{show, variants};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use stonehand::Edition;
use stonehand::diag::{Log, Severity};
use stonehand::session::{Made, Paper, named_after, suffixed, written};

/// Sets the issue and its editions; writes the PDFs and the sheets that are asked for, or prints what was asked for
/// instead. Where one edition cannot be made, nothing is written.
pub fn run(args: &Build) -> ExitCode {
    let messages = &args.input.messages;
    // What is printed rather than written is one paper.
    let mut variants = variants(&args.input, args.emit.is_none());
    let mut said = String::new();
    let mut stops = false;
    for variant in &mut variants {
        stops |= variant.edition.is_none() || report::stops(&variant.log, messages);
    }
    if let (Some(emit @ (Emit::Display | Emit::Dummy)), false) = (args.emit, stops) {
        for variant in &mut variants {
            let Some(edition) = &mut variant.edition else { continue };
            said.push_str(&match emit {
                Emit::Display => stonehand::display::dump(&edition.pages),
                _ => std::mem::take(&mut edition.dummy),
            });
        }
    } else if !stops {
        // All are made and inspected before the first is moved into place.
        let make = |v: &mut Paper| make(args, v.name.as_deref(), v.edition.as_mut()?, &mut v.log);
        let ready: Vec<Option<Ready>> = variants.iter_mut().map(make).collect();
        let ready: Option<Vec<Ready>> = ready.into_iter().collect();
        stops = ready.is_none();
        for (variant, ready) in variants.iter_mut().zip(ready.unwrap_or_default()) {
            let words = variant.edition.as_ref().and_then(|edition| ready.put(args, edition, &mut variant.log));
            match words {
                Some(words) => said.push_str(&words),
                None => stops = true,
            }
        }
    }
    show(&mut variants, messages);
    if stops {
        return ExitCode::from(1);
    }
    report::stdout(&said);
    // The process ends here; what it holds goes with it, at once rather than piece by piece.
    std::mem::forget(variants);
    ExitCode::SUCCESS
}

/// What is asked for, made and inspected, and not yet in its place.
struct Ready {
    /// Where the PDF stands, or would stand.
    own: PathBuf,
    made: Vec<Made>,
    /// The files of `made`, unless the sheets alone are wanted.
    waiting: Vec<Waiting>,
    sheets: Vec<(PathBuf, Sheets)>,
}

/// Makes what is asked for; nothing where it must not go out, which the log then says.
fn make(args: &Build, variant: Option<&str>, edition: &mut Edition, log: &mut Log) -> Option<Ready> {
    // An edition that is asked for by name has the name that is asked for.
    let suffix = variant.filter(|_| args.input.edition.is_none() || args.output.is_none());
    let own = suffixed(&default_output(&args.input.issue), variant);
    let given = args.output.as_ref().map(|o| suffixed(o, suffix));
    let output = given.as_deref().filter(|_| args.impose.is_none()).unwrap_or(&own);
    let made = Made::all(written(edition, None, log)?, output);
    let named: Vec<_> = made.iter().map(|m| (m.name(), Arc::clone(&m.bytes))).collect();
    // Where the sheets are given a name, they are what is wanted.
    let goes_out = args.emit.is_none() && (args.impose.is_none() || args.output.is_none());
    // What is inspected is written meanwhile; it waits for what is found.
    let (waiting, ()) = rayon::join(
        || made.iter().filter(|_| goes_out).map(|m| Waiting::write(&m.path, &m.bytes)).collect(),
        || inspect(edition, &named, log),
    );
    let sheets = sheets(args, given.as_deref(), &made, log)?;
    let held_back = args.emit.is_none() && report::stops(log, &args.input.messages);
    (!held_back).then_some(Ready { own, made, waiting, sheets })
}

impl Ready {
    /// Moves everything into its place, or prints the maps of the sheets; what there is to say of it.
    fn put(self, args: &Build, edition: &Edition, log: &mut Log) -> Option<String> {
        if args.emit == Some(Emit::Sheets) {
            return Some(self.sheets.into_iter().map(|(_, s)| s.dummy).collect());
        }
        let mut said = String::new();
        if !self.waiting.is_empty() {
            if !self.waiting.into_iter().all(|file| file.put(log)) {
                return None;
            }
            said = summary(edition, log, &self.made);
        }
        for (path, sheets) in &self.sheets {
            said.push_str(&sheets.put(path, log)?);
        }
        if args.note {
            let path = self.own.with_extension("txt");
            let printed: Vec<&PathBuf> = if self.sheets.is_empty() {
                self.made.iter().map(|m| &m.path).collect()
            } else {
                self.sheets.iter().map(|s| &s.0).collect()
            };
            let order = Order {
                files: printed.into_iter().map(|p| name(p)).collect(),
                sheets: self.sheets.iter().take(1).map(|(_, s)| s.summary.as_str()).collect(),
                copies: args.copies,
            };
            if !put(&path, note(edition, &order).as_bytes(), log) {
                return None;
            }
            said = format!("{said}{}\n", path.display());
        }
        Some(said)
    }
}

/// The name of a file without its folder.
pub fn name(path: &Path) -> String {
    path.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned())
}

/// The sheets of each file, if any are asked for: made of the finished PDF, as of anybody's.
fn sheets(args: &Build, given: Option<&Path>, made: &[Made], log: &mut Log) -> Option<Vec<(PathBuf, Sheets)>> {
    let Some(scheme) = args.impose else { return Some(Vec::new()) };
    let of = |m: &Made| {
        let path = given.map_or_else(|| beside(&m.path, scheme), |o| named_after(o, m.ink));
        Some((path, Sheets::make(Arc::clone(&m.bytes), &name(&m.path), scheme, &args.sheets, log)?))
    };
    made.iter().map(of).collect()
}

/// One line of what was made, one of where each file is.
fn summary(edition: &Edition, log: &Log, made: &[Made]) -> String {
    let s = &edition.summary;
    let profile = edition.profile.as_ref().map(|p| format!("; profile {}", p.name)).unwrap_or_default();
    let paths: Vec<String> = made.iter().map(|m| m.path.display().to_string()).collect();
    format!(
        "{}, {}, {}; the last page is {} % full; {}{profile}\n{}\n",
        count(s.pages, "page"),
        count(s.words, "word"),
        count(s.pictures, "picture"),
        s.last_page_fullness_percent,
        count(log.count(Severity::Warning), "warning"),
        paths.join("\n")
    )
}

/// `<issue folder>/<folder's name>.pdf`
pub fn default_output(issue: &Path) -> PathBuf {
    let folder = if issue.is_dir() { issue } else { issue.parent().unwrap_or(Path::new("")) };
    let named = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let whole = std::fs::canonicalize(named).unwrap_or_else(|_| named.to_owned());
    let name = whole.file_name().map_or_else(|| "newsletter".to_owned(), |n| n.to_string_lossy().into_owned());
    folder.join(format!("{name}.pdf"))
}
