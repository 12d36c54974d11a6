//! What is said of `issue.yaml`, and of every other file in YAML.

use super::{Example, Explanation};

pub(super) const ROWS: &[Explanation] = &[
    Explanation {
        code: "yaml",
        means: "The file is not written as YAML wants it, so nothing in it can be read: a quote that is not closed, a tab, \
                a colon inside of a value, a line that is indented differently from its neighbours.",
        example: Example::Manifest("articles:\n  - headline: Safety: the mirror is up\n    text: It hangs there.\n"),
        mend: "Put values that hold a colon and a space, or begin with a mark, in quotes. Indent with spaces, the keys of a \
               group all by the same number.",
    },
    Explanation {
        code: "alias",
        means: "A value is to be repeated within itself: `*name` stands inside of what `&name` names.",
        example: Example::Manifest("articles: &all\n  - *all\n"),
        mend: "Write the value out where `*name` stands.",
    },
    Explanation {
        code: "unknown-key",
        means: "The file has a key that does not exist in this place. Most are slips of the finger; others stand one level too \
                deep or too high.",
        example: Example::Manifest("articles:\n  - headlnie: The mirror is up\n    text: It hangs there.\n"),
        mend: "Write the key that the message suggests, or look at how the line is indented: a key belongs to the group that \
               begins at the same column. The guide lists all keys, and an editor that knows the schema offers them.",
    },
    Explanation {
        code: "missing-key",
        means: "Something that must be there is not: a manifest needs `layout`, `nameplate` and `articles`, an article a \
                headline and copy.",
        example: Example::Manifest("articles:\n  - text: It hangs there.\n"),
        mend: "Add the key that the message names.",
    },
    Explanation {
        code: "empty",
        means: "A key or a file is there and nothing is in it. A `#` begins a comment, so that `headline: #1 fan` is empty, too.",
        example: Example::Manifest("articles:\n  - headline:\n    text: It hangs there.\n"),
        mend: "Write the value, or take the key out. Put a value that begins with `#` in quotes.",
    },
    Explanation {
        code: "duplicate-key",
        means: "A key is given twice in the same group, and only one can count.",
        example: Example::Manifest(
            "articles:\n  - headline: The mirror is up\n    headline: The mirror hangs\n    text: At last.\n",
        ),
        mend: "Keep one of the two. If they belong to two articles, begin the second with `- `.",
    },
    Explanation {
        code: "duplicate-slug",
        means: "Two articles have the same `slug`, and messages could not tell them apart.",
        example: Example::Manifest(
            "articles:\n  - {slug: a, headline: One, text: x}\n  - {slug: a, headline: Two, text: y}\n",
        ),
        mend: "Give one of them another slug, or none.",
    },
    Explanation {
        code: "both",
        means: "Two keys stand here of which only one can: `body` and `text` of an article, `file` and `grid` of a picture, \
                `text` and `file` of a filler.",
        example: Example::Manifest("articles:\n  - {headline: One, text: x, body: articles/one.md}\n"),
        mend: "Keep one. `body` names a file, `text` holds the copy itself.",
    },
    Explanation {
        code: "wrong-type",
        means: "Something else was wanted here: a number where text stands, a list where one thing stands, `true` or `false`.",
        example: Example::Manifest("articles:\n  - {headline: One, text: x, columns: two}\n"),
        mend: "The message says what is wanted. Numbers, `true` and `false` are written without quotes; lists with `- ` or \
               in brackets.",
    },
    Explanation {
        code: "bad-value",
        means: "The key takes one of a few words, or a value of a certain form, and this is none of them.",
        example: Example::Manifest("articles:\n  - {headline: One, text: x, kind: breifs}\n"),
        mend: "Write one of the words that the message names.",
    },
    Explanation {
        code: "out-of-range",
        means: "The number or length is larger or smaller than can be.",
        example: Example::Manifest("articles:\n  - {headline: One, text: x, columns: 40}\n"),
        mend: "Write one in the range that the message names.",
    },
    Explanation {
        code: "bad-date",
        means: "The date is not a day of the calendar.",
        example: Example::Manifest("nameplate: {title: The Dock, date: 2026-02-30}\narticles: []\n"),
        mend: "Write year, month and day as 2026-03-14. The paper prints it in its language.",
    },
    Explanation {
        code: "too-much",
        means: "There is more here than an issue can need: articles by the thousand, values by the hundred thousand.",
        example: Example::Case("A manifest with more than 1,000 articles, or one whose aliases repeat one another."),
        mend: "Set it as several issues; write out what aliases repeat.",
    },
    Explanation {
        code: "unknown-language",
        means: "The language is not one that the program knows, so the text is set as the issue's language or as English: \
                hyphenation and quotation marks will be wrong.",
        example: Example::Manifest("language: Spanish\narticles: []\n"),
        mend: "Write its short name, `es` for Spanish. `stonehand languages` lists all.",
    },
    Explanation {
        code: "unknown-slug",
        means: "An edition changes an article that is not there.",
        example: Example::Case("`articles: {miror: {headline: X}}` in an edition."),
        mend: "Write the article's `slug`.",
    },
    Explanation {
        code: "not-in-edition",
        means: "An edition changes an article that does not appear in it, because the article is for other editions.",
        example: Example::Case(
            "`editions: [airport]` under `lockers`, and `articles: {lockers: …}` under the edition `spanish`.",
        ),
        mend: "Add the edition to the article's `editions`, or take out what changes it.",
    },
    Explanation {
        code: "unknown-edition",
        means: "An article, a picture or a filler is for an edition that the manifest does not name, or `only` takes a label that nothing has.",
        example: Example::Manifest("articles:\n  - {headline: One, text: x, editions: [airport]}\n"),
        mend: "Name the edition under `editions:` at the end of the manifest, or mend the name here.",
    },
    Explanation {
        code: "no-effect",
        means: "A key is right but does nothing where it stands: a large first letter in a sidebar, a page to jump to in an \
                article that is pinned nowhere.",
        example: Example::Manifest("articles:\n  - {headline: One, text: x, box: true, drop_cap: true}\n"),
        mend: "Take it out, or pin the article, as the message says.",
    },
    Explanation {
        code: "no-such-slot",
        means: "An article is pinned to a slot that the layout does not have, or not on that page.",
        example: Example::Case(
            "`slot: leed` in an issue whose layout is `letter-news`, which has `lead` and `rail` on page 1.",
        ),
        mend: "Write a slot that the layout has; `stonehand layouts` names them. Or leave `slot` out.",
    },
];
