//! `layout.yaml` as a whole.

use super::styles::{self, length};
use super::{Layout, Notes, find, masters, units};
use crate::diag::{Diagnostic, Failed, Log, Severity, Span, nearest};
use crate::files::Files;
use crate::geom::{Insets, Length, Size};
use crate::issue::Sourced;
use crate::issue::yaml::{self, Node};
use std::path::Path;

/// The narrowest column, in points.
const MIN_COLUMN: f64 = 36.0;

/// Finds the layout of a name or path (in the issue's folder, under `layouts/` of the working folder, built in) and
/// reads it. Every mistake in it is in the log afterwards; one error among them and there is no layout.
pub fn read(files: &dyn Files, issue_folder: &Path, layout: &Sourced<String>, log: &mut Log) -> Result<Layout, Failed> {
    let before = log.count(Severity::Error);
    let layout = draft(files, issue_folder, layout, log)?;
    if log.count(Severity::Error) > before { Err(Failed) } else { Ok(layout) }
}

/// Like [`read`], but what could be read is returned in spite of mistakes, with sound values in the place of bad ones, so
/// that the fonts that it names can be looked at in the same run.
pub fn draft(
    files: &dyn Files,
    issue_folder: &Path,
    layout: &Sourced<String>,
    log: &mut Log,
) -> Result<Layout, Failed> {
    let found = find::find(files, issue_folder, layout, log)?;
    let root = yaml::parse(found.file, &found.text, log).ok_or(Failed)?;
    read_root(found.name, &root, log).ok_or(Failed)
}

fn read_root(name: String, root: &Node, log: &mut Log) -> Option<Layout> {
    if root.is_null() {
        log.push(Diagnostic::error("empty", "the layout is empty").at(root.span).hint("it needs at least `paper`"));
        return None;
    }
    let before = log.count(Severity::Error);
    let mut f = root.fields("the layout", log)?;
    let paper = f.required("paper", log).and_then(|n| paper(n, log));
    let margins_node = f.get("margins");
    let margins = margins_node.map_or(Some(default_margins()), |n| margins(n, log));
    let bleed = f.get("bleed").and_then(|n| length("bleed", n, 0.0..=72.0, log)).unwrap_or(Length::ZERO);
    let columns_node = f.get("columns");
    let columns = columns_node.map_or(Some(3), |n| n.whole("columns", 1..=12, log));
    let gutter = f.get("gutter").map_or(Some(Length::from_pt(15.0)), |n| length("gutter", n, 0.0..=200.0, log));
    let baseline = f.get("baseline").map_or(Some(Length::from_pt(11.5)), |n| length("baseline", n, 6.0..=40.0, log));
    let places = [("foot", Notes::Foot), ("end", Notes::End)];
    let notes = f.get("notes").and_then(|n| n.choice("notes", &places, log)).unwrap_or_default();
    let column_rules =
        f.get("column_rules").and_then(|n| styles::rule("column_rules", n, log)).filter(|l| *l > Length::ZERO);
    let styles = f.get("styles").map(|n| styles::styles(n, log)).unwrap_or_default();
    let masters = f.get("pages").map(|n| masters::masters(n, columns.unwrap_or(12), log)).unwrap_or_default();
    let at = columns_node.map_or(f.head(), |n| n.span);
    let margins_at = margins_node.map_or(at, |n| n.span);
    f.finish(log);
    let layout = Layout {
        name,
        paper: paper.unwrap_or(Size { w: Length::from_pt(612.0), h: Length::from_pt(792.0) }),
        margins: margins.unwrap_or_else(default_margins),
        bleed,
        columns: columns.unwrap_or(3),
        gutter: gutter.unwrap_or(Length::from_pt(15.0)),
        baseline: baseline.unwrap_or(Length::from_pt(11.5)),
        notes,
        column_rules,
        styles,
        masters,
    };
    // Between values that are wrong in themselves, nothing is compared.
    if log.count(Severity::Error) == before {
        check(&layout, at, margins_at, log);
    }
    Some(layout)
}

/// 0.6 in all round, where the layout says nothing.
fn default_margins() -> Insets {
    let m = Length::from_pt(43.2);
    Insets { top: m, bottom: m, inner: m, outer: m }
}

/// The columns must be wide enough for a word, the page high enough for a few lines.
fn check(layout: &Layout, at: Span, margins_at: Span, log: &mut Log) {
    let width = layout.column_width().pt();
    if width < MIN_COLUMN {
        let (message, at) = if layout.type_width() <= Length::ZERO {
            ("the margins leave no room on the paper".to_owned(), margins_at)
        } else {
            (format!("the columns come out {width:.1}pt wide, and {MIN_COLUMN}pt is the least"), at)
        };
        log.push(
            Diagnostic::error("no-room", message)
                .at(at)
                .hint("take fewer columns, a narrower gutter or smaller margins"),
        );
        return;
    }
    let lines = layout.lines_per_page();
    if lines < 10 {
        let message = format!("{lines} lines fit between the upper and the lower margin, and 10 is the least");
        log.push(Diagnostic::error("no-room", message).at(margins_at).hint("make the margins or the baseline smaller"));
        return;
    }
    let heights = layout.masters.iter().filter_map(|m| m.nameplate);
    if let Some(high) = heights.max().filter(|n| i64::from(*n) + 4 > lines) {
        let message = format!("the nameplate takes {high} of the page's {lines} lines");
        log.push(
            Diagnostic::error("no-room", message)
                .at(at)
                .hint("make the nameplate lower; four lines of copy must fit below it"),
        );
    }
}

fn paper(node: &Node, log: &mut Log) -> Option<Size> {
    if let Some(name) = node.scalar() {
        let found = units::paper(name);
        if found.is_none() {
            let names = units::paper_names();
            let all = format!("known papers: {}, or {{width: 9in, height: 12in}}", names.join(", "));
            let hint = match nearest(name, names.iter().copied()) {
                Some(near) => format!("did you mean `{near}`? {all}"),
                None => all,
            };
            log.push(Diagnostic::error("bad-value", format!("there is no paper `{name}`")).at(node.span).hint(hint));
        }
        return found;
    }
    let mut f = node.fields("`paper`", log)?;
    let side =
        |key: &'static str, node: Option<&Node>, log: &mut Log| node.and_then(|n| length(key, n, 72.0..=14_400.0, log));
    let width = f.required("width", log);
    let w = side("width", width, log);
    let height = f.required("height", log);
    let h = side("height", height, log);
    f.finish(log);
    Some(Size { w: w?, h: h? })
}

fn margins(node: &Node, log: &mut Log) -> Option<Insets> {
    if node.scalar().is_some() {
        let m = length("margins", node, 0.0..=2000.0, log)?;
        return Some(Insets { top: m, bottom: m, inner: m, outer: m });
    }
    let mut f = node.fields("`margins`", log)?;
    let mut side =
        |key: &'static str, log: &mut Log| f.required(key, log).and_then(|n| length(key, n, 0.0..=2000.0, log));
    let (top, bottom, inner, outer) = (side("top", log), side("bottom", log), side("inner", log), side("outer", log));
    f.finish(log);
    Some(Insets { top: top?, bottom: bottom?, inner: inner?, outer: outer? })
}
