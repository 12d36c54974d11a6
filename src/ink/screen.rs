//! Colours → what a screen shows of them: inks as they look on coated paper (FOGRA39), an ink of its own as what stands in
//! for it, black ink and gray as gray.

use super::convert::{House, Kind, Meaning};
use crate::color::Color;
use crate::image::Raster;
use crate::profile::Condition;
use std::sync::OnceLock;

/// Shows colours on a screen.
#[derive(Default)]
pub(crate) struct Screen {
    /// Read when the first ink asks for it.
    house: OnceLock<Option<House>>,
}

impl Screen {
    fn house(&self) -> Option<&House> {
        self.house.get_or_init(|| House::new(&Condition::coated())).as_ref()
    }

    /// A colour in red, green and blue.
    pub(crate) fn rgb(&self, color: Color) -> [u8; 3] {
        let sample = |c: u16| ((u32::from(c.min(1000)) * 255 + 500) / 1000) as u8;
        match color {
            Color::Gray(g) => [sample(g); 3],
            Color::Rgb(c) => c.map(sample),
            // As in `colors`: black ink alone is gray, not what black looks like between three others.
            Color::Cmyk([0, 0, 0, k]) => [sample(1000 - k.min(1000)); 3],
            Color::Cmyk(inks) => {
                let shown = self.house().map(|house| house.color(&inks, Kind::Rgb));
                shown.map_or([128; 3], |rgb| [0, 1, 2].map(|i| sample(rgb.get(i).copied().unwrap_or(0))))
            }
            Color::Spot(spot) => self.rgb(Color::Cmyk(spot.in_four_inks())),
            Color::Registration => [0; 3],
        }
    }

    /// Samples in red, green and blue; nothing if they cannot be had.
    pub(crate) fn picture(&self, from: Raster) -> Option<Raster> {
        match Kind::of(from.channels) {
            Kind::Rgb => Some(from),
            Kind::Gray => {
                let samples = from.samples.iter().flat_map(|s| [*s; 3]).collect();
                Some(Raster { size: from.size, channels: 3, samples })
            }
            Kind::Cmyk => self.house()?.picture(&from, &Meaning::PLAIN, Kind::Rgb),
        }
    }
}
