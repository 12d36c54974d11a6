//! `stonehand build`: sets an issue and writes its PDF, whole or not at all.

use super::args::{Build, Emit};
use super::impose::Sheets;
use super::output::put;
use super::report::{self, count};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use stonehand::diag::{Log, Severity};
use stonehand::files::DiskFiles;
use stonehand::{Edition, pdf, preflight};

/// Sets the issue; writes the PDF and the sheets that are asked for, or prints what was asked for instead.
pub fn run(args: &Build) -> ExitCode {
    let messages = &args.input.messages;
    let mut log = Log::new();
    let composed = stonehand::compose(&DiskFiles, &args.input.issue, &mut log);
    if let Ok(edition) = &composed {
        preflight::never(edition).into_iter().for_each(|d| log.push(d));
    }
    let edition = match composed {
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
    let whole = default_output(&args.input.issue);
    let written = write(args, &edition, &whole, &mut log);
    report::diagnostics(&log, messages);
    let Some(said) = written else { return ExitCode::from(1) };
    report::stdout(&said);
    // The process ends here; what it holds goes with it, at once rather than piece by piece.
    std::mem::forget(edition);
    ExitCode::SUCCESS
}

/// Writes what is asked for; what there is to say of it.
fn write(args: &Build, edition: &Edition, beside: &Path, log: &mut Log) -> Option<String> {
    let bytes = Arc::new(pdf::write(edition));
    let name = beside.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned());
    let Some(scheme) = args.impose else {
        let output = args.output.as_deref().unwrap_or(beside);
        return put(output, &bytes, log).then(|| summary(edition, log, output));
    };
    // Sheets are made of the finished PDF, as of anybody's.
    let made = Sheets::make(Arc::clone(&bytes), &name, scheme, &args.sheets, log)?;
    if args.emit == Some(Emit::Sheets) {
        return Some(made.dummy);
    }
    if report::stops(log, &args.input.messages) {
        return None;
    }
    if let Some(output) = &args.output {
        return made.put(output, log);
    }
    if !put(beside, &bytes, log) {
        return None;
    }
    let sheets = made.put(&super::impose::beside(beside, scheme), log)?;
    Some(summary(edition, log, beside) + &sheets)
}

/// One line of what was made, one of where it is.
fn summary(edition: &Edition, log: &Log, output: &Path) -> String {
    let s = &edition.summary;
    format!(
        "{}, {}, {}; the last page is {} % full; {}\n{}\n",
        count(s.pages, "page"),
        count(s.words, "word"),
        count(s.pictures, "picture"),
        s.last_page_fullness_percent,
        count(log.count(Severity::Warning), "warning"),
        output.display()
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
