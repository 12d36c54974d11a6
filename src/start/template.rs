//! A new issue from the templates: a manifest that teaches itself, an article, a picture.

use super::{NewFile, SCHEMA, picture, quoted};
use crate::issue::Date;
use crate::language::Language;
use crate::schema::Document;

/// What a new issue is to be.
#[derive(Debug, Clone)]
pub struct New {
    /// The layout's name or path; without one, `letter-news`, or `a4-news` where a language is at home with A4.
    pub layout: Option<String>,
    /// The paper's title.
    pub title: Option<String>,
    /// Its language.
    pub language: Language,
    /// The day of publication.
    pub date: Option<Date>,
}

/// A language's templates.
struct Template {
    /// Primary tag of its language.
    tag: &'static str,
    title: &'static str,
    manifest: &'static str,
    article: &'static str,
}

const TEMPLATES: [Template; 4] = [
    Template {
        tag: "en",
        title: "Our Paper",
        manifest: include_str!("../../templates/en/issue.yaml"),
        article: include_str!("../../templates/en/first.md"),
    },
    Template {
        tag: "es",
        title: "Nuestro periódico",
        manifest: include_str!("../../templates/es/issue.yaml"),
        article: include_str!("../../templates/es/first.md"),
    },
    Template {
        tag: "fr",
        title: "Notre journal",
        manifest: include_str!("../../templates/fr/issue.yaml"),
        article: include_str!("../../templates/fr/first.md"),
    },
    Template {
        tag: "de",
        title: "Unsere Zeitung",
        manifest: include_str!("../../templates/de/issue.yaml"),
        article: include_str!("../../templates/de/first.md"),
    },
];

/// Languages whose papers are printed on letter; all others on A4.
const LETTER: [&str; 2] = ["en-US", "es"];

fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}

fn template(language: Language) -> &'static Template {
    TEMPLATES.iter().find(|t| t.tag == primary(language.tag)).unwrap_or(&TEMPLATES[0])
}

/// The primary tag of the language that the templates for `language` are written in: its own, else English.
pub fn template_language(language: Language) -> &'static str {
    template(language).tag
}

impl New {
    /// The layout that it will have.
    pub fn layout(&self) -> &str {
        let usual = if LETTER.contains(&self.language.tag) { "letter-news" } else { "a4-news" };
        self.layout.as_deref().unwrap_or(usual)
    }
}

/// The files of a new issue, which builds as it is.
pub fn new(options: &New) -> Vec<NewFile> {
    let template = template(options.language);
    // Without a day, the line stands there as a note, for the clock is never read.
    let date = options.date.map_or_else(|| "# date: 2026-03-14".to_owned(), |d| format!("date: {d}"));
    let manifest = template
        .manifest
        .replace("@MODELINE@", &Document::Issue.modeline(SCHEMA))
        .replace("@LAYOUT@", &format!("{:<16}", plain_or_quoted(options.layout())))
        .replace("@LANGUAGE@", &format!("{:<14}", options.language.tag))
        .replace("@DATE@", &format!("{date:<18}"))
        // Last, as what the user wrote may hold anything.
        .replace("@TITLE@", &quoted(options.title.as_deref().unwrap_or(template.title)));
    vec![
        ("issue.yaml".into(), manifest.into_bytes()),
        ("articles/first.md".into(), template.article.as_bytes().to_vec()),
        ("images/break.png".into(), picture::png()),
        (format!("{SCHEMA}issue.schema.json").into(), Document::Issue.json().into_bytes()),
    ]
}

/// A name as it is; anything else in quotes.
fn plain_or_quoted(name: &str) -> String {
    let plain = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || "-_/.".contains(c));
    if plain { name.to_owned() } else { quoted(name) }
}
