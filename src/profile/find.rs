//! Where a profile is looked for: in the issue's folder, under `profiles/` of the working folder, among those built in.

use super::{Profile, builtin, read};
use crate::diag::{Diagnostic, Failed, Log, Span, nearest};
use crate::files::{FileError, Files};
use crate::issue::{add_text, paths, unreadable};
use std::path::{Path, PathBuf};

const MAX_PROFILE: u64 = 1 << 16;

/// Finds a profile by its name, or by the path of its file in the issue's folder, and reads it. `at` is where it is asked
/// for; nothing if on the command line.
pub fn find(
    files: &dyn Files,
    folder: &Path,
    wanted: &str,
    at: Option<Span>,
    log: &mut Log,
) -> Result<Profile, Failed> {
    let Ok(written) = paths::clean(wanted.trim()) else { return unknown(files, folder, wanted, at, log) };
    let file = if written.extension().is_some_and(|e| e == "yaml" || e == "yml") {
        written.clone()
    } else {
        PathBuf::from(format!("{}.yaml", written.display()))
    };
    let name = file.file_stem().map_or_else(|| wanted.to_owned(), |n| n.to_string_lossy().into_owned());
    for path in [folder.join(&file), folder.join("profiles").join(&file), Path::new("profiles").join(&file)] {
        match files.read(&path, MAX_PROFILE) {
            Ok(bytes) => {
                let (file, text) = add_text(&path, &bytes, log)?;
                return read::read(name, &read::Place { files, path: &path, file }, &text, log);
            }
            Err(FileError::NotFound | FileError::IsDirectory) => {}
            Err(error) => {
                log.push(placed(unreadable(&path, &error), at));
                return Err(Failed);
            }
        }
    }
    match read::builtin(&written.to_string_lossy(), log) {
        Some(profile) => Ok(profile),
        None => unknown(files, folder, wanted, at, log),
    }
}

fn placed(d: Diagnostic, at: Option<Span>) -> Diagnostic {
    match at {
        Some(span) => d.at(span),
        None => d,
    }
}

fn unknown(files: &dyn Files, folder: &Path, wanted: &str, at: Option<Span>, log: &mut Log) -> Result<Profile, Failed> {
    let mut known: Vec<String> = builtin::builtin_names().map(str::to_owned).collect();
    for dir in [PathBuf::from("profiles"), folder.join("profiles")] {
        for name in files.list(&dir) {
            if let Some(name) = name.strip_suffix(".yaml")
                && !known.iter().any(|k| k == name)
            {
                known.push(name.to_owned());
            }
        }
    }
    let all = format!("known profiles: {}", known.join(", "));
    let hint = match nearest(wanted, known.iter().map(String::as_str)) {
        Some(near) => format!("did you mean `{near}`? {all}"),
        None => all,
    };
    log.push(placed(Diagnostic::error("unknown-profile", format!("there is no profile `{wanted}`")).hint(hint), at));
    Err(Failed)
}
