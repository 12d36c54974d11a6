//! Office Open XML (ISO/IEC 29500, the transitional and the strict kind) → a document.
//!
//! Word's own traits: a word may be divided into many runs; styles are known by their built-in names, which Word keeps in
//! English in every language, and by what they are based on; a tracked change is a pair of old and new side by side.

mod body;
mod drawing;
mod numbering;
mod run;
mod styles;
mod symbols;

pub(super) use run::{INFERIOR, SUPERIOR, figures};

use super::archive::Archive;
use super::document::{Block, Document};
use super::fault::Fault;
use super::picture::Pictures;
use super::said::{Said, What};
use super::tree::{Node, Tree};
use super::xml;
use std::collections::HashMap;

/// A relationship of a part: where it leads, of what kind it is, and whether it leads out of the file.
struct Relation {
    target: String,
    kind: String,
    external: bool,
}

type Relations = HashMap<String, Relation>;

/// What a body needs within reach.
struct Reader<'a, 'b> {
    archive: Archive<'a>,
    /// The folder of the text within the archive.
    folder: String,
    styles: styles::Styles,
    numbering: numbering::Numbering,
    /// Of the part that is being read.
    relations: Relations,
    /// Footnotes and endnotes: which note of the document they are.
    notes: HashMap<(bool, String), usize>,
    pictures: &'b mut Pictures,
    said: &'b mut Said,
}

/// Reads a document.
pub(super) fn read(mut archive: Archive<'_>, pictures: &mut Pictures, said: &mut Said) -> Result<Document, Fault> {
    let main = main_part(&mut archive)?;
    let folder = main.rsplit_once('/').map_or("", |(f, _)| f).to_owned();
    let beside = |name: &str| if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
    let relations = relations(&mut archive, &main)?;
    let of_kind =
        |kind: &str| relations.values().find(|r| r.kind == kind && !r.external).map(|r| resolved(&folder, &r.target));
    let styles = tree(&mut archive, &of_kind("styles").unwrap_or_else(|| beside("styles.xml")))?;
    let styles = styles.map_or_else(styles::Styles::default, |t| styles::Styles::read(&t));
    let numbering = tree(&mut archive, &of_kind("numbering").unwrap_or_else(|| beside("numbering.xml")))?;
    let numbering = numbering.map_or_else(numbering::Numbering::default, |t| numbering::Numbering::read(&t, &styles));
    let notes = [("footnotes", false), ("endnotes", true)].map(|(kind, end)| (of_kind(kind), end));
    around(&mut archive, &folder, &relations, said)?;
    let body = tree(&mut archive, &main)?.ok_or_else(|| Fault::damaged("its text is missing"))?;
    let mut reader = Reader { archive, folder, styles, numbering, relations, notes: HashMap::new(), pictures, said };
    let root = body.root().descendants().find(|n| n.is("w:body"));
    let root = root.ok_or_else(|| Fault::damaged("its text is missing"))?;
    let mut document = Document { blocks: reader.blocks(root), notes: Vec::new() };
    reader.read_notes(&notes, &mut document)?;
    Ok(document)
}

impl Reader<'_, '_> {
    /// The texts of the notes that the body refers to.
    fn read_notes(&mut self, parts: &[(Option<String>, bool)], document: &mut Document) -> Result<(), Fault> {
        document.notes.resize(self.notes.len(), Vec::new());
        for (part, end) in parts {
            let Some(part) = part else { continue };
            let Some(notes) = tree(&mut self.archive, part)? else { continue };
            self.relations = relations(&mut self.archive, part)?;
            let name = if *end { "w:endnote" } else { "w:footnote" };
            for note in notes.root().descendants().filter(|n| n.is(name)) {
                let id = note.attribute("w:id").unwrap_or_default().to_owned();
                if let Some(index) = self.notes.get(&(*end, id)).copied() {
                    let blocks: Vec<Block> = self.blocks(note);
                    // What refers to a note within a note comes too late to be read.
                    if let Some(slot) = document.notes.get_mut(index) {
                        *slot = blocks;
                    }
                }
            }
        }
        Ok(())
    }
}

/// What stands around the text: properties, headers, footers.
fn around(archive: &mut Archive<'_>, folder: &str, relations: &Relations, said: &mut Said) -> Result<(), Fault> {
    let mut parts: Vec<String> = relations
        .values()
        .filter(|r| matches!(r.kind.as_str(), "header" | "footer"))
        .map(|r| resolved(folder, &r.target))
        .collect();
    parts.sort();
    parts.dedup();
    for part in parts.iter().take(100) {
        if tree(archive, part)?.is_some_and(|t| t.root().descendants().any(|n| n.is("w:t") && n.has_text())) {
            said.one(What::Headers);
        }
    }
    for part in ["docProps/core.xml", "docProps/app.xml", "docProps/custom.xml"] {
        // A part that cannot be read is left out with the others.
        let Ok(Some(tree)) = tree(archive, part) else { continue };
        let filled = tree.root().elements().flat_map(Node::elements).filter(|n| n.has_text());
        said.some(What::Properties, filled.count());
    }
    Ok(())
}

fn tree(archive: &mut Archive<'_>, part: &str) -> Result<Option<Tree>, Fault> {
    archive.part(part)?.map(|bytes| xml::read(&bytes, part)).transpose()
}

/// The part that holds the text.
fn main_part(archive: &mut Archive<'_>) -> Result<String, Fault> {
    let package = relations(archive, "")?;
    let named = package.values().find(|r| r.kind == "officeDocument").map(|r| resolved("", &r.target));
    Ok(named.filter(|n| archive.has(n)).unwrap_or_else(|| "word/document.xml".to_owned()))
}

/// The relationships of a part, by their ids.
fn relations(archive: &mut Archive<'_>, part: &str) -> Result<Relations, Fault> {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    let file = if folder.is_empty() { format!("_rels/{name}.rels") } else { format!("{folder}/_rels/{name}.rels") };
    let mut found = Relations::new();
    let Some(tree) = tree(archive, &file)? else { return Ok(found) };
    for relation in tree.root().descendants().filter(|n| n.is("rel:Relationship")) {
        let get = |name| relation.attribute(name).unwrap_or_default().to_owned();
        let kind = get("Type").rsplit('/').next().unwrap_or_default().to_owned();
        let external = get("TargetMode").eq_ignore_ascii_case("external");
        found.insert(get("Id"), Relation { target: get("Target"), kind, external });
    }
    Ok(found)
}

/// A target relative to a folder of the archive.
fn resolved(folder: &str, target: &str) -> String {
    let mut parts: Vec<&str> = if target.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.retain(|p| !p.is_empty());
    parts.join("/")
}

/// Whether a property that is on by being there is on.
fn is_on(node: Node<'_>) -> bool {
    !matches!(node.attribute("w:val"), Some("0" | "false" | "off" | "none"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_found_from_the_part_that_names_them() {
        assert_eq!(resolved("word", "media/image1.png"), "word/media/image1.png");
        assert_eq!(resolved("word", "../media/./a.png"), "media/a.png");
        assert_eq!(resolved("word", "/word/b.xml"), "word/b.xml");
        assert_eq!(resolved("", "../../x"), "x");
    }
}
