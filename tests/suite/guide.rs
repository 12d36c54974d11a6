//! The guide: whatever it shows is tried, its tables name everything that there is, its list of messages is the program's own,
//! and it is a paper that builds.
//!
//! What is tried how: YAML that is fenced is a whole file, whose first line says which, and is built. Copy that is fenced as
//! Markdown is set. A fragment in a sentence (`key: value`) is put where that key belongs in a small issue, layout or profile, and
//! built. Commands are read by the program's own arguments (`cli::args`).

use crate::help::{article, golden_at, guide, said};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use stonehand::diag::{Log, Severity, Span};
use stonehand::explain;
use stonehand::files::{DiskFiles, MemoryFiles};
use stonehand::issue::{self, Sourced};
use stonehand::page::{self, ROLES};
use stonehand::profile;

/// Where the list of messages begins and ends that is made of the program's own.
const BEGIN: &str = "<!-- from here on made of src/explain: STONEHAND_GOLDEN=write cargo test -->\n";
const END: &str = "<!-- to here -->\n";

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/guide")
}

/// The chapters: their names and texts, in the manifest's order.
fn chapters() -> Vec<(String, String)> {
    let manifest = std::fs::read_to_string(folder().join("issue.yaml")).expect("the guide's manifest");
    let names = manifest.split("body: ").skip(1).filter_map(|rest| rest.split([',', '\n']).next());
    let read = |name: &str| (name.to_owned(), std::fs::read_to_string(folder().join(name)).expect(name));
    names.map(read).collect()
}

/// The fenced blocks of the guide: place, language, text.
fn fenced() -> Vec<(String, String, String)> {
    let mut found = Vec::new();
    for (name, text) in chapters() {
        let mut open: Option<(String, String, String)> = None;
        for (number, line) in text.lines().enumerate() {
            match (&mut open, line.strip_prefix("```")) {
                (None, Some(kind)) => {
                    open = Some((format!("docs/guide/{name}:{}", number + 2), kind.into(), String::new()));
                }
                (None, None) => {}
                (Some(_), Some("")) => found.extend(open.take()),
                (Some((.., text)), _) => {
                    text.push_str(line);
                    text.push('\n');
                }
            }
        }
        assert!(open.is_none(), "docs/guide/{name}: a fence is not closed");
    }
    found
}

/// The guide's whole files of a kind: place and text.
fn whole(first: &str) -> Vec<(String, String)> {
    let blocks = fenced().into_iter().filter(|(_, _, text)| text.starts_with(&format!("{first}\n")));
    blocks.map(|(at, _, text)| (at, text)).collect()
}

/// What stands as code in the sentences of the guide: place and text. Not in the list of messages: it shows what is wrong.
fn spoken() -> Vec<(String, String)> {
    use pulldown_cmark::{Event, Options, Parser};
    let mut found = Vec::new();
    for (name, text) in chapters() {
        let text = text.split(BEGIN).next().unwrap_or_default();
        for (event, range) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
            if let Event::Code(code) = event {
                let line = text[..range.start].lines().count().max(1);
                found.push((format!("docs/guide/{name}:{line}"), code.to_string()));
            }
        }
    }
    found
}

/// A manifest, and a stub for every file that it names.
fn with_stubs(manifest: &str) -> MemoryFiles {
    let is_name = |c: char| c.is_alphanumeric() || "/-_.".contains(c);
    let names = manifest.split(|c| !is_name(c)).filter(|n| n.starts_with("images/") || n.starts_with("articles/"));
    let files = MemoryFiles::new().with("issue.yaml", manifest);
    names.filter(|n| n.contains('.')).fold(files, |files, name| files.with(name, "A stub.\n"))
}

/// A plain picture, as JPEG and as PNG.
fn pictures() -> &'static (Vec<u8>, Vec<u8>) {
    use image::{ExtendedColorType, ImageEncoder};
    static PICTURES: OnceLock<(Vec<u8>, Vec<u8>)> = OnceLock::new();
    PICTURES.get_or_init(|| {
        let (gray, side) = (vec![0x90; 1600 * 1200], (1600, 1200));
        let (mut jpeg, mut png) = (Vec::new(), Vec::new());
        image::codecs::jpeg::JpegEncoder::new(&mut jpeg)
            .write_image(&gray, side.0, side.1, ExtendedColorType::L8)
            .expect("a picture");
        image::codecs::png::PngEncoder::new(&mut png)
            .write_image(&gray, side.0, side.1, ExtendedColorType::L8)
            .expect("a picture");
        (jpeg, png)
    })
}

/// A manifest, and for every file that it names one that can be set: articles of two hundred words, plain pictures.
fn with_files(manifest: &str) -> MemoryFiles {
    let (jpeg, png) = pictures();
    let copy = "A stub of some words, as many as a line or two of the paper will hold.\n\n".repeat(14);
    let is_name = |c: char| c.is_alphanumeric() || "/-_.".contains(c);
    let names = manifest.split(|c| !is_name(c)).filter(|n| n.starts_with("images/") || n.starts_with("articles/"));
    let files = MemoryFiles::new().with("issue.yaml", manifest);
    names.filter(|n| n.contains('.')).fold(files, |files, name| match name.rsplit('.').next() {
        Some("jpg") => files.with(name, jpeg),
        Some("png") => files.with(name, png),
        _ => files.with(name, copy.clone()),
    })
}

/// Composes; what is wrong with it, notes apart.
fn wrong(files: &MemoryFiles) -> Vec<String> {
    let mut log = Log::new();
    let _ = stonehand::compose(files, Path::new("issue.yaml"), &mut log);
    let wrong = log.diagnostics().iter().filter(|d| d.severity != Severity::Note);
    // How many pages the stubs fill says nothing of the guide.
    let wrong = wrong.filter(|d| d.code != "empty-pages");
    wrong.map(|d| format!("{}: {} {:?}", d.code, d.message, d.hint)).collect()
}

/// Reads a manifest; the log.
fn read(manifest: &str) -> Log {
    let mut log = Log::new();
    let _ = issue::read(&with_stubs(manifest), Path::new("issue.yaml"), &mut log);
    log
}

/// Reads a layout; the log.
fn read_layout(text: &str) -> Log {
    let mut log = Log::new();
    let manifest = log.add_file("issue.yaml", "");
    let files = MemoryFiles::new().with("layouts/ours/layout.yaml", text);
    let name = Sourced { value: "ours".to_owned(), span: Span::new(manifest, 0..0) };
    let _ = page::read(&files, Path::new(""), &name, &mut log);
    log
}

/// The keys of a group, from what is said of one that it does not have (`qqqqqqqqqq`).
fn known_keys(log: &Log) -> Vec<String> {
    let hints = log.diagnostics().iter().filter(|d| d.message.contains("qqqqqqqqqq")).filter_map(|d| d.hint.as_deref());
    let lists = hints.filter_map(|h| h.strip_prefix("known keys: "));
    lists.flat_map(|l| l.split(", ")).map(str::to_owned).collect()
}

#[track_caller]
fn assert_named_in_guide(what: &str, names: impl IntoIterator<Item = String>) {
    let mut count = 0;
    for name in names {
        count += 1;
        assert!(guide().contains(&format!("`{name}`")), "docs/guide does not name the {what} `{name}`");
    }
    assert!(count > 0, "there is no {what}");
}

#[test]
fn the_guides_manifests_are_built_without_a_warning() {
    assert!(whole("# issue.yaml").len() >= 10);
    for (line, manifest) in whole("# issue.yaml") {
        let wrong = wrong(&with_files(&manifest));
        assert!(wrong.is_empty(), "the manifest at {line}: {wrong:#?}");
    }
}

#[test]
fn every_slot_of_the_guides_layouts_is_one_to_which_an_article_can_be_pinned() {
    let mut slots = 0;
    for (line, layout) in whole("# layout.yaml") {
        let names: Vec<&str> = layout
            .lines()
            .filter_map(|l| l.trim_start().strip_prefix("slots:").or(Some(l)))
            .filter(|l| l.contains(": {columns: ") && l.contains("lines: "))
            .filter_map(|l| l.trim().trim_start_matches('{').split(':').next())
            .collect();
        let article = |n: &&str| format!("  - {{headline: {n}, slot: {n}, text: A stub of a few words.}}\n");
        let articles: String = names.iter().map(article).collect();
        let manifest = format!("layout: ours\nnameplate: {{title: T}}\npages: 2\narticles:\n{articles}");
        let files = MemoryFiles::new().with("issue.yaml", manifest).with("layouts/ours/layout.yaml", layout.clone());
        let wrong = wrong(&files);
        assert!(names.is_empty() || wrong.is_empty(), "the layout at {line}: {wrong:#?}");
        slots += names.len();
    }
    assert!(slots >= 5, "{slots} slots in the guide");
}

#[test]
fn the_guide_names_the_slots_of_the_built_in_layouts() {
    for name in page::builtin_names() {
        let mut log = Log::new();
        let manifest = log.add_file("issue.yaml", "");
        let wanted = Sourced { value: name.to_owned(), span: Span::new(manifest, 0..0) };
        let layout = page::read(&MemoryFiles::new(), Path::new(""), &wanted, &mut log).expect(name);
        let guide = guide();
        let row = guide.lines().find(|l| l.starts_with(&format!("| `{name}` |"))).expect(name);
        let slots = layout.slot_names();
        assert!(slots.iter().all(|s| row.contains(&format!("`{s}`"))), "{row} does not name all of {slots:?}");
        assert!(!slots.is_empty() || row.contains("none"), "{row}");
    }
}

#[test]
fn the_guides_layouts_are_read_without_a_mistake() {
    let all = whole("# layout.yaml");
    assert!(!all.is_empty(), "no whole layout in the guide");
    for (line, layout) in all {
        let log = read_layout(&layout);
        assert!(log.diagnostics().is_empty(), "the layout at {line}: {:#?}", said(&log));
    }
}

#[test]
fn the_guide_names_every_key_of_a_manifest() {
    let head = "layout: letter-news\nnameplate: {title: T, qqqqqqqqqq: 1, ears: {qqqqqqqqqq: 1}}\nqqqqqqqqqq: 1\n";
    let article = "articles:\n  - headline: H\n    text: x\n    qqqqqqqqqq: 1\n    jump: {qqqqqqqqqq: 1}\n";
    let furniture = "    pull_quotes: [{text: x, qqqqqqqqqq: 1}]\n    images: [{file: images/a.jpg, qqqqqqqqqq: 1}]\n";
    let rest = "pages: {qqqqqqqqqq: 1}\nfillers: [{text: x, qqqqqqqqqq: 1}]\neditions: {e: {qqqqqqqqqq: 1}}\n";
    let log = read(&format!("{head}{article}{furniture}{rest}"));
    let keys: BTreeSet<String> = known_keys(&log).into_iter().collect();
    assert!(keys.len() > 40, "{:?} {:#?}", keys, said(&log));
    assert_named_in_guide("key", keys);
}

#[test]
fn the_guide_names_every_key_property_role_and_layout() {
    let layout = "paper: letter\nqqqqqqqqqq: 1\nmargins: {qqqqqqqqqq: 1}\nstyles: {body: {qqqqqqqqqq: 1}}\n\
                  pages: {any: {qqqqqqqqqq: 1, folio: {qqqqqqqqqq: 1}, nameplate: {qqqqqqqqqq: 1}}}\n";
    let keys: BTreeSet<String> = known_keys(&read_layout(layout)).into_iter().collect();
    assert!(keys.len() > 25, "{keys:?}");
    assert_named_in_guide("key", keys);
    assert_named_in_guide("role", ROLES.iter().map(|r| r.key.to_owned()));
    assert_named_in_guide("layout", page::builtin_names().map(str::to_owned));
}

/// Reads a profile; the log.
fn read_profile(text: &str) -> Log {
    let mut log = Log::new();
    let files = MemoryFiles::new().with("profiles/ours.yaml", text);
    let _ = profile::find(&files, Path::new(""), "ours", None, &mut log);
    log
}

#[test]
fn the_guide_names_every_key_of_a_profile_and_every_profile() {
    let log = read_profile("extends: riso\nqqqqqqqqqq: 1\nphotos: {qqqqqqqqqq: 1}\ncondition: {qqqqqqqqqq: 1}\n");
    let keys: BTreeSet<String> = known_keys(&log).into_iter().collect();
    assert!(keys.len() > 22, "{keys:?} {:#?}", said(&log));
    assert_named_in_guide("key", keys);
    assert_named_in_guide("profile", profile::builtin_names().map(str::to_owned));
}

#[test]
fn the_guides_profiles_are_read_without_a_mistake() {
    let all = whole("# profile.yaml");
    assert!(all.len() >= 2, "no profile in the guide");
    for (line, text) in all {
        let log = read_profile(&text);
        assert!(log.diagnostics().is_empty(), "the profile at {line}: {:#?}", said(&log));
    }
}

#[test]
fn the_guide_says_what_each_role_inherits() {
    for row in ROLES.iter().filter(|r| r.role != r.parent) {
        let parent = ROLES.iter().find(|r| r.role == row.parent).map_or("", |r| r.key);
        let wanted = format!("| `{}` | `{parent}` |", row.key);
        assert!(guide().contains(&wanted), "docs/guide has no row {wanted}");
    }
}

#[test]
fn every_fence_of_the_guide_is_of_a_kind_that_is_tried() {
    for (at, kind, text) in fenced() {
        let first = text.lines().next().unwrap_or_default();
        match kind.as_str() {
            "yaml" => assert!(["# issue.yaml", "# layout.yaml", "# profile.yaml"].contains(&first), "{at}: {first}"),
            "markdown" => {}
            // What the program says: its codes are known.
            "text" => {
                let codes = text.split('[').skip(1).filter_map(|t| t.split_once("]: ")).map(|(code, _)| code);
                let unknown: Vec<&str> = codes.filter(|code| explain::explain(code).is_none()).collect();
                assert!(unknown.is_empty(), "{at}: {unknown:?}");
            }
            _ => panic!("{at}: fenced as `{kind}`, which nothing tries"),
        }
    }
}

#[test]
fn the_guides_copy_is_set_without_a_warning() {
    let mut count = 0;
    for (at, kind, text) in fenced() {
        if kind != "markdown" {
            continue;
        }
        let sort = ["briefs", "directory", "calendar", "letters"].into_iter().find(|k| {
            let heads = [
                ("briefs", "**Airport"),
                ("directory", "# Unions"),
                ("calendar", "- **Thu"),
                ("letters", "## They count"),
            ];
            heads.iter().any(|(kind, head)| kind == k && text.starts_with(head))
        });
        let article = article("Copy", &text).replacen(
            "    text:",
            &format!("    kind: {}\n    text:", sort.unwrap_or("article")),
            1,
        );
        let manifest = format!("layout: letter-news\nnameplate: {{title: T}}\narticles:\n{article}");
        let wrong = wrong(&with_files(&manifest));
        assert!(wrong.is_empty(), "{at}: {wrong:#?}");
        count += 1;
    }
    assert!(count >= 5, "{count} pieces of copy");
}

/// Where a fragment of a manifest, a layout or a profile may belong.
fn homes(fragment: &str) -> Vec<MemoryFiles> {
    let text = "\n    text: |\n      It took four months and three letters.\n\n      On Monday it hung there.\n";
    let issue = |head: &str, layout: &str, article: &str| {
        format!("layout: {layout}\n{head}articles:\n  - headline: The mirror\n    slug: mirror\n    {article}{text}")
    };
    let title = "nameplate: {title: T}\n";
    let with = |manifest: String| with_files(&manifest).with("layouts/ours/layout.yaml", "paper: letter\n");
    let layout = |text: String| with(issue(title, "ours", "")).with("layouts/ours/layout.yaml", text);
    let news = "letter-news";
    let mut homes = vec![
        with(issue(&format!("{title}editions: {{airport: {{language: es}}}}\n"), news, fragment)),
        with(issue(&format!("{title}{fragment}\n"), news, "")),
        with(issue(&format!("nameplate: {{title: T, {fragment}}}\n"), news, "")),
        with(issue(title, news, &format!("images:\n      - {{file: images/a.jpg, {fragment}}}"))),
        with(issue(title, news, &format!("pull_quotes:\n      - {{text: It hung there, {fragment}}}"))),
        with(issue(&format!("{title}editions: {{airport: {{{fragment}}}}}\n"), news, "editions: [airport]")),
        with(issue(title, news, &format!("page: 1\n    jump: {{{fragment}}}"))),
        // What takes another's place.
        with(issue(title, news, "").replace("layout: letter-news", fragment)),
        with(issue(title, news, "").replacen("headline: The mirror", fragment, 1)),
        layout(format!("paper: letter\n{fragment}\n")),
        layout(format!("paper: letter\nstyles: {{headline: {{{fragment}}}}}\n")),
        layout(format!("paper: letter\npages: {{first: {{slots: {{lead: {{lines: 1-end, {fragment}}}}}}}}}\n")),
    ];
    for base in ["press", "riso"] {
        let manifest = issue(&format!("{title}profile: ours\n"), news, "");
        homes.push(with(manifest).with("profiles/ours.yaml", format!("extends: {base}\n{fragment}\n")));
    }
    let files: [(&str, &[u8]); 3] = [
        ("fonts/libre-franklin/a.ttf", include_bytes!("../../fonts/playfair-display/PlayfairDisplay_900Black.ttf")),
        ("fonts/MyTitle.otf", include_bytes!("../../fonts/playfair-display/PlayfairDisplay_900Black.ttf")),
        ("profiles/GRACoL2006_Coated1v2.icc", include_bytes!("../../icc/coated-fogra39.icc")),
    ];
    // What the fragment does not name costs nothing.
    let files = files.iter().filter(|(name, _)| {
        fragment.contains(name.rsplit('/').next().unwrap_or_default()) || fragment.contains("Libre Franklin")
    });
    homes.into_iter().map(|home| files.clone().fold(home, |home, (name, bytes)| home.with(name, bytes))).collect()
}

#[test]
fn the_fragments_in_the_guides_sentences_belong_somewhere() {
    let is_key = |key: &str| !key.is_empty() && key.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    let mut tried = BTreeSet::new();
    for (at, code) in spoken() {
        let Some((key, value)) = code.split_once(": ") else { continue };
        // `…` stands for what is yours to say.
        if !is_key(key) || value.contains('…') || value.starts_with('<') || !tried.insert(code.clone()) {
            continue;
        }
        let homes = homes(&code);
        let faults: Vec<Vec<String>> = homes.iter().map(wrong).take_while(|w| !w.is_empty()).collect();
        assert!(faults.len() < homes.len(), "{at}: `{code}` is right nowhere: {faults:#?}");
    }
    assert!(tried.len() >= 20, "{tried:?}");
}

#[test]
fn the_guide_lists_every_message_of_the_program() {
    let name = folder().join("messages.md");
    let text = std::fs::read_to_string(&name).expect("a chapter");
    let (before, rest) = text.split_once(BEGIN).expect("where the list begins");
    let (_, after) = rest.split_once(END).expect("where it ends");
    let mut list = String::new();
    for (subject, rows) in explain::subjects() {
        let _ = write!(list, "\n### {subject}\n\n");
        for e in rows {
            let _ = writeln!(list, "- `{}`: {} *{}*", e.code, e.means, e.mend);
        }
    }
    golden_at(&name, &format!("{before}{BEGIN}{list}\n{END}{after}"));
}

#[test]
fn the_guide_is_a_paper_that_builds_without_a_warning() {
    let mut log = Log::new();
    let edition = stonehand::compose(&DiskFiles, &folder(), &mut log).unwrap_or_else(|_| panic!("{:#?}", said(&log)));
    let wrong: Vec<String> = said(&log).into_iter().filter(|s| !s.starts_with("jump")).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(!edition.dummy.contains('!'), "something stands on something else:\n{}", edition.dummy);
    assert!(edition.summary.pages > 40, "{} pages", edition.summary.pages);
}

#[test]
fn the_guides_contents_are_its_chapters() {
    let manifest = std::fs::read_to_string(folder().join("issue.yaml")).expect("the guide's manifest");
    let index = std::fs::read_to_string(folder().with_file_name("guide.md")).expect("the guide's contents");
    for (number, (name, text)) in chapters().iter().enumerate() {
        let title = text.lines().next().and_then(|l| l.strip_prefix("# ")).expect("a title");
        assert!(manifest.contains(&format!("headline: {title}")), "{name}: {title}");
        let number = number + 1;
        assert!(manifest.contains(&format!("{number}. **{title}:** ")), "{number}. {title}");
        let told = index.lines().find_map(|l| l.strip_prefix(&format!("{number}. [{title}](guide/{name}): ")));
        let told = told.unwrap_or_else(|| panic!("docs/guide.md does not lead to {number}. {title}"));
        assert!(manifest.contains(told), "{title}: {told}");
    }
    assert_eq!(chapters().len(), 12);
}
