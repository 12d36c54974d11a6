//! Documents as Word writes them, made here.

use super::{article, imported, png, read, said, zipped};
use stonehand::import::Imported;

const NS: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
    xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
    xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
    xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
    xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\" \
    xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\" \
    xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\"";

const RELS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// Styles as a German Word names them: ids in German, names in English.
const STYLES: &str = r#"<w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/><w:basedOn w:val="Standard"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Unsere"><w:name w:val="Unser Kopf"/><w:basedOn w:val="berschrift1"/></w:style>
<w:style w:type="paragraph" w:styleId="Listenabsatz"><w:name w:val="List Paragraph"/></w:style>
<w:style w:type="paragraph" w:styleId="Zitat"><w:name w:val="Quote"/><w:rPr><w:i/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Beschriftung"><w:name w:val="caption"/></w:style>
<w:style w:type="character" w:styleId="Fett"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>"#;

const NUMBERING: &str = r#"<w:abstractNum w:abstractNumId="4"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="5"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="4"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="5"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="5"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>"#;

/// A document with this body, and relationships beyond the usual.
pub fn docx(body: &str, relations: &str, more: &[(&str, &[u8])]) -> Vec<u8> {
    let part = |name: &str, inner: &str| {
        format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<w:{name} {NS}>{inner}</w:{name}>")
    };
    let document = part("document", &format!("<w:body>{body}<w:sectPr/></w:body>"));
    let (styles, numbering) = (part("styles", STYLES), part("numbering", NUMBERING));
    let rels = |inner: &str| {
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{inner}</Relationships>"
        )
    };
    let package =
        rels(&format!("<Relationship Id=\"rId1\" Type=\"{RELS}/officeDocument\" Target=\"word/document.xml\"/>"));
    let relations = rels(relations);
    let mut parts: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", package.as_bytes()),
        ("word/document.xml", document.as_bytes()),
        ("word/styles.xml", styles.as_bytes()),
        ("word/numbering.xml", numbering.as_bytes()),
        ("word/_rels/document.xml.rels", relations.as_bytes()),
    ];
    parts.extend(more);
    zipped(&parts)
}

fn relation(id: &str, kind: &str, target: &str) -> String {
    let mode = if target.contains("://") { " TargetMode=\"External\"" } else { "" };
    format!("<Relationship Id=\"{id}\" Type=\"{RELS}/{kind}\" Target=\"{target}\"{mode}/>")
}

fn p(style: &str, inner: &str) -> String {
    let style = if style.is_empty() { String::new() } else { format!("<w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>") };
    format!("<w:p>{style}{inner}</w:p>")
}

fn r(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

fn item(list: u32, level: u32, text: &str) -> String {
    let number = format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>");
    format!("<w:p><w:pPr><w:pStyle w:val=\"Listenabsatz\"/>{number}</w:pPr>{}</w:p>", r(text))
}

/// Imports a body under a title.
#[track_caller]
fn body(inner: &str) -> (Vec<String>, Vec<String>) {
    let bytes = docx(&(p("Titel", &r("Head")) + inner), "", &[]);
    of(&imported(&bytes, "x.docx"))
}

fn of(imported: &Imported) -> (Vec<String>, Vec<String>) {
    (read(imported)[1..].to_vec(), said(imported))
}

#[test]
fn styles_are_known_in_any_language() {
    let inner =
        p("Unsere", &r("Ein Kopf")) + &p("", &r("Text.")) + &p("Zitat", &r("Gesagt.")) + &p("Zitat", &r("— jemand"));
    assert_eq!(body(&inner), (vec!["## Ein Kopf".into(), "Text.".into(), "> Gesagt. — jemand".into()], vec![]));
}

#[test]
fn runs_that_divide_a_word_are_one_word_and_emphasis_is_kept() {
    let inner = "<w:r><w:t>unsp</w:t></w:r><w:proofErr w:type=\"spellStart\"/><w:r w:rsidR=\"00A1\"><w:rPr><w:lang w:val=\"en-US\"/></w:rPr><w:t>lit</w:t></w:r>\
        <w:r><w:rPr><w:rStyle w:val=\"Fett\"/></w:rPr><w:t xml:space=\"preserve\"> bold</w:t></w:r><w:r><w:rPr><w:b/><w:i/></w:rPr><w:t>er</w:t></w:r>\
        <w:r><w:rPr><w:rStyle w:val=\"Fett\"/><w:b w:val=\"0\"/></w:rPr><w:t xml:space=\"preserve\"> plain </w:t></w:r><w:r><w:rPr><w:u w:val=\"single\"/></w:rPr><w:t>under</w:t></w:r>\
        <w:r><w:tab/><w:t>a</w:t><w:br/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t><w:softHyphen/><w:t>d</w:t></w:r>\
        <w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FC\"/></w:r><w:r><w:rPr><w:rFonts w:ascii=\"Symbol\"/></w:rPr><w:t>&#xF0B7;</w:t></w:r><w:r><w:sym w:font=\"Wingdings\" w:char=\"F0AA\"/></w:r>";
    let (text, said) = body(&p("", inner));
    assert_eq!(text, ["unsplit **bold*****er*** plain *under* a\nb\u{2011}c\u{ad}d✓•"]);
    assert_eq!(
        said,
        [
            "left-out: 1 letter of a pictorial font, which has no Unicode character, was left out",
            "taken: 2 letters of pictorial fonts were taken as the Unicode characters that they show",
        ]
    );
}

#[test]
fn tracked_changes_are_as_if_they_were_accepted() {
    let who = "w:id=\"1\" w:author=\"Jo Somebody\" w:date=\"2026-01-01T00:00:00Z\"";
    let inner = format!(
        "<w:p>{}<w:del {who}><w:r><w:delText>old </w:delText></w:r></w:del><w:ins {who}>{}</w:ins><w:moveFrom {who}>{}</w:moveFrom>\
         <w:r><w:rPr><w:i/><w:rPrChange {who}><w:rPr><w:b/></w:rPr></w:rPrChange></w:rPr><w:t>end</w:t></w:r></w:p>\
         <w:p><w:pPr><w:rPr><w:del {who}/></w:rPr></w:pPr>{}</w:p><w:p>{}</w:p><w:p><w:moveTo {who}>{}</w:moveTo></w:p>\
         <w:p>{}<w:commentRangeStart w:id=\"0\"/>{}<w:r><w:commentReference w:id=\"0\"/></w:r></w:p>",
        r("The "),
        r("new "),
        r("moved"),
        r("One paragraph "),
        r("out of two."),
        r("Moved here."),
        r("With a "),
        r("comment.")
    );
    let (text, said) = body(&inner);
    assert_eq!(text, ["The new *end*", "One paragraph out of two.", "Moved here.", "With a comment."]);
    assert_eq!(
        said,
        [
            "left-out: 1 comment was left out",
            "left-out: 1 tracked deletion was left out",
            "taken: 1 tracked insertion was taken as text",
            "taken: 1 tracked move was taken: the words stand in their new place",
            "taken: 1 tracked change of format was taken",
        ]
    );
}

#[test]
fn lists_have_the_kinds_levels_and_numbers_of_their_definitions() {
    let inner = item(1, 0, "a")
        + &item(1, 1, "b")
        + &item(1, 1, "c")
        + &item(1, 0, "d")
        + &p("Listenabsatz", &r("more of d"))
        + &p("", &r("Between."))
        + &item(2, 0, "one")
        + &item(2, 0, "two")
        + &p("", &r("Between."))
        + &item(2, 0, "three")
        + &p("", &r("Between."))
        + &item(3, 0, "seven");
    let (text, said) = body(&inner);
    assert_eq!(
        text,
        ["[a / 1[b | c] | d / more of d]", "Between.", "1[one | two]", "Between.", "3[three]", "Between.", "7[seven]"]
    );
    assert_eq!(said, ["taken: 1 list numbered with letters or Roman numerals is numbered with figures"]);
}

#[test]
fn links_are_found_by_relationship_and_by_field_and_lead_straight() {
    let field = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let inner = format!(
        "<w:hyperlink r:id=\"rId9\">{}</w:hyperlink>{}{}<w:r><w:instrText xml:space=\"preserve\"> HYPERLINK \"https://example.org/b\" </w:instrText></w:r>{}{}{}{}\
         <w:fldSimple w:instr=\" PAGE \">{}</w:fldSimple><w:hyperlink w:anchor=\"top\">{}</w:hyperlink>",
        r("one"),
        r(" and "),
        field("begin"),
        field("separate"),
        r("two"),
        field("end"),
        r(", page "),
        r("3"),
        r(" up")
    );
    let relations = relation("rId9", "hyperlink", "https://www.google.com/url?q=https://example.org/a&amp;sa=D");
    let bytes = docx(&(p("Titel", &r("Head")) + &p("", &inner)), &relations, &[]);
    let (text, said) = of(&imported(&bytes, "x.docx"));
    assert_eq!(text, ["<one: https://example.org/a> and <two: https://example.org/b>, page 3 up"]);
    assert_eq!(
        said,
        [
            "taken: 1 link that leads nowhere from paper was taken as plain words",
            "taken: 1 link led over a page that counts who follows it; it leads straight to its goal now",
        ]
    );
}

#[test]
fn notes_are_numbered_as_they_are_met_and_empty_ones_go() {
    let note = |id: u32| format!("<w:r><w:footnoteReference w:id=\"{id}\"/></w:r>");
    let inner = p(
        "",
        &(r("A")
            + &note(3)
            + &r(" and b")
            + &note(2)
            + "<w:r><w:endnoteReference w:id=\"2\"/></w:r>"
            + &r(".")
            + &note(9)),
    );
    let notes = format!(
        "<w:footnotes {NS}><w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>\
         <w:footnote w:id=\"2\">{}</w:footnote><w:footnote w:id=\"3\">{}{}</w:footnote></w:footnotes>",
        p("", &("<w:r><w:footnoteRef/></w:r>".to_owned() + &r(" Two."))),
        p("", &r("Three.")),
        p("", &r("And more."))
    );
    let ends = format!("<w:endnotes {NS}><w:endnote w:id=\"2\">{}</w:endnote></w:endnotes>", p("", &r("At the end.")));
    let relations = relation("rId5", "footnotes", "footnotes.xml") + &relation("rId6", "endnotes", "endnotes.xml");
    let more: [(&str, &[u8]); 2] = [("word/footnotes.xml", notes.as_bytes()), ("word/endnotes.xml", ends.as_bytes())];
    let bytes = docx(&(p("Titel", &r("Head")) + &inner), &relations, &more);
    let (text, said) = of(&imported(&bytes, "x.docx"));
    assert_eq!(text, ["A[1] and b[2][3].", "[1] Three. / And more.", "[2] Two.", "[3] At the end."]);
    assert_eq!(said, ["left-out: 1 note without text was left out"]);
}

fn drawing(id: &str, description: &str, crop: &str) -> String {
    format!(
        "<w:r><w:drawing><wp:inline><wp:docPr id=\"1\" name=\"Picture 1\" descr=\"{description}\"/><a:graphic><a:graphicData>\
         <pic:pic xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:blipFill><a:blip r:embed=\"{id}\"/>{crop}</pic:blipFill></pic:pic>\
         </a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
}

#[test]
fn pictures_have_captions_and_descriptions_and_what_cannot_be_printed_is_said() {
    let seq = "<w:r><w:t xml:space=\"preserve\">Abbildung </w:t></w:r><w:fldSimple w:instr=\" SEQ Abbildung \\* ARABIC \"><w:r><w:t>1</w:t></w:r></w:fldSimple>";
    let inner = p("", &drawing("rId1", "A ring", ""))
        + &p("Beschriftung", &(seq.to_owned() + &r(": The ring")))
        + &p("", &drawing("rId1", "C:\\Users\\jo\\ring.png", "<a:srcRect l=\"25000\"/>"))
        + &p("", &drawing("rId2", "", ""))
        + &p("", &drawing("rId3", "", ""))
        + &p("", &drawing("rId4", "", ""))
        + &p("", &r("End."));
    let relations = relation("rId1", "image", "media/image1.png")
        + &relation("rId2", "image", "media/image2.emf")
        + &relation("rId3", "image", "https://example.org/x.png")
        + &relation("rId4", "image", "media/gone.png");
    let mut emf = vec![1, 0, 0, 0];
    emf.resize(40, 0);
    emf.extend(b" EMF");
    let (picture, emf) = (png(), emf);
    let bytes = docx(
        &(p("Titel", &r("Head")) + &inner),
        &relations,
        &[("word/media/image1.png", &picture), ("word/media/image2.emf", &emf)],
    );
    let imported = imported(&bytes, "The ring.docx");
    assert_eq!(
        of(&imported),
        (
            vec![
                "picture images/the-ring-1.png \"The ring\" \"A ring\"".into(),
                "picture images/the-ring-1.png \"\" \"\"".into(),
                "End.".into(),
            ],
            vec![
                "left-out: 1 description of a picture was left out: it is the name of a file".into(),
                "picture-left-out: 1 picture was left out: it lies on the internet, from where nothing is fetched".into(),
                "picture-left-out: 1 picture was left out: its file is not there".into(),
                "picture-left-out: 1 picture was left out: it is a Windows metafile (EMF), and JPEG and PNG alone are printed".into(),
                "picture-cropped: 1 picture is cropped in the document, and its file shows all of it, also what was cut away".into(),
            ]
        )
    );
    assert_eq!(imported.pictures.len(), 1, "one picture is kept once");
}

#[test]
fn text_boxes_hidden_text_controls_and_formulas_are_taken_or_left_and_said() {
    let text_box = |inner: &str| {
        format!(
            "<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>\
         <mc:Fallback><w:pict><v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        )
    };
    let inner = p("", &(r("Words.") + &text_box(&p("", &r("In the box.")))))
        + &p("", &(r("Seen") + "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>more</w:t></w:r>" + &r(" again.")))
        + "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/></w:docPartObj></w:sdtPr><w:sdtContent><w:p><w:r><w:t>Contents 1</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        + &format!("<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>", p("", &r("Controlled.")))
        + &p("", &("<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>Click here</w:t></w:r></w:sdtContent></w:sdt>".to_owned() + &r("Filled.")))
        + &p("", &(r("It is ") + "<m:oMath><m:r><m:t>a=b</m:t></m:r></m:oMath>" + &r(" and <w:smartTag/>").replace("<w:smartTag/>", "so")))
        + &p("", "<w:smartTag w:element=\"place\"><w:r><w:t>Oakdale</w:t></w:r></w:smartTag><w:r><w:rPr><w:strike/></w:rPr><w:t xml:space=\"preserve\"> struck</w:t></w:r><w:r><w:rPr><w:vertAlign w:val=\"subscript\"/></w:rPr><w:t>2</w:t></w:r>");
    let (text, said) = body(&inner);
    assert_eq!(
        text,
        ["Words.", "In the box.", "Seen again.", "Controlled.", "Filled.", "It is a=b and so", "Oakdale struck₂"]
    );
    assert_eq!(
        said,
        [
            "left-out: 1 passage of hidden text was left out",
            "left-out: 1 table of contents or index was left out",
            "left-out: 1 form field that nobody filled in was left out",
            "taken: 1 text box was taken: its words stand after the paragraph that it belongs to",
            "taken: 1 formula was taken as plain text",
            "taken: 1 passage that is struck through was taken as text",
        ]
    );
}

#[test]
fn tables_keep_their_cells_and_those_that_arrange_the_page_are_text() {
    let cell = |inner: &str| format!("<w:tc>{inner}</w:tc>");
    let row = |cells: &str| format!("<w:tr>{cells}</w:tr>");
    let table = |rows: &str| format!("<w:tbl><w:tblPr/>{rows}</w:tbl>");
    let merged = "<w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr><w:p><w:r><w:t>wide</w:t></w:r></w:p></w:tc>";
    let gone = "<w:tr><w:trPr><w:del w:id=\"1\" w:author=\"x\"/></w:trPr><w:tc><w:p><w:r><w:t>gone</w:t></w:r></w:p></w:tc></w:tr>";
    let inner =
        table(&(row(&(cell(&p("", &r("a|b"))) + &cell(&(p("", &r("c")) + &p("", &r("d")))))) + &row(merged) + gone))
            + &table(&row(&cell(&(p("", &r("Boxed.")) + &p("", &r("Twice."))))))
            + &p("", &r("End."));
    let (text, said) = body(&inner);
    assert_eq!(text, ["table a|b, c\nd / wide, ", "Boxed.", "Twice.", "End."]);
    assert_eq!(
        said,
        [
            "left-out: 1 tracked deletion was left out",
            "taken: 1 merged cell of a table was taken apart",
            "taken: 1 table that only arranges the page was taken as text",
        ]
    );
}

#[test]
fn short_lines_in_bold_are_heads_and_the_first_is_the_headline_where_there_is_no_title() {
    let bold = |text: &str| format!("<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{text}</w:t></w:r></w:p>");
    let inner = bold("The mirror is up")
        + &p("", &r("Por Ana Ruiz, muelle 4"))
        + &p("", &r("It hangs there."))
        + &bold("What is open")
        + &p("", &r("Paint."))
        + &bold("Note:")
        + &p("", &r("• one"))
        + &p("", &r("• two"));
    let imported = imported(&docx(&inner, "", &[]), "x.docx");
    assert_eq!(
        read(&imported),
        [
            "The mirror is up",
            "byline Por Ana Ruiz, muelle 4",
            "It hangs there.",
            "## What is open",
            "Paint.",
            "**Note:**",
            "[one | two]"
        ]
    );
    assert_eq!(
        said(&imported),
        [
            "taken: 1 short line in bold was taken as a subhead",
            "guessed: nothing in the document is marked as its title; the headline is a guess",
        ]
    );
    assert_eq!(
        imported.entry.yaml("articles/x.md"),
        "- headline: \"The mirror is up\"\n  byline: \"Por Ana Ruiz, muelle 4\"\n  body: articles/x.md\n"
    );
}

#[test]
fn documents_of_the_strict_kind_are_read_alike() {
    let strict = |bytes: &str| {
        bytes
            .replace(
                "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                "http://purl.oclc.org/ooxml/wordprocessingml/main",
            )
            .replace("xmlns:w=", "xmlns:x=")
            .replace("<w:", "<x:")
            .replace("</w:", "</x:")
            .replace(" w:", " x:")
    };
    let document = strict(&format!(
        "<w:document {NS}><w:body>{}<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>bold</w:t></w:r>{}</w:p></w:body></w:document>",
        p("Titel", &r("Head")),
        r(" words")
    ));
    let styles = strict(&format!("<w:styles {NS}>{STYLES}</w:styles>"));
    let bytes = zipped(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("word/document.xml", document.as_bytes()),
        ("word/styles.xml", styles.as_bytes()),
    ]);
    let imported = imported(&bytes, "x.docx");
    assert_eq!(read(&imported), ["Head", "**bold** words"]);
    assert!(article(&imported).byline.is_none());
}
