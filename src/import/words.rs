//! Names: a file's, and what is made of it.

/// The file's name without folders and extension.
pub(super) fn stem(name: &str) -> &str {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    match name.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() && extension.len() <= 5 => stem,
        _ => name,
    }
}

/// A file's name as a headline: `dock-4_mirror` → `Dock 4 mirror`.
pub(super) fn headline(stem: &str) -> String {
    let words: Vec<&str> =
        stem.split(|c: char| c.is_whitespace() || c == '_' || c == '-').filter(|w| !w.is_empty()).collect();
    let text: String = words.join(" ").chars().filter(|c| !c.is_control()).take(120).collect();
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => "Untitled".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_headlines() {
        assert_eq!(stem("a/b\\Dock 4 (final).docx"), "Dock 4 (final)");
        assert_eq!(stem(".docx"), ".docx");
        assert_eq!(headline("dock-4_mirror"), "Dock 4 mirror");
        assert_eq!(headline("--"), "Untitled");
    }
}
