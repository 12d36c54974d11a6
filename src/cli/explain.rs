//! `stonehand explain`: what a message's code means.

use super::args::Messages;
use super::report;
use super::table::Table;
use std::process::ExitCode;
use stonehand::diag::{Diagnostic, Log, nearest};
use stonehand::explain;

/// The width of its text, in columns: that of a terminal, less a margin.
const COLUMNS: usize = 78;

/// `stonehand explain`
#[derive(Debug, clap::Args)]
pub struct Explain {
    /// The code, as it stands in brackets: `unknown-key` [default: a list of all]
    code: Option<String>,
    /// How the list and mistakes are shown.
    #[command(flatten)]
    messages: Messages,
}

/// Tells of the code, or lists all.
pub fn run(args: &Explain) -> ExitCode {
    let Some(written) = &args.code else {
        let mut table = Table::new(&["code", "what it means"]);
        for e in explain::all() {
            table.row([e.code, e.title()]);
        }
        report::stdout(&table.show(args.messages.message_format));
        return ExitCode::SUCCESS;
    };
    // `error[unknown-key]` is what stands on the screen.
    let code = written.split_once('[').map_or(written.as_str(), |(_, rest)| rest);
    let code = code.trim_end_matches([']', ':']).trim();
    if let Some(found) = explain::explain(code) {
        report::stdout(&found.text(COLUMNS));
        return ExitCode::SUCCESS;
    }
    let hint = match nearest(code, explain::all().map(|e| e.code)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`stonehand explain` lists all".to_owned(),
    };
    let mut log = Log::new();
    log.push(Diagnostic::error("unknown-code", format!("no message has the code `{code}`")).hint(hint));
    report::diagnostics(&log, &args.messages);
    ExitCode::from(1)
}
