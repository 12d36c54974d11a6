//! What copy reads as.

use std::path::Path;
use stonehand::diag::Log;
use stonehand::files::MemoryFiles;
use stonehand::issue::{self, At, Block, Issue, Rich};

fn issue(manifest: &str, copy: &str) -> (Issue, Log) {
    let files = MemoryFiles::new()
        .with("i/issue.yaml", format!("layout: letter-news\nnameplate: {{title: Dock}}\n{manifest}"))
        .with("i/articles/x.md", copy)
        .with("i/images/dock.jpg", "");
    let mut log = Log::new();
    let issue = issue::read(&files, Path::new("i"), &mut log);
    (issue.unwrap_or_else(|_| panic!("{:#?}", log.diagnostics())), log)
}

fn blocks(copy: &str) -> Vec<Block> {
    issue("articles: [{headline: H, body: articles/x.md}]\n", copy).0.articles.remove(0).body
}

/// The text with its marks: `*em*`, `**strong**`, `` `code` ``, `[n]` for the mark of a note.
fn marked(rich: &Rich) -> String {
    let one = |s: &issue::RichSpan| match &s.mark {
        m if m.note.is_some() => format!("[{}]", s.text),
        m if m.code => format!("`{}`", s.text),
        m if m.bold && m.italic => format!("***{}***", s.text),
        m if m.bold => format!("**{}**", s.text),
        m if m.italic => format!("*{}*", s.text),
        _ => s.text.clone(),
    };
    rich.spans.iter().map(one).collect()
}

/// One line a block.
fn shown(blocks: &[Block]) -> Vec<String> {
    blocks
        .iter()
        .map(|b| match b {
            Block::Paragraph(r) => marked(r),
            Block::Subhead(level, r) => format!("{} {}", "#".repeat(usize::from(*level)), marked(r)),
            Block::Quotation { blocks, source } => {
                format!("> {} — {}", shown(blocks).join(" / "), source.as_ref().map(marked).unwrap_or_default())
            }
            Block::List { start, items } => {
                let items: Vec<String> = items.iter().map(|i| shown(i).join(" / ")).collect();
                format!("{start:?} {}", items.join(" | "))
            }
            Block::Table(t) => format!(
                "{:?} {:?} {:?}",
                t.align,
                t.head.iter().map(marked).collect::<Vec<_>>(),
                t.rows.iter().map(|r| r.iter().map(marked).collect()).collect::<Vec<Vec<_>>>()
            ),
            Block::Signature(r) => format!("signed {}", marked(r)),
            Block::Break => "***".to_owned(),
            Block::Code(c) => format!("code {:?}", c.value),
            Block::Picture(p) => format!("picture {} {:?}", p.files[0].value.display(), p.caption.as_ref().map(marked)),
        })
        .collect()
}

#[test]
fn paragraphs_keep_marks_and_lose_line_breaks() {
    assert_eq!(
        shown(&blocks("One *two*\nthree   **four**\n\nFive  \nsix `a  b` seven\n")),
        ["One *two* three **four**", "Five\nsix `a b` seven"]
    );
}

#[test]
fn straight_quotes_and_hyphens_stay_as_they_are() {
    assert_eq!(shown(&blocks("\"Don't\" -- he said --- wait...\n")), ["\"Don't\" -- he said --- wait..."]);
}

#[test]
fn quotations_know_their_source() {
    assert_eq!(
        shown(&blocks("> They only care\n> about mail.\n> — a *handler*\n")),
        ["> They only care about mail. — a *handler*"]
    );
    assert_eq!(shown(&blocks("> They care.\n>\n> -- Rosa\n")), ["> They care. — Rosa"]);
    assert_eq!(shown(&blocks("> They care.\n> --- Rosa\n")), ["> They care. — Rosa"]);
    assert_eq!(shown(&blocks("> One.\n>\n> Two.\n")), ["> One. / Two. — "]);
}

#[test]
fn a_short_last_line_after_a_dash_is_a_signature() {
    assert_eq!(shown(&blocks("Words.\n\n--- Rosa *M.*, Dock 4\n")), ["Words.", "signed Rosa *M.*, Dock 4"]);
    assert_eq!(
        shown(&blocks("Words.\n\n— Rosa\n\n## More\n\nWords.\n")),
        ["Words.", "signed Rosa", "## More", "Words."]
    );
    // Neither in the middle, nor as a line of a paragraph, nor as one of several.
    for copy in ["— Rosa\n\nWords.\n", "Words.\n— Rosa\n", "— one thing\n\n— another\n", "—Me voy —dijo.\n"]
    {
        assert!(shown(&blocks(copy)).iter().all(|b| !b.starts_with("signed")), "{copy}");
    }
    let letters = |copy: &str| {
        shown(&issue("articles: [{headline: H, kind: letters, body: articles/x.md}]\n", copy).0.articles.remove(0).body)
    };
    assert_eq!(letters("Words.\n--- Rosa\n\n*Thanks.*\n"), ["Words.", "signed Rosa", "*Thanks.*"]);
    assert_eq!(
        letters("Words\nand words.\n\n---\n\nMore.\n-- Sam\n"),
        ["Words and words.", "***", "More.", "signed Sam"]
    );
}

#[test]
fn an_entry_of_a_directory_keeps_its_lines() {
    let entry = |kind: &str| {
        let manifest = format!("articles: [{{headline: H, kind: {kind}, body: articles/x.md}}]\n");
        shown(&issue(&manifest, "**Hall**\n12 Main St\n\nPlain\ntext.\n").0.articles.remove(0).body)
    };
    assert_eq!(entry("directory"), ["**Hall**\n12 Main St", "Plain text."]);
    assert_eq!(entry("article"), ["**Hall** 12 Main St", "Plain text."]);
}

#[test]
fn lists_nest_and_tables_are_rectangular() {
    assert_eq!(shown(&blocks("- a\n- b\n  1. c\n  2. d\n- *e* f\n")), ["None a | b / Some(1) c | d | *e* f"]);
    assert_eq!(shown(&blocks("3. a\n\n4. b\n\n   c\n")), ["Some(3) a | b / c"]);
    assert_eq!(
        shown(&blocks("| A | B |\n|:-:|--:|\n| 1 | *2* |\n| 3 |\n")),
        ["[Centre, Right] [\"A\", \"B\"] [[\"1\", \"*2*\"], [\"3\", \"\"]]"]
    );
}

#[test]
fn heads_breaks_and_code_are_blocks() {
    assert_eq!(shown(&blocks("## A *b*\n\n***\n\n```\nx  y\n z\n```\n")), ["## A *b*", "***", "code \"x  y\\n z\""]);
}

#[test]
fn notes_are_numbered_as_they_are_first_referred_to() {
    let (issue, log) = issue(
        "articles: [{headline: H, body: articles/x.md}]\n",
        "One[^b], two [^a] three[^b].\n\n[^a]: Text *a*.\n[^b]: Text b.\n",
    );
    let article = &issue.articles[0];
    assert_eq!(shown(&article.body), ["One[1], two[2] three[1]."]);
    let notes: Vec<_> = article.notes.iter().map(|n| shown(n)).collect();
    assert_eq!(notes, [["Text b."], ["Text *a*."]]);
    assert!(log.diagnostics().is_empty());
}

#[test]
fn a_picture_of_its_own_is_a_block_with_its_attributes() {
    let found =
        blocks("A.\n\n![Dock *4*](images/dock.jpg){columns=2 at=top credit=\"a reader\" alt=\"A post.\"}\n\nB.\n");
    assert_eq!(shown(&found), ["A.", "picture images/dock.jpg Some(\"Dock *4*\")", "B."]);
    let Block::Picture(p) = &found[1] else { panic!() };
    assert_eq!((p.columns.as_ref().map(|c| c.value), p.at), (Some(issue::Columns::whole(2)), At::Top));
    assert_eq!(p.credit.as_ref().map(Rich::text).as_deref(), Some("a reader"));
    assert_eq!(p.alt.as_deref(), Some("A post."));
}

#[test]
fn a_picture_is_found_from_the_copys_own_folder_too() {
    assert_eq!(shown(&blocks("![c](../images/dock.jpg)\n")), ["picture images/dock.jpg Some(\"c\")"]);
}

#[test]
fn a_picture_in_running_text_stands_after_it() {
    assert_eq!(
        shown(&blocks("A ![c](images/dock.jpg){columns=2} b\n\n- x ![d](images/dock.jpg)\n- y\n")),
        ["A b", "picture images/dock.jpg Some(\"c\")", "None x | y", "picture images/dock.jpg Some(\"d\")"]
    );
}

#[test]
fn html_leaves_its_words() {
    assert_eq!(
        shown(&blocks("<div>\nOne <b>two</b>\n</div>\n\nThree<br>four <!-- no --> <i>five</i>\n")),
        ["One two", "Three\nfour five"]
    );
}

#[test]
fn links_lead_only_where_they_may() {
    let found = blocks("[a](https://example.org/x) [b](javascript:x) <c@example.org>\n");
    let Block::Paragraph(rich) = &found[0] else { panic!() };
    let links: Vec<_> = rich.spans.iter().map(|s| (s.text.as_str(), s.mark.link.as_deref())).collect();
    assert_eq!(
        links,
        [("a", Some("https://example.org/x")), (" b ", None), ("c@example.org", Some("mailto:c@example.org"))]
    );
}

#[test]
fn headlines_are_lines_and_not_blocks() {
    let headline =
        |h: &str| marked(&issue(&format!("articles: [{{headline: {h}, text: x}}]\n"), "").0.articles[0].headline);
    assert_eq!(headline("\"1984. A *year*\""), "1984. A *year*");
    assert_eq!(headline("\"# 1 in the **state**\""), "# 1 in the **state**");
    assert_eq!(headline("\"- not a list\""), "- not a list");
    assert_eq!(headline("\"_All_ of us\""), "*All* of us");
    assert_eq!(headline("1984"), "1984");
    assert_eq!(headline("\"AT&T &amp; us\""), "AT&T & us");
    assert_eq!(headline("\"two\\nlines\""), "two\nlines");
}

#[test]
fn slugs_come_from_headlines_and_are_unique() {
    let (issue, _) = issue(
        "articles:\n  - {headline: Huelga en la línea 3, text: x}\n  - {headline: News, text: x}\n  - {headline: News, text: x}\n  - {slug: news-2, headline: z, text: x}\n",
        "",
    );
    let slugs: Vec<_> = issue.articles.iter().map(|a| a.slug.as_str()).collect();
    assert_eq!(slugs, ["huelga-en-la-linea-3", "news", "news-3", "news-2"]);
}

#[test]
fn marks_in_a_manifest_point_into_it() {
    let (issue, log) =
        issue("articles:\n  - headline: \"A \\\"big\\\" *day*\"\n    text: >\n      folded\n      text *here*\n", "");
    let place = |r: &Rich, i: usize| log.line_column(r.spans[i].source.unwrap());
    let article = &issue.articles[0];
    assert_eq!(place(&article.headline, 1), (4, 27));
    let Block::Paragraph(text) = &article.body[0] else { panic!() };
    assert_eq!(place(text, 1), (7, 13));
}
