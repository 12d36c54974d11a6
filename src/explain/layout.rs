//! What is said of layouts and profiles.

use super::{Example, Explanation};

pub(super) const ROWS: &[Explanation] = &[
    Explanation {
        code: "unknown-layout",
        means: "There is no layout of this name: not in the issue's folder, not under `layouts/`, not built in.",
        example: Example::Case("`layout: leter-news` in a manifest."),
        mend: "Write the name that the message suggests; `stonehand layouts` lists all.",
    },
    Explanation {
        code: "no-room",
        means: "Margins, gutters or the nameplate leave too little of the page for a column of copy.",
        example: Example::Layout("margins: 4in\n"),
        mend: "Take smaller margins, fewer columns, a narrower gutter or a lower nameplate.",
    },
    Explanation {
        code: "unknown-field",
        means: "The folio line names something in braces that the program cannot fill in.",
        example: Example::Layout("pages: {any: {folio: {outer: \"{pag}\"}}}\n"),
        mend: "Write one of {page}, {pages}, {title}, {date}, {volume}, {number}, {place}.",
    },
    Explanation {
        code: "unknown-profile",
        means: "There is no profile of this name: not in the issue's folder, not under `profiles/`, not built in.",
        example: Example::Profile("extends: pres\n"),
        mend: "Write the name that the message suggests; `stonehand profiles` lists all.",
    },
    Explanation {
        code: "unknown-ink",
        means: "A picture is to print in an ink that the profile does not have.",
        example: Example::Case("`ink: Bright Red` under a picture, and a profile whose inks are Black and Blue."),
        mend: "Write one of the profile's inks, or a profile with `extends: riso` and `inks: [\u{2026}]`.",
    },
    Explanation {
        code: "contradiction",
        means: "Two things that a profile asks for cannot be had together.",
        example: Example::Profile("extends: press\ncolor: rgb\n"),
        mend: "Change one of them, as the message says.",
    },
    Explanation {
        code: "twice",
        means: "The same ink stands twice in a profile's list. Capital and small letters do not matter.",
        example: Example::Profile("extends: riso\ninks: [Black, black]\n"),
        mend: "Keep one of the two.",
    },
];
