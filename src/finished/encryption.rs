//! Whether a file is encrypted, and whether those without its password may print it (ISO 32000-1, 7.6.3.2).

use super::identifier;
use hayro_syntax::Pdf;
use hayro_syntax::object::{Dict, FromBytes, ObjRef};
use memchr::memmem;

/// How a file that could be opened without a password is protected.
pub(super) enum Protection {
    /// Not at all.
    None,
    /// Encrypted, and everybody may open it.
    Open {
        /// Whether its permissions allow printing: bit 3 of /P (table 22).
        may_print: bool,
    },
}

/// Where the trailer says that the rules of encryption stand.
pub(super) enum Entry {
    Nowhere,
    Direct(i64),
    At(ObjRef),
}

/// Looks for the entry of the last trailer, which is never encrypted itself.
pub(super) fn protection(bytes: &[u8]) -> Entry {
    const KEY: &[u8] = b"/Encrypt";
    // Not /EncryptMetadata, which stands in the rules themselves.
    let places = memmem::find_iter(bytes, KEY).map(|at| &bytes[at + KEY.len()..]);
    // From the front, although the last counts: that goes many bytes at once.
    let Some(rest) = places.filter(|rest| !rest.first().is_some_and(u8::is_ascii_alphanumeric)).last() else {
        return Entry::Nowhere;
    };
    let rest = rest[..rest.len().min(4096)].trim_ascii_start();
    if let Some(reference) = ObjRef::from_bytes(rest) {
        return Entry::At(reference);
    }
    Dict::from_bytes(rest).and_then(|d| d.get::<i64>("P")).map_or(Entry::Nowhere, Entry::Direct)
}

impl Entry {
    /// What the entry means in the opened file.
    pub(super) fn resolved(self, pdf: &Pdf) -> Protection {
        let permissions = match self {
            Entry::Nowhere => None,
            Entry::Direct(p) => Some(p),
            Entry::At(r) => {
                let rules = pdf.xref().get::<Dict<'_>>(identifier(r.obj_number, r.gen_number));
                rules.filter(|d| d.contains_key("Filter")).and_then(|d| d.get::<i64>("P"))
            }
        };
        permissions.map_or(Protection::None, |p| Protection::Open { may_print: p & 0b100 != 0 })
    }
}
