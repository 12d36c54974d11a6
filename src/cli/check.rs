//! `stonehand check`: everything but the writing.

use super::args::Check;
use super::build::name;
use super::inspect::inspect;
use super::output::put;
use super::report;
use super::variants::{show, variants};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use stonehand::diag::Log;
use stonehand::files::MemoryFiles;
use stonehand::session::{suffixed, written};
use stonehand::{Edition, pdf, preflight};

/// Sets the issue and says what is wrong with it, what was decided at the make-up, and, where a profile is named, what
/// its printer would stumble over.
pub fn run(args: &Check) -> ExitCode {
    let messages = &args.input.messages;
    let mut variants = variants(&args.input, true);
    let mut stops = false;
    for variant in &mut variants {
        let held = variant.edition.as_mut().is_some_and(|edition| {
            let decisions = std::mem::take(&mut edition.decisions);
            variant.log.extend(decisions);
            held(edition, args, variant.name.as_deref(), &mut variant.log)
        });
        stops |= !held || report::stops(&variant.log, messages);
    }
    show(&mut variants, messages);
    if stops {
        return ExitCode::from(1);
    }
    report::stdout("nothing is in the way of the press\n");
    ExitCode::SUCCESS
}

/// Holds an edition against its profile, if it has one, and writes the report that is asked for.
fn held(edition: &mut Edition, args: &Check, variant: Option<&str>, log: &mut Log) -> bool {
    let Some(profile) = edition.profile.clone() else { return true };
    let Some(made) = written(edition, None, log) else { return false };
    let named: Vec<_> = made
        .into_iter()
        .map(|(ink, bytes)| (ink.map_or("the PDF".to_owned(), |i| i.as_str().to_owned()), Arc::new(bytes)))
        .collect();
    inspect(edition, &named, log);
    let Some(path) = &args.report else { return true };
    // Each edition has a report of its own.
    let path = &suffixed(path, variant.filter(|_| args.input.edition.is_none()));
    let manifest = preflight::report(&name(&args.input.issue), &profile, log.diagnostics());
    // Its own manifest is whole; should its words not fit on a page, that is no fault of the issue.
    let files = MemoryFiles::new().with("issue.yaml", manifest);
    match stonehand::compose(&files, Path::new("issue.yaml"), &mut Log::new()) {
        Ok(edition) => put(path, &pdf::write(&edition), log),
        Err(_) => false,
    }
}
