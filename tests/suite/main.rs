//! The test suite: one binary, a module a subject.

mod audit;
mod commands;
mod copy;
mod docs;
mod help;
mod imposing;
mod kinds;
mod layouts;
mod lookup;
mod messages;
mod mistakes;
mod newspaper;
mod pages;
mod pdf;
mod pictures;
mod preflight;
mod profiles;
mod random;
mod rooms;
mod samples;
mod schema;
mod sheets;
mod starting;
mod tagged;
mod text;
