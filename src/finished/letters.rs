//! The letters of a finished PDF's font: what each code means (`ToUnicode`, ISO 32000-1, 9.10.3), and a number that names
//! the outline that it shows.

use super::unpacked;
use crate::hash::hash;
use hayro_syntax::object::dict::keys;
use hayro_syntax::object::{Array, Dict, Name, Stream};
use skrifa::raw::ps::cff::charset::Charset;
use skrifa::raw::{FontRef, TableProvider};
use skrifa::{DrawMemory, GlyphId, PathSink, ScalerFont};
use std::collections::HashMap;

/// A font of more codes than this is not gone through to its end.
const MOST: u32 = 65_536;

/// By code, its text and the number of its shape.
pub(super) fn of(font: &Dict<'_>) -> HashMap<u32, (String, u128)> {
    let meanings = font.get::<Stream<'_>>("ToUnicode").and_then(|s| unpacked(&s)).map(|map| meanings(&map));
    let meanings = meanings.unwrap_or_default();
    let descendant = font.get::<Array<'_>>(keys::DESCENDANT_FONTS).and_then(|a| a.iter::<Dict<'_>>().next());
    let own = descendant.as_ref().unwrap_or(font);
    let program = program(own);
    let outlines = program.as_ref().and_then(|p| Outlines::new(p, own));
    // Where no outline can be had, a shape is known by what all of it follows from: the whole font, and the code.
    let whole = hash(program.as_deref().unwrap_or_default());
    meanings
        .into_iter()
        .map(|(code, text)| {
            let shape = outlines.as_ref().and_then(|o| o.shape(code));
            let shape = shape.unwrap_or_else(|| hash(&[&whole.to_be_bytes()[..], &code.to_be_bytes()].concat()));
            (code, (text, shape))
        })
        .collect()
}

/// The font's own file.
fn program(font: &Dict<'_>) -> Option<Vec<u8>> {
    let descriptor = font.get::<Dict<'_>>(keys::FONT_DESC)?;
    let file = ["FontFile2", "FontFile3", "FontFile"].into_iter().find_map(|key| descriptor.get::<Stream<'_>>(key))?;
    unpacked(&file)
}

/// The outlines of a font's file.
struct Outlines {
    scaler: ScalerFont,
    /// Which glyph a code shows, where that is not the code's own number (9.7.4.2).
    glyphs: Option<Vec<u8>>,
    /// The same for a bare CFF table, which says it itself.
    charset: HashMap<u32, u32>,
}

impl Outlines {
    fn new(program: &[u8], font: &Dict<'_>) -> Option<Outlines> {
        let bare = program.first() == Some(&1) && program.get(1) == Some(&0) && !program.starts_with(&[0, 1, 0, 0]);
        let file = if bare { wrapped(program) } else { program.to_vec() };
        let named = font.get::<Name<'_>>(keys::SUBTYPE).is_some_and(|kind| &*kind == b"CIDFontType0");
        let charset = if bare && named { charset(&file) } else { HashMap::new() };
        let font_file = skrifa::Font::new(file, 0)?;
        let glyphs = font.get::<Stream<'_>>("CIDToGIDMap").and_then(|s| unpacked(&s));
        Some(Outlines { scaler: ScalerFont::unhinted(font_file, None), glyphs, charset })
    }

    fn shape(&self, code: u32) -> Option<u128> {
        let glyph = match &self.glyphs {
            Some(map) => {
                let at = code as usize * 2;
                u32::from(u16::from_be_bytes(map.get(at..at + 2)?.try_into().ok()?))
            }
            None => self.charset.get(&code).copied().unwrap_or(code),
        };
        let mut outline = Outline(Vec::new());
        self.scaler.outline(GlyphId::new(glyph))?.draw(DrawMemory::Scratch, &mut outline).ok()?;
        Some(hash(&outline.0))
    }
}

/// By code (CID), its glyph in a font file with a CFF table.
fn charset(file: &[u8]) -> HashMap<u32, u32> {
    let charset = FontRef::new(file).ok().and_then(|font| font.cff().ok()).and_then(|cff| cff.charset(0));
    let pairs = charset.as_ref().into_iter().flat_map(Charset::iter);
    pairs.map(|(glyph, code)| (u32::from(code.to_u16()), glyph.to_u32())).collect()
}

/// A bare CFF table (9.9, `CIDFontType0C`) as a font file: with the tables that a reader looks for first.
fn wrapped(cff: &[u8]) -> Vec<u8> {
    let short = u16::to_be_bytes;
    let mut head = [&[0, 1, 0, 0][..], &[0; 8], &0x5f0f_3cf5_u32.to_be_bytes(), &[0; 2], &short(1000)].concat();
    head.resize(54, 0);
    let maxp = [&0x5000_u32.to_be_bytes()[..], &short(u16::MAX)].concat();
    let mut hhea = vec![0, 1, 0, 0];
    hhea.resize(34, 0);
    hhea.extend(short(1));
    let hmtx = vec![0; 4];
    let tables: [(&[u8; 4], &[u8]); 5] =
        [(b"CFF ", cff), (b"head", &head), (b"hhea", &hhea), (b"hmtx", &hmtx), (b"maxp", &maxp)];
    let mut file = [&b"OTTO"[..], &short(tables.len() as u16), &[0; 6]].concat();
    let mut at = 12 + 16 * tables.len();
    for (tag, table) in tables {
        file.extend(tag);
        file.extend([0; 4]);
        file.extend((at as u32).to_be_bytes());
        file.extend((table.len() as u32).to_be_bytes());
        at += table.len().next_multiple_of(4);
    }
    for (_, table) in tables {
        file.extend(table);
        file.resize(file.len().next_multiple_of(4), 0);
    }
    file
}

/// An outline as bytes.
struct Outline(Vec<u8>);

impl Outline {
    fn step(&mut self, kind: u8, numbers: &[f32]) {
        self.0.push(kind);
        self.0.extend(numbers.iter().flat_map(|n| n.to_be_bytes()));
    }
}

impl PathSink for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        self.step(b'm', &[x, y]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.step(b'l', &[x, y]);
    }

    fn quad_to(&mut self, ax: f32, ay: f32, x: f32, y: f32) {
        self.step(b'q', &[ax, ay, x, y]);
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.step(b'c', &[ax, ay, bx, by, x, y]);
    }

    fn close(&mut self) {
        self.step(b'z', &[]);
    }
}

/// A piece of a character map.
#[derive(Debug, PartialEq)]
enum Token {
    Hex(Vec<u8>),
    Word(Vec<u8>),
    Open,
    Close,
}

/// The codes of a character map and their texts: the sections `bfchar` and `bfrange` (Adobe technical note 5411).
fn meanings(map: &[u8]) -> HashMap<u32, String> {
    let mut meanings = HashMap::new();
    let tokens = tokens(map);
    let number = |bytes: &[u8]| bytes.iter().fold(0u32, |n, b| n << 8 | u32::from(*b));
    let mut rest = &tokens[..];
    let mut section: &[u8] = b"";
    loop {
        rest = match (section, rest) {
            (_, []) => return meanings,
            (_, [Token::Word(word), rest @ ..]) => {
                section = if word.starts_with(b"begin") { &word[5..] } else { b"" };
                rest
            }
            (b"bfchar", [Token::Hex(code), Token::Hex(to), rest @ ..]) => {
                meanings.insert(number(code), text_of(to));
                rest
            }
            (b"bfrange", [Token::Hex(first), Token::Hex(last), Token::Hex(to), rest @ ..]) => {
                let (first, last) = (number(first), number(last).min(number(first).saturating_add(MOST)));
                for (n, code) in (first..=last).enumerate() {
                    let mut to = to.clone();
                    if let Some(low) = to.last_mut() {
                        *low = low.wrapping_add(n as u8);
                    }
                    meanings.insert(code, text_of(&to));
                }
                rest
            }
            (b"bfrange", [Token::Hex(first), Token::Hex(_), Token::Open, list @ ..]) => {
                let end = list.iter().position(|t| *t == Token::Close).unwrap_or(list.len());
                for (to, code) in list[..end].iter().zip(number(first)..) {
                    if let Token::Hex(to) = to {
                        meanings.insert(code, text_of(to));
                    }
                }
                list.get(end + 1..).unwrap_or_default()
            }
            (_, [_, rest @ ..]) => rest,
        };
    }
}

fn tokens(map: &[u8]) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < map.len() {
        let from = at;
        at += 1;
        match map[from] {
            b'<' if map.get(at) != Some(&b'<') => {
                let end = map[at..].iter().position(|b| *b == b'>').map_or(map.len(), |n| at + n);
                let digits: Vec<u8> =
                    map[at..end].iter().filter_map(|b| char::from(*b).to_digit(16)).map(|d| d as u8).collect();
                tokens.push(Token::Hex(digits.chunks(2).map(|p| p[0] << 4 | p.get(1).copied().unwrap_or(0)).collect()));
                at = end + 1;
            }
            b'[' => tokens.push(Token::Open),
            b']' => tokens.push(Token::Close),
            b if b.is_ascii_alphabetic() => {
                at += map[at..].iter().take_while(|b| b.is_ascii_alphanumeric()).count();
                tokens.push(Token::Word(map[from..at].to_vec()));
            }
            _ => {}
        }
    }
    tokens
}

/// Text in UTF-16, high byte first; without what has no width.
fn text_of(bytes: &[u8]) -> String {
    let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
    String::from_utf16_lossy(&units).replace('\u{200b}', "")
}

/// A text string (7.9.2.2): UTF-16 where its first bytes say so, else near enough to Latin 1.
pub(super) fn text(bytes: &[u8]) -> String {
    match bytes {
        [0xfe, 0xff, rest @ ..] => text_of(rest),
        _ => bytes.iter().map(|b| char::from(*b)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_ranges_and_lists_of_a_map_are_read() {
        let map = b"/CIDInit /ProcSet findresource begin\n1 begincodespacerange <0000> <FFFF> endcodespacerange\n\
            2 beginbfchar\n<0001> <0041>\n<0002> <00660069>\nendbfchar\n\
            2 beginbfrange <0010> <0012> <0061> <0020> <0021> [<0078> <0079>] endbfrange\nendcmap";
        let found = meanings(map);
        let of = |code: u32| found.get(&code).map(String::as_str);
        assert_eq!([1, 2, 0x10, 0x12, 0x20, 0x21].map(of), ["A", "fi", "a", "c", "x", "y"].map(Some));
        assert_eq!(found.len(), 7);
    }

    #[test]
    fn a_broken_map_is_read_as_far_as_it_goes() {
        for map in
            [&b"beginbfchar <00"[..], b"beginbfrange <00> <FFFFFFFF> <41>", b"beginbfrange <00> <01> [", b"<<<>>>"]
        {
            let _ = meanings(map);
        }
    }

    #[test]
    fn spelled_text_is_utf_16_where_it_says_so() {
        assert_eq!(text(&[0xfe, 0xff, 0x20, 0x14]), "—");
        assert_eq!(text(b"plain"), "plain");
    }
}
