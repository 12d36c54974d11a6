//! Numbers as a PDF has them: whole thousandths, so that they are the same on every machine.

use crate::geom::Length;

/// A length in thousandths of a point, rounded half away from zero.
pub(super) fn milli(length: Length) -> i64 {
    let sp = length.sp();
    let half = if sp < 0 { -32_768 } else { 32_768 };
    sp.saturating_mul(1000).saturating_add(half) / 65_536
}

/// Thousandths as what pdf-writer takes; it prints them with the fewest digits that give the same number back.
pub(super) fn real(milli: i64) -> f32 {
    (milli as f64 / 1000.0) as f32
}

/// The nearest whole number, half away from zero: as `round` does, which on most processors is a call.
#[inline]
pub(super) fn whole(n: f64) -> i64 {
    (n + 0.5_f64.copysign(n)) as i64
}

/// Writes thousandths with at most three decimals: `9.4`, `-0.333`, `164`.
pub(super) fn push(out: &mut Vec<u8>, milli: i64) {
    if milli < 0 {
        out.push(b'-');
    }
    let n = milli.unsigned_abs();
    push_digits(out, n / 1000);
    let rest = n % 1000;
    if rest > 0 {
        out.push(b'.');
        let digits = [(rest / 100) as u8, (rest / 10 % 10) as u8, (rest % 10) as u8];
        let len = 3 - digits.iter().rev().take_while(|d| **d == 0).count();
        out.extend(digits[..len].iter().map(|d| b'0' + d));
    }
}

fn push_digits(out: &mut Vec<u8>, n: u64) {
    if n >= 10 {
        push_digits(out, n / 10);
    }
    out.push(b'0' + (n % 10) as u8);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousandths_are_written_short() {
        for (milli, text) in
            [(0, "0"), (9400, "9.4"), (-333, "-0.333"), (164_000, "164"), (1_010, "1.01"), (5, "0.005")]
        {
            let mut out = Vec::new();
            push(&mut out, milli);
            assert_eq!(String::from_utf8(out).unwrap(), text);
        }
    }

    #[test]
    fn lengths_round_half_away_from_zero() {
        assert_eq!(milli(Length::from_pt(9.4)), 9400);
        assert_eq!(milli(Length::from_pt(-9.4)), -9400);
        assert_eq!(milli(Length::from_sp(33)), 1);
        assert_eq!(milli(Length::from_sp(-33)), -1);
    }
}
