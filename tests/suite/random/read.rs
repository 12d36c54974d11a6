//! What stands on the pages, read off the display lists: whose it is, in which line and where.

use super::issue::{Issue, read};
use std::collections::BTreeMap;
use stonehand::Edition;
use stonehand::display::{DisplayItem, GlyphRun, Tag, TagKind};

/// The words of the languages that the random issues are in.
const CONTINUED: [&str; 3] = ["Continued on page ", "Continúa en la página ", "Fortsetzung auf Seite "];
const FROM: [&str; 3] = ["From page ", "Viene de la página ", "Fortsetzung von Seite "];

/// A rectangle in points: left, top, right, foot.
pub type Box4 = [f64; 4];

/// A line of an article: runs of one size on one baseline of a column.
#[derive(Debug, Clone)]
pub struct Line {
    pub page: usize,
    pub x: f64,
    pub right: f64,
    pub y: f64,
    pub text: String,
    /// The words of its own that begin in it.
    pub words: Vec<usize>,
    /// Its place in the order in which the issue is painted.
    pub turn: usize,
    /// The part of the paper that it belongs to: a word that a hyphen parts goes on in the same one.
    part: Option<usize>,
}

/// An article as it stands on the pages.
#[derive(Debug, Clone, Default)]
pub struct Standing {
    /// Its lines by size (in thousandths of a point), in the order of the copy.
    pub lines: BTreeMap<i64, Vec<Line>>,
    /// What it takes of each page.
    pub boxes: BTreeMap<usize, Box4>,
    pub pictures: usize,
    /// Jump lines: the page on which one stands, and the page that it names.
    pub continued: Vec<(usize, usize)>,
    /// Lines under jump heads, in the same way.
    pub from: Vec<(usize, usize)>,
}

fn named(text: &str, of: [&str; 3]) -> Option<usize> {
    of.iter().find_map(|w| text.trim().strip_prefix(w)?.trim().parse().ok())
}

/// The words of a line and the beginning of one that its hyphen parts.
fn tokens(text: &str) -> (Vec<String>, String) {
    let text = text.to_lowercase();
    let open = text.trim_end().ends_with('\u{ad}');
    let parts = text.replace('\u{ad}', "");
    let mut words: Vec<String> = parts.trim_end().split(|c: char| !c.is_alphabetic()).map(str::to_owned).collect();
    let last = if open { words.pop().unwrap_or_default() } else { String::new() };
    (words, last)
}

/// The article of a word whose beginning alone stands in a line.
fn begins(begun: &str) -> Option<usize> {
    let tag = begun.get(..6)?;
    read(&format!("{tag}babababa")).map(|w| w.0)
}

fn joined(open: &str, text: &str) -> Option<usize> {
    let (words, rest) = tokens(text);
    let first = words.first().unwrap_or(&rest);
    read(&format!("{open}{first}")).map(|w| w.0)
}

/// The part of the paper that a run belongs to, without what is marked within it: a number, the same for the same part.
fn part(run: &GlyphRun, parts: &mut Vec<Tag>) -> Option<usize> {
    let mut tag = run.tag.as_ref()?;
    while tag.kind() == TagKind::Link {
        tag = tag.of()?;
    }
    let known = parts.iter().position(|p| p.is(tag));
    Some(known.unwrap_or_else(|| {
        parts.push(tag.clone());
        parts.len() - 1
    }))
}

/// Reads an edition: its articles by their numbers.
pub fn standing(issue: &Issue, edition: &Edition) -> BTreeMap<usize, Standing> {
    let mut out: BTreeMap<usize, Standing> = BTreeMap::new();
    let mut parts = Vec::new();
    // The beginnings of words that are parted, by article and size.
    let mut open: BTreeMap<(usize, i64), String> = BTreeMap::new();
    let mut turn = 0;
    for (p, page) in edition.pages.iter().enumerate() {
        let foot = page.boxes.trim.h.pt() - issue.layout.margins.1;
        let (mut whose, mut initial) = (None, String::new());
        for item in &page.items {
            match item {
                DisplayItem::Picture(picture) => {
                    let article = edition.images.get(picture.image).pixels.0 as usize - 200;
                    whose = Some(article);
                    let (r, a) = (picture.rect, out.entry(article).or_default());
                    a.pictures += 1;
                    grow(a, p + 1, [r.x.pt(), r.y.pt(), r.right().pt(), r.bottom().pt()]);
                }
                // Folios are nobody's.
                DisplayItem::Glyphs(run) if run.origin.y.pt() < foot + 3.0 => {
                    let size = (run.size.pt() * 1000.0).round() as i64;
                    let letters = run.text.chars().filter(|c| c.is_alphabetic()).count();
                    // An initial; a line of a headline may be of one letter too.
                    if letters == 1 && run.size.pt() > issue.layout.body * 2.6 {
                        initial = run.text.chars().filter(|c| c.is_alphabetic()).collect();
                        continue;
                    }
                    let text = std::mem::take(&mut initial) + &run.text;
                    let (whole, begun) = tokens(&text);
                    let part = part(run, &mut parts);
                    // An article is named after its headline.
                    let named_after = |name: &str| name.split('-').find_map(read).map(|w| w.0);
                    let of_part = run.tag.as_ref().and_then(Tag::in_article).and_then(named_after);
                    let of_word = whole.iter().find_map(|w| read(w)).map(|w| w.0).or(of_part);
                    // The middle of a word that is parted twice.
                    let middle = |a: &usize| whole.is_empty() && open.get(&(*a, size)).is_some_and(|o| !o.is_empty());
                    // The rest of a word that a hyphen parts: of the article that was read before it, if it may be its.
                    let rest = |a: &usize| open.get(&(*a, size)).is_some_and(|o| joined(o, &text) == Some(*a));
                    let parted = || open.keys().filter(|(_, s)| *s == size).map(|(a, _)| *a).find(rest);
                    let sure = of_word.or_else(|| whose.filter(|a| rest(a) || middle(a)));
                    let sure = sure.or_else(|| begins(&begun)).or_else(parted);
                    whose = sure.or(whose);
                    let Some(article) = whose else { continue };
                    turn += 1;
                    let standing = out.entry(article).or_default();
                    if sure.is_some() {
                        grow(standing, p + 1, extent(run));
                    }
                    if let Some(to) = named(&text, CONTINUED) {
                        standing.continued.push((p + 1, to));
                    } else if let Some(from) = named(&text, FROM) {
                        standing.from.push((p + 1, from));
                    } else {
                        line(standing.lines.entry(size).or_default(), run, p + 1, text, (turn, part));
                        let (words, last) = standing.lines[&size].last().map(|l| tokens(&l.text)).unwrap_or_default();
                        // A word parted twice goes on.
                        let begun = open.entry((article, size)).or_default();
                        *begun = if words.is_empty() { std::mem::take(begun) + &last } else { last };
                    }
                }
                _ => {}
            }
        }
    }
    for (article, standing) in &mut out {
        standing.lines.values_mut().for_each(|lines| words(*article, lines));
    }
    out
}

/// What a run takes.
pub fn extent(run: &GlyphRun) -> Box4 {
    let (x, y, size) = (run.origin.x.pt(), run.origin.y.pt(), run.size.pt());
    let end = run.glyphs.last().map_or(0.0, |g| (g.x + g.advance).pt());
    [x, y - 0.66 * size, x + end, y + 0.1 * size]
}

fn grow(standing: &mut Standing, page: usize, by: Box4) {
    let b = standing.boxes.entry(page).or_insert(by);
    *b = [b[0].min(by[0]), b[1].min(by[1]), b[2].max(by[2]), b[3].max(by[3])];
}

/// A run more: of the line before it, or a line of its own.
fn line(lines: &mut Vec<Line>, run: &GlyphRun, page: usize, text: String, (turn, part): (usize, Option<usize>)) {
    let [x, _, right, _] = extent(run);
    let y = run.origin.y.pt();
    // After a hyphen, which may hang over a narrow gutter, nothing goes on in its line.
    if let Some(last) = lines.last_mut()
        && !last.text.ends_with('\u{ad}')
        && (last.page, last.part) == (page, part)
        && (last.y - y).abs() < 0.01
        && x >= last.right - 2.0
        && x - last.right < 1.2 * run.size.pt()
    {
        last.text.push_str(&text);
        last.right = right;
        return;
    }
    lines.push(Line { page, x, right, y, text, words: Vec::new(), turn, part });
}

/// Finds the words that begin in each line; what hyphens part is joined.
fn words(article: usize, lines: &mut [Line]) {
    // Of each part: the beginning of a word, the line in which it stands, and the end of that.
    let mut ends: BTreeMap<Option<usize>, (String, usize, String)> = BTreeMap::new();
    for i in 0..lines.len() {
        let (open, begun, tail) = ends.entry(lines[i].part).or_default();
        let (words, last) = tokens(&lines[i].text);
        let mut found = Vec::new();
        for (n, word) in words.iter().enumerate() {
            let mut whole = if n == 0 { std::mem::take(open) + word } else { word.clone() };
            let mut at = if n == 0 && whole.len() > word.len() { *begun } else { i };
            // What is wider than its column is broken without a hyphen.
            let before = tail.get((tail.len() + word.len()).saturating_sub(14)..).unwrap_or_default();
            if n == 0 && read(&whole).is_none() && read(&(before.to_owned() + word)).is_some() {
                (whole, at) = (before.to_owned() + word, *begun);
            }
            found.extend(read(&whole).filter(|w| w.0 == article).map(|w| (at, w.1)));
        }
        if let Some(word) = words.last().filter(|w| last.is_empty() && read(w).is_none()) {
            *tail = if words.len() == 1 { std::mem::take(tail) + word } else { word.clone() };
        } else {
            tail.clear();
        }
        if words.is_empty() {
            // A word parted twice goes on.
            if open.is_empty() {
                *begun = i;
            }
            open.push_str(&last);
        } else {
            (*open, *begun) = (last, i);
        }
        for (at, word) in found {
            lines[at].words.push(word);
        }
    }
}
