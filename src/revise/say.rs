//! What changed on a page → sentences. They name articles by their newsroom names and count in lines and words, as those
//! do who have to look at it.

use super::View;
use super::atom::{Atom, Kind, Match};
use super::words::Word;
use crate::display::{DisplayItem, Tag};
use std::collections::BTreeMap;

/// So many words are quoted.
const QUOTED: usize = 5;
/// What stands nearer than this to where it stood has not moved, in points; see `atom`.
const NEAR: f64 = 0.05;

/// Where a word stood that is still there.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Stood {
    /// Where it stands.
    Here,
    /// In the same line, a little aside.
    InLine,
    /// On the same page, so far to the left of it and above it, in points.
    Moved(f64, f64),
    /// On another page, from 0.
    On(usize),
}

/// What is said of a page that changed.
pub(super) fn changed(view: View<'_>, page: usize, found: &Match) -> Vec<String> {
    let mut said = Vec::new();
    if !found.size {
        let inches = |(w, h): (f64, f64)| format!("{:.2} × {:.2} inches", w / 72.0, h / 72.0);
        let (was, is) = (view.old.pages[page].size, view.new.pages[page].size);
        said.push(format!("the page is {}; it was {}", inches(is), inches(was)));
    }
    let gone = gone(view, page);
    let mut names: Vec<Option<&str>> = Vec::new();
    for slug in on(&view.new.words, page).map(|(_, w)| w.slug.as_deref()).chain(gone.keys().map(|s| s.as_deref())) {
        if !names.contains(&slug) {
            names.push(slug);
        }
    }
    for slug in names {
        let gone = gone.get(&slug.map(str::to_owned)).map_or(&[][..], Vec::as_slice);
        copy(view, page, slug, gone, &mut said);
    }
    pictures(view, page, found, &mut said);
    if said.is_empty() {
        said.push(otherwise(view, page, found));
    }
    said
}

/// What is said of a page that is new.
pub(super) fn new_page(view: View<'_>, page: usize) -> Vec<String> {
    let mut from: BTreeMap<usize, usize> = BTreeMap::new();
    let mut fresh = 0;
    for (n, _) in on(&view.new.words, page) {
        match view.aligned[n] {
            Some(old) => *from.entry(view.old.words[old].page).or_default() += 1,
            None => fresh += 1,
        }
    }
    let mut said: Vec<String> =
        from.into_iter().map(|(page, n)| format!("{} came over from page {}", count(n, "word"), page + 1)).collect();
    if fresh > 0 {
        said.push(format!("{} {} new", count(fresh, "word"), are(fresh)));
    }
    said
}

/// What is said of a page that is gone.
pub(super) fn gone_page(view: View<'_>, page: usize) -> Vec<String> {
    let mut to: BTreeMap<usize, usize> = BTreeMap::new();
    for (word, old) in view.new.words.iter().zip(view.aligned) {
        if old.is_some_and(|old| view.old.words[old].page == page) {
            *to.entry(word.page).or_default() += 1;
        }
    }
    let all = on(&view.old.words, page).count();
    let kept: usize = to.values().sum();
    let mut said: Vec<String> =
        to.into_iter().map(|(page, n)| format!("{} went over to page {}", count(n, "word"), page + 1)).collect();
    if all > kept {
        said.push(format!("{} {} gone", count(all - kept, "word"), are(all - kept)));
    }
    said
}

fn on(words: &[Word], page: usize) -> impl Iterator<Item = (usize, &Word)> {
    words.iter().enumerate().filter(move |(_, w)| w.page == page)
}

/// The words of an old page that are gone, by the article in which they stood: that of the word before them.
fn gone(view: View<'_>, page: usize) -> BTreeMap<Option<String>, Vec<usize>> {
    let mut slugs: Vec<Option<&Word>> = vec![None; view.old.words.len()];
    for (word, old) in view.new.words.iter().zip(view.aligned) {
        if let Some(old) = old {
            slugs[*old] = Some(word);
        }
    }
    let mut gone: BTreeMap<Option<String>, Vec<usize>> = BTreeMap::new();
    let mut current: Option<String> = None;
    for (n, _) in on(&view.old.words, page) {
        match slugs[n] {
            Some(word) => current.clone_from(&word.slug),
            None => gone.entry(current.clone()).or_default().push(n),
        }
    }
    gone
}

/// Where a new word stood; nothing if it is new.
fn stood(view: View<'_>, n: usize) -> Option<Stood> {
    let (new, old) = (&view.new.words[n], &view.old.words[view.aligned[n]?]);
    if old.page != new.page {
        return Some(Stood::On(old.page));
    }
    let (dx, dy) = (new.at.0 - old.at.0, new.at.1 - old.at.1);
    let column = view.edition.grid.column.pt().max(20.0);
    Some(match (dx.abs() <= NEAR, dy.abs() <= NEAR) {
        (true, true) => Stood::Here,
        (false, true) if dx.abs() < column / 2.0 => Stood::InLine,
        _ => Stood::Moved(if dx.abs() < column / 2.0 { 0.0 } else { dx }, if dy.abs() <= NEAR { 0.0 } else { dy }),
    })
}

/// What is said of an article's words on a page, or of the page's own lines.
fn copy(view: View<'_>, page: usize, slug: Option<&str>, gone: &[usize], said: &mut Vec<String>) {
    let name = slug.map_or_else(|| "what belongs to no article".to_owned(), |s| format!("`{s}`"));
    let own = |w: &Word| w.slug.as_deref() == slug;
    let words: Vec<usize> = on(&view.new.words, page).filter(|(_, w)| own(w)).map(|(n, _)| n).collect();
    let places: Vec<Option<Stood>> = words.iter().map(|n| stood(view, *n)).collect();
    let fresh: Vec<usize> = words.iter().zip(&places).filter(|(_, p)| p.is_none()).map(|(n, _)| *n).collect();
    let begins = slug.is_some() && view.new.words.iter().position(own) == words.first().copied();
    let is_new = || slug.is_some() && view.new.words.iter().zip(view.aligned).all(|(w, old)| !own(w) || old.is_none());
    if !words.is_empty() && fresh.len() == words.len() && gone.is_empty() && is_new() {
        said.push(format!("{name} is new here: {}", count(words.len(), "word")));
        return;
    }
    if let Some(place) = place(view, &words, &places, &name, begins) {
        said.push(place);
    }
    for (list, all, word) in [(&fresh[..], &view.new.words, "new"), (gone, &view.old.words, "gone")] {
        if !list.is_empty() {
            let quoted = quote(list.iter().map(|n| &all[*n]));
            said.push(format!("{name}: {} {} {word}: {quoted}", count(list.len(), "word"), are(list.len())));
        }
    }
}

/// Where the words of an article stand now that stood elsewhere: its beginning, and then what most of them did.
fn place(view: View<'_>, words: &[usize], places: &[Option<Stood>], name: &str, begins: bool) -> Option<String> {
    let known: Vec<(usize, Stood)> = words.iter().zip(places).filter_map(|(n, p)| Some((*n, (*p)?))).collect();
    let went = |p: &Stood| matches!(p, Stood::Moved(..) | Stood::On(_));
    let moved: Vec<(usize, Stood)> = known.iter().copied().filter(|(_, p)| went(p)).collect();
    let mut clauses = Vec::new();
    let mut said: Vec<Stood> = Vec::new();
    if let Some((_, first)) = known.first().filter(|(at, p)| begins && went(p) && words.first() == Some(at)) {
        clauses.push(match first {
            Stood::On(page) => format!("{name} begins here; it began on page {}", page + 1),
            Stood::Moved(dx, dy) => format!("{name} begins {}", way(view, *dx, *dy)),
            Stood::Here | Stood::InLine => return None,
        });
        said.push(*first);
    }
    // What most of them did; of ways that as many went, the first.
    let as_many = |way: &Stood| moved.iter().filter(|(_, p)| alike(p, way)).count();
    let most = moved.iter().rev().max_by_key(|(_, p)| as_many(p)).map(|(_, p)| *p)?;
    if !said.iter().any(|p| alike(p, &most)) {
        let at = moved.iter().find(|(_, p)| alike(p, &most)).map_or(0, |(n, _)| *n);
        let name = if clauses.is_empty() { format!("{name}: ") } else { String::new() };
        clauses.push(match most {
            Stood::On(page) => format!("{name}{} stood on page {}", from(view, at), page + 1),
            Stood::Moved(dx, dy) => format!("{name}{} stands {}", from(view, at), way(view, dx, dy)),
            Stood::Here | Stood::InLine => return None,
        });
        said.push(most);
    }
    let others = moved.iter().filter(|(_, p)| !said.iter().any(|s| alike(s, p)));
    let (mut columns, mut lines, mut pages) = (0, 0, BTreeMap::<usize, usize>::new());
    for (_, other) in others {
        match other {
            Stood::On(page) => *pages.entry(*page).or_default() += 1,
            Stood::Moved(dx, _) if *dx != 0.0 => columns += 1,
            _ => lines += 1,
        }
    }
    for (n, what) in [(lines, "in other lines"), (columns, "in another column")] {
        if n > 0 {
            clauses.push(format!("{} {what}", count(n, "word")));
        }
    }
    clauses.extend(pages.into_iter().map(|(page, n)| format!("{} from page {}", count(n, "word"), page + 1)));
    Some(clauses.join("; "))
}

/// Whether two words went the same way: to a hundredth of an inch.
fn alike(a: &Stood, b: &Stood) -> bool {
    match (a, b) {
        (Stood::Moved(ax, ay), Stood::Moved(bx, by)) => (ax - bx).abs() < 0.72 && (ay - by).abs() < 0.72,
        _ => a == b,
    }
}

/// `from “The trucks were” on, it`
fn from(view: View<'_>, at: usize) -> String {
    let word = &view.new.words[at];
    let next = view.new.words[at..].iter().take_while(|w| w.page == word.page && w.slug == word.slug);
    format!("from {} on, it", quote(next.take(3)))
}

/// `2 columns to the right and 4 lines lower`
fn way(view: View<'_>, dx: f64, dy: f64) -> String {
    let grid = &view.edition.grid;
    let mut parts = Vec::new();
    let mut part = |by: f64, unit: f64, word: &str, ways: [&str; 2]| {
        if by == 0.0 {
            return;
        }
        let (n, way) = (by.abs() / unit, ways[usize::from(by > 0.0)]);
        parts.push(if unit > 1.0 && n > 0.5 && (n - n.round()).abs() * unit <= 2.0 * NEAR {
            format!("{} {way}", count(n.round() as usize, word))
        } else {
            format!("{:.1} mm {way}", by.abs() * 25.4 / 72.0)
        });
    };
    part(dx, (grid.column + grid.gutter).pt(), "column", ["to the left", "to the right"]);
    part(dy, grid.baseline.pt(), "line", ["higher", "lower"]);
    parts.join(" and ")
}

fn pictures(view: View<'_>, page: usize, found: &Match, said: &mut Vec<String>) {
    let of = |atoms: &'_ [Atom], key: u128| atoms.iter().position(|a| a.kind == Kind::Picture && a.key == key);
    let (new, old) = (&view.new.pages[page].all, &view.old.pages[page].all);
    for atom in lost(new, &found.new, Kind::Picture) {
        let name = picture_of(view, page, atom);
        let here = old.iter().zip(&found.old).find(|(a, kept)| !**kept && a.kind == Kind::Picture && a.key == atom.key);
        let there = || view.old.pages.iter().position(|p| of(&p.all, atom.key).is_some());
        said.push(if let Some((was, _)) = here {
            let larger = (atom.room[2] - atom.room[0]) - (was.room[2] - was.room[0]);
            let (dx, dy) = (atom.room[0] - was.room[0], atom.room[1] - was.room[1]);
            if larger.abs() > 2.0 * NEAR {
                let how = if larger > 0.0 { "wider" } else { "narrower" };
                format!("{name} is {:.1} mm {how}", larger.abs() * 25.4 / 72.0)
            } else if dx.abs() > NEAR || dy.abs() > NEAR {
                let still = |d: f64| if d.abs() <= NEAR { 0.0 } else { d };
                format!("{name} stands {}", way(view, still(dx), still(dy)))
            } else {
                format!("{name} is cut otherwise")
            }
        } else if let Some(was) = there() {
            format!("{name} stood on page {}", was + 1)
        } else {
            format!("{name} is new, or another than it was")
        });
    }
    let gone = lost(old, &found.old, Kind::Picture);
    let gone = gone.filter(|a| view.new.pages.iter().all(|p| of(&p.all, a.key).is_none())).count();
    let fresh = lost(new, &found.new, Kind::Picture);
    let fresh = fresh.filter(|a| view.old.pages.iter().all(|p| of(&p.all, a.key).is_none())).count();
    if gone > fresh {
        said.push(format!("{} {} gone", count(gone - fresh, "picture"), are(gone - fresh)));
    }
}

/// Atoms of a kind that have no like.
fn lost<'a>(atoms: &'a [Atom], kept: &'a [bool], kind: Kind) -> impl Iterator<Item = &'a Atom> {
    atoms.iter().zip(kept).filter(move |(a, kept)| !**kept && a.kind == kind).map(|(a, _)| a)
}

/// What a picture is called: by its article.
fn picture_of(view: View<'_>, page: usize, atom: &Atom) -> String {
    let near = |a: f64, b: f64| (a - b).abs() < 1.0;
    let items = view.edition.pages.get(page).map_or(&[][..], |p| &p.items);
    let tag = items.iter().find_map(|item| match item {
        DisplayItem::Picture(p) if near(p.rect.x.pt(), atom.room[0]) && near(p.rect.y.pt(), atom.room[1]) => {
            p.tag.as_ref()
        }
        _ => None,
    });
    tag.and_then(Tag::in_article).map_or_else(|| "a picture".to_owned(), |slug| format!("a picture of `{slug}`"))
}

/// What is said where no word and no picture went anywhere.
fn otherwise(view: View<'_>, page: usize, found: &Match) -> String {
    let letters = lost(&view.new.pages[page].all, &found.new, Kind::Letter).count();
    let shapes = lost(&view.new.pages[page].all, &found.new, Kind::Shape).count();
    let gone = lost(&view.old.pages[page].all, &found.old, Kind::Shape).count();
    let mut slugs: Vec<&str> = Vec::new();
    for (_, word) in on(&view.new.words, page) {
        let changed = word.atoms.iter().any(|a| !found.new.get(*a).copied().unwrap_or(true));
        if let Some(slug) = word.slug.as_deref().filter(|s| changed && !slugs.contains(s)) {
            slugs.push(slug);
        }
    }
    let of = if slugs.is_empty() { String::new() } else { format!(" of `{}`", slugs.join("`, `")) };
    match (letters, shapes.max(gone)) {
        (0, n) => format!("{} changed: rules, tints or frames", count(n.max(1), "shape")),
        (n, 0) => format!("{}{of} changed in size, shape, colour or space", count(n, "letter")),
        (n, m) => {
            format!("{}{of} and {} changed in size, shape, colour or space", count(n, "letter"), count(m, "shape"))
        }
    }
}

/// `“The trucks were late again …”`
fn quote<'a>(words: impl Iterator<Item = &'a Word>) -> String {
    let mut words = words.map(|w| w.text.as_str());
    let first: Vec<&str> = words.by_ref().take(QUOTED).collect();
    let more = if words.next().is_some() { " …" } else { "" };
    format!("“{}{more}”", first.join(" "))
}

fn count(n: usize, word: &str) -> String {
    format!("{n} {word}{}", if n == 1 { "" } else { "s" })
}

fn are(n: usize) -> &'static str {
    if n == 1 { "is" } else { "are" }
}
