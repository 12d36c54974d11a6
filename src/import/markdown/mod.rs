//! Blocks → Markdown as copy is written: every word comes through as it is, whatever stands in it.

mod escape;
mod inline;

use super::document::{Block, Line};
use super::picture::Pictures;
use inline::{Place, inline};
use std::fmt::Write;

/// The article's Markdown, its notes at the end.
pub(super) fn write(blocks: &[Block], notes: &[Vec<Block>], pictures: &Pictures) -> String {
    let mut out = Writer { pictures }.blocks(blocks, true);
    for (i, note) in notes.iter().enumerate() {
        if !out.is_empty() {
            out.push_str("\n\n");
        }
        let text = Writer { pictures }.blocks(note, true);
        let label = format!("[^{}]: ", i + 1);
        out.push_str(&indented(&text, &label, 4));
    }
    out.push('\n');
    out
}

/// A value of the manifest: words with emphasis, on one line.
pub(super) fn words(line: &Line) -> String {
    inline(line, Place::Heading)
}

struct Writer<'a> {
    pictures: &'a Pictures,
}

impl Writer<'_> {
    /// Blocks one after the other, with an empty line between two if they are `loose`.
    fn blocks(&self, blocks: &[Block], loose: bool) -> String {
        let mut out = String::new();
        // Two lists in a row would read as one; the second has other marks.
        let mut other_marks = false;
        for (i, block) in blocks.iter().enumerate() {
            other_marks = i > 0 && !other_marks && follows_its_like(&blocks[i - 1], block);
            let text = self.block(block, other_marks);
            if text.is_empty() {
                continue;
            }
            if !out.is_empty() {
                out.push_str(if loose { "\n\n" } else { "\n" });
            }
            out.push_str(&text);
        }
        out
    }

    fn block(&self, block: &Block, other_marks: bool) -> String {
        match block {
            Block::Subhead(level, line) => {
                let text = inline(line, Place::Heading);
                if text.is_empty() { text } else { format!("{} {text}", "#".repeat(usize::from((*level).clamp(2, 6)))) }
            }
            Block::Picture { index, caption, alt } => self.picture(*index, caption, alt),
            Block::Table(rows) => table(rows),
            Block::Code(text) => code(text),
            Block::Break => "---".to_owned(),
            Block::Quotation(blocks) => quoted(&self.blocks(blocks, true)),
            Block::List { start, items } => self.list(*start, items, other_marks),
            Block::Item { blocks, start, .. } => self.list(*start, std::slice::from_ref(blocks), other_marks),
            Block::Paragraph(line)
            | Block::Title(line)
            | Block::Subtitle(line)
            | Block::Byline(line)
            | Block::Caption(line)
            | Block::Quoted(line) => inline(line, Place::Paragraph),
        }
    }

    fn list(&self, start: Option<u64>, items: &[Vec<Block>], other_marks: bool) -> String {
        // Where an item holds more than its words and a list within, empty lines keep its parts apart.
        let tight = |item: &Vec<Block>| {
            matches!(
                &item[..],
                [Block::Paragraph(_)] | [Block::Paragraph(_), Block::List { start: None | Some(1), .. }]
            )
        };
        let loose = !items.iter().all(tight);
        let mut out = String::new();
        let first = start.map_or(1, |n| n.min(100_000_000));
        for (i, item) in items.iter().enumerate() {
            let text = self.blocks(item, loose);
            if text.is_empty() {
                continue;
            }
            let mark = match (start, other_marks) {
                (None, false) => "- ".to_owned(),
                (None, true) => "* ".to_owned(),
                (Some(_), false) => format!("{}. ", first + i as u64),
                (Some(_), true) => format!("{}) ", first + i as u64),
            };
            if !out.is_empty() {
                out.push_str(if loose { "\n\n" } else { "\n" });
            }
            out.push_str(&indented(&text, &mark, mark.len()));
        }
        out
    }

    fn picture(&self, index: usize, caption: &Line, alt: &str) -> String {
        let caption = inline(caption, Place::Caption);
        let mut out = format!("![{caption}](images/{})", self.pictures.name(index));
        let alt = alt.split_whitespace().collect::<Vec<_>>().join(" ");
        if !alt.is_empty() {
            // Braces know no escapes: a quotation mark that would end the value becomes a curly one.
            let quote = if alt.contains('"') && !alt.contains('\'') { '\'' } else { '"' };
            let alt = if quote == '"' { alt.replace('"', "\u{201d}") } else { alt };
            let _ = write!(out, "{{alt={quote}{alt}{quote}}}");
        }
        out
    }
}

fn follows_its_like(before: &Block, block: &Block) -> bool {
    match (before, block) {
        (Block::List { start: a, .. }, Block::List { start: b, .. }) => a.is_some() == b.is_some(),
        _ => false,
    }
}

/// The text with a mark before its first line and as many spaces as its width before the others.
fn indented(text: &str, mark: &str, width: usize) -> String {
    let mut out = String::from(mark);
    for (i, line) in text.split('\n').enumerate() {
        if i > 0 {
            out.push('\n');
            if !line.is_empty() {
                out.extend(std::iter::repeat_n(' ', width));
            }
        }
        out.push_str(line);
    }
    out
}

fn quoted(text: &str) -> String {
    let lines = text.split('\n').map(|l| if l.is_empty() { ">".to_owned() } else { format!("> {l}") });
    lines.collect::<Vec<_>>().join("\n")
}

/// Lines of code between fences that are longer than any in it.
fn code(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    let text: String = text.chars().filter(|c| *c == '\n' || *c == '\t' || !c.is_control()).collect();
    format!("{fence}\n{}\n{fence}", text.trim_matches('\n'))
}

fn table(rows: &[Vec<Line>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    if columns == 0 {
        return String::new();
    }
    let mut out = String::new();
    for (i, row) in rows.iter().enumerate() {
        out.push('|');
        for column in 0..columns {
            let cell = row.get(column).map(|c| inline(c, Place::Cell)).unwrap_or_default();
            let _ = write!(out, " {cell} |");
        }
        out.push('\n');
        if i == 0 {
            let _ = writeln!(out, "|{}", "---|".repeat(columns));
        }
    }
    out.truncate(out.len() - 1);
    out
}
