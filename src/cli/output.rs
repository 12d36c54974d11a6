//! Files, written whole or not at all.

use std::io::Write;
use std::path::{Path, PathBuf};
use stonehand::diag::{Diagnostic, Log};

/// A whole file that waits under another name in its folder. So there is never half a PDF, and the last good one stays
/// until the new one is whole and nothing speaks against it. Unless it is moved into place, it is taken away.
pub struct Waiting {
    path: PathBuf,
    temporary: PathBuf,
    written: std::io::Result<()>,
}

impl Waiting {
    /// Writes a file beside its place. What went wrong is said when it is to be moved.
    pub fn write(path: &Path, bytes: &[u8]) -> Waiting {
        let mut temporary = std::ffi::OsString::from(".");
        temporary.push(path.file_name().unwrap_or_default());
        temporary.push(format!(".{}.part", std::process::id()));
        let temporary = path.with_file_name(temporary);
        let written = whole(path, &temporary, bytes);
        Waiting { path: path.to_owned(), temporary, written }
    }

    /// Moves it into place; says so in the log where that cannot be done.
    pub fn put(mut self, log: &mut Log) -> bool {
        let written = std::mem::replace(&mut self.written, Ok(()));
        let done = written.and_then(|()| std::fs::rename(&self.temporary, &self.path));
        if let Err(error) = &done {
            let message = format!("`{}` could not be written: {error}", self.path.display());
            log.push(
                Diagnostic::error("unwritable", message)
                    .hint("the PDF of the last build, if there is one, is as it was"),
            );
        }
        done.is_ok()
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        // Once it has been moved, nothing of this name is there.
        let _ = std::fs::remove_file(&self.temporary);
    }
}

/// Writes a file; says so in the log where it cannot be.
pub fn put(path: &Path, bytes: &[u8], log: &mut Log) -> bool {
    Waiting::write(path, bytes).put(log)
}

fn whole(path: &Path, temporary: &Path, bytes: &[u8]) -> std::io::Result<()> {
    if path.is_dir() {
        return Err(std::io::Error::other("a folder stands in its place"));
    }
    if path.file_name().is_none() {
        return Err(std::io::Error::other("the path names no file"));
    }
    std::fs::OpenOptions::new().write(true).create_new(true).open(temporary)?.write_all(bytes)
}
