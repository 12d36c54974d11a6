//! Tables: cells of ragged type, every line on the grid, hairlines between the rows.

use super::figures;
use super::{Frame, fixed, white};
use crate::color::Color;
use crate::diag::Diagnostic;
use crate::display::TagKind;
use crate::geom::{Length, Point, Rect};
use crate::issue::{CellAlign, Rich, Table};
use crate::makeup::desk::Desk;
use crate::makeup::element::{Division, Element, FixedLine};
use crate::makeup::matter::{Mark, Matter};
use crate::page::{Align, Role};
use crate::style::Style;
use crate::text::ShapedText;

/// The smallest share of its size at which a table that is too wide is set.
const SMALLEST: f64 = 0.7;

/// A table of at most so many lines is not divided.
const WHOLE: u32 = 18;
/// A row of more lines may be divided itself.
const DEEP: usize = 12;
/// Fewest lines of a longer one before and after a division.
const APART: u32 = 4;

/// Sets a table over the frame's width. Where even the longest words do not stand side by side, it is set smaller,
/// and where that does not serve, its words are broken; a warning says so.
pub fn table(desk: &mut Desk, table: &Table, frame: Frame) -> Element {
    let rows: Vec<(&[Rich], bool)> = std::iter::once((&table.head[..], true))
        .filter(|(h, _)| h.iter().any(|c| !c.is_blank()))
        .chain(table.rows.iter().map(|r| (&r[..], false)))
        .collect();
    let columns: Vec<Column> = (0..table.align.len()).map(|c| Column::of(table, c)).collect();
    // Figures under one another are of one width.
    desk.shaper.tabular = true;
    let element = desk.part(TagKind::Table, Some(table.span), |desk| fit(desk, table, &columns, &rows, frame));
    desk.shaper.tabular = false;
    element
}

/// How many columns a table takes: the fewest in which its words stand side by side at their own size, or all that the
/// frame allows.
pub fn columns(desk: &mut Desk, table: &Table, frame: Frame) -> u32 {
    let gutter = desk.m.layout.gutter;
    let width = |n: u32| frame.width * i64::from(n) + gutter * i64::from(n - 1);
    if frame.span < 2 {
        return 1;
    }
    let (body, head) = (desk.style(Role::Table).clone(), desk.style(Role::TableHead).clone());
    let mut least = vec![Length::ZERO; table.align.len()];
    desk.shaper.tabular = true;
    for (cells, style) in std::iter::once((&table.head, &head)).chain(table.rows.iter().map(|r| (r, &body))) {
        for (least, cell) in least.iter_mut().zip(cells) {
            *least = (*least).max(desk.shape(cell, style).longest_word());
        }
    }
    desk.shaper.tabular = false;
    let gaps = body.size * (least.len() as i64 - 1).max(0);
    let needed: Length = least.into_iter().sum::<Length>() + gaps;
    (1..=frame.span).find(|n| needed <= width(*n)).unwrap_or(frame.span)
}

/// Sets a table over a width that spans columns, as an insert.
pub fn spread(desk: &mut Desk, table: &Table, width: Length) -> Matter {
    let frame = Frame { left: Length::ZERO, width, role: Role::Body, indents: false, span: 1 };
    let lines = self::table(desk, table, frame).ready(desk.m.fonts);
    let mut matter = Matter { lines: lines.len() as u32, ..Matter::default() };
    for (i, line) in lines.into_iter().enumerate() {
        let y = desk.grid() * i as i64 + desk.drop();
        for (x, rise, w, h) in line.rules {
            matter.marks.push(Mark::Fill(Rect { x, y: y - rise - h, w, h }, Color::BLACK));
        }
        matter.marks.extend(line.cells.into_iter().map(|(x, cell)| Mark::Line(Point { x, y }, cell)));
    }
    matter
}

/// How the cells of a column are set.
struct Column {
    align: Align,
    /// Whether its figures stand with their decimal marks under one another.
    decimal: bool,
}

impl Column {
    fn of(table: &Table, c: usize) -> Column {
        let align = match table.align[c] {
            CellAlign::Left => Align::Left,
            CellAlign::Centre => Align::Centre,
            CellAlign::Right => Align::Right,
            CellAlign::Natural => {
                let cells: Vec<String> = table.rows.iter().map(|r| r[c].text()).collect();
                if !figures::is_column(cells.iter().map(String::as_str)) {
                    return Column { align: Align::Left, decimal: false };
                }
                let mut figures = cells.iter().filter(|t| t.contains(|c: char| c.is_ascii_digit()));
                return Column { align: Align::Right, decimal: figures.all(|t| figures::decimal(t).is_some()) };
            }
        };
        Column { align, decimal: false }
    }
}

/// A cell, shaped, and the room that is left at its right so that decimal marks stand under one another.
type Cell = (ShapedText, Length);

fn fit(desk: &mut Desk, table: &Table, columns: &[Column], rows: &[(&[Rich], bool)], frame: Frame) -> Element {
    let (body, head) = (desk.style(Role::Table).clone(), desk.style(Role::TableHead).clone());
    let mut scale = 1.0;
    loop {
        let (body, head) = (body.at(body.size.scale(scale)), head.at(head.size.scale(scale)));
        let gap = body.size;
        let mut shaped: Vec<Vec<Cell>> = rows
            .iter()
            .map(|(cells, is_head)| {
                let (style, kind) = if *is_head { (&head, TagKind::HeadCell) } else { (&body, TagKind::Cell) };
                let cell = |desk: &mut Desk, c: &Rich| {
                    (desk.part(kind, c.source(), |desk| desk.shape(c, style)), Length::ZERO)
                };
                desk.part(TagKind::Row, None, |desk| cells.iter().map(|c| cell(desk, c)).collect())
            })
            .collect();
        for c in (0..columns.len()).filter(|c| columns[*c].decimal) {
            pad(desk, rows, c, &body, &mut shaped);
        }
        let room = frame.width - gap * (columns.len() as i64 - 1).max(0);
        let (widths, fits) =
            share(&shaped, columns.len(), room, columns.first().is_some_and(|c| c.align == Align::Right));
        if fits || scale <= SMALLEST + 1e-9 {
            if scale < 1.0 {
                warn(desk, table, fits);
            }
            return set(desk, columns, frame, rows, &shaped, &widths, gap, &body);
        }
        scale = (scale - 0.1).max(SMALLEST);
    }
}

/// Leaves room at the right of a column's figures: as much as the longest part after a decimal mark is longer than theirs.
fn pad(desk: &mut Desk, rows: &[(&[Rich], bool)], c: usize, style: &Style, shaped: &mut [Vec<Cell>]) {
    let mut tail = |cells: &[Rich]| {
        let at = figures::decimal(&cells[c].text())?;
        Some(desk.shape(&cells[c].clone().split_at(at).1, style).width())
    };
    let tails: Vec<Option<Length>> =
        rows.iter().map(|(cells, is_head)| if *is_head { None } else { tail(cells) }).collect();
    let longest = tails.iter().flatten().copied().max().unwrap_or_default();
    for (row, tail) in shaped.iter_mut().zip(tails) {
        row[c].1 = tail.map_or(Length::ZERO, |t| longest - t);
    }
}

fn warn(desk: &mut Desk, table: &Table, fits: bool) {
    let broken = if fits { "" } else { ", and some of its words were broken" };
    let message = format!("the table is too wide for its column and was set smaller{broken}");
    let d = Diagnostic::warning("table-too-wide", message).at(table.span);
    desk.say.push(d.hint("fewer columns or shorter words"));
}

/// Shares the room between the columns: each has its longest word, whole where all of them find room, and what is left goes
/// by what they want more. Whether all longest words found room. Where the first column is one of figures, all take `even`
/// parts of it.
fn share(rows: &[Vec<Cell>], columns: usize, room: Length, even: bool) -> (Vec<Length>, bool) {
    let widest = |of: &dyn Fn(&ShapedText) -> Length| {
        let mut widest = vec![Length::ZERO; columns];
        for (c, (cell, pad)) in rows.iter().flat_map(|cells| cells.iter().enumerate().take(columns)) {
            widest[c] = widest[c].max(of(cell) + *pad);
        }
        widest
    };
    let sum = |widths: &[Length]| -> Length { widths.iter().copied().sum() };
    let wanted = widest(&ShapedText::width);
    let wanted_sum = sum(&wanted);
    if wanted_sum <= room && even {
        let spare = (room - wanted_sum) / wanted.len().max(1) as i64;
        return (wanted.into_iter().map(|w| w + spare).collect(), true);
    }
    if wanted_sum <= room {
        // All fits: the first column (the words) takes what is left, so that figures stand together at the right.
        let mut widths = wanted;
        if let Some(first) = widths.first_mut() {
            *first += room - wanted_sum;
        }
        return (widths, true);
    }
    let whole = widest(&ShapedText::longest_whole_word);
    let least = if sum(&whole) <= room { whole } else { widest(&ShapedText::longest_word) };
    let least_sum = sum(&least);
    if least_sum > room {
        let widths = least.iter().map(|l| room.ratio(l.sp().max(1), least_sum.sp().max(1))).collect();
        return (widths, false);
    }
    (fairly(&least, &wanted, room), true)
}

/// Shares a room that holds all of `least` and not all of `wanted`: a column that wants no more than an even share gets that,
/// the narrowest first, as long as the others keep their least; what is left goes by what the others want more.
fn fairly(least: &[Length], wanted: &[Length], room: Length) -> Vec<Length> {
    let mut widths = least.to_vec();
    let mut open: Vec<usize> = (0..least.len()).collect();
    open.sort_by_key(|c| (wanted[*c], *c));
    let mut left = room;
    while let Some(narrowest) = open.first().copied() {
        let others: Length = open[1..].iter().map(|c| least[*c]).sum();
        let even = left / open.len() as i64;
        if wanted[narrowest] > even.min(left - others) {
            break;
        }
        widths[narrowest] = wanted[narrowest];
        left -= wanted[narrowest];
        open.remove(0);
    }
    let (kept, more): (Length, Length) =
        open.iter().fold((Length::ZERO, Length::ZERO), |(k, m), c| (k + least[*c], m + (wanted[*c] - least[*c])));
    for c in open {
        widths[c] = least[c] + (left - kept).ratio((wanted[c] - least[c]).sp(), more.sp().max(1));
    }
    widths
}

#[allow(clippy::too_many_arguments)]
fn set(
    desk: &mut Desk,
    columns: &[Column],
    frame: Frame,
    rows: &[(&[Rich], bool)],
    shaped: &[Vec<Cell>],
    widths: &[Length],
    gap: Length,
    style: &Style,
) -> Element {
    let mut lines: Vec<FixedLine> = Vec::new();
    let mut after = Vec::new();
    let (hairline, bar) = (Length::from_pt(0.3), Length::from_pt(0.75));
    let grid = desk.grid();
    // A rule between two rows lies in the middle between descenders and capitals.
    let rise = -(grid - desk.cap_height(style)) / 2;
    for (r, (_, is_head)) in rows.iter().enumerate() {
        let start = lines.len();
        let mut x = frame.left;
        for (c, (text, pad)) in shaped[r].iter().enumerate() {
            let width = widths[c] - *pad;
            let breaking = text.break_copy(&|_| width, Length::ZERO, Align::Left).best;
            let set = text.set(desk.m.fonts, &breaking, &|_| width, Length::ZERO, columns[c].align);
            for (i, line) in set.into_iter().enumerate() {
                if lines.len() <= start + i {
                    lines.push(FixedLine::default());
                }
                lines[start + i].cells.push((x, line));
            }
            x += widths[c] + gap;
        }
        if lines.len() == start {
            lines.push(FixedLine::default());
        }
        // A row as deep as a long paragraph may be divided like one.
        if lines.len() - start > DEEP {
            after.extend((start + 2..lines.len() - 1).map(|l| l as u32));
        }
        let last = lines.len() - 1;
        let thick = if *is_head || r + 1 == rows.len() { bar } else { hairline };
        lines[last].rules.push((frame.left, rise, frame.width, thick));
        // The head stays with the first row; a row is not divided.
        if !is_head && r + 1 < rows.len() {
            after.push(lines.len() as u32);
        }
    }
    let role = desk.style(Role::Table);
    let depth = lines.len() as u32;
    after.retain(|at| depth > WHOLE && *at >= APART && depth - at >= APART);
    let mut element = [fixed(lines, Division::After(after))];
    white(&mut element, role.above, role.below);
    let [element] = element;
    element
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shared(least: &[i64], wanted: &[i64], room: i64) -> Vec<i64> {
        let lengths = |n: &[i64]| n.iter().map(|n| Length::from_sp(*n)).collect::<Vec<_>>();
        fairly(&lengths(least), &lengths(wanted), Length::from_sp(room)).iter().map(|l| l.sp()).collect()
    }

    #[test]
    fn a_column_that_wants_little_gets_it() {
        assert_eq!(shared(&[10, 10], &[30, 900], 100), [30, 70]);
        assert_eq!(shared(&[10, 10, 10], &[900, 20, 30], 120), [70, 20, 30]);
    }

    #[test]
    fn the_others_share_by_what_they_want_more() {
        assert_eq!(shared(&[10, 10], &[110, 310], 100), [30, 70]);
        // The least of the others comes first.
        assert_eq!(shared(&[10, 80], &[40, 200], 100), [12, 88]);
    }
}
