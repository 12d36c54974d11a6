//! What is said of names that must not be printed, and of what a file tells of its maker.

use super::{Example, Explanation};

const ANEW: &str = "Make the PDF anew from its sources, or lay its pages on new sheets with `stonehand impose`.";

pub(super) const ROWS: &[Explanation] = &[
    Explanation {
        code: "never-print",
        means: "A name or a number of the list `never_print` stands in the paper.",
        example: Example::Case("`never_print: [Rosa Diaz]`, and an article that says \u{201c}rosa d\u{ed}az\u{201d}."),
        mend: "Take it out of the copy, or off the list.",
    },
    trace("trace-info", "The PDF's information says who made it, when or with what.", ANEW),
    trace("trace-xmp", "The PDF has a packet of metadata (XMP).", ANEW),
    trace("trace-exif", "A picture in the PDF still has what its camera wrote into it.", ANEW),
    trace("trace-gps", "A picture in the PDF says where on Earth it was taken.", ANEW),
    trace("trace-picture", "A picture in the PDF has data beside its pixels.", ANEW),
    trace(
        "trace-thumbnail",
        "A picture in the PDF has a small copy of itself, which may show what was cut away.",
        ANEW,
    ),
    trace("trace-private", "The PDF has data that a program keeps for itself.", ANEW),
    trace(
        "trace-annotation",
        "The PDF has a note or a form with its author or date.",
        "Print it to a new PDF in a reader, which makes it part of the page.",
    ),
    trace("trace-file", "The PDF holds another file, or names one.", "Take the attachment out."),
    trace("trace-path", "The PDF names a place on somebody's disk.", ANEW),
    trace("trace-name", "The PDF names a user or a machine.", ANEW),
    trace(
        "trace-signature",
        "The PDF is signed, and the signature names its signer.",
        "Make it anew without signing it.",
    ),
    trace("trace-action", "The PDF does something when it is opened.", "Print it to a new PDF."),
    trace(
        "trace-older",
        "The PDF still holds an older version of itself, or bytes outside of the document.",
        "Write it anew: `qpdf IN.pdf OUT.pdf`.",
    ),
    trace("trace-comment", "The PDF has a comment between its objects.", "Write it anew: `qpdf IN.pdf OUT.pdf`."),
];

const fn trace(code: &'static str, means: &'static str, mend: &'static str) -> Explanation {
    Explanation { code, means, example: Example::Case("A PDF that another program made."), mend }
}
