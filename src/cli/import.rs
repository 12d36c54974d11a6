//! `stonehand import`: a word processor's file into the folder, and what to write into the manifest.

use super::args::Messages;
use super::{output, report};
use report::count;
use std::fmt::Write as _;
use std::path::{Component, Path, PathBuf};
use std::process::ExitCode;
use stonehand::diag::{Diagnostic, Failed, Log};
use stonehand::files::{DiskFiles, FileError, Files};
use stonehand::import::{self, Imported};
use stonehand::start::{self, Added};

const MANIFEST: &str = "issue.yaml";
const MAX_MANIFEST: u64 = 4 << 20;
const MAX_PICTURE: u64 = 64 << 20;

/// `stonehand import`
#[derive(Debug, clap::Args)]
pub struct Import {
    /// The file: .docx, .odt, .html or .txt
    pub file: PathBuf,
    /// The issue that it goes into: its folder, or the manifest in it [default: the working folder]
    #[arg(long, value_name = "ISSUE")]
    pub into: Option<PathBuf>,
    /// Where the copy goes, within the folder [default: articles/<file's name>.md]
    #[arg(short, long, value_name = "FILE.md")]
    pub output: Option<PathBuf>,
    /// Add the article to the manifest as well, as the last
    #[arg(long)]
    pub add: bool,
    /// Write over files that are there
    #[arg(long)]
    pub force: bool,
    /// How what is said is shown.
    #[command(flatten)]
    pub messages: Messages,
}

impl Import {
    /// What is asked for that does not go together, in words.
    pub fn fault(&self) -> Option<String> {
        let output = self.output.as_deref()?;
        let within = output.components().all(|c| matches!(c, Component::Normal(_) | Component::CurDir));
        let markdown = output.extension().is_some_and(|e| e == "md");
        match () {
            () if !within => Some(
                "the copy stays in the issue's folder: write -o articles/name.md, and --into the folder".to_owned(),
            ),
            () if !markdown || output.to_str().is_none() => {
                Some("the copy is Markdown: write -o articles/name.md".to_owned())
            }
            () => None,
        }
    }
}

/// Imports the file and says what to do next.
pub fn run(args: &Import) -> ExitCode {
    let mut log = Log::new();
    let done = import(args, &mut log);
    report::diagnostics(&log, &args.messages);
    let Ok(said) = done else { return ExitCode::from(1) };
    report::stdout(&said);
    ExitCode::SUCCESS
}

fn import(args: &Import, log: &mut Log) -> Result<String, Failed> {
    let folder = folder(args, log)?;
    let shown = args.file.display().to_string();
    let bytes = DiskFiles.read(&args.file, import::MAX_FILE).map_err(|why| refuse(unreadable(&shown, &why), log))?;
    let name = args.file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let stem = args.output.as_deref().and_then(Path::file_name).map(|n| n.to_string_lossy().into_owned());
    let slug = import::slug(stem.as_deref().unwrap_or(&name));
    let body = args.output.clone().unwrap_or_else(|| format!("articles/{slug}.md").into());
    let body: PathBuf = body.components().filter(|c| *c != Component::CurDir).collect();
    let imported =
        import::import(&bytes, &name, &slug, &|path| beside(&args.file, path)).map_err(|d| refuse(d, log))?;
    log.extend(imported.said.iter().cloned());
    let entry = imported.entry.yaml(&slashes(&body));
    let mut files = vec![(body.clone(), imported.markdown.clone().into_bytes())];
    files.extend(imported.pictures.iter().map(|(name, bytes)| (Path::new("images").join(name), bytes.clone())));
    there(args, &folder, &files, log)?;
    let manifest = if args.add { manifest(&folder, &entry, &slashes(&body), log)? } else { Manifest::Paste };
    if report::stops(log, &args.messages) {
        return Err(Failed);
    }
    if let Manifest::Changed(text) = &manifest {
        files.push((MANIFEST.into(), text.clone().into_bytes()));
    }
    let placed: Vec<(PathBuf, Vec<u8>)> = files.into_iter().map(|(path, bytes)| (folder.join(path), bytes)).collect();
    if output::all(&placed, log) { Ok(told(&folder, &body, &imported, &entry, &manifest)) } else { Err(Failed) }
}

fn refuse(d: Diagnostic, log: &mut Log) -> Failed {
    log.push(d);
    Failed
}

/// The folder, which must be there.
fn folder(args: &Import, log: &mut Log) -> Result<PathBuf, Failed> {
    let Some(into) = &args.into else { return Ok(PathBuf::new()) };
    if into.is_dir() {
        return Ok(into.clone());
    }
    if into.is_file() && into.file_name().is_some_and(|n| n == MANIFEST) {
        return Ok(into.parent().unwrap_or(Path::new("")).to_owned());
    }
    let d = Diagnostic::error("no-such-file", format!("there is no issue's folder `{}`", into.display()));
    Err(refuse(d.hint(format!("`stonehand new {}` makes one", into.display())), log))
}

/// What is wrong with a file that cannot be read.
fn unreadable(name: &str, why: &FileError) -> Diagnostic {
    match why {
        FileError::NotFound => Diagnostic::error("no-such-file", format!("there is no file `{name}`"))
            .hint("is the name right? capital and small letters differ"),
        FileError::IsDirectory | FileError::NotAFile => {
            Diagnostic::error("not-a-file", format!("`{name}` is not a file"))
                .hint("write the name of a .docx, .odt, .html or .txt file")
        }
        FileError::TooLarge { size, limit } => Diagnostic::error(
            "too-large",
            format!("`{name}` has {} MB; at most {} MB are read", size.div_ceil(1 << 20), limit >> 20),
        )
        .hint("copy the part that is to be printed into a document of its own"),
        FileError::Other(why) => Diagnostic::error("unreadable-file", format!("`{name}` cannot be read: {why}"))
            .hint("may you read the file?"),
    }
}

/// A picture beside a web page, in its folder or below.
fn beside(file: &Path, path: &str) -> Option<Vec<u8>> {
    let path = Path::new(path);
    let within = path.components().all(|c| matches!(c, Component::Normal(_) | Component::CurDir));
    let folder = file.parent().unwrap_or(Path::new(""));
    let full = folder.join(path);
    if !within || DiskFiles.leads_out(folder, &full) {
        return None;
    }
    DiskFiles.read(&full, MAX_PICTURE).ok()
}

/// Says which files are there already.
fn there(args: &Import, folder: &Path, files: &[(PathBuf, Vec<u8>)], log: &mut Log) -> Result<(), Failed> {
    let mut found = Ok(());
    for (path, _) in files {
        let full = folder.join(path);
        if !args.force && full.symlink_metadata().is_ok() {
            let message = format!("`{}` is there already; nothing was written", full.display());
            let hint = "give the copy another name with -o, or write over what is there with --force";
            found = Err(refuse(Diagnostic::error("exists", message).hint(hint), log));
        } else if DiskFiles.leads_out(folder, full.parent().unwrap_or(folder)) {
            let message = format!("`{}` lies outside of the issue's folder: a link leads there", full.display());
            found = Err(refuse(Diagnostic::error("path", message).hint("put a folder in the place of the link"), log));
        }
    }
    found
}

/// What becomes of the manifest.
enum Manifest {
    /// The user pastes the entry.
    Paste,
    /// It gets this text.
    Changed(String),
    /// It names the copy already.
    Known,
}

fn manifest(folder: &Path, entry: &str, body: &str, log: &mut Log) -> Result<Manifest, Failed> {
    let path = folder.join(MANIFEST);
    let bytes = DiskFiles
        .read(&path, MAX_MANIFEST)
        .map_err(|why| refuse(unreadable(&path.display().to_string(), &why), log))?;
    let added = match String::from_utf8(bytes) {
        Ok(text) => start::add(&text, entry, body),
        Err(_) => Added::Cannot,
    };
    match added {
        Added::Text(text) => Ok(Manifest::Changed(text)),
        Added::Known => Ok(Manifest::Known),
        Added::Cannot => {
            let message = format!("`{}` cannot be added to; nothing was written", path.display());
            let hint =
                "its `articles` must be a list with a dash for each; or import without --add, and paste the entry";
            Err(refuse(Diagnostic::error("manifest-form", message).hint(hint), log))
        }
    }
}

fn slashes(path: &Path) -> String {
    let parts: Vec<String> = path.components().map(|c| c.as_os_str().to_string_lossy().into_owned()).collect();
    parts.join("/")
}

fn told(folder: &Path, body: &Path, imported: &Imported, entry: &str, manifest: &Manifest) -> String {
    let words = imported.markdown.split_whitespace().count();
    let mut said = format!("{}: {}\n", folder.join(body).display(), count(words, "word"));
    for (name, bytes) in &imported.pictures {
        let kilobytes = count(bytes.len().div_ceil(1000), "KB").trim_end_matches('s').to_owned();
        let _ = writeln!(said, "{}: {kilobytes}", folder.join("images").join(name).display());
    }
    let shown = folder.join(MANIFEST);
    let _ = match manifest {
        Manifest::Changed(_) => writeln!(said, "\nadded to {}, last in `articles`:\n", shown.display()),
        Manifest::Known => writeln!(said, "\n{} names it already; its entry would be:\n", shown.display()),
        Manifest::Paste => writeln!(said, "\nto put it into the paper, add to `articles` in {}:\n", shown.display()),
    };
    for line in entry.lines() {
        let _ = writeln!(said, "  {line}");
    }
    said
}
