//! What is painted on a page: its content run as a reader would run it, and every mark noted with its colour, its size and
//! its place. Knows no pixels: where marks lie over one another is for others to find out.

mod noted;

use super::detail::{self, Detail, Shown};
use super::font::Font;
use super::page::Bounds;
use super::paint::{Paint, Space};
use super::unpacked;
use hayro_syntax::content::{Instruction, UntypedIter};
use hayro_syntax::object::dict::keys;
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};
use hayro_syntax::page::{Page, Resources};
use std::collections::HashMap;
use std::sync::Arc;

/// A mark on a page, in the page's own space.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// What it is.
    pub what: What,
    /// What it is painted with.
    pub paint: Paint,
    /// The smallest rectangle around it.
    pub room: Bounds,
    /// What two marks that look alike have in common; empty unless it is asked for.
    pub detail: Detail,
}

/// What a mark is. Lengths are in units of the page's space.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    /// Characters of one font on one line.
    Text {
        /// The font.
        font: Arc<Font>,
        /// The em.
        size: f64,
        /// How many of the characters are ones that the font has not.
        missing: usize,
    },
    /// A filled shape.
    Fill,
    /// A line drawn along a path.
    Stroke {
        /// Its thickness.
        width: f64,
    },
    /// A picture.
    Picture {
        /// Width and height in pixels.
        pixels: (u32, u32),
        /// Its colours.
        space: Space,
        /// Bits of a component.
        bits: u32,
        /// How large all of it is: what a clip cuts away included.
        size: (f64, f64),
    },
}

/// Forms within forms are followed so deep.
const DEEPEST: usize = 12;
/// Content with more instructions is not read to its end.
const MOST: usize = 5_000_000;

type Matrix = [f64; 6];

/// The marks of a page, in the order in which they are painted.
pub(super) fn marks(page: &Page<'_>) -> Vec<Mark> {
    Painter::painted(page, false).marks
}

/// The marks of a page with all that they look like; and whether that is all of the page. It is not where something is
/// painted that is not understood here: shadings, patterns, transparency, clips that are no rectangles.
pub(super) fn marks_in_detail(page: &Page<'_>) -> (Vec<Mark>, bool) {
    let painter = Painter::painted(page, true);
    (painter.marks, !painter.odd && painter.left > 0)
}

struct Painter {
    marks: Vec<Mark>,
    /// Whether marks are told in detail.
    detailed: bool,
    /// Whether something was painted that is not understood.
    odd: bool,
    fonts: HashMap<(usize, usize), Arc<Font>>,
    left: usize,
}

/// The graphics state (8.4), as far as marks depend on it.
#[derive(Clone)]
struct State {
    matrix: Matrix,
    fill: (Space, Paint),
    stroke: (Space, Paint),
    width: f64,
    clip: Option<Bounds>,
    font: Option<Arc<Font>>,
    size: f64,
    spacing: f64,
    words: f64,
    scale: f64,
    leading: f64,
    rise: f64,
    invisible: bool,
    /// A number that names the space of the colour for filling, where it is an ink of its own; only in detail.
    ink: u128,
}

impl State {
    fn new() -> State {
        State {
            matrix: [1.0, 0.0, 0.0, 1.0, 0.0, 0.0],
            fill: (Space::Gray, Paint::BLACK),
            stroke: (Space::Gray, Paint::BLACK),
            width: 1.0,
            clip: None,
            font: None,
            size: 0.0,
            spacing: 0.0,
            words: 0.0,
            scale: 1.0,
            leading: 0.0,
            rise: 0.0,
            invisible: false,
            ink: 0,
        }
    }
}

/// Where a run through one content stream stands.
struct Run {
    state: State,
    saved: Vec<State>,
    /// The operators that made the path so far; only where marks are told in detail.
    steps: Vec<u8>,
    /// What a stretch of marked content stands for (14.9.4), until its first letter is shown; and how many stretches are
    /// open within it.
    spelled: Option<(Option<String>, usize)>,
    /// The corners of the path so far, in the page's space.
    path: Vec<(f64, f64)>,
    clips: bool,
    text: Matrix,
    line: Matrix,
}

impl Painter {
    fn painted(page: &Page<'_>, detailed: bool) -> Painter {
        let mut painter = Painter { marks: Vec::new(), detailed, odd: false, fonts: HashMap::new(), left: MOST };
        painter.run(page.operations(), page.resources(), State::new(), 0);
        painter
    }

    fn run(&mut self, mut content: UntypedIter<'_>, resources: &Resources<'_>, state: State, depth: usize) {
        let one = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];
        let (saved, steps) = (Vec::new(), Vec::new());
        let mut run = Run { state, saved, steps, spelled: None, path: Vec::new(), clips: false, text: one, line: one };
        while let Some(instruction) = content.next() {
            if self.left == 0 {
                return;
            }
            self.left -= 1;
            if self.detailed {
                self.note(&instruction, &mut run, resources);
            }
            self.step(&instruction, &mut run, resources, depth);
        }
    }

    fn step(&mut self, at: &Instruction<'_, '_>, run: &mut Run, resources: &Resources<'_>, depth: usize) {
        let name = at.operands().find_map(|o| if let Object::Name(n) = o { Some(n) } else { None });
        let numbers: Vec<f64> =
            at.operands().filter_map(|o| if let Object::Number(n) = o { Some(n.as_f64()) } else { None }).collect();
        let matrix = <Matrix>::try_from(&numbers[..]);
        match (&**at.operator, &numbers[..]) {
            (b"q", _) if run.saved.len() < 1000 => run.saved.push(run.state.clone()),
            (b"Q", _) => run.state = run.saved.pop().unwrap_or_else(|| run.state.clone()),
            (b"cm", _) => run.state.matrix = matrix.map_or(run.state.matrix, |m| times(m, run.state.matrix)),
            (b"w", &[width]) => run.state.width = width,
            (b"gs", _) => {
                let state = name.and_then(|name| resources.get_ext_g_state(name));
                if let Some(width) = state.and_then(|s| s.get::<f32>("LW")) {
                    run.state.width = width.into();
                }
            }
            (b"g", _) => set(&mut run.state.fill, Space::Gray, &numbers),
            (b"G", _) => set(&mut run.state.stroke, Space::Gray, &numbers),
            (b"rg", _) => set(&mut run.state.fill, Space::Rgb, &numbers),
            (b"RG", _) => set(&mut run.state.stroke, Space::Rgb, &numbers),
            (b"k", _) => set(&mut run.state.fill, Space::Cmyk, &numbers),
            (b"K", _) => set(&mut run.state.stroke, Space::Cmyk, &numbers),
            (b"cs" | b"CS", _) => {
                let space = name.map_or(Space::Other, |n| Space::of(&Object::Name(n.clone()), resources));
                let slot = if **at.operator == *b"cs" { &mut run.state.fill } else { &mut run.state.stroke };
                *slot = (space.clone(), space.first());
            }
            (b"sc" | b"scn", _) => run.state.fill.1 = run.state.fill.0.paint(&numbers),
            (b"SC" | b"SCN", _) => run.state.stroke.1 = run.state.stroke.0.paint(&numbers),
            (b"m" | b"l" | b"c" | b"v" | b"y", _) => run.to(numbers.chunks_exact(2).map(|p| (p[0], p[1]))),
            (b"re", &[x, y, w, h]) => run.to([(x, y), (x + w, y), (x, y + h), (x + w, y + h)]),
            (b"W" | b"W*", _) => run.clips = true,
            (b"n", _) => run.close(),
            (b"f" | b"F" | b"f*", _) => self.fill(run),
            (b"S" | b"s", _) => self.stroke(run),
            (b"B" | b"B*" | b"b" | b"b*", _) => {
                let (path, steps) = (run.path.clone(), run.steps.clone());
                self.fill(run);
                (run.path, run.steps) = (path, steps);
                self.stroke(run);
            }
            (b"sh", _) => {
                if let Some(room) = run.state.clip {
                    let detail = Detail::default();
                    self.marks.push(Mark { what: What::Fill, paint: Paint::Other, room, detail });
                }
            }
            (b"Do", _) => {
                if let Some(x) = name.and_then(|name| resources.get_x_object(name)) {
                    self.object(&x, run, resources, depth);
                }
            }
            (b"BI" | b"EI", _) => {
                for o in at.operands() {
                    if let Object::Stream(image) = o {
                        self.picture(image, run, resources);
                    }
                }
            }
            _ => self.text(at, &numbers, name, run, resources),
        }
    }

    fn text(
        &mut self,
        at: &Instruction<'_, '_>,
        numbers: &[f64],
        name: Option<&Name<'_>>,
        run: &mut Run,
        resources: &Resources<'_>,
    ) {
        let moved = |line: Matrix, x: f64, y: f64| times([1.0, 0.0, 0.0, 1.0, x, y], line);
        match (&**at.operator, numbers) {
            (b"BT", _) => {
                run.line = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];
                run.text = run.line;
            }
            (b"Tf", &[.., size]) => {
                run.state.size = size;
                run.state.font = name.and_then(|name| resources.get_font(name)).map(|dict| self.font(&dict));
            }
            (b"Tc", &[x]) => run.state.spacing = x,
            (b"Tw", &[x]) => run.state.words = x,
            (b"Tz", &[x]) => run.state.scale = x / 100.0,
            (b"TL", &[x]) => run.state.leading = x,
            (b"Ts", &[x]) => run.state.rise = x,
            // Mode 3 paints nothing (9.3.6): the text under a scan.
            (b"Tr", &[mode]) => run.state.invisible = (mode - 3.0).abs() < 0.5 || (mode - 7.0).abs() < 0.5,
            (b"Td" | b"TD", &[x, y]) => {
                if **at.operator == *b"TD" {
                    run.state.leading = -y;
                }
                run.line = moved(run.line, x, y);
                run.text = run.line;
            }
            (b"Tm", _) => {
                run.line = <Matrix>::try_from(numbers).unwrap_or(run.line);
                run.text = run.line;
            }
            (b"T*", _) => run.next_line(),
            (b"Tj" | b"'" | b"\"", _) => {
                if **at.operator != *b"Tj" {
                    run.next_line();
                }
                let strings = at.operands().filter_map(|o| if let Object::String(s) = o { Some(s) } else { None });
                let parts: Vec<Part> = strings.map(|s| Part::Text(s.as_bytes().to_vec())).collect();
                self.show(&parts, run);
            }
            (b"TJ", _) => {
                let Some(Object::Array(array)) = at.operands().next() else { return };
                let parts: Vec<Part> = array.iter::<Object<'_>>().filter_map(|o| part(&o)).collect();
                self.show(&parts, run);
            }
            _ => {}
        }
    }

    fn font(&mut self, dict: &Dict<'_>) -> Arc<Font> {
        // The glyphs of a Type 3 font are drawings, which may be of any colour.
        self.odd |= dict.get::<Name<'_>>(keys::SUBTYPE).is_some_and(|k| &*k == b"Type3");
        let place = (dict.data().as_ptr().addr(), dict.data().len());
        let detailed = self.detailed;
        Arc::clone(self.fonts.entry(place).or_insert_with(|| Arc::new(Font::of(dict, detailed))))
    }

    /// Shows the parts of a line: one mark for all of them.
    fn show(&mut self, parts: &[Part], run: &mut Run) {
        let Some(font) = run.state.font.clone() else { return };
        let s = &run.state;
        let (mut x, mut missing, mut any) = (0.0, 0, false);
        let mut glyphs: Vec<Shown> = Vec::new();
        let all = times(run.text, s.matrix);
        for part in parts {
            match part {
                Part::Kern(by) => x -= by / 1000.0 * s.size * s.scale,
                Part::Text(text) => {
                    for (code, width) in font.characters(text) {
                        any = true;
                        if self.detailed {
                            let spelled = run.spelled.as_mut().map(|(text, _)| text.take().unwrap_or_default());
                            let letter = font.letter(code);
                            glyphs.push(Shown {
                                text: spelled.unwrap_or_else(|| letter.0.to_owned()),
                                shape: letter.1,
                                at: moved(all, (x, s.rise)),
                                end: moved(all, (x + width / 1000.0 * s.size * s.scale, s.rise)),
                            });
                        }
                        missing += usize::from(font.is_missing(code));
                        let word = if font.is_space(code) { s.words } else { 0.0 };
                        x += (width / 1000.0 * s.size + s.spacing + word) * s.scale;
                    }
                }
            }
        }
        if any && !s.invisible {
            let (low, high) = (s.rise - 0.22 * s.size, s.rise + 0.75 * s.size);
            // What goes after the last letter is not part of the line.
            let end = x - s.spacing * s.scale;
            let corners = [(0.0, low), (end, low), (0.0, high), (end, high)].map(|p| moved(all, p));
            // The em as it comes out, whatever is scaled.
            let size = s.size.abs() * all[2].hypot(all[3]);
            let what = What::Text { font, size, missing };
            let matrix = [all[0], all[1], all[2], all[3]].map(|n| n * s.size);
            let detail = Detail { glyphs, matrix, name: s.ink, ..Detail::default() };
            self.push((what, detail), run.state.fill.1.clone(), around(&corners), run.state.clip);
        }
        run.text = times([1.0, 0.0, 0.0, 1.0, x, 0.0], run.text);
    }

    fn push(&mut self, (what, detail): (What, Detail), paint: Paint, room: Option<Bounds>, clip: Option<Bounds>) {
        let Some(room) = room else { return };
        // A pattern says nothing here of what it looks like; a picture has no paint of its own.
        self.odd |= paint == Paint::Other && !matches!(what, What::Picture { .. });
        // What a clip leaves of it.
        let room = match clip {
            Some(clip) => Bounds {
                x0: room.x0.max(clip.x0),
                y0: room.y0.max(clip.y0),
                x1: room.x1.min(clip.x1),
                y1: room.y1.min(clip.y1),
            },
            None => room,
        };
        if room.x0 <= room.x1 && room.y0 <= room.y1 {
            self.marks.push(Mark { what, paint, room, detail });
        }
    }

    fn fill(&mut self, run: &mut Run) {
        let room = around(&run.path);
        let detail = self.path(run);
        self.push((What::Fill, detail), run.state.fill.1.clone(), room, run.state.clip);
        run.close();
    }

    fn stroke(&mut self, run: &mut Run) {
        let m = run.state.matrix;
        let width = run.state.width * (m[0] * m[3] - m[1] * m[2]).abs().sqrt();
        let half = width / 2.0;
        let room =
            around(&run.path).map(|r| Bounds { x0: r.x0 - half, y0: r.y0 - half, x1: r.x1 + half, y1: r.y1 + half });
        let detail = self.path(run);
        self.push((What::Stroke { width }, detail), run.state.stroke.1.clone(), room, run.state.clip);
        run.close();
    }

    fn object(&mut self, x: &Stream<'_>, run: &Run, resources: &Resources<'_>, depth: usize) {
        match x.dict().get::<Name<'_>>(keys::SUBTYPE).as_deref() {
            Some(b"Image") => self.picture(x, run, resources),
            Some(b"Form") if depth < DEEPEST => {
                let Some(content) = unpacked(x) else { return };
                let mut state = run.state.clone();
                if let Some(matrix) = x.dict().get::<Array<'_>>(keys::MATRIX) {
                    let m: Vec<f64> = matrix.iter::<f32>().map(f64::from).collect();
                    if let Ok(matrix) = <Matrix>::try_from(&m[..]) {
                        state.matrix = times(matrix, state.matrix);
                    }
                }
                if let Some(r) = x.dict().get::<hayro_syntax::object::Rect>(keys::BBOX) {
                    let corners = [(r.x0, r.y0), (r.x1, r.y0), (r.x0, r.y1), (r.x1, r.y1)];
                    state.clip = clipped(state.clip, around(&corners.map(|p| moved(state.matrix, p))));
                }
                let own = x.dict().get::<Dict<'_>>(keys::RESOURCES).map(Resources::new);
                let inner = own.as_ref().unwrap_or(resources);
                self.run(UntypedIter::new(&content), inner, state, depth + 1);
            }
            _ => {}
        }
    }

    fn picture(&mut self, image: &Stream<'_>, run: &Run, resources: &Resources<'_>) {
        let dict = image.dict();
        let number = |long: &str, short: &str| dict.get::<u32>(long).or_else(|| dict.get::<u32>(short)).unwrap_or(0);
        let pixels = (number("Width", "W"), number("Height", "H"));
        let m = run.state.matrix;
        let corners = [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)].map(|p| moved(m, p));
        let space = Space::of_image(image, resources);
        let paint = if space == Space::Stencil { run.state.fill.1.clone() } else { Paint::Other };
        let size = (m[0].hypot(m[1]), m[2].hypot(m[3]));
        let bits = number("BitsPerComponent", "BPC").max(1);
        let detail = if self.detailed {
            Detail { points: corners.to_vec(), name: detail::picture(image), ..Detail::default() }
        } else {
            Detail::default()
        };
        self.push((What::Picture { pixels, space, bits, size }, detail), paint, around(&corners), run.state.clip);
    }
}

impl Run {
    fn to(&mut self, points: impl IntoIterator<Item = (f64, f64)>) {
        // A path of so many corners is a drawing; its room is known long before.
        if self.path.len() < 100_000 {
            self.path.extend(points.into_iter().map(|p| moved(self.state.matrix, p)));
        }
    }

    /// Ends a path; one that clips takes from what is painted next.
    fn close(&mut self) {
        if std::mem::take(&mut self.clips) {
            self.state.clip = clipped(self.state.clip, around(&self.path));
        }
        self.path.clear();
        self.steps.clear();
    }

    fn next_line(&mut self) {
        self.line = times([1.0, 0.0, 0.0, 1.0, 0.0, -self.state.leading], self.line);
        self.text = self.line;
    }
}

/// A part of a shown array.
enum Part {
    Text(Vec<u8>),
    Kern(f64),
}

fn part(object: &Object<'_>) -> Option<Part> {
    match object {
        Object::String(s) => Some(Part::Text(s.as_bytes().to_vec())),
        Object::Number(n) => Some(Part::Kern(n.as_f64())),
        _ => None,
    }
}

fn set(slot: &mut (Space, Paint), space: Space, components: &[f64]) {
    let paint = space.paint(components);
    *slot = (space, paint);
}

fn clipped(a: Option<Bounds>, b: Option<Bounds>) -> Option<Bounds> {
    match (a, b) {
        (Some(a), Some(b)) => {
            Some(Bounds { x0: a.x0.max(b.x0), y0: a.y0.max(b.y0), x1: a.x1.min(b.x1), y1: a.y1.min(b.y1) })
        }
        (one, other) => one.or(other),
    }
}

/// `a`, then `b`.
fn times(a: Matrix, b: Matrix) -> Matrix {
    [
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    ]
}

fn moved(m: Matrix, (x, y): (f64, f64)) -> (f64, f64) {
    (m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5])
}

fn around(points: &[(f64, f64)]) -> Option<Bounds> {
    let first = points.first()?;
    let start = Bounds { x0: first.0, y0: first.1, x1: first.0, y1: first.1 };
    Some(points.iter().fold(start, |b, p| Bounds {
        x0: b.x0.min(p.0),
        y0: b.y0.min(p.1),
        x1: b.x1.max(p.0),
        y1: b.y1.max(p.1),
    }))
}
