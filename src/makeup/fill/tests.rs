//! Small fillings, worked out by hand.

use super::*;
use crate::makeup::element::{Content, Depth, Division};

/// A paragraph that is to be had in so many lines, the best first.
pub fn copy(lines: &[u32]) -> Element {
    let depths = lines.iter().enumerate().map(|(i, n)| Depth { cost: 40 * i as i32, ..Depth::plain(*n) });
    Element {
        above: 0,
        below: 0,
        rule: crate::geom::Length::ZERO,
        loose_above: false,
        keeps_next: false,
        depths: depths.collect(),
        division: Division::Lines { before: 2, after: 2 },
        content: Content::Fixed(Vec::new()),
    }
}

/// Columns of these depths, side by side.
pub fn columns(depths: &[u32]) -> Vec<Stretch> {
    let stretch =
        |(i, d): (usize, &u32)| Stretch { band: 0, column: i as u32, top: 0, lines: *d, end: End::Foot, higher: 0 };
    depths.iter().enumerate().map(stretch).collect()
}

/// A picture, which may stand `at_edges`, or a quote, of three lines that would best stand after so many lines of the copy.
pub fn float(anchor: u32, weight: i64, at_edges: bool) -> Float {
    let (index, lines, range, barred) = (0, 3, (3, 3), (0, 0));
    Float { index, lines, range, anchor, may_precede: true, weight, at_edges, shun: None, barred }
}

fn lay(elements: &[Element], floats: &[Float], stretches: &[Stretch]) -> Option<Filling> {
    fill(Stock { elements, floats, notes: &[] }, stretches, Rules::Kept)
}

fn parts(f: &Filling) -> Vec<Vec<(usize, u32, u32, u32)>> {
    let part = |p: &Part| (p.stretch, p.top, p.from, p.to);
    let laid = f.laid.iter().map(|l| match l {
        Laid::Element { parts, .. } => parts.iter().map(part).collect(),
        Laid::Float { index, stretch, top, .. } => vec![(*stretch, *top, 100 + *index as u32, 0)],
        Laid::Foot { stretch, lines } => vec![(*stretch, *lines, 200, 0)],
    });
    laid.collect()
}

#[test]
fn a_paragraph_runs_over_into_the_next_column() {
    let f = lay(&[copy(&[5]), copy(&[5])], &[], &columns(&[7, 3])).unwrap();
    assert_eq!(f.cost, 0);
    assert_eq!(parts(&f), [vec![(0, 0, 0, 5)], vec![(0, 5, 0, 2), (1, 0, 2, 5)]]);
}

#[test]
fn another_depth_is_taken_rather_than_a_widow() {
    // Six lines of column, then five: a paragraph of seven would leave one line over; eight lines divide 6 + 2.
    let f = lay(&[copy(&[7, 8])], &[], &columns(&[6, 2])).unwrap();
    assert_eq!(parts(&f), [vec![(0, 0, 0, 6), (1, 0, 6, 8)]]);
}

#[test]
fn a_subhead_takes_two_lines_of_its_paragraph_with_it() {
    let head = Element { keeps_next: true, above: 1, division: Division::Never, ..copy(&[1]) };
    let f = lay(&[copy(&[4]), head, copy(&[6])], &[], &columns(&[7, 8])).unwrap();
    // Line 4 would be white, 5 the head, one line of copy at the foot: the head goes over instead.
    assert_eq!(parts(&f)[1], [(1, 0, 0, 1)]);
}

#[test]
fn what_does_not_go_in_is_not_laid() {
    assert!(lay(&[copy(&[5])], &[], &columns(&[2, 2])).is_none());
    assert!(lay(&[copy(&[5])], &[], &[]).is_none());
    assert!(lay(&[], &[], &[]).is_some());
}

#[test]
fn a_float_stands_near_its_anchor_with_white_around_it() {
    let float = float(5, 10, false);
    let f = lay(&[copy(&[5]), copy(&[6])], &[float], &columns(&[16])).unwrap();
    assert_eq!(parts(&f), [vec![(0, 0, 0, 5)], vec![(0, 6, 100, 0)], vec![(0, 10, 0, 6)]]);
}

#[test]
fn a_picture_is_trimmed_or_deepened_so_that_columns_end_level() {
    let picture = |range| Float { range, ..float(8, 10, true) };
    let depth_and_cost = |copy_below: u32, range| {
        let f = lay(&[copy(&[8]), copy(&[copy_below])], &[picture(range)], &columns(&[8, 8])).unwrap();
        let lines = f.laid.iter().find_map(|l| if let Laid::Float { lines, .. } = l { Some(*lines) } else { None });
        (lines.unwrap(), f.cost)
    };
    // The second column: the picture, a white line, the rest of the copy.
    assert_eq!([4, 5, 3].map(|below| depth_and_cost(below, (2, 4))), [(3, 0), (2, TRIMMED), (4, TRIMMED)]);
    // A picture that may not be trimmed leaves its column a line short.
    assert_eq!(depth_and_cost(3, (3, 3)), (3, cost::slack(End::Foot, 1)));
}

#[test]
fn a_quote_whose_place_is_the_foot_of_a_column_stands_amid_it() {
    let quote = float(12, 4, false);
    // One paragraph over two columns; its middle is where they meet, six lines from the nearest place.
    let f = lay(&[copy(&[24])], &[quote], &columns(&[15, 14])).unwrap();
    let Some(Laid::Float { stretch, top, .. }) = f.laid.iter().find(|l| matches!(l, Laid::Float { .. })) else {
        panic!("{f:?}")
    };
    assert!((2..=10).contains(top), "in column {stretch} at line {top}");
}

#[test]
fn what_just_goes_in_is_laid() {
    let picture = float(5, 10, true);
    // A picture, its white and four lines of copy fill the second column to the last line; with a line less they do not go in.
    let f = lay(&[copy(&[5]), copy(&[4])], &[picture], &columns(&[5, 8])).unwrap();
    assert_eq!(parts(&f), [vec![(0, 0, 0, 5)], vec![(1, 0, 100, 0)], vec![(1, 4, 0, 4)]]);
    assert!(lay(&[copy(&[5]), copy(&[4])], &[picture], &columns(&[5, 7])).is_none());
    // Where all columns end a line higher, at a price, neither paragraph is divided.
    let higher: Vec<Stretch> = columns(&[4, 4]).into_iter().map(|s| Stretch { higher: 1, ..s }).collect();
    let f = lay(&[copy(&[3]), copy(&[3])], &[], &higher).unwrap();
    assert_eq!((f.cost, parts(&f)), (cost::SHORT[1], vec![vec![(0, 0, 0, 3)], vec![(1, 0, 0, 3)]]));
}

fn noted(lines: u32, mark: u32) -> Element {
    let mut e = copy(&[lines]);
    e.depths[0].notes = vec![(mark, 1)];
    e
}

#[test]
fn a_note_stands_at_the_foot_of_the_column_of_its_mark() {
    let elements = [noted(6, 1), copy(&[6])];
    let f = fill(Stock { elements: &elements, floats: &[], notes: &[3] }, &columns(&[8, 8]), Rules::Kept).unwrap();
    // Four lines of copy, the rule's and the note's three; the rest of the copy in the second column.
    assert_eq!(parts(&f), [vec![(0, 0, 0, 4), (1, 0, 4, 6)], vec![(1, 2, 0, 6)]]);
    let Laid::Element { parts, .. } = &f.laid[0] else { panic!("copy comes first") };
    assert_eq!((parts[0].foot, parts[1].foot), (4, 0));
}

#[test]
fn a_long_note_goes_on_at_the_foot_of_the_next_column() {
    let elements = [noted(6, 3), copy(&[6])];
    let f = fill(Stock { elements: &elements, floats: &[], notes: &[6] }, &columns(&[8, 12]), Rules::Kept).unwrap();
    let foot: Vec<_> = f.laid.iter().filter(|l| matches!(l, Laid::Foot { .. })).collect();
    assert_eq!(foot, [&Laid::Foot { stretch: 1, lines: 4 }], "{f:?}");
}
