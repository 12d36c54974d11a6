//! Make-up: set articles into pages.
//!
//! ```text
//! issue ─▶ galley (copy in one column) ─▶ module (head and insets over its columns)
//!       ─▶ pins (what is bound to a page or slot), pieces (the rest), strips of them side by side
//!       ─▶ plan (which strip begins where) ◀─ level (a strip) ◀─ flow (one module) ◀─ fill (copy into stretches)
//!       ─▶ set (marks on pages) ─▶ sheets (pages, with furniture)
//! ```
//!
//! Everything vertical is a whole number of grid lines. Nothing here reads the disk.

mod around;
mod band;
mod banner;
mod beside;
mod block;
mod company;
mod count;
mod desk;
mod dummy;
mod element;
mod explain;
mod fill;
mod fillers;
mod flow;
mod frame;
mod furniture;
mod galley;
mod grow;
mod head;
mod initial;
mod jump;
mod level;
mod matter;
mod measure;
mod module;
mod nameplate;
mod over;
mod pieces;
mod pins;
mod plan;
mod room;
mod scraps;
mod set;
mod sheets;
mod standing;
mod strip;
mod way;

pub use desk::{Materials, drop as drop_of_lines};
pub use galley::words;
pub use matter::Mark;
pub use scraps::Scraps;
pub use sheets::{Page, Pages};
pub use standing::Standing;

use crate::diag::{Diagnostic, Log};
use crate::issue::{Article, Issue};
use count::Over;
use desk::Desks;
use frame::Frame;
use galley::{Galley, galley};
use grow::{grow, share_white};
use measure::Measures;
use pieces::Pieces;
use rayon::prelude::*;
use set::Stand;
use std::sync::Arc;

/// So many times paragraphs are cut before what is left over stays.
const CUTS: usize = 8;

/// Makes up an issue. What gave way on the way is said in the log.
pub fn make_up(issue: &Issue, m: Materials, log: &mut Log) -> Pages {
    if let Some(standing) = m.standing {
        standing.begin(m);
    }
    let mut made = attempt(issue, m);
    let (mut shorter, mut gone, mut scraps) = (None, Vec::new(), Scraps::default());
    for _ in 0..CUTS {
        let Some((cut, what)) = count::cut(shorter.as_ref().unwrap_or(issue), &made.over) else { break };
        gone.extend(what);
        scraps.append(std::mem::take(&mut made.pages.scraps));
        made = attempt(&cut, m);
        shorter = Some(cut);
    }
    for d in made.say.into_iter().chain(count::cut_words(issue, &gone)) {
        log.push(d);
    }
    made.pages.scraps.append(scraps);
    made.pages
}

/// An issue made up once.
struct Made {
    pages: Pages,
    say: Vec<Diagnostic>,
    over: Vec<Over>,
    /// The last page with copy.
    ends: u32,
}

/// Makes up an issue whose colophon stands on page 2; of one page, at its foot where there is room.
fn attempt(issue: &Issue, m: Materials) -> Made {
    if issue.colophon.is_empty() {
        return with_colophon(issue, m, 2);
    }
    if count::most(issue).is_some_and(|most| most <= 1) {
        return with_colophon(issue, m, 1);
    }
    let made = with_colophon(issue, m, 2);
    if made.ends > 1 || count::pages(issue, 1) > 1 {
        return made;
    }
    let one = with_colophon(issue, m, 1);
    if one.ends == 1 { one } else { made }
}

/// Makes up an issue whose colophon stands on that page.
fn with_colophon(issue: &Issue, m: Materials, colophon_page: u32) -> Made {
    let mut articles: Vec<Article> = issue.articles.par_iter().cloned().collect();
    articles.extend(pieces::standalone(issue));
    let fillers = articles.len();
    articles.extend(fillers::articles(issue));
    // What hands have learnt they leave behind when they go, so they go before what they worked on.
    let galleys: Vec<Arc<Galley>>;
    let desks = Desks::new(m, issue.language);
    let words: Vec<usize> = articles.par_iter().map(|a| words(&a.body)).collect();
    let set = |i: usize| {
        let article = &articles[i];
        let measures = measures(m, article);
        let set = || desks.at(|desk| galley(desk, article, words[i], &measures));
        m.standing.map_or_else(|| Arc::new(set()), |s| s.galley(article, &measures, set))
    };
    // The longest first, so that no hand is left with a long one when the others are done.
    let mut longest: Vec<usize> = (0..articles.len()).collect();
    longest.sort_by_key(|i| std::cmp::Reverse(words[*i]));
    let mut numbered: Vec<(usize, Arc<Galley>)> = longest.into_iter().par_bridge().map(|i| (i, set(i))).collect();
    numbered.sort_unstable_by_key(|(i, _)| *i);
    galleys = numbered.into_iter().map(|(_, galley)| galley).collect();
    let mut say: Vec<Diagnostic> = galleys.iter().flat_map(|g| g.say.clone()).collect();
    let mut over = Vec::new();
    let mut frame = Frame::new(issue, m, colophon_page, &mut say);
    let pinned = pins::pin(issue, &articles[..fillers], &galleys, m, &mut frame, &mut over, &mut say);
    let taken: Vec<usize> = pinned.iter().map(|p| p.module.article).collect();
    let elsewhere: Vec<usize> = taken.iter().copied().chain(fillers..articles.len()).collect();
    let pieces = Pieces::new(&articles, &elsewhere, &galleys, &desks, &frame);
    let (mut placed, weighed) = plan::plan(&pieces, &frame);
    for piece in (0..pieces.list.len()).filter(|p| !placed.iter().any(|at| at.strip.has(*p))) {
        let article = pieces.article(piece);
        let message = format!("`{}` cannot be set: its head alone is deeper than a page", article.slug);
        let d = Diagnostic::error("overset", message).at(article.span);
        say.push(d.hint("shorten its headline and deck, or give the layout smaller heads"));
    }
    // What is left of the last page is for the fillers, where there are some.
    plan::stretch(&mut placed, &frame, issue.fillers.is_empty());
    say.extend(placed.iter().flat_map(plan::Placed::modules).flat_map(|module| module.say.clone()));
    let mut stands: Vec<Stand> = pinned.iter().map(pins::Pinned::stand).collect();
    for stand in &mut stands {
        stand.level = plan::heads(&frame, stand.page(), stand.line, stand.module.span).then_some(0);
    }
    stands.extend(placed.iter().flat_map(|p| p.stands(&frame)));
    stands.sort_by_key(|s| (s.page(), s.line));
    grow(&mut stands, &articles, &desks);
    share_white(&mut stands, &frame);
    let last_article = stands.last().map(|s| s.module.article);
    let copy_ends = stands.iter().flat_map(|s| &s.flow.bands).map(|b| b.room.page).max().unwrap_or(1);
    let ends = if frame.colophon.is_some() { copy_ends.max(colophon_page) } else { copy_ends };
    let count = count::pages(issue, ends);
    let filled = fillers::fill(m, &articles[fillers..], &galleys, fillers, &stands, &frame, count);
    stands.extend(filled.iter().map(fillers::Filled::stand));
    let words = words_a_line(&galleys[..issue.articles.len()]);
    let mut decisions = explain::explain(&articles, &taken, &stands, &frame, words);
    decisions.extend(explain::fillers(&articles, fillers, &stands));
    say.extend(explain::run_over(&articles, &taken, &stands));
    let ends = stands.iter().flat_map(|s| &s.flow.bands).map(|b| b.room.page).max().unwrap_or(1).max(ends);
    say.extend(count::empty(issue, ends, count));
    let mut pages = sheets::pages(issue, &articles, &desks, &frame, (&stands, last_article, count), &mut say);
    pages.decisions = decisions;
    if let Some(most) = count::most(issue).filter(|most| ends > *most) {
        let lines = pages.taken.iter().skip(most as usize).sum::<u32>();
        over.push(Over { article: None, lines });
        say.push(count::overset(issue, most, ends, lines, (f64::from(lines) * words) as u32));
    }
    drop(stands);
    drop(placed);
    pages.scraps.modules(filled.into_iter().map(|f| f.module).chain(pinned.into_iter().map(|p| p.module)));
    let (modules, ways) = pieces.into_modules();
    pages.scraps.modules(modules);
    pages.scraps.keep((weighed, ways));
    pages.scraps.keep((galleys, articles, Arc::clone(m.memories)));
    Made { pages, say, over, ends: copy_ends }
}

/// About how many words stand on a line of the copy.
fn words_a_line(galleys: &[Arc<Galley>]) -> f64 {
    let lines: u32 = galleys.iter().map(|g| g.lines).sum();
    let words: usize = galleys.iter().map(|g| g.words).sum();
    if lines == 0 { 6.0 } else { words as f64 / f64::from(lines) }
}

/// The columns in which an article's copy is broken.
fn measures(m: Materials, article: &Article) -> Measures {
    let span = article.columns.as_ref().map_or(m.layout.columns, |c| c.value.clamp(1, m.layout.columns));
    Measures::of(m, article, span)
}
