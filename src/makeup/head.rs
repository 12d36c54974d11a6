//! The head of an article: kicker, headline, deck, byline, over the columns that the article spans.

use super::banner::banner;
use super::desk::Desk;
use super::initial::rise;
use super::matter::{Mark, Matter};
use super::measure::Measures;
use crate::display::{GlyphRun, TagKind};
use crate::geom::{Length, Point};
use crate::issue::{Article, Kind, Rich};
use crate::page::{Align, Role};
use crate::style::Style;
use crate::text::Line;

/// How far a headline's size may leave its class to fill its width: few sizes, far apart.
const SCALES: [f64; 9] = [1.0, 1.03, 0.97, 1.06, 0.94, 1.1, 0.91, 1.15, 0.88];
/// How far a deck's size may leave its own to keep the gaps between its words off the gutters below.
const DECK_SCALES: [f64; 5] = [1.0, 0.98, 1.02, 0.96, 1.04];

/// Sets an article's head over its columns; of a banner, all of it. `class` is the place of the headline's size in the
/// style's list, 0 the largest.
pub fn head(desk: &mut Desk, article: &Article, class: usize, measures: &Measures) -> Matter {
    let width = measures.whole;
    if article.kind == Kind::Banner {
        return banner(desk, article, width);
    }
    let edges: Vec<Length> = (1..measures.span).map(|c| measures.x(c) - measures.pad).collect();
    let role = if article.boxed { Role::BoxHead } else { Role::Headline };
    let mut stack = Stack::new(width);
    if let Some(kicker) = &article.kicker {
        let style = desk.style(Role::Kicker);
        let set = |desk: &mut Desk| desk.display(kicker, style, width, Align::Left);
        let lines = desk.part(TagKind::Paragraph, kicker.source(), set);
        let cap = desk.cap_height(style);
        // The larger the headline, the more white over it.
        let sizes = &desk.style(role).sizes;
        let below = style.size.scale(0.5) + sizes[class.min(sizes.len() - 1)].scale(0.06);
        stack.add(lines, cap, style, below);
    }
    let set = |desk: &mut Desk| headline(desk, role, &article.headline, class, (width, &edges));
    let (style, lines) = desk.part(TagKind::Heading(1), article.headline.source(), set);
    let cap = desk.cap_height(&style);
    stack.add(lines, cap, &style, style.size.scale(0.26));
    // Kicker and headline stay together.
    stack.seams.clear();
    if let Some(deck) = &article.deck {
        let base = desk.style(Role::Deck);
        let cost = |lines: &[Line], _: Length, scale: f64| 10.0 * split(lines, scale, &edges, base.size) as f64;
        let style = fit(desk, deck, base, &DECK_SCALES, width, &cost);
        let set = |desk: &mut Desk| desk.display(deck, &style, width, Align::Left);
        let lines = desk.part(TagKind::Paragraph, deck.source(), set);
        stack.y += style.size.scale(0.3);
        let cap = desk.cap_height(&style);
        stack.add(lines, cap, &style, style.size.scale(0.3));
    }
    byline(desk, article, width, &mut stack);
    let slack = desk.grid() - desk.drop() + desk.grid().scale(0.3);
    // The accent of an initial stands between the head and the capitals of the copy.
    let accent = rise(desk, article) + Length::PT * 3 - desk.drop() + desk.cap_height(desk.style(Role::Body));
    let slack = slack.max(accent);
    stack.finish(desk.grid(), slack, measures.span < desk.m.layout.columns || article.boxed)
}

/// The byline and, after it, the dateline.
fn byline(desk: &mut Desk, article: &Article, width: Length, stack: &mut Stack) {
    let style = desk.style(Role::Byline);
    let mut lines = Vec::new();
    if let Some(by) = &article.byline {
        let set = |desk: &mut Desk| desk.ragged(by, style, width, Align::Left);
        lines = desk.part(TagKind::Paragraph, by.source(), set);
    }
    if let Some(dateline) = &article.dateline {
        let own = desk.style(Role::Dateline);
        let set = |desk: &mut Desk| desk.ragged(dateline, own, width, Align::Left);
        let mut set = desk.part(TagKind::Paragraph, dateline.source(), set);
        let gap = style.size;
        match lines.last_mut() {
            Some(last) if set.len() == 1 && last.width + gap + set[0].width <= width => {
                append(last, set.remove(0), gap);
            }
            _ => lines.append(&mut set),
        }
    }
    if !lines.is_empty() {
        stack.y += style.size.scale(0.22);
        let cap = desk.cap_height(style);
        stack.add(lines, cap, style, style.size.scale(0.3));
    }
}

/// Puts a line behind another on the same baseline.
pub fn append(line: &mut Line, mut tail: Line, gap: Length) {
    let by = line.width + gap;
    for run in &mut tail.runs {
        run.origin.x += by;
    }
    for link in &mut tail.links {
        link.x += by;
    }
    line.runs.append(&mut tail.runs);
    line.links.append(&mut tail.links);
    line.width = by + tail.width;
}

/// Fits a headline: of the sizes near its class, the one at which its lines fill the width best.
fn headline(
    desk: &mut Desk,
    role: Role,
    rich: &Rich,
    class: usize,
    (width, edges): (Length, &[Length]),
) -> (Style, Vec<Line>) {
    let base = desk.style(role);
    // The largest size from that of its class on at which its words stay whole.
    let whole = |desk: &mut Desk, size: &Length| {
        let text = desk.shape(rich, &base.at(*size));
        !text.break_display(width).forced
    };
    let last = base.sizes.len() - 1;
    let size = base.sizes[class.min(last)..].iter().find(|s| whole(desk, s)).unwrap_or(&base.sizes[last]);
    let base = base.at(*size);
    let cost = |lines: &[Line], measure: Length, scale: f64| {
        let longest = lines.iter().map(|l| l.width).max().unwrap_or_default().pt();
        let mean = lines.iter().map(|l| l.width.pt()).sum::<f64>() / lines.len().max(1) as f64;
        let empty = 1.0 - f64::midpoint(longest, mean) / measure.pt();
        let many = lines.len().saturating_sub(3) as f64;
        4.0 * empty * empty
            + 0.2 * many
            + 0.04 * lines.len() as f64
            + 0.25 * split(lines, scale, edges, base.size) as f64
    };
    let style = fit(desk, rich, &base, &SCALES, width, &cost);
    let lines = desk.display(rich, &style, width, Align::Left);
    (style, lines)
}

/// The style at that one of the scaled sizes at which display type costs least. Leaving its own size costs too; `cost`,
/// which is never less than nothing, is that of lines at their own size over a measure, and the scale at which they stand.
fn fit(
    desk: &mut Desk,
    rich: &Rich,
    base: &Style,
    scales: &[f64],
    width: Length,
    cost: &dyn Fn(&[Line], Length, f64) -> f64,
) -> Style {
    let text = desk.shape(rich, base);
    let mut best: Option<(f64, Length)> = None;
    let (mut breaks, mut lines) = (Vec::new(), Vec::new());
    for scale in scales {
        // Whole quarter points: sizes that a reader of the PDF can name.
        let size = Length::from_pt((base.size.pt() * scale * 4.0).round() / 4.0);
        let scale = size.pt() / base.size.pt();
        let leave = 9.0 * scale.ln() * scale.ln();
        let better = |cost: f64| best.is_none_or(|(c, _)| cost < c - 1e-9);
        if !better(leave) {
            continue;
        }
        // The text at that size over the width breaks as the text at its own over the width divided by the scale.
        let measure = width.scale(1.0 / scale);
        let breaking = text.break_display(measure);
        // Flush left, the same breaks are the same lines over every measure.
        if breaks != breaking.breaks {
            lines = text.set(desk.m.fonts, &breaking, &|_| measure, Length::ZERO, Align::Left);
            breaks = breaking.breaks;
        }
        let cost = cost(&lines, measure, scale) + leave + f64::from(breaking.forced) * 10.0;
        if better(cost) {
            best = Some((cost, size));
        }
    }
    base.at(best.map_or(base.size, |b| b.1))
}

/// How many gaps between words lie over a gutter of the columns below, so that the line looks like two heads side by
/// side, where the lines stand at `scale`. `edges` are the left edges of the columns but the first.
fn split(lines: &[Line], scale: f64, edges: &[Length], size: Length) -> usize {
    let near = size.scale(0.4).min(Length::from_pt(4.0));
    let gap_at = |start: Length, end: Length| edges.iter().any(|e| start < *e && end > *e - near);
    let in_run = |run: &GlyphRun| {
        let at = |i: usize| run.origin.x.scale(scale) + run.glyphs[i].x.scale(scale);
        let space = |i: &usize| {
            let (from, to) = run.glyphs[*i].text;
            run.text.get(from as usize..to as usize).is_some_and(|t| t.trim().is_empty())
        };
        (0..run.glyphs.len().saturating_sub(1)).filter(space).filter(|i| gap_at(at(*i), at(*i + 1))).count()
    };
    lines.iter().flat_map(|l| &l.runs).map(in_run).sum()
}

/// Lines under one another over a width.
pub struct Stack {
    width: Length,
    /// What was added.
    pub marks: Vec<Mark>,
    /// The marks before which a part begins.
    seams: Vec<usize>,
    /// Where the next begins.
    pub y: Length,
}

impl Stack {
    /// Nothing yet.
    pub fn new(width: Length) -> Stack {
        Stack { width, marks: Vec::new(), seams: Vec::new(), y: Length::ZERO }
    }

    /// Adds lines that were set flush left, aligned as their style says: the first's capitals begin at the stack's foot;
    /// `below` is left under the last baseline.
    pub fn add(&mut self, lines: Vec<Line>, cap: Length, style: &Style, below: Length) {
        let n = lines.len() as i64;
        if n > 0 && !self.marks.is_empty() {
            self.seams.push(self.marks.len());
        }
        for (i, line) in lines.into_iter().enumerate() {
            let x = style.align.offset(self.width - line.width);
            let y = self.y + cap + style.leading * i as i64;
            self.marks.push(Mark::Line(Point { x, y }, line));
        }
        if n > 0 {
            self.y += cap + style.leading * (n - 1) + below;
        }
    }

    /// Rounds the depth up to whole grid lines. What is over goes above, as a head belongs to what follows it, up to half
    /// a line, and the rest between the parts; but heads that stand side by side begin level.
    pub fn finish(self, grid: Length, below: Length, level: bool) -> Matter {
        let total = self.y + below;
        let lines = total.units_up(grid).max(1);
        let over = grid * lines - total;
        let above = if level { Length::ZERO } else { over.min(grid / 2) };
        let parts = self.seams.len() as i64;
        let share = if parts > 0 && !level { (over - above) / parts } else { Length::ZERO };
        let lowered = self.marks.into_iter().enumerate().map(|(i, mark)| {
            let seams = self.seams.iter().filter(|s| **s <= i).count() as i64;
            mark.moved(Point { x: Length::ZERO, y: above + share * seams })
        });
        Matter { lines: lines as u32, marks: lowered.collect(), seams: self.seams.clone() }
    }
}
