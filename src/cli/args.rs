//! What may stand on the command line.

use super::explain::Explain;
use super::import::Import;
use super::lookup::{Fonts, Listing, Properties};
use super::new::New;
use super::pages::Pages;
use super::proof::{Look, Overlay};
use super::schema::Schema;
use super::sheets::SheetOptions;
use super::shell::{Completions, Man};
use super::watch::Editor;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Parser, Subcommand, ValueEnum};
use std::path::PathBuf;
use stonehand::impose::{SCHEMES, Scheme, scheme};

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
    /// Set an issue, and set it again whenever a file of it changes
    Watch(Watch),
    /// Set an issue and say what is wrong with it, without writing anything
    Check(Check),
    /// Show the pages as pictures, to be looked at before they are printed
    Proof(Proof),
    /// Lay the pages of a finished PDF on sheets, to be folded, cut and stapled
    Impose(Impose),
    /// List what in a PDF says who made it, when and with what
    Audit(Audit),
    /// Make a complete small issue to write over, or the next one from the last
    New(New),
    /// Make an article of a word processor's file, a web page or a plain text
    Import(Import),
    /// Tell more of a message by its code
    Explain(Explain),
    /// List the layouts that there are
    Layouts(Listing),
    /// List the typefaces that there are, or show them in a PDF
    Fonts(Fonts),
    /// List the languages that there are
    Languages(Listing),
    /// List what a layout may say of a kind of text, and the kinds of text
    Properties(Properties),
    /// List the profiles that there are: what a paper may be printed on
    Profiles(Listing),
    /// List the ways to lay pages on sheets
    Schemes(Listing),
    /// Print the JSON Schema of a kind of file, for editors
    Schema(Schema),
    /// Print what makes a shell complete this program's commands
    Completions(Completions),
    /// Print the manual page
    Man(Man),
}

impl Args {
    /// What is asked for that does not go together, in words.
    pub fn fault(&self) -> Option<String> {
        match &self.command {
            Command::New(args) => args.fault(),
            Command::Import(args) => args.fault(),
            Command::Check(args) => (args.report.is_some() && args.input.profile.is_none())
                .then(|| "a report is on what a printer wants: add --profile copier-bw".into()),
            Command::Impose(args) => args.sheets.options().fault(args.scheme),
            Command::Build(Build { impose: Some(scheme), sheets, .. }) => sheets.options().fault(scheme),
            Command::Build(Build { emit: Some(Emit::Sheets), .. }) => {
                Some("--emit sheets needs a scheme: add --impose booklet".into())
            }
            Command::Build(args) => {
                (!args.sheets.are_none()).then(|| "options for sheets need a scheme: add --impose booklet".into())
            }
            _ => None,
        }
    }
}

/// What both commands need.
#[derive(Debug, clap::Args)]
pub struct Input {
    /// The issue: its folder, or the manifest in it
    pub issue: PathBuf,
    /// What it is printed on: a profile's name [default: the manifest's; without one, a PDF for reading]
    #[arg(long, value_name = "NAME")]
    pub profile: Option<String>,
    /// One of its editions alone [default: the issue itself and all its editions]
    #[arg(long, value_name = "NAME")]
    pub edition: Option<String>,
    /// How mistakes in it are shown.
    #[command(flatten)]
    pub messages: Messages,
}

/// How mistakes are shown, and which of them stop.
#[derive(Debug, clap::Args)]
pub struct Messages {
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
    /// Where the PDF goes [default: <folder's name>.pdf in the issue's folder]; with --impose, where the sheets go
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Print this instead of writing a PDF
    #[arg(long, value_enum, value_name = "WHAT", conflicts_with = "output")]
    pub emit: Option<Emit>,
    /// Write a note for the copy shop as well, in <folder's name>.txt
    #[arg(long)]
    pub note: bool,
    /// How many copies the note asks for
    #[arg(long, value_name = "N", requires = "note", value_parser = clap::value_parser!(u32).range(1..))]
    pub copies: Option<u32>,
    /// Lay the pages on sheets as well, in <folder's name>-<SCHEME>.pdf
    #[arg(long, value_name = "SCHEME", value_parser = scheme_parser())]
    pub impose: Option<&'static Scheme>,
    /// How the sheets are made.
    #[command(flatten)]
    pub sheets: SheetOptions,
}

/// `stonehand watch`
#[derive(Debug, clap::Args)]
pub struct Watch {
    /// The issue and how mistakes in it are shown.
    #[command(flatten)]
    pub input: Input,
    /// Where the PDF goes [default: <folder's name>.pdf in the issue's folder]
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Show the pages in the browser as well, at an address of this machine that is printed
    #[arg(long)]
    pub serve: bool,
    /// The port of that address [default: one that is free]
    #[arg(long, value_name = "N", requires = "serve", default_value_t = 0, hide_default_value = true)]
    pub port: u16,
    /// What opens a file at the line of a paragraph that is clicked: `code --goto {file}:{line}`
    #[arg(long, value_name = "COMMAND", requires = "serve", value_parser = Editor::new)]
    pub open_with: Option<Editor>,
}

/// `stonehand impose`
#[derive(Debug, clap::Args)]
pub struct Impose {
    /// The PDF whose pages are laid on sheets
    #[arg(value_name = "IN.pdf")]
    pub input: PathBuf,
    /// How the pages are laid on sheets
    #[arg(long, value_name = "SCHEME", value_parser = scheme_parser(), default_value = "booklet")]
    pub scheme: &'static Scheme,
    /// Where the sheets go [default: <IN>-<SCHEME>.pdf beside the PDF]
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Print this instead of writing a PDF
    #[arg(long, value_enum, value_name = "WHAT", conflicts_with = "output")]
    pub emit: Option<EmitSheets>,
    /// How the sheets are made.
    #[command(flatten)]
    pub sheets: SheetOptions,
    /// How mistakes are shown.
    #[command(flatten)]
    pub messages: Messages,
}

/// What imposing may print.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum EmitSheets {
    /// Which page has which place on which sheet, as small maps
    Sheets,
}

/// A scheme by its name; the names and what each does stand in the help.
fn scheme_parser() -> impl TypedValueParser<Value = &'static Scheme> {
    let names = SCHEMES.iter().map(|s| clap::builder::PossibleValue::new(s.name).help(s.about));
    PossibleValuesParser::new(names).try_map(|name| scheme(&name).ok_or("no such scheme"))
}

/// `stonehand check`
#[derive(Debug, clap::Args)]
pub struct Check {
    /// The issue and how mistakes in it are shown.
    #[command(flatten)]
    pub input: Input,
    /// Write what was found as a PDF of one page as well
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
}

/// `stonehand proof`
#[derive(Debug, clap::Args)]
pub struct Proof {
    /// The issue and how mistakes in it are shown.
    #[command(flatten)]
    pub input: Input,
    /// Where the pictures go: WALL.png makes WALL-page-1.png and so on; a folder takes them [default: the issue's folder]
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Pixels per inch
    #[arg(long, value_name = "N", default_value_t = 100)]
    pub ppi: u32,
    /// Some pages only: 1,3-5 or 7-
    #[arg(long, value_name = "PAGES")]
    pub pages: Option<Pages>,
    /// All pages on one picture, in spreads
    #[arg(long)]
    pub contact: bool,
    /// How the pages look
    #[arg(long, value_enum, value_name = "LOOK", default_value_t = Look::Colour)]
    pub look: Look,
    /// What is laid over them; several with commas between
    #[arg(long, value_enum, value_name = "WHAT", value_delimiter = ',')]
    pub overlay: Vec<Overlay>,
    /// Say what changed since an earlier PDF of the issue, and show the pages that did with the places marked
    #[arg(long, value_name = "OLD.pdf")]
    pub against: Option<PathBuf>,
}

/// `stonehand audit`
#[derive(Debug, clap::Args)]
pub struct Audit {
    /// The PDF that is searched
    #[arg(value_name = "FILE.pdf")]
    pub input: PathBuf,
    /// Another name to look for besides those of the user and the machine
    #[arg(long, value_name = "NAME")]
    pub name: Vec<String>,
    /// How what is found is shown.
    #[command(flatten)]
    pub messages: Messages,
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
    /// Which page has which place on which sheet, as small maps; with --impose
    Sheets,
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    /// The commands in a document: lines of code and code in sentences that begin with the program's name.
    fn commands(text: &str) -> Vec<String> {
        let lines = text.lines().filter_map(|l| l.strip_prefix("    ").or_else(|| l.strip_prefix("#     ")));
        let spoken = text.split('`').skip(1).step_by(2);
        let all = lines.chain(spoken).map(|c| c.split(" > ").next().unwrap_or_default().trim());
        all.filter(|c| c.starts_with("stonehand ")).map(str::to_owned).collect()
    }

    /// A command in words, quotes taken off.
    fn words(command: &str) -> Vec<String> {
        let mut words = vec![String::new()];
        let mut quoted = false;
        for c in command.chars() {
            match c {
                '"' => quoted = !quoted,
                ' ' if !quoted => words.push(String::new()),
                c => words.last_mut().expect("a word").push(c),
            }
        }
        words
    }

    #[test]
    fn every_command_of_the_documents_is_one_that_the_program_takes() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut files = vec![root.join("README.md"), root.join("docs/guide/issue.yaml")];
        for folder in ["docs", "docs/guide"] {
            files.extend(root.join(folder).read_dir().expect(folder).flatten().map(|e| e.path()));
        }
        let mut count = 0;
        for file in files.iter().filter(|f| f.extension().is_some_and(|e| e == "md" || e == "yaml")) {
            for command in commands(&std::fs::read_to_string(file).expect("a document")) {
                // What a reader puts something else for.
                let command = command.replace("SCHEME", "booklet").replace("KIND", "issue").replace("SHELL", "bash");
                let mut words = words(&command);
                // A command that is only named.
                if words.len() == 2 {
                    words.push("--help".into());
                }
                let parsed = Args::try_parse_from(words);
                let help = matches!(&parsed, Err(e) if !e.use_stderr());
                let fault = parsed.as_ref().ok().and_then(Args::fault);
                assert!(
                    (parsed.is_ok() || help) && fault.is_none(),
                    "{}: `{command}`: {parsed:?} {fault:?}",
                    file.display()
                );
                count += 1;
            }
        }
        assert!(count >= 40, "{count} commands");
    }
}
