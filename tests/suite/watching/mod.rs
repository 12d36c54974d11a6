//! Watching: a session after any edits gives what a fresh build gives; the command, as a user has it running.

mod browser;
mod command;
mod desk;
mod serving;
mod session;
