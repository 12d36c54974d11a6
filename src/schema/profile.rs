//! The keys of a profile. What is left out is taken from the profile that it extends.

use super::{Group, Takes, group, key, required};
use crate::profile::builtin_names;

fn profiles() -> Vec<String> {
    builtin_names().map(str::to_owned).collect()
}

/// The whole.
pub(super) static PROFILE: Group = group(
    "the profile",
    &[
        key("extends", Takes::Name(profiles), "screen", "The built-in profile that everything else is taken from"),
        key(
            "color",
            Takes::OneOf(&[
                ("gray", "black ink alone"),
                ("rgb", "light; black and gray stay black ink"),
                ("cmyk", "cyan, magenta, yellow, black"),
                ("inks", "a gray file for every ink"),
            ]),
            "",
            "What colours become",
        ),
        key("inks", Takes::List(&Takes::Text), "", "With `color: inks`: the inks; the first takes what names no other"),
        key(
            "spots",
            Takes::Flag,
            "",
            "With `color: cmyk`: whether an ink of its own stays one, and has a plate of its own",
        ),
        key("photos", Takes::Group(&PHOTOS), "", "Pixels to the inch of photographs"),
        key("line_art", Takes::Group(&LINE_ART), "", "Pixels to the inch of drawings"),
        key("border", Takes::Length, "", "The border of the page that the machine cannot print on"),
        key("least_rule", Takes::Length, "", "The thinnest rule"),
        key("least_reversed_rule", Takes::Length, "", "The thinnest white rule on a solid"),
        key("least_type", Takes::Length, "", "The smallest type"),
        key("least_reversed_type", Takes::Length, "", "The smallest white type on a solid"),
        key("total_ink", Takes::Whole(50, 400), "", "The most ink in one place, all inks added up, in percent"),
        key("least_tint", Takes::Whole(0, 30), "", "The lightest tint that the machine holds, in percent"),
        key(
            "most_tone",
            Takes::Whole(50, 100),
            "",
            "The darkest tone of a gray photograph, in percent; darker ones fill in",
        ),
        key("dot_gain", Takes::Whole(0, 49), "", "By how much a tone of 50 % prints too dark, in percent"),
        key("bleed", Takes::Length, "", "How far art should run past the trim"),
        key(
            "marks",
            Takes::OneOf(&[("none", ""), ("crop", "where to cut"), ("registration", "those, and crosses")]),
            "",
            "Marks round the page",
        ),
        key("pages_multiple", Takes::Whole(1, 64), "", "The number of pages should be a multiple of this"),
        key("condition", Takes::Group(&CONDITION), "", "How four inks look where it is printed"),
        key(
            "standard",
            Takes::OneOf(&[("none", ""), ("pdf-x-4", "ISO 15930-7"), ("pdf-a-2b", "ISO 19005-2")]),
            "",
            "The standard that the file keeps",
        ),
        key("links", Takes::Flag, "", "Whether links and the outline are in it"),
        key("tagged", Takes::Flag, "", "Whether the file may say what is a headline and what a paragraph"),
    ],
);

static CONDITION: Group = group(
    "`condition`",
    &[
        required("name", Takes::Text, "The name of the printing condition"),
        required("icc", Takes::Path, "The ICC profile that the printer gives out, beside this file"),
    ],
);

const PPI: Takes = Takes::Whole(20, 4800);

static PHOTOS: Group = group(
    "`photos`",
    &[
        key("least", PPI, "", "Fewer show"),
        key("good", PPI, "", "So many are good"),
        key("most", PPI, "", "More are of no use; far more are taken out"),
    ],
);

static LINE_ART: Group = group(
    "`line_art`",
    &[
        key("least", PPI, "", "Fewer show"),
        key("good", PPI, "", "So many are good"),
        key("most", PPI, "", "More are of no use; far more are taken out"),
    ],
);
