//! The issue as its makers wrote it: the manifest and the copy, read, checked, and not yet styled.
//!
//! Knows the format (`shared` words of the manifest) and where everything stands in its file; knows nothing of
//! layouts, fonts or pages.

mod article;
mod copy;
mod date;
mod furniture;
mod hyphenation;
mod manifest;
pub(crate) mod paths;
mod reader;
mod rich;
mod span;
mod variant;
pub(crate) mod yaml;

pub(crate) use article::slug;
pub use date::Date;
pub use hyphenation::Hyphenation;
pub use manifest::{draft, draft_variant, read, variants};
pub(crate) use reader::{add_text, unreadable};
pub use rich::{Mark, Rich, RichSpan};
pub use span::{Columns, Side};

pub use crate::diag::Sourced;

use crate::color::InkName;
use crate::diag::Span;
use crate::geom::Length;
use crate::language::Language;
use std::path::PathBuf;

/// A whole issue.
#[derive(Debug, Clone)]
pub struct Issue {
    /// The folder that the manifest's paths are relative to.
    pub folder: PathBuf,
    /// The layout's name or path.
    pub layout: Sourced<String>,
    /// The name of the profile of what it is printed on.
    pub profile: Option<Sourced<String>>,
    /// The issue's language.
    pub language: Language,
    /// Where words of its own may be divided.
    pub hyphenation: Hyphenation,
    /// Title, date and what stands beside them.
    pub nameplate: Nameplate,
    /// How many pages are asked for.
    pub pages: Option<Sourced<PageCount>>,
    /// Who publishes it.
    pub colophon: Vec<Block>,
    /// The articles, in order of importance.
    pub articles: Vec<Article>,
    /// Pictures of their own.
    pub pictures: Vec<Picture>,
    /// Quotes of their own.
    pub pull_quotes: Vec<PullQuote>,
    /// Small pieces for what is left.
    pub fillers: Vec<Filler>,
    /// Its title in programs that show PDFs.
    pub title: Option<String>,
    /// Names and numbers that are not to stand in it anywhere.
    pub never_print: Vec<Sourced<String>>,
    /// The variants of the issue.
    pub editions: Vec<Edition>,
}

/// What is shown a picture's files and its ink.
type See<'a> = dyn FnMut(&[Sourced<PathBuf>], Option<&Sourced<InkName>>) + 'a;

impl Issue {
    /// The picture files, in the order of their use.
    pub fn picture_files(&self) -> Vec<Sourced<PathBuf>> {
        let mut out = Vec::new();
        self.every_picture(&mut |files, _| out.extend(files.iter().cloned()));
        out
    }

    /// The pictures that name an ink: their files, and the ink.
    pub fn picture_inks(&self) -> Vec<(Sourced<PathBuf>, Sourced<InkName>)> {
        let mut out = Vec::new();
        self.every_picture(&mut |files, ink| out.extend(files.iter().cloned().zip(ink.cloned())));
        out
    }

    /// Shows every picture's files and ink, in the order of their use.
    fn every_picture(&self, see: &mut See<'_>) {
        fn of_blocks(blocks: &[Block], see: &mut See<'_>) {
            for block in blocks {
                match block {
                    Block::Picture(p) => see(&p.files, p.ink.as_ref()),
                    Block::Quotation { blocks, .. } => of_blocks(blocks, see),
                    Block::List { items, .. } => items.iter().for_each(|i| of_blocks(i, see)),
                    _ => {}
                }
            }
        }
        for article in &self.articles {
            article.pictures.iter().for_each(|p| see(&p.files, p.ink.as_ref()));
            of_blocks(&article.body, see);
        }
        self.pictures.iter().for_each(|p| see(&p.files, p.ink.as_ref()));
        for filler in &self.fillers {
            match &filler.content {
                FillerContent::Text(blocks) => of_blocks(blocks, see),
                FillerContent::Picture(file) => see(std::slice::from_ref(file), None),
            }
        }
    }
}

/// The paper's title and what stands beside it.
#[derive(Debug, Clone, Default)]
pub struct Nameplate {
    /// The paper's name.
    pub title: Rich,
    /// Its motto.
    pub tagline: Option<Rich>,
    /// Which year of the paper's life.
    pub volume: Option<u32>,
    /// Which issue of that year.
    pub number: Option<u32>,
    /// The date on the paper.
    pub date: Option<Date>,
    /// Where it appears.
    pub place: Option<Rich>,
    /// What it costs.
    pub price: Option<Rich>,
    /// The ear at the left of the title.
    pub ear_left: Option<Rich>,
    /// The ear at the right.
    pub ear_right: Option<Rich>,
}

/// How many pages are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageCount {
    /// Just so many.
    Exactly(u32),
    /// At most so many, and a multiple of a number.
    Within {
        /// At most.
        max: Option<u32>,
        /// A multiple of.
        multiple_of: u32,
    },
}

/// An article: copy with its furniture.
#[derive(Debug, Clone, PartialEq)]
pub struct Article {
    /// Its newsroom name; unique in the issue.
    pub slug: String,
    /// Where it stands in the manifest.
    pub span: Span,
    /// What kind of matter it is.
    pub kind: Kind,
    /// Its language.
    pub language: Language,
    /// Section label.
    pub kicker: Option<Rich>,
    /// Headline.
    pub headline: Rich,
    /// The lines under the headline.
    pub deck: Option<Rich>,
    /// Who wrote it.
    pub byline: Option<Rich>,
    /// Where it was written.
    pub dateline: Option<Rich>,
    /// The copy.
    pub body: Vec<Block>,
    /// The notes that the copy's marks refer to, in the order of their numbers (the first is 1).
    pub notes: Vec<Vec<Block>>,
    /// Grid columns that the block spans; all if absent.
    pub columns: Option<Sourced<u32>>,
    /// Where it may begin.
    pub start: Start,
    /// Page that it is pinned to.
    pub page: Option<Sourced<u32>>,
    /// Slot that it is pinned to.
    pub slot: Option<Sourced<String>>,
    /// How it may be continued on a later page.
    pub jump: Jump,
    /// Whether it is a sidebar.
    pub boxed: bool,
    /// Whether it starts with a large initial.
    pub drop_cap: bool,
    /// Whether paragraphs may be cut from its end.
    pub cut_from_end: bool,
    /// Its quotes.
    pub pull_quotes: Vec<PullQuote>,
    /// Its pictures (those listed in the manifest; those in the copy are blocks of the body).
    pub pictures: Vec<Picture>,
    /// The editions that it appears in; all if empty.
    pub editions: Vec<Sourced<String>>,
}

/// What kind of matter an article is: how its copy is read and set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Kind {
    /// Paragraphs and what stands between them.
    #[default]
    Article,
    /// Small items by place and date.
    Briefs,
    /// Organisations and their addresses.
    Directory,
    /// Dates and what happens on them.
    Calendar,
    /// Letters to the editor, each with its signature.
    Letters,
    /// A call across the page.
    Banner,
}

impl Kind {
    /// Whether it is copy that is read through, from its beginning to its end, and not looked up.
    pub fn is_copy(self) -> bool {
        matches!(self, Kind::Article | Kind::Letters)
    }
}

/// Where an article may begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Start {
    /// Below the article before it.
    #[default]
    Anywhere,
    /// At the top of a column.
    Column,
    /// At the top of a page.
    Page,
}

/// Whether and where an article may be continued.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Jump {
    /// As it comes.
    #[default]
    Allow,
    /// Not at all.
    Forbid,
    /// On this page, under this head.
    To {
        /// The page.
        page: Option<u32>,
        /// The jump head.
        head: Option<String>,
    },
}

/// A piece of copy.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A paragraph.
    Paragraph(Rich),
    /// A heading in the copy, of level 1 to 6.
    Subhead(u8, Rich),
    /// A quotation and its source.
    Quotation {
        /// What is quoted.
        blocks: Vec<Block>,
        /// Who said it, without the dash.
        source: Option<Rich>,
    },
    /// A list.
    List {
        /// The first number, if it is numbered.
        start: Option<u64>,
        /// The items.
        items: Vec<Vec<Block>>,
    },
    /// A table.
    Table(Table),
    /// Who wrote what stands above, without the dash.
    Signature(Rich),
    /// A thematic break.
    Break,
    /// Lines of code, set as they stand.
    Code(Sourced<String>),
    /// A picture at this place of the copy.
    Picture(Box<Picture>),
}

/// A table. Every row has as many cells as `align`.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// How each column is aligned.
    pub align: Vec<CellAlign>,
    /// The head's cells.
    pub head: Vec<Rich>,
    /// The rows' cells.
    pub rows: Vec<Vec<Rich>>,
    /// Where it stands.
    pub span: Span,
}

/// How the cells of a table's column are aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellAlign {
    /// As what is in it wants: figures flush right, words flush left.
    Natural,
    /// Flush left.
    Left,
    /// Centred.
    Centre,
    /// Flush right.
    Right,
}

/// A quote pulled out of an article.
#[derive(Debug, Clone, PartialEq)]
pub struct PullQuote {
    /// The words, without quotation marks around them.
    pub text: Rich,
    /// Who said it.
    pub by: Option<Rich>,
    /// Grid columns that it spans (1 if absent).
    pub columns: Option<Sourced<Columns>>,
    /// On which side of them it stands, where that makes a difference.
    pub side: Option<Side>,
    /// Where it stands.
    pub at: At,
    /// Its place in the manifest.
    pub span: Span,
}

/// Where an insert stands in its article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum At {
    /// Where it serves the page best.
    #[default]
    Auto,
    /// At the top of the article's columns.
    Top,
    /// At their foot.
    Bottom,
    /// Before this paragraph, counted from 1.
    Paragraph(u32),
}

/// A picture, or a grid of pictures under one caption.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// The files, relative to the issue's folder, checked to exist and to lie within it; more than one is a grid.
    pub files: Vec<Sourced<PathBuf>>,
    /// What it shows.
    pub caption: Option<Rich>,
    /// Who made it.
    pub credit: Option<Rich>,
    /// What one would say of it to somebody who cannot see it.
    pub alt: Option<String>,
    /// Grid columns that it spans (1 if absent).
    pub columns: Option<Sourced<Columns>>,
    /// On which side of them it stands, where that makes a difference.
    pub side: Option<Side>,
    /// Where it stands.
    pub at: At,
    /// The range of width : height within which it may be cut.
    pub crop: Option<Crop>,
    /// The point that stays in the picture, in per mille of its width and height.
    pub focus: [u16; 2],
    /// The ink in which it prints, where each ink has a file of its own.
    pub ink: Option<Sourced<InkName>>,
    /// Its place in the file.
    pub span: Span,
}

/// The range of a picture's width : height.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Crop {
    /// The tallest form (`4:3` is 1.333).
    pub min: f64,
    /// The widest form.
    pub max: f64,
}

/// A small piece for what is left on a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Filler {
    /// Its words, or a picture.
    pub content: FillerContent,
    /// The lower, the sooner it is used.
    pub priority: u32,
    /// The editions that it appears in; all if empty.
    pub editions: Vec<Sourced<String>>,
    /// Its place in the manifest.
    pub span: Span,
}

/// What a filler is.
#[derive(Debug, Clone, PartialEq)]
pub enum FillerContent {
    /// Words.
    Text(Vec<Block>),
    /// A picture.
    Picture(Sourced<PathBuf>),
}

/// A variant of the issue; its effect is a later matter, its name is checked wherever it is used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    /// Its name.
    pub name: Sourced<String>,
}

/// The largest page number or page count that a manifest may name.
pub const MAX_PAGES: u32 = 1000;

/// A length given for paper or type may not be larger than this (5 m, the largest page that PDF readers show).
pub const MAX_LENGTH: Length = Length::from_sp(14_400 * 65_536);
