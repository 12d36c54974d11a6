//! What is said of files: copy, pictures, fonts, and what cannot be read or written.

use super::{Example, Explanation};

pub(super) const ROWS: &[Explanation] = &[
    Explanation {
        code: "no-such-file",
        means: "There is no file of this name. Capital and small letters count, on every system, so that the issue builds on \
                everybody's computer.",
        example: Example::Manifest("articles:\n  - {headline: One, body: articles/mirorr.md}\n"),
        mend: "Write the name that the message suggests, or put the file there. Paths begin at the issue's folder.",
    },
    Explanation {
        code: "not-a-file",
        means: "A folder, or something that is no file, stands where a file is wanted.",
        example: Example::Case("`body: articles`, where `articles` is a folder."),
        mend: "Write the name of a file in it.",
    },
    Explanation {
        code: "path",
        means: "The path leads out of the issue's folder, begins at the top of the disk, or is written in a way that works on one \
                system only.",
        example: Example::Manifest("articles:\n  - {headline: One, body: ../mirror.md}\n"),
        mend: "Copy the file into the issue's folder and write its path from there, with `/`: `images/dock.jpg`.",
    },
    Explanation {
        code: "not-utf8",
        means: "The file is not UTF-8 text: an old encoding, UTF-16, or not text at all.",
        example: Example::Case("A file saved by an old editor in Latin-1, with `caf\u{e9}` in it."),
        mend: "Save it as UTF-8; in most editors: Save As\u{2026}, Encoding: UTF-8.",
    },
    Explanation {
        code: "too-large",
        means: "The file is larger than any of its kind needs to be.",
        example: Example::Case("A Markdown file of 3 MB; all copy of an issue together may have 2."),
        mend: "Look whether it is the file that was meant; set a very long text as several issues, save a picture smaller.",
    },
    Explanation {
        code: "unreadable",
        means: "The system does not let the file be read.",
        example: Example::Case("A file that belongs to another user of the computer."),
        mend: "Look whether the name is right and whether you may read the file.",
    },
    Explanation {
        code: "unreadable-file",
        means: "The system does not let the file be read.",
        example: Example::Case("A picture or a PDF that belongs to another user of the computer."),
        mend: "Look whether the name is right and whether you may read the file.",
    },
    Explanation {
        code: "unwritable",
        means: "A file could not be written. What stood there before is as it was.",
        example: Example::Case("`-o nowhere/x.pdf`, where there is no folder `nowhere`; or a disk that is full."),
        mend: "Make the folder, or name another place after `-o`. On some systems a PDF cannot be written while a reader shows it.",
    },
    Explanation {
        code: "exists",
        means: "Something stands already where a new issue is to be made. Nothing was written: `new` never writes over a file.",
        example: Example::Case("`stonehand new 2026-03-14`, where there is an issue in that folder."),
        mend: "Name another folder.",
    },
    Explanation {
        code: "image-format",
        means: "The file is not a JPEG or PNG picture, whatever its name says, or one of a kind that cannot be printed.",
        example: Example::Case("A HEIC picture of a phone, or a web picture (WebP) that was renamed to `.jpg`."),
        mend: "Open it in an image editor and save it as JPEG (photographs) or PNG (drawings).",
    },
    Explanation {
        code: "image-damaged",
        means: "The picture's file ends too early or contradicts itself.",
        example: Example::Case("A download that was broken off."),
        mend: "Fetch it once more from where it came from, or open it in an image editor and save it anew.",
    },
    Explanation {
        code: "image-too-large",
        means: "The picture has more pixels than paper can show.",
        example: Example::Case("A stitched panorama of 30,000 by 20,000 pixels."),
        mend: "Scale it down in an image editor: a tabloid page at 600 pixels to the inch has 6,600 by 10,200.",
    },
    Explanation {
        code: "no-such-font",
        means: "There is no typeface of this name: not built in, and not under `fonts/`.",
        example: Example::Case("`font: Barlow Condense` in a layout."),
        mend: "Write the name that the message suggests; `stonehand fonts` lists all. Or put its files into `fonts/<name>/`.",
    },
    Explanation {
        code: "bad-font",
        means: "The file is not a font that can be embedded in a PDF: another format, damaged, or its maker forbids it.",
        example: Example::Case("A web font (WOFF) that was renamed to `.ttf`."),
        mend: "Take the `.ttf` or `.otf` file of the same typeface.",
    },
    Explanation {
        code: "font-outside",
        means: "A layout names a font file outside of the issue's folder.",
        example: Example::Case("`font: ../MyTitle.otf` in a layout."),
        mend: "Put the file into the issue's folder or into `fonts/`.",
    },
    Explanation {
        code: "unreadable-font",
        means: "A font's file cannot be read.",
        example: Example::Case("A folder named `MyTitle.otf`, or a file that belongs to another user."),
        mend: "Put a `.ttf` or `.otf` file in its place.",
    },
    Explanation {
        code: "too-many-fonts",
        means: "There are more font files than a PDF can number.",
        example: Example::Case("A folder under `fonts/` with 70,000 files in it."),
        mend: "Keep the files of one family in a folder.",
    },
];
