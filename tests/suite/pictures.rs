//! Pictures: what comes in, what is kept, what is refused, and how they look in the finished PDF.

use crate::pdf::{edition, page, pt, tool, tool_in};
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::{ExtendedColorType, ImageEncoder};
use proptest::prelude::*;
use std::path::{Path, PathBuf};
use stonehand::diag::{Log, Severity, Span};
use stonehand::display::{DisplayItem, PlacedPicture};
use stonehand::files::MemoryFiles;
use stonehand::geom::Rect;
use stonehand::image::{Image, Images};
use stonehand::issue::Sourced;
use stonehand::pdf;

/// A picture with a red, a green, a blue and a white quarter (upper left, upper right, lower left, lower right).
fn quarters(w: u32, h: u32) -> Vec<u8> {
    let color = |x, y| match (2 * x < w, 2 * y < h) {
        (true, true) => [255, 0, 0],
        (false, true) => [0, 255, 0],
        (true, false) => [0, 0, 255],
        (false, false) => [255, 255, 255],
    };
    (0..h).flat_map(|y| (0..w).flat_map(move |x| color(x, y))).collect()
}

pub fn jpeg(w: u32, h: u32) -> Vec<u8> {
    let mut file = Vec::new();
    JpegEncoder::new_with_quality(&mut file, 95)
        .write_image(&quarters(w, h), w, h, ExtendedColorType::Rgb8)
        .expect("an encoder that works");
    file
}

pub fn png(pixels: &[u8], w: u32, h: u32, kind: ExtendedColorType) -> Vec<u8> {
    let mut file = Vec::new();
    PngEncoder::new(&mut file).write_image(pixels, w, h, kind).expect("an encoder that works");
    file
}

/// A marker segment.
pub fn segment(marker: u8, body: &[u8]) -> Vec<u8> {
    let length = (body.len() as u16 + 2).to_be_bytes();
    [&[0xff, marker], &length[..], body].concat()
}

/// An EXIF block with a camera, a place and an orientation.
pub fn exif(orientation: u16) -> Vec<u8> {
    let mut b = b"Exif\0\0MM\0*\0\0\0\x08\0\x02".to_vec();
    b.extend([0x01, 0x12, 0, 3, 0, 0, 0, 1]);
    b.extend(orientation.to_be_bytes());
    b.extend([0, 0]);
    b.extend([0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 38]);
    b.extend(b"\0\0\0\0GPS 52.5200 13.4050 SerialNumber 1234567 Canon");
    b
}

/// The JPEG with segments after its SOI.
pub fn with_segments(file: &[u8], segments: &[Vec<u8>]) -> Vec<u8> {
    [&file[..2], &segments.concat(), &file[2..]].concat()
}

fn chunk(kind: [u8; 4], body: &[u8]) -> Vec<u8> {
    let mut crc = flate2::Crc::new();
    crc.update(&kind);
    crc.update(body);
    [&(body.len() as u32).to_be_bytes()[..], &kind, body, &crc.sum().to_be_bytes()].concat()
}

fn header(w: u32, h: u32, bits: u8, color: u8, interlace: u8) -> Vec<u8> {
    chunk(*b"IHDR", &[&w.to_be_bytes()[..], &h.to_be_bytes(), &[bits, color, 0, 0, interlace]].concat())
}

/// A PNG of chunks.
fn png_of(chunks: &[Vec<u8>]) -> Vec<u8> {
    [&b"\x89PNG\r\n\x1a\n"[..], &chunks.concat()].concat()
}

fn zlib(bytes: &[u8]) -> Vec<u8> {
    use std::io::Write;
    let mut out = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    out.write_all(bytes).expect("memory");
    out.finish().expect("memory")
}

fn span(log: &mut Log) -> Span {
    Span::new(log.add_file("issue.yaml", "file: a.jpg\n"), 6..11)
}

/// Loads pictures by the names `0`, `1` …; all must be good.
pub fn load(pictures: &[Vec<u8>]) -> Images {
    let mut log = Log::new();
    let span = span(&mut log);
    let mut files = MemoryFiles::new();
    for (i, picture) in pictures.iter().enumerate() {
        files = files.with(i.to_string(), picture);
    }
    let paths: Vec<_> = (0..pictures.len()).map(|i| Sourced { value: PathBuf::from(i.to_string()), span }).collect();
    let images = Images::load(&files, Path::new(""), &paths, &mut log);
    assert_eq!(log.diagnostics(), [], "all pictures are good");
    images
}

/// A PDF that shows the first picture in a rectangle of 200 × 100 pt at the page's upper left corner.
fn pdf_with(pictures: &[Vec<u8>], crop: [u32; 4]) -> Vec<u8> {
    let mut edition = edition(Vec::new());
    edition.images = load(pictures);
    let image = edition.images.find(Path::new("0")).expect("the first picture");
    let rect = Rect { w: pt(200.0), h: pt(100.0), ..Rect::default() };
    edition.pages = vec![page(vec![DisplayItem::Picture(PlacedPicture { image, rect, crop, tag: None })])];
    pdf::write(&edition)
}

/// The page's pixels at 72 to the inch.
pub fn rendered(pdf: &[u8]) -> image::RgbImage {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("in.pdf");
    std::fs::write(&file, pdf).expect("a temporary file");
    let out = folder.path().join("out");
    tool_in("pdftoppm", &["-r", "72", "-png", "-singlefile", "{}", out.to_str().expect("a plain path")], &file);
    image::open(out.with_extension("png")).expect("what pdftoppm wrote").into_rgb8()
}

/// The colours in the middle of the quarters of the 200 × 100 pt at the page's corner, each channel on or off.
fn corners(pdf: &[u8]) -> String {
    let pixels = rendered(pdf);
    let at = |x, y| match pixels.get_pixel(x, y).0.map(|c| c > 128) {
        [true, false, false] => 'r',
        [false, true, false] => 'g',
        [false, false, true] => 'b',
        [true, true, true] => 'w',
        _ => '?',
    };
    [at(50, 25), at(150, 25), at(50, 75), at(150, 75)].iter().collect()
}

fn listing(pdf: &[u8]) -> String {
    let list = tool("pdfimages", &["-list", "{}"], pdf);
    list.lines().nth(2).unwrap_or_default().split_whitespace().skip(2).take(7).collect::<Vec<_>>().join(" ")
}

fn contains(hay: &[u8], needle: &[u8]) -> bool {
    hay.windows(needle.len()).any(|w| w == needle)
}

/// The message of the one error that a file gives.
fn refused(file: &[u8]) -> String {
    match Image::read(file, "a.jpg") {
        Ok(image) => panic!("accepted: {image:?}"),
        Err(d) => {
            assert_eq!(d.severity, Severity::Error);
            assert!(d.hint.is_some() && !d.message.ends_with('.'));
            d.message
        }
    }
}

#[test]
fn a_jpeg_loses_everything_but_its_pixels() {
    let plain = jpeg(40, 20);
    let dirty = with_segments(
        &plain,
        &[
            segment(0xe1, &exif(1)),
            segment(0xe1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>Jane Doe</x:xmpmeta>"),
            segment(0xe2, b"ICC_PROFILE\0\x01\x01Jane Doe's display"),
            segment(0xe2, b"MPF\0Jane Doe"),
            segment(0xed, b"Photoshop 3.0\08BIM Jane Doe"),
            segment(0xfe, b"by Jane Doe"),
            vec![0xff, 0xff, 0xff],
        ],
    );
    let dirty = [&dirty[..], b"\xff\xd8 a second picture by Jane Doe"].concat();
    let pdf = pdf_with(&[dirty], PlacedPicture::WHOLE);
    for trace in ["Jane", "Canon", "GPS", "Exif", "xmp", "ICC", "MPF", "8BIM", "JFIF"] {
        assert!(!contains(&pdf, trace.as_bytes()), "{trace}");
    }
    let start = plain.windows(2).position(|w| w == [0xff, 0xda]).expect("a scan");
    assert!(contains(&pdf, &plain[start..]), "scan data and end of image to the byte");
    assert_eq!(corners(&pdf), "rgbw");
}

#[test]
fn nothing_hides_behind_the_tables_of_a_jpeg() {
    let plain = jpeg(16, 16);
    let at = plain.windows(2).position(|w| w == [0xff, 0xdb]).expect("a table");
    let length = usize::from(u16::from_be_bytes([plain[at + 2], plain[at + 3]]));
    let body = [&plain[at + 4..at + 2 + length], b"Jane Doe"].concat();
    let dirty = [&plain[..at], &segment(0xdb, &body), &plain[at + 2 + length..]].concat();
    let pdf = pdf_with(&[dirty], PlacedPicture::WHOLE);
    assert!(!contains(&pdf, b"Jane"));
    assert_eq!(corners(&pdf), "rgbw");
}

#[test]
fn all_eight_orientations_stand_upright() {
    // What the quarters of the stored picture become, read off EXIF 2.3's figure.
    let upright = ["rgbw", "grwb", "wbgr", "bwrg", "rbgw", "brwg", "wgbr", "gwrb"];
    for (i, expected) in upright.iter().enumerate() {
        let file = with_segments(&jpeg(64, 32), &[segment(0xe1, &exif(i as u16 + 1))]);
        let images = load(std::slice::from_ref(&file));
        let size = images.get(images.find(Path::new("0")).expect("it")).pixels;
        assert_eq!(size, if i < 4 { (64, 32) } else { (32, 64) });
        assert_eq!(corners(&pdf_with(&[file], PlacedPicture::WHOLE)), *expected, "orientation {}", i + 1);
    }
}

#[test]
fn a_crop_shows_its_part_alone() {
    // The right half: green above white.
    let pdf = pdf_with(&[jpeg(64, 32)], [32_768, 0, 65_536, 65_536]);
    assert_eq!(corners(&pdf), "ggww");
    let pixels = rendered(&pdf);
    assert_eq!(pixels.get_pixel(220, 25).0, [255; 3], "nothing beside the rectangle");
    // The same part of a picture that lies on its side (orientation 6: blue red / white green).
    let pdf = pdf_with(&[with_segments(&jpeg(64, 32), &[segment(0xe1, &exif(6))])], [0, 32_768, 65_536, 65_536]);
    assert_eq!(corners(&pdf), "wgwg");
}

#[test]
fn every_kind_of_jpeg_that_is_printed_looks_right() {
    let fixture = |name: &str| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name);
        std::fs::read(path).expect("a fixture")
    };
    for (name, listed) in [
        ("progressive.jpg", "image 48 32 rgb 3 8 jpeg"),
        ("restart.jpg", "image 48 32 rgb 3 8 jpeg"),
        ("cmyk-adobe.jpg", "image 48 32 cmyk 4 8 jpeg"),
    ] {
        let pdf = pdf_with(&[fixture(name)], PlacedPicture::WHOLE);
        tool("qpdf", &["--check", "{}"], &pdf);
        assert_eq!(listing(&pdf), listed, "{name}");
        // Near the upper left corner the picture is nearly black; at the right of its first row it is red.
        let pixels = rendered(&pdf);
        let (dark, red) = (pixels.get_pixel(4, 4).0, pixels.get_pixel(196, 2).0);
        assert!(dark.iter().all(|c| *c < 80), "{name}: {dark:?}");
        assert!(red[0] > 190 && red[1] < 90 && red[2] < 90, "{name}: {red:?}");
    }
    // Without Adobe's mark the same bytes are ink, not paper: the picture turns over.
    let pixels = rendered(&pdf_with(&[fixture("cmyk.jpg")], PlacedPicture::WHOLE));
    assert!(pixels.get_pixel(196, 2).0[0] < 128);
}

#[test]
fn rgb_jpegs_keep_their_colours() {
    // The same samples said to be red, green, blue (Adobe, no transform) and not luma and chroma.
    let file = jpeg(16, 16);
    let jfif = 2 + 2 + 16;
    let file = [&file[..2], &segment(0xee, b"Adobe\0\x64\0\0\0\0\0"), &file[jfif..]].concat();
    let pdf = pdf_with(std::slice::from_ref(&file), PlacedPicture::WHOLE);
    assert!(contains(&pdf, b"Adobe\0\x64\0\0\0\0\0"), "the transform is kept");
    // White is 255, 128, 128 in luma and chroma: read as red, green, blue that is pink.
    let pixel = rendered(&pdf).get_pixel(150, 75).0;
    assert!(pixel[0] > 240 && pixel[1] < 150, "{pixel:?}");
}

#[test]
fn broken_jpegs_are_refused_in_words() {
    let good = jpeg(24, 24);
    for cut in [good.len() - 2, good.len() - 1, good.len() / 2, 60, 3] {
        assert!(refused(&good[..cut]).contains("ends before the picture does"), "{cut}");
    }
    let frame = good.windows(2).position(|w| w == [0xff, 0xc0]).expect("a frame");
    let changed = |at: usize, to: u8| {
        let mut file = good.clone();
        file[at] = to;
        file
    };
    assert!(refused(&changed(frame + 1, 0xc9)).contains("arithmetic"));
    assert!(refused(&changed(frame + 1, 0xc3)).contains("lossless"));
    assert!(refused(&changed(frame + 4, 12)).contains("12 bits"));
    assert!(refused(&changed(frame + 6, 0)).contains("24 × 0 pixels"));
    assert!(refused(&changed(frame + 9, 2)).contains("2 colour components"));
    let mut huge = good.clone();
    huge[frame + 5..frame + 9].copy_from_slice(&[0xff, 0xff, 0xfe, 0xfe]);
    assert!(refused(&huge).contains("65,278 × 65,535 pixels"), "{}", refused(&huge));
}

#[test]
fn other_files_are_named() {
    for (bytes, name) in [
        (&b"GIF89a"[..], "a GIF"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "a WebP picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "an SVG drawing"),
        (b"%PDF-1.4", "a PDF"),
        (b"\0\0\0\x20ftypheic", "a HEIC picture"),
        (b"not a picture at all", "a text file"),
        (b"\x00\x01\x02", "something unknown"),
    ] {
        let message = refused(bytes);
        assert!(message.contains(&format!("this is {name}")), "{message}");
    }
    assert!(refused(b"").contains("the file is empty"));
}

#[test]
fn plain_pngs_keep_their_rows() {
    let rgb = quarters(40, 20);
    let file = png(&rgb, 40, 20, ExtendedColorType::Rgb8);
    let text = chunk(*b"tEXt", b"Author\0Jane Doe");
    let dirty = [&file[..33], &text, &file[33..], b"Jane Doe"].concat();
    let pdf = pdf_with(&[dirty], PlacedPicture::WHOLE);
    tool("qpdf", &["--check", "{}"], &pdf);
    assert!(!contains(&pdf, b"Jane"));
    let at = file.windows(4).position(|w| w == b"IDAT").expect("pixels");
    let length = u32::from_be_bytes(file[at - 4..at].try_into().expect("four bytes")) as usize;
    assert!(contains(&pdf, &file[at + 4..at + 4 + length]), "the compressed rows to the byte");
    assert_eq!(listing(&pdf), "image 40 20 rgb 3 8 image");
    assert_eq!(corners(&pdf), "rgbw");
}

#[test]
fn palettes_bits_and_grays_go_over_as_they_are() {
    // Two bits, four colours, one row of four pixels over another.
    let palette = [255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255];
    let rows = [0, 0b0000_0101, 0, 0b1010_1111];
    let file = |palette: &[u8]| {
        png_of(&[header(4, 2, 2, 3, 0), chunk(*b"PLTE", palette), chunk(*b"IDAT", &zlib(&rows)), chunk(*b"IEND", b"")])
    };
    let pdf = pdf_with(&[file(&palette)], PlacedPicture::WHOLE);
    assert_eq!(corners(&pdf), "rgbw");
    assert_eq!(listing(&pdf), "image 4 2 index 1 2 image");
    let images = load(&[file(&palette)]);
    assert!(images.get(images.find(Path::new("0")).expect("it")).is_line_art);

    let grays = [0, 0, 0, 255, 255, 255, 255, 255, 255, 0, 0, 0];
    let pdf = pdf_with(&[file(&grays)], PlacedPicture::WHOLE);
    assert!(!contains(&pdf, b"DeviceRGB"), "grays print in black alone");
    // Black and white, one bit.
    let bits = png_of(&[header(2, 1, 1, 0, 0), chunk(*b"IDAT", &zlib(&[0, 0b0100_0000])), chunk(*b"IEND", b"")]);
    assert_eq!(listing(&pdf_with(&[bits], PlacedPicture::WHOLE)), "image 2 1 gray 1 1 image");
}

#[test]
fn colour_pngs_without_colours_become_gray() {
    let gray: Vec<u8> = (0..64u32 * 32).map(|i| (i * 7 % 251) as u8).collect();
    let rgb: Vec<u8> = gray.iter().flat_map(|g| [*g; 3]).collect();
    let pdf = pdf_with(&[png(&rgb, 64, 32, ExtendedColorType::Rgb8)], PlacedPicture::WHOLE);
    assert_eq!(listing(&pdf), "image 64 32 gray 1 8 image");
    let plain = pdf_with(&[png(&gray, 64, 32, ExtendedColorType::L8)], PlacedPicture::WHOLE);
    assert_eq!(rendered(&pdf), rendered(&plain));
}

#[test]
fn transparency_lets_the_paper_through() {
    let mut rgba: Vec<u8> = quarters(40, 20).chunks(3).flat_map(|c| [c[0], c[1], c[2], 255]).collect();
    for pixel in rgba.chunks_mut(4).take(40 * 10) {
        pixel[3] = 0;
    }
    let pdf = pdf_with(&[png(&rgba, 40, 20, ExtendedColorType::Rgba8)], PlacedPicture::WHOLE);
    tool("qpdf", &["--check", "{}"], &pdf);
    assert_eq!(corners(&pdf), "wwbw");
    assert!(tool("pdfimages", &["-list", "{}"], &pdf).contains("smask"));
    // All of it seen: no mask.
    let opaque: Vec<u8> = quarters(40, 20).chunks(3).flat_map(|c| [c[0], c[1], c[2], 255]).collect();
    let pdf = pdf_with(&[png(&opaque, 40, 20, ExtendedColorType::Rgba8)], PlacedPicture::WHOLE);
    assert_eq!(corners(&pdf), "rgbw");
    assert!(!tool("pdfimages", &["-list", "{}"], &pdf).contains("smask"));
}

#[test]
fn sixteen_bits_and_interlacing_are_decoded() {
    let deep: Vec<u8> = quarters(40, 20).iter().flat_map(|c| [*c, *c]).collect();
    let pdf = pdf_with(&[png(&deep, 40, 20, ExtendedColorType::Rgb16)], PlacedPicture::WHOLE);
    assert_eq!((listing(&pdf).as_str(), corners(&pdf).as_str()), ("image 40 20 rgb 3 8 image", "rgbw"));
    // Two by two, interlaced: pass 1 has the red pixel, pass 6 the green one, pass 7 the last row.
    let rows = [0, 255, 0, 0, 0, 0, 255, 0, 0, 0, 0, 255, 255, 255, 255];
    let file = png_of(&[header(2, 2, 8, 2, 1), chunk(*b"IDAT", &zlib(&rows)), chunk(*b"IEND", b"")]);
    assert_eq!(corners(&pdf_with(&[file], PlacedPicture::WHOLE)), "rgbw");
}

#[test]
fn broken_pngs_are_refused_in_words() {
    let good = png(&quarters(40, 20), 40, 20, ExtendedColorType::Rgb8);
    for cut in [good.len() - 1, good.len() - 12, 40, 20] {
        assert!(refused(&good[..cut]).contains("ends before the picture does"), "{cut}");
    }
    let mut flipped = good.clone();
    let at = good.windows(4).position(|w| w == b"IDAT").expect("pixels") + 9;
    flipped[at] ^= 1;
    assert!(refused(&flipped).contains("checksum"), "{}", refused(&flipped));
    let short = png_of(&[header(4, 4, 8, 0, 0), chunk(*b"IDAT", &zlib(&[0; 10])), chunk(*b"IEND", b"")]);
    assert!(refused(&short).contains("ends before"), "{}", refused(&short));
    let none = png_of(&[header(0, 4, 8, 0, 0), chunk(*b"IEND", b"")]);
    assert!(refused(&none).contains("0 × 4 pixels"));
    // More rows than the picture has: what is more is left out.
    let long = png_of(&[header(2, 1, 8, 0, 0), chunk(*b"IDAT", &zlib(&[0, 1, 2, 0, 3, 4])), chunk(*b"IEND", b"")]);
    assert_eq!(load(&[long]).get(stonehand::display::ImageId(0)).pixels, (2, 1));
}

#[test]
fn a_bomb_is_refused_at_its_header() {
    for interlace in [0, 1] {
        // Whoever looked further would find that there are no pixels to unpack.
        let bomb =
            png_of(&[header(30_000, 30_000, 8, 6, interlace), chunk(*b"IDAT", b"not packed"), chunk(*b"IEND", b"")]);
        let message = refused(&bomb);
        assert!(message.contains("30,000 × 30,000 pixels"), "{message}");
    }
}

#[test]
fn each_file_is_read_once_and_errors_come_in_order() {
    let mut log = Log::new();
    let span = span(&mut log);
    let files = MemoryFiles::new().with("a.jpg", jpeg(16, 16)).with("b.jpg", "text").with("folder/c", "x");
    let paths: Vec<_> = ["none.jpg", "a.jpg", "b.jpg", "a.jpg", "folder", "b.jpg"]
        .map(|p| Sourced { value: PathBuf::from(p), span })
        .into();
    let images = Images::load(&files, Path::new(""), &paths, &mut log);
    assert_eq!(images.len(), 1);
    assert!(images.find(Path::new("a.jpg")).is_some() && images.find(Path::new("b.jpg")).is_none());
    let said: Vec<&str> = log.diagnostics().iter().map(|d| d.code).collect();
    assert_eq!(said, ["no-such-file", "image-format", "not-a-file"]);
    assert!(log.diagnostics().iter().all(|d| d.span == Some(span)));
}

#[test]
fn pixels_per_inch_follow_the_printed_width() {
    let images = load(&[jpeg(300, 30)]);
    let ppi = images.get(stonehand::display::ImageId(0)).ppi_at(pt(108.0));
    assert!((ppi - 200.0).abs() < 1e-9);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400), kind in 0..3usize) {
        let head: [&[u8]; 3] = [b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"];
        let _ = Image::read(&[head[kind], &bytes].concat(), "x");
    }

    #[test]
    fn no_change_of_a_good_file_makes_it_panic(
        which in 0..4usize,
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        cut in any::<prop::sample::Index>(),
    ) {
        let gray: Vec<u8> = quarters(8, 8).iter().step_by(3).copied().collect();
        let mut file = match which {
            0 => with_segments(&jpeg(8, 8), &[segment(0xe1, &exif(6))]),
            1 => png(&quarters(8, 8), 8, 8, ExtendedColorType::Rgb8),
            2 => png(&gray, 8, 8, ExtendedColorType::L8),
            _ => {
                let rows = [0, 255, 0, 0, 0, 0, 255, 0, 0, 0, 0, 255, 255, 255, 255];
                png_of(&[header(2, 2, 8, 2, 1), chunk(*b"IDAT", &zlib(&rows)), chunk(*b"IEND", b"")])
            }
        };
        for (at, to) in changes {
            let at = at.index(file.len());
            file[at] = to;
        }
        if which % 2 == 0 {
            file.truncate(cut.index(file.len()) + 1);
        }
        let _ = Image::read(&file, "x");
    }
}
