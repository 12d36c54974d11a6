//! How many pages there are to be, and the cutting of copy that is too long for them.

use crate::diag::Diagnostic;
use crate::issue::{Block, Issue, PageCount, Rich};

/// What did not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Over {
    /// The article that overruns its place; none where it is the paper that is too long.
    pub article: Option<usize>,
    /// By how many lines of copy.
    pub lines: u32,
}

/// The pages that an issue has whose copy takes `taken`: as many as are asked for, or the next multiple.
pub fn pages(issue: &Issue, taken: u32) -> u32 {
    match issue.pages.as_ref().map(|p| p.value) {
        Some(PageCount::Exactly(n)) => n.max(taken),
        Some(PageCount::Within { multiple_of, .. }) => taken.next_multiple_of(multiple_of.max(1)),
        None => taken,
    }
}

/// The most pages that the issue may have.
pub fn most(issue: &Issue) -> Option<u32> {
    match issue.pages.as_ref().map(|p| p.value)? {
        PageCount::Exactly(n) => Some(n),
        PageCount::Within { max, multiple_of } => max.map(|m| m / multiple_of.max(1) * multiple_of.max(1)),
    }
}

/// Says that the paper is too long.
pub fn overset(issue: &Issue, most: u32, taken: u32, lines: u32, words: u32) -> Diagnostic {
    let asked = match (issue.pages.as_ref().map(|p| p.value), most) {
        (Some(PageCount::Within { .. }), _) => format!("{most} is the most that there may be"),
        (_, 1) => "1 was asked for".to_owned(),
        _ => format!("{most} were asked for"),
    };
    let lines = if lines == 1 { "1 line".to_owned() } else { format!("{lines} lines") };
    let message =
        format!("the copy takes {taken} pages, and {asked}; {lines} of one column (about {words} words) too much");
    Diagnostic::warning("overset", message)
        .at(issue.pages.as_ref().map(|p| p.span))
        .hint("cut copy, make pictures smaller, or write `cut: from-end` under articles that may be shortened")
}

/// Says that pages are left.
pub fn empty(issue: &Issue, taken: u32, pages: u32) -> Option<Diagnostic> {
    let (which, hint) = match issue.pages.as_ref().map(|p| p.value) {
        Some(PageCount::Within { multiple_of, .. }) => (
            format!(", and their number is to be a multiple of {multiple_of}"),
            "add copy or pictures to fill them, or shorten the issue until it needs fewer",
        ),
        _ => (String::new(), "add copy or pictures to fill them, or ask for fewer pages"),
    };
    let message = match pages.checked_sub(taken)? {
        0 => return None,
        1 => format!("page {pages} is empty: the copy ends on page {taken}{which}"),
        _ => format!("pages {} to {pages} are empty: the copy ends on page {taken}{which}", taken + 1),
    };
    Some(Diagnostic::warning("empty-pages", message).at(issue.pages.as_ref().map(|p| p.span)).hint(hint))
}

/// What was cut: the article, how many of its blocks, and their words.
pub type Gone = (usize, usize, usize);

/// About so many characters of copy stand on a line.
const LINE: usize = 38;

/// The issue with paragraphs cut from the ends of articles that allow it, the least important first, until about so many
/// lines are gone; and what was cut. `None` where nothing may be.
pub fn cut(issue: &Issue, over: &[Over]) -> Option<(Issue, Vec<Gone>)> {
    let mut issue = issue.clone();
    let mut gone = Vec::new();
    for Over { article, lines } in over {
        let candidates: Vec<usize> = match article {
            Some(i) => vec![*i],
            None => (0..issue.articles.len()).rev().collect(),
        };
        let mut left = *lines as usize;
        for i in candidates {
            let Some(article) = issue.articles.get_mut(i).filter(|a| a.cut_from_end) else { continue };
            let (mut blocks, mut words) = (0, 0);
            while left > 0 && article.body.len() > 1 {
                let Some(block) = article.body.pop() else { break };
                let (characters, count) = size(&block);
                left = left.saturating_sub(characters.div_ceil(LINE).max(1));
                blocks += 1;
                words += count;
            }
            // A subhead does not stay behind without its copy.
            while article.body.len() > 1 && matches!(article.body.last(), Some(Block::Subhead(..) | Block::Break)) {
                article.body.pop();
            }
            // Notes go with their marks; the numbers of the others stay.
            let kept = last_note(&article.body) as usize;
            article.notes.truncate(kept);
            if blocks > 0 {
                gone.push((i, blocks, words));
            }
        }
    }
    (!gone.is_empty()).then_some((issue, gone))
}

/// Characters and words of a block.
fn size(block: &Block) -> (usize, usize) {
    let rich = |r: &Rich| (r.text().chars().count(), r.words());
    let add = |a: (usize, usize), b: (usize, usize)| (a.0 + b.0, a.1 + b.1);
    match block {
        Block::Paragraph(r) | Block::Subhead(_, r) | Block::Signature(r) => rich(r),
        Block::Quotation { blocks, .. } => blocks.iter().map(size).fold((LINE, 0), add),
        Block::List { items, .. } => items.iter().flatten().map(size).fold((0, 0), add),
        Block::Table(t) => (LINE * (t.rows.len() + 1), t.rows.iter().flatten().map(Rich::words).sum()),
        Block::Code(c) => (LINE * c.value.lines().count(), c.value.split_whitespace().count()),
        Block::Break => (LINE, 0),
        Block::Picture(_) => (LINE * 12, 0),
    }
}

/// What was cut, for the log.
pub fn cut_words(issue: &Issue, gone: &[Gone]) -> Vec<Diagnostic> {
    let mut sums: std::collections::BTreeMap<usize, (usize, usize)> = std::collections::BTreeMap::new();
    for (i, blocks, words) in gone {
        let sum = sums.entry(*i).or_default();
        *sum = (sum.0 + blocks, sum.1 + words);
    }
    let say = |(i, (blocks, words)): (usize, (usize, usize))| {
        let article = &issue.articles[i];
        let words = if words == 1 { "1 word".to_owned() } else { format!("{words} words") };
        let pieces = match blocks {
            1 => format!("the last paragraph of `{}` ({words}) was", article.slug),
            n => format!("the last {n} paragraphs of `{}` ({words}) were", article.slug),
        };
        Diagnostic::warning("cut", format!("{pieces} left out to make it fit"))
            .at(article.span)
            .hint("`cut: from-end` allows this; shorten the article to choose yourself what goes")
    };
    sums.into_iter().map(say).collect()
}

/// The largest number of a note that blocks refer to.
fn last_note(blocks: &[Block]) -> u32 {
    let rich = |r: &Rich| r.spans.iter().filter_map(|s| s.mark.note).max().unwrap_or(0);
    let of = |block: &Block| match block {
        Block::Paragraph(r) | Block::Subhead(_, r) | Block::Signature(r) => rich(r),
        Block::Quotation { blocks, source } => last_note(blocks).max(source.as_ref().map_or(0, rich)),
        Block::List { items, .. } => items.iter().map(|i| last_note(i)).max().unwrap_or(0),
        Block::Table(t) => t.head.iter().chain(t.rows.iter().flatten()).map(rich).max().unwrap_or(0),
        Block::Picture(p) => p.caption.as_ref().map_or(0, rich),
        Block::Break | Block::Code(_) => 0,
    };
    blocks.iter().map(of).max().unwrap_or(0)
}
