//! The words that are looked for in every byte of a file, all in one pass: a file is mostly pictures, and to go through
//! them once for each word takes longer than to write them.

use aho_corasick::{AhoCorasick, Input, MatchKind};
use std::sync::LazyLock;

/// A word that is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Needle {
    /// How paths of a user's own folder begin.
    Home,
    Users,
    WindowsUsers,
    WindowsUsersSlash,
    FileUrl,
    /// The same in UTF-16, as PDF strings hold it.
    WideUsers,
    WideHome,
    /// The end of a version of the file.
    End,
    /// The end of a stream.
    StreamEnd,
}

impl Needle {
    /// How paths begin.
    pub(super) const HOMES: [Needle; 5] =
        [Needle::Home, Needle::Users, Needle::WindowsUsers, Needle::WindowsUsersSlash, Needle::FileUrl];
    /// How they begin in UTF-16.
    pub(super) const WIDE: [Needle; 2] = [Needle::WideUsers, Needle::WideHome];

    const ALL: [Needle; 9] = [
        Needle::Home,
        Needle::Users,
        Needle::WindowsUsers,
        Needle::WindowsUsersSlash,
        Needle::FileUrl,
        Needle::WideUsers,
        Needle::WideHome,
        Needle::End,
        Needle::StreamEnd,
    ];

    /// Its bytes.
    pub(super) fn bytes(self) -> &'static [u8] {
        match self {
            Needle::Home => b"/home/",
            Needle::Users => b"/Users/",
            Needle::WindowsUsers => b"C:\\Users\\",
            Needle::WindowsUsersSlash => b"C:/Users/",
            Needle::FileUrl => b"file:///",
            Needle::WideUsers => b"\0\\\0U\0s\0e\0r\0s\0\\",
            Needle::WideHome => b"\0/\0h\0o\0m\0e\0/",
            Needle::End => b"%%EOF",
            Needle::StreamEnd => b"endstream",
        }
    }
}

/// What finds them; no two begin alike, so at each place there is one at the most. Of the kinds of search, only those for
/// the leftmost pass over many bytes at once.
static FINDER: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let mut builder = AhoCorasick::builder();
    builder.match_kind(MatchKind::LeftmostFirst).build(Needle::ALL.map(Needle::bytes)).ok()
});

/// Where needles stand.
pub(super) struct Found(Vec<(Needle, usize)>);

impl Found {
    /// Looks for every needle.
    pub(super) fn new(bytes: &[u8]) -> Found {
        let (mut found, mut at) = (Vec::new(), 0);
        let next = |at: usize| FINDER.as_ref()?.find(Input::new(bytes).range(at..));
        // One may begin within another.
        while let Some(hit) = next(at) {
            found.push((Needle::ALL[hit.pattern().as_usize()], hit.start()));
            at = hit.start() + 1;
        }
        Found(found)
    }

    /// The places of one needle, in order; of two that overlap, the first.
    pub(super) fn of(&self, needle: Needle) -> Vec<usize> {
        let (mut out, mut end) = (Vec::new(), 0);
        for (found, at) in &self.0 {
            if *found == needle && *at >= end {
                out.push(*at);
                end = at + needle.bytes().len();
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use memchr::memmem;

    #[test]
    fn every_needle_is_found_at_every_place() {
        for needle in Needle::ALL {
            for at in 0..200 {
                let mut bytes = vec![b'e'; 200];
                bytes.splice(at..at, needle.bytes().iter().copied());
                assert_eq!(Found::new(&bytes).of(needle), [at], "{needle:?}");
                assert!(Found::new(&bytes[..needle.bytes().len() + at - 1]).of(needle).is_empty());
            }
        }
    }

    #[test]
    fn needles_within_and_across_one_another_are_found() {
        let bytes = b"C:/Users/home/home/ file:///home/x/Users/home/endstreamendstream%%EOF%%EOF";
        for needle in Needle::ALL {
            let found: Vec<usize> = memmem::find_iter(bytes, needle.bytes()).collect();
            assert_eq!(Found::new(bytes).of(needle), found, "{needle:?}");
        }
    }
}
