//! What may stand on the command line.

use clap::{Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Sets a newsletter: a YAML manifest and Markdown copy go in, a printable PDF comes out.
#[derive(Debug, Parser)]
#[command(name = "stonehand", version, about, disable_help_subcommand = true)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Set an issue and write its PDF
    Build(Build),
    /// Set an issue and say what is wrong with it, without writing anything
    Check(Check),
}

/// What both commands need.
#[derive(Debug, clap::Args)]
pub struct Input {
    /// The issue: its folder, or the manifest in it
    pub issue: PathBuf,
    /// What it is printed on: a profile's name [default: the manifest's; without one, a PDF for reading]
    #[arg(long, value_name = "NAME")]
    pub profile: Option<String>,
    /// Treat warnings as errors
    #[arg(long)]
    pub strict: bool,
    /// How mistakes are shown
    #[arg(long, value_enum, default_value_t = MessageFormat::Human, value_name = "FORMAT")]
    pub message_format: MessageFormat,
}

/// `stonehand build`
#[derive(Debug, clap::Args)]
pub struct Build {
    /// The issue and how mistakes in it are shown.
    #[command(flatten)]
    pub input: Input,
    /// Where the PDF goes [default: <folder's name>.pdf in the issue's folder]
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Print this instead of writing a PDF
    #[arg(long, value_enum, value_name = "WHAT", conflicts_with = "output")]
    pub emit: Option<Emit>,
}

/// `stonehand check`
#[derive(Debug, clap::Args)]
pub struct Check {
    /// The issue and how mistakes in it are shown.
    #[command(flatten)]
    pub input: Input,
}

/// How diagnostics are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum MessageFormat {
    /// With the source line and the place marked in it
    Human,
    /// One JSON object a line
    Json,
}

/// What a build may print.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Emit {
    /// Everything that is painted on each page, as text
    Display,
    /// Which article has which room, as a map of letters
    Dummy,
}
