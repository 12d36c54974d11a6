//! What a paper says to a reader who does not see it: tags, their tree, and the threads of articles.

use crate::help::{article, compose, golden, issue};
use crate::pdf::tool;
use std::fmt::Write;
use std::path::Path;
use stonehand::diag::Log;
use stonehand::display::{DisplayItem, Kid, TagKind, Tree};
use stonehand::files::{DiskFiles, MemoryFiles};
use stonehand::{Edition, pdf};

/// What a part says, line by line, with what it is made of.
fn tell(edition: &Edition, tree: &Tree, node: usize, depth: usize, out: &mut String) {
    let n = &tree.nodes[node];
    write!(out, "{}{:?}", "  ".repeat(depth), n.kind).unwrap();
    for more in [n.tag.name(), n.tag.language(), n.tag.alt()].into_iter().flatten() {
        write!(out, " [{more}]").unwrap();
    }
    let own = says(edition, tree, node);
    let own = if own.is_empty() { own } else { format!(" {own:?}") };
    writeln!(out, "{own}").unwrap();
    for kid in &n.kids {
        if let Kid::Node(n) = kid {
            tell(edition, tree, *n, depth + 1, out);
        }
    }
}

/// The words of a part's own marks, without those of its parts.
fn says(edition: &Edition, tree: &Tree, node: usize) -> String {
    let mut out = String::new();
    for kid in &tree.nodes[node].kids {
        let Kid::Marks { page, number } = kid else { continue };
        for item in tree.items(&edition.pages, *page, *number) {
            if let DisplayItem::Glyphs(run) = item {
                out.push_str(&run.text);
                out.push_str(if run.space_after.is_some() { " " } else { "" });
            }
        }
    }
    out.replace('\u{ad}', "")
}

/// The words of an article in the order of its tree.
fn read_out(edition: &Edition, tree: &Tree, node: usize, skip: &[TagKind], out: &mut String) {
    if skip.contains(&tree.nodes[node].kind) {
        return;
    }
    out.push_str(&says(edition, tree, node));
    out.push(' ');
    for kid in &tree.nodes[node].kids {
        if let Kid::Node(n) = kid {
            read_out(edition, tree, *n, skip, out);
        }
    }
}

#[test]
fn every_kind_of_block_has_its_tag() {
    let (edition, _) = compose(&super::samples::blocks()).unwrap();
    let tree = Tree::of(&edition.pages);
    let mut text = String::new();
    for root in &tree.roots {
        tell(&edition, &tree, *root, 0, &mut text);
    }
    golden("blocks.tags.txt", &text);
}

#[test]
fn an_article_that_jumps_is_read_from_its_head_to_its_end() {
    let words: Vec<String> = (0..1500).map(|n| format!("word{n}")).collect();
    let long: Vec<String> = words.chunks(50).map(|p| format!("{}.", p.join(" "))).collect();
    let mut manifest = issue("letter-news");
    manifest.push_str(&article("The long one", &long.join("\n\n")));
    manifest.push_str("    page: 1\n    slot: lead\n    slug: long\n");
    manifest.push_str(&article("The other", &["Some other copy that stands beside it."; 40].join("\n\n")));
    let (edition, _) = compose(&manifest).unwrap();
    assert!(edition.dummy.contains('>'), "it jumps:\n{}", edition.dummy);
    let tree = Tree::of(&edition.pages);
    let node = tree.nodes.iter().position(|n| n.tag.name() == Some("long")).unwrap();
    let mut text = String::new();
    read_out(&edition, &tree, node, &[], &mut text);
    let read: Vec<&str> = text.split_whitespace().map(|w| w.trim_end_matches('.')).collect();
    let wanted: Vec<&str> = ["The", "long", "one"].into_iter().chain(words.iter().map(String::as_str)).collect();
    // Neither the jump line nor the jump head is read out.
    assert_eq!(read, wanted);
}

#[test]
fn every_mark_of_the_sample_says_what_it_belongs_to() {
    let mut log = Log::new();
    let edition = stonehand::compose(&DiskFiles, Path::new("issues/2026-11-06"), &mut log).unwrap();
    for (number, page) in edition.pages.iter().enumerate() {
        for item in &page.items {
            match item {
                DisplayItem::Picture(p) => {
                    let tag = p.tag.as_ref().expect("a picture is a figure");
                    assert_eq!(tag.kind(), TagKind::Figure);
                    assert!(tag.alt().is_some(), "a picture of page {} has no alt", number + 1);
                }
                // Only folios, jump lines and jump heads are furniture.
                DisplayItem::Glyphs(run) if run.tag.is_none() => {
                    let folio = run.origin.y > page.boxes.trim.h - stonehand::geom::Length::from_pt(60.0);
                    let jump = ["page", "post", "hit", "Door"].iter().any(|w| run.text.contains(w));
                    assert!(folio || jump, "{:?} of page {}", run.text, number + 1);
                }
                _ => {}
            }
        }
    }
    let tree = Tree::of(&edition.pages);
    let articles = tree.nodes.iter().filter(|n| n.kind == TagKind::Article).count();
    assert!(articles >= 13, "{articles}");
    let spanish = tree.nodes.iter().filter(|n| n.tag.language().is_some_and(|l| l.starts_with("es"))).count();
    assert_eq!(spanish, 1);
}

#[test]
fn a_finished_pdf_tells_its_tree_to_other_programs() {
    let mut manifest = issue("letter-news");
    manifest.push_str(&article(
        "Shifts change",
        "## When\n\n- On *Monday*\n- On Friday\n\n| Shift | Hours |\n|---|---:|\n| Early | 6 |\n\nSee [our page](https://example.org).",
    ));
    manifest.push_str("    language: es\n");
    let (edition, _) = compose(&manifest).unwrap();
    let bytes = pdf::write(&edition);
    let told = tool("pdfinfo", &["-struct-text", "{}"], &bytes);
    let kinds: Vec<&str> = told.lines().map(str::trim).filter(|l| !l.starts_with('"') && !l.starts_with('/')).collect();
    let wanted = "Document P P Art H1 H2 L LI Lbl LBody P LI Lbl LBody P Table TR TH TH TR TD TD P Link";
    let first = |l: &&str| l.split([' ', ':']).next().unwrap_or_default().to_owned();
    assert_eq!(kinds.iter().map(first).collect::<Vec<_>>().join(" "), format!("{wanted} Object"), "{told}");
    assert!(told.contains("\"our page\"") && told.contains("\"On Monday\""), "{told}");
    let root = tool("mutool", &["show", "{}", "trailer/Root"], &bytes);
    assert!(root.contains("/Marked true"), "{root}");
}

#[test]
fn threads_lead_down_the_columns_of_an_article() {
    let copy = ["A paragraph of some length that fills a few lines of its column before it ends."; 40].join("\n\n");
    let (edition, _) = compose(&(issue("letter-news") + &article("Three columns", &copy))).unwrap();
    let bytes = pdf::write(&edition);
    let show = |path: &str| tool("mutool", &["show", "{}", path], &bytes);
    // The head and the first column are one stretch; two more columns follow, and the third leads back.
    let lefts: Vec<f64> = (0..4)
        .map(|n| show(&format!("trailer/Root/Threads/1/F{}/R/1", "/N".repeat(n))).trim().parse().unwrap())
        .collect();
    assert!(lefts[0] < lefts[1] && lefts[1] < lefts[2] && (lefts[3] - lefts[0]).abs() < 0.01, "{lefts:?}");
}

#[test]
fn the_screen_profile_keeps_to_pdf_a_and_with_a_title_to_pdf_ua() {
    let built = |more: &str, manifest: &str| {
        let files = MemoryFiles::new().with("issue.yaml", format!("{more}{manifest}"));
        let mut log = Log::new();
        let composed = stonehand::compose_for(&files, Path::new("issue.yaml"), Some("screen"), &mut log);
        let mut edition = composed.unwrap_or_else(|_| panic!("{:#?}", log.diagnostics()));
        pdf::print(&mut edition, &mut log).unwrap().remove(0).1
    };
    let manifest = issue("letter-news") + &article("One", "Words with a [link](https://example.org).");
    let plain = built("", &manifest);
    let text = String::from_utf8_lossy(&plain).into_owned();
    assert!(text.contains("<pdfaid:part>2</pdfaid:part>") && text.contains("GTS_PDFA1"));
    assert!(!text.contains("pdfuaid") && !text.contains("dc:title") && !text.contains("DisplayDocTitle"));
    let titled = built("document_title: \"The <Dock> & more\"\n", &manifest);
    let text = String::from_utf8_lossy(&titled).into_owned();
    assert!(text.contains("<pdfuaid:part>1</pdfuaid:part>") && text.contains("The &lt;Dock&gt; &amp; more"));
    assert!(text.contains("/DisplayDocTitle true") && text.contains("pdfaExtension:schemas"));
    for bytes in [plain, titled] {
        tool("qpdf", &["--check", "{}"], &bytes);
        let told = tool("pdfinfo", &["{}"], &bytes);
        assert!(
            told.contains("Tagged:          yes") && !told.contains("Producer") && !told.contains("CreationDate"),
            "{told}"
        );
        let document = stonehand::finished::Document::open(std::sync::Arc::new(bytes.clone()), "it", &mut Log::new());
        assert_eq!(stonehand::audit::audit(&document.unwrap(), &bytes, &[]), []);
    }
}
