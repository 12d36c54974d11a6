//! A document as its reader found it → an article: lists nested, captions at their pictures, quotations whole, notes in
//! the order of their marks, and headline, deck and byline taken out of the text.

mod head;
mod table;

pub(super) use head::Head;
pub(super) use table::table;

use super::document::{Block, Document, Line, MAX_DEPTH};
use super::list;
use super::said::{Said, What};

/// A short line in bold has at most so many characters.
const HEAD: usize = 80;

/// An article.
pub(super) struct Tidied {
    pub(super) head: Head,
    pub(super) blocks: Vec<Block>,
    pub(super) notes: Vec<Vec<Block>>,
}

/// Makes an article of a document; `name` is the file's, for a headline where there is none.
pub(super) fn tidy(document: Document, name: &str, said: &mut Said) -> Tidied {
    let mut blocks = whole(document.blocks, said);
    let (head, mut lost) = head::take(&mut blocks, name, said);
    bold_heads(&mut blocks, said);
    levels(&mut blocks);
    rules(&mut blocks);
    // What a note in the headline says belongs to the article still.
    lost.retain(|n| document.notes.get(*n).is_some());
    if !lost.is_empty() {
        let first = blocks.iter_mut().find_map(|b| if let Block::Paragraph(line) = b { Some(line) } else { None });
        if let Some(line) = first {
            for note in lost {
                line.note(note);
            }
        }
    }
    let notes = document.notes.into_iter().map(|n| {
        let mut note = whole(n, said);
        rules(&mut note);
        note
    });
    let notes = notes.collect();
    let notes = numbered(&mut blocks, notes, said);
    Tidied { head, blocks, notes }
}

/// Blocks as they were read → blocks as copy has them, nested no deeper than copy is read.
fn whole(blocks: Vec<Block>, said: &mut Said) -> Vec<Block> {
    shallow(grouped(captioned(blocks)), 0, said)
}

/// What is nested too deep stands where the last list or quotation is that may be.
fn shallow(blocks: Vec<Block>, depth: usize, said: &mut Said) -> Vec<Block> {
    let mut out = Vec::with_capacity(blocks.len());
    for block in blocks {
        match block {
            Block::List { items, .. } if depth >= MAX_DEPTH => {
                said.one(What::Depth);
                for item in items {
                    out.extend(shallow(item, depth, said));
                }
            }
            Block::Quotation(inner) if depth >= MAX_DEPTH => {
                said.one(What::Depth);
                out.extend(shallow(inner, depth, said));
            }
            Block::List { start, items } => {
                let items = items.into_iter().map(|i| shallow(i, depth + 1, said)).collect();
                out.push(Block::List { start, items });
            }
            Block::Quotation(inner) => out.push(Block::Quotation(shallow(inner, depth + 1, said))),
            block => out.push(block),
        }
    }
    out
}

/// Puts captions to the picture before them, or else after them.
fn captioned(blocks: Vec<Block>) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
    let mut waiting: Option<Line> = None;
    for block in blocks {
        match block {
            Block::Caption(line) => {
                let mut line = upright(line);
                line.trim_start(|c| c.is_whitespace() || ":.–—-|".contains(c));
                if line.is_blank() {
                    continue;
                }
                match out.last_mut() {
                    Some(Block::Picture { caption, .. }) if caption.is_blank() => *caption = line,
                    _ => {
                        out.extend(waiting.take().map(Block::Paragraph));
                        waiting = Some(line);
                    }
                }
            }
            Block::Paragraph(line) if matches!(out.last(), Some(Block::Picture { caption, .. }) if caption.is_blank()) => {
                match (numbered_caption(&line), out.last_mut()) {
                    (Some(told), Some(Block::Picture { caption, .. })) => *caption = told,
                    _ => out.push(Block::Paragraph(line)),
                }
            }
            Block::Picture { index, caption, alt } => {
                let caption = if caption.is_blank() { waiting.take().unwrap_or(caption) } else { caption };
                out.push(Block::Picture { index, caption, alt });
            }
            block => {
                out.extend(waiting.take().map(Block::Paragraph));
                out.push(block);
            }
        }
    }
    out.extend(waiting.map(Block::Paragraph));
    out
}

/// What stands under a picture as `Figure 3: The dock` is its caption; the number goes.
fn numbered_caption(line: &Line) -> Option<Line> {
    let text = line.text();
    let lead = text.trim_start().split_once([':', '.'])?.0;
    let (word, number) = lead.trim_end().rsplit_once(char::is_whitespace)?;
    let word = word.trim_end();
    let is_label =
        word.chars().count() <= 14 && word.chars().all(char::is_alphabetic) && word.starts_with(char::is_uppercase);
    if !is_label || number.is_empty() || !number.chars().all(|c| c.is_ascii_digit()) || text.chars().count() > 300 {
        return None;
    }
    let mut line = line.clone();
    let stop = |c: char| !matches!(c, ':' | '.');
    // All up to the first mark, which may stand in another stretch than the label.
    while line.runs.first().is_some_and(|r| r.note.is_none() && r.text.chars().all(stop)) {
        line.runs.remove(0);
    }
    line.trim_start(stop);
    line.trim_start(|c| c.is_whitespace() || matches!(c, ':' | '.'));
    (!line.is_blank()).then(|| upright(line))
}

/// A caption that is all in italics is so by the looks of captions there; here they have their own.
fn upright(mut line: Line) -> Line {
    if line.is_all(|m| m.italic) {
        line.runs.iter_mut().for_each(|r| r.mark.italic = false);
    }
    line
}

/// Items in a row into lists, quoted paragraphs in a row into quotations; nothing is left that is blank.
fn grouped(blocks: Vec<Block>) -> Vec<Block> {
    let mut out = Vec::with_capacity(blocks.len());
    let mut items: Vec<list::Item> = Vec::new();
    let mut quoted: Vec<Block> = Vec::new();
    for block in blocks {
        let block = typed_item(block);
        if !matches!(block, Block::Item { .. }) {
            out.extend(list::nest(std::mem::take(&mut items)));
        }
        if !matches!(block, Block::Quoted(_)) && !quoted.is_empty() {
            out.push(Block::Quotation(std::mem::take(&mut quoted)));
        }
        match block {
            Block::Item { level, start, blocks } => {
                let blocks = grouped(captioned(blocks));
                if !blocks.is_empty() {
                    items.push((level, start, blocks));
                }
            }
            Block::Quoted(line) if !line.is_blank() => quoted.push(Block::Paragraph(line)),
            Block::Quotation(blocks) => {
                let blocks = grouped(captioned(blocks));
                // Who is quoted may stand in a quotation of its own.
                let source =
                    matches!(&blocks[..], [Block::Paragraph(l)] if l.text().trim_start().starts_with(['—', '–', '―']));
                match out.last_mut() {
                    Some(Block::Quotation(last)) if source => last.extend(blocks),
                    _ if !blocks.is_empty() => out.push(Block::Quotation(blocks)),
                    _ => {}
                }
            }
            Block::List { start, items } => {
                let items: Vec<Vec<Block>> =
                    items.into_iter().map(|i| grouped(captioned(i))).filter(|i| !i.is_empty()).collect();
                if !items.is_empty() {
                    out.push(Block::List { start, items });
                }
            }
            Block::Paragraph(line) | Block::Caption(line) if !line.is_blank() => out.push(Block::Paragraph(line)),
            Block::Title(line) if !line.is_blank() => out.push(Block::Title(line)),
            Block::Subtitle(line) if !line.is_blank() => out.push(Block::Subtitle(line)),
            Block::Byline(line) if !line.is_blank() => out.push(Block::Byline(line)),
            Block::Subhead(level, line) if !line.is_blank() => out.push(Block::Subhead(level, line)),
            Block::Code(text) if !text.trim().is_empty() => out.push(Block::Code(text)),
            Block::Picture { .. } | Block::Table(_) | Block::Break => out.push(block),
            _ => {}
        }
    }
    out.extend(list::nest(items));
    if !quoted.is_empty() {
        out.push(Block::Quotation(quoted));
    }
    out
}

/// A paragraph that begins with a typed point is an item.
fn typed_item(block: Block) -> Block {
    let Block::Paragraph(mut line) = block else { return block };
    let text = line.text();
    let mut letters = text.trim_start().chars();
    let points =
        letters.next().is_some_and(|c| "•●▪◦‣➢■".contains(c)) && letters.next().is_some_and(char::is_whitespace);
    if !points {
        return Block::Paragraph(line);
    }
    let mut point = false;
    line.trim_start(char::is_whitespace);
    if let Some(first) = line.runs.first_mut() {
        point = first.text.starts_with(|c| "•●▪◦‣➢■".contains(c));
        let rest: String = if point { first.text.chars().skip(1).collect() } else { first.text.clone() };
        first.text = rest;
    }
    line.trim_start(char::is_whitespace);
    if point {
        Block::Item { level: 0, start: None, blocks: vec![Block::Paragraph(line)] }
    } else {
        Block::Paragraph(line)
    }
}

/// Short lines in bold between paragraphs that are not are subheads of those who never heard of styles.
fn bold_heads(blocks: &mut [Block], said: &mut Said) {
    for i in 0..blocks.len().saturating_sub(1) {
        let Block::Paragraph(line) = &blocks[i] else { continue };
        let text = line.text();
        let text = text.trim();
        let head = line.is_all(|m| m.bold && m.link.is_none() && !m.code)
            && line.runs.iter().all(|r| r.note.is_none())
            && text.chars().count() <= HEAD
            && text.chars().any(char::is_alphanumeric)
            && !text.contains('\n')
            && !text.ends_with(['.', ',', ';', ':', '-', '–', '—'])
            && !text.starts_with(['-', '–', '—']);
        let follows = match &blocks[i + 1] {
            Block::Paragraph(next) => !next.is_all(|m| m.bold),
            Block::List { .. } | Block::Table(_) | Block::Picture { .. } => true,
            _ => false,
        };
        if head && follows {
            said.one(What::BoldHeads);
            blocks[i] = Block::Subhead(2, line.clone().without_bold());
        }
    }
}

/// Subheads of the highest level that is left are of level 2; titles and the like that are left are subheads and paragraphs.
fn levels(blocks: &mut [Block]) {
    for block in blocks.iter_mut() {
        match block {
            Block::Title(line) => *block = Block::Subhead(1, std::mem::take(line)),
            Block::Subtitle(line) => *block = Block::Subhead(2, std::mem::take(line)),
            Block::Byline(line) => *block = Block::Paragraph(std::mem::take(line)),
            _ => {}
        }
    }
    let level = |b: &Block| if let Block::Subhead(level, _) = b { Some(*level) } else { None };
    let Some(highest) = blocks.iter().filter_map(level).min() else { return };
    for block in blocks {
        if let Block::Subhead(level, _) = block {
            *level = (*level - highest + 2).min(6);
        }
    }
}

/// A rule parts what stands above from what stands below; at an end it parts nothing.
fn rules(blocks: &mut Vec<Block>) {
    while blocks.first() == Some(&Block::Break) {
        blocks.remove(0);
    }
    while blocks.last() == Some(&Block::Break) {
        blocks.pop();
    }
    blocks.dedup_by(|a, b| *a == Block::Break && *b == Block::Break);
}

/// Numbers the notes in the order of their marks, and leaves out marks of notes without text.
fn numbered(blocks: &mut [Block], notes: Vec<Vec<Block>>, said: &mut Said) -> Vec<Vec<Block>> {
    let mut order: Vec<usize> = Vec::new();
    let mut place: Vec<Option<usize>> = vec![None; notes.len()];
    each_line(blocks, &mut |line| {
        line.runs.retain_mut(|run| {
            let Some(old) = run.note else { return true };
            if notes.get(old).is_none_or(Vec::is_empty) {
                said.one(What::EmptyNotes);
                return false;
            }
            let new = *place[old].get_or_insert_with(|| {
                order.push(old);
                order.len() - 1
            });
            run.note = Some(new);
            true
        });
    });
    let mut notes = notes;
    for note in &mut notes {
        each_line(note, &mut |line| line.runs.retain(|r| r.note.is_none()));
    }
    order.into_iter().map(|old| std::mem::take(&mut notes[old])).collect()
}

fn each_line(blocks: &mut [Block], see: &mut dyn FnMut(&mut Line)) {
    for block in blocks {
        match block {
            Block::Title(line)
            | Block::Subtitle(line)
            | Block::Byline(line)
            | Block::Caption(line)
            | Block::Quoted(line)
            | Block::Paragraph(line)
            | Block::Subhead(_, line)
            | Block::Picture { caption: line, .. } => see(line),
            Block::Item { blocks, .. } | Block::Quotation(blocks) => each_line(blocks, see),
            Block::List { items, .. } => items.iter_mut().for_each(|i| each_line(i, see)),
            Block::Table(rows) => rows.iter_mut().flatten().for_each(&mut *see),
            Block::Code(_) | Block::Break => {}
        }
    }
}
