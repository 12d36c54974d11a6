//! How many columns a picture or a pull quote spans, in halves, and on which side it stands.

/// Columns, counted in halves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Columns {
    halves: u32,
}

/// What `columns` of a picture or a pull quote may be, for messages.
pub(super) const WANTED: &str = "a whole number from 1 to 12 or a half (0.5, 1.5, 2.5 and so on)";

/// The most columns that a grid has.
const MOST: u32 = 12;

impl Columns {
    /// As many as there are.
    pub const ALL: Columns = Columns { halves: u32::MAX };

    /// So many whole columns.
    pub const fn whole(columns: u32) -> Columns {
        Columns { halves: columns * 2 }
    }

    /// A half more.
    #[must_use]
    pub const fn and_a_half(self) -> Columns {
        Columns { halves: self.halves + 1 }
    }

    /// What a manifest says: a multiple of a half, from a half to twelve.
    pub(super) fn read(text: &str) -> Option<Columns> {
        let digits = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
        let (before, after) = text.split_once('.').unwrap_or((text, "0"));
        let whole = digits(before).then(|| before.parse::<u32>().ok())?.filter(|n| *n <= MOST)?;
        let half = match after.trim_end_matches('0') {
            "" if digits(after) => 0,
            "5" => 1,
            _ => return None,
        };
        let halves = whole * 2 + half;
        (1..=MOST * 2).contains(&halves).then_some(Columns { halves })
    }

    /// Its whole columns.
    pub fn full(self) -> u32 {
        self.halves / 2
    }

    /// The columns that it reaches into.
    pub fn reach(self) -> u32 {
        self.halves.div_ceil(2)
    }

    /// At most so many columns; of a half more than that, the half is left out.
    #[must_use]
    pub fn within(self, columns: u32) -> Columns {
        if self.reach() > columns { Columns::whole(columns) } else { self }
    }

    /// Whether it ends half-way into a column.
    pub fn ends_half_way(self) -> bool {
        self.halves % 2 == 1
    }
}

/// On which side of its column, or of its article's columns, something stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Side {
    /// At the left.
    Left,
    /// At the right.
    #[default]
    Right,
}

impl Side {
    /// Its words in a manifest.
    pub(super) const WORDS: [(&'static str, Side); 2] = [("left", Side::Left), ("right", Side::Right)];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_multiples_of_a_half() {
        let read = |t| Columns::read(t).map(|c| (c.full(), c.ends_half_way()));
        assert_eq!(read("2"), Some((2, false)));
        assert_eq!(read("0.5"), Some((0, true)));
        assert_eq!(read("2.50"), Some((2, true)));
        assert_eq!(read("12.0"), Some((12, false)));
        for wrong in ["0", "0.3", "12.5", "13", ".5", "-1", "1.", "1e0", "nan", "", "4294967296.5"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_half_that_does_not_go_in_is_left_out() {
        let half = Columns::whole(1).and_a_half();
        assert_eq!(half.within(2), half);
        assert_eq!(half.within(1), Columns::whole(1));
        assert_eq!(Columns::ALL.within(3), Columns::whole(3));
        assert_eq!(Columns::whole(0).and_a_half().within(1).reach(), 1);
    }
}
