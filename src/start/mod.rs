//! Where an issue begins: a complete small one to write over, and the next one made from the last. Both come out as files
//! with their bytes; writing them is the command's.

mod add;
mod list;
mod matter;
mod next;
mod picture;
mod template;

pub use add::{Added, add};
pub use next::{Every, Next, last_issue, next};
pub use template::{New, new, template_language};

use std::path::PathBuf;

/// A file that is to be written: its path in the issue's folder, and what is in it.
pub type NewFile = (PathBuf, Vec<u8>);

/// The folder of the schema, in the issue's folder: an editor finds it there wherever the issue stands.
const SCHEMA: &str = "schema/";

/// A value as YAML takes it whatever is in it: in double quotes.
pub(crate) fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
