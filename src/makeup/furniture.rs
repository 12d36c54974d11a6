//! What stands on pages beside the articles: nameplate, folios, colophon.

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

fn pt(v: f64) -> Length {
    Length::from_pt(v)
}

fn rule(x: Length, y: Length, w: Length, h: Length) -> Mark {
    Mark::Fill(Rect { x, y, w, h }, Color::BLACK)
}

/// The nameplate over the type area's width, at most `lines` grid lines deep with the white below it: ears, title, tagline,
/// and between an Oxford rule and a thin one the line with volume, number, place, date and price. A title of few words, or
/// one without a tagline, takes fewer lines; the white above it would be added to the margin.
pub fn nameplate(desk: &mut Desk, issue: &Issue, width: Length, lines: u32) -> Matter {
    let mut marks = Vec::new();
    let np = &issue.nameplate;
    let grid = desk.grid();
    // From below: a line and a half of white, the thin rule, the issue line, the Oxford rule.
    let foot = grid * i64::from(lines) - grid.scale(1.35);
    let style = desk.style(Role::IssueLine);
    let line_room = style.size.scale(1.75);
    marks.push(rule(Length::ZERO, foot, width, pt(0.5)));
    let base = foot - (line_room - desk.cap_height(style)) / 2;
    // Set from below, read from above.
    let mut lower = issue_line(desk, issue, width, base);
    let oxford = foot - line_room;
    marks.push(rule(Length::ZERO, oxford - pt(0.5), width, pt(0.5)));
    marks.push(rule(Length::ZERO, oxford - pt(4.0), width, pt(2.0)));
    let mut below = oxford - pt(4.0);
    if let Some(tagline) = &np.tagline {
        let style = desk.style(Role::Tagline);
        let set = |desk: &mut Desk| desk.ragged(tagline, style, width, Align::Centre);
        let set = desk.part(TagKind::Paragraph, tagline.source(), set);
        let y = below - style.size.scale(0.75) - style.leading * (set.len() as i64 - 1);
        below = y - desk.cap_height(style);
        lower.splice(0..0, under(set, Length::ZERO, y, style.leading));
    }
    let has_ears = np.ear_left.is_some() || np.ear_right.is_some();
    let ear = if has_ears { width.scale(0.155) } else { Length::ZERO };
    let room = width - (ear + pt(12.0)) * i64::from(has_ears) * 2;
    let set = |desk: &mut Desk| fit(desk, &np.title, room, below - pt(2.0));
    let title = desk.part(TagKind::Paragraph, np.title.source(), set);
    let style = title.1;
    let cap = desk.cap_height(&style);
    // The title's descenders (or their room) end above the tagline.
    let y = below - style.size.scale(0.26);
    marks.extend(under(title.0, (width - room) / 2, y, style.leading));
    marks.append(&mut lower);
    let mut top = y - cap - pt(2.0);
    for (text, x) in [(&np.ear_left, Length::ZERO), (&np.ear_right, width - ear)] {
        if let Some(text) = text {
            let (ear, over) = ear_box(desk, text, Rect { x, y: y - cap, w: ear, h: cap });
            top = top.min(over);
            marks.extend(ear);
        }
    }
    let spare = top.units_down(grid).min(i64::from(lines) - 1);
    let up = Point { x: Length::ZERO, y: -(grid * spare) };
    let marks = marks.into_iter().map(|mark| mark.moved(up)).collect();
    Matter { lines: lines - spare as u32, marks, ..Matter::default() }
}

/// The title as large as its style, its width and its height allow, on one line.
fn fit(desk: &mut Desk, title: &Rich, width: Length, height: Length) -> (Vec<Line>, Style) {
    let base = desk.style(Role::Nameplate);
    let natural = desk.shape(title, base).width();
    let cap = desk.face(base).cap_height + 0.26;
    let by_width = width.pt() / natural.pt().max(1.0);
    let by_height = height.pt() / (base.size.pt() * cap);
    let style = base.at(base.size.scale(by_width.min(by_height).clamp(0.05, 1.0)));
    let lines = desk.ragged(title, &style, width + pt(1.0), Align::Centre);
    (lines, style)
}

/// An ear: a few small lines between two hairlines, in the middle of the title's height; and where it begins.
fn ear_box(desk: &mut Desk, text: &Rich, room: Rect) -> (Vec<Mark>, Length) {
    let style = desk.style(Role::Ear);
    let set = |desk: &mut Desk| desk.display(text, style, room.w, Align::Centre);
    let set = desk.part(TagKind::Paragraph, text.source(), set);
    let cap = desk.cap_height(style);
    let depth = cap + style.leading * (set.len() as i64 - 1);
    let top = room.y + (room.h - depth) / 2;
    let mut marks = under(set, room.x, top + cap, style.leading);
    let pad = style.size.scale(0.7);
    marks.push(rule(room.x, top - pad, room.w, pt(0.5)));
    marks.push(rule(room.x, top + depth + pad, room.w, pt(0.5)));
    (marks, top - pad)
}

/// Lines under one another, the first's baseline at `y`.
fn under(lines: Vec<Line>, x: Length, y: Length, leading: Length) -> Vec<Mark> {
    let mark = |(i, line): (usize, Line)| Mark::Line(Point { x, y: y + leading * i as i64 }, line);
    lines.into_iter().enumerate().map(mark).collect()
}

/// Volume and number at the left, place and date in the middle, price at the right.
fn issue_line(desk: &mut Desk, issue: &Issue, width: Length, y: Length) -> Vec<Mark> {
    let np = &issue.nameplate;
    let language = issue.language;
    let mut left = Vec::new();
    left.extend(np.volume.map(|v| format!("{}\u{a0}{v}", language.volume)));
    left.extend(np.number.map(|n| format!("{}\u{a0}{n}", language.number)));
    let mut middle: Vec<String> = np.place.iter().map(Rich::text).collect();
    middle.extend(date(issue));
    let parts = [
        (left.join(", "), Align::Left),
        (middle.join(", "), Align::Centre),
        (np.price.as_ref().map(Rich::text).unwrap_or_default(), Align::Right),
    ];
    desk.part(TagKind::Paragraph, None, |desk| spread(desk, &parts, Role::IssueLine, width, y))
}

fn date(issue: &Issue) -> Option<String> {
    issue.nameplate.date.map(|d| issue.language.date(d.year, d.month, d.day))
}

/// Texts on one baseline over a width: left, centred, right.
fn spread(desk: &mut Desk, parts: &[(String, Align)], role: Role, width: Length, y: Length) -> Vec<Mark> {
    let style = desk.style(role);
    let mut marks = Vec::new();
    for (text, align) in parts {
        if !text.is_empty() {
            let rich = Rich::plain(text.as_str(), None);
            let set = desk.ragged(&rich, style, width, *align);
            marks.extend(set.into_iter().take(1).map(|l| Mark::Line(Point { x: Length::ZERO, y }, l)));
        }
    }
    marks
}

/// The folio line of a page, placed from the left end of its baseline.
pub fn folio(desk: &mut Desk, issue: &Issue, folio: &Folio, page: u32, pages: u32, width: Length) -> Vec<Mark> {
    let np = &issue.nameplate;
    let number = |n: Option<u32>| n.map(|n| n.to_string()).unwrap_or_default();
    let fill = |template: &str| {
        template
            .replace("{pages}", &pages.to_string())
            .replace("{page}", &page.to_string())
            .replace("{title}", &np.title.text())
            .replace("{date}", &date(issue).unwrap_or_default())
            .replace("{volume}", &number(np.volume))
            .replace("{number}", &number(np.number))
            .replace("{place}", &np.place.as_ref().map(Rich::text).unwrap_or_default())
    };
    // The outer side is the right one on odd pages.
    let (inner, outer) = if page % 2 == 1 { (Align::Left, Align::Right) } else { (Align::Right, Align::Left) };
    let parts = [(fill(&folio.inner), inner), (fill(&folio.centre), Align::Centre), (fill(&folio.outer), outer)];
    spread(desk, &parts, Role::Folio, width, Length::ZERO)
}

/// The colophon: a tinted box under a bar, its copy in as many columns as it fills of those that the grid has; one line in
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
            let set = |desk: &mut Desk| desk.ragged(&rich, desk.style(role), measure, Align::Left);
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
    let cap = desk.cap_height(style);
    let bar = pt(2.0);
    let depth = bar + pad + cap + style.leading * (per as i64 - 1) + pad;
    let grid_lines = depth.units_up(desk.grid()).max(1);
    let h = desk.grid() * grid_lines - (desk.grid() - desk.drop());
    let mut marks = vec![
        Mark::Fill(Rect { x: Length::ZERO, y: Length::ZERO, w: width, h }, Color::Gray(920)),
        rule(Length::ZERO, Length::ZERO, width, bar),
    ];
    let top = bar + (h - bar - cap - style.leading * (per as i64 - 1)) / 2 + cap;
    // One line over the whole width stands in its middle: at its left it would look like the beginning of more.
    let align = if n == 1 && per == 1 { Align::Centre } else { Align::Left };
    for (column, lines) in columns.into_iter().enumerate() {
        let x = pad + (measure + gutter) * column as i64;
        let x = x + lines.first().map_or(Length::ZERO, |line| align.offset(measure - line.width));
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
