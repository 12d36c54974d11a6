//! The typefaces that there are, and a specimen of them: an issue of which the program writes the manifest itself.

use crate::diag::{Diagnostic, Failed, Log, Sourced, Span};
use crate::edition::{Edition, compose};
use crate::files::{FileError, Files, MemoryFiles};
use crate::font::FontBook;
use crate::pdf;
use crate::start::quoted;
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// A family of faces.
#[derive(Debug, Clone)]
pub struct Family {
    /// Its name.
    pub name: String,
    /// Where its files are: `built in`, or a path.
    pub from: String,
    /// Weight and slant of its faces, lightest first.
    pub faces: Vec<(u16, bool)>,
    /// How a layout names it.
    asked: String,
}

/// Folder of fonts in the working folder.
const FOLDER: &str = "fonts";
/// Folder of the specimen's issue; it is in memory alone.
const ISSUE: &str = "specimen";
/// Kinds of text that no specimen sets: they name all families, so that all pages know the same faces by the same numbers.
const HOLDERS: [&str; 20] = [
    "ear",
    "byline",
    "dateline",
    "kicker",
    "pull_quote",
    "pull_quote_by",
    "credit",
    "directory",
    "directory_name",
    "calendar",
    "calendar_date",
    "banner",
    "banner_text",
    "box",
    "box_head",
    "jump_line",
    "jump_head",
    "brief_head",
    "signature",
    "tagline",
];
/// Kinds of text that show a weight each, and what begins their lines.
const SHOWN: [(&str, &str); 3] = [("body", ""), ("quotation", "> "), ("list", "- ")];

const SAMPLE: &str = "The night shift packed five dozen boxes of quilts, and by six the jinxed van was away. \
    ¿Dónde está el turno de noche? L’équipe était déjà là à Noël. Größe, Straße, Übermut. Łódź, żółć; ação, irmã. \
    *The same in emphasis:* *a quick job for vexed drivers, done by half past nine.*";
const LETTERS: &str =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ abcdefghijklmnopqrstuvwxyz 0123456789 & @ § † € £ $ % ( ) ! ? . , ; : “ ” ‘ ’ « » – —";

/// All families: those under `fonts/` of the working folder, then those built in.
pub fn families(files: &dyn Files, log: &mut Log) -> Vec<Family> {
    let builtin = FontBook::builtin();
    let known = builtin.ids().count();
    let mut found = Vec::new();
    let is_font = |n: &String| [".ttf", ".otf", ".ttc", ".otc"].iter().any(|end| n.to_ascii_lowercase().ends_with(end));
    for name in files.list(Path::new(FOLDER)) {
        let path = format!("{FOLDER}/{name}");
        let asked = match is_font(&name) {
            true => path.clone(),
            false if files.list(Path::new(&path)).iter().any(is_font) => name,
            false => continue,
        };
        let file = log.add_file(FOLDER, asked.as_str());
        let sourced = Sourced { value: asked.clone(), span: Span::new(file, 0..asked.len()) };
        let book = FontBook::load(files, Path::new(""), &[sourced], log);
        // A copy of a built-in face is that face.
        let faces: Vec<_> = book.ids().skip(known).map(|id| book.face(id)).collect();
        if let Some(first) = faces.first() {
            let faces = sorted(faces.iter().map(|f| (f.weight, f.italic)).collect());
            found.push(Family { name: first.family.clone(), from: path, faces, asked });
        }
    }
    for name in builtin.families() {
        let faces = builtin.ids().map(|id| builtin.face(id)).filter(|f| f.family == name);
        let faces = sorted(faces.map(|f| (f.weight, f.italic)).collect());
        found.push(Family { from: "built in".to_owned(), faces, asked: name.clone(), name });
    }
    found
}

fn sorted(mut faces: Vec<(u16, bool)>) -> Vec<(u16, bool)> {
    faces.sort_unstable();
    faces.dedup();
    faces
}

/// The specimen: a page for up to three weights of a family. Families past those that can be named at once are left out,
/// with a warning.
pub fn write(files: &dyn Files, families: &[Family], log: &mut Log) -> Result<Vec<u8>, Failed> {
    let shown = &families[..families.len().min(HOLDERS.len())];
    if shown.len() < families.len() {
        let message = format!("the specimen shows {} of {} families", shown.len(), families.len());
        let hint = "to see the others, move some of the folders out of `fonts/` for the time being";
        log.push(Diagnostic::warning("specimen", message).hint(hint));
    }
    let mut whole: Option<Edition> = None;
    for family in shown {
        let mut weights: Vec<u16> = family.faces.iter().map(|f| f.0).collect();
        weights.dedup();
        for some in weights.chunks(SHOWN.len()) {
            let memory = MemoryFiles::new()
                .with(format!("{ISSUE}/issue.yaml"), manifest(family, some))
                .with(format!("{ISSUE}/layout.yaml"), layout(family, some, shown));
            let page = compose(&Over { memory, files }, Path::new(ISSUE), log)?;
            match &mut whole {
                Some(whole) => whole.pages.extend(page.pages),
                None => whole = Some(page),
            }
        }
    }
    whole.as_ref().map(pdf::write).ok_or(Failed)
}

fn manifest(family: &Family, weights: &[u16]) -> String {
    let deck = format!("{}. In layouts: font: {}", family.from, family.asked);
    let mut out = format!(
        "layout: layout.yaml\nnameplate: {{title: Specimen}}\narticles:\n  - headline: {}\n    slug: {}\n    deck: {}\n    text: |\n",
        quoted(&family.name),
        quoted(&format!("{} {}", family.asked, weights.first().unwrap_or(&0))),
        quoted(&deck)
    );
    for (weight, (_, mark)) in weights.iter().zip(SHOWN) {
        let italic = if family.faces.contains(&(*weight, true)) { ", with italic" } else { "" };
        let _ = write!(out, "      ## {weight}{italic}\n\n      {mark}{LETTERS}\n\n      {mark}{SAMPLE}\n\n");
    }
    out
}

fn layout(family: &Family, weights: &[u16], all: &[Family]) -> String {
    let font = quoted(&family.asked);
    let heaviest = weights.last().unwrap_or(&400);
    let label = "font: Source Sans 3, italic: false, align: left, hyphenate: false, indent: 0";
    let mut out = format!(
        "paper: {{width: 8.5in, height: 7in}}\nmargins: 0.7in\ncolumns: 1\nbaseline: 14pt\nstyles:\n\
         \x20 headline: {{font: {font}, weight: {heaviest}, size: 48pt, leading: 52pt, align: left, hyphenate: false}}\n\
         \x20 deck: {{{label}, weight: 400, size: 9pt, leading: 14pt}}\n\
         \x20 subhead: {{{label}, weight: 600, size: 9pt, leading: 14pt, above: 1}}\n"
    );
    for (weight, (role, _)) in weights.iter().zip(SHOWN) {
        let set = "size: 11.5pt, align: left, hyphenate: false, indent: 0";
        let _ = writeln!(out, "  {role}: {{font: {font}, weight: {weight}, {set}}}");
    }
    for (role, family) in HOLDERS.iter().zip(all) {
        let _ = writeln!(out, "  {role}: {{font: {}}}", quoted(&family.asked));
    }
    out
}

/// Files in memory over those of the working folder.
struct Over<'a> {
    memory: MemoryFiles,
    files: &'a dyn Files,
}

impl Files for Over<'_> {
    fn read(&self, path: &Path, limit: u64) -> Result<Vec<u8>, FileError> {
        if path.starts_with(ISSUE) { self.memory.read(path, limit) } else { self.files.read(path, limit) }
    }

    fn list(&self, dir: &Path) -> Vec<String> {
        if dir.starts_with(ISSUE) { self.memory.list(dir) } else { self.files.list(&PathBuf::from(dir)) }
    }
}
