//! Rooms: rectangles of a page's grid, in columns and grid lines, and what is left of one when others are taken out.

/// A rectangle of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Room {
    /// The page, from 1.
    pub page: u32,
    /// Its first grid line, from 0 at the head of the type area.
    pub top: u32,
    /// One past its last grid line.
    pub bottom: u32,
    /// Its first grid column, from 0.
    pub first: u32,
    /// How many columns it spans.
    pub span: u32,
}

impl Room {
    /// Its depth in grid lines.
    pub fn depth(&self) -> u32 {
        self.bottom.saturating_sub(self.top)
    }

    /// The same room without its first lines.
    #[must_use]
    pub fn below(self, lines: u32) -> Room {
        Room { top: (self.top + lines).min(self.bottom), ..self }
    }

    /// The same room without its last lines.
    #[must_use]
    pub fn above(self, lines: u32) -> Room {
        Room { bottom: self.bottom.saturating_sub(lines).max(self.top), ..self }
    }

    /// So many of its columns; none of it where it has not so many.
    #[must_use]
    pub fn columns(self, first: u32, span: u32) -> Room {
        if first + span > self.span {
            Room { bottom: self.top, ..self }
        } else {
            Room { first: self.first + first, span, ..self }
        }
    }

    /// Whether two rooms share a cell of the grid.
    pub fn meets(&self, other: &Room) -> bool {
        self.page == other.page
            && self.top < other.bottom
            && other.top < self.bottom
            && self.first < other.first + other.span
            && other.first < self.first + self.span
    }

    /// Whether copy that fills this room may go on in `next` as if nothing were between them: the reader turns the page
    /// and reads on at its head, in columns of the same place.
    pub fn turns_to(&self, next: &Room, head: u32) -> bool {
        next.page == self.page + 1 && next.top == head && (next.first, next.span) == (self.first, self.span)
    }
}

/// What is left of a room when others are taken out of it, with `white` lines between: rectangles, as wide as can be,
/// in reading order. Those of fewer than `least` lines are left out.
pub fn free(room: Room, taken: &[Room], white: u32, least: u32) -> Vec<Room> {
    // White goes above and below what is taken, but not beside it: there the gutter is.
    let grown: Vec<Room> = taken
        .iter()
        .filter(|t| t.page == room.page && t.bottom > t.top)
        .map(|t| Room { top: t.top.saturating_sub(white), bottom: t.bottom + white, ..*t })
        .collect();
    let mut cuts: Vec<u32> = grown.iter().flat_map(|t| [t.top, t.bottom]).chain([room.top, room.bottom]).collect();
    cuts.retain(|y| (room.top..=room.bottom).contains(y));
    cuts.sort_unstable();
    cuts.dedup();
    let mut open: Vec<Room> = Vec::new();
    let mut out: Vec<Room> = Vec::new();
    for pair in cuts.windows(2) {
        let strip = Room { top: pair[0], bottom: pair[1], ..room };
        let mut next: Vec<Room> = Vec::new();
        for (first, span) in gaps(strip, &grown) {
            let here = Room { first, span, ..strip };
            match open.iter().position(|o| (o.first, o.span) == (first, span)) {
                Some(i) => next.push(Room { bottom: strip.bottom, ..open.remove(i) }),
                None => next.push(here),
            }
        }
        out.append(&mut open);
        open = next;
    }
    out.append(&mut open);
    part(&mut out, white);
    out.retain(|r| r.depth() >= least);
    out.sort_by_key(|r| (r.top, r.first));
    out
}

/// Puts white between rooms that lie right under one another: what fills the upper one is not to touch what begins in the
/// lower one. The narrower gives way, for it stands beside something that has white above and below it, too.
fn part(rooms: &mut [Room], white: u32) {
    let touching = rooms.to_vec();
    for (upper, a) in touching.iter().enumerate() {
        for (lower, b) in touching.iter().enumerate() {
            let share = a.first < b.first + b.span && b.first < a.first + a.span;
            if share && a.bottom == b.top && a.span <= b.span {
                rooms[upper].bottom = a.bottom.saturating_sub(white).max(a.top);
            } else if share && a.bottom == b.top {
                rooms[lower].top = (b.top + white).min(b.bottom);
            }
        }
    }
}

/// The rooms of `span` columns that are free in a room, each as deep as can be, from the top down and from left to
/// right; they may share lines.
pub fn deepest(room: Room, taken: &[Room], white: u32, span: u32) -> Vec<Room> {
    let mut out: Vec<Room> = Vec::new();
    for first in room.first..=(room.first + room.span).saturating_sub(span) {
        let strip = Room { first, span, ..room };
        out.extend(free(strip, taken, white, 1).into_iter().filter(|r| r.span == span));
    }
    out.sort_by_key(|r| (r.top, r.first));
    out
}

/// The runs of columns of a strip that nothing takes: first column and span.
fn gaps(strip: Room, taken: &[Room]) -> Vec<(u32, u32)> {
    let mut out: Vec<(u32, u32)> = Vec::new();
    for column in strip.first..strip.first + strip.span {
        let cell = Room { first: column, span: 1, ..strip };
        if taken.iter().any(|t| t.meets(&cell)) {
            continue;
        }
        match out.last_mut() {
            Some((first, span)) if *first + *span == column => *span += 1,
            _ => out.push((column, 1)),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn room(first: u32, span: u32, top: u32, bottom: u32) -> Room {
        Room { page: 1, top, bottom, first, span }
    }

    #[test]
    fn what_is_left_of_a_page_beside_a_rail_and_under_a_lead() {
        let page = room(0, 3, 10, 60);
        let lead = room(0, 2, 10, 40);
        let rail = room(2, 1, 10, 60);
        assert_eq!(free(page, &[lead, rail], 1, 5), [room(0, 2, 41, 60)]);
        assert_eq!(free(page, &[lead], 1, 5), [room(2, 1, 10, 40), room(0, 3, 41, 60)]);
        let foot = room(0, 2, 40, 60);
        assert_eq!(free(page, &[foot], 1, 5), [room(0, 3, 10, 39), room(2, 1, 40, 60)]);
        assert_eq!(free(page, &[], 1, 5), [page]);
        assert!(free(page, &[page], 1, 1).is_empty());
    }

    #[test]
    fn a_column_beside_what_is_taken_is_free_to_the_foot() {
        let page = room(0, 3, 10, 60);
        let lead = room(0, 2, 10, 40);
        assert_eq!(deepest(page, &[lead], 1, 1)[0], room(2, 1, 10, 60));
    }

    #[test]
    fn what_is_taken_on_another_page_leaves_a_room_whole() {
        let page = room(0, 3, 0, 60);
        assert_eq!(free(page, &[Room { page: 2, ..page }], 2, 1), [page]);
    }
}
