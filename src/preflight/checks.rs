//! The table of checks. Adding one is a row.

use super::press::{Findings, Press};
use super::{colors, edges, pictures, small, words};
use crate::diag::{Diagnostic, Severity};

/// A check.
pub struct Check {
    /// A stable short name.
    pub code: &'static str,
    /// How bad it is where it finds something; a check may say less.
    pub severity: Severity,
    /// What holds where it finds nothing.
    pub holds: &'static str,
    run: fn(&Press<'_>, &mut Findings<'_, '_>),
}

/// All checks, in the order in which they are reported.
pub const CHECKS: &[Check] = &[
    row("resolution", Severity::Warning, "pictures have pixels enough", pictures::resolution),
    row("colour", Severity::Warning, "no colour where the device has none", colors::colour),
    row("rich-black", Severity::Warning, "text and rules are black alone", colors::rich_black),
    row("total-ink", Severity::Warning, "no place has more ink than the paper takes", colors::total_ink),
    row("contrast", Severity::Warning, "type stands out from its ground", colors::contrast),
    row("thin-rule", Severity::Warning, "rules are thick enough to print", small::rules),
    row("small-type", Severity::Warning, "type is large enough to print", small::types),
    row("border", Severity::Warning, "nothing stands where the device cannot print", edges::border),
    row("bleed", Severity::Warning, "what reaches the edge runs past it", edges::bleed),
    row("page-count", Severity::Warning, "the number of pages can be folded", edges::page_count),
    row("font-missing", Severity::Error, "all fonts are in the file", words::fonts),
    row("missing-glyph", Severity::Warning, "all characters are in their fonts", words::glyphs),
    row("alt-missing", Severity::Warning, "pictures have words for those who cannot see them", words::alternatives),
    row("link-tracking", Severity::Warning, "addresses do not follow those who use them", words::tracking),
    row("lone-line", Severity::Note, "no line of a paragraph stands alone", words::lone_lines),
    row("ladder", Severity::Note, "no three lines in a row end in hyphens", words::ladders),
];

const fn row(
    code: &'static str,
    severity: Severity,
    holds: &'static str,
    run: fn(&Press<'_>, &mut Findings<'_, '_>),
) -> Check {
    Check { code, severity, holds, run }
}

impl Check {
    /// What it finds.
    pub(super) fn found(&self, press: &Press<'_>) -> Vec<Diagnostic> {
        let mut findings = Findings::new(press, self.code, self.severity);
        (self.run)(press, &mut findings);
        findings.into_found()
    }
}
