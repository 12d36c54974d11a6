//! What there is, in columns for people or one JSON object a line for programs.

use super::args::MessageFormat;
use serde_json::{Map, Value};

/// A table.
pub struct Table {
    columns: &'static [&'static str],
    rows: Vec<Vec<String>>,
}

impl Table {
    /// A table without rows.
    pub fn new(columns: &'static [&'static str]) -> Table {
        Table { columns, rows: Vec::new() }
    }

    /// One row more; a cell for each column.
    pub fn row<const N: usize>(&mut self, cells: [&str; N]) {
        debug_assert_eq!(N, self.columns.len());
        self.rows.push(cells.into_iter().map(str::to_owned).collect());
    }

    /// The table as text.
    pub fn show(&self, format: MessageFormat) -> String {
        match format {
            MessageFormat::Human => self.human(),
            MessageFormat::Json => self.json(),
        }
    }

    /// Columns stand below their heads, each as wide as its widest cell; nothing follows the last.
    fn human(&self) -> String {
        let width = |i: usize| {
            let cells = self.rows.iter().filter_map(|r| r.get(i)).map(|c| c.chars().count());
            cells.chain([self.columns[i].len()]).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..self.columns.len()).map(width).collect();
        let heads: Vec<String> = self.columns.iter().map(|c| (*c).to_owned()).collect();
        let mut out = String::new();
        for row in [&heads].into_iter().chain(&self.rows) {
            let cells = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}", width = *width));
            out.push_str(cells.collect::<Vec<_>>().join("  ").trim_end());
            out.push('\n');
        }
        out
    }

    /// The keys are the columns' heads, with `_` for a space.
    fn json(&self) -> String {
        let mut out = String::new();
        for row in &self.rows {
            let pairs = self.columns.iter().zip(row).map(|(k, v)| (k.replace(' ', "_"), Value::from(v.as_str())));
            out.push_str(&Value::Object(pairs.collect::<Map<_, _>>()).to_string());
            out.push('\n');
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_below_their_heads() {
        let mut table = Table::new(&["layout", "comes from"]);
        table.row(["letter-news", "built in"]);
        table.row(["gr\u{f6}\u{df}e", "layouts/"]);
        let human = "layout       comes from\nletter-news  built in\ngr\u{f6}\u{df}e        layouts/\n";
        assert_eq!(table.show(MessageFormat::Human), human);
        let json = "{\"comes_from\":\"built in\",\"layout\":\"letter-news\"}\n{\"comes_from\":\"layouts/\",\"layout\":\"gr\u{f6}\u{df}e\"}\n";
        assert_eq!(table.show(MessageFormat::Json), json);
    }
}
