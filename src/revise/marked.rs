//! What changed on a page → shapes that are laid over it: what is new in red, what moved in amber, and in blue where
//! something stood that is gone.

use super::View;
use super::atom::{Atom, Kind, Match};
use crate::geom::{Length, Point, Rect};
use crate::raster::{Rgba, Shape};

/// What became of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    New,
    Moved,
    Gone,
}

impl Fate {
    /// Its colour, so much of it seen.
    fn color(self, seen: u8) -> Rgba {
        match self {
            Fate::New => Rgba([205, 25, 60, seen]),
            Fate::Moved => Rgba([215, 130, 0, seen]),
            Fate::Gone => Rgba([0, 85, 200, seen]),
        }
    }

    fn word(self) -> &'static str {
        match self {
            Fate::New => "new",
            Fate::Moved => "moved",
            Fate::Gone => "gone",
        }
    }
}

/// How far apart marks may stand that have one box, in points: across, and down.
const APART: (f64, f64) = (7.0, 6.0);
/// A box around two is at most so much larger than both.
const LOOSE: f64 = 1.5;
/// Boxes of more than this are not joined further.
const MOST: usize = 3000;

/// The boxes of a page that changed.
pub(super) fn shapes(view: View<'_>, page: usize, found: &Match) -> Vec<Shape> {
    let mut shapes = Vec::new();
    for fate in [Fate::Gone, Fate::Moved, Fate::New] {
        let mut labelled = false;
        for room in joined(rooms(view, page, found, fate)) {
            let [left, top, right, bottom] =
                [room[0] - 1.5, room[1] - 1.0, room[2] + 1.5, room[3] + 1.0].map(Length::from_pt);
            let rect = Rect { x: left, y: top, w: right - left, h: bottom - top };
            shapes.push(Shape::Fill(rect, fate.color(26)));
            shapes.push(Shape::Frame(rect, Length::PT, fate.color(255)));
            // The colour says it of the others; labels would hide more than they tell.
            if !labelled {
                labelled = true;
                let at = Point { x: left + Length::from_pt(2.0), y: top - Length::from_pt(1.5) };
                let (color, ground) = (Rgba([255; 4]), Some(fate.color(255)));
                shapes.push(Shape::Label {
                    at,
                    size: Length::from_pt(7.0),
                    text: fate.word().to_owned(),
                    color,
                    ground,
                });
            }
        }
    }
    shapes
}

/// The rooms of what had a fate; letters of one mark that follow one another have one room.
fn rooms(view: View<'_>, page: usize, found: &Match, fate: Fate) -> Vec<[f64; 4]> {
    let (side, kept) = if fate == Fate::Gone { (view.old, &found.old) } else { (view.new, &found.new) };
    let atoms = &side.pages[page].all;
    // Of each letter, whether its word is on the other side as well.
    let mut known = vec![false; atoms.len()];
    let kept_words = if fate == Fate::Gone { view.is_kept() } else { Vec::new() };
    for (n, word) in side.words.iter().enumerate().filter(|(_, w)| w.page == page) {
        let is_known = if fate == Fate::Gone { kept_words[n] } else { view.aligned[n].is_some() };
        for atom in &word.atoms {
            known[*atom] = is_known;
        }
    }
    let other = if fate == Fate::Gone { view.new } else { view.old };
    let is_elsewhere = |a: &Atom| other.pages.iter().any(|p| p.all.iter().any(|b| b.key == a.key));
    let mut rooms: Vec<([f64; 4], usize)> = Vec::new();
    let mut last = None;
    for (n, atom) in atoms.iter().enumerate() {
        if kept[n] {
            continue;
        }
        let is_known = match atom.kind {
            Kind::Letter | Kind::Blank => known[n],
            Kind::Shape | Kind::Picture => is_elsewhere(atom),
        };
        let own = if fate == Fate::Gone { !is_known } else { is_known == (fate == Fate::Moved) };
        if !own {
            continue;
        }
        let follows = last.is_some_and(|l| atoms[l..n].iter().zip(l..).all(|(a, i)| i == l || a.kind == Kind::Blank));
        match rooms.last_mut() {
            Some((room, mark)) if *mark == atom.mark && follows => *room = union(*room, atom.room),
            _ => rooms.push((atom.room, atom.mark)),
        }
        last = Some(n);
    }
    rooms.into_iter().map(|(room, _)| room).collect()
}

/// Rooms that stand close together as one, as long as that does not take in much else.
fn joined(mut rooms: Vec<[f64; 4]>) -> Vec<[f64; 4]> {
    let mut again = rooms.len() <= MOST;
    while again {
        again = false;
        let mut out: Vec<[f64; 4]> = Vec::with_capacity(rooms.len());
        for room in rooms {
            match out.iter_mut().find(|other| belongs(other, &room)) {
                Some(other) => {
                    *other = union(*other, room);
                    again = true;
                }
                None => out.push(room),
            }
        }
        rooms = out;
    }
    rooms
}

fn belongs(a: &[f64; 4], b: &[f64; 4]) -> bool {
    let near = a[0] - APART.0 < b[2] && b[0] - APART.0 < a[2] && a[1] - APART.1 < b[3] && b[1] - APART.1 < a[3];
    let area = |r: &[f64; 4]| (r[2] - r[0] + APART.0) * (r[3] - r[1] + APART.1);
    near && area(&union(*a, *b)) <= LOOSE * (area(a) + area(b))
}

fn union(a: [f64; 4], b: [f64; 4]) -> [f64; 4] {
    [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_a_column_have_one_box_and_columns_each_their_own() {
        let line = |x: f64, n: f64| [x, n * 12.0, x + 160.0, n * 12.0 + 9.0];
        let rooms = (0..6).map(|n| line(36.0, f64::from(n))).chain((0..6).map(|n| line(212.0, f64::from(n)))).collect();
        assert_eq!(joined(rooms), [[36.0, 0.0, 196.0, 69.0], [212.0, 0.0, 372.0, 69.0]]);
    }

    #[test]
    fn a_box_does_not_take_in_what_lies_between() {
        // A long line and a deep narrow stretch at its end make a corner.
        let boxes = joined(vec![[0.0, 0.0, 400.0, 9.0], [395.0, 10.0, 405.0, 300.0]]);
        assert_eq!(boxes.len(), 2);
    }
}
