//! Make-up.
