//! A subset's CFF table → the same with other numbers (CIDs) for its glyphs: those that they have in the whole face.

use subsetter::GlyphRemapper;

/// Where an operand of five bytes begins (Adobe Technical Note 5176, table 3).
const LONG: u8 = 29;
/// The operator that says where the charset stands (table 9).
const CHARSET: u8 = 15;

/// Puts a charset (format 0, section 13) behind all else and the Top DICT's word of it to there; nothing if the table
/// is not as the subsetter writes it.
pub(super) fn with_numbers(mut table: Vec<u8>, kept: &GlyphRemapper) -> Option<Vec<u8>> {
    let names = usize::from(*table.get(2)?);
    let (_, tops) = index(&table, names)?;
    let (top, _) = index(&table, tops)?;
    let operand = charset(table.get(top.clone())?)? + top.start;
    let here = u32::try_from(table.len()).ok()?.to_be_bytes();
    table.get_mut(operand + 1..operand + 5)?.copy_from_slice(&here);
    table.push(0);
    // The glyph that stands for none is in no charset.
    table.extend(kept.remapped_gids().skip(1).flat_map(u16::to_be_bytes));
    Some(table)
}

/// Where the first object of the INDEX at `at` stands, and where the INDEX ends (section 5).
fn index(table: &[u8], at: usize) -> Option<(std::ops::Range<usize>, usize)> {
    let count = usize::from(u16::from_be_bytes(table.get(at..at + 2)?.try_into().ok()?));
    if count == 0 {
        return Some((at + 2..at + 2, at + 2));
    }
    let size = usize::from(*table.get(at + 2)?);
    let offset = |i: usize| {
        let bytes = table.get(at + 3 + i * size..at + 3 + (i + 1) * size)?;
        Some(bytes.iter().fold(0usize, |n, b| n << 8 | usize::from(*b)))
    };
    // Offsets count from the byte before the objects.
    let data = at + 2 + (count + 1) * size;
    Some((data + offset(0)?..data + offset(1)?, data + offset(count)?))
}

/// Where in a Top DICT the operand of the charset stands.
fn charset(dict: &[u8]) -> Option<usize> {
    let (mut at, mut operand) = (0, None);
    loop {
        let byte = *dict.get(at)?;
        let long = match byte {
            CHARSET => return operand.filter(|o| dict[*o] == LONG),
            12 => 2,
            0..=21 => 1,
            28 => 3,
            LONG => 5,
            // Decimal digits, two a byte, up to one that is 15.
            30 => 2 + dict.get(at + 1..)?.iter().position(|b| b & 0x0f == 0x0f || b >> 4 == 0x0f)?,
            32..=246 => 1,
            247..=254 => 2,
            _ => return None,
        };
        operand = Some(at);
        at += long;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Header, Name INDEX, Top DICT INDEX with a number of digits, a charset of the subsetter's and its end.
    fn table(dict: &[u8]) -> Vec<u8> {
        let mut table = vec![1, 0, 4, 4, 0, 1, 1, 1, 3, b'A', b'B', 0, 1, 1, 1, dict.len() as u8 + 1];
        table.extend(dict);
        table.extend([0, 0, 2, 0, 1, 0, 1]);
        table
    }

    #[test]
    fn the_charset_gives_the_numbers_of_the_whole_face() {
        // 0.001 in digits, operator 12 7; a charset at 30; a list of glyphs at 40.
        let dict = [30, 0xa0, 0x01, 0xff, 12, 7, LONG, 0, 0, 0, 30, CHARSET, LONG, 0, 0, 0, 40, 17];
        let old = table(&dict);
        let kept = GlyphRemapper::new_from_glyphs(&[9, 300, 0x1234]);
        let new = with_numbers(old.clone(), &kept).unwrap();
        assert_eq!(new[old.len()..], [0, 0, 9, 1, 44, 0x12, 0x34]);
        let at = old.windows(6).position(|w| w == [LONG, 0, 0, 0, 30, CHARSET]).unwrap();
        assert_eq!(new[at..at + 6], [LONG, 0, 0, 0, old.len() as u8, CHARSET]);
        let (mut a, mut b) = (old.clone(), new[..old.len()].to_vec());
        (a[at + 4], b[at + 4]) = (0, 0);
        assert_eq!(a, b, "nothing else is touched");
    }

    #[test]
    fn a_table_that_is_otherwise_is_left_alone() {
        let kept = GlyphRemapper::new_from_glyphs(&[9]);
        assert_eq!(with_numbers(table(&[139, CHARSET]), &kept), None);
        assert_eq!(with_numbers(table(&[LONG, 0, 0, 0, 40, 17]), &kept), None);
        let whole = table(&[LONG, 0, 0, 0, 30, CHARSET]);
        for end in 0..whole.len() - 7 {
            assert_eq!(with_numbers(whole[..end].to_vec(), &kept), None, "{end}");
        }
    }
}
