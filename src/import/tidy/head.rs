//! Headline, deck and byline, taken out of the text.

use super::super::document::{Block, Line};
use super::super::said::{Said, What};
use super::super::words;

/// A heading is the article's own if at most so many characters stand before it.
const BEFORE: usize = 200;
/// The longest line that may be a headline, and the longest byline, in characters.
const HEADLINE: usize = 120;
const BYLINE: usize = 70;
/// What bylines begin with.
const BY: [&str; 9] = ["by ", "por ", "par ", "von ", "door ", "di ", "autor: ", "author: ", "text: "];

/// What stands above an article.
#[derive(Debug, Default)]
pub(crate) struct Head {
    pub(in super::super) headline: Line,
    pub(in super::super) deck: Option<Line>,
    pub(in super::super) byline: Option<Line>,
}

/// Takes the head out of the blocks; the notes that were in it come back.
pub(super) fn take(blocks: &mut Vec<Block>, name: &str, said: &mut Said) -> (Head, Vec<usize>) {
    let mut head = Head::default();
    let (headline, at) = headline(blocks, name, said);
    head.headline = headline;
    let deck = blocks.iter().position(|b| matches!(b, Block::Subtitle(_))).filter(|i| *i <= at + 2);
    head.deck = deck.and_then(|i| line_of(blocks.remove(i)));
    head.byline = byline(blocks, at);
    let mut lost = Vec::new();
    for line in [Some(&mut head.headline), head.deck.as_mut(), head.byline.as_mut()].into_iter().flatten() {
        lost.extend(line.runs.iter().filter_map(|r| r.note));
        *line = std::mem::take(line).without_notes();
    }
    (head, lost)
}

fn line_of(block: Block) -> Option<Line> {
    match block {
        Block::Title(l) | Block::Subtitle(l) | Block::Byline(l) | Block::Subhead(_, l) | Block::Paragraph(l) => Some(l),
        _ => None,
    }
}

/// The headline, and where it stood.
fn headline(blocks: &mut Vec<Block>, name: &str, said: &mut Said) -> (Line, usize) {
    let title = blocks.iter().position(|b| matches!(b, Block::Title(_)));
    let heading = blocks.iter().position(|b| matches!(b, Block::Subhead(..))).filter(|i| {
        let before = blocks[..*i].iter().map(|b| match b {
            Block::Paragraph(line) | Block::Subtitle(line) | Block::Byline(line) => line.text().chars().count(),
            Block::Picture { .. } | Block::Break => 0,
            _ => BEFORE,
        });
        before.sum::<usize>() < BEFORE
    });
    if let Some(at) = title.or(heading) {
        return (line_of(blocks.remove(at)).unwrap_or_default(), at);
    }
    said.one(What::Headline);
    // A short first line over longer ones is meant as one.
    if let [Block::Paragraph(first), second, ..] = &blocks[..] {
        let text = first.text();
        let short = text.chars().count() <= HEADLINE
            && !text.trim_end().ends_with(['.', ',', ';', ':'])
            && !text.contains('\n');
        let longer =
            matches!(second, Block::Paragraph(l) if l.text().chars().count() > text.chars().count() || is_byline(l));
        if short && (longer || first.is_all(|m| m.bold)) {
            return (line_of(blocks.remove(0)).unwrap_or_default().without_bold(), 0);
        }
    }
    (Line::plain(words::headline(words::stem(name))), 0)
}

/// A line of its own near the head that says who wrote it.
fn byline(blocks: &mut Vec<Block>, at: usize) -> Option<Line> {
    let styled = blocks.iter().position(|b| matches!(b, Block::Byline(_)));
    let near = at.saturating_sub(1)..(at + 2).min(blocks.len());
    let told = near.into_iter().find(|i| matches!(&blocks[*i], Block::Paragraph(line) if is_byline(line)));
    let line = line_of(blocks.remove(styled.or(told)?))?;
    // A byline is set in letters of its own.
    let mark = line.runs.first().map(|r| r.mark.clone())?;
    let alike = line.is_all(|m| m.bold == mark.bold && m.italic == mark.italic);
    let mut line = line;
    if alike {
        line.runs.iter_mut().for_each(|r| (r.mark.bold, r.mark.italic) = (false, false));
    }
    Some(line)
}

fn is_byline(line: &Line) -> bool {
    let text = line.text();
    let text = text.trim();
    let lower = text.to_lowercase();
    text.chars().count() <= BYLINE
        && !text.contains('\n')
        && !text.ends_with(['.', '?', '!', ':', ','])
        && BY.iter().any(|b| lower.starts_with(b))
}
