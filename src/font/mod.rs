//! Faces: where they come from, what they measure, which one serves a style.

use crate::diag::Log;
pub use crate::display::FaceId;
use crate::files::Files;
use std::path::Path;

/// All faces of one run.
pub struct FontBook {
    faces: Vec<Face>,
}

/// One face. Measures are in em.
pub struct Face {
    /// The family's name.
    pub family: String,
    /// 100 to 900.
    pub weight: u16,
    /// Whether it is slanted.
    pub italic: bool,
    /// The height of capitals, in em.
    pub cap_height: f64,
    /// The height of x, in em.
    pub x_height: f64,
    /// The ascent, in em.
    pub ascent: f64,
    /// The descent, in em, positive.
    pub descent: f64,
    /// The font file.
    pub data: std::borrow::Cow<'static, [u8]>,
    /// Which face of the file.
    pub index: u32,
}

impl FontBook {
    /// The faces built into the program.
    pub fn builtin() -> FontBook {
        let face = |family: &str, weight, italic, data: &'static [u8]| Face {
            family: family.into(),
            weight,
            italic,
            cap_height: 0.67,
            x_height: 0.47,
            ascent: 0.92,
            descent: 0.25,
            data: data.into(),
            index: 0,
        };
        FontBook {
            faces: vec![
                face(
                    "Source Serif 4",
                    400,
                    false,
                    include_bytes!("../../fonts/source-serif-4/SourceSerif4_400Regular.ttf"),
                ),
                face(
                    "Source Serif 4",
                    400,
                    true,
                    include_bytes!("../../fonts/source-serif-4/SourceSerif4_400Regular_Italic.ttf"),
                ),
                face(
                    "Source Serif 4",
                    700,
                    false,
                    include_bytes!("../../fonts/source-serif-4/SourceSerif4_700Bold.ttf"),
                ),
                face(
                    "Barlow Condensed",
                    700,
                    false,
                    include_bytes!("../../fonts/barlow-condensed/BarlowCondensed_700Bold.ttf"),
                ),
                face(
                    "Source Sans 3",
                    400,
                    false,
                    include_bytes!("../../fonts/source-sans-3/SourceSans3_400Regular.ttf"),
                ),
            ],
        }
    }

    /// Makes the families or font files named in `names` known, looking in `folder`, then in `fonts/` of the working
    /// folder, then among those built in.
    pub fn load(_files: &dyn Files, _folder: &Path, _names: &[String], _log: &mut Log) -> FontBook {
        unimplemented!()
    }

    /// The face of `family` (a name, or the path of a font file as it was given to `load`) nearest to weight and slant.
    pub fn find(&self, family: &str, weight: u16, italic: bool) -> Option<FaceId> {
        let at = self.faces.iter().position(|f| f.family == family && f.weight == weight && f.italic == italic)?;
        Some(FaceId(at as u16))
    }

    /// The families' names, for hints.
    pub fn families(&self) -> Vec<String> {
        unimplemented!()
    }

    /// A face.
    pub fn face(&self, id: FaceId) -> &Face {
        &self.faces[usize::from(id.0)]
    }
}
