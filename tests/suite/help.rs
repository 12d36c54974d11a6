//! What the tests share.

use image::codecs::png::PngEncoder;
use image::{ExtendedColorType, ImageEncoder};
use std::path::Path;
use stonehand::Edition;
use stonehand::diag::Log;
use stonehand::files::MemoryFiles;

/// The head of a manifest.
pub fn issue(layout: &str) -> String {
    format!("layout: {layout}\nnameplate: {{title: The Test Sheet, date: 2026-03-14}}\narticles:\n")
}

/// An article of a manifest, its copy inline; more keys may follow at an indent of four.
pub fn article(headline: &str, copy: &str) -> String {
    let copy: Vec<String> = copy.lines().map(|l| format!("      {l}")).collect();
    format!("  - headline: {headline}\n    text: |\n{}\n", copy.join("\n"))
}

/// Composes a manifest from memory; what went wrong otherwise.
pub fn compose(manifest: &str) -> Result<(Edition, Log), String> {
    let files = MemoryFiles::new().with("issue.yaml", manifest);
    let mut log = Log::new();
    match stonehand::compose(&files, Path::new("issue.yaml"), &mut log) {
        Ok(edition) => Ok((edition, log)),
        Err(_) => Err(format!("{:#?}", log.diagnostics())),
    }
}

/// Compares with a golden file; `STONEHAND_GOLDEN=write` writes it instead. Look at what changed before you commit it.
pub fn golden(name: &str, text: &str) {
    golden_at(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name), text);
}

/// The same with a file anywhere.
pub fn golden_at(path: &Path, text: &str) {
    let name = path.display();
    if std::env::var_os("STONEHAND_GOLDEN").is_some_and(|v| v == "write") {
        std::fs::write(path, text).expect("the golden is written");
    }
    let golden = std::fs::read_to_string(path).unwrap_or_default();
    if golden != text {
        let at = golden.lines().zip(text.lines()).position(|(a, b)| a != b);
        let at = at.unwrap_or(golden.lines().count().min(text.lines().count()));
        let line = |t: &str| t.lines().nth(at).unwrap_or("(the end)").to_owned();
        panic!("{name} differs from line {}:\n  golden {}\n  now    {}", at + 1, line(&golden), line(text));
    }
}

/// The guide, all its chapters one after another.
pub fn guide() -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/guide");
    let mut names: Vec<_> = folder.read_dir().expect("the guide").flatten().map(|e| e.path()).collect();
    names.retain(|name| name.extension().is_some_and(|e| e == "md"));
    names.sort();
    names.iter().map(|name| std::fs::read_to_string(name).expect("a chapter")).collect()
}

/// What a log says.
pub fn said(log: &Log) -> Vec<String> {
    log.diagnostics().iter().map(|d| format!("{}: {} {:?}", d.code, d.message, d.hint)).collect()
}

/// A gray picture of this form, as a PNG.
pub fn picture(w: u32, h: u32) -> Vec<u8> {
    let mut file = Vec::new();
    let pixels = vec![120; (w * h) as usize];
    PngEncoder::new(&mut file).write_image(&pixels, w, h, ExtendedColorType::L8).expect("an encoder that works");
    file
}
