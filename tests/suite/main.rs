//! The test suite: one binary.

mod messages;
