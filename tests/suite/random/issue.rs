//! Random issues: a manifest, its pictures, and what is known of every word in them.

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::{ExtendedColorType, ImageEncoder};
use std::fmt::Write;
use std::ops::Range;
use std::path::Path;
use stonehand::Edition;
use stonehand::diag::Failed;
use stonehand::diag::Log;
use stonehand::files::MemoryFiles;

/// A generator of pseudo-random numbers (SplitMix64): the same numbers everywhere, for ever.
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Chance {
        Chance(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ z >> 31
    }

    /// A number of a range.
    pub fn of(&mut self, range: Range<usize>) -> usize {
        range.start + (self.next() % (range.len().max(1) as u64)) as usize
    }

    /// Whether what happens so many times in a hundred happens.
    pub fn percent(&mut self, n: usize) -> bool {
        self.of(0..100) < n
    }

    fn pick<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.of(0..of.len())]
    }
}

/// A built-in layout as the tests need it.
#[derive(Debug, Clone, Copy)]
pub struct Layout {
    pub name: &'static str,
    pub columns: usize,
    /// Points: the baseline grid and the size of the copy.
    pub grid: f64,
    pub body: f64,
    /// The margins in points: top, bottom, the narrower one at the sides.
    pub margins: (f64, f64, f64),
    /// The width of a column in points.
    pub column: f64,
    /// Its slots, and the page on which they are.
    slots: &'static [(&'static str, usize)],
}

const fn layout(
    name: &'static str,
    (columns, column): (usize, f64),
    (grid, body): (f64, f64),
    margins: (f64, f64, f64),
) -> Layout {
    Layout { name, columns, grid, body, margins, column, slots: &[] }
}

pub const LAYOUTS: [Layout; 6] = [
    Layout { slots: &[("lead", 1), ("rail", 1)], ..layout("letter-news", (3, 167.6), (11.5, 9.4), (39.6, 50.4, 39.6)) },
    layout("letter-bulletin", (2, 246.6), (12.5, 10.2), (50.4, 57.6, 50.4)),
    layout("a4-news", (3, 162.0), (11.5, 9.2), (42.5, 53.8, 39.6)),
    layout("one-sheet", (3, 170.7), (12.0, 9.7), (36.0, 46.8, 36.0)),
    Layout {
        slots: &[("lead", 1), ("rail", 1), ("foot", 1), ("main", 2), ("side", 2), ("foot", 2), ("main", 3)],
        ..layout("tabloid-news", (5, 136.6), (11.0, 8.5), (39.6, 54.0, 32.4))
    },
    layout("half-letter-booklet", (2, 153.2), (11.5, 8.7), (36.0, 46.8, 37.8)),
];

const SYLLABLES: [&str; 10] = ["ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru"];

/// A word that no other article has and this one has once: letters alone, long enough to be hyphenated.
pub fn word(article: usize, n: usize) -> String {
    let digits = format!("{article:03}{n:04}");
    digits.bytes().map(|d| SYLLABLES[usize::from(d - b'0')]).collect()
}

/// The article and the number of a word.
pub fn read(word: &str) -> Option<(usize, usize)> {
    if word.len() != 14 || !word.is_ascii() {
        return None;
    }
    let digit = |i: usize| SYLLABLES.iter().position(|s| *s == &word[i..i + 2]);
    let number = |r: Range<usize>| r.map(|i| digit(2 * i)).try_fold(0, |n, d| Some(10 * n + d?));
    Some((number(0..3)?, number(3..7)?))
}

/// What is known of an article.
#[derive(Debug, Clone, Default)]
#[allow(clippy::struct_excessive_bools, reason = "what an issue is known to hold")]
pub struct Known {
    /// The words that are to be set, all of them.
    pub words: usize,
    /// The words of the copy, in the order in which they stand in it; tables are not in it.
    pub copy: Vec<usize>,
    /// The words of its plain paragraphs.
    pub paragraphs: Vec<Range<usize>>,
    /// Words of notes.
    pub notes: Vec<usize>,
    /// Words of the headline, which a jump head repeats.
    pub headline: Range<usize>,
    pub cut: bool,
    pub filler: bool,
    pub banner: bool,
    pub boxed: bool,
    pub quote: bool,
    pub pictures: usize,
}

/// A random issue.
pub struct Issue {
    pub layout: Layout,
    pub manifest: String,
    pub articles: Vec<Known>,
    pub pictures: Vec<(String, Vec<u8>)>,
}

impl Issue {
    pub fn compose(&self, log: &mut Log) -> Result<Edition, Failed> {
        let mut files = MemoryFiles::new().with("issue.yaml", &self.manifest);
        for (path, bytes) in &self.pictures {
            files = files.with(path, bytes);
        }
        stonehand::compose(&files, Path::new("issue.yaml"), log)
    }
}

/// A small gray picture; its width says whose it is.
pub fn picture(article: usize, height: u32, jpeg: bool) -> Vec<u8> {
    let width = 200 + article as u32;
    let pixels = vec![120; (width * height) as usize];
    let mut file = Vec::new();
    let done = if jpeg {
        JpegEncoder::new(&mut file).write_image(&pixels, width, height, ExtendedColorType::L8)
    } else {
        PngEncoder::new(&mut file).write_image(&pixels, width, height, ExtendedColorType::L8)
    };
    done.expect("an encoder that works");
    file
}

/// An article while it is written.
struct Writer<'a> {
    chance: &'a mut Chance,
    article: usize,
    /// Whether its paragraphs are divided as paragraphs are; entries and dates are not.
    plain: bool,
    known: Known,
}

const SHORT: [&str; 12] = ["so", "the", "to", "of", "and", "in", "a", "is", "that", "it", "was", "all"];

impl Writer<'_> {
    fn word(&mut self) -> String {
        self.known.words += 1;
        word(self.article, self.known.words - 1)
    }

    /// Words of its own among short ones that are anybody's.
    fn words(&mut self, n: usize) -> String {
        let mut out: Vec<String> = vec![self.word()];
        while out.len() < n {
            let next = if self.chance.percent(55) { self.chance.pick(&SHORT).to_owned() } else { self.word() };
            out.push(next);
        }
        out.join(" ")
    }

    /// The same, as words of the copy.
    fn copy(&mut self, n: usize) -> String {
        let first = self.known.words;
        let out = self.words(n);
        self.known.copy.extend(first..self.known.words);
        out
    }

    fn paragraph(&mut self, n: usize) -> String {
        let first = self.known.words;
        let out = self.copy(n);
        if self.plain {
            self.known.paragraphs.push(first..self.known.words);
        }
        out
    }

    /// About so many words of Markdown.
    fn body(&mut self, words: usize, kind: &str) -> String {
        let mut out = String::new();
        let (mut left, mut notes) = (words, Vec::new());
        let head = self.paragraph(words.clamp(1, 40));
        let _ = write!(out, "{head}.");
        left = left.saturating_sub(40);
        while left > 0 {
            out.push_str("\n\n");
            let n = self.chance.of(5..110).min(left);
            left -= n;
            match self.chance.of(0..40) {
                0..4 => {
                    let _ = write!(out, "## {}\n\n{}.", self.copy(3), self.paragraph(n));
                }
                4 | 5 => {
                    for i in 0..self.chance.of(1..6) {
                        let mark = if n % 2 == 0 { "-".to_owned() } else { format!("{}.", i + 1) };
                        let _ = writeln!(out, "{mark} {}", self.copy(n.min(20)));
                    }
                }
                6 => {
                    let _ = write!(out, "> {}.\n>\n> --- {}", self.copy(n.min(40)), self.copy(1));
                }
                7 => {
                    let _ = write!(out, "| {} | so |\n|---|--:|\n", self.word());
                    for _ in 0..self.chance.of(1..8) {
                        let _ = writeln!(out, "| {} | 1{} |", self.word(), self.chance.of(0..900));
                    }
                }
                8 | 9 if kind == "article" => {
                    let mark = notes.len() + 1;
                    let _ = write!(out, "{}.[^{mark}] {}.", self.copy(n), self.copy(6));
                    let (first, length) = (self.known.words, self.chance.of(3..40));
                    let note = self.words(length);
                    self.known.notes.extend(first..self.known.words);
                    notes.push(format!("[^{mark}]: {note}."));
                }
                10 if kind != "article" => {
                    let _ = write!(out, "**{}.** {}.", self.copy(1), self.copy(n));
                }
                11 => {
                    let _ = write!(out, "---\n\n{}.", self.copy(n));
                }
                _ => {
                    let _ = write!(out, "{}.", self.paragraph(n));
                }
            }
        }
        if notes.is_empty() { out } else { format!("{out}\n\n{}", notes.join("\n\n")) }
    }
}

/// A random issue; the same for the same seed.
pub fn issue(seed: u64) -> Issue {
    of_seed(seed, None)
}

/// The same issue, in which half of the pictures and quotes stand half-way into a column.
pub fn halved(seed: u64) -> Issue {
    of_seed(seed, Some(Chance::new(!seed)))
}

/// The columns of a picture or a quote, and perhaps its side, as they are written after `columns: `, parted by `next`.
fn columns(n: usize, halves: &mut Option<Chance>, next: &str) -> String {
    if let Some(h) = halves
        && h.percent(50)
    {
        return format!("{}.5{next}side: {}", n - 1, h.pick(&["left", "right"]));
    }
    n.to_string()
}

fn of_seed(seed: u64, mut halves: Option<Chance>) -> Issue {
    let mut chance = Chance::new(seed);
    let c = &mut chance;
    let layout = LAYOUTS[c.of(0..6)];
    let mut head = format!("layout: {}\nlanguage: {}\n", layout.name, c.pick(&["en-US", "es", "de"]));
    head.push_str("nameplate: {title: The Test Sheet, date: 2026-03-14}\n");
    if c.percent(30) {
        let pages =
            [String::from("2"), c.of(1..24).to_string(), format!("{{max: {}, multiple_of: 4}}", c.of(1..6) * 4)];
        let _ = writeln!(head, "pages: {}", pages[c.of(0..3)]);
    }
    if c.percent(30) {
        let _ = writeln!(head, "colophon: |\n  {} so it is.", word(900, 0));
    }
    let count = if c.percent(60) { c.of(1..12) } else { c.of(12..41) };
    let mut pictures_left = if c.percent(70) { c.of(0..12) } else { c.of(12..31) };
    let mut out = Issue { layout, manifest: head, articles: Vec::new(), pictures: Vec::new() };
    // A page may be full and a slot may be taken: that is said, and no mistake.
    let pins = if c.percent(50) { 12 } else { 0 };
    out.manifest.push_str("articles:\n");
    for article in 0..count {
        let pictures = c.of(0..4.min(pictures_left + 1));
        pictures_left -= pictures;
        let article = one(c, &mut halves, layout, (article, count), pins, pictures, &mut out.pictures);
        out.manifest.push_str(&article.0);
        out.articles.push(article.1);
    }
    if c.percent(30) {
        out.manifest.push_str("fillers:\n");
        for i in 0..c.of(1..4) {
            let known = Known { filler: true, ..Known::default() };
            let mut w = Writer { chance: c, article: count + i, plain: true, known };
            let words = w.chance.of(4..40);
            let text = w.copy(words);
            let _ = writeln!(out.manifest, "  - {{text: \"{text}.\", priority: {i}}}");
            out.articles.push(w.known);
        }
    }
    out
}

/// An article of the manifest, and what is known of it.
fn one(
    c: &mut Chance,
    halves: &mut Option<Chance>,
    layout: Layout,
    (article, count): (usize, usize),
    pins: usize,
    pictures: usize,
    files: &mut Vec<(String, Vec<u8>)>,
) -> (String, Known) {
    let mut w = Writer { chance: c, article, plain: true, known: Known::default() };
    let kinds = ["briefs", "directory", "calendar", "letters", "banner"];
    let kind = if w.chance.percent(12) { w.chance.pick(&kinds) } else { "article" };
    let length = match w.chance.of(0..10) {
        _ if kind == "banner" => 6..30,
        0..4 => 30..200,
        4..8 => 200..700,
        // Long ones in short papers alone, so that a thousand issues are composed in minutes.
        _ if count > 12 => 700..1_000,
        _ => 700..3_000,
    };
    let length = w.chance.of(length);
    let first = w.known.words;
    let words = w.chance.of(1..9);
    let mut out = format!("  - headline: {}\n    kind: {kind}\n", w.words(words));
    w.known.headline = first..w.known.words;
    for (key, percent, most) in [("kicker", 30, 2), ("deck", 35, 20), ("byline", 35, 4)] {
        if w.chance.percent(percent) {
            let words = w.chance.of(1..most + 1);
            let _ = writeln!(out, "    {key}: {}", w.words(words));
        }
    }
    if w.chance.percent(60) {
        let _ = writeln!(out, "    columns: {}", w.chance.of(1..layout.columns + 1));
    }
    if w.chance.percent(10) {
        let _ = writeln!(out, "    language: {}", w.chance.pick(&["en-US", "es", "de"]));
    }
    w.plain = !matches!(kind, "directory" | "calendar");
    w.known.banner = kind == "banner";
    if length < 200 && kind == "article" && w.chance.percent(20) {
        w.known.boxed = true;
        out.push_str("    box: true\n");
    }
    let to = w.chance.of(2..9);
    match w.chance.of(0..20) {
        0..3 => out.push_str("    jump: forbid\n"),
        3 => out.push_str("    jump: allow\n"),
        4 => {
            let _ = writeln!(out, "    jump: {{to: {to}, head: so it goes on}}");
        }
        _ => {}
    }
    if w.chance.percent(pins) {
        if !layout.slots.is_empty() && w.chance.percent(60) {
            let (slot, page) = layout.slots[w.chance.of(0..layout.slots.len())];
            let _ = writeln!(out, "    page: {page}\n    slot: {slot}");
        } else {
            let _ = writeln!(out, "    page: {}", w.chance.of(1..6));
        }
    } else if w.chance.percent(5) {
        let _ = writeln!(out, "    start: {}", w.chance.pick(&["page", "column"]));
    }
    if w.chance.percent(15) {
        out.push_str("    drop_cap: true\n");
    }
    if w.chance.percent(8) {
        w.known.cut = true;
        out.push_str("    cut: from-end\n");
    }
    if kind != "banner" && w.chance.percent(20) {
        w.known.quote = true;
        let (words, n) = (w.chance.of(3..25), w.chance.of(1..layout.columns + 1));
        let columns = columns(n, halves, ", ");
        let _ = writeln!(out, "    pull_quotes:\n      - {{text: {}, columns: {columns}}}", w.words(words));
    }
    w.known.pictures = pictures;
    if pictures > 0 {
        out.push_str("    images:\n");
    }
    for i in 0..pictures {
        let jpeg = w.chance.percent(50);
        let path = format!("images/{article}-{i}.{}", if jpeg { "jpg" } else { "png" });
        let columns = columns(w.chance.of(1..layout.columns + 1), halves, "\n        ");
        let _ = writeln!(out, "      - file: {path}\n        columns: {columns}");
        if w.chance.percent(60) {
            let words = w.chance.of(1..25);
            let _ = writeln!(out, "        caption: {}", w.words(words));
        }
        let at = w.chance.pick(&["top", "bottom", "auto", "auto", "1", "3"]);
        let _ = writeln!(out, "        at: {at}");
        let height = w.chance.of(60..500) as u32;
        files.push((path, picture(article, height, jpeg)));
    }
    let body = w.body(length, kind);
    out.push_str("    text: |\n");
    for line in body.lines() {
        let _ = writeln!(out, "      {line}");
    }
    (out, w.known)
}
