//! The PDF: display lists and materials → the bytes of a PDF 1.7 (ISO 32000-1), or of the 1.6 that PDF/X-4 is.
//!
//! This file puts the objects in order; `content` turns items into operators, `glyphs` numbers the glyphs, `fonts`
//! embeds them, `images` the pictures, `spots` inks of their own, `outline` what is beside the pages, `structure` and
//! `threads` what they say and in which order, `standard` what PDF/X wants. Nothing here asks for the clock, a path or a
//! name: there is no Info dictionary and no metadata but those that a standard demands, and these are always the same; the
//! /ID follows from the content. Pictures, pages and faces are worked on in parallel and put down in their order, so the
//! bytes do not depend on the threads.

mod cff;
mod content;
mod fonts;
mod glyphs;
mod images;
mod kept;
mod number;
mod options;
mod outline;
mod print;
mod spots;
mod standard;
mod structure;
mod threads;

pub use kept::Kept;
pub use options::Options;
pub use print::{File, print, print_again};

use crate::display::{DisplayItem, DisplayList, FaceId, ImageId, PageBoxes, Tree};
use crate::edition::Edition;
use crate::geom::Length;
use crate::hash::{both, hash};
use content::Content;
use flate2::{Compress, Compression, FlushCompress, Status};
use fonts::{Font, FontRefs, Subset};
use glyphs::{Numbers, Uses};
use number::{milli, real};
use pdf_writer::types::{OverprintMode, TabOrder};
use pdf_writer::{Filter, Finish, Name, Pdf, Rect, Ref, Settings, TextStr};
use rayon::prelude::*;
use standard::{Keeps, Statement};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
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
    /// What only some files have; behind all else, so that those without it are numbered as if there were no such thing.
    knockout: Ref,
    overprint: Ref,
    standard: standard::Refs,
}

/// The faces and what is embedded of them.
type Fonts<'a> = BTreeMap<FaceId, (Font<'a>, Arc<Subset>)>;

/// What is written of the pages, packed: their contents and the faces that they are set in.
struct Text<'a> {
    contents: Vec<(Arc<Vec<u8>>, Content)>,
    fonts: Fonts<'a>,
}

/// Writes an edition as a PDF for reading, one sheet a page. [`print`] writes it for what it is printed on.
///
/// An edition need not come from a manifest: display lists of your own are written alike.
///
/// ```
/// use stonehand::color::Color;
/// use stonehand::display::{DisplayItem, DisplayList, PageBoxes};
/// use stonehand::font::FontBook;
/// use stonehand::geom::{Length, Rect, Size};
/// use stonehand::{Edition, image::Images, pdf};
///
/// let pt = Length::from_pt;
/// let bar = Rect { x: pt(36.0), y: pt(36.0), w: pt(72.0), h: pt(4.0) };
/// let page = DisplayList {
///     boxes: PageBoxes { trim: Size { w: pt(144.0), h: pt(144.0) }, bleed: Length::ZERO },
///     items: vec![DisplayItem::Fill(bar, Color::BLACK)],
///     links: Vec::new(),
///     bookmarks: Vec::new(),
/// };
/// let edition = Edition {
///     pages: vec![page],
///     fonts: FontBook::builtin(),
///     images: Images::default(),
///     profile: None,
///     language: "en-US".into(),
///     title: None,
///     never_print: Vec::new(),
///     dummy: String::new(),
///     decisions: Vec::new(),
///     summary: Default::default(),
///     grid: Default::default(),
///     scraps: Default::default(),
/// };
/// assert!(pdf::write(&edition).ends_with(b"%%EOF"));
/// ```
pub fn write(edition: &Edition) -> Vec<u8> {
    write_with(edition, &Options::READER)
}

/// Writes an edition as a PDF of another kind, one sheet a page.
pub fn write_with(edition: &Edition, options: &Options) -> Vec<u8> {
    write_again(edition, options, None)
}

/// The same, where one has been written before.
fn write_again(edition: &Edition, options: &Options, kept: Option<&Kept>) -> Vec<u8> {
    let pages = &edition.pages;
    let (refs, fonts) = rayon::join(|| Refs::new(edition, options), || fonts(edition));
    // Pictures are most of the file and ready as they are: they go first, while the text is being packed.
    let ((mut pdf, pictures), text) =
        rayon::join(|| write_pictures(edition, &refs), || pack(edition, fonts, refs.structure.tree(), (options, kept)));
    let begin = pdf.len();
    let sheets = Sheets { pages, refs: &refs.pages, links: &refs.links, options };
    let statement = Statement::new(options, edition.title.as_deref(), refs.structure.tree());
    write_catalog(edition, &refs, (options, &statement), &mut pdf);
    for (i, (page, (stream, content))) in pages.iter().zip(&text.contents).enumerate() {
        write_page(page, (content, i), &text.fonts, &refs, options, &mut pdf);
        pdf.stream(refs.contents[i], &stream[..]).filter(Filter::FlateDecode);
        for (n, (link, id)) in page.links.iter().zip(&refs.links[i]).enumerate() {
            let key = options.tagged.then(|| refs.structure.link_key(i, n));
            outline::write_link(link, sheets.rect(i, link.rect), (*id, key), &mut pdf);
        }
    }
    if options.tagged {
        refs.threads.write(sheets, &mut pdf);
        refs.structure.write(sheets, &mut pdf);
    }
    outline::write(pages, &refs.pages, refs.outline, &refs.bookmarks, options, &mut pdf);
    for (id, (font, subset)) in &text.fonts {
        font.write(subset, refs.fonts[id], &mut pdf);
    }
    if text.contents.iter().any(|(_, c)| c.overprint) {
        write_overprint(&refs, &mut pdf);
    }
    statement.write(&refs.standard, &mut pdf);
    let id = both(pictures, hash(&pdf.as_bytes()[begin..])).to_be_bytes().to_vec();
    pdf.set_file_id((id.clone(), id));
    pdf.finish()
}

/// Begins a PDF with its pictures, with room for the rest; and the number that names what was written.
fn write_pictures(edition: &Edition, refs: &Refs) -> (Pdf, u128) {
    let pictures: usize = refs.images.keys().map(|id| edition.images.get(*id).bytes()).sum();
    let text = (1 << 20) + edition.pages.len() * (64 << 10);
    let mut pdf = Pdf::with_settings_and_capacity(Settings { pretty: false }, pictures + text);
    for (id, (image, mask)) in &refs.images {
        images::write(edition.images.get(*id), *image, Some(*mask), &mut pdf);
    }
    let name = refs.images.keys().fold(0, |name, id| both(name, edition.images.get(*id).named));
    (pdf, name)
}

/// The faces that the pages use, their glyphs numbered.
fn fonts(edition: &Edition) -> BTreeMap<FaceId, Font<'_>> {
    let font = |(id, used): &(FaceId, _)| {
        let face = edition.fonts.shared(*id);
        let numbers = Numbers::new(face, used, !fonts::is_cff(face));
        let widths = fonts::widths(face, &numbers);
        (*id, Font { face, numbers, widths })
    };
    // Finding out what a face's glyphs stand for takes longer than all else here.
    Uses::of(&edition.pages).into_faces().par_iter().map(font).collect::<Vec<_>>().into_iter().collect()
}

/// Packs the pages' contents and the used glyphs of their faces.
fn pack<'a>(
    edition: &Edition,
    fonts: BTreeMap<FaceId, Font<'a>>,
    tree: &Tree,
    (options, kept): (&Options, Option<&Kept>),
) -> Text<'a> {
    let pages = &edition.pages;
    let content = |(number, page)| {
        let mut content = content::content(page, (tree, number), &fonts, &edition.images, options);
        let operators = std::mem::take(&mut content.operators);
        let packed = match kept {
            Some(kept) => kept.packed(&Arc::new(operators)),
            None => Arc::new(deflate(&operators)),
        };
        (packed, content)
    };
    let subset = |font: &Font<'a>| kept.map_or_else(|| Arc::new(font.subset()), |kept| kept.subset(font));
    let (subsets, contents): (Vec<Arc<Subset>>, _) = rayon::join(
        || fonts.par_iter().map(|(_, font)| subset(font)).collect(),
        || pages.par_iter().with_max_len(1).enumerate().map(content).collect(),
    );
    Text { contents, fonts: fonts.into_iter().zip(subsets).map(|((id, font), subset)| (id, (font, subset))).collect() }
}

impl Refs {
    fn new(edition: &Edition, options: &Options) -> Refs {
        let (mut faces, mut images) = (BTreeSet::new(), BTreeSet::new());
        for item in edition.pages.iter().flat_map(|page| &page.items) {
            match item {
                DisplayItem::Glyphs(run) => {
                    faces.insert(run.face);
                }
                DisplayItem::Picture(p) if edition.images.try_get(p.image).is_some() => {
                    images.insert(p.image);
                }
                _ => {}
            }
        }
        let mut last = Ref::new(1);
        let mut next = || last.bump();
        let pages = &edition.pages;
        let tree = if options.tagged { Tree::of(pages) } else { Tree::plain(pages) };
        let mut many = |n: usize| (0..n).map(|_| next()).collect::<Vec<Ref>>();
        let (fixed, page_refs, contents) = (many(3), many(pages.len()), many(pages.len()));
        let links = pages.iter().map(|page| many(page.links.len())).collect();
        let bookmarks = many(pages.iter().map(|page| page.bookmarks.len()).sum());
        let fonts = faces.into_iter().map(|id| (id, FontRefs::new(&mut next))).collect();
        let images = images.into_iter().map(|id| (id, (next(), next()))).collect();
        let threads = Threads::new(&tree, pages, &mut next);
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
            threads,
            structure: Structure::new(tree, pages, &mut next),
            knockout: next(),
            overprint: next(),
            standard: standard::Refs { info: next(), metadata: next(), profile: next() },
        }
    }
}

fn write_catalog(edition: &Edition, refs: &Refs, (options, statement): (&Options, &Statement<'_>), pdf: &mut Pdf) {
    if matches!(options.keeps, Keeps::Press(_)) {
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
    if options.tagged {
        catalog.mark_info().marked(true);
        catalog.pair(Name(b"StructTreeRoot"), refs.structure.root());
    }
    if refs.threads.ids().next().is_some() {
        catalog.insert(Name(b"Threads")).array().items(refs.threads.ids());
    }
    statement.declare(&refs.standard, &mut catalog);
    catalog.finish();
    pdf.pages(refs.tree).kids(refs.pages.iter().copied()).count(refs.pages.len() as i32);
}

fn write_page(
    page: &DisplayList,
    (content, index): (&Content, usize),
    fonts: &Fonts<'_>,
    refs: &Refs,
    options: &Options,
    pdf: &mut Pdf,
) {
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
        let mut out = resources.fonts();
        for face in &content.faces {
            out.pair(Name(fonts[face].0.resource(*face).as_bytes()), refs.fonts[face].font);
        }
    }
    if !content.images.is_empty() {
        let mut images = resources.x_objects();
        for (name, image) in &content.images {
            images.pair(Name(name.as_bytes()), refs.images[image].0);
        }
    }
    spots::write(content, &mut resources);
    if content.overprint {
        let mut states = resources.ext_g_states();
        states.pair(Name(b"GK"), refs.knockout).pair(Name(b"GO"), refs.overprint);
    }
    resources.finish();
    if options.tagged {
        out.struct_parents(index as i32);
    }
    let beads = refs.threads.beads(index);
    if !beads.is_empty() {
        out.insert(Name(b"B")).array().items(beads);
    }
    if !page.links.is_empty() {
        out.annotations(refs.links[index].iter().copied());
        if options.tagged {
            // Links are stepped through as the paper is read (PDF/UA-1, 7.18.3).
            out.tab_order(TabOrder::StructureOrder);
        }
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
    static PACKER: RefCell<Compress> = RefCell::new(Compress::new(Compression::new(2), true));
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
