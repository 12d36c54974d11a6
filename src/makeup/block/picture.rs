//! Pictures with caption and credit, and grids of pictures under one caption.

use crate::diag::Diagnostic;
use crate::display::{ImageId, Tag, TagKind};
use crate::geom::{Length, Point, Rect};
use crate::issue::{Picture, Rich};
use crate::makeup::desk::Desk;
use crate::makeup::head::append;
use crate::makeup::head::fit::{edges, spills};
use crate::makeup::matter::{Mark, Matter};
use crate::page::{Align, Role};
use crate::text::Line;

/// How far a photograph without a `crop` of its own may be trimmed so that its foot stands on the grid.
const TRIM: f64 = 0.06;
/// So many lines a picture may be shallower or deeper, so that columns end level.
const LEEWAY: u32 = 4;
/// White between a picture and its caption, in points.
const GAP: f64 = 3.5;

/// So many times a picture and its caption are fitted to one another.
const SETTLE: usize = 3;

/// Sets a picture at a width, at most `most` grid lines deep (a taller one is scaled, with a warning). Its top is level
/// with the capitals of the line beside it, its foot or its caption's last line stands on a baseline.
pub fn picture(desk: &mut Desk, picture: &Picture, width: Length, most: u32, exact: Option<u32>) -> Matter {
    let tag = Tag::figure(desk.tag.as_ref(), picture.alt.clone(), Some(picture.span));
    desk.within(tag, |desk| set(desk, picture, width, most, exact))
}

fn set(desk: &mut Desk, picture: &Picture, width: Length, most: u32, exact: Option<u32>) -> Matter {
    let ids: Vec<ImageId> = picture.files.iter().filter_map(|f| desk.m.images.find(&f.value)).collect();
    let Some(first) = ids.first() else { return Matter::default() };
    let per_row = match ids.len() {
        n @ 1..=3 => n,
        4 => 2,
        5 | 6 | 9 => 3,
        _ => 4,
    };
    let rows = ids.len().div_ceil(per_row) as i64;
    let gap = desk.m.layout.gutter / 3;
    let mut width = width;
    let mut words = caption(desk, picture, width);
    let natural = ratio(desk, *first, picture, ids.len());
    let cell_width = (width - gap * (per_row as i64 - 1)) / per_row as i64;
    let wanted = cell_width.scale(1.0 / natural) * rows + gap * (rows - 1);
    let mut below = caption_depth(desk, words.len());
    let trim = trim(desk, *first, picture, natural, ids.len());
    let (mut lines, mut height) = snap(desk, wanted, below, trim);
    if let Some(exact) = exact {
        (lines, height) = (exact, depth(desk, exact) - below);
    }
    if lines > most {
        lines = most;
        height = depth(desk, lines) - below;
        if trim.0 * 0.999 > height.pt() / wanted.pt() {
            // A caption is no wider than its picture, which is smaller the more lines the caption has.
            let full = width;
            for _ in 0..SETTLE {
                let scale = height.pt() / (wanted.pt() * trim.0.max(0.01));
                width = full.scale(scale.clamp(0.05, 1.0));
                words = caption(desk, picture, caption_width(desk, width, full));
                below = caption_depth(desk, words.len()).min(depth(desk, lines) / 2);
                height = depth(desk, lines) - below;
            }
            let message = "the picture is too tall for its page and was set smaller";
            let d = Diagnostic::warning("picture-too-tall", message).at(picture.span);
            desk.say.push(d.hint("a `crop` with a wider form, or fewer `columns`, would fill its columns"));
        }
    }
    let full = cell_width * per_row as i64 + gap * (per_row as i64 - 1);
    let room =
        Rect { x: (full - width) / 2, y: desk.drop() - desk.cap_height(desk.style(Role::Body)), w: width, h: height };
    let mut matter = Matter { lines, ..Matter::default() };
    cells(desk, &ids, per_row, gap, room, picture, &mut matter.marks);
    warn_coarse(desk, picture, &ids, &matter);
    let style = desk.style(Role::Caption);
    let foot = desk.grid() * (i64::from(lines) - 1) + desk.drop();
    let n = words.len() as i64;
    let wide = caption_width(desk, room.w, full);
    let left = (full - wide) / 2;
    for (i, line) in words.into_iter().enumerate() {
        let y = foot - style.leading * (n - 1 - i as i64);
        let x = left + style.align.offset((wide - line.width).max(Length::ZERO));
        matter.marks.push(Mark::Line(Point { x, y }, line));
    }
    matter
}

/// The least and the most grid lines that a picture may take at a width where it naturally takes `lines`: as its `crop`
/// allows, or as a photograph may be trimmed.
pub fn picture_range(desk: &mut Desk, picture: &Picture, width: Length, lines: u32) -> (u32, u32) {
    let ids: Vec<ImageId> = picture.files.iter().filter_map(|f| desk.m.images.find(&f.value)).collect();
    let [id] = ids[..] else { return (lines, lines) };
    let natural = ratio(desk, id, picture, 1);
    let wanted = width.scale(1.0 / natural);
    let caption = caption(desk, picture, width).len();
    let below = caption_depth(desk, caption);
    let trim = trim(desk, id, picture, natural, 1);
    let serves = |n: &u32| {
        let share = (depth(desk, *n) - below).pt() / wanted.pt().max(0.01);
        share >= trim.0 - 1e-9 && share <= trim.1 + 1e-9
    };
    let least = (lines.saturating_sub(LEEWAY).max(2)..lines).find(serves).unwrap_or(lines);
    let most = (lines + 1..=lines + LEEWAY).rev().find(serves).unwrap_or(lines);
    (least, most)
}

/// Fewer pixels to the inch than this show as blocks in print.
const COARSE: f64 = 200.0;

/// Says which pictures have too few pixels for their printed size, the part that is shown counted.
fn warn_coarse(desk: &mut Desk, picture: &Picture, ids: &[ImageId], matter: &Matter) {
    for mark in &matter.marks {
        let Mark::Picture(p) = mark else { continue };
        let shown = f64::from(p.crop[2] - p.crop[0]) / 65_536.0;
        let ppi = desk.m.images.get(p.image).ppi_at(p.rect.w) * shown;
        if ppi < COARSE {
            let file = ids.iter().zip(&picture.files).find(|(id, _)| **id == p.image).map(|(_, f)| f);
            let name = file.map(|f| f.value.display().to_string()).unwrap_or_default();
            let needed = p.rect.w.pt() / 72.0 * COARSE / shown.max(0.01);
            let message = format!("{name} has {ppi:.0} pixels to the inch at its printed size; {COARSE:.0} are needed");
            let d = Diagnostic::warning("picture-coarse", message).at(file.map_or(picture.span, |f| f.span));
            desk.say.push(d.hint(format!("take one at least {needed:.0} pixels wide, or give it fewer `columns`")));
        }
    }
}

/// The pictures in their cells.
fn cells(desk: &Desk, ids: &[ImageId], per_row: usize, gap: Length, room: Rect, p: &Picture, out: &mut Vec<Mark>) {
    let rows = ids.len().div_ceil(per_row);
    let h = (room.h - gap * (rows as i64 - 1)) / rows as i64;
    for (row, ids) in ids.chunks(per_row).enumerate() {
        // The last row is as wide as the others, with fewer and wider pictures.
        let n = ids.len() as i64;
        let w = (room.w - gap * (n - 1)) / n;
        for (c, id) in ids.iter().enumerate() {
            let rect = Rect { x: room.x + (w + gap) * c as i64, y: room.y + (h + gap) * row as i64, w, h };
            out.push(Mark::picture(*id, rect, crop(desk.m.images.get(*id).pixels, rect, p.focus), desk.tag.clone()));
        }
    }
}

/// Width : height at which a picture wants to stand.
fn ratio(desk: &Desk, id: ImageId, picture: &Picture, count: usize) -> f64 {
    let (w, h) = desk.m.images.get(id).pixels;
    let natural = (f64::from(w) / f64::from(h.max(1))).clamp(0.02, 50.0);
    match picture.crop {
        Some(c) => natural.clamp(c.min, c.max),
        None if count > 1 => natural.clamp(1.0, 1.6),
        None => natural,
    }
}

/// The least and the most of its wanted height that a picture may have.
fn trim(desk: &Desk, id: ImageId, picture: &Picture, natural: f64, count: usize) -> (f64, f64) {
    match picture.crop {
        Some(c) => (natural / c.max, natural / c.min),
        None if count > 1 => (0.85, 1.15),
        None if desk.m.images.get(id).is_line_art => (1.0, 1.0),
        None => (1.0 - TRIM, 1.0 + TRIM),
    }
}

/// What stands below the picture: the gap and the caption's lines down to the last baseline.
fn caption_depth(desk: &Desk, lines: usize) -> Length {
    if lines == 0 {
        return Length::ZERO;
    }
    let style = desk.style(Role::Caption);
    Length::from_pt(GAP) + desk.cap_height(style) + style.leading * (lines as i64 - 1)
}

/// From the top of the capitals of the first of so many grid lines to the last one's baseline.
fn depth(desk: &Desk, lines: u32) -> Length {
    desk.grid() * (i64::from(lines.max(1)) - 1) + desk.cap_height(desk.style(Role::Body))
}

/// The whole number of grid lines nearest to what a picture of height `wanted` needs with `below` under it, and the
/// picture's height there.
fn snap(desk: &Desk, wanted: Length, below: Length, trim: (f64, f64)) -> (u32, Length) {
    let exact = wanted + below - depth(desk, 1);
    let up = exact.units_up(desk.grid()) as u32 + 1;
    let mut options: Vec<(f64, u32, Length)> = Vec::new();
    for lines in [up.saturating_sub(1).max(1), up] {
        let height = depth(desk, lines) - below;
        let share = height.pt() / wanted.pt().max(0.01);
        if share >= trim.0 - 1e-9 && share <= trim.1 + 1e-9 {
            options.push(((share - 1.0).abs(), lines, height));
        }
    }
    options.sort_by(|a, b| a.0.total_cmp(&b.0));
    // Where the form may not change, the white that is over lies between the caption and what follows.
    options.first().map_or((up, wanted), |o| (o.1, o.2))
}

/// The part of a picture that is shown in a room, around its focus.
fn crop(pixels: (u32, u32), room: Rect, focus: [u16; 2]) -> [u32; 4] {
    let natural = f64::from(pixels.0) / f64::from(pixels.1.max(1));
    let wanted = room.w.pt() / room.h.pt().max(0.01);
    let (w, h) = if natural > wanted { (wanted / natural, 1.0) } else { (1.0, natural / wanted) };
    let side = |share: f64, focus: u16| {
        let start = (f64::from(focus) / 1000.0 - share / 2.0).clamp(0.0, 1.0 - share);
        let at = |v: f64| (v * 65_536.0).round() as u32;
        (at(start), at(start + share))
    };
    let ((left, right), (top, bottom)) = (side(w, focus[0]), side(h, focus[1]));
    [left, top, right, bottom]
}

/// The width of the caption under a picture: that of the picture, unless hardly a word goes into that.
fn caption_width(desk: &Desk, picture: Length, full: Length) -> Length {
    picture.max((desk.style(Role::Caption).size * 10).min(full))
}

/// Caption and credit at a width.
fn caption(desk: &mut Desk, picture: &Picture, width: Length) -> Vec<Line> {
    let source = picture.caption.as_ref().and_then(Rich::source);
    desk.part(TagKind::Caption, source, |desk| words(desk, picture, width))
}

/// Another share of its width over which a caption is set, and another white, in em, between it and its credit, where a line
/// would seem to spill over a column below.
const OTHERWISE: [(f64, f64); 5] = [(0.97, APART), (0.94, APART), (0.91, APART), (0.88, APART), (1.0, 3.0 * APART)];
/// The white, in em, between a caption and its credit.
const APART: f64 = 0.6;

fn words(desk: &mut Desk, picture: &Picture, width: Length) -> Vec<Line> {
    // A line of a caption holds at most about 70 characters.
    let measure = width.min(desk.style(Role::Caption).size * 40);
    let lines = said(desk, picture, measure, APART);
    let (edges, gutter) = (edges(desk, width), desk.m.layout.gutter);
    let spills = |lines: &[Line]| spills(lines, 1.0, &edges, gutter) > 0;
    if !spills(&lines) {
        return lines;
    }
    let mut others = OTHERWISE.iter().map(|(share, apart)| said(desk, picture, measure.scale(*share), *apart));
    others.find(|other| other.len() == lines.len() && !spills(other)).unwrap_or(lines)
}

/// Caption and credit over a measure: the credit so many em after the caption's last line, or on a line of its own.
fn said(desk: &mut Desk, picture: &Picture, measure: Length, apart: f64) -> Vec<Line> {
    let style = desk.style(Role::Caption);
    let mut lines = match &picture.caption {
        Some(c) if !c.is_blank() => desk.ragged(c, style, measure, Align::Left),
        _ => Vec::new(),
    };
    if let Some(credit) = &picture.credit {
        let style = desk.style(Role::Credit);
        let mut credit = desk.ragged(&bare(credit), style, measure, Align::Left);
        let gap = style.size.scale(apart);
        match lines.last_mut() {
            Some(last) if credit.len() == 1 && last.width + gap + credit[0].width <= measure => {
                append(last, credit.remove(0), gap);
            }
            _ => lines.append(&mut credit),
        }
    }
    lines
}

/// A credit without a full stop at its end.
fn bare(credit: &Rich) -> Rich {
    let mut rich = credit.clone();
    if let Some(last) = rich.spans.last_mut() {
        last.text = last.text.trim_end_matches('.').to_owned();
    }
    rich
}

#[cfg(test)]
mod tests {
    use super::*;

    fn room(w: f64, h: f64) -> Rect {
        Rect { w: Length::from_pt(w), h: Length::from_pt(h), ..Rect::default() }
    }

    #[test]
    fn a_crop_keeps_its_focus() {
        // A square shown in a room twice as wide as tall: half of its height, around a focus near the top.
        assert_eq!(crop((100, 100), room(200.0, 100.0), [500, 100]), [0, 0, 65_536, 32_768]);
        assert_eq!(crop((100, 100), room(200.0, 100.0), [500, 500]), [0, 16_384, 65_536, 49_152]);
        assert_eq!(crop((200, 100), room(200.0, 100.0), [0, 0]), [0, 0, 65_536, 65_536]);
    }
}
