//! The tokens of a page → a tree. Ends that were left out are put where HTML has them (13.1.2.4), and an end without a
//! beginning is nothing; what browsers do beyond that for pages that are broken otherwise is not done.

use super::super::fault::Fault;
use super::super::tree::Tree;
use html5gum::emitters::default::DefaultEmitter;
use html5gum::{Token, Tokenizer};

/// Elements that hold nothing.
const VOID: [&str; 14] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];

/// Elements that end a paragraph by beginning.
const BLOCKS: [&str; 30] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
    "details",
    "div",
    "dl",
    "fieldset",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "ul",
    "dd",
    "li",
];

/// Reads a page.
pub(super) fn read(text: &str) -> Result<Tree, Fault> {
    let mut tree = Tree::new();
    // What stands in a script or a style sheet is no markup.
    let mut emitter = DefaultEmitter::<()>::default();
    emitter.naively_switch_states(true);
    for token in Tokenizer::new_with_emitter(text, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                implied_ends(&name, &mut tree);
                let attributes: Vec<(String, String)> = tag
                    .attributes
                    .iter()
                    .map(|(k, v)| {
                        (String::from_utf8_lossy(k).into_owned(), String::from_utf8_lossy(&v.value).into_owned())
                    })
                    .collect();
                tree.open(&name, attributes.iter().map(|(k, v)| (k.as_str(), v.as_str())))?;
                if VOID.contains(&name.as_str()) || (tag.self_closing && name.contains(':')) {
                    tree.close();
                }
            }
            Token::EndTag(tag) => end(&String::from_utf8_lossy(&tag.name), &mut tree)?,
            Token::String(text) => tree.text(&String::from_utf8_lossy(&text.value))?,
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    Ok(tree)
}

/// Closes what ends where this begins.
fn implied_ends(name: &str, tree: &mut Tree) {
    let (ends, within): (&[&str], &[&str]) = match name {
        "li" => (&["li"], &["ul", "ol", "menu", "table", "body"]),
        "dt" | "dd" => (&["dt", "dd"], &["dl", "table", "body"]),
        "tr" => (&["tr", "caption", "colgroup"], &["table"]),
        "td" | "th" => (&["td", "th"], &["tr", "table"]),
        "thead" | "tbody" | "tfoot" => (&["thead", "tbody", "tfoot", "caption", "colgroup"], &["table"]),
        "option" => (&["option"], &["select"]),
        _ => (&[], &[]),
    };
    if BLOCKS.contains(&name) {
        close(
            &["p"],
            &["td", "th", "table", "li", "div", "blockquote", "body", "section", "article", "button", "dd", "figure"],
            tree,
        );
    }
    if !ends.is_empty() {
        close(ends, within, tree);
    }
}

/// Closes the innermost of `ends`, unless one of `within` is nearer.
fn close(ends: &[&str], within: &[&str], tree: &mut Tree) {
    let found = tree.ancestors().find(|(_, name)| ends.contains(name) || within.contains(name));
    let count = found.filter(|(_, name)| ends.contains(name)).map_or(0, |(count, _)| count);
    (0..count).for_each(|_| tree.close());
}

fn end(name: &str, tree: &mut Tree) -> Result<(), Fault> {
    match name {
        "br" => {
            tree.open("br", std::iter::empty())?;
            tree.close();
        }
        "table" | "tr" | "tbody" | "thead" | "tfoot" | "body" | "html" => close(&[name], &[], tree),
        "td" | "th" => close(&[name], &["table"], tree),
        "li" => close(&[name], &["table", "ul", "ol", "td", "th"], tree),
        _ => close(&[name], &["table", "td", "th"], tree),
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::tree::Node;

    fn shown(node: Node<'_>) -> String {
        if let Some(text) = node.as_text() {
            return text.to_owned();
        }
        let inner: String = node.children().map(shown).collect();
        if node.name().is_empty() { inner } else { format!("{}({inner})", node.name()) }
    }

    #[test]
    fn ends_that_were_left_out_are_put_in() {
        for (page, want) in [
            ("<p>a<p>b", "p(a)p(b)"),
            ("<ul><li>a<li>b<ul><li>c</ul><li>d</ul>e", "ul(li(a)li(bul(li(c)))li(d))e"),
            ("<table><tr><td>a<td><b>b<tr><td>c</table>d", "table(tr(td(a)td(b(b)))tr(td(c)))d"),
            ("<p>a<br>b</i></p></div>c", "p(abr()b)c"),
            ("<script>if (a<b) x</script><p>R&amp;D &eacute;", "script(if (a<b) x)p(R&D é)"),
            ("<td>a</table>", "td(a)"),
        ] {
            assert_eq!(shown(read(page).unwrap().root()), want, "{page}");
        }
    }
}
