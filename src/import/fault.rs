//! Why a file cannot be imported, and what to do about it.

use crate::diag::Diagnostic;
use std::borrow::Cow;

/// Why a file cannot be imported; what is said reads on after the file's name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    what: Cow<'static, str>,
    hint: Cow<'static, str>,
}

const AGAIN: &str =
    "fetch it once more from where it came from, or open it in the word processor and save it under another name";

impl Fault {
    pub(super) fn new(what: impl Into<Cow<'static, str>>, hint: impl Into<Cow<'static, str>>) -> Fault {
        Fault { what: what.into(), hint: hint.into() }
    }

    /// The file contradicts itself.
    pub(super) fn damaged(how: impl std::fmt::Display) -> Fault {
        Fault::new(format!("is damaged: {how}"), AGAIN)
    }

    /// A bound is broken.
    pub(super) fn too_large(how: impl std::fmt::Display) -> Fault {
        let hint =
            "an article is at most some tens of pages: copy the part that is to be printed into a document of its own";
        Fault::new(format!("is too large: {how}"), hint)
    }

    /// A password.
    pub(super) fn encrypted() -> Fault {
        Fault::new(
            "has a password, and cannot be read",
            "open it in the word processor, take the password off, and save it",
        )
    }

    /// Nothing comes of it.
    pub(super) fn empty() -> Fault {
        Fault::new("has no words and no pictures that could be printed", "is it the right file?")
    }

    /// More copy than an issue has room for.
    pub(super) fn too_much_copy(bytes: usize) -> Fault {
        Fault::too_large(format_args!(
            "{:.1} MB of copy, and an issue holds 2 MB in all",
            bytes as f64 / f64::from(1 << 20)
        ))
    }

    /// What the log is told.
    pub(super) fn diagnostic(self, name: &str) -> Diagnostic {
        Diagnostic::error("import", format!("`{name}` {}", self.what)).hint(self.hint)
    }
}
