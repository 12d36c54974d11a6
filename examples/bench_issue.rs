//! An issue made up for measuring: 19 articles, about 11,000 words, 8 pictures of about half a megabyte, 6 pull quotes;
//! and the same content as a Typst document beside it.
//!
//! ```text
//! cargo run --release --example bench_issue -- FOLDER [TIMES]
//! ```
//!
//! Words and pictures come from one number, so every run on every machine makes the same files. `TIMES` repeats the whole.

use image::codecs::jpeg::JpegEncoder;
use image::{ExtendedColorType, ImageEncoder};
use std::fmt::Write;
use std::fs;
use std::io;
use std::path::Path;

const ARTICLES: usize = 19;
const WORDS: usize = 11_000;
const PICTURES: usize = 8;
const QUOTES: usize = 6;
/// Width and height of a picture in pixels.
const SIZE: (u32, u32) = (1_200, 800);
/// What a picture's file may have at most, in bytes.
const FILE: usize = 560_000;

/// What the copy is made of.
const VOCABULARY: &str = "\
the the the the a a an of of of to to and and in in that is was for on with as at by from it we they he she you not \
this have had been were are would will can when what which who how more one two three four five all some many our their \
shift night morning afternoon week month hour minute door dock yard gate floor aisle rack pallet trailer forklift mirror \
corner post light line belt cart box tape label scanner radio locker bench table break room kitchen window stairs roof \
loader picker driver sorter clerk cleaner mechanic supervisor committee meeting letter list notice answer question \
schedule overtime weekend holiday payroll arithmetic agreement grievance representative representation negotiation \
safety injury accident collision inspection temperature ventilation maintenance equipment replacement responsibility \
management department administration information communication conversation neighborhood transportation refrigerator \
write wrote written ask asked asking answer answered work working worked walk walked carry carried lift lifted wait \
waited read reading talk talked know known remember remembered begin began begun understand understood decide decided \
organize organized organizing explain explained measure measured complain complained improve improved arrange arranged \
small large old new early late quiet loud heavy light warm cold bright dark broken narrow ordinary particular reasonable \
necessary uncomfortable unexpected comfortable different difficult important available possible impossible together \
already always sometimes usually carefully immediately approximately especially unfortunately before after between \
without against under around because although until while whenever whether somebody nobody everybody anything something \
coffee soup bread bicycle bus ticket river bridge street weather winter summer october november december monday thursday";

/// A generator of numbers that needs no crate (Marsaglia, *Xorshift RNGs*, 2003).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }
}

/// Makes words.
struct Writer {
    numbers: Numbers,
    vocabulary: Vec<&'static str>,
}

impl Writer {
    fn words(&mut self, n: usize) -> String {
        let some: Vec<&str> = (0..n).map(|_| self.vocabulary[self.numbers.below(self.vocabulary.len())]).collect();
        some.join(" ")
    }

    /// A line of `n` words with a capital at its head.
    fn line(&mut self, n: usize) -> String {
        let words = self.words(n);
        let (first, rest) = words.split_at(1);
        first.to_uppercase() + rest
    }

    /// Sentences of `n` words in all; one word in forty is emphasised between the marks `*`.
    fn paragraph(&mut self, n: usize) -> String {
        let mut out = String::new();
        let mut left = n;
        while left > 0 {
            let words = (8 + self.numbers.below(14)).min(left);
            left -= words;
            let mut sentence = self.line(words);
            if self.numbers.below(3) == 0
                && let Some(space) = sentence.rfind(' ')
            {
                sentence.insert(space + 1, '*');
                sentence.push('*');
            }
            let _ = write!(out, "{}{sentence}.", if out.is_empty() { "" } else { " " });
        }
        out
    }
}

/// Markdown and Typst of one text side by side.
#[derive(Default)]
struct Copy {
    markdown: String,
    typst: String,
}

impl Copy {
    fn paragraph(&mut self, text: &str) {
        let _ = write!(self.markdown, "{text}\n\n");
        let _ = write!(self.typst, "{}\n\n", text.replace('*', "_"));
    }

    fn subhead(&mut self, text: &str) {
        let _ = write!(self.markdown, "## {text}\n\n");
        let _ = write!(self.typst, "== {text}\n\n");
    }

    fn list(&mut self, items: &[String]) {
        for item in items {
            let _ = writeln!(self.markdown, "- {item}");
            let _ = writeln!(self.typst, "- {item}");
        }
        self.markdown.push('\n');
        self.typst.push('\n');
    }
}

/// The body of an article of about so many words.
fn body(writer: &mut Writer, words: usize) -> Copy {
    let mut copy = Copy::default();
    let (mut left, mut n) = (words, 0);
    while left > 0 {
        n += 1;
        if n % 5 == 0 && left > 80 {
            let head = writer.line(4);
            copy.subhead(&head);
            left -= 4;
        }
        if n % 9 == 0 && left > 80 {
            let items: Vec<String> = (0..3).map(|_| writer.line(12) + ".").collect();
            copy.list(&items);
            left -= 36;
        }
        let words = (35 + writer.numbers.below(50)).min(left);
        let text = writer.paragraph(words);
        copy.paragraph(&text);
        left -= words;
    }
    copy
}

/// Gray shapes under noise, as a photograph of a dark hall has.
fn picture(numbers: &mut Numbers) -> Vec<u8> {
    let (w, h) = SIZE;
    let mut pixels = Vec::with_capacity((w * h * 3) as usize);
    let (cx, cy) = (numbers.below(w as usize) as f64, numbers.below(h as usize) as f64);
    for y in 0..h {
        for x in 0..w {
            let far = ((f64::from(x) - cx).hypot(f64::from(y) - cy) / f64::from(w)).min(1.0);
            let light = 200.0 - 150.0 * far;
            for tint in [1.0, 0.95, 0.85] {
                let noise = numbers.below(41) as f64 - 20.0;
                pixels.push((light * tint + noise).clamp(0.0, 255.0) as u8);
            }
        }
    }
    pixels
}

fn jpeg(pixels: &[u8], quality: u8) -> io::Result<Vec<u8>> {
    let mut out = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut out, quality);
    encoder.write_image(pixels, SIZE.0, SIZE.1, ExtendedColorType::Rgb8).map_err(io::Error::other)?;
    Ok(out)
}

/// The best quality at which a picture's file is small enough.
fn quality(pixels: &[u8]) -> io::Result<u8> {
    let (mut low, mut high): (u8, u8) = (5, 95);
    while low < high {
        let middle = (low + high).div_ceil(2);
        if jpeg(pixels, middle)?.len() <= FILE {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    Ok(low)
}

const TYPST_HEAD: &str = "\
#set page(paper: \"us-letter\", margin: (top: 0.6in, bottom: 0.75in, inside: 0.6in, outside: 0.5in), columns: 3)
#set columns(gutter: 15pt)
#set text(size: 9.4pt, lang: \"en\", region: \"US\", hyphenate: true)
#set par(justify: true, leading: 0.42em, spacing: 0.42em, first-line-indent: 1em)

";

/// Writes `issue.yaml`, `articles/`, `images/` and `issue.typ` into a folder, the whole `times` over; returns the number
/// of words of copy.
pub fn make(folder: &Path, times: usize) -> io::Result<usize> {
    fs::create_dir_all(folder.join("articles"))?;
    fs::create_dir_all(folder.join("images"))?;
    let mut manifest = "layout: letter-news\nnameplate: {title: The Measure, date: 2026-01-02}\narticles:\n".to_owned();
    let mut typst = TYPST_HEAD.to_owned();
    let mut pixels = Numbers(0x5eed_0001);
    let mut found = None;
    let mut words = 0;
    for time in 1..=times {
        // The same words every time, so that ten times the content is ten times the content.
        let mut writer = Writer { numbers: Numbers(0x5eed_0002), vocabulary: VOCABULARY.split_whitespace().collect() };
        for article in 0..ARTICLES {
            let name = format!("{time}-{}", article + 1);
            // Long ones first: the shares fall evenly from twice the mean to next to nothing, and 60 words are the least.
            let share = 2 * WORDS * (ARTICLES - article) / (ARTICLES * (ARTICLES + 1));
            let mut copy = body(&mut writer, share.max(60));
            words += copy.markdown.split_whitespace().filter(|w| w.chars().any(char::is_alphanumeric)).count();
            let headline = writer.line(6);
            let byline = writer.words(3);
            let _ = write!(
                manifest,
                "  - slug: a{name}\n    headline: {headline}\n    byline: By {byline}\n    body: articles/{name}.md\n"
            );
            let _ = write!(typst, "= {headline}\nBy {byline}\n\n");
            if article < QUOTES {
                let quote = writer.line(9);
                let _ = write!(manifest, "    pull_quotes:\n      - {{text: {quote}.}}\n");
                let _ = write!(copy.typst, "#block(text(size: 15pt, style: \"italic\")[{quote}.])\n\n");
            }
            if article < PICTURES {
                let rgb = picture(&mut pixels);
                let quality = match found {
                    Some(q) => q,
                    None => *found.insert(quality(&rgb)?),
                };
                fs::write(folder.join(format!("images/{name}.jpg")), jpeg(&rgb, quality)?)?;
                let caption = writer.line(12);
                let _ = write!(manifest, "    images:\n      - {{file: images/{name}.jpg, caption: {caption}.}}\n");
                let _ = write!(typst, "#figure(image(\"images/{name}.jpg\"), caption: [{caption}.])\n\n");
            }
            fs::write(folder.join(format!("articles/{name}.md")), &copy.markdown)?;
            typst.push_str(&copy.typst);
        }
    }
    fs::write(folder.join("issue.yaml"), manifest)?;
    fs::write(folder.join("issue.typ"), typst)?;
    Ok(words)
}

fn main() -> io::Result<()> {
    let mut arguments = std::env::args_os().skip(1);
    let Some(folder) = arguments.next() else {
        eprintln!("usage: bench_issue FOLDER [TIMES]");
        std::process::exit(2);
    };
    let times = arguments.next().and_then(|n| n.to_str()?.parse().ok()).unwrap_or(1);
    let words = make(Path::new(&folder), times)?;
    println!("{} articles, {words} words, {} pictures", ARTICLES * times, PICTURES * times);
    Ok(())
}
