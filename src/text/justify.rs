//! Setting: from a breaking to lines of placed glyphs. The slack of a line goes to its spaces and letters exactly, to
//! the scaled point, whatever is left over spread evenly.

use super::assemble::{Cell, Piece, scale};
use super::fit::{Fit, Sums, fit};
use super::item::Item;
use super::protrusion;
use super::shape::{Scratch, is_ignorable};
use super::{Breaking, Line, LineLink, ShapedText};
use crate::display::{Glyph, GlyphRun, Tag};
use crate::font::FontBook;
use crate::geom::{Length, Point};
use crate::page::Align;
use std::ops::Range;

/// The text that an added hyphen stands for.
const SOFT_HYPHEN: &str = "\u{AD}";
/// How far letters of a line without spaces may be spaced to fill it, in em.
const SPREAD: f64 = 0.06;

/// A glyph or a space of a line.
struct Slot {
    look: u16,
    face: crate::font::FaceId,
    /// The glyph; a space may have none.
    id: Option<u16>,
    width: Length,
    own: Length,
    dx: Length,
    rise: Length,
    /// Its bytes in the paragraph; an added hyphen's are beyond the end.
    text: Range<usize>,
    /// The stretch and shrink of a word space.
    space: Option<(i64, i64)>,
    /// Whether letterspacing goes after it.
    gap: bool,
}

/// Sets the lines of a breaking.
pub fn set(
    shaped: &ShapedText,
    _book: &FontBook,
    breaking: &Breaking,
    measure: &dyn Fn(usize) -> Length,
    indent: Length,
    align: Align,
) -> Vec<Line> {
    let params = shaped.params(indent, align);
    let mut scratch: Scratch = None;
    let mut start = 0;
    let mut low = 0;
    let mut lines = Vec::with_capacity(breaking.breaks.len());
    let mut slots: Vec<Slot> = Vec::with_capacity(96);
    for (n, &end) in breaking.breaks.iter().enumerate() {
        let Some(item) = shaped.items.get(end) else { break };
        let first = (start..end).find(|i| matches!(shaped.items[*i], Item::Box { .. })).unwrap_or(end);
        let (high, added) = match shaped.cells[end] {
            Cell::Break { at, added } => (at as usize, added),
            _ => (shaped.text.len(), false),
        };
        slots.clear();
        fill(shaped, first..end, low..high, added, &mut scratch, &mut slots);
        let forced = matches!(item, Item::Penalty { cost, .. } if *cost <= Item::FORCE);
        let room = measure(n);
        let inset = if n == 0 { indent } else { Length::ZERO };
        let frame = Frame { room, inset, last: forced, align, ragged: params.is_ragged(room) };
        let mut set = line(shaped, &mut slots, &frame, &params);
        // Only within a word, or after a dash, does a line end without a space that has fallen away.
        if !matches!(shaped.cells[end], Cell::Break { .. })
            && n + 1 < breaking.breaks.len()
            && let (Some(last), Some(run)) = (slots.last(), set.runs.last_mut())
        {
            let plan = &shaped.looks[usize::from(last.look)].plan;
            run.space_after = plan.space.0.filter(|_| plan.face == run.face);
        }
        lines.push(set);
        low = if let Cell::Break { at, .. } = shaped.cells[end] { at as usize } else { 0 };
        start = end + 1;
    }
    lines
}

/// Where a line stands.
struct Frame {
    room: Length,
    inset: Length,
    last: bool,
    align: Align,
    ragged: bool,
}

/// The glyphs and spaces of a stretch of items; words that are cut are shaped anew.
fn fill(
    shaped: &ShapedText,
    items: Range<usize>,
    bytes: Range<usize>,
    hyphen: bool,
    scratch: &mut Scratch,
    out: &mut Vec<Slot>,
) {
    let last_piece = items.clone().rev().find_map(|i| match shaped.cells[i] {
        Cell::Glyphs { piece } => Some(piece),
        _ => None,
    });
    let mut current = None;
    for i in items {
        match shaped.cells[i] {
            Cell::Glyphs { piece } if current != Some(piece) => {
                current = Some(piece);
                let p = &shaped.pieces[piece as usize];
                glyphs(shaped, p, &bytes, hyphen && last_piece == Some(piece), scratch, out);
            }
            Cell::Space { look, at } if matches!(shaped.items[i], Item::Glue { .. }) => {
                let Item::Glue { width, stretch, shrink } = shaped.items[i] else { continue };
                let elastic = stretch > Length::ZERO || shrink > Length::ZERO;
                push_space(shaped, look, at as usize, width, elastic.then_some((stretch.sp(), shrink.sp())), out);
            }
            Cell::Fixed { look, at } => {
                if let Item::Box { width, .. } = shaped.items[i] {
                    push_space(shaped, look, at as usize, width, None, out);
                }
            }
            _ => {}
        }
    }
    if let Some(last) = out.last_mut() {
        last.gap = false;
    }
}

fn push_space(
    shaped: &ShapedText,
    look: u16,
    at: usize,
    width: Length,
    space: Option<(i64, i64)>,
    out: &mut Vec<Slot>,
) {
    if let Some(before) = out.last_mut() {
        before.gap = false;
    }
    let l = &shaped.looks[usize::from(look)];
    let (id, units) = l.plan.space;
    let len = shaped.text[at..].chars().next().map_or(0, char::len_utf8);
    out.push(Slot {
        look,
        face: l.plan.face,
        id,
        width,
        own: scale(units, l.size, l.plan.units_per_em),
        dx: Length::ZERO,
        rise: Length::ZERO,
        text: at..at + len,
        space,
        gap: false,
    });
}

/// The glyphs of the part of a piece that stands on the line.
fn glyphs(
    shaped: &ShapedText,
    p: &Piece,
    bytes: &Range<usize>,
    hyphen: bool,
    scratch: &mut Scratch,
    out: &mut Vec<Slot>,
) {
    let start = (p.start as usize).max(bytes.start);
    let end = (p.end as usize).min(bytes.end);
    if start >= end {
        return;
    }
    let whole = start == p.start as usize && end == p.end as usize && !hyphen;
    // The byte that clusters count from.
    let mut zero = p.start as usize;
    let cut;
    let glyphs = if whole {
        &p.run.glyphs
    } else {
        let text = &shaped.text[zero..p.end as usize];
        let part = start - zero..end - zero;
        cut = p.plan.cut(scratch, &p.run, text, part, hyphen).unwrap_or_else(|| {
            zero = start;
            p.plan.shape(scratch, &shaped.text[start..end], hyphen).glyphs
        });
        &cut
    };
    let look = &shaped.looks[usize::from(p.look)];
    // Most glyphs stand on the baseline where the pen is, and many are as wide as their face has them.
    let to = |units: i32| if units == 0 { Length::ZERO } else { scale(units, look.size, p.plan.units_per_em) };
    let count = glyphs.len();
    for (i, g) in glyphs.iter().enumerate() {
        let from = zero + g.cluster as usize;
        let next = glyphs[i + 1..].iter().find(|n| n.cluster != g.cluster).map_or(end, |n| zero + n.cluster as usize);
        let again = i > 0 && glyphs[i - 1].cluster == g.cluster;
        let closes = i + 1 == count || glyphs[i + 1].cluster != g.cluster;
        let is_hyphen = hyphen && from >= end;
        let text = match () {
            () if is_hyphen => usize::MAX..usize::MAX,
            () if again => next..next,
            () => from..next.min(end),
        };
        let width = to(g.advance);
        out.push(Slot {
            look: p.look,
            face: p.plan.face,
            id: Some(g.id),
            width,
            own: if g.own == g.advance { width } else { to(g.own) },
            dx: to(g.dx),
            rise: look.rise + to(g.dy),
            text,
            space: None,
            gap: closes,
        });
    }
}

/// Sets one line.
fn line(shaped: &ShapedText, slots: &mut [Slot], frame: &Frame, params: &super::Params) -> Line {
    let hang = hang(shaped, slots, frame);
    // Tracking is part of the width of every letter that another follows.
    for s in slots.iter_mut().filter(|s| s.gap) {
        s.width += shaped.looks[usize::from(s.look)].tracking;
    }
    let mut sums = Sums::default();
    for s in slots.iter() {
        sums.width += s.width.sp();
        sums.letters += i64::from(s.gap);
        if let Some((stretch, shrink)) = s.space {
            sums.stretch += stretch;
            sums.shrink += shrink;
        }
    }
    let natural = Length::from_sp(sums.width) - hang.0 - hang.1;
    let slack = (frame.room - frame.inset - natural).sp();
    let justify = frame.align == Align::Justify && !frame.ragged;
    let mut f = Fit { space: 0, letter: 0, letter_share: 0.0, ratio: 0.0 };
    let mut justified = false;
    if justify && (!frame.last || slack < 0) {
        (f, justified) = spread(&sums, slack, params);
    }
    let width = natural + Length::from_sp(f.space + f.letter);
    let free = frame.room - frame.inset - width;
    let offset = match frame.align {
        Align::Justify | Align::Left => Length::ZERO,
        Align::Centre => free / 2,
        Align::Right => free,
    };
    let word_space = mean_space(slots, &f, params.em);
    let from = frame.inset + offset - hang.0;
    let (runs, links) = place(shaped, slots, &sums, &f, from);
    Line { runs, links, width: frame.inset + offset + width, hang, word_space, justified }
}

/// How a justified line's slack is shared, exactly; whether it fills the measure.
fn spread(sums: &Sums, slack: i64, params: &super::Params) -> (Fit, bool) {
    let f = fit(sums, slack, false, false, params);
    if sums.stretch > 0 || sums.shrink > 0 {
        // Whatever shaping a cut word anew changed goes to the spaces, too.
        return (Fit { space: slack - f.letter, ..f }, true);
    }
    // No space that stretches: letters do what they can without being seen to.
    let limit = (sums.letters as f64 * params.em.sp() as f64 * SPREAD) as i64;
    if slack.abs() <= limit {
        return (Fit { letter: slack, space: 0, ..f }, true);
    }
    (Fit { space: 0, letter: 0, letter_share: 0.0, ratio: 0.0 }, false)
}

/// How far the line's ends hang out of the measure.
fn hang(shaped: &ShapedText, slots: &[Slot], frame: &Frame) -> (Length, Length) {
    if matches!(frame.align, Align::Centre | Align::Right) {
        return (Length::ZERO, Length::ZERO);
    }
    let size = |s: &Slot| shaped.looks[usize::from(s.look)].size;
    let visible = |s: &&Slot| s.text.start != usize::MAX && !s.text.is_empty();
    let chars = |s: &Slot| shaped.text.get(s.text.clone()).unwrap_or_default();
    let left = slots.iter().find(visible).filter(|_| frame.inset == Length::ZERO);
    let left = left.and_then(|s| Some(size(s).scale(protrusion::left(chars(s).chars().next()?))));
    let right = slots.last().and_then(|s| {
        if s.text.start == usize::MAX {
            return Some(size(s).scale(protrusion::right('-')));
        }
        let s = slots.iter().rev().find(visible)?;
        let c = chars(s).chars().rev().find(|c| !is_ignorable(*c))?;
        Some(size(s).scale(protrusion::right(c)))
    });
    let ends = frame.align == Align::Justify && !frame.last;
    (left.unwrap_or_default(), right.filter(|_| ends).unwrap_or_default())
}

/// The mean word space of the line as set, in em.
fn mean_space(slots: &[Slot], f: &Fit, em: Length) -> Option<f64> {
    let spaces = slots.iter().filter(|s| s.space.is_some());
    let (n, width) = spaces.fold((0i64, Length::ZERO), |(n, w), s| (n + 1, w + s.width));
    (n > 0).then(|| (width.sp() + f.space) as f64 / n as f64 / em.sp() as f64)
}

/// A total that is given out in parts, which add up to it.
struct Shares {
    total: i64,
    whole: i64,
    /// The weight that has had its part, and how much that was.
    weight: i64,
    given: i64,
}

impl Shares {
    fn new(total: i64, whole: i64) -> Shares {
        Shares { total: if whole == 0 { 0 } else { total }, whole, weight: 0, given: 0 }
    }

    /// The part of the next `weight` of the whole.
    fn next(&mut self, weight: i64) -> Length {
        if self.total == 0 {
            return Length::ZERO;
        }
        self.weight += weight;
        let before = self.given;
        self.given = self.total.saturating_mul(self.weight).div_euclid(self.whole);
        Length::from_sp(self.given - before)
    }
}

/// Places the glyphs from `x` on.
fn place(shaped: &ShapedText, slots: &[Slot], sums: &Sums, f: &Fit, mut x: Length) -> (Vec<GlyphRun>, Vec<LineLink>) {
    let mut runs: Vec<GlyphRun> = Vec::new();
    let mut links: Vec<LineLink> = Vec::new();
    let mut link = None;
    let elastic = |s: &Slot| s.space.map_or(0, |(stretch, shrink)| if f.space >= 0 { stretch } else { shrink });
    let whole: i64 = slots.iter().map(elastic).sum();
    // Spaces that cannot shrink any more share equally.
    let spaces = slots.iter().filter(|s| s.space.is_some()).count() as i64;
    let mut of_spaces = Shares::new(f.space, if whole > 0 { whole } else { spaces });
    let mut of_letters = Shares::new(f.letter, sums.letters);
    // What the last glyph was set in: with the same, the next one goes on in its run.
    let mut set_in = None;
    for (i, s) in slots.iter().enumerate() {
        let look = &shaped.looks[usize::from(s.look)];
        let origin = x;
        if let Some(id) = s.id {
            if set_in.replace((s.look, s.face)) != Some((s.look, s.face)) {
                begin(shaped, &mut runs, s, x, slots.len() - i);
            }
            add(shaped, &mut runs, s, id, x);
        }
        x += s.width;
        if s.space.is_some() {
            x += of_spaces.next(if whole > 0 { elastic(s) } else { 1 });
        }
        if s.gap {
            x += of_letters.next(1);
        }
        match look.link {
            Some(l) if link == Some(l) => {
                if let Some(last) = links.last_mut() {
                    last.width = x - last.x;
                }
            }
            Some(l) => {
                let address = &shaped.links[usize::from(l)];
                let (uri, tag) = (address.uri.clone(), address.tag.clone());
                links.push(LineLink { x: origin, width: x - origin, uri, tag });
            }
            None => {}
        }
        link = look.link;
    }
    (runs, links)
}

/// Whether glyphs belong to one part of the paper.
fn same(a: Option<&Tag>, b: Option<&Tag>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => a.is(b),
        (None, None) => true,
        _ => false,
    }
}

/// Begins a run for a glyph, unless it can go on in the last one; `most` is how many a run may come to hold.
fn begin(shaped: &ShapedText, runs: &mut Vec<GlyphRun>, s: &Slot, x: Length, most: usize) {
    let look = &shaped.looks[usize::from(s.look)];
    let tag = match look.link {
        Some(link) => shaped.links[usize::from(link)].tag.as_ref(),
        None => shaped.tag.as_ref(),
    };
    let other =
        |r: &GlyphRun| r.face != s.face || r.size != look.size || r.color != look.color || !same(r.tag.as_ref(), tag);
    if runs.last().is_none_or(other) {
        runs.push(GlyphRun {
            face: s.face,
            size: look.size,
            color: look.color,
            origin: Point { x, y: Length::ZERO },
            glyphs: Vec::with_capacity(most),
            text: String::with_capacity(most + 2),
            space_after: None,
            tag: tag.cloned(),
        });
    }
}

/// Adds a glyph to the last run.
fn add(shaped: &ShapedText, runs: &mut [GlyphRun], s: &Slot, id: u16, x: Length) {
    let Some(run) = runs.last_mut() else { return };
    let start = run.text.len() as u32;
    match shaped.text.get(s.text.clone()) {
        _ if s.text.start == usize::MAX => run.text.push_str(SOFT_HYPHEN),
        Some(text) if text.len() == 1 && text.as_bytes()[0].is_ascii_graphic() => {
            run.text.push(char::from(text.as_bytes()[0]));
        }
        Some(text) if text.chars().all(char::is_whitespace) && !text.is_empty() => run.text.push(' '),
        Some(text) => run.text.extend(text.chars().filter(|c| !is_ignorable(*c))),
        None => {}
    }
    let end = run.text.len() as u32;
    let x = x - run.origin.x + s.dx;
    run.glyphs.push(Glyph { id, x, rise: s.rise, advance: s.own, text: (start, end) });
}
