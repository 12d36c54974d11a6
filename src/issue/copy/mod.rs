//! Copy: Markdown into blocks, footnotes numbered, pictures found, with every place kept.
//!
//! Straight quotes and hyphens stay as they are written; making them typographic is the text room's matter. What cannot
//! be set (HTML, strange links) is said and left out, never an error that keeps the paper from the press.

mod attributes;
mod blocks;
mod footnotes;
mod inline;
mod line;
mod picture;
mod signature;
mod source;

pub(crate) use line::line;
pub(crate) use source::SourceMap;

use super::{Block, Kind, Picture};
use crate::diag::Log;
use crate::files::Files;
use footnotes::Footnotes;
use pulldown_cmark::{Event, Options, Parser};
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::path::{Path, PathBuf};

/// Where copy comes from.
pub(crate) struct Place<'a> {
    /// The files.
    pub(crate) files: &'a dyn Files,
    /// The issue's folder.
    pub(crate) issue: &'a Path,
    /// The folder of the file that the copy stands in, relative to the issue's folder.
    pub(crate) beside: &'a Path,
    /// From the text to its file.
    pub(crate) map: SourceMap,
}

/// What copy reads as.
pub(crate) struct Copy {
    /// The blocks.
    pub(crate) blocks: Vec<Block>,
    /// The notes by number; the first is 1.
    pub(crate) notes: Vec<Vec<Block>>,
}

/// Reads a whole text of a kind of matter.
pub(crate) fn read(text: &str, place: &Place<'_>, kind: Kind, log: &mut Log) -> Copy {
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES;
    let events = || Parser::new_ext(text, options).into_offset_iter();
    let footnotes = if text.contains("[^") { Footnotes::number(events, &place.map, log) } else { Footnotes::default() };
    let notes = vec![Vec::new(); footnotes.len()];
    let mut reader = Reader {
        text,
        place,
        kind,
        events: Box::new(events()),
        returned: None,
        footnotes,
        notes,
        pictures: Vec::new(),
        depth: 0,
        html_said: false,
        dangling: HashSet::new(),
        found: HashMap::new(),
        log,
    };
    let blocks = reader.document();
    Copy { blocks, notes: reader.notes }
}

/// An event and where it stands in the text.
type Placed<'a> = (Event<'a>, Range<usize>);

/// Walks through the events of one text; they are never held all at once.
struct Reader<'a> {
    text: &'a str,
    place: &'a Place<'a>,
    kind: Kind,
    events: Box<dyn Iterator<Item = Placed<'a>> + 'a>,
    /// An event that was taken too early.
    returned: Option<Placed<'a>>,
    footnotes: Footnotes,
    notes: Vec<Vec<Block>>,
    /// Pictures that wait for the end of the outermost block that they stand in.
    pictures: Vec<Picture>,
    depth: usize,
    html_said: bool,
    /// The footnotes without text that were said; each is said once.
    dangling: HashSet<&'a str>,
    /// Where the pictures named so far were found; a missing one is said once.
    found: HashMap<String, Option<PathBuf>>,
    log: &'a mut Log,
}
