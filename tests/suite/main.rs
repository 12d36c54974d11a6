//! The test suite: one binary.

mod commands;
mod copy;
mod layouts;
mod messages;
mod rooms;
