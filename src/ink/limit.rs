//! What a device holds: the most ink in one place, the lightest tint.

/// Four inks, of `full` each, with at most `percent` of them together. Gray that three inks make is made of black first
/// (gray component replacement); what is still too much is taken from the three evenly. Black never becomes less.
pub(super) fn total(inks: [u32; 4], full: u32, percent: u32) -> [u32; 4] {
    let most = full * percent / 100;
    let [mut c, mut m, mut y, mut k] = inks;
    let sum = c + m + y + k;
    if sum <= most {
        return inks;
    }
    // A part of all three for a part of black: two parts less.
    let part = (sum - most).div_ceil(2).min(c).min(m).min(y).min(full.saturating_sub(k));
    (c, m, y, k) = (c - part, m - part, y - part, k + part);
    let (colors, room) = (c + m + y, most.saturating_sub(k));
    if colors > room {
        (c, m, y) = (c * room / colors, m * room / colors, y * room / colors);
    }
    [c, m, y, k]
}

/// A tint that the device holds, both in thousandths of the ink: what is lighter than `least` percent is raised to it, but
/// nothing stays nothing.
pub(super) fn tint(tint: u16, least: u32) -> u16 {
    if tint == 0 { 0 } else { tint.max(least as u16 * 10) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn too_much_ink_becomes_black_first() {
        assert_eq!(total([100, 100, 100, 100], 100, 300), [66, 66, 66, 100], "black is full: the others give way");
        assert_eq!(total([90, 80, 80, 70], 100, 300), [80, 70, 70, 80]);
        assert_eq!(total([100, 100, 0, 60], 100, 240), [90, 90, 0, 60], "no gray in it: the two give way");
        assert_eq!(total([50, 50, 50, 50], 100, 300), [50, 50, 50, 50]);
        assert_eq!(total([0, 0, 0, 255], 255, 100), [0, 0, 0, 255]);
    }

    #[test]
    fn no_place_has_more_than_the_limit() {
        for percent in [100, 180, 240, 300] {
            for i in 0..6u32.pow(4) {
                let inks = [i % 6, i / 6 % 6, i / 36 % 6, i / 216].map(|n| n * 51);
                let kept = total(inks, 255, percent);
                assert!(kept.iter().sum::<u32>() <= 255 * percent / 100, "{inks:?} at {percent}: {kept:?}");
                assert!(kept[3] >= inks[3]);
            }
        }
    }

    #[test]
    fn light_tints_are_raised_and_paper_is_not() {
        assert_eq!([0, 10, 50, 400].map(|t| tint(t, 5)), [0, 50, 50, 400]);
    }
}
