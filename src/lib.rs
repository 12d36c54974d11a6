//! **stonehand** sets a newsletter: a YAML manifest and Markdown copy go in, a printable PDF comes out.
//!
//! ```text
//! read ─▶ resolve ─▶ shape ─▶ make up ─▶ paint ─▶ write ─▶ impose
//! YAML    styles     glyphs   pages      display  PDF      sheets
//! + copy  decided    + items             lists
//! ```
//!
//! # From memory to a PDF
//!
//! [`compose`] reads a manifest and all that it names through [`files::Files`], and gives an [`Edition`]: a display list a page, and
//! the faces and pictures that they name. What writes files sees nothing else.
//!
//! ```
//! use std::path::Path;
//! use stonehand::diag::Log;
//! use stonehand::display::DisplayItem;
//! use stonehand::files::MemoryFiles;
//! use stonehand::pdf;
//!
//! let files = MemoryFiles::new()
//!     .with("dock/issue.yaml", "
//! layout: letter-news
//! nameplate: {title: The Loading Dock}
//! articles:
//!   - headline: The mirror is up
//!     body: articles/mirror.md
//! ")
//!     .with("dock/articles/mirror.md", "It took *four months* and three letters.");
//! let mut log = Log::new();
//! let edition = stonehand::compose(&files, Path::new("dock"), &mut log).expect("no mistakes");
//! assert!(log.diagnostics().is_empty());
//!
//! // What is painted on the first page: the words, as glyphs on baselines.
//! let runs = edition.pages[0].items.iter().filter_map(|item| match item {
//!     DisplayItem::Glyphs(run) => Some(run),
//!     _ => None,
//! });
//! let words: Vec<&str> = runs.map(|run| run.text.as_str()).collect();
//! assert!(words.concat().contains("four months"));
//!
//! let bytes = pdf::write(&edition);
//! assert!(bytes.starts_with(b"%PDF-1.7"));
//! // The same bytes in give the same bytes out.
//! assert_eq!(bytes, pdf::write(&edition));
//! ```
//!
//! # What is wrong
//!
//! All mistakes of one run are in the [`diag::Log`], each with its place and what to do; [`diag::human`] and [`diag::json`] show them.
//!
//! ```
//! # use std::path::Path;
//! # use stonehand::diag::{Log, human};
//! # use stonehand::files::MemoryFiles;
//! let files = MemoryFiles::new().with("issue.yaml", "
//! layout: letter-news
//! nameplate: {title: The Loading Dock}
//! articles:
//!   - headlin: The mirror is up
//!     text: It took four months.
//! ");
//! let mut log = Log::new();
//! assert!(stonehand::compose(&files, Path::new("issue.yaml"), &mut log).is_err());
//! assert_eq!(log.diagnostics()[0].code, "unknown-key");
//! assert!(human(&log, false).contains("issue.yaml:5:5"));
//! assert!(human(&log, false).contains("did you mean `headline`?"));
//! ```
//!
//! # What there is no state of
//!
//! Nothing that a call does is remembered for the next. Beside constant tables, the process holds dictionaries, unpacked when a language
//! is first set, a compressor a thread, and two locks that let one large picture at a time be unpacked. None of them changes what comes
//! out, so calls may run side by side and in any order. Threads are those of the `rayon` pool that the caller is in.
//!
//! # What is meant to last
//!
//! [`compose`], [`compose_for`] and [`compose_variant`], [`Edition`], and the rooms [`diag`], [`files`], [`display`], [`geom`], [`color`], [`pdf`],
//! [`finished`], [`impose`], [`audit`], [`preflight`], [`explain`] and [`schema`]. The other rooms are open so that programs may look into the
//! stages (`examples/stages.rs` does); they change as the program does.
//!
//! The rooms below stand in layer order; a room imports only rooms that are declared before it (a test sees to it).

pub mod geom;

pub mod color;
pub mod diag;
pub mod files;
pub(crate) mod hash;
pub mod language;
pub mod shelf;

pub mod display;
pub mod font;
pub mod image;

pub mod issue;
pub mod page;
pub mod profile;
pub mod schema;
pub mod start;
pub mod style;

pub mod import;

pub mod text;

pub mod makeup;
pub mod paint;

pub mod edition;

pub mod ink;

pub mod pdf;
pub mod raster;

pub mod finished;
pub mod impose;

pub mod revise;

pub mod audit;
pub mod preflight;

pub mod session;

pub mod explain;
pub mod specimen;

pub use edition::{Edition, Standing, compose, compose_again, compose_for, compose_variant};
