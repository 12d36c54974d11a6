//! A manifest's text and an article's entry → the text with the entry at the end of its list; everything else stays as it
//! is written.

use super::list::{self, entry, line_end, pieces, range, value};
use crate::diag::Log;
use crate::issue::yaml::{self, Node, Value};

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Added {
    /// The new text.
    Text(String),
    /// An article has this copy already.
    Known,
    /// The list is written in a way that is not changed by a program: in brackets, with aliases; or the manifest is broken.
    Cannot,
}

/// Adds an entry, whose first line begins with `- `, to the manifest's articles. `body` is the path of its copy.
pub fn add(text: &str, entry: &str, body: &str) -> Added {
    let Some(root) = parsed(text) else { return Added::Cannot };
    if articles(&root).iter().any(|a| value(a, "body").and_then(Node::scalar) == Some(body)) {
        return Added::Known;
    }
    let before = articles(&root).len();
    let Some(new) = added(text, &root, entry) else { return Added::Cannot };
    let new = if text.contains("\r\n") { new.replace("\r\n", "\n").replace('\n', "\r\n") } else { new };
    // It is read before anybody else reads it.
    let sound = parsed(&new).is_some_and(|root| {
        let all = articles(&root);
        all.len() == before + 1 && all.last().and_then(|a| value(a, "body")).and_then(Node::scalar) == Some(body)
    });
    if sound { Added::Text(new) } else { Added::Cannot }
}

fn parsed(text: &str) -> Option<Node> {
    let mut quiet = Log::new();
    let file = quiet.add_file("issue.yaml", text);
    yaml::parse(file, text, &mut quiet).filter(|root| matches!(root.value, Value::Map(_)))
}

fn articles(root: &Node) -> &[Node] {
    match value(root, "articles").map(|n| &n.value) {
        Some(Value::Seq(items)) => items,
        _ => &[],
    }
}

fn added(text: &str, root: &Node, new: &str) -> Option<String> {
    if text.as_bytes().get(root.span.start as usize) == Some(&b'{') {
        return None;
    }
    let Some((key, node)) = entry(root, "articles") else {
        let text = text.trim_end();
        return Some(format!("{text}\narticles:\n{}", indented(new, 2)));
    };
    let (at, indent, head) = match &node.value {
        Value::Seq(items) if !items.is_empty() => {
            if text.as_bytes().get(node.span.start as usize) == Some(&b'[') {
                return None;
            }
            let pieces = pieces(text, key.span.end as usize, items)?;
            let last: &list::Piece = pieces.last()?;
            (last.lines.end, last.indent, text.get(..last.lines.end)?.to_owned())
        }
        // An empty list in brackets goes; what stands behind it on its line stays.
        Value::Seq(_) => {
            let brackets = range(node);
            let end = line_end(text, brackets.end);
            let head = format!("{}{}", text.get(..brackets.start)?.trim_end(), text.get(brackets.end..end)?);
            (end, 2, head)
        }
        Value::Null => {
            let end = line_end(text, key.span.end as usize);
            (end, 2, text.get(..end)?.to_owned())
        }
        _ => return None,
    };
    let parted = if head.ends_with('\n') { "" } else { "\n" };
    Some(format!("{head}{parted}{}{}", indented(new, indent), text.get(at..)?))
}

fn indented(entry: &str, by: usize) -> String {
    let pad = " ".repeat(by);
    entry.lines().flat_map(|l| [pad.as_str(), l, "\n"]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENTRY: &str = "- headline: \"New\"\n  body: articles/new.md\n";

    fn text(manifest: &str) -> String {
        match add(manifest, ENTRY, "articles/new.md") {
            Added::Text(text) => text,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn an_entry_goes_to_the_end_of_the_list_and_comments_stay() {
        let manifest =
            "layout: l # why\narticles: # ours\n- headline: A # first\n  text: |\n    Copy.\n# after it\nfillers: []\n";
        assert_eq!(
            text(manifest),
            "layout: l # why\narticles: # ours\n- headline: A # first\n  text: |\n    Copy.\n- headline: \"New\"\n  body: articles/new.md\n# after it\nfillers: []\n"
        );
        assert_eq!(
            text("articles:\n    - {headline: A, text: B}"),
            "articles:\n    - {headline: A, text: B}\n    - headline: \"New\"\n      body: articles/new.md\n"
        );
        assert_eq!(
            text("articles: [] # none yet\npages: 4\n"),
            "articles: # none yet\n  - headline: \"New\"\n    body: articles/new.md\npages: 4\n"
        );
        assert_eq!(
            text("articles:\npages: 4\n"),
            "articles:\n  - headline: \"New\"\n    body: articles/new.md\npages: 4\n"
        );
        assert_eq!(text("pages: 4\n"), "pages: 4\narticles:\n  - headline: \"New\"\n    body: articles/new.md\n");
        assert!(
            text("articles:\r\n- headline: A\r\n  text: B\r\n")
                .ends_with("text: B\r\n- headline: \"New\"\r\n  body: articles/new.md\r\n")
        );
    }

    #[test]
    fn what_cannot_be_changed_line_by_line_is_left_alone() {
        for manifest in
            ["articles: [{headline: A, text: B}]\n", "{articles: []}\n", "articles: no list\n", "a: [\n", ""]
        {
            assert_eq!(add(manifest, ENTRY, "articles/new.md"), Added::Cannot, "{manifest}");
        }
        let known = "articles:\n- {headline: A, body: articles/new.md}\n";
        assert_eq!(add(known, ENTRY, "articles/new.md"), Added::Known);
    }
}
