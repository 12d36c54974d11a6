//! What is said of copy.

use super::{Example, Explanation};

pub(super) const ROWS: &[Explanation] = &[
    Explanation {
        code: "footnote",
        means: "A mark in the copy has no note, or a note has no mark.",
        example: Example::Copy("They asked three times.[^log]\n"),
        mend: "Add a line `[^log]: Where this comes from.` at the end of the copy, with an empty line before it; or take out \
               what is left over.",
    },
    Explanation {
        code: "picture-in-text",
        means: "A picture stands in the middle of a paragraph; it is set after it.",
        example: Example::Copy("Look at this ![the post](images/dock.jpg) and that.\n"),
        mend: "Give the picture a paragraph of its own, with an empty line before and after it.",
    },
    Explanation {
        code: "html",
        means: "The copy holds HTML, which is not set. The words in it are kept as plain text.",
        example: Example::Copy("<div>The meeting is on Thursday.</div>\n"),
        mend: "Use Markdown: `*emphasis*`, `**strong**`, `![caption](images/dock.jpg)`. Write a plain `<` as `\\<`.",
    },
    Explanation {
        code: "link",
        means: "The address is not one that a link in a PDF may lead to. Its words are set as text.",
        example: Example::Copy("[Click](javascript:alert) here.\n"),
        mend: "Begin links with https://, http://, mailto: or tel:.",
    },
    Explanation {
        code: "control",
        means: "A character that cannot be printed stands in the text, often copied in from another program. It is left out.",
        example: Example::Copy("The bell\u{7} rang.\n"),
        mend: "Delete it; it may not be visible in the editor. The message says after which letters it stands.",
    },
    Explanation {
        code: "too-deep",
        means: "Lists or quotations stand within one another deeper than a column is wide.",
        example: Example::Case("A list within a list within a list, a hundred times."),
        mend: "Write it with fewer levels.",
    },
    Explanation {
        code: "missing-glyph",
        means: "No typeface has this character, so nothing is printed in its place.",
        example: Example::Case("An emoji, or a letter of a script that the built-in faces do not have."),
        mend: "Write it in another way, or name a font in the layout that has the character; see the guide, Fonts of your own.",
    },
    Explanation {
        code: "word-too-wide",
        means: "A word is wider than its column and was broken where it had to be.",
        example: Example::Case("A long web address, or a long compound word, in a narrow column."),
        mend: "Put soft hyphens (U+00AD) where it may be divided, take a shorter word, or give the article more columns.",
    },
    Explanation {
        code: "table-too-wide",
        means: "A table does not go into its columns and was set smaller.",
        example: Example::Case("A table of eight columns in an article of one."),
        mend: "Take fewer columns or shorter words, or give the article more `columns`.",
    },
];
