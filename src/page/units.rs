//! Lengths, extents, colours and paper sizes as they are written.

use super::Extent;
use crate::color::Color;
use crate::geom::{Length, Size};

const MM: f64 = 72.0 / 25.4;

/// `9.4pt`, `5mm`, `1cm`, `0.6in`, `1p6` (picas and points), or a bare number of points.
pub fn length(text: &str) -> Option<Length> {
    let text = text.trim();
    let split = text.find(|c: char| !(c.is_ascii_digit() || "+-.".contains(c))).unwrap_or(text.len());
    let (number, unit) = text.split_at(split);
    let unit = unit.trim();
    if let Some(points) = unit.strip_prefix('p').filter(|u| u.is_empty() || u.starts_with(|c: char| c.is_ascii_digit()))
    {
        let picas = number.parse::<f64>().ok()?;
        let points = if points.is_empty() { 0.0 } else { points.parse::<f64>().ok()? };
        return sized(picas * 12.0 + if picas < 0.0 { -points } else { points });
    }
    let factor = match unit {
        "" | "pt" => 1.0,
        "mm" => MM,
        "cm" => MM * 10.0,
        "in" | "\"" => 72.0,
        "pc" => 12.0,
        _ => return None,
    };
    sized(number.parse::<f64>().ok()? * factor)
}

/// A length that paper can have.
fn sized(pt: f64) -> Option<Length> {
    (pt.is_finite() && pt.abs() <= crate::issue::MAX_LENGTH.pt()).then(|| Length::from_pt(pt))
}

/// A length, or `1em`.
pub(super) fn extent(text: &str) -> Option<Extent> {
    match text.trim().strip_suffix("em") {
        Some(em) => em.trim().parse::<f64>().ok().filter(|n| n.is_finite() && n.abs() <= 100.0).map(Extent::Em),
        None => length(text).map(Extent::Length),
    }
}

/// `40` or `40%`, in thousandths.
pub(super) fn percent(text: &str) -> Option<u16> {
    let n = text.trim().trim_end_matches('%').trim().parse::<f64>().ok()?;
    (0.0..=100.0).contains(&n).then(|| (n * 10.0).round() as u16)
}

/// `black`, `white`, `gray 40%` (of ink), `#rrggbb`, `#rgb`, `cmyk(0 100 90 10)`.
pub(super) fn color(text: &str) -> Option<Color> {
    let text = text.trim().to_ascii_lowercase();
    match text.as_str() {
        "black" => return Some(Color::BLACK),
        "white" => return Some(Color::WHITE),
        _ => {}
    }
    if let Some(ink) = text.strip_prefix("gray").or_else(|| text.strip_prefix("grey")) {
        return percent(ink.trim().trim_start_matches('(').trim_end_matches(')')).map(|p| Color::Gray(1000 - p));
    }
    if let Some(inks) = text.strip_prefix("cmyk(").and_then(|t| t.strip_suffix(')')) {
        let inks: Option<Vec<u16>> = inks.split([' ', ',']).filter(|t| !t.is_empty()).map(percent).collect();
        return inks?.try_into().ok().map(Color::Cmyk);
    }
    let hex = text.strip_prefix('#').filter(|h| h.chars().all(|c| c.is_ascii_hexdigit()))?;
    let digits: Vec<u32> = hex.chars().filter_map(|c| c.to_digit(16)).collect();
    let values: Vec<u32> = match digits.len() {
        3 => digits.iter().map(|d| d * 17).collect(),
        6 => digits.chunks(2).map(|d| d[0] * 16 + d[1]).collect(),
        _ => return None,
    };
    let part = |v: u32| ((v * 1000 + 127) / 255) as u16;
    Some(Color::Rgb([part(values[0]), part(values[1]), part(values[2])]))
}

/// The papers that have a name; width and height in points.
const PAPERS: &[(&str, f64, f64)] = &[
    ("letter", 612.0, 792.0),
    ("legal", 612.0, 1008.0),
    ("tabloid", 792.0, 1224.0),
    ("half-letter", 396.0, 612.0),
    ("a3", 297.0 * MM, 420.0 * MM),
    ("a4", 210.0 * MM, 297.0 * MM),
    ("a5", 148.0 * MM, 210.0 * MM),
];

/// The names of papers.
pub fn paper_names() -> Vec<&'static str> {
    PAPERS.iter().map(|(name, _, _)| *name).collect()
}

/// The name of a paper of this size.
pub fn paper_name(size: Size) -> Option<&'static str> {
    let near = |a: Length, b: f64| (a.pt() - b).abs() < 0.5;
    let same = |p: &&(&str, f64, f64)| near(size.w, p.1) && near(size.h, p.2);
    PAPERS.iter().find(same).map(|p| p.0)
}

/// A paper by its name.
pub(super) fn paper(name: &str) -> Option<Size> {
    let found = PAPERS.iter().find(|(n, _, _)| n.eq_ignore_ascii_case(name.trim()))?;
    Some(Size { w: Length::from_pt(found.1), h: Length::from_pt(found.2) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_unit_is_read() {
        let pt = |t: &str| length(t).map(|l| (l.pt() * 1000.0).round() / 1000.0);
        assert_eq!(pt("9.4pt"), Some(9.4));
        assert_eq!(pt("9.4"), Some(9.4));
        assert_eq!(pt("1p6"), Some(18.0));
        assert_eq!(pt("2p"), Some(24.0));
        assert_eq!(pt("0.6in"), Some(43.2));
        assert_eq!(pt("25.4 mm"), Some(72.0));
        assert_eq!(pt("2.54cm"), Some(72.0));
        assert_eq!(pt("9.4px"), None);
        assert_eq!(pt("wide"), None);
        assert_eq!(pt("1e300pt"), None);
        assert_eq!(pt("99999999999999"), None);
    }

    #[test]
    fn colours_are_ink_or_light() {
        assert_eq!(color("gray 40%"), Some(Color::Gray(600)));
        assert_eq!(color("#ff0000"), Some(Color::Rgb([1000, 0, 0])));
        assert_eq!(color("#f00"), Some(Color::Rgb([1000, 0, 0])));
        assert_eq!(color("cmyk(0 100 90 10)"), Some(Color::Cmyk([0, 1000, 900, 100])));
        assert_eq!(color("cmyk(0 100 90)"), None);
        assert_eq!(color("mauve"), None);
    }
}
