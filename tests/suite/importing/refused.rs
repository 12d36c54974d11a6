//! Files that are refused, each with what to do; and those that mean harm.

use super::docx::docx;
use super::odt::odt;
use super::{ODT, import, imported, zipped};

#[track_caller]
fn why(bytes: &[u8], name: &str) -> String {
    match import(bytes, name) {
        Err(why) => why,
        Ok(imported) => panic!("{} bytes of copy", imported.markdown.len()),
    }
}

fn compound(stream: &str) -> Vec<u8> {
    let mut bytes = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    bytes.resize(600, 0);
    bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
    bytes.resize(4096, 0);
    bytes
}

#[test]
fn every_kind_that_is_not_read_says_what_to_do() {
    let sheet = zipped(&[("[Content_Types].xml", b""), ("xl/workbook.xml", b"")]);
    let slides = zipped(&[("[Content_Types].xml", b""), ("ppt/presentation.xml", b"")]);
    let pages = zipped(&[("Index/Document.iwa", b"")]);
    let locked = b"<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>";
    let locked = zipped(&[("content.xml", b"\x93\x12"), ("META-INF/manifest.xml", locked)]);
    let calc = zipped(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", b"<a/>")]);
    let cases: &[(&[u8], &str, &str)] = &[
        (
            &compound("WordDocument"),
            "a.doc",
            "import: `a.doc` is a document of Word from before 2007 (.doc), which is not read (open it in the word processor and save it as .docx)",
        ),
        (
            &compound("EncryptedPackage"),
            "a.docx",
            "import: `a.docx` has a password, and cannot be read (open it in the word processor, take the password off, and save it)",
        ),
        (
            &locked,
            "a.odt",
            "import: `a.odt` has a password, and cannot be read (open it in the word processor, take the password off, and save it)",
        ),
        (
            &compound("Workbook"),
            "a.xls",
            "import: `a.xls` is an old office file, which is not read (open it in the word processor and save it as .docx or .odt)",
        ),
        (
            b"{\\rtf1 a}",
            "a.rtf",
            "import: `a.rtf` is an RTF document, which is not read (open it in the word processor and save it as .docx or .odt)",
        ),
        (
            b"%PDF-1.7",
            "a.pdf",
            "import: `a.pdf` is a PDF, out of which no article can be taken (ask for the document that it was made of, or copy its words into one)",
        ),
        (
            b"\x89PNG\r\n\x1a\n",
            "a.png",
            "import: `a.png` is a picture (put it into `images/` and name it under `images:` in the manifest)",
        ),
        (
            b"# Head\n",
            "a.md",
            "import: `a.md` is Markdown already (put it into `articles/` as it is, and name it as `body` in the manifest)",
        ),
        (
            b"no archive",
            "a.docx",
            "import: `a.docx` is not what its name says: no word processor can open it (fetch it once more from where it came from)",
        ),
        (
            b"PK\x03\x04 broken",
            "a.docx",
            "import: `a.docx` is damaged: it ends too early, or its list of contents is broken (fetch it once more from where it came from, or open it in the word processor and save it under another name)",
        ),
        (
            &ODT[..ODT.len() / 2],
            "a.odt",
            "import: `a.odt` is damaged: it ends too early, or its list of contents is broken (fetch it once more from where it came from, or open it in the word processor and save it under another name)",
        ),
        (
            &sheet,
            "a.xlsx",
            "import: `a.xlsx` is a spreadsheet, not a document (copy what is to be printed into a document of the word processor)",
        ),
        (
            &slides,
            "a.pptx",
            "import: `a.pptx` is a set of slides, not a document (copy what is to be printed into a document of the word processor)",
        ),
        (
            &calc,
            "a.ods",
            "import: `a.ods` is a spreadsheet, slides or a drawing, not a document (copy what is to be printed into a document of the word processor)",
        ),
        (
            &pages,
            "a.pages",
            "import: `a.pages` is a document of Pages, which is not read (export it from Pages as Word (.docx))",
        ),
        (
            &zipped(&[("a.txt", b"a")]),
            "a.zip",
            "import: `a.zip` is an archive without a document in it (unpack it, and import what is in it)",
        ),
        (
            b"MIME-Version: 1.0\nContent-Type: multipart/related\n",
            "a.mht",
            "import: `a.mht` is a web archive, which is not read (save it as a web page (.html), or as .docx or .odt)",
        ),
        (
            b"\0\x01\x02\x03\x04",
            "a.bin",
            "import: `a.bin` is of no kind that can be read (save it as .docx, .odt, .html or .txt)",
        ),
        (b"", "a.txt", "import: `a.txt` has no words and no pictures that could be printed (is it the right file?)"),
        (
            b"<html><body><script>x</script></body></html>",
            "a.html",
            "import: `a.html` has no words and no pictures that could be printed (is it the right file?)",
        ),
    ];
    for (bytes, name, words) in cases {
        assert_eq!(why(bytes, name), *words);
    }
    assert_eq!(
        why(&docx("<w:p><w:r>", "", &[]), "a.docx").split(" (").next().unwrap(),
        "import: `a.docx` is damaged: its part word/document.xml cannot be read"
    );
}

#[test]
fn what_unpacks_to_more_than_a_document_is_refused() {
    let large = vec![b' '; 20 << 20];
    assert_eq!(
        why(&zipped(&[("[Content_Types].xml", b""), ("word/document.xml", &large)]), "a.docx")
            .split(" (")
            .next()
            .unwrap(),
        "import: `a.docx` is too large: its part word/document.xml unpacks to more than 4 MB"
    );
    // A picture that unpacks without end is no picture.
    let picture = "<w:p><w:r><w:t>Words.</w:t></w:r><w:r><w:pict><v:shape><v:imagedata r:id=\"rId1\"/></v:shape></w:pict></w:r></w:p>";
    let relation = "<Relationship Id=\"rId1\" Type=\"http://x/image\" Target=\"media/a.png\"/>";
    let bytes = docx(picture, relation, &[("word/media/a.png", &large)]);
    let words: Vec<String> = imported(&bytes, "a.docx").said.iter().map(|d| d.message.clone()).collect();
    assert!(words.contains(&"1 picture was left out: its file is damaged or too large".to_owned()), "{words:?}");
}

#[test]
fn a_million_cells_are_refused_or_taken_and_nothing_hangs() {
    let row = format!("<tr>{}</tr>", "<td>x".repeat(1000));
    let words = why(format!("<html><table>{}</table>", row.repeat(1000)).as_bytes(), "a.html");
    assert!(words.starts_with("import: `a.html` is too large: more than 1.5 million parts"), "{words}");
    let empty = format!("<html><p>Words.<table>{}</table>", format!("<tr>{}</tr>", "<td>".repeat(1000)).repeat(1000));
    assert_eq!(imported(empty.as_bytes(), "a.html").markdown, "Words.\n");
    let many = "Words enough to fill a line of the paper, and more.\n\n".repeat(60_000);
    assert_eq!(
        why(many.as_bytes(), "a.txt").split(" (").next().unwrap(),
        "import: `a.txt` is too large: 3.0 MB of copy, and an issue holds 2 MB in all"
    );
}

#[test]
fn what_is_nested_without_end_is_set_less_deep() {
    for (open, close) in [
        ("<div>", "</div>"),
        ("<ul><li>", "</li></ul>"),
        ("<blockquote>", "</blockquote>"),
        ("<b><i>", "</i></b>"),
        ("<table><tr><td>", "</td></tr></table>"),
    ] {
        for depth in [12, 100_000] {
            let page = format!("<html><h1>Head</h1>{}deep{}<p>after</p>", open.repeat(depth), close.repeat(depth));
            let imported = imported(page.as_bytes(), "a.html");
            assert!(
                imported.markdown.contains("deep") && imported.markdown.ends_with("after\n"),
                "{open}: {}",
                imported.markdown
            );
            super::article(&imported);
        }
    }
    let deep = |open: &str, close: &str| {
        format!("{}<w:p><w:r><w:t>deep</w:t></w:r></w:p>{}", open.repeat(20_000), close.repeat(20_000))
    };
    let lists = format!(
        "{}<text:p>deep</text:p>{}",
        "<text:list><text:list-item>".repeat(20_000),
        "</text:list-item></text:list>".repeat(20_000)
    );
    for (bytes, name, part) in [
        (docx(&deep("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"), "", &[]), "a.docx", "word/document.xml"),
        (docx(&deep("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"), "", &[]), "a.docx", "word/document.xml"),
        (odt(&lists), "a.odt", "content.xml"),
    ] {
        let words = why(&bytes, name);
        let want = format!("import: `{name}` is damaged: its part {part} has parts within parts without end (");
        assert!(words.starts_with(&want), "{words}");
    }
    // As deep as anybody's.
    let nested = |open: &str, close: &str| {
        format!("{}<w:p><w:r><w:t>deep</w:t></w:r></w:p>{}", open.repeat(20), close.repeat(20))
    };
    for body in [
        nested("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
        nested("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
    ] {
        let imported = imported(&docx(&body, "", &[]), "a.docx");
        assert!(imported.markdown.contains("deep"));
        super::article(&imported);
    }
}

#[test]
fn styles_that_are_based_on_one_another_in_a_circle_end() {
    let styles = "<w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:style w:type=\"paragraph\" w:styleId=\"A\"><w:name w:val=\"a\"/><w:basedOn w:val=\"B\"/></w:style><w:style w:type=\"paragraph\" w:styleId=\"B\"><w:name w:val=\"b\"/><w:basedOn w:val=\"A\"/></w:style></w:styles>";
    let document = "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p><w:pPr><w:pStyle w:val=\"A\"/></w:pPr><w:r><w:t>Words.</w:t></w:r></w:p></w:body></w:document>";
    let bytes = zipped(&[
        ("[Content_Types].xml", b""),
        ("word/document.xml", document.as_bytes()),
        ("word/styles.xml", styles.as_bytes()),
    ]);
    assert_eq!(imported(&bytes, "a.docx").markdown, "Words.\n");
}
