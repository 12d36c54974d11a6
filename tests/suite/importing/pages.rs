//! Web pages as word processors, mail programs and browsers write them.

use super::{imported, png, read, said};
use std::fmt::Write;

fn base64(bytes: &[u8]) -> String {
    const SET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for three in bytes.chunks(3) {
        let bits = three.iter().fold(0u32, |n, b| (n << 8) | u32::from(*b)) << (8 * (3 - three.len()));
        for i in 0..4 {
            let sign = if i <= three.len() { SET[(bits >> (18 - 6 * i)) as usize & 63] as char } else { '=' };
            let _ = write!(out, "{sign}");
        }
    }
    out
}

#[test]
fn an_export_of_google_docs_keeps_emphasis_levels_notes_and_goals() {
    let page = "<html><head><meta content=\"text/html; charset=UTF-8\" http-equiv=\"content-type\"><style type=\"text/css\">.c1{font-weight:700}.c2{font-style:italic}.c3{font-weight:400}</style></head>\
        <body class=\"c9\"><p class=\"c5 title\"><span class=\"c1\">Head</span></p><p><b style=\"font-weight:normal;\" id=\"docs-internal-guid-1\"><span class=\"c3\">Plain </span><span class=\"c1\">bold</span><span class=\"c1 c2\">both</span></b>\
        <a href=\"https://www.google.com/url?q=https://example.org/a&amp;sa=D&amp;usg=x\">goal</a>.<sup><a href=\"#ftnt1\" id=\"ftnt_ref1\">[1]</a></sup><sup><a href=\"#cmnt1\" id=\"cmnt_ref1\">[a]</a></sup></p>\
        <ul class=\"c4 lst-kix_x1-0 start\"><li>one</li></ul><ul class=\"c4 lst-kix_x1-1 start\"><li>deeper</li></ul><ul class=\"c4 lst-kix_x1-0\"><li>two</li></ul>\
        <hr><div><p><a href=\"#ftnt_ref1\" id=\"ftnt1\">[1]</a><span class=\"c2\">&nbsp;Said there.</span></p></div>\
        <div class=\"c8\"><p><a href=\"#cmnt_ref1\" id=\"cmnt1\">[a]</a><span>Jo Somebody: is it so?</span></p></div></body></html>";
    let imported = imported(page.as_bytes(), "x.html");
    assert_eq!(
        read(&imported),
        [
            "Head",
            "Plain **bold*****both***<goal: https://example.org/a>.[1]",
            "[one / [deeper] | two]",
            "[1] *\u{a0}Said there.*"
        ]
    );
    assert_eq!(
        said(&imported),
        [
            "left-out: 1 comment was left out",
            "taken: 1 link led over a page that counts who follows it; it leads straight to its goal now",
        ]
    );
}

#[test]
fn a_page_saved_by_word_keeps_lists_notes_and_headings() {
    let page = "<html xmlns:o=\"urn:schemas-microsoft-com:office:office\"><head><meta name=Generator content=\"Microsoft Word 15\"><!--[if gte mso 9]><xml><o:Author>Jo Somebody</o:Author></xml><![endif]-->\
        <style><!-- p.MsoNormal {margin:0in} --></style></head><body lang=EN-US><div class=WordSection1><p class=MsoTitle>Head<o:p></o:p></p><h1>A\nhead</h1>\
        <p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp; </span></span><![endif]>one</p>\
        <p class=MsoListParagraph style='margin-left:1in;mso-list:l0 level2 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>1.<span>&nbsp;</span></span><![endif]>deeper</p>\
        <p class=MsoNormal><b>Bold</b> text<a style='mso-footnote-id:ftn1' href=\"#_ftn1\" name=\"_ftnref1\"><span class=MsoFootnoteReference>[1]</span></a> and <del cite=\"mailto:jo\">old</del><ins cite=\"mailto:jo\">new</ins>.<span style='mso-hide:all'>secret</span></p></div>\
        <div style='mso-element:footnote-list'><hr size=1><div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a style='mso-footnote-id:ftn1' href=\"#_ftnref1\" name=\"_ftn1\"><span>[1]</span></a> The note.</p></div></div></body></html>";
    let imported = imported(page.as_bytes(), "x.htm");
    assert_eq!(
        read(&imported),
        ["Head", "## A head", "[one / 1[deeper]]", "**Bold** text[1] and new.", "[1] The note."]
    );
    assert_eq!(
        said(&imported),
        [
            "left-out: 1 property of the document was left out (author, program, dates and the like)",
            "left-out: 1 tracked deletion was left out",
            "taken: 1 tracked insertion was taken as text",
            "left-out: 1 passage of hidden text was left out",
        ]
    );
}

#[test]
fn of_a_saved_page_the_article_is_taken_and_what_stands_around_it_is_not() {
    let words = "Words of the article, as many as it takes to be one. ".repeat(5);
    let page = format!(
        "<!doctype html><html><head><title>Site</title><script>if (a<b) document.write('<p>track')</script></head><body><nav><a href=\"/\">Home</a> Menu</nav><form><input value=x>Search</form>\
         <article><h1>Head</h1><p class=byline>By a reader</p><p>{words}<img src=\"https://example.org/a.png\"><img src=\"gone.png\"><img src=x.gif width=1 height=1></p>\
         <figure><img alt=\"A ring\" src=\"data:image/png;base64,{}\"><figcaption><em>The ring.</em></figcaption></figure>\
         <figure><img src=\"mirror_html_81c6cd6f4e4afb95.jpg\"></figure><blockquote><p>Said so.</p><footer>A mail handler</footer></blockquote>\
         <pre><code>a  b\n c</code></pre><dl><dt>What</dt><dd>is meant</dd></dl><aside>Read also</aside><iframe src=\"https://example.org\"></iframe></article><footer>Imprint</footer></body></html>",
        base64(&png())
    );
    let imported = imported(page.as_bytes(), "x.html");
    assert_eq!(
        read(&imported),
        [
            "Head",
            "byline By a reader",
            words.trim(),
            "picture images/x-1.png \"The ring.\" \"A ring\"",
            "picture images/x-2.jpg \"\" \"\"",
            "> Said so. — A mail handler",
            "code \"a  b\\n c\"",
            "## What",
            "is meant",
        ]
    );
    assert_eq!(
        said(&imported),
        [
            "left-out: 3 parts of the page around the article were left out (menus, forms, scripts)",
            "left-out: 1 embedded document or frame was left out",
            "taken: 1 short line in bold was taken as a subhead",
            "picture-left-out: 1 picture was left out: it lies on the internet, from where nothing is fetched",
            "picture-left-out: 1 picture was left out: its file is not there",
        ]
    );
    assert!(!imported.markdown.contains("track") && !imported.markdown.contains("Imprint"));
}

#[test]
fn words_in_broken_tables_and_lists_are_not_lost() {
    let page = "<html><h1>Head</h1><table>above <tr>beside<td>a<td>b<tr><td>c</tr><td>d<td>e</table><ul>before<li>one<li>two</ul><p>End.";
    let imported = imported(page.as_bytes(), "x.html");
    assert_eq!(read(&imported), ["Head", "above beside", "table a, b / c,  / d, e", "before", "[one | two]", "End."]);
}

#[test]
fn a_mail_is_paragraphs_by_its_line_breaks_and_tables_that_arrange_it_are_text() {
    let page = "<html><body><table role=presentation><tr><td><div>Dear all,<br><br>the mirror is up.<br>\nCome and see.<br><br></div>\
        <blockquote type=cite><div>When?</div></blockquote></td></tr></table><table border=1><tr><th>Day</th><th colspan=2>Hour</th></tr><tr><td>Monday</td><td>9</td><td>10</td></tr></table>\
        <div>Mail <a href=\"mailto:dock@example.org\">dock@example.org</a> or see <a href=\"https://example.org/\">https://example.org/</a></div></body></html>";
    let imported = imported(page.as_bytes(), "Re_ mirror.html");
    assert_eq!(
        read(&imported),
        [
            "Re mirror",
            "Dear all,",
            "the mirror is up.\nCome and see.",
            "> When? — ",
            "table Day, Hour,  / Monday, 9, 10",
            "Mail <dock@example.org: mailto:dock@example.org> or see <https://example.org/: https://example.org/>",
        ]
    );
    assert!(
        imported.markdown.contains("Mail <dock@example.org> or see <https://example.org/>"),
        "{}",
        imported.markdown
    );
}
