//! Where changes are looked for: the folders of everything that a build asked for, found or not.
//!
//! Folders are watched rather than files, because an editor that saves puts another file in the place of the old one; and
//! the folders above them, because a folder may be renamed or made anew. Files may be links: what they lead to is watched
//! as well.

use notify::event::{AccessKind, AccessMode, ModifyKind, RenameMode};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use stonehand::session::Asked;

/// Folders that are watched, and what in them matters.
pub struct Places {
    watcher: RecommendedWatcher,
    /// The folders that are watched, and which they are: another of the same name is not watched yet.
    watched: BTreeMap<PathBuf, Option<Identity>>,
    /// By their place on the disk: the files that were asked for.
    files: BTreeMap<PathBuf, BTreeSet<PathBuf>>,
    /// Folders on the way to what was asked for.
    above: BTreeSet<PathBuf>,
    /// Folders whose names were asked for.
    listed: BTreeSet<PathBuf>,
    /// Whether a folder is not watched any more that was, or may be there that was not.
    lost: bool,
    /// Folders above which nobody looks: the working folder, and the one in which the issue's stands.
    roots: Vec<PathBuf>,
}

/// What an event may mean.
pub enum Hint {
    /// Nothing that was asked for.
    Nothing,
    /// That one of these changed.
    Files(BTreeSet<PathBuf>),
    /// That anything did.
    Anything,
}

impl Hint {
    /// Both.
    pub fn and(self, other: Hint) -> Hint {
        match (self, other) {
            (Hint::Nothing, hint) | (hint, Hint::Nothing) => hint,
            (Hint::Files(mut a), Hint::Files(mut b)) => {
                a.append(&mut b);
                Hint::Files(a)
            }
            _ => Hint::Anything,
        }
    }
}

impl Places {
    /// Nothing is watched yet. `issue` is the folder or the manifest that is built.
    pub fn new(watcher: RecommendedWatcher, issue: &Path) -> Places {
        let absolute = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        // The folder of the issue may go and come back, so the one above it is looked at as well.
        let is_manifest = issue.extension().is_some_and(|e| e == "yaml" || e == "yml");
        let above = absolute(issue).ancestors().nth(1 + usize::from(is_manifest)).map(Path::to_owned);
        let roots = std::iter::once(absolute(Path::new("."))).chain(above).collect();
        Places {
            watcher,
            watched: BTreeMap::new(),
            files: BTreeMap::new(),
            above: BTreeSet::new(),
            listed: BTreeSet::new(),
            lost: false,
            roots,
        }
    }

    /// Watches what has come, or went and has come back meanwhile: that may have happened before anything could be built.
    pub fn mend(&mut self, asked: &Asked) -> notify::Result<bool> {
        if self.lost { self.follow(asked) } else { Ok(false) }
    }

    /// Watches what was asked for, and nothing else; whether any folder is watched that was not before.
    pub fn follow(&mut self, asked: &Asked) -> notify::Result<bool> {
        self.lost = false;
        (self.files, self.above, self.listed) = (BTreeMap::new(), BTreeSet::new(), BTreeSet::new());
        let mut folders = BTreeSet::new();
        for path in asked.files() {
            self.seek(path, Some(path), &mut folders);
            // A link's own place, and the place that it leads to.
            if let Ok(real) = std::fs::canonicalize(path)
                && !self.files.contains_key(&real)
            {
                self.seek(&real, Some(path), &mut folders);
            }
        }
        for path in asked.folders() {
            self.seek(path, None, &mut folders);
            if let Ok(real) = std::fs::canonicalize(if path.as_os_str().is_empty() { Path::new(".") } else { path })
                && real.is_dir()
            {
                folders.insert(real.clone());
                self.listed.insert(real);
            }
        }
        self.watch(folders)
    }

    /// The place of a path and those of the folders above it, as far as they are there; `asked` is the file that it was
    /// asked for as, if it is one.
    fn seek(&mut self, path: &Path, asked: Option<&Path>, folders: &mut BTreeSet<PathBuf>) {
        let Ok(whole) = std::path::absolute(path) else { return };
        let mut at: &Path = &whole;
        loop {
            let (Some(parent), name) = (at.parent(), at.file_name()) else { return };
            if let (Ok(real), Some(name)) = (std::fs::canonicalize(parent), name) {
                let place = real.join(name);
                match asked.filter(|_| at == whole) {
                    Some(asked) => drop(self.files.entry(place).or_default().insert(asked.to_owned())),
                    None => drop(self.above.insert(place)),
                }
                folders.insert(real);
            }
            if self.roots.iter().any(|root| root.starts_with(parent)) {
                return;
            }
            at = parent;
        }
    }

    fn watch(&mut self, folders: BTreeSet<PathBuf>) -> notify::Result<bool> {
        let gone: Vec<PathBuf> = self.watched.keys().filter(|w| !folders.contains(*w)).cloned().collect();
        for folder in gone {
            self.watched.remove(&folder);
            // What is gone from the disk is not watched any more, and that is as well.
            let _ = self.watcher.unwatch(&folder);
        }
        let mut fresh = false;
        for folder in folders {
            let is = identity(&folder);
            if self.watched.get(&folder).is_some_and(|known| *known == is) {
                continue;
            }
            if self.watched.remove(&folder).is_some() {
                let _ = self.watcher.unwatch(&folder);
            }
            match self.watcher.watch(&folder, RecursiveMode::NonRecursive) {
                Ok(()) => drop(self.watched.insert(folder, is)),
                // It went away in this moment: the folder above it tells when it comes back.
                Err(_) if !folder.is_dir() => {}
                Err(why) => return Err(why),
            }
            fresh = true;
        }
        Ok(fresh)
    }

    /// What an event may mean.
    pub fn hint(&mut self, event: notify::Result<Event>) -> Hint {
        let Ok(event) = event else { return Hint::Anything };
        if event.need_rescan() {
            return Hint::Anything;
        }
        // To read a file is an event as well; that one which was written is closed is another.
        if matches!(event.kind, EventKind::Access(kind) if kind != WRITTEN) {
            return Hint::Nothing;
        }
        let hint = event.paths.iter().map(|path| self.of(path)).fold(Hint::Nothing, Hint::and);
        // A folder on the way may have come that was not there when it was to be watched; it may be empty yet.
        self.lost |= event.paths.iter().any(|path| self.above.contains(path));
        // What is made in the place of a folder that went is not watched, even if the system gives it the old one's number.
        if matches!(event.kind, EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_))) {
            // Nor are the folders in it: with a folder, its watcher lets go of all that were below it.
            let gone = |w: &PathBuf| event.paths.iter().any(|path| w.starts_with(path));
            for folder in self.watched.keys().filter(|w| gone(w)).cloned().collect::<Vec<_>>() {
                self.watched.remove(&folder);
                let _ = self.watcher.unwatch(&folder);
                self.lost = true;
            }
        }
        hint
    }

    fn of(&self, path: &Path) -> Hint {
        let within = |folders: &BTreeSet<PathBuf>| path.parent().is_some_and(|parent| folders.contains(parent));
        if self.above.contains(path) || self.watched.contains_key(path) || within(&self.listed) {
            return Hint::Anything;
        }
        self.files.get(path).map_or(Hint::Nothing, |files| Hint::Files(files.clone()))
    }
}

/// A file that was written is closed.
const WRITTEN: AccessKind = AccessKind::Close(AccessMode::Write);

/// Whether an event says that a file stands there as it was meant to: it was closed, or moved into its place.
pub fn is_whole(event: &Event) -> bool {
    match event.kind {
        EventKind::Access(kind) => kind == WRITTEN,
        EventKind::Modify(ModifyKind::Name(mode)) => matches!(mode, RenameMode::To | RenameMode::Both),
        _ => false,
    }
}

/// What tells a folder from another that has its name later.
#[cfg(unix)]
type Identity = (u64, u64);
#[cfg(not(unix))]
type Identity = std::time::SystemTime;

#[cfg(unix)]
fn identity(folder: &Path) -> Option<Identity> {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata(folder).ok().map(|m| (m.dev(), m.ino()))
}

#[cfg(not(unix))]
fn identity(folder: &Path) -> Option<Identity> {
    std::fs::metadata(folder).and_then(|m| m.created()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use notify::event::{CreateKind, RemoveKind};
    use std::fs;
    use stonehand::files::{DiskFiles, Files};
    use stonehand::session::Asking;

    #[test]
    fn a_folder_that_was_not_there_when_it_was_to_be_watched_is_watched_once_word_of_it_comes() {
        let dir = tempfile::tempdir().unwrap();
        let root = fs::canonicalize(dir.path()).unwrap();
        let folder = root.join("articles");
        fs::create_dir(&folder).unwrap();
        let asking = Asking::new(&DiskFiles);
        let _ = asking.read(&folder.join("mirror.md"), 1 << 20);
        let asked = asking.asked();
        let mut places = Places::new(notify::recommended_watcher(|_| {}).unwrap(), &root.join("issue.yaml"));
        assert!(places.follow(&asked).unwrap());
        let word = |kind| Ok(Event::new(kind).add_path(folder.clone()));

        fs::remove_dir(&folder).unwrap();
        places.hint(word(EventKind::Remove(RemoveKind::Folder)));
        assert!(!places.mend(&asked).unwrap(), "there is nothing to be watched");
        // Nothing in it has changed for whoever reads it, and nothing is built.
        fs::create_dir(&folder).unwrap();
        places.hint(word(EventKind::Create(CreateKind::Folder)));
        assert!(places.mend(&asked).unwrap(), "it is watched");
        assert!(!places.mend(&asked).unwrap(), "once");
    }
}
