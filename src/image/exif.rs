//! The one thing of a picture's EXIF block that is needed to print it: which way is up.
//!
//! EXIF 2.3 is a TIFF 6.0 file inside the picture: a byte order, an offset, and a list of 12-byte entries. The block is
//! written by whoever made the file, so no offset in it is trusted. Nothing else of it is read, and none of it is kept.

/// How the stored pixels are turned to stand upright (EXIF 2.3, tag 0x0112).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Orientation(u8);

impl Orientation {
    /// The pixels are stored as they are seen.
    pub const UPRIGHT: Orientation = Orientation(1);

    /// The orientation that EXIF numbers 1 to 8.
    pub fn from_exif(number: u16) -> Option<Orientation> {
        (1..=8).contains(&number).then_some(Orientation(number as u8))
    }

    /// EXIF's number, 1 to 8.
    pub fn exif(self) -> u8 {
        self.0
    }

    /// Whether upright width and height are the stored height and width.
    pub fn swaps(self) -> bool {
        self.0 >= 5
    }

    /// Where a stored point is seen: with both axes from 0 to 1, right and down, `u' = m[0] + m[1] u + m[2] v` and
    /// `v' = m[3] + m[4] u + m[5] v`.
    pub fn upright(self) -> [i8; 6] {
        match self.0 {
            2 => [1, -1, 0, 0, 0, 1],
            3 => [1, -1, 0, 1, 0, -1],
            4 => [0, 1, 0, 1, 0, -1],
            5 => [0, 0, 1, 0, 1, 0],
            6 => [1, 0, -1, 0, 1, 0],
            7 => [1, 0, -1, 1, -1, 0],
            8 => [0, 0, 1, 1, -1, 0],
            _ => [0, 1, 0, 0, 0, 1],
        }
    }
}

/// The tag of the orientation.
const ORIENTATION: u16 = 0x0112;
/// TIFF 6.0, section 2: the type of a 16-bit number.
const SHORT: u16 = 3;

/// The orientation that a TIFF block (what follows `Exif\0\0` in a JPEG, the content of a PNG's `eXIf`) asks for;
/// nothing if it names none, or is damaged.
pub(super) fn orientation(tiff: &[u8]) -> Option<Orientation> {
    let big = match tiff.get(..4)? {
        [b'M', b'M', 0, 42] => true,
        [b'I', b'I', 42, 0] => false,
        _ => return None,
    };
    let short = |at: usize| -> Option<u16> {
        let bytes: [u8; 2] = tiff.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if big { u16::from_be_bytes(bytes) } else { u16::from_le_bytes(bytes) })
    };
    let long = |at: usize| -> Option<u32> {
        let bytes: [u8; 4] = tiff.get(at..at.checked_add(4)?)?.try_into().ok()?;
        Some(if big { u32::from_be_bytes(bytes) } else { u32::from_le_bytes(bytes) })
    };
    let directory = long(4)? as usize;
    let entries = usize::from(short(directory)?);
    let mut entry = directory.checked_add(2)?;
    for _ in 0..entries {
        if short(entry)? == ORIENTATION {
            // A number that fits into four bytes stands in the entry itself, at its left.
            let is_number = short(entry + 2)? == SHORT && long(entry + 4)? == 1;
            return if is_number { Orientation::from_exif(short(entry + 8)?) } else { None };
        }
        entry = entry.checked_add(12)?;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(big: bool, value: u16) -> Vec<u8> {
        let s = |n: u16| if big { n.to_be_bytes() } else { n.to_le_bytes() };
        let l = |n: u32| if big { n.to_be_bytes() } else { n.to_le_bytes() };
        let mut b = if big { b"MM\0*".to_vec() } else { b"II*\0".to_vec() };
        b.extend(l(8));
        b.extend(s(2));
        for (tag, n) in [(0x0100, 7), (ORIENTATION, value)] {
            b.extend(s(tag));
            b.extend(s(SHORT));
            b.extend(l(1));
            b.extend(s(n));
            b.extend([0, 0]);
        }
        b
    }

    #[test]
    fn both_byte_orders_give_all_eight() {
        for big in [false, true] {
            for n in 1..=8 {
                assert_eq!(orientation(&block(big, n)).map(Orientation::exif), Some(n as u8));
            }
            assert_eq!(orientation(&block(big, 0)), None);
            assert_eq!(orientation(&block(big, 9)), None);
        }
    }

    #[test]
    fn hostile_offsets_name_none() {
        let good = block(false, 6);
        for cut in 0..good.len() {
            let _ = orientation(&good[..cut]);
        }
        for offset in [0u32, 7, 0x7fff_ffff, u32::MAX, u32::MAX - 1] {
            let mut bad = good.clone();
            bad[4..8].copy_from_slice(&offset.to_le_bytes());
            assert_eq!(orientation(&bad), None, "{offset}");
        }
    }

    #[test]
    fn every_orientation_maps_the_corners_onto_the_corners() {
        for n in 1..=8 {
            let m = Orientation::from_exif(n).unwrap().upright();
            let mut corners: Vec<(i8, i8)> = [(0, 0), (1, 0), (0, 1), (1, 1)]
                .map(|(u, v)| (m[0] + m[1] * u + m[2] * v, m[3] + m[4] * u + m[5] * v))
                .to_vec();
            corners.sort_unstable();
            assert_eq!(corners, [(0, 0), (0, 1), (1, 0), (1, 1)], "orientation {n}");
        }
    }
}
