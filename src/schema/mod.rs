//! The keys that people write, as tables: what each takes, whether it must be there, and what it is. From them come the
//! JSON Schemas by which editors complete and explain, and what `stonehand properties` lists.
//!
//! The readers of `issue`, `page` and `profile` decide what is right; a test holds these tables against what they ask for.

mod issue;
mod layout;
mod profile;
mod write;

pub use layout::{PROPERTIES, role_about};

/// A kind of file that people write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Document {
    /// `issue.yaml`
    Issue,
    /// `layout.yaml`
    Layout,
    /// `profiles/<name>.yaml`
    Profile,
}

impl Document {
    /// All of them.
    pub const ALL: [Document; 3] = [Document::Issue, Document::Layout, Document::Profile];

    /// Its name: `issue`, `layout`, `profile`.
    pub fn name(self) -> &'static str {
        match self {
            Document::Issue => "issue",
            Document::Layout => "layout",
            Document::Profile => "profile",
        }
    }

    /// The keys of the whole.
    pub fn root(self) -> &'static Group {
        match self {
            Document::Issue => &issue::ISSUE,
            Document::Layout => &layout::LAYOUT,
            Document::Profile => &profile::PROFILE,
        }
    }

    /// Its JSON Schema (draft 7, which editors know), as text that ends with a line break.
    pub fn json(self) -> String {
        write::json(self)
    }

    /// The line that tells an editor where the schema is: the first of a file of this kind.
    pub fn modeline(self, folder: &str) -> String {
        format!("# yaml-language-server: $schema={folder}{}.schema.json", self.name())
    }
}

/// A group of keys.
#[derive(Debug)]
pub struct Group {
    /// What messages call it: `an article`.
    pub name: &'static str,
    /// Its keys.
    pub keys: &'static [Key],
    /// Keys of which one must be there; empty is none.
    pub one_of: &'static [&'static str],
}

/// A key.
#[derive(Debug)]
pub struct Key {
    /// The key.
    pub name: &'static str,
    /// What may stand after it.
    pub takes: Takes,
    /// Whether it must be there.
    pub required: bool,
    /// What holds if it is left out, in words; empty is nothing.
    pub default: &'static str,
    /// What it is, in a sentence or two.
    pub about: &'static str,
}

/// What may stand after a key.
#[derive(Debug)]
pub enum Takes {
    /// Text; numbers are text too.
    Text,
    /// Markdown: a line with marks, or whole copy.
    Markdown,
    /// The path of a file.
    Path,
    /// A year, a month and a day.
    Date,
    /// `true` or `false`.
    Flag,
    /// A whole number of the range.
    Whole(u32, u32),
    /// A number of the range, with decimals.
    Number(f64, f64),
    /// A number of columns, in halves.
    Halves,
    /// A length: `9.4pt`, `5mm`, `1p6`.
    Length,
    /// A length, or a share of the type's size: `1em`.
    Extent,
    /// A share in percent, `40` or `40%`.
    Percent,
    /// A range of columns or lines: `1-3`, `31-end`, `2`.
    Range,
    /// A width and a height: `"4:3"`.
    Form,
    /// One of these words; each with what it means, where the word does not say it.
    OneOf(&'static [(&'static str, &'static str)]),
    /// One of names that other tables hold, or another.
    Name(fn() -> Vec<String>),
    /// A list.
    List(&'static Takes),
    /// A list of so many.
    Few(&'static Takes, usize),
    /// Keys.
    Group(&'static Group),
    /// Names that the user gives, each with this after it.
    Named(&'static Takes),
    /// Names that a table holds (and, if there is a pattern, those that match it), each with this after it.
    Known(fn() -> Vec<(String, String)>, Option<&'static str>, &'static Takes),
    /// Keys that another group has, none of which must be there.
    Any,
    /// One of several.
    Either(&'static [Takes]),
}

/// A key that may be left out.
const fn key(name: &'static str, takes: Takes, default: &'static str, about: &'static str) -> Key {
    Key { name, takes, required: false, default, about }
}

/// A key that must be there.
const fn required(name: &'static str, takes: Takes, about: &'static str) -> Key {
    Key { name, takes, required: true, default: "", about }
}

/// Keys of which none depends on another.
const fn group(name: &'static str, keys: &'static [Key]) -> Group {
    Group { name, keys, one_of: &[] }
}

impl Takes {
    /// What may stand there, in a few words.
    pub fn words(&self) -> String {
        match self {
            Takes::Text | Takes::Markdown => "text".to_owned(),
            Takes::Path => "a path".to_owned(),
            Takes::Date => "a date".to_owned(),
            Takes::Flag => "true, false".to_owned(),
            Takes::Whole(least, most) => format!("{least} to {most}"),
            Takes::Number(least, most) => format!("{least} to {most}"),
            Takes::Halves => "0.5 to 12, in halves".to_owned(),
            Takes::Length => "a length".to_owned(),
            Takes::Extent => "a length, or a share: 1em".to_owned(),
            Takes::Percent => "0 to 100".to_owned(),
            Takes::Range => "a range".to_owned(),
            Takes::Form => "a form, \"4:3\"".to_owned(),
            Takes::OneOf(words) => words.iter().map(|(w, _)| *w).collect::<Vec<_>>().join(", "),
            Takes::Name(_) => "a name".to_owned(),
            Takes::List(_) | Takes::Few(..) => "a list".to_owned(),
            Takes::Group(_) | Takes::Named(_) | Takes::Known(..) | Takes::Any => "a group".to_owned(),
            Takes::Either(several) => several.iter().map(Takes::words).collect::<Vec<_>>().join(", or "),
        }
    }
}
