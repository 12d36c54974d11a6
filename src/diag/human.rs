//! Diagnostics for people: the look of the Rust compiler.

use super::order::ordered;
use super::{Diagnostic, Log, Severity, Span};
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet, normalize_untrusted_str};
use std::borrow::Cow;
use std::fmt::Write;
use std::ops::Range;

/// How much of a long line is shown on either side of what is marked, in bytes.
const AROUND: usize = 120;

/// The most diagnostics that are shown at once.
const MAX_SHOWN: usize = 200;

/// All diagnostics, each with its source line, the place marked in it, and the hint; an empty line after each.
pub fn human(log: &Log, color: bool) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let mut out = String::new();
    let all = ordered(log);
    for d in all.iter().take(MAX_SHOWN) {
        out.push_str(&one(log, d, &renderer));
        out.push_str("\n\n");
    }
    if all.len() > MAX_SHOWN {
        let _ = writeln!(out, "… and {} more\n", all.len() - MAX_SHOWN);
    }
    out
}

fn one(log: &Log, d: &Diagnostic, renderer: &Renderer) -> String {
    let level = match d.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let message = normalize_untrusted_str(&d.message);
    let hint = d.hint.as_deref().map(normalize_untrusted_str);
    let title = level.primary_title(message).id(d.code);
    let place = d.span.map(|s| (s, excerpt(log, s)));
    let mut group = match &place {
        Some((span, excerpt)) => title.element(
            Snippet::source(&*excerpt.text)
                .path(log.file(span.file).0)
                .line_start(excerpt.line)
                .annotation(AnnotationKind::Primary.span(excerpt.mark.clone())),
        ),
        None => Group::with_title(title),
    };
    if let Some(hint) = hint {
        group = group.element(Level::HELP.message(hint));
    }
    renderer.render(&[group])
}

/// The line that a span begins on, and where in it the mark stands.
struct Excerpt<'a> {
    text: Cow<'a, str>,
    line: usize,
    mark: Range<usize>,
}

/// A mark over several lines is cut at the end of the first, and a very long line is cut around the mark.
fn excerpt(log: &Log, span: Span) -> Excerpt<'_> {
    let text = log.file(span.file).1;
    let inside = |i: u32| {
        let mut i = (i as usize).min(text.len());
        while !text.is_char_boundary(i) {
            i -= 1;
        }
        i
    };
    let (start, end) = (inside(span.start), inside(span.end.max(span.start)));
    let line_start = text[..start].rfind('\n').map_or(0, |i| i + 1);
    let line_end = text[start..].find('\n').map_or(text.len(), |i| start + i);
    let line = text[line_start..line_end].trim_end_matches('\r');
    let mark = start - line_start..(end - line_start).min(line.len()).max(start - line_start);
    let mark = mark.start.min(line.len())..mark.end.min(line.len());
    let (number, _) = log.line_column(span);
    if line.len() <= 4 * AROUND {
        return Excerpt { text: Cow::Borrowed(line), line: number, mark };
    }
    let mut from = mark.start.saturating_sub(AROUND);
    while !line.is_char_boundary(from) {
        from -= 1;
    }
    let mut to = (mark.end.min(mark.start + AROUND) + AROUND).min(line.len());
    while !line.is_char_boundary(to) {
        to += 1;
    }
    let lead = if from > 0 { "…" } else { "" };
    let tail = if to < line.len() { "…" } else { "" };
    let shift = from - lead.len().min(from);
    let shown = format!("{lead}{}{tail}", &line[from..to]);
    let mark = mark.start - shift..mark.end.min(to) - shift;
    Excerpt { text: Cow::Owned(shown), line: number, mark }
}
