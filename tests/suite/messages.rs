//! What the program says of mistakes: file, line, column and the words.

use std::path::{Path, PathBuf};
use stonehand::diag::{Log, Severity};
use stonehand::files::MemoryFiles;
use stonehand::issue::{self, Issue, Sourced};
use stonehand::page::{self, Layout};

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

fn read(files: &MemoryFiles) -> (Option<Issue>, Vec<String>) {
    let mut log = Log::new();
    let issue = issue::read(files, Path::new("i"), &mut log);
    (issue.ok(), said(&log))
}

/// What is said of a manifest that follows the two lines of `HEAD`.
fn of(rest: &str) -> Vec<String> {
    read(&files(format!("{HEAD}{rest}"))).1
}

/// What is said of a manifest with one article with these further keys (on line 6 and later).
fn of_article(keys: &str) -> Vec<String> {
    let indented: String = keys.lines().map(|l| format!("    {l}\n")).collect();
    of(&format!("articles:\n  - headline: Third collision\n    body: articles/forklifts.md\n{indented}"))
}

/// What is said of this copy.
fn of_copy(copy: &str) -> Vec<String> {
    let manifest = format!("{HEAD}articles:\n  - {{headline: H, body: articles/x.md}}\n");
    read(&files(manifest).with("i/articles/x.md", copy)).1
}

#[test]
fn probe() {
    for (name, m) in [
        (
            "ok",
            format!(
                "{HEAD}articles:\n  - headline: Third *collision*\n    body: articles/forklifts.md\n    box: true\n"
            ),
        ),
        ("tab", format!("{HEAD}articles:\n\t- headline: x\n")),
        ("tab2", format!("{HEAD}articles:\n  - headline: x\n\t  body: y\n")),
        ("colon", format!("{HEAD}articles:\n  - headline: Safety: third\n    body: articles/forklifts.md\n")),
        ("colon2", "layout: letter-news\nnameplate:\n  title: The Dock: a paper\narticles: []\n".to_owned()),
        ("quote", format!("{HEAD}articles:\n  - headline: \"Safety\n    body: articles/forklifts.md\n")),
        ("quote2", format!("{HEAD}articles:\n  - headline: \"We\" are here\n    body: articles/forklifts.md\n")),
        ("quote3", format!("{HEAD}articles:\n  - headline: 'don't'\n    body: articles/forklifts.md\n")),
        ("star", format!("{HEAD}articles:\n  - headline: *We* are\n    body: articles/forklifts.md\n")),
        ("bang", format!("{HEAD}articles:\n  - headline: !Huelga ya\n    body: articles/forklifts.md\n")),
        ("hash", format!("{HEAD}articles:\n  - headline: #1 fan\n    body: articles/forklifts.md\n")),
        ("at", format!("{HEAD}articles:\n  - headline: @dock\n    body: articles/forklifts.md\n")),
        ("pct", format!("{HEAD}articles:\n  - headline: %dock\n    body: articles/forklifts.md\n")),
        ("tick", format!("{HEAD}articles:\n  - headline: `dock`\n    body: articles/forklifts.md\n")),
        ("indent", format!("{HEAD}articles:\n  - headline: x\n     body: articles/forklifts.md\n")),
        ("indent2", format!("{HEAD}articles:\n  - headline: x\n   body: articles/forklifts.md\n")),
        ("nospace", format!("{HEAD}articles:\n  - headline:x\n    body: articles/forklifts.md\n")),
        ("nospace2", "layout:letter-news\nnameplate: {title: x}\narticles: []\n".to_owned()),
        ("bracket", format!("{HEAD}articles: [a, b\n")),
        ("brackets", "[".repeat(100_000)),
        ("braces", "{".repeat(100_000)),
        ("brackets2", format!("layout: {}", "[".repeat(100_000))),
        ("dashes", "- ".repeat(100_000)),
        ("lol", {
            let mut s = "a: &a [x,x,x,x,x,x,x,x,x,x]\n".to_owned();
            for i in 0..10 {
                let (p, n) = ((b'a' + i) as char, (b'b' + i) as char);
                s += &format!("{n}: &{n} [{}]\n", vec![format!("*{p}"); 10].join(","));
            }
            s
        }),
        ("dupe", format!("{HEAD}layout: x\n")),
        ("docs", format!("{HEAD}---\narticles: []\n")),
        ("bom", format!("\u{feff}{HEAD}articles: []\n")),
        ("crlf", format!("{HEAD}articels: []\n").replace('\n', "\r\n")),
        ("empty", String::new()),
        ("list", "- a\n- b\n".to_owned()),
        ("scalar", "hello".to_owned()),
        ("nul", format!("{HEAD}articles:\n  - headline: a\0b\n")),
        ("ctrl", format!("{HEAD}articles:\n  - headline: a\u{7}b\n    text: x\n")),
        ("selfalias", "a: &a [*a]\n".to_owned()),
        ("complexkey", "? [a, b]\n: c\n".to_owned()),
        ("esc", format!("{HEAD}articles:\n  - headline: \"a\\qb\"\n    text: x\n")),
    ] {
        let t = std::time::Instant::now();
        let out = read(&files(m)).1;
        println!("== {name} {:?}", t.elapsed());
        for o in out {
            println!("   {o}");
        }
    }
}
