//! A made-up page into its display list.

use crate::display::{DisplayItem, DisplayList, Link, PageBoxes};
use crate::geom::{Length, Point, Rect};
use crate::makeup::{Mark, Page};
use crate::page::Layout;
use crate::text::Line;

/// The display list of a page.
pub fn paint(page: Page, layout: &Layout) -> DisplayList {
    let boxes = PageBoxes { trim: layout.paper, bleed: layout.bleed };
    let items = Vec::with_capacity(page.marks.len());
    let mut list = DisplayList { boxes, items, links: Vec::new(), bookmarks: page.bookmarks };
    for mark in page.marks {
        match mark {
            Mark::Line(at, line) => paint_line(at, line, &mut list),
            Mark::Fill(rect, color) => list.items.push(DisplayItem::Fill(rect, color)),
            Mark::Picture(picture) => list.items.push(DisplayItem::Picture(picture)),
        }
    }
    list
}

fn paint_line(at: Point, line: Line, list: &mut DisplayList) {
    let size = line.runs.iter().map(|r| r.size).max().unwrap_or(Length::ZERO);
    for link in line.links {
        let rect = Rect { x: at.x + link.x, y: at.y - size.scale(0.8), w: link.width, h: size.scale(1.05) };
        list.links.push(Link { rect, uri: link.uri, tag: link.tag });
    }
    for mut run in line.runs {
        run.origin = Point { x: at.x + run.origin.x, y: at.y + run.origin.y };
        list.items.push(DisplayItem::Glyphs(run));
    }
}
