//! Display items → the operators of a page's content stream (ISO 32000-1, annex A). Here y turns to point up.

use super::fonts::Font;
use super::glyphs::{Cluster, clusters};
use super::images::{self, placement};
use super::number::{milli, push, whole};
use super::options::Options;
use super::spots;
use super::structure;
use crate::color::{Color, Spot};
use crate::display::{DisplayItem, DisplayList, FaceId, Glyph, GlyphRun, ImageId, PlacedPicture, Tree};
use crate::geom::{Length, Rect};
use crate::image::Images;
use std::collections::{BTreeMap, BTreeSet};

/// A page's content and what it refers to.
pub(super) struct Content {
    pub(super) operators: Vec<u8>,
    pub(super) faces: BTreeSet<FaceId>,
    /// Pictures, by the names that the operators call them.
    pub(super) images: BTreeMap<String, ImageId>,
    /// Inks of their own, by the names that the operators call them.
    pub(super) spots: BTreeMap<String, Spot>,
    /// Whether something is painted in all inks at once.
    pub(super) registration: bool,
    /// Whether overprint is spoken of.
    pub(super) overprint: bool,
}

/// Positions nearer than this to where the reader's pen stands anyway are left to it, in points.
const NEAR: f64 = 0.006;

/// The content of page `number` (from 0), its marks tagged as the tree says.
pub(super) fn content(
    page: &DisplayList,
    (tree, number): (&Tree, usize),
    fonts: &BTreeMap<FaceId, Font<'_>>,
    images: &Images,
    options: &Options,
) -> Content {
    let around = options.around(&page.boxes);
    let mut writer = Writer {
        out: Vec::with_capacity(16 << 10),
        fonts,
        images,
        around,
        top: around + page.boxes.trim.h,
        overprint: options.overprint.then_some(false),
        color: Color::BLACK,
        font: None,
        spacing: 0,
        line: None,
        used: Content {
            operators: Vec::new(),
            faces: BTreeSet::new(),
            images: BTreeMap::new(),
            spots: BTreeMap::new(),
            registration: false,
            overprint: false,
        },
    };
    for group in &tree.groups[number] {
        // Marked content (14.6) and text objects do not cross.
        match group.part {
            _ if !options.tagged => {}
            Some((node, mark)) => {
                // As the part itself says, not as the tree levels it: that depends on the pages before.
                let name = structure::name(tree.nodes[node].tag.kind());
                writer.out.push(b'/');
                writer.out.extend(name.0);
                writer.out.extend(format!("<</MCID {mark}>>BDC\n").as_bytes());
            }
            None => writer.out.extend(b"/Artifact BMC\n"),
        }
        for item in &page.items[group.items.clone()] {
            match item {
                DisplayItem::Glyphs(run) => writer.run(run),
                DisplayItem::Fill(rect, color) => writer.fill(*rect, *color),
                DisplayItem::Frame(rect, stroke, color) => writer.frame(*rect, *stroke, *color),
                DisplayItem::Picture(picture) => writer.picture(picture),
            }
        }
        if options.tagged {
            writer.end_text();
            writer.out.extend(b"EMC\n");
        }
    }
    writer.end_text();
    Content { operators: writer.out, ..writer.used }
}

struct Writer<'a> {
    out: Vec<u8>,
    fonts: &'a BTreeMap<FaceId, Font<'a>>,
    images: &'a Images,
    /// How far the medium reaches past the trim.
    around: Length,
    /// The height of the trim's top edge above the lower edge of the medium.
    top: Length,
    /// The graphics state's colour for filling; a page starts with black.
    color: Color,
    /// Whether what is painted leaves the other inks below it alone; nothing where overprint is not spoken of.
    overprint: Option<bool>,
    font: Option<(FaceId, i64)>,
    /// What a reader adds to every advance (`Tc`), in thousandths.
    spacing: i64,
    /// Within BT … ET: the start of the current line, in thousandths.
    line: Option<(i64, i64)>,
    used: Content,
}

impl Writer<'_> {
    fn x(&self, x: Length) -> i64 {
        milli(x + self.around)
    }

    fn y(&self, y: Length) -> i64 {
        milli(self.top - y)
    }

    fn op(&mut self, operands: &[i64], name: &str) {
        for operand in operands {
            push(&mut self.out, *operand);
            self.out.push(b' ');
        }
        self.out.extend(name.as_bytes());
        self.out.push(b'\n');
    }

    fn set_color(&mut self, color: Color) {
        // Solid black on top of something is more even than black with holes below it, and forgives plates that are off.
        self.set_overprint(color == Color::Cmyk([0, 0, 0, 1000]));
        if self.color == color {
            return;
        }
        self.color = color;
        // Components are thousandths already.
        match color {
            Color::Gray(g) => self.op(&[g.into()], "g"),
            Color::Rgb(c) => self.op(&c.map(i64::from), "rg"),
            Color::Cmyk(c) => self.op(&c.map(i64::from), "k"),
            Color::Spot(spot) => {
                let name = spots::resource(&spot);
                self.out.extend(format!("/{name} cs ").as_bytes());
                self.op(&[spot.tint.into()], "scn");
                self.used.spots.insert(name, spot);
            }
            Color::Registration => {
                self.out.extend(format!("/{} cs 1 scn\n", spots::ALL).as_bytes());
                self.used.registration = true;
            }
        }
    }

    fn set_overprint(&mut self, wanted: bool) {
        if self.overprint.is_some_and(|now| now != wanted) {
            self.overprint = Some(wanted);
            self.out.extend(if wanted { &b"/GO gs\n"[..] } else { b"/GK gs\n" });
            self.used.overprint = true;
        }
    }

    /// Adds a rectangle to the path. Its edges are rounded, not its extent, so that touching rectangles touch.
    fn rect(&mut self, rect: Rect) {
        let (left, right) = (self.x(rect.x), self.x(rect.right()));
        let (top, bottom) = (self.y(rect.y), self.y(rect.bottom()));
        self.op(&[left, bottom, right - left, top - bottom], "re");
    }

    fn fill(&mut self, rect: Rect, color: Color) {
        self.end_text();
        self.set_color(color);
        self.rect(rect);
        self.op(&[], "f");
    }

    /// A frame is the area between two rectangles: no line widths, joins or second colour come into it.
    fn frame(&mut self, rect: Rect, stroke: Length, color: Color) {
        if stroke * 2 >= rect.w.min(rect.h) {
            return self.fill(rect, color);
        }
        self.end_text();
        self.set_color(color);
        self.rect(rect);
        let (x, y) = (rect.x + stroke, rect.y + stroke);
        self.rect(Rect { x, y, w: rect.w - stroke * 2, h: rect.h - stroke * 2 });
        self.op(&[], "f*");
    }

    fn picture(&mut self, picture: &PlacedPicture) {
        self.end_text();
        let Some(image) = self.images.try_get(picture.image) else { return };
        self.set_overprint(false);
        let corner = (self.x(picture.rect.x), self.y(picture.rect.bottom()));
        let matrix = placement(picture, image.orientation, corner);
        self.op(&[], "q");
        if picture.crop != PlacedPicture::WHOLE {
            self.rect(picture.rect);
            self.op(&[], "W n");
        }
        self.op(&matrix, "cm");
        let name = images::resource(image);
        self.out.extend(format!("/{name} Do\nQ\n").as_bytes());
        self.used.images.insert(name, picture.image);
    }

    fn end_text(&mut self) {
        if self.line.take().is_some() {
            self.op(&[], "ET");
        }
    }

    fn run(&mut self, run: &GlyphRun) {
        let Some(font) = self.fonts.get(&run.face) else { return };
        let size = milli(run.size);
        if size <= 0 || run.glyphs.is_empty() {
            return;
        }
        self.used.faces.insert(run.face);
        let y = self.y(run.origin.y);
        if self.line.is_some_and(|line| line.1 != y) {
            self.end_text();
        }
        if self.line.is_none() {
            self.op(&[], "BT");
            self.line = Some((0, 0));
        }
        self.set_color(run.color);
        if self.font != Some((run.face, size)) {
            self.font = Some((run.face, size));
            self.out.extend(format!("/{} ", font.resource(run.face)).as_bytes());
            self.op(&[size], "Tf");
        }
        let spacing = letterspacing(run, font, size as f64);
        if self.spacing != spacing {
            self.spacing = spacing;
            self.op(&[spacing], "Tc");
        }
        let mut setter =
            Setter { writer: self, font, run, size: size as f64 / 1000.0, pen: 0.0, rise: None, open: Open::No };
        setter.set();
    }

    /// Moves to a point by `Td`, which counts from the start of the line.
    fn move_to(&mut self, x: i64, y: i64) {
        let (from_x, from_y) = self.line.unwrap_or_default();
        if (x, y) != (from_x, from_y) {
            self.op(&[x - from_x, y - from_y], "Td");
        }
        self.line = Some((x, y));
    }
}

/// The middle one of what the run's letters are farther apart than their advances, in thousandths: with it stated once
/// (9.3.2), a spaced line needs numbers only at its kerns and word spaces. `size` is the em in thousandths.
fn letterspacing(run: &GlyphRun, font: &Font<'_>, size: f64) -> i64 {
    let gap = |pair: &[Glyph]| (pair[1].x - pair[0].x).pt() * 1000.0 - font.advance(pair[0].id) * size;
    let mut gaps: Vec<i64> = run.glyphs.windows(2).map(|pair| whole(gap(pair))).collect();
    if gaps.is_empty() {
        return 0;
    }
    let middle = gaps.len() / 2;
    let middle = *gaps.select_nth_unstable(middle).1;
    // What rounding makes is no spacing.
    if middle.abs() <= 1 { 0 } else { middle }
}

/// How far into a `TJ` the setter is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    No,
    Array,
    String,
}

/// Sets one run.
struct Setter<'w, 'a> {
    writer: &'w mut Writer<'a>,
    font: &'w Font<'a>,
    run: &'w GlyphRun,
    /// The em as the PDF states it.
    size: f64,
    /// Where a reader's pen stands, computed as the reader does, so that no error adds up.
    pen: f64,
    rise: Option<Length>,
    open: Open,
}

impl Setter<'_, '_> {
    fn set(&mut self) {
        let run = self.run;
        let mut spelled: Option<String> = None;
        let mut pending: Vec<Cluster<'_>> = Vec::new();
        for cluster in clusters(run) {
            let glyph = run.glyphs[cluster.first];
            let (number, told) = self.font.numbers.number(glyph.id, cluster.text);
            if told && cluster.end == cluster.first + 1 {
                self.spell(&mut spelled, &mut pending);
                self.glyph(&glyph, number);
            } else {
                spelled.get_or_insert_default().push_str(cluster.text);
                pending.push(cluster);
            }
        }
        self.spell(&mut spelled, &mut pending);
        if let Some(space) = run.space_after {
            self.show(self.font.numbers.number(space, " ").0);
        }
        self.close();
    }

    /// Sets what a reader would take for other text than it is, with the text (ISO 32000-1, 14.9.4).
    fn spell(&mut self, text: &mut Option<String>, pending: &mut Vec<Cluster<'_>>) {
        let Some(text) = text.take() else { return };
        self.close();
        let out = &mut self.writer.out;
        out.extend(b"/Span<</ActualText<FEFF");
        for unit in text.encode_utf16() {
            out.extend(format!("{unit:04X}").as_bytes());
        }
        out.extend(b">>>BDC\n");
        for cluster in pending.drain(..) {
            self.glyphs(&cluster);
        }
        self.close();
        self.writer.out.extend(b"EMC\n");
    }

    fn glyphs(&mut self, cluster: &Cluster<'_>) {
        for (i, glyph) in self.run.glyphs[cluster.first..cluster.end].iter().enumerate() {
            let text = if i == 0 { cluster.text } else { "" };
            self.glyph(glyph, self.font.numbers.number(glyph.id, text).0);
        }
    }

    fn glyph(&mut self, glyph: &Glyph, number: u16) {
        let x = self.run.origin.x + glyph.x + self.writer.around;
        if self.rise != Some(glyph.rise) {
            self.close();
            self.rise = Some(glyph.rise);
            let y = self.writer.y(self.run.origin.y - glyph.rise);
            self.writer.move_to(milli(x), y);
            self.pen = milli(x) as f64 / 1000.0;
        }
        self.adjust(x.pt());
        self.show(number);
        self.pen += self.font.advance(glyph.id) * self.size + self.writer.spacing as f64 / 1000.0;
    }

    /// Brings the pen to `x`: the numbers of a `TJ` are thousandths of an em to the left (9.4.3), here to a tenth.
    fn adjust(&mut self, x: f64) {
        let need = x - self.pen;
        if need.abs() <= NEAR {
            return;
        }
        let tenths = whole(-need * 10_000.0 / self.size);
        if tenths == 0 {
            return;
        }
        match self.open {
            Open::No => self.writer.out.push(b'['),
            Open::Array => self.writer.out.push(b' '),
            Open::String => self.writer.out.push(b')'),
        }
        self.open = Open::Array;
        push(&mut self.writer.out, tenths * 100);
        self.pen -= tenths as f64 / 10_000.0 * self.size;
    }

    fn show(&mut self, number: u16) {
        match self.open {
            Open::No => self.writer.out.extend(b"[("),
            Open::Array => self.writer.out.push(b'('),
            Open::String => {}
        }
        self.open = Open::String;
        let bytes = number.to_be_bytes();
        if !bytes.iter().any(|b| matches!(b, b'(' | b')' | b'\\' | b'\r')) {
            self.writer.out.extend_from_slice(&bytes);
            return;
        }
        for byte in bytes {
            match byte {
                b'(' | b')' | b'\\' => self.writer.out.extend([b'\\', byte]),
                // A bare carriage return in a string is read as a line feed (7.3.4.2).
                b'\r' => self.writer.out.extend(b"\\r"),
                _ => self.writer.out.push(byte),
            }
        }
    }

    fn close(&mut self) {
        match self.open {
            Open::No => return,
            Open::Array => self.writer.out.extend(b"]TJ\n"),
            Open::String => self.writer.out.extend(b")]TJ\n"),
        }
        self.open = Open::No;
    }
}
