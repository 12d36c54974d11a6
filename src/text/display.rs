//! Breaking display type: the fewest lines, then balance and sense.

use super::assemble::Cell;
use super::item::Item;
use super::{Breaking, ShapedText};
use crate::geom::Length;

/// A break after a word that clings to the next costs as much as this share of the measure left white on a line.
const CLINGING: f64 = 0.35;
/// A break after a mark saves this.
const AFTER_MARK: f64 = 0.12;
/// A short word alone on the last line.
const LONELY: f64 = 0.5;
/// A hyphen or any other break within a word.
const WITHIN: f64 = 4.0;

/// A place where a line may end.
struct Stop {
    item: usize,
    /// The width before it and after it (from the next box on).
    before: i64,
    after: i64,
    end: i64,
    start: i64,
    cost: f64,
    forced: bool,
    last_resort: bool,
}

/// Breaks display type.
pub fn break_display(shaped: &ShapedText, measure: Length) -> Breaking {
    // Words stay whole if they can; then hyphens; then breaks anywhere.
    for (within, last_resort) in [(false, false), (true, false), (true, true)] {
        let stops = stops(shaped, within, last_resort);
        if let Some(breaking) = best(shaped, &stops, measure, last_resort) {
            return breaking;
        }
    }
    // Wider than the measure even so: a character a line at worst.
    let stops = stops(shaped, true, true);
    best(shaped, &stops, Length::from_sp(i64::MAX / 4), true).unwrap_or_else(Breaking::empty)
}

fn stops(shaped: &ShapedText, within: bool, last_resort: bool) -> Vec<Stop> {
    let mut out = Vec::new();
    let mut width = 0i64;
    let mut waiting: Vec<usize> = Vec::new();
    for (i, item) in shaped.items.iter().enumerate() {
        match *item {
            Item::Box { width: w, .. } => {
                for s in waiting.drain(..) {
                    let stop: &mut Stop = &mut out[s];
                    stop.after = width;
                }
                width += w.sp();
            }
            Item::Glue { width: w, .. } => {
                if i > 0 && matches!(shaped.items[i - 1], Item::Box { .. }) {
                    waiting.push(out.len());
                    let cost = sense(shaped, i);
                    let (before, after) = (width, width + w.sp());
                    out.push(Stop {
                        item: i,
                        before,
                        after,
                        end: 0,
                        start: 0,
                        cost,
                        forced: false,
                        last_resort: false,
                    });
                }
                width += w.sp();
            }
            Item::Penalty { width: w, next, cost, .. } => {
                let forced = cost <= Item::FORCE;
                let last = (Item::LAST_RESORT..Item::FORBID).contains(&cost);
                let inner = matches!(shaped.cells[i], Cell::Break { .. }) && !after_dash(shaped, i);
                if cost >= Item::FORBID || last && !last_resort || inner && !last && !within {
                    continue;
                }
                waiting.push(out.len());
                let sense = match () {
                    () if forced => 0.0,
                    () if last => WITHIN * 100.0,
                    () if inner => WITHIN,
                    () => sense(shaped, i),
                };
                let (end, start) = (w.sp(), next.sp());
                out.push(Stop {
                    item: i,
                    before: width,
                    after: width,
                    end,
                    start,
                    cost: sense,
                    forced,
                    last_resort: last,
                });
            }
        }
    }
    out
}

/// Whether a break within a word follows a dash or hyphen that is in the text.
fn after_dash(shaped: &ShapedText, item: usize) -> bool {
    let Cell::Break { at, added: false } = shaped.cells[item] else { return false };
    shaped.text[..at as usize].ends_with(['-', '—', '–', '/'])
}

/// What breaking between two words costs for the sense.
fn sense(shaped: &ShapedText, item: usize) -> f64 {
    let at = (item..shaped.items.len().min(item + 2)).find_map(|i| match shaped.cells[i] {
        Cell::Space { at, .. } | Cell::Break { at, .. } => Some(at as usize),
        _ => None,
    });
    let Some(at) = at else { return 0.0 };
    let before = shaped.text[..at].rsplit(char::is_whitespace).next().unwrap_or_default();
    if before.ends_with([',', '.', ':', ';', '!', '?', '—', '–', '”', '»']) {
        return -AFTER_MARK;
    }
    let word = before.trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    if shaped.language.clinging.contains(&word.as_str()) { CLINGING } else { 0.0 }
}

/// A way to a stop in so many lines.
#[derive(Clone, Copy)]
struct Way {
    cost: f64,
    from: usize,
    line_start: usize,
}

/// The balanced breaking with the fewest lines; `None` if a line would be too wide.
fn best(shaped: &ShapedText, stops: &[Stop], measure: Length, last_resort: bool) -> Option<Breaking> {
    let room = measure.sp();
    let first = -shaped.lead().sp();
    let width = |from: Option<usize>, to: usize| {
        let (after, start) = from.map_or((0, first), |f| (stops[f].after, stops[f].start));
        stops[to].before - after + start + stops[to].end
    };
    if stops.is_empty() {
        return Some(Breaking::empty());
    }
    // Fewest lines between forced breaks by filling each (any line that fits can only be filled further).
    let mut breaks: Vec<usize> = Vec::new();
    let mut segment_start: Option<usize> = None;
    let mut total = 0.0;
    let mut at = 0;
    while at < stops.len() {
        let end = (at..stops.len()).find(|i| stops[*i].forced)?;
        let (chosen, cost) = balance(shaped, stops, at, end, segment_start, room, &width)?;
        total += cost;
        breaks.extend(chosen);
        segment_start = Some(end);
        at = end + 1;
    }
    let forced = last_resort && breaks.iter().any(|b| stops[*b].last_resort);
    let items: Vec<usize> = breaks.iter().map(|b| stops[*b].item).collect();
    let hyphens = items.iter().map(|i| matches!(shaped.items[*i], Item::Penalty { hyphen: true, .. })).collect();
    Some(Breaking { breaks: items, hyphens, demerits: total, forced })
}

/// Breaks one stretch between forced breaks.
fn balance(
    shaped: &ShapedText,
    stops: &[Stop],
    at: usize,
    end: usize,
    start: Option<usize>,
    room: i64,
    width: &dyn Fn(Option<usize>, usize) -> i64,
) -> Option<(Vec<usize>, f64)> {
    let mut lines = 0;
    let mut from = start;
    let mut next = at;
    while next <= end {
        // Hanging marks make widths uneven, so look on until it is clearly too wide.
        let fits = (next..=end).take_while(|i| width(from, *i) <= room + room / 8 || *i == next);
        let last = fits.filter(|i| width(from, *i) <= room).last()?;
        lines += 1;
        from = Some(last);
        next = last + 1;
        if lines > 400 {
            return None;
        }
    }
    let n = end - at + 1;
    let none = Way { cost: f64::INFINITY, from: usize::MAX, line_start: usize::MAX };
    let mut ways = vec![vec![none; n]; lines];
    for line in 0..lines {
        for to in at..=end {
            let froms = if line == 0 { at..at + 1 } else { at..to };
            for f in froms {
                let (source, so_far) = if line == 0 { (start, 0.0) } else { (Some(f), ways[line - 1][f - at].cost) };
                if so_far.is_infinite() {
                    continue;
                }
                let w = width(source, to);
                if w > room {
                    continue;
                }
                let slack = (room - w) as f64 / room as f64;
                let mut cost = so_far + slack * slack + if to == end { 0.0 } else { stops[to].cost };
                if to == end && line > 0 && lonely(shaped, stops, f, to, w, room) {
                    cost += LONELY;
                }
                if cost < ways[line][to - at].cost {
                    ways[line][to - at] = Way { cost, from: f, line_start: line };
                }
            }
        }
    }
    let last = ways[lines - 1][n - 1];
    if last.cost.is_infinite() {
        return None;
    }
    let mut breaks = vec![end];
    let mut way = last;
    for line in (1..lines).rev() {
        breaks.push(way.from);
        way = ways[line - 1][way.from - at];
    }
    breaks.reverse();
    Some((breaks, last.cost))
}

/// Whether the last line would hold a single short word.
fn lonely(shaped: &ShapedText, stops: &[Stop], from: usize, to: usize, width: i64, room: i64) -> bool {
    let glue = shaped.items[stops[from].item + 1..stops[to].item].iter().filter(|i| matches!(i, Item::Glue { .. }));
    // The glue after a penalty belongs to the line before.
    let inner = glue.count() - usize::from(matches!(shaped.items.get(stops[from].item + 1), Some(Item::Glue { .. })));
    inner == 0 && width * 3 < room
}
