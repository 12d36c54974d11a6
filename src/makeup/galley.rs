//! An article's copy, set in one column of the grid and not yet cut into pages: elements, and the inserts beside them.
//!
//! All measures are columns of one grid, so the copy is broken once, whatever the article's span.

use super::beside::run_round;
use super::block::{self, Frame};
use super::desk::Desk;
use super::element::{Element, FixedLine};
use super::initial::initial;
use super::jump;
use super::matter::Matter;
use super::measure::Measures;
use crate::diag::{Diagnostic, Span};
use crate::display::TagKind;
use crate::geom::Length;
use crate::issue::{Article, At, Block, Columns, Kind, Picture, PullQuote, Rich, Side, Table};
use crate::page::{Notes, Role};
use std::sync::OnceLock;

/// A note of more lines does not stand at a column's foot.
const LONGEST_NOTE: usize = 14;

/// A set article.
#[derive(Debug)]
pub struct Galley {
    /// The copy.
    pub elements: Vec<Element>,
    /// Pictures and quotes, in the order of the article.
    pub insets: Vec<Inset>,
    /// The notes that stand at the foot of the column that refers to them, by their number less one; empty where they
    /// stand at the end of the copy.
    pub notes: Vec<Vec<FixedLine>>,
    /// The sum of the best depths of the elements, their white included.
    pub lines: u32,
    /// How many words the article has.
    pub words: usize,
    /// The heads under which it may go on, once they have been asked for.
    pub jump_heads: OnceLock<jump::Heads>,
    /// What there is to say about it.
    pub say: Vec<Diagnostic>,
}

/// A picture or a pull quote of an article, not yet set: its depth depends on the columns that it spans.
#[derive(Debug, Clone)]
pub struct Inset {
    /// What it is.
    pub kind: InsetKind,
    /// Columns that it wants to span.
    pub columns: Columns,
    /// On which side of them it stands.
    pub side: Side,
    /// Where it wants to stand.
    pub at: At,
    /// Where it is asked to stand: after so many lines of the copy.
    pub after: Option<u32>,
    /// Lines of copy before the words that it quotes.
    pub shun: Option<u32>,
    /// Whether it stands amid copy, with white above and below it, unless there is no other place for it.
    pub amid: bool,
}

/// What an inset is.
#[derive(Debug, Clone)]
pub enum InsetKind {
    /// A picture.
    Picture(Box<Picture>),
    /// A pull quote.
    Quote(Box<PullQuote>),
    /// A table over several columns.
    Table(Box<Table>),
}

impl Inset {
    /// Sets it at a width, at most `most` grid lines deep; a picture `exact`ly so deep, if that is asked for.
    pub fn set(&self, desk: &mut Desk, width: Length, most: u32, exact: Option<u32>) -> Matter {
        match &self.kind {
            InsetKind::Picture(p) => block::picture(desk, p, width, most, exact),
            InsetKind::Quote(q) => block::quote(desk, q, width, self.amid),
            InsetKind::Table(t) => block::spread_table(desk, t, width),
        }
    }

    /// Sets it for columns of these measures, as it is set at a width. Of what is narrower than the columns that it
    /// reaches into, half a column stands in the middle, and more at its side.
    pub fn stand(&self, desk: &mut Desk, measures: &Measures, most: u32, exact: Option<u32>) -> Matter {
        let width = measures.inset(self.columns);
        let over = measures.width(self.reach(measures.span)) - width;
        let left = match self.side {
            _ if self.columns.full() == 0 => over / 2,
            Side::Left => Length::ZERO,
            Side::Right => over,
        };
        self.set(desk, width, most, exact).padded(left, 0, desk.grid())
    }

    /// The same over so many columns fewer, as far as it is a picture over several whole ones.
    pub fn smaller(&self, span: u32, by: u32) -> Inset {
        let columns = self.columns.within(span);
        let shrinks = matches!(self.kind, InsetKind::Picture(_)) && !columns.ends_half_way();
        let columns = if shrinks { Columns::whole(columns.full().saturating_sub(by).max(1)) } else { self.columns };
        Inset { columns, ..self.clone() }
    }

    /// On which side it takes half of the outermost of its columns, over more than one of `span`.
    pub fn half(&self, span: u32) -> Option<Side> {
        let columns = self.columns.within(span);
        let inner = if self.side == Side::Right { Side::Left } else { Side::Right };
        (columns.ends_half_way() && columns.full() > 0).then_some(inner)
    }

    /// The columns that it reaches into, of `span`.
    pub fn reach(&self, span: u32) -> u32 {
        self.columns.within(span).reach()
    }

    /// The least and the most lines that it may take at a width where it naturally takes `lines`.
    pub fn range(&self, desk: &mut Desk, width: Length, lines: u32) -> (u32, u32) {
        match &self.kind {
            InsetKind::Picture(p) => block::picture_range(desk, p, width, lines),
            InsetKind::Quote(_) | InsetKind::Table(_) => (lines, lines),
        }
    }

    /// What it is called, and where it stands in the issue, for messages.
    pub fn named(&self) -> (&'static str, Option<Span>) {
        match &self.kind {
            InsetKind::Quote(q) => ("quote", Some(q.span)),
            InsetKind::Picture(p) => ("picture", Some(p.span)),
            InsetKind::Table(_) => ("table", None),
        }
    }

    /// Whether it is a pull quote.
    pub fn is_quote(&self) -> bool {
        matches!(self.kind, InsetKind::Quote(_))
    }
}

/// Sets an article's copy, of so many words, in columns of its own.
pub fn galley(desk: &mut Desk, article: &Article, words: usize, measures: &Measures) -> Galley {
    let width = measures.column;
    desk.take_up(article);
    let role = if article.boxed { Role::Box } else { Role::Body };
    let span = if article.boxed { 1 } else { measures.span };
    let frame = Frame { left: Length::ZERO, width, role, indents: true, span };
    let mut elements = Vec::new();
    let starts = match article.kind {
        Kind::Article | Kind::Letters => copy(desk, article, frame, &mut elements),
        Kind::Briefs => block::briefs(desk, &article.body, frame, &mut elements),
        Kind::Directory => block::directory(desk, &article.body, frame, &mut elements),
        Kind::Calendar => block::calendar(desk, &article.body, frame, &mut elements),
        // Its copy stands in its head.
        Kind::Banner => vec![0; article.body.len()],
    };
    let copy = elements.len();
    let notes = feet(desk, article, frame, &elements);
    if notes.is_empty() {
        end_notes(desk, article, frame, &mut elements);
    }
    unchain(&mut elements);
    let mut insets = insets(article, &elements, &starts);
    if article.kind.is_copy() {
        tables(desk, article, frame, &elements, &starts, &mut insets);
    }
    run_round(desk, measures, desk.style(role), &mut elements, copy, &mut insets);
    let lines = elements.iter().map(|e| e.depths[0].lines + e.above).sum();
    let (jump_heads, say) = (OnceLock::new(), std::mem::take(&mut desk.say));
    Galley { elements, insets, notes, lines, words, jump_heads, say }
}

/// Copy in paragraphs, the first of which may begin with an initial. The element at which each block begins.
fn copy(desk: &mut Desk, article: &Article, frame: Frame, out: &mut Vec<Element>) -> Vec<usize> {
    let mut starts = Vec::new();
    if article.drop_cap
        && !article.boxed
        && let Some(Block::Paragraph(rich)) = article.body.first()
        && let Some(mut elements) = initial(desk, rich, frame)
    {
        out.append(&mut elements);
        starts.push(0);
    }
    let rest = &article.body[starts.len()..];
    let first = starts.is_empty();
    starts.extend(block::blocks(desk, rest, frame, first, out));
    starts
}

/// Lets go of what would have to stand in one column whole: more than three elements each of which keeps the next.
fn unchain(elements: &mut [Element]) {
    let mut chain = 0;
    for element in elements.iter_mut() {
        chain = if element.keeps_next { chain + 1 } else { 0 };
        if chain > 3 {
            element.keeps_next = false;
            chain = 0;
        }
    }
}

/// The elements of a note: its number, then its words.
fn note(desk: &mut Desk, number: usize, note: &[Block], frame: Frame) -> Vec<Element> {
    let mut blocks = note.to_vec();
    if let Some(Block::Paragraph(rich)) = blocks.first_mut() {
        let number = Rich::plain(format!("{number}.\u{a0}"), rich.source());
        rich.spans.splice(0..0, number.spans);
    }
    let frame = Frame { role: Role::Note, indents: false, ..frame };
    let mut out = Vec::new();
    desk.part(TagKind::Note, None, |desk| block::blocks(desk, &blocks, frame, true, &mut out));
    out
}

/// The article's notes below its copy.
fn end_notes(desk: &mut Desk, article: &Article, frame: Frame, out: &mut Vec<Element>) {
    let above = desk.style(Role::Note).above.max(1);
    let begin = out.len();
    for (i, blocks) in article.notes.iter().enumerate() {
        out.append(&mut note(desk, i + 1, blocks, frame));
    }
    if let Some(first) = out.get_mut(begin) {
        first.above = above;
    }
}

/// The article's notes for the feet of its columns, as the layout wants them. Empty where there are none, where a mark
/// stands in a table (which knows no lines of its own), and where the notes are too long for that: more than a third of
/// the copy, or one of them more than `LONGEST_NOTE` lines.
fn feet(desk: &mut Desk, article: &Article, frame: Frame, elements: &[Element]) -> Vec<Vec<FixedLine>> {
    if article.notes.is_empty() || article.boxed || desk.m.layout.notes == Notes::End {
        return Vec::new();
    }
    let marked: Vec<u32> = elements.iter().flat_map(|e| &e.depths[0].notes).map(|(_, n)| *n).collect();
    if !(1..=article.notes.len() as u32).all(|n| marked.contains(&n)) {
        return Vec::new();
    }
    let said = desk.say.len();
    let mut out = Vec::new();
    for (i, blocks) in article.notes.iter().enumerate() {
        let mut lines = Vec::new();
        for element in note(desk, i + 1, blocks, frame) {
            lines.extend(element.ready(desk.m.fonts));
        }
        out.push(lines);
    }
    let copy: usize = elements.iter().map(|e| e.depths[0].lines as usize).sum();
    let all: usize = out.iter().map(Vec::len).sum();
    if all * 3 > copy || out.iter().any(|n| n.len() > LONGEST_NOTE) {
        desk.say.truncate(said);
        return Vec::new();
    }
    out
}

/// The article's insets: the manifest's pictures, the copy's pictures, the quotes. `starts` are the elements at which
/// the blocks of the copy begin.
fn insets(article: &Article, elements: &[Element], starts: &[usize]) -> Vec<Inset> {
    let before = |e: usize| elements[..e.min(elements.len())].iter().map(|e| e.depths[0].lines).sum::<u32>();
    let paragraphs: Vec<usize> = article
        .body
        .iter()
        .zip(starts)
        .filter(|(b, _)| matches!(b, Block::Paragraph(_)))
        .map(|(_, start)| *start)
        .collect();
    let after = |at: At| match at {
        At::Paragraph(n) => {
            paragraphs.get((n as usize).saturating_sub(1)).map(|e| before(*e)).or(Some(before(usize::MAX)))
        }
        _ => None,
    };
    let picture = |p: &Picture, after| Inset {
        columns: p.columns.as_ref().map_or(Columns::whole(1), |c| c.value),
        side: p.side.unwrap_or_default(),
        at: p.at,
        kind: InsetKind::Picture(Box::new(p.clone())),
        after,
        shun: None,
        amid: false,
    };
    let mut out: Vec<Inset> = article.pictures.iter().map(|p| picture(p, after(p.at))).collect();
    for (block, start) in article.body.iter().zip(starts) {
        if let Block::Picture(p) = block {
            let here = matches!(p.at, At::Auto | At::Paragraph(_)).then(|| before(*start));
            out.push(picture(p, here));
        }
    }
    for q in &article.pull_quotes {
        let shun = quoted_in(article, &q.text).map(|(block, share)| {
            let e = starts[block];
            before(e) + elements.get(e).map_or(0, |e| (f64::from(e.depths[0].lines) * share) as u32)
        });
        out.push(Inset {
            columns: q.columns.as_ref().map_or(Columns::whole(1), |c| c.value),
            side: q.side.unwrap_or_default(),
            at: q.at,
            kind: InsetKind::Quote(Box::new(q.clone())),
            after: after(q.at),
            shun,
            amid: !elements.is_empty() && !matches!(q.at, At::Top | At::Bottom),
        });
    }
    out
}

/// The tables of the copy that take several columns, as insets where they stand in it.
fn tables(
    desk: &mut Desk,
    article: &Article,
    frame: Frame,
    elements: &[Element],
    starts: &[usize],
    out: &mut Vec<Inset>,
) {
    for (block, start) in article.body.iter().zip(starts) {
        let Block::Table(table) = block else { continue };
        let columns = block::table_columns(desk, table, frame);
        if columns > 1 {
            let after = elements[..*start].iter().map(|e| e.depths[0].lines).sum();
            let kind = InsetKind::Table(Box::new(table.clone()));
            let columns = Columns::whole(columns);
            let (side, at, after) = (Side::Right, At::Auto, Some(after));
            out.push(Inset { kind, columns, side, at, after, shun: None, amid: false });
        }
    }
}

/// The block of the copy that holds the quoted words, if one does, and how much of it comes before their middle, from 0 to 1.
fn quoted_in(article: &Article, quote: &Rich) -> Option<(usize, f64)> {
    let plain = |t: &str| t.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let wanted = plain(&quote.text());
    let holds = |b: &Block| {
        let Block::Paragraph(rich) = b else { return None };
        let text = plain(&rich.text());
        let at = text.find(&wanted)?;
        Some((at as f64 + wanted.len() as f64 / 2.0) / text.len().max(1) as f64)
    };
    article.body.iter().enumerate().find_map(|(i, block)| {
        let share = match block {
            Block::Quotation { blocks, .. } => blocks.iter().find_map(holds),
            block => holds(block),
        };
        Some((i, share?))
    })
}

/// The words of blocks, for the count that a build gives.
pub fn words(blocks: &[Block]) -> usize {
    blocks
        .iter()
        .map(|b| match b {
            Block::Paragraph(r) | Block::Subhead(_, r) | Block::Signature(r) => r.words(),
            Block::Quotation { blocks, source } => words(blocks) + source.as_ref().map_or(0, Rich::words),
            Block::List { items, .. } => items.iter().map(|i| words(i)).sum(),
            Block::Table(t) => t.head.iter().chain(t.rows.iter().flatten()).map(Rich::words).sum(),
            Block::Code(c) => c.value.split_whitespace().count(),
            Block::Break | Block::Picture(_) => 0,
        })
        .sum()
}
