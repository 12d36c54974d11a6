//! Letters → words, with their places and the articles that they belong to.

use super::atom::{Atom, Atoms, Kind};
use crate::display::{DisplayItem, DisplayList, Tag};
use crate::edition::Edition;
use crate::geom::Length;

/// A word as it is printed; one that is hyphenated over two lines is one word.
#[derive(Debug, Clone)]
pub(super) struct Word {
    /// Its letters, hyphens left out: whether a line ended within it does not matter.
    pub(super) key: String,
    /// Its letters.
    pub(super) text: String,
    /// The page, from 0.
    pub(super) page: usize,
    /// Where it begins on its baseline, in points from the upper left corner of the trim.
    pub(super) at: (f64, f64),
    /// Its letters among the page's atoms.
    pub(super) atoms: Vec<usize>,
    /// The newsroom name of its article, where that is known; the page's own lines have none.
    pub(super) slug: Option<String>,
}

/// A line of type and the article that it belongs to.
struct Line<'a> {
    y: f64,
    left: f64,
    right: f64,
    slug: &'a str,
}

/// The words of page `page` (from 0), in the order in which they are painted.
pub(super) fn words(atoms: &Atoms, page: usize, edition: Option<&Edition>) -> Vec<Word> {
    let lines = edition.and_then(|e| e.pages.get(page)).map(lines).unwrap_or_default();
    let mut words: Vec<Word> = Vec::new();
    let mut last: Option<&Atom> = None;
    for (n, atom) in atoms.all.iter().enumerate() {
        match atom.kind {
            Kind::Letter => {}
            Kind::Blank => {
                last = None;
                continue;
            }
            Kind::Shape | Kind::Picture => continue,
        }
        let at = atom.points[0];
        let goes_on = last.is_some_and(|last| goes_on(last, atom));
        let hyphenated = last.is_some_and(|last| is_below(last, atom))
            && words.last().is_some_and(|w| w.text.len() > 1 && w.text.ends_with('-'));
        if let Some(word) = words.last_mut().filter(|_| goes_on || hyphenated) {
            if hyphenated {
                word.text.pop();
            }
            word.text.push_str(&atom.text);
            word.atoms.push(n);
        } else {
            let slug = slug(&lines, at);
            words.push(Word { key: String::new(), text: atom.text.clone(), page, at, atoms: vec![n], slug });
        }
        last = Some(atom);
    }
    for word in &mut words {
        let bare: String =
            word.text.chars().filter(|c| !matches!(c, '-' | '\u{ad}' | '\u{2010}' | '\u{2011}')).collect();
        word.key = if bare.is_empty() { word.text.clone() } else { bare };
    }
    words
}

/// Whether a letter stands right behind another.
fn goes_on(last: &Atom, next: &Atom) -> bool {
    let size = last.size.max(next.size).max(1.0);
    let gap = next.points[0].0 - last.points[1].0;
    !is_below(last, next) && gap.abs() < 0.2 * size
}

/// Whether a letter stands in another line: not raised, as a note's mark is.
fn is_below(last: &Atom, next: &Atom) -> bool {
    (next.points[0].1 - last.points[0].1).abs() > 0.5 * last.size.max(next.size)
}

/// The lines of a page with their articles.
fn lines(page: &DisplayList) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    for item in &page.items {
        let DisplayItem::Glyphs(run) = item else { continue };
        let Some(slug) = run.tag.as_ref().and_then(Tag::in_article) else { continue };
        let wide = run.glyphs.last().map_or(Length::ZERO, |g| g.x + g.advance);
        let (left, right) = (run.origin.x.pt(), (run.origin.x + wide).pt());
        lines.push(Line { y: run.origin.y.pt(), left, right, slug });
    }
    lines
}

/// The article of the line that a letter stands in; letters may be raised above it.
fn slug(lines: &[Line<'_>], (x, y): (f64, f64)) -> Option<String> {
    let near = |l: &&Line<'_>| (l.left - 1.0..=l.right + 1.0).contains(&x) && (y - l.y).abs() < 4.0;
    let distance = |l: &&Line<'_>| ((y - l.y).abs() * 1000.0) as i64;
    lines.iter().filter(near).min_by_key(distance).map(|l| l.slug.to_owned())
}
