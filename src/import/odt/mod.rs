//! OpenDocument text (ISO/IEC 26300) → a document.

mod body;
mod frame;
mod styles;

use super::archive::Archive;
use super::document::{Document, MAX_DEPTH};
use super::fault::Fault;
use super::picture::Pictures;
use super::said::{Said, What};
use super::tree::{Node, Tree};
use super::xml;
use std::collections::HashMap;

/// The deepest nesting of lists that is followed.
const DEEPEST: usize = MAX_DEPTH;

struct Reader<'a, 'b> {
    archive: Archive<'a>,
    styles: styles::Styles,
    /// How many items each list has had, by the list's id, for those that go on.
    counted: HashMap<String, u64>,
    last_count: u64,
    document: Document,
    pictures: &'b mut Pictures,
    said: &'b mut Said,
}

/// Reads a document.
pub(super) fn read(mut archive: Archive<'_>, pictures: &mut Pictures, said: &mut Said) -> Result<Document, Fault> {
    if let Some(manifest) = tree(&mut archive, "META-INF/manifest.xml")?
        && manifest.root().descendants().any(|n| n.is("manifest:encryption-data"))
    {
        return Err(Fault::encrypted());
    }
    let content = tree(&mut archive, "content.xml")?.ok_or_else(|| Fault::damaged("its text is missing"))?;
    let common = tree(&mut archive, "styles.xml")?;
    let mut styles = styles::Styles::default();
    if let Some(common) = &common {
        styles.read(common);
        around(common, said);
    }
    styles.read(&content);
    if let Ok(Some(meta)) = tree(&mut archive, "meta.xml") {
        let filled = meta.root().descendants().filter(|n| n.is("office:meta")).flat_map(Node::elements);
        said.some(What::Properties, filled.filter(|n| n.has_text()).count());
    }
    let body = content.root().descendants().find(|n| n.is("office:text"));
    let body = body.ok_or_else(|| Fault::new("is an OpenDocument file without text in it", "is it the right file?"))?;
    tracked(body, said);
    let mut reader = Reader {
        archive,
        styles,
        counted: HashMap::new(),
        last_count: 0,
        document: Document::default(),
        pictures,
        said,
    };
    let blocks = reader.blocks(body, 0);
    reader.document.blocks = blocks;
    Ok(reader.document)
}

/// Headers and footers stand with the pages' styles.
fn around(common: &Tree, said: &mut Said) {
    let pages = common.root().descendants().filter(|n| n.is("style:master-page")).flat_map(Node::elements);
    let running = pages.filter(|n| n.name().starts_with("style:header") || n.name().starts_with("style:footer"));
    said.some(What::Headers, running.filter(|n| n.has_text()).count());
}

/// Tracked changes stand before the text: what was deleted is there alone, what was inserted is in the text.
fn tracked(body: Node<'_>, said: &mut Said) {
    let regions =
        body.elements().filter(|n| n.is("text:tracked-changes")).flat_map(Node::elements).flat_map(Node::elements);
    for change in regions {
        match change.name() {
            "text:deletion" => said.one(What::Deletions),
            "text:insertion" => said.one(What::Insertions),
            "text:format-change" => said.one(What::Formats),
            _ => {}
        }
    }
}

fn tree(archive: &mut Archive<'_>, part: &str) -> Result<Option<Tree>, Fault> {
    archive.part(part)?.map(|bytes| xml::read(&bytes, part)).transpose()
}
