//! What was taken, left out or changed, counted by its kind, and said in one line a kind.

use crate::diag::{Diagnostic, Severity, thousands};
use std::collections::BTreeMap;

/// What there is to say of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum What {
    Properties,
    Comments,
    Deletions,
    Insertions,
    Moves,
    Formats,
    Hidden,
    Headers,
    Contents,
    Placeholders,
    PageParts,
    Objects,
    Controls,
    Unreadable,
    TextBoxes,
    Formulas,
    Symbols,
    Struck,
    Merged,
    NestedTables,
    LayoutTables,
    Letters,
    BoldHeads,
    Links,
    Unwrapped,
    EmptyNotes,
    Depth,
    Alts,
    Encoding,
    Headline,
    Remote,
    Missing,
    PictureFormats,
    Cropped,
    Broken,
}

use What::{
    Alts, BoldHeads, Broken, Comments, Contents, Controls, Cropped, Deletions, Depth, EmptyNotes, Encoding, Formats,
    Formulas, Headers, Headline, Hidden, Insertions, LayoutTables, Letters, Links, Merged, Missing, Moves,
    NestedTables, Objects, PageParts, PictureFormats, Placeholders, Properties, Remote, Struck, Symbols, TextBoxes,
    Unreadable, Unwrapped,
};

/// A kind, its code, what is said of one and of several (`#` is the number), and what to do.
type Row = (What, &'static str, &'static str, &'static str, &'static str);

const fn row(code: &'static str, what: What, one: &'static str, many: &'static str, hint: &'static str) -> Row {
    (what, code, one, many, hint)
}

/// What is said, in the order in which it is said.
const ROWS: &[Row] = &[
    row(
        "left-out",
        Properties,
        "1 property of the document was left out (author, program, dates and the like)",
        "# properties of the document were left out (author, program, dates and the like)",
        "",
    ),
    row("left-out", Comments, "1 comment was left out", "# comments were left out", ""),
    row("left-out", Deletions, "1 tracked deletion was left out", "# tracked deletions were left out", ""),
    row("taken", Insertions, "1 tracked insertion was taken as text", "# tracked insertions were taken as text", ""),
    row(
        "taken",
        Moves,
        "1 tracked move was taken: the words stand in their new place",
        "# tracked moves were taken: the words stand in their new places",
        "",
    ),
    row("taken", Formats, "1 tracked change of format was taken", "# tracked changes of format were taken", ""),
    row("left-out", Hidden, "1 passage of hidden text was left out", "# passages of hidden text were left out", ""),
    row("left-out", Headers, "1 header or footer was left out", "# headers and footers were left out", ""),
    row(
        "left-out",
        Contents,
        "1 table of contents or index was left out",
        "# tables of contents and indexes were left out",
        "",
    ),
    row(
        "left-out",
        Placeholders,
        "1 form field that nobody filled in was left out",
        "# form fields that nobody filled in were left out",
        "",
    ),
    row(
        "left-out",
        PageParts,
        "1 part of the page around the article was left out (menus, forms, scripts)",
        "# parts of the page around the article were left out (menus, forms, scripts)",
        "",
    ),
    row(
        "left-out",
        Objects,
        "1 chart, diagram or embedded object was left out",
        "# charts, diagrams and embedded objects were left out",
        "save it as a picture (PNG), and put it into `images/`",
    ),
    row(
        "left-out",
        Controls,
        "1 embedded document or frame was left out",
        "# embedded documents and frames were left out",
        "",
    ),
    row(
        "left-out",
        Unreadable,
        "1 letter of a pictorial font, which has no Unicode character, was left out",
        "# letters of pictorial fonts, which have no Unicode characters, were left out",
        "",
    ),
    row(
        "taken",
        TextBoxes,
        "1 text box was taken: its words stand after the paragraph that it belongs to",
        "# text boxes were taken: their words stand after the paragraphs that they belong to",
        "a quotation that repeats words of the article is a pull quote: move it to `pull_quotes`",
    ),
    row(
        "taken",
        Formulas,
        "1 formula was taken as plain text",
        "# formulas were taken as plain text",
        "read it once more",
    ),
    row(
        "taken",
        Symbols,
        "1 letter of a pictorial font was taken as the Unicode character that it shows",
        "# letters of pictorial fonts were taken as the Unicode characters that they show",
        "",
    ),
    row(
        "taken",
        Struck,
        "1 passage that is struck through was taken as text",
        "# passages that are struck through were taken as text",
        "take out what is not to be printed",
    ),
    row("taken", Merged, "1 merged cell of a table was taken apart", "# merged cells of tables were taken apart", ""),
    row(
        "taken",
        NestedTables,
        "1 table within a table was taken as text",
        "# tables within tables were taken as text",
        "",
    ),
    row(
        "taken",
        LayoutTables,
        "1 table that only arranges the page was taken as text",
        "# tables that only arrange the page were taken as text",
        "",
    ),
    row(
        "taken",
        Letters,
        "1 list numbered with letters or Roman numerals is numbered with figures",
        "# lists numbered with letters or Roman numerals are numbered with figures",
        "",
    ),
    row(
        "taken",
        BoldHeads,
        "1 short line in bold was taken as a subhead",
        "# short lines in bold were taken as subheads",
        "",
    ),
    row(
        "taken",
        Links,
        "1 link that leads nowhere from paper was taken as plain words",
        "# links that lead nowhere from paper were taken as plain words",
        "",
    ),
    row(
        "taken",
        Unwrapped,
        "1 link led over a page that counts who follows it; it leads straight to its goal now",
        "# links led over a page that counts who follows them; they lead straight to their goals now",
        "",
    ),
    row("left-out", EmptyNotes, "1 note without text was left out", "# notes without text were left out", ""),
    row("taken", Depth, "1 part nested too deep stands less deep", "# parts nested too deep stand less deep", ""),
    row(
        "left-out",
        Alts,
        "1 description of a picture was left out: it is the name of a file",
        "# descriptions of pictures were left out: they are the names of files",
        "say with `alt` what the picture shows",
    ),
    row(
        "guessed",
        Encoding,
        "the file does not say how its letters are encoded and is not UTF-8; it was read as Windows-1252",
        "",
        "look at its accents and quotation marks; if they are wrong, save the file as UTF-8",
    ),
    row(
        "guessed",
        Headline,
        "nothing in the document is marked as its title; the headline is a guess",
        "",
        "mark the title with the style Title or Heading 1, or write over `headline`",
    ),
    row(
        "picture-left-out",
        Remote,
        "1 picture was left out: it lies on the internet, from where nothing is fetched",
        "# pictures were left out: they lie on the internet, from where nothing is fetched",
        "save it as a file, put it into `images/`, and write `![caption](images/name.jpg)` where it belongs",
    ),
    row(
        "picture-left-out",
        Missing,
        "1 picture was left out: its file is not there",
        "# pictures were left out: their files are not there",
        "a web page keeps its pictures in a folder beside it; both must be there",
    ),
    row(
        "picture-left-out",
        PictureFormats,
        "1 picture was left out: ",
        "# pictures were left out: ",
        "open it in an image editor, save it as JPEG (photographs) or PNG (drawings) into `images/`, and write `![caption](images/name.png)` where it belongs",
    ),
    row(
        "picture-left-out",
        Broken,
        "1 picture was left out: its file is damaged or too large",
        "# pictures were left out: their files are damaged or too large",
        "save it anew from where it came from",
    ),
    row(
        "picture-cropped",
        Cropped,
        "1 picture is cropped in the document, and its file shows all of it, also what was cut away",
        "# pictures are cropped in the document, and their files show all of them, also what was cut away",
        "look at it before it is printed; crop it in an image editor if what was cut away is nobody's business",
    ),
];

/// What there is to say, counted.
#[derive(Debug, Default)]
pub(super) struct Said {
    counts: BTreeMap<What, usize>,
    /// What pictures that could not be taken are: `a GIF`.
    formats: BTreeMap<&'static str, usize>,
}

impl Said {
    /// One of a kind.
    pub(super) fn one(&mut self, what: What) {
        self.some(what, 1);
    }

    /// Some of a kind; none is nothing to say.
    pub(super) fn some(&mut self, what: What, count: usize) {
        if count > 0 {
            *self.counts.entry(what).or_default() += count;
        }
    }

    /// A picture of a format that is not printed.
    pub(super) fn format(&mut self, seems: &'static str) {
        self.one(PictureFormats);
        *self.formats.entry(seems).or_default() += 1;
    }

    /// Whether there is any of a kind.
    pub(super) fn has(&self, what: What) -> bool {
        self.counts.contains_key(&what)
    }

    /// The lines.
    pub(super) fn finish(&self) -> Vec<Diagnostic> {
        let row = |(what, code, one, many, hint): &Row| {
            let count = *self.counts.get(what)?;
            let mut words =
                if count == 1 || many.is_empty() { (*one).to_owned() } else { many.replace('#', &thousands(count)) };
            if *what == PictureFormats {
                let kinds: Vec<&str> = self.formats.keys().copied().collect();
                words.push_str(if count == 1 { "it is " } else { "they are: " });
                words.push_str(&kinds.join(", "));
                words.push_str(", and JPEG and PNG alone are printed");
            }
            let warns = !matches!(*code, "left-out" | "taken");
            let severity = if warns { Severity::Warning } else { Severity::Note };
            let d = Diagnostic::new(severity, code, words);
            Some(if hint.is_empty() { d } else { d.hint(*hint) })
        };
        ROWS.iter().filter_map(row).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_and_many_are_said_in_their_own_words() {
        let mut said = Said::default();
        said.one(Comments);
        said.some(Deletions, 1_200);
        said.some(Hidden, 0);
        said.format("a GIF");
        let words: Vec<String> = said.finish().into_iter().map(|d| format!("{}: {}", d.code, d.message)).collect();
        assert_eq!(
            words,
            [
                "left-out: 1 comment was left out",
                "left-out: 1,200 tracked deletions were left out",
                "picture-left-out: 1 picture was left out: it is a GIF, and JPEG and PNG alone are printed"
            ]
        );
    }
}
