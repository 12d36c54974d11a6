//! The letter map: the dummy of every page as text, a character a column and grid line.
//!
//! Articles have the letters A to Z, then a to z; their heads `#`, pictures `=`, quotes `"`, jump lines `>`, notes `:`, nameplate and colophon
//! `%`, white `.`.

use super::set::Cell;
use std::fmt::Write;

/// The map of one page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Map {
    columns: usize,
    cells: Vec<char>,
}

impl Map {
    /// A white page.
    pub fn new(columns: u32, lines: u32) -> Map {
        Map { columns: columns as usize, cells: vec!['.'; (columns * lines) as usize] }
    }

    /// Marks what takes lines of a column; what is taken twice shows as `!`.
    pub fn take(&mut self, column: u32, line: u32, lines: u32, mark: char) {
        for l in line..line + lines {
            if let Some(cell) = self.cells.get_mut(l as usize * self.columns + column as usize) {
                *cell = if *cell == '.' { mark } else { '!' };
            }
        }
    }
}

impl Map {
    /// How many of its cells articles take.
    pub fn taken(&self) -> u32 {
        self.cells.iter().filter(|c| !matches!(c, '.' | '%')).count() as u32
    }
}

/// The character of an article's cell.
pub fn letter(article: usize, cell: Cell) -> char {
    match cell {
        Cell::Head => '#',
        Cell::Picture => '=',
        Cell::Quote => '"',
        Cell::Jump => '>',
        Cell::Note => ':',
        Cell::Copy => {
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
            let line: Vec<String> = row.iter().map(|c| c.to_string().repeat(3)).collect();
            let _ = writeln!(out, "{}", line.join(" "));
        }
    }
    out
}
