//! Finished PDFs, by whatever program: bytes → pages with their boxes, and what is on them copied into another PDF.
//!
//! Files are read as far as they can be: a broken cross-reference table is built anew, a box that makes no sense gives
//! way to the next one (ISO 32000-1, 14.11.2). This file opens; `page` reads boxes, `copy` copies objects, `content`
//! joins content streams, `encryption` says whether a protected file may be printed. Knows nothing of sheets.

mod content;
mod copy;
mod detail;
mod encryption;
mod font;
mod letters;
mod page;
mod paint;
mod painted;

pub use content::unpacked;
pub use copy::Copier;
pub use detail::{Detail, Shown};
pub use font::Font;
pub use page::{Bounds, Page, Turn};
pub use paint::{Paint, Space};
pub use painted::{Mark, What};

use crate::diag::{Diagnostic, Failed, Log};
use encryption::Protection;
use hayro_syntax::object::{Dict, ObjectIdentifier};
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf, PdfVersion};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// Files larger than this are not read: 512 MB.
pub const MAX_FILE: u64 = 512 << 20;

/// Another program's way out, for files that cannot be read.
const MEND: &str = "open it in a PDF reader and print it to a new PDF, or mend it: `qpdf IN.pdf OUT.pdf`";

/// A finished PDF.
pub struct Document {
    pdf: Pdf,
    pages: Vec<Page>,
    name: String,
    bytes: usize,
}

impl Document {
    /// Opens a file's bytes; `name` is what messages call it. What is wrong with it, or was, is said in the log.
    ///
    /// ```
    /// use std::sync::Arc;
    /// use stonehand::diag::Log;
    /// use stonehand::finished::Document;
    ///
    /// let mut log = Log::new();
    /// assert!(Document::open(Arc::new(b"no PDF".to_vec()), "minutes.pdf", &mut log).is_err());
    /// assert!(log.diagnostics()[0].message.contains("minutes.pdf"));
    /// ```
    pub fn open(bytes: Arc<Vec<u8>>, name: &str, log: &mut Log) -> Result<Document, Failed> {
        let opened = guarded(|| read(bytes, name)).unwrap_or_else(|| Err(broken(name)));
        let (document, said) = opened.map_err(|why| {
            log.push(why);
            Failed
        })?;
        for d in said {
            log.push(d);
        }
        log.check()?;
        Ok(document)
    }

    /// Its pages, in order; at least one.
    pub fn pages(&self) -> &[Page] {
        &self.pages
    }

    /// What messages call it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How many bytes the file has.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// Whether it is written in PDF 2.0 (ISO 32000-2).
    pub fn is_pdf2(&self) -> bool {
        self.pdf.version() == PdfVersion::Pdf20
    }

    /// What is painted on a page (from 0), in order.
    pub fn marks(&self, page: usize) -> Vec<Mark> {
        self.pdf.pages().get(page).map(painted::marks).unwrap_or_default()
    }

    /// The same with all that marks look like: letters with their shapes, paths point by point, pictures by their bytes.
    /// And whether that is all of the page: `false` where something is painted that is not understood.
    pub fn marks_in_detail(&self, page: usize) -> (Vec<Mark>, bool) {
        let read = |page| guarded(|| painted::marks_in_detail(page));
        self.pdf.pages().get(page).and_then(read).unwrap_or((Vec::new(), false))
    }

    /// The file's objects, for rooms that look deeper than at pages.
    pub fn syntax(&self) -> &Pdf {
        &self.pdf
    }

    /// The document's catalog (7.7.2).
    fn catalog(&self) -> Dict<'_> {
        self.pdf.xref().get::<Dict<'_>>(self.pdf.xref().root_id()).unwrap_or_default()
    }
}

/// Runs what walks through a stranger's file. Should the parser panic, the file is at fault, and that is what is said.
pub(crate) fn guarded<T>(work: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(work)).ok()
}

/// The file as a document, and what there is to say of it.
fn read(bytes: Arc<Vec<u8>>, name: &str) -> Result<(Document, Vec<Diagnostic>), Diagnostic> {
    let size = bytes.len();
    let is_pdf = bytes[..size.min(1024)].windows(5).any(|w| w == b"%PDF-");
    let is_whole = bytes[size.saturating_sub(1024)..].windows(5).any(|w| w == b"%%EOF");
    if !is_pdf {
        return Err(Diagnostic::error("not-a-pdf", format!("`{name}` is not a PDF"))
            .hint("a PDF begins with `%PDF-`; save or print the file as one"));
    }
    let protection = encryption::protection(&bytes);
    let pdf = Pdf::new(bytes).map_err(|why| match why {
        LoadPdfError::Decryption(why) => locked(name, why),
        LoadPdfError::Invalid => broken(name),
    })?;
    let mut said = Vec::new();
    match protection.resolved(&pdf) {
        Protection::None => {}
        Protection::Open { may_print: true } => said.push(
            Diagnostic::note("encrypted", format!("`{name}` is encrypted, without a password for reading"))
                .hint("it may be printed; what is made of it is not encrypted"),
        ),
        Protection::Open { may_print: false } => {
            return Err(Diagnostic::error("encrypted", format!("`{name}` is encrypted and does not allow printing"))
                .hint("ask whoever made it for one that may be printed"));
        }
    }
    let pages: Vec<Page> = pdf.pages().iter().enumerate().map(|(i, page)| Page::read(i, page)).collect();
    if pages.is_empty() {
        return Err(broken(name));
    }
    let document = Document { pages, name: name.to_owned(), bytes: size, pdf };
    let claimed = document.catalog().get::<Dict<'_>>("Pages").and_then(|p| p.get::<i32>("Count")).unwrap_or(0);
    if usize::try_from(claimed).is_ok_and(|n| n > document.pages.len()) {
        let found = document.pages.len();
        let message = format!("`{name}` says that it has {claimed} pages, and only {found} could be found");
        said.push(Diagnostic::warning("damaged-pdf", message).hint("look whether any is missing"));
    } else if !is_whole {
        let message = format!("`{name}` is damaged: its end is missing; what could be read of it was");
        said.push(Diagnostic::warning("damaged-pdf", message).hint("look whether anything is missing"));
    }
    Ok((document, said))
}

fn broken(name: &str) -> Diagnostic {
    Diagnostic::error("broken-pdf", format!("`{name}` is broken: no page can be found in it")).hint(MEND)
}

fn locked(name: &str, why: DecryptionError) -> Diagnostic {
    let (message, hint) = match why {
        DecryptionError::PasswordProtected => (
            "is encrypted and asks for a password",
            "open it with the password in a PDF reader and save it without one: `qpdf --decrypt --password=… IN.pdf OUT.pdf`",
        ),
        DecryptionError::MissingIDEntry | DecryptionError::InvalidEncryption => {
            ("is encrypted, and its encryption is broken", "ask whoever made it for another copy")
        }
        DecryptionError::UnsupportedAlgorithm => (
            "is encrypted in a way that is not known here",
            "save it without encryption: in a PDF reader, or `qpdf --decrypt IN.pdf OUT.pdf`",
        ),
    };
    Diagnostic::error("encrypted", format!("`{name}` {message}")).hint(hint)
}

/// An object by its number, generation 0.
fn identifier(number: u32, generation: i32) -> ObjectIdentifier {
    ObjectIdentifier::new(number, generation)
}
