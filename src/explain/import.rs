//! What is said of files that are imported.

use super::{Example, Explanation};

pub(super) const ROWS: &[Explanation] = &[
    Explanation {
        code: "import",
        means: "No article can be made of the file: it is damaged, has a password, is too large, or is of a kind that is not read.",
        example: Example::Case("`stonehand import letter.doc`, which Word saved before 2007."),
        mend: "Do what the message says; most word processors save as .docx or .odt.",
    },
    Explanation {
        code: "left-out",
        means: "Something in the document is not part of the article, or could tell who worked on it: comments, tracked deletions, \
                hidden text, headers and footers, the document's properties. It is in none of the files that were written.",
        example: Example::Case("`2 comments were left out`"),
        mend: "Nothing, if it was to go. What is missed must be made plain text in the word processor first.",
    },
    Explanation {
        code: "taken",
        means: "Something in the document was taken into the article in another form than it has there: tracked insertions, text boxes, \
                merged cells, lines in bold that serve as subheads, links without the page that counts who follows them.",
        example: Example::Case("`1 text box was taken: its words stand after the paragraph that it belongs to`"),
        mend: "Read the place once more, and move or change what does not suit.",
    },
    Explanation {
        code: "guessed",
        means: "The file does not say something that must be known: which line is its title, or how its letters are encoded.",
        example: Example::Case("A plain text whose accents are neither UTF-8 nor UTF-16."),
        mend: "Look at what came of it; write over it, or let the file say so and import it again with `--force`.",
    },
    Explanation {
        code: "picture-left-out",
        means: "A picture of the document is not among the files that were written: it is not a JPEG or a PNG, it is damaged, or it lies \
                on the internet, from where nothing is fetched.",
        example: Example::Case("A drawing that Word keeps as a metafile (EMF)."),
        mend: "Save the picture as JPEG or PNG into `images/`, and name it in the copy.",
    },
    Explanation {
        code: "picture-cropped",
        means: "The word processor hides a part of a picture and keeps all of it in its file. All of it is in the file that was written, \
                and would be printed.",
        example: Example::Case("A photograph of which Word shows the middle, with somebody's face at the side."),
        mend: "Look at the file under `images/`, and crop it in an image editor if what was cut away is not to be seen.",
    },
    Explanation {
        code: "manifest-form",
        means: "The program adds an article to a manifest line by line, and this one is written so that it cannot: its articles stand in \
                brackets, or it has mistakes.",
        example: Example::Case(
            "`stonehand import letter.docx --add`, where the manifest has `articles: [{headline: A, text: B}]`.",
        ),
        mend: "Write each article on lines of its own that begin with `- `; or import without `--add` and paste the entry.",
    },
];
