//! A finished page → letters, shapes and pictures that can be told from one another; and which of two pages are the same.

use crate::finished::{Document, Mark, What};
use crate::hash::hash;
use std::collections::HashMap;

/// What stands nearer than this to where it stood has not moved, in points: a sixtieth of a millimetre.
const NEAR: f64 = 0.05;

/// What an atom is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A letter.
    Letter,
    /// A letter that is not seen: a space.
    Blank,
    /// A rule, a tint, a frame, a line.
    Shape,
    /// A picture.
    Picture,
}

/// A letter, a shape or a picture.
#[derive(Debug, Clone)]
pub(super) struct Atom {
    pub(super) kind: Kind,
    /// A number that names all that it looks like but its place.
    pub(super) key: u128,
    /// Its place: letters the two ends of their advance, shapes their corners. From the upper left corner of the trim, in
    /// points, `y` downward.
    pub(super) points: Vec<(f64, f64)>,
    /// The smallest rectangle around it: left, top, right, bottom.
    pub(super) room: [f64; 4],
    /// What a letter stands for.
    pub(super) text: String,
    /// The size of a letter.
    pub(super) size: f64,
    /// The mark that it is part of.
    pub(super) mark: usize,
}

/// A page, taken apart.
pub(super) struct Atoms {
    /// In the order in which they are painted.
    pub(super) all: Vec<Atom>,
    /// Whether they are all of the page.
    pub(super) whole: bool,
    /// Width and height of the page, in points.
    pub(super) size: (f64, f64),
}

impl Atoms {
    pub(super) fn read(document: &Document, page: usize) -> Atoms {
        let (marks, whole) = document.marks_in_detail(page);
        let sheet = &document.pages()[page];
        let (matrix, size) = (sheet.upright(), sheet.size());
        let place = |(x, y): (f64, f64)| {
            (matrix[0] * x + matrix[2] * y + matrix[4], size.1 - (matrix[1] * x + matrix[3] * y + matrix[5]))
        };
        let mut atoms = Vec::new();
        for (number, mark) in marks.iter().enumerate() {
            take_apart(mark, number, &place, &mut atoms);
        }
        // Forms, notes and stamps stand on a page beside its content.
        Atoms { all: atoms, whole: whole && sheet.annotations == 0, size }
    }
}

fn take_apart(mark: &Mark, number: usize, place: &dyn Fn((f64, f64)) -> (f64, f64), out: &mut Vec<Atom>) {
    let r = &mark.room;
    let corners = [place((r.x0, r.y0)), place((r.x1, r.y1))];
    let room = around(&corners);
    let detail = &mark.detail;
    let kind = match &mark.what {
        What::Text { .. } => {
            let matrix = detail.matrix.map(thousandths);
            let size = detail.matrix[2].hypot(detail.matrix[3]);
            for glyph in &detail.glyphs {
                let look = format!("{:x} {matrix:?} {:?} {:x}", glyph.shape, mark.paint, detail.name);
                let points = vec![place(glyph.at), place(glyph.end)];
                let ends = around(&points);
                let room = [ends[0], ends[1] - size * 0.75, ends[2], ends[3] + size * 0.22];
                let blank = !glyph.text.is_empty() && glyph.text.chars().all(char::is_whitespace);
                let kind = if blank { Kind::Blank } else { Kind::Letter };
                let (key, text) = (hash(look.as_bytes()), glyph.text.clone());
                out.push(Atom { kind, key, points, room, text, size, mark: number });
            }
            return;
        }
        What::Fill | What::Stroke { .. } => Kind::Shape,
        What::Picture { .. } => Kind::Picture,
    };
    let look = match &mark.what {
        What::Stroke { width } => format!("stroke {}", thousandths(*width)),
        What::Picture { pixels, .. } => format!("picture {pixels:?}"),
        _ => "fill".to_owned(),
    };
    let look = format!("{look} {:?} {:x} {}", mark.paint, detail.name, detail.points.len());
    let points = detail.points.iter().map(|p| place(*p)).chain(corners).collect();
    out.push(Atom { kind, key: hash(look.as_bytes()), points, room, text: String::new(), size: 0.0, mark: number });
}

fn thousandths(n: f64) -> i64 {
    (n * 1000.0).round() as i64
}

fn around(points: &[(f64, f64)]) -> [f64; 4] {
    let start = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
    points.iter().fold(start, |r, p| [r[0].min(p.0), r[1].min(p.1), r[2].max(p.0), r[3].max(p.1)])
}

/// What two pages have in common.
pub(super) struct Match {
    /// Of every new atom, whether it has its like in the old page. Blanks always have.
    pub(super) new: Vec<bool>,
    /// Of every old atom, whether it has its like in the new page.
    pub(super) old: Vec<bool>,
    /// Whether the pages are of one size.
    pub(super) size: bool,
}

impl Match {
    /// Whether nothing changed.
    pub(super) fn is_whole(&self) -> bool {
        self.size && self.new.iter().all(|m| *m) && self.old.iter().all(|m| *m)
    }
}

/// Matches the atoms of two pages, each with one at most.
pub(super) fn matched(new: &Atoms, old: &Atoms) -> Match {
    // Looked up, never gone through: its order does not matter.
    let mut by_key: HashMap<u128, Vec<usize>> = HashMap::new();
    for (n, atom) in old.all.iter().enumerate().filter(|(_, a)| a.kind != Kind::Blank) {
        by_key.entry(atom.key).or_default().push(n);
    }
    let mut found: Vec<Option<usize>> = vec![None; new.all.len()];
    for (n, atom) in new.all.iter().enumerate().filter(|(_, a)| a.kind != Kind::Blank) {
        let Some(free) = by_key.get_mut(&atom.key) else { continue };
        if let Some(i) = free.iter().position(|o| is_near(atom, &old.all[*o])) {
            found[n] = Some(free.remove(i));
        }
    }
    disorder(new, &mut found);
    let mut kept: Vec<bool> = old.all.iter().map(|a| a.kind == Kind::Blank).collect();
    for o in found.iter().flatten() {
        kept[*o] = true;
    }
    let pairs = found.iter().zip(&new.all);
    let same = |a: f64, b: f64| (a - b).abs() <= NEAR;
    Match {
        new: pairs.map(|(f, a)| f.is_some() || a.kind == Kind::Blank).collect(),
        old: kept,
        size: same(new.size.0, old.size.0) && same(new.size.1, old.size.1),
    }
}

fn is_near(a: &Atom, b: &Atom) -> bool {
    let near = |(p, q): (&(f64, f64), &(f64, f64))| (p.0 - q.0).abs() <= NEAR && (p.1 - q.1).abs() <= NEAR;
    a.points.len() == b.points.len() && a.points.iter().zip(&b.points).all(near)
}

/// Takes back what is matched and yet looks otherwise: a field that lay under type and now lies over it.
fn disorder(new: &Atoms, found: &mut [Option<usize>]) {
    let solid = |a: &Atom| matches!(a.kind, Kind::Shape | Kind::Picture);
    let mut wrong = Vec::new();
    for (n, atom) in new.all.iter().enumerate().filter(|(_, a)| solid(a)) {
        let Some(was) = found[n] else { continue };
        let turned = new.all.iter().zip(&*found).enumerate().any(|(m, (other, o))| {
            o.is_some_and(|o| (m < n) != (o < was) && m != n && overlap(&atom.room, &other.room))
        });
        if turned {
            wrong.push(n);
        }
    }
    for n in wrong {
        found[n] = None;
    }
}

/// Whether two rectangles share an area.
fn overlap(a: &[f64; 4], b: &[f64; 4]) -> bool {
    a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(key: u128, x: f64, y: f64) -> Atom {
        let room = [x, y, x + 10.0, y + 10.0];
        let points = vec![(x, y), (x + 10.0, y + 10.0)];
        Atom { kind: Kind::Shape, key, points, room, text: String::new(), size: 0.0, mark: 0 }
    }

    fn page(atoms: Vec<Atom>) -> Atoms {
        Atoms { all: atoms, whole: true, size: (100.0, 100.0) }
    }

    fn is_same(new: Vec<Atom>, old: Vec<Atom>) -> bool {
        matched(&page(new), &page(old)).is_whole()
    }

    #[test]
    fn the_same_things_in_the_same_places_are_the_same_page() {
        assert!(is_same(vec![shape(1, 0.0, 0.0), shape(2, 50.0, 0.0)], vec![shape(2, 50.0, 0.0), shape(1, 0.0, 0.0)]));
        assert!(is_same(vec![shape(1, 0.02, 0.0)], vec![shape(1, 0.0, 0.0)]), "nobody sees a sixtieth of a millimetre");
    }

    #[test]
    fn one_thing_more_less_elsewhere_or_otherwise_is_another_page() {
        let one = || vec![shape(1, 0.0, 0.0)];
        assert!(!is_same(vec![shape(1, 0.0, 0.0), shape(1, 0.0, 0.0)], one()), "one more");
        assert!(!is_same(one(), vec![shape(1, 0.0, 0.0), shape(1, 0.0, 0.0)]), "one less");
        assert!(!is_same(vec![shape(1, 0.1, 0.0)], one()), "elsewhere");
        assert!(!is_same(vec![shape(2, 0.0, 0.0)], one()), "otherwise");
    }

    #[test]
    fn what_lies_over_and_what_lies_under_matters() {
        let (a, b) = (shape(1, 0.0, 0.0), shape(2, 5.0, 5.0));
        assert!(!is_same(vec![a.clone(), b.clone()], vec![b, a]));
    }
}
