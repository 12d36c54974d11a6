//! The gallery: a picture of every page of every sample, made by this test and held against the pages as they are now.
//!
//! `STONEHAND_GOLDEN=write cargo test gallery` makes it anew. A line that moved does not make it stale; a page that one would
//! not know again does.

use crate::samples::sample;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use stonehand::raster::{self, Look, Options, Pixmap};

/// A sample, what is said of it, and the pixels per inch of its pages.
const SAMPLES: [(&str, &str, u32); 4] = [
    ("2026-11-06", "*The Night Dock*: a newsletter of eight letter pages in three columns, layout `letter-news`.", 66),
    ("tabloid", "*The Layover*: a newspaper of four tabloid pages in five columns, layout `tabloid-news`.", 54),
    ("booklet", "*Your First Ninety Days*: a handbook of eight half-letter pages, layout `half-letter-booklet`.", 66),
    ("one-sheet", "*The Folding Table*: both sides of one letter sheet, layout `one-sheet`.", 66),
];
/// All pictures together have no more bytes than this.
const MOST: u64 = 3_000_000;
/// Pages are compared in fields of so many pixels each way.
const FIELD: u32 = 11;
/// A field differs if its mean does by so much, of 255.
const MUCH: i64 = 24;
/// A page is another if so many of a hundred of its fields differ.
const ANOTHER: usize = 15;

fn docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs")
}

fn writes() -> bool {
    std::env::var_os("STONEHAND_GOLDEN").is_some_and(|v| v == "write")
}

fn file(sample: &str, page: usize) -> String {
    format!("images/gallery/{sample}-page-{}.png", page + 1)
}

#[test]
fn the_gallery_shows_every_page_of_every_sample_as_it_is() {
    let mut text = String::from(
        "# Gallery\n\nEvery page of the sample issues, as `stonehand proof` shows them. The pictures are made by a test, which also says when they are\n\
         no longer what the pages look like:\n\n    STONEHAND_GOLDEN=write cargo test gallery\n",
    );
    let mut named = BTreeSet::new();
    let mut stale = Vec::new();
    for (name, about, ppi) in SAMPLES {
        let (edition, _) = sample(name);
        let pages = raster::render_all(&edition, Options { ppi, look: Look::Colour }).expect("proofs");
        let _ = write!(text, "\n## [issues/{name}](../issues/{name})\n\n{about}\n\n<p>\n");
        for (n, page) in pages.iter().enumerate() {
            let (path, number) = (file(name, n), n + 1);
            let _ =
                writeln!(text, "<img src=\"{path}\" width=\"24%\" alt=\"{name}, page {number} of {}\">", pages.len());
            if writes() {
                fs::create_dir_all(docs().join("images/gallery")).unwrap();
                fs::write(docs().join(&path), raster::png(page)).unwrap();
            }
            match image::open(docs().join(&path)).map(image::DynamicImage::into_rgb8) {
                Ok(kept) if is_alike(page, &kept) => {}
                Ok(_) => stale.push(format!("{path} shows another page than the sample has")),
                Err(why) => stale.push(format!("{path}: {why}")),
            }
            named.insert(docs().join(&path));
        }
        text.push_str("</p>\n");
    }
    let folder: Vec<PathBuf> =
        fs::read_dir(docs().join("images/gallery")).map_or(Vec::new(), |d| d.map(|e| e.unwrap().path()).collect());
    for path in folder.iter().filter(|p| !named.contains(*p)) {
        if writes() {
            fs::remove_file(path).unwrap();
        } else {
            stale.push(format!("{} is a page that there is not", path.display()));
        }
    }
    let gallery = docs().join("gallery.md");
    if writes() {
        fs::write(&gallery, &text).unwrap();
    }
    if fs::read_to_string(&gallery).unwrap_or_default() != text {
        stale.push("gallery.md names other pages than there are".to_owned());
    }
    assert!(stale.is_empty(), "{}\nrenew it: STONEHAND_GOLDEN=write cargo test gallery", stale.join("\n"));
    let bytes: u64 = named.iter().map(|p| fs::metadata(p).unwrap().len()).sum();
    assert!(bytes < MOST, "the gallery has {bytes} bytes");
}

/// Whether a picture shows the page, or one that is nearly the same.
fn is_alike(page: &Pixmap, kept: &image::RgbImage) -> bool {
    if page.size != kept.dimensions() {
        return false;
    }
    let (wide, high) = (page.size.0 / FIELD, page.size.1 / FIELD);
    let mut differ = 0;
    for (x, y) in (0..high).flat_map(|y| (0..wide).map(move |x| (x * FIELD, y * FIELD))) {
        let mut apart = 0;
        for (x, y) in (y..y + FIELD).flat_map(|y| (x..x + FIELD).map(move |x| (x, y))) {
            let (a, b) = (page.at(x, y).unwrap(), kept.get_pixel(x, y).0);
            apart += a.iter().zip(b).map(|(a, b)| i64::from(*a) - i64::from(b)).sum::<i64>();
        }
        differ += usize::from(apart.abs() > MUCH * i64::from(FIELD * FIELD * 3));
    }
    differ * 100 < ANOTHER * (wide * high) as usize
}

#[test]
fn a_page_is_told_from_another_and_known_by_itself() {
    let pages = raster::render_all(&sample("one-sheet").0, Options { ppi: 66, look: Look::Colour }).expect("proofs");
    let kept = |p: &Pixmap| image::RgbImage::from_raw(p.size.0, p.size.1, p.samples.clone()).expect("a picture");
    assert!(is_alike(&pages[0], &kept(&pages[0])));
    assert!(!is_alike(&pages[0], &kept(&pages[1])));
}
