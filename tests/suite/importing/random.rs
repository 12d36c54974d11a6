//! Properties: whatever stands in a document, its words and their emphasis come through; and whatever is done to a file,
//! nothing panics and nothing that comes out is broken.

use super::docx::docx;
use super::odt::odt;
use super::{DOCX, HTML, ODT, article, import, imported};
use proptest::prelude::*;
use stonehand::issue::{Block, Rich};

/// A stretch of text: its letters, bold, italic.
type Stretch = (String, bool, bool);

fn text() -> impl Strategy<Value = String> {
    let special = prop::sample::select(
        "*_[]()<>#!&;|~\\`+-.:\"'=^{}$@/%,?  \t0159abwzZéßñ—–“”’…¿¡«»€·•\u{a0}\u{2011}\u{ad}😀中\u{301}"
            .chars()
            .collect::<Vec<_>>(),
    );
    let pieces = prop::sample::select(vec![
        "**",
        "__",
        "***",
        "![",
        "](",
        "[^1]",
        "<!--",
        "-->",
        "&amp;",
        "&#65;",
        "<br>",
        "1. ",
        "2) ",
        "- ",
        "+ ",
        "# ",
        "> ",
        "---",
        "===",
        "```",
        "~~~",
        "|--|",
        "http://a.b",
        "<a@b.c>",
        "\\*",
        "[a]: b",
    ]);
    prop::collection::vec(prop_oneof![4 => special.prop_map(String::from), 1 => pieces.prop_map(str::to_owned)], 0..12)
        .prop_map(|p| p.concat())
}

fn paragraphs() -> impl Strategy<Value = Vec<Vec<Stretch>>> {
    let stretch = (text(), any::<bool>(), any::<bool>());
    prop::collection::vec(prop::collection::vec(stretch, 1..6), 1..5)
}

/// The letters with their emphasis, white space apart; and the text with white space made single.
fn seen(stretches: &[Stretch]) -> (Vec<Stretch>, String) {
    let white = |c: char| matches!(c, ' ' | '\t' | '\n');
    let letters =
        stretches.iter().flat_map(|(t, b, i)| t.chars().filter(|c| !white(*c)).map(|c| (c.to_string(), *b, *i)));
    let all: String = stretches.iter().map(|(t, _, _)| t.as_str()).collect();
    (letters.collect(), all.split(white).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" "))
}

fn of(rich: &Rich) -> Vec<Stretch> {
    rich.spans.iter().map(|s| (s.text.clone(), s.mark.bold, s.mark.italic)).collect()
}

/// Every paragraph ends in plain words, so that none is a heading, and none is empty.
fn closed(paragraphs: Vec<Vec<Stretch>>, start: &str) -> Vec<Vec<Stretch>> {
    let close = |mut p: Vec<Stretch>| {
        p.insert(0, (start.to_owned(), false, false));
        p.push((" end.".to_owned(), false, false));
        p.retain(|(t, _, _)| !t.is_empty());
        // A typed point makes an item of a list.
        for (t, _, _) in &mut p {
            *t = t.replace('•', "·");
        }
        p
    };
    paragraphs.into_iter().map(close).chain([vec![("The last.".to_owned(), false, false)]]).collect()
}

fn check(bytes: &[u8], name: &str, want: &[Vec<Stretch>]) {
    let imported = imported(bytes, name);
    let article = article(&imported);
    let got: Vec<&Rich> = article
        .body
        .iter()
        .map(|b| match b {
            Block::Paragraph(rich) => rich,
            other => panic!("{other:?} of\n{}", imported.markdown),
        })
        .collect();
    assert_eq!(got.len(), want.len(), "{want:?}\n{}", imported.markdown);
    for (got, want) in got.into_iter().zip(want) {
        assert_eq!(seen(&of(got)), seen(want), "{}", imported.markdown);
    }
}

/// All paragraphs, each between two marks.
fn of_all(paragraphs: &[Vec<Stretch>], open: &str, run: impl Fn(&Stretch) -> String, close: &str) -> String {
    let mut out = String::new();
    for paragraph in paragraphs {
        out.push_str(open);
        out.extend(paragraph.iter().map(&run));
        out.push_str(close);
    }
    out
}

fn xml(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn words_and_emphasis_come_through_from_word(paragraphs in paragraphs()) {
        let want = closed(paragraphs, "");
        let run = |(t, b, i): &Stretch| {
            let on = |on: &bool, name: &str| if *on { format!("<w:{name}/>") } else { String::new() };
            format!("<w:r><w:rPr>{}{}</w:rPr><w:t xml:space=\"preserve\">{}</w:t></w:r>", on(b, "b"), on(i, "i"), xml(t))
        };
        let body: String = of_all(&want, "<w:p>", run, "</w:p>");
        let title = "<w:p><w:pPr><w:pStyle w:val=\"Titel\"/></w:pPr><w:r><w:t>Head</w:t></w:r></w:p>";
        check(&docx(&format!("{title}{body}"), "", &[]), "x.docx", &want);
    }

    #[test]
    fn words_and_emphasis_come_through_from_libreoffice(paragraphs in paragraphs()) {
        let want = closed(paragraphs, "");
        let run = |(t, b, i): &Stretch| {
            let inner = if *i { format!("<text:span text:style-name=\"I\">{}</text:span>", xml(t)) } else { xml(t) };
            if *b { format!("<text:span text:style-name=\"B\">{inner}</text:span>") } else { inner }
        };
        let body: String = of_all(&want, "<text:p>", run, "</text:p>");
        check(&odt(&format!("<text:h>Head</text:h>{body}")), "x.odt", &want);
    }

    #[test]
    fn words_and_emphasis_come_through_from_web_pages(paragraphs in paragraphs()) {
        let want = closed(paragraphs, "");
        let run = |(t, b, i): &Stretch| {
            let inner = if *i { format!("<em>{}</em>", xml(t)) } else { xml(t) };
            if *b { format!("<b>{inner}</b>") } else { inner }
        };
        let body: String = of_all(&want, "<p>", run, "\n");
        check(format!("<html><h1>Head</h1>{body}").as_bytes(), "x.html", &want);
    }

    #[test]
    fn words_come_through_from_plain_text(paragraphs in paragraphs()) {
        let mut want = closed(paragraphs, "w");
        want.iter_mut().flatten().for_each(|s| (s.1, s.2) = (false, false));
        let all: Vec<String> = want.iter().map(|p| p.iter().map(|s| s.0.as_str()).collect()).collect();
        let text = format!("Head\n====\n\n{}\n", all.join("\n\n"));
        check(text.as_bytes(), "x.txt", &want);
    }

    #[test]
    fn words_come_through_in_headings_cells_captions_and_links(text in text()) {
        let words = format!("w{text}z");
        let (_, plain) = seen(&[(words.clone(), false, false)]);
        let page = format!(
            "<html><h1>{0}</h1><p>Before.<h2>{0}</h2><table><tr><td>{0}<td>b<tr><td>c<td>d</table><p><a href=\"https://example.org/{1}\">{0}</a> and {0}<ul><li>{0}</ul><p>End.",
            xml(&words),
            "a(b)_c*d?e=1&amp;amp;f"
        );
        let article = article(&imported(page.as_bytes(), "x.html"));
        prop_assert_eq!(article.headline.text(), plain.clone());
        let all: Vec<String> = article.body.iter().map(|b| match b {
            Block::Paragraph(r) | Block::Subhead(_, r) => r.text(),
            Block::Table(t) => t.head[0].text(),
            Block::List { items, .. } => match &items[0][..] { [Block::Paragraph(r)] => r.text(), other => format!("{other:?}") },
            other => format!("{other:?}"),
        }).collect();
        prop_assert_eq!(all, ["Before.".to_owned(), plain.clone(), plain.clone(), format!("{plain} and {plain}"), plain, "End.".to_owned()]);
    }

    #[test]
    fn broken_files_give_an_article_or_a_reason(file in 0..3usize, cuts in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12), end in any::<prop::sample::Index>()) {
        let (bytes, name) = [(DOCX, "x.docx"), (ODT, "x.odt"), (HTML, "x.html")][file];
        let mut bytes = bytes.to_vec();
        for (at, byte) in &cuts {
            let at = at.index(bytes.len());
            bytes[at] = *byte;
        }
        if cuts.len() > 8 {
            bytes.truncate(end.index(bytes.len()));
        }
        if let Err(why) = import(&bytes, name) {
            prop_assert!(why.starts_with("import: `x."), "{}", why);
        }
    }

    #[test]
    fn broken_parts_give_an_article_or_a_reason(part in 0..6usize, cuts in prop::collection::vec((any::<prop::sample::Index>(), text()), 1..6)) {
        // Within the packed file a change is found out at once; here the parts themselves are changed.
        let parts = ["word/document.xml", "word/styles.xml", "word/numbering.xml", "word/footnotes.xml", "word/_rels/document.xml.rels", "content.xml"];
        let (file, name) = if part == 5 { (ODT, "x.odt") } else { (DOCX, "x.docx") };
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(file)).unwrap();
        let mut all: Vec<(String, Vec<u8>)> = Vec::new();
        for i in 0..archive.len() {
            let mut file = archive.by_index(i).unwrap();
            let mut bytes = Vec::new();
            std::io::Read::read_to_end(&mut file, &mut bytes).unwrap();
            let name = file.name().unwrap().into_owned();
            all.push((name, bytes));
        }
        let bytes = &mut all.iter_mut().find(|(n, _)| n == parts[part]).unwrap().1;
        for (at, new) in cuts {
            let at = at.index(bytes.len());
            let new = xml(&new).into_bytes();
            let to = (at + new.len()).min(bytes.len());
            bytes.splice(at..to, new);
        }
        let parts: Vec<(&str, &[u8])> = all.iter().map(|(n, b)| (n.as_str(), b.as_slice())).collect();
        if let Err(why) = import(&super::zipped(&parts), name) {
            prop_assert!(why.starts_with("import: `x."), "{}", why);
        }
    }
}
