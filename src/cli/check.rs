//! `stonehand check`: everything but the writing.

use super::args::Check;
use super::report;
use std::process::ExitCode;
use stonehand::diag::Log;
use stonehand::files::DiskFiles;
use stonehand::preflight;

/// Sets the issue and says what is wrong with it, and what was decided at the make-up.
pub fn run(args: &Check) -> ExitCode {
    let mut log = Log::new();
    let mut composed = stonehand::compose_for(&DiskFiles, &args.input.issue, args.input.profile.as_deref(), &mut log);
    if let Ok(edition) = &mut composed {
        let decisions = std::mem::take(&mut edition.decisions);
        decisions.into_iter().chain(preflight::never(edition)).for_each(|d| log.push(d));
    }
    report::diagnostics(&log, &args.input.messages);
    if composed.is_err() || report::stops(&log, &args.input.messages) {
        return ExitCode::from(1);
    }
    report::stdout("nothing is in the way of the press\n");
    ExitCode::SUCCESS
}
