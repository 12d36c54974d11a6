//! Placed articles and furniture into pages.

use super::desk::{Desk, Desks, Materials};
use super::dummy::{self, Map};
use super::frame::Frame;
use super::furniture;
use super::matter::{Mark, Matter};
use super::plan::Rooms;
use super::room::Room;
use super::scraps::Scraps;
use super::set::{Sheet, Stand, set};
use crate::color::Color;
use crate::diag::Diagnostic;
use crate::display::Bookmark;
use crate::geom::{Length, Point, Rect};
use crate::issue::{Article, Issue, Kind};
use crate::page::Role;
use rayon::prelude::*;

/// A made-up page.
#[derive(Debug, Clone)]
pub struct Page {
    /// Its number, from 1.
    pub number: u32,
    /// What stands on it, in reading order.
    pub marks: Vec<Mark>,
    /// The articles that begin on it.
    pub bookmarks: Vec<Bookmark>,
}

/// The made-up pages.
#[derive(Debug)]
pub struct Pages {
    /// The pages.
    pub pages: Vec<Page>,
    /// The letter map of all pages.
    pub dummy: String,
    /// How much of the last page's type area is filled, in per cent of its depth.
    pub last_page_fullness: u32,
    /// The cells (a line of a column) that articles take on each page.
    pub taken: Vec<u32>,
    /// What was decided at the make-up, and why.
    pub decisions: Vec<Diagnostic>,
    /// What is left over.
    pub scraps: Scraps,
}

/// Sets everything and gathers it by `count` pages. `last` is the article that ends the paper: it has no end mark.
pub fn pages(
    issue: &Issue,
    articles: &[Article],
    desks: &Desks,
    frame: &Frame,
    (stands, last, count): (&[Stand], Option<usize>, u32),
    say: &mut Vec<Diagnostic>,
) -> Pages {
    let m = desks.m;
    let set = |stand: &Stand| {
        let article = &articles[stand.module.article];
        let end_mark = last.is_some_and(|l| l != stand.module.article) && !article.boxed;
        desks.at(|desk| set(desk, article, stand, end_mark))
    };
    let (folios, sheets): (_, Vec<Vec<Sheet>>) =
        rayon::join(|| folios(issue, m, count, say), || stands.par_iter().with_max_len(1).map(set).collect());
    let mut book = Book::new(m, frame, count);
    book.nameplate();
    for sheet in sheets.iter().flatten() {
        book.marks[sheet.room.page as usize - 1] += sheet.marks.len();
    }
    let mut order: Vec<(Room, usize, Sheet)> = Vec::new();
    for (i, sheets) in sheets.into_iter().enumerate() {
        order.extend(sheets.into_iter().map(|s| (s.room, i, s)));
    }
    // The reading order of a page: down it, and from left to right.
    order.sort_by_key(|(room, i, _)| (*room, *i));
    for (_, i, sheet) in order {
        let stand = &stands[i];
        let article = &articles[stand.module.article];
        if sheet.begins || sheet.resumes {
            book.rule(article, &sheet);
        }
        if sheet.begins {
            book.bookmark(article, sheet.room);
        }
        book.sheet(sheet, stand.module.article);
    }
    book.colophon();
    book.folios(folios);
    let slugs: Vec<&str> = articles.iter().map(|a| &a.slug[..]).collect();
    let last_page_fullness = book.fullness(count);
    let taken = book.maps.iter().map(Map::taken).collect();
    let dummy = dummy::print(book.maps.iter(), &slugs);
    Pages { dummy, pages: book.pages, last_page_fullness, taken, decisions: Vec::new(), scraps: Scraps::default() }
}

/// The folio lines of `count` pages.
fn folios(issue: &Issue, m: Materials, count: u32, say: &mut Vec<Diagnostic>) -> Vec<Vec<Mark>> {
    let mut desk = Desk::new(m, issue.language);
    let mut folio = |page| {
        let master = m.layout.master(page, page == count);
        furniture::folio(&mut desk, issue, &master.folio, page, count, m.layout.type_width())
    };
    let folios = (1..=count).map(&mut folio).collect();
    say.append(&mut desk.say);
    folios
}

/// The pages as they fill.
struct Book<'a> {
    m: Materials<'a>,
    frame: &'a Frame,
    pages: Vec<Page>,
    maps: Vec<Map>,
    /// The lowest line in use on each page.
    feet: Vec<u32>,
    /// How many marks of articles each page is to hold.
    marks: Vec<usize>,
}

impl<'a> Book<'a> {
    fn new(m: Materials<'a>, frame: &'a Frame, count: u32) -> Self {
        let page = |number| Page { number, marks: Vec::new(), bookmarks: Vec::new() };
        Book {
            m,
            frame,
            pages: (1..=count).map(page).collect(),
            maps: (0..count).map(|_| Map::new(m.layout.columns, frame.lines)).collect(),
            feet: vec![0; count as usize],
            marks: vec![0; count as usize],
        }
    }

    fn y(&self, line: u32) -> Length {
        self.m.layout.margins.top + self.m.layout.baseline * i64::from(line)
    }

    /// Puts matter over the whole width of a page.
    fn across(&mut self, page: u32, line: u32, matter: &Matter) {
        let at = Point { x: self.m.layout.column_x(page, 0), y: self.y(line) };
        let i = page as usize - 1;
        self.pages[i].marks.extend(matter.marks.iter().map(|m| m.clone().moved(at)));
        for column in 0..self.m.layout.columns {
            self.maps[i].take(column, line, matter.lines, ['%'; dummy::WIDE]);
        }
    }

    fn nameplate(&mut self) {
        self.across(1, 0, &self.frame.nameplate);
    }

    /// The rule above an article that begins, or goes on, under another.
    fn rule(&mut self, article: &Article, sheet: &Sheet) {
        let at = sheet.room;
        let layout = self.m.layout;
        let thick = self.m.styles[Role::Headline].rule;
        // A banner and a sidebar bring their own.
        let bare = article.boxed || article.kind == Kind::Banner;
        if at.top > self.frame.area(at.page).top && thick > Length::ZERO && !bare {
            let x = layout.column_x(at.page, at.first);
            let w = layout.span_width(at.span);
            // It divides two articles, and stands nearer to the end of the first than to the head of the second.
            let y = self.y(at.top) - layout.baseline.scale(0.55) + sheet.above.scale(0.4);
            let rect = Rect { x, y, w, h: thick };
            self.pages[at.page as usize - 1].marks.push(Mark::Fill(rect, Color::BLACK));
        }
    }

    fn bookmark(&mut self, article: &Article, at: Room) {
        let title = article.headline.text();
        if !title.trim().is_empty() {
            let y = self.y(at.top);
            self.pages[at.page as usize - 1].bookmarks.push(Bookmark { title, y });
        }
    }

    fn sheet(&mut self, sheet: Sheet, article: usize) {
        let i = sheet.room.page as usize - 1;
        self.pages[i].marks.reserve(std::mem::take(&mut self.marks[i]));
        self.pages[i].marks.extend(sheet.marks);
        for (column, line, lines, cell) in sheet.cells {
            self.maps[i].take(column, line, lines, dummy::letters(article, cell));
            self.feet[i] = self.feet[i].max(line + lines);
        }
    }

    fn colophon(&mut self) {
        if let Some(colophon) = &self.frame.colophon {
            let line = self.frame.lines - colophon.lines;
            self.across(self.frame.colophon_page, line, colophon);
        }
    }

    fn folios(&mut self, folios: Vec<Vec<Mark>>) {
        let layout = self.m.layout;
        let style = &self.m.styles[Role::Folio];
        let y = self.y(self.frame.lines) + style.size.scale(1.9);
        for (page, marks) in self.pages.iter_mut().zip(folios) {
            let at = Point { x: layout.column_x(page.number, 0), y };
            page.marks.extend(marks.into_iter().map(|m| m.moved(at)));
        }
    }

    /// How far down a page is filled, in per cent of the room that articles have on it.
    fn fullness(&self, page: u32) -> u32 {
        let area = self.frame.area(page);
        let used = self.feet[page as usize - 1].saturating_sub(area.top);
        (used * 100 / area.depth().max(1)).min(100)
    }
}
