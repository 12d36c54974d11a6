//! `issue.yaml` as a whole.

use super::reader::{Reader, add_text, unreadable};
use super::variant;
use super::yaml::{self, Fields, Node, Value};
use super::{Date, Edition, Issue, Kind, MAX_PAGES, Nameplate, PageCount, Sourced};
use crate::diag::{Diagnostic, Failed, Log, Severity, nearest};
use crate::files::{FileError, Files};
use crate::language::Language;
use std::path::{Path, PathBuf};

/// The manifest's name where only its folder is given.
const NAME: &str = "issue.yaml";
/// The largest manifest.
const MAX_MANIFEST: u64 = 4 << 20;

/// Reads the manifest at `path` (the file, or the folder with `issue.yaml` in it) and the copy that it names. Every
/// mistake of the manifest and of the copy is in the log afterwards; one error among them and there is no issue.
pub fn read(files: &dyn Files, path: &Path, log: &mut Log) -> Result<Issue, Failed> {
    let before = log.count(Severity::Error);
    let issue = draft(files, path, log)?;
    if log.count(Severity::Error) > before { Err(Failed) } else { Ok(issue) }
}

/// Like [`read`], but what could be read is returned in spite of mistakes, so that the layout, the fonts and the
/// pictures that it names can be looked at in the same run. Where the layout is missing, its name is empty.
pub fn draft(files: &dyn Files, path: &Path, log: &mut Log) -> Result<Issue, Failed> {
    draft_variant(files, path, None, log)
}

/// The names of the editions that a manifest lists, in their order; none where it cannot be read.
pub fn variants(files: &dyn Files, path: &Path) -> Vec<String> {
    let mut log = Log::new();
    let root = find(files, path, &mut log).and_then(|(path, bytes)| {
        let (file, text) = add_text(&path, &bytes, &mut log)?;
        // Most manifests have none, and are not read twice to find that out.
        if !text.contains("editions") {
            return Err(Failed);
        }
        yaml::parse(file, &text, &mut log).ok_or(Failed)
    });
    root.map(|root| variant::names(&root)).unwrap_or_default()
}

/// Like [`draft`], of one edition; of `None`, the issue itself, without what is for some editions only.
pub fn draft_variant(files: &dyn Files, path: &Path, name: Option<&str>, log: &mut Log) -> Result<Issue, Failed> {
    let (path, bytes) = find(files, path, log)?;
    let (file, text) = add_text(&path, &bytes, log)?;
    let root = yaml::parse(file, &text, log).ok_or(Failed)?;
    let root = variant::manifest(&root, name, log);
    let folder = path.parent().unwrap_or(Path::new("")).to_owned();
    let mut reader =
        Reader { files, log, folder, text, language: Language::default(), edition_names: Vec::new(), copy_bytes: 0 };
    reader.issue(&root).ok_or(Failed)
}

/// The manifest's path and bytes.
fn find(files: &dyn Files, path: &Path, log: &mut Log) -> Result<(PathBuf, Vec<u8>), Failed> {
    let said = match files.read(path, MAX_MANIFEST) {
        Ok(bytes) => return Ok((path.to_owned(), bytes)),
        Err(FileError::IsDirectory) => {
            let inner = path.join(NAME);
            match files.read(&inner, MAX_MANIFEST) {
                Ok(bytes) => return Ok((inner, bytes)),
                Err(FileError::NotFound) => no_manifest(files, path),
                Err(error) => unreadable(&inner, &error),
            }
        }
        Err(FileError::NotFound) => {
            let dir = path.parent().unwrap_or(Path::new(""));
            let names = files.list(dir);
            let name = path.file_name().and_then(|n| n.to_str()).unwrap_or_default();
            let near = nearest(name, names.iter().map(String::as_str));
            let hint = match near {
                Some(near) => format!("did you mean `{}`?", dir.join(near).display()),
                None => "give the issue's folder, or the `issue.yaml` in it".to_owned(),
            };
            let message = format!("there is no file or folder `{}`", path.display());
            Diagnostic::error("no-such-file", message).hint(hint)
        }
        Err(error) => unreadable(path, &error),
    };
    log.push(said);
    Err(Failed)
}

fn no_manifest(files: &dyn Files, folder: &Path) -> Diagnostic {
    let names = files.list(folder);
    let is_yaml = |n: &&String| Path::new(n).extension().is_some_and(|e| e == "yaml" || e == "yml");
    let hint = match names.iter().find(is_yaml) {
        Some(name) => format!("did you mean `{}`?", folder.join(name).display()),
        None => format!("write the issue's manifest into `{}`", folder.join(NAME).display()),
    };
    Diagnostic::error("no-such-file", format!("there is no `{NAME}` in the folder `{}`", folder.display())).hint(hint)
}

impl Reader<'_> {
    fn issue(&mut self, root: &Node) -> Option<Issue> {
        if root.is_null() {
            let d = Diagnostic::error("empty", "the manifest is empty").at(root.span);
            self.say(d.hint("it needs at least `layout`, `nameplate: {title: …}` and `articles`"));
            return None;
        }
        let mut f = root.fields("the manifest", self.log)?;
        let layout = f.required("layout", self.log);
        let layout = self.plain("layout", layout);
        let profile = self.plain("profile", f.get("profile"));
        self.language = self.language(f.get("language"), Language::default());
        let hyphenation = self.hyphenation(f.get("hyphenation"));
        let nameplate = f.required("nameplate", self.log).and_then(|n| self.nameplate(n));
        let pages = f.get("pages").and_then(|n| self.page_count(n));
        let colophon = f.get("colophon").map(|n| self.inline_copy("colophon", n, Kind::Article).blocks);
        // The editions stand last in the manifest, but their names are needed by what stands before.
        let editions = self.edition_list(f.get("editions"));
        let articles = f.required("articles", self.log);
        let articles = self.articles(articles);
        let pictures = self.pictures(f.get("images"));
        let pull_quotes = self.pull_quotes(f.get("pull_quotes"));
        let fillers = self.fillers(f.get("fillers"));
        let title =
            f.get("document_title").and_then(|n| n.filled("document_title", self.log)).map(|t| t.trim().to_owned());
        let never_print = self.never_print(f.get("never_print"));
        f.finish(self.log);
        Some(Issue {
            folder: self.folder.clone(),
            layout: layout.unwrap_or(Sourced { value: String::new(), span: root.span }),
            profile,
            language: self.language,
            hyphenation,
            nameplate: nameplate.unwrap_or_default(),
            pages,
            colophon: colophon.unwrap_or_default(),
            articles,
            pictures,
            pull_quotes,
            fillers,
            title,
            never_print,
            editions,
        })
    }

    fn nameplate(&mut self, node: &Node) -> Option<Nameplate> {
        let mut f = node.fields("the nameplate", self.log)?;
        let title = f.required("title", self.log);
        let title = self.rich("title", title);
        let tagline = self.rich("tagline", f.get("tagline"));
        let volume = f.get("volume").and_then(|n| n.whole("volume", 0..=99_999, self.log));
        let number = f.get("number").and_then(|n| n.whole("number", 0..=999_999, self.log));
        let date = f.get("date").and_then(|n| self.date(n));
        let place = self.rich("place", f.get("place"));
        let price = self.rich("price", f.get("price"));
        let (mut ear_left, mut ear_right) = (None, None);
        if let Some(mut ears) = f.get("ears").and_then(|n| n.fields("`ears`", self.log)) {
            ear_left = self.rich("left", ears.get("left"));
            ear_right = self.rich("right", ears.get("right"));
            ears.finish(self.log);
        }
        f.finish(self.log);
        // Without its title it goes on, as an article without its headline does; the error stops the run.
        Some(Nameplate {
            title: title.unwrap_or_default(),
            tagline,
            volume,
            number,
            date,
            place,
            price,
            ear_left,
            ear_right,
        })
    }

    fn date(&mut self, node: &Node) -> Option<Date> {
        let text = node.filled("date", self.log)?.trim();
        let form = "write year, month and day as 2026-03-14; the paper prints it in its language".to_owned();
        let parts: Vec<&str> = text.split('-').collect();
        let number = |t: &str, digits: usize| (t.len() == digits).then(|| t.parse::<u16>().ok()).flatten();
        let [y, m, d] = parts[..] else {
            node.wrong("date", "a date", Some(form), self.log);
            return None;
        };
        let (Some(year), Some(month), Some(day)) = (number(y, 4), number(m, 2), number(d, 2)) else {
            node.wrong("date", "a date", Some(form), self.log);
            return None;
        };
        let Some(days) = Date::days_in(i32::from(year), month as u8) else {
            let d = Diagnostic::error("bad-date", format!("there is no month {month}")).at(node.span);
            self.say(d.hint(form));
            return None;
        };
        if day == 0 || day > u16::from(days) || year == 0 {
            let name = Language::default().months[usize::from(month) - 1];
            let d = Diagnostic::error("bad-date", format!("{text} is not a day of the calendar")).at(node.span);
            self.say(d.hint(format!("{name} {year} has {days} days")));
            return None;
        }
        Some(Date { year: i32::from(year), month: month as u8, day: day as u8 })
    }

    /// Names and numbers that are not to stand in the paper anywhere.
    fn never_print(&mut self, node: Option<&Node>) -> Vec<Sourced<String>> {
        let items = node.and_then(|n| n.list("never_print", self.log)).unwrap_or_default();
        let mut out = Vec::new();
        for item in items {
            let Some(text) = item.filled("never_print", self.log).map(str::trim) else { continue };
            if text.chars().any(char::is_alphanumeric) {
                out.push(Sourced { value: text.to_owned(), span: item.span });
            } else {
                let message = format!("`{text}` under `never_print` has no letter and no figure");
                let hint = "write a name or a number: `Rosa Diaz`, `555 0143`";
                self.say(Diagnostic::error("bad-value", message).at(item.span).hint(hint));
            }
        }
        out
    }

    fn page_count(&mut self, node: &Node) -> Option<Sourced<PageCount>> {
        let span = node.span;
        if node.scalar().is_some() {
            let value = PageCount::Exactly(node.whole("pages", 1..=MAX_PAGES, self.log)?);
            return Some(Sourced { value, span });
        }
        let mut f = node.fields("`pages`", self.log)?;
        let max = f.get("max").and_then(|n| n.whole("max", 1..=MAX_PAGES, self.log));
        let multiple_of = f.get("multiple_of").and_then(|n| n.whole("multiple_of", 1..=64, self.log)).unwrap_or(1);
        f.finish(self.log);
        if let Some(max) = max.filter(|m| *m < multiple_of) {
            let message = format!("no number up to {max} is a multiple of {multiple_of}");
            self.say(
                Diagnostic::error("out-of-range", message).at(node.head()).hint("raise `max` or lower `multiple_of`"),
            );
        }
        Some(Sourced { value: PageCount::Within { max, multiple_of }, span })
    }

    fn edition_list(&mut self, node: Option<&Node>) -> Vec<Edition> {
        let Some(node) = node else { return Vec::new() };
        let Value::Map(entries) = &node.value else {
            let hint = "write each edition's name and below it, indented, the keys that it changes".to_owned();
            node.wrong("editions", "a group of editions", Some(hint), self.log);
            return Vec::new();
        };
        let mut editions = Vec::new();
        for (key, node) in entries {
            editions.push(Edition { name: Sourced { value: key.text.clone(), span: key.span } });
            self.edition_names.push(key.text.clone());
            if !node.is_null()
                && let Some(f) = node.fields("an edition", self.log)
            {
                self.edition(f);
            }
        }
        editions
    }

    /// The keys of an edition. What stands under them is read where the edition is made.
    fn edition(&mut self, mut f: Fields<'_>) {
        for key in [
            "layout",
            "profile",
            "language",
            "hyphenation",
            "nameplate",
            "pages",
            "colophon",
            "articles",
            "images",
            "pull_quotes",
            "fillers",
            "never_print",
            "document_title",
            "bodies",
        ] {
            f.get(key);
        }
        if let Some(only) = f.get("only") {
            for item in only.list("only", self.log).unwrap_or_default() {
                if let Some(name) = self.plain("only", Some(item)) {
                    self.edition_names.push(name.value);
                }
            }
        }
        f.finish(self.log);
    }
}
