//! What standards want in a file beside its pages: an output intent, an XMP packet, a word on trapping.
//!
//! - PDF/X-4 (ISO 15930-7:2010), for presses;
//! - PDF/A-2b (ISO 19005-2:2011), for reading now and in thirty years;
//! - PDF/UA-1 (ISO 14289-1:2014), for reading aloud. It wants a title, and a title is given only where one is asked for;
//!   so only then, and where every picture has words of its own, does a tagged file say that it keeps to it.
//!
//! PDF/X-4 wants dates, a title and a number of the document in the packet. They are fixed, and the number follows from
//! the content: the file still says nothing of who made it, when and with what.

use super::options::Options;
use crate::display::{TagKind, Tree};
use crate::hash::hash;
use crate::ink;
use crate::profile::Condition;
use pdf_writer::types::{OutputIntentSubtype, TrappingStatus};
use pdf_writer::writers::Catalog;
use pdf_writer::{Name, Pdf, Ref, TextStr};
use std::fmt::Write;

/// Where conditions are registered.
const REGISTRY: &str = "http://www.color.org";
/// The date that stands where one is wanted: not the file's.
const DATE: &str = "2000-01-01T00:00:00Z";
/// The title that stands where one is wanted and none was given.
const TITLE: &str = "Newsletter";

/// Which standard a file keeps to.
#[derive(Debug, Clone)]
pub(super) enum Keeps {
    /// That of PDF alone.
    Plain,
    /// PDF/X-4, for a printing condition.
    Press(Condition),
    /// PDF/A-2b.
    Archive,
}

/// The objects that are named elsewhere.
pub(super) struct Refs {
    pub(super) info: Ref,
    pub(super) metadata: Ref,
    pub(super) profile: Ref,
}

/// What a file says of itself.
pub(super) struct Statement<'a> {
    keeps: &'a Keeps,
    title: Option<&'a str>,
    accessible: bool,
}

impl<'a> Statement<'a> {
    /// The statement of a file with this title and this tree.
    pub(super) fn new(options: &'a Options, title: Option<&'a str>, tree: &Tree) -> Statement<'a> {
        let described = |n: &crate::display::Node| n.kind != TagKind::Figure || n.tag.alt().is_some();
        let accessible = options.tagged && title.is_some() && tree.nodes.iter().all(described);
        Statement { keeps: &options.keeps, title, accessible }
    }

    /// Whether there is anything to be said.
    fn is_empty(&self) -> bool {
        matches!(self.keeps, Keeps::Plain) && self.title.is_none()
    }

    /// What the catalog says of it.
    pub(super) fn declare(&self, refs: &Refs, catalog: &mut Catalog<'_>) {
        // The page is as large as the paper is meant to be: a print dialogue should not scale it (table 150).
        let mut shown = catalog.viewer_preferences();
        shown.pair(Name(b"PrintScaling"), Name(b"None"));
        if self.title.is_some() {
            shown.display_doc_title(true);
        }
        drop(shown);
        if self.is_empty() {
            return;
        }
        catalog.metadata(refs.metadata);
        let mut intents = catalog.output_intents();
        match self.keeps {
            Keeps::Plain => {}
            Keeps::Press(condition) => {
                let mut out = intents.push();
                out.subtype(OutputIntentSubtype::PDFX)
                    .output_condition_identifier(TextStr(&condition.name))
                    .registry_name(TextStr(REGISTRY))
                    .info(TextStr(&condition.name))
                    .dest_output_profile(refs.profile);
            }
            Keeps::Archive => {
                let mut out = intents.push();
                out.subtype(OutputIntentSubtype::PDFA)
                    .output_condition_identifier(TextStr("sRGB"))
                    .info(TextStr("sRGB IEC61966-2.1"))
                    .dest_output_profile(refs.profile);
            }
        }
    }

    /// The objects themselves. The packet is not compressed, as programs look for it that know no PDF.
    pub(super) fn write(&self, refs: &Refs, pdf: &mut Pdf) {
        if self.is_empty() {
            return;
        }
        let number = hash(pdf.as_bytes());
        let mut profile = |icc: &[u8], components| {
            let packed = super::deflate(icc);
            pdf.icc_profile(refs.profile, &packed).n(components).filter(pdf_writer::Filter::FlateDecode);
        };
        match self.keeps {
            Keeps::Plain => {}
            Keeps::Press(condition) => {
                profile(&condition.icc, 4);
                pdf.document_info(refs.info).trapped(TrappingStatus::NotTrapped);
            }
            Keeps::Archive => profile(ink::SRGB, 3),
        }
        pdf.metadata(refs.metadata, self.packet(number).as_bytes());
    }

    /// The packet (ISO 16684-1), with the properties that the standards ask for.
    fn packet(&self, number: u128) -> String {
        let mut p = Packet::default();
        p.space("dc", "http://purl.org/dc/elements/1.1/");
        p.add("dc:format", "application/pdf");
        let title = self.title.or(matches!(self.keeps, Keeps::Press(_)).then_some(TITLE));
        if let Some(title) = title {
            let title = escaped(title);
            p.add("dc:title", &format!("<rdf:Alt><rdf:li xml:lang=\"x-default\">{title}</rdf:li></rdf:Alt>"));
        }
        match self.keeps {
            Keeps::Plain => {}
            Keeps::Press(_) => {
                let n = format!("{number:032x}");
                let id = format!("uuid:{}-{}-{}-{}-{}", &n[..8], &n[8..12], &n[12..16], &n[16..20], &n[20..]);
                p.space("xmp", "http://ns.adobe.com/xap/1.0/");
                p.space("xmpMM", "http://ns.adobe.com/xap/1.0/mm/");
                p.space("pdf", "http://ns.adobe.com/pdf/1.3/");
                p.space("pdfxid", "http://www.npes.org/pdfx/ns/id/");
                for name in ["xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"] {
                    p.add(name, DATE);
                }
                p.add("xmpMM:DocumentID", &id);
                p.add("xmpMM:VersionID", "1");
                p.add("xmpMM:RenditionClass", "default");
                p.add("pdf:Trapped", "False");
                p.add("pdfxid:GTS_PDFXVersion", "PDF/X-4");
            }
            Keeps::Archive => {
                p.space("pdfaid", "http://www.aiim.org/pdfa/ns/id/");
                p.add("pdfaid:part", "2");
                p.add("pdfaid:conformance", "B");
            }
        }
        if self.accessible {
            p.space("pdfuaid", UA);
            p.add("pdfuaid:part", "1");
            if matches!(self.keeps, Keeps::Archive) {
                p.extension();
            }
        }
        p.whole()
    }
}

/// The name of PDF/UA's properties.
const UA: &str = "http://www.aiim.org/pdfua/ns/id/";

/// A packet in the making.
#[derive(Default)]
struct Packet {
    spaces: String,
    properties: String,
}

impl Packet {
    // Writing into a string does not fail.
    fn space(&mut self, prefix: &str, name: &str) {
        let _ = write!(self.spaces, " xmlns:{prefix}=\"{name}\"");
    }

    fn add(&mut self, name: &str, value: &str) {
        let _ = writeln!(self.properties, "<{name}>{value}</{name}>");
    }

    /// PDF/A wants properties described that it does not know itself (ISO 19005-2, 6.6.2.3.3): those of PDF/UA.
    fn extension(&mut self) {
        self.space("pdfaExtension", "http://www.aiim.org/pdfa/ns/extension/");
        self.space("pdfaSchema", "http://www.aiim.org/pdfa/ns/schema#");
        self.space("pdfaProperty", "http://www.aiim.org/pdfa/ns/property#");
        let property = "<rdf:Seq><rdf:li rdf:parseType=\"Resource\"><pdfaProperty:name>part</pdfaProperty:name>\
                        <pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
                        <pdfaProperty:category>internal</pdfaProperty:category>\
                        <pdfaProperty:description>Part of ISO 14289 that the file keeps to</pdfaProperty:description>\
                        </rdf:li></rdf:Seq>";
        let schema = format!(
            "<rdf:Bag><rdf:li rdf:parseType=\"Resource\"><pdfaSchema:schema>PDF/UA</pdfaSchema:schema>\
             <pdfaSchema:namespaceURI>{UA}</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\
             <pdfaSchema:property>{property}</pdfaSchema:property></rdf:li></rdf:Bag>"
        );
        self.add("pdfaExtension:schemas", &schema);
    }

    fn whole(&self) -> String {
        format!(
            "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
             <x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n\
             <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n\
             <rdf:Description rdf:about=\"\"{}>\n{}</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>",
            self.spaces, self.properties
        )
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
