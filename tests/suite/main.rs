//! The test suite: one binary, a module a subject.

mod docs;
mod help;
mod messages;
mod pages;
mod pdf;
mod pictures;
mod samples;
