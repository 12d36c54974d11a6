//! A small issue on somebody's desk, and the edits that it goes through: sound ones, broken ones, files cut off in the
//! middle of a save, renamed, deleted and made anew. The same seed gives the same evening.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use stonehand::files::MemoryFiles;

const MANIFEST: &str = "layout: LAYOUT
language: en-US
nameplate: {title: The Dock, date: 2026-03-14}
articles:
  - headline: The mirror at the corner is up
    body: articles/mirror.md
    columns: 2
    pull_quotes: [{text: Nobody has been hit since., by: A driver}]
  - headline: Second bench for the yard
    body: articles/bench.md
    images: [{file: images/plan.png, caption: The yard from above.}]
  - headline: HEADLINE
    body: articles/lockers.md
    box: true
  - slug: notes
    headline: Short notes
    text: INLINE
";
const EDITIONS: &str = "editions:\n  night: {nameplate: {title: The Night Dock}}\n";

const LAYOUT: &str = "paper: letter\ncolumns: 3\nbaseline: 11.5pt\nstyles: {body: {font: Typeface, size: 9.4pt}}\n";

const WORDS: [&str; 16] = [
    "mirror",
    "the",
    "corner",
    "afternoon",
    "a",
    "letters",
    "were",
    "answered",
    "nobody",
    "and",
    "the",
    "supervisor",
    "lights",
    "in",
    "every",
    "aisle",
];

/// Numbers that follow from a seed.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Dice {
        Dice(seed)
    }

    pub fn below(&mut self, n: usize) -> usize {
        // Knuth, MMIX.
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n
    }

    fn copy(&mut self, words: usize) -> String {
        let mut text = String::from("It");
        for n in 0..words {
            text.push_str([" ", " ", " ", " ", " ", ". It "][usize::from(n % 11 == 10) * 5]);
            text.push_str(WORDS[self.below(WORDS.len())]);
        }
        text.push_str(".\n\n");
        text
    }
}

/// The files.
pub struct Desk {
    pub files: BTreeMap<PathBuf, Vec<u8>>,
    /// What is out of its place, or broken, and has to be put right: path and sound bytes.
    broken: Vec<(PathBuf, Option<Vec<u8>>)>,
}

/// A gray picture of so many pixels.
fn picture(dark: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    let image = image::GrayImage::from_fn(64, 48, |x, y| image::Luma([dark.wrapping_add((x * y) as u8 / 4)]));
    image.write_to(&mut std::io::Cursor::new(&mut bytes), image::ImageFormat::Png).unwrap();
    bytes
}

impl Desk {
    /// Sound files; if `editions`, of an issue that has one besides itself.
    pub fn new(dice: &mut Dice, editions: bool) -> Desk {
        let mut desk = Desk { files: BTreeMap::new(), broken: Vec::new() };
        let manifest = MANIFEST.replace("LAYOUT", "letter-news") + if editions { EDITIONS } else { "" };
        desk.put("issue.yaml", manifest.replace("HEADLINE", "New lockers").replace("INLINE", "Bring soup."));
        for name in ["mirror", "bench", "lockers"] {
            let body: String = (0..5).map(|_| dice.copy(40)).collect();
            desk.put(&format!("articles/{name}.md"), body);
        }
        desk.put("images/plan.png", picture(20));
        desk
    }

    fn put(&mut self, path: &str, bytes: impl Into<Vec<u8>>) {
        self.files.insert(path.into(), bytes.into());
    }

    fn text(&self, path: &str) -> String {
        self.files.get(Path::new(path)).map_or_else(String::new, |b| String::from_utf8_lossy(b).into_owned())
    }

    fn change(&mut self, path: &str, change: impl FnOnce(String) -> String) {
        let text = change(self.text(path));
        self.put(path, text);
    }

    /// The files as a build sees them.
    pub fn memory(&self) -> MemoryFiles {
        self.files.iter().fold(MemoryFiles::new(), |files, (path, bytes)| files.with(path, bytes))
    }

    /// Puts right what is broken.
    pub fn mend(&mut self) {
        for (path, bytes) in std::mem::take(&mut self.broken).into_iter().rev() {
            match bytes {
                Some(bytes) => drop(self.files.insert(path, bytes)),
                None => drop(self.files.remove(&path)),
            }
        }
    }

    /// Something goes wrong with a file.
    fn breaks(&mut self, path: &str, bytes: Option<Vec<u8>>) {
        let was = self.files.remove(Path::new(path));
        self.broken.push((path.into(), was));
        if let Some(bytes) = bytes {
            self.put(path, bytes);
        }
    }

    /// One edit; what it is, for messages.
    pub fn edit(&mut self, dice: &mut Dice) -> &'static str {
        if !self.broken.is_empty() && dice.below(2) == 0 {
            self.mend();
            return "mended";
        }
        let body = ["articles/mirror.md", "articles/bench.md", "articles/lockers.md"][dice.below(3)];
        let whole = self.text(body);
        match dice.below(20) {
            0..=5 => {
                let word = WORDS[dice.below(WORDS.len())];
                self.change(body, |t| t.replacen(WORDS[word.len() % 16], word, 1));
                "a word"
            }
            6 | 7 => {
                let more = dice.copy(20);
                self.change(body, |t| if t.len() > 3_000 { more } else { format!("{t}{more}") });
                "a paragraph more"
            }
            8 => {
                self.change(body, |t| t.split_inclusive("\n\n").skip(1).collect());
                "a paragraph less"
            }
            9 => {
                let n = dice.below(90);
                self.change("issue.yaml", |t| t.replacen("New lockers", &format!("New lockers, row {n}"), 1));
                "a headline"
            }
            10 => {
                let dark = dice.below(200) as u8;
                self.put("images/plan.png", picture(dark));
                "a picture"
            }
            11 => {
                let half = whole.len() / 2;
                self.breaks(body, Some(whole.as_bytes()[..half].to_vec()));
                "half a file"
            }
            12 => {
                self.breaks(body, None);
                "deleted"
            }
            13 => {
                let renamed = format!("{body}~");
                self.breaks(body, None);
                self.breaks(&renamed, Some(whole.into_bytes()));
                "renamed"
            }
            14 => {
                let manifest = self.text("issue.yaml").replace("headline", "headlnie");
                self.breaks("issue.yaml", Some(manifest.into_bytes()));
                "a slip in the manifest"
            }
            15 => {
                self.breaks("images/plan.png", Some(picture(3)[..90].to_vec()));
                "half a picture"
            }
            16 => {
                // The layout of the issue's own goes before the built-in one of its name.
                let narrow = dice.below(2) == 0;
                let layout = if narrow { LAYOUT.replace("11.5", "13") } else { LAYOUT.to_owned() };
                self.breaks(
                    "layouts/letter-news/layout.yaml",
                    Some(layout.replace("Typeface", "STIX Two Text").into()),
                );
                "a layout of its own"
            }
            17 => {
                let font = include_bytes!("../../../fonts/source-code-pro/SourceCodePro_400Regular.ttf");
                self.breaks("fonts/typeface/Typeface.ttf", Some(font.to_vec()));
                self.breaks("layouts/letter-news/layout.yaml", Some(LAYOUT.into()));
                "a face of its own"
            }
            18 => {
                let manifest =
                    self.text("issue.yaml").replacen("language: en-US\n", "language: en-US\nprofile: copier-bw\n", 1);
                self.breaks("issue.yaml", Some(manifest.into_bytes()));
                "a profile"
            }
            _ => {
                self.breaks("articles/letters.md", Some(b"Nobody asked for this.".to_vec()));
                "a file that nobody asked for"
            }
        }
    }
}
