//! What all readers of the manifest's parts share: the files, the log, and the readings of values that several parts have.

use super::copy::{self, Copy, SourceMap};
use super::paths::{self, There};
use super::yaml::Node;
use super::{At, Kind, Rich, Sourced};
use crate::diag::{Diagnostic, FileId, Log, Span, nearest};
use crate::files::{FileError, Files};
use crate::language::Language;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The most Markdown that the files of one issue may hold together: some 350,000 words, 400 pages.
const MAX_COPY: u64 = 2 << 20;

/// The reader of one manifest.
pub(super) struct Reader<'a> {
    pub(super) files: &'a dyn Files,
    pub(super) log: &'a mut Log,
    /// The issue's folder.
    pub(super) folder: PathBuf,
    /// The manifest's text.
    pub(super) text: Arc<str>,
    /// The issue's language.
    pub(super) language: Language,
    /// The names that `editions:` of an article may use.
    pub(super) edition_names: Vec<String>,
    /// How many bytes of copy were read from files.
    pub(super) copy_bytes: u64,
}

impl Reader<'_> {
    /// Says something.
    pub(super) fn say(&mut self, d: Diagnostic) {
        self.log.push(d);
    }

    /// Text with inline marks.
    pub(super) fn rich(&mut self, key: &str, node: Option<&Node>) -> Option<Rich> {
        let node = node?;
        let text = node.filled(key, self.log)?;
        let map = SourceMap::scalar(node, text, &self.text);
        let rich = copy::line(text, &map, self.log);
        if rich.is_blank() {
            self.say(Diagnostic::error("empty", format!("`{key}` is empty")).at(node.span));
            return None;
        }
        Some(rich)
    }

    /// Plain text.
    pub(super) fn plain(&mut self, key: &str, node: Option<&Node>) -> Option<Sourced<String>> {
        let node = node?;
        let value = node.filled(key, self.log)?.trim().to_owned();
        Some(Sourced { value, span: node.span })
    }

    /// Markdown that stands in the manifest itself.
    pub(super) fn inline_copy(&mut self, key: &str, node: &Node, kind: Kind) -> Copy {
        let Some(text) = node.filled(key, self.log) else { return Copy { blocks: Vec::new(), notes: Vec::new() } };
        let map = SourceMap::scalar(node, text, &self.text);
        let place = copy::Place { files: self.files, issue: &self.folder, beside: Path::new(""), map };
        copy::read(text, &place, kind, self.log)
    }

    /// Markdown that stands in a file of its own.
    pub(super) fn file_copy(&mut self, key: &str, node: &Node, kind: Kind) -> Option<Copy> {
        let written = node.filled(key, self.log)?;
        let path = paths::within(written, node.span, self.log)?;
        let full = self.folder.join(&path);
        if !paths::stays(self.files, &self.folder, &path, node.span, self.log) {
            return None;
        }
        let bytes = match self.files.read(&full, MAX_COPY) {
            Ok(bytes) => bytes,
            Err(FileError::NotFound) => {
                paths::missing(self.files, &self.folder, &path, node.span, self.log);
                return None;
            }
            Err(error) => {
                let d = unreadable(&path, &error).at(node.span);
                self.say(d);
                return None;
            }
        };
        let before = self.copy_bytes;
        self.copy_bytes += bytes.len() as u64;
        if self.copy_bytes > MAX_COPY {
            // Said once, of the file that is too much; those after it are not read.
            if before <= MAX_COPY {
                let message =
                    format!("with `{}`, the copy of the issue is more than {}", path.display(), megabytes(MAX_COPY));
                let hint = "this is more than a newsletter has room for; set it as several issues";
                self.say(Diagnostic::error("too-large", message).at(node.span).hint(hint));
            }
            return None;
        }
        let (file, text) = add_text(&full, &bytes, self.log).ok()?;
        if text.trim().is_empty() {
            let d =
                Diagnostic::warning("empty", "this file is empty; the article has no copy").at(Span::new(file, 0..0));
            self.say(d);
        }
        let odd = |c: &char| c.is_control() && !matches!(c, '\t' | '\n' | '\u{b}' | '\u{c}' | '\r' | '\u{85}');
        if let Some((at, c)) = text.char_indices().find(|(_, c)| odd(c)) {
            let message = format!("a control character (U+{:04X}) stands in the text; it is not printed", u32::from(c));
            let d = Diagnostic::warning("control", message).at(Span::new(file, at..at + c.len_utf8()));
            self.say(d.hint("delete it; it may not be visible in the editor"));
        }
        let beside = path.parent().unwrap_or(Path::new(""));
        // A byte order mark, as some editors write one, is no letter of the first line.
        let body = text.strip_prefix('\u{feff}').unwrap_or(&text);
        let map = SourceMap::after(file, text.len() - body.len());
        let place = copy::Place { files: self.files, issue: &self.folder, beside, map };
        Some(copy::read(body, &place, kind, self.log))
    }

    /// A file in the issue's folder.
    pub(super) fn file(&mut self, key: &str, node: &Node) -> Option<Sourced<PathBuf>> {
        let written = node.filled(key, self.log)?;
        let path = paths::within(written, node.span, self.log)?;
        match paths::look(self.files, &self.folder.join(&path)) {
            There::File if !paths::stays(self.files, &self.folder, &path, node.span, self.log) => None,
            There::File => Some(Sourced { value: path, span: node.span }),
            There::Folder => {
                let d = unreadable(&path, &FileError::IsDirectory).at(node.span);
                self.say(d);
                None
            }
            There::Nothing => {
                paths::missing(self.files, &self.folder, &path, node.span, self.log);
                None
            }
        }
    }

    /// A language's tag; an unknown one is warned of, and `default` serves.
    pub(super) fn language(&mut self, node: Option<&Node>, default: Language) -> Language {
        let Some(node) = node else { return default };
        let Some(tag) = node.filled("language", self.log) else { return default };
        Language::parse(tag.trim()).unwrap_or_else(|| {
            let known: Vec<&str> = Language::all().map(|l| l.tag).collect();
            let names: Vec<(&str, &str)> = Language::all().map(|l| (l.name, l.tag)).collect();
            let meant = names.iter().find(|(name, _)| nearest(tag, [name.split(' ').next().unwrap_or(name)]).is_some());
            let hint = match meant {
                Some((_, tag)) => format!("did you mean `{tag}`? known languages: {}", known.join(", ")),
                None => format!("known languages: {}", known.join(", ")),
            };
            let message = format!("the language `{tag}` is not known; the text is set as {}", default.tag);
            self.say(Diagnostic::warning("unknown-language", message).at(node.span).hint(hint));
            default
        })
    }

    /// How many grid columns something spans.
    pub(super) fn columns(&mut self, node: Option<&Node>) -> Option<Sourced<u32>> {
        let node = node?;
        let value = node.whole("columns", 1..=12, self.log)?;
        Some(Sourced { value, span: node.span })
    }

    /// Where an insert stands.
    pub(super) fn at(&mut self, node: Option<&Node>) -> At {
        let Some(node) = node else { return At::Auto };
        if node.scalar().is_some_and(|t| t.starts_with(|c: char| c.is_ascii_digit() || c == '-')) {
            return node.whole("at", 1..=100_000, self.log).map_or(At::Auto, At::Paragraph);
        }
        match node.scalar() {
            Some("auto") => At::Auto,
            Some("top") => At::Top,
            Some("bottom") => At::Bottom,
            text => {
                let near = text.and_then(|t| nearest(t, ["auto", "top", "bottom"]));
                let hint = near.map(|n| format!("did you mean `{n}`?"));
                node.wrong("at", "`top`, `bottom`, `auto` or the number of a paragraph", hint, self.log);
                At::Auto
            }
        }
    }

    /// The editions that something appears in; each must be named under `editions:`.
    pub(super) fn editions(&mut self, node: Option<&Node>) -> Vec<Sourced<String>> {
        let Some(node) = node else { return Vec::new() };
        let one = std::slice::from_ref(node);
        let items = if node.scalar().is_some() { one } else { node.list("editions", self.log).unwrap_or_default() };
        let mut found = Vec::new();
        for item in items {
            let Some(name) = self.plain("editions", Some(item)) else { continue };
            if !self.edition_names.contains(&name.value) {
                let hint = match nearest(&name.value, self.edition_names.iter().map(String::as_str)) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None if self.edition_names.is_empty() => {
                        "name the editions under `editions:` at the end of the manifest".to_owned()
                    }
                    None => format!("known editions: {}", self.edition_names.join(", ")),
                };
                let message = format!("there is no edition `{}`", name.value);
                self.say(Diagnostic::error("unknown-edition", message).at(name.span).hint(hint));
            }
            found.push(name);
        }
        found
    }
}

/// Why a file could not be read.
pub(crate) fn unreadable(path: &Path, error: &FileError) -> Diagnostic {
    let shown = path.display();
    match error {
        FileError::NotFound => Diagnostic::error("no-such-file", format!("there is no file `{shown}`")),
        FileError::IsDirectory => {
            Diagnostic::error("not-a-file", format!("`{shown}` is a folder, and a file is wanted"))
                .hint("write the name of a file in it")
        }
        FileError::NotAFile => Diagnostic::error("not-a-file", format!("`{shown}` is not a file that can be read"))
            .hint("it is a device, a pipe or a socket; put a file in its place"),
        FileError::TooLarge { size, limit } => {
            let message = format!("`{shown}` is too large: {} of at most {}", megabytes(*size), megabytes(*limit));
            Diagnostic::error("too-large", message).hint("is this the file that was meant?")
        }
        FileError::Other(why) => Diagnostic::error("unreadable", format!("`{shown}` could not be read: {why}"))
            .hint("is the name right, and may you read the file?"),
    }
}

const SAVE_AS: &str = "save the file as UTF-8; in most editors: Save As…, Encoding: UTF-8";

fn megabytes(bytes: u64) -> String {
    format!("{:.1} MB", bytes as f64 / f64::from(1 << 20))
}

/// Makes a file's text known to the log; bytes that are not UTF-8 are an error at their place.
pub(crate) fn add_text(path: &Path, bytes: &[u8], log: &mut Log) -> Result<(FileId, Arc<str>), crate::diag::Failed> {
    let name = path.to_string_lossy().into_owned();
    match std::str::from_utf8(bytes) {
        Ok(text) => {
            let text: Arc<str> = text.into();
            if let Some(at) = text.find('\0') {
                let file = log.add_file(name, text);
                let span = Span::new(file, at..at + 1);
                let line = log.line_column(span).0;
                let message = format!("line {line} holds a NUL character: this is UTF-16 text, or no text at all");
                log.push(Diagnostic::error("not-utf8", message).at(span).hint(SAVE_AS));
                return Err(crate::diag::Failed);
            }
            Ok((log.add_file(name, text.clone()), text))
        }
        Err(error) => {
            let good = error.valid_up_to();
            if let [0xff, 0xfe, ..] | [0xfe, 0xff, ..] = bytes {
                let file = log.add_file(name, "");
                let d = Diagnostic::error("not-utf8", "this file is UTF-16 text, and UTF-8 is wanted");
                log.push(d.at(Span::new(file, 0..0)).hint(SAVE_AS));
                return Err(crate::diag::Failed);
            }
            let byte = bytes[good];
            let text = String::from_utf8_lossy(bytes);
            let file = log.add_file(name, text.as_ref());
            let span = Span::new(file, good..good + 3);
            let line = log.line_column(span).0;
            let d = Diagnostic::error(
                "not-utf8",
                format!("line {line} holds a byte that is not UTF-8 text (0x{byte:02x})"),
            );
            log.push(d.at(span).hint(SAVE_AS));
            Err(crate::diag::Failed)
        }
    }
}
