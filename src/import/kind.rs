//! What kind of file it is, by what is in it; its name decides only between plain text and a web page.

use super::archive::Archive;
use super::encoding;
use super::fault::Fault;

/// A kind that is read.
pub(super) enum Kind<'a> {
    /// Office Open XML, ISO/IEC 29500.
    Docx(Archive<'a>),
    /// OpenDocument, ISO/IEC 26300.
    Odt(Archive<'a>),
    /// A web page.
    Html,
    /// Plain text.
    Txt,
}

const SAVE: &str = "open it in the word processor and save it as .docx or .odt";

/// Kinds that are known and not read: how they begin, and what they are.
const OTHERS: &[(&[u8], &str, &str)] = &[
    (b"{\\rtf", "is an RTF document, which is not read", SAVE),
    (
        b"%PDF",
        "is a PDF, out of which no article can be taken",
        "ask for the document that it was made of, or copy its words into one",
    ),
    (b"\xff\xd8\xff", "is a picture", "put it into `images/` and name it under `images:` in the manifest"),
    (b"\x89PNG", "is a picture", "put it into `images/` and name it under `images:` in the manifest"),
    (b"GIF8", "is a picture", "save it as PNG, and name it under `images:` in the manifest"),
    (b"\xffWPC", "is a WordPerfect document, which is not read", SAVE),
    (
        b"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n<?mso-application",
        "is an XML document of a word processor, which is not read",
        SAVE,
    ),
];

/// Tells what a file is.
pub(super) fn kind<'a>(bytes: &'a [u8], name: &str) -> Result<Kind<'a>, Fault> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Fault::empty());
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return zipped(bytes);
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return Err(compound(bytes));
    }
    if let Some((_, what, hint)) = OTHERS.iter().find(|(start, _, _)| bytes.starts_with(start)) {
        return Err(Fault::new(*what, *hint));
    }
    let lower = name.to_ascii_lowercase();
    let ends = |extensions: &[&str]| extensions.iter().any(|e| lower.ends_with(e));
    if ends(&[".docx", ".docm", ".odt"]) && !is_html(bytes) {
        return Err(Fault::new(
            "is not what its name says: no word processor can open it",
            "fetch it once more from where it came from",
        ));
    }
    if ends(&[".md", ".markdown"]) {
        return Err(Fault::new(
            "is Markdown already",
            "put it into `articles/` as it is, and name it as `body` in the manifest",
        ));
    }
    if !encoding::is_text(bytes) {
        return Err(Fault::new("is of no kind that can be read", "save it as .docx, .odt, .html or .txt"));
    }
    if starts_with(bytes, &["mime-version:", "from: <saved by", "content-type: multipart/related"]) {
        return Err(Fault::new(
            "is a web archive, which is not read",
            "save it as a web page (.html), or as .docx or .odt",
        ));
    }
    if starts_with(bytes, &["<?xml"]) && head(bytes).contains("office:document") {
        return Err(Fault::new("is a flat XML document, which is not read", "save it as .odt"));
    }
    if ends(&[".html", ".htm", ".xhtml"]) || is_html(bytes) { Ok(Kind::Html) } else { Ok(Kind::Txt) }
}

fn zipped(bytes: &[u8]) -> Result<Kind<'_>, Fault> {
    let mut archive = Archive::open(bytes)?;
    if archive.has("[Content_Types].xml") {
        let names = archive.names();
        let is = |start: &str| names.iter().any(|n| n.starts_with(start));
        if is("xl/") || is("ppt/") {
            let what =
                if is("xl/") { "is a spreadsheet, not a document" } else { "is a set of slides, not a document" };
            return Err(Fault::new(what, "copy what is to be printed into a document of the word processor"));
        }
        return Ok(Kind::Docx(archive));
    }
    if archive.has("content.xml") {
        let kind = archive.part("mimetype")?.unwrap_or_default();
        let kind = String::from_utf8_lossy(&kind).into_owned();
        if kind.contains("spreadsheet") || kind.contains("presentation") || kind.contains("graphics") {
            let hint = "copy what is to be printed into a document of the word processor";
            return Err(Fault::new("is a spreadsheet, slides or a drawing, not a document", hint));
        }
        return Ok(Kind::Odt(archive));
    }
    let names = archive.names();
    if names.iter().any(|n| n.to_ascii_lowercase().ends_with(".iwa")) {
        return Err(Fault::new("is a document of Pages, which is not read", "export it from Pages as Word (.docx)"));
    }
    Err(Fault::new("is an archive without a document in it", "unpack it, and import what is in it"))
}

/// The old container of office documents: a document of a password, or one from before 2007.
fn compound(bytes: &[u8]) -> Fault {
    let wide = |word: &str| word.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let has = |word: &str| memchr::memmem::find(bytes, &wide(word)).is_some();
    if has("EncryptedPackage") {
        return Fault::encrypted();
    }
    if has("WordDocument") {
        return Fault::new(
            "is a document of Word from before 2007 (.doc), which is not read",
            "open it in the word processor and save it as .docx",
        );
    }
    Fault::new("is an old office file, which is not read", SAVE)
}

fn head(bytes: &[u8]) -> String {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text: Vec<u8> = bytes[..bytes.len().min(3000)].iter().copied().filter(|b| *b != 0).collect();
    String::from_utf8_lossy(&text).trim_start_matches(['\u{fffd}', ' ', '\n', '\r', '\t']).to_ascii_lowercase()
}

fn starts_with(bytes: &[u8], starts: &[&str]) -> bool {
    let head = head(bytes);
    starts.iter().any(|s| head.starts_with(s))
}

fn is_html(bytes: &[u8]) -> bool {
    let head = head(bytes);
    let first =
        head.strip_prefix("<?xml").and_then(|h| h.split_once("?>")).map_or(head.as_str(), |(_, h)| h.trim_start());
    ["<!doctype html", "<html", "<head", "<body", "<meta"].iter().any(|s| first.starts_with(s))
        || (first.starts_with("<!--") && (first.contains("<html") || first.contains("<!doctype html")))
}
