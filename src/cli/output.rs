//! Files, written whole or not at all.

use std::io::Write;
use std::path::Path;
use stonehand::diag::{Diagnostic, Log};

/// Writes a file; says so in the log where it cannot be.
pub fn put(path: &Path, bytes: &[u8], log: &mut Log) -> bool {
    let written = write_whole(path, bytes);
    if let Err(error) = &written {
        let message = format!("`{}` could not be written: {error}", path.display());
        log.push(
            Diagnostic::error("unwritable", message).hint("the PDF of the last build, if there is one, is as it was"),
        );
    }
    written.is_ok()
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
