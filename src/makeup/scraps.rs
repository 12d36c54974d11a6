//! What a make-up has no more use for.
//!
//! Copy is tens of thousands of small pieces of memory, and to let go of them takes as long as to set two pages. So they
//! stay with the pages that came of them and go when these go: a program that ends then need not wait for it.

use super::module::Module;
use std::any::Any;
use std::fmt;

/// What is left over; it is dropped with this and never asked for.
#[derive(Default)]
pub struct Scraps(Vec<Box<dyn Any + Send + Sync>>);

impl fmt::Debug for Scraps {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Scraps({})", self.0.len())
    }
}

impl Scraps {
    /// Puts something away.
    pub(crate) fn keep<T: Any + Send + Sync>(&mut self, left: T) {
        self.0.push(Box::new(left));
    }

    /// Puts away what has been set of modules.
    pub(super) fn modules<'a>(&mut self, modules: impl Iterator<Item = Module<'a>>) {
        for module in modules {
            self.keep(module.left());
        }
    }

    /// Puts away what others have put away.
    pub(super) fn append(&mut self, mut others: Scraps) {
        self.0.append(&mut others.0);
    }
}
