//! What stands on the pages whatever the articles are, and the rooms that it leaves: nameplate, colophon, and what has
//! been pinned.

use super::count;
use super::desk::{Desk, Materials};
use super::flow::LEAST;
use super::furniture;
use super::matter::Matter;
use super::nameplate::nameplate;
use super::plan::Rooms;
use super::room::{Room, deepest, free};
use crate::diag::Diagnostic;
use crate::issue::Issue;
use crate::page::Role;

/// A room of fewer lines is left white.
pub const LEAST_ROOM: u32 = LEAST + 4;

/// The frame of the paper.
pub struct Frame {
    /// Grid lines of a page.
    pub lines: u32,
    /// The nameplate.
    pub nameplate: Matter,
    /// The colophon, which stands at a page's foot.
    pub colophon: Option<Matter>,
    /// The number of that page.
    pub colophon_page: u32,
    columns: u32,
    gap: u32,
    /// The last page that the paper may have.
    last_page: Option<u32>,
    /// What has been pinned.
    taken: Vec<Room>,
    /// The last page that differs from those that follow.
    last: u32,
    /// The rooms of the pages up to that one.
    rooms: Vec<Room>,
}

impl Frame {
    /// Sets the nameplate, and the colophon for the foot of a page.
    pub fn new(issue: &Issue, m: Materials, colophon_page: u32, say: &mut Vec<Diagnostic>) -> Frame {
        let mut desk = Desk::new(m, issue.language);
        let width = m.layout.type_width();
        let lines = m.layout.lines_per_page().max(1) as u32;
        let nameplate = match m.layout.master(1, false).nameplate.min(lines / 2) {
            0 => Matter::default(),
            depth => nameplate(&mut desk, issue, width, (depth, lines / 2)),
        };
        let colophon = (!issue.colophon.is_empty())
            .then(|| furniture::colophon(&mut desk, &issue.colophon, m.layout.columns, width))
            .filter(|c| c.lines + 8 + if colophon_page == 1 { nameplate.lines } else { 0 } < lines);
        if colophon.is_none() && !issue.colophon.is_empty() {
            say.push(
                Diagnostic::warning("colophon-too-long", "the colophon does not fit on a page and was left out")
                    .at(furniture::flatten(&issue.colophon).iter().find_map(|(_, rich)| rich.source()))
                    .hint("shorten `colophon`, or make an article of it"),
            );
        }
        say.append(&mut desk.say);
        let gap = m.styles[Role::Headline].above.max(1);
        let columns = m.layout.columns;
        let (taken, rooms) = (Vec::new(), Vec::new());
        let mut frame = Frame {
            lines,
            nameplate,
            colophon,
            colophon_page,
            columns,
            gap,
            last_page: count::most(issue),
            taken,
            last: colophon_page,
            rooms,
        };
        frame.close();
        frame
    }

    /// The depth in grid lines that an inset may have: a page with a head and a few lines of copy.
    pub fn most(&self) -> u32 {
        self.lines.saturating_sub(8).max(4)
    }

    /// Takes a room.
    pub fn take(&mut self, room: Room) {
        self.taken.push(room);
    }

    /// Whether its pages have rooms of several kinds, so that copy may have to jump.
    pub fn is_cut_up(&self) -> bool {
        !self.taken.is_empty()
    }

    /// What is left of a room.
    pub fn free(&self, room: Room) -> Vec<Room> {
        free(room, &self.taken, self.gap, LEAST_ROOM)
    }

    /// The highest room of a page that is `span` columns wide, as deep as it can be; or else the widest.
    pub fn highest(&self, page: u32, span: u32) -> Option<Room> {
        let area = self.area(page);
        let wide = deepest(area, &self.taken, self.gap, span).into_iter().find(|r| r.depth() >= LEAST_ROOM);
        wide.or_else(|| self.free(area).into_iter().max_by_key(|r| (r.span, r.depth())))
    }

    /// Works out the rooms, once all that is pinned is taken.
    pub fn close(&mut self) {
        self.last = self.taken.iter().map(|t| t.page).max().unwrap_or(0).max(self.colophon_page);
        self.rooms = (1..=self.last).flat_map(|page| self.free(self.area(page))).collect();
    }
}

impl Rooms for Frame {
    fn room(&self, n: usize) -> Room {
        match self.rooms.get(n) {
            Some(room) => *room,
            None => self.area(self.last + 1 + (n - self.rooms.len()) as u32),
        }
    }

    fn alike_from(&self) -> usize {
        self.rooms.len()
    }

    fn area(&self, page: u32) -> Room {
        let top = if page == 1 { self.nameplate.lines } else { 0 };
        let foot = match &self.colophon {
            Some(c) if page == self.colophon_page => c.lines + 1,
            _ => 0,
        };
        Room { page, top, bottom: self.lines - foot, first: 0, span: self.columns }
    }

    fn gap(&self) -> u32 {
        self.gap
    }

    fn last_page(&self) -> Option<u32> {
        self.last_page
    }
}
