//! `stonehand impose`: lays the pages of a finished PDF on sheets. And the sheets of `build --impose`.

use super::args::Impose;
use super::output::put;
use super::report;
use super::sheets::SheetOptions;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use stonehand::diag::{Diagnostic, Failed, Log};
use stonehand::files::{DiskFiles, FileError, Files};
use stonehand::finished::{Document, MAX_FILE};
use stonehand::impose::{Scheme, plan};

/// Sheets, ready to be written.
pub struct Sheets {
    /// The PDF.
    pub pdf: Vec<u8>,
    /// What there is to say of them, in a line.
    pub summary: String,
    /// Maps of them.
    pub dummy: String,
}

impl Sheets {
    /// Makes the sheets of a finished PDF; nothing where that cannot be done, which the log then says.
    pub fn make(
        bytes: Arc<Vec<u8>>,
        name: &str,
        scheme: &'static Scheme,
        options: &SheetOptions,
        log: &mut Log,
    ) -> Option<Sheets> {
        let made = |log: &mut Log| -> Result<Sheets, Failed> {
            let document = Document::open(bytes, name, log)?;
            let job = plan(&document, scheme, &options.options(), log)?;
            let pdf = job.write(log)?;
            Ok(Sheets { pdf, summary: job.summary(), dummy: format!("{}\n{}", job.summary(), job.dummy()) })
        };
        made(log).ok()
    }

    /// Writes them; what there is to say of it.
    pub fn put(&self, path: &Path, log: &mut Log) -> Option<String> {
        put(path, &self.pdf, log).then(|| format!("{}\n{}\n", self.summary, path.display()))
    }
}

/// `IN.pdf` → `IN-booklet.pdf`
pub fn beside(path: &Path, scheme: &Scheme) -> PathBuf {
    let mut name = path.file_stem().unwrap_or_default().to_owned();
    name.push(format!("-{}.pdf", scheme.name));
    path.with_file_name(name)
}

/// Reads the PDF, writes its sheets or prints their maps.
pub fn run(args: &Impose) -> ExitCode {
    let mut log = Log::new();
    let done = imposed(args, &mut log);
    report::diagnostics(&log, &args.messages);
    let Some(said) = done else { return ExitCode::from(1) };
    report::stdout(&said);
    ExitCode::SUCCESS
}

fn imposed(args: &Impose, log: &mut Log) -> Option<String> {
    let name = args.input.display().to_string();
    let output = args.output.clone().unwrap_or_else(|| beside(&args.input, args.scheme));
    let is_same = |a: &Path, b: &Path| std::fs::canonicalize(a).ok().zip(std::fs::canonicalize(b).ok());
    if args.emit.is_none() && is_same(&args.input, &output).is_some_and(|(a, b)| a == b) {
        let message = format!("the sheets would be written over `{name}`");
        log.push(Diagnostic::error("overwrite", message).hint("give another name after `-o`"));
        return None;
    }
    let bytes = DiskFiles.read(&args.input, MAX_FILE).map_err(|e| log.push(unreadable(&name, &e))).ok()?;
    let made = Sheets::make(Arc::new(bytes), &name, args.scheme, &args.sheets, log)?;
    if report::stops(log, &args.messages) {
        return None;
    }
    if args.emit.is_some() { Some(made.dummy) } else { made.put(&output, log) }
}

fn unreadable(name: &str, why: &FileError) -> Diagnostic {
    match why {
        FileError::NotFound => Diagnostic::error("no-such-file", format!("there is no file `{name}`"))
            .hint("is the name right? capital and small letters differ"),
        FileError::IsDirectory => Diagnostic::error("not-a-file", format!("`{name}` is a folder"))
            .hint("write the name of a PDF; for an issue, `build --impose`"),
        FileError::NotAFile => Diagnostic::error("not-a-file", format!("`{name}` is not a file"))
            .hint("it is a device, a pipe or a socket; write the name of a PDF"),
        FileError::TooLarge { size, limit } => Diagnostic::error(
            "too-large",
            format!("`{name}` has {} MB; at most {} MB are read", size.div_ceil(1 << 20), limit >> 20),
        )
        .hint("save it smaller: `qpdf` or a reader's print dialogue"),
        FileError::Other(why) => Diagnostic::error("unreadable-file", format!("`{name}` cannot be read: {why}"))
            .hint("may you read the file?"),
    }
}
