//! The room that an article has: bands of columns, with inserts in them, cut into stretches that copy runs through.

use super::room::Room;
use crate::issue::Side;

/// What a stretch of column ends at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum End {
    /// The foot of a column.
    Foot,
    /// The foot of a page's last column: no hyphen here.
    PageFoot,
    /// An insert, below which the column goes on.
    Insert,
}

/// A stretch of a column that copy runs through without a break.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Stretch {
    /// The band that it belongs to.
    pub band: usize,
    /// Its column, from 0 at the article's left.
    pub column: u32,
    /// Its first line, from the band's top.
    pub top: u32,
    /// Its depth in grid lines.
    pub lines: u32,
    /// What it ends at.
    pub end: End,
    /// The most lines by which its band may end above the foot of its page, in all columns alike.
    pub higher: u32,
}

/// Something that takes a rectangle out of a band: a picture or a pull quote over whole columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Insert {
    /// Which of the article's inserts.
    pub index: usize,
    /// Its first column.
    pub column: u32,
    /// How many columns it spans.
    pub columns: u32,
    /// On which side the outermost of these columns is taken by half, if one is.
    pub half: Option<Side>,
    /// Its own depth in grid lines, without the white around it.
    pub lines: u32,
    /// Where it stands.
    pub place: Place,
}

/// Where in a band an insert stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// At its top.
    Top,
    /// At its foot.
    Foot,
    /// At so many hundredths of the free depth.
    Share(u32),
}

/// So many lines at least, one of them white, stay above and below what stands amid copy, and so many where there are enough.
pub const AMID: (u32, u32) = (3, 5);

/// Lines of a column into which an insert reaches by half.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Narrow {
    /// The column, from 0 at the article's left.
    pub column: u32,
    /// The first line, from the band's top.
    pub from: u32,
    /// One past the last.
    pub to: u32,
    /// The side at which the insert stands.
    pub side: Side,
}

impl Insert {
    /// Whether it takes all of a column.
    pub fn fills(&self, column: u32) -> bool {
        let (first, end) = (self.column, self.column + self.columns);
        match self.half {
            None => (first..end).contains(&column),
            Some(Side::Left) => (first + 1..end).contains(&column),
            Some(Side::Right) => (first..end - 1).contains(&column),
        }
    }

    /// Its first line in a band of `depth` lines.
    pub fn top(&self, depth: u32) -> u32 {
        let free = depth.saturating_sub(self.lines);
        match self.place {
            Place::Top => 0,
            Place::Foot => free,
            Place::Share(share) => {
                if free < 2 * AMID.0 {
                    0
                } else {
                    let least = (free / 2).clamp(AMID.0, AMID.1);
                    (free * share / 100).clamp(least, free - least)
                }
            }
        }
    }
}

/// A band: columns of one depth, side by side, on one page.
#[derive(Debug, Clone)]
pub struct Band {
    /// Where it stands: its page, first column, span and first line; the room may be deeper than the band.
    pub room: Room,
    /// Its depth in grid lines.
    pub depth: u32,
    /// Lines by which its copy ends above its foot, where what stands in it is deeper than the copy beside it.
    pub short: u32,
    /// Whether its last line is kept for a line that says where the copy goes on.
    pub jumps: bool,
    /// Whether it reaches the foot of its page.
    pub to_foot: bool,
    /// Whether its columns may all end a line or two higher: a page that is left, not a last band.
    pub flexible: bool,
    /// What stands in it.
    pub inserts: Vec<Insert>,
}

/// A band may end so many lines higher in all its columns.
pub const HIGHER: u32 = 2;
/// So many lines of copy stay under each of its inserts then.
const UNDER: u32 = 2;
/// White lines between an insert and the copy above or below it.
pub const WHITE: u32 = 1;

impl Band {
    /// The first line of one of its inserts: what stands at the foot stands above a jump line.
    pub fn top_of(&self, insert: &Insert) -> u32 {
        let jumps = self.jumps && insert.place == Place::Foot && insert.column + insert.columns == self.room.span;
        insert.top(self.depth.saturating_sub(u32::from(jumps)))
    }

    /// The band's stretches in reading order.
    pub fn stretches(&self, band: usize, out: &mut Vec<Stretch>) {
        let (columns, ends) = (self.room.span, self.depth - self.short);
        let higher = self.higher();
        for column in 0..columns {
            let mut taken: Vec<(u32, u32)> =
                self.inserts.iter().filter(|i| i.fills(column)).map(|i| self.taken(i)).collect();
            taken.sort_unstable();
            let mut y = 0;
            for (top, bottom) in taken {
                // One line between two insets, or between one and the foot, is no place for copy.
                let end = if top > ends { End::Foot } else { End::Insert };
                let top = top.min(ends);
                if top > y + 1 {
                    out.push(Stretch { band, column, top: y, lines: top - y, end, higher });
                }
                y = y.max(bottom);
            }
            let last = column + 1 == columns;
            let depth = (self.depth - u32::from(last && self.jumps).min(self.depth)).min(ends);
            if y == 0 && depth > 0 || y + 1 < depth {
                let end = if last && self.to_foot { End::PageFoot } else { End::Foot };
                out.push(Stretch { band, column, top: y, lines: depth - y, end, higher });
            }
        }
    }

    /// The most lines by which all its columns may end higher: the copy under an insert does not go for that.
    fn higher(&self) -> u32 {
        let under = |i: &Insert| match i.place {
            Place::Foot => 0,
            Place::Top | Place::Share(_) => (self.depth - self.taken(i).1).saturating_sub(UNDER),
        };
        let most = if self.flexible && !self.jumps { HIGHER } else { 0 };
        self.inserts.iter().map(under).min().map_or(most, |least| least.min(most))
    }

    /// The lines that an insert takes, the white around it included.
    fn taken(&self, insert: &Insert) -> (u32, u32) {
        let top = self.top_of(insert);
        (top.saturating_sub(WHITE), (top + insert.lines + WHITE).min(self.depth))
    }

    /// The lines of columns beside an insert that takes half of them.
    pub fn narrow(&self) -> impl Iterator<Item = Narrow> {
        self.inserts.iter().filter_map(|i| {
            let (from, to) = self.taken(i);
            match i.half? {
                Side::Left => Some(Narrow { column: i.column, from, to, side: Side::Right }),
                Side::Right => Some(Narrow { column: i.column + i.columns - 1, from, to, side: Side::Left }),
            }
        })
    }

    /// How many lines of copy it holds.
    pub fn capacity(&self) -> u32 {
        let mut out = Vec::new();
        self.stretches(0, &mut out);
        // Two lines of half a column hold a little less than a whole one.
        let short: u32 = self.narrow().map(|n| (n.to - n.from) * 11 / 20).sum();
        out.iter().map(|s| s.lines).sum::<u32>().saturating_sub(short)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn band(span: u32, to_foot: bool, insert: Insert) -> Band {
        let room = Room { page: 1, top: 0, bottom: 20, first: 0, span };
        Band { room, depth: 20, short: 0, jumps: false, to_foot, flexible: false, inserts: vec![insert] }
    }

    #[test]
    fn an_insert_cuts_its_columns_and_keeps_white_around_it() {
        let insert = Insert { index: 0, column: 1, columns: 2, half: None, lines: 6, place: Place::Top };
        let band = band(3, true, insert);
        let mut out = Vec::new();
        band.stretches(0, &mut out);
        let shape: Vec<_> = out.iter().map(|s| (s.column, s.top, s.lines, s.end)).collect();
        assert_eq!(shape, [(0, 0, 20, End::Foot), (1, 7, 13, End::Foot), (2, 7, 13, End::PageFoot)]);
        assert_eq!(band.capacity(), 46);
    }

    #[test]
    fn copy_goes_on_below_an_insert_in_the_middle() {
        let insert = Insert { index: 0, column: 0, columns: 1, half: None, lines: 4, place: Place::Share(50) };
        let band = band(1, false, insert);
        let mut out = Vec::new();
        band.stretches(0, &mut out);
        let shape: Vec<_> = out.iter().map(|s| (s.top, s.lines, s.end)).collect();
        assert_eq!(shape, [(0, 7, End::Insert), (13, 7, End::Foot)]);
    }

    #[test]
    fn what_stands_amid_copy_has_four_lines_of_it_above_and_below_where_there_are_as_many() {
        let insert =
            |share| Insert { index: 0, column: 0, columns: 1, half: None, lines: 4, place: Place::Share(share) };
        let top = |depth, share| Band { depth, ..band(1, false, insert(share)) }.top_of(&insert(share));
        assert_eq!([top(20, 12), top(20, 50), top(20, 85)], [5, 8, 11]);
        assert_eq!([top(12, 12), top(12, 85)], [4, 4], "three of eight on either side");
        assert_eq!([top(11, 12), top(11, 85)], [3, 4], "two and three of seven");
    }

    #[test]
    fn copy_that_is_shorter_than_what_stands_beside_it_ends_level() {
        let insert = Insert { index: 0, column: 2, columns: 1, half: None, lines: 20, place: Place::Top };
        let band = Band { short: 11, ..band(3, true, insert) };
        let mut out = Vec::new();
        band.stretches(0, &mut out);
        let shape: Vec<_> = out.iter().map(|s| (s.column, s.top, s.lines, s.end)).collect();
        assert_eq!(shape, [(0, 0, 9, End::Foot), (1, 0, 9, End::Foot)]);
        assert_eq!(band.capacity(), 18);
    }

    #[test]
    fn copy_under_an_insert_does_not_end_higher_where_it_would_all_go() {
        // Five lines are the insert's; three, four and five are below it, one of them white.
        for (depth, higher) in [(11, 0), (13, 1), (15, 2)] {
            let insert = Insert { index: 0, column: 0, columns: 2, half: None, lines: 5, place: Place::Share(85) };
            let band = Band { flexible: true, depth, ..band(3, true, insert) };
            let mut out = Vec::new();
            band.stretches(0, &mut out);
            assert!(out.iter().all(|s| s.higher == higher), "{depth}: {out:?}");
        }
    }

    #[test]
    fn a_band_that_jumps_keeps_its_last_line_free() {
        let insert = Insert { index: 0, column: 0, columns: 1, half: None, lines: 4, place: Place::Top };
        let band = Band { jumps: true, ..band(2, true, insert) };
        let mut out = Vec::new();
        band.stretches(0, &mut out);
        let shape: Vec<_> = out.iter().map(|s| (s.column, s.top, s.lines, s.end)).collect();
        assert_eq!(shape, [(0, 5, 15, End::Foot), (1, 0, 19, End::PageFoot)]);
    }
}
