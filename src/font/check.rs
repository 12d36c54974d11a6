//! Whether a font file can be trusted: every table that setting and embedding need is read before the file is used.

use super::face::Face;
use skrifa::raw::tables::glyf::Glyf;
use skrifa::raw::{FontRef, TableProvider, TopLevelTable};
use skrifa::{DrawMemory, GlyphId, PathSink, ScalerFont, Tag};
use std::borrow::Cow;

/// What is wrong with a font file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    /// A sentence's end: "is …".
    pub what: String,
    /// What to do.
    pub hint: String,
}

fn fault(what: impl Into<String>, hint: impl Into<String>) -> Fault {
    Fault { what: what.into(), hint: hint.into() }
}

const GET_ANOTHER: &str = "download it again, as .ttf or .otf";

/// Reads a user's font, or says why it cannot be used.
pub(super) fn read(bytes: &[u8]) -> Result<Face, Fault> {
    if let Some(kind) = other_kind(bytes) {
        return Err(fault(format!("is not a font that can be set: it seems to be {kind}"), GET_ANOTHER));
    }
    let broken = |part: &str| fault(format!("is a broken font: {part}"), GET_ANOTHER);
    let font = FontRef::from_index(bytes, 0).map_err(|_| broken("its table of contents cannot be read"))?;
    for r in font.table_directory().table_records() {
        let end = u64::from(r.offset()) + u64::from(r.length());
        if end > bytes.len() as u64 {
            return Err(broken(&format!("it is cut off (table `{}` ends at byte {end} of {})", r.tag(), bytes.len())));
        }
    }
    let glyphs = font.maxp().map_err(|_| broken("no table `maxp`"))?.num_glyphs();
    if glyphs == 0 {
        return Err(broken("it has no glyphs"));
    }
    font.hmtx().map_err(|_| broken("no table `hmtx`"))?;
    font.cmap().map_err(|_| broken("no table `cmap`, which says which character is which glyph"))?;
    let has = |tag: Tag| font.table_data(tag).is_some();
    if !(has(Glyf::TAG) && font.loca(None).is_ok() || has(Tag::new(b"CFF ")) || has(Tag::new(b"CFF2"))) {
        return Err(broken("it has no outlines (tables `glyf` or `CFF`)"));
    }
    if let Ok(os2) = font.os2() {
        let kind = os2.fs_type();
        // OpenType, OS/2, fsType: bits 0-3 are the usage permissions, the least restrictive of those set counts;
        // 2 is "restricted licence embedding", bit 9 "bitmap embedding only".
        if kind & 0x000E == 0x0002 || kind & 0x0200 != 0 {
            return Err(fault(
                "may not be embedded in a PDF (its maker's licence, OS/2 fsType, says so)",
                "use another face, or one of those built in",
            ));
        }
    }
    let face = Face::read(Cow::Owned(bytes.to_vec()), 0).ok_or_else(|| broken("tables `head`, `hhea` or `name`"))?;
    outlines(&face, u32::from(glyphs)).map_err(|g| broken(&format!("the outline of glyph {g} cannot be read")))?;
    Ok(face)
}

/// What a file that is no font seems to be.
fn other_kind(bytes: &[u8]) -> Option<&'static str> {
    let starts = |magic: &[u8]| bytes.starts_with(magic);
    Some(match bytes {
        [] => "an empty file",
        _ if starts(b"wOFF") => "a web font (WOFF)",
        _ if starts(b"wOF2") => "a web font (WOFF2)",
        _ if starts(b"%PDF") => "a PDF",
        _ if starts(b"\x89PNG") => "a PNG picture",
        _ if starts(b"\xFF\xD8") => "a JPEG picture",
        _ if starts(b"PK\x03\x04") => "a ZIP archive (unpack it first)",
        _ if starts(b"%!") || starts(b"\x80\x01") => "a PostScript Type 1 font",
        _ if starts(b"<") || starts(b"\xEF\xBB\xBF<") => "a web page",
        _ if starts(b"version https://git-lfs") => "a Git LFS pointer",
        _ if starts(b"\0\x01\0\0") || starts(b"OTTO") || starts(b"true") || starts(b"ttcf") => return None,
        _ if bytes.len() < 12 => "cut off",
        _ if std::str::from_utf8(&bytes[..bytes.len().min(64)]).is_ok() => "a text file",
        _ => "something else",
    })
}

/// A path that is only walked along.
struct Nowhere;

impl PathSink for Nowhere {
    fn move_to(&mut self, _: f32, _: f32) {}
    fn line_to(&mut self, _: f32, _: f32) {}
    fn quad_to(&mut self, _: f32, _: f32, _: f32, _: f32) {}
    fn curve_to(&mut self, _: f32, _: f32, _: f32, _: f32, _: f32, _: f32) {}
    fn close(&mut self) {}
}

/// Draws the basic letters and every so manieth glyph; the first that cannot be drawn is the error.
fn outlines(face: &Face, glyphs: u32) -> Result<(), u32> {
    let font = face.font().ok_or(0u32)?;
    let scaler = ScalerFont::unhinted(font.clone(), None);
    let letters = (' '..='~').filter_map(|c| font.charmap().map_unicode(c)).map(GlyphId::to_u32);
    for g in letters.chain((0..glyphs).step_by(1 + glyphs as usize / 256)) {
        let outline = scaler.outline(GlyphId::new(g)).ok_or(g)?;
        outline.draw(DrawMemory::Scratch, &mut Nowhere).map_err(|_| g)?;
    }
    Ok(())
}
