//! Finished files and where they go.

use crate::color::InkName;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A finished file and where it goes.
#[derive(Clone)]
pub struct Made {
    /// Where it goes.
    pub path: PathBuf,
    /// The ink that it is the plate of, where each has its own.
    pub ink: Option<InkName>,
    /// The file.
    pub bytes: Arc<Vec<u8>>,
}

impl Made {
    /// The files of a paper that goes to `output`.
    pub fn all(files: Vec<crate::pdf::File>, output: &Path) -> Vec<Made> {
        let made = |(ink, bytes)| Made { path: named_after(output, ink), ink, bytes: Arc::new(bytes) };
        files.into_iter().map(made).collect()
    }

    /// Its name without its folder.
    pub fn name(&self) -> String {
        self.path.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned())
    }
}

/// `dock.pdf` of the ink Bright Red: `dock-bright-red.pdf`.
pub fn named_after(output: &Path, ink: Option<InkName>) -> PathBuf {
    suffixed(output, ink.as_ref().map(InkName::as_str))
}

/// `dock.pdf` of the edition Airport: `dock-airport.pdf`.
pub fn suffixed(path: &Path, name: Option<&str>) -> PathBuf {
    let Some(name) = name else { return path.to_owned() };
    let plain = |c: char| if c.is_alphanumeric() { c } else { '-' };
    let name: String = name.to_lowercase().chars().map(plain).collect();
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!("{stem}-{name}.pdf"))
}
