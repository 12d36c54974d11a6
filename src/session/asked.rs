//! What a build asked of the files, found or not, and whether it would get the same answers now.

use crate::files::{FileError, Files};
use crate::hash::hash;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Files, and a list of what is asked of them.
pub struct Asking<'a> {
    files: &'a dyn Files,
    asked: Mutex<Asked>,
}

/// Everything that was asked, and a short form of every answer.
#[derive(Debug, Default, Clone)]
pub struct Asked {
    files: BTreeMap<PathBuf, (u64, Answer<u128>)>,
    folders: BTreeMap<PathBuf, Answer<u128>>,
    links: BTreeMap<(PathBuf, PathBuf), Answer<bool>>,
}

/// What came of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Answer<T> {
    /// This.
    Got(T),
    /// There was no such file, or it could not be read.
    Fault(FileError),
    /// Once this, once that: the file was changed while it was asked for.
    Torn,
}

impl<'a> Asking<'a> {
    /// Nothing has been asked yet.
    pub fn new(files: &'a dyn Files) -> Asking<'a> {
        Asking { files, asked: Mutex::default() }
    }

    /// What was asked.
    pub fn asked(self) -> Asked {
        self.asked.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    fn list_of(&self) -> MutexGuard<'_, Asked> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Notes an answer; one that is not what it was a moment ago holds no longer.
fn note<K: Ord, T: PartialEq>(answers: &mut BTreeMap<K, T>, question: K, answer: T, torn: T) {
    match answers.get_mut(&question) {
        Some(known) if *known != answer => *known = torn,
        Some(_) => {}
        None => drop(answers.insert(question, answer)),
    }
}

impl Files for Asking<'_> {
    fn read(&self, path: &Path, limit: u64) -> Result<Vec<u8>, FileError> {
        let read = self.files.read(path, limit);
        let answer = (limit, short(&read));
        note(&mut self.list_of().files, path.to_owned(), answer, (limit, Answer::Torn));
        read
    }

    fn list(&self, dir: &Path) -> Vec<String> {
        let names = self.files.list(dir);
        note(&mut self.list_of().folders, dir.to_owned(), Answer::Got(of_names(&names)), Answer::Torn);
        names
    }

    fn leads_out(&self, folder: &Path, path: &Path) -> bool {
        let out = self.files.leads_out(folder, path);
        note(&mut self.list_of().links, (folder.to_owned(), path.to_owned()), Answer::Got(out), Answer::Torn);
        out
    }
}

impl Asked {
    /// The files that were asked for, whether they were there or not.
    pub fn files(&self) -> impl Iterator<Item = &Path> {
        self.files.keys().map(PathBuf::as_path)
    }

    /// The folders whose names were asked for.
    pub fn folders(&self) -> impl Iterator<Item = &Path> {
        self.folders.keys().map(PathBuf::as_path)
    }

    /// Those of some files of which other answers would be had now.
    pub fn changed_of(&self, files: &dyn Files, paths: &BTreeSet<PathBuf>) -> Vec<PathBuf> {
        paths.iter().filter(|path| self.has_changed(files, path)).cloned().collect()
    }

    /// Whether a file that was asked for is another now.
    fn has_changed(&self, files: &dyn Files, path: &Path) -> bool {
        self.files.get(path).is_some_and(|(limit, known)| short(&files.read(path, *limit)) != *known)
    }

    /// The files of which other answers would be had now, and then the folders, each in the order of their names.
    pub fn changed(&self, files: &dyn Files) -> Vec<PathBuf> {
        let folder = |(path, known): (&PathBuf, &Answer<u128>)| {
            (Answer::Got(of_names(&files.list(path))) != *known).then(|| path.clone())
        };
        let link = |((from, path), known): (&(PathBuf, PathBuf), &Answer<bool>)| {
            (Answer::Got(files.leads_out(from, path)) != *known).then(|| path.clone())
        };
        let mut changed: Vec<PathBuf> =
            self.files.keys().filter(|path| self.has_changed(files, path)).cloned().collect();
        changed.extend(self.links.iter().filter_map(link));
        changed.sort();
        changed.extend(self.folders.iter().filter_map(folder));
        changed.dedup();
        changed
    }
}

fn short(read: &Result<Vec<u8>, FileError>) -> Answer<u128> {
    match read {
        Ok(bytes) => Answer::Got(hash(bytes)),
        Err(fault) => Answer::Fault(fault.clone()),
    }
}

fn of_names(names: &[String]) -> u128 {
    hash(names.join("\0").as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::MemoryFiles;

    #[test]
    fn what_would_be_answered_otherwise_is_named() {
        let before = MemoryFiles::new().with("a/one.md", "one").with("a/two.md", "two");
        let asking = Asking::new(&before);
        let _ = asking.read(Path::new("a/one.md"), 100);
        let _ = asking.read(Path::new("a/missing.md"), 100);
        let _ = asking.list(Path::new("b"));
        let asked = asking.asked();
        assert_eq!(asked.changed(&before), Vec::<PathBuf>::new());
        let other = before.clone().with("a/two.md", "nobody asked");
        assert_eq!(asked.changed(&other), Vec::<PathBuf>::new());
        let after = before.with("a/one.md", "won").with("a/missing.md", "here").with("b/c", "");
        assert_eq!(asked.changed(&after), ["a/missing.md", "a/one.md", "b"].map(PathBuf::from));
    }

    #[test]
    fn a_file_that_changes_while_it_is_read_is_asked_for_again() {
        let (first, second) = (MemoryFiles::new().with("a", "1"), MemoryFiles::new().with("a", "2"));
        let mut asking = Asking::new(&first);
        let _ = asking.read(Path::new("a"), 9);
        asking.files = &second;
        let _ = asking.read(Path::new("a"), 9);
        let asked = asking.asked();
        assert_eq!(asked.changed(&first).len(), 1);
        assert_eq!(asked.changed(&second).len(), 1);
    }
}
