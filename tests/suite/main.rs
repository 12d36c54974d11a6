//! The test suite: one binary.

mod text;
