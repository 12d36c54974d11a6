//! Sheets → the bytes of a PDF 1.7 (ISO 32000-1), or 2.0 where the pages come from one.
//!
//! Every page is one form `XObject`, however often it is laid on sheets; fonts and pictures go over as they are. No Info
//! dictionary, no metadata, and the /ID follows from the content.

use super::marks::{self, Mark, RADIUS};
use super::options::{Edge, Marks};
use super::sheet::{Side, grown, meet};
use super::words;
use super::{Job, slug};
use crate::diag::{Failed, Log};
use crate::finished::{Copier, Document};
use crate::geom::{Length, Point, Rect};
use crate::hash::hash;
use crate::pdf::deflate;
use pdf_writer::{Chunk, Filter, Finish, Name, Pdf, Ref, Settings};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fmt::Write as _;
use std::sync::Arc;

/// Forms by what they show: a page of the file, counted from 0, or the line that names a side, counted over all sides.
type Forms = BTreeMap<usize, Ref>;

/// A PDF of the sheets, and the numbers of those pages whose content could not be read whole.
pub(super) fn write(job: &Job<'_>) -> Result<(Vec<u8>, Vec<usize>), Failed> {
    let settings = Settings { pretty: false };
    let mut pdf = Pdf::with_settings_and_capacity(settings, job.document.bytes() + (256 << 10));
    if job.document.is_pdf2() {
        pdf.set_version(2, 0);
    }
    let sides: Vec<(usize, &Side, bool)> = (0..)
        .zip(&job.sheets)
        .flat_map(|(n, s)| [Some((n, &s.front, false)), s.back.as_ref().map(|b| (n, b, true))])
        .flatten()
        .collect();
    let mut next = Ref::new(1);
    let (catalog, tree, ink) = (next.bump(), next.bump(), next.bump());
    let mut pages = Copier::new(job.document, next);
    write_catalog(job, catalog, tree, &mut pages, &mut pdf);
    let (mut forms, mut damaged) = (Forms::new(), Vec::new());
    for placed in sides.iter().flat_map(|(_, side, _)| &side.placed) {
        if let Entry::Vacant(new) = forms.entry(placed.page) {
            let (form, whole) = pages.form(placed.page, &mut pdf);
            new.insert(form);
            if !whole {
                damaged.push(placed.page + 1);
            }
        }
    }
    pages.rest(&mut pdf);
    let (slugs, mut next) = write_slugs(job, &sides, pages.next(), &mut pdf)?;
    let ids: Vec<(Ref, Ref)> = sides.iter().map(|_| (next.bump(), next.bump())).collect();
    for (i, (_, side, _)) in sides.iter().enumerate() {
        write_side(job, side, (&forms, slugs.get(&i).copied()), (ids[i], tree, ink), &mut pdf);
    }
    pdf.pages(tree).kids(ids.iter().map(|(page, _)| *page)).count(ids.len() as i32);
    if job.marks != Marks::None {
        write_ink(ink, &mut pdf);
    }
    let id = hash(pdf.as_bytes()).to_be_bytes().to_vec();
    pdf.set_file_id((id.clone(), id));
    damaged.sort_unstable();
    Ok((pdf.finish(), damaged))
}

fn write_catalog(job: &Job<'_>, id: Ref, tree: Ref, pages: &mut Copier<'_>, pdf: &mut Pdf) {
    let mut catalog = pdf.catalog(id);
    catalog.pages(tree);
    let duplex: &[u8] = match (job.two_sided(), job.form.flip) {
        (false, _) => b"Simplex",
        (true, Edge::Long) => b"DuplexFlipLongEdge",
        (true, Edge::Short) => b"DuplexFlipShortEdge",
    };
    // What a print dialogue should begin with (table 150).
    let mut preferences = catalog.viewer_preferences();
    preferences.pair(Name(b"PrintScaling"), Name(b"None")).pair(Name(b"Duplex"), Name(duplex));
    preferences.finish();
    // For which press the colours are meant, and which layers are seen.
    pages.catalog_entry("OutputIntents", &mut catalog);
    pages.catalog_entry("OCProperties", &mut catalog);
}

/// The lines that name the sides; the next free number.
fn write_slugs(
    job: &Job<'_>,
    sides: &[(usize, &Side, bool)],
    next: Ref,
    pdf: &mut Chunk,
) -> Result<(Forms, Ref), Failed> {
    if job.marks != Marks::All {
        return Ok((Forms::new(), next));
    }
    let lines: Vec<String> = sides.iter().map(|(n, side, is_back)| words::slug(job, *n, side, *is_back)).collect();
    let document = Document::open(Arc::new(slug::set(&lines)), "slug lines", &mut Log::new())?;
    let mut copier = Copier::new(&document, next);
    let forms = (0..lines.len()).map(|i| (i, copier.form(i, pdf).0)).collect();
    copier.rest(pdf);
    Ok((forms, copier.next()))
}

/// All inks at once, so that marks stand on every plate (8.6.6.4).
fn write_ink(id: Ref, pdf: &mut Chunk) {
    let mut space = pdf.indirect(id).array();
    space.item(Name(b"Separation")).item(Name(b"All")).item(Name(b"DeviceGray"));
    let mut tint = space.push().dict();
    tint.pair(Name(b"FunctionType"), 2).pair(Name(b"N"), 1);
    tint.insert(Name(b"Domain")).array().items([0, 1]);
    tint.insert(Name(b"C0")).array().item(1);
    tint.insert(Name(b"C1")).array().item(0);
}

fn write_side(
    job: &Job<'_>,
    side: &Side,
    (forms, slug): (&Forms, Option<Ref>),
    ((id, content), tree, ink): ((Ref, Ref), Ref, Ref),
    pdf: &mut Pdf,
) {
    let form = &job.form;
    let operators = operators(job, side, slug.is_some());
    pdf.stream(content, &deflate(operators.as_bytes())).filter(Filter::FlateDecode);
    let mut page = pdf.page(id);
    page.parent(tree).contents(content);
    let whole = form.whole();
    let trimmed = meet(&form.trimmed(side.shift), &whole);
    let bleed = meet(&grown(&trimmed, form.bleed), &whole);
    let boxed = |r: &Rect| {
        let rounded = |l: Length| ((l.pt() * 1000.0).round() / 1000.0) as f32;
        let up = |y: Length| rounded(form.paper.h - y);
        pdf_writer::Rect::new(rounded(r.x), up(r.bottom()), rounded(r.right()), up(r.y))
    };
    page.media_box(boxed(&whole)).bleed_box(boxed(&bleed)).trim_box(boxed(&trimmed));
    let mut resources = page.resources();
    let mut objects = resources.x_objects();
    let shown: std::collections::BTreeSet<usize> = side.placed.iter().map(|p| p.page).collect();
    for page in shown {
        objects.pair(Name(format!("P{}", page + 1).as_bytes()), forms[&page]);
    }
    if let Some(slug) = slug {
        objects.pair(Name(b"Slug"), slug);
    }
    objects.finish();
    if job.marks != Marks::None {
        resources.color_spaces().pair(Name(b"All"), ink);
    }
}

/// What is painted on a side, `y` upward.
fn operators(job: &Job<'_>, side: &Side, slug: bool) -> String {
    let form = &job.form;
    let up = |y: Length| form.paper.h - y;
    let mut out = String::new();
    for p in &side.placed {
        let upright = job.document.pages()[p.page].upright();
        // Lower left corner of the trim as it is seen; a page on its head begins at the upper right one.
        let (x, y) = if p.head_down { (p.trim.right(), up(p.trim.y)) } else { (p.trim.x, up(p.trim.bottom())) };
        let mut matrix = upright.map(|n| n * if p.head_down { -form.scale } else { form.scale });
        matrix[4] += x.pt();
        matrix[5] += y.pt();
        let clip = &p.clip;
        let _ = writeln!(out, "q\n{} {} {} {} re W n", clip.x, up(clip.bottom()), clip.w, clip.h);
        let numbers = matrix.map(number);
        let _ = writeln!(out, "{} cm\n/P{} Do\nQ", numbers.join(" "), p.page + 1);
    }
    let marks = marks::marks(form, job.marks, side.shift);
    if !marks.is_empty() {
        out.push_str("q\n/All CS 1 SCN 0.25 w\n");
        for mark in marks {
            draw(mark, up, &mut out);
        }
        out.push_str("Q\n");
    }
    if slug {
        let corner = marks::slug_corner(form);
        let _ = writeln!(out, "q\n1 0 0 1 {} {} cm\n/Slug Do\nQ", corner.x, up(corner.y + Length::PT * 8));
    }
    out
}

fn draw(mark: Mark, up: impl Fn(Length) -> Length, out: &mut String) {
    let mut line = |a: Point, b: Point| {
        let _ = writeln!(out, "{} {} m {} {} l S", a.x, up(a.y), b.x, up(b.y));
    };
    match mark {
        Mark::Cut(a, b) => line(a, b),
        Mark::Fold(a, b) => {
            out.push_str("[3 2] 0 d\n");
            let _ = writeln!(out, "{} {} m {} {} l S\n[] 0 d", a.x, up(a.y), b.x, up(b.y));
        }
        Mark::Target(at) => {
            let arm = RADIUS * 2;
            line(Point { x: at.x - arm, ..at }, Point { x: at.x + arm, ..at });
            line(Point { y: at.y - arm, ..at }, Point { y: at.y + arm, ..at });
            circle(at.x.pt(), up(at.y).pt(), RADIUS.pt(), out);
        }
    }
}

/// A circle of four curves, each a quarter (8.5.2.2).
fn circle(x: f64, y: f64, r: f64, out: &mut String) {
    // The control points that come nearest to a circle: 4/3 · (√2 − 1).
    let k = r * 0.552_285;
    let point = |dx: f64, dy: f64| format!("{} {}", number(x + dx), number(y + dy));
    let _ = writeln!(out, "{} m", point(r, 0.0));
    for [a, b, c] in [
        [(r, k), (k, r), (0.0, r)],
        [(-k, r), (-r, k), (-r, 0.0)],
        [(-r, -k), (-k, -r), (0.0, -r)],
        [(k, -r), (r, -k), (r, 0.0)],
    ] {
        let _ = writeln!(out, "{} {} {} c", point(a.0, a.1), point(b.0, b.1), point(c.0, c.1));
    }
    out.push_str("s\n");
}

/// A number with at most six decimals: `0.647059`, `-1`, `12.5`.
fn number(n: f64) -> String {
    let text = format!("{n:.6}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".into() } else { text.into() }
}
