//! `stonehand build`: sets an issue and writes its PDF, whole or not at all.

use super::args::{Build, Emit};
use super::report::{self, count};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use stonehand::color::InkName;
use stonehand::diag::{Diagnostic, Log, Severity};
use stonehand::files::DiskFiles;
use stonehand::{Edition, pdf};

/// Sets the issue; writes the PDF, or prints what was asked for instead.
pub fn run(args: &Build) -> ExitCode {
    let mut log = Log::new();
    let composed = stonehand::compose_for(&DiskFiles, &args.input.issue, args.input.profile.as_deref(), &mut log);
    let mut edition = match composed {
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
    let Ok(made) = pdf::print(&mut edition, &mut log) else {
        report::diagnostics(&log, &args.input);
        return ExitCode::from(1);
    };
    let named = |(ink, bytes): pdf::File| (ink.map_or_else(|| output.clone(), |ink| named_after(&output, ink)), bytes);
    let made: Vec<(PathBuf, Vec<u8>)> = made.into_iter().map(named).collect();
    for (path, bytes) in &made {
        if let Err(error) = write_whole(path, bytes) {
            let message = format!("`{}` could not be written: {error}", path.display());
            let hint = "the PDF of the last build, if there is one, is as it was";
            log.push(Diagnostic::error("unwritable", message).hint(hint));
            report::diagnostics(&log, &args.input);
            return ExitCode::from(1);
        }
    }
    report::diagnostics(&log, &args.input);
    let paths: Vec<&Path> = made.iter().map(|(path, _)| path.as_path()).collect();
    report::stdout(&summary(&edition, &log, &paths));
    // The process ends here; what it holds goes with it, at once rather than piece by piece.
    std::mem::forget(edition);
    ExitCode::SUCCESS
}

/// `dock.pdf` of the ink Bright Red: `dock-bright-red.pdf`.
fn named_after(output: &Path, ink: InkName) -> PathBuf {
    let plain = |c: char| if c.is_alphanumeric() { c } else { '-' };
    let ink: String = ink.as_str().to_lowercase().chars().map(plain).collect();
    let stem = output.file_stem().unwrap_or_default().to_string_lossy();
    output.with_file_name(format!("{stem}-{ink}.pdf"))
}

/// One line of what was made, one of where each file is.
fn summary(edition: &Edition, log: &Log, paths: &[&Path]) -> String {
    let s = &edition.summary;
    let profile = edition.profile.as_ref().map(|p| format!("; profile {}", p.name)).unwrap_or_default();
    let paths: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
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
