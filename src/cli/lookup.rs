//! What there is and where it comes from: layouts, fonts, languages, properties, profiles, schemes.

use super::args::{MessageFormat, Messages};
use super::output::put;
use super::report;
use super::table::Table;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use stonehand::diag::{Diagnostic, Log, Span, nearest};
use stonehand::files::{DiskFiles, Files};
use stonehand::geom::Size;
use stonehand::impose::SCHEMES;
use stonehand::issue::Sourced;
use stonehand::language::Language;
use stonehand::page::{self, Layout, ROLES};
use stonehand::profile;
use stonehand::schema::{PROPERTIES, role_about};
use stonehand::specimen::{self, Family};

/// A list of what there is.
#[derive(Debug, clap::Args)]
pub struct Listing {
    /// How the list is shown
    #[arg(long, value_enum, default_value_t = MessageFormat::Human, value_name = "FORMAT")]
    message_format: MessageFormat,
}

/// `stonehand fonts`
#[derive(Debug, clap::Args)]
pub struct Fonts {
    /// Write a PDF that shows each of them
    #[arg(long, value_name = "FILE.pdf")]
    specimen: Option<PathBuf>,
    /// How the list and mistakes are shown.
    #[command(flatten)]
    messages: Messages,
}

/// `stonehand properties`
#[derive(Debug, clap::Args)]
pub struct Properties {
    /// A kind of text: what it is and what it inherits
    role: Option<String>,
    /// How the list and mistakes are shown.
    #[command(flatten)]
    messages: Messages,
}

const BUILT_IN: &str = "built in";

/// `stonehand layouts`
pub fn layouts(args: &Listing) -> ExitCode {
    let mut table = Table::new(&["layout", "from", "paper", "columns", "slots"]);
    let mut log = Log::new();
    for (name, from) in named("layouts", "layout.yaml", page::builtin_names()) {
        let file = log.add_file("<command line>", name.as_str());
        let sourced = Sourced { value: name.clone(), span: Span::new(file, 0..name.len()) };
        let (paper, columns, slots) = match page::read(&DiskFiles, Path::new(""), &sourced, &mut log) {
            Ok(layout) => (paper(layout.paper), layout.columns.to_string(), slots(&layout)),
            Err(_) => {
                ("?".to_owned(), "?".to_owned(), "it has mistakes: build an issue with it to see them".to_owned())
            }
        };
        table.row([&name, &from, &paper, &columns, &slots]);
    }
    report::stdout(&table.show(args.message_format));
    ExitCode::SUCCESS
}

/// What stands under a folder of the working folder, and what is built in and not hidden by it: names and where from.
fn named(folder: &str, file: &str, builtin: impl Iterator<Item = &'static str>) -> Vec<(String, String)> {
    let dir = Path::new(folder);
    let mut own: Vec<String> = DiskFiles.list(dir);
    own.retain_mut(|n| {
        if file.starts_with('.') {
            let stem = n.strip_suffix(file).map(str::to_owned);
            stem.is_some_and(|stem| {
                *n = stem;
                true
            })
        } else {
            DiskFiles.list(&dir.join(&*n)).iter().any(|inner| inner == file)
        }
    });
    let is_own = |name: &str| own.iter().any(|n| n == name);
    let builtin: Vec<_> = builtin.filter(|n| !is_own(n)).map(|n| (n.to_owned(), BUILT_IN.to_owned())).collect();
    let own = own.iter().map(|n| (n.clone(), format!("{folder}/")));
    own.chain(builtin).collect()
}

fn paper(size: Size) -> String {
    let inches = |l: stonehand::geom::Length| {
        format!("{:.2}", l.pt() / 72.0).trim_end_matches('0').trim_end_matches('.').to_owned()
    };
    page::paper_name(size).map_or_else(|| format!("{} x {} in", inches(size.w), inches(size.h)), str::to_owned)
}

/// `lead, rail`, or none.
fn slots(layout: &Layout) -> String {
    let names = layout.slot_names();
    if names.is_empty() { "none".to_owned() } else { names.join(", ") }
}

/// `stonehand fonts`
pub fn fonts(args: &Fonts) -> ExitCode {
    let mut log = Log::new();
    let families = specimen::families(&DiskFiles, &mut log);
    let pdf = args.specimen.as_deref().map(|path| (path, specimen::write(&DiskFiles, &families, &mut log)));
    let written = pdf.is_none_or(|(path, pdf)| pdf.is_ok_and(|pdf| put(path, &pdf, &mut log)));
    report::diagnostics(&log, &args.messages);
    let mut table = Table::new(&["family", "from", "weights"]);
    for family in &families {
        table.row([&family.name, &family.from, &weights(family)]);
    }
    report::stdout(&table.show(args.messages.message_format));
    if written && !report::stops(&log, &args.messages) { ExitCode::SUCCESS } else { ExitCode::from(1) }
}

/// `400, 400 italic, 700`
fn weights(family: &Family) -> String {
    let one = |(weight, italic): &(u16, bool)| format!("{weight}{}", if *italic { " italic" } else { "" });
    family.faces.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// `stonehand languages`
pub fn languages(args: &Listing) -> ExitCode {
    let mut table = Table::new(&["language", "name", "quotes", "date", "jump line"]);
    for l in Language::all() {
        let [open, close] = l.quotes;
        table.row([l.tag, l.name, &format!("{open}so{close}"), &l.date(2026, 3, 14), &l.continued.replace("{}", "3")]);
    }
    report::stdout(&table.show(args.message_format));
    ExitCode::SUCCESS
}

/// `stonehand properties`
pub fn properties(args: &Properties) -> ExitCode {
    let format = args.messages.message_format;
    if let Some(role) = &args.role {
        return one_role(role, &args.messages);
    }
    let mut table = Table::new(&["property", "takes", "if nobody says", "what it is"]);
    for p in PROPERTIES {
        table.row([p.name, &p.takes.words(), p.default, p.about]);
    }
    let mut said = table.show(format);
    if format == MessageFormat::Human {
        let mut roles = Table::new(&["kind of text", "inherits", "what it is"]);
        for role in ROLES {
            roles.row([role.key, parent(role.key).unwrap_or("-"), role_about(role.key)]);
        }
        said.push('\n');
        said.push_str(&roles.show(format));
    }
    report::stdout(&said);
    ExitCode::SUCCESS
}

/// The kind that a kind of text inherits.
fn parent(key: &str) -> Option<&'static str> {
    let row = ROLES.iter().find(|r| r.key == key).filter(|r| r.role != r.parent)?;
    ROLES.iter().find(|r| r.role == row.parent).map(|r| r.key)
}

/// A kind of text, what it inherits, and what each built-in layout says of it.
fn one_role(role: &str, messages: &Messages) -> ExitCode {
    let mut log = Log::new();
    if !ROLES.iter().any(|r| r.key == role) {
        let hint = match nearest(role, ROLES.iter().map(|r| r.key)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`stonehand properties` lists all".to_owned(),
        };
        log.push(Diagnostic::error("unknown-role", format!("there is no kind of text `{role}`")).hint(hint));
        report::diagnostics(&log, messages);
        return ExitCode::from(1);
    }
    let mut table = Table::new(&["kind of text", "inherits", "what it is"]);
    let mut key = ROLES.iter().find(|r| r.key == role).map(|r| r.key);
    while let Some(k) = key {
        key = parent(k);
        table.row([k, key.unwrap_or("-"), role_about(k)]);
    }
    let mut said = table.show(messages.message_format);
    if messages.message_format == MessageFormat::Human {
        let mut properties = Table::new(&["property", "takes", "what it is"]);
        // What only other kinds have is left out.
        let other = |about: &str| about.starts_with("Of ") && !about.contains(&role.to_owned());
        for p in PROPERTIES.iter().filter(|p| !other(p.about)) {
            properties.row([p.name, &p.takes.words(), p.about]);
        }
        said.push('\n');
        said.push_str(&properties.show(MessageFormat::Human));
    }
    report::stdout(&said);
    ExitCode::SUCCESS
}

/// `stonehand profiles`
pub fn profiles(args: &Listing) -> ExitCode {
    let mut table = Table::new(&["profile", "from", "what it is"]);
    for (name, from) in named("profiles", ".yaml", profile::builtin_names()) {
        let own = DiskFiles.read(&Path::new("profiles").join(format!("{name}.yaml")), 1 << 20).ok();
        let own = own.filter(|_| from != BUILT_IN).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        let about = own.map_or_else(|| profile::about(&name).to_owned(), |text| profile::first_note(&text).to_owned());
        table.row([&name, &from, &about]);
    }
    report::stdout(&table.show(args.message_format));
    ExitCode::SUCCESS
}

/// `stonehand schemes`
pub fn schemes(args: &Listing) -> ExitCode {
    let mut table = Table::new(&["scheme", "what it does"]);
    for scheme in SCHEMES {
        table.row([scheme.name, scheme.about]);
    }
    report::stdout(&table.show(args.message_format));
    ExitCode::SUCCESS
}
