//! The picture of a new issue, drawn here: a mug and a newspaper on a table. 30 by 18 cm at 125 ppi, some kilobytes.

/// Pixels, and how many of them make a unit of the drawing (a hundredth of its width, nearly).
const SIZE: (u32, u32) = (1500, 900);
const UNIT: f64 = 10.0;
/// Tones of gray: few, so that it counts as a drawing and packs well.
const STEP: u8 = 51;

/// The picture as a PNG.
pub(super) fn png() -> Vec<u8> {
    use image::codecs::png::{CompressionType, FilterType, PngEncoder};
    use image::{ExtendedColorType, ImageEncoder};
    let mut sheet = Sheet { tones: vec![255; (SIZE.0 * SIZE.1) as usize] };
    draw(&mut sheet);
    let tones: Vec<u8> = sheet.tones.iter().map(|t| (f64::from(*t) / f64::from(STEP)).round() as u8 * STEP).collect();
    let mut bytes = Vec::new();
    // Memory takes every byte; there is nothing to fail.
    let encoder = PngEncoder::new_with_quality(&mut bytes, CompressionType::Best, FilterType::NoFilter);
    let _ = encoder.write_image(&tones, SIZE.0, SIZE.1, ExtendedColorType::L8);
    bytes
}

fn draw(sheet: &mut Sheet) {
    // The table.
    sheet.paint(0, |x, y| slab(x, y, (75.0, 78.0), (67.0, 0.45), 0.4));
    for (x, w) in [(28.0, 14.0), (70.0, 22.0), (121.0, 9.0)] {
        sheet.paint(187, |px, py| slab(px, py, (x, 82.0), (w, 0.35), 0.3));
    }
    // The newspaper leans at the right, with a second sheet behind it.
    let lean = |x: f64, y: f64| (x + (y - 78.0) * 0.16, y);
    for (shift, tone) in [(3.0, 221), (0.0, 255)] {
        let at = move |x: f64, y: f64| lean(x - shift, y + shift * 0.4);
        sheet.paint(0, move |x, y| on(at(x, y), (106.0, 54.0), (27.0, 24.0), 0.8));
        sheet.paint(tone, move |x, y| on(at(x, y), (106.0, 54.0), (26.2, 23.2), 0.4));
    }
    sheet.paint(0, |x, y| on(lean(x, y), (106.0, 36.5), (22.0, 2.6), 0.3));
    sheet.paint(0, |x, y| on(lean(x, y), (106.0, 41.6), (22.0, 0.25), 0.0));
    sheet.paint(170, |x, y| on(lean(x, y), (113.6, 51.5), (14.4, 7.2), 0.2));
    for row in 0..10 {
        let y0 = 45.2 + 3.0 * f64::from(row);
        sheet.paint(102, |x, y| on(lean(x, y), (90.0, y0), (6.2, 0.55), 0.3));
        if row > 5 {
            let short = if row == 9 { 4.0 } else { 6.6 };
            sheet.paint(102, |x, y| on(lean(x, y), (99.2 + short, y0), (short, 0.55), 0.3));
            sheet.paint(102, |x, y| on(lean(x, y), (121.2, y0), (6.6, 0.55), 0.3));
        }
    }
    // The mug: handle, body, a band, and what is in it.
    sheet.paint(0, |x, y| ring(x, y, (64.0, 56.0), 10.5, 2.3));
    sheet.paint(255, |x, y| ring(x, y, (64.0, 56.0), 10.5, 1.3));
    sheet.paint(0, |x, y| slab(x, y, (45.0, 57.0), (19.0, 21.0), 5.0));
    sheet.paint(255, |x, y| slab(x, y, (45.0, 57.0), (18.0, 20.0), 4.2));
    sheet.paint(68, |x, y| slab(x, y, (45.0, 60.0), (18.0, 5.0), 0.0));
    sheet.paint(0, |x, y| oval(x, y, (45.0, 38.0), (19.0, 5.2)));
    sheet.paint(255, |x, y| oval(x, y, (45.0, 38.0), (18.0, 4.3)));
    sheet.paint(51, |x, y| oval(x, y, (45.0, 38.8), (15.6, 3.0)));
    // Steam, thinner as it rises.
    for (x0, top, turn) in [(36.0, 13.0, 0.0), (45.0, 8.0, 3.3), (54.0, 14.0, 6.6)] {
        sheet.paint(119, move |x, y| {
            let middle: f64 = x0 + 1.5 * wave((y + turn) / 10.0);
            let width = 0.35 + 0.75 * ((y - top) / 20.0).clamp(0.0, 1.0);
            ((x - middle).abs() - width).max(top - y).max(y - 31.0)
        });
    }
}

/// A wave of period 4 without the mathematics library, whose last bits differ from machine to machine.
fn wave(at: f64) -> f64 {
    let t = (at - at.floor()) * 4.0;
    let half = if t < 2.0 { t - 1.0 } else { t - 3.0 };
    let arch = 1.0 - half * half;
    if t < 2.0 { arch } else { -arch }
}

/// A gray sheet.
struct Sheet {
    tones: Vec<u8>,
}

impl Sheet {
    /// Lays a tone wherever the distance from a shape, in units, is below 0; its edge is softened over a pixel.
    fn paint(&mut self, tone: u8, distance: impl Fn(f64, f64) -> f64) {
        for (i, pixel) in self.tones.iter_mut().enumerate() {
            let (x, y) = (i as u32 % SIZE.0, i as u32 / SIZE.0);
            let d = distance((f64::from(x) + 0.5) / UNIT, (f64::from(y) + 0.5) / UNIT) * UNIT;
            let covered = (0.5 - d).clamp(0.0, 1.0);
            if covered > 0.0 {
                let mixed = f64::from(*pixel) + (f64::from(tone) - f64::from(*pixel)) * covered;
                *pixel = mixed.round() as u8;
            }
        }
    }
}

/// How far a point lies outside of a rectangle with round corners; below 0 within it.
fn slab(x: f64, y: f64, (cx, cy): (f64, f64), (w, h): (f64, f64), round: f64) -> f64 {
    let (dx, dy) = ((x - cx).abs() - w + round, (y - cy).abs() - h + round);
    let outside = (dx.max(0.0) * dx.max(0.0) + dy.max(0.0) * dy.max(0.0)).sqrt();
    outside + dx.max(dy).min(0.0) - round
}

fn on((x, y): (f64, f64), centre: (f64, f64), half: (f64, f64), round: f64) -> f64 {
    slab(x, y, centre, half, round)
}

fn ring(x: f64, y: f64, (cx, cy): (f64, f64), radius: f64, half: f64) -> f64 {
    let (dx, dy) = (x - cx, y - cy);
    ((dx * dx + dy * dy).sqrt() - radius).abs() - half
}

/// Nearly: exact on its edge, which is all that is drawn.
fn oval(x: f64, y: f64, (cx, cy): (f64, f64), (w, h): (f64, f64)) -> f64 {
    let (dx, dy) = ((x - cx) / w, (y - cy) / h);
    ((dx * dx + dy * dy).sqrt() - 1.0) * h
}
