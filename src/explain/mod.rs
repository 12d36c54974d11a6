//! What every message of the program means, by its code: more than fits beside the line, with an example and the mend.
//!
//! A table a subject. Examples that are files are read by a test, which sees that they say just this; another test finds
//! every code of the source here.

mod commands;
mod copy;
mod files;
mod import;
mod layout;
mod manifest;
mod pages;
mod press;
mod privacy;
mod sheets;

/// What a code means.
#[derive(Debug)]
pub struct Explanation {
    /// The code, as it stands in brackets after `error`, `warning` or `note`.
    pub code: &'static str,
    /// What it means, in a few sentences.
    pub means: &'static str,
    /// What is said so.
    pub example: Example,
    /// What to do.
    pub mend: &'static str,
}

/// What a code is said of.
#[derive(Debug, Clone, Copy)]
pub enum Example {
    /// A part of `issue.yaml`, which needs no more than a layout, a title and articles to be whole.
    Manifest(&'static str),
    /// Copy of an article.
    Copy(&'static str),
    /// A part of `layout.yaml`, which needs no more than a paper.
    Layout(&'static str),
    /// A profile.
    Profile(&'static str),
    /// A case, in words.
    Case(&'static str),
}

const TABLES: [(&str, &[Explanation]); 10] = [
    ("The manifest", manifest::ROWS),
    ("Copy", copy::ROWS),
    ("Files: pictures, fonts, PDFs", files::ROWS),
    ("Layouts and profiles", layout::ROWS),
    ("The pages", pages::ROWS),
    ("Sheets", sheets::ROWS),
    ("What the printer wants", press::ROWS),
    ("Privacy", privacy::ROWS),
    ("Commands", commands::ROWS),
    ("Importing", import::ROWS),
];

/// The subjects, and what is explained of each.
pub fn subjects() -> impl Iterator<Item = (&'static str, &'static [Explanation])> {
    TABLES.into_iter()
}

/// All that are explained, by subject.
pub fn all() -> impl Iterator<Item = &'static Explanation> {
    subjects().flat_map(|(_, rows)| rows)
}

/// What a code means.
pub fn explain(code: &str) -> Option<&'static Explanation> {
    all().find(|e| e.code == code)
}

impl Explanation {
    /// The first clause of what it means, for a list.
    pub fn title(&self) -> &'static str {
        let end = self.means.find(['.', ':', ';']).unwrap_or(self.means.len());
        &self.means[..end]
    }

    /// All of it, as text of at most so many columns.
    pub fn text(&self, columns: usize) -> String {
        let (kind, example) = match self.example {
            Example::Manifest(text) => (", in issue.yaml", indented(text.trim_end())),
            Example::Copy(text) => (", in an article", indented(text.trim_end())),
            Example::Layout(text) => (", in layout.yaml", indented(text.trim_end())),
            Example::Profile(text) => (", in a profile", indented(text.trim_end())),
            Example::Case(text) => ("", indented(&wrapped(text, columns.saturating_sub(4)))),
        };
        let (means, mend) = (wrapped(self.means, columns), wrapped(self.mend, columns));
        format!("{}\n\n{means}\n\nFor example{kind}:\n\n{example}\n\nWhat to do:\n\n{mend}\n", self.code)
    }
}

/// Words in lines of at most so many characters.
fn wrapped(words: &str, columns: usize) -> String {
    let mut out = String::new();
    let mut used = 0;
    for word in words.split_whitespace() {
        let width = word.chars().count();
        if used > 0 && used + 1 + width > columns {
            out.push('\n');
            used = 0;
        } else if used > 0 {
            out.push(' ');
            used += 1;
        }
        out.push_str(word);
        used += width;
    }
    out
}

fn indented(text: &str) -> String {
    let lines = text.lines().map(|l| if l.is_empty() { String::new() } else { format!("    {l}") });
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_explanation_is_text_of_the_width_that_is_wanted() {
        let text = explain("unknown-key").expect("a row").text(60);
        assert!(text.starts_with("unknown-key\n\n"), "{text}");
        assert!(text.contains("\nFor example, in issue.yaml:\n\n    articles:\n"), "{text}");
        assert!(text.lines().all(|l| l.chars().count() <= 60), "{text}");
    }

    #[test]
    fn no_code_is_explained_twice() {
        for e in all() {
            assert_eq!(all().filter(|o| o.code == e.code).count(), 1, "{}", e.code);
            assert!(e.means.ends_with('.') && e.mend.ends_with('.'), "{}", e.code);
        }
    }
}
