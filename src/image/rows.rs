//! A look at the rows of a PNG while they are inflated: are they whole, are they gray, have they few colours?
//!
//! Works on the filtered rows (PNG, third edition, 9). Red, green and blue are filtered alike and each for itself, so a
//! picture is gray just when its *filtered* channels are equal, and every third filtered byte is the same picture
//! filtered as gray: nothing has to be undone or chosen again. Rows are unfiltered only to count colours, which ends
//! at the first row of a photograph.

use super::fault::Fault;
use flate2::Compression;
use flate2::bufread::ZlibDecoder;
use flate2::write::ZlibEncoder;
use std::io::{Read, Write};

/// As many colours make line art.
pub(super) const FEW: usize = 16;

/// What the rows are.
pub(super) struct Survey {
    /// How many bytes the compressed stream takes.
    pub(super) compressed: usize,
    /// Whether it holds more than the picture.
    pub(super) surplus: bool,
    /// The picture in one channel, compressed, if it was a colour picture without colours.
    pub(super) gray: Option<Vec<u8>>,
    /// Whether it has few colours (palette pictures: few entries used).
    pub(super) few_colors: bool,
}

/// Inflates the rows of a picture that is not interlaced, of `bits` (1 to 8) times `samples` (1 or 3) per pixel.
pub(super) fn survey(data: &[u8], size: (u32, u32), bits: u8, samples: usize) -> Result<Survey, Fault> {
    let stride = (size.0 as usize * usize::from(bits) * samples).div_ceil(8);
    let mut inflate = ZlibDecoder::new(data);
    let mut row = vec![0; stride + 1];
    let mut colors = Colors::new(stride, samples, bits);
    let mut gray = (samples == 3).then(|| Gray::new(size.0 as usize));
    for _ in 0..size.1 {
        inflate.read_exact(&mut row).map_err(|e| match e.kind() {
            std::io::ErrorKind::UnexpectedEof => Fault::truncated(),
            _ => Fault::damaged("its pixels cannot be unpacked"),
        })?;
        if row[0] > 4 {
            return Err(Fault::damaged("its pixels make no sense"));
        }
        colors.row(&row);
        if gray.as_mut().is_some_and(|g| !g.row(&row)) {
            gray = None;
        }
    }
    // Reading on also checks the stream's own checksum.
    let mut one = [0];
    let surplus = inflate.read(&mut one).map_err(|_| Fault::damaged("the checksum of its pixels is wrong"))? > 0;
    let compressed = usize::try_from(inflate.total_in()).unwrap_or(data.len());
    Ok(Survey { compressed, surplus, gray: gray.map(Gray::finish), few_colors: colors.few })
}

/// The picture in one channel, as long as there is no colour in it.
struct Gray {
    out: ZlibEncoder<Vec<u8>>,
    row: Vec<u8>,
}

impl Gray {
    fn new(width: usize) -> Gray {
        Gray { out: ZlibEncoder::new(Vec::new(), Compression::new(6)), row: vec![0; width + 1] }
    }

    /// Takes a row; whether it is gray.
    fn row(&mut self, row: &[u8]) -> bool {
        self.row[0] = row[0];
        for (to, from) in self.row[1..].iter_mut().zip(row[1..].chunks_exact(3)) {
            if from[0] != from[1] || from[1] != from[2] {
                return false;
            }
            *to = from[0];
        }
        self.out.write_all(&self.row).is_ok()
    }

    fn finish(self) -> Vec<u8> {
        self.out.finish().unwrap_or_default()
    }
}

/// Whether a picture of eight-bit samples, one or three a pixel, has few colours.
pub(super) fn few(samples: &[u8], channels: usize) -> bool {
    let mut colors = Colors::new(0, channels, 8);
    colors.pixels(samples);
    colors.few
}

/// Counts colours until they are no longer few.
struct Colors {
    few: bool,
    seen: Vec<[u8; 3]>,
    step: usize,
    bits: u8,
    above: Vec<u8>,
}

impl Colors {
    fn new(stride: usize, samples: usize, bits: u8) -> Colors {
        Colors { few: true, seen: Vec::new(), step: samples, bits, above: vec![0; stride] }
    }

    fn row(&mut self, filtered: &[u8]) {
        // Four bits and less have at most sixteen colours.
        if !self.few || self.bits < 8 {
            return;
        }
        let mut row = std::mem::take(&mut self.above);
        unfilter(filtered, &mut row, self.step);
        self.pixels(&row);
        self.above = row;
    }

    fn pixels(&mut self, samples: &[u8]) {
        let mut last = None;
        for pixel in samples.chunks_exact(self.step) {
            let color = [pixel[0], pixel[self.step / 2], pixel[self.step - 1]];
            if last != Some(color) && !self.seen.contains(&color) {
                self.seen.push(color);
                if self.seen.len() > FEW {
                    self.few = false;
                    return;
                }
            }
            last = Some(color);
        }
    }
}

/// Turns the row above into this row (9.2); `step` is the bytes of a pixel.
fn unfilter(filtered: &[u8], above: &mut [u8], step: usize) {
    let kind = filtered[0];
    let mut corner = [0; 3];
    for i in 0..above.len() {
        let up = above[i];
        let left = if i >= step { above[i - step] } else { 0 };
        let diagonal = std::mem::replace(&mut corner[i % step], up);
        let guess = match kind {
            1 => left,
            2 => up,
            3 => u16::midpoint(left.into(), up.into()) as u8,
            4 => paeth(left, up, diagonal),
            _ => 0,
        };
        above[i] = filtered[i + 1].wrapping_add(guess);
    }
}

/// The Paeth predictor (9.4).
fn paeth(left: u8, up: u8, diagonal: u8) -> u8 {
    let (a, b, c) = (i16::from(left), i16::from(up), i16::from(diagonal));
    let (pa, pb, pc) = ((b - c).abs(), (a - c).abs(), (a + b - 2 * c).abs());
    if pa <= pb && pa <= pc {
        left
    } else if pb <= pc {
        up
    } else {
        diagonal
    }
}
