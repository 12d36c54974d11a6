//! Where a layout is looked for: in the issue's folder, under `layouts/` of the working folder, among those built in.

use super::builtin;
use crate::diag::{Diagnostic, Failed, FileId, Log, nearest};
use crate::files::{FileError, Files};
use crate::issue::{Sourced, add_text, paths, unreadable};
use std::path::{Path, PathBuf};
use std::sync::Arc;

const FILE: &str = "layout.yaml";
const MAX_LAYOUT: u64 = 1 << 20;

/// A layout's text.
pub(super) struct Found {
    pub(super) name: String,
    pub(super) file: FileId,
    pub(super) text: Arc<str>,
}

/// Finds a layout by its name or path.
pub(super) fn find(files: &dyn Files, folder: &Path, layout: &Sourced<String>, log: &mut Log) -> Result<Found, Failed> {
    let Ok(written) = paths::clean(layout.value.trim()) else {
        // A path out of the issue's folder may lead to a layout shared by several issues.
        return shared(files, folder, layout, log);
    };
    let name = name_of(&written);
    let candidates = [
        folder.join(&written),
        folder.join(&written).join(FILE),
        folder.join("layouts").join(&written).join(FILE),
        Path::new("layouts").join(&written).join(FILE),
    ];
    for path in &candidates {
        match files.read(path, MAX_LAYOUT) {
            Ok(bytes) => {
                let (file, text) = add_text(path, &bytes, log)?;
                return Ok(Found { name, file, text });
            }
            Err(FileError::NotFound | FileError::IsDirectory) => {}
            Err(error) => {
                log.push(unreadable(path, &error).at(layout.span));
                return Err(Failed);
            }
        }
    }
    if let Some(text) = builtin::text(&written.to_string_lossy()) {
        let file = log.add_file(format!("<built in>/{name}/{FILE}"), text);
        return Ok(Found { name, file, text: text.into() });
    }
    unknown(files, folder, layout, log)
}

/// `../house-style` or `../../layouts/ours`: relative to the issue's folder, leading out of it.
fn shared(files: &dyn Files, folder: &Path, layout: &Sourced<String>, log: &mut Log) -> Result<Found, Failed> {
    let written = Path::new(layout.value.trim());
    if written.starts_with("..") {
        for path in [folder.join(written).join(FILE), folder.join(written)] {
            if let Ok(bytes) = files.read(&path, MAX_LAYOUT) {
                let (file, text) = add_text(&path, &bytes, log)?;
                return Ok(Found { name: name_of(written), file, text });
            }
        }
    }
    unknown(files, folder, layout, log)
}

/// `ours` of `ours`, `styles/ours/layout.yaml` and `styles/ours.yaml`.
fn name_of(path: &Path) -> String {
    let is_file = path.file_name().is_some_and(|n| n == FILE);
    let named = if is_file { path.parent().unwrap_or(path) } else { path };
    let name: PathBuf = if named.extension().is_some_and(|e| e == "yaml" || e == "yml") {
        named.with_extension("")
    } else {
        named.to_owned()
    };
    name.file_name().map_or_else(|| "layout".to_owned(), |n| n.to_string_lossy().into_owned())
}

fn unknown(files: &dyn Files, folder: &Path, layout: &Sourced<String>, log: &mut Log) -> Result<Found, Failed> {
    let mut known: Vec<String> = builtin::builtin_names().map(str::to_owned).collect();
    for dir in [PathBuf::from("layouts"), folder.join("layouts")] {
        for name in files.list(&dir) {
            if files.list(&dir.join(&name)).iter().any(|n| n == FILE) && !known.contains(&name) {
                known.push(name);
            }
        }
    }
    let all = format!("known layouts: {}", known.join(", "));
    let others = known.iter().map(String::as_str).filter(|k| *k != layout.value);
    let hint = match nearest(&layout.value, others) {
        Some(near) => format!("did you mean `{near}`? {all}"),
        None => all,
    };
    let message = format!("there is no layout `{}`", layout.value);
    log.push(Diagnostic::error("unknown-layout", message).at(layout.span).hint(hint));
    Err(Failed)
}
