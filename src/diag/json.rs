//! Diagnostics for programs: one JSON object a line.

use super::order::ordered;
use super::{Diagnostic, Log, Severity, Span};
use serde_json::{Value, json};

/// All diagnostics, each on a line of its own: `severity`, `code`, `message`, `file`, `line`, `column`, `end_line`,
/// `end_column` (both counted from 1, columns in characters, the end is one past the last) and `hint`; what a diagnostic
/// has not is null.
pub fn json(log: &Log) -> String {
    let mut out = String::new();
    for d in ordered(log) {
        out.push_str(&one(log, d).to_string());
        out.push('\n');
    }
    out
}

fn one(log: &Log, d: &Diagnostic) -> Value {
    let severity = match d.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    let start = d.span.map(|s| log.line_column(s));
    let end = d.span.map(|s| log.line_column(Span { start: s.end, ..s }));
    json!({
        "severity": severity,
        "code": d.code,
        "message": d.message,
        "file": d.span.map(|s| log.file(s.file).0),
        "line": start.map(|p| p.0),
        "column": start.map(|p| p.1),
        "end_line": end.map(|p| p.0),
        "end_column": end.map(|p| p.1),
        "hint": d.hint,
    })
}
