//! What is to be arranged: the articles that are pinned nowhere, and each of them over the columns that it may take.
//!
//! Knows nothing of articles that are pinned, nor of pages.

use super::desk::{Desks, Materials};
use super::fill::Rules;
use super::flow::{Flow, Leg, Mode, flow, trimmed};
use super::frame::Frame;
use super::galley::{Galley, Inset};
use super::module::{BlockInset, Module, Terms};
use super::room::Room;
use crate::diag::{Sourced, Span};
use crate::issue::{Article, At, Columns, Issue, Jump, Kind, Picture, PullQuote, Rich, Start};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// An article without a head.
pub fn bare(issue: &Issue, slug: String, span: Span, pictures: Vec<Picture>, pull_quotes: Vec<PullQuote>) -> Article {
    Article {
        slug,
        span,
        kind: Kind::Article,
        language: issue.language,
        kicker: None,
        headline: Rich::default(),
        deck: None,
        byline: None,
        dateline: None,
        body: Vec::new(),
        notes: Vec::new(),
        columns: None,
        start: Start::Anywhere,
        page: None,
        slot: None,
        jump: Jump::Allow,
        boxed: false,
        drop_cap: false,
        cut_from_end: false,
        pull_quotes,
        pictures,
        editions: Vec::new(),
    }
}

/// The issue's own pictures and quotes, as articles without a head.
pub fn standalone(issue: &Issue) -> Vec<Article> {
    // Without `columns`, over all of them, however many the layout has.
    let all = |span| Some(Sourced { value: Columns::ALL, span });
    let mut out = Vec::new();
    for (i, p) in issue.pictures.iter().enumerate() {
        let columns = p.columns.clone().or(all(p.span));
        let p = Picture { columns, at: At::Top, ..p.clone() };
        out.push(bare(issue, format!("picture-{}", i + 1), p.span, vec![p], Vec::new()));
    }
    for (i, q) in issue.pull_quotes.iter().enumerate() {
        let columns = q.columns.clone().or(all(q.span));
        let q = PullQuote { columns, at: At::Top, ..q.clone() };
        out.push(bare(issue, format!("quote-{}", i + 1), q.span, Vec::new(), vec![q]));
    }
    out
}

/// An article that is to be arranged.
#[derive(Debug, Clone, Copy)]
pub struct Piece {
    /// Which article of the issue.
    pub article: usize,
    /// The columns that it asks for; without, it takes all columns of its room.
    pub asked: Option<u32>,
    /// Where it may begin.
    pub start: Start,
    /// Whether it has to end on the page on which it begins, if a page holds it.
    pub stays: bool,
    /// The fewest columns that it may take beside others, where over all of its room it would leave some of them white;
    /// `None` where it has them all.
    pub narrows: Option<u32>,
    /// The columns that its widest picture or table takes, where it asks for none itself.
    pub widest: u32,
}

impl Piece {
    /// The widths in columns, up to `most`, that it may have beside others.
    pub fn widths(&self, most: u32) -> RangeInclusive<u32> {
        match (self.asked, self.narrows) {
            (Some(asked), _) if asked <= most => asked..=asked,
            (None, Some(least)) => least..=most,
            _ => RangeInclusive::new(1, 0),
        }
    }

    /// Whether it goes under others of this width: where it asks for it, or may be narrowed to it.
    pub fn takes(&self, width: u32, narrow: bool) -> bool {
        self.asked == Some(width) || narrow && self.narrows.is_some_and(|least| least <= width)
    }

    /// The columns that its widest picture or table loses where it stands over so many.
    pub fn loses(&self, width: u32) -> u32 {
        self.widest.saturating_sub(width)
    }
}

/// A piece over a span of columns, alone or beside others, its pictures over so many columns fewer than they ask for.
type Key = (usize, u32, bool, u32);

/// A piece over a span of columns in a room of so many lines, its pictures trimmed or not.
type Shelf = (usize, u32, u32, bool);

/// The pieces of the paper in the order of the issue, and their modules: made when they are first asked for.
pub struct Pieces<'a, 'd> {
    /// The pieces.
    pub list: Vec<Piece>,
    articles: &'a [Article],
    galleys: &'a [Arc<Galley>],
    desks: &'d Desks<'a>,
    terms: Terms,
    modules: Mutex<BTreeMap<Key, Arc<Module<'a>>>>,
    whole: Mutex<BTreeMap<Shelf, Arc<Vec<Flow>>>>,
    /// About how deep each piece is over one column, over two and so on.
    abouts: Vec<Vec<OnceLock<u32>>>,
}

/// The lead has so many of so many columns at the least.
const LEAD: (u32, u32) = (3, 5);
/// With more lines of a column left white beside its pictures it may have fewer columns than all.
const HOLLOW: u32 = 8;
/// In a room that is so many lines deeper than a piece seems to be, it stands as in a deeper one.
const AMPLE: u32 = 12;

impl<'a, 'd> Pieces<'a, 'd> {
    /// The modules, once nothing refers to them any more, and the ways to set them.
    pub fn into_modules(self) -> (impl Iterator<Item = Module<'a>>, Vec<Arc<Vec<Flow>>>) {
        let modules = self.modules.into_inner().unwrap_or_else(PoisonError::into_inner);
        let whole = self.whole.into_inner().unwrap_or_else(PoisonError::into_inner);
        (modules.into_values().filter_map(Arc::into_inner), whole.into_values().collect())
    }

    /// All articles but the `pinned` ones.
    pub fn new(
        articles: &'a [Article],
        pinned: &[usize],
        galleys: &'a [Arc<Galley>],
        desks: &'d Desks<'a>,
        frame: &Frame,
    ) -> Self {
        let columns = desks.m.layout.columns;
        let piece = |(article, a): (usize, &Article)| Piece {
            article,
            asked: a.columns.as_ref().map(|c| c.value.clamp(1, columns)),
            start: a.start,
            stays: a.boxed || a.jump == Jump::Forbid,
            narrows: (a.columns.is_none()
                && a.start == Start::Anywhere
                && a.kind != Kind::Banner
                && !a.headline.is_blank())
            .then(|| fewest(&galleys[article], columns))
            .filter(|fewest| *fewest < columns),
            widest: if a.columns.is_none() { widest(&galleys[article], columns) } else { 1 },
        };
        let list: Vec<Piece> = articles.iter().enumerate().filter(|(i, _)| !pinned.contains(i)).map(piece).collect();
        // Where some stand side by side, any may have to jump.
        let narrow = list.iter().any(|p| p.asked.is_some_and(|a| a < columns));
        let narrow = narrow || list.iter().filter(|p| p.narrows.is_some()).count() > 1;
        let terms = Terms { class: 0, most: frame.most(), jumps: narrow || frame.is_cut_up(), smaller: 0 };
        let abouts = vec![vec![OnceLock::new(); columns as usize]; list.len()];
        let (modules, whole) = (Mutex::default(), Mutex::default());
        let mut pieces = Pieces { list, articles, galleys, desks, terms, modules, whole, abouts };
        pieces.prepare(columns);
        if let Some(lead) = pieces.list.iter().position(|p| p.article == 0 && p.narrows.is_some()) {
            // The lead has the width of the page, unless its picture would have columns beside it that its copy cannot fill, or its
            // copy lies flat under its head.
            let module = pieces.module(lead, columns, false);
            let widest = module.blocks.iter().map(|b| b.columns).max().unwrap_or(0);
            let least = widest.max((columns * LEAD.0).div_ceil(LEAD.1));
            let flat = module.lies_flat(columns).is_some();
            pieces.list[lead].narrows = (flat || module.hollow() > HOLLOW).then_some(least);
        }
        pieces
    }

    /// Makes the modules that are surely asked for.
    fn prepare(&self, columns: u32) {
        let span = |p: usize| self.list[p].asked.unwrap_or(columns);
        self.make_all((0..self.list.len()).map(|p| (p, span(p), span(p) < columns)).collect());
    }

    /// Makes modules with all hands, each by its piece, its columns, and whether it stands beside others.
    pub fn make_all(&self, modules: BTreeSet<(usize, u32, bool)>) {
        modules.into_par_iter().for_each(|(piece, span, beside)| drop(self.module(piece, span, beside)));
    }

    /// A piece over so many columns; `beside` others, it is wanted in more than one depth.
    pub fn module(&self, piece: usize, span: u32, beside: bool) -> Arc<Module<'a>> {
        self.made((piece, span, beside, 0))
    }

    /// A piece alone over so many columns, its pictures over several columns made smaller by one, by two and so on, as long as
    /// that makes any of them smaller.
    pub fn smaller(&self, piece: usize, span: u32) -> impl Iterator<Item = (u32, Arc<Module<'a>>)> + '_ {
        let galley = &self.galleys[self.list[piece].article];
        let shrinks = |i: &&Inset| i.smaller(span, 1).reach(span) < i.reach(span);
        let most = galley.insets.iter().filter(shrinks).map(|i| i.reach(span)).max();
        // Beside a picture of its own nothing would stand.
        let most = most.filter(|_| !galley.elements.is_empty());
        (1..most.unwrap_or(1)).map(move |by| (by, self.made((piece, span, false, by))))
    }

    /// About how deep a piece is over so many columns beside others. One that asks for no width is not set for that: many
    /// are weighed narrowed, and few of them come to stand so.
    pub fn about(&self, piece: usize, span: u32) -> u32 {
        let known = self.abouts[piece].get((span as usize).saturating_sub(1));
        known.map_or_else(|| self.estimate(piece, span), |known| *known.get_or_init(|| self.estimate(piece, span)))
    }

    fn estimate(&self, piece: usize, span: u32) -> u32 {
        if self.list[piece].asked.is_some() {
            return self.module(piece, span, true).about();
        }
        let all = self.desks.m.layout.columns;
        let module = self.module(piece, all, false);
        // A picture is shallower by as much as it is narrower, a head deeper.
        let area = |b: &BlockInset| {
            let columns = b.columns.min(span);
            ((b.lines * columns).div_ceil(b.columns.max(1)) + 1) * columns
        };
        let blocks: u32 = module.blocks.iter().map(area).sum();
        module.head.lines + all.saturating_sub(span) + (module.demand() + blocks).div_ceil(span.max(1))
    }

    /// The ways to set a piece beside others, whole, in a room of so many lines, its head included; with pictures `trimmed`
    /// where that is worth the trouble. The rooms of the bands are of no page.
    pub fn whole(&self, piece: usize, span: u32, depth: u32, trimming: bool) -> Arc<Vec<Flow>> {
        let module = self.module(piece, span, true);
        let depth = depth.min(module.about() + AMPLE);
        let key = (piece, span, depth, trimming);
        let known = || self.whole.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(flows) = known().get(&key) {
            return Arc::clone(flows);
        }
        let room = Room { page: 1, top: 0, bottom: depth, first: 0, span };
        let leg = |_: usize| Leg { room: module.under_head(room, 0), jumps: false };
        let mut flows = flow(&module, &leg, Mode::Stays, Rules::Kept);
        if trimming {
            flows.extend(trimmed(&module, &leg, Mode::Stays));
        }
        let flows = Arc::new(flows);
        known().insert(key, Arc::clone(&flows));
        flows
    }

    fn made(&self, key: Key) -> Arc<Module<'a>> {
        let known = || self.modules.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(made) = known().get(&key) {
            return Arc::clone(made);
        }
        let made = Arc::new(self.make(key));
        // Whoever was first has made the same.
        Arc::clone(known().entry(key).or_insert(made))
    }

    fn make(&self, (piece, span, beside, smaller): Key) -> Module<'a> {
        let i = self.list[piece].article;
        let article = &self.articles[i];
        self.desks.at(|desk| {
            desk.take_up(article);
            let class = class((i, self.articles.len()), self.galleys[i].words, span, desk.m);
            let terms = Terms { class, smaller, ..self.terms };
            // Of what is tried and not taken nothing is said.
            let said = desk.say.len();
            let mut module = Module::new(desk, (i, article), &self.galleys[i], (0, span), terms);
            module.beside = beside;
            desk.say.truncate(said);
            module
        })
    }

    /// Whether a piece has pictures: they may be trimmed.
    pub fn has_pictures(&self, piece: usize) -> bool {
        pictures(&self.galleys[self.list[piece].article]).next().is_some()
    }

    /// The slug of a piece, for what is said of it.
    pub fn article(&self, piece: usize) -> &'a Article {
        &self.articles[self.list[piece].article]
    }
}

/// The pictures and tables of a galley.
fn pictures(galley: &Galley) -> impl Iterator<Item = &Inset> {
    galley.insets.iter().filter(|i| !i.is_quote())
}

/// The most columns that a picture or a table of a galley takes, of so many.
fn widest(galley: &Galley, columns: u32) -> u32 {
    pictures(galley).map(|i| i.reach(columns)).max().unwrap_or(1)
}

/// The fewest columns that it may be narrowed to: a picture over several loses one of them at most, and a table none.
fn fewest(galley: &Galley, columns: u32) -> u32 {
    let least = |i: &Inset| i.smaller(columns, 1).reach(columns);
    pictures(galley).map(least).max().unwrap_or(1)
}

/// The class of the headline's size of the i-th of all articles: the lead has the largest, the others smaller ones down the
/// paper; short articles and narrow ones have small heads.
pub fn class((i, all): (usize, usize), words: usize, span: u32, m: Materials) -> usize {
    let last = m.styles[crate::page::Role::Headline].sizes.len() - 1;
    if i == 0 {
        return 0;
    }
    let by_rank = 1 + (i - 1) * last.max(1) / all.max(2);
    let by_length = match words {
        0..=199 => last,
        200..=349 => last.saturating_sub(1),
        _ => 1,
    };
    let by_span = if span == 1 && m.layout.columns > 1 { last.saturating_sub(1) } else { 1 };
    by_rank.max(by_length).max(by_span).min(last)
}
