//! What the program says of mistakes: file, line, column and the words.

use std::fmt::Write;
use std::path::Path;
use stonehand::diag::{Log, Severity};
use stonehand::files::MemoryFiles;
use stonehand::issue;

/// Every diagnostic as `error[code] file:line:column message | hint`.
fn said(log: &Log) -> Vec<String> {
    let one = |d: &stonehand::diag::Diagnostic| {
        let severity = match d.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        };
        let place = d.span.map_or(String::new(), |s| {
            let (line, column) = log.line_column(s);
            format!("{}:{line}:{column} ", log.file(s.file).0)
        });
        let hint = d.hint.as_deref().map_or(String::new(), |h| format!(" | {h}"));
        format!("{severity}[{}] {place}{}{hint}", d.code, d.message)
    };
    log.diagnostics().iter().map(one).collect()
}

const HEAD: &str = "layout: letter-news\nnameplate: {title: Dock}\n";

/// An issue with one article, in the folder `i`; `more` is appended to the manifest.
fn files(manifest: impl AsRef<[u8]>) -> MemoryFiles {
    MemoryFiles::new()
        .with("i/issue.yaml", manifest)
        .with("i/articles/forklifts.md", "Copy.\n")
        .with("i/images/dock.jpg", "not looked into")
}

fn read(files: &MemoryFiles) -> Vec<String> {
    let mut log = Log::new();
    let issue = issue::read(files, Path::new("i"), &mut log);
    assert_eq!(issue.is_err(), log.count(Severity::Error) > 0, "an issue is read if there is no error");
    said(&log)
}

/// What is said of a manifest that follows the two lines of `HEAD`.
fn of(rest: &str) -> Vec<String> {
    read(&files(format!("{HEAD}{rest}")))
}

/// What is said of a manifest with one article with these further keys (on line 6 and later).
fn of_article(keys: &str) -> Vec<String> {
    let indented: String = keys.lines().flat_map(|l| ["    ", l, "\n"]).collect();
    of(&format!("articles:\n  - headline: Third collision\n    body: articles/forklifts.md\n{indented}"))
}

/// What is said of this copy.
fn of_copy(copy: &str) -> Vec<String> {
    let manifest = format!("{HEAD}articles:\n  - {{headline: H, body: articles/x.md}}\n");
    read(&files(manifest).with("i/articles/x.md", copy))
}

/// Asserts that just one thing is said.
#[track_caller]
fn one(said: Vec<String>, wanted: &str) {
    assert_eq!(said.into_iter().collect::<Vec<_>>().join("\n"), wanted);
}

#[test]
fn a_sound_issue_is_read_without_a_word() {
    one(of_article("deck: Mirrors were *promised*\ncolumns: 2\nstart: page\njump: allow\nbox: false"), "");
}

#[test]
fn all_mistakes_of_a_manifest_are_found_in_one_run() {
    let said = of(
        "pages: 0\narticles:\n  - headlnie: x\n    body: articles/forklift.md\n    box: yes\n  - headline: y\n    text: z\nfilers: []\n",
    );
    let codes: Vec<&str> = said.iter().map(|l| l.split(' ').next().unwrap()).collect();
    assert_eq!(
        codes,
        ["error[out-of-range]", "error[no-such-file]", "error[wrong-type]", "error[unknown-key]", "error[unknown-key]"],
        "{said:#?}"
    );
}

#[test]
fn unknown_keys_name_the_nearest() {
    one(
        of_article("colums: 2"),
        "error[unknown-key] i/issue.yaml:6:5 `colums` is not a key of an article | did you mean `columns`?",
    );
    one(
        of_article("weather: 2").into_iter().map(|l| l[..61].to_owned()).collect(),
        "error[unknown-key] i/issue.yaml:6:5 `weather` is not a key of",
    );
    one(
        read(&files("layout: letter-news\nnameplate: {titel: x}\narticles: []\n")),
        "error[unknown-key] i/issue.yaml:2:13 `titel` is not a key of the nameplate | did you mean `title`?",
    );
}

#[test]
fn a_key_by_another_name_is_one_mistake_and_says_which_was_meant() {
    one(
        of("articles:\n  - title: x\n    text: y\n"),
        "error[unknown-key] i/issue.yaml:4:5 `title` is not a key of an article | did you mean `headline`?",
    );
    one(
        of_article("photos: []"),
        "error[unknown-key] i/issue.yaml:6:5 `photos` is not a key of an article | did you mean `images`?",
    );
    one(
        of("date: 2026-11-06\narticles: []\n"),
        "error[unknown-key] i/issue.yaml:3:1 `date` is not a key of the manifest | it stands under `nameplate`",
    );
    one(
        of_article("importance: 3"),
        "error[unknown-key] i/issue.yaml:6:5 `importance` is not a key of an article | articles stand in the order of their \
         importance: move it up or down in the list",
    );
}

#[test]
fn keys_that_must_be_there_are_missed() {
    one(of(""), "error[missing-key] i/issue.yaml:1:1 `articles` is missing from the manifest | add `articles: …`");
    one(
        of("articles:\n  - text: x\n"),
        "error[missing-key] i/issue.yaml:4:5 `headline` is missing from an article | add `headline: …`",
    );
    one(
        of("articles:\n  - headline: x\n"),
        "error[missing-key] i/issue.yaml:4:5 an article has no copy: neither `body` nor `text` | add `body: articles/….md`, or `text: |` with the copy below it",
    );
    one(
        of_article("images:\n  - {caption: x}"),
        "error[missing-key] i/issue.yaml:7:10 `file` is missing from a picture | add `file: …`",
    );
}

#[test]
fn empty_values_are_told_apart_from_missing_ones() {
    one(of("articles:\n  - headline: ''\n    text: x\n"), "error[empty] i/issue.yaml:4:15 `headline` is empty");
    one(of("articles:\n  - headline:\n    text: x\n"), "error[empty] i/issue.yaml:4:5 `headline` is empty");
    one(
        of("articles:\n  - headline: #1 fan\n    text: x\n"),
        "error[empty] i/issue.yaml:4:5 `headline` is empty | `#` begins a comment; put the value in quotes: \"#1 fan\"",
    );
    one(
        read(&files("")),
        "error[empty] i/issue.yaml:1:1 the manifest is empty | it needs at least `layout`, `nameplate: {title: …}` and `articles`",
    );
}

#[test]
fn a_key_given_twice_names_the_line_of_the_first() {
    one(
        of_article("headline: Again"),
        "error[duplicate-key] i/issue.yaml:6:5 `headline` is given twice; the first is on line 4 | keep one of the two",
    );
    one(
        of("articles:\n  - {slug: a, headline: x, text: y}\n  - {slug: a, headline: x, text: y}\n"),
        "error[duplicate-slug] i/issue.yaml:5:12 the slug `a` is given twice; the first is on line 4 | give one of the two articles another slug, or none",
    );
    one(
        of_article("text: x"),
        "error[both] i/issue.yaml:6:5 an article has either `body` or `text`, and here stand both | `body` names a Markdown file, `text` holds the copy itself; keep one",
    );
}

#[test]
fn values_of_the_wrong_kind_say_what_is_wanted() {
    one(
        of_article("columns: two"),
        "error[wrong-type] i/issue.yaml:6:14 `columns` must be a whole number from 1 to 12, and here stands `two`",
    );
    one(
        of_article("columns: \"2\""),
        "error[wrong-type] i/issue.yaml:6:14 `columns` must be a whole number from 1 to 12, and here stands `2` | write the number without quotes",
    );
    one(
        of_article("box: no"),
        "error[wrong-type] i/issue.yaml:6:10 `box` must be true or false, and here stands `no` | write `box: false`",
    );
    one(
        of_article("drop_cap: \"true\""),
        "error[wrong-type] i/issue.yaml:6:15 `drop_cap` must be true or false, and here stands `true` | write `drop_cap: true`, without quotes",
    );
    one(
        of_article("start: colum"),
        "error[bad-value] i/issue.yaml:6:12 `start` must be `anywhere`, `column` or `page`, and here stands `colum` | did you mean `column`?",
    );
    one(
        of_article("kicker: [a]"),
        "error[wrong-type] i/issue.yaml:6:14 `kicker` must be text, and here stands a list | text that begins with `- ` or `[` must be put in quotes",
    );
    one(
        of_article("images: images/dock.jpg"),
        "error[wrong-type] i/issue.yaml:6:13 `images` must be a list, and here stands `images/dock.jpg` | write each item on its own line, beginning with `- `, or all in brackets: `[one, two]`",
    );
    one(
        of_article("pull_quotes:\n  - {text: x, at: midle}"),
        "error[wrong-type] i/issue.yaml:7:23 `at` must be `top`, `bottom`, `auto` or the number of a paragraph, and here stands `midle`",
    );
    assert!(
        of_article("kicker: 1984\nbyline: true").is_empty(),
        "numbers and words of YAML are text where text is wanted"
    );
}

#[test]
fn numbers_out_of_range_are_errors() {
    one(
        of_article("columns: 0"),
        "error[out-of-range] i/issue.yaml:6:14 `columns` must be a whole number from 1 to 12, and here stands `0`",
    );
    one(
        of_article("images:\n  - {file: images/dock.jpg, focus: [0.5, 3]}"),
        "error[out-of-range] i/issue.yaml:7:46 `focus` must be a number from 0 to 1, and here stands `3`",
    );
    one(
        of_article("images:\n  - {file: images/dock.jpg, crop: {min: \"3:2\", max: \"4:3\"}}"),
        "error[out-of-range] i/issue.yaml:7:40 `min` is wider than `max` | `min` is the tallest form (4:3), `max` the widest (3:2); exchange the two",
    );
    one(
        of_article("images:\n  - {file: images/dock.jpg, crop: {min: wide, max: \"3:2\"}}"),
        "error[wrong-type] i/issue.yaml:7:45 `min` must be a width and a height, and here stands `wide` | write it in quotes, like \"4:3\"",
    );
}

#[test]
fn dates_must_be_days_of_the_calendar() {
    let date =
        |d: &str| read(&files(format!("layout: letter-news\nnameplate: {{title: x, date: {d}}}\narticles: []\n")));
    one(
        date("2026-02-30"),
        "error[bad-date] i/issue.yaml:2:29 2026-02-30 is not a day of the calendar | February 2026 has 28 days",
    );
    one(
        date("2026-13-01"),
        "error[bad-date] i/issue.yaml:2:29 there is no month 13 | write year, month and day as 2026-03-14; the paper prints it in its language",
    );
    one(
        date("14 March 2026"),
        "error[wrong-type] i/issue.yaml:2:29 `date` must be a date, and here stands `14 March 2026` | write year, month and day as 2026-03-14; the paper prints it in its language",
    );
    one(date("2028-02-29"), "");
    one(
        date("2100-02-29"),
        "error[bad-date] i/issue.yaml:2:29 2100-02-29 is not a day of the calendar | February 2100 has 28 days",
    );
}

#[test]
fn files_that_are_not_there_name_the_nearest() {
    one(
        of("articles:\n  - headline: x\n    body: articles/forklift.md\n"),
        "error[no-such-file] i/issue.yaml:5:11 there is no file `articles/forklift.md` | did you mean `articles/forklifts.md`?",
    );
    one(
        of_article("images:\n  - file: dock.jpg"),
        "error[no-such-file] i/issue.yaml:7:15 there is no file `dock.jpg` | did you mean `images/dock.jpg`?",
    );
    one(
        of_article("images:\n  - file: images/Dock.JPG"),
        "error[no-such-file] i/issue.yaml:7:15 there is no file `images/Dock.JPG` | did you mean `images/dock.jpg`?",
    );
    one(
        of_article("images:\n  - file: images/strike.png"),
        "error[no-such-file] i/issue.yaml:7:15 there is no file `images/strike.png` | in `images` there is: dock.jpg",
    );
    one(
        of("articles:\n  - headline: x\n    body: articles\n"),
        "error[not-a-file] i/issue.yaml:5:11 `articles` is a folder, and a file is wanted | write the name of a file in it",
    );
    let mut log = Log::new();
    assert!(issue::read(&files(HEAD), Path::new("i/isue.yaml"), &mut log).is_err());
    one(said(&log), "error[no-such-file] there is no file or folder `i/isue.yaml` | did you mean `i/issue.yaml`?");
    let mut log = Log::new();
    assert!(issue::read(&MemoryFiles::new().with("i/issue.yml", ""), Path::new("i"), &mut log).is_err());
    one(said(&log), "error[no-such-file] there is no `issue.yaml` in the folder `i` | did you mean `i/issue.yml`?");
}

#[test]
fn paths_stay_in_the_issues_folder() {
    let copy = "copy the file into the issue's folder and write its path from there, like `images/dock.jpg`";
    let path = |p: &str| of_article(&format!("images:\n  - file: {p}"));
    one(
        path("../dock.jpg"),
        &format!("error[path] i/issue.yaml:7:15 the path `../dock.jpg` leaves the issue's folder | {copy}"),
    );
    one(
        path("images/../../x"),
        &format!("error[path] i/issue.yaml:7:15 the path `images/../../x` leaves the issue's folder | {copy}"),
    );
    one(
        path("/etc/passwd"),
        &format!("error[path] i/issue.yaml:7:15 the path `/etc/passwd` begins at the top of the disk | {copy}"),
    );
    one(
        path("C:\\dock.jpg"),
        &format!("error[path] i/issue.yaml:7:15 the path `C:\\dock.jpg` begins at the top of the disk | {copy}"),
    );
    one(
        path("images\\dock.jpg"),
        "error[path] i/issue.yaml:7:15 the path `images\\dock.jpg` is written with backslashes | write `images/dock.jpg`",
    );
    one(path("articles/../images/./dock.jpg"), "");
}

#[test]
fn broken_yaml_is_explained() {
    let headline = |h: &str| of(&format!("articles:\n  - headline: {h}\n    text: x\n"));
    one(
        headline("Safety: third collision"),
        "error[yaml] i/issue.yaml:4:21 a colon stands inside of a value | put the value in quotes: `headline: \"Safety: third collision\"`",
    );
    one(
        headline("\"Safety"),
        "error[yaml] i/issue.yaml:4:15 a quote is opened here and not closed | close the quote at the end of the value; a quote inside of it is written twice ('') or as \\\"",
    );
    one(
        headline("\"We\" are here"),
        "error[yaml] i/issue.yaml:4:20 text follows a closing quote | put the whole value in quotes of the other kind, or write the quote in it twice ('')",
    );
    one(
        headline("*We* are"),
        "error[yaml] i/issue.yaml:4:15 a value that begins with `*` must be put in quotes | write it as \"*text*\"",
    );
    one(
        headline("!Huelga ya"),
        "error[yaml] i/issue.yaml:4:15 a value that begins with `!` must be put in quotes | write it as \"!text\"",
    );
    one(headline("@dock"), "error[yaml] i/issue.yaml:4:15 a value may not begin with `@` | put the value in quotes");
    one(
        headline("a\u{7}b"),
        "error[yaml] i/issue.yaml:4:15 a control character (U+0007) stands in the text | delete it; it may not be visible in the editor",
    );
    let tab = "a tab stands where the line is indented | indent with spaces; tabs are not allowed here";
    one(of("articles:\n\t- headline: x\n"), &format!("error[yaml] i/issue.yaml:4:1 {tab}"));
    one(of("articles:\n  - headline: x\n\t  text: y\n"), &format!("error[yaml] i/issue.yaml:5:1 {tab}"));
    one(
        of("articles:\n  - headline:x\n    text: y\n"),
        "error[yaml] i/issue.yaml:4:13 a space is missing after this colon | write `headline: x`",
    );
    one(
        of("articles:\n  - headline: x\n   text: y\n"),
        "error[yaml] i/issue.yaml:5:4 this line does not fit the lines before it | keys of the same group begin at the same column, and list items with `- `; text that begins with a quote ends with it",
    );
    one(
        of("---\narticles: []\n"),
        "error[yaml] i/issue.yaml:3:1 a second document begins here (`---`) | keep one document in the file; take the line out",
    );
}

#[test]
fn hostile_files_are_refused_at_once() {
    // What bounds the work is what is said: how deep and how far each was read.
    let deep = "brackets or groups are nested too deep | text with brackets in it must be put in quotes";
    one(read(&files("[".repeat(100_000))), &format!("error[yaml] i/issue.yaml:1:65 {deep}"));
    one(read(&files("- ".repeat(100_000))), &format!("error[yaml] i/issue.yaml:1:129 {deep}"));
    let mut laughs = "a: &a [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for (before, name) in "abcdefghi".chars().zip("bcdefghij".chars()) {
        let _ = writeln!(laughs, "{name}: &{name} [{}]", vec![format!("*{before}"); 10].join(", "));
    }
    let out = read(&files(laughs));
    assert!(out[0].starts_with("error[too-much] i/issue.yaml:5:") && out.len() == 1, "{out:?}");
    one(
        read(&files(vec![b'x'; 5 << 20])),
        "error[too-large] `i/issue.yaml` is too large: 5.0 MB of at most 4.0 MB | is this the file that was meant?",
    );
    one(
        read(&files(b"layout: x\nnameplate: caf\xe9\n")),
        "error[not-utf8] i/issue.yaml:2:15 line 2 holds a byte that is not UTF-8 text (0xe9) | save the file as UTF-8; in most editors: Save As…, Encoding: UTF-8",
    );
    let value = "x".repeat(900);
    let long = read(&files(format!("layout: x\nnameplate: {{title: x}}\narticles: []\n{value}: 1\n")));
    assert!(long.len() == 1 && long[0].len() < 800 && long[0].contains("x…x"), "{long:?}");
    let many_keys = (0..45_000).map(|i| format!("k{i}: x\n")).collect::<Vec<_>>().concat();
    assert!(read(&files(many_keys)).len() > 100);
    let twice = (0..45_000).map(|i| format!("k{}: x\n", i / 2)).collect::<Vec<_>>().concat();
    assert_eq!(read(&files(twice)).len(), 100);
}

#[test]
fn text_of_other_encodings_is_told_apart() {
    let save = "save the file as UTF-8; in most editors: Save As…, Encoding: UTF-8";
    let utf16: Vec<u8> = "\u{feff}layout: x\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    one(
        read(&files(utf16)),
        &format!("error[not-utf8] i/issue.yaml:1:1 this file is UTF-16 text, and UTF-8 is wanted | {save}"),
    );
    let utf16: Vec<u8> = "layout: x\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let null = "holds a NUL character: this is UTF-16 text, or no text at all";
    one(read(&files(utf16)), &format!("error[not-utf8] i/issue.yaml:1:2 line 1 {null} | {save}"));
    one(of_copy("One.\n\nTw\0o.\n"), &format!("error[not-utf8] i/articles/x.md:3:3 line 3 {null} | {save}"));
    one(
        of_copy("One.\n\nTw\u{1b}o.\u{1b}\n"),
        "warning[control] i/articles/x.md:3:3 a control character (U+001B) stands in the text; it is not printed | delete it; it may not be visible in the editor",
    );
    one(
        of_copy("\u{feff}# Head\n\n![c](no.jpg)\n"),
        "error[no-such-file] i/articles/x.md:3:1 there is no file `no.jpg` | in the issue's folder there is: articles, images, issue.yaml",
    );
    one(
        of("articles:\n  - headline: a\u{fffe}b\n    text: x\n"),
        "error[yaml] i/issue.yaml:4:16 U+FFFE stands in the text, which is no character | delete it; it may not be visible in the editor",
    );
}

#[test]
fn the_copy_of_an_issue_is_bounded() {
    let sound = || files(format!("{HEAD}articles:\n{}", "  - {headline: H, body: articles/x.md}\n".repeat(5)));
    let half = "word ".repeat(100_000);
    let said = read(&sound().with("i/articles/x.md", half));
    one(
        said,
        "error[too-large] i/issue.yaml:8:25 with `articles/x.md`, the copy of the issue is more than 2.0 MB | this is more than a newsletter has room for; set it as several issues",
    );
    one(
        read(
            &files(format!("{HEAD}articles:\n  - {{headline: H, body: articles/x.md}}\n"))
                .with("i/articles/x.md", vec![b'x'; 3 << 20]),
        ),
        "error[too-large] i/issue.yaml:4:25 `articles/x.md` is too large: 3.0 MB of at most 2.0 MB | is this the file that was meant?",
    );
}

#[test]
fn keys_that_are_honoured_are_not_noted() {
    one(of_article("box: true\npage: 2\nslot: lead\ncut: from-end\njump: forbid"), "");
    one(of("editions: {airport: }\narticles:\n  - {headline: x, text: x}\n"), "");
    one(of("editions: {airport: }\narticles:\n  - {headline: x, text: x, editions: [airport]}\n"), "");
}

#[test]
fn a_page_to_jump_to_is_for_pinned_articles() {
    one(of_article("page: 1\njump: {to: 2}"), "");
    one(of_article("jump: {head: Dock}"), "");
    one(
        of_article("jump: {to: 2}"),
        "note[no-effect] i/issue.yaml:6:12 `to` has no effect in an article that is pinned to no `page` or `slot`; it goes on where it must | pin it, or take `to` out",
    );
}

#[test]
fn a_drop_cap_where_there_is_none_is_noted() {
    for kind in ["briefs", "directory", "calendar", "banner"] {
        one(
            of_article(&format!("kind: {kind}\ndrop_cap: true")),
            &format!("note[no-effect] i/issue.yaml:7:15 `drop_cap` has no effect in `kind: {kind}` | take it out"),
        );
    }
    one(
        of_article("box: true\ndrop_cap: true"),
        "note[no-effect] i/issue.yaml:7:15 `drop_cap` has no effect in a sidebar (`box: true`) | take it out",
    );
    one(of_article("kind: letters\ndrop_cap: true"), "");
    one(of_article("kind: briefs\ndrop_cap: false"), "");
}

#[test]
fn editions_must_be_named() {
    one(
        of("articles: []\neditions:\n  airport: {only: [airport, common]}\nimages:\n  - {file: images/dock.jpg, editions: [common, airprot]}\n")
            .into_iter()
            .filter(|l| l.starts_with("error"))
            .collect(),
        "error[unknown-edition] i/issue.yaml:7:48 there is no edition `airprot` | did you mean `airport`?",
    );
}

#[test]
fn an_unknown_language_is_a_warning() {
    let known = "known languages: en-US, en-GB, es, fr, pt, de, pl, it, nl";
    one(
        of_article("language: tlh"),
        &format!(
            "warning[unknown-language] i/issue.yaml:6:15 the language `tlh` is not known; the text is set as en-US | {known}"
        ),
    );
    one(
        of_article("language: Spanish"),
        &format!(
            "warning[unknown-language] i/issue.yaml:6:15 the language `Spanish` is not known; the text is set as en-US | did you mean `es`? {known}"
        ),
    );
}

#[test]
fn columns_of_pictures_and_quotes_are_whole_or_halves() {
    let half = "must be a whole number from 1 to 12 or a half (0.5, 1.5, 2.5 and so on), and here stands";
    one(
        of_article("images:\n  - {file: images/dock.jpg, columns: 0.3}"),
        &format!("error[wrong-type] i/issue.yaml:7:42 `columns` {half} `0.3`"),
    );
    one(
        of_article("pull_quotes:\n  - {text: So it is, columns: \"1.5\"}"),
        &format!("error[wrong-type] i/issue.yaml:7:35 `columns` {half} `1.5` | write the number without quotes"),
    );
    one(
        of_article("images:\n  - {file: images/dock.jpg, columns: 0.5, side: lef}"),
        "error[bad-value] i/issue.yaml:7:53 `side` must be `left` or `right`, and here stands `lef` | did you mean `left`?",
    );
    one(
        of_copy("![c](images/dock.jpg){columns=0.4 side=up}\n"),
        &format!(
            "error[bad-value] i/articles/x.md:1:23 `columns` {half} `0.4`\n\
             error[bad-value] i/articles/x.md:1:35 `side` must be `left` or `right`, and here stands `up`"
        ),
    );
    one(
        of_article("columns: 1.5"),
        "error[wrong-type] i/issue.yaml:6:14 `columns` must be a whole number from 1 to 12, and here stands `1.5`",
    );
    one(of_article("images:\n  - {file: images/dock.jpg, columns: 2.5, side: left}"), "");
}

#[test]
fn mistakes_in_copy_stand_at_their_line_of_the_copy() {
    one(
        of_copy("One.\n\nTwo[^1]\n"),
        "error[footnote] i/articles/x.md:3:4 the footnote `1` has no text | add a line `[^1]: …` at the end of the copy, with an empty line before it",
    );
    one(
        of_copy("a\n\n[^1]: text\n"),
        "warning[footnote] i/articles/x.md:3:1 nothing refers to the footnote `1`, so it is left out | write `[^1]` in the copy where it belongs, or take its text out",
    );
    one(
        of_copy("a\n\n![c](images/dokc.jpg)\n"),
        "error[no-such-file] i/articles/x.md:3:1 there is no file `images/dokc.jpg` | did you mean `images/dock.jpg`?",
    );
    one(
        of_copy("![c](images/dock.jpg){columns=two colmns=3}\n"),
        "error[bad-value] i/articles/x.md:1:23 `columns` must be a whole number from 1 to 12 or a half (0.5, 1.5, 2.5 and so on), and here stands `two`\n\
         error[unknown-key] i/articles/x.md:1:35 `colmns` is not a key of a picture in copy | did you mean `columns`?",
    );
    one(
        of_copy("a\n![my dock](my dock.jpg)\n"),
        "error[path] i/articles/x.md:2:1 the path `my dock.jpg` has a space in it | put it in angle brackets: `![my dock](<my dock.jpg>)`",
    );
    one(
        of_copy("Words ![c](images/dock.jpg) more\n"),
        "note[picture-in-text] i/articles/x.md:1:7 a picture in the middle of text stands after the text | give the picture a paragraph of its own, with an empty line before and after it",
    );
    one(
        of_copy("a\n\n<div>b</div>\n\n<b>c</b>\n"),
        "warning[html] i/articles/x.md:3:1 HTML is not set; the words in it are kept as plain text | use Markdown: *emphasis*, **strong**, `![caption](file)`; a plain `<` is written `\\<`",
    );
    one(
        of_copy("[x](javascript:alert(1))\n"),
        "warning[link] i/articles/x.md:1:1 `javascript:alert(1)` is not an address that a link may lead to; its words are set as text | links begin with https://, http://, mailto: or tel:",
    );
    one(of_copy(""), "warning[empty] i/articles/x.md:1:1 this file is empty; the article has no copy");
    one(
        read(
            &files(format!("{HEAD}articles:\n  - {{headline: H, body: articles/x.md}}\n"))
                .with("i/articles/x.md", b"a\nb\xff\n"),
        ),
        "error[not-utf8] i/articles/x.md:2:2 line 2 holds a byte that is not UTF-8 text (0xff) | save the file as UTF-8; in most editors: Save As…, Encoding: UTF-8",
    );
}

#[test]
fn mistakes_in_copy_within_the_manifest_stand_at_their_place_there() {
    one(
        of("articles:\n  - headline: x\n    text: |\n      One.[^a]\n\n      Two *em*. ![a](images/dokc.jpg)\n"),
        "error[footnote] i/issue.yaml:6:11 the footnote `a` has no text | add a line `[^a]: …` at the end of the copy, with an empty line before it\n\
         error[no-such-file] i/issue.yaml:8:17 there is no file `images/dokc.jpg` | did you mean `images/dock.jpg`?",
    );
}

#[test]
fn an_unknown_kind_names_the_nearest() {
    one(
        of_article("kind: breifs"),
        "error[bad-value] i/issue.yaml:6:11 `kind` must be `article`, `briefs`, `directory`, `calendar`, `letters` or `banner`, and here stands `breifs` | did you mean `briefs`?",
    );
}

#[test]
fn a_word_of_the_hyphenation_list_is_one_word() {
    let hint = "write one word of letters, with a hyphen wherever it may be divided: `ste-ward`; without any, it is never divided";
    one(
        of("hyphenation: [ste-ward, two words]\narticles:\n  - {headline: H, text: x}\n"),
        &format!("error[bad-value] i/issue.yaml:3:25 `two words` is not a word with its hyphens | {hint}"),
    );
}

#[test]
fn an_escaped_control_character_is_said_where_it_stands() {
    let hint = "take it out; a `\\` is written `\\\\` between double quotes";
    one(
        of("articles:\n  - headline: \"Ring\\x07 the\\t bell\\u0000\"\n    text: \"a\\\\x07 \\u00e9\"\n"),
        &format!(
            "warning[control] i/issue.yaml:4:20 a control character (U+0007) is written in the text; it is not printed | {hint}"
        ),
    );
}
