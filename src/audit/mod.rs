//! Audit: a finished PDF, whoever made it → what in it says who made it, when, with what and on which machine.
//!
//! The pages are not read for names; what stands on them is meant to be seen. Read is what no reader shows: dictionaries,
//! metadata packets, the heads of pictures and fonts, and the bytes between the objects, where older versions of a file
//! live on. This file gathers; `objects` walks through the objects, `packet` reads XMP, `picture` the segments of a JPEG,
//! `bytes` the file as it lies on the disk, `needles` finds words in it. What it cannot see: a printer's yellow dots, a way of writing.

mod bytes;
mod needles;
mod objects;
mod packet;
mod picture;

use crate::diag::Diagnostic;
use crate::finished::{Document, guarded};
use std::fmt;

/// Something in a file that tells of its maker.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Trace {
    /// Where it was found.
    pub place: Place,
    /// What kind of thing it is.
    pub kind: Kind,
    /// What it says, shortened.
    pub words: String,
}

/// Where a trace was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// In the object of this number.
    Object(u32),
    /// In the file as a whole, at this byte.
    Byte(usize),
    /// In the file's list of facts about itself (/Info).
    Info,
}

/// The kinds of traces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Who, when and with what, in the document's information dictionary (ISO 32000-1, 14.3.3).
    Info,
    /// The same in an XMP packet (ISO 16684-1).
    Packet,
    /// EXIF in a picture: camera, time, place.
    Exif,
    /// A place on Earth.
    Position,
    /// Other data in a picture: captions of agencies, programs' own, comments.
    Picture,
    /// A small copy of a picture or page as it once was.
    Thumbnail,
    /// Data that a program keeps for itself (14.5), and dates of last changes.
    Private,
    /// A note, stamp or form with its author (12.5).
    Annotation,
    /// Another file in this one (7.11.4).
    File,
    /// A path on a disk.
    Path,
    /// The name of a user or a machine.
    Name,
    /// A digital signature, which names its signer (12.8).
    Signature,
    /// What runs or calls when the file is opened (12.6).
    Action,
    /// An older version of the file that is still in it (7.5.6), or bytes outside of it.
    Older,
    /// A comment between the objects (7.2.3).
    Comment,
}

impl Kind {
    /// A stable short name.
    pub fn code(self) -> &'static str {
        self.row().0
    }

    /// What it is and what to do, in a clause each.
    fn row(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Kind::Info => ("trace-info", "says who made it, when or with what", CLEAN),
            Kind::Packet => ("trace-xmp", "has an XMP packet", CLEAN),
            Kind::Exif => ("trace-exif", "has a picture with EXIF data of its camera", STRIP),
            Kind::Position => ("trace-gps", "says where on Earth a picture was taken", STRIP),
            Kind::Picture => ("trace-picture", "has a picture with data beside its pixels", STRIP),
            Kind::Thumbnail => ("trace-thumbnail", "has a thumbnail, which may show what was cut away", STRIP),
            Kind::Private => ("trace-private", "has data that a program keeps for itself", CLEAN),
            Kind::Annotation => (
                "trace-annotation",
                "has a note or a form with its author or date",
                "flatten it: print it to a new PDF",
            ),
            Kind::File => ("trace-file", "holds another file, or names one", "take the attachment out"),
            Kind::Path => ("trace-path", "names a place on somebody's disk", CLEAN),
            Kind::Name => ("trace-name", "names a user or a machine", CLEAN),
            Kind::Signature => {
                ("trace-signature", "is signed, and the signature names its signer", "make it anew without signing it")
            }
            Kind::Action => ("trace-action", "does something when it is opened", "print it to a new PDF"),
            Kind::Older => (
                "trace-older",
                "still holds an older version of itself, or bytes outside of the document",
                "write it anew: `qpdf IN.pdf OUT.pdf`",
            ),
            Kind::Comment => {
                ("trace-comment", "has a comment between its objects", "write it anew: `qpdf IN.pdf OUT.pdf`")
            }
        }
    }
}

const CLEAN: &str = "make the PDF anew from its sources, or lay its pages on new sheets: `stonehand impose`";
const STRIP: &str = "make the PDF anew: what stonehand builds holds pixels alone";

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::Object(n) => write!(f, "object {n}"),
            Place::Byte(n) => write!(f, "byte {n}"),
            Place::Info => write!(f, "the document's information"),
        }
    }
}

impl Trace {
    fn new(place: Place, kind: Kind, words: impl AsRef<[u8]>) -> Trace {
        Trace { place, kind, words: shown(words.as_ref()) }
    }

    /// What there is to say of it; `file` is what messages call the file.
    pub fn diagnostic(&self, file: &str) -> Diagnostic {
        let (code, what, mend) = self.kind.row();
        let words = if self.words.is_empty() { String::new() } else { format!(": {}", self.words) };
        Diagnostic::error(code, format!("`{file}`, {}: it {what}{words}", self.place)).hint(mend)
    }
}

/// Everything in a document that tells of its maker, in the order of its places. `names` are those of the user and the
/// machine; of the bytes of the file, `bytes`, all are read.
pub fn audit(document: &Document, bytes: &[u8], names: &[String]) -> Vec<Trace> {
    let names: Vec<&str> = names.iter().map(|n| n.trim()).filter(|n| n.chars().count() >= LEAST).collect();
    // A broken object is no hiding place: what the parser cannot read, no reader shows, and the bytes are searched.
    let objects = || guarded(|| objects::traces(document, &names)).unwrap_or_default();
    let (mut traces, of_bytes) = rayon::join(objects, || bytes::traces(bytes));
    traces.extend(of_bytes);
    traces.sort();
    traces.dedup();
    traces
}

/// Shorter names than this are words of any text.
const LEAST: usize = 4;
/// So much of what was found is shown.
const SHOWN: usize = 60;

/// Bytes as a message shows them.
fn shown(bytes: &[u8]) -> String {
    let text = match bytes {
        [0xfe, 0xff, rest @ ..] => {
            let units: Vec<u16> = rest.chunks_exact(2).map(|c| u16::from_be_bytes([c[0], c[1]])).collect();
            String::from_utf16_lossy(&units)
        }
        _ => String::from_utf8_lossy(&bytes[..bytes.len().min(SHOWN * 4)]).into_owned(),
    };
    let seen: String = text.chars().map(|c| if c.is_control() || c == '\u{fffd}' { ' ' } else { c }).collect();
    let seen = seen.split_whitespace().collect::<Vec<_>>().join(" ");
    let cut: String = seen.chars().take(SHOWN).collect();
    if cut.len() < seen.len() { format!("{cut}\u{2026}") } else { cut }
}
