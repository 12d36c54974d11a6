//! A profile's file → [`Profile`]: the one that it extends, with what the file itself says put over it.

use super::{Condition, Marks, Profile, Resolution, Space, Standard, builtin};
use crate::color::InkName;
use crate::diag::{Diagnostic, Failed, FileId, Log, Severity, nearest};
use crate::files::Files;
use crate::geom::Length;
use crate::issue::yaml::{self, Fields, Node};
use crate::issue::{paths, unreadable};
use crate::page::length_in;
use std::borrow::Cow;
use std::path::Path;

/// What a profile extends that says nothing of it.
const PARENT: &str = "screen";

const SPACES: [(&str, Space); 4] =
    [("gray", Space::Gray), ("rgb", Space::Rgb), ("cmyk", Space::Cmyk), ("inks", Space::Inks)];
const MARKS: [(&str, Marks); 3] = [("none", Marks::None), ("crop", Marks::Crop), ("registration", Marks::Registration)];
const STANDARDS: [(&str, Standard); 3] =
    [("none", Standard::None), ("pdf-x-4", Standard::PdfX4), ("pdf-a-2b", Standard::PdfA2b)];

/// Where a profile stands.
pub(super) struct Place<'a> {
    pub(super) files: &'a dyn Files,
    pub(super) path: &'a Path,
    pub(super) file: FileId,
}

/// The largest ICC profile.
const MAX_ICC: u64 = 8 << 20;

/// Reads a profile. Every mistake in it is in the log afterwards; one error among them and there is no profile.
pub(super) fn read(name: String, place: &Place<'_>, text: &str, log: &mut Log) -> Result<Profile, Failed> {
    let before = log.count(Severity::Error);
    let root = yaml::parse(place.file, text, log).ok_or(Failed)?;
    if root.is_null() {
        let d = Diagnostic::error("empty", "the profile is empty").at(root.span);
        log.push(d.hint(format!("write `extends: {PARENT}` and below it what is different")));
        return Err(Failed);
    }
    let mut f = root.fields("the profile", log).ok_or(Failed)?;
    let parent = match f.get("extends") {
        Some(node) => extended(node, log),
        None => builtin(PARENT, log),
    };
    let mut profile = parent.unwrap_or_else(blank);
    profile.name = name;
    overlay(&mut profile, &mut f, log);
    if let Some(condition) = f.get("condition").and_then(|n| condition(n, place, log)) {
        profile.condition = condition;
    }
    let head = f.head();
    f.finish(log);
    if log.count(Severity::Error) == before
        && let Some((message, hint)) = contradiction(&profile)
    {
        log.push(Diagnostic::error("contradiction", message).at(head).hint(hint));
    }
    if log.count(Severity::Error) > before { Err(Failed) } else { Ok(profile) }
}

/// A profile that is built in. Their texts are whole and right, as a test says.
pub(super) fn builtin(name: &str, log: &mut Log) -> Option<Profile> {
    let text = builtin::text(name)?;
    let file = log.add_file(format!("<built in>/profiles/{name}.yaml"), text);
    let root = yaml::parse(file, text, log)?;
    let mut f = root.fields("the profile", log)?;
    let mut profile = Profile { name: name.to_owned(), ..blank() };
    overlay(&mut profile, &mut f, log);
    f.finish(log);
    Some(profile)
}

fn extended(node: &Node, log: &mut Log) -> Option<Profile> {
    let name = node.filled("extends", log)?.trim().to_owned();
    let found = builtin(&name, log);
    if found.is_none() {
        let known: Vec<&str> = builtin::builtin_names().collect();
        let all = format!("profiles that can be extended: {}", known.join(", "));
        let hint = match nearest(&name, known) {
            Some(near) => format!("did you mean `{near}`? {all}"),
            None => all,
        };
        let message = format!("there is no built-in profile `{name}`");
        log.push(Diagnostic::error("unknown-profile", message).at(node.span).hint(hint));
    }
    found
}

/// Puts what a file says over a profile.
fn overlay(p: &mut Profile, f: &mut Fields<'_>, log: &mut Log) {
    let to = |slot: &mut Length, key: &'static str, f: &mut Fields<'_>, log: &mut Log| {
        if let Some(found) = f.get(key).and_then(|n| length_in(key, n, 0.0..=200.0, log)) {
            *slot = found;
        }
    };
    to(&mut p.border, "border", f, log);
    to(&mut p.least_rule, "least_rule", f, log);
    to(&mut p.least_reversed_rule, "least_reversed_rule", f, log);
    to(&mut p.least_type, "least_type", f, log);
    to(&mut p.least_reversed_type, "least_reversed_type", f, log);
    to(&mut p.bleed, "bleed", f, log);
    let count = |slot: &mut u32, key: &'static str, range, f: &mut Fields<'_>, log: &mut Log| {
        if let Some(found) = f.get(key).and_then(|n| n.whole(key, range, log)) {
            *slot = found;
        }
    };
    count(&mut p.total_ink, "total_ink", 50..=400, f, log);
    count(&mut p.least_tint, "least_tint", 0..=30, f, log);
    count(&mut p.most_tone, "most_tone", 50..=100, f, log);
    count(&mut p.dot_gain, "dot_gain", 0..=49, f, log);
    count(&mut p.pages_multiple, "pages_multiple", 1..=64, f, log);
    let truth = |slot: &mut bool, key: &'static str, f: &mut Fields<'_>, log: &mut Log| {
        if let Some(found) = f.get(key).and_then(|n| n.boolean(key, log)) {
            *slot = found;
        }
    };
    truth(&mut p.spots, "spots", f, log);
    truth(&mut p.links, "links", f, log);
    truth(&mut p.tagged, "tagged", f, log);
    p.color = f.get("color").and_then(|n| n.choice("color", &SPACES, log)).unwrap_or(p.color);
    p.marks = f.get("marks").and_then(|n| n.choice("marks", &MARKS, log)).unwrap_or(p.marks);
    p.standard = f.get("standard").and_then(|n| n.choice("standard", &STANDARDS, log)).unwrap_or(p.standard);
    p.photos = f.get("photos").and_then(|n| resolution("photos", n, p.photos, log)).unwrap_or(p.photos);
    p.line_art = f.get("line_art").and_then(|n| resolution("line_art", n, p.line_art, log)).unwrap_or(p.line_art);
    if let Some(node) = f.get("inks") {
        p.inks = inks(node, log);
    }
}

/// `{name: CGATS21, icc: GRACoL.icc}`; the file stands beside that of the profile.
fn condition(node: &Node, place: &Place<'_>, log: &mut Log) -> Option<Condition> {
    let mut f = node.fields("`condition`", log)?;
    let name = f.required("name", log).and_then(|n| n.filled("name", log));
    let icc = f.required("icc", log).and_then(|n| {
        let path = paths::within(n.filled("icc", log)?, n.span, log)?;
        let path = place.path.parent().unwrap_or(Path::new("")).join(path);
        let said = match place.files.read(&path, MAX_ICC) {
            // ICC.1:2010, 7.2: the signature, the class, the colour space.
            Ok(bytes) if bytes.get(36..40) == Some(b"acsp") && bytes.get(12..20) == Some(b"prtrCMYK") => {
                return Some(bytes);
            }
            Ok(_) => {
                Diagnostic::error("not-a-profile", format!("{} is not the ICC profile of a press", path.display()))
                    .hint("the printer has one for four inks; its name ends in .icc")
            }
            Err(error) => unreadable(&path, &error),
        };
        log.push(said.at(n.span));
        None
    });
    f.finish(log);
    Some(Condition { name: name?.trim().to_owned(), icc: Cow::Owned(icc?) })
}

fn resolution(key: &str, node: &Node, from: Resolution, log: &mut Log) -> Option<Resolution> {
    let mut f = node.fields(&format!("`{key}`"), log)?;
    let mut ppi =
        |key: &'static str, from: u32, log: &mut Log| f.get(key).map_or(Some(from), |n| n.whole(key, 20..=4800, log));
    let (least, good, most) = (ppi("least", from.least, log), ppi("good", from.good, log), ppi("most", from.most, log));
    f.finish(log);
    let found = Resolution { least: least?, good: good?, most: most? };
    if found.least > found.good || found.good > found.most {
        let message = format!("`{key}` has `least`, `good` and `most` in another order");
        log.push(Diagnostic::error("out-of-range", message).at(node.head()).hint("each is at least the one before it"));
        return None;
    }
    Some(found)
}

fn inks(node: &Node, log: &mut Log) -> Vec<InkName> {
    let mut found: Vec<InkName> = Vec::new();
    for item in node.list("inks", log).unwrap_or_default() {
        let Some(ink) = item.ink("inks", log) else { continue };
        if found.iter().any(|f| f.is(ink.as_str())) {
            log.push(Diagnostic::error("twice", format!("the ink `{ink}` stands here twice")).at(item.span));
        } else {
            found.push(ink);
        }
    }
    found
}

/// What of a profile cannot be, and what to do.
fn contradiction(p: &Profile) -> Option<(String, &'static str)> {
    let said = |message: &str, hint| Some((message.to_owned(), hint));
    if p.color == Space::Inks && p.inks.is_empty() {
        return said("`color: inks` needs to know which", "add `inks: [Black, Bright Red]`");
    }
    if p.standard == Standard::PdfX4 && !matches!(p.color, Space::Cmyk | Space::Gray) {
        return said("PDF/X-4 is written in inks, not in light", "write `color: cmyk`, or `standard: none`");
    }
    if p.standard == Standard::PdfX4 && p.links {
        return said("PDF/X-4 has no links on the page", "write `links: false`, or `standard: none`");
    }
    if p.standard == Standard::PdfA2b && !matches!(p.color, Space::Rgb | Space::Gray) {
        return said("PDF/A-2b is written in light here, not in inks", "write `color: rgb`, or `standard: none`");
    }
    None
}

/// What is there before anything is said.
fn blank() -> Profile {
    let any = Resolution { least: 20, good: 20, most: 4800 };
    Profile {
        name: String::new(),
        color: Space::Rgb,
        inks: Vec::new(),
        spots: false,
        photos: any,
        line_art: any,
        border: Length::ZERO,
        least_rule: Length::ZERO,
        least_reversed_rule: Length::ZERO,
        least_type: Length::ZERO,
        least_reversed_type: Length::ZERO,
        total_ink: 400,
        least_tint: 0,
        most_tone: 100,
        dot_gain: 0,
        bleed: Length::ZERO,
        marks: Marks::None,
        pages_multiple: 1,
        condition: Condition::coated(),
        standard: Standard::None,
        links: true,
        tagged: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_built_in_are_right_and_say_everything() {
        for name in builtin::builtin_names() {
            let mut log = Log::new();
            let profile = builtin(name, &mut log).expect("a profile");
            assert_eq!(log.diagnostics(), [], "{name}");
            assert_eq!(contradiction(&profile), None, "{name}");
            for key in text_keys("press") {
                assert!(text_keys(name).contains(&key), "{name} says nothing of `{key}`");
            }
        }
    }

    fn text_keys(name: &str) -> Vec<String> {
        let lines = builtin::text(name).unwrap_or_default().lines();
        lines.filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once(':')).map(|(k, _)| k.to_owned()).collect()
    }
}
