//! What a file seems to be, by its first bytes; its name may lie.

/// The two formats that are printed, and all others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// ITU-T T.81.
    Jpeg,
    /// PNG, third edition.
    Png,
    /// Nothing at all.
    Empty,
    /// Something else, with its article.
    Other(&'static str),
}

/// The first bytes of files that people take for pictures.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"GIF8", "a GIF"),
    (b"%PDF", "a PDF"),
    (b"%!PS", "a PostScript file"),
    (b"\xc5\xd0\xd3\xc6", "an EPS file"),
    (b"BM", "a Windows bitmap (BMP)"),
    (b"8BPS", "a Photoshop document"),
    (b"gimp xcf", "a GIMP document"),
    (b"II*\0", "a TIFF or a camera's raw file"),
    (b"MM\0*", "a TIFF or a camera's raw file"),
    (b"\xff\x0a", "a JPEG XL"),
    (b"\0\0\0\x0cJXL ", "a JPEG XL"),
    (b"\0\0\0\x0cjP  ", "a JPEG 2000"),
    (b"\xff\x4f\xff\x51", "a JPEG 2000"),
    (b"\0\0\x01\0", "a Windows icon"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\xd7\xcd\xc6\x9a", "a Windows metafile (WMF)"),
    (b"\x01\0\x09\0\0\x03", "a Windows metafile (WMF)"),
    (b"\x1f\x8b", "a packed file"),
];

/// What `file` seems to be.
pub(super) fn sniff(file: &[u8]) -> Kind {
    if file.is_empty() {
        return Kind::Empty;
    }
    if file.starts_with(b"\xff\xd8\xff") {
        return Kind::Jpeg;
    }
    if file.starts_with(b"\x89PNG\r\n\x1a\n") {
        return Kind::Png;
    }
    if file.starts_with(b"RIFF") && file.get(8..12) == Some(b"WEBP") {
        return Kind::Other("a WebP picture");
    }
    if file.get(4..8) == Some(b"ftyp") {
        return Kind::Other(match file.get(8..12) {
            Some(b"heic" | b"heix" | b"hevc" | b"heim" | b"heis" | b"mif1" | b"msf1") => {
                "a HEIC picture, as phones take"
            }
            Some(b"avif" | b"avis") => "an AVIF picture",
            _ => "a film",
        });
    }
    if file.get(40..44) == Some(b" EMF") {
        return Kind::Other("a Windows metafile (EMF)");
    }
    if let Some((_, name)) = SIGNATURES.iter().find(|(bytes, _)| file.starts_with(bytes)) {
        return Kind::Other(name);
    }
    text(&file[..file.len().min(1024)])
}

fn text(head: &[u8]) -> Kind {
    let lower = String::from_utf8_lossy(head).to_ascii_lowercase();
    if lower.contains("<svg") {
        Kind::Other("an SVG drawing")
    } else if lower.contains("<html") || lower.contains("<!doctype html") {
        Kind::Other("a web page")
    } else if head.iter().all(|b| *b >= 0x20 || b.is_ascii_whitespace()) {
        Kind::Other("a text file")
    } else {
        Kind::Other("something unknown")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_known_by_their_first_bytes() {
        for (bytes, kind) in [
            (&b""[..], Kind::Empty),
            (b"\xff\xd8\xff\xe0", Kind::Jpeg),
            (b"\x89PNG\r\n\x1a\n", Kind::Png),
            (b"RIFF\x10\0\0\0WEBPVP8 ", Kind::Other("a WebP picture")),
            (b"\0\0\0\x18ftypheic", Kind::Other("a HEIC picture, as phones take")),
            (b"<?xml version=\"1.0\"?>\n<svg xmlns=", Kind::Other("an SVG drawing")),
            (b"See the picture", Kind::Other("a text file")),
            (b"\x01\x02\x03", Kind::Other("something unknown")),
        ] {
            assert_eq!(sniff(bytes), kind);
        }
    }
}
