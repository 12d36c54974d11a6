//! The PDF into its place: whole, only when nothing speaks against it, and only when it is another than the one there.

use crate::cli::output::Waiting;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;
use stonehand::session::{Built, Made};

/// What is to be put into place, and what has been.
#[derive(Default)]
pub struct Publisher {
    waiting: Mutex<Vec<(Made, Option<Waiting>)>>,
    /// By their paths: the bytes that stand there, and what tells whether somebody else has written there since.
    last: BTreeMap<PathBuf, (Arc<Vec<u8>>, Option<Stamp>)>,
}

type Stamp = (SystemTime, u64);

/// What came of the files of a build.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Published {
    /// At least one is another than it was.
    New,
    /// All are as they were.
    Same,
}

impl Publisher {
    /// Writes a file beside its place, while it is being inspected.
    pub fn write(&self, made: &Made) {
        let waiting = (!self.stands(made)).then(|| Waiting::write(&made.path, &made.bytes));
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).push((made.clone(), waiting));
    }

    /// Whether the same bytes stand in the file's place already.
    fn stands(&self, made: &Made) -> bool {
        match self.last.get(&made.path) {
            Some((bytes, stamp)) => stamp.is_some() && *stamp == stamped(&made.path) && *bytes == made.bytes,
            None => std::fs::read(&made.path).is_ok_and(|there| there == *made.bytes),
        }
    }

    /// Moves what was written into place, or takes it away where something speaks against it; what came of it. Where a
    /// file cannot be moved, the log of its paper says so, and the build has failed.
    pub fn publish(&mut self, built: &mut Built) -> Option<Published> {
        let waiting = std::mem::take(self.waiting.get_mut().unwrap_or_else(PoisonError::into_inner));
        built.files.as_ref()?;
        let mut came = Published::Same;
        for (made, file) in waiting {
            if let Some(file) = file {
                let paper = built.files.iter().flatten().position(|files| files.iter().any(|m| m.path == made.path));
                let log = &mut built.papers.get_mut(paper.unwrap_or_default())?.log;
                if !file.put(log) {
                    built.files = None;
                    return None;
                }
                came = Published::New;
            }
            let stamp = stamped(&made.path);
            self.last.insert(made.path, (made.bytes, stamp));
        }
        Some(came)
    }
}

fn stamped(path: &Path) -> Option<Stamp> {
    let meta = std::fs::metadata(path).ok()?;
    Some((meta.modified().ok()?, meta.len()))
}
