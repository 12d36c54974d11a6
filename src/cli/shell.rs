//! `stonehand completions` and `stonehand man`: what a shell and a manual want to know of the command line.

use super::args::Args;
use super::output::put;
use super::report;
use clap::CommandFactory;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use stonehand::diag::{self, Log};

/// `stonehand completions`
#[derive(Debug, clap::Args)]
pub struct Completions {
    /// The shell
    shell: clap_complete::Shell,
}

/// `stonehand man`
#[derive(Debug, clap::Args)]
pub struct Man {
    /// Write the pages of all commands into this folder instead of printing the first
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
}

/// Prints the shell's script.
pub fn completions(args: &Completions) -> ExitCode {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Args::command(), "stonehand", &mut script);
    report::stdout(&String::from_utf8_lossy(&script));
    ExitCode::SUCCESS
}

/// Prints the page, or writes all.
pub fn man(args: &Man) -> ExitCode {
    let mut command = Args::command();
    // Gives every command its whole name.
    command.build();
    let Some(dir) = &args.dir else {
        report::stdout(&String::from_utf8_lossy(&page(&command)));
        return ExitCode::SUCCESS;
    };
    let mut log = Log::new();
    let written = write(&command, dir, &mut log);
    report::stderr(&diag::human(&log, false));
    if written { ExitCode::SUCCESS } else { ExitCode::from(1) }
}

fn page(command: &clap::Command) -> Vec<u8> {
    let mut page = Vec::new();
    // Memory takes every byte; there is nothing to fail.
    let _ = clap_mangen::Man::new(command.clone()).render(&mut page);
    page
}

fn write(command: &clap::Command, dir: &Path, log: &mut Log) -> bool {
    let _ = std::fs::create_dir_all(dir);
    let commands = std::iter::once(command).chain(command.get_subcommands());
    let mut pages = commands.map(|c| (c.get_display_name().unwrap_or(c.get_name()), page(c)));
    pages.all(|(name, page)| put(&dir.join(format!("{name}.1")), &page, log))
}
