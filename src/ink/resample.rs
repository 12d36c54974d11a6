//! Another number of pixels, mostly fewer: Lanczos' kernel of three lobes, in whole numbers, so that every machine gets the same samples.

use crate::image::Raster;

/// How many lobes the kernel has on each side.
const LOBES: f64 = 3.0;
/// Weights are counted in parts of this.
const ONE: i32 = 1 << 14;

/// The samples that make up one of the result, and their weights, which add up to [`ONE`].
struct Tap {
    first: usize,
    weights: Vec<i32>,
}

/// The picture in another size; larger ones are smooth rather than sharp.
pub(crate) fn resized(from: &Raster, size: (u32, u32)) -> Raster {
    if from.size == size {
        return from.clone();
    }
    let n = from.channels;
    let (w, h) = (from.size.0 as usize, from.size.1 as usize);
    let (to_w, to_h) = (size.0 as usize, size.1 as usize);
    let across = taps(w, to_w);
    let mut narrow = vec![0; to_w * h * n];
    for (row, out) in from.samples.chunks_exact(w * n).zip(narrow.chunks_exact_mut(to_w * n)) {
        for (tap, out) in across.iter().zip(out.chunks_exact_mut(n)) {
            for (channel, out) in out.iter_mut().enumerate() {
                let sum = tap.weights.iter().enumerate();
                let sum: i32 = sum.map(|(i, w)| w * i32::from(row[(tap.first + i) * n + channel])).sum();
                *out = rounded(sum);
            }
        }
    }
    let mut samples = Vec::with_capacity(to_w * to_h * n);
    let mut sums = vec![0i32; to_w * n];
    for tap in taps(h, to_h) {
        sums.fill(0);
        for (i, weight) in tap.weights.iter().enumerate() {
            let row = &narrow[(tap.first + i) * to_w * n..][..to_w * n];
            for (sum, sample) in sums.iter_mut().zip(row) {
                *sum += weight * i32::from(*sample);
            }
        }
        samples.extend(sums.iter().map(|sum| rounded(*sum)));
    }
    Raster { size, channels: n, samples }
}

fn rounded(sum: i32) -> u8 {
    ((sum + ONE / 2) / ONE).clamp(0, 255) as u8
}

/// What makes up each of `to` samples out of `from`.
fn taps(from: usize, to: usize) -> Vec<Tap> {
    let scale = (from as f64 / to as f64).max(1.0);
    let step = from as f64 / to as f64;
    let reach = LOBES * scale;
    let tap = |i: usize| {
        let centre = (i as f64 + 0.5) * step;
        let first = (centre - reach).floor().max(0.0) as usize;
        let last = ((centre + reach).ceil() as usize).min(from);
        let kernel: Vec<f64> = (first..last).map(|s| lanczos((s as f64 + 0.5 - centre) / scale)).collect();
        let sum: f64 = kernel.iter().sum();
        let mut weights: Vec<i32> = kernel.iter().map(|k| (k / sum * f64::from(ONE)).round() as i32).collect();
        // What rounding leaves over goes to the middle, so that a flat tint stays as it is.
        let middle = weights.len() / 2;
        let left = ONE - weights.iter().sum::<i32>();
        weights[middle] += left;
        Tap { first, weights }
    };
    (0..to).map(tap).collect()
}

/// The kernel: a sinc, windowed by the middle of a wider one.
fn lanczos(x: f64) -> f64 {
    let sinc =
        |x: f64| if x.abs() < 1e-9 { 1.0 } else { (std::f64::consts::PI * x).sin() / (std::f64::consts::PI * x) };
    if x.abs() < LOBES { sinc(x) * sinc(x / LOBES) } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flat_tint_stays_as_it_is() {
        for value in [0, 1, 77, 254, 255] {
            let flat = Raster { size: (37, 23), channels: 3, samples: vec![value; 37 * 23 * 3] };
            let small = resized(&flat, (11, 7));
            assert_eq!(small.samples, vec![value; 11 * 7 * 3]);
        }
    }

    #[test]
    fn what_is_where_stays_there() {
        // Black at the left half, white at the right.
        let samples = (0..40 * 20).map(|i| if i % 40 < 20 { 0 } else { 255 }).collect();
        let small = resized(&Raster { size: (40, 20), channels: 1, samples }, (10, 5));
        assert_eq!(small.size, (10, 5));
        for row in small.samples.chunks_exact(10) {
            assert!(row[..4].iter().all(|s| *s < 12) && row[6..].iter().all(|s| *s > 243), "{row:?}");
        }
    }
}
