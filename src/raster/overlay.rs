//! What is laid over a page on request: the grid that its lines stand on, the rooms of its articles, and where machines do
//! not print.

use super::look::BORDER_MM;
use super::shape::{Rgba, Shape};
use crate::display::{DisplayItem, DisplayList, Tag};
use crate::geom::{Length, Point, Rect, Size};
use crate::page::Grid;

const COLUMN: Rgba = Rgba([0, 150, 220, 26]);
const LINE: Rgba = Rgba([0, 140, 210, 110]);
const BORDER: Rgba = Rgba([220, 30, 60, 60]);
const SAFE: Rgba = Rgba([220, 30, 60, 255]);
/// Colours of modules, one after the other.
const MODULES: [[u8; 3]; 6] =
    [[196, 30, 58], [0, 110, 180], [20, 130, 60], [150, 70, 170], [190, 100, 0], [0, 130, 130]];

/// The columns of page `number` (from 1) as tinted fields, and the lines of its grid: type stands on them.
pub fn grid(grid: &Grid, number: u32) -> Vec<Shape> {
    let high = grid.baseline * grid.lines;
    let edges = grid.column_edges(number);
    let columns = edges.clone().map(|x| Shape::Fill(Rect { x, y: grid.top, w: grid.column, h: high }, COLUMN));
    let (left, w, h) = (edges.clone().next().unwrap_or_default(), grid.width(), Length::from_pt(0.25));
    let line = |n: i64| {
        let y = grid.top + grid.baseline * n + grid.drop;
        Shape::Fill(Rect { x: left, y, w, h }, LINE)
    };
    columns.chain((0..grid.lines).map(line)).collect()
}

/// The rooms of the articles on a page, each with its newsroom name, in the order of their first marks.
pub fn modules(page: &DisplayList, grid: &Grid, number: u32) -> Vec<Shape> {
    let mut shapes = Vec::new();
    for (n, (slug, rect)) in rooms(page).into_iter().enumerate() {
        let rect = over_columns(rect, grid, number);
        let [r, g, b] = MODULES[n % MODULES.len()];
        let size = Length::from_pt(9.0);
        // The name stands in its room's upper right corner, where a headline seldom reaches.
        let wide = size.scale(0.5) * (slug.chars().count() as i64 + 1);
        let at = Point { x: (rect.right() - wide).max(rect.x + size.scale(0.3)), y: rect.y + size };
        shapes.push(Shape::Fill(rect, Rgba([r, g, b, 22])));
        shapes.push(Shape::Frame(rect, Length::from_pt(1.2), Rgba([r, g, b, 255])));
        let (color, ground) = (Rgba([255; 4]), Some(Rgba([r, g, b, 255])));
        shapes.push(Shape::Label { at, size, text: slug, color, ground });
    }
    shapes
}

/// The border on which copiers do not print, [`BORDER_MM`] wide, and the safe area within it.
pub fn safe_area(trim: Size) -> Vec<Shape> {
    let border = Length::from_pt(BORDER_MM / 25.4 * 72.0);
    let (x, y, w, h) = (Length::ZERO, Length::ZERO, trim.w, trim.h);
    let inner = Rect { x: border, y: border, w: w - border * 2, h: h - border * 2 };
    if inner.w <= Length::ZERO || inner.h <= Length::ZERO {
        return vec![Shape::Fill(Rect { x, y, w, h }, BORDER)];
    }
    let sides = [
        Rect { x, y, w, h: border },
        Rect { x, y: inner.bottom(), w, h: border },
        Rect { x, y: border, w: border, h: inner.h },
        Rect { x: inner.right(), y: border, w: border, h: inner.h },
    ];
    let fields = sides.into_iter().map(|side| Shape::Fill(side, BORDER));
    fields.chain([Shape::Frame(inner, Length::from_pt(0.75), SAFE)]).collect()
}

/// The room that each article takes on a page: the smallest rectangle around its marks, or the box that it stands in.
pub fn rooms(page: &DisplayList) -> Vec<(String, Rect)> {
    let mut rooms: Vec<(String, Rect)> = Vec::new();
    for item in &page.items {
        let (tag, rect) = match item {
            DisplayItem::Glyphs(run) => {
                let wide = run.glyphs.last().map_or(Length::ZERO, |g| g.x + g.advance);
                let (up, down) = (run.size.scale(0.75), run.size.scale(0.25));
                (&run.tag, Rect { x: run.origin.x, y: run.origin.y - up, w: wide, h: up + down })
            }
            DisplayItem::Picture(placed) => (&placed.tag, placed.rect),
            DisplayItem::Fill(..) | DisplayItem::Frame(..) => continue,
        };
        let Some(slug) = tag.as_ref().and_then(Tag::in_article) else { continue };
        match rooms.iter_mut().find(|(name, _)| name == slug) {
            Some((_, room)) => *room = room.union(rect),
            None => rooms.push((slug.to_owned(), rect)),
        }
    }
    for (_, room) in &mut rooms {
        if let Some(around) = boxed(page, *room) {
            *room = around;
        }
    }
    rooms
}

/// The smallest frame or tint around a room that is not the page's own.
fn boxed(page: &DisplayList, room: Rect) -> Option<Rect> {
    let holds = |r: &Rect| {
        let within = r.x <= room.x && r.y <= room.y && r.right() >= room.right() && r.bottom() >= room.bottom();
        within && (r.w < page.boxes.trim.w || r.h < page.boxes.trim.h)
    };
    let boxes = page.items.iter().filter_map(|item| match item {
        DisplayItem::Fill(rect, _) | DisplayItem::Frame(rect, _, _) => Some(*rect),
        _ => None,
    });
    boxes.filter(holds).min_by_key(|r| (r.w + r.h).sp())
}

/// A room widened to the columns that it stands over, where an edge lies within one.
fn over_columns(room: Rect, grid: &Grid, number: u32) -> Rect {
    let column = grid.column;
    let lefts = grid.column_edges(number);
    let left = lefts.clone().filter(|x| *x <= room.x && room.x < *x + column).max().unwrap_or(room.x);
    let rights = lefts.map(|x| x + column);
    let right = rights.filter(|x| *x >= room.right() && *x - column < room.right()).min().unwrap_or(room.right());
    Rect { x: left, w: right - left, ..room }
}
