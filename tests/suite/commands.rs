//! The commands as a user runs them: what is printed, what is written, which exit code.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

const MANIFEST: &str = "layout: letter-news\nnameplate: {title: The Dock}\narticles:\n  - headline: Third collision\n    text: |\n      They knew. We told them in June, and again in July.\n";

pub fn issue(manifest: &str) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("dock")).unwrap();
    fs::write(dir.path().join("dock/issue.yaml"), manifest).unwrap();
    dir
}

pub fn run(dir: &Path, args: &[&str]) -> (i32, String, String) {
    let Output { status, stdout, stderr } =
        Command::new(env!("CARGO_BIN_EXE_stonehand")).args(args).current_dir(dir).output().unwrap();
    let text = |b| String::from_utf8(b).unwrap();
    (status.code().unwrap(), text(stdout), text(stderr))
}

pub fn names(dir: &Path) -> Vec<String> {
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
    assert!(err.contains("`dock/issue.yaml` is too large: 100.0 MB of at most 4.0 MB"), "{err}");
}

#[test]
fn a_build_writes_the_pdf_whole_and_says_what_it_made() {
    let dir = issue(MANIFEST);
    fs::write(dir.path().join("dock/dock.pdf"), "the last good one").unwrap();
    let (code, out, err) = run(dir.path(), &["build", "dock"]);
    assert_eq!(code, 0, "{err}");
    assert!(out.starts_with("1 page, 11 words, 0 pictures; the last page is "), "{out}");
    assert!(out.ends_with("dock/dock.pdf\n"), "{out}");
    assert_eq!(names(&dir.path().join("dock")), ["dock.pdf", "issue.yaml"]);
    assert!(fs::read(dir.path().join("dock/dock.pdf")).unwrap().starts_with(b"%PDF-"));
    let (code, out, _) = run(&dir.path().join("dock"), &["build", "issue.yaml", "--output", "x.pdf"]);
    assert!(code == 0 && out.ends_with("\nx.pdf\n"), "{out}");
    let (code, out, _) = run(&dir.path().join("dock"), &["build", "issue.yaml"]);
    assert!(code == 0 && out.ends_with("\ndock.pdf\n"), "the folder's name is found from within it: {out}");
}

#[test]
fn check_writes_nothing_and_strict_minds_warnings() {
    let dir = issue(&format!("language: tlh\n{MANIFEST}"));
    assert_eq!(run(dir.path(), &["check", "dock"]).0, 0);
    let (code, _, err) = run(dir.path(), &["build", "dock", "--strict"]);
    assert_eq!(code, 1);
    assert!(
        err.starts_with("warning[unknown-language]: the language `tlh` is not known") && err.contains("1 warning"),
        "{err}"
    );
    assert_eq!(names(&dir.path().join("dock")), ["issue.yaml"]);
}

#[test]
fn what_is_emitted_is_printed_instead_of_written() {
    let dir = issue(MANIFEST);
    let (code, dummy, _) = run(dir.path(), &["build", "dock", "--emit", "dummy"]);
    assert!(code == 0 && dummy.contains("third-collision"), "{dummy}");
    let (code, display, _) = run(dir.path(), &["build", "dock", "--emit", "display"]);
    assert!(code == 0 && !display.is_empty());
    assert_eq!(names(&dir.path().join("dock")), ["issue.yaml"]);
}

#[test]
fn a_place_that_cannot_be_written_is_an_error() {
    let dir = issue(MANIFEST);
    let (code, out, err) = run(dir.path(), &["build", "dock", "-o", "nowhere/x.pdf"]);
    assert_eq!((code, out.as_str()), (1, ""));
    assert!(err.starts_with("error[unwritable]: `nowhere/x.pdf` could not be written: "), "{err}");
    let (code, _, err) = run(dir.path(), &["build", "dock", "-o", "dock"]);
    assert!(code == 1 && err.contains("a folder stands in its place"), "{err}");
}

#[test]
fn a_pdf_that_tells_of_its_maker_leaves_the_last_one_as_it_was() {
    let dir = issue(MANIFEST);
    fs::write(dir.path().join("dock/dock.pdf"), "the last good one").unwrap();
    // A word of the tables that say what the glyphs mean stands for a user's name.
    let mut command = Command::new(env!("CARGO_BIN_EXE_stonehand"));
    let output = command.args(["build", "dock"]).env("USER", "begincmap").current_dir(dir.path()).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.code() == Some(1) && said.contains("error[trace-name]"), "{said}");
    assert_eq!(names(&dir.path().join("dock")), ["dock.pdf", "issue.yaml"]);
    assert_eq!(fs::read_to_string(dir.path().join("dock/dock.pdf")).unwrap(), "the last good one");
}

#[test]
fn one_run_says_the_mistakes_of_every_stage_of_reading() {
    let dir = issue(
        "layout: l.yaml\nnameplate: {titel: x}\narticles:\n  - headline: x\n    text: y\n    images:\n      - {file: p.png, alt: x}\n      - {file: gone.png, alt: x}\n",
    );
    let put = |name: &str, text: &str| fs::write(dir.path().join("dock").join(name), text).unwrap();
    put("l.yaml", "paper: leter\nstyles:\n  body: {font: f.ttf}\n  deck: {font: Nonesuch Grotesk}\n");
    put("p.png", "GIF89a");
    put("f.ttf", "no font");
    let (code, _, err) = run(dir.path(), &["check", "dock"]);
    let said: Vec<&str> =
        err.lines().filter(|l| l.starts_with("error[")).map(|l| l.split(':').next().unwrap()).collect();
    let mut codes = said.clone();
    codes.sort_unstable();
    assert_eq!(
        (code, codes),
        (
            1,
            vec![
                "error[bad-font]",
                "error[bad-value]",
                "error[image-format]",
                "error[no-such-file]",
                "error[no-such-font]",
                "error[unknown-key]"
            ]
        ),
        "{err}"
    );
    for place in
        ["dock/issue.yaml:2:13", "dock/issue.yaml:7:16", "dock/l.yaml:1:8", "dock/l.yaml:3:16", "dock/l.yaml:4:16"]
    {
        assert!(err.contains(&format!("--> {place}\n")), "{place} in {err}");
    }
}

#[cfg(unix)]
#[test]
fn links_do_not_lead_out_of_the_issues_folder() {
    use std::os::unix::fs::symlink;
    let dir = issue("layout: letter-news\nnameplate: {title: x}\narticles:\n  - {headline: x, body: a.md}\n");
    fs::write(dir.path().join("secret.md"), "Not for print.").unwrap();
    let link = dir.path().join("dock/a.md");
    symlink("../secret.md", &link).unwrap();
    let (code, _, err) = run(dir.path(), &["check", "dock"]);
    assert!(code == 1 && err.contains("error[path]: `a.md` is a link that leads out of the issue's folder"), "{err}");
    fs::remove_file(&link).unwrap();
    fs::write(dir.path().join("dock/b.md"), "For print.").unwrap();
    symlink("b.md", &link).unwrap();
    assert_eq!(run(dir.path(), &["check", "dock"]).0, 0, "a link within the folder is a file like any other");
    assert_eq!(run(&dir.path().join("dock"), &["check", "issue.yaml"]).0, 0);
    fs::remove_file(&link).unwrap();
    symlink("nowhere.md", &link).unwrap();
    let (code, _, err) = run(dir.path(), &["check", "dock"]);
    assert!(code == 1 && err.contains("there is no file `a.md`") && !err.contains("did you mean `a.md`"), "{err}");
}

#[cfg(unix)]
#[test]
fn what_is_not_a_file_is_not_waited_for() {
    use std::os::unix::fs::symlink;
    let dir = issue("layout: l.yaml\nnameplate: {title: x}\narticles:\n  - {headline: x, body: a.md}\n");
    let at = |name: &str| dir.path().join("dock").join(name);
    symlink("/dev/zero", at("l.yaml")).unwrap();
    fs::create_dir(at("a.md")).unwrap();
    let (code, _, err) = run(dir.path(), &["build", "dock"]);
    assert!(code == 1 && err.contains("`a.md` is a folder") && err.contains("`dock/l.yaml` is not a file"), "{err}");
    assert_eq!(names(&dir.path().join("dock")), ["a.md", "issue.yaml", "l.yaml"]);
    assert_eq!(run(dir.path(), &["build", "/dev/zero"]).0, 1);
}
