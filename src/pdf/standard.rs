//! What PDF/X-4 (ISO 15930-7:2010) wants in a file beside its pages: an output intent, an XMP packet, a word on trapping.
//!
//! The standard wants dates, a title and a number of the document in the packet. They are fixed, and the number follows
//! from the content: the file still says nothing of who made it, when and with what.

use super::hash;
use crate::profile::Condition;
use pdf_writer::types::{OutputIntentSubtype, TrappingStatus};
use pdf_writer::writers::Catalog;
use pdf_writer::{Pdf, Ref, TextStr};

/// Where conditions are registered.
const REGISTRY: &str = "http://www.color.org";
/// The date that stands where one is wanted: not the file's.
const DATE: &str = "2000-01-01T00:00:00Z";
/// The title that stands where one is wanted.
const TITLE: &str = "Newsletter";

/// The objects that are named elsewhere.
pub(super) struct Refs {
    pub(super) info: Ref,
    pub(super) metadata: Ref,
    pub(super) profile: Ref,
}

/// What the catalog says of it.
pub(super) fn declare(condition: &Condition, refs: &Refs, catalog: &mut Catalog<'_>) {
    catalog.metadata(refs.metadata);
    let mut intents = catalog.output_intents();
    let mut out = intents.push();
    out.subtype(OutputIntentSubtype::PDFX)
        .output_condition_identifier(TextStr(&condition.name))
        .registry_name(TextStr(REGISTRY))
        .info(TextStr(&condition.name))
        .dest_output_profile(refs.profile);
}

/// The objects themselves. The packet is not compressed (6.8.2), as programs look for it that know no PDF.
pub(super) fn write(condition: &Condition, refs: &Refs, pdf: &mut Pdf) {
    let number = hash::hash(pdf.as_bytes());
    pdf.document_info(refs.info).trapped(TrappingStatus::NotTrapped);
    let packed = super::deflate(&condition.icc);
    pdf.icc_profile(refs.profile, &packed).n(4).filter(pdf_writer::Filter::FlateDecode);
    pdf.metadata(refs.metadata, packet(number).as_bytes());
}

/// The packet (ISO 16684-1), with the properties that 6.7 and 6.8 ask for.
fn packet(number: u128) -> String {
    let n = format!("{number:032x}");
    let id = format!("uuid:{}-{}-{}-{}-{}", &n[..8], &n[8..12], &n[12..16], &n[16..20], &n[20..]);
    format!(
        "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n\
         <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n\
         <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\" \
         xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" xmlns:pdfxid=\"http://www.npes.org/pdfx/ns/id/\">\n\
         <dc:format>application/pdf</dc:format>\n\
         <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{TITLE}</rdf:li></rdf:Alt></dc:title>\n\
         <xmp:CreateDate>{DATE}</xmp:CreateDate>\n\
         <xmp:ModifyDate>{DATE}</xmp:ModifyDate>\n\
         <xmp:MetadataDate>{DATE}</xmp:MetadataDate>\n\
         <xmpMM:DocumentID>{id}</xmpMM:DocumentID>\n\
         <xmpMM:VersionID>1</xmpMM:VersionID>\n\
         <xmpMM:RenditionClass>default</xmpMM:RenditionClass>\n\
         <pdf:Trapped>False</pdf:Trapped>\n\
         <pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>\n\
         </rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>"
    )
}
