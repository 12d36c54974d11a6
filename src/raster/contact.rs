//! Pages laid on one picture, side by side: the first alone at the right as it is in the hand, then in facing pairs.

use super::Pixmap;

/// The table on which they lie.
const TABLE: [u8; 3] = [214, 214, 214];

/// Lays pages on a contact sheet, `first` being the number of the first of them. Facing pages touch; between spreads and
/// around them is white space of a thirtieth of the width of a page. Pages that are turned over singly lie in rows of four.
pub fn contact_sheet(pages: &[(u32, Pixmap)]) -> Pixmap {
    let w = pages.iter().map(|(_, p)| p.size.0).max().unwrap_or(1);
    let h = pages.iter().map(|(_, p)| p.size.1).max().unwrap_or(1);
    let gap = (w / 30).max(4);
    let spreads = spreads(pages);
    let across = per_row(spreads.len(), (w * 2 + gap, h + gap));
    let rows = spreads.len().div_ceil(across);
    let across = across as u32;
    let size = (across * (2 * w + gap) + gap, rows as u32 * (h + gap) + gap);
    let mut sheet = Pixmap::new(size, TABLE);
    for (n, spread) in spreads.iter().enumerate() {
        let (column, row) = (n as u32 % across, n as u32 / across);
        let (x, y) = (gap + column * (2 * w + gap), gap + row * (h + gap));
        for (number, page) in spread.iter().copied() {
            // A left page stands at the fold, whatever its width.
            let x = if number.is_multiple_of(2) { x + w - page.size.0 } else { x + w };
            sheet.lay(page, (x, y));
        }
    }
    sheet
}

/// Pages that are seen at once: an even one and the odd one after it.
fn spreads(pages: &[(u32, Pixmap)]) -> Vec<Vec<(u32, &Pixmap)>> {
    let mut spreads: Vec<Vec<(u32, &Pixmap)>> = Vec::new();
    for (number, page) in pages {
        match spreads.last_mut() {
            Some(last) if last.len() == 1 && last[0].0.is_multiple_of(2) && last[0].0 + 1 == *number => {
                last.push((*number, page));
            }
            _ => spreads.push(vec![(*number, page)]),
        }
    }
    spreads
}

/// How many spreads stand in a row, so that the sheet is about as wide as it is high, or a little wider.
fn per_row(spreads: usize, (w, h): (u32, u32)) -> usize {
    let unlike = |n: &usize| {
        let (wide, high) = (*n as f64 * f64::from(w), spreads.div_ceil(*n) as f64 * f64::from(h));
        let ratio = wide / high / 1.3;
        // In thousandths: whole numbers have an order.
        (ratio.max(1.0 / ratio) * 1000.0).round() as u64
    };
    (1..=spreads.max(1)).min_by_key(unlike).unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(numbers: &[u32]) -> Pixmap {
        let pages: Vec<(u32, Pixmap)> = numbers.iter().map(|n| (*n, Pixmap::new((30, 40), [*n as u8, 0, 0]))).collect();
        contact_sheet(&pages)
    }

    #[test]
    fn every_page_is_on_the_sheet_and_facing_pages_touch() {
        let sheet = sheet(&[1, 2, 3, 4]);
        let seen = |n: u8| sheet.samples.chunks_exact(3).filter(|p| p[0] == n && p[1] == 0).count();
        assert!((1..=4).all(|n| seen(n) == 30 * 40));
        let touch = (0..sheet.size.1)
            .any(|y| (1..sheet.size.0).any(|x| sheet.at(x - 1, y).unwrap()[0] == 2 && sheet.at(x, y).unwrap()[0] == 3));
        assert!(touch, "pages 2 and 3 face one another");
        let apart = (0..sheet.size.1).all(|y| {
            (1..sheet.size.0).all(|x| !(sheet.at(x - 1, y).unwrap()[0] == 1 && sheet.at(x, y).unwrap()[0] == 2))
        });
        assert!(apart, "page 2 is on the back of page 1");
    }

    #[test]
    fn many_pages_make_a_sheet_that_is_not_a_ribbon() {
        for count in [1, 2, 8, 16, 40] {
            let sheet = sheet(&(1..=count).collect::<Vec<u32>>());
            let ratio = f64::from(sheet.size.0) / f64::from(sheet.size.1);
            assert!((0.5..3.0).contains(&ratio), "{count} pages: {:?}", sheet.size);
        }
    }
}
