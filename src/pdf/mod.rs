//! The PDF: display lists and materials → the bytes of a PDF 1.7 (ISO 32000-1).
//!
//! This file puts the objects in order; `content` turns items into operators, `glyphs` numbers the glyphs, `fonts`
//! embeds them, `images` the pictures, `outline` what is beside the pages. Nothing here asks for the clock, a path or a
//! name: there is no Info dictionary and no metadata, and the /ID follows from the content. Pages and faces are worked
//! on in parallel and put down in their order, so the bytes do not depend on the threads.

mod content;
mod fonts;
mod glyphs;
pub(crate) mod hash;
mod images;
mod number;
mod outline;
mod structure;
mod threads;

use crate::display::{DisplayList, FaceId, ImageId, PageBoxes, Tree};
use crate::edition::Edition;
use content::Content;
use flate2::{Compress, Compression, FlushCompress, Status};
use fonts::{Font, FontRefs};
use glyphs::{Numbers, Uses};
use number::{milli, real};
use pdf_writer::types::TabOrder;
use pdf_writer::{Filter, Finish, Name, Pdf, Rect, Ref, Settings, TextStr};
use rayon::prelude::*;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use structure::{Sheets, Structure};
use threads::Threads;

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
    threads: Threads,
    structure: Structure,
}

/// Writes an edition as a PDF, one sheet a page.
pub fn write(edition: &Edition) -> Vec<u8> {
    let pages = &edition.pages;
    let tree = Tree::of(pages);
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
            let of = |(number, page)| {
                let content = content::content(page, (&tree, number), &fonts, &edition.images);
                (deflate(&content.operators), content)
            };
            pages.par_iter().enumerate().map(of).collect()
        },
    );
    let (streams, contents): (Vec<Vec<u8>>, Vec<Content>) = contents.into_iter().unzip();
    let used: BTreeSet<ImageId> = contents.iter().flat_map(|c| c.images.iter().copied()).collect();
    let refs = Refs::new(edition, tree, &fonts, &used);

    let image_bytes: usize = used.iter().map(|id| edition.images.get(*id).bytes()).sum();
    let room = image_bytes + streams.iter().map(Vec::len).sum::<usize>() + (512 << 10);
    let mut pdf = Pdf::with_settings_and_capacity(Settings { pretty: false }, room);
    write_catalog(edition, &refs, &mut pdf);
    for (i, page) in pages.iter().enumerate() {
        write_page(page, &contents[i], i, &refs, &mut pdf);
        pdf.stream(refs.contents[i], &streams[i]).filter(Filter::FlateDecode);
        for (n, (link, id)) in page.links.iter().zip(&refs.links[i]).enumerate() {
            outline::write_link(link, &page.boxes, (*id, refs.structure.link_key(i, n)), &mut pdf);
        }
    }
    refs.threads.write(pages, &refs.pages, &mut pdf);
    refs.structure.write(Sheets { pages, refs: &refs.pages, links: &refs.links }, &mut pdf);
    outline::write(pages, &refs.pages, refs.outline, &refs.bookmarks, &mut pdf);
    for ((id, font), subset) in fonts.iter().zip(&subsets) {
        font.write(subset, refs.fonts[id], &mut pdf);
    }
    for (id, (image, mask)) in &refs.images {
        images::write(edition.images.get(*id), *image, Some(*mask), &mut pdf);
    }
    let id = hash::hash(pdf.as_bytes()).to_be_bytes().to_vec();
    pdf.set_file_id((id.clone(), id));
    pdf.finish()
}

impl Refs {
    fn new(edition: &Edition, tree: Tree, fonts: &BTreeMap<FaceId, Font<'_>>, images: &BTreeSet<ImageId>) -> Refs {
        let mut last = Ref::new(1);
        let mut next = || last.bump();
        let pages = &edition.pages;
        let mut many = |n: usize| (0..n).map(|_| next()).collect::<Vec<Ref>>();
        let (fixed, page_refs, contents) = (many(3), many(pages.len()), many(pages.len()));
        let links = pages.iter().map(|page| many(page.links.len())).collect();
        let bookmarks = many(pages.iter().map(|page| page.bookmarks.len()).sum());
        Refs {
            catalog: fixed[0],
            tree: fixed[1],
            outline: fixed[2],
            pages: page_refs,
            contents,
            links,
            bookmarks,
            fonts: fonts.keys().map(|id| (*id, FontRefs::new(&mut next))).collect(),
            images: images.iter().map(|id| (*id, (next(), next()))).collect(),
            threads: Threads::new(&tree, pages, &mut next),
            structure: Structure::new(tree, pages, &mut next),
        }
    }
}

fn write_catalog(edition: &Edition, refs: &Refs, pdf: &mut Pdf) {
    let mut catalog = pdf.catalog(refs.catalog);
    catalog.pages(refs.tree);
    if !edition.language.is_empty() {
        catalog.lang(TextStr(&edition.language));
    }
    if !refs.bookmarks.is_empty() {
        catalog.outlines(refs.outline);
    }
    catalog.mark_info().marked(true);
    catalog.pair(Name(b"StructTreeRoot"), refs.structure.root());
    if refs.threads.ids().next().is_some() {
        catalog.insert(Name(b"Threads")).array().items(refs.threads.ids());
    }
    // The page is as large as the paper is meant to be: a print dialogue should not scale it (table 150).
    catalog.viewer_preferences().pair(Name(b"PrintScaling"), Name(b"None"));
    catalog.finish();
    pdf.pages(refs.tree).kids(refs.pages.iter().copied()).count(refs.pages.len() as i32);
}

fn write_page(page: &DisplayList, content: &Content, index: usize, refs: &Refs, pdf: &mut Pdf) {
    let PageBoxes { trim, bleed } = page.boxes;
    let all = Rect::new(0.0, 0.0, real(milli(trim.w + bleed * 2)), real(milli(trim.h + bleed * 2)));
    let (left, low) = (real(milli(bleed)), real(milli(bleed)));
    let mut out = pdf.page(refs.pages[index]);
    out.parent(refs.tree).contents(refs.contents[index]);
    out.media_box(all).bleed_box(all);
    out.trim_box(Rect::new(left, low, real(milli(bleed + trim.w)), real(milli(bleed + trim.h))));
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
    resources.finish();
    out.struct_parents(index as i32);
    let beads = refs.threads.beads(index);
    if !beads.is_empty() {
        out.insert(Name(b"B")).array().items(beads);
    }
    if !page.links.is_empty() {
        out.annotations(refs.links[index].iter().copied());
        // Links are stepped through as the paper is read (PDF/UA-1, 7.18.3).
        out.tab_order(TabOrder::StructureOrder);
    }
}

thread_local! {
    /// A thread's compressor: its workspace is larger than most of what it packs.
    static PACKER: RefCell<Compress> = RefCell::new(Compress::new(Compression::new(4), true));
}

/// Packs bytes into a zlib stream.
pub(crate) fn deflate(bytes: &[u8]) -> Vec<u8> {
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
