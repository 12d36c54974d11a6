//! The profiles that are built into the program.

/// Name and text of each.
const PROFILES: &[(&str, &str)] = &[
    ("screen", include_str!("../../profiles/screen.yaml")),
    ("copier-bw", include_str!("../../profiles/copier-bw.yaml")),
    ("copier-colour", include_str!("../../profiles/copier-colour.yaml")),
    ("riso", include_str!("../../profiles/riso.yaml")),
    ("newsprint", include_str!("../../profiles/newsprint.yaml")),
    ("press", include_str!("../../profiles/press.yaml")),
];

/// The names of the profiles that are built in.
pub fn builtin_names() -> impl Iterator<Item = &'static str> {
    PROFILES.iter().map(|(name, _)| *name)
}

/// The text of a profile that is built in.
pub(super) fn text(name: &str) -> Option<&'static str> {
    PROFILES.iter().find(|(n, _)| *n == name).map(|(_, text)| *text)
}

/// What a built-in profile is, in a sentence; empty where there is none of the name.
pub fn about(name: &str) -> &'static str {
    text(name).map_or("", first_note)
}

/// The first comment of a file that is not meant for editors.
pub fn first_note(text: &str) -> &str {
    let notes = text.lines().map_while(|l| l.strip_prefix('#')).map(str::trim);
    notes.into_iter().find(|n| !n.is_empty() && !n.starts_with("yaml-language-server")).unwrap_or_default()
}
