//! The keys of `issue.yaml`.

use super::{Group, Key, Takes, group, key, required};
use crate::issue::MAX_PAGES;
use crate::language::Language;
use crate::{page, profile};

fn layouts() -> Vec<String> {
    page::builtin_names().map(str::to_owned).collect()
}

fn profiles() -> Vec<String> {
    profile::builtin_names().map(str::to_owned).collect()
}

fn languages() -> Vec<String> {
    Language::all().map(|l| l.tag.to_owned()).collect()
}

const LAYOUT: Key = required(
    "layout",
    Takes::Name(layouts),
    "The design: the name of a layout that is built in or stands under layouts/, or a path. `stonehand layouts` lists them",
);
const PROFILE: Key = key(
    "profile",
    Takes::Name(profiles),
    "a PDF for reading",
    "What it is printed on. `stonehand profiles` lists them; a build's `--profile` has the last word",
);
const LANGUAGE: Key = key(
    "language",
    Takes::Name(languages),
    "en-US",
    "The language: hyphenation, quotation marks, spaces at punctuation, the form of the date, what jump lines say",
);
const HYPHENATION: Key = key(
    "hyphenation",
    Takes::List(&Takes::Text),
    "none",
    "Words that the paper divides in its own way: `ste-ward` at its hyphens and nowhere else, `Oakdale` not at all",
);
const NAMEPLATE_ABOUT: &str = "The paper's title and what stands beside it";
static COUNTS: [Takes; 2] = [Takes::Whole(1, MAX_PAGES), Takes::Group(&PAGE_COUNT)];
const PAGES: Key = key(
    "pages",
    Takes::Either(&COUNTS),
    "as many as the copy takes",
    "How many pages: a number for exactly so many, or a group of `max` and `multiple_of`",
);
const COLOPHON: Key = key(
    "colophon",
    Takes::Markdown,
    "none",
    "Who publishes it and how to reach them; in a tinted box at the foot of page 2, so the paper has two pages at least",
);
const ARTICLES_ABOUT: &str = "The articles, in order of importance and of their place in the paper";
const ARTICLE_LIST: Takes = Takes::List(&Takes::Group(&ARTICLE));
const IMAGES: Key = key("images", PICTURES, "none", "Pictures of their own; they stand after the last article");
const PICTURES: Takes = Takes::List(&Takes::Group(&PICTURE));
const QUOTES: Takes = Takes::List(&Takes::Either(&[Takes::Text, Takes::Group(&QUOTE)]));
const PULL_QUOTES: Key = key("pull_quotes", QUOTES, "none", "Quotes of their own; they stand after those pictures");
static ONE_FILLER: Takes = Takes::Group(&FILLER);
const TITLE: Key = key("document_title", Takes::Text, "none", "What a program that shows the PDF writes over it");
const NEVER: Key = key(
    "never_print",
    Takes::List(&Takes::Text),
    "none",
    "Names and numbers that must not stand in the paper anywhere; a build that would print one stops",
);
const FILLERS: Key = key(
    "fillers",
    Takes::List(&ONE_FILLER),
    "none",
    "Small pieces for what is left white at the foot of a page; each is used once at most",
);

/// The whole.
pub(super) static ISSUE: Group = group(
    "the manifest",
    &[
        LAYOUT,
        PROFILE,
        LANGUAGE,
        HYPHENATION,
        required("nameplate", Takes::Group(&NAMEPLATE), NAMEPLATE_ABOUT),
        PAGES,
        COLOPHON,
        required("articles", ARTICLE_LIST, ARTICLES_ABOUT),
        IMAGES,
        PULL_QUOTES,
        FILLERS,
        TITLE,
        NEVER,
        key(
            "editions",
            Takes::Named(&Takes::Group(&EDITION)),
            "none",
            "Variants of the issue, each with the keys that it changes; built beside it",
        ),
    ],
);

static NAMEPLATE: Group = group(
    "the nameplate",
    &[
        required(
            "title",
            Takes::Markdown,
            "The paper's name; made smaller, or set on several lines, if it is too wide",
        ),
        key("tagline", Takes::Markdown, "none", "The line under the title"),
        key("volume", Takes::Whole(0, 99_999), "none", "Which year of the paper"),
        key("number", Takes::Whole(0, 999_999), "none", "Which issue. `stonehand new --next` moves it on"),
        key(
            "date",
            Takes::Date,
            "none",
            "The day of publication as 2026-03-14, printed as the language writes it. The computer's clock is never read",
        ),
        key("place", Takes::Markdown, "none", "Stands in the line under the title"),
        key("price", Takes::Markdown, "none", "Stands at the end of the line under the title"),
        key("ears", Takes::Group(&EARS), "none", "The small boxes beside the title"),
    ],
);

static EARS: Group = group(
    "`ears`",
    &[
        key("left", Takes::Markdown, "none", "The small box at the left of the title"),
        key("right", Takes::Markdown, "none", "The small box at the right of the title"),
    ],
);

static PAGE_COUNT: Group = group(
    "`pages`",
    &[
        key("max", Takes::Whole(1, MAX_PAGES), "no limit", "At most so many pages"),
        key("multiple_of", Takes::Whole(1, 64), "1", "A multiple of so many: 4 for a folded paper"),
    ],
);

const COLUMNS: Takes = Takes::Whole(1, 12);
const AT: Takes =
    Takes::Either(&[Takes::OneOf(&[("auto", ""), ("top", ""), ("bottom", "")]), Takes::Whole(1, 100_000)]);
const SIDE: Key = key(
    "side",
    Takes::OneOf(&[("left", ""), ("right", "")]),
    "right",
    "At which side it stands, where copy runs beside it",
);
const EDITIONS: Key = key(
    "editions",
    Takes::Either(&[Takes::Text, Takes::List(&Takes::Text)]),
    "all",
    "The editions that it appears in, and no others",
);

static ARTICLE: Group = Group {
    name: "an article",
    one_of: &["body", "text"],
    keys: &[
        key("slug", Takes::Text, "made from the headline", "The article's name among you, and in messages"),
        key("kicker", Takes::Markdown, "none", "The label above the headline"),
        required("headline", Takes::Markdown, "The headline; a line break in it is one on paper"),
        key("deck", Takes::Markdown, "none", "The lines under the headline"),
        key("byline", Takes::Markdown, "none", "Who wrote it"),
        key("dateline", Takes::Markdown, "none", "Where it was written"),
        key("language", Takes::Name(languages), "the issue's", "The article's own language"),
        key(
            "kind",
            Takes::OneOf(&[
                ("article", "copy with its head"),
                ("briefs", "small items, each beginning with its place and date in bold"),
                ("directory", "who is to be reached where"),
                ("calendar", "dates, and what happens then"),
                ("letters", "letters to the editor, with signatures"),
                ("banner", "a call across the page"),
            ]),
            "article",
            "What it is read and set as",
        ),
        key("body", Takes::Path, "", "The Markdown file with the copy; either this or `text`"),
        key("text", Takes::Markdown, "", "The copy itself, after `|` and indented; either this or `body`"),
        key(
            "columns",
            COLUMNS,
            "all of the page or of its slot",
            "How many columns it takes; neighbours that add up stand side by side",
        ),
        key(
            "start",
            Takes::OneOf(&[("anywhere", ""), ("column", ""), ("page", "at the head of a page")]),
            "anywhere",
            "Where it may begin",
        ),
        key("page", Takes::Whole(1, MAX_PAGES), "none", "The page that it is pinned to"),
        key("slot", Takes::Text, "none", "The room of the layout that it is pinned to. `stonehand layouts` names them"),
        key(
            "jump",
            Takes::Either(&[
                Takes::OneOf(&[("allow", "it may go on on a later page"), ("forbid", "it stays on its page")]),
                Takes::Group(&JUMP),
            ]),
            "allow",
            "Whether it may jump to a later page; in a group, where to and under which head",
        ),
        key("box", Takes::Flag, "false", "Whether it is a sidebar, in a tinted or ruled box"),
        key("drop_cap", Takes::Flag, "false", "Whether it begins with a large letter"),
        key(
            "cut",
            Takes::OneOf(&[("none", ""), ("from-end", "its last paragraphs may be left out to make it fit")]),
            "none",
            "Whether copy may be left out to make it fit",
        ),
        key("pull_quotes", QUOTES, "none", "Quotes to be set large within the copy"),
        key("images", PICTURES, "none", "Its pictures"),
        EDITIONS,
    ],
};

static JUMP: Group = group(
    "`jump`",
    &[
        key(
            "to",
            Takes::Whole(1, MAX_PAGES),
            "the next page with room",
            "The page on which it goes on; for pinned articles",
        ),
        key("head", Takes::Text, "the headline's first words", "A few words for the head there"),
    ],
);

static PICTURE: Group = Group {
    name: "a picture",
    one_of: &["file", "grid"],
    keys: &[
        key("file", Takes::Path, "", "The picture, JPEG or PNG; either this or `grid`"),
        key(
            "grid",
            Takes::List(&Takes::Path),
            "",
            "Pictures that stand together under one caption; either this or `file`",
        ),
        key("caption", Takes::Markdown, "none", "What stands under it"),
        key("credit", Takes::Markdown, "none", "Who made it; at the caption's end"),
        key("alt", Takes::Text, "none", "What one would say of it to somebody who cannot see it; not printed"),
        key("columns", Takes::Halves, "1", "How many columns wide, in halves; as wide as its article at most"),
        SIDE,
        key(
            "at",
            AT,
            "auto",
            "The top or bottom of the article's columns, or the number of the paragraph before which it stands",
        ),
        key(
            "crop",
            Takes::Either(&[Takes::Form, Takes::Group(&CROP)]),
            "a photograph may lose 6 %",
            "How its form may change so that the page comes out well",
        ),
        key(
            "focus",
            Takes::Few(&Takes::Number(0.0, 1.0), 2),
            "[0.5, 0.5]",
            "The point that stays in the picture: from the left and from the top",
        ),
        key("ink", Takes::Text, "the profile's first", "The ink that it prints in, where each has a file of its own"),
        EDITIONS,
    ],
};

static CROP: Group = group(
    "`crop`",
    &[
        required("min", Takes::Form, "The tallest form, like \"4:3\""),
        required("max", Takes::Form, "The widest form, like \"3:2\""),
    ],
);

static QUOTE: Group = group(
    "a pull quote",
    &[
        required("text", Takes::Markdown, "The words, without quotation marks: these are added"),
        key("by", Takes::Markdown, "none", "Who said it"),
        key("columns", Takes::Halves, "1", "How many columns wide, in halves"),
        SIDE,
        key(
            "at",
            AT,
            "auto",
            "Away from the words that it quotes, or the top, the bottom, or the number of a paragraph",
        ),
        EDITIONS,
    ],
);

static FILLER: Group = Group {
    name: "a filler",
    one_of: &["text", "file"],
    keys: &[
        key("text", Takes::Markdown, "", "A few words, set across the page in a box; either this or `file`"),
        key("file", Takes::Path, "", "A picture; either this or `text`"),
        key("priority", Takes::Whole(0, 1_000_000), "100", "The lowest goes first"),
        EDITIONS,
    ],
};

static EDITION: Group = group(
    "an edition",
    &[
        key("layout", Takes::Name(layouts), "the issue's", "Another design"),
        PROFILE,
        key("language", Takes::Name(languages), "the issue's", "Another language"),
        HYPHENATION,
        // An edition says only what it changes, so nothing in it must be there.
        key(
            "nameplate",
            Takes::Named(&Takes::Either(&[Takes::Text, Takes::Group(&EARS)])),
            "the issue's",
            NAMEPLATE_ABOUT,
        ),
        PAGES,
        COLOPHON,
        // A list stands in the place of the issue's; by their slugs, articles are changed singly.
        key(
            "articles",
            Takes::Either(&[ARTICLE_LIST, Takes::Named(&Takes::Any)]),
            "the issue's",
            "Other articles; or, by their slugs, what is changed of some",
        ),
        IMAGES,
        PULL_QUOTES,
        FILLERS,
        TITLE,
        NEVER,
        key("bodies", Takes::Path, "none", "A folder with the copy in another language"),
        key("only", Takes::List(&Takes::Text), "all", "The names of what appears in it"),
    ],
);
