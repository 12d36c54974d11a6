//! A word (or a piece of one that has one look), shaped once: its glyphs, where it may break, and by how much widths
//! change where it does.

use super::item::Item;
use super::opportunities::{self, Division, End, Opportunity};
use super::shape::{Plan, Run, Scratch, cover};
use crate::issue::Hyphenation;
use crate::language::Language;
use std::sync::Arc;

/// A shaped piece.
#[derive(Debug)]
pub struct Token {
    /// Its stretches of one face.
    pub segments: Vec<Segment>,
    /// What it is made of, in order.
    pub parts: Vec<Part>,
    /// The characters that no face has.
    pub missing: Vec<char>,
}

/// A stretch of one face.
#[derive(Debug, Clone)]
pub struct Segment {
    /// Its face, made ready.
    pub plan: Arc<Plan>,
    /// Its glyphs; clusters count from `start`.
    pub run: Arc<Run>,
    /// Its bytes in the piece.
    pub start: usize,
    /// One past them.
    pub end: usize,
}

/// A part of a piece. Widths are in font units of its segment.
#[derive(Debug, Clone, Copy)]
pub enum Part {
    /// Glyphs that stay together.
    Glyphs {
        /// Whose.
        segment: u32,
        /// Their width.
        width: i32,
        /// Their clusters.
        clusters: u32,
    },
    /// A place to break.
    Break {
        /// Whose.
        segment: u32,
        /// The byte of the piece that the next line starts with.
        at: u32,
        /// What the line gains at its end.
        before: i32,
        /// What the next line gains at its start.
        after: i32,
        /// The penalty.
        cost: i32,
        /// What ends the line.
        end: End,
    },
}

/// The longest piece whose ends are shaped anew to know their widths, in bytes.
const LONGEST: usize = 200;
/// Stretches wider than this are broken anywhere if they must, in em.
const LAST_RESORT: i32 = 3;
/// So much of a word, in em, goes into as many lines of any column as may end with a hyphen one after the other. A wider one is
/// broken without a hyphen where it may be divided, if it must.
const LADDERS: i32 = 6;

/// Shapes a piece; `own` is the issue's list of words and their hyphens.
pub fn shape(
    text: &str,
    plan: &Arc<Plan>,
    division: Division,
    (language, own): (Language, &Hyphenation),
    scratch: &mut Scratch,
    others: &mut dyn FnMut(char) -> Option<Arc<Plan>>,
) -> Token {
    let run = plan.shape(scratch, text, false);
    let mut missing = Vec::new();
    let segments = if run.glyphs.iter().any(|g| g.id == 0) {
        let (ends, none) = cover(text, plan, others);
        missing = none;
        let mut start = 0;
        let cut = ends.into_iter().map(|(end, plan)| {
            let run = Arc::new(plan.shape(scratch, &text[start..end], false));
            let s = Segment { plan, run, start, end };
            start = end;
            s
        });
        cut.collect()
    } else {
        vec![Segment { plan: plan.clone(), run: Arc::new(run), start: 0, end: text.len() }]
    };
    let breaks = opportunities::find(text, division, language, own);
    let mut parts = Vec::with_capacity(2 * breaks.len() + segments.len());
    for (s, segment) in segments.iter().enumerate() {
        cut(text, segment, s as u32, &breaks, scratch, &mut parts);
    }
    Token { segments, parts, missing }
}

/// Cuts a segment at its breaks. A break at its end belongs to it.
fn cut(text: &str, s: &Segment, segment: u32, breaks: &[Opportunity], scratch: &mut Scratch, parts: &mut Vec<Part>) {
    let mut from = 0;
    let mut previous = s.start;
    let long = s.run.width() > LADDERS * i32::from(s.plan.units_per_em);
    for b in breaks.iter().filter(|b| b.at > s.start && b.at <= s.end) {
        if b.at == s.end && s.end == text.len() {
            continue;
        }
        let to = s.run.glyph_at(b.at - s.start);
        glyphs(s, segment, from, to, parts);
        let (before, after) = differences(text, s, previous, to, b, scratch);
        let at = b.at as u32;
        parts.push(Part::Break { segment, at, before, after, cost: b.cost, end: b.end });
        if long && b.end == End::Added {
            parts.push(Part::Break { segment, at, before: 0, after: 0, cost: Item::LAST_RESORT, end: End::Plain });
        }
        from = to;
        previous = b.at;
    }
    if from < s.run.glyphs.len() || previous < s.end {
        glyphs(s, segment, from, s.run.glyphs.len(), parts);
    }
}

/// Pushes glyphs, cut into clusters where they are so wide that they may have to be broken anywhere.
fn glyphs(s: &Segment, segment: u32, from: usize, to: usize, parts: &mut Vec<Part>) {
    let all = &s.run.glyphs;
    let width = |a: usize, b: usize| all[a..b].iter().map(|g| g.advance).sum::<i32>();
    let push = |parts: &mut Vec<Part>, a: usize, b: usize| {
        let clusters = s.run.clusters(a, b) as u32;
        parts.push(Part::Glyphs { segment, width: width(a, b), clusters });
    };
    if width(from, to) <= LAST_RESORT * i32::from(s.plan.units_per_em) {
        return push(parts, from, to);
    }
    let mut start = from;
    for i in from + 1..to {
        if all[i].cluster != all[i - 1].cluster {
            push(parts, start, i);
            let at = s.start as u32 + all[i].cluster;
            parts.push(Part::Break { segment, at, before: 0, after: 0, cost: Item::LAST_RESORT, end: End::Plain });
            start = i;
        }
    }
    push(parts, start, to);
}

/// What the ends of the two lines differ by from the word's own glyphs, if it breaks here.
fn differences(text: &str, s: &Segment, from: usize, to: usize, b: &Opportunity, scratch: &mut Scratch) -> (i32, i32) {
    let added = b.end == End::Added;
    let at_cluster = s.run.glyphs.get(to).is_none_or(|g| g.cluster as usize == b.at - s.start);
    let joined = s.run.glyphs.get(to).is_some_and(|g| g.joined);
    // So long a piece is no word, and shaping it anew at every break would take for ever.
    if at_cluster && (!joined || text.len() > LONGEST) || text.len() > LONGEST && !added {
        if !added {
            return (0, 0);
        }
        // Nothing reaches across the break: only the last letter and the hyphen meet.
        let last = text[..b.at].chars().next_back();
        return (last.map_or(0, |letter| s.plan.hyphenated(scratch, letter).gain), 0);
    }
    let whole = |a: usize, z: usize| {
        let g = &s.run.glyphs;
        g[s.run.glyph_at(a - s.start)..z].iter().map(|g| g.advance).sum::<i32>()
    };
    let before = s.plan.shape(scratch, &text[from..b.at], added).width() - whole(from, to);
    let after = s.plan.shape(scratch, &text[b.at..s.end], false).width() - whole(b.at, s.run.glyphs.len());
    (before, after)
}
