//! Pictures, pull quotes and fillers, as the manifest lists them.

use super::reader::Reader;
use super::span::WANTED;
use super::yaml::{Fields, Node, Value};
use super::{Columns, Crop, Filler, FillerContent, Kind, Picture, PullQuote, Side, Sourced};
use crate::diag::Diagnostic;

impl Reader<'_> {
    /// A list of pictures.
    pub(super) fn pictures(&mut self, node: Option<&Node>) -> Vec<Picture> {
        let items = node.and_then(|n| n.list("images", self.log)).unwrap_or_default();
        items.iter().filter_map(|n| self.picture(n)).collect()
    }

    fn picture(&mut self, node: &Node) -> Option<Picture> {
        let mut f = node.fields("a picture", self.log)?;
        let (file, grid) = (f.get("file"), f.get("grid"));
        let files = match (file, grid) {
            (Some(file), None) => self.file("file", file).into_iter().collect(),
            (None, Some(grid)) => {
                let items = grid.list("grid", self.log).unwrap_or_default();
                items.iter().filter_map(|n| self.file("grid", n)).collect()
            }
            (Some(_), Some(grid)) => {
                let d = Diagnostic::error("both", "a picture has either `file` or `grid`, and here stand both")
                    .at(grid.head());
                self.say(d.hint("list all files under `grid`"));
                Vec::new()
            }
            (None, None) => {
                f.required("file", self.log);
                Vec::new()
            }
        };
        let caption = self.rich("caption", f.get("caption"));
        let credit = self.rich("credit", f.get("credit"));
        let alt = self.plain("alt", f.get("alt")).map(|s| s.value);
        let columns = self.halves(f.get("columns"));
        let side = f.get("side").and_then(|n| n.choice("side", &Side::WORDS, self.log));
        let at = self.at(f.get("at"));
        let crop = f.get("crop").and_then(|n| self.crop(n));
        let focus = f.get("focus").and_then(|n| self.focus(n)).unwrap_or([500, 500]);
        // Whether there is such an ink, the profile knows.
        let ink = f.get("ink").and_then(|n| Some(Sourced { value: n.ink("ink", self.log)?, span: n.span }));
        self.editions(f.get("editions"));
        f.finish(self.log);
        let span = node.span;
        (!files.is_empty()).then_some(Picture {
            files,
            caption,
            credit,
            alt,
            columns,
            side,
            at,
            crop,
            focus,
            ink,
            span,
        })
    }

    /// How many columns, with halves.
    fn halves(&mut self, node: Option<&Node>) -> Option<Sourced<Columns>> {
        let node = node?;
        let value = node.plain().and_then(Columns::read);
        if value.is_none() {
            let unquoted = node.plain().is_none() && node.scalar().is_some_and(|t| Columns::read(t.trim()).is_some());
            let hint = unquoted.then(|| "write the number without quotes".to_owned());
            node.wrong("columns", WANTED, hint, self.log);
        }
        Some(Sourced { value: value?, span: node.span })
    }

    /// `{min: "4:3", max: "3:2"}`, or one form for both.
    fn crop(&mut self, node: &Node) -> Option<Crop> {
        if node.scalar().is_some() {
            let form = self.form("crop", node)?;
            return Some(Crop { min: form, max: form });
        }
        let mut f = node.fields("`crop`", self.log)?;
        let min = f.required("min", self.log).and_then(|n| self.form("min", n));
        let max = f.required("max", self.log).and_then(|n| self.form("max", n));
        f.finish(self.log);
        let (min, max) = (min?, max?);
        if min > max {
            let d = Diagnostic::error("out-of-range", "`min` is wider than `max`").at(node.head());
            self.say(d.hint("`min` is the tallest form (4:3), `max` the widest (3:2); exchange the two"));
            return None;
        }
        Some(Crop { min, max })
    }

    /// Width and height, `4:3`; the number that they make.
    fn form(&mut self, key: &str, node: &Node) -> Option<f64> {
        let part = |t: &str| t.trim().parse::<f64>().ok().filter(|n| n.is_finite() && (0.001..=100_000.0).contains(n));
        let form = node.scalar().and_then(|t| t.split_once([':', '/'])).and_then(|(w, h)| Some(part(w)? / part(h)?));
        match form {
            Some(form) if (0.1..=10.0).contains(&form) => Some(form),
            Some(_) => {
                let d =
                    Diagnostic::error("out-of-range", format!("`{key}` must lie between 1:10 and 10:1")).at(node.span);
                self.say(d);
                None
            }
            None => {
                node.wrong(key, "a width and a height", Some("write it in quotes, like \"4:3\"".to_owned()), self.log);
                None
            }
        }
    }

    fn focus(&mut self, node: &Node) -> Option<[u16; 2]> {
        let items = node.list("focus", self.log)?;
        let [x, y] = items else {
            node.wrong(
                "focus",
                "two numbers from 0 to 1",
                Some("write it as `[0.5, 0.3]`: from the left, from the top".to_owned()),
                self.log,
            );
            return None;
        };
        let (x, y) = (x.number("focus", 0.0..=1.0, self.log), y.number("focus", 0.0..=1.0, self.log));
        Some([(x? * 1000.0).round() as u16, (y? * 1000.0).round() as u16])
    }

    /// A list of pull quotes.
    pub(super) fn pull_quotes(&mut self, node: Option<&Node>) -> Vec<PullQuote> {
        let items = node.and_then(|n| n.list("pull_quotes", self.log)).unwrap_or_default();
        items.iter().filter_map(|n| self.pull_quote(n)).collect()
    }

    fn pull_quote(&mut self, node: &Node) -> Option<PullQuote> {
        if matches!(node.value, Value::Scalar(_)) {
            let text = self.rich("pull_quotes", Some(node))?;
            return Some(PullQuote { text, by: None, columns: None, side: None, at: super::At::Auto, span: node.span });
        }
        let mut f = node.fields("a pull quote", self.log)?;
        let text = f.required("text", self.log);
        let text = self.rich("text", text);
        let by = self.rich("by", f.get("by"));
        let columns = self.halves(f.get("columns"));
        let side = f.get("side").and_then(|n| n.choice("side", &Side::WORDS, self.log));
        let at = self.at(f.get("at"));
        self.editions(f.get("editions"));
        f.finish(self.log);
        Some(PullQuote { text: text?, by, columns, side, at, span: node.span })
    }

    /// The list of fillers.
    pub(super) fn fillers(&mut self, node: Option<&Node>) -> Vec<Filler> {
        let Some(node) = node else { return Vec::new() };
        let items = node.list("fillers", self.log).unwrap_or_default();
        items.iter().filter_map(|n| self.filler(n)).collect()
    }

    fn filler(&mut self, node: &Node) -> Option<Filler> {
        let mut f = node.fields("a filler", self.log)?;
        let content = self.filler_content(&mut f);
        let priority = f.get("priority").and_then(|n| n.whole("priority", 0..=1_000_000, self.log)).unwrap_or(100);
        let editions = self.editions(f.get("editions"));
        f.finish(self.log);
        Some(Filler { content: content?, priority, editions, span: node.span })
    }

    fn filler_content(&mut self, f: &mut Fields<'_>) -> Option<FillerContent> {
        match (f.get("text"), f.get("file")) {
            (Some(text), None) => Some(FillerContent::Text(self.inline_copy("text", text, Kind::Article).blocks)),
            (None, Some(file)) => self.file("file", file).map(FillerContent::Picture),
            (Some(_), Some(file)) => {
                self.say(
                    Diagnostic::error("both", "a filler has either `text` or `file`, and here stand both")
                        .at(file.span),
                );
                None
            }
            (None, None) => {
                f.required("text", self.log);
                None
            }
        }
    }
}
