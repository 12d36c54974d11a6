//! Signatures: what an article or a letter is signed with, out of the paragraph that it stands in.
//!
//! A signature is a short line that begins with a dash, where something ends: the article, a letter, an item. It is a
//! paragraph of its own; under letters it may also be the last line of the letter's last paragraph.

use crate::issue::{Block, Kind, Rich};

/// A longer line that begins with a dash is a sentence.
const LONGEST: usize = 60;

/// Puts signatures in the place of the paragraphs that they are. `last_lines` says where the last line of each block
/// begins in its text, if it is a paragraph.
pub(super) fn take(blocks: Vec<Block>, last_lines: &[usize], kind: Kind) -> Vec<Block> {
    let closes: Vec<bool> = (0..blocks.len()).map(|i| ends(blocks[i + 1..].iter())).collect();
    let mut out = Vec::with_capacity(blocks.len());
    for ((block, closes), last_line) in blocks.into_iter().zip(closes).zip(last_lines) {
        match block {
            Block::Paragraph(rich) if closes => sign(rich, *last_line, kind, &mut out),
            block => out.push(block),
        }
    }
    out
}

/// Whether something ends where these blocks follow: a reply (all in italics) or an item (begun in bold) is another.
fn ends<'a>(mut rest: impl Iterator<Item = &'a Block>) -> bool {
    match rest.find(|b| !matches!(b, Block::Picture(_))) {
        None | Some(Block::Break | Block::Subhead(..)) => true,
        Some(Block::Paragraph(next)) => next.lead().is_some() || next.spans.iter().all(|s| s.mark.italic),
        Some(_) => false,
    }
}

fn sign(rich: Rich, last_line: usize, kind: Kind, out: &mut Vec<Block>) {
    let text = rich.text();
    let own = last_line == 0 && !text.contains('\n');
    // One of several paragraphs that begin with a dash is a line of a talk or of a list.
    let of_many = matches!(out.last(), Some(Block::Paragraph(before)) if dash(&before.text()).is_some());
    let line = text.get(last_line..).filter(|l| own && !of_many || kind == Kind::Letters && l.chars().count() > 0);
    let Some(dash) = line.filter(|l| is_name(l)).and_then(dash) else {
        out.push(Block::Paragraph(rich));
        return;
    };
    let (said, signed) = rich.split_at(last_line);
    if !said.is_blank() {
        out.push(Block::Paragraph(said));
    }
    out.push(Block::Signature(signed.split_at(dash).1));
}

/// Whether a line that begins with a dash may be a name: what is spoken is written after a dash, too, in many languages,
/// and is longer, ends as sentences do or has another dash before who says it.
fn is_name(line: &str) -> bool {
    let bare = line.trim_start_matches(['\u{2014}', '\u{2013}', '\u{2015}', '-']);
    let last = bare.split_whitespace().last().unwrap_or_default();
    let abbreviated = last.chars().count() <= 4 && last.starts_with(char::is_uppercase);
    line.chars().count() <= LONGEST
        && !bare.contains(['\u{2014}', '\u{2015}'])
        && !bare.contains("--")
        && !bare.ends_with(['?', '!', '\u{2026}', '\u{201d}', '\u{bb}', '"'])
        && (!bare.ends_with('.') || abbreviated)
}

/// The length of the dash that a line begins with, if something stands after it.
pub(super) fn dash(line: &str) -> Option<usize> {
    let bare = line.trim_start_matches(['—', '–', '―']);
    let bare = if bare.len() < line.len() { bare } else { line.strip_prefix("--")?.trim_start_matches('-') };
    (!bare.trim().is_empty()).then(|| line.len() - bare.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_told_from_what_is_spoken() {
        for name in ["--- Rosa M., late shift", "— Rosa M.", "-- The editors", "—J. Kim, Dock 4", "— Sam Ortiz Jr."]
        {
            assert!(is_name(name) && dash(name).is_some(), "{name}");
        }
        for spoken in
            ["—Me voy —dijo.", "— Je m'en vais.", "—¿Quién?", "--- I said: not now!", "— Go -- she said -- now"]
        {
            assert!(!is_name(spoken), "{spoken}");
        }
        assert_eq!(dash("--- "), None);
        assert_eq!(dash("- one"), None);
    }
}
