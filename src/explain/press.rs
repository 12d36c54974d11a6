//! What is said of a finished file that is held against a profile, of translations, and of copy beside insets.

use super::{Example, Explanation};

pub(super) const ROWS: &[Explanation] = &[
    check(
        "resolution",
        "A picture has fewer pixels to the inch than the printer wants.",
        "A photograph of 800 pixels over three columns, for `press`.",
        "Take one with more pixels, or print it smaller.",
    ),
    check(
        "colour",
        "Something is painted in a colour space that the profile does not have.",
        "A PDF in RGB held against `copier-bw`.",
        "Build the file with the profile.",
    ),
    check(
        "rich-black",
        "Text or a rule is black of several inks; they never lie quite on one another.",
        "A rule in `cmyk: [50, 40, 40, 100]`.",
        "Write `black` or `gray 0` in the layout.",
    ),
    check(
        "total-ink",
        "More ink lies in one place than the paper takes.",
        "`cmyk: [90, 90, 90, 90]` for `press`.",
        "Name a colour of less ink in the layout.",
    ),
    check(
        "contrast",
        "Type hardly differs from what it stands on; recycled paper is gray.",
        "Captions in light gray for `newsprint`.",
        "Make it darker, or its ground lighter.",
    ),
    check(
        "thin-rule",
        "A rule is thinner than the device holds; white ones on dark need more.",
        "`column_rules: 0.3pt` for `riso`.",
        "Make it thicker in the layout.",
    ),
    check(
        "small-type",
        "Type is smaller than the device holds; white type on dark needs more.",
        "A caption of 5 pt for `copier-bw`.",
        "Make it larger in the layout.",
    ),
    check(
        "border",
        "Something stands where the device cannot print.",
        "Margins of 3 mm for `copier-bw`.",
        "Give the layout wider `margins`.",
    ),
    check(
        "bleed",
        "Something reaches the edge of the page and does not run past it; the knife is never that exact.",
        "A tint up to the edge, in a layout without `bleed`, for `press`.",
        "Give the layout a `bleed`, or keep it off the edge.",
    ),
    check(
        "page-count",
        "The number of pages does not go into the fold.",
        "Six pages for `press`, which wants fours.",
        "Write `pages: {multiple_of: 4}` in the manifest.",
    ),
    check("font-missing", "A font is not in the file.", "A PDF that another program made.", "Make the PDF anew."),
    check(
        "alt-missing",
        "A picture has no words for those who cannot see it.",
        "A picture without `alt`, for `screen`.",
        "Say in `alt` what it shows.",
    ),
    check(
        "link-tracking",
        "An address tells its owner who reads your paper.",
        "`https://example.org/?utm_source=dock`.",
        "Delete what stands after the `?`.",
    ),
    check(
        "lone-line",
        "A paragraph's first line stands alone at a column's foot, or its last at the head of one.",
        "A crowded page on which no other way was left.",
        "Write the paragraph a line longer or shorter.",
    ),
    check(
        "ladder",
        "Three lines in a row end in hyphens.",
        "A narrow column of long words.",
        "Write a word of it otherwise.",
    ),
    check(
        "not-a-profile",
        "A colour profile cannot be used.",
        "`condition: {name: X, icc: photo.jpg}` in a profile.",
        "Give the ICC profile that the printer gives out.",
    ),
    check(
        "longer-than-original",
        "A translation takes more lines than its original.",
        "An edition in Spanish.",
        "Nothing, or shorten it there.",
    ),
    check(
        "runaround",
        "Copy cannot stand beside something that is half a column wide.",
        "A picture with `columns: 0.5` in a narrow column.",
        "Give it whole columns, or another place.",
    ),
];

const fn check(code: &'static str, means: &'static str, case: &'static str, mend: &'static str) -> Explanation {
    Explanation { code, means, example: Example::Case(case), mend }
}
