//! Placed rows and furniture into pages.

use super::desk::{Desk, Materials};
use super::dummy::{self, Map};
use super::furniture;
use super::matter::{Mark, Matter};
use super::plan::{Placed, Rooms, Row};
use super::set::{Sheet, Spot, set};
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
#[derive(Debug, Clone)]
pub struct Pages {
    /// The pages.
    pub pages: Vec<Page>,
    /// The letter map of all pages.
    pub dummy: String,
    /// How much of the last page's type area is filled, in per cent of its depth.
    pub last_page_fullness: u32,
}

/// What stands on the pages whatever the articles are, and the rooms that it leaves.
pub struct Frame {
    lines: u32,
    nameplate: Matter,
    colophon: Option<Matter>,
    gap: u32,
}

/// The page at whose foot the colophon stands.
const COLOPHON_PAGE: u32 = 2;

impl Frame {
    /// Sets nameplate and colophon.
    pub fn new(issue: &Issue, m: Materials, say: &mut Vec<Diagnostic>) -> Frame {
        let mut desk = Desk::new(m, issue.language);
        let width = m.layout.type_width();
        let lines = m.layout.lines_per_page().max(1) as u32;
        let depth = m.layout.master(1, false).nameplate.min(lines / 2);
        let nameplate = match depth {
            0 => Matter::default(),
            n => furniture::nameplate(&mut desk, issue, width, n),
        };
        let colophon = (!issue.colophon.is_empty())
            .then(|| furniture::colophon(&mut desk, &issue.colophon, m.layout.columns, width))
            .filter(|c| c.lines + 8 < lines);
        if colophon.is_none() && !issue.colophon.is_empty() {
            say.push(
                Diagnostic::warning("colophon-too-long", "the colophon does not fit on a page and was left out")
                    .hint("shorten `colophon`, or make an article of it"),
            );
        }
        say.append(&mut desk.say);
        Frame { lines, nameplate, colophon, gap: m.styles[Role::Headline].above.max(1) }
    }

    /// The depth in grid lines that an inset may have: a page with a head and a few lines of copy.
    pub fn most(&self) -> u32 {
        self.lines.saturating_sub(8).max(4)
    }
}

impl Rooms for Frame {
    fn room(&self, page: u32) -> (u32, u32) {
        let top = if page == 1 { self.nameplate.lines } else { 0 };
        let foot = match &self.colophon {
            Some(c) if page == COLOPHON_PAGE => c.lines + 1,
            _ => 0,
        };
        (top, self.lines - foot)
    }

    fn alike_from(&self) -> u32 {
        COLOPHON_PAGE + 1
    }

    fn gap(&self) -> u32 {
        self.gap
    }
}

/// Sets everything and gathers it by pages.
pub fn pages(
    issue: &Issue,
    articles: &[Article],
    m: Materials,
    frame: &Frame,
    rows: &[Row],
    placed: &[Placed],
    say: &mut Vec<Diagnostic>,
) -> Pages {
    let sheets: Vec<Vec<Sheet>> = rows
        .par_iter()
        .zip(placed)
        .map(|(row, placed)| {
            let top = |page| frame.room(page).0;
            let spot = Spot { page: placed.page, line: placed.line, top: &top };
            let last = |i: usize| i + 1 == articles.len();
            let modules = row.modules.iter().zip(placed.flows.iter());
            modules.flat_map(|(module, flow)| set(m, module, flow, &spot, !last(module.article))).collect()
        })
        .collect();
    let count = sheets.iter().flatten().map(|s| s.page).max().unwrap_or(1);
    let count = if frame.colophon.is_some() { count.max(COLOPHON_PAGE) } else { count };
    let mut book = Book::new(m, frame, count);
    book.nameplate();
    for ((row, placed), sheets) in rows.iter().zip(placed).zip(sheets) {
        book.heads(articles, row, placed);
        for (sheet, article) in sheets.into_iter().zip(owners(row, placed)) {
            book.sheet(sheet, article);
        }
    }
    book.colophon();
    book.folios(issue, say);
    let slugs: Vec<&str> = articles.iter().map(|a| &a.slug[..]).collect();
    let last_page_fullness = book.fullness(count);
    Pages { dummy: dummy::print(book.maps.iter(), &slugs), pages: book.pages, last_page_fullness }
}

/// The article of each sheet of a row.
fn owners(row: &Row, placed: &Placed) -> Vec<usize> {
    let modules = row.modules.iter().zip(placed.flows.iter());
    modules.flat_map(|(m, f)| std::iter::repeat_n(m.article, f.bands.len().max(1))).collect()
}

/// The pages as they fill.
struct Book<'a> {
    m: Materials<'a>,
    frame: &'a Frame,
    pages: Vec<Page>,
    maps: Vec<Map>,
    /// The lowest line in use on each page.
    feet: Vec<u32>,
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
            self.maps[i].take(column, line, matter.lines, '%');
        }
    }

    fn nameplate(&mut self) {
        self.across(1, 0, &self.frame.nameplate);
    }

    /// The rule above a row that stands under another, and the bookmarks of its articles.
    fn heads(&mut self, articles: &[Article], row: &Row, placed: &Placed) {
        let layout = self.m.layout;
        let page = placed.page as usize - 1;
        let y = self.y(placed.line);
        let thick = self.m.styles[Role::Headline].rule;
        if placed.line > self.frame.room(placed.page).0 && thick > Length::ZERO {
            // A banner brings its own.
            for module in row.modules.iter().filter(|m| articles[m.article].kind != Kind::Banner) {
                let x = layout.column_x(placed.page, module.first);
                let w = layout.span_width(module.span);
                let rect = Rect { x, y: y - layout.baseline.scale(0.55), w, h: thick };
                self.pages[page].marks.push(Mark::Fill(rect, Color::BLACK));
            }
        }
        for module in &row.modules {
            let title = articles[module.article].headline.text();
            if !title.trim().is_empty() {
                self.pages[page].bookmarks.push(Bookmark { title, y });
            }
        }
    }

    fn sheet(&mut self, sheet: Sheet, article: usize) {
        let i = sheet.page as usize - 1;
        self.pages[i].marks.extend(sheet.marks);
        for (column, line, lines, cell) in sheet.cells {
            self.maps[i].take(column, line, lines, dummy::letter(article, cell));
            self.feet[i] = self.feet[i].max(line + lines);
        }
    }

    fn colophon(&mut self) {
        if let Some(colophon) = &self.frame.colophon {
            let line = self.frame.lines - colophon.lines;
            self.across(COLOPHON_PAGE, line, colophon);
        }
    }

    fn folios(&mut self, issue: &Issue, say: &mut Vec<Diagnostic>) {
        let layout = self.m.layout;
        let count = self.pages.len() as u32;
        let mut desk = Desk::new(self.m, issue.language);
        let style = &self.m.styles[Role::Folio];
        let y = self.y(self.frame.lines) + style.size.scale(1.9);
        for page in &mut self.pages {
            let master = layout.master(page.number, page.number == count);
            let marks = furniture::folio(&mut desk, issue, &master.folio, page.number, count, layout.type_width());
            let at = Point { x: layout.column_x(page.number, 0), y };
            page.marks.extend(marks.into_iter().map(|m| m.moved(at)));
        }
        say.append(&mut desk.say);
    }

    /// How far down a page is filled, in per cent of the room that articles have on it.
    fn fullness(&self, page: u32) -> u32 {
        let (top, bottom) = self.frame.room(page);
        let used = self.feet[page as usize - 1].saturating_sub(top);
        (used * 100 / (bottom - top).max(1)).min(100)
    }
}
