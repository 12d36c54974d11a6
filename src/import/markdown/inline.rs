//! A line of marked text → inline Markdown.
//!
//! Whether `*` opens or closes emphasis depends on the letters at both of its sides (CommonMark 0.31, section 6.2). Where
//! they would not let it, the letter within is written as a number (`&#33;`) or an empty comment, which copy leaves out,
//! is put between.

use super::escape::{Edge, edge, escaped, guarded};
use crate::import::document::{Line, Mark, Run};
use crate::import::href;
use std::fmt::Write;

/// What parts two marks that would run together.
const APART: &str = "<!-- -->";

/// Where the line stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Paragraph,
    Heading,
    Cell,
    Caption,
}

/// Writes a line. A line break is a break in paragraphs and cells, and a space elsewhere.
pub(super) fn inline(line: &Line, place: Place) -> String {
    let mut line = line.normal();
    for run in &mut line.runs {
        if run.text == "\n" && matches!(place, Place::Heading | Place::Caption) {
            " ".clone_into(&mut run.text);
        }
        if place == Place::Caption {
            run.mark.link = None;
        }
    }
    if matches!(place, Place::Heading | Place::Caption) {
        if place == Place::Caption {
            line = line.without_notes();
        }
        line = line.normal();
    }
    let mut writer = Writer { out: String::new(), place, line_start: 0 };
    let mut runs = &line.runs[..];
    while let Some(first) = runs.first() {
        let same =
            runs.iter().take_while(|r| r.note.is_none() && r.mark.link == first.mark.link && r.text != "\n").count();
        let (now, rest) = runs.split_at(same.max(1));
        runs = rest;
        match (&first.mark.link, first.note) {
            (_, Some(note)) => writer.note(note),
            (Some(link), _) => writer.link(now, link, rest.first()),
            (None, _) if first.text == "\n" => writer.line_break(),
            (None, _) => writer.runs(now, rest.first()),
        }
    }
    writer.finish()
}

struct Writer {
    out: String,
    place: Place,
    /// Where the line of the source begins that is being written.
    line_start: usize,
}

impl Writer {
    fn runs(&mut self, runs: &[Run], after: Option<&Run>) {
        for (i, run) in runs.iter().enumerate() {
            self.run(run, runs.get(i + 1).or(after));
        }
    }

    fn run(&mut self, run: &Run, after: Option<&Run>) {
        let stars = match (run.mark.bold, run.mark.italic) {
            (false, false) => "",
            (false, true) => "*",
            (true, false) => "**",
            (true, true) => "***",
        };
        let before = self.before();
        let mut text = if run.mark.code { self.code(&run.text) } else { escaped(&run.text, before, self.pipes()) };
        if stars.is_empty() {
            if run.mark.code && before == Some('`') {
                self.out.push_str(APART);
            }
            // What follows the mark of a note or a link must not become its address.
            if matches!(before, Some(']')) && text.starts_with(['(', ':']) {
                self.out.push('\\');
            }
            self.out.push_str(&text);
            return;
        }
        text = numbered_edges(&text);
        let opens = edge(text.chars().next()) == Edge::Letter;
        let runs_on = before == Some('*');
        if runs_on || (!opens && !matches!(edge(before), Edge::White | Edge::Mark)) {
            self.out.push_str(APART);
        }
        self.out.push_str(stars);
        self.out.push_str(&text);
        self.out.push_str(stars);
        let closes = edge(text.chars().next_back()) == Edge::Letter;
        let next = after.filter(|r| r.note.is_none() && r.mark.link.is_none() && r.mark.is_plain());
        // What follows in a mark of its own begins with one: a star, a bracket, a backtick.
        let next = next.map_or(Some('*'), |r| r.text.chars().next());
        let next = if after.is_none() { None } else { next };
        if !closes && !matches!(edge(next), Edge::White | Edge::Mark) {
            self.out.push_str(APART);
        }
    }

    fn link(&mut self, runs: &[Run], link: &str, after: Option<&Run>) {
        let _ = after;
        let words: String = runs.iter().map(|r| r.text.as_str()).collect();
        let plain = runs.iter().all(|r| !r.mark.bold && !r.mark.italic && !r.mark.code);
        self.part();
        if plain && href::shows_itself(&words, link) && !self.pipes() {
            let _ = write!(self.out, "<{words}>");
            return;
        }
        let Some(address) = address(link) else {
            let plain: Vec<Run> =
                runs.iter().cloned().map(|r| Run { mark: Mark { link: None, ..r.mark }, ..r }).collect();
            self.runs(&plain, after);
            return;
        };
        self.out.push('[');
        let inner = self.out.len();
        // A bracket follows the last of them.
        let closing = Run { mark: Mark { link: Some("".into()), ..Mark::default() }, ..Run::default() };
        self.runs(runs, Some(&closing));
        if self.out[inner..].starts_with('^') {
            self.out.insert(inner, '\\');
        }
        let _ = write!(self.out, "]({address})");
    }

    fn note(&mut self, note: usize) {
        self.part();
        let _ = write!(self.out, "[^{}]", note + 1);
    }

    /// An exclamation mark before a bracket would make a picture of it.
    fn part(&mut self) {
        if self.out.ends_with('!') && !self.out.ends_with("\\!") {
            self.out.pop();
            self.out.push_str("\\!");
        }
    }

    fn code(&self, text: &str) -> String {
        let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
        let fence = "`".repeat(longest + 1);
        let pad = if text.starts_with(['`', ' ']) || text.ends_with(['`', ' ']) { " " } else { "" };
        let text = if self.pipes() { text.replace('|', "\\|") } else { text.to_owned() };
        format!("{fence}{pad}{text}{pad}{fence}")
    }

    fn line_break(&mut self) {
        if self.place == Place::Cell {
            self.out.push_str("<br>");
            return;
        }
        self.guard();
        if self.out.len() > self.line_start {
            self.out.push_str("\\\n");
            self.line_start = self.out.len();
        }
    }

    /// The last character of the source on this line.
    fn before(&self) -> Option<char> {
        self.out[self.line_start..].chars().next_back()
    }

    fn pipes(&self) -> bool {
        self.place == Place::Cell
    }

    /// Keeps the beginning of the line from reading as something else than text.
    fn guard(&mut self) {
        if self.place == Place::Paragraph
            && let Some(at) = guarded(&self.out[self.line_start..])
        {
            self.out.insert(self.line_start + at, '\\');
        }
    }

    fn finish(mut self) -> String {
        self.guard();
        if self.place == Place::Heading && self.out.ends_with('#') && !self.out.ends_with("\\#") {
            self.out.pop();
            self.out.push_str("\\#");
        }
        self.out
    }
}

/// Writes a first or last character by its number if it is neither a letter nor a mark of punctuation that every reader knows.
fn numbered_edges(text: &str) -> String {
    let odd = |c: Option<char>| c.filter(|c| edge(Some(*c)) == Edge::Other);
    let mut out = text.to_owned();
    if let Some(last) = odd(out.chars().next_back()) {
        out.truncate(out.len() - last.len_utf8());
        let _ = write!(out, "&#{};", u32::from(last));
    }
    if let Some(first) = odd(out.chars().next()) {
        out.replace_range(..first.len_utf8(), &format!("&#{};", u32::from(first)));
    }
    out
}

/// The address of a link as Markdown takes it; `None` where it is no address that copy may have.
fn address(link: &str) -> Option<String> {
    let mut out = String::new();
    for (i, c) in link.char_indices() {
        match c {
            '<' | '>' | '\\' | '|' | '`' | '"' | '(' | ')' | '[' | ']' | '{' | '}' | ' ' => {
                let _ = write!(out, "%{:02X}", u32::from(c));
            }
            c if c.is_control() || c.is_whitespace() => return None,
            // What looks like an entity would be read as one.
            '&' if link[i..].chars().take(40).any(|c| c == ';') => out.push_str("\\&"),
            c => out.push(c),
        }
    }
    Some(out)
}
