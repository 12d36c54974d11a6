//! Profiles: what a device gets that is not a screen. The finished files are read back by ghostscript, poppler, `MuPDF`
//! and qpdf.

use crate::pdf::{tool, tool_in, unpacked};
use crate::pictures::{exif, segment, with_segments};
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::{ExtendedColorType, ImageEncoder};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use stonehand::diag::Log;
use stonehand::files::MemoryFiles;
use stonehand::{pdf, profile};

const COPY: &str = "They knew. We told them in June, and again in July, with a list of all the corners.";

/// An issue of a front page with copy and what else is asked for.
fn manifest(layout: &str, more: &str) -> String {
    format!(
        "layout: {layout}\nnameplate: {{title: The Dock}}\narticles:\n  - headline: Third collision\n    text: {COPY}\n{more}"
    )
}

/// A colour photograph: soft shapes, no pixel like its neighbour.
fn photo(w: u32, h: u32) -> Vec<u8> {
    let pixels: Vec<u8> = (0..h)
        .flat_map(|y| (0..w).flat_map(move |x| [(x * 255 / w) as u8, (y * 255 / h) as u8, ((x ^ y) & 127) as u8]))
        .collect();
    let mut file = Vec::new();
    JpegEncoder::new_with_quality(&mut file, 92)
        .write_image(&pixels, w, h, ExtendedColorType::Rgb8)
        .expect("an encoder that works");
    file
}

/// Black letters, so to speak, on white: a drawing in red, green and blue that has no colour but one red bar.
fn drawing(w: u32, h: u32) -> Vec<u8> {
    let pixel = |x: u32, y: u32| match (x / 40 % 2, y < 40) {
        (_, true) => [200, 0, 0],
        (0, _) => [0; 3],
        _ => [255; 3],
    };
    let pixels: Vec<u8> = (0..h).flat_map(|y| (0..w).flat_map(move |x| pixel(x, y))).collect();
    let mut file = Vec::new();
    PngEncoder::new(&mut file).write_image(&pixels, w, h, ExtendedColorType::Rgb8).expect("an encoder that works");
    file
}

fn with_photo(keys: &str) -> String {
    manifest("letter-news", &format!("    images:\n      - {{file: a.jpg, columns: 2{keys}}}\n"))
}

/// The files that are printed, by the name of their ink (empty where there is one file).
fn printed(files: &MemoryFiles, profile: &str) -> BTreeMap<String, Vec<u8>> {
    let mut log = Log::new();
    let mut edition = stonehand::compose_for(files, Path::new("issue.yaml"), Some(profile), &mut log)
        .unwrap_or_else(|_| panic!("{:#?}", log.diagnostics()));
    let files = pdf::print(&mut edition, &mut log).unwrap_or_else(|_| panic!("{:#?}", log.diagnostics()));
    files.into_iter().map(|(ink, bytes)| (ink.map(|i| i.to_string()).unwrap_or_default(), bytes)).collect()
}

fn one(files: &MemoryFiles, profile: &str) -> Vec<u8> {
    printed(files, profile).into_values().next().expect("a file")
}

/// What is said that keeps the issue from being printed: message and hint of each.
fn refused(files: &MemoryFiles, profile: &str) -> Vec<String> {
    let mut log = Log::new();
    let edition = stonehand::compose_for(files, Path::new("issue.yaml"), Some(profile), &mut log);
    if let Ok(mut edition) = edition {
        assert!(pdf::print(&mut edition, &mut log).is_err(), "it was printed");
    }
    log.diagnostics().iter().map(|d| format!("{}: {}", d.message, d.hint.as_deref().unwrap_or_default())).collect()
}

fn memory(manifest: &str) -> MemoryFiles {
    MemoryFiles::new().with("issue.yaml", manifest)
}

/// `letter-news` with other headlines.
fn in_color(color: &str) -> (String, String) {
    let text = include_str!("../../layouts/letter-news/layout.yaml");
    let colored = text.replace("  headline: {", &format!("  headline: {{color: {color}, "));
    assert_ne!(text, colored);
    ("layouts/ours/layout.yaml".to_owned(), colored)
}

/// How much of the first page each of the four inks covers, as ghostscript separates it.
fn coverage(pdf: &[u8]) -> [f64; 4] {
    let said = tool("gs", &["-q", "-o", "-", "-sDEVICE=inkcov", "-dFirstPage=1", "-dLastPage=1", "{}"], pdf);
    let numbers: Vec<f64> = said.split_whitespace().filter_map(|n| n.parse().ok()).take(4).collect();
    numbers.try_into().unwrap_or_else(|_| panic!("no coverage in {said}"))
}

/// Every reader finds the file whole.
fn readers_are_content(pdf: &[u8]) {
    tool("qpdf", &["--check", "{}"], pdf);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("in.pdf");
    std::fs::write(&file, pdf).expect("a temporary file");
    for (name, arguments) in [
        ("pdftoppm", &["-r", "30", "-png", "in.pdf", "page"][..]),
        // Debian's mutool has no colour management, and says so of every file with a profile in it.
        ("mutool", &["draw", "-q", "-N", "-r", "30", "-o", "mu%d.png", "in.pdf"]),
        ("gs", &["-q", "-o", "gs%d.png", "-sDEVICE=png16m", "-r30", "in.pdf"]),
    ] {
        let output = Command::new(name).args(arguments).current_dir(folder.path()).output().expect(name);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() && said.trim().is_empty(), "{name}: {said}");
    }
}

/// Colour space, components and pixels of the pictures of a file.
fn pictures(pdf: &[u8]) -> Vec<(String, u32, u32)> {
    let list = tool("pdfimages", &["-list", "{}"], pdf);
    let rows = list.lines().skip(2).map(|l| l.split_whitespace().collect::<Vec<_>>());
    let number = |t: &str| t.parse().unwrap_or(0);
    rows.map(|r| (r[5].to_owned(), number(r[3]), number(r[4]))).collect()
}

#[test]
fn the_summary_says_the_profile_and_the_manifest_may_name_it() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let run = |text: &str, arguments: &[&str]| {
        std::fs::write(folder.path().join("issue.yaml"), text).expect("a file");
        let output = Command::new(env!("CARGO_BIN_EXE_stonehand"))
            .args([&["build", "issue.yaml", "-o", "dock.pdf"], arguments].concat())
            .current_dir(folder.path())
            .output()
            .expect("the program");
        let text = |b: Vec<u8>| String::from_utf8_lossy(&b).into_owned();
        (text(output.stdout), text(output.stderr))
    };
    let plain = manifest("letter-news", "");
    let named = format!("profile: copier-bw\n{plain}");
    assert!(!run(&plain, &[]).0.contains("profile"));
    assert!(run(&named, &[]).0.contains("; profile copier-bw\n"));
    let (out, _) = run(&named, &["--profile", "riso"]);
    assert!(
        out.contains("; profile riso\ndock-black.pdf\ndock-bright-red.pdf\n"),
        "the command has the last word: {out}"
    );
    let (_, err) = run(&plain.replace("layout:", "profile: copyer-bw\nlayout:"), &[]);
    assert!(err.contains("there is no profile `copyer-bw`") && err.contains("issue.yaml:1:10"), "{err}");
    assert!(err.contains("did you mean `copier-bw`? known profiles: screen, copier-bw,"), "{err}");
    let (_, err) = run(&plain, &["--profile", "offset"]);
    assert!(err.contains("error[unknown-profile]: there is no profile `offset`"), "{err}");
}

#[test]
fn type_and_rules_are_on_the_black_plate_alone() {
    let text = manifest("letter-news", "    box: true\n");
    let files = memory(&text).with("profiles/bare.yaml", "extends: press\nmarks: none\n");
    for profile in ["copier-bw", "newsprint", "riso", "bare"] {
        let [c, m, y, k] = coverage(&one(&files, profile));
        assert!(c == 0.0 && m == 0.0 && y == 0.0 && k > 0.005, "{profile}: {c} {m} {y} {k}");
    }
    // With marks in registration colour, each plate has the same little more.
    let [c, m, y, _] = coverage(&one(&files, "press"));
    let same = |a: f64, b: f64| (a - b).abs() < 1e-9;
    assert!(c > 0.0 && c < 0.002 && same(c, m) && same(m, y), "{c} {m} {y}");
}

#[test]
fn every_profile_is_printed_without_a_complaint_and_twice_the_same() {
    let files = memory(&with_photo("")).with("a.jpg", photo(1600, 1100));
    for name in profile::builtin_names() {
        let first = printed(&files, name);
        let pool = rayon::ThreadPoolBuilder::new().num_threads(3).build().expect("a pool");
        assert!(first == pool.install(|| printed(&files, name)), "{name}: other bytes");
        for pdf in first.values() {
            readers_are_content(pdf);
        }
    }
}

#[test]
fn a_photograph_leaves_no_trace_of_its_camera_in_any_profile() {
    let thumbnail = photo(64, 48);
    let secrets: [&[u8]; 4] = [b"52.5200 13.4050", b"1234567", b"Canon", b"Jane Doe"];
    let plant = |file: &[u8]| {
        let block = [&exif(1)[..], &thumbnail].concat();
        let icc = b"ICC_PROFILE\0\x01\x01Jane Doe's display";
        with_segments(file, &[segment(0xe1, &block), segment(0xe2, icc), segment(0xfe, b"by Jane Doe")])
    };
    // One that fits, one far too large, one that is cut.
    for (size, keys) in [((640, 440), ""), ((3000, 2000), ""), ((1400, 1000), ", crop: \"1:1\"")] {
        let files = memory(&with_photo(keys)).with("a.jpg", plant(&photo(size.0, size.1)));
        for name in profile::builtin_names() {
            for pdf in printed(&files, name).values() {
                let text = unpacked(pdf);
                for secret in secrets {
                    let secret = String::from_utf8_lossy(secret);
                    assert!(!text.contains(&*secret), "{name}, {size:?}: {secret}");
                }
                let scan = &thumbnail[thumbnail.len() - 200..];
                assert!(!pdf.windows(200).any(|w| w == scan), "{name}, {size:?}: the thumbnail");
            }
        }
    }
}

#[test]
fn colours_become_what_the_profile_allows() {
    let spaces = |profile: &str, file: &[u8]| {
        let files = memory(&with_photo("")).with("a.jpg", file);
        pictures(&one(&files, profile)).into_iter().map(|p| p.0).collect::<Vec<_>>().join(" ")
    };
    let color = photo(1000, 700);
    for (profile, space) in [
        ("screen", "rgb"),
        ("copier-bw", "gray"),
        ("copier-colour", "rgb"),
        ("riso", "gray"),
        ("newsprint", "gray"),
        ("press", "cmyk"),
    ] {
        assert_eq!(spaces(profile, &color), space, "{profile}");
        let text = manifest("ours", "");
        let (path, layout) = in_color("\"#c8102e\"");
        let pdf = one(&memory(&text).with(path, layout), profile);
        let operators = unpacked(&pdf);
        assert_eq!(operators.contains(" rg\n"), space == "rgb", "{profile}: a headline in red");
        assert_eq!(operators.contains(" k\n"), space == "cmyk", "{profile}");
        assert!(space == "cmyk" || !operators.contains("/DeviceCMYK"), "{profile}");
    }
}

#[test]
fn pictures_far_above_the_limit_are_made_smaller_and_none_larger() {
    let width = |profile: &str, px: u32| {
        let files = memory(&with_photo("")).with("a.jpg", photo(px, px * 2 / 3));
        pictures(&one(&files, profile))[0].1
    };
    // Two columns of letter-news are 350 pt wide: 1,459 pixels at 300 to the inch.
    assert_eq!(width("copier-bw", 4000), 1459);
    // So that it ends on a line, a photograph may be trimmed by a little.
    assert!((1800..=1900).contains(&width("copier-bw", 1900)), "a third above is let be");
    assert!((660..=700).contains(&width("copier-bw", 700)), "never enlarged");
    assert_eq!(width("newsprint", 1900), 973, "at 200 to the inch");
}

#[test]
fn a_picture_that_fits_goes_through_to_the_byte() {
    let file = photo(1000, 700);
    let scan = &file[file.len() - 3000..];
    // Cut to the form that it has: nothing is cut.
    let files = memory(&with_photo(", crop: \"10:7\"")).with("a.jpg", &file);
    for profile in ["screen", "copier-colour"] {
        let pdf = one(&files, profile);
        assert!(pdf.windows(scan.len()).any(|w| w == scan), "{profile}");
    }
    let pdf = one(&files, "press");
    assert!(!pdf.windows(scan.len()).any(|w| w == scan), "converted for the press");
}

#[test]
fn what_a_crop_leaves_out_is_not_in_the_file() {
    let files = memory(&with_photo(", crop: \"1:1\"")).with("a.jpg", photo(1200, 600));
    for profile in ["screen", "copier-colour", "press"] {
        let (_, w, h) = pictures(&one(&files, profile)).remove(0);
        assert!(w.abs_diff(h) <= 3 && w <= 603, "{profile}: {w} × {h}");
    }
}

#[test]
fn a_drawing_stays_sharp_and_its_black_stays_black() {
    let text = manifest("letter-news", "    images:\n      - {file: a.png}\n");
    let files =
        memory(&text).with("a.png", drawing(800, 400)).with("profiles/bare.yaml", "extends: press\nmarks: none\n");
    let list = tool("pdfimages", &["-list", "{}"], &one(&files, "bare"));
    assert!(list.contains(" cmyk ") && list.contains(" image ") && !list.contains(" jpeg "), "{list}");
    let [c, m, _, k] = coverage(&one(&files, "bare"));
    assert!(k > 3.0 * m && c < m, "black bars in black alone, the red one in magenta and yellow: {c} {m} {k}");
}

#[test]
fn a_drawing_with_smooth_edges_is_no_photograph() {
    // Gray slopes between black bars and paper: more grays than any palette has.
    let pixel = |x: u32| match x % 100 {
        0..=49 => 255,
        x @ 50..=55 => (255 - (x - 49) * 40) as u8,
        _ => 0u8,
    };
    let pixels: Vec<u8> =
        (0..900).flat_map(|y| (0..1400).map(move |x| pixel(x + y % 7).saturating_sub((y % 3) as u8))).collect();
    let mut file = Vec::new();
    PngEncoder::new(&mut file).write_image(&pixels, 1400, 900, ExtendedColorType::L8).expect("an encoder that works");
    let text = manifest("letter-news", "    images:\n      - {file: a.png, columns: 1}\n");
    let list = tool("pdfimages", &["-list", "{}"], &one(&memory(&text).with("a.png", file), "copier-bw"));
    let row: Vec<&str> = list.lines().nth(2).unwrap_or_default().split_whitespace().collect();
    let width: u32 = row[3].parse().unwrap_or(0);
    assert!((1300..=1400).contains(&width) && row[8] == "image", "some 600 pixels to the inch, without loss: {list}");
}

#[test]
fn the_press_gets_pdf_x_4() {
    let text = manifest("letter-news", "").replace("They knew.", "They [knew](https://example.org).");
    let pdf = one(&memory(&text), "press");
    assert!(pdf.starts_with(b"%PDF-1.6"));
    let text = unpacked(&pdf);
    for there in [
        "/S /GTS_PDFX",
        "/OutputConditionIdentifier (FOGRA39)",
        "/RegistryName (http://www.color.org)",
        "/DestOutputProfile",
        "/Trapped /False",
        "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>",
        "<xmp:CreateDate>2000-01-01T00:00:00Z</xmp:CreateDate>",
        "<xmpMM:DocumentID>uuid:",
        "<pdf:Trapped>False</pdf:Trapped>",
        "/OPM 1",
        "/OP true",
        "0 0 0 1 k\n",
        "/GO gs\n",
        "/Separation",
    ] {
        assert!(text.contains(there), "{there}");
    }
    for not in ["/Annots", "/URI", "/DeviceRGB", "/Producer", "/Creator", "/CreationDate", "/ModDate", "stonehand"] {
        assert!(!text.contains(not), "{not}");
    }
    // Two other readers see the same.
    let info = tool("pdfinfo", &["{}"], &pdf);
    assert!(info.contains("PDF version:     1.6") && info.contains("Metadata Stream: yes"), "{info}");
    let intents = tool("mutool", &["show", "{}", "trailer/Root/OutputIntents"], &pdf);
    assert!(intents.contains("/GTS_PDFX") && intents.contains("/DestOutputProfile"), "{intents}");
}

#[test]
fn marks_stand_outside_the_bleed_and_boxes_are_right_to_a_hundredth() {
    let text = include_str!("../../layouts/letter-news/layout.yaml").replace("paper: letter", "paper: a4\nbleed: 3mm");
    let files = memory(&manifest("ours", "")).with("layouts/ours/layout.yaml", text);
    let boxes = |pdf: &[u8]| -> BTreeMap<String, Vec<f64>> {
        let objects = unpacked(pdf);
        let found = ["MediaBox", "BleedBox", "TrimBox"].map(|name| {
            let at = objects.find(&format!("/{name} [")).unwrap_or_else(|| panic!("no {name}"));
            let numbers = objects[at..].split('[').nth(1).and_then(|t| t.split(']').next()).unwrap_or_default();
            (name.to_owned(), numbers.split_whitespace().filter_map(|n| n.parse().ok()).collect())
        });
        found.into()
    };
    let close = |a: &[f64], b: [f64; 4]| a.len() == 4 && a.iter().zip(b).all(|(a, b)| (a - b).abs() < 0.01);
    let (w, h, bleed) = (595.276, 841.89, 8.504);
    // 3 mm to the marks, 5 mm of mark, 3 pt of white.
    let around = bleed + 14.173 + 3.0;
    let found = boxes(&one(&files, "press"));
    assert!(close(&found["MediaBox"], [0.0, 0.0, w + 2.0 * around, h + 2.0 * around]), "{found:?}");
    assert!(close(&found["TrimBox"], [around, around, around + w, around + h]), "{found:?}");
    let inner = around - bleed;
    assert!(close(&found["BleedBox"], [inner, inner, around + w + bleed, around + h + bleed]), "{found:?}");
    let found = boxes(&one(&files, "copier-bw"));
    assert!(close(&found["MediaBox"], [0.0, 0.0, w + 2.0 * bleed, h + 2.0 * bleed]), "{found:?}");
    assert!(close(&found["TrimBox"], [bleed, bleed, bleed + w, bleed + h]), "{found:?}");
}

#[test]
fn a_stencil_duplicator_gets_a_gray_file_for_each_ink() {
    let text = manifest("ours", "    images:\n      - {file: a.jpg, columns: 2, ink: bright red}\n");
    let (path, layout) = in_color("{spot: Bright Red, cmyk: [0, 85, 75, 0]}");
    let files = memory(&text).with(path, layout).with("a.jpg", photo(1000, 700));
    let plates = printed(&files, "riso");
    assert_eq!(plates.keys().collect::<Vec<_>>(), ["Black", "Bright Red"]);
    let words = |ink: &str| tool("pdftotext", &["{}", "-"], &plates[ink]);
    assert!(words("Bright Red").contains("Third collision") && !words("Black").contains("Third collision"));
    assert!(words("Black").contains("again in July") && !words("Bright Red").contains("again in July"));
    assert_eq!((pictures(&plates["Bright Red"]).len(), pictures(&plates["Black"]).len()), (1, 0));
    for (ink, pdf) in &plates {
        let [c, m, y, k] = coverage(pdf);
        assert!(c == 0.0 && m == 0.0 && y == 0.0 && k > 0.0, "{ink} is gray: {c} {m} {y} {k}");
    }
    // The marks are drawn last, in black, at the same places.
    let marks = |ink: &str| {
        let text = unpacked(&plates[ink]);
        let page = text.split("endstream").find(|t| t.contains(" re\n")).unwrap_or_default().to_owned();
        let lines: Vec<String> = page.lines().filter(|l| l.ends_with(" re")).map(str::to_owned).collect();
        lines[lines.len() - 16..].to_vec()
    };
    assert_eq!(marks("Black"), marks("Bright Red"));
}

#[test]
fn an_ink_that_is_not_there_is_named_with_those_that_are() {
    let text = manifest("letter-news", "    images:\n      - {file: a.jpg, ink: Bright Rad}\n");
    let files = memory(&text).with("a.jpg", photo(600, 400));
    assert_eq!(
        refused(&files, "riso"),
        ["the profile `riso` has no ink `Bright Rad`: did you mean `Bright Red`? its inks are Black, Bright Red"]
    );
    assert!(!printed(&files, "copier-bw").is_empty(), "where there is one ink, nothing is asked");
    let (path, layout) = in_color("{spot: Teal, cmyk: [90, 0, 40, 0]}");
    let files = memory(&manifest("ours", "")).with(path, layout);
    assert_eq!(
        refused(&files, "riso"),
        [
            "the profile `riso` has no ink `Teal`: its inks are Black, Bright Red; for others, write a profile with `extends: riso` and `inks: […]`"
        ]
    );
    let own = files.with("profiles/ours.yaml", "extends: riso\ninks: [Black, Teal]\nmarks: none\n");
    assert_eq!(printed(&own, "ours").keys().collect::<Vec<_>>(), ["Black", "Teal"]);
}

#[test]
fn a_spot_ink_has_a_plate_of_its_own_on_the_press() {
    let (path, layout) = in_color("{spot: Warm Red, cmyk: [0, 85, 75, 0], tint: 60}");
    let files = memory(&manifest("ours", "")).with(path, layout);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("in.pdf");
    std::fs::write(&file, one(&files, "press")).expect("a temporary file");
    let out = folder.path().join("sep%d.tif");
    tool_in("gs", &["-q", "-o", out.to_str().expect("a plain path"), "-sDEVICE=tiffsep", "-r20", "{}"], &file);
    assert!(folder.path().join("sep1(Warm Red).tif").exists());
    let screen = unpacked(&one(&files, "screen"));
    assert!(!screen.contains("/Separation") && screen.contains(" rg\n"), "its stand-in, as light");
}

#[test]
fn a_profile_of_ones_own_changes_what_it_names() {
    let files = memory(&with_photo("")).with("a.jpg", photo(3000, 2000));
    let files = files.with("profiles/coarse.yaml", "extends: copier-bw\nphotos: {most: 200}\n");
    assert_eq!(pictures(&one(&files, "coarse"))[0].1, 973);
    for (text, said) in [
        ("extends: copier-bw\nleast_tnt: 3\n", "`least_tnt` is not a key of the profile: did you mean `least_tint`?"),
        ("extends: copyer-bw\n", "there is no built-in profile `copyer-bw`: did you mean `copier-bw`?"),
        (
            "color: cmy\n",
            "`color` must be `gray`, `rgb`, `cmyk` or `inks`, and here stands `cmy`: did you mean `cmyk`?",
        ),
        ("color: inks\n", "`color: inks` needs to know which: add `inks:"),
        ("standard: pdf-x-4\n", "PDF/X-4 is written in inks, not in light: write `color: cmyk`"),
        ("photos: {least: 400}\n", "`photos` has `least`, `good` and `most` in another order"),
        ("total_ink: 500\n", "`total_ink` must be a whole number from 50 to 400"),
        ("border: wide\n", "`border` must be a length"),
        ("", "the profile is empty"),
    ] {
        let all = refused(&files.clone().with("profiles/wrong.yaml", text), "wrong");
        assert!(all.len() == 1 && all[0].starts_with(said), "{text:?}: {all:?}");
    }
}

#[test]
fn the_printers_own_condition_takes_the_place_of_ours() {
    let coated = include_bytes!("../../icc/coated-fogra39.icc");
    let press = "extends: press\ncondition: {name: CGATS21, icc: house.icc}\n";
    let files = memory(&with_photo("")).with("a.jpg", photo(1000, 700)).with("profiles/house.yaml", press);
    let text = unpacked(&one(&files.clone().with("profiles/house.icc", coated), "house"));
    assert!(text.contains("/OutputConditionIdentifier (CGATS21)") && !text.contains("FOGRA39)"));
    let said = refused(&files, "house");
    assert!(said[0].starts_with("there is no file `profiles/house.icc`"), "{said:?}");
    let said = refused(&files.clone().with("profiles/house.icc", include_bytes!("../../icc/srgb.icc")), "house");
    assert!(said[0].starts_with("profiles/house.icc is not the ICC profile of a press"), "{said:?}");
    let said = refused(&files.with("profiles/house.icc", &coated[..200]), "house");
    assert!(said[0].starts_with("the ICC profile of the condition `CGATS21` cannot be used"), "{said:?}");
}

#[test]
fn no_place_has_more_ink_than_newsprint_takes() {
    let text = with_photo("");
    let files =
        memory(&text).with("a.jpg", photo(900, 600)).with("profiles/colour.yaml", "extends: newsprint\ncolor: cmyk\n");
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("in.pdf");
    std::fs::write(&file, one(&files, "colour")).expect("a temporary file");
    let root = folder.path().join("picture");
    tool_in("pdfimages", &["-all", "{}", root.to_str().expect("a plain path")], &file);
    let picture = std::fs::read_dir(folder.path()).expect("a folder").flatten().map(|e| e.path());
    let picture = picture.into_iter().find(|p| p.extension().is_some_and(|e| e == "jpg")).expect("a JPEG");
    let mut decoder = zune_jpeg::JpegDecoder::new_with_options(
        zune_jpeg::zune_core::bytestream::ZCursor::new(std::fs::read(picture).expect("a file")),
        zune_jpeg::zune_core::options::DecoderOptions::default()
            .jpeg_set_out_colorspace(zune_jpeg::zune_core::colorspace::ColorSpace::CMYK),
    );
    let samples = decoder.decode().expect("a picture");
    // Stored as paper instead of ink; JPEG is not exact.
    let inks = samples.chunks_exact(4).map(|p| p.iter().map(|s| 255 - u32::from(*s)).sum::<u32>());
    let most = inks.clone().max().unwrap_or_default() * 100 / 255;
    let over = inks.filter(|sum| sum * 100 / 255 > 246).count();
    assert!((200..=275).contains(&most) && over < 900 * 600 / 200, "{most} % at most, {over} pixels above 246 %");
}
