//! The tone curve of photographs: gray as a screen shows it → gray as a halftone must have it, so that it looks the same
//! when its dots have grown in print.
//!
//! How dark a halftone looks is the share of the paper that its dots cover after they have grown (Murray and Davies, 1936).
//! A dot of `t` is taken to grow to `1 - (1 - t)^p`, with `p` such that one half grows by the dot gain: a curve that rises
//! all the way, as the usual parabola does not above 25 %. The curve here is the way back. A gain of 28 % is what the curve
//! of sRGB itself stands for: tones stay nearly as they are.

/// Gray samples (255 is paper) as they are to be printed, by what they are as sGray. Without a `dot_gain`, tones stay as
/// they are. All numbers are percent: no tone is darker than `most`, none lighter than `least` but paper itself.
pub(super) fn curve(dot_gain: u32, least: u32, most: u32) -> [u8; 256] {
    let gain = f64::from(dot_gain) / 100.0;
    let (least, most) = (f64::from(least) / 100.0, f64::from(most) / 100.0);
    std::array::from_fn(|sample| {
        let light = sample as f64 / 255.0;
        let ink = if dot_gain == 0 { 1.0 - light } else { halftone(linear(light), gain) };
        let ink = (ink * most).min(most);
        // What is nearer to nothing than to the lightest dot is paper.
        let ink = if ink < least / 2.0 { 0.0 } else { ink.max(least) };
        255 - (ink * 255.0).round() as u8
    })
}

/// The halftone that sends back so much of the light.
fn halftone(light: f64, gain: f64) -> f64 {
    let growth = (0.5 - gain).ln() / 0.5f64.ln();
    1.0 - light.powf(1.0 / growth)
}

/// The share of light that a gray of sRGB's curve sends back (IEC 61966-2-1).
fn linear(light: f64) -> f64 {
    if light <= 0.040_45 { light / 12.92 } else { ((light + 0.055) / 1.055).powf(2.4) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_gain_and_limits_tones_stay() {
        assert!(curve(0, 0, 100).iter().enumerate().all(|(i, t)| i == usize::from(*t)));
    }

    #[test]
    fn a_half_tone_is_lightened_by_what_it_gains() {
        for gain in [10, 20, 30, 45] {
            let printed = 0.5 + f64::from(gain) / 100.0;
            assert!((halftone(1.0 - printed, f64::from(gain) / 100.0) - 0.5).abs() < 1e-9, "{gain} %");
        }
        // Screen gray 128 sends back 21.6 % of the light.
        let at = |gain| curve(gain, 0, 100)[128];
        assert!(at(28).abs_diff(128) <= 3, "sRGB's own curve: {}", at(28));
        assert_eq!((at(20), at(30)), (105, 132), "20 % prints as gamma 1.74 does, 30 % as 2.32");
        assert_eq!([0, 255].map(|i| curve(36, 0, 100)[i]), [0, 255], "black and paper stay");
    }

    #[test]
    fn tones_keep_within_what_the_device_holds() {
        let curve = curve(36, 5, 95);
        assert_eq!(curve[255], 255, "paper stays paper");
        assert_eq!(255 - curve[0], 242, "95 % at most");
        let tones: Vec<u8> = curve.iter().map(|s| 255 - s).filter(|t| *t > 0).collect();
        assert!(tones.iter().all(|t| *t >= 13), "5 % at least");
        assert!(curve.windows(2).all(|w| w[0] <= w[1]), "never the other way round");
    }
}
