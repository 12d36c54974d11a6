//! Tags: to which part of the paper a glyph or a picture belongs, and how the parts are made of one another.
//!
//! Marks stand on pages in columns; what they say is a tree: an article has a head, paragraphs, a list with items. A mark
//! knows its part, a part knows the part that it belongs to, and [`Tree`](super::Tree) makes the tree of that, for the
//! readers that speak a paper or show it in another form (ISO 32000-1, 14.7 and 14.8).

use crate::diag::Span;
use std::sync::Arc;

/// What a part is: the standard structure types (14.8.4) that a paper has a use for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TagKind {
    /// An article, with its head.
    Article,
    /// A heading: 1 is a headline, 2 and more are subheads.
    Heading(u8),
    /// A paragraph, whatever it is for: copy, a deck, a byline, a jump line.
    Paragraph,
    /// A quotation or a pull quote.
    Quotation,
    /// A list.
    List,
    /// An item of a list.
    Item,
    /// The bullet or number of an item.
    Label,
    /// What an item says.
    ItemBody,
    /// A table.
    Table,
    /// A row of a table.
    Row,
    /// A cell of a table's head.
    HeadCell,
    /// A cell.
    Cell,
    /// Lines of code.
    Code,
    /// A picture, or several under one caption.
    Figure,
    /// What is said of a picture.
    Caption,
    /// A note.
    Note,
    /// Words that lead elsewhere.
    Link,
}

/// A part of the paper. Copies are the same part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag(Arc<Part>);

#[derive(Debug, PartialEq, Eq)]
struct Part {
    kind: TagKind,
    of: Option<Tag>,
    name: Option<String>,
    language: Option<&'static str>,
    alt: Option<String>,
    source: Option<Span>,
}

impl Tag {
    /// A part of another, or, with `None`, of the paper itself. `source` is where it stands in the manifest or the copy.
    pub fn new(kind: TagKind, of: Option<&Tag>, source: Option<Span>) -> Tag {
        Tag(Arc::new(Part { kind, of: of.cloned(), name: None, language: None, alt: None, source }))
    }

    /// An article: all tags of the same `name` are one part, whoever made them. `language` is a BCP 47 tag.
    pub fn article(name: &str, language: &'static str, source: Span) -> Tag {
        let (name, language, source) = (Some(name.to_owned()), Some(language), Some(source));
        Tag(Arc::new(Part { kind: TagKind::Article, of: None, name, language, alt: None, source }))
    }

    /// A picture; `alt` is what one would say of it to somebody who cannot see it.
    pub fn figure(of: Option<&Tag>, alt: Option<String>, source: Option<Span>) -> Tag {
        let part = Part { kind: TagKind::Figure, of: of.cloned(), name: None, language: None, alt, source };
        Tag(Arc::new(part))
    }

    /// What it is.
    pub fn kind(&self) -> TagKind {
        self.0.kind
    }

    /// What it is a part of; `None` is the paper.
    pub fn of(&self) -> Option<&Tag> {
        self.0.of.as_ref()
    }

    /// An article's newsroom name.
    pub fn name(&self) -> Option<&str> {
        self.0.name.as_deref()
    }

    /// The newsroom name of the article that it is a part of, or is.
    pub fn in_article(&self) -> Option<&str> {
        std::iter::successors(Some(self), |t| t.of()).find_map(Tag::name)
    }

    /// Its language, where it has one of its own: a BCP 47 tag.
    pub fn language(&self) -> Option<&'static str> {
        self.0.language
    }

    /// What stands for it where it cannot be seen.
    pub fn alt(&self) -> Option<&str> {
        self.0.alt.as_deref()
    }

    /// Where it was written.
    pub fn source(&self) -> Option<Span> {
        self.0.source
    }

    /// Whether two are one part: not parts that are alike, as two empty cells are.
    pub fn is(&self, other: &Tag) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || (self.name().is_some() && self.name() == other.name())
    }

    /// A number that differs between any two parts without a name, as long as they are in use.
    pub(super) fn address(&self) -> usize {
        Arc::as_ptr(&self.0).addr()
    }
}
