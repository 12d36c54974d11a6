//! The test suite: one binary.

mod pdf;
mod pictures;
