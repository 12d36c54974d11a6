//! What was decided at the make-up and why, for `check`.

use super::frame::Frame;
use super::plan::Rooms;
use super::set::Stand;
use crate::diag::Diagnostic;
use crate::issue::{Article, Jump};

/// Explains where the articles stand: which of them left the order of the issue, which go on elsewhere, and what is left
/// white. `words` is about how many words stand on a line of copy.
pub fn explain(articles: &[Article], pinned: &[usize], stands: &[Stand], frame: &Frame, words: f64) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    passed(articles, pinned, stands, &mut out);
    for stand in stands {
        let article = &articles[stand.module.article];
        for pair in stand.flow.bands.windows(2).filter(|p| p[0].jumps) {
            let (from, to) = (pair[0].room.page, pair[1].room.page);
            let message = format!("`{}` jumps from page {from} to page {to}", article.slug);
            out.push(Diagnostic::note("jump", message).at(article.span));
        }
    }
    white(articles, stands, frame, words, &mut out);
    out
}

/// Says of articles that are to stay on their page, and are pinned to none, that they do not: no page holds them.
pub fn run_over(articles: &[Article], pinned: &[usize], stands: &[Stand]) -> Vec<Diagnostic> {
    let over = |s: &&Stand| {
        let article = &articles[s.module.article];
        let stays = article.boxed || article.jump == Jump::Forbid;
        stays && s.flow.bands.len() > 1 && !pinned.contains(&s.module.article)
    };
    let say = |s: &Stand| {
        let article = &articles[s.module.article];
        let last = s.flow.bands.last().map_or(s.page(), |b| b.room.page);
        let why = if article.boxed { "a sidebar (`box: true`)" } else { "not to jump (`jump: forbid`)" };
        let message = format!("`{}` is {why}, but longer than a page; it ends on page {last}", article.slug);
        let hint = if article.boxed {
            "shorten it, give it more columns, or take `box: true` out"
        } else {
            "shorten it, give it more columns, or take `jump: forbid` out"
        };
        Diagnostic::warning("jumps-anyway", message).at(article.span).hint(hint)
    };
    stands.iter().filter(over).map(say).collect()
}

/// Which of the fillers, the articles from number `from` on, are not used.
pub fn fillers(articles: &[Article], from: usize, stands: &[Stand]) -> Vec<Diagnostic> {
    let unused = (from..articles.len()).filter(|i| !stands.iter().any(|s| s.module.article == *i));
    let say = |i: usize| {
        let message = "this filler is not used: no page has white enough left for it at its foot";
        Diagnostic::note("filler", message).at(articles[i].span)
    };
    unused.map(say).collect()
}

/// The articles that others of less importance were set before.
fn passed(articles: &[Article], pinned: &[usize], stands: &[Stand], out: &mut Vec<Diagnostic>) {
    let order: Vec<&Stand> = stands.iter().filter(|s| !pinned.contains(&s.module.article)).collect();
    for (n, stand) in order.iter().enumerate() {
        let before: Vec<&&Stand> =
            order[..n].iter().filter(|s| s.module.article > stand.module.article && s.page() <= stand.page()).collect();
        let Some(first) = before.first() else { continue };
        let article = &articles[stand.module.article];
        let other = &articles[first.module.article];
        let message = if first.page() == stand.page() {
            format!(
                "`{}` stands after `{}` on page {}, other than in the manifest: in this order the page comes out full",
                article.slug,
                other.slug,
                stand.page()
            )
        } else {
            format!(
                "`{}` moved to page {}: {} lines deep, it would have left white at the foot of page {}, where `{}` stands now",
                article.slug,
                stand.page(),
                stand.module.head.lines + stand.module.demand().div_ceil(stand.module.span),
                first.page(),
                other.slug
            )
        };
        let hint = format!("to keep it where it was, write `page: {}` under it, or make it shorter", first.page());
        out.push(Diagnostic::note("moved", message).at(article.span).hint(hint));
    }
}

/// What is left white at the feet of pages.
fn white(articles: &[Article], stands: &[Stand], frame: &Frame, words: f64, out: &mut Vec<Diagnostic>) {
    let feet = |s: &Stand| -> Vec<(u32, u32, u32)> {
        let pad = s.module.measures.pad_lines;
        s.flow.bands.iter().map(|b| (b.room.page, b.room.top + b.depth + pad, b.room.span)).collect()
    };
    let last = stands.iter().flat_map(feet).map(|(page, ..)| page).max().unwrap_or(0);
    for page in 1..=last {
        let area = frame.area(page);
        let foot = stands.iter().flat_map(feet).filter(|f| f.0 == page).map(|f| f.1).max().unwrap_or(area.top);
        let spare = area.bottom.saturating_sub(foot);
        if spare < 3 {
            continue;
        }
        let room = f64::from(spare * area.span) * words;
        let next = stands.iter().find(|s| s.page() > page).map(|s| (&articles[s.module.article].slug, s));
        let message = match next {
            Some((slug, next)) if page < last && next.flow.bands.len() > 1 => format!(
                "page {page} ends {spare} lines above its foot: `{slug}` needs {} for its head and its first lines",
                next.module.head.lines + super::flow::LEAST + frame.gap()
            ),
            Some((slug, next)) if page < last => format!(
                "page {page} ends {spare} lines above its foot: `{slug}` is {} deep, and there is no good place to divide it",
                next.module.head.lines + next.flow.last_depth() + 2 * next.module.measures.pad_lines
            ),
            _ => format!("page {page}, the last, has {spare} lines left: room for about {room:.0} words"),
        };
        let hint = if page < last {
            "a filler, a picture of another form (`crop`) or another length of what stands there would fill it"
        } else {
            "write a little more, make a picture larger, or give the issue `fillers`"
        };
        out.push(Diagnostic::note("white", message).hint(hint));
    }
}
