//! The commands as a user runs them: what is printed, what is written, which exit code.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

const MANIFEST: &str = "layout: letter-news\nnameplate: {title: The Dock}\narticles:\n  - headline: Third collision\n    text: |\n      They knew. We told them in June, and again in July.\n";

fn issue(manifest: &str) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("dock")).unwrap();
    fs::write(dir.path().join("dock/issue.yaml"), manifest).unwrap();
    dir
}

fn run(dir: &Path, args: &[&str]) -> (i32, String, String) {
    let Output { status, stdout, stderr } =
        Command::new(env!("CARGO_BIN_EXE_stonehand")).args(args).current_dir(dir).output().unwrap();
    let text = |b| String::from_utf8(b).unwrap();
    (status.code().unwrap(), text(stdout), text(stderr))
}

fn names(dir: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(dir).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_mistake_is_shown_with_its_line_and_nothing_is_written() {
    let dir = issue(&MANIFEST.replace("headline:", "headlnie:"));
    fs::write(dir.path().join("dock/dock.pdf"), "the last good one").unwrap();
    let (code, out, err) = run(dir.path(), &["build", "dock"]);
    assert_eq!((code, out.as_str()), (1, ""));
    assert_eq!(
        err,
        "error[unknown-key]: `headlnie` is not a key of an article\n \
         --> dock/issue.yaml:4:5\n  \
         |\n\
         4 |   - headlnie: Third collision\n  \
         |     ^^^^^^^^\n  \
         |\n  \
         = help: did you mean `headline`?\n\n\
         1 error\n"
    );
    assert_eq!(names(&dir.path().join("dock")), ["dock.pdf", "issue.yaml"]);
    assert_eq!(fs::read_to_string(dir.path().join("dock/dock.pdf")).unwrap(), "the last good one");
}

#[test]
fn mistakes_are_json_for_programs() {
    let dir = issue(&MANIFEST.replace("headline:", "headlnie:"));
    let (code, _, err) = run(dir.path(), &["check", "dock/issue.yaml", "--message-format", "json"]);
    assert_eq!(code, 1);
    assert_eq!(
        err,
        "{\"code\":\"unknown-key\",\"column\":5,\"end_column\":13,\"end_line\":4,\"file\":\"dock/issue.yaml\",\"hint\":\"did you mean `headline`?\",\"line\":4,\"message\":\"`headlnie` is not a key of an article\",\"severity\":\"error\"}\n"
    );
}

#[test]
fn a_wrong_command_line_is_told_apart_from_a_wrong_issue() {
    let dir = issue(MANIFEST);
    assert_eq!(run(dir.path(), &["bild", "dock"]).0, 2);
    assert_eq!(run(dir.path(), &["build"]).0, 2);
    assert_eq!(run(dir.path(), &["build", "dock", "--message-format", "xml"]).0, 2);
    assert_eq!(run(dir.path(), &["--version"]).0, 0);
    let (code, _, err) = run(dir.path(), &["build", "dokc"]);
    assert_eq!(
        (code, err.as_str()),
        (1, "error[no-such-file]: there is no file or folder `dokc`\n |\n = help: did you mean `dock`?\n\n1 error\n")
    );
}

#[test]
fn a_huge_file_is_refused_without_being_read() {
    let dir = issue(MANIFEST);
    fs::File::create(dir.path().join("dock/issue.yaml")).unwrap().set_len(100 << 20).unwrap();
    let (code, _, err) = run(dir.path(), &["build", "dock"]);
    assert_eq!(code, 1);
    assert!(err.contains("`dock/issue.yaml` is too large: 100.0 MB of at most 1.0 MB"), "{err}");
}
