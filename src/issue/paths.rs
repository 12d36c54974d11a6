//! Paths as people write them, checked: relative, within the folder, and there.

use crate::diag::{Diagnostic, Log, Span, nearest};
use crate::files::Files;
use std::path::{Component, Path, PathBuf};

/// The most files that are looked through for a name that was meant.
const MAX_LISTED: usize = 2_000;

/// A path without `.` and `..`, or what is wrong with it.
pub(crate) fn clean(raw: &str) -> Result<PathBuf, &'static str> {
    let drive = raw.as_bytes().get(1) == Some(&b':') && raw.as_bytes()[0].is_ascii_alphabetic();
    if raw.contains('\0') {
        return Err("is not a path");
    }
    if raw.starts_with('~') || drive || Path::new(raw).is_absolute() || raw.starts_with('\\') {
        return Err("begins at the top of the disk");
    }
    if raw.contains('\\') {
        return Err("is written with backslashes");
    }
    let mut out = PathBuf::new();
    for part in Path::new(raw).components() {
        match part {
            Component::Normal(name) => out.push(name),
            Component::CurDir => {}
            Component::ParentDir => {
                if !out.pop() {
                    return Err("leaves the issue's folder");
                }
            }
            Component::RootDir | Component::Prefix(_) => return Err("begins at the top of the disk"),
        }
    }
    if out.as_os_str().is_empty() { Err("names no file") } else { Ok(out) }
}

/// A written path as a path relative to the folder; if it may not be used, the log says why.
pub(crate) fn within(raw: &str, span: Span, log: &mut Log) -> Option<PathBuf> {
    match clean(raw.trim()) {
        Ok(path) => Some(path),
        Err(why) => {
            let hint = match why {
                "is written with backslashes" => format!("write `{}`", raw.replace('\\', "/")),
                _ => "copy the file into the issue's folder and write its path from there, like `images/dock.jpg`"
                    .to_owned(),
            };
            log.push(Diagnostic::error("path", format!("the path `{raw}` {why}")).at(span).hint(hint));
            None
        }
    }
}

/// Whether a path that reads as one within the folder stays there; a link that leads out is said.
pub(crate) fn stays(files: &dyn Files, root: &Path, path: &Path, span: Span, log: &mut Log) -> bool {
    let out = files.leads_out(root, &root.join(path));
    if out {
        let message = format!("`{}` is a link that leads out of the issue's folder", path.display());
        let hint = "copy the file itself into the issue's folder, in the place of the link";
        log.push(Diagnostic::error("path", message).at(span).hint(hint));
    }
    !out
}

/// What stands at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum There {
    /// A file, as far as can be seen without reading it.
    File,
    /// A folder.
    Folder,
    /// Nothing.
    Nothing,
}

/// What stands at a path, by its exact name (letter case included, on every system).
pub(crate) fn look(files: &dyn Files, path: &Path) -> There {
    let (Some(dir), Some(name)) = (path.parent(), path.file_name().and_then(|n| n.to_str())) else {
        return There::Folder;
    };
    if !files.list(dir).iter().any(|n| n == name) {
        There::Nothing
    } else if files.list(path).is_empty() {
        There::File
    } else {
        There::Folder
    }
}

/// The files of a folder and of those within it, relative to it.
fn all_files(files: &dyn Files, root: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut waiting = vec![(PathBuf::new(), 0)];
    while let Some((dir, depth)) = waiting.pop() {
        for name in files.list(&root.join(&dir)) {
            if found.len() + waiting.len() >= MAX_LISTED {
                return found;
            }
            let path = dir.join(&name);
            if depth < 3 && !name.contains('.') {
                waiting.push((path, depth + 1));
            } else {
                found.push(path.to_string_lossy().replace('\\', "/"));
            }
        }
    }
    found.sort();
    found
}

/// Says that a file is not there, with the name that was most likely meant.
pub(crate) fn missing(files: &dyn Files, root: &Path, path: &Path, span: Span, log: &mut Log) {
    let written = path.to_string_lossy().replace('\\', "/");
    let mut all = all_files(files, root);
    // A link that leads nowhere is listed under the very name that was not found.
    all.retain(|name| *name != written);
    let name = |p: &str| p.rsplit('/').next().unwrap_or_default().to_lowercase();
    let same_name = all.iter().find(|p| name(p) == name(&written));
    let near = same_name.map(String::as_str).or_else(|| nearest(&written, all.iter().map(String::as_str)));
    let hint = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => neighbours(files, root, path),
    };
    log.push(Diagnostic::error("no-such-file", format!("there is no file `{written}`")).at(span).hint(hint));
}

/// What there is in the folder where the file was looked for.
fn neighbours(files: &dyn Files, root: &Path, path: &Path) -> String {
    let dir = path.parent().unwrap_or(Path::new(""));
    let shown =
        if dir.as_os_str().is_empty() { "the issue's folder".to_owned() } else { format!("`{}`", dir.display()) };
    let names = files.list(&root.join(dir));
    if names.is_empty() {
        return format!("there is nothing in {shown}");
    }
    let few: Vec<&str> = names.iter().take(8).map(String::as_str).collect();
    format!("in {shown} there is: {}{}", few.join(", "), if names.len() > few.len() { " …" } else { "" })
}
