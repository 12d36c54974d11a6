//! Articles into rows: those that together are as wide as the page stand side by side.
//!
//! Knows nothing of articles that are pinned.

use super::desk::{Desk, Desks, Materials};
use super::frame::Frame;
use super::galley::{Galley, words};
use super::module::{Module, Terms};
use super::plan::{Rooms, Row, Rows, level};
use crate::diag::{Diagnostic, Sourced, Span};
use crate::issue::{Article, At, Columns, Issue, Jump, Kind, Picture, PullQuote, Rich, Start};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

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

/// A row's articles and the columns that each takes: first column, span.
type Plan = Vec<(usize, u32, u32)>;

/// The rows of the paper, in the order of the issue. `pinned` articles stand elsewhere.
pub fn rows<'a>(
    articles: &[Article],
    pinned: &[usize],
    galleys: &'a [Arc<Galley>],
    desks: &Desks,
    frame: &Frame,
    say: &mut Vec<Diagnostic>,
) -> Rows<'a> {
    let m = desks.m;
    let plans = group(articles, pinned, m.layout.columns);
    let set: Vec<(Vec<Row>, Vec<Diagnostic>)> = plans
        .par_iter()
        .map(|plan| {
            desks.at(|desk| {
                let mut said = Vec::new();
                let row = row(desk, plan, articles, galleys, frame, &mut said);
                // The first has to stand in the first room: the paper begins there.
                let begins = if plan[0].0 == plans[0][0].0 { 0 } else { frame.alike_from() };
                if row.modules.len() > 1 && !stands(&row, frame, begins) {
                    // Too deep to stand side by side on one page: one after the other, each over all columns.
                    said.clear();
                    let names: Vec<&str> = plan.iter().map(|p| &articles[p.0].slug[..]).collect();
                    let message =
                        format!("{} do not fit side by side on a page; each is set over all columns", list(&names));
                    let hint = "shorten the one that is too long, give it more of the columns, or leave `columns` out";
                    said.push(Diagnostic::warning("row-too-deep", message).at(articles[plan[0].0].span).hint(hint));
                    let single = |p: &(usize, u32, u32)| vec![(p.0, 0, m.layout.columns)];
                    let rows = plan.iter().map(|p| self::row(desk, &single(p), articles, galleys, frame, &mut said));
                    return (rows.collect(), said);
                }
                (vec![row], said)
            })
        })
        .collect();
    let mut whole = Vec::new();
    for (rows, said) in set {
        whole.extend(rows);
        say.extend(said);
    }
    let mut narrow = BTreeMap::new();
    for span in frame.narrow_spans() {
        let over = |desk: &mut Desk, r: &Row| {
            let [module] = &r.modules[..] else { return None };
            let wanted = articles[module.article].columns.as_ref().map_or(span, |c| c.value);
            let plan = vec![(module.article, 0, if wanted < span { wanted } else { span })];
            (wanted <= span).then(|| row(desk, &plan, articles, galleys, frame, &mut Vec::new()))
        };
        let rows = whole.par_iter().map(|r| desks.at(|desk| over(desk, r)));
        narrow.insert(span, rows.collect());
    }
    Rows { whole, narrow }
}

fn list(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|n| format!("`{n}`")).collect();
    quoted.join(" and ")
}

/// Consecutive articles of fewer columns than the page has, as long as they go side by side; what is left of the
/// width goes to the last of them, and one that stands alone takes it all.
fn group(articles: &[Article], pinned: &[usize], columns: u32) -> Vec<Plan> {
    let mut out: Vec<Plan> = Vec::new();
    let mut used = columns;
    for (i, article) in articles.iter().enumerate().filter(|(i, _)| !pinned.contains(i)) {
        let span = article.columns.as_ref().map_or(columns, |c| c.value.clamp(1, columns));
        if used + span <= columns && article.start == Start::Anywhere {
            out.last_mut().expect("a row is begun before it is joined").push((i, used, span));
            used += span;
        } else {
            out.push(vec![(i, 0, span)]);
            used = span;
        }
    }
    for plan in &mut out {
        if let Some(last) = plan.last_mut() {
            last.2 = columns - last.1;
        }
    }
    out
}

fn row<'a>(
    desk: &mut Desk,
    plan: &Plan,
    articles: &[Article],
    galleys: &'a [Arc<Galley>],
    frame: &Frame,
    say: &mut Vec<Diagnostic>,
) -> Row<'a> {
    let mut modules = Vec::new();
    for (i, first, span) in plan {
        let article = &articles[*i];
        desk.take_up(article);
        let class = class(*i, articles, *span, desk.m);
        let terms = Terms { class, most: frame.most(), jumps: frame.is_cut_up() };
        let mut module = Module::new(desk, (*i, article), &galleys[*i], (*first, *span), terms);
        module.beside = plan.len() > 1;
        say.append(&mut desk.say);
        modules.push(module);
    }
    let stays = |p: &(usize, u32, u32)| articles[p.0].boxed || articles[p.0].jump == Jump::Forbid;
    Row { start: articles[plan[0].0].start, modules, stays: plan.iter().any(stays) }
}

/// Whether a row can be set side by side, begun at the head of a room.
fn stands(row: &Row, frame: &Frame, room: usize) -> bool {
    let rooms = |n: usize| frame.room(room + n);
    !level(row, &rooms, &|page| frame.area(page)).is_empty()
}

/// The class of a headline's size: the lead has the largest, the others smaller ones down the paper; short articles
/// and narrow ones have small heads.
pub fn class(i: usize, articles: &[Article], span: u32, m: Materials) -> usize {
    let last = m.styles[crate::page::Role::Headline].sizes.len() - 1;
    if i == 0 {
        return 0;
    }
    let words = words(&articles[i].body);
    let by_rank = 1 + (i - 1) * last.max(1) / articles.len().max(2);
    let by_length = match words {
        0..=199 => last,
        200..=349 => last.saturating_sub(1),
        _ => 1,
    };
    let by_span = if span == 1 && m.layout.columns > 1 { last.saturating_sub(1) } else { 1 };
    by_rank.max(by_length).max(by_span).min(last)
}
