//! The sheet dummy: every sheet as a small map of its places.

use super::signature::Place;
use super::{Job, Side};
use std::fmt::Write;

/// All sheets, fronts and backs beside one another as they are seen when a sheet is turned like a leaf.
pub(super) fn dummy(job: &Job<'_>) -> String {
    let mut out = String::new();
    let columns = job.form.grid.0 as usize;
    let folded = job.scheme.multiple() > 1;
    let mut upside = false;
    for (number, sheet) in job.sheets.iter().enumerate() {
        let front = map(&sheet.front, columns, job, folded);
        let back = sheet.back.as_ref().map(|b| map(b, columns, job, folded)).unwrap_or_default();
        let width = front.first().map_or(0, |l| l.chars().count());
        let _ = writeln!(out, "sheet {}", number + 1);
        if !back.is_empty() {
            let _ = writeln!(out, "  {:width$}   back", "front");
        }
        for (i, line) in front.iter().enumerate() {
            let _ = writeln!(out, "  {}", format!("{line}   {}", back.get(i).map_or("", String::as_str)).trim_end());
        }
        upside |= sheet.front.places.iter().chain(sheet.back.iter().flat_map(|b| &b.places)).any(|p| p.head_down);
    }
    if folded && job.pages.contains(&None) {
        out.push_str("--  a blank page\n");
    }
    if upside {
        out.push_str("v  stands on its head\n");
    }
    out
}

fn map(side: &Side, columns: usize, job: &Job<'_>, folded: bool) -> Vec<String> {
    let rule = format!("+{}", "------+".repeat(columns));
    let mut lines = vec![rule.clone()];
    for row in side.places.chunks(columns) {
        let cells: Vec<String> = row.iter().map(|p| format!("{:^6}", cell(*p, job, folded))).collect();
        lines.push(format!("|{}|", cells.join("|")));
        lines.push(rule.clone());
    }
    lines
}

fn cell(place: Place, job: &Job<'_>, folded: bool) -> String {
    let head = if place.head_down { "v" } else { "" };
    match place.page {
        Some(page) if job.pages.get(page).copied().flatten().is_some() => format!("{}{head}", page + 1),
        Some(_) if folded => "--".into(),
        _ => String::new(),
    }
}
