//! Glyphs → outlines, each read once.

use crate::display::FaceId;
use crate::font::FontBook;
use skrifa::{DrawMemory, GlyphId, PathSink, ScalerFont};
use std::collections::HashMap;

/// A step along an outline, in the face's own units, `y` upward.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Step {
    Move((f32, f32)),
    Line((f32, f32)),
    Quad((f32, f32), (f32, f32)),
    Curve((f32, f32), (f32, f32), (f32, f32)),
    Close,
}

/// The outlines of the faces of one run.
pub(super) struct Outlines<'a> {
    fonts: &'a FontBook,
    /// Looked up, never gone through: its order does not matter.
    known: HashMap<(FaceId, u16), Vec<Step>>,
    scalers: HashMap<FaceId, Option<ScalerFont>>,
}

impl<'a> Outlines<'a> {
    pub(super) fn new(fonts: &'a FontBook) -> Outlines<'a> {
        Outlines { fonts, known: HashMap::new(), scalers: HashMap::new() }
    }

    /// How many of its units an em of a face has.
    pub(super) fn units_per_em(&self, face: FaceId) -> f64 {
        self.fonts.try_face(face).map_or(1000.0, |f| f64::from(f.units_per_em))
    }

    /// The outline of a glyph; none where the face has no such glyph, or a broken one.
    pub(super) fn of(&mut self, face: FaceId, glyph: u16) -> &[Step] {
        let (fonts, scalers) = (self.fonts, &mut self.scalers);
        self.known.entry((face, glyph)).or_insert_with(|| {
            let open = || Some(ScalerFont::unhinted(fonts.try_face(face)?.font()?.clone(), None));
            let Some(scaler) = scalers.entry(face).or_insert_with(open) else { return Vec::new() };
            let mut steps = Steps(Vec::new());
            let outline = scaler.outline(GlyphId::from(glyph));
            let drawn = outline.is_some_and(|o| o.draw(DrawMemory::Scratch, &mut steps).is_ok());
            if drawn { steps.0 } else { Vec::new() }
        })
    }
}

struct Steps(Vec<Step>);

impl PathSink for Steps {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.push(Step::Move((x, y)));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.0.push(Step::Line((x, y)));
    }

    fn quad_to(&mut self, ax: f32, ay: f32, x: f32, y: f32) {
        self.0.push(Step::Quad((ax, ay), (x, y)));
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.0.push(Step::Curve((ax, ay), (bx, by), (x, y)));
    }

    fn close(&mut self) {
        self.0.push(Step::Close);
    }
}
