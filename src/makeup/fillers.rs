//! Fillers: small pieces for what is left white at the feet of pages, the best priority first, each at most once.

use super::desk::{Desk, Materials};
use super::fill::Rules;
use super::flow::{Leg, Mode, flow};
use super::frame::Frame;
use super::galley::Galley;
use super::module::{Module, Terms};
use super::plan::Rooms;
use super::room::Room;
use super::set::Stand;
use crate::issue::{Article, At, Block, FillerContent, Issue, Kind, Picture, PullQuote};
use std::sync::Arc;

/// A filler of paragraphs with no more characters than this is a notice, across the page; in columns they would be crumbs.
/// What is longer is a sidebar.
const NOTICE: usize = 240;

/// The white above a filler grows by so many lines at most, so that the last one stands nearer to the foot of its page.
const LOWER: u32 = 2;

/// The issue's fillers as articles without heads, the best priority first.
pub fn articles(issue: &Issue) -> Vec<Article> {
    let mut fillers: Vec<(usize, &crate::issue::Filler)> = issue.fillers.iter().enumerate().collect();
    fillers.sort_by_key(|(i, f)| (f.priority, *i));
    let article = |(i, f): (usize, &crate::issue::Filler)| {
        let slug = format!("filler-{}", i + 1);
        let none: Vec<PullQuote> = Vec::new();
        match &f.content {
            FillerContent::Text(blocks) => {
                let article = super::pieces::bare(issue, slug, f.span, Vec::new(), none);
                let body = blocks.clone();
                if is_short(blocks) {
                    Article { body, kind: Kind::Banner, ..article }
                } else {
                    Article { body, boxed: true, ..article }
                }
            }
            FillerContent::Picture(file) => {
                let picture = Picture {
                    files: vec![file.clone()],
                    caption: None,
                    credit: None,
                    alt: None,
                    columns: None,
                    side: None,
                    at: At::Top,
                    crop: None,
                    focus: [500, 500],
                    ink: None,
                    span: f.span,
                };
                super::pieces::bare(issue, slug, f.span, vec![picture], none)
            }
        }
    };
    fillers.into_iter().map(article).collect()
}

/// Whether paragraphs make a notice.
fn is_short(blocks: &[Block]) -> bool {
    let length = |block: &Block| match block {
        Block::Paragraph(rich) => Some(rich.text().chars().count()),
        _ => None,
    };
    blocks.iter().map(length).sum::<Option<usize>>().is_some_and(|n| n <= NOTICE)
}

/// The modules of fillers that go into the white at the feet of pages, and where.
pub struct Filled<'a> {
    /// It.
    pub module: Module<'a>,
    room: Room,
    flow: super::flow::Flow,
}

impl Filled<'_> {
    /// Where it stands.
    pub fn stand(&self) -> Stand<'_> {
        Stand { module: &self.module, line: self.room.top, larger: None, open: 0, level: None, flow: self.flow.clone() }
    }
}

/// Lowers the fillers of a page towards its foot: the white above each grows alike. Where much is left below them, that would
/// show in two places.
fn lower(fillers: &mut [Filled], foot: u32) {
    let all = fillers.len() as u32;
    let Some(last) = fillers.last() else { return };
    let left = foot.saturating_sub(last.room.top + last.module.depth(&last.flow));
    if left > LOWER * all * 2 {
        return;
    }
    for (n, filler) in (1..).zip(fillers) {
        let by = left.min(LOWER * all) * n / all;
        filler.room.top += by;
        for band in &mut filler.flow.bands {
            band.room.top += by;
        }
    }
}

/// Fills the white at the feet of pages 1 to `last`. `from` is the number of the first filler among the articles.
pub fn fill<'a>(
    m: Materials<'a>,
    fillers: &[Article],
    galleys: &'a [Arc<Galley>],
    from: usize,
    stands: &[Stand],
    frame: &Frame,
    last: u32,
) -> Vec<Filled<'a>> {
    let mut out: Vec<Filled> = Vec::new();
    let mut used = vec![false; fillers.len()];
    let mut desk = Desk::new(m, crate::language::Language::default());
    for page in 1..=last {
        let area = frame.area(page);
        let feet = stands.iter().flat_map(|s| s.flow.bands.iter().map(|b| (b, s.module.measures.pad_lines)));
        let foot = feet.filter(|(b, _)| b.room.page == page).map(|(b, pad)| b.room.top + b.depth + pad).max();
        let mut top = foot.map_or(area.top, |f| f + frame.gap());
        let above = out.len();
        for (i, article) in fillers.iter().enumerate() {
            let room = Room { top, ..area };
            if used[i] || top + 2 > area.bottom {
                continue;
            }
            desk.take_up(article);
            // A picture is as wide as its depth allows.
            let whole = article.boxed || article.kind == Kind::Banner;
            let spans = (1..=area.span).rev().take(if whole { 1 } else { area.span as usize });
            for span in spans {
                let number = from + i;
                let first = (area.span - span) / 2;
                let mut said = std::mem::take(&mut desk.say);
                let terms = Terms { class: 0, most: u32::MAX, jumps: false, smaller: 0 };
                let module = Module::new(&mut desk, (number, article), &galleys[number], (first, span), terms);
                std::mem::swap(&mut desk.say, &mut said);
                // Copy wants a line under its head; a notice has none, and may take all.
                let copy = u32::from(article.kind == Kind::Banner);
                if module.head.lines > room.depth() {
                    continue;
                }
                let under = Room { first: room.first, bottom: room.bottom + copy, ..room };
                let leg = |_: usize| Leg { room: module.under_head(under, 0), jumps: false };
                let found = flow(&module, &leg, Mode::Stays, Rules::Kept).into_iter().min_by_key(|f| f.cost);
                if let Some(flow) = found {
                    let lines = module.depth(&flow);
                    top += lines + frame.gap();
                    used[i] = true;
                    out.push(Filled { module, room, flow });
                    break;
                }
            }
        }
        lower(&mut out[above..], area.bottom);
    }
    out
}
