//! A number that names bytes: the same bytes have the same name on every machine. Not for keeping secrets.

/// What each of four strands begins with, and what it is multiplied by.
const STRANDS: [(u64, u64); 4] = [
    (0x9e37_79b9_7f4a_7c15, 0xa076_1d64_78bd_642f),
    (0xd1b5_4a32_d192_ed03, 0xe703_7ed1_a0b4_28db),
    (0x8bb8_4b93_962e_acc9, 0x8ebc_6af0_9c88_c6e3),
    (0x2d35_8dcc_aa6c_78a5, 0x5899_65cc_7537_4cc3),
];

/// 128 bits of `bytes` (multiply and fold, as wyhash does), in four strands of eight at a time, because pictures are large:
/// no multiplication waits for the one before it.
pub(crate) fn hash(bytes: &[u8]) -> u128 {
    let mut strands = STRANDS.map(|(begin, _)| begin);
    let mut twist = |words: &[u64]| {
        for ((strand, (_, by)), word) in strands.iter_mut().zip(STRANDS).zip(words) {
            *strand = fold(*strand ^ word, by);
        }
    };
    let (words, rest) = bytes.as_chunks::<8>();
    // Four at a time, as many as are four: a loop whose length is known is several times as fast.
    let (fours, words) = words.as_chunks::<4>();
    for four in fours {
        twist(&four.map(u64::from_le_bytes));
    }
    let mut last = [0; 4];
    let parts = words.iter().map(<[u8; 8]>::as_slice).chain((!rest.is_empty()).then_some(rest));
    let many = last.iter_mut().zip(parts).map(|(to, part)| *to = word(part)).count();
    twist(&last[..many]);
    // The last bytes may be zeros, which are worth as much as none.
    twist(&[bytes.len() as u64]);
    let [a, b, c, d] = strands;
    let high = fold(a ^ c.rotate_left(32), b | 1);
    let low = fold(b ^ d.rotate_left(32), c | 1);
    u128::from(fold(high ^ d, low | 1)) << 64 | u128::from(fold(low ^ a, high | 1))
}

/// The number that names two stretches of bytes, by the numbers that name each.
pub(crate) fn both(first: u128, second: u128) -> u128 {
    hash(&[first.to_be_bytes(), second.to_be_bytes()].concat())
}

/// Up to eight bytes as a number, the first the lowest.
fn word(bytes: &[u8]) -> u64 {
    let mut word = [0; 8];
    word[..bytes.len()].copy_from_slice(bytes);
    u64::from_le_bytes(word)
}

fn fold(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    (product >> 64) as u64 ^ product as u64 ^ a.rotate_left(23)
}

#[cfg(test)]
mod tests {
    use super::hash;

    #[test]
    fn every_byte_counts() {
        let bytes: Vec<u8> = (0..77).collect();
        let whole = hash(&bytes);
        for i in 0..bytes.len() {
            let mut other = bytes.clone();
            other[i] ^= 1;
            assert_ne!(hash(&other), whole, "byte {i}");
            assert_ne!(hash(&bytes[..i]), whole);
        }
    }
}
