//! `stonehand audit`: lists what in a PDF says who made it, when, with what and where.

use super::args::Audit;
use super::impose::unreadable;
use super::inspect::names;
use super::report::{self, count};
use std::process::ExitCode;
use std::sync::Arc;
use stonehand::audit::audit;
use stonehand::diag::Log;
use stonehand::files::{DiskFiles, Files};
use stonehand::finished::{Document, MAX_FILE};

/// Reads the PDF and lists its traces. The exit code is 1 if it has any.
pub fn run(args: &Audit) -> ExitCode {
    let mut log = Log::new();
    let found = traces(args, &mut log);
    report::diagnostics(&log, &args.messages);
    match found {
        Some(0) => {
            report::stdout(&format!("`{}` says nothing of who made it\n", args.input.display()));
            ExitCode::SUCCESS
        }
        Some(n) => {
            report::stdout(&format!("{} in `{}`\n", count(n, "trace"), args.input.display()));
            ExitCode::from(1)
        }
        None => ExitCode::from(1),
    }
}

fn traces(args: &Audit, log: &mut Log) -> Option<usize> {
    let name = args.input.display().to_string();
    let bytes = DiskFiles.read(&args.input, MAX_FILE).map_err(|e| log.push(unreadable(&name, &e))).ok()?;
    let bytes = Arc::new(bytes);
    let document = Document::open(Arc::clone(&bytes), &name, log).ok()?;
    let also = args.name.iter().cloned();
    let traces = audit(&document, &bytes, &names().into_iter().chain(also).collect::<Vec<_>>());
    let count = traces.len();
    log.extend(traces.iter().map(|t| t.diagnostic(&name)));
    Some(count)
}
