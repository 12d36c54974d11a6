//! The layouts that are built into the program.

/// Name and `layout.yaml` of each.
const LAYOUTS: &[(&str, &str)] = &[
    ("letter-news", include_str!("../../layouts/letter-news/layout.yaml")),
    ("letter-bulletin", include_str!("../../layouts/letter-bulletin/layout.yaml")),
    ("a4-news", include_str!("../../layouts/a4-news/layout.yaml")),
    ("tabloid-news", include_str!("../../layouts/tabloid-news/layout.yaml")),
    ("half-letter-booklet", include_str!("../../layouts/half-letter-booklet/layout.yaml")),
    ("one-sheet", include_str!("../../layouts/one-sheet/layout.yaml")),
];

/// The names of the layouts that are built in.
pub fn builtin_names() -> impl Iterator<Item = &'static str> {
    LAYOUTS.iter().map(|(name, _)| *name)
}

/// The text of a layout that is built in.
pub(super) fn text(name: &str) -> Option<&'static str> {
    LAYOUTS.iter().find(|(n, _)| *n == name).map(|(_, text)| *text)
}
