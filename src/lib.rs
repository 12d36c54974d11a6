//! **stonehand** sets a newsletter: a YAML manifest and Markdown copy go in, a printable PDF comes out.
//!
//! ```text
//! read ─▶ resolve ─▶ shape ─▶ make up ─▶ paint ─▶ write ─▶ impose
//! YAML    styles     glyphs   pages      display  PDF      sheets
//! + copy  decided    + items             lists
//! ```
//!
//! The rooms below stand in layer order; a room imports only rooms that are declared before it (a test sees to it).

pub mod geom;

pub mod color;
pub mod diag;
pub mod files;
pub mod hash;
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
