//! Make-up: set articles into pages.
//!
//! ```text
//! issue ─▶ galley (copy in one column) ─▶ module (head and insets over its columns)
//!       ─▶ pins (what is bound to a page or slot), rows (the rest, side by side)
//!       ─▶ plan (which row begins where) ◀─ flow (one module into its rooms) ◀─ fill (copy into stretches)
//!       ─▶ set (marks on pages) ─▶ sheets (pages, with furniture)
//! ```
//!
//! Everything vertical is a whole number of grid lines. Nothing here reads the disk.

mod around;
mod band;
mod banner;
mod beside;
mod block;
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
mod head;
mod initial;
mod jump;
mod matter;
mod measure;
mod module;
mod pins;
mod plan;
mod room;
mod rows;
mod set;
mod sheets;
mod standing;

pub use desk::{Materials, drop as drop_of_lines};
pub use galley::words;
pub use matter::Mark;
pub use sheets::{Page, Pages};
pub use standing::Standing;

use crate::diag::{Diagnostic, Log};
use crate::issue::{Article, Issue};
use count::Over;
use desk::Desks;
use frame::Frame;
use galley::{Galley, galley};
use measure::Measures;
use plan::{Placed, Rooms, Rows};
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
    let (mut shorter, mut gone) = (None, Vec::new());
    for _ in 0..CUTS {
        let Some((cut, what)) = count::cut(shorter.as_ref().unwrap_or(issue), &made.over) else { break };
        gone.extend(what);
        made = attempt(&cut, m);
        shorter = Some(cut);
    }
    for d in made.say.into_iter().chain(count::cut_words(issue, &gone)) {
        log.push(d);
    }
    made.pages
}

/// An issue made up once.
struct Made {
    pages: Pages,
    say: Vec<Diagnostic>,
    over: Vec<Over>,
}

fn attempt(issue: &Issue, m: Materials) -> Made {
    let mut articles: Vec<Article> = issue.articles.par_iter().cloned().collect();
    articles.extend(rows::standalone(issue));
    let fillers = articles.len();
    articles.extend(fillers::articles(issue));
    let desks = Desks::new(m, issue.language);
    let words: Vec<usize> = articles.par_iter().map(|a| words(&a.body)).collect();
    let set = |article| {
        let measures = measures(m, article);
        let set = || desks.at(|desk| galley(desk, article, &measures));
        m.standing.map_or_else(|| Arc::new(set()), |s| s.galley(article, &measures, set))
    };
    // The longest first, so that no hand is left with a long one when the others are done.
    let mut longest: Vec<usize> = (0..articles.len()).collect();
    longest.sort_by_key(|i| std::cmp::Reverse(words[*i]));
    let mut galleys: Vec<(usize, Arc<Galley>)> =
        longest.into_iter().par_bridge().map(|i| (i, set(&articles[i]))).collect();
    galleys.sort_unstable_by_key(|(i, _)| *i);
    let galleys: Vec<Arc<Galley>> = galleys.into_iter().map(|(_, galley)| galley).collect();
    let mut say: Vec<Diagnostic> = galleys.iter().flat_map(|g| g.say.clone()).collect();
    let mut over = Vec::new();
    let mut frame = Frame::new(issue, m, &mut say);
    let pinned = pins::pin(issue, &articles[..fillers], &galleys, m, &mut frame, &mut over, &mut say);
    let taken: Vec<usize> = pinned.iter().map(|p| p.module.article).collect();
    let elsewhere: Vec<usize> = taken.iter().copied().chain(fillers..articles.len()).collect();
    let rows = rows::rows(&articles, &elsewhere, &galleys, &desks, &frame, &mut say);
    let mut placed = plan::plan(&rows, &frame);
    for row in (0..rows.whole.len()).filter(|r| !placed.iter().any(|p| p.row == *r)) {
        let article = &articles[rows.whole[row].modules[0].article];
        let message = format!("`{}` cannot be set: its head alone is deeper than a page", article.slug);
        let d = Diagnostic::error("overset", message).at(article.span);
        say.push(d.hint("shorten its headline and deck, or give the layout smaller heads"));
    }
    plan::stretch(&mut placed, &rows, &frame);
    let mut stands: Vec<Stand> = pinned.iter().map(pins::Pinned::stand).collect();
    for stand in &mut stands {
        stand.heads_page = frame.area(stand.page()).top == stand.line;
    }
    stands.extend(placed.iter().flat_map(|p| stand(p, &rows, &frame)));
    stands.sort_by_key(|s| (s.page(), s.line));
    let last_article = stands.last().map(|s| s.module.article);
    let ends = stands.iter().flat_map(|s| &s.flow.bands).map(|b| b.room.page).max().unwrap_or(1);
    let ends = if frame.colophon.is_some() { ends.max(frame::COLOPHON_PAGE) } else { ends };
    let count = count::pages(issue, ends);
    let filled = fillers::fill(m, &articles[fillers..], &galleys, fillers, &stands, &frame, count);
    stands.extend(filled.iter().map(fillers::Filled::stand));
    let words = words_a_line(&words[..issue.articles.len()], &galleys);
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
    // To clear the desks takes as long as to set a page: both hands do it.
    drop(stands);
    rayon::join(|| drop(desks), || drop((filled, pinned, rows)));
    galleys.into_par_iter().for_each(drop);
    Made { pages, say, over }
}

/// About how many words stand on a line of the copy.
fn words_a_line(words: &[usize], galleys: &[Arc<Galley>]) -> f64 {
    let lines: u32 = galleys.iter().take(words.len()).map(|g| g.lines).sum();
    let words: usize = words.iter().sum();
    if lines == 0 { 6.0 } else { words as f64 / f64::from(lines) }
}

/// The columns in which an article's copy is broken.
fn measures(m: Materials, article: &Article) -> Measures {
    let span = article.columns.as_ref().map_or(m.layout.columns, |c| c.value.clamp(1, m.layout.columns));
    Measures::of(m, article, span)
}

/// The modules of a row where they stand: their bands in the rooms of the place that was found for it.
fn stand<'a>(placed: &Placed, rows: &'a Rows, frame: &Frame) -> Vec<Stand<'a>> {
    let begin = frame.room(placed.room);
    let Some(row) = rows.over(begin.span, placed.row) else { return Vec::new() };
    let each = row.modules.iter().zip(placed.way.flows.iter().zip(&placed.way.open));
    each.map(|(module, (flow, opened))| {
        let open = placed.open + opened;
        let rooms = |n: usize| {
            let room = frame.room(placed.room + n);
            if n == 0 { room::Room { top: placed.line, ..room } } else { room }
        };
        let area = |page| frame.area(page);
        let legs = module.legs(&rooms, &area);
        let mut flow = flow.clone();
        for (n, band) in flow.bands.iter_mut().enumerate() {
            band.room = legs(n).room;
            if n == 0 {
                band.room = band.room.below(open);
            }
        }
        Stand { module, line: placed.line, open, heads_page: placed.line == frame.area(begin.page).top, flow }
    })
    .collect()
}
