//! Imposition: the pages of a finished PDF → the sheets of another, to be folded, cut and stapled.
//!
//! `scheme` is the table of ways, `signature` numbers the places, `blank` fills up, `paper` and `sheet` say where
//! everything stands, `marks` and `slug` what is drawn around it, `write` makes the PDF, `dummy` and `words` tell what
//! came of it. A newsletter's own pages come here as a finished PDF like anybody's: there is one way out.

mod blank;
mod check;
mod dummy;
mod marks;
mod options;
pub mod paper;
pub mod scheme;
mod sheet;
pub mod signature;
mod slug;
mod words;
mod write;

pub use blank::Blank;
pub use options::{Edge, MOST_PLACES, Marks, Options};
pub use paper::Paper;
pub use scheme::{Fold, SCHEMES, Scheme, scheme};
pub use sheet::{Form, Placed, Side};

pub use crate::page::length;

use crate::diag::{Diagnostic, Failed, Log};
use crate::finished::{Document, guarded};
use crate::geom::Length;
use signature::{Pile, SheetPages};

/// Sheets, laid out and not yet written.
pub struct Job<'a> {
    document: &'a Document,
    scheme: &'static Scheme,
    form: Form,
    marks: Marks,
    /// The paper's pages in their order: each one of the file's, counted from 0, or a blank one.
    pages: Vec<Option<usize>>,
    sheets: Vec<Sheet>,
}

/// A sheet of paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Which signature it belongs to, from 0.
    pub signature: usize,
    /// Its front.
    pub front: Side,
    /// Its back, where it is printed.
    pub back: Option<Side>,
}

/// Lays a document's pages on sheets. What cannot be done, and what is not as it was meant, is said in the log.
///
/// ```
/// use std::path::Path;
/// use std::sync::Arc;
/// use stonehand::diag::Log;
/// use stonehand::files::MemoryFiles;
/// use stonehand::finished::Document;
/// use stonehand::{impose, pdf};
///
/// let files = MemoryFiles::new().with("issue.yaml", "
/// layout: half-letter-booklet
/// nameplate: {title: The Loading Dock}
/// pages: 4
/// articles: [{headline: The mirror is up, text: It hung there.}]
/// ");
/// let mut log = Log::new();
/// let edition = stonehand::compose(&files, Path::new("issue.yaml"), &mut log).expect("no mistakes");
/// let document = Document::open(Arc::new(pdf::write(&edition)), "issue.pdf", &mut log).expect("a PDF");
///
/// let booklet = impose::scheme("booklet").expect("a scheme");
/// let job = impose::plan(&document, booklet, &impose::Options::default(), &mut log).expect("sheets");
/// assert_eq!(job.sheets().len(), 1);
/// assert!(job.summary().starts_with("4 pages on 1 sheet of letter, both sides"));
/// let sheets = job.write(&mut log).expect("a PDF");
/// assert!(sheets.starts_with(b"%PDF"));
/// ```
pub fn plan<'a>(
    document: &'a Document,
    scheme: &'static Scheme,
    options: &Options,
    log: &mut Log,
) -> Result<Job<'a>, Failed> {
    if let Some(fault) = options.fault(scheme) {
        log.push(Diagnostic::error("impose-option", fault));
        return Err(Failed);
    }
    let file = document.pages();
    let largest = check::pages(document, scheme, options, log)?;
    let form = check::form(scheme, options, largest, log)?;
    check::art(document, &form, log);
    let pages = blank::with_blanks(file.len(), scheme.multiple(), options.blank.unwrap_or_default());
    let (columns, rows) = (form.grid.0 as usize, form.grid.1 as usize);
    let pile = Pile { pages: pages.len(), columns, rows, signature: options.signature };
    let numbered = (scheme.places)(&pile);
    check::creep(&numbered, &form, log)?;
    let lay = |sheet: &SheetPages| {
        let front = form.side(sheet, false, &pages, file)?;
        Some(Sheet { signature: sheet.signature, front, back: form.side(sheet, true, &pages, file) })
    };
    let sheets = numbered.iter().filter_map(lay).collect();
    Ok(Job { document, scheme, form, marks: options.marks, pages, sheets })
}

impl Job<'_> {
    /// The sheets.
    pub fn sheets(&self) -> &[Sheet] {
        &self.sheets
    }

    /// What all sheets share.
    pub fn form(&self) -> &Form {
        &self.form
    }

    /// In a line: how many pages on how many sheets of what, on which edge they are turned, which pages are blank.
    pub fn summary(&self) -> String {
        words::summary(self)
    }

    /// The sheets as small maps: which page has which place.
    pub fn dummy(&self) -> String {
        dummy::dummy(self)
    }

    /// The sheets as a PDF. The same file gives the same bytes.
    pub fn write(&self, log: &mut Log) -> Result<Vec<u8>, Failed> {
        let written = guarded(|| write::write(self)).and_then(Result::ok);
        let Some((bytes, damaged)) = written else {
            let message = format!("`{}` is broken, and what is on its pages cannot be copied", self.document.name());
            log.push(Diagnostic::error("broken-pdf", message).hint("mend it: `qpdf IN.pdf OUT.pdf`"));
            return Err(Failed);
        };
        if !damaged.is_empty() {
            let message = format!("a part of what is on {} could not be read and is not there", words::pages(&damaged));
            log.push(Diagnostic::warning("damaged-pdf", message).hint("look at those pages before you print"));
        }
        Ok(bytes)
    }

    /// Whether anything is printed on a back.
    fn two_sided(&self) -> bool {
        self.sheets.iter().any(|s| s.back.is_some())
    }

    /// The thickness that is made up for, where sheets lie within one another.
    fn creep(&self) -> Option<Length> {
        let nested = self.sheets.iter().any(|s| s.front.shift > Length::ZERO);
        nested.then_some(self.form.creep)
    }
}
