//! XMP packets (ISO 16684-1): which properties one has that are not there because a standard demands them.

use super::{Kind, Place, Trace};

/// Properties that standards demand and that identify nobody: PDF/A, PDF/X and PDF/UA name themselves, the kind of file, its
/// language, whether it is trapped.
const DEMANDED: [&str; 12] = [
    "pdfaid:part",
    "pdfaid:conformance",
    "pdfuaid:part",
    "pdfxid:GTS_PDFXVersion",
    "pdfx:GTS_PDFXVersion",
    "pdfx:GTS_PDFXConformance",
    "pdf:Trapped",
    "pdf:PDFVersion",
    "dc:format",
    "dc:language",
    "dc:title",
    "xmpMM:VersionID",
];

/// Properties that may be there with these values alone: those that say nothing of a time or a maker.
const FIXED: [(&str, &str); 4] = [
    ("xmp:CreateDate", FIXED_DATE),
    ("xmp:ModifyDate", FIXED_DATE),
    ("xmp:MetadataDate", FIXED_DATE),
    ("xmpMM:RenditionClass", "default"),
];

/// The date that stonehand writes where a standard wants one: no file was made then.
const FIXED_DATE: &str = "2000-01-01T00:00:00Z";

/// Prefixes of elements that are the packet's own frame.
const FRAME: [&str; 6] = ["x:", "rdf:", "xml", "pdfaExtension:", "pdfaSchema:", "pdfaProperty:"];

/// The traces in a packet. One that cannot be read as text is a trace itself.
pub(super) fn traces(packet: &[u8], place: Place) -> Vec<Trace> {
    let Ok(text) = std::str::from_utf8(packet) else {
        return vec![Trace::new(place, Kind::Packet, "not readable as text")];
    };
    let told = properties(text).into_iter().filter(|(name, value)| {
        let frame = FRAME.iter().any(|f| name.starts_with(f));
        let demanded = DEMANDED.contains(name) || FIXED.contains(&(*name, *value));
        // A number that a standard demands names the file, not its maker, if it follows from the content; whether it
        // does cannot be seen, but a program that keeps its own writes an InstanceID or a history as well.
        !frame && !demanded && *name != "xmpMM:DocumentID"
    });
    told.map(|(name, value)| {
        let kind = if name.contains("GPS") { Kind::Position } else { Kind::Packet };
        Trace::new(place, kind, format!("{name} {value}"))
    })
    .collect()
}

/// The properties of a packet, as elements and as attributes, and what stands in them before anything else.
fn properties(text: &str) -> Vec<(&str, &str)> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let end = rest.find('>').unwrap_or(rest.len());
        let (tag, behind) = (&rest[..end], rest.get(end + 1..).unwrap_or_default());
        if tag.starts_with(['/', '?', '!']) {
            continue;
        }
        let name_end = tag.find(|c: char| c.is_whitespace() || c == '/').unwrap_or(tag.len());
        out.push((&tag[..name_end], behind[..behind.find('<').unwrap_or(behind.len())].trim()));
        out.extend(attributes(&tag[name_end..]));
    }
    out
}

fn attributes(mut tag: &str) -> Vec<(&str, &str)> {
    let mut out = Vec::new();
    while let Some(eq) = tag.find('=') {
        let name = tag[..eq].trim().trim_start_matches('/').trim();
        let value = tag[eq + 1..].trim_start();
        let Some(quote) = value.chars().next().filter(|c| *c == '"' || *c == '\'') else { break };
        let Some(end) = value[1..].find(quote) else { break };
        out.push((name, &value[1..=end]));
        tag = &value[end + 2..];
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(packet: &str) -> Vec<String> {
        traces(packet.as_bytes(), Place::Info).into_iter().map(|t| t.words).collect()
    }

    #[test]
    fn what_a_standard_demands_is_no_trace() {
        let packet = "<?xpacket begin=\"\"?><x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF><rdf:Description rdf:about=\"\" \
                      xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\" pdfaid:part='2'>\
                      <pdfaid:conformance>B</pdfaid:conformance><xmp:CreateDate>2000-01-01T00:00:00Z</xmp:CreateDate>\
                      </rdf:Description></rdf:RDF></x:xmpmeta>";
        assert_eq!(words(packet), Vec::<String>::new());
    }

    #[test]
    fn makers_and_times_are_traces_as_elements_and_as_attributes() {
        let packet = "<rdf:Description xmp:CreatorTool=\"Word\"><xmp:CreateDate>2026-03-01</xmp:CreateDate>\
                      <dc:creator><rdf:Seq><rdf:li>Rosa</rdf:li></rdf:Seq></dc:creator></rdf:Description>";
        assert_eq!(words(packet), ["xmp:CreatorTool Word", "xmp:CreateDate 2026-03-01", "dc:creator"]);
        assert_eq!(traces(b"\xff\xfe", Place::Info)[0].kind, Kind::Packet);
    }
}
