//! What was decided at the make-up and why, for `check`.

use super::frame::{Frame, LEAST_ROOM};
use super::plan::Rooms;
use super::room::{Room, free};
use super::set::Stand;
use crate::diag::Diagnostic;
use crate::issue::{Article, Jump, Start};

/// White of so many lines at the foot of a page shows.
const SHOWS: u32 = 3;

/// Explains where the articles stand: which of them left the order of the issue, which go on elsewhere, and what is left
/// white. `words` is about how many words stand on a line of copy.
pub fn explain(articles: &[Article], pinned: &[usize], stands: &[Stand], frame: &Frame, words: f64) -> Vec<Diagnostic> {
    let (mut out, all) = (Vec::new(), frame.area(1).span);
    passed(articles, pinned, stands, &mut out);
    narrowed(articles, pinned, stands, all, &mut out);
    widened(articles, pinned, stands, &mut out);
    smaller(articles, pinned, stands, all, &mut out);
    for stand in stands {
        let article = &articles[stand.module.article];
        for pair in stand.flow.bands.windows(2).filter(|p| p[0].jumps) {
            let (from, to) = (pair[0].room.page, pair[1].room.page);
            let message = format!("`{}` jumps from page {from} to page {to}", article.slug);
            out.push(Diagnostic::note("jump", message).at(article.span));
        }
    }
    for stand in stands {
        beside(stand, &mut out);
    }
    white(articles, pinned, stands, frame, words, &mut out);
    out
}

/// The insets of several columns and a half that have no copy beside them.
fn beside(stand: &Stand, out: &mut Vec<Diagnostic>) {
    let span = stand.module.span;
    for insert in stand.flow.bands.iter().flat_map(|b| &b.inserts).filter(|i| i.half.is_none()) {
        let inset = &stand.module.insets()[insert.index];
        if inset.half(span).is_some() {
            let (what, at) = inset.named();
            let message = format!(
                "the lines beside this {what} are left white: they are too short, or no plain paragraphs come to stand there"
            );
            let hint = "have it elsewhere with `at`, on the other `side`, or write whole `columns`";
            out.push(Diagnostic::note("runaround", message).at(at).hint(hint));
        }
    }
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
        let (page, before) = (stand.page(), first.page());
        let (message, hint) = if before == page {
            (
                format!(
                    "`{}` stands after `{}` on page {page}, other than in the manifest: in this order the page comes out full",
                    article.slug, other.slug
                ),
                format!("to have it first, write `page: {page}` under it, or change the length of one of them"),
            )
        } else {
            let lines = stand.module.head.lines + stand.module.demand().div_ceil(stand.module.span);
            (
                format!(
                    "`{}`, {lines} lines deep, moved to page {page}: in the order of the manifest page {before} would have ended in white, and `{}` stands there now",
                    article.slug, other.slug
                ),
                format!("to have it on page {before}, write `page: {before}` under it, or make it shorter"),
            )
        };
        out.push(Diagnostic::note("moved", message).at(article.span).hint(hint));
    }
}

/// The articles that ask for no width and take fewer columns than `all`.
fn narrowed(articles: &[Article], pinned: &[usize], stands: &[Stand], all: u32, out: &mut Vec<Diagnostic>) {
    for stand in stands.iter().filter(|s| s.module.beside && !pinned.contains(&s.module.article)) {
        let (article, span) = (&articles[stand.module.article], stand.module.span);
        if article.columns.is_some() {
            continue;
        }
        let columns = columns(span);
        let why = match stand.module.lies_flat(all) {
            Some(1) => "its copy would have been a single line deep".to_owned(),
            Some(deep) => format!("its copy would have been only some {deep} lines deep"),
            None => "there would have been more white".to_owned(),
        };
        let message = format!(
            "`{}` stands over {columns} of page {}, beside others: over the whole width {why}",
            article.slug,
            stand.page()
        );
        let hint = "to have it over so many in any case, write `columns` under it";
        out.push(Diagnostic::note("narrowed", message).at(article.span).hint(hint));
    }
}

/// The articles that ask for fewer columns than they take.
fn widened(articles: &[Article], pinned: &[usize], stands: &[Stand], out: &mut Vec<Diagnostic>) {
    for stand in stands.iter().filter(|s| !pinned.contains(&s.module.article)) {
        let (article, span) = (&articles[stand.module.article], stand.module.span);
        let Some(asked) = article.columns.as_ref().filter(|asked| asked.value < span) else { continue };
        let (wanted, has, page) = (columns(asked.value), columns(span), stand.page());
        let message = format!(
            "`{}` asks for {wanted} and stands over {has} of page {page}: of what follows, nothing goes well beside it",
            article.slug
        );
        let hint = format!(
            "give the article before or after it `columns`, so that they add up, or pin it with `page: {page}`"
        );
        out.push(Diagnostic::note("widened", message).at(asked.span).hint(hint));
    }
}

/// The pictures that ask for more columns than they take: of those that their article has, or of `all` where it was narrowed.
fn smaller(articles: &[Article], pinned: &[usize], stands: &[Stand], all: u32, out: &mut Vec<Diagnostic>) {
    for stand in stands {
        let (article, module) = (&articles[stand.module.article], stand.module);
        let narrowed = module.beside && article.columns.is_none() && !pinned.contains(&module.article);
        for (asked, has) in module.galley.insets.iter().zip(module.insets()).filter(|(i, _)| !i.is_quote()) {
            let (wanted, has) = (asked.reach(if narrowed { all } else { module.span }), has.reach(module.span));
            if has >= wanted {
                continue;
            }
            let (slug, page) = (&article.slug, stand.page());
            let (has, (what, at)) = (columns(has), asked.named());
            let message = format!(
                "a {what} of `{slug}`, on page {page}, has {has} and not {wanted}: so large, it would have left white on the page"
            );
            let hint = if narrowed {
                format!("to have it over {wanted}, write `columns: {wanted}` under the article, or more")
            } else {
                format!(
                    "to have it over {wanted}, give it a wider form (`crop`), write more, or pin the article with `page: {page}`"
                )
            };
            out.push(Diagnostic::note("smaller", message).at(at).hint(hint));
        }
    }
}

/// So many columns, in words.
fn columns(n: u32) -> String {
    if n == 1 { "one column".to_owned() } else { format!("{n} columns") }
}

/// What is left white: at the feet of pages, and beside what stands on them.
fn white(
    articles: &[Article],
    pinned: &[usize],
    stands: &[Stand],
    frame: &Frame,
    words: f64,
    out: &mut Vec<Diagnostic>,
) {
    let taken: Vec<Room> = stands.iter().flat_map(|s| s.module.rooms(&s.flow, s.line)).collect();
    let last = taken.iter().map(|r| r.page).max().unwrap_or(0);
    for page in 1..=last {
        let area = frame.area(page);
        let foot = taken.iter().filter(|r| r.page == page).map(|r| r.bottom).max().unwrap_or(area.top);
        let spare = area.bottom.saturating_sub(foot);
        if spare >= SHOWS {
            let next = stands.iter().find(|s| s.page() > page && !pinned.contains(&s.module.article));
            out.push(at_foot(page, last, spare, next.map(|s| (&articles[s.module.article], s)), (frame, words)));
        }
        let beside = free(Room { bottom: foot.min(area.bottom), ..area }, &taken, frame.gap(), LEAST_ROOM);
        for room in beside.iter().filter(|r| r.span < area.span) {
            let columns = match room.span {
                1 => format!("column {} of page {page} is", room.first + 1),
                n => format!("columns {} to {} of page {page} are", room.first + 1, room.first + n),
            };
            let message = format!(
                "{columns} white for {} lines, beside what stands there: room for about {:.0} words",
                room.depth(),
                f64::from(room.depth() * room.span) * words
            );
            let hint = format!("pin something there (`page: {page}`, `columns: {}`)", room.span);
            out.push(Diagnostic::note("white", message).hint(hint));
        }
    }
}

/// What is left white at the foot of a page, and why what comes `next` does not stand there.
fn at_foot(page: u32, last: u32, spare: u32, next: Option<(&Article, &Stand)>, by: (&Frame, f64)) -> Diagnostic {
    let (frame, words) = by;
    let room = f64::from(spare * frame.area(page).span) * words;
    let above = format!("page {page} ends {spare} lines above its foot");
    let (why, hint) = match next {
        _ if spare == frame.area(page).depth() => (
            format!("page {page} is empty: what follows is pinned to a later page, or begins one"),
            "write more, or pin what stands on the later page to an earlier one",
        ),
        Some((article, _)) if page < last && article.start != Start::Anywhere => (
            format!(
                "{above}: `{}` begins the next page (`start`); there is room for about {room:.0} words",
                article.slug
            ),
            "write a little more, make a picture larger, or give the issue `fillers`",
        ),
        Some((article, next)) if page < last => {
            let depth = next.module.depth(&next.flow);
            let slug = &article.slug;
            let why = if next.flow.bands.len() > 1 {
                let head = next.module.head.lines + super::flow::LEAST + frame.gap();
                format!("{above}: `{slug}` needs {head} for its head and its first lines")
            } else if article.boxed || article.jump == Jump::Forbid {
                format!("{above}: `{slug}`, {depth} deep, is kept whole")
            } else {
                format!("{above}: `{slug}` is {depth} deep, and there is no good place to divide it")
            };
            (why, "a filler, a picture of another form (`crop`) or another length of what stands there would fill it")
        }
        _ if page == last => (
            format!("page {page}, the last, has {spare} lines left: room for about {room:.0} words"),
            "write a little more, make a picture larger, or give the issue `fillers`",
        ),
        _ => (
            format!("{above}, and nothing is left to stand there: room for about {room:.0} words"),
            "write a little more, make a picture larger, or give the issue `fillers`",
        ),
    };
    Diagnostic::note("white", why).hint(hint)
}
