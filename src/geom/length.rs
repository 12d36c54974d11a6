//! A length in scaled points.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};

/// A length in scaled points, 65,536 to the point (as TeX's `sp`; 72 points to the inch).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Hash)]
pub struct Length(i64);

impl Length {
    /// No length.
    pub const ZERO: Length = Length(0);
    /// One point.
    pub const PT: Length = Length(65_536);

    /// A length of so many scaled points.
    pub const fn from_sp(sp: i64) -> Length {
        Length(sp)
    }

    /// A length of so many points, rounded to the scaled point.
    pub fn from_pt(pt: f64) -> Length {
        Length((pt * 65_536.0).round() as i64)
    }

    /// In scaled points.
    pub const fn sp(self) -> i64 {
        self.0
    }

    /// In points.
    pub fn pt(self) -> f64 {
        self.0 as f64 / 65_536.0
    }

    /// The length times a factor, rounded to the scaled point.
    #[must_use]
    pub fn scale(self, factor: f64) -> Length {
        Length((self.0 as f64 * factor).round() as i64)
    }

    /// The length times `num / den`, rounded down; exact in 128 bits.
    #[must_use]
    pub fn ratio(self, num: i64, den: i64) -> Length {
        Length((i128::from(self.0) * i128::from(num) / i128::from(den)) as i64)
    }

    /// The length without its sign.
    #[must_use]
    pub fn abs(self) -> Length {
        Length(self.0.abs())
    }

    /// How many whole `unit`s cover this length (at least 0).
    pub fn units_up(self, unit: Length) -> i64 {
        if self.0 <= 0 { 0 } else { (self.0 + unit.0 - 1) / unit.0 }
    }

    /// How many whole `unit`s fit into this length (at least 0).
    pub fn units_down(self, unit: Length) -> i64 {
        (self.0 / unit.0).max(0)
    }
}

impl Add for Length {
    type Output = Length;
    fn add(self, o: Length) -> Length {
        Length(self.0 + o.0)
    }
}
impl Sub for Length {
    type Output = Length;
    fn sub(self, o: Length) -> Length {
        Length(self.0 - o.0)
    }
}
impl Neg for Length {
    type Output = Length;
    fn neg(self) -> Length {
        Length(-self.0)
    }
}
impl Mul<i64> for Length {
    type Output = Length;
    fn mul(self, n: i64) -> Length {
        Length(self.0 * n)
    }
}
impl Div<i64> for Length {
    type Output = Length;
    fn div(self, n: i64) -> Length {
        Length(self.0 / n)
    }
}
impl AddAssign for Length {
    fn add_assign(&mut self, o: Length) {
        self.0 += o.0;
    }
}
impl SubAssign for Length {
    fn sub_assign(&mut self, o: Length) {
        self.0 -= o.0;
    }
}
impl Sum for Length {
    fn sum<I: Iterator<Item = Length>>(iter: I) -> Length {
        iter.fold(Length::ZERO, Add::add)
    }
}

impl fmt::Debug for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// Points with at most three decimals, without trailing zeros: `9.4`, `164`, `0.333`.
impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let s = format!("{:.3}", self.pt());
        let s = s.trim_end_matches('0').trim_end_matches('.');
        f.write_str(if s == "-0" { "0" } else { s })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_round_to_the_scaled_point() {
        assert_eq!(Length::from_pt(1.0), Length::PT);
        assert_eq!(Length::from_pt(0.5).sp(), 32_768);
        assert_eq!(Length::from_pt(-9.4).to_string(), "-9.4");
        assert_eq!(Length::from_pt(-0.0001).to_string(), "0");
    }

    #[test]
    fn units_count_grid_lines() {
        let line = Length::from_pt(11.5);
        assert_eq!(Length::from_pt(23.0).units_up(line), 2);
        assert_eq!(Length::from_pt(23.1).units_up(line), 3);
        assert_eq!(Length::from_pt(22.9).units_down(line), 1);
        assert_eq!(Length::from_pt(-4.0).units_up(line), 0);
    }
}
