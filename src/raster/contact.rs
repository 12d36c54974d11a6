//! Pages laid on one picture, side by side: the first alone at the right as it is in the hand, then in facing pairs.

use super::{MOST_PIXELS, Pixmap};
use crate::diag::Diagnostic;

/// The table on which they lie.
const TABLE: [u8; 3] = [214, 214, 214];

/// Where every page lies.
struct Plan {
    size: (u32, u32),
    places: Vec<(u32, u32)>,
}

/// The size in pixels of a contact sheet of pages, each with its number (from 1) and its own size. One that would have more
/// than [`MOST_PIXELS`] is an error.
pub fn contact_size(pages: &[(u32, (u32, u32))]) -> Result<(u32, u32), Diagnostic> {
    plan(pages).map(|plan| plan.size)
}

/// Lays pages on a contact sheet, each with its number (from 1). Facing pages touch; between spreads and around them is a
/// thirtieth of the width of a page.
pub fn contact_sheet(pages: &[(u32, Pixmap)]) -> Result<Pixmap, Diagnostic> {
    let sizes: Vec<_> = pages.iter().map(|(number, page)| (*number, page.size)).collect();
    let plan = plan(&sizes)?;
    let mut sheet = Pixmap::new(plan.size, TABLE);
    for ((_, page), at) in pages.iter().zip(plan.places) {
        sheet.lay(page, at);
    }
    Ok(sheet)
}

fn plan(pages: &[(u32, (u32, u32))]) -> Result<Plan, Diagnostic> {
    let w = pages.iter().map(|(_, size)| size.0).max().unwrap_or(1);
    let h = pages.iter().map(|(_, size)| size.1).max().unwrap_or(1);
    let gap = (w / 30).max(4);
    let spreads = spreads(pages.iter().map(|p| p.0));
    let count = spreads.last().map_or(1, |last| last + 1);
    let across = per_row(count, (w * 2 + gap, h + gap));
    let rows = count.div_ceil(across) as u64;
    let wide = across as u64 * u64::from(2 * w + gap) + u64::from(gap);
    let high = rows * u64::from(h + gap) + u64::from(gap);
    if wide.saturating_mul(high) > MOST_PIXELS {
        let millions = wide.saturating_mul(high) / 1_000_000;
        let most = MOST_PIXELS / 1_000_000;
        let message = format!("a contact sheet of these pages has {millions} million pixels; it has at most {most}");
        let hint = "ask for fewer pixels per inch, or for some of the pages with `--pages`";
        return Err(Diagnostic::error("proof-size", message).hint(hint));
    }
    let across = across as u32;
    let place = |((number, size), spread): (&(u32, (u32, u32)), &usize)| {
        let (column, row) = (*spread as u32 % across, *spread as u32 / across);
        let (x, y) = (gap + column * (2 * w + gap), gap + row * (h + gap));
        // A left page stands at the fold, whatever its width.
        (if number.is_multiple_of(2) { x + w - size.0 } else { x + w }, y)
    };
    let places = pages.iter().zip(&spreads).map(place).collect();
    Ok(Plan { size: (wide as u32, high as u32), places })
}

/// Of every page, the number of the spread that it is on: an even page and the odd one after it are seen at once.
fn spreads(numbers: impl Iterator<Item = u32>) -> Vec<usize> {
    let mut spreads: Vec<usize> = Vec::new();
    let mut before: Option<u32> = None;
    for number in numbers {
        let facing = before.is_some_and(|b| b.is_multiple_of(2) && b + 1 == number);
        let last = spreads.last().copied();
        spreads.push(last.map_or(0, |n| if facing { n } else { n + 1 }));
        before = Some(number);
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
        contact_sheet(&pages).unwrap()
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
