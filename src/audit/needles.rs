//! The words that are looked for in every byte of a file, all in one pass: a file is mostly pictures, and to go through
//! them once for each word takes longer than to write them.
//!
//! Each word begins with two bytes that rarely stand side by side in packed data. Blocks without such a pair, nearly all,
//! are passed over with a few comparisons of many bytes at once; the others are looked at byte by byte.

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

/// Whether two bytes may begin a needle.
#[inline]
// No short circuits: this is done for many bytes at once.
#[allow(clippy::needless_bitwise_bool)]
fn begins(a: u8, b: u8) -> bool {
    (a == b'/') & ((b == b'h') | (b == b'U'))
        | (a == 0) & ((b == b'\\') | (b == b'/'))
        | (a == b'C') & (b == b':')
        | (a == b'f') & (b == b'i')
        | (a == b'%') & (b == b'%')
        | (a == b'e') & (b == b'n')
}

/// Where needles stand.
pub(super) struct Found(Vec<(Needle, usize)>);

/// So many places are passed over at once.
const BLOCK: usize = 64;

impl Found {
    /// Looks for every needle.
    pub(super) fn new(bytes: &[u8]) -> Found {
        let mut found = Found(Vec::new());
        let mut at = 0;
        while let Some(block) = bytes.get(at..).and_then(|rest| rest.first_chunk::<{ BLOCK + 1 }>()) {
            if (0..BLOCK).fold(false, |any, i| any | begins(block[i], block[i + 1])) {
                found.look(bytes, at, at + BLOCK);
            }
            at += BLOCK;
        }
        found.look(bytes, at, bytes.len());
        found
    }

    /// Looks for needles that begin in a stretch.
    fn look(&mut self, bytes: &[u8], from: usize, to: usize) {
        for at in from..to {
            let here = &bytes[at..];
            if here.len() > 1 && begins(here[0], here[1]) {
                self.0.extend(Needle::ALL.into_iter().filter(|n| here.starts_with(n.bytes())).map(|n| (n, at)));
            }
        }
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
            for at in 0..3 * BLOCK {
                let mut bytes = vec![b'e'; 3 * BLOCK];
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
