//! How well a text sets: reads plain text (paragraphs parted by blank lines), sets it at one or more measures and prints
//! what the tool that reads finished pages would count: loose and very loose lines, hyphens, ladders, runts.
//!
//! `cargo run --example setting -- FILE [language] [measure in pt] [size in pt]`

use std::time::Instant;
use stonehand::font::FontBook;
use stonehand::geom::Length;
use stonehand::issue::Rich;
use stonehand::language::Language;
use stonehand::page::{Align, Caps, Figures};
use stonehand::style::{Faces, Style};
use stonehand::text::{Breaking, ShapedText, Shaper};

/// Counts over all paragraphs.
#[derive(Default)]
struct Counts {
    lines: usize,
    justified: usize,
    loose: usize,
    very_loose: usize,
    tight: usize,
    hyphens: usize,
    ladder: usize,
    runts: usize,
    before_last: usize,
    shorter: usize,
    longer: usize,
    paragraphs: usize,
    forced: usize,
    unfilled: usize,
}

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let Some(path) = args.get(1) else {
        println!("setting FILE [language] [measure] [size]");
        return;
    };
    let Ok(text) = std::fs::read_to_string(path) else {
        println!("cannot read {path}");
        return;
    };
    let language = args.get(2).and_then(|l| Language::parse(l)).unwrap_or_default();
    let number = |i: usize, default: f64| args.get(i).and_then(|a| a.parse().ok()).unwrap_or(default);
    let (measure, size) = (number(3, 164.0), number(4, 9.4));

    let start = Instant::now();
    let book = FontBook::builtin();
    let style = body(&book, size);
    let mut shaper = Shaper::new(&book);
    shaper.shape(&Rich::plain("Preparation", None), &style, language, &mut Vec::new());
    let loaded = start.elapsed();
    let paragraphs: Vec<String> =
        text.split("\n\n").map(|p| p.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    let start = Instant::now();
    let shaped: Vec<ShapedText> = paragraphs
        .iter()
        .filter(|p| !p.is_empty())
        .map(|p| shaper.shape(&Rich::plain(p.as_str(), None), &style, language, &mut Vec::new()))
        .collect();
    let shaping = start.elapsed();
    let start = Instant::now();
    let measure = Length::from_pt(measure);
    let indent = style.size;
    let broken: Vec<_> = shaped.iter().map(|s| s.break_copy(&|_| measure, indent, Align::Justify)).collect();
    let breaking = start.elapsed();
    let start = Instant::now();
    let mut counts = Counts::default();
    for (s, b) in shaped.iter().zip(&broken) {
        counts.shorter += usize::from(b.shorter.is_some());
        counts.longer += usize::from(b.longer.is_some());
        count(&book, s, &b.best, measure, indent, &mut counts);
    }
    let setting = start.elapsed();
    let c = &counts;
    let share = |n: usize| 100.0 * n as f64 / c.justified.max(1) as f64;
    println!(
        "{} words, {} lines: loose {:.2} %, very loose {:.2} %, tight {:.2} %, hyphens {:.1} %, ladder {}, runts {} of {}, hyphens before the last line {}, forced {}, unfilled {}; a line less {}, more {}",
        paragraphs.iter().map(|p| p.split(' ').count()).sum::<usize>(),
        c.lines,
        share(c.loose),
        share(c.very_loose),
        share(c.tight),
        share(c.hyphens),
        c.ladder,
        c.runts,
        c.paragraphs,
        c.before_last,
        c.forced,
        c.unfilled,
        c.shorter,
        c.longer
    );
    println!("loading {loaded:.1?}, shaping {shaping:.1?}, breaking {breaking:.1?}, setting {setting:.1?}");
}

fn body(book: &FontBook, size: f64) -> Style {
    let face = |weight, italic| book.find("STIX Two Text", weight, italic).expect("built in");
    let code = book.find("Source Code Pro", 400, false).expect("built in");
    let faces = Faces {
        regular: face(400, false),
        italic: face(400, true),
        bold: face(700, false),
        bold_italic: face(700, true),
        code,
    };
    let size = Length::from_pt(size);
    Style {
        faces,
        size,
        sizes: vec![size],
        leading: size.scale(1.22),
        indent: size,
        align: Align::Justify,
        hyphenate: true,
        tracking: 0.0,
        caps: Caps::Normal,
        figures: Figures::OldStyle,
        color: stonehand::color::Color::BLACK,
        above: 0,
        below: 0,
        rule: Length::ZERO,
        tint: None,
        lines: 3,
        raise: 0,
    }
}

fn count(book: &FontBook, s: &ShapedText, b: &Breaking, measure: Length, indent: Length, c: &mut Counts) {
    let lines = s.set(book, b, &|_| measure, indent, Align::Justify);
    c.paragraphs += 1;
    c.forced += usize::from(b.forced);
    c.lines += lines.len();
    let mut ladder = 0;
    for (line, hyphen) in lines.iter().zip(&b.hyphens) {
        ladder = if *hyphen { ladder + 1 } else { 0 };
        c.ladder = c.ladder.max(ladder);
        if !line.justified {
            continue;
        }
        c.justified += 1;
        c.hyphens += usize::from(*hyphen);
        c.unfilled += usize::from(line.width != measure);
        let Some(space) = line.word_space else { continue };
        c.loose += usize::from(space > 0.5);
        c.very_loose += usize::from(space > 0.75);
        c.tight += usize::from(space < 0.17);
    }
    if let [.., before, _] = b.hyphens[..] {
        c.before_last += usize::from(before);
        let last: String = lines.last().iter().flat_map(|l| l.runs.iter()).map(|r| r.text.as_str()).collect();
        c.runts += usize::from(!last.contains(' ') && last.chars().count() <= 5);
    }
}
