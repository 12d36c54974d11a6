//! `![caption](images/x.jpg){columns=2 at=top}` into a picture.

use super::Reader;
use super::attributes::{self, Attribute};
use super::inline::Inline;
use crate::color::InkName;
use crate::diag::{Diagnostic, nearest};
use crate::issue::paths::{self, There};
use crate::issue::span::WANTED;
use crate::issue::{At, Columns, Picture, Rich, Side, Sourced};
use pulldown_cmark::{Event, Tag, TagEnd};
use std::ops::Range;
use std::path::PathBuf;

/// The most picture files that one text may name.
const MAX_PICTURES: usize = 500;

const KEYS: [&str; 6] = ["columns", "side", "at", "credit", "alt", "ink"];

impl Reader<'_> {
    /// Reads a picture whose start was just taken; it is put with those that wait. Returns where what belongs to it ends.
    pub(super) fn picture(&mut self, file: &str, range: Range<usize>) -> usize {
        let mut inline = Inline::default();
        let mut open = 1;
        while let Some((event, place)) = self.advance() {
            match event {
                Event::Start(Tag::Image { .. }) => open += 1,
                Event::End(TagEnd::Image) => {
                    open -= 1;
                    if open == 0 {
                        break;
                    }
                }
                event => inline.take(&event, place, &self.place.map, self.log),
            }
        }
        let caption = inline.finish().0.trim();
        let (attributes, end) = attributes::read(self.text, range.end).unwrap_or((Vec::new(), range.end));
        let span = self.place.map.span(range.start..end);
        let mut picture = Picture {
            files: Vec::new(),
            caption: (!caption.is_blank()).then_some(caption),
            credit: None,
            alt: None,
            columns: None,
            side: None,
            at: At::Auto,
            crop: None,
            focus: [500, 500],
            ink: None,
            span,
        };
        for attribute in attributes {
            self.attribute(&mut picture, attribute);
        }
        let path = match self.found.get(file) {
            Some(known) => known.clone(),
            None if self.found.len() >= MAX_PICTURES => None,
            None => self.picture_file(file, range.clone()),
        };
        if self.found.insert(file.to_owned(), path.clone()).is_none() && self.found.len() == MAX_PICTURES {
            let message = format!("the copy names more than {MAX_PICTURES} pictures; the others are not looked for");
            self.log.push(Diagnostic::error("too-much", message).at(span));
        }
        if let Some(path) = path {
            picture.files.push(Sourced { value: path, span });
            self.pictures.push(picture);
        }
        end
    }

    /// `![caption](my picture.jpg)` is no picture in Markdown, because of the space, and would be set as it stands.
    pub(super) fn check_picture_path(&mut self, bracket: usize) {
        let Some(start) = bracket.checked_sub(1).filter(|i| self.text.as_bytes()[*i] == b'!') else { return };
        let line = self.text[bracket..].lines().next().unwrap_or_default();
        let Some((caption, rest)) = line.split_once("](") else { return };
        let Some((path, _)) = rest.split_once(')') else { return };
        let is_picture = [".jpg", ".jpeg", ".png"].iter().any(|e| path.to_ascii_lowercase().ends_with(e));
        if is_picture && path.contains(' ') && !path.contains('<') {
            let end = bracket + caption.len() + 2 + path.len() + 1;
            let d = Diagnostic::error("path", format!("the path `{path}` has a space in it"))
                .at(self.place.map.span(start..end));
            self.log.push(d.hint(format!("put it in angle brackets: `!{caption}](<{path}>)`")));
        }
    }

    fn attribute(&mut self, picture: &mut Picture, a: Attribute) {
        let span = self.place.map.span(a.range);
        let value_span = self.place.map.span(a.value_range);
        let value = a.value.trim();
        let wrong = |wanted: &str| {
            Diagnostic::error("bad-value", format!("`{}` must be {wanted}, and here stands `{value}`", a.key)).at(span)
        };
        match a.key.as_str() {
            "columns" => match Columns::read(value) {
                Some(value) => picture.columns = Some(Sourced { value, span: value_span }),
                None => self.log.push(wrong(WANTED)),
            },
            "side" => match Side::WORDS.iter().find(|(word, _)| *word == value) {
                Some((_, side)) => picture.side = Some(*side),
                None => self.log.push(wrong("`left` or `right`")),
            },
            "at" => match value {
                "top" => picture.at = At::Top,
                "bottom" => picture.at = At::Bottom,
                "auto" => picture.at = At::Auto,
                _ => match value.parse::<u32>() {
                    Ok(n) if n > 0 => picture.at = At::Paragraph(n),
                    _ => self.log.push(wrong("`top`, `bottom`, `auto` or the number of a paragraph")),
                },
            },
            "credit" if !value.is_empty() => picture.credit = Some(Rich::plain(value, Some(value_span))),
            "alt" if !value.is_empty() => picture.alt = Some(value.to_owned()),
            "ink" if InkName::new(value).is_some() => {
                picture.ink = InkName::new(value).map(|value| Sourced { value, span: value_span });
            }
            "ink" => self.log.push(wrong("the name of an ink")),
            "credit" | "alt" => {}
            other => {
                let d =
                    Diagnostic::error("unknown-key", format!("`{other}` is not a key of a picture in copy")).at(span);
                let hint = match nearest(other, KEYS) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("known keys: {}", KEYS.join(", ")),
                };
                self.log.push(d.hint(hint));
            }
        }
    }

    /// The picture's file: from the issue's folder first, then from the folder of the copy.
    fn picture_file(&mut self, written: &str, range: Range<usize>) -> Option<PathBuf> {
        let span = self.place.map.span(range);
        if written.contains("://") {
            let d =
                Diagnostic::error("path", "a picture must be a file in the issue's folder, not an address").at(span);
            self.log.push(d.hint("save the picture into `images/` and write its path"));
            return None;
        }
        let beside = self.place.beside.join(written);
        let candidates = [paths::clean(written), paths::clean(&beside.to_string_lossy())];
        let Some(first) = candidates.iter().find_map(|c| c.as_ref().ok()) else {
            paths::within(written, span, self.log);
            return None;
        };
        let there = |p: &PathBuf| paths::look(self.place.files, &self.place.issue.join(p)) == There::File;
        if let Some(found) = candidates.iter().flatten().find(|p| there(p)) {
            return paths::stays(self.place.files, self.place.issue, found, span, self.log).then(|| found.clone());
        }
        paths::missing(self.place.files, self.place.issue, first, span, self.log);
        None
    }
}
