//! `stonehand build`: sets an issue and writes its PDF, whole or not at all.

use super::args::{Build, Emit};
use super::report::{self, count};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use stonehand::diag::{Diagnostic, Log, Severity};
use stonehand::files::DiskFiles;
use stonehand::{Edition, pdf, preflight};

/// Sets the issue; writes the PDF, or prints what was asked for instead.
pub fn run(args: &Build) -> ExitCode {
    let mut log = Log::new();
    let composed = stonehand::compose(&DiskFiles, &args.input.issue, &mut log);
    if let Ok(edition) = &composed {
        preflight::never(edition).into_iter().for_each(|d| log.push(d));
    }
    let edition = match composed {
        Ok(edition) if !report::stops(&log, &args.input) => edition,
        _ => {
            report::diagnostics(&log, &args.input);
            return ExitCode::from(1);
        }
    };
    if let Some(emit) = args.emit {
        report::diagnostics(&log, &args.input);
        report::stdout(&match emit {
            Emit::Display => stonehand::display::dump(&edition.pages),
            Emit::Dummy => edition.dummy,
        });
        return ExitCode::SUCCESS;
    }
    let output = args.output.clone().unwrap_or_else(|| default_output(&args.input.issue));
    let written = write_whole(&output, &pdf::write(&edition));
    if let Err(error) = &written {
        let message = format!("`{}` could not be written: {error}", output.display());
        log.push(
            Diagnostic::error("unwritable", message).hint("the PDF of the last build, if there is one, is as it was"),
        );
    }
    report::diagnostics(&log, &args.input);
    if written.is_err() {
        return ExitCode::from(1);
    }
    report::stdout(&summary(&edition, &log, &output));
    // The process ends here; what it holds goes with it, at once rather than piece by piece.
    std::mem::forget(edition);
    ExitCode::SUCCESS
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

/// Writes a file under another name in the same folder and renames it into place, so that there is never half a PDF and
/// the last good one stays until the new one is whole.
fn write_whole(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    if path.is_dir() {
        return Err(std::io::Error::other("a folder stands in its place"));
    }
    let name = path.file_name().ok_or_else(|| std::io::Error::other("the path names no file"))?;
    let mut temporary = std::ffi::OsString::from(".");
    temporary.push(name);
    temporary.push(format!(".{}.part", std::process::id()));
    let temporary = path.with_file_name(temporary);
    let done = std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&temporary)
        .and_then(|mut file| file.write_all(bytes))
        .and_then(|()| std::fs::rename(&temporary, path));
    if done.is_err() {
        let _ = std::fs::remove_file(&temporary);
    }
    done
}
