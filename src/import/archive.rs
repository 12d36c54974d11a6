//! A ZIP archive in memory, out of which parts are taken one by one: no more bytes than a document may have come out of
//! it, whatever it claims, and nothing is unpacked that is not asked for.

use super::fault::Fault;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// The most that a part of XML may unpack to: 64 MB.
const MAX_PART: u64 = 64 << 20;
/// The most that a picture may unpack to: 64 MB, as many as the build reads.
const MAX_PICTURE: u64 = 64 << 20;
/// All parts together: 500 MB.
const MAX_ALL: u64 = 500 << 20;
/// From this size on, a part that unpacks to more than `MAX_RATIO` times its packed size is no document.
const SMALL: u64 = 4 << 20;
const MAX_RATIO: u64 = 200;

/// An archive that is open.
pub(super) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    unpacked: u64,
}

impl<'a> Archive<'a> {
    /// Opens an archive.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Archive<'a>, Fault> {
        match ZipArchive::new(Cursor::new(bytes)) {
            Ok(zip) => Ok(Archive { zip, unpacked: 0 }),
            Err(_) => Err(Fault::damaged("it ends too early, or its list of contents is broken")),
        }
    }

    /// Whether there is a part of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }

    /// The names of all parts.
    pub(super) fn names(&self) -> Vec<String> {
        self.zip.file_names().flatten().map(std::borrow::Cow::into_owned).collect()
    }

    /// A part of XML; `None` where there is none of this name.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, Fault> {
        self.take(name, MAX_PART)
    }

    /// A picture; `None` where there is none of this name, or it is too large or damaged.
    pub(super) fn picture(&mut self, name: &str) -> Option<Vec<u8>> {
        self.take(name, MAX_PICTURE).ok().flatten()
    }

    fn take(&mut self, name: &str, limit: u64) -> Result<Option<Vec<u8>>, Fault> {
        let Some(index) = self.zip.index_for_name(name) else { return Ok(None) };
        let file = match self.zip.by_index(index) {
            Ok(file) => file,
            Err(zip::result::ZipError::UnsupportedArchive(why)) if why.contains("assword") => {
                return Err(Fault::encrypted());
            }
            Err(_) => return Err(Fault::damaged(format_args!("its part {} cannot be unpacked", shown(name)))),
        };
        let packed = file.compressed_size();
        // The size that the archive claims is not believed; one byte more than allowed is asked for.
        let ratio = packed.saturating_mul(MAX_RATIO).max(SMALL);
        let most = limit.min(MAX_ALL - self.unpacked).min(ratio);
        let mut bytes = Vec::new();
        if file.take(most + 1).read_to_end(&mut bytes).is_err() {
            return Err(Fault::damaged(format_args!("its part {} cannot be unpacked", shown(name))));
        }
        if bytes.len() as u64 > most {
            let how = format!("its part {} unpacks to more than {} MB", shown(name), (most >> 20).max(1));
            return Err(Fault::too_large(how));
        }
        self.unpacked += bytes.len() as u64;
        Ok(Some(bytes))
    }
}

/// A part's name as it may be printed.
fn shown(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(60).collect()
}
