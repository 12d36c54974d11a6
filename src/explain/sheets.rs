//! What is said of finished PDFs and of sheets.

use super::{Example, Explanation};

pub(super) const ROWS: &[Explanation] = &[
    Explanation {
        code: "not-a-pdf",
        means: "The file is not a PDF, whatever its name says.",
        example: Example::Case("`stonehand impose paper.docx`"),
        mend: "Save or print it as PDF in the program that made it.",
    },
    Explanation {
        code: "broken-pdf",
        means: "The file begins like a PDF, and no page can be found or copied.",
        example: Example::Case("A download that was broken off."),
        mend: "Fetch it once more, or mend it: `qpdf IN.pdf OUT.pdf`.",
    },
    Explanation {
        code: "damaged-pdf",
        means: "A part of the PDF could not be read. What could be is there.",
        example: Example::Case("A PDF whose end is missing."),
        mend: "Look at every page before you print.",
    },
    Explanation {
        code: "encrypted",
        means: "The PDF is locked: it needs a password, or its maker does not allow printing; or it was locked and can be read.",
        example: Example::Case("`stonehand impose locked.pdf`"),
        mend: "Ask whoever made it for one that may be printed.",
    },
    Explanation {
        code: "impose-option",
        means: "An option for sheets does not go together with this paper or scheme.",
        example: Example::Case("`--nup` larger than any sheet has places."),
        mend: "Change it as the message says; `stonehand impose --help` lists all.",
    },
    Explanation {
        code: "too-many-pages",
        means: "The scheme takes only so many pages.",
        example: Example::Case("`--scheme quarter-fold` of a paper of twelve pages."),
        mend: "Take `booklet`, which takes any number.",
    },
    Explanation {
        code: "page-size",
        means: "The scheme takes pages of certain sizes only, or the pages are larger than any paper.",
        example: Example::Case("`--scheme quarter-fold` of tabloid pages."),
        mend: "Take `booklet`, which takes pages of any size.",
    },
    Explanation {
        code: "mixed-sizes",
        means: "The pages are not all of one size.",
        example: Example::Case("A PDF of letter pages with one A4 page among them."),
        mend: "Nothing, if the place of each page suits you; turn pages that lie across, or use `one-up` or `n-up`.",
    },
    Explanation {
        code: "no-paper",
        means: "No usual paper is as large as these sheets.",
        example: Example::Case("A booklet of tabloid pages, whose sheets are 22 by 17 inches."),
        mend: "Name a paper that is large enough, as in `--paper 24x36in`, or scale the pages with `--fit`.",
    },
    Explanation {
        code: "paper-too-small",
        means: "The paper that was asked for is smaller than the pages on it.",
        example: Example::Case("`--paper letter` for a booklet of letter pages."),
        mend: "Take the paper that the message names, or scale the pages with `--fit`.",
    },
    Explanation {
        code: "bleed-cut",
        means: "Art runs past the pages' edge, and the paper ends before it does.",
        example: Example::Case("A bleed of 9 pt on paper that ends at the trim."),
        mend: "Print on larger paper with `--marks crop`, and cut it.",
    },
    Explanation {
        code: "annotations",
        means: "Form fields, notes or stamps lie over the pages and are not on the sheets.",
        example: Example::Case("A PDF with sticky notes of a reviewer."),
        mend: "Print the file to a new PDF in a reader first, which makes them part of the pages.",
    },
    Explanation {
        code: "creep",
        means: "The booklet is so thick that its inner pages would be pushed out of their margins.",
        example: Example::Case("A booklet of 200 pages in one signature of thick paper."),
        mend: "Make several signatures: `--signature 8`.",
    },
    Explanation {
        code: "overwrite",
        means: "The sheets would be written over the PDF that they are made of.",
        example: Example::Case("`stonehand impose paper.pdf -o paper.pdf`"),
        mend: "Give another name after `-o`.",
    },
];
