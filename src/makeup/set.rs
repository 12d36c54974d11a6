//! A placed module into marks on its pages.

use super::band::{Band, Stretch};
use super::desk::{Materials, drop};
use super::element::{Content, Copy, Element, FixedLine};
use super::fill::{Laid, Part};
use super::flow::Flow;
use super::matter::{Mark, Matter};
use super::module::Module;
use crate::color::Color;
use crate::geom::{Length, Point, Rect};
use crate::page::Role;

/// The marks of one module on one page, and the cells that it takes in the letter map.
pub struct Sheet {
    /// The page, from 1.
    pub page: u32,
    /// The marks, placed on the page, in reading order.
    pub marks: Vec<Mark>,
    /// What stands where: column, first line, lines, what.
    pub cells: Vec<(u32, u32, u32, Cell)>,
}

/// What takes a cell of the letter map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell {
    /// An article's head.
    Head,
    /// Copy.
    Copy,
    /// A picture.
    Picture,
    /// A pull quote.
    Quote,
}

/// Where a module stands: the page and line of its head, and the first usable line of the pages that follow.
pub struct Spot<'a> {
    /// The page, from 1.
    pub page: u32,
    /// The line, from the top of the type area.
    pub line: u32,
    /// The first usable line of a page.
    pub top: &'a dyn Fn(u32) -> u32,
}

struct Setting<'a> {
    m: Materials<'a>,
    module: &'a Module<'a>,
    flow: &'a Flow,
    spot: &'a Spot<'a>,
    sheets: Vec<Sheet>,
    stretches: Vec<Stretch>,
}

/// Sets a module's lines to their measures and places everything.
pub fn set(m: Materials, module: &Module, flow: &Flow, spot: &Spot, end_mark: bool) -> Vec<Sheet> {
    let sheets = (0..flow.bands.len().max(1) as u32)
        .map(|i| Sheet { page: spot.page + i, marks: Vec::new(), cells: Vec::new() })
        .collect();
    let stretches = flow.stretches(module.span);
    let mut s = Setting { m, module, flow, spot, sheets, stretches };
    s.head();
    for (i, laid) in flow.laid.iter().enumerate() {
        if let Laid::Element { element, depth, parts } = laid {
            let before = i.checked_sub(1).map(|b| &flow.laid[b]);
            s.rule_above(&module.galley.elements[*element], parts, before);
            let last = end_mark && i + 1 == flow.laid.len();
            s.element(*element, *depth, parts, last);
        }
    }
    s.insets();
    s.rules();
    s.sheets
}

impl Setting<'_> {
    fn x(&self, page: u32, column: u32) -> Length {
        self.m.layout.column_x(page, self.module.first + column)
    }

    /// The top of a grid line's room.
    fn y(&self, line: u32) -> Length {
        self.m.layout.margins.top + self.m.layout.baseline * i64::from(line)
    }

    /// The page's first line of a band.
    fn band_top(&self, band: usize) -> u32 {
        if band == 0 { self.spot.line + self.module.head.lines } else { (self.spot.top)(self.spot.page + band as u32) }
    }

    fn place(&mut self, band: usize, column: u32, line: u32, matter: &Matter) {
        let at = Point { x: self.x(self.spot.page + band as u32, column), y: self.y(line) };
        self.sheets[band].marks.extend(matter.marks.iter().map(|m| m.clone().moved(at)));
    }

    fn head(&mut self) {
        let module = self.module;
        self.place(0, 0, self.spot.line, &module.head);
        for column in 0..module.span {
            let cell = (module.first + column, self.spot.line, module.head.lines, Cell::Head);
            self.sheets[0].cells.push(cell);
        }
    }

    fn element(&mut self, element: usize, depth: usize, parts: &[Part], end_mark: bool) {
        let module = self.module;
        match &module.galley.elements[element].content {
            Content::Copy(copy) => self.copy(copy, depth, parts, end_mark),
            Content::Fixed(lines) => {
                for part in parts {
                    let (sheet, column, line) = self.part(part);
                    for (i, fixed) in lines[part.from as usize..part.to as usize].iter().enumerate() {
                        self.fixed(fixed, sheet, column, line + i as u32);
                    }
                }
            }
        }
    }

    /// The rule in the white between an element and the one laid before it, unless that stands in another stretch.
    fn rule_above(&mut self, element: &Element, parts: &[Part], before: Option<&Laid>) {
        let Some(first) = parts.first().filter(|_| element.rule > Length::ZERO) else { return };
        let Some(Laid::Element { parts: before, .. }) = before else { return };
        let Some(last) = before.last().filter(|p| p.stretch == first.stretch) else { return };
        let s = self.stretches[first.stretch];
        let (page, line) = (self.spot.page + s.band as u32, self.band_top(s.band) + s.top + first.top);
        // In the middle between the baseline above the white and the capitals below it.
        let cap = self.y(line) + drop(self.m) - self.m.styles[Role::Body].size.scale(0.66);
        let white = first.top.saturating_sub(last.top + last.to - last.from);
        let above = self.y(line) + drop(self.m) - self.m.layout.baseline * (i64::from(white) + 1);
        let (x, w) = (self.x(page, s.column), self.m.layout.column_width());
        let rect = Rect { x, y: (cap + above - element.rule) / 2, w, h: element.rule };
        self.sheets[s.band].marks.push(Mark::Fill(rect, Color::BLACK));
    }

    /// Where a part stands: its sheet, column and first line; its cells are noted.
    fn part(&mut self, part: &Part) -> (usize, u32, u32) {
        let s = self.stretches[part.stretch];
        let line = self.band_top(s.band) + s.top + part.top;
        let cell = (self.module.first + s.column, line, part.to - part.from, Cell::Copy);
        self.sheets[s.band].cells.push(cell);
        (s.band, s.column, line)
    }

    fn copy(&mut self, copy: &Copy, depth: usize, parts: &[Part], end_mark: bool) {
        let measure = |n| copy.measure.of(n);
        let lines = copy.text.set(self.m.fonts, &copy.breakings[depth], &measure, copy.indent, copy.align);
        let (drop, count) = (drop(self.m), lines.len());
        let mut lines = lines.into_iter().enumerate();
        for part in parts {
            let (sheet, column, first) = self.part(part);
            let page = self.spot.page + sheet as u32;
            let x = self.x(page, column);
            for (i, line) in lines.by_ref().take((part.to - part.from) as usize) {
                let y = self.y(first + i as u32 - part.from) + drop;
                if i == 0
                    && let Some(marker) = &copy.marker
                {
                    let y = y + self.m.layout.baseline * i64::from(marker.drop);
                    self.sheets[sheet].marks.push(Mark::Line(Point { x: x + marker.x, y }, marker.line.clone()));
                }
                let left = x + copy.left + copy.measure.start(i);
                let width = line.width;
                self.sheets[sheet].marks.push(Mark::Line(Point { x: left, y }, line));
                if end_mark && i + 1 == count {
                    self.end_mark(sheet, left, y, width, measure(i));
                }
            }
        }
    }

    /// A small square after the article's last line, where the line leaves room for it.
    fn end_mark(&mut self, sheet: usize, left: Length, y: Length, width: Length, measure: Length) {
        let side = self.m.styles[Role::Body].size.scale(0.42);
        let x = width + side;
        if x + side <= measure {
            let rect = Rect { x: left + x, y: y - side, w: side, h: side };
            self.sheets[sheet].marks.push(Mark::Fill(rect, Color::BLACK));
        }
    }

    fn fixed(&mut self, fixed: &FixedLine, sheet: usize, column: u32, line: u32) {
        let x = self.x(self.spot.page + sheet as u32, column);
        let y = self.y(line) + drop(self.m);
        let marks = &mut self.sheets[sheet].marks;
        for (left, cell) in &fixed.cells {
            marks.push(Mark::Line(Point { x: x + *left, y }, cell.clone()));
        }
        for (left, rise, length, thick) in &fixed.rules {
            let rect = Rect { x: x + *left, y: y - *rise - *thick, w: *length, h: *thick };
            marks.push(Mark::Fill(rect, Color::BLACK));
        }
    }

    /// Pictures and quotes: those that run with the copy, then those over whole columns.
    fn insets(&mut self) {
        let module = self.module;
        let mut spots = Vec::new();
        for laid in &self.flow.laid {
            if let Laid::Float { index, stretch, top } = laid {
                let s = self.stretches[*stretch];
                spots.push((s.band, *index, s.column, 1, self.band_top(s.band) + s.top + top));
            }
        }
        for (band, b) in self.flow.bands.iter().enumerate() {
            for i in &b.inserts {
                spots.push((band, i.index, i.column, i.columns, self.band_top(band) + i.top(b.depth)));
            }
        }
        for (band, index, column, columns, line) in spots {
            let matter = &module.matters[index];
            self.place(band, column, line, matter);
            let cell = if module.galley.insets[index].is_quote() { Cell::Quote } else { Cell::Picture };
            for c in column..column + columns {
                self.sheets[band].cells.push((module.first + c, line, matter.lines, cell));
            }
        }
    }

    /// Rules in the gutters between the module's columns, but where something spans them.
    fn rules(&mut self) {
        let Some(thick) = self.m.layout.column_rules else { return };
        for (i, band) in self.flow.bands.iter().enumerate() {
            for column in 1..self.module.span {
                for (from, to) in open(band, column) {
                    let page = self.spot.page + i as u32;
                    let top = self.band_top(i);
                    let x = self.x(page, column) - self.m.layout.gutter / 2 - thick / 2;
                    let cap = self.m.styles[Role::Body].size.scale(0.66);
                    let y = self.y(top + from) + drop(self.m) - cap;
                    let h = self.m.layout.baseline * (i64::from(to - from) - 1) + cap;
                    self.sheets[i].marks.push(Mark::Fill(Rect { x, y, w: thick, h }, Color::BLACK));
                }
            }
        }
    }
}

/// The lines of a band at which nothing spans the gutter before `column`.
fn open(band: &Band, column: u32) -> Vec<(u32, u32)> {
    let mut taken: Vec<(u32, u32)> = band
        .inserts
        .iter()
        .filter(|i| i.column < column && i.column + i.columns > column)
        .map(|i| {
            let top = i.top(band.depth);
            (top.saturating_sub(1), top + i.lines + 1)
        })
        .collect();
    taken.sort_unstable();
    let (mut y, mut out) = (0, Vec::new());
    for (top, bottom) in taken {
        if top > y + 1 {
            out.push((y, top));
        }
        y = y.max(bottom);
    }
    if band.depth > y + 1 {
        out.push((y, band.depth));
    }
    out
}
