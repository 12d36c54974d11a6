//! A web page → a document: one saved by a browser, exported by a word processor, or out of a mail.
//!
//! What a page shows is decided by its tags, by the styles that its elements have themselves, and by simple rules of its
//! own style sheet (`.c3 {font-weight: 700}`), which exports of Google Docs need. Nothing is run, nothing is fetched.

mod css;
mod flow;
mod media;
mod notes;
mod soup;
mod table;

use super::Beside;
use super::document::{Block, Document};
use super::encoding;
use super::fault::Fault;
use super::picture::Pictures;
use super::said::{Said, What};
use super::tree::Node;
use css::Sheet;
use flow::{Look, Sink};
use notes::Notes;

/// An article within a page is taken alone if it has so many characters.
const ENOUGH: usize = 200;

struct Reader<'a> {
    sheet: Sheet,
    notes: Notes,
    beside: &'a Beside<'a>,
    pictures: &'a mut Pictures,
    said: &'a mut Said,
}

/// Reads a page.
pub(super) fn read(
    bytes: &[u8],
    beside: &Beside<'_>,
    pictures: &mut Pictures,
    said: &mut Said,
) -> Result<Document, Fault> {
    let text = encoding::html(bytes, said);
    let tree = soup::read(&text)?;
    said.some(What::Depth, tree.flattened);
    let root = tree.root();
    let metas = root.descendants().filter(|n| n.is("meta"));
    let named = metas.filter_map(|n| n.attribute("name")).map(str::to_lowercase);
    said.some(
        What::Properties,
        named
            .filter(|n| {
                ["author", "generator", "created", "changed", "changedby", "progid", "originator"].contains(&n.as_str())
            })
            .count(),
    );
    let mut reader = Reader { sheet: Sheet::read(root), notes: Notes::find(&tree), beside, pictures, said };
    let article = article(root, reader.said);
    let mut sink = Sink::default();
    reader.flow(article, &Look::default(), &mut sink);
    let mut document = Document { blocks: sink.finish(), notes: Vec::new() };
    let bodies = std::mem::take(&mut reader.notes.bodies);
    for body in bodies {
        let mut blocks: Vec<Block> = Vec::new();
        for index in body {
            let mut sink = Sink::default();
            reader.flow(tree.node(index), &Look::default(), &mut sink);
            blocks.extend(sink.finish());
        }
        document.notes.push(blocks);
    }
    reader.said.some(What::Comments, reader.notes.comments);
    Ok(document)
}

/// The part of a page that is the article: the only `article`, or `main`; else all of it.
fn article<'a>(root: Node<'a>, said: &mut Said) -> Node<'a> {
    for wanted in ["article", "main"] {
        let mut found =
            root.descendants().filter(|n| n.is(wanted) || (wanted == "main" && n.attribute("role") == Some("main")));
        if let (Some(one), None) = (found.next(), found.next())
            && one.all_text().trim().chars().count() >= ENOUGH
        {
            said.one(What::PageParts);
            return one;
        }
    }
    root
}
