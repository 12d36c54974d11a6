//! What is said of the pages as they were made up.

use super::{Example, Explanation};

pub(super) const ROWS: &[Explanation] = &[
    Explanation {
        code: "overset",
        means: "There is more copy than room: the paper has more pages than were asked for, or a head alone is deeper than a page.",
        example: Example::Case("`pages: 4`, and copy for five."),
        mend: "Cut copy, make pictures smaller, ask for more pages, or write `cut: from-end` under articles that may be shortened.",
    },
    Explanation {
        code: "cut",
        means: "Paragraphs were left out at the end of an article to make the paper fit, as its `cut: from-end` allows.",
        example: Example::Case("`pages: 4`, copy for a little more, and an article with `cut: from-end`."),
        mend: "Nothing, or shorten the article yourself, to choose what goes.",
    },
    Explanation {
        code: "empty-pages",
        means: "The copy ends before the pages do, and empty ones were added.",
        example: Example::Case("`pages: 4`, and copy for three."),
        mend: "Write more, make pictures larger, or ask for fewer pages.",
    },
    Explanation {
        code: "page-full",
        means: "An article is pinned to a page on which nothing is left, and stands elsewhere.",
        example: Example::Case("Three long articles with `page: 1`."),
        mend: "Shorten what is pinned to the page before it, or pin one of them to another.",
    },
    Explanation {
        code: "slot-full",
        means: "The slot to which an article is pinned has no room: it lies under the nameplate, is too low, or is taken.",
        example: Example::Case("Two articles with `slot: lead` on one page."),
        mend: "Give one of them another slot or page, shorten what stands there, or give the slot more `lines` in the layout.",
    },
    Explanation {
        code: "pin-too-small",
        means: "An article does not fit where it is pinned, and stands where there is room.",
        example: Example::Case("A sidebar of eighty lines pinned to a slot of forty."),
        mend: "Shorten it, make its pictures smaller, or pin it to a larger slot or another page.",
    },
    Explanation {
        code: "narrower",
        means: "An article asks for more columns than there are where it stands, and is set over fewer.",
        example: Example::Case("`columns: 3` and a slot of two columns."),
        mend: "Write fewer `columns`, or give it another place.",
    },
    Explanation {
        code: "jumps-anyway",
        means: "An article that is to stay on one page is longer than it, and goes on on the next.",
        example: Example::Case("A sidebar, or an article with `jump: forbid`, that is longer than a page."),
        mend: "Shorten it, give it more columns or a larger slot, or take `jump: forbid` out.",
    },
    Explanation {
        code: "jumps-elsewhere",
        means: "An article cannot go on on the page that `jump` names, and goes on on another.",
        example: Example::Case("`jump: {to: 3}` in a paper of two pages."),
        mend: "Name a later page with room, or leave `to` out.",
    },
    Explanation {
        code: "nameplate-too-deep",
        means: "The nameplate would take more than half a page, or its title does not go on the width at any size; something was left out.",
        example: Example::Case("A tagline of a thousand words."),
        mend: "Shorten what stands under `nameplate`.",
    },
    Explanation {
        code: "colophon-too-long",
        means: "The colophon does not fit on a page and was left out.",
        example: Example::Case("A colophon of two thousand words."),
        mend: "Shorten it, or make an article of it.",
    },
    Explanation {
        code: "picture-too-tall",
        means: "A picture is taller than its page and was set smaller.",
        example: Example::Case("A tall portrait with `columns: 3`."),
        mend: "Give it a `crop` with a wider form, or fewer `columns`.",
    },
    Explanation {
        code: "picture-coarse",
        means: "A picture has so few pixels for its size on paper that they show.",
        example: Example::Case("A picture of 400 pixels from a web page over three columns."),
        mend: "Take a larger one, or give it fewer `columns`.",
    },
    Explanation {
        code: "moved",
        means: "An article does not stand in the order of the manifest, since a hole would have been left there.",
        example: Example::Case("`check` says so, and names what stands before it now."),
        mend: "Nothing; or write `page` under it, change its length, or move it in the manifest.",
    },
    Explanation {
        code: "narrowed",
        means: "An article that asks for no `columns` stands beside others rather than over the whole width, since that would have left more white, or a few lines of copy under a wide head.",
        example: Example::Case("`check` says so, and over how many columns it stands."),
        mend: "Nothing; or write `columns` under it.",
    },
    Explanation {
        code: "widened",
        means: "An article takes more columns than it asks for: no article that follows would have stood well beside it.",
        example: Example::Case("`check` says so, and over how many columns it stands."),
        mend: "Give its neighbour in the manifest `columns` so that they add up, pin it with `page`, or leave it so.",
    },
    Explanation {
        code: "smaller",
        means: "A picture has fewer columns than it asks for: over so many it would have left white on the page.",
        example: Example::Case("`check` says so of an upright picture with `columns: 3` and little copy."),
        mend: "Nothing; or give it a wider form (`crop`), write more, or pin the article with `page`.",
    },
    Explanation {
        code: "jump",
        means: "An article goes on on a later page.",
        example: Example::Case("`check` says so of every jump."),
        mend: "Nothing; or `jump: {to: \u{2026}}`, another slot, or fewer words.",
    },
    Explanation {
        code: "white",
        means: "A page has white left, and for how many words there is room.",
        example: Example::Case("`check` says so of pages that end three lines or more above their foot."),
        mend: "Write more, make a picture larger, add `fillers`, or pin something there.",
    },
    Explanation {
        code: "filler",
        means: "A filler is not used: no page has white enough at its foot.",
        example: Example::Case("`check` says so of each filler that is left over."),
        mend: "Nothing, or make it smaller.",
    },
];
