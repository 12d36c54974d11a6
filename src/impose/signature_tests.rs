//! Paper is folded here in other ways than `signature` counts, and read.

use super::*;

fn pile(pages: usize, columns: usize, rows: usize) -> Pile {
    Pile { pages, columns, rows, signature: None }
}

/// The two pages of every leaf of a folded signature, from the first to the last: its sheets are laid on one another
/// with the fronts down, the innermost on top, folded, and read from the outside.
fn leaves(sheets: &[SheetPages]) -> Vec<[Place; 2]> {
    // The right half of a front is a leaf whose other side is the left half of the back.
    let right = |s: &SheetPages| [s.front[1], s.back.as_ref().unwrap()[0]];
    let left = |s: &SheetPages| [s.back.as_ref().unwrap()[1], s.front[0]];
    sheets.iter().map(right).chain(sheets.iter().rev().map(left)).collect()
}

fn pages_of(sheets: &[SheetPages]) -> Vec<usize> {
    let places = sheets.iter().flat_map(|s| s.front.iter().chain(s.back.iter().flatten()));
    let mut all: Vec<usize> = places.filter_map(|p| p.page).collect();
    all.sort_unstable();
    all
}

#[test]
fn booklets_of_every_length_have_every_page_once_and_in_order() {
    for pages in 1..=64_usize {
        for most in (0..=16).map(|n| (n > 0).then_some(n)) {
            let whole = pages.next_multiple_of(4);
            let sheets = nested(&Pile { signature: most, ..pile(whole, 2, 1) });
            assert_eq!(sheets.len() * 4, whole);
            assert_eq!(pages_of(&sheets), (0..whole).collect::<Vec<_>>(), "{pages} pages, {most:?} sheets a signature");
            let mut read = Vec::new();
            for signature in sheets.chunk_by(|a, b| a.signature == b.signature) {
                assert!(signature.len() <= most.unwrap_or(usize::MAX));
                assert!(signature.iter().enumerate().all(|(i, s)| s.depth == i), "the outermost comes first");
                read.extend(leaves(signature));
            }
            for (i, [recto, verso]) in read.iter().enumerate() {
                assert_eq!((recto.page, verso.page), (Some(2 * i), Some(2 * i + 1)), "leaf {i} of {pages} pages");
                assert!(!recto.head_down && !verso.head_down);
            }
        }
    }
}

#[test]
fn pages_that_face_each_other_within_a_sheet_stand_side_by_side() {
    for pages in (4..=64).step_by(4) {
        for sheet in nested(&pile(pages, 2, 1)) {
            for side in [&sheet.front, sheet.back.as_ref().unwrap()] {
                let (left, right) = (side[0].page.unwrap(), side[1].page.unwrap());
                // Counted from 0: on the left an odd number, on the right an even one, and together they make the whole.
                assert!(left % 2 == 1 && right % 2 == 0 && (left + right + 1) % pages == 0, "{left} | {right}");
            }
        }
    }
}

#[test]
fn signatures_are_as_even_as_can_be() {
    assert_eq!(signatures(9, Some(4)), [3, 3, 3]);
    assert_eq!(signatures(5, Some(4)), [3, 2]);
    assert_eq!(signatures(4, Some(4)), [4]);
    assert_eq!(signatures(16, None), [16]);
    assert_eq!(signatures(1, Some(8)), [1]);
}

#[test]
fn stacks_that_are_cut_and_laid_on_one_another_are_in_order() {
    for pages in 1..=64 {
        for (columns, rows) in [(2, 1), (1, 2), (2, 2), (3, 2), (4, 4)] {
            let sheets = stacked(&pile(pages, columns, rows));
            assert_eq!(pages_of(&sheets), (0..pages).collect::<Vec<_>>());
            let mut next = 0;
            for row in 0..rows {
                for column in 0..columns {
                    for sheet in &sheets {
                        let front = sheet.front[row * columns + column].page;
                        let behind = row * columns + (columns - 1 - column);
                        let back = sheet.back.as_ref().and_then(|b| b[behind].page);
                        for page in [front, back].into_iter().flatten() {
                            assert_eq!(page, next, "{pages} pages, {columns} × {rows}");
                            next += 1;
                        }
                    }
                }
            }
        }
    }
}

#[test]
fn pages_in_reading_order_are_each_there_once() {
    for pages in 1..=64 {
        for (columns, rows) in [(1, 1), (2, 1), (2, 2), (3, 3)] {
            let sheets = reading(&pile(pages, columns, rows));
            assert_eq!(pages_of(&sheets), (0..pages).collect::<Vec<_>>());
            let sides: Vec<&Vec<Place>> =
                sheets.iter().flat_map(|s| [Some(&s.front), s.back.as_ref()]).flatten().collect();
            assert_eq!(sides.len(), pages.div_ceil(columns * rows), "no side is empty");
            let order: Vec<usize> = sides.into_iter().flatten().filter_map(|p| p.page).collect();
            assert!(order.is_sorted());
        }
        let handbills = repeated(&pile(pages, 2, 2));
        assert_eq!(handbills.len(), pages.div_ceil(2));
        assert!(handbills.iter().all(|s| s.front.iter().all(|p| p.page == s.front[0].page)));
    }
}

/// The panels of the sheet as the folded zine has them: folded lengthwise, the upper row lies behind the lower one, head
/// to head; pushed together, the middle opens at the slit, and the panels follow one another around it.
#[test]
fn the_zine_reads_from_cover_to_cover() {
    let sheet = &zine(&pile(8, 4, 2))[0];
    assert_eq!(pages_of(std::slice::from_ref(sheet)), (0..8).collect::<Vec<_>>());
    let at = |column: usize, row: usize| sheet.front[row * 4 + column];
    // Around the sheet, from the cover: the lower row to the right, the upper row back to the left, and down again.
    let around = [(1, 1), (2, 1), (3, 1), (3, 0), (2, 0), (1, 0), (0, 0), (0, 1)];
    for (i, (column, row)) in around.into_iter().enumerate() {
        assert_eq!(at(column, row), Place { page: Some(i), head_down: row == 0 });
    }
    // Facing pages (2–3, 4–5, 6–7, and the back beside the cover) share an upright fold. Of two that stand on their
    // heads the right one is read first.
    assert_eq!((at(2, 1).page, at(3, 1).page), (Some(1), Some(2)));
    assert_eq!((at(3, 0).page, at(2, 0).page), (Some(3), Some(4)));
    assert_eq!((at(1, 0).page, at(0, 0).page), (Some(5), Some(6)));
    assert_eq!((at(0, 1).page, at(1, 1).page), (Some(7), Some(0)));
}

#[test]
fn a_short_zine_leaves_places_empty() {
    for pages in 1..=8 {
        assert_eq!(pages_of(&zine(&pile(pages, 4, 2))), (0..pages).collect::<Vec<_>>());
    }
}
