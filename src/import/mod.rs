//! A word processor's file → an article: its Markdown, its pictures without what their makers wrote into them, and what
//! was taken, left out or changed on the way, each with a count.
//!
//! ```text
//! bytes ─▶ kind ─▶ docx │ odt │ html │ txt ─▶ Document ─▶ tidy ─▶ markdown
//!          sniffed  readers: one a format      blocks      lists, captions, headline
//! ```
//!
//! Reads no disk and no network: pictures beside a web page are asked for through [`Beside`]. Every reader is bounded
//! in bytes, in nodes and in depth; a file that breaks a bound is refused with a reason.

mod archive;
mod document;
mod docx;
mod encoding;
mod entry;
mod fault;
mod href;
mod html;
mod kind;
mod list;
mod markdown;
mod odt;
mod picture;
mod said;
mod tidy;
mod tree;
mod txt;
mod words;
mod xml;

pub use entry::Entry;

use crate::diag::Diagnostic;
use fault::Fault;
use kind::Kind;
use picture::Pictures;
use said::Said;

/// The largest file that is read: 200 MB, which a document full of photographs may have.
pub const MAX_FILE: u64 = 200 << 20;

/// The most Markdown that comes of one file: all the copy of an issue together may not have more.
const MAX_COPY: usize = 2 << 20;

/// What stands beside the file, by a path relative to its folder; `None` where there is no such file, or it may not be had.
pub type Beside<'a> = dyn Fn(&str) -> Option<Vec<u8>> + 'a;

/// An article out of a word processor's file.
#[derive(Debug)]
pub struct Imported {
    /// What the manifest says of it.
    pub entry: Entry,
    /// The copy.
    pub markdown: String,
    /// The pictures, in the order of the copy: name within `images/`, and bytes without metadata.
    pub pictures: Vec<(String, Vec<u8>)>,
    /// What was taken, left out or changed: notes and warnings, never errors.
    pub said: Vec<Diagnostic>,
}

/// Reads a file. `name` is the file's own name, which tells web pages from plain text and stands in messages; `slug` is
/// the article's name, after which its pictures are named.
pub fn import(bytes: &[u8], name: &str, slug: &str, beside: &Beside<'_>) -> Result<Imported, Diagnostic> {
    article(bytes, name, slug, beside).map_err(|fault| fault.diagnostic(name))
}

fn article(bytes: &[u8], name: &str, slug: &str, beside: &Beside<'_>) -> Result<Imported, Fault> {
    let mut said = Said::default();
    let mut pictures = Pictures::new(slug);
    let document = match kind::kind(bytes, name)? {
        Kind::Docx(archive) => docx::read(archive, &mut pictures, &mut said)?,
        Kind::Odt(archive) => odt::read(archive, &mut pictures, &mut said)?,
        Kind::Html => html::read(bytes, beside, &mut pictures, &mut said)?,
        Kind::Txt => txt::read(bytes, &mut said)?,
    };
    let tidied = tidy::tidy(document, name, &mut said);
    if tidied.blocks.is_empty() && tidied.notes.is_empty() {
        return Err(Fault::empty());
    }
    let markdown = markdown::write(&tidied.blocks, &tidied.notes, &pictures);
    if markdown.len() > MAX_COPY {
        return Err(Fault::too_much_copy(markdown.len()));
    }
    let entry = Entry::new(tidied.head, &said);
    Ok(Imported { entry, markdown, pictures: pictures.finish(), said: said.finish() })
}

/// The newsroom name of a file: `Dock 4 (final).docx` → `dock-4-final`; `article` where nothing is left.
pub fn slug(name: &str) -> String {
    crate::issue::slug(words::stem(name))
}
