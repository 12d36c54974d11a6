//! What stands on pages beside the articles: folios, colophon; and the texts of a line, side by side.

use super::block::DASH;
use super::desk::Desk;
use super::matter::{Mark, Matter};
use crate::color::Color;
use crate::display::TagKind;
use crate::geom::{Length, Point, Rect};
use crate::issue::{Block, Issue, Rich};
use crate::page::{Align, Folio, Role};
use crate::style::Style;
use crate::text::Line;

/// So many points.
pub fn pt(v: f64) -> Length {
    Length::from_pt(v)
}

/// A black rule, from its upper left corner.
pub fn rule(x: Length, y: Length, w: Length, h: Length) -> Mark {
    Mark::Fill(Rect { x, y, w, h }, Color::BLACK)
}

/// Lines under one another, the first's baseline at `y`.
pub fn under(lines: Vec<Line>, x: Length, y: Length, leading: Length) -> Vec<Mark> {
    let mark = |(i, line): (usize, Line)| Mark::Line(Point { x, y: y + leading * i as i64 }, line);
    lines.into_iter().enumerate().map(mark).collect()
}

/// The day of publication as the issue's language writes it.
pub fn date(issue: &Issue) -> Option<String> {
    issue.nameplate.date.map(|d| issue.language.date(d.year, d.month, d.day))
}

/// Lines that stand on one baseline, each aligned over the whole width; and how far it is moved from there.
pub type Row = Vec<(Length, Line)>;

/// So many em of white are between two texts on one baseline at least.
const BESIDE: i64 = 2;

/// A text at the left, one in the middle and one at the right of a width, on one baseline where they go on it, the one in the
/// middle a little to a side if need be; or else that one below the others, or each by itself.
pub fn spread(desk: &mut Desk, parts: &[String; 3], role: Role, width: Length) -> Vec<Row> {
    let style = desk.style(role);
    let gap = style.size * BESIDE;
    // How much of the width each takes, of those that are there.
    let takes = parts.each_ref().map(|text| match &text[..] {
        "" => Length::ZERO,
        text => desk.shape(&Rich::plain(text, None), style).width() + gap,
    });
    let mut set = |part: usize, align: Align, by: Length| -> Row {
        match &parts[part][..] {
            "" => Row::new(),
            text => {
                let lines = desk.ragged(&Rich::plain(text, None), style, width, align);
                lines.into_iter().map(|line| (by, line)).collect()
            }
        }
    };
    let [left, middle, right] = takes;
    if left + right > width + gap {
        return (0..3).flat_map(|part| set(part, Align::Centre, Length::ZERO)).map(|line| vec![line]).collect();
    }
    let mut ends = set(0, Align::Left, Length::ZERO);
    if left + middle + right <= width + gap {
        // Where the one in the middle begins, from where it must and up to where it may.
        let own = (width - middle + gap) / 2;
        let by = own.max(left).min((width - right - middle + gap).max(Length::ZERO)) - own;
        ends.extend(set(1, Align::Centre, by));
        ends.extend(set(2, Align::Right, Length::ZERO));
        return vec![ends];
    }
    ends.extend(set(2, Align::Right, Length::ZERO));
    let below = set(1, Align::Centre, Length::ZERO).into_iter().map(|line| vec![line]);
    std::iter::once(ends).filter(|row| !row.is_empty()).chain(below).collect()
}

/// Rows under one another, the first's baseline at `y`.
pub fn stacked(rows: Vec<Row>, y: Length, leading: Length) -> Vec<Mark> {
    let row = |(i, row): (usize, Row)| {
        let y = y + leading * i as i64;
        row.into_iter().map(move |(x, line)| Mark::Line(Point { x, y }, line))
    };
    rows.into_iter().enumerate().flat_map(row).collect()
}

/// The folio line of a page, placed from the left end of its baseline.
pub fn folio(desk: &mut Desk, issue: &Issue, folio: &Folio, page: u32, pages: u32, width: Length) -> Vec<Mark> {
    let np = &issue.nameplate;
    let number = |n: Option<u32>| n.map(|n| n.to_string()).unwrap_or_default();
    let fill = |template: &String| {
        template
            .replace("{pages}", &pages.to_string())
            .replace("{page}", &page.to_string())
            .replace("{title}", &np.title.text())
            .replace("{date}", &date(issue).unwrap_or_default())
            .replace("{volume}", &number(np.volume))
            .replace("{number}", &number(np.number))
            .replace("{place}", &np.place.as_ref().map(Rich::text).unwrap_or_default())
    };
    let mut parts = [&folio.inner, &folio.centre, &folio.outer].map(fill);
    // The outer side is the right one on odd pages.
    if page.is_multiple_of(2) {
        parts.reverse();
    }
    let rows = spread(desk, &parts, Role::Folio, width);
    stacked(rows, Length::ZERO, desk.style(Role::Folio).leading)
}

/// The colophon: a tinted box under a bar, its copy in as many columns as it fills of those that the grid has, or a few lines in
/// the middle.
pub fn colophon(desk: &mut Desk, copy: &[Block], columns: u32, width: Length) -> Matter {
    let style = desk.style(Role::Colophon);
    let pad = desk.m.layout.gutter / 2;
    let gutter = desk.m.layout.gutter;
    // As many columns as the grid has, or fewer where the copy would leave some of them empty or a line of a paragraph alone.
    let mut n = i64::from(columns);
    let (measure, columns) = loop {
        let measure = (width - pad * 2 - gutter * (n - 1)) / n;
        // A head is one with the paragraph under it.
        let (mut paragraphs, mut under_head) = (Vec::<Vec<Line>>::new(), false);
        for (head, rich) in flatten(copy) {
            let role = if head { Role::ColophonHead } else { Role::Colophon };
            // Few lines over the whole width are of one length and stand in its middle: at its left they would look like the
            // beginning of more.
            let set = |desk: &mut Desk| match n {
                1 => desk.display(&rich, desk.style(role), measure, Align::Centre),
                _ => desk.ragged(&rich, desk.style(role), measure, Align::Left),
            };
            let lines = desk.part(TagKind::Paragraph, rich.source(), set);
            match paragraphs.last_mut().filter(|_| under_head) {
                Some(with_head) => with_head.extend(lines),
                None => paragraphs.push(lines),
            }
            under_head = head;
        }
        match divided(paragraphs, n as usize) {
            Some(columns) => break (measure, columns),
            None => n -= 1,
        }
    };
    let per = columns.iter().map(Vec::len).max().unwrap_or(0).max(1);
    let (cap, bar, grid) = (desk.cap_height(style), pt(2.0), desk.grid());
    // It ends where the capitals of a line below would begin, and may begin by half a line above its grid lines.
    let whole = |lines: i64| grid * lines - (grid - desk.drop());
    let copy = cap + style.leading * (per as i64 - 1);
    // A single line has a narrow band.
    let narrow = ((whole(1) + grid / 2 - bar - copy) / 2).min(pad).max(pt(2.5));
    let depth = bar + copy + if per == 1 { narrow } else { pad } * 2;
    let grid_lines = (depth - grid / 2 - whole(0)).units_up(grid).max(1);
    let h = depth.max(whole(grid_lines));
    let y = whole(grid_lines) - h;
    let mut marks =
        vec![Mark::Fill(Rect { x: Length::ZERO, y, w: width, h }, Color::Gray(920)), rule(Length::ZERO, y, width, bar)];
    let top = y + bar + (h - bar - copy) / 2 + cap;
    for (column, lines) in columns.into_iter().enumerate() {
        let x = pad + (measure + gutter) * column as i64;
        marks.extend(under(lines, x, top, style.leading));
    }
    Matter { lines: grid_lines as u32, marks, ..Matter::default() }
}

/// Paragraphs in `n` columns as level as they go, no line of a paragraph of several alone at a head or foot; `None` where
/// some columns would be empty. One column holds all.
fn divided(paragraphs: Vec<Vec<Line>>, n: usize) -> Option<Vec<Vec<Line>>> {
    // How many lines of its paragraph come before and after the place under each line.
    let places = |p: &Vec<Line>| {
        let lines = p.len();
        (1..=lines).map(move |above| (above, lines - above))
    };
    let places: Vec<(usize, usize)> = paragraphs.iter().flat_map(places).collect();
    let good = |place: &usize| matches!(places[*place - 1], (_, 0) | (2.., 2..));
    let all = places.len();
    let mut lines = paragraphs.into_iter().flatten();
    let ends = (all.div_ceil(n).max(1)..=all.div_ceil(n) + 1).find_map(|deep| {
        let mut ends = vec![0];
        while let Some(from) = ends.last().copied().filter(|from| *from < all) {
            ends.push((from + 1..=all.min(from + deep)).rev().find(good)?);
        }
        (ends.len() == n + 1).then_some(ends)
    });
    let ends = ends.or((n <= 1).then(|| vec![0, all]))?;
    Some(ends.windows(2).map(|column| lines.by_ref().take(column[1] - column[0]).collect()).collect())
}

/// The paragraphs of blocks, with what is a head among them.
pub fn flatten(blocks: &[Block]) -> Vec<(bool, Rich)> {
    let mut out = Vec::new();
    for block in blocks {
        match block {
            Block::Paragraph(r) => out.push((false, r.clone())),
            Block::Subhead(_, r) => out.push((true, r.clone())),
            Block::Quotation { blocks, source } => {
                out.extend(flatten(blocks));
                out.extend(source.iter().map(|s| (false, s.clone())));
            }
            Block::List { items, .. } => items.iter().for_each(|i| out.extend(flatten(i))),
            Block::Table(t) => out.extend(t.head.iter().chain(t.rows.iter().flatten()).map(|c| (false, c.clone()))),
            Block::Signature(r) => out.push((false, r.prefixed(DASH))),
            Block::Code(c) => out.push((false, Rich::plain(c.value.trim(), Some(c.span)))),
            Block::Break | Block::Picture(_) => {}
        }
    }
    out
}

/// What a sidebar stands in: on a tint under a rule, or else in a frame.
pub fn sidebar(style: &Style, rect: Rect) -> Vec<Mark> {
    let mut marks: Vec<Mark> = style.tint.map(|tint| Mark::Fill(rect, tint)).into_iter().collect();
    let t = style.rule;
    let sides = [
        Rect { h: t, ..rect },
        Rect { y: rect.y + rect.h - t, h: t, ..rect },
        Rect { w: t, ..rect },
        Rect { x: rect.x + rect.w - t, w: t, ..rect },
    ];
    let ruled = match (t > Length::ZERO, style.tint) {
        (false, _) => 0,
        (true, Some(_)) => 1,
        (true, None) => sides.len(),
    };
    marks.extend(sides.into_iter().take(ruled).map(|side| Mark::Fill(side, Color::BLACK)));
    marks
}
