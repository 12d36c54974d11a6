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
        let done = self.moved();
        if let Err(error) = &done {
            let message = format!("`{}` could not be written: {error}", self.path.display());
            log.push(
                Diagnostic::error("unwritable", message)
                    .hint("the PDF of the last build, if there is one, is as it was"),
            );
        }
        done.is_ok()
    }

    fn moved(&mut self) -> std::io::Result<()> {
        let written = std::mem::replace(&mut self.written, Ok(()));
        written.and_then(|()| std::fs::rename(&self.temporary, &self.path))
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

/// Writes all of these files, and makes their folders, or leaves everything as it was; says in the log why.
pub fn all(files: &[(PathBuf, Vec<u8>)], log: &mut Log) -> bool {
    let mut folders: Vec<PathBuf> = Vec::new();
    let mut moved: Vec<(&Path, Option<Vec<u8>>)> = Vec::new();
    let done = every(files, &mut folders, &mut moved);
    let Err((path, error)) = done else { return true };
    for (path, before) in moved.into_iter().rev() {
        let _ = match before {
            Some(bytes) => std::fs::write(path, bytes),
            None => std::fs::remove_file(path),
        };
    }
    for folder in folders.into_iter().rev() {
        let _ = std::fs::remove_dir(folder);
    }
    let message = format!("`{}` could not be written: {error}; nothing was written", path.display());
    log.push(Diagnostic::error("unwritable", message).hint("may you write there? is the disk full?"));
    false
}

fn every<'a>(
    files: &'a [(PathBuf, Vec<u8>)],
    folders: &mut Vec<PathBuf>,
    moved: &mut Vec<(&'a Path, Option<Vec<u8>>)>,
) -> Result<(), (&'a Path, std::io::Error)> {
    let mut waiting = Vec::with_capacity(files.len());
    for (path, bytes) in files {
        let missing = path.ancestors().skip(1).take_while(|f| !f.as_os_str().is_empty() && !f.exists());
        let missing: Vec<PathBuf> = missing.map(Path::to_owned).collect();
        for folder in missing.into_iter().rev() {
            std::fs::create_dir(&folder).map_err(|e| (path.as_path(), e))?;
            folders.push(folder);
        }
        let file = Waiting::write(path, bytes);
        if let Err(error) = &file.written {
            return Err((path, std::io::Error::new(error.kind(), error.to_string())));
        }
        waiting.push((path, file));
    }
    for (path, mut file) in waiting {
        let before = std::fs::read(path).ok();
        file.moved().map_err(|e| (path.as_path(), e))?;
        moved.push((path, before));
    }
    Ok(())
}

fn whole(path: &Path, temporary: &Path, bytes: &[u8]) -> std::io::Result<()> {
    if path.is_dir() {
        return Err(std::io::Error::other("a folder stands in its place"));
    }
    if path.file_name().is_none() {
        return Err(std::io::Error::other("the path names no file"));
    }
    let mut file = std::fs::OpenOptions::new().write(true).create_new(true).open(temporary)?;
    reserve(&file, bytes.len());
    file.write_all(bytes)
}

/// Asks for all of a file's room on the disk at once. Otherwise some file systems (ext4) look for it when the file takes the
/// place of another, and whoever moves it there waits for that: for a file of 5 MB, three times as long as it takes to write.
/// Where it cannot be had beforehand, nothing is lost.
fn reserve(file: &std::fs::File, bytes: usize) {
    #[cfg(target_os = "linux")]
    let _ = rustix::fs::fallocate(file, rustix::fs::FallocateFlags::empty(), 0, bytes as u64);
    #[cfg(not(target_os = "linux"))]
    let _ = (file, bytes);
}
