//! A number that names bytes: the same bytes have the same name on every machine. Not for keeping secrets.

/// 128 bits of `bytes`, eight at a time (multiply and fold, as wyhash does), because pictures are large.
pub(crate) fn hash(bytes: &[u8]) -> u128 {
    let mut a = 0x9e37_79b9_7f4a_7c15_u64 ^ bytes.len() as u64;
    let mut b = 0xd1b5_4a32_d192_ed03_u64;
    let mut chunks = bytes.chunks_exact(16);
    for chunk in &mut chunks {
        let (low, high) = chunk.split_at(8);
        a = fold(a ^ word(low), 0xa076_1d64_78bd_642f);
        b = fold(b ^ word(high) ^ a.rotate_left(32), 0xe703_7ed1_a0b4_28db);
    }
    let rest = chunks.remainder();
    let (low, high) = rest.split_at(rest.len().min(8));
    a = fold(a ^ word(low), 0x8ebc_6af0_9c88_c6e3);
    b = fold(b ^ word(high) ^ a, 0x5899_65cc_7537_4cc3);
    u128::from(fold(a, b | 1)) << 64 | u128::from(fold(b, a | 1))
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
