//! Pictures: files → pixels ready for a PDF, checked, and scrubbed of everything but what is needed to print them.
//!
//! JPEGs keep their scan data to the byte, plain PNGs their compressed rows; whatever a camera or an editor wrote
//! around them is gone before any other room sees them. Knows nothing of pages.

mod cuts;
mod exif;
mod fault;
mod jpeg;
mod pixels;
mod png;
mod raster;
mod rows;
mod scrub;
mod sniff;

use crate::color::InkName;
use crate::diag::Sourced;
use crate::diag::{Diagnostic, Log};
pub use crate::display::ImageId;
use crate::files::{FileError, Files};
use crate::geom::Length;
use crate::hash::both;
pub use cuts::Cuts;
pub use exif::Orientation;
use fault::Fault;
pub(crate) use pixels::{Coding, Pixels, Space};
pub(crate) use raster::Raster;
use rayon::prelude::*;
pub(crate) use scrub::{Unprintable, scrubbed};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Files larger than this are not read: 64 MB.
const MAX_FILE: u64 = 64 << 20;

/// Colour profiles larger than this are not believed: 4 MB.
const MAX_ICC: usize = 4 << 20;

/// All pictures of one run, in the order of their first use.
#[derive(Debug, Default, Clone)]
pub struct Images {
    images: Vec<Image>,
    by_path: BTreeMap<PathBuf, ImageId>,
}

/// A picture, ready to be written.
#[derive(Debug, Clone)]
pub struct Image {
    /// Width and height in pixels as it is seen upright (orientation applied).
    pub pixels: (u32, u32),
    /// How the stored pixels are turned to stand upright.
    pub orientation: Orientation,
    /// Whether it has few colours, as drawings and lettering have (PNGs only): its edges ask for more pixels per inch.
    pub is_line_art: bool,
    /// The ink in which it prints where each ink has a file of its own; the first if nothing is said.
    pub ink: Option<InkName>,
    /// What its colours mean, if the file said so. For conversion only: it says who made it and when, and is never written.
    pub(crate) icc: Option<Arc<[u8]>>,
    /// The stored pixels.
    pub(crate) stored: Arc<Pixels>,
    /// How much of each pixel is seen, if some is not quite: gray, and as many pixels.
    pub(crate) mask: Option<Arc<Pixels>>,
    /// The number that names all that is stored.
    pub(crate) named: u128,
}

impl Images {
    /// Loads every file once; paths are relative to `folder`. What cannot be printed is said in the log at the place of
    /// the path's first use, in the order of `paths`.
    pub fn load(files: &dyn Files, folder: &Path, paths: &[Sourced<PathBuf>], log: &mut Log) -> Images {
        Images::load_from(None, files, folder, paths, log)
    }

    /// The same, with the pictures that have been read already.
    pub fn load_from(
        cuts: Option<&Cuts>,
        files: &dyn Files,
        folder: &Path,
        paths: &[Sourced<PathBuf>],
        log: &mut Log,
    ) -> Images {
        if let Some(cuts) = cuts {
            cuts.turn();
        }
        let mut seen = std::collections::BTreeSet::new();
        let once: Vec<&Sourced<PathBuf>> = paths.iter().filter(|p| seen.insert(&p.value)).collect();
        let read: Vec<Result<Image, Diagnostic>> =
            once.par_iter().map(|path| open(cuts, files, &folder.join(&path.value))).collect();
        let mut all = Images::default();
        for (path, image) in once.into_iter().zip(read) {
            match image {
                Ok(image) => {
                    all.by_path.insert(path.value.clone(), ImageId(all.images.len() as u32));
                    all.images.push(image);
                }
                Err(why) => log.push(why.at(path.span)),
            }
        }
        all
    }

    /// The picture of a path that was given to `load`; nothing if it could not be read.
    pub fn find(&self, path: &Path) -> Option<ImageId> {
        self.by_path.get(path).copied()
    }

    /// A picture. Panics if `id` is of another run.
    pub fn get(&self, id: ImageId) -> &Image {
        &self.images[id.0 as usize]
    }

    /// A picture, if it is of this run.
    pub(crate) fn try_get(&self, id: ImageId) -> Option<&Image> {
        self.images.get(id.0 as usize)
    }

    /// The path of a picture that was loaded.
    pub(crate) fn path(&self, id: ImageId) -> Option<&Path> {
        self.by_path.iter().find(|(_, i)| **i == id).map(|(path, _)| path.as_path())
    }

    /// Says in which ink a picture prints.
    pub fn set_ink(&mut self, id: ImageId, ink: InkName) {
        if let Some(image) = self.images.get_mut(id.0 as usize) {
            image.ink = Some(ink);
        }
    }

    /// Pictures that were made rather than loaded, in the order of their numbers.
    pub(crate) fn of(images: Vec<Image>) -> Images {
        Images { images, by_path: BTreeMap::new() }
    }

    /// Whether it holds the very pictures of another, under the same names and in the same inks.
    pub fn is(&self, other: &Images) -> bool {
        self.by_path == other.by_path
            && self.images.len() == other.images.len()
            && self.images.iter().zip(&other.images).all(|(a, b)| a.is(b))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.images.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.images.is_empty()
    }
}

impl Image {
    /// Reads a picture from the bytes of its file; `name` is what the diagnostic calls it.
    pub fn read(file: &[u8], name: &str) -> Result<Image, Diagnostic> {
        decode(file.to_vec()).map_err(|fault| fault.diagnostic(name))
    }

    /// Whether it is the very picture that another is, in the same ink: what is read of one file is one picture.
    pub(crate) fn is(&self, other: &Image) -> bool {
        Arc::ptr_eq(&self.stored, &other.stored) && self.ink == other.ink
    }

    /// How many bytes its pixels take.
    pub(crate) fn bytes(&self) -> usize {
        self.stored.bytes.len() + self.mask.as_ref().map_or(0, |m| m.bytes.len())
    }

    /// The pixels per inch if all of the picture's width is printed as wide as this.
    pub fn ppi_at(&self, width: Length) -> f64 {
        f64::from(self.pixels.0) * 72.0 / width.pt()
    }
}

fn open(cuts: Option<&Cuts>, files: &dyn Files, path: &Path) -> Result<Image, Diagnostic> {
    let name = path.display();
    let bytes = files.read(path, MAX_FILE).map_err(|e| match e {
        FileError::NotFound => Diagnostic::error("no-such-file", format!("there is no picture {name}"))
            .hint("paths are relative to the issue's folder; capital and small letters differ"),
        FileError::IsDirectory => Diagnostic::error("not-a-file", format!("{name} is a folder, not a picture"))
            .hint("write the name of a file in it"),
        FileError::NotAFile => Diagnostic::error("not-a-file", format!("{name} is not a file"))
            .hint("it is a device, a pipe or a socket; put a picture in its place"),
        FileError::TooLarge { size, limit } => Diagnostic::error(
            "image-too-large",
            format!("{name}: the file has {} MB; at most {} MB are read", size.div_ceil(1 << 20), limit >> 20),
        )
        .hint("scale it down in an image editor, or save it as JPEG"),
        FileError::Other(why) => Diagnostic::error("unreadable-file", format!("{name} cannot be read: {why}"))
            .hint("is the name right, and may you read the file?"),
    })?;
    let image = match cuts {
        Some(cuts) => cuts.read(bytes),
        None => decode(bytes),
    };
    image.map_err(|fault| fault.diagnostic(&name.to_string()))
}

fn decode(file: Vec<u8>) -> Result<Image, Fault> {
    match sniff::sniff(&file) {
        sniff::Kind::Jpeg => {
            let jpeg = jpeg::read(file)?;
            let space = match jpeg.components {
                1 => Space::Gray,
                3 => Space::Rgb,
                _ => Space::Cmyk(jpeg.inverted),
            };
            let stored = Pixels { size: jpeg.size, space, bits: 8, coding: Coding::Jpeg, bytes: jpeg.bytes };
            Ok(Image { icc: jpeg.icc.map(Arc::from), ..Image::new(stored, None, jpeg.orientation, false) })
        }
        sniff::Kind::Png => {
            let png = png::read(&file)?;
            Ok(Image {
                icc: png.icc.map(Arc::from),
                ..Image::new(png.pixels, png.mask, png.orientation, png.is_line_art)
            })
        }
        sniff::Kind::Empty => Err(Fault::empty()),
        sniff::Kind::Other(seems) => Err(Fault::format(seems)),
    }
}

impl Image {
    pub(crate) fn new(stored: Pixels, mask: Option<Pixels>, orientation: Orientation, is_line_art: bool) -> Image {
        let (w, h) = stored.size;
        let pixels = if orientation.swaps() { (h, w) } else { (w, h) };
        let named = mask.iter().fold(stored.named(), |named, mask| both(named, mask.named()));
        let (stored, mask) = (Arc::new(stored), mask.map(Arc::new));
        Image { pixels, orientation, is_line_art, ink: None, icc: None, stored, mask, named }
    }
}
