//! The keys of `layout.yaml`.

use super::{Group, Key, Takes, group, key, required};
use crate::page::{ROLES, paper_names};

/// What each role is, by its key. The guide's table says more.
const ROLE_ABOUTS: &[(&str, &str)] = &[
    ("body", "the copy"),
    ("headline", "headlines; sizes by importance, the first is the lead's"),
    ("deck", "the lines under a headline"),
    ("kicker", "the label above a headline"),
    ("byline", "who wrote it"),
    ("dateline", "where it was written"),
    ("subhead", "headings in the copy"),
    ("pull_quote", "pull quotes"),
    ("pull_quote_by", "who said them"),
    ("caption", "captions"),
    ("credit", "who made the picture"),
    ("quotation", "quotations in the copy; `indent` insets them on both sides"),
    ("quotation_source", "their source"),
    ("list", "lists"),
    ("table", "tables"),
    ("table_head", "their first row"),
    ("note", "notes, at the foot of a column or at an article's end"),
    ("code", "lines of code"),
    ("drop_cap", "large first letters; the size follows from their depth in lines"),
    ("signature", "the name under a letter or an article"),
    ("brief_head", "the place and date of a brief; `above` and `rule` part the items"),
    ("directory", "the entries of a directory; `above` and `rule` part them"),
    ("directory_name", "their names"),
    ("calendar", "the texts of a calendar; `above` and `rule` part the items"),
    ("calendar_date", "its dates"),
    ("banner", "the headline of a banner; the size is the largest that it takes"),
    ("banner_text", "the copy of a banner"),
    ("nameplate", "the paper's title; the size is the largest that it takes"),
    ("tagline", "the line under the title"),
    ("issue_line", "volume, number, place, date, price"),
    ("ear", "the boxes beside the title"),
    ("folio", "the line at the foot"),
    ("colophon", "the box with who publishes it"),
    ("colophon_head", "headings in it"),
    ("box", "the copy of sidebars; `tint` is the colour behind it"),
    ("box_head", "the headlines of sidebars"),
    ("jump_line", "\"Continued on page 3\" and \"From page 1\""),
    ("jump_head", "the head under which an article goes on"),
];

/// What a role is, in a few words.
pub fn role_about(key: &str) -> &'static str {
    ROLE_ABOUTS.iter().find(|(k, _)| *k == key).map_or("", |(_, about)| about)
}

fn roles() -> Vec<(String, String)> {
    let parent = |r: &crate::page::RoleRow| ROLES.iter().find(|p| p.role == r.parent).map_or("", |p| p.key);
    let about = |r: &crate::page::RoleRow| match parent(r) {
        own if own == r.key => role_about(r.key).to_owned(),
        parent => format!("{}. Inherits `{parent}`", role_about(r.key)),
    };
    ROLES.iter().map(|r| (r.key.to_owned(), about(r))).collect()
}

fn masters() -> Vec<(String, String)> {
    let kinds = [
        ("first", "page 1"),
        ("last", "the last page, where the issue says how many there are"),
        ("left", "even pages"),
        ("right", "odd pages"),
        ("any", "all pages"),
    ];
    kinds.iter().map(|(k, about)| ((*k).to_owned(), (*about).to_owned())).collect()
}

fn papers() -> Vec<String> {
    paper_names().into_iter().map(str::to_owned).collect()
}

const NONE: Takes = Takes::OneOf(&[("none", "")]);
const RULE: Takes = Takes::Either(&[NONE, Takes::Length]);

/// The whole.
pub(super) static LAYOUT: Group = group(
    "the layout",
    &[
        required(
            "paper",
            Takes::Either(&[Takes::Name(papers), Takes::Group(&PAPER)]),
            "The trimmed page: a paper's name, or a group of `width` and `height`",
        ),
        key(
            "margins",
            Takes::Either(&[Takes::Length, Takes::Group(&MARGINS)]),
            "0.6in all round",
            "The margins; inner is the side where pages are joined",
        ),
        key("bleed", Takes::Length, "0", "How far the sheet runs past the trimmed page"),
        key("columns", Takes::Whole(1, 12), "3", "The grid's columns; each must be at least 36 pt wide"),
        key("gutter", Takes::Length, "15pt", "The space between two columns"),
        key(
            "baseline",
            Takes::Length,
            "11.5pt",
            "The distance between the lines of the grid, on which all copy stands",
        ),
        key("column_rules", RULE, "none", "Rules between the columns of an article"),
        key(
            "notes",
            Takes::OneOf(&[("foot", "at the foot of the column"), ("end", "at the end of the article")]),
            "foot",
            "Where notes stand",
        ),
        key("styles", Takes::Known(roles, None, &Takes::Group(&STYLE)), "", "What each kind of text looks like"),
        key(
            "pages",
            Takes::Known(masters, Some("^[1-9][0-9]{0,3}$"), &Takes::Group(&MASTER)),
            "",
            "What stands on which pages: `first`, `last`, `left`, `right`, `any`, or a page's number",
        ),
    ],
);

static PAPER: Group = group(
    "`paper`",
    &[required("width", Takes::Length, "The page's width"), required("height", Takes::Length, "The page's height")],
);

static MARGINS: Group = group(
    "`margins`",
    &[
        required("top", Takes::Length, "Above the type"),
        required("bottom", Takes::Length, "Below the type"),
        required("inner", Takes::Length, "On the side where pages are joined"),
        required("outer", Takes::Length, "On the other side"),
    ],
);

static MASTER: Group = group(
    "a page",
    &[
        key(
            "nameplate",
            Takes::Either(&[NONE, Takes::Group(&NAMEPLATE)]),
            "none",
            "The room of the title; only page 1 has one",
        ),
        key("folio", Takes::Either(&[NONE, Takes::Group(&FOLIO)]), "none", "The line at the foot"),
        key("slots", Takes::Named(&Takes::Group(&SLOT)), "none", "Rooms with names, to which articles are pinned"),
    ],
);

static NAMEPLATE: Group = group(
    "`nameplate`",
    &[required(
        "lines",
        Takes::Whole(0, 200),
        "How many grid lines the title takes at most, the white below it included",
    )],
);

static FOLIO: Group = group(
    "`folio`",
    &[
        key(
            "outer",
            Takes::Text,
            "empty",
            "At the outer margin. {page}, {pages}, {title}, {date}, {volume}, {number}, {place} are filled in",
        ),
        key("centre", Takes::Text, "empty", "In the middle, with the same fields"),
        key("inner", Takes::Text, "empty", "At the inner margin, with the same fields"),
    ],
);

static SLOT: Group = group(
    "a slot",
    &[
        required("columns", Takes::Range, "From which column to which: 1-3, or 2 alone"),
        required("lines", Takes::Range, "From which line of the grid to which: 13-40, 31-end; the nameplate counts"),
    ],
);

const COLOR: Takes = Takes::Either(&[Takes::Text, Takes::Group(&SPOT)]);

static SPOT: Group = group(
    "a colour",
    &[
        required("spot", Takes::Text, "The ink; at most 32 letters"),
        required(
            "cmyk",
            Takes::Few(&Takes::Percent, 4),
            "What stands in for the solid ink: cyan, magenta, yellow, black",
        ),
        key("tint", Takes::Percent, "100", "How much of the ink"),
    ],
);

static STYLE: Group = group("the style", PROPERTIES);

/// The properties that a style may have.
pub const PROPERTIES: &[Key] = &[
    key("font", Takes::Text, "STIX Two Text", "A family's name, or a font file. `stonehand fonts` lists them"),
    key(
        "weight",
        Takes::Either(&[
            Takes::Whole(100, 900),
            Takes::OneOf(&[
                ("light", "300"),
                ("regular", "400"),
                ("medium", "500"),
                ("semibold", "600"),
                ("bold", "700"),
                ("black", "900"),
            ]),
        ]),
        "400",
        "How bold; the nearest that the family has",
    ),
    key("italic", Takes::Flag, "false", "Whether it is slanted; emphasis within italic is upright"),
    key(
        "size",
        Takes::Either(&[Takes::Length, Takes::List(&Takes::Length)]),
        "9.4pt",
        "The size of the type, 4 to 300 pt; for headlines a list, largest first",
    ),
    key(
        "leading",
        Takes::Length,
        "body: the baseline; others: 1.2 times the size",
        "The distance of lines within the piece",
    ),
    key("indent", Takes::Extent, "0", "The first line of a paragraph, but not after a head"),
    key(
        "align",
        Takes::OneOf(&[("justify", ""), ("left", ""), ("centre", ""), ("right", ""), ("center", "the same as centre")]),
        "justify",
        "How lines are set; heads and captions are never justified",
    ),
    key("hyphenate", Takes::Flag, "true", "Whether words may be divided"),
    key("tracking", Takes::Extent, "0", "Space between letters; may be negative"),
    key(
        "caps",
        Takes::OneOf(&[("normal", ""), ("all", ""), ("small", ""), ("all-small", "")]),
        "normal",
        "Capitals and small capitals",
    ),
    key(
        "figures",
        Takes::OneOf(&[("lining", ""), ("old-style", "")]),
        "lining",
        "The form of figures, where the face has both",
    ),
    key(
        "color",
        COLOR,
        "black",
        "black, white, gray 40% (of ink), \"#c8102e\" (in quotes), cmyk(0 100 90 10), or an ink of its own",
    ),
    key("above", Takes::Whole(0, 50), "0", "Grid lines of white above; not inherited"),
    key("below", Takes::Whole(0, 50), "0", "Grid lines of white below; not inherited"),
    key("tint", COLOR, "none", "Of banner and box: the colour behind them; not inherited"),
    key("rule", RULE, "none", "The rule or bar that belongs to it; not inherited"),
    key("lines", Takes::Whole(1, 6), "3", "Of drop_cap: how many lines deep; not inherited"),
    key(
        "raise",
        Takes::Whole(0, 5),
        "0, or 2 where `lines` is 1",
        "Of drop_cap: lines that it stands above; not inherited",
    ),
];
