//! What every reader makes of its file: blocks of marked text. Knows neither the file's format nor Markdown.

use std::sync::Arc;

/// The deepest nesting of lists and quotations; what is deeper stands at this depth. Copy is read to depth 12.
pub(super) const MAX_DEPTH: usize = 9;

/// How a stretch of text is marked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Mark {
    pub(super) bold: bool,
    pub(super) italic: bool,
    pub(super) code: bool,
    pub(super) link: Option<Arc<str>>,
}

impl Mark {
    /// Whether nothing is marked.
    pub(super) fn is_plain(&self) -> bool {
        *self == Mark::default()
    }
}

/// A stretch of text of one mark, or the mark of a note.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Run {
    /// The text; `\n` is a line break that the writer asked for.
    pub(super) text: String,
    pub(super) mark: Mark,
    /// The note that is referred to here, as an index into the document's notes; the text is empty then.
    pub(super) note: Option<usize>,
}

/// The text of a paragraph, a heading or a cell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Line {
    pub(super) runs: Vec<Run>,
}

/// A piece of the document. The first kinds are what readers write in a row; `tidy` makes the last of them.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Block {
    /// The document's title.
    Title(Line),
    /// The line under the title.
    Subtitle(Line),
    /// Who wrote it, by its style.
    Byline(Line),
    /// What belongs to the picture before or after it.
    Caption(Line),
    /// A paragraph of a quotation.
    Quoted(Line),
    /// An item of a list at a level (0 is the outermost); `start` is its number.
    Item {
        level: usize,
        start: Option<u64>,
        blocks: Vec<Block>,
    },
    /// A heading, of level 1 to 9.
    Subhead(u8, Line),
    Paragraph(Line),
    /// A picture, by its place in the document's pictures.
    Picture {
        index: usize,
        caption: Line,
        alt: String,
    },
    /// Rows of cells; the first is the head.
    Table(Vec<Vec<Line>>),
    Code(String),
    Break,
    /// What is quoted.
    Quotation(Vec<Block>),
    /// A list; `start` is its first number, if it is numbered.
    List {
        start: Option<u64>,
        items: Vec<Vec<Block>>,
    },
}

/// A whole document.
#[derive(Debug, Default)]
pub(super) struct Document {
    pub(super) blocks: Vec<Block>,
    pub(super) notes: Vec<Vec<Block>>,
}

impl Line {
    /// Text of one mark.
    pub(super) fn of(text: impl Into<String>, mark: Mark) -> Line {
        Line { runs: vec![Run { text: text.into(), mark, note: None }] }
    }

    /// Plain text.
    pub(super) fn plain(text: impl Into<String>) -> Line {
        Line::of(text, Mark::default())
    }

    /// Adds text under a mark.
    pub(super) fn push(&mut self, text: &str, mark: &Mark) {
        match self.runs.last_mut() {
            Some(last) if last.note.is_none() && last.mark == *mark => last.text.push_str(text),
            _ => self.runs.push(Run { text: text.to_owned(), mark: mark.clone(), note: None }),
        }
    }

    /// Adds the mark of a note.
    pub(super) fn note(&mut self, note: usize) {
        self.runs.push(Run { note: Some(note), ..Run::default() });
    }

    /// Adds another line behind this one.
    pub(super) fn append(&mut self, other: Line) {
        self.runs.extend(other.runs);
    }

    /// The text without its marks.
    pub(super) fn text(&self) -> String {
        self.runs.iter().map(|r| r.text.as_str()).collect()
    }

    /// Whether there is nothing in it to set.
    pub(super) fn is_blank(&self) -> bool {
        self.runs.iter().all(|r| r.note.is_none() && r.text.chars().all(blank))
    }

    /// The words alone, without notes, for a place that has no notes.
    pub(super) fn without_notes(mut self) -> Line {
        self.runs.retain(|r| r.note.is_none());
        self
    }

    /// The same with no stretch in bold.
    pub(super) fn without_bold(mut self) -> Line {
        self.runs.iter_mut().for_each(|r| r.mark.bold = false);
        self
    }

    /// Whether all words of it are marked so.
    pub(super) fn is_all(&self, marked: impl Fn(&Mark) -> bool) -> bool {
        let words = || self.runs.iter().filter(|r| !r.text.chars().all(blank));
        words().next().is_some() && words().all(|r| marked(&r.mark))
    }

    /// Takes characters off its beginning while they are such.
    pub(super) fn trim_start(&mut self, such: impl Fn(char) -> bool) {
        while let Some(first) = self.runs.first_mut() {
            if first.note.is_some() {
                break;
            }
            first.text = first.text.trim_start_matches(&such).to_owned();
            if !first.text.is_empty() {
                break;
            }
            self.runs.remove(0);
        }
    }

    /// The same with every run of white space made one space and none around line breaks, as copy reads it: a space
    /// between two stretches belongs to the plainer one, a line break is a stretch of its own.
    pub(super) fn normal(&self) -> Line {
        let mut out = Normal::default();
        for run in &self.runs {
            if run.note.is_some() {
                // The mark clings to the word before it.
                out.space = false;
                out.line.runs.push(run.clone());
                continue;
            }
            for c in run.text.chars() {
                match c {
                    '\n' | '\u{2028}' | '\u{2029}' | '\u{85}' => out.line_break(),
                    ' ' | '\t' | '\r' | '\u{c}' | '\u{b}' => out.space = true,
                    c if unprintable(c) => {}
                    c => out.letter(c, &run.mark),
                }
            }
        }
        while out.line.runs.last().is_some_and(|r| r.text == "\n") {
            out.line.runs.pop();
        }
        out.line
    }
}

/// White space, or nothing to see.
fn blank(c: char) -> bool {
    c.is_whitespace() || unprintable(c) || matches!(c, '\u{200b}' | '\u{ad}' | '\u{2060}')
}

/// Controls, and characters that are not text: what may not stand in XML at all, marks of byte order, private use.
fn unprintable(c: char) -> bool {
    c.is_control() || matches!(c, '\u{feff}' | '\u{fffe}' | '\u{ffff}' | '\u{fff9}'..='\u{fffc}')
}

#[derive(Default)]
struct Normal {
    line: Line,
    space: bool,
}

impl Normal {
    fn line_break(&mut self) {
        self.space = false;
        if !self.line.runs.is_empty() {
            self.line.runs.push(Run { text: "\n".to_owned(), ..Run::default() });
        }
    }

    fn letter(&mut self, c: char, mark: &Mark) {
        let space = std::mem::take(&mut self.space);
        let plain = Mark::default();
        let last = self.line.runs.last_mut().filter(|l| l.note.is_none() && l.text != "\n");
        let Some(last) = last else {
            let owed = space && self.line.runs.last().is_some_and(|l| l.note.is_some());
            if owed && !mark.is_plain() {
                self.line.push(" ", &plain);
            }
            let text = if owed && mark.is_plain() { format!(" {c}") } else { c.to_string() };
            self.line.runs.push(Run { text, mark: mark.clone(), note: None });
            return;
        };
        if last.mark == *mark {
            if space {
                last.text.push(' ');
            }
            last.text.push(c);
            return;
        }
        let mut text = String::new();
        match space {
            true if last.mark == plain => last.text.push(' '),
            true if *mark == plain => text.push(' '),
            true => self.line.push(" ", &plain),
            false => {}
        }
        text.push(c);
        self.line.runs.push(Run { text, mark: mark.clone(), note: None });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bold() -> Mark {
        Mark { bold: true, ..Mark::default() }
    }

    #[test]
    fn white_space_is_single_and_stands_outside_of_emphasis() {
        let mut line = Line::plain("  one ");
        line.push(" two ", &bold());
        line.push(" three\t\n ", &Mark::default());
        line.push("four ", &bold());
        let shown: Vec<_> = line.normal().runs.into_iter().map(|r| (r.text, r.mark.bold)).collect();
        let want = [("one ", false), ("two", true), (" three", false), ("\n", false), ("four", true)];
        assert_eq!(shown, want.map(|(t, b)| (t.to_owned(), b)));
    }

    #[test]
    fn the_mark_of_a_note_clings_to_its_word() {
        let mut line = Line::plain("word ");
        line.note(0);
        line.push(" next", &bold());
        let shown: Vec<_> = line.normal().runs.iter().map(|r| (r.text.clone(), r.note)).collect();
        assert_eq!(shown[0], ("word".to_owned(), None));
        assert_eq!(shown[1], (String::new(), Some(0)));
        assert_eq!((shown[2].0.as_str(), shown[3].0.as_str()), (" ", "next"));
    }
}
