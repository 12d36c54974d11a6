//! The test suite: one binary, a module a subject.

mod commands;
mod copy;
mod docs;
mod help;
mod kinds;
mod layouts;
mod messages;
mod newspaper;
mod pages;
mod pdf;
mod pictures;
mod random;
mod rooms;
mod runaround;
mod samples;
mod text;
