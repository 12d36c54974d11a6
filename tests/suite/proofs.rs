//! Proofs: pages as pixels, held against what another program shows of the PDF; and the command that makes them.

use crate::commands::{issue, names, run};
use crate::pdf::{edition, page, pt};
use crate::pictures::{exif, jpeg, load, png, rendered, segment, with_segments};
use crate::samples::sample;
use image::{ExtendedColorType, RgbImage};
use std::fs;
use std::path::Path;
use stonehand::Edition;
use stonehand::color::{Color, InkName, Spot};
use stonehand::display::{DisplayItem, DisplayList, PlacedPicture};
use stonehand::geom::{Length, Rect};
use stonehand::pdf;
use stonehand::raster::{self, Look, Options, Pixmap, ProofPress};

const MANIFEST: &str = "layout: letter-news\nnameplate: {title: The Dock}\narticles:\n  - headline: Third collision\n    slug: collision\n    text: |\n      They knew. We told them in June, and again in July.\n";

fn proof(edition: &Edition, page: usize, ppi: u32, look: Look) -> Pixmap {
    raster::render(edition, page, Options { ppi, look }).expect("a size that serves").expect("a page")
}

/// The mean of every field of 8 × 8 pixels, a number a channel.
fn fields(size: (u32, u32), at: impl Fn(u32, u32) -> [u8; 3]) -> Vec<f64> {
    let mut out = Vec::new();
    for y in 0..size.1 / 8 {
        for x in 0..size.0 / 8 {
            let mut sums = [0u32; 3];
            for (dx, dy) in (0..64).map(|n| (n % 8, n / 8)) {
                for (sum, sample) in sums.iter_mut().zip(at(x * 8 + dx, y * 8 + dy)) {
                    *sum += u32::from(sample);
                }
            }
            out.extend(sums.map(|sum| f64::from(sum) / 64.0));
        }
    }
    out
}

/// How much two pictures of a page differ in fields of 8 × 8 pixels: on average, and where they differ most; of 255.
fn difference(ours: &Pixmap, theirs: &RgbImage) -> (f64, f64) {
    assert_eq!(ours.size, theirs.dimensions(), "the page has as many pixels");
    let a = fields(ours.size, |x, y| ours.at(x, y).expect("a pixel"));
    let b = fields(ours.size, |x, y| theirs.get_pixel(x, y).0);
    let apart: Vec<f64> = a.iter().zip(&b).map(|(a, b)| (a - b).abs()).collect();
    (apart.iter().sum::<f64>() / apart.len() as f64, apart.iter().copied().fold(0.0, f64::max))
}

/// A page's PDF as poppler shows it, 72 pixels to the inch.
fn shown(edition: &Edition, number: usize) -> RgbImage {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (file, out) = (folder.path().join("in.pdf"), folder.path().join("out"));
    fs::write(&file, pdf::write(edition)).expect("a temporary file");
    let (page, out_name) = ((number + 1).to_string(), out.to_str().expect("a plain path"));
    let arguments = ["-r", "72", "-png", "-singlefile", "-f", &page, "{}", out_name];
    crate::pdf::tool_in("pdftoppm", &arguments, &file);
    image::open(out.with_extension("png")).expect("what pdftoppm wrote").into_rgb8()
}

#[test]
fn every_page_of_every_sample_looks_as_another_program_shows_it() {
    for name in ["2026-11-06", "tabloid", "booklet", "one-sheet"] {
        let (edition, _) = sample(name);
        for number in 0..edition.pages.len() {
            let (mean, most) = difference(&proof(&edition, number, 72, Look::Colour), &shown(&edition, number));
            // Smoothing and the snapping of rules differ; a word or a rule that is not there makes 100 and more.
            assert!(mean < 6.0 && most < 75.0, "{name}, page {}: {mean:.1} on average, {most:.1} at most", number + 1);
        }
    }
}

fn placed(images: &[Vec<u8>], items: impl Fn(&Edition) -> Vec<DisplayItem>) -> Edition {
    let mut edition = edition(Vec::new());
    edition.images = load(images);
    edition.pages = vec![page(items(&edition))];
    edition
}

fn rect(x: f64, y: f64, w: f64, h: f64) -> Rect {
    Rect { x: pt(x), y: pt(y), w: pt(w), h: pt(h) }
}

fn picture(edition: &Edition, name: &str, rect: Rect, crop: [u32; 4]) -> DisplayItem {
    let image = edition.images.find(Path::new(name)).expect("a picture");
    DisplayItem::Picture(PlacedPicture { image, rect, crop, tag: None })
}

#[test]
fn pictures_stand_turned_and_cut_as_in_the_pdf() {
    let plain = jpeg(80, 40);
    for orientation in 1..=8 {
        let turned = with_segments(&plain, &[segment(0xe1, &exif(orientation))]);
        for crop in [PlacedPicture::WHOLE, [16_384, 0, 49_152, 32_768]] {
            let at = rect(40.0, 64.0, 240.0, 160.0);
            let edition = placed(std::slice::from_ref(&turned), |e| vec![picture(e, "0", at, crop)]);
            let theirs = rendered(&pdf::write(&edition));
            let (mean, most) = difference(&proof(&edition, 0, 72, Look::Colour), &theirs);
            // The edges between the quarters are smoothed differently.
            assert!(mean < 1.5 && most < 130.0, "orientation {orientation}, {crop:?}: {mean:.1}, {most:.1}");
        }
    }
}

#[test]
fn what_is_transparent_lets_the_tint_through() {
    let rgba: Vec<u8> = (0..64 * 64).flat_map(|i| [200, 0, 0, (i % 64 * 4) as u8]).collect();
    let file = png(&rgba, 64, 64, ExtendedColorType::Rgba8);
    let at = rect(80.0, 80.0, 256.0, 256.0);
    let edition = placed(&[file], |e| {
        vec![
            DisplayItem::Fill(rect(40.0, 40.0, 400.0, 400.0), Color::Rgb([0, 600, 0])),
            picture(e, "0", at, PlacedPicture::WHOLE),
        ]
    });
    let ours = proof(&edition, 0, 72, Look::Colour);
    let (mean, most) = difference(&ours, &rendered(&pdf::write(&edition)));
    assert!(mean < 1.0 && most < 40.0, "{mean:.1}, {most:.1}");
    let (left, right) = (ours.at(84, 200).unwrap(), ours.at(332, 200).unwrap());
    assert!(left[0] < 20 && left[1] > 140, "all of the tint: {left:?}");
    assert!(right[0] > 185 && right[1] < 15, "none of it: {right:?}");
}

#[test]
fn photographs_of_every_coding_are_seen() {
    let fixture = |name: &str| fs::read(Path::new("tests/fixtures").join(name)).expect("a fixture");
    for (name, far) in [("progressive.jpg", 20.0), ("restart.jpg", 20.0), ("cmyk.jpg", 75.0), ("cmyk-adobe.jpg", 75.0)]
    {
        let at = rect(0.0, 0.0, 200.0, 104.0);
        let edition = placed(&[fixture(name)], |e| vec![picture(e, "0", at, PlacedPicture::WHOLE)]);
        let theirs = rendered(&pdf::write(&edition));
        let ours = proof(&edition, 0, 72, Look::Colour);
        // Inks are shown by their profile here and by a rule of thumb there: the hue agrees, the shade does not.
        for (x, y) in [(50, 26), (150, 26), (50, 78), (150, 78)] {
            // Programs differ in how they make up for colours that are stored coarser: a field is looked at, not a pixel.
            let field = |at: &dyn Fn(u32, u32) -> [u8; 3]| fields((16, 16), |dx, dy| at(x - 8 + dx, y - 8 + dy));
            let (a, b) = (field(&|x, y| ours.at(x, y).unwrap()), field(&|x, y| theirs.get_pixel(x, y).0));
            let apart = a.iter().zip(&b).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
            assert!(apart < far, "{name}: {a:?} here, {b:?} there");
        }
    }
}

#[test]
fn colours_of_every_kind_are_seen() {
    let spot = |tint| Color::Spot(Spot { ink: InkName::new("Bright Red").unwrap(), alternate: [0, 900, 800, 0], tint });
    let colors = [
        Color::BLACK,
        Color::Gray(500),
        Color::Rgb([1000, 500, 0]),
        Color::Cmyk([0, 0, 0, 1000]),
        Color::Cmyk([1000, 0, 0, 0]),
        spot(1000),
        spot(300),
        Color::Registration,
    ];
    let fills = colors.iter().zip(0..).map(|(c, n)| DisplayItem::Fill(rect(f64::from(n) * 40.0, 0.0, 40.0, 40.0), *c));
    let edition = edition(vec![page(fills.collect())]);
    let ours = proof(&edition, 0, 72, Look::Colour);
    let seen: Vec<[u8; 3]> = (0..colors.len() as u32).map(|n| ours.at(n * 40 + 20, 20).unwrap()).collect();
    assert_eq!(seen[..4], [[0; 3], [128; 3], [255, 128, 0], [0; 3]]);
    assert!(seen[4][0] < 60 && seen[4][2] > 180, "cyan: {:?}", seen[4]);
    assert!(seen[5][0] > 180 && seen[5][1] < 100, "red: {:?}", seen[5]);
    assert!(seen[6][0] > 230 && (150..230).contains(&seen[6][1]), "a tint of it: {:?}", seen[6]);
    assert_eq!(seen[7], [0; 3]);
}

#[test]
fn the_same_pages_give_the_same_pixels_whatever_the_number_of_threads() {
    let (edition, _) = sample("one-sheet");
    let files = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        pool.install(|| {
            let all = raster::render_all(&edition, Options { ppi: 40, look: Look::Copier }).expect("proofs");
            all.iter().map(raster::png).collect::<Vec<_>>()
        })
    };
    let one = files(1);
    assert_eq!(one.len(), 2);
    assert!(one == files(4));
}

#[test]
fn what_is_broken_or_absurd_is_painted_as_far_as_it_goes() {
    let far = Length::from_sp(i64::MAX / 4);
    let items = vec![
        DisplayItem::Fill(Rect { x: -far, y: -far, w: far, h: far }, Color::BLACK),
        DisplayItem::Fill(rect(10.0, 10.0, -5.0, 20.0), Color::BLACK),
        DisplayItem::Frame(rect(10.0, 10.0, 20.0, 20.0), pt(90.0), Color::Gray(300)),
        DisplayItem::Frame(rect(-10.0, -10.0, 9000.0, 9000.0), pt(0.01), Color::BLACK),
        DisplayItem::Picture(PlacedPicture {
            image: stonehand::image::ImageId(7),
            rect: rect(0.0, 0.0, 9.0, 9.0),
            crop: [9, 9, 9, 9],
            tag: None,
        }),
    ];
    let mut edition = edition(vec![page(items)]);
    let ours = proof(&edition, 0, 72, Look::Colour);
    assert_eq!(ours.at(20, 20), Some([77; 3]), "a frame as thick as its box is a field");
    assert_eq!(raster::render(&edition, 1, Options::default()).unwrap(), None, "there is no page 2");
    edition.pages[0].boxes.trim.w = far;
    let said = raster::render(&edition, 0, Options::default()).unwrap_err();
    assert_eq!(said.code, "proof-size");
}

#[test]
fn the_rooms_of_articles_hold_their_copy_and_their_boxes() {
    let (edition, _) = sample("2026-11-06");
    let rooms = raster::rooms(&edition.pages[0]);
    let slugs: Vec<&str> = rooms.iter().map(|(slug, _)| slug.as_str()).collect();
    assert_eq!(slugs.len(), slugs.iter().collect::<std::collections::BTreeSet<_>>().len(), "each once: {slugs:?}");
    for (slug, room) in &rooms {
        for (other, second) in &rooms {
            assert!(slug == other || !room.overlaps(second), "{slug} and {other} overlap");
        }
    }
    // A sidebar's room is its tint.
    let tint = edition.pages[0].items.iter().find_map(|i| match i {
        DisplayItem::Fill(r, color) if r.h > pt(200.0) && *color != Color::BLACK => Some(*r),
        _ => None,
    });
    let boxed = rooms.iter().find(|(slug, _)| slug == "first-minutes").expect("the sidebar");
    assert_eq!(Some(boxed.1), tint);
}

#[test]
fn overlays_are_seen_and_change_nothing_else() {
    let (edition, _) = sample("one-sheet");
    let list: &DisplayList = &edition.pages[0];
    let press = ProofPress::new(&edition.fonts, &edition.images, Options { ppi: 50, look: Look::Colour });
    let plain = press.pull(list, &[]).unwrap();
    for shapes in
        [raster::grid(&edition.grid, 1), raster::modules(list, &edition.grid, 1), raster::safe_area(list.boxes.trim)]
    {
        let over = press.pull(list, &shapes).unwrap();
        let changed = over.samples.iter().zip(&plain.samples).filter(|(a, b)| a != b).count();
        assert!(changed > 1000, "{changed} samples");
    }
    // Type stands on the lines of the grid.
    let baselines: Vec<Length> = raster::grid(&edition.grid, 1)
        .into_iter()
        .filter_map(|s| match s {
            raster::Shape::Fill(r, _) if r.h < pt(1.0) => Some(r.y),
            _ => None,
        })
        .collect();
    let copy = list.items.iter().filter_map(|i| match i {
        DisplayItem::Glyphs(run) if run.size > pt(9.0) && run.size < pt(10.5) && run.tag.is_some() => {
            Some(run.origin.y)
        }
        _ => None,
    });
    let (mut on, mut all) = (0, 0);
    for y in copy {
        all += 1;
        on += usize::from(baselines.iter().any(|b| (*b - y).abs() < pt(0.01)));
    }
    assert!(all > 40 && on * 100 > all * 90, "{on} of {all} lines stand on the grid");
}

#[test]
fn pages_are_written_under_their_numbers_and_sheets_under_their_name() {
    let dir = issue(MANIFEST);
    let (code, out, err) = run(dir.path(), &["proof", "dock", "--ppi", "30"]);
    assert_eq!((code, out.as_str(), err.as_str()), (0, "dock/dock-page-1.png\n", ""));
    let page = image::open(dir.path().join("dock/dock-page-1.png")).unwrap();
    assert_eq!((page.width(), page.height()), (255, 330));
    let (code, out, _) =
        run(dir.path(), &["proof", "dock", "--ppi", "30", "--contact", "--overlay", "grid,modules,safe"]);
    assert_eq!((code, out.as_str()), (0, "dock/dock-contact.png\n"));
    let (code, out, _) = run(dir.path(), &["proof", "dock", "--ppi", "30", "--pages", "1", "-o", "one.png"]);
    assert_eq!((code, out.as_str()), (0, "one.png\n"));
    let (code, out, _) = run(dir.path(), &["proof", "dock", "--ppi", "30", "-o", "all.png"]);
    assert_eq!((code, out.as_str()), (0, "all-page-1.png\n"));
    let (code, out, _) = run(dir.path(), &["proof", "dock", "--ppi", "30", "-o", "."]);
    assert_eq!((code, out.as_str()), (0, "./dock-page-1.png\n"));
    assert_eq!(names(dir.path()), ["all-page-1.png", "dock", "dock-page-1.png", "one.png"]);
    assert_eq!(names(&dir.path().join("dock")), ["dock-contact.png", "dock-page-1.png", "issue.yaml"]);
    let bytes = |name: &str| fs::read(dir.path().join(name)).unwrap();
    assert!(bytes("one.png") == bytes("dock/dock-page-1.png"), "the same page, the same bytes");
}

#[test]
fn the_copiers_look_has_no_colour_and_a_white_border() {
    let dir = issue(MANIFEST);
    let (code, out, err) = run(dir.path(), &["proof", "dock", "--look", "copier", "--profile", "copier-bw"]);
    assert_eq!((code, out.as_str()), (0, "dock/dock-page-1.png\n"), "{err}");
    let page = image::open(dir.path().join("dock/dock-page-1.png")).unwrap().into_rgb8();
    assert!(page.pixels().all(|p| p[0] == p[1] && p[1] == p[2]));
    assert!(page.pixels().any(|p| p[0] == 0));
    assert!(page.enumerate_pixels().all(|(x, y, p)| p[0] == 255 || (x >= 17 && y >= 17 && x < 833 && y < 1083)));
}

#[test]
fn what_cannot_be_proofed_says_why_and_writes_nothing() {
    let dir = issue(MANIFEST);
    for (arguments, said) in [
        (&["--ppi", "5000"][..], "error[proof-size]: 5000 pixels per inch: a proof has between 10 and 1200"),
        (
            &["--ppi", "1200"],
            "error[proof-size]: a page of 8.5 × 11.0 inches at 1200 pixels per inch has 134 million pixels; a proof has at most 80",
        ),
        (&["--pages", "2"], "error[no-such-page]: there is no page 2: the paper has 1 page"),
        (&["--pages", "1-"], ""),
        (&["--against", "old.pdf"], "error[no-such-file]: there is no file `old.pdf`"),
        (&["--against", "dock/issue.yaml"], "error[not-a-pdf]: `dock/issue.yaml` is not a PDF"),
        (&["-o", "no-such-folder/a.png"], "error[unwritable]: `no-such-folder/a-page-1.png` could not be written"),
    ] {
        let (code, out, err) = run(dir.path(), &[&["proof", "dock"][..], arguments].concat());
        if said.is_empty() {
            assert_eq!((code, out.as_str()), (0, "dock/dock-page-1.png\n"), "{err}");
            fs::remove_file(dir.path().join("dock/dock-page-1.png")).unwrap();
            continue;
        }
        assert_eq!((code, out.as_str()), (1, ""), "{arguments:?}: {err}");
        assert!(err.contains(said), "{arguments:?}: {err}");
        assert_eq!(names(&dir.path().join("dock")), ["issue.yaml"], "{arguments:?}");
    }
    for wrong in ["0", "3-1", "x"] {
        let (code, _, err) = run(dir.path(), &["proof", "dock", "--pages", wrong]);
        assert_eq!(code, 2, "{wrong}: {err}");
    }
    fs::write(dir.path().join("dock/issue.yaml"), MANIFEST.replace("headline:", "headlnie:")).unwrap();
    let (code, _, err) = run(dir.path(), &["proof", "dock"]);
    assert!(code == 1 && err.contains("unknown-key"), "{err}");
    assert_eq!(names(&dir.path().join("dock")), ["issue.yaml"]);
}
