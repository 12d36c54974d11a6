//! The sizes of display type: that one near its class at which a headline fills its width best.

use crate::display::GlyphRun;
use crate::geom::Length;
use crate::issue::Rich;
use crate::makeup::desk::Desk;
use crate::page::{Align, Role};
use crate::style::Style;
use crate::text::Line;

/// How far a headline's size may leave its class to fill its width: few sizes, far apart.
const SCALES: [f64; 9] = [1.0, 1.03, 0.97, 1.06, 0.94, 1.1, 0.91, 1.15, 0.88];
/// How much smaller than the smallest of its sizes a headline is set at most, where a word would be broken else.
const SMALLER: [f64; 4] = [0.92, 0.84, 0.76, 0.7];
/// How far the size of a deck or a jump head may leave its own to keep clear of the gutters below.
const CLEAR_SCALES: [f64; 5] = [1.0, 0.98, 1.02, 0.96, 1.04];

/// How far a pull quote's size may leave its own to fill its width.
const QUOTE_SCALES: [f64; 6] = [1.0, 1.06, 0.94, 1.12, 1.18, 0.9];

/// What it costs that a gap between words lies over a gutter of the columns below, or that a line spills over one of them.
const ASTRAY: f64 = 0.25;
/// How far beyond a column, in points, a line ends that seems to spill over it: nearer, nobody sees it; farther, it is plainly another's.
const SPILL: (i64, i64) = (1, 8);

/// A line of a headline but the last is short below this share of the longest.
const SHORT: f64 = 0.5;

/// Fits a headline: of the sizes near its class, the one at which its lines fill the width best; near the class below where
/// that spares it a short line among longer ones.
pub fn headline(
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
    let Some(class) = (class.min(last)..=last).find(|c| whole(desk, &base.sizes[*c])) else {
        // Rather smaller than all of them than a word broken.
        let smaller = SMALLER.iter().map(|s| base.sizes[last].scale(*s)).find(|s| whole(desk, s));
        return near(desk, rich, &base.at(smaller.unwrap_or(base.sizes[last])), (width, edges));
    };
    let size = larger(desk, rich, base, class, edges);
    let (style, lines) = near(desk, rich, &base.at(size), (width, edges));
    // The largest is the lead's.
    if class > 0 && class < last && is_uneven(&lines) {
        let (smaller, fewer) = near(desk, rich, &base.at(base.sizes[class + 1]), (width, edges));
        if fewer.len() < lines.len() && !is_uneven(&fewer) {
            return (smaller, fewer);
        }
    }
    (style, lines)
}

/// A headline at that size near a style's own at which its lines fill the width best.
fn near(desk: &mut Desk, rich: &Rich, base: &Style, (width, edges): (Length, &[Length])) -> (Style, Vec<Line>) {
    let gutter = desk.m.layout.gutter;
    let cost = |lines: &[Line], measure: Length, scale: f64| {
        let empty = empty(lines, measure);
        let many = lines.len().saturating_sub(3) as f64;
        4.0 * empty * empty
            + 0.2 * many
            + 0.04 * lines.len() as f64
            + ASTRAY * (split(lines, scale, edges, base.size) + spills(lines, scale, edges, gutter)) as f64
    };
    let style = fit(desk, rich, base, &SCALES, width, &cost);
    let lines = desk.display(rich, &style, width, Align::Left);
    (style, lines)
}

/// Whether a short line stands among longer ones.
fn is_uneven(lines: &[Line]) -> bool {
    let longest = lines.iter().map(|l| l.width).max().unwrap_or_default().scale(SHORT);
    lines.iter().rev().skip(1).any(|l| l.width < longest)
}

/// The size of a class, or the next larger one where a headline would leave the last column empty and that one fills it; the
/// largest is the lead's.
fn larger(desk: &mut Desk, rich: &Rich, base: &Style, class: usize, edges: &[Length]) -> Length {
    let size = base.sizes[class];
    let (Some(edge), true) = (edges.last(), class > 1) else { return size };
    let next = base.sizes[class - 1];
    let natural = desk.shape(rich, &base.at(size)).width();
    let reaches = |width: Length| width > *edge + size.scale(0.5);
    let fills = reaches(natural.scale(next.pt() / size.pt() * SCALES[7]));
    if !reaches(natural) && fills { next } else { size }
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

/// How many lines, where they stand at `scale`, end a little beyond the right edge of a column below: as if they had been meant
/// to end with it. `edges` are the left edges of the columns but the first.
pub fn spills(lines: &[Line], scale: f64, edges: &[Length], gutter: Length) -> usize {
    let (least, most) = (Length::PT * SPILL.0, Length::PT * SPILL.1);
    let beyond = |end: Length| edges.iter().map(|e| end - (*e - gutter)).any(|by| by > least && by < most);
    lines.iter().filter(|l| beyond(l.width.scale(scale))).count()
}

/// The left edges of the columns of the grid but the first over which something of a width stands that begins with one.
pub fn edges(desk: &Desk, width: Length) -> Vec<Length> {
    let layout = desk.m.layout;
    let edge = |column: u32| layout.span_width(column) + layout.gutter;
    (1..layout.columns).map(edge).take_while(|edge| *edge < width).collect()
}

/// The style of a pull quote over a width: the size at which its lines fill it best.
pub fn quote(desk: &mut Desk, rich: &Rich, width: Length) -> Style {
    let base = desk.style(Role::PullQuote);
    let (edges, gutter) = (edges(desk, width), desk.m.layout.gutter);
    let cost = |lines: &[Line], measure: Length, scale: f64| {
        4.0 * empty(lines, measure).powi(2)
            + 0.04 * lines.len() as f64
            + ASTRAY * (split(lines, scale, &edges, base.size) + spills(lines, scale, &edges, gutter)) as f64
    };
    fit(desk, rich, base, &QUOTE_SCALES, width, &cost)
}

/// The share of a measure that lines leave white: the mean of that of all and that of the longest.
fn empty(lines: &[Line], measure: Length) -> f64 {
    let longest = lines.iter().map(|l| l.width).max().unwrap_or_default().pt();
    let mean = lines.iter().map(|l| l.width.pt()).sum::<f64>() / lines.len().max(1) as f64;
    1.0 - f64::midpoint(longest, mean) / measure.pt()
}

/// The style of a deck or a jump head over a width: its size, a little larger or smaller where the gaps between its words would
/// stand over the gutters below, or where a line would spill over a column.
pub fn clear(desk: &mut Desk, role: Role, rich: &Rich, (width, edges): (Length, &[Length])) -> Style {
    let base = desk.style(role);
    let gutter = desk.m.layout.gutter;
    let cost = |lines: &[Line], _: Length, scale: f64| {
        10.0 * split(lines, scale, edges, base.size) as f64 + ASTRAY * spills(lines, scale, edges, gutter) as f64
    };
    fit(desk, rich, base, &CLEAR_SCALES, width, &cost)
}
