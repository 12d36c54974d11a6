//! Loading the fonts that a layout names.

use super::{Case, FontBook};
use crate::diag::{Diagnostic, Log, Sourced, Span};
use crate::files::{FileError, Files};
use std::path::{Component, Path, PathBuf};

/// The largest font file that is read (Noto CJK has 20 MB; everything else is far below).
const LIMIT: u64 = 40 << 20;

/// Where faces come from: the case, or else the files.
type From<'a> = (&'a Case, &'a dyn Files);

impl FontBook {
    /// Makes the families or font files named in `names` known, looking in `folder`, then in `fonts/` of the working
    /// folder, then among those built in. What cannot be had or used is an error in the log, at the name's first place.
    pub fn load(files: &dyn Files, folder: &Path, names: &[Sourced<String>], log: &mut Log) -> FontBook {
        FontBook::load_from(&Case::default(), files, folder, names, log)
    }

    /// The same, with the faces that a case holds already.
    pub fn load_from(
        case: &Case,
        files: &dyn Files,
        folder: &Path,
        names: &[Sourced<String>],
        log: &mut Log,
    ) -> FontBook {
        let mut book = case.book();
        let mut done: Vec<&str> = Vec::new();
        for Sourced { value: name, span } in names {
            if done.contains(&name.as_str()) {
                continue;
            }
            done.push(name);
            if is_path(name) {
                book.load_path((case, files), folder, (name, *span), log);
            } else {
                book.load_family((case, files), folder, (name, *span), log);
            }
        }
        book
    }

    fn load_path(&mut self, from: From<'_>, folder: &Path, (name, span): (&str, Span), log: &mut Log) {
        let path = Path::new(name);
        if !path.components().all(|c| matches!(c, Component::Normal(_) | Component::CurDir)) {
            let d = Diagnostic::error("font-outside", format!("font `{name}` is outside the issue's folder"));
            log.push(d.at(span).hint("put it into the issue's folder or into `fonts/`"));
            return;
        }
        for place in [folder.join(path), Path::new("fonts").join(path)] {
            if self.load_file(from, &place, (name, span), log) {
                return;
            }
        }
        let d = Diagnostic::error("no-such-font", format!("there is no font file `{name}`"));
        log.push(d.at(span).hint("it is looked for in the issue's folder, then in `fonts/` of the working folder"));
    }

    fn load_family(&mut self, from: From<'_>, folder: &Path, (name, span): (&str, Span), log: &mut Log) {
        for place in [folder.join("fonts"), PathBuf::from("fonts")] {
            let place = place.join(slug(name));
            let fonts: Vec<_> = from.1.list(&place).into_iter().filter(|n| is_path(n)).collect();
            if fonts.is_empty() {
                continue;
            }
            for file in &fonts {
                self.load_file(from, &place.join(file), (name, span), log);
            }
            return;
        }
        if self.find(name, 400, false).is_none() {
            let families = self.families();
            let mut d = Diagnostic::error("no-such-font", format!("there is no font family `{name}`"));
            let near = families.iter().min_by_key(|f| distance(&f.to_lowercase(), &name.to_lowercase()));
            if let Some(near) = near.filter(|f| distance(&f.to_lowercase(), &name.to_lowercase()) <= 1 + name.len() / 3)
            {
                d = d.hint(format!("did you mean `{near}`?"));
            } else {
                d = d.hint(format!(
                    "there are {}; or put font files into `fonts/{}/`",
                    families.join(", "),
                    slug(name)
                ));
            }
            log.push(d.at(span));
        }
    }

    /// Loads a file as a face known as `name`; whether there was such a file.
    fn load_file(&mut self, (case, files): From<'_>, path: &Path, (name, span): (&str, Span), log: &mut Log) -> bool {
        let bytes = match files.read(path, LIMIT) {
            Ok(bytes) => bytes,
            Err(FileError::NotFound) => return false,
            Err(e) => {
                let why = match e {
                    FileError::IsDirectory => "is a folder".to_owned(),
                    FileError::TooLarge { size, .. } => format!("has {size} bytes, more than any font has"),
                    FileError::Other(words) => format!("cannot be read: {words}"),
                    FileError::NotFound | FileError::NotAFile => "is not a file".to_owned(),
                };
                let d = Diagnostic::error("unreadable-font", format!("font `{}` {why}", path.display()));
                log.push(d.at(span).hint("put a .ttf or .otf file in its place"));
                return true;
            }
        };
        // A copy of a built-in face is that face.
        if let Some(same) = self.faces.iter().position(|f| *f.data == *bytes) {
            self.known_as[same].push(name.to_owned());
            return true;
        }
        if self.faces.len() > usize::from(u16::MAX - 1) {
            log.push(Diagnostic::error("too-many-fonts", "there are more than 65,000 font files").at(span));
            return true;
        }
        match case.read(&bytes) {
            Ok(face) => {
                self.known_as.push(vec![name.to_owned()]);
                self.faces.push(face);
            }
            Err(fault) => {
                let d = Diagnostic::error("bad-font", format!("`{}` {}", path.display(), fault.what));
                log.push(d.at(span).hint(fault.hint));
            }
        }
        true
    }
}

/// Whether a name is a file's.
fn is_path(name: &str) -> bool {
    let end = name.rsplit_once('.').map(|(_, e)| e.to_ascii_lowercase());
    matches!(end.as_deref(), Some("ttf" | "otf" | "ttc" | "otc" | "woff" | "woff2"))
}

/// `STIX Two Text` is `stix-two-text`.
fn slug(name: &str) -> String {
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}

/// How many letters differ (Levenshtein).
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let change = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(row[j + 1] + 1);
        }
    }
    row[b.len()]
}
