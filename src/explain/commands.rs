//! What is said of the commands themselves.

use super::{Example, Explanation};

pub(super) const ROWS: &[Explanation] = &[
    Explanation {
        code: "cannot-serve",
        means: "The page cannot be shown: another program listens on the port that was asked for, or none may be used.",
        example: Example::Case("`stonehand watch 2026-03-14 --serve --port 8080`, twice at the same time."),
        mend: "Leave `--port` out, or name another.",
    },
    Explanation {
        code: "cannot-watch",
        means: "The system does not let the program know when files change: most often because it allows only so many folders \
                to be watched, and other programs watch them.",
        example: Example::Case("`stonehand watch 2026-03-14`, while an editor watches a very large folder."),
        mend: "End the other program, allow more watches (on Linux, `fs.inotify.max_user_watches`), or use `stonehand build`.",
    },
    Explanation {
        code: "next",
        means: "The last issue cannot be moved on by the program: it has no date, or its manifest is written in a way that cannot be \
                changed line by line.",
        example: Example::Case(
            "`stonehand new --next 2026-03-14`, where the manifest has no `date` under `nameplate`.",
        ),
        mend: "Do what the message says, or copy the folder and change it by hand.",
    },
    Explanation {
        code: "no-such-page",
        means: "The paper has not as many pages as `--pages` asks for.",
        example: Example::Case("`stonehand proof 2026-03-14 --pages 9`, of a paper of eight pages."),
        mend: "Write numbers and ranges that there are pages of, as in `--pages 1,3-5` or `--pages 7-`.",
    },
    Explanation {
        code: "proof-size",
        means: "The picture would have too many pixels, or fewer than anything can be seen in.",
        example: Example::Case("`stonehand proof 2026-03-14 --ppi 1000`, of tabloid pages."),
        mend: "Ask for the resolution that the message names: 100 is about what a screen shows, 300 what a copier prints. For a \
               contact sheet, 50 is enough.",
    },
    Explanation {
        code: "several-files",
        means: "The profile makes a PDF for every ink, and `proof --against` holds one PDF against another.",
        example: Example::Case("`stonehand proof 2026-03-14 --profile riso --against old.pdf`"),
        mend: "Build the earlier issue and compare both with `--profile screen`, which shows all inks on one page.",
    },
    Explanation {
        code: "another-paper",
        means: "The PDF that the issue is to be held against has pages of another size: it is another paper, or its sheets.",
        example: Example::Case("`stonehand proof 2026-03-14 --against 2026-03-14-booklet.pdf`"),
        mend: "Name the PDF that an earlier `build` of this issue wrote, before its pages were laid on sheets.",
    },
    Explanation {
        code: "sample-language",
        means: "There is no sample text in the language of the new issue, so it is in English.",
        example: Example::Case("`stonehand new 2026-03-14 --language pl`"),
        mend: "Nothing: write over it. The manifest names the language that was asked for.",
    },
    Explanation {
        code: "specimen",
        means: "There are more families of type than one specimen can show.",
        example: Example::Case("`stonehand fonts --specimen fonts.pdf`, with thirty folders under `fonts/`."),
        mend: "Move some of the folders elsewhere for the time being.",
    },
    Explanation {
        code: "unknown-code",
        means: "No message has this code.",
        example: Example::Case("`stonehand explain unknow-key`"),
        mend: "Write it as it stands in brackets at the head of the message; `stonehand explain` lists all.",
    },
    Explanation {
        code: "unknown-role",
        means: "There is no kind of text of this name.",
        example: Example::Case("`stonehand properties headlin`"),
        mend: "Write the one that the message suggests; `stonehand properties` lists all.",
    },
];
