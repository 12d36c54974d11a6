//! An article, as the manifest lists it.

use super::copy::Copy;
use super::reader::Reader;
use super::yaml::{Fields, Node};
use super::{Article, Block, Jump, Kind, MAX_PAGES, Rich, Sourced, Start};
use crate::diag::{Diagnostic, Span};
use std::collections::HashMap;

/// The words for the kinds of matter.
const KINDS: [(&str, Kind); 6] = [
    ("article", Kind::Article),
    ("briefs", Kind::Briefs),
    ("directory", Kind::Directory),
    ("calendar", Kind::Calendar),
    ("letters", Kind::Letters),
    ("banner", Kind::Banner),
];

/// The most articles of an issue.
const MAX_ARTICLES: usize = 1_000;

impl Reader<'_> {
    /// The articles, in the manifest's order.
    pub(super) fn articles(&mut self, node: Option<&Node>) -> Vec<Article> {
        let Some(items) = node.and_then(|n| n.list("articles", self.log)) else { return Vec::new() };
        if items.len() > MAX_ARTICLES {
            let message = format!("the issue has {} articles, and {MAX_ARTICLES} is the most", items.len());
            self.say(
                Diagnostic::error("too-much", message)
                    .at(items[MAX_ARTICLES].head())
                    .hint("set them as several issues"),
            );
            return Vec::new();
        }
        let mut articles = Vec::new();
        let mut slugs = Vec::new();
        for item in items {
            if let Some((article, slug)) = self.article(item) {
                articles.push(article);
                slugs.push(slug);
            }
        }
        self.name(&mut articles, &slugs);
        articles
    }

    fn article(&mut self, node: &Node) -> Option<(Article, Option<Sourced<String>>)> {
        let mut f = node.fields("an article", self.log)?;
        let slug = self.plain("slug", f.get("slug"));
        let kicker = self.rich("kicker", f.get("kicker"));
        let headline = f.required("headline", self.log);
        let headline = self.rich("headline", headline);
        let deck = self.rich("deck", f.get("deck"));
        let byline = self.rich("byline", f.get("byline"));
        let dateline = self.rich("dateline", f.get("dateline"));
        let language = self.language(f.get("language"), self.language);
        let kind = f.get("kind").and_then(|n| n.choice("kind", &KINDS, self.log)).unwrap_or_default();
        let copy = self.body(&mut f, kind);
        let columns = self.columns(f.get("columns"));
        let starts = [("anywhere", Start::Anywhere), ("column", Start::Column), ("page", Start::Page)];
        let start = f.get("start").and_then(|n| n.choice("start", &starts, self.log)).unwrap_or_default();
        let page = f
            .get("page")
            .and_then(|n| Some(Sourced { value: n.whole("page", 1..=MAX_PAGES, self.log)?, span: n.span }));
        let slot = self.plain("slot", f.get("slot"));
        let jump = f.get("jump").map_or(Jump::Allow, |n| self.jump(n));
        if let (Jump::To { page: Some(_), .. }, None, None, Some(node)) = (&jump, &page, &slot, f.get("jump")) {
            let message =
                "`to` has no effect in an article that is pinned to no `page` or `slot`; it goes on where it must";
            self.say(Diagnostic::note("no-effect", message).at(node.head()).hint("pin it, or take `to` out"));
        }
        let boxed = self.flag(&mut f, "box");
        let initial = f.get("drop_cap");
        let drop_cap = initial.and_then(|n| n.boolean("drop_cap", self.log)).unwrap_or(false);
        self.idle_initial(initial.filter(|_| drop_cap), kind, boxed);
        let cuts = [("from-end", true), ("none", false)];
        let cut_from_end = f.get("cut").and_then(|n| n.choice("cut", &cuts, self.log));
        let pull_quotes = self.pull_quotes(f.get("pull_quotes"));
        let pictures = self.pictures(f.get("images"));
        let editions = self.editions(f.get("editions"));
        f.finish(self.log);
        let body = without_headline(copy.blocks, headline.as_ref());
        // An article without its headline goes on, so that every later mistake is found too; the error stops the run.
        let article = Article {
            slug: String::new(),
            span: node.span,
            kind,
            language,
            kicker,
            headline: headline.unwrap_or_default(),
            deck,
            byline,
            dateline,
            body,
            notes: copy.notes,
            columns,
            start,
            page,
            slot,
            jump,
            boxed,
            drop_cap,
            cut_from_end: cut_from_end.unwrap_or_default(),
            pull_quotes,
            pictures,
            editions,
        };
        Some((article, slug))
    }

    fn body(&mut self, f: &mut Fields<'_>, kind: Kind) -> Copy {
        let nothing = Copy { blocks: Vec::new(), notes: Vec::new() };
        let (body, text) = (f.entry("body"), f.entry("text"));
        let filled = |e: Option<(_, &Node)>| e.is_some_and(|(_, n)| !n.is_null());
        match (body, text) {
            (Some(_), Some((key, _))) => {
                let d = Diagnostic::error("both", "an article has either `body` or `text`, and here stand both")
                    .at(key.span);
                self.say(d.hint("`body` names a Markdown file, `text` holds the copy itself; keep one"));
                nothing
            }
            (Some((_, node)), None) if filled(body) => self.file_copy("body", node, kind).unwrap_or(nothing),
            (None, Some((_, node))) if filled(text) => self.inline_copy("text", node, kind),
            (Some((key, _)), None) | (None, Some((key, _))) => {
                self.say(Diagnostic::error("empty", format!("`{}` is empty", key.text)).at(key.span));
                nothing
            }
            (None, None) => {
                let d =
                    Diagnostic::error("missing-key", "an article has no copy: neither `body` nor `text`").at(f.head());
                self.say(d.hint("add `body: articles/….md`, or `text: |` with the copy below it"));
                nothing
            }
        }
    }

    fn flag(&mut self, f: &mut Fields<'_>, key: &'static str) -> bool {
        f.get(key).and_then(|n| n.boolean(key, self.log)).unwrap_or(false)
    }

    /// Says that a large first letter was asked for where there is none.
    fn idle_initial(&mut self, asked: Option<&Node>, kind: Kind, boxed: bool) {
        let what = match KINDS.iter().find(|(_, k)| *k == kind) {
            Some((name, Kind::Briefs | Kind::Directory | Kind::Calendar | Kind::Banner)) => format!("`kind: {name}`"),
            _ if boxed => "a sidebar (`box: true`)".to_owned(),
            _ => return,
        };
        if let Some(node) = asked {
            let message = format!("`drop_cap` has no effect in {what}");
            self.say(Diagnostic::note("no-effect", message).at(node.span).hint("take it out"));
        }
    }

    fn jump(&mut self, node: &Node) -> Jump {
        if node.scalar().is_some() {
            let forbid = node.choice("jump", &[("allow", false), ("forbid", true)], self.log);
            return if forbid == Some(true) { Jump::Forbid } else { Jump::Allow };
        }
        let Some(mut f) = node.fields("`jump`", self.log) else { return Jump::Allow };
        let page = f.get("to").and_then(|n| n.whole("to", 1..=MAX_PAGES, self.log));
        let head = self.plain("head", f.get("head")).map(|s| s.value);
        f.finish(self.log);
        Jump::To { page, head }
    }

    /// Gives every article its slug: the written one, which must be unique, or one made from the headline.
    fn name(&mut self, articles: &mut [Article], slugs: &[Option<Sourced<String>>]) {
        let mut taken: HashMap<String, Option<Span>> = HashMap::new();
        for (article, slug) in articles.iter_mut().zip(slugs) {
            let Some(slug) = slug else { continue };
            if let Some(Some(first)) = taken.get(&slug.value) {
                let line = self.log.line_column(*first).0;
                let message = format!("the slug `{}` is given twice; the first is on line {line}", slug.value);
                let d = Diagnostic::error("duplicate-slug", message).at(slug.span);
                self.log.push(d.hint("give one of the two articles another slug, or none"));
            } else {
                taken.insert(slug.value.clone(), Some(slug.span));
            }
            article.slug.clone_from(&slug.value);
        }
        let mut next: HashMap<String, u32> = HashMap::new();
        for article in articles.iter_mut().filter(|a| a.slug.is_empty()) {
            let base = slug(&article.headline.text());
            let mut slug = base.clone();
            while taken.contains_key(&slug) {
                let n = next.entry(base.clone()).or_insert(1);
                *n += 1;
                slug = format!("{base}-{n}");
            }
            taken.insert(slug.clone(), None);
            article.slug = slug;
        }
    }
}

/// Copy as other programs show it begins with its own title; where that is the headline, it is not set twice.
fn without_headline(mut blocks: Vec<Block>, headline: Option<&Rich>) -> Vec<Block> {
    let same = match (blocks.first(), headline) {
        (Some(Block::Subhead(1, title)), Some(headline)) => title.text() == headline.text(),
        _ => false,
    };
    if same {
        blocks.remove(0);
    }
    blocks
}

/// Words as a slug: ASCII letters and digits in lower case, hyphens between words, at most 40 letters; `article` where
/// nothing is left.
pub(crate) fn slug(words: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let mut slug = String::new();
    for c in words.nfkd() {
        let plain = match c {
            'ß' | 'ẞ' => "ss",
            'æ' | 'Æ' => "ae",
            'œ' | 'Œ' => "oe",
            'ø' | 'Ø' => "o",
            'ł' | 'Ł' => "l",
            'đ' | 'Đ' | 'ð' | 'Ð' => "d",
            'þ' | 'Þ' => "th",
            _ => "",
        };
        if !plain.is_empty() {
            slug.push_str(plain);
        } else if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if !is_mark(c) && !matches!(c, '\'' | '’') && !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    if slug.len() > 40 {
        let cut = slug[..41].rfind('-').filter(|i| *i >= 20).unwrap_or(40);
        slug.truncate(cut);
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { "article".to_owned() } else { slug.to_owned() }
}

/// Combining marks, which the decomposition leaves behind.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_headline_becomes_a_slug() {
        assert_eq!(slug("¡Huelga en la línea 3!"), "huelga-en-la-linea-3");
        assert_eq!(slug("They don’t care"), "they-dont-care");
        assert_eq!(slug("Straße nach Łódź"), "strasse-nach-lodz");
        assert_eq!(
            slug("Third forklift collision this month on the same dock"),
            "third-forklift-collision-this-month-on"
        );
        assert_eq!(slug("罢工"), "article");
    }
}
