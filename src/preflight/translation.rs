//! Translations: where one runs over the room that its original took.

use super::lines::paragraphs;
use crate::diag::Diagnostic;
use crate::display::{Tag, Tree};
use crate::edition::Edition;
use std::collections::BTreeMap;

/// So many lines more are not worth a word: every translation is a little longer.
const SLACK: usize = 3;

/// The articles of a translation that are longer than they are in the original, by how many lines and about how many
/// words.
pub fn overruns(original: &Edition, translation: &Edition) -> Vec<Diagnostic> {
    let (was, is) = (lengths(original), lengths(translation));
    let mut out = Vec::new();
    for (name, (lines, words, tag)) in &is {
        let Some((before, ..)) = was.get(name).filter(|w| w.0 + SLACK < *lines) else { continue };
        let over = lines - before;
        let about = (words * over).div_ceil((*lines).max(1));
        let message = format!("`{name}` is {over} lines longer than in the original (about {about} words)");
        let d = Diagnostic::note("longer-than-original", message).at(tag.source());
        out.push(d.hint("shorten it there if the pages are to be alike"));
    }
    out
}

/// Lines and words of the paragraphs of each article.
fn lengths(edition: &Edition) -> BTreeMap<String, (usize, usize, Tag)> {
    let tree = Tree::of(&edition.pages);
    let mut out: BTreeMap<String, (usize, usize, Tag)> = BTreeMap::new();
    for (node, lines) in paragraphs(&edition.pages, &tree) {
        let article = std::iter::successors(Some(&tree.nodes[node].tag), |t| t.of()).find(|t| t.name().is_some());
        let Some((article, name)) = article.and_then(|a| Some((a, a.name()?))) else { continue };
        let text = super::said::of(&edition.pages, &tree, node);
        let entry = out.entry(name.to_owned()).or_insert_with(|| (0, 0, article.clone()));
        entry.0 += lines.len();
        entry.1 += text.split_whitespace().count();
    }
    out
}
