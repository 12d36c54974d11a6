//! The head of an article: kicker, headline, deck, byline, over the columns that the article spans.

use super::desk::Desk;
use super::matter::{Mark, Matter};
use crate::geom::{Length, Point};
use crate::issue::{Article, Rich};
use crate::page::{Align, Role};
use crate::style::Style;
use crate::text::Line;

/// How far a headline's size may leave its class to fill its width: few sizes, far apart.
const SCALES: [f64; 7] = [1.0, 1.05, 0.96, 1.1, 0.92, 1.15, 0.88];

/// Sets an article's head at a width. `class` is the place of the headline's size in the style's list, 0 the largest.
pub fn head(desk: &mut Desk, article: &Article, class: usize, width: Length) -> Matter {
    let mut stack = Stack { marks: Vec::new(), y: Length::ZERO };
    if let Some(kicker) = &article.kicker {
        let style = desk.style(Role::Kicker);
        let lines = desk.display(kicker, style, width, Align::Left);
        let cap = desk.cap_height(style);
        stack.add(lines, cap, style.leading, style.size.scale(0.62));
    }
    let (style, lines) = headline(desk, &article.headline, class, width);
    let cap = desk.cap_height(&style);
    stack.add(lines, cap, style.leading, style.size.scale(0.26));
    if let Some(deck) = &article.deck {
        let style = desk.style(Role::Deck);
        let lines = desk.display(deck, style, width, Align::Left);
        stack.y += style.size.scale(0.3);
        let cap = desk.cap_height(style);
        stack.add(lines, cap, style.leading, style.size.scale(0.3));
    }
    byline(desk, article, width, &mut stack);
    let slack = desk.grid() - desk.drop() + desk.grid().scale(0.1);
    stack.finish(desk.grid(), slack)
}

/// The byline and, after it, the dateline.
fn byline(desk: &mut Desk, article: &Article, width: Length, stack: &mut Stack) {
    let style = desk.style(Role::Byline);
    let mut lines = Vec::new();
    if let Some(by) = &article.byline {
        lines = desk.ragged(by, style, width, Align::Left);
    }
    if let Some(dateline) = &article.dateline {
        let own = desk.style(Role::Dateline);
        let mut set = desk.ragged(dateline, own, width, Align::Left);
        let gap = style.size;
        match lines.last_mut() {
            Some(last) if set.len() == 1 && last.width + gap + set[0].width <= width => {
                append(last, set.remove(0), gap);
            }
            _ => lines.append(&mut set),
        }
    }
    if !lines.is_empty() {
        stack.y += style.size.scale(0.35);
        let cap = desk.cap_height(style);
        stack.add(lines, cap, style.leading, style.size.scale(0.3));
    }
}

/// Puts a line behind another on the same baseline.
pub fn append(line: &mut Line, mut tail: Line, gap: Length) {
    let by = line.width + gap;
    for run in &mut tail.runs {
        run.origin.x += by;
    }
    for link in &mut tail.links {
        link.0 += by;
    }
    line.runs.append(&mut tail.runs);
    line.links.append(&mut tail.links);
    line.width = by + tail.width;
}

/// Fits a headline: of the sizes near its class, the one at which its lines fill the width best.
fn headline(desk: &mut Desk, rich: &Rich, class: usize, width: Length) -> (Style, Vec<Line>) {
    let base = desk.style(Role::Headline);
    let class = class.min(base.sizes.len() - 1);
    let base = base.at(base.sizes[class]);
    let text = desk.shape(rich, &base);
    let fonts = desk.m.fonts;
    let mut best: Option<(f64, f64)> = None;
    for scale in SCALES {
        let measure = width.scale(1.0 / scale);
        let breaking = text.break_display(measure);
        let lines = text.set(fonts, &breaking, &|_| measure, Length::ZERO, Align::Left);
        let longest = lines.iter().map(|l| l.width).max().unwrap_or_default();
        let fill = longest.pt() / measure.pt();
        let mean = lines.iter().map(|l| l.width.pt()).sum::<f64>() / lines.len().max(1) as f64 / measure.pt();
        let empty = 1.0 - (fill + mean) / 2.0;
        let leave = scale.ln();
        let many = lines.len().saturating_sub(3) as f64;
        let broken = f64::from(breaking.forced) * 10.0;
        let cost = 4.0 * empty * empty + 9.0 * leave * leave + 0.2 * many + 0.04 * lines.len() as f64 + broken;
        if best.is_none_or(|(c, _)| cost < c - 1e-9) {
            best = Some((cost, scale));
        }
    }
    let scale = best.map_or(1.0, |b| b.1);
    // Whole quarter points: sizes that a reader of the PDF can name.
    let size = Length::from_pt((base.size.pt() * scale * 4.0).floor() / 4.0);
    let style = base.at(size);
    let lines = desk.display(rich, &style, width, Align::Left);
    (style, lines)
}

/// Lines under one another.
struct Stack {
    marks: Vec<Mark>,
    y: Length,
}

impl Stack {
    /// Adds lines: the first's capitals begin at the stack's foot; `below` is left under the last baseline.
    fn add(&mut self, lines: Vec<Line>, cap: Length, leading: Length, below: Length) {
        let n = lines.len() as i64;
        for (i, line) in lines.into_iter().enumerate() {
            let y = self.y + cap + leading * i as i64;
            self.marks.push(Mark::Line(Point { x: Length::ZERO, y }, line));
        }
        if n > 0 {
            self.y += cap + leading * (n - 1) + below;
        }
    }

    /// Rounds the depth up to whole grid lines. What is over goes above: a head belongs to what follows it.
    fn finish(self, grid: Length, below: Length) -> Matter {
        let total = self.y + below;
        let lines = total.units_up(grid).max(1);
        let mut matter = Matter { lines: lines as u32, marks: self.marks };
        matter.lower(grid * lines - total);
        matter
    }
}
