//! A placed module into marks on its pages.

use super::band::{Band, Stretch, WHITE};
use super::beside::Beside;
use super::block::REACH;
use super::desk::{Desk, Materials, drop};
use super::element::{Content, Copy, Element, FixedLine};
use super::fill::{Laid, NOTE_RULE, Part};
use super::flow::Flow;
use super::furniture::sidebar;
use super::head::opening;
use super::jump;
use super::matter::{Mark, Matter};
use super::measure::Measures;
use super::module::Module;
use super::room::Room;
use crate::color::Color;
use crate::geom::{Length, Point, Rect};
use crate::issue::{Article, Side};
use crate::page::Role;
use crate::text::Line;
use std::collections::{BTreeMap, VecDeque};

/// The marks of one module in one of its rooms, and the cells that it takes in the letter map.
pub struct Sheet {
    /// What it takes of its page, head and frame included.
    pub room: Room,
    /// Whether the module begins here.
    pub begins: bool,
    /// Whether it goes on here under a head of its own.
    pub resumes: bool,
    /// The white above its head, beyond what is there always.
    pub above: Length,
    /// The marks, placed on the page, in reading order.
    pub marks: Vec<Mark>,
    /// What stands where: column, first line, lines, what.
    pub cells: Vec<(u32, u32, u32, Cell)>,
}

/// A module where it stands.
pub struct Stand<'a> {
    /// The module.
    pub module: &'a Module<'a>,
    /// The line at which its head begins, on the page of its first band.
    pub line: u32,
    /// Its head, where that is a larger one than the module's.
    pub larger: Option<Matter>,
    /// Lines by which its head is opened.
    pub open: u32,
    /// Where its head begins level with what is beside it, its neighbours or the head of the page: the lines of white by which
    /// all of these are opened.
    pub level: Option<u32>,
    /// How its copy runs, in rooms of these pages.
    pub flow: Flow,
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
    /// Copy with something beside it: its side, and whether it is a pull quote.
    Beside(Side, bool),
    /// A jump line.
    Jump,
    /// Notes at the foot of a column.
    Note,
}

impl Stand<'_> {
    /// The page on which it begins.
    pub fn page(&self) -> u32 {
        self.flow.bands.first().map_or(1, |b| b.room.page)
    }

    /// Its head.
    pub fn head(&self) -> &Matter {
        self.larger.as_ref().unwrap_or(&self.module.head)
    }

    /// An element of the copy as it is broken here.
    fn element(&self, element: usize) -> &Element {
        self.flow.recut.get(&element).unwrap_or(&self.module.galley.elements[element])
    }
}

struct Setting<'a, 'd> {
    desk: &'a mut Desk<'d>,
    m: Materials<'d>,
    article: &'a Article,
    stand: &'a Stand<'a>,
    module: &'a Module<'a>,
    sheets: Vec<Sheet>,
    stretches: Vec<Stretch>,
}

/// Sets a module's lines to their measures and places everything.
pub fn set(desk: &mut Desk, article: &Article, stand: &Stand, end_mark: bool) -> Vec<Sheet> {
    let module = stand.module;
    let resumes = |i: usize| i > 0 && stand.flow.bands[i - 1].jumps;
    let sheet = |(i, room)| Sheet {
        room,
        begins: i == 0,
        resumes: resumes(i),
        above: Length::ZERO,
        marks: Vec::new(),
        cells: Vec::new(),
    };
    let sheets = module.rooms(&stand.flow, stand.line).into_iter().enumerate().map(sheet).collect();
    let stretches = stand.flow.stretches();
    let m = desk.m;
    desk.take_up(article);
    let mut s = Setting { desk, m, article, stand, module, sheets, stretches };
    s.frames();
    s.head();
    for (i, laid) in stand.flow.laid.iter().enumerate() {
        if let Laid::Element { element, depth, parts } = laid {
            let before = i.checked_sub(1).map(|b| &stand.flow.laid[b]);
            s.rule_above(stand.element(*element), parts, before);
            let last = end_mark && i + 1 == stand.flow.laid.len();
            s.element(*element, *depth, parts, last);
        }
    }
    s.insets();
    s.notes();
    s.rules();
    s.dividers();
    s.jumps();
    s.sheets
}

impl Setting<'_, '_> {
    /// The left edge of a column of a band.
    fn x(&self, band: usize, column: u32) -> Length {
        let room = self.stand.flow.bands[band].room;
        self.m.layout.column_x(room.page, room.first) + self.module.measures.x(column)
    }

    /// The top of a grid line's room.
    fn y(&self, line: u32) -> Length {
        self.m.layout.margins.top + self.m.layout.baseline * i64::from(line)
    }

    /// The page's first line of a band.
    fn band_top(&self, band: usize) -> u32 {
        self.stand.flow.bands[band].room.top
    }

    fn place(&mut self, band: usize, column: u32, y: Length, matter: &Matter) {
        let at = Point { x: self.x(band, column), y };
        self.sheets[band].marks.extend(matter.marks.iter().map(|m| m.clone().moved(at)));
    }

    /// The tint or the frame of a sidebar, in each of its rooms.
    fn frames(&mut self) {
        if !self.article.boxed {
            return;
        }
        let style = &self.m.styles[Role::Box];
        for i in 0..self.sheets.len() {
            let room = self.sheets[i].room;
            let x = self.m.layout.column_x(room.page, room.first);
            let y = self.y(room.top);
            // The box ends where the capitals of the line below would begin.
            let h = self.m.layout.baseline * i64::from(room.depth()) - (self.m.layout.baseline - drop(self.m));
            let rect = Rect { x, y, w: self.m.layout.span_width(room.span), h };
            self.sheets[i].marks.extend(sidebar(style, rect));
        }
    }

    fn head(&mut self) {
        let Some(sheet) = self.sheets.first() else { return };
        let room = sheet.room;
        let head = self.stand.head();
        let (_, opening) = opening(self.desk, head, self.stand.open, self.stand.level, &self.module.measures);
        let head = head.opened(opening);
        self.sheets[0].above = opening.above;
        let at = Point { x: self.m.layout.column_x(room.page, room.first), y: self.y(room.top) };
        self.sheets[0].marks.extend(head.marks.into_iter().map(|m| m.moved(at)));
        for column in room.first..room.first + room.span {
            self.sheets[0].cells.push((column, room.top, head.lines, Cell::Head));
        }
    }

    /// Where the copy goes on elsewhere: the line that says so, and the head under which it does.
    fn jumps(&mut self) {
        for i in 0..self.sheets.len() {
            let band = &self.stand.flow.bands[i];
            let (Some(next), true) = (self.stand.flow.bands.get(i + 1), band.jumps) else { continue };
            let (page, next, last) = (band.room.page, next.room, band.room.span - 1);
            let line = jump::line(self.desk, self.article, self.module.measures.column, next.page);
            let at = band.room.top + band.depth - 1;
            let first = band.room.first;
            self.place(i, last, self.y(at), &line);
            self.sheets[i].cells.push((first + last, at, 1, Cell::Jump));
            let measures = Measures::of(self.m, self.article, next.span);
            let head = jump::head(self.desk, self.article, &measures, page);
            let top = next.top - head.lines;
            self.place(i + 1, 0, self.y(top), &head);
            for column in next.first..next.first + next.span {
                self.sheets[i + 1].cells.push((column, top, head.lines, Cell::Head));
            }
        }
    }

    fn element(&mut self, element: usize, depth: usize, parts: &[Part], end_mark: bool) {
        match &self.stand.element(element).content {
            Content::Beside(beside) => {
                if let Some(way) = beside.ways.get(depth) {
                    self.copy(&way.paragraphs, 0, parts, end_mark);
                    self.beside(beside, way.top, parts);
                }
            }
            Content::Copy(copy) => {
                self.copy(std::slice::from_ref(copy), depth, parts, end_mark);
                self.copy_cells(parts);
            }
            Content::Fixed(lines) => {
                for part in parts {
                    let (sheet, column, line) = self.part(part);
                    for (i, fixed) in lines[part.from as usize..part.to as usize].iter().enumerate() {
                        self.fixed(fixed, sheet, column, line + i as u32);
                    }
                }
                self.copy_cells(parts);
            }
        }
    }

    /// The rule in the white between an element and the one laid before it, unless that stands in another stretch.
    fn rule_above(&mut self, element: &Element, parts: &[Part], before: Option<&Laid>) {
        let Some(first) = parts.first().filter(|_| element.rule > Length::ZERO) else { return };
        let Some(Laid::Element { parts: before, .. }) = before else { return };
        let Some(last) = before.last().filter(|p| p.stretch == first.stretch) else { return };
        let s = self.stretches[first.stretch];
        let (band, line) = (s.band, self.band_top(s.band) + s.top + first.top);
        // In the middle between the baseline above the white and the capitals below it.
        let cap = self.y(line) + drop(self.m) - self.m.styles[Role::Body].size.scale(0.66);
        let white = first.top.saturating_sub(last.top + last.to - last.from);
        let above = self.y(line) + drop(self.m) - self.m.layout.baseline * (i64::from(white) + 1);
        let (x, w) = (self.x(band, s.column), self.module.measures.column);
        let rect = Rect { x, y: (cap + above - element.rule) / 2, w, h: element.rule };
        self.sheets[s.band].marks.push(Mark::Fill(rect, Color::BLACK));
    }

    /// Where a part stands: its sheet, column and first line.
    fn part(&self, part: &Part) -> (usize, u32, u32) {
        let s = self.stretches[part.stretch];
        (s.band, s.column, self.band_top(s.band) + s.top + part.top)
    }

    /// Notes that these lines of an element, counted from its first, take cells of the letter map.
    fn cells(&mut self, part: &Part, lines: std::ops::Range<u32>, cell: Cell) {
        let (from, to) = (lines.start.max(part.from), lines.end.min(part.to));
        if from < to {
            let (sheet, column, line) = self.part(part);
            let first = self.stand.flow.bands[sheet].room.first;
            self.sheets[sheet].cells.push((first + column, line + from - part.from, to - from, cell));
        }
    }

    fn copy_cells(&mut self, parts: &[Part]) {
        for part in parts {
            self.cells(part, 0..u32::MAX, Cell::Copy);
        }
    }

    /// An inset half-way into the column of its copy, `top` lines below the first of it.
    fn beside(&mut self, beside: &Beside, top: u32, parts: &[Part]) {
        let taken = top..top + beside.inset.lines;
        for part in parts {
            if (part.from..part.to).contains(&taken.start) {
                let (sheet, column, line) = self.part(part);
                let x = self.x(sheet, column) + beside.x;
                let at = Point { x, y: self.y(line + taken.start - part.from) };
                self.sheets[sheet].marks.extend(beside.inset.marks.iter().map(|m| m.clone().moved(at)));
            }
            self.cells(part, 0..taken.start, Cell::Copy);
            self.cells(part, taken.clone(), Cell::Beside(beside.side, beside.quote));
            self.cells(part, taken.end..u32::MAX, Cell::Copy);
        }
    }

    /// Paragraphs that follow one another in the parts of their element.
    fn copy(&mut self, paragraphs: &[Copy], depth: usize, parts: &[Part], end_mark: bool) {
        let fonts = self.m.fonts;
        // Where nothing is kept for another run, nothing need be copied either.
        let set = |c: &Copy| if self.m.standing.is_some() { c.set_once(fonts, depth) } else { c.set(fonts, depth) };
        let lines = paragraphs.iter().flat_map(|c| set(c).into_iter().enumerate().map(move |l| (c, l)));
        let lines: Vec<(&Copy, (usize, Line))> = lines.collect();
        let (drop, count) = (drop(self.m), lines.len());
        let mut lines = lines.into_iter().enumerate();
        for part in parts {
            let (sheet, column, first) = self.part(part);
            let x = self.x(sheet, column);
            for (n, (copy, (i, line))) in lines.by_ref().take((part.to - part.from) as usize) {
                let y = self.y(first + n as u32 - part.from) + drop;
                if i == 0
                    && let Some(marker) = &copy.marker
                {
                    let y = y + self.m.layout.baseline * i64::from(marker.drop);
                    self.sheets[sheet].marks.push(Mark::Line(Point { x: x + marker.x, y }, marker.line.clone()));
                }
                let left = x + copy.left + copy.measure.start(i);
                let width = line.width;
                self.sheets[sheet].marks.push(Mark::Line(Point { x: left, y }, line));
                if end_mark && n + 1 == count {
                    self.end_mark(sheet, left, y, width, copy.measure.of(i));
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
        let x = self.x(sheet, column);
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
        let mut trimmed: BTreeMap<usize, Matter> = BTreeMap::new();
        for laid in &self.stand.flow.laid {
            if let Laid::Float { index, stretch, top, lines } = laid {
                let s = self.stretches[*stretch];
                let (top, lines) = self.deepened(*index, *stretch, (*top, *lines));
                if lines != module.matters[*index].lines {
                    let inset = &module.insets()[*index];
                    let matter = inset.stand(self.desk, &module.measures, lines, Some(lines));
                    trimmed.insert(*index, matter);
                }
                let by = self.down(*index, *stretch, top);
                spots.push((s.band, *index, s.column, 1, self.band_top(s.band) + s.top + top, by));
            }
        }
        for (band, b) in self.stand.flow.bands.iter().enumerate() {
            for i in &b.inserts {
                spots.push((band, i.index, i.column, i.columns, self.band_top(band) + b.top_of(i), Length::ZERO));
                if module.matters[i.index].lines != i.lines {
                    let inset = &module.insets()[i.index];
                    let matter = inset.stand(self.desk, &module.measures, i.lines, Some(i.lines));
                    trimmed.insert(i.index, matter);
                }
            }
        }
        for (band, index, column, columns, line, by) in spots {
            let matter = trimmed.get(&index).unwrap_or(&module.matters[index]);
            self.place(band, column, self.y(line) + by, matter);
            let cell = if module.insets()[index].is_quote() { Cell::Quote } else { Cell::Picture };
            let b = &self.stand.flow.bands[band];
            let first = b.room.first;
            // Where copy stands beside it, the copy has the cells.
            let halved = |c: &u32| b.inserts.iter().any(|i| i.index == index && !i.fills(*c));
            for c in (column..column + columns).filter(|c| !halved(c)) {
                self.sheets[band].cells.push((first + c, line, matter.lines, cell));
            }
        }
    }

    /// The first line and the depth of a picture that runs with the copy: where more white was left around it than it
    /// needs, it is deeper, as far as it may be.
    fn deepened(&self, index: usize, stretch: usize, (top, lines): (u32, u32)) -> (u32, u32) {
        let module = self.module;
        let ends = top + lines;
        let (above, below) = self.white_around(index, stretch, (top, ends));
        let over = above.map_or(0, |a| a.saturating_sub(WHITE));
        let under = below.map_or(0, |b| b.saturating_sub(WHITE));
        if over + under == 0 {
            return (top, lines);
        }
        let most = module.floats.iter().find(|f| f.index == index).map_or(lines, |f| f.range.1);
        let more = most.saturating_sub(lines).min(over + under);
        (top - more.min(over), lines + more)
    }

    /// White lines above and below what runs with the copy from a line to another; `None` where its column begins or ends with it.
    fn white_around(&self, index: usize, stretch: usize, (top, ends): (u32, u32)) -> (Option<u32>, Option<u32>) {
        let mut taken: Vec<(u32, u32)> = Vec::new();
        for laid in &self.stand.flow.laid {
            match laid {
                Laid::Element { parts, .. } => {
                    let here = parts.iter().filter(|p| p.stretch == stretch);
                    taken.extend(here.map(|p| (p.top, p.top + p.to - p.from)));
                }
                Laid::Float { index: i, stretch: s, top, lines } if *s == stretch && *i != index => {
                    taken.push((*top, top + lines));
                }
                Laid::Float { .. } | Laid::Foot { .. } => {}
            }
        }
        let above = taken.iter().filter(|t| t.1 <= top).map(|t| top - t.1).min();
        let below = taken.iter().filter(|t| t.0 >= ends).map(|t| t.0 - ends).min();
        (above, below)
    }

    /// How far down a quote that runs with the copy is moved: the white above it is as much as that below; where there is
    /// none above, it does not reach out there, for which the fill has left a line.
    fn down(&self, index: usize, stretch: usize, top: u32) -> Length {
        let (module, grid) = (self.module, self.m.layout.baseline);
        if !module.insets()[index].amid {
            return Length::ZERO;
        }
        match self.white_around(index, stretch, (top, top + module.matters[index].lines)) {
            (None, _) => grid.scale(REACH),
            (Some(_), None) => Length::ZERO,
            (Some(above), Some(below)) => grid * (i64::from(below) - i64::from(above)).clamp(-2, 2) / 2,
        }
    }

    /// The notes at the feet of the columns, each under a short rule; what does not go in goes on in the next column.
    fn notes(&mut self) {
        let module = self.module;
        if module.notes.is_empty() {
            return;
        }
        let mut feet: BTreeMap<(usize, u32), (u32, Vec<u32>)> = BTreeMap::new();
        for laid in &self.stand.flow.laid {
            match laid {
                Laid::Element { element, depth, parts } => {
                    let marks = &self.stand.element(*element).depths[*depth].notes;
                    for part in parts {
                        let s = self.stretches[part.stretch];
                        let foot = feet.entry((s.band, s.column)).or_default();
                        foot.0 = foot.0.max(part.foot);
                        let here = marks.iter().filter(|(line, _)| (part.from..part.to).contains(line));
                        foot.1.extend(here.map(|(_, n)| *n));
                    }
                }
                Laid::Foot { stretch, lines } => {
                    let s = self.stretches[*stretch];
                    let foot = feet.entry((s.band, s.column)).or_default();
                    foot.0 = foot.0.max(*lines);
                }
                Laid::Float { .. } => {}
            }
        }
        let mut waiting: VecDeque<&FixedLine> = VecDeque::new();
        for ((band, column), (lines, numbers)) in feet {
            waiting.extend(numbers.iter().filter_map(|n| module.galley.notes.get(*n as usize - 1)).flatten());
            let close = self.stretches.iter().rfind(|s| (s.band, s.column) == (band, column));
            let (Some(close), true) = (close, lines > 0) else { continue };
            let top = self.band_top(band) + close.top + close.lines - lines;
            let rule = Rect {
                x: self.x(band, column),
                y: self.y(top) + drop(self.m) - self.m.styles[Role::Note].size.scale(0.3),
                w: self.module.measures.column / 4,
                h: Length::from_pt(0.4),
            };
            self.sheets[band].marks.push(Mark::Fill(rule, Color::BLACK));
            for line in top + NOTE_RULE..top + lines {
                if let Some(fixed) = waiting.pop_front() {
                    self.fixed(fixed, band, column, line);
                }
            }
            let first = self.stand.flow.bands[band].room.first;
            self.sheets[band].cells.push((first + column, top, lines, Cell::Note));
        }
    }

    /// Rules in the gutters between the module's columns, but where something spans them.
    fn rules(&mut self) {
        let Some(thick) = self.m.layout.column_rules else { return };
        for (i, band) in self.stand.flow.bands.iter().enumerate() {
            for column in 1..band.room.span {
                for lines in open(band, column) {
                    self.upright((i, column), lines, thick);
                }
            }
        }
    }

    /// A rule at the left of copy that runs over to another page beside something else: there is no head there to say where
    /// the one ends and the other begins.
    fn dividers(&mut self) {
        let thick = self.m.styles[Role::Headline].rule;
        for i in 1..self.sheets.len() {
            let band = &self.stand.flow.bands[i];
            if thick > Length::ZERO && band.room.first > 0 && band.depth > 0 && !self.sheets[i].resumes {
                self.upright((i, 0), (0, band.depth), thick);
            }
        }
    }

    /// A rule in the gutter before a band's column, down some of its lines: from the first's capitals to the last's baseline.
    fn upright(&mut self, (band, column): (usize, u32), (from, to): (u32, u32), thick: Length) {
        let x = self.x(band, column) - self.m.layout.gutter / 2 - thick / 2;
        let cap = self.m.styles[Role::Body].size.scale(0.66);
        let y = self.y(self.band_top(band) + from) + drop(self.m) - cap;
        let h = self.m.layout.baseline * (i64::from(to - from) - 1) + cap;
        self.sheets[band].marks.push(Mark::Fill(Rect { x, y, w: thick, h }, Color::BLACK));
    }
}

/// The lines of a band at which nothing spans the gutter before `column`.
fn open(band: &Band, column: u32) -> Vec<(u32, u32)> {
    let mut taken: Vec<(u32, u32)> = band
        .inserts
        .iter()
        .filter(|i| i.column < column && i.column + i.columns > column)
        .map(|i| {
            let top = band.top_of(i);
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
