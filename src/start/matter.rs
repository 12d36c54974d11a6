//! What stands in an emptied article until somebody writes over it, in the issue's language.

use super::list::{List, value, written};
use crate::issue::yaml::Node;
use crate::language::Language;
use std::fmt::Write;

/// The words of a language.
pub(super) struct Stubs {
    tag: &'static str,
    headline: &'static str,
    article: &'static str,
    briefs: &'static str,
    calendar: &'static str,
    letters: &'static str,
}

const STUBS: [Stubs; 4] = [
    Stubs {
        tag: "en",
        headline: "Headline",
        article: "Write here.\n",
        briefs: "**Place, day.** What happened.\n",
        calendar: "- **Day, hour** What is on, and where\n",
        letters: "## What the letter is about\n\nThe letter.\n\n--- A reader\n",
    },
    Stubs {
        tag: "es",
        headline: "Titular",
        article: "Escriban aquí.\n",
        briefs: "**Lugar, día.** Qué pasó.\n",
        calendar: "- **Día, hora** Qué hay, y dónde\n",
        letters: "## De qué trata la carta\n\nLa carta.\n\n--- Una lectora\n",
    },
    Stubs {
        tag: "fr",
        headline: "Titre",
        article: "Écrire ici.\n",
        briefs: "**Lieu, jour.** Ce qui s'est passé.\n",
        calendar: "- **Jour, heure** Ce qu'il y a, et où\n",
        letters: "## De quoi parle la lettre\n\nLa lettre.\n\n--- Une lectrice\n",
    },
    Stubs {
        tag: "de",
        headline: "Schlagzeile",
        article: "Hier schreiben.\n",
        briefs: "**Ort, Tag.** Was geschehen ist.\n",
        calendar: "- **Tag, Uhrzeit** Was los ist, und wo\n",
        letters: "## Worum es in dem Brief geht\n\nDer Brief.\n\n--- Eine Leserin\n",
    },
];

/// The words of a language, else English.
pub(super) fn stubs(language: Language) -> &'static Stubs {
    STUBS.iter().find(|s| language.tag.starts_with(s.tag)).unwrap_or(&STUBS[0])
}

/// The keys of a place on a page, which an emptied article keeps.
const PLACE: [&str; 9] = ["language", "columns", "start", "page", "slot", "jump", "box", "drop_cap", "cut"];

/// Writes an emptied article: its place; of a department, its head as well.
pub(super) fn stub(text: &str, article: &Node, pad: &str, stubs: &Stubs, list: &mut List) {
    let kind = value(article, "kind").and_then(Node::scalar);
    let (department, copy) = match kind {
        Some("briefs") => (true, stubs.briefs),
        Some("calendar") => (true, stubs.calendar),
        Some("letters") => (true, stubs.letters),
        _ => (false, stubs.article),
    };
    let own = |key: &str| value(article, key).and_then(|n| written(text, n));
    let mut lines: Vec<String> = Vec::new();
    let head: &[&str] = if department { &["slug", "kind", "kicker", "headline"] } else { &["kind"] };
    lines.extend(head.iter().filter_map(|key| Some(format!("{key}: {}", own(key)?))));
    if !lines.iter().any(|l| l.starts_with("headline:")) {
        lines.push(format!("headline: {}", stubs.headline));
    }
    lines.extend(PLACE.iter().filter_map(|key| {
        let to = || value(value(article, key)?, "to").and_then(|n| written(text, n));
        Some(format!("{key}: {}", own(key).or_else(|| Some(format!("{{to: {}}}", to()?)))?))
    }));
    let name = match (own("body"), own("slot"), own("page")) {
        (Some(body), ..) if department => body.trim_matches(['"', '\'']).to_owned(),
        (_, Some(slot), _) => format!("articles/{}.md", plain(&slot)),
        (_, None, Some(page)) => format!("articles/page-{}.md", plain(&page)),
        _ => format!("articles/{}.md", kind.unwrap_or("article")),
    };
    push(pad, &lines, &name, copy, list);
}

/// Writes the one article of an issue that keeps none of the last.
pub(super) fn first(pad: &str, stubs: &Stubs, list: &mut List) {
    list.emptied += 1;
    push(pad, &[format!("headline: {}", stubs.headline)], "articles/first.md", stubs.article, list);
}

fn push(pad: &str, lines: &[String], name: &str, copy: &str, list: &mut List) {
    let mut path = name.to_owned();
    let mut count = 1;
    while list.copy.iter().any(|(taken, _)| *taken == path) {
        count += 1;
        path = format!("{}-{count}.md", name.trim_end_matches(".md"));
    }
    for (i, line) in lines.iter().enumerate() {
        let _ = writeln!(list.text, "{pad}{} {line}", if i == 0 { "-" } else { " " });
    }
    let _ = writeln!(list.text, "{pad}  body: {}", plain_path(&path));
    list.copy.push((path, copy.to_owned()));
}

/// Letters, digits and hyphens of a name.
fn plain(name: &str) -> String {
    let kept: String = name.chars().filter(|c| c.is_alphanumeric() || *c == '-' || *c == '_').collect();
    if kept.is_empty() { "article".to_owned() } else { kept }
}

fn plain_path(path: &str) -> String {
    let plain = path.chars().all(|c| c.is_alphanumeric() || "-_/.".contains(c));
    if plain { path.to_owned() } else { super::quoted(path) }
}
