//! Why a file is not a picture that can be printed.

use crate::diag::{Diagnostic, thousands};
use std::borrow::Cow;

/// Why a file is not a picture that can be printed; what is said reads on after the file's name and a colon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    code: &'static str,
    what: Cow<'static, str>,
    hint: Cow<'static, str>,
}

impl Fault {
    /// The file ends before the picture does.
    pub(super) fn truncated() -> Fault {
        Fault {
            code: "image-damaged",
            what: "the file ends before the picture does".into(),
            hint: "it may have been copied only in part: fetch it once more from where it came from".into(),
        }
    }

    /// The file contradicts itself.
    pub(super) fn damaged(how: impl Into<Cow<'static, str>>) -> Fault {
        Fault {
            code: "image-damaged",
            what: format!("the file is damaged: {}", how.into()).into(),
            hint:
                "fetch it once more from where it came from, or open it in an image editor and save it as JPEG or PNG"
                    .into(),
        }
    }

    /// A rare kind of a format that is read.
    pub(super) fn unsupported(how: impl Into<Cow<'static, str>>) -> Fault {
        Fault {
            code: "image-format",
            what: format!("this kind of file cannot be printed: {}", how.into()).into(),
            hint: SAVE.into(),
        }
    }

    /// Another format.
    pub(super) fn format(seems: &str) -> Fault {
        Fault { code: "image-format", what: format!("this is {seems}, not a JPEG or PNG").into(), hint: SAVE.into() }
    }

    /// Nothing in it.
    pub(super) fn empty() -> Fault {
        Fault {
            code: "image-format",
            what: "the file is empty".into(),
            hint: "fetch it once more from where it came from".into(),
        }
    }

    /// More pixels than paper can show.
    pub(super) fn too_many_pixels(size: (u32, u32)) -> Fault {
        Fault {
            code: "image-too-large",
            what: format!(
                "the picture has {} × {} pixels, more than is read",
                thousands(size.0 as usize),
                thousands(size.1 as usize)
            )
            .into(),
            hint: "scale it down: a tabloid page at 600 ppi has 6,600 × 10,200 pixels".into(),
        }
    }

    /// What the log is told.
    pub(super) fn diagnostic(&self, file: &str) -> Diagnostic {
        Diagnostic::error(self.code, format!("{file}: {}", self.what)).hint(self.hint.clone())
    }
}

const SAVE: &str = "open it in an image editor and save it as JPEG (photographs) or PNG (drawings)";
