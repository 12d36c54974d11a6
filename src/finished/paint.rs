//! Colours as a finished PDF names them (ISO 32000-1, 8.6).

use hayro_syntax::object::dict::keys;
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};
use hayro_syntax::page::Resources;

/// What something is painted with. Components run from 0 to 1.
#[derive(Debug, Clone, PartialEq)]
pub enum Paint {
    /// Light: 0 is black.
    Gray(f64),
    /// Light: red, green, blue.
    Rgb([f64; 3]),
    /// Cyan, magenta, yellow, black.
    Cmyk([f64; 4]),
    /// An ink of its own name, and how much of it; `All` is every ink there is.
    Spot(String, f64),
    /// A pattern, a shading, or a space that says nothing of inks.
    Other,
}

impl Paint {
    /// Black.
    pub const BLACK: Paint = Paint::Gray(0.0);

    /// All inks together, in percent.
    pub fn total_ink(&self) -> f64 {
        match self {
            Paint::Gray(light) => 100.0 * (1.0 - light),
            Paint::Cmyk(inks) => 100.0 * inks.iter().sum::<f64>(),
            Paint::Spot(name, tint) if name == "All" => 400.0 * tint,
            Paint::Spot(_, tint) => 100.0 * tint,
            Paint::Rgb(_) | Paint::Other => 0.0,
        }
    }

    /// How light it looks on white paper, from 0 to 1: near enough to tell type from its ground.
    pub fn light(&self) -> f64 {
        match self {
            Paint::Gray(light) => *light,
            Paint::Rgb([r, g, b]) => 0.2126 * r + 0.7152 * g + 0.0722 * b,
            Paint::Cmyk([c, m, y, k]) => (1.0 - 0.3 * c - 0.59 * m - 0.11 * y).max(0.0) * (1.0 - k),
            Paint::Spot(_, tint) => 1.0 - tint,
            Paint::Other => 0.5,
        }
    }

    /// Whether it is gray, white or black and no other ink.
    pub fn is_neutral(&self) -> bool {
        match self {
            Paint::Gray(_) | Paint::Other => true,
            Paint::Rgb([r, g, b]) => (r - g).abs() < 0.004 && (g - b).abs() < 0.004,
            Paint::Cmyk([c, m, y, _]) => c + m + y < 0.001,
            Paint::Spot(name, _) => name == "Black",
        }
    }
}

/// The kind of a colour space, as far as inks go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Space {
    /// One component of light.
    Gray,
    /// Three components of light.
    Rgb,
    /// Four inks.
    Cmyk,
    /// One ink by name.
    Spot(String),
    /// Numbers of a list of colours in another space.
    Indexed(Box<Space>),
    /// One bit a pixel, painted with the current colour.
    Stencil,
    /// Any other.
    Other,
}

impl Space {
    /// The space that an object names; names of resources are looked up in `resources`.
    pub(super) fn of(object: &Object<'_>, resources: &Resources<'_>) -> Space {
        Space::nested(object, resources, 0)
    }

    fn nested(object: &Object<'_>, resources: &Resources<'_>, depth: usize) -> Space {
        if depth > 4 {
            return Space::Other;
        }
        match object {
            Object::Name(name) => match &**name {
                b"DeviceGray" | b"G" | b"CalGray" => Space::Gray,
                b"DeviceRGB" | b"RGB" | b"CalRGB" => Space::Rgb,
                b"DeviceCMYK" | b"CMYK" => Space::Cmyk,
                _ => resources.get_color_space(name).map_or(Space::Other, |o| match o {
                    // A name that stands for itself leads nowhere.
                    Object::Name(inner) if *inner == **name => Space::Other,
                    o => Space::nested(&o, resources, depth + 1),
                }),
            },
            Object::Array(array) => Space::of_array(array, resources, depth),
            _ => Space::Other,
        }
    }

    fn of_array(array: &Array<'_>, resources: &Resources<'_>, depth: usize) -> Space {
        let mut items = array.iter::<Object<'_>>();
        let Some(Object::Name(kind)) = items.next() else { return Space::Other };
        match (&*kind, items.next()) {
            (b"ICCBased", Some(Object::Stream(profile))) => match profile.dict().get::<i32>(keys::N) {
                Some(1) => Space::Gray,
                Some(3) => Space::Rgb,
                Some(4) => Space::Cmyk,
                _ => Space::Other,
            },
            (b"Separation", Some(Object::Name(ink))) => Space::Spot(String::from_utf8_lossy(&ink).into_owned()),
            (b"Indexed" | b"I", Some(base)) => Space::Indexed(Box::new(Space::nested(&base, resources, depth + 1))),
            (b"CalGray", _) => Space::Gray,
            (b"CalRGB" | b"Lab", _) => Space::Rgb,
            (b"DeviceGray" | b"DeviceRGB" | b"DeviceCMYK", None) => {
                Space::nested(&Object::Name(kind), resources, depth + 1)
            }
            _ => Space::Other,
        }
    }

    /// The space of an image.
    pub(super) fn of_image(image: &Stream<'_>, resources: &Resources<'_>) -> Space {
        let dict: &Dict<'_> = image.dict();
        let is_mask = dict.get::<bool>(keys::IMAGE_MASK).or_else(|| dict.get::<bool>("IM"));
        if is_mask == Some(true) {
            return Space::Stencil;
        }
        let named = dict.get::<Object<'_>>(keys::COLORSPACE).or_else(|| dict.get::<Object<'_>>("CS"));
        named.map_or(Space::Other, |o| Space::of(&o, resources))
    }

    /// What a space begins with.
    pub(super) fn first(&self) -> Paint {
        match self {
            Space::Gray => Paint::BLACK,
            Space::Rgb => Paint::Rgb([0.0; 3]),
            Space::Cmyk => Paint::Cmyk([0.0, 0.0, 0.0, 1.0]),
            Space::Spot(name) => Paint::Spot(name.clone(), 1.0),
            Space::Indexed(_) | Space::Stencil | Space::Other => Paint::Other,
        }
    }

    /// A colour of the space.
    pub(super) fn paint(&self, components: &[f64]) -> Paint {
        match (self, components) {
            (Space::Gray, [g]) => Paint::Gray(*g),
            (Space::Rgb, [r, g, b]) => Paint::Rgb([*r, *g, *b]),
            (Space::Cmyk, [c, m, y, k]) => Paint::Cmyk([*c, *m, *y, *k]),
            (Space::Spot(name), [tint]) => Paint::Spot(name.clone(), *tint),
            _ => Paint::Other,
        }
    }
}

/// The name that a resource is called by, as a message shows it.
pub(super) fn shown(name: &Name<'_>) -> String {
    String::from_utf8_lossy(name).into_owned()
}
