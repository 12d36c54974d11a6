//! `stonehand import` as a user runs it.

use super::folder;
use crate::commands::{names, run};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

fn fixture(name: &str) -> String {
    folder().join(name).display().to_string()
}

fn issue() -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("dock")).unwrap();
    let manifest = "layout: letter-news # ours\nnameplate: {title: The Dock}\narticles:\n  # first things first\n  - headline: A\n    text: B\n";
    fs::write(dir.path().join("dock/issue.yaml"), manifest).unwrap();
    dir
}

fn text(dir: &Path, name: &str) -> String {
    fs::read_to_string(dir.join(name)).unwrap()
}

#[test]
fn an_import_writes_copy_and_pictures_and_says_what_to_paste() {
    let dir = issue();
    let (code, out, err) = run(dir.path(), &["import", &fixture("mirror.docx"), "--into", "dock"]);
    assert_eq!(code, 0, "{err}");
    assert_eq!(
        out,
        "dock/articles/mirror.md: 208 words\ndock/images/mirror-1.jpg: 2 KB\ndock/images/mirror-2.png: 1 KB\n\n\
         to put it into the paper, add to `articles` in dock/issue.yaml:\n\n  \
         - headline: \"The mirror at the corner is up\"\n    deck: \"Dock 4 can see who is coming\"\n    byline: \"By a night-shift loader\"\n    body: articles/mirror.md\n"
    );
    assert!(err.contains("note[left-out]: 1 comment was left out"), "{err}");
    assert_eq!(names(&dir.path().join("dock")), ["articles", "images", "issue.yaml"]);
    assert!(!text(dir.path(), "dock/issue.yaml").contains("mirror"));
}

#[test]
fn add_puts_the_article_last_keeps_comments_and_the_issue_builds() {
    let dir = issue();
    let before = text(dir.path(), "dock/issue.yaml");
    let add = ["import", &fixture("mirror.odt"), "--into", "dock/issue.yaml", "-o", "articles/corner.md", "--add"];
    let (code, out, err) = run(dir.path(), &add);
    assert!(code == 0 && out.contains("\nadded to dock/issue.yaml, last in `articles`:\n"), "{out}{err}");
    assert_eq!(
        text(dir.path(), "dock/issue.yaml"),
        format!(
            "{before}  - headline: \"The mirror at the corner is up\"\n    deck: \"Dock 4 can see who is coming\"\n    byline: \"By a night-shift loader\"\n    body: articles/corner.md\n"
        )
    );
    assert_eq!(names(&dir.path().join("dock/images")), ["corner-1.jpg", "corner-2.png"]);
    let (code, _, err) = run(dir.path(), &["build", "dock"]);
    assert_eq!(code, 0, "{err}");
    let (code, out, _) = run(dir.path(), &[&add[..], &["--force"]].concat());
    assert!(code == 0 && out.contains("\ndock/issue.yaml names it already; its entry would be:\n"), "{out}");
    assert_eq!(text(dir.path(), "dock/issue.yaml").matches("corner.md").count(), 1);
}

#[test]
fn nothing_is_written_over_and_either_all_is_written_or_nothing() {
    let dir = issue();
    fs::create_dir(dir.path().join("dock/images")).unwrap();
    fs::write(dir.path().join("dock/images/mirror-2.png"), "ours").unwrap();
    let file = fixture("mirror.docx");
    let (code, out, err) = run(dir.path(), &["import", &file, "--into", "dock"]);
    assert_eq!((code, out.as_str()), (1, ""));
    assert!(err.contains("error[exists]: `dock/images/mirror-2.png` is there already; nothing was written"), "{err}");
    assert!(err.contains("write over what is there with --force"), "{err}");
    assert_eq!(names(&dir.path().join("dock")), ["images", "issue.yaml"]);
    assert_eq!(text(dir.path(), "dock/images/mirror-2.png"), "ours");
    // A folder where a file must go cannot be written over: what was there stays, and what was not there is not.
    fs::remove_file(dir.path().join("dock/images/mirror-2.png")).unwrap();
    fs::create_dir(dir.path().join("dock/images/mirror-2.png")).unwrap();
    fs::create_dir(dir.path().join("dock/articles")).unwrap();
    fs::write(dir.path().join("dock/articles/mirror.md"), "ours").unwrap();
    let (code, _, err) = run(dir.path(), &["import", &file, "--into", "dock", "--force"]);
    assert!(code == 1 && err.contains("error[unwritable]: `dock/images/mirror-2.png` could not be written"), "{err}");
    assert_eq!(text(dir.path(), "dock/articles/mirror.md"), "ours");
    assert_eq!(names(&dir.path().join("dock/images")), ["mirror-2.png"]);
    assert_eq!(names(&dir.path().join("dock/articles")), ["mirror.md"]);
}

#[test]
fn what_cannot_be_is_said_before_anything_is_written() {
    let dir = issue();
    let file = fixture("mirror.html");
    let (code, _, err) = run(dir.path(), &["import", "gone.docx"]);
    assert!(code == 1 && err.starts_with("error[no-such-file]: there is no file `gone.docx`"), "{err}");
    let (code, _, err) = run(dir.path(), &["import", &file, "--into", "dokc"]);
    assert!(
        code == 1
            && err.contains("error[no-such-file]: there is no issue's folder `dokc`")
            && err.contains("`stonehand new dokc` makes one"),
        "{err}"
    );
    let (code, _, err) = run(dir.path(), &["import", "dock"]);
    assert!(code == 1 && err.contains("error[not-a-file]: `dock` is not a file"), "{err}");
    for output in ["../x.md", "/tmp/x.md", "articles/x.txt"] {
        assert_eq!(run(dir.path(), &["import", &file, "-o", output]).0, 2, "{output}");
    }
    fs::write(dir.path().join("a.rtf"), "{\\rtf1 a}").unwrap();
    let (code, _, err) = run(dir.path(), &["import", "a.rtf", "--into", "dock"]);
    assert!(code == 1 && err.starts_with("error[import]: `a.rtf` is an RTF document, which is not read"), "{err}");
    let (code, _, err) = run(dir.path(), &["import", &file, "--into", "dock", "--strict"]);
    assert!(code == 1 && err.contains("warning[guessed]"), "{err}");
    fs::write(dir.path().join("dock/issue.yaml"), "articles: [{headline: A, text: B}]\n").unwrap();
    let (code, _, err) = run(dir.path(), &["import", &file, "--into", "dock", "--add"]);
    assert!(
        code == 1 && err.contains("error[manifest-form]: `dock/issue.yaml` cannot be added to; nothing was written"),
        "{err}"
    );
    assert_eq!(names(&dir.path().join("dock")), ["issue.yaml"]);
}

#[test]
fn pictures_beside_a_page_are_taken_from_its_folder_alone() {
    let dir = issue();
    fs::write(dir.path().join("secret.png"), super::png()).unwrap();
    fs::create_dir(dir.path().join("page")).unwrap();
    fs::write(dir.path().join("page/a b.png"), super::png()).unwrap();
    let page = "<html><h1>Head</h1><p>Words.<img src=\"a%20b.png\"><img src=\"../secret.png\"><img src=\"/etc/hostname\"><img src=\"file:///etc/hostname\">";
    fs::write(dir.path().join("page/x.html"), page).unwrap();
    let (code, out, err) = run(dir.path(), &["import", "page/x.html", "--into", "dock"]);
    assert!(code == 0 && out.contains("dock/images/x-1.png: 1 KB\n"), "{out}{err}");
    assert!(err.contains("warning[picture-left-out]: 3 pictures were left out: their files are not there"), "{err}");
    assert_eq!(names(&dir.path().join("dock/images")), ["x-1.png"]);
}
