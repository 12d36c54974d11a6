//! Blank pages: how many, and where.

/// Where blank pages go when the number of pages does not fill the sheets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Blank {
    /// After the last page.
    #[default]
    End,
    /// Before the last page, which stays on the back.
    BeforeBack,
}

/// The pages of the folded paper in their order: each one of the file's, counted from 0, or a blank one.
pub(super) fn with_blanks(pages: usize, multiple: usize, rule: Blank) -> Vec<Option<usize>> {
    let blanks = pages.next_multiple_of(multiple) - pages;
    let at = match rule {
        Blank::End => pages,
        Blank::BeforeBack => pages.saturating_sub(1).max(1).min(pages),
    };
    let before = (0..at).map(Some);
    before.chain(std::iter::repeat_n(None, blanks)).chain((at..pages).map(Some)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_fill_up_to_a_whole_sheet() {
        for pages in 1..=64 {
            for rule in [Blank::End, Blank::BeforeBack] {
                let all = with_blanks(pages, 4, rule);
                assert!(all.len().is_multiple_of(4) && all.len() < pages + 4);
                assert_eq!(all.iter().flatten().copied().collect::<Vec<_>>(), (0..pages).collect::<Vec<_>>());
                assert_eq!(all[0], Some(0), "the cover is never blank");
            }
        }
    }

    #[test]
    fn the_last_page_stays_on_the_back_where_it_is_asked_to() {
        assert_eq!(with_blanks(6, 4, Blank::BeforeBack)[4..], [Some(4), None, None, Some(5)]);
        assert_eq!(with_blanks(6, 4, Blank::End)[4..], [Some(4), Some(5), None, None]);
        assert_eq!(with_blanks(8, 4, Blank::BeforeBack), (0..8).map(Some).collect::<Vec<_>>());
    }
}
