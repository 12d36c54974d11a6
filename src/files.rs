//! The only door to the disk.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Why a file could not be had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileError {
    /// There is no such file.
    NotFound,
    /// A directory stands where a file was wanted.
    IsDirectory,
    /// Neither a file nor a directory (a device, a pipe, a socket).
    NotAFile,
    /// The file is larger than what is read of this kind, in bytes.
    TooLarge {
        /// The file's size.
        size: u64,
        /// The limit that it breaks.
        limit: u64,
    },
    /// The system's own words for anything else.
    Other(String),
}

/// A place where files are read from. Nothing in the library reads the disk but through this.
///
/// Two are there, [`DiskFiles`] and [`MemoryFiles`]. One of your own may read from an archive or a database, or, as here, lay
/// what an editor has not saved yet over what is on the disk:
///
/// ```
/// use std::collections::HashMap;
/// use std::path::{Path, PathBuf};
/// use stonehand::diag::Log;
/// use stonehand::files::{FileError, Files, MemoryFiles};
///
/// struct Unsaved<F> {
///     open: HashMap<PathBuf, String>,
///     saved: F,
/// }
///
/// impl<F: Files> Files for Unsaved<F> {
///     fn read(&self, path: &Path, limit: u64) -> Result<Vec<u8>, FileError> {
///         match self.open.get(path) {
///             Some(text) if text.len() as u64 <= limit => Ok(text.clone().into_bytes()),
///             Some(text) => Err(FileError::TooLarge { size: text.len() as u64, limit }),
///             None => self.saved.read(path, limit),
///         }
///     }
///
///     fn list(&self, dir: &Path) -> Vec<String> {
///         self.saved.list(dir)
///     }
/// }
///
/// let saved = MemoryFiles::new().with("issue.yaml", "
/// layout: letter-news
/// nameplate: {title: The Loading Dock}
/// articles: [{headline: The mirror is up, body: mirror.md}]
/// ");
/// let open = HashMap::from([(PathBuf::from("mirror.md"), "It hung there on Monday.".to_owned())]);
/// let files = Unsaved { open, saved };
/// let edition = stonehand::compose(&files, Path::new("issue.yaml"), &mut Log::new()).expect("no mistakes");
/// assert_eq!(edition.summary.words, 5);
/// ```
pub trait Files: Sync {
    /// The file's bytes, if it has at most `limit` of them.
    fn read(&self, path: &Path, limit: u64) -> Result<Vec<u8>, FileError>;

    /// The names of the files and folders in a folder, sorted; empty where there is no such folder.
    fn list(&self, dir: &Path) -> Vec<String>;

    /// Whether what stands at `path` lies outside of `folder`, although `path` does not say so: a link leads there.
    fn leads_out(&self, _folder: &Path, _path: &Path) -> bool {
        false
    }
}

/// Files on the disk; relative paths are relative to the working folder.
#[derive(Debug, Default, Clone, Copy)]
pub struct DiskFiles;

impl Files for DiskFiles {
    fn read(&self, path: &Path, limit: u64) -> Result<Vec<u8>, FileError> {
        use std::io::Read;
        let error = |e: std::io::Error| match e.kind() {
            std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory => FileError::NotFound,
            std::io::ErrorKind::IsADirectory => FileError::IsDirectory,
            _ => FileError::Other(e.to_string()),
        };
        let meta = std::fs::metadata(path).map_err(error)?;
        if meta.is_dir() {
            return Err(FileError::IsDirectory);
        }
        if !meta.is_file() {
            return Err(FileError::NotAFile);
        }
        if meta.len() > limit {
            return Err(FileError::TooLarge { size: meta.len(), limit });
        }
        // One more byte than allowed, so that a file that grows meanwhile is noticed.
        let mut bytes = Vec::with_capacity(meta.len() as usize + 1);
        std::fs::File::open(path).map_err(error)?.take(limit + 1).read_to_end(&mut bytes).map_err(error)?;
        if bytes.len() as u64 > limit {
            return Err(FileError::TooLarge { size: bytes.len() as u64, limit });
        }
        Ok(bytes)
    }

    fn list(&self, dir: &Path) -> Vec<String> {
        let dir = if dir.as_os_str().is_empty() { Path::new(".") } else { dir };
        let Ok(entries) = std::fs::read_dir(dir) else { return Vec::new() };
        let mut names: Vec<String> = entries.flatten().filter_map(|e| e.file_name().into_string().ok()).collect();
        names.sort();
        names
    }

    fn leads_out(&self, folder: &Path, path: &Path) -> bool {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        match (std::fs::canonicalize(folder), std::fs::canonicalize(path)) {
            (Ok(folder), Ok(path)) => !path.starts_with(folder),
            // What is not there leads nowhere; reading it says so.
            _ => false,
        }
    }
}

/// Files held in memory, by their path; for tests and for use as a library.
///
/// ```
/// use std::path::Path;
/// use stonehand::files::{FileError, Files, MemoryFiles};
///
/// let files = MemoryFiles::new().with("articles/mirror.md", "It hung there.");
/// assert_eq!(files.read(Path::new("articles/mirror.md"), 100), Ok(b"It hung there.".to_vec()));
/// assert_eq!(files.read(Path::new("articles/soup.md"), 100), Err(FileError::NotFound));
/// assert_eq!(files.list(Path::new("articles")), ["mirror.md"]);
/// ```
#[derive(Debug, Default, Clone)]
pub struct MemoryFiles {
    files: BTreeMap<PathBuf, Arc<[u8]>>,
}

impl MemoryFiles {
    /// No files.
    pub fn new() -> Self {
        Self::default()
    }

    /// The same files and one more.
    #[must_use]
    pub fn with(mut self, path: impl Into<PathBuf>, bytes: impl AsRef<[u8]>) -> Self {
        self.files.insert(path.into(), bytes.as_ref().into());
        self
    }
}

impl Files for MemoryFiles {
    fn read(&self, path: &Path, limit: u64) -> Result<Vec<u8>, FileError> {
        if let Some(bytes) = self.files.get(path) {
            let size = bytes.len() as u64;
            return if size > limit { Err(FileError::TooLarge { size, limit }) } else { Ok(bytes.to_vec()) };
        }
        let is_dir = self.files.keys().any(|p| p.starts_with(path));
        Err(if is_dir { FileError::IsDirectory } else { FileError::NotFound })
    }

    fn list(&self, dir: &Path) -> Vec<String> {
        let names = self.files.keys().filter_map(|p| p.strip_prefix(dir).ok()?.components().next());
        let mut names: Vec<String> = names.map(|c| c.as_os_str().to_string_lossy().into_owned()).collect();
        names.dedup();
        names
    }
}
