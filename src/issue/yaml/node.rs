//! A value of a YAML file and its place, and the questions that a reader asks of it. A wrong answer goes to the log.

use super::Fields;
use crate::color::InkName;
use crate::diag::{Diagnostic, Log, Span, nearest};
use std::ops::RangeInclusive;

/// A value and its place.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    /// The value.
    pub(crate) value: Value,
    /// The whole stretch of the file that it takes.
    pub(crate) span: Span,
    /// How a scalar is written.
    pub(crate) style: Style,
}

/// How a scalar is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// Without marks around it; only these can be numbers, true or false.
    Plain,
    /// In single quotes.
    SingleQuoted,
    /// In double quotes.
    DoubleQuoted,
    /// After `|` or `>`.
    Block,
}

/// What stands there.
#[derive(Debug, Clone)]
pub(crate) enum Value {
    /// Nothing.
    Null,
    /// Text, which may be meant as a number.
    Scalar(String),
    /// A list.
    Seq(Vec<Node>),
    /// Keys and values, in their order; no key twice.
    Map(Vec<(Key, Node)>),
}

/// A key and its place.
#[derive(Debug, Clone)]
pub(crate) struct Key {
    /// The key.
    pub(crate) text: String,
    /// Its place.
    pub(crate) span: Span,
}

impl Node {
    /// A short stretch to point at: the value itself, or the first key or item of a collection.
    pub(crate) fn head(&self) -> Span {
        match &self.value {
            Value::Map(entries) => entries.first().map_or(self.span, |(k, _)| k.span),
            Value::Seq(items) => items.first().map_or(self.span, Node::head),
            Value::Null | Value::Scalar(_) => self.span,
        }
    }

    /// Whether nothing stands there.
    pub(crate) fn is_null(&self) -> bool {
        matches!(self.value, Value::Null)
    }

    /// What stands there, in the user's words.
    fn kind(&self) -> String {
        match &self.value {
            Value::Null => "nothing".to_owned(),
            Value::Seq(_) => "a list".to_owned(),
            Value::Map(_) => "a group of keys".to_owned(),
            Value::Scalar(t) => format!("`{}`", clip(t)),
        }
    }

    /// Says that something else was wanted here.
    pub(crate) fn wrong(&self, key: &str, wanted: &str, hint: Option<String>, log: &mut Log) {
        let mut d =
            Diagnostic::error("wrong-type", format!("`{key}` must be {wanted}, and here stands {}", self.kind()));
        d.hint = hint;
        log.push(d.at(self.head()));
    }

    /// The scalar, however it is written.
    pub(crate) fn scalar(&self) -> Option<&str> {
        if let Value::Scalar(t) = &self.value { Some(t) } else { None }
    }

    /// The scalar if it is written without quotes, so that it may be a number or true or false.
    pub(crate) fn plain(&self) -> Option<&str> {
        self.scalar().filter(|_| self.style == Style::Plain)
    }

    /// Text; a number is text too.
    pub(crate) fn text(&self, key: &str, log: &mut Log) -> Option<&str> {
        if let Value::Scalar(t) = &self.value {
            return Some(t);
        }
        let hint = match self.value {
            Value::Map(_) => Some("text with a `: ` in it, or in `{}`, must be put in quotes".to_owned()),
            Value::Seq(_) => Some("text that begins with `- ` or `[` must be put in quotes".to_owned()),
            _ => None,
        };
        self.wrong(key, "text", hint, log);
        None
    }

    /// Text that is not blank.
    pub(crate) fn filled(&self, key: &str, log: &mut Log) -> Option<&str> {
        let text = self.text(key, log)?;
        if text.trim().is_empty() {
            log.push(Diagnostic::error("empty", format!("`{key}` is empty")).at(self.span));
            return None;
        }
        Some(text)
    }

    /// The name of an ink.
    pub(crate) fn ink(&self, key: &str, log: &mut Log) -> Option<InkName> {
        let found = InkName::new(self.filled(key, log)?);
        if found.is_none() {
            let message = format!("the name of an ink may have {} letters at most", InkName::MOST);
            log.push(Diagnostic::error("out-of-range", message).at(self.span));
        }
        found
    }

    /// A whole number of the range.
    pub(crate) fn whole(&self, key: &str, range: RangeInclusive<u32>, log: &mut Log) -> Option<u32> {
        let (min, max) = (*range.start(), *range.end());
        let wanted = format!("a whole number from {min} to {max}");
        let number = self.plain().and_then(|t| t.parse::<i128>().ok());
        match number {
            Some(n) if n >= i128::from(min) && n <= i128::from(max) => return u32::try_from(n).ok(),
            Some(n) => {
                let d = Diagnostic::error("out-of-range", format!("`{key}` must be {wanted}, and here stands `{n}`"));
                log.push(d.at(self.span));
            }
            None => {
                let unquoted =
                    self.scalar().is_some_and(|t| self.style != Style::Plain && t.trim().parse::<u32>().is_ok());
                self.wrong(key, &wanted, unquoted.then(|| "write the number without quotes".to_owned()), log);
            }
        }
        None
    }

    /// A number of the range, with or without decimals.
    pub(crate) fn number(&self, key: &str, range: RangeInclusive<f64>, log: &mut Log) -> Option<f64> {
        let wanted = format!("a number from {} to {}", range.start(), range.end());
        // Rust's own reading takes `inf` and `nan`; a number begins with a digit, a sign or a point.
        let like_number = |t: &&str| t.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c));
        match self.plain().filter(like_number).and_then(|t| t.parse::<f64>().ok()) {
            Some(n) if range.contains(&n) => return Some(n),
            Some(_) => {
                let message = format!("`{key}` must be {wanted}, and here stands {}", self.kind());
                log.push(Diagnostic::error("out-of-range", message).at(self.span));
            }
            None => self.wrong(key, &wanted, None, log),
        }
        None
    }

    /// True or false.
    pub(crate) fn boolean(&self, key: &str, log: &mut Log) -> Option<bool> {
        match self.plain() {
            Some("true" | "True" | "TRUE") => return Some(true),
            Some("false" | "False" | "FALSE") => return Some(false),
            _ => {}
        }
        let meant = match self.scalar().map(str::to_ascii_lowercase).as_deref() {
            Some("yes" | "y" | "on" | "true" | "1") => Some("true"),
            Some("no" | "n" | "off" | "false" | "0") => Some("false"),
            _ => None,
        };
        let quoted = if self.style == Style::Plain { "" } else { ", without quotes" };
        self.wrong(key, "true or false", meant.map(|m| format!("write `{key}: {m}`{quoted}")), log);
        None
    }

    /// One of a few words.
    pub(crate) fn choice<T: Copy>(&self, key: &str, choices: &[(&'static str, T)], log: &mut Log) -> Option<T> {
        if let Some(text) = self.scalar()
            && let Some((_, value)) = choices.iter().find(|(word, _)| *word == text)
        {
            return Some(*value);
        }
        let words: Vec<&str> = choices.iter().map(|(w, _)| *w).collect();
        let near = self.scalar().and_then(|t| nearest(t, words.iter().copied()));
        let hint = near.map(|n| format!("did you mean `{n}`?"));
        let mut d = Diagnostic::error(
            "bad-value",
            format!("`{key}` must be {}, and here stands {}", one_of(&words), self.kind()),
        );
        d.hint = hint;
        log.push(d.at(self.head()));
        None
    }

    /// A list.
    pub(crate) fn list(&self, key: &str, log: &mut Log) -> Option<&[Node]> {
        if let Value::Seq(items) = &self.value {
            return Some(items);
        }
        let hint = "write each item on its own line, beginning with `- `, or all in brackets: `[one, two]`";
        self.wrong(key, "a list", Some(hint.to_owned()), log);
        None
    }

    /// Keys and values.
    pub(crate) fn fields(&self, what: &str, log: &mut Log) -> Option<Fields<'_>> {
        if let Value::Map(entries) = &self.value {
            return Some(Fields::new(what, entries, self.head()));
        }
        let hint = "write its keys below it, indented by two spaces, as `key: value`";
        let message = format!("{what} must be a group of keys, and here stands {}", self.kind());
        log.push(Diagnostic::error("wrong-type", message).at(self.head()).hint(hint));
        None
    }
}

/// `a`, `b` or `c`.
pub(crate) fn one_of(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|w| format!("`{w}`")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        Some((last, _)) => last.clone(),
        None => String::new(),
    }
}

/// The beginning of a text, for a message.
fn clip(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    let short: String = line.chars().take(40).collect();
    if short.len() < text.trim_end().len() { format!("{short}…") } else { short }
}
