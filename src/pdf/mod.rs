//! The PDF: display lists and materials → the bytes of a PDF 1.7 (ISO 32000-1), or of the 1.6 that PDF/X-4 is.
//!
//! This file puts the objects in order; `content` turns items into operators, `glyphs` numbers the glyphs, `fonts`
//! embeds them, `images` the pictures, `spots` inks of their own, `outline` what is beside the pages, `standard` what
//! PDF/X wants. Nothing here asks for the clock, a path or a name: there is no Info dictionary and no metadata but those
//! that a standard demands, and these are always the same; the /ID follows from the content. Pages and faces are worked
//! on in parallel and put down in their order, so the bytes do not depend on the threads.

mod content;
mod fonts;
mod glyphs;
mod hash;
mod images;
mod number;
mod options;
mod outline;
mod print;
mod spots;
mod standard;

pub use options::Options;
pub use print::{File, print};

use crate::display::{DisplayList, FaceId, ImageId, PageBoxes};
use crate::edition::Edition;
use crate::geom::Length;
use content::Content;
use flate2::{Compress, Compression, FlushCompress, Status};
use fonts::{Font, FontRefs};
use glyphs::{Numbers, Uses};
use number::{milli, real};
use pdf_writer::types::OverprintMode;
use pdf_writer::{Filter, Finish, Name, Pdf, Rect, Ref, Settings, TextStr};
use rayon::prelude::*;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// The objects that others refer to.
struct Refs {
    catalog: Ref,
    tree: Ref,
    pages: Vec<Ref>,
    contents: Vec<Ref>,
    links: Vec<Vec<Ref>>,
    fonts: BTreeMap<FaceId, FontRefs>,
    images: BTreeMap<ImageId, (Ref, Ref)>,
    outline: Ref,
    bookmarks: Vec<Ref>,
    /// What only some files have; behind all else, so that those without it are numbered as if there were no such thing.
    knockout: Ref,
    overprint: Ref,
    standard: standard::Refs,
}

/// Writes an edition as a PDF for reading, one sheet a page.
pub fn write(edition: &Edition) -> Vec<u8> {
    write_with(edition, &Options::READER)
}

/// Writes an edition as a PDF of another kind, one sheet a page.
pub fn write_with(edition: &Edition, options: &Options) -> Vec<u8> {
    let pages = &edition.pages;
    let uses = pages.par_iter().map(Uses::of).reduce(Uses::default, Uses::and);
    let fonts: BTreeMap<FaceId, Font<'_>> = uses
        .into_faces()
        .map(|(id, counts)| {
            let face = edition.fonts.face(id);
            let numbers = Numbers::new(counts, !fonts::is_cff(face));
            let widths = fonts::widths(face, &numbers);
            (id, Font { face, numbers, widths })
        })
        .collect();
    let (subsets, contents): (Vec<_>, Vec<_>) = rayon::join(
        || fonts.par_iter().map(|(_, font)| font.subset()).collect(),
        || {
            let of = |page| {
                let content = content::content(page, &fonts, &edition.images, options);
                (deflate(&content.operators), content)
            };
            pages.par_iter().map(of).collect()
        },
    );
    let (streams, contents): (Vec<Vec<u8>>, Vec<Content>) = contents.into_iter().unzip();
    let used: BTreeSet<ImageId> = contents.iter().flat_map(|c| c.images.iter().copied()).collect();
    let refs = Refs::new(edition, &fonts, &used);

    let image_bytes: usize = used.iter().map(|id| edition.images.get(*id).bytes()).sum();
    let room = image_bytes + streams.iter().map(Vec::len).sum::<usize>() + (512 << 10);
    let mut pdf = Pdf::with_settings_and_capacity(Settings { pretty: false }, room);
    write_catalog(edition, &refs, options, &mut pdf);
    for (i, page) in pages.iter().enumerate() {
        write_page(page, &contents[i], i, &refs, options, &mut pdf);
        pdf.stream(refs.contents[i], &streams[i]).filter(Filter::FlateDecode);
        for (link, id) in page.links.iter().zip(&refs.links[i]) {
            outline::write_link(link, &page.boxes, *id, options, &mut pdf);
        }
    }
    outline::write(pages, &refs.pages, refs.outline, &refs.bookmarks, options, &mut pdf);
    for ((id, font), subset) in fonts.iter().zip(&subsets) {
        font.write(subset, refs.fonts[id], &mut pdf);
    }
    for (id, (image, mask)) in &refs.images {
        images::write(edition.images.get(*id), *image, Some(*mask), &mut pdf);
    }
    if contents.iter().any(|c| c.overprint) {
        write_overprint(&refs, &mut pdf);
    }
    if let Some(intent) = &options.intent {
        standard::write(intent, &refs.standard, &mut pdf);
    }
    let id = hash::hash(pdf.as_bytes()).to_be_bytes().to_vec();
    pdf.set_file_id((id.clone(), id));
    pdf.finish()
}

impl Refs {
    fn new(edition: &Edition, fonts: &BTreeMap<FaceId, Font<'_>>, images: &BTreeSet<ImageId>) -> Refs {
        let mut last = Ref::new(1);
        let mut next = || last.bump();
        let pages = &edition.pages;
        let mut many = |n: usize| (0..n).map(|_| next()).collect::<Vec<Ref>>();
        let (fixed, page_refs, contents) = (many(3), many(pages.len()), many(pages.len()));
        let links = pages.iter().map(|page| many(page.links.len())).collect();
        let bookmarks = many(pages.iter().map(|page| page.bookmarks.len()).sum());
        let fonts = fonts.keys().map(|id| (*id, FontRefs::new(&mut next))).collect();
        let images = images.iter().map(|id| (*id, (next(), next()))).collect();
        Refs {
            catalog: fixed[0],
            tree: fixed[1],
            outline: fixed[2],
            pages: page_refs,
            contents,
            links,
            bookmarks,
            fonts,
            images,
            knockout: next(),
            overprint: next(),
            standard: standard::Refs { info: next(), metadata: next(), profile: next() },
        }
    }
}

fn write_catalog(edition: &Edition, refs: &Refs, options: &Options, pdf: &mut Pdf) {
    if options.intent.is_some() {
        pdf.set_version(1, 6);
    }
    let mut catalog = pdf.catalog(refs.catalog);
    catalog.pages(refs.tree);
    if !edition.language.is_empty() {
        catalog.lang(TextStr(&edition.language));
    }
    if !refs.bookmarks.is_empty() {
        catalog.outlines(refs.outline);
    }
    // The page is as large as the paper is meant to be: a print dialogue should not scale it (table 150).
    catalog.viewer_preferences().pair(Name(b"PrintScaling"), Name(b"None"));
    if let Some(intent) = &options.intent {
        standard::declare(intent, &refs.standard, &mut catalog);
    }
    catalog.finish();
    pdf.pages(refs.tree).kids(refs.pages.iter().copied()).count(refs.pages.len() as i32);
}

fn write_page(page: &DisplayList, content: &Content, index: usize, refs: &Refs, options: &Options, pdf: &mut Pdf) {
    let PageBoxes { trim, bleed } = page.boxes;
    let around = options.around(&page.boxes);
    // The trim, grown by so much.
    let grown = |by: Length| {
        let low = real(milli(around - by));
        Rect::new(low, low, real(milli(around + trim.w + by)), real(milli(around + trim.h + by)))
    };
    let mut out = pdf.page(refs.pages[index]);
    out.parent(refs.tree).contents(refs.contents[index]);
    out.media_box(grown(around)).bleed_box(grown(bleed));
    out.trim_box(grown(Length::ZERO));
    let mut resources = out.resources();
    if !content.faces.is_empty() {
        let mut fonts = resources.fonts();
        for face in &content.faces {
            fonts.pair(Name(format!("F{}", face.0).as_bytes()), refs.fonts[face].font);
        }
    }
    if !content.images.is_empty() {
        let mut images = resources.x_objects();
        for image in &content.images {
            images.pair(Name(format!("I{}", image.0).as_bytes()), refs.images[image].0);
        }
    }
    spots::write(content, &mut resources);
    if content.overprint {
        let mut states = resources.ext_g_states();
        states.pair(Name(b"GK"), refs.knockout).pair(Name(b"GO"), refs.overprint);
    }
    resources.finish();
    if !page.links.is_empty() {
        out.annotations(refs.links[index].iter().copied());
    }
}

/// The two states of overprint (ISO 32000-1, 8.6.7): in the second, an ink of which nothing is painted keeps what it has.
fn write_overprint(refs: &Refs, pdf: &mut Pdf) {
    for (id, over) in [(refs.knockout, false), (refs.overprint, true)] {
        let mut state = pdf.ext_graphics(id);
        state.overprint(over).overprint_fill(over);
        state.overprint_mode(if over { OverprintMode::IgnoreZeroChannel } else { OverprintMode::OverrideAllColorants });
    }
}

thread_local! {
    /// A thread's compressor: its workspace is larger than most of what it packs.
    static PACKER: RefCell<Compress> = RefCell::new(Compress::new(Compression::new(4), true));
}

/// Packs bytes into a zlib stream.
fn deflate(bytes: &[u8]) -> Vec<u8> {
    PACKER.with_borrow_mut(|packer| {
        packer.reset();
        let mut out = Vec::with_capacity(bytes.len() / 2 + 64);
        // Packing into memory does not fail; it stops where there is no more room.
        while let Ok(Status::Ok | Status::BufError) =
            packer.compress_vec(&bytes[packer.total_in() as usize..], &mut out, FlushCompress::Finish)
        {
            out.reserve(bytes.len() / 4 + 64);
        }
        out
    })
}
