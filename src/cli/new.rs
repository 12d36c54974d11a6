//! `stonehand new`: a complete small issue, or the next one from the last.

use super::args::Messages;
use super::report::{self, count};
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use stonehand::diag::{Diagnostic, Failed, Log, Span, nearest};
use stonehand::files::DiskFiles;
use stonehand::issue::{Date, Sourced};
use stonehand::language::Language;
use stonehand::start::{self, Every, NewFile};
use stonehand::{page, start::New as Options};

/// `stonehand new`
#[derive(Debug, clap::Args)]
pub struct New {
    /// The folder of the new issue; best named after its date: 2026-03-14
    pub dir: Option<PathBuf>,
    /// The design [default: letter-news, or a4-news for a language whose readers print on A4]
    #[arg(long, value_name = "NAME", conflicts_with = "next")]
    pub layout: Option<String>,
    /// The paper's name
    #[arg(long, value_name = "TITLE", conflicts_with = "next")]
    pub title: Option<String>,
    /// Its language [default: en-US]
    #[arg(long, value_name = "NAME", conflicts_with = "next")]
    pub language: Option<String>,
    /// The day of publication: 2026-03-14 [default: the folder's name, if it is a day]
    #[arg(long, value_name = "DATE", value_parser = date, conflicts_with = "next")]
    pub date: Option<Date>,
    /// Make the next issue from this one [default: the last in this folder or under issues/]
    #[arg(long, value_name = "ISSUE", num_args = 0..=1, default_missing_value = "", value_parser = last, conflicts_with = "dir")]
    pub next: Option<Last>,
    /// With --next: how long after the last one it comes out: 2w, 14d, 1m
    #[arg(long, value_name = "TIME", value_parser = every, default_value = "2w")]
    pub every: Every,
    /// How mistakes are shown.
    #[command(flatten)]
    pub messages: Messages,
}

/// Which issue the next one is made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Last {
    /// The last that is found.
    Found,
    /// This one.
    Named(PathBuf),
}

#[allow(clippy::unnecessary_wraps)] // a reader of values may fail
fn last(text: &str) -> Result<Last, String> {
    Ok(if text.is_empty() { Last::Found } else { Last::Named(text.into()) })
}

fn date(text: &str) -> Result<Date, String> {
    Date::parse(text).ok_or_else(|| "write a day of the calendar as 2026-03-14".to_owned())
}

fn every(text: &str) -> Result<Every, String> {
    Every::parse(text).ok_or_else(|| "write days, weeks, months or years: 14d, 2w, 1m, 1y".to_owned())
}

impl New {
    /// What is asked for that does not go together, in words.
    pub fn fault(&self) -> Option<String> {
        (self.dir.is_none() && self.next.is_none())
            .then(|| "name the folder of the new issue: stonehand new 2026-03-14; or add --next".to_owned())
    }
}

/// Makes the issue and says what to type next.
pub fn run(args: &New) -> ExitCode {
    let mut log = Log::new();
    let done = match &args.dir {
        Some(dir) => fresh(args, dir, &mut log),
        None => next(args, &mut log),
    };
    let stopped = report::stops(&log, &args.messages);
    report::diagnostics(&log, &args.messages);
    let Some(said) = done.ok().filter(|_| !stopped) else { return ExitCode::from(1) };
    report::stdout(&said);
    ExitCode::SUCCESS
}

fn fresh(args: &New, dir: &Path, log: &mut Log) -> Result<String, Failed> {
    let options = options(args, dir, log)?;
    let made = start::new(&options);
    write(dir, &made, log)?;
    let mut said = format!("{} is an issue that builds as it is:\n\n", dir.display());
    let about = [
        ("issue.yaml", "what is in the paper, with notes on how to change it"),
        ("articles/first.md", "the first article; write over it"),
        ("images/break.png", "its picture"),
        ("schema/issue.schema.json", "lets an editor complete and explain the keys"),
    ];
    for (name, what) in about {
        let _ = writeln!(said, "  {name:<26}{what}");
    }
    let _ = write!(said, "\nNow type:\n\n  stonehand build {}\n", shown(dir));
    Ok(said)
}

/// What is asked for, checked.
fn options(args: &New, dir: &Path, log: &mut Log) -> Result<Options, Failed> {
    let language = match args.language.as_deref() {
        None => Language::default(),
        Some(tag) => Language::parse(tag).ok_or_else(|| log.push(unknown_language(tag))).map_err(|()| Failed)?,
    };
    let named = dir.file_name().and_then(|n| Date::parse(n.to_str()?));
    let seen = |t: &&str| t.chars().any(|c| !c.is_control() && !c.is_whitespace());
    let title = args.title.as_deref().map(str::trim).filter(seen).map(str::to_owned);
    let options = Options { layout: args.layout.clone(), title, language, date: args.date.or(named) };
    // The layout is looked for where the issue will look for it.
    let name = options.layout().to_owned();
    let file = log.add_file("<command line>", format!("--layout {name}"));
    let span = Span::new(file, 9..9 + name.len());
    page::read(&DiskFiles, dir, &Sourced { value: name, span }, log)?;
    let written = start::template_language(language);
    if !language.tag.starts_with(written) {
        let message = format!("there is no sample text in {} yet; it is in English, to be written over", language.name);
        log.push(Diagnostic::note("sample-language", message));
    }
    Ok(options)
}

fn unknown_language(tag: &str) -> Diagnostic {
    let known: Vec<&str> = Language::all().map(|l| l.tag).collect();
    let by_name = Language::all().find(|l| nearest(tag, [l.name.split(' ').next().unwrap_or(l.name)]).is_some());
    let all = format!("known languages: {}", known.join(", "));
    let hint = match by_name.map(|l| l.tag).or_else(|| nearest(tag, known)) {
        Some(near) => format!("did you mean `{near}`? {all}"),
        None => all,
    };
    Diagnostic::error("unknown-language", format!("the language `{tag}` is not known")).hint(hint)
}

fn next(args: &New, log: &mut Log) -> Result<String, Failed> {
    let last = match &args.next {
        Some(Last::Named(path)) => Some(path.clone()),
        _ => start::last_issue(&DiskFiles),
    };
    let Some(last) = last else {
        let d = Diagnostic::error("next", "there is no issue here to make the next one from");
        log.push(d.hint("name the folder of the last one: stonehand new --next issues/2026-03-14"));
        return Err(Failed);
    };
    let made = start::next(&DiskFiles, &last, args.every, log)?;
    write(&made.folder, &made.files, log)?;
    let number = made.number.map(|n| format!(", number {n}")).unwrap_or_default();
    let [kept, emptied, left_out] = made.articles;
    let mut said = format!("{} follows {}: {}{number}\n\n", made.folder.display(), last.display(), made.date);
    let what = "title, layout, colophon, fillers and all other standing matter";
    let _ = writeln!(said, "  kept      {what}{}", if kept > 0 { "; directories" } else { "" });
    let _ = writeln!(said, "  emptied   {}: departments and places on pages", count(emptied, "article"));
    let _ = writeln!(said, "  left out  {}", count(left_out, "article"));
    let _ = writeln!(said, "\nRead what was kept once more: dates in it are those of the last issue.");
    if made.new_year {
        let _ = writeln!(said, "A new year begins: look at `volume` and `number` in the manifest.");
    }
    let _ = write!(said, "Now write over {}, then type:\n\n  ", made.folder.join("issue.yaml").display());
    let _ = writeln!(said, "stonehand build {}", shown(&made.folder));
    Ok(said)
}

/// A path as a shell takes it.
fn shown(path: &Path) -> String {
    let text = path.display().to_string();
    let plain = text.chars().all(|c| c.is_alphanumeric() || "-_./\\:".contains(c));
    if plain { text } else { format!("\"{text}\"") }
}

/// Writes all files, where none of them is there yet.
fn write(dir: &Path, made: &[NewFile], log: &mut Log) -> Result<(), Failed> {
    if let Some((name, _)) = made.iter().find(|(name, _)| dir.join(name).symlink_metadata().is_ok()) {
        let message = format!("`{}` is there already; nothing was written", dir.join(name).display());
        log.push(Diagnostic::error("exists", message).hint("name another folder, or move that one away"));
        return Err(Failed);
    }
    for (name, bytes) in made {
        let path = dir.join(name);
        let parent = path.parent().map_or(Ok(()), std::fs::create_dir_all);
        // Never over a file that has come there meanwhile.
        let file = parent.and_then(|()| std::fs::OpenOptions::new().write(true).create_new(true).open(&path));
        if let Err(error) = file.and_then(|mut file| file.write_all(bytes)) {
            let message = format!("`{}` could not be written: {error}", path.display());
            log.push(Diagnostic::error("unwritable", message).hint("may you write there? is the disk full?"));
            return Err(Failed);
        }
    }
    Ok(())
}
