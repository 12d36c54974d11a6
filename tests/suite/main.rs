//! The test suite: one binary, a module a subject.

mod audit;
mod commands;
mod copy;
mod docs;
mod editions;
mod help;
mod imposing;
mod kinds;
mod layouts;
mod messages;
mod newspaper;
mod pages;
mod pdf;
mod pictures;
mod preflight;
mod profiles;
mod random;
mod rooms;
mod runaround;
mod samples;
mod sheets;
mod shop;
mod tagged;
mod text;
