//! Letters of Word's pictorial fonts → the Unicode characters that they show.

/// Font, code (without the F0 of the private use area), character.
const SYMBOLS: &[(&str, u8, char)] = &[
    ("symbol", 0xb7, '•'),
    ("symbol", 0xae, '→'),
    ("symbol", 0xac, '←'),
    ("symbol", 0xad, '↑'),
    ("symbol", 0xaf, '↓'),
    ("symbol", 0xb0, '°'),
    ("symbol", 0xb1, '±'),
    ("symbol", 0xb4, '×'),
    ("symbol", 0xb8, '÷'),
    ("symbol", 0xb9, '≠'),
    ("symbol", 0xa3, '≤'),
    ("symbol", 0xb3, '≥'),
    ("symbol", 0xbb, '≈'),
    ("symbol", 0xa5, '∞'),
    ("symbol", 0xbc, '…'),
    ("symbol", 0xd2, '®'),
    ("symbol", 0xd3, '©'),
    ("symbol", 0xd4, '™'),
    ("symbol", 0xe2, '®'),
    ("symbol", 0xe3, '©'),
    ("symbol", 0xe4, '™'),
    ("symbol", 0xa0, '€'),
    ("symbol", 0x2d, '−'),
    ("symbol", 0x61, 'α'),
    ("symbol", 0x62, 'β'),
    ("symbol", 0x67, 'γ'),
    ("symbol", 0x64, 'δ'),
    ("symbol", 0x6d, 'µ'),
    ("symbol", 0x70, 'π'),
    ("symbol", 0x73, 'σ'),
    ("symbol", 0x57, 'Ω'),
    ("symbol", 0x44, 'Δ'),
    ("symbol", 0x53, 'Σ'),
    ("wingdings", 0x4a, '☺'),
    ("wingdings", 0x4c, '☹'),
    ("wingdings", 0x6c, '●'),
    ("wingdings", 0x6e, '■'),
    ("wingdings", 0x6f, '□'),
    ("wingdings", 0xa7, '▪'),
    ("wingdings", 0xa8, '□'),
    ("wingdings", 0x71, '□'),
    ("wingdings", 0x75, '◆'),
    ("wingdings", 0x76, '❖'),
    ("wingdings", 0xd8, '➢'),
    ("wingdings", 0xe0, '→'),
    ("wingdings", 0xdf, '←'),
    ("wingdings", 0xe1, '↑'),
    ("wingdings", 0xe2, '↓'),
    ("wingdings", 0xe8, '➔'),
    ("wingdings", 0xf0, '⇨'),
    ("wingdings", 0xfb, '✗'),
    ("wingdings", 0xfc, '✓'),
    ("wingdings", 0xfd, '☒'),
    ("wingdings", 0xfe, '☑'),
    ("wingdings", 0x28, '☎'),
    ("wingdings", 0x2a, '✉'),
    ("wingdings", 0xab, '★'),
    ("wingdings 2", 0x50, '✓'),
    ("wingdings 2", 0x4f, '✗'),
    ("wingdings 2", 0x52, '☑'),
    ("wingdings 2", 0x53, '☒'),
    ("wingdings 2", 0xa3, '□'),
    ("wingdings 3", 0x7d, '▶'),
    ("wingdings 3", 0x22, '→'),
];

/// The Unicode character of a letter of a pictorial font.
pub(super) fn symbol(font: &str, code: u32) -> Option<char> {
    let font = font.trim().to_lowercase();
    let code = if (0xf000..=0xf0ff).contains(&code) { code - 0xf000 } else { code };
    if let Some((_, _, c)) = SYMBOLS.iter().find(|(f, n, _)| *f == font && u32::from(*n) == code) {
        return Some(*c);
    }
    let pictorial = font.starts_with("wingdings") || font == "symbol" || font == "webdings" || font == "marlett";
    char::from_u32(code).filter(|c| !pictorial && !c.is_control() && !('\u{e000}'..='\u{f8ff}').contains(c))
}
