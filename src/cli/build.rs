//! `stonehand build`: sets an issue and writes its PDF, whole or not at all.

use super::args::{Build, Emit};
use super::impose::{Sheets, beside};
use super::inspect::inspect;
use super::note::{Order, note};
use super::output::{Waiting, put};
use super::report::{self, count};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use stonehand::color::InkName;
use stonehand::diag::{Log, Severity};
use stonehand::files::DiskFiles;
use stonehand::{Edition, pdf, preflight};

/// Sets the issue; writes the PDF and the sheets that are asked for, or prints what was asked for instead.
pub fn run(args: &Build) -> ExitCode {
    let messages = &args.input.messages;
    let mut log = Log::new();
    let composed = stonehand::compose_for(&DiskFiles, &args.input.issue, args.input.profile.as_deref(), &mut log);
    if let Ok(edition) = &composed {
        log.extend(preflight::never(edition));
    }
    let mut edition = match composed {
        Ok(edition) if !report::stops(&log, messages) => edition,
        _ => {
            report::diagnostics(&log, messages);
            return ExitCode::from(1);
        }
    };
    if let Some(emit @ (Emit::Display | Emit::Dummy)) = args.emit {
        report::diagnostics(&log, messages);
        report::stdout(&match emit {
            Emit::Display => stonehand::display::dump(&edition.pages),
            _ => edition.dummy,
        });
        return ExitCode::SUCCESS;
    }
    let written = write(args, &mut edition, &mut log);
    report::diagnostics(&log, messages);
    let Some(said) = written else { return ExitCode::from(1) };
    report::stdout(&said);
    // The process ends here; what it holds goes with it, at once rather than piece by piece.
    std::mem::forget(edition);
    ExitCode::SUCCESS
}

/// A finished file and where it goes.
struct Made {
    path: PathBuf,
    ink: Option<InkName>,
    bytes: Arc<Vec<u8>>,
}

/// Writes what is asked for; what there is to say of it.
fn write(args: &Build, edition: &mut Edition, log: &mut Log) -> Option<String> {
    let own = default_output(&args.input.issue);
    let output = args.output.as_deref().filter(|_| args.impose.is_none()).unwrap_or(&own);
    let made: Vec<Made> = files(edition, log)?
        .into_iter()
        .map(|(ink, bytes)| Made { path: named_after(output, ink), ink, bytes: Arc::new(bytes) })
        .collect();
    let named: Vec<_> = made.iter().map(|m| (name(&m.path), Arc::clone(&m.bytes))).collect();
    // Where the sheets are given a name, they are what is wanted.
    let goes_out = args.emit.is_none() && (args.impose.is_none() || args.output.is_none());
    // What is inspected is written meanwhile; it waits for what is found.
    let (waiting, ()) = rayon::join(
        || made.iter().filter(|_| goes_out).map(|m| Waiting::write(&m.path, &m.bytes)).collect::<Vec<_>>(),
        || inspect(edition, &named, log),
    );
    let sheets = sheets(args, &made, log)?;
    if args.emit == Some(Emit::Sheets) {
        return Some(sheets.into_iter().map(|(_, s)| s.dummy).collect());
    }
    if report::stops(log, &args.input.messages) {
        return None;
    }
    let mut said = String::new();
    if goes_out {
        if !waiting.into_iter().all(|file| file.put(log)) {
            return None;
        }
        said = summary(edition, log, &made);
    }
    for (path, sheets) in &sheets {
        said.push_str(&sheets.put(path, log)?);
    }
    if args.note {
        let path = own.with_extension("txt");
        let printed = if sheets.is_empty() {
            made.iter().map(|m| &m.path).collect()
        } else {
            sheets.iter().map(|s| &s.0).collect::<Vec<_>>()
        };
        let order = Order {
            files: printed.into_iter().map(|p| name(p)).collect(),
            sheets: sheets.iter().take(1).map(|(_, s)| s.summary.as_str()).collect(),
            copies: args.copies,
        };
        if !put(&path, note(edition, &order).as_bytes(), log) {
            return None;
        }
        said = format!("{said}{}\n", path.display());
    }
    Some(said)
}

/// The files that the edition's profile asks for; the edition stays as it was meant.
pub fn files(edition: &mut Edition, log: &mut Log) -> Option<Vec<pdf::File>> {
    let meant = edition.profile.is_some().then(|| edition.pages.clone());
    let files = pdf::print(edition, log).ok()?;
    if let Some(meant) = meant {
        edition.pages = meant;
    }
    Some(files)
}

/// The name of a file without its folder.
fn name(path: &Path) -> String {
    path.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned())
}

/// The sheets of each file, if any are asked for: made of the finished PDF, as of anybody's.
fn sheets(args: &Build, made: &[Made], log: &mut Log) -> Option<Vec<(PathBuf, Sheets)>> {
    let Some(scheme) = args.impose else { return Some(Vec::new()) };
    let of = |m: &Made| {
        let path = args.output.as_deref().map_or_else(|| beside(&m.path, scheme), |o| named_after(o, m.ink));
        Some((path, Sheets::make(Arc::clone(&m.bytes), &name(&m.path), scheme, &args.sheets, log)?))
    };
    made.iter().map(of).collect()
}

/// `dock.pdf` of the ink Bright Red: `dock-bright-red.pdf`.
fn named_after(output: &Path, ink: Option<InkName>) -> PathBuf {
    let Some(ink) = ink else { return output.to_owned() };
    let plain = |c: char| if c.is_alphanumeric() { c } else { '-' };
    let ink: String = ink.as_str().to_lowercase().chars().map(plain).collect();
    let stem = output.file_stem().unwrap_or_default().to_string_lossy();
    output.with_file_name(format!("{stem}-{ink}.pdf"))
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
fn default_output(issue: &Path) -> PathBuf {
    let folder = if issue.is_dir() { issue } else { issue.parent().unwrap_or(Path::new("")) };
    let named = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let whole = std::fs::canonicalize(named).unwrap_or_else(|_| named.to_owned());
    let name = whole.file_name().map_or_else(|| "newsletter".to_owned(), |n| n.to_string_lossy().into_owned());
    folder.join(format!("{name}.pdf"))
}
