//! Pixels of a page.

/// Red, green and blue of every pixel, eight bits each, row by row from the top.
#[derive(Clone, PartialEq, Eq)]
pub struct Pixmap {
    /// Width and height in pixels.
    pub size: (u32, u32),
    /// The samples: three a pixel.
    pub samples: Vec<u8>,
}

impl Pixmap {
    /// All pixels of one colour.
    pub fn new(size: (u32, u32), color: [u8; 3]) -> Pixmap {
        Pixmap { size, samples: color.repeat(size.0 as usize * size.1 as usize) }
    }

    /// The colour of a pixel; nothing beyond the edges.
    pub fn at(&self, x: u32, y: u32) -> Option<[u8; 3]> {
        if x >= self.size.0 || y >= self.size.1 {
            return None;
        }
        let i = (y as usize * self.size.0 as usize + x as usize) * 3;
        <[u8; 3]>::try_from(self.samples.get(i..i + 3)?).ok()
    }

    /// Lays another on it with its upper left corner at `at`; what goes over the edges is left out.
    pub fn lay(&mut self, other: &Pixmap, at: (u32, u32)) {
        let wide = other.size.0.min(self.size.0.saturating_sub(at.0)) as usize * 3;
        for row in 0..other.size.1.min(self.size.1.saturating_sub(at.1)) {
            let from = row as usize * other.size.0 as usize * 3;
            let to = ((at.1 + row) as usize * self.size.0 as usize + at.0 as usize) * 3;
            self.samples[to..to + wide].copy_from_slice(&other.samples[from..from + wide]);
        }
    }
}

impl std::fmt::Debug for Pixmap {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} × {} pixels", self.size.0, self.size.1)
    }
}
