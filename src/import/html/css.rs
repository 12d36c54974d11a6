//! Styles, as far as words depend on them: bold, italic, underlined, hidden, raised. Rules of one tag or one class are
//! followed; anything finer is not.

use crate::import::tree::Node;
use std::collections::HashMap;

/// The most rules of one page.
const MAX_RULES: usize = 20_000;

/// What a style says; `None` says nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Style {
    pub(super) bold: Option<bool>,
    pub(super) italic: Option<bool>,
    pub(super) underline: Option<bool>,
    pub(super) struck: Option<bool>,
    pub(super) hidden: Option<bool>,
    pub(super) raised: Option<bool>,
    pub(super) code: Option<bool>,
}

impl Style {
    /// Reads declarations: `font-weight: bold; color: red`.
    pub(super) fn read(text: &str) -> Style {
        let mut style = Style::default();
        for declaration in text.split(';').take(200) {
            let Some((key, value)) = declaration.split_once(':') else { continue };
            let value = value.trim().trim_end_matches("!important").trim().to_ascii_lowercase();
            match key.trim().to_ascii_lowercase().as_str() {
                "font-weight" => {
                    style.bold = Some(value.starts_with("bold") || value.parse::<u32>().is_ok_and(|n| n >= 600));
                }
                "font-style" => style.italic = Some(value == "italic" || value == "oblique"),
                "text-decoration" | "text-decoration-line" => {
                    style.underline = Some(value.contains("underline"));
                    style.struck = Some(value.contains("line-through"));
                }
                "display" if value == "none" => style.hidden = Some(true),
                "visibility" if value == "hidden" => style.hidden = Some(true),
                "mso-hide" if value == "all" => style.hidden = Some(true),
                "vertical-align" if value == "super" => style.raised = Some(true),
                "vertical-align" if value == "sub" => style.raised = Some(false),
                _ => {}
            }
        }
        style
    }

    /// The same, with what `later` says before what this says.
    pub(super) fn under(self, later: Style) -> Style {
        Style {
            bold: later.bold.or(self.bold),
            italic: later.italic.or(self.italic),
            underline: later.underline.or(self.underline),
            struck: later.struck.or(self.struck),
            hidden: later.hidden.or(self.hidden),
            raised: later.raised.or(self.raised),
            code: later.code.or(self.code),
        }
    }
}

/// The page's own style sheet.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    rules: HashMap<String, Style>,
}

impl Sheet {
    /// Reads the style sheets of a page.
    pub(super) fn read(root: Node<'_>) -> Sheet {
        let mut sheet = Sheet::default();
        for style in root.descendants().filter(|n| n.is("style")) {
            sheet.rules(&style.all_text());
        }
        sheet
    }

    fn rules(&mut self, text: &str) {
        let text = without_comments(text);
        let mut rest = text.as_str();
        while let Some((selectors, after)) = rest.split_once('{') {
            let selectors = selectors.rsplit([';', '}']).next().unwrap_or(selectors).trim();
            if selectors.starts_with('@') {
                // Rules for other media have braces within braces.
                rest = if selectors.starts_with("@media") || selectors.starts_with("@supports") {
                    past(after)
                } else {
                    after.split_once('}').map_or("", |(_, r)| r)
                };
                continue;
            }
            let (declarations, after) = after.split_once('}').unwrap_or((after, ""));
            rest = after;
            let style = Style::read(declarations);
            if style == Style::default() {
                continue;
            }
            for selector in selectors.split(',').map(str::trim).take(100) {
                let simple = !selector.is_empty() && selector.chars().all(|c| c.is_alphanumeric() || "-_.".contains(c));
                if simple && selector.matches('.').count() <= 1 && self.rules.len() < MAX_RULES {
                    let entry = self.rules.entry(selector.to_ascii_lowercase()).or_default();
                    *entry = entry.under(style);
                }
            }
        }
    }

    /// What the page says of an element: its tag, then its classes, then its own style.
    pub(super) fn style(&self, node: Node<'_>) -> Style {
        let mut style = Style::default();
        let mut add = |selector: &str| {
            if let Some(rule) = self.rules.get(selector) {
                style = style.under(*rule);
            }
        };
        if !self.rules.is_empty() {
            add(node.name());
            for class in node.attribute("class").unwrap_or_default().split_whitespace().take(20) {
                let class = class.to_ascii_lowercase();
                add(&format!(".{class}"));
                add(&format!("{}.{class}", node.name()));
            }
        }
        node.attribute("style").map_or(style, |own| style.under(Style::read(own)))
    }
}

/// What follows the brace that closes an open one.
fn past(text: &str) -> &str {
    let mut depth = 1;
    for (i, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return &text[i + 1..];
        }
    }
    ""
}

fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("/*") {
        out.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, r)| r);
    }
    out.push_str(rest);
    out.replace("<!--", "").replace("-->", "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn simple_rules_are_followed_and_others_are_not() {
        let mut sheet = Sheet::default();
        sheet.rules("/* x */ @import url(a); @media print {.a {font-weight: bold}} .c3, p.c4{font-weight:700;color:red} a > .d{font-style:italic} @page {margin: 1in} i{font-style:normal}");
        let mut names: Vec<&str> = sheet.rules.keys().map(String::as_str).collect();
        names.sort_unstable();
        assert_eq!(names, [".c3", "i", "p.c4"]);
        assert_eq!(sheet.rules[".c3"].bold, Some(true));
        assert_eq!(Style::read("FONT-WEIGHT: Normal; display : none !important").bold, Some(false));
        assert_eq!(Style::read("FONT-WEIGHT: Normal; display : none !important").hidden, Some(true));
    }
}
