//! The letter map: the dummy of every page as text, a character a column and grid line.
//!
//! Articles have the letters A to Z, then a to z; their heads `#`, pictures `=`, quotes `"`, jump lines `>`, notes `:`, nameplate and colophon
//! `%`, white `.`. Where something stands half-way into a column, a third of its lines is marked so.

use super::set::Cell;
use crate::issue::Side;
use std::fmt::Write;

/// So many characters stand for a column.
pub const WIDE: usize = 3;

/// The map of one page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Map {
    columns: usize,
    cells: Vec<[char; WIDE]>,
}

impl Map {
    /// A white page.
    pub fn new(columns: u32, lines: u32) -> Map {
        Map { columns: columns as usize, cells: vec![['.'; WIDE]; (columns * lines) as usize] }
    }

    /// Marks what takes lines of a column; what is taken twice shows as `!`.
    pub fn take(&mut self, column: u32, line: u32, lines: u32, mark: [char; WIDE]) {
        for l in line..line + lines {
            if let Some(cell) = self.cells.get_mut(l as usize * self.columns + column as usize) {
                *cell = if *cell == ['.'; WIDE] { mark } else { ['!'; WIDE] };
            }
        }
    }
}

impl Map {
    /// How many of its cells articles take.
    pub fn taken(&self) -> u32 {
        self.cells.iter().filter(|c| !matches!(c[0], '.' | '%')).count() as u32
    }
}

/// The characters of an article's cell.
pub fn letters(article: usize, cell: Cell) -> [char; WIDE] {
    let Cell::Beside(side, quote) = cell else { return [letter(article, cell); WIDE] };
    let mut letters = [letter(article, Cell::Copy); WIDE];
    let edge = if side == Side::Left { 0 } else { WIDE - 1 };
    letters[edge] = letter(article, if quote { Cell::Quote } else { Cell::Picture });
    letters
}

/// The character of an article's cell.
fn letter(article: usize, cell: Cell) -> char {
    match cell {
        Cell::Head => '#',
        Cell::Picture => '=',
        Cell::Quote => '"',
        Cell::Jump => '>',
        Cell::Note => ':',
        Cell::Copy | Cell::Beside(..) => {
            let n = (article % 52) as u8;
            char::from(if n < 26 { b'A' + n } else { b'a' + n - 26 })
        }
    }
}

/// The maps of all pages, with the slugs of the articles.
pub fn print<'a>(maps: impl Iterator<Item = &'a Map>, slugs: &[&str]) -> String {
    let mut out = String::new();
    for (i, slug) in slugs.iter().enumerate() {
        let _ = writeln!(out, "{} {slug}", letter(i, Cell::Copy));
    }
    for (i, map) in maps.enumerate() {
        let _ = writeln!(out, "\npage {}", i + 1);
        for row in map.cells.chunks(map.columns.max(1)) {
            for (column, cell) in row.iter().enumerate() {
                out.extend((column > 0).then_some(' ').into_iter().chain(cell.iter().copied()));
            }
            out.push('\n');
        }
    }
    out
}
