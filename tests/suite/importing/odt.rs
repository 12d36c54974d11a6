//! OpenDocument files, made here: what LibreOffice's own in the fixtures do not show.

use super::{imported, read, said, zipped};

const NS: &str = "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" \
    xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
    xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\" xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\" \
    xmlns:xlink=\"http://www.w3.org/1999/xlink\"";

const STYLES: &str = "<style:style style:name=\"B\" style:family=\"text\"><style:text-properties fo:font-weight=\"bold\"/></style:style>\
    <style:style style:name=\"I\" style:family=\"text\"><style:text-properties fo:font-style=\"italic\"/></style:style>\
    <style:style style:name=\"P1\" style:family=\"paragraph\" style:parent-style-name=\"Heading_20_2\"/>\
    <style:style style:name=\"P2\" style:family=\"paragraph\"><style:text-properties fo:font-style=\"italic\"/></style:style>";

pub fn odt(body: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content {NS}><office:automatic-styles>{STYLES}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    zipped(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", content.as_bytes())])
}

#[test]
fn spaces_tabs_fields_and_spans_within_spans_are_text() {
    let body = "<text:h text:outline-level=\"1\">Head</text:h><text:p text:style-name=\"P1\">A subhead</text:p>\
        <text:p>One\n  two<text:s text:c=\"3\"/>three<text:tab/>four <text:span text:style-name=\"B\">bold <text:span text:style-name=\"I\">both</text:span></text:span>.\
        <text:date>March 3</text:date><text:bookmark-start text:name=\"x\"/></text:p><text:p text:style-name=\"P2\">All in italics.</text:p>\
        <text:table-of-content><text:index-body><text:p>Head 1</text:p></text:index-body></text:table-of-content>\
        <text:section text:display=\"none\"><text:p>secret</text:p></text:section><text:section><text:p>open</text:p></text:section>";
    let imported = imported(&odt(body), "x.odt");
    assert_eq!(
        read(&imported),
        ["Head", "## A subhead", "One two three four **bold** ***both***.March 3", "*All in italics.*", "open"]
    );
    assert_eq!(
        said(&imported),
        ["left-out: 1 passage of hidden text was left out", "left-out: 1 table of contents or index was left out"]
    );
}

#[test]
fn what_a_table_repeats_is_not_believed_without_bound() {
    let cell = |text: &str| format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>");
    let row = format!(
        "<table:table-row table:number-rows-repeated=\"1000000\">{}<table:table-cell table:number-columns-repeated=\"1000000\"/></table:table-row>",
        cell("")
    );
    let body = format!(
        "<text:h>Head</text:h><table:table><table:table-row>{}{}</table:table-row>{row}</table:table>",
        cell("a"),
        cell("b")
    );
    let imported = imported(&odt(&body), "x.odt");
    assert_eq!(read(&imported), ["Head", "table a, b"]);
}
