//! Which page stands where: whole numbers, nothing else.
//!
//! Places are counted by row from the upper left. Pages are counted from 0 with blank ones among them; a place without
//! a page stays empty. The back of a sheet is seen as it is when the sheet is turned like a leaf of a book, about its
//! vertical axis: what stands left on the back is behind what stands right on the front.

/// What is to be laid on sheets.
#[derive(Debug, Clone, Copy)]
pub struct Pile {
    /// Pages, blank ones with them.
    pub pages: usize,
    /// Places beside one another.
    pub columns: usize,
    /// Places below one another.
    pub rows: usize,
    /// The most sheets of a signature; `None` is all in one.
    pub signature: Option<usize>,
}

impl Pile {
    fn places(&self) -> usize {
        self.columns * self.rows
    }

    /// The page, if there is one of this number.
    fn page(&self, page: usize) -> Place {
        Place { page: (page < self.pages).then_some(page), head_down: false }
    }
}

/// One place on a side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The page that stands there.
    pub page: Option<usize>,
    /// Whether it stands on its head.
    pub head_down: bool,
}

/// What stands on the two sides of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetPages {
    /// Which signature it belongs to, from 0.
    pub signature: usize,
    /// How many sheets lie around it when it is folded.
    pub depth: usize,
    /// Its front, by row.
    pub front: Vec<Place>,
    /// Its back; `None` where it is not printed.
    pub back: Option<Vec<Place>>,
}

impl SheetPages {
    /// A sheet that is not folded, its back left out where nothing stands on it.
    fn flat(front: Vec<Place>, back: Vec<Place>) -> SheetPages {
        let printed = back.iter().any(|p| p.page.is_some());
        SheetPages { signature: 0, depth: 0, front, back: printed.then_some(back) }
    }
}

/// Pages in reading order, side after side.
pub(super) fn reading(pile: &Pile) -> Vec<SheetPages> {
    let n = pile.places();
    let side = |first: usize| (first..first + n).map(|p| pile.page(p)).collect();
    (0..pile.pages).step_by(2 * n).map(|first| SheetPages::flat(side(first), side(first + n))).collect()
}

/// One page on the whole of a side.
pub(super) fn repeated(pile: &Pile) -> Vec<SheetPages> {
    let side = |page: usize| vec![pile.page(page); pile.places()];
    (0..pile.pages).step_by(2).map(|page| SheetPages::flat(side(page), side(page + 1))).collect()
}

/// Leaves that lie in order when the pile has been cut and its stacks are laid on one another, the first on top.
pub(super) fn stacked(pile: &Pile) -> Vec<SheetPages> {
    let leaves = pile.pages.div_ceil(2);
    let sheets = leaves.div_ceil(pile.places());
    let leaf = |sheet: usize, column: usize, row: usize| (row * pile.columns + column) * sheets + sheet;
    let places = || (0..pile.rows).flat_map(|row| (0..pile.columns).map(move |column| (column, row)));
    let sheet = |s: usize| {
        let front = places().map(|(c, r)| pile.page(2 * leaf(s, c, r))).collect();
        let back = places().map(|(c, r)| pile.page(2 * leaf(s, pile.columns - 1 - c, r) + 1)).collect();
        SheetPages::flat(front, back)
    };
    (0..sheets).map(sheet).collect()
}

/// How many sheets each signature has: as even as can be, none more than `most`, thicker ones first.
fn signatures(sheets: usize, most: Option<usize>) -> Vec<usize> {
    let count = sheets.div_ceil(most.unwrap_or(sheets).max(1)).max(1);
    (0..count).map(|i| sheets / count + usize::from(i < sheets % count)).collect()
}

/// Sheets folded once and laid within one another, signature after signature.
pub(super) fn nested(pile: &Pile) -> Vec<SheetPages> {
    let mut sheets = Vec::new();
    let mut first = 0;
    for (signature, n) in signatures(pile.pages.div_ceil(4), pile.signature).into_iter().enumerate() {
        let last = first + 4 * n - 1;
        for depth in 0..n {
            let (low, high) = (first + 2 * depth, last - 2 * depth);
            sheets.push(SheetPages {
                signature,
                depth,
                front: vec![pile.page(high), pile.page(low)],
                back: Some(vec![pile.page(low + 1), pile.page(high - 1)]),
            });
        }
        first += 4 * n;
    }
    sheets
}

/// Eight pages on one side. The upper four stand on their heads; between the two middle ones above and below the sheet is slit.
pub(super) fn zine(pile: &Pile) -> Vec<SheetPages> {
    let place = |page: usize, head_down: bool| Place { head_down, ..pile.page(page) };
    let upper = [6, 5, 4, 3].into_iter().map(|page| place(page, true));
    let lower = [7, 0, 1, 2].into_iter().map(|page| place(page, false));
    vec![SheetPages { signature: 0, depth: 0, front: upper.chain(lower).collect(), back: None }]
}

#[cfg(test)]
#[path = "signature_tests.rs"]
mod tests;
