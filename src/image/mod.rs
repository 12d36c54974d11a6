//! Pictures: read, checked, scrubbed of everything but what is needed to print them.

use crate::diag::Log;
pub use crate::display::ImageId;
use crate::files::Files;
use crate::issue::Sourced;
use std::path::PathBuf;

/// All pictures of one run, in the order of their first use.
pub struct Images {}

/// A picture, ready to be written.
pub struct Image {
    /// Width and height in pixels as it is seen upright (orientation applied).
    pub pixels: (u32, u32),
}

impl Images {
    /// Loads every file once. `files` are paths as the reader of the issue resolved them.
    pub fn load(_files: &dyn Files, _paths: &[Sourced<PathBuf>], _log: &mut Log) -> Images {
        unimplemented!()
    }

    /// The picture of a path that was given to `load`.
    pub fn find(&self, _path: &std::path::Path) -> Option<ImageId> {
        unimplemented!()
    }

    /// A picture.
    pub fn get(&self, _id: ImageId) -> &Image {
        unimplemented!()
    }
}
