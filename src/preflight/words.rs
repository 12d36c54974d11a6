//! Words: their fonts, their characters, their lines, and what is said to those who do not see the page.

use super::lines::{Line, paragraphs};
use super::press::{Findings, Press};
use crate::display::DisplayItem;
use crate::finished::What;

/// Parts of an address that tell whoever runs the page which paper it was read in.
const TRACKERS: [&str; 10] =
    ["utm_", "fbclid", "gclid", "mc_eid", "mc_cid", "igshid", "msclkid", "mkt_tok", "_hsenc", "yclid"];
/// So many lines in a row that end in hyphens are a ladder.
const LADDER: usize = 3;

pub(super) fn fonts(press: &Press<'_>, out: &mut Findings<'_, '_>) {
    for (page, mark, _) in press.marks() {
        if let What::Text { font, .. } = &mark.what
            && !font.embedded
        {
            out.mark(
                page,
                mark,
                &format!("the font `{}` is not in the file", font.name),
                "this is a mistake in stonehand",
            );
        }
    }
}

pub(super) fn glyphs(press: &Press<'_>, out: &mut Findings<'_, '_>) {
    for (page, mark, _) in press.marks() {
        if let What::Text { missing: 1.., .. } = &mark.what {
            out.mark(
                page,
                mark,
                "a character that its font does not have",
                "write it otherwise, or name a font that has it",
            );
        }
    }
}

pub(super) fn alternatives(press: &Press<'_>, out: &mut Findings<'_, '_>) {
    if !press.profile.tagged {
        return;
    }
    for (page, list) in press.edition.pages.iter().enumerate() {
        for item in &list.items {
            if let DisplayItem::Picture(picture) = item
                && picture.tag.as_ref().is_none_or(|t| t.alt().is_none_or(|alt| alt.trim().is_empty()))
            {
                out.part(page, picture.tag.as_ref(), "a picture without `alt`", "say in `alt` what it shows");
            }
        }
    }
}

pub(super) fn tracking(press: &Press<'_>, out: &mut Findings<'_, '_>) {
    for (page, list) in press.edition.pages.iter().enumerate() {
        for link in &list.links {
            let query = link.uri.split_once('?').map_or("", |(_, q)| q);
            let told = query.split(['&', ';', '#']).find(|p| TRACKERS.iter().any(|t| p.starts_with(t)));
            if let Some(told) = told {
                let name = told.split('=').next().unwrap_or(told);
                let said = format!("an address with `{name}`, by which readers of this paper can be told from others");
                out.part(page, link.tag.as_ref(), &said, "delete what stands after the `?`");
            }
        }
    }
}

/// Whether the second of two lines stands at the head of another column.
fn turns(a: &Line, b: &Line) -> bool {
    a.page != b.page || b.y < a.y
}

pub(super) fn lone_lines(press: &Press<'_>, out: &mut Findings<'_, '_>) {
    for (node, lines) in paragraphs(&press.edition.pages, &press.tree) {
        let Some(last) = lines.len().checked_sub(1).filter(|l| *l > 0) else { continue };
        let tag = &press.tree.nodes[node].tag;
        if turns(&lines[0], &lines[1]) {
            out.part(lines[0].page, Some(tag), "the first line of a paragraph alone at a column's foot", "");
        }
        if turns(&lines[last - 1], &lines[last]) {
            out.part(lines[last].page, Some(tag), "the last line of a paragraph alone at a column's head", "");
        }
    }
}

pub(super) fn ladders(press: &Press<'_>, out: &mut Findings<'_, '_>) {
    for (node, lines) in paragraphs(&press.edition.pages, &press.tree) {
        let mut run = 0;
        for line in &lines {
            run = if line.hyphen { run + 1 } else { 0 };
            if run == LADDER {
                let hint = "write a word of it otherwise";
                out.part(line.page, Some(&press.tree.nodes[node].tag), "three lines in a row end in hyphens", hint);
            }
        }
    }
}
