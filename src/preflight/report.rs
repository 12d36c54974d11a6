//! The report: what was checked and what was found, as an issue of one page that stonehand sets itself.

use super::CHECKS;
use crate::diag::{Diagnostic, Severity};
use crate::profile::Profile;
use std::fmt::Write;

/// More findings than this are counted, not listed: the report has one page.
const LISTED: usize = 12;

/// The manifest of a report on an issue called `title`.
pub fn manifest(title: &str, profile: &Profile, found: &[Diagnostic]) -> String {
    let of = |code: &str| found.iter().filter(|d| d.code == code).count();
    let mut text = String::from("| Check | Found |\n|---|---:|\n");
    for check in CHECKS {
        let n = of(check.code);
        let result = if n == 0 { "none".to_owned() } else { format!("**{n}**") };
        // Writing into a string does not fail.
        let _ = writeln!(text, "| {} | {result} |", escaped(check.holds));
    }
    let listed: Vec<&Diagnostic> = found.iter().filter(|d| CHECKS.iter().any(|c| c.code == d.code)).collect();
    let mut list = String::new();
    for d in listed.iter().take(LISTED) {
        let severity = match d.severity {
            Severity::Error => "Error",
            Severity::Warning => "Warning",
            Severity::Note => "Note",
        };
        let _ = writeln!(list, "- **{severity}.** {}", escaped(&d.message));
    }
    if listed.len() > LISTED {
        let _ = writeln!(list, "- and {} more: `stonehand check` lists them all", listed.len() - LISTED);
    }
    if listed.is_empty() {
        list.push_str("Nothing is in the way of the press.\n");
    }
    format!(
        "layout: letter-bulletin\nnameplate: {{title: Preflight, tagline: {title}}}\npages: {{max: 1}}\narticles:\n  - headline: {name}\n    \
         columns: 1\n    text: |\n{table}  - headline: What was found\n    columns: 1\n    text: |\n{list}",
        title = quoted(title),
        name = quoted(&format!("Held against the profile {}", profile.name)),
        table = indented(&text),
        list = indented(&list),
    )
}

/// Marks of Markdown as plain signs.
fn escaped(text: &str) -> String {
    text.chars().flat_map(|c| if "|*_[]<>\\#".contains(c) { vec!['\\', c] } else { vec![c] }).collect()
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''").replace(['\n', '\r'], " "))
}

fn indented(text: &str) -> String {
    text.lines().flat_map(|l| ["      ", l, "\n"]).collect()
}
