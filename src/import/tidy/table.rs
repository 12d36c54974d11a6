//! Rows of cells, each with blocks in it → a table of copy, whose cells hold a line each; or, where the table only
//! arranges the page, what is in it, one after the other.

use super::super::document::{Block, Line};
use super::super::said::{Said, What};

/// More columns than any paper has room for.
const MAX_COLUMNS: usize = 40;
/// A cell with more blocks than this arranges the page.
const MAX_BLOCKS: usize = 5;

/// Adds a table to the blocks.
pub(crate) fn table(rows: Vec<Vec<Vec<Block>>>, out: &mut Vec<Block>, said: &mut Said) {
    let filled: Vec<Vec<Vec<Block>>> = rows.into_iter().filter(|r| r.iter().any(|c| !c.is_empty())).collect();
    let columns = filled.iter().map(Vec::len).max().unwrap_or(0);
    let cells: usize = filled.iter().map(Vec::len).sum();
    let arranges = |cell: &Vec<Block>| {
        cell.len() > MAX_BLOCKS
            || cell.iter().any(|b| matches!(b, Block::Title(_) | Block::Subhead(..) | Block::Quotation(_)))
    };
    if columns == 0 {
        return;
    }
    if cells == 1 || columns > MAX_COLUMNS || filled.iter().flatten().any(arranges) {
        said.one(What::LayoutTables);
        out.extend(filled.into_iter().flatten().flatten());
        return;
    }
    let mut beside = Vec::new();
    let mut rows: Vec<Vec<Line>> = Vec::with_capacity(filled.len());
    for row in filled {
        rows.push(row.into_iter().map(|cell| line(cell, &mut beside, said)).collect());
    }
    // Columns that nothing stands in, at the right.
    let used = rows.iter().filter_map(|r| r.iter().rposition(|c| !c.is_blank())).max().map_or(0, |i| i + 1);
    for row in &mut rows {
        row.truncate(used);
    }
    if used > 0 {
        out.push(Block::Table(rows));
    }
    out.extend(beside);
}

/// A cell's blocks as one line; pictures stand beside the table.
fn line(cell: Vec<Block>, beside: &mut Vec<Block>, said: &mut Said) -> Line {
    let mut out = Line::default();
    let mut add = |line: Line, lead: &str| {
        if line.is_blank() {
            return;
        }
        if !out.is_blank() {
            out.push("\n", &super::super::document::Mark::default());
        }
        if !lead.is_empty() {
            out.push(lead, &super::super::document::Mark::default());
        }
        out.append(line);
    };
    let mut blocks: Vec<(Block, String)> = cell.into_iter().rev().map(|b| (b, String::new())).collect();
    while let Some((block, lead)) = blocks.pop() {
        match block {
            Block::Title(l) | Block::Subtitle(l) | Block::Byline(l) | Block::Caption(l) | Block::Quoted(l) => {
                add(l, &lead);
            }
            Block::Paragraph(l) | Block::Subhead(_, l) => add(l, &lead),
            Block::Item { start, blocks: inner, .. } => {
                let lead = start.map_or("– ".to_owned(), |n| format!("{n}. "));
                let mut inner: Vec<(Block, String)> = inner.into_iter().map(|b| (b, String::new())).collect();
                if let Some(first) = inner.first_mut() {
                    first.1 = lead;
                }
                blocks.extend(inner.into_iter().rev());
            }
            Block::List { start, items } => {
                let items = items.into_iter().enumerate().map(|(i, blocks)| {
                    (Block::Item { level: 0, start: start.map(|s| s.saturating_add(i as u64)), blocks }, String::new())
                });
                blocks.extend(items.collect::<Vec<_>>().into_iter().rev());
            }
            Block::Quotation(inner) => blocks.extend(inner.into_iter().rev().map(|b| (b, String::new()))),
            Block::Table(rows) => {
                said.one(What::NestedTables);
                for row in rows {
                    let mut line = Line::default();
                    for cell in row {
                        if !line.is_blank() && !cell.is_blank() {
                            line.push(" ", &super::super::document::Mark::default());
                        }
                        line.append(cell);
                    }
                    add(line, "");
                }
            }
            Block::Code(text) => add(Line::plain(text), &lead),
            Block::Picture { .. } => beside.push(block),
            Block::Break => {}
        }
    }
    out
}
