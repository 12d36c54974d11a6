//! The next issue from the last one: number and date moved on, standing matter kept, articles emptied.
//!
//! The last manifest is changed as text, at the places that its tree knows, so that comments and everything that is not
//! touched stay as they were written.

use super::list::{self, entry, range, value};
use super::{NewFile, SCHEMA, matter};
use crate::diag::{Diagnostic, Failed, Log, Severity};
use crate::files::{Files, MemoryFiles};
use crate::issue::paths::{self, There};
use crate::issue::yaml::{self, Node, Value};
use crate::issue::{Date, add_text, draft, unreadable};
use crate::language::Language;
use crate::schema::Document;
use std::ops::Range;
use std::path::{Path, PathBuf};

const NAME: &str = "issue.yaml";
/// The largest manifest, and the largest file that is carried over.
const MAX_MANIFEST: u64 = 4 << 20;
const MAX_FILE: u64 = 64 << 20;
/// The most files that are carried over, and how deep folders are followed.
const MAX_FILES: usize = 2_000;
const MAX_DEPTH: usize = 6;
/// Folders of an issue that belong to every issue.
const STANDING: [&str; 3] = ["layouts", "fonts", "profiles"];
/// Keys of the whole that belong to one issue.
const PASSING: [&str; 2] = ["images", "pull_quotes"];

/// How far apart two issues are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Every {
    /// So many days.
    Days(u32),
    /// So many months.
    Months(u32),
}

impl Every {
    /// `14d`, `2w`, `1m` or `1y`; at most a hundred years.
    pub fn parse(text: &str) -> Option<Every> {
        let text = text.trim();
        let (number, unit) = text.split_at(text.len().checked_sub(1).filter(|i| text.is_char_boundary(*i))?);
        let count = number.parse::<u32>().ok().filter(|n| (1..=36_500).contains(n) && !number.starts_with('+'))?;
        let most = |n: u32, each: u32| (n <= 36_500 / each).then_some(n);
        match unit {
            "d" => Some(Every::Days(count)),
            "w" => most(count, 7).map(|n| Every::Days(n * 7)),
            "m" => most(count, 31).map(Every::Months),
            "y" => most(count, 366).map(|n| Every::Months(n * 12)),
            _ => None,
        }
    }

    /// The day of the next issue.
    pub fn after(self, date: Date) -> Option<Date> {
        match self {
            Every::Days(days) => date.after_days(days),
            Every::Months(months) => date.after_months(months),
        }
    }
}

/// The next issue.
#[derive(Debug)]
pub struct Next {
    /// Its folder, beside the last one's, named after its date.
    pub folder: PathBuf,
    /// Its files; paths are within the folder.
    pub files: Vec<NewFile>,
    /// Its day.
    pub date: Date,
    /// Its number, if the last one had one.
    pub number: Option<u32>,
    /// Whether it is of another year than the last one, whose volume it still has.
    pub new_year: bool,
    /// Articles kept as they were, emptied, and left out.
    pub articles: [usize; 3],
}

/// The folder of the last issue: the working folder, if it is one, else the latest of those named after a day that stand in
/// it or under `issues/`.
pub fn last_issue(files: &dyn Files) -> Option<PathBuf> {
    let here = PathBuf::new();
    if files.list(&here).iter().any(|n| n == NAME) {
        return Some(PathBuf::from("."));
    }
    let inside = |parent: PathBuf| {
        let dated = files.list(&parent).into_iter().filter_map(|n| Some((Date::parse(&n)?, parent.join(n))));
        dated.filter(|(_, path)| files.list(path).iter().any(|n| n == NAME)).max_by_key(|(date, _)| *date)
    };
    let found = [here, PathBuf::from("issues")].into_iter().filter_map(inside).max_by_key(|(date, _)| *date);
    found.map(|(_, path)| path)
}

/// Makes the next issue of the last one, whose folder or manifest is `last`.
pub fn next(files: &dyn Files, last: &Path, every: Every, log: &mut Log) -> Result<Next, Failed> {
    let manifest = if files.list(last).is_empty() { last.to_owned() } else { last.join(NAME) };
    let folder = manifest.parent().unwrap_or(Path::new("")).to_owned();
    let bytes = files.read(&manifest, MAX_MANIFEST).map_err(|error| {
        log.push(unreadable(&manifest, &error).hint("give the folder of the last issue after `--next`"));
        Failed
    })?;
    let (file, text) = add_text(&manifest, &bytes, log)?;
    let root = yaml::parse(file, &text, log).ok_or(Failed)?;
    let (changed, moved) = change(&text, &root, every, log)?;
    let mut made = Next { folder: beside(&folder, moved.date), files: Vec::new(), ..moved };
    let mut carry = Carry { files, folder: &folder, made: changed.copy };
    carry.made.insert(0, (NAME.into(), changed.text.clone().into_bytes()));
    if changed.text.contains(&format!("$schema={SCHEMA}")) {
        carry.made.push((format!("{SCHEMA}issue.schema.json").into(), Document::Issue.json().into_bytes()));
    }
    let mut quiet = Log::new();
    let id = quiet.add_file(NAME, changed.text.as_str());
    if let Some(root) = yaml::parse(id, &changed.text, &mut quiet) {
        carry.named(&root);
    }
    for name in STANDING {
        carry.folder(Path::new(name), 0);
    }
    made.files = carry.made;
    sound(&made.files, &root, log)?;
    Ok(made)
}

/// The manifest's new text, and the copy of emptied articles.
struct Changed {
    text: String,
    copy: Vec<NewFile>,
}

fn change(text: &str, root: &Node, every: Every, log: &mut Log) -> Result<(Changed, Next), Failed> {
    let refuse = |message: &str, hint: &str, log: &mut Log| {
        log.push(Diagnostic::error("next", message).at(root.head()).hint(hint));
        Failed
    };
    let by_hand = "copy the folder and change it by hand";
    if text.as_bytes().get(root.span.start as usize) == Some(&b'{') {
        return Err(refuse("the manifest is written in braces, and cannot be moved on", by_hand, log));
    }
    let nameplate = value(root, "nameplate");
    let Some((day, old)) = nameplate.and_then(|n| value(n, "date")).and_then(|n| Some((n, Date::parse(n.scalar()?)?)))
    else {
        let hint = "write `date: 2026-03-14` under `nameplate` of the last issue";
        return Err(refuse("the last issue has no date that could be moved on", hint, log));
    };
    let Some(date) = every.after(old) else {
        return Err(refuse("the next issue would come out after the year 9999", "take a shorter interval", log));
    };
    let number = nameplate.and_then(|n| value(n, "number"));
    let number = number.and_then(|n| Some((n, n.scalar()?.parse::<u32>().ok()?.checked_add(1)?)));
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    // Within the value's own marks, if it has any.
    let within = |node: &Node, old: &str| {
        let at = range(node);
        text.get(at.clone()).and_then(|t| t.find(old)).map(|i| at.start + i..at.start + i + old.len())
    };
    edits.extend(within(day, &old.to_string()).map(|r| (r, date.to_string())));
    edits.extend(number.and_then(|(n, new)| Some((within(n, n.scalar()?)?, new.to_string()))));
    for key in PASSING {
        if let Some((key, node)) = entry(root, key).filter(|(_, n)| !n.is_null()) {
            let from = key.span.end as usize;
            // An alias stands elsewhere in the file; what it leaves behind is found out when the result is read.
            let length = text.get(from..node.span.end as usize).map_or(0, |t| t.trim_end().len());
            edits.push((from..from + length, ": []".to_owned()));
        }
    }
    let language = value(root, "language").and_then(Node::scalar).and_then(Language::parse).unwrap_or_default();
    let Some((key, articles)) = entry(root, "articles") else {
        return Err(refuse("the last issue has no articles", by_hand, log));
    };
    let Some(list) = list::next(text, key, articles, matter::stubs(language)) else {
        let message =
            "the articles are written in a way that cannot be moved on: an alias, or a dash that is hard to find";
        return Err(refuse(message, "write each article on lines of its own, beginning with `- `", log));
    };
    edits.push((list.range.clone(), list.text));
    let moved = Next {
        folder: PathBuf::new(),
        files: Vec::new(),
        date,
        number: number.map(|(_, n)| n),
        new_year: date.year != old.year && nameplate.is_some_and(|n| value(n, "volume").is_some()),
        articles: [list.kept, list.emptied, list.left_out],
    };
    let Some(text) = applied(text, edits) else {
        return Err(refuse("the manifest repeats parts of itself, and cannot be moved on", by_hand, log));
    };
    let copy = list.copy.into_iter().map(|(path, text)| (path.into(), text.into_bytes())).collect();
    Ok((Changed { text, copy }, moved))
}

/// The text with these stretches of it replaced; `None` where two overlap.
fn applied(text: &str, mut edits: Vec<(Range<usize>, String)>) -> Option<String> {
    edits.sort_by_key(|(r, _)| r.start);
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (range, new) in edits {
        out.push_str(text.get(at..range.start)?);
        out.push_str(&new);
        at = range.end;
    }
    out.push_str(text.get(at..)?);
    Some(out)
}

/// `issues/2026-03-28`, beside `issues/2026-03-14`.
fn beside(folder: &Path, date: Date) -> PathBuf {
    let name = date.to_string();
    match (folder.file_name(), folder.parent()) {
        (Some(_), Some(parent)) => parent.join(name),
        _ => folder.join("..").join(name),
    }
}

/// Files that go over from the last issue.
struct Carry<'a> {
    files: &'a dyn Files,
    folder: &'a Path,
    made: Vec<NewFile>,
}

impl Carry<'_> {
    /// Every file that the manifest still names, wherever it names it.
    fn named(&mut self, node: &Node) {
        match &node.value {
            Value::Null => {}
            Value::Scalar(text) => {
                self.path(text.trim());
                self.pictures(Path::new(""), text);
            }
            Value::Seq(items) => items.iter().for_each(|n| self.named(n)),
            Value::Map(entries) => entries.iter().for_each(|(_, n)| self.named(n)),
        }
    }

    fn path(&mut self, written: &str) {
        if written.is_empty() || written.len() > 400 || written.contains('\n') {
            return;
        }
        let Ok(path) = paths::clean(written) else { return };
        match paths::look(self.files, &self.folder.join(&path)) {
            There::File => self.file(&path),
            There::Folder if path.components().count() > 0 && written.contains('/') => self.folder(&path, 0),
            There::Folder | There::Nothing => {}
        }
    }

    fn file(&mut self, path: &Path) {
        let full = self.folder.join(path);
        if self.made.len() >= MAX_FILES
            || self.made.iter().any(|(p, _)| p == path)
            || self.files.leads_out(self.folder, &full)
        {
            return;
        }
        let Ok(bytes) = self.files.read(&full, MAX_FILE) else { return };
        let copy = path.extension().is_some_and(|e| e == "md").then(|| String::from_utf8_lossy(&bytes).into_owned());
        self.made.push((path.to_owned(), bytes));
        if let Some(copy) = copy {
            self.pictures(path.parent().unwrap_or(Path::new("")), &copy);
        }
    }

    /// What Markdown leads to: `](images/dock.jpg)`.
    fn pictures(&mut self, beside: &Path, copy: &str) {
        for target in copy.split("](").skip(1).filter_map(|t| t.split(')').next()) {
            let target = target.trim_matches(['<', '>']);
            self.path(target);
            if let Some(near) = beside.join(target).to_str() {
                self.path(near);
            }
        }
    }

    fn folder(&mut self, path: &Path, depth: usize) {
        for name in self.files.list(&self.folder.join(path)) {
            let inner = path.join(name);
            match paths::look(self.files, &self.folder.join(&inner)) {
                There::Folder if depth < MAX_DEPTH => self.folder(&inner, depth + 1),
                _ => self.file(&inner),
            }
        }
    }
}

/// Reads the new issue before anybody else does: what cannot be read is not handed out.
fn sound(made: &[NewFile], root: &Node, log: &mut Log) -> Result<(), Failed> {
    let files = made.iter().fold(MemoryFiles::new(), |files, (path, bytes)| files.with(path, bytes));
    let mut quiet = Log::new();
    let _ = draft(&files, Path::new(NAME), &mut quiet);
    let wrong = quiet.diagnostics().iter().find(|d| d.severity == Severity::Error);
    let Some(wrong) = wrong else { return Ok(()) };
    let message = format!("the next issue would have a mistake: {}", wrong.message);
    let hint = "mend the last issue until `stonehand check` finds no error in it, then try again";
    log.push(Diagnostic::error("next", message).at(root.head()).hint(hint));
    Err(Failed)
}
