//! What other programs and other trades call a key: what was meant by a word that is far from any key here.

/// A key, and what else it is called. A word counts only in a group that has the key.
const CALLED: &[(&str, &[&str])] = &[
    ("articles", &["stories", "contents", "texts"]),
    ("nameplate", &["masthead", "header", "banner", "flag"]),
    ("colophon", &["imprint", "impressum", "footer", "about", "publisher"]),
    ("layout", &["template", "design", "theme", "style"]),
    ("headline", &["title", "heading", "head", "name"]),
    ("title", &["name", "paper", "masthead", "logo"]),
    ("tagline", &["subtitle", "motto", "slogan", "strapline"]),
    ("number", &["issue", "no", "nr"]),
    ("volume", &["year"]),
    (
        "deck",
        &[
            "subtitle",
            "subhead",
            "subheading",
            "standfirst",
            "dek",
            "intro",
            "lead",
            "summary",
            "abstract",
            "description",
        ],
    ),
    ("kicker", &["section", "category", "eyebrow", "rubric", "label", "overline", "topic"]),
    ("byline", &["author", "authors", "writer", "by"]),
    ("dateline", &["location", "city", "place", "date", "where"]),
    ("body", &["file", "markdown", "path", "source", "src", "article"]),
    ("text", &["copy", "content", "quote", "words"]),
    (
        "images",
        &["pictures", "picture", "photos", "photo", "photographs", "figures", "figure", "illustrations", "media"],
    ),
    ("pull_quotes", &["quotes", "quote", "callouts", "callout", "blockquotes"]),
    ("columns", &["width", "span", "cols", "wide"]),
    ("kind", &["type", "category"]),
    ("box", &["sidebar", "frame", "boxed", "border"]),
    ("at", &["position", "place", "placement", "where"]),
    ("by", &["source", "author", "attribution", "speaker", "who"]),
    ("file", &["image", "src", "path", "photo", "picture", "url"]),
    ("caption", &["legend", "title", "text", "description", "subtitle"]),
    ("credit", &["photographer", "source", "author", "artist", "by", "copyright"]),
    ("alt", &["alt_text", "alternative", "description"]),
    ("focus", &["centre", "center", "focal_point"]),
    ("font", &["family", "font_family", "typeface"]),
    ("size", &["font_size", "pt", "height"]),
    ("leading", &["line_height", "line_spacing", "linespacing"]),
    ("tracking", &["letter_spacing", "letterspacing", "kerning"]),
    ("weight", &["bold", "font_weight"]),
    ("align", &["justify", "text_align", "alignment"]),
    ("above", &["space_before", "margin_top", "before"]),
    ("below", &["space_after", "margin_bottom", "after"]),
    ("tint", &["background", "fill", "shade"]),
    ("rule", &["line", "border"]),
    ("gutter", &["gap", "column_gap"]),
    ("baseline", &["grid", "line_height", "leading"]),
];

/// What is no key, a key by which one knows the group in which it was looked for, and what to do.
const ELSEWHERE: &[(&str, &[&str], &str)] = &[
    (
        "articles",
        &["title", "tagline", "number", "issue", "volume", "date", "place", "price", "ears"],
        "it stands under `nameplate`",
    ),
    (
        "slug",
        &["importance", "priority", "weight", "rank", "order", "size"],
        "articles stand in the order of their importance: move it up or down in the list",
    ),
];

/// Whether a key is called by a word elsewhere.
pub(super) fn is_called(key: &str, word: &str) -> bool {
    CALLED.iter().any(|(k, words)| *k == key && words.contains(&&*folded(word)))
}

fn folded(word: &str) -> String {
    word.to_lowercase().replace(['-', ' '], "_")
}

/// What to do about a word that is no key of a group with these keys, if it is known what it means.
pub(super) fn meant(word: &str, keys: &[&'static str]) -> Option<String> {
    let word = folded(word);
    let has = |key: &str| keys.contains(&key);
    let elsewhere = ELSEWHERE.iter().find(|(key, words, _)| has(key) && words.contains(&&*word));
    if let Some((.., hint)) = elsewhere {
        return Some((*hint).to_owned());
    }
    let called = CALLED.iter().find(|(key, words)| has(key) && words.contains(&&*word));
    called.map(|(key, _)| format!("did you mean `{key}`?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_of_another_trade_leads_to_the_key_that_its_group_has() {
        let article = ["slug", "headline", "deck", "byline", "images", "pull_quotes"];
        let meant = |word| super::meant(word, &article);
        assert_eq!(meant("Title").as_deref(), Some("did you mean `headline`?"));
        assert_eq!(meant("photos").as_deref(), Some("did you mean `images`?"));
        assert_eq!(meant("gutter"), None);
        assert!(meant("importance").is_some_and(|hint| hint.contains("order")));
        assert_eq!(super::meant("title", &["articles"]).as_deref(), Some("it stands under `nameplate`"));
        // Of a layout's styles it is a style's, not the list of articles.
        assert_eq!(super::meant("size", &["headline", "body"]), None);
    }

    #[test]
    fn no_key_is_another_word_for_itself() {
        assert!(CALLED.iter().all(|(key, words)| !words.contains(key)));
    }
}
