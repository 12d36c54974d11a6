//! The command line: arguments into one of the commands, what came of it into words and an exit code.
//!
//! Diagnostics go to the standard error stream, what was asked for to the standard output. Exit codes: 0 it is done,
//! 1 the input has errors (or warnings, with `--strict`), 2 the command line itself is wrong.

mod args;
mod audit;
mod build;
mod changes;
mod check;
mod explain;
mod heap;
mod import;
mod impose;
mod inspect;
mod lookup;
mod new;
mod note;
mod output;
mod pages;
mod progress;
mod proof;
mod report;
mod schema;
mod sheets;
mod shell;
mod table;
mod variants;
mod watch;

pub use args::Args;

use args::Command;
use clap::error::ErrorKind;
use clap::{CommandFactory, Parser};
use std::process::ExitCode;

/// Runs what the command line asks for.
pub fn run() -> ExitCode {
    let args = Args::parse();
    if let Some(fault) = args.fault() {
        Args::command().error(ErrorKind::ArgumentConflict, fault).exit();
    }
    heap::prepare();
    // A panic is a mistake of the program; its own words are kept out of the way of the user's.
    std::panic::set_hook(Box::new(|_| {}));
    progress::watch();
    let command = || match &args.command {
        Command::Build(build) => build::run(build),
        Command::Watch(watch) => watch::run(watch),
        Command::Check(check) => check::run(check),
        Command::Audit(audit) => audit::run(audit),
        Command::Proof(proof) => proof::run(proof),
        Command::Impose(impose) => impose::run(impose),
        Command::New(new) => new::run(new),
        Command::Import(import) => import::run(import),
        Command::Explain(explain) => explain::run(explain),
        Command::Layouts(listing) => lookup::layouts(listing),
        Command::Fonts(fonts) => lookup::fonts(fonts),
        Command::Languages(listing) => lookup::languages(listing),
        Command::Properties(properties) => lookup::properties(properties),
        Command::Profiles(listing) => lookup::profiles(listing),
        Command::Schemes(listing) => lookup::schemes(listing),
        Command::Schema(schema) => schema::run(schema),
        Command::Completions(completions) => shell::completions(completions),
        Command::Man(man) => shell::man(man),
    };
    // One of the threads that share the work leads it; from without, every piece of it would have to be waited for.
    let done = std::panic::catch_unwind(|| rayon::scope(|_| command()));
    progress::clear();
    done.unwrap_or_else(|panic| {
        let words = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
        report::stderr(&format!(
            "error: this is a mistake in stonehand, not in the issue: {}\n  = help: please report it with the manifest and the copy, if they may be shown; nothing was written\n",
            words.unwrap_or("no more is known")
        ));
        ExitCode::from(1)
    })
}
