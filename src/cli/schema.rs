//! `stonehand schema`: the JSON Schema of a kind of file.

use super::report;
use clap::ValueEnum;
use std::process::ExitCode;
use stonehand::schema::Document;

/// `stonehand schema`
#[derive(Debug, clap::Args)]
pub struct Schema {
    /// Of which kind of file
    #[arg(value_enum, default_value_t = Kind::Issue)]
    kind: Kind,
}

/// The kinds of files that people write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// issue.yaml
    Issue,
    /// layout.yaml
    Layout,
    /// profiles/<name>.yaml
    Profile,
}

/// Prints it.
pub fn run(args: &Schema) -> ExitCode {
    let document = match args.kind {
        Kind::Issue => Document::Issue,
        Kind::Layout => Document::Layout,
        Kind::Profile => Document::Profile,
    };
    report::stdout(&document.json());
    ExitCode::SUCCESS
}
