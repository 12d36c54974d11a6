//! Setting type: what must hold of any text at any measure, and what a reader sees of particular ones.

use proptest::prelude::*;
use stonehand::color::Color;
use stonehand::diag::Diagnostic;
use stonehand::font::FontBook;
use stonehand::geom::Length;
use stonehand::issue::{Mark, Rich, RichSpan};
use stonehand::language::Language;
use stonehand::page::{Align, Caps, Figures};
use stonehand::style::{Faces, Style};
use stonehand::text::{Breaking, Item, Line, LineLink, ShapedText, Shaper, justifiable};

fn style(book: &FontBook) -> Style {
    let face = |family: &str, weight, italic| book.find(family, weight, italic).unwrap();
    let size = Length::from_pt(9.4);
    Style {
        faces: Faces {
            regular: face("STIX Two Text", 400, false),
            italic: face("STIX Two Text", 400, true),
            bold: face("STIX Two Text", 700, false),
            bold_italic: face("STIX Two Text", 700, true),
            code: face("Source Code Pro", 400, false),
        },
        size,
        sizes: vec![size],
        leading: size,
        indent: size,
        align: Align::Justify,
        hyphenate: true,
        tracking: 0.0,
        caps: Caps::Normal,
        figures: Figures::OldStyle,
        color: Color::BLACK,
        above: 0,
        below: 0,
        rule: Length::ZERO,
        tint: None,
        lines: 3,
        raise: 0,
    }
}

fn language(tag: &str) -> Language {
    Language::parse(tag).unwrap()
}

fn shape(book: &FontBook, text: &str, style: &Style) -> ShapedText {
    Shaper::new(book).shape(&Rich::plain(text, None), style, language("en-US"), &mut Vec::new())
}

fn line_text(line: &Line) -> String {
    line.runs.iter().map(|r| r.text.as_str()).collect()
}

/// The text of all lines as a reader puts it together: a hyphen that a break added joins, a line's end is a space.
fn read(lines: &[Line]) -> String {
    let mut out = String::new();
    for line in lines {
        let text = line_text(line);
        if let Some(head) = text.strip_suffix('\u{AD}') {
            out.push_str(head);
        } else {
            out.push_str(&text);
            out.push(' ');
        }
    }
    out
}

/// Letters only: breaks after dashes and within addresses add no space that the text had.
fn solid(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && !c.is_control() && !matches!(*c, '\u{AD}' | '\u{200B}' | '\u{FEFF}'))
        .collect()
}

fn ladder(b: &Breaking) -> usize {
    let mut longest = 0;
    let mut run = 0;
    for h in &b.hyphens {
        run = if *h { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}

fn check(book: &FontBook, s: &ShapedText, measure: &dyn Fn(usize) -> Length, indent: Length) {
    let all = s.break_copy(measure, indent, Align::Justify);
    for b in [Some(&all.best), all.shorter.as_ref(), all.longer.as_ref()].into_iter().flatten() {
        assert!(ladder(b) <= 2);
        assert_eq!(b.breaks.len(), b.hyphens.len());
        let lines = s.set(book, b, measure, indent, Align::Justify);
        assert_eq!(lines.len(), b.breaks.len());
        assert_eq!(solid(&read(&lines)), solid(s.text()), "text was lost or set twice");
        for (n, line) in lines.iter().enumerate() {
            if line.justified {
                assert_eq!(line.width, measure(n), "line {n} does not fill its measure");
                assert_eq!(right_edge(line), measure(n) + line.hang.1, "line {n} does not end at its edge");
            }
            assert!(line.width <= measure(n) + Length::from_pt(0.3) || narrow(measure(n)), "line {n} is too wide");
        }
    }
    let best = all.best.breaks.len();
    assert!(all.shorter.is_none_or(|b| b.breaks.len() + 1 == best));
    assert!(all.longer.is_none_or(|b| b.breaks.len() == best + 1));
}

fn narrow(measure: Length) -> bool {
    measure < Length::from_pt(40.0)
}

/// Where the last glyph ends, by the positions alone.
fn right_edge(line: &Line) -> Length {
    let run = line.runs.last().unwrap();
    let glyph = run.glyphs.last().unwrap();
    run.origin.x + glyph.x + glyph.advance
}

fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => "[a-z]{1,12}",
        2 => "[A-Z][a-z]{2,9}[,.;:!?]",
        1 => "[a-z]{3,8}-[a-z]{3,12}",
        1 => "\"[a-z]{2,8}\"",
        1 => "[0-9]{1,5}",
        1 => "[a-z]{4,9}---[a-z]{4,9}",
        1 => "https://[a-z]{3,9}\\.org/[a-z]{3,12}/[a-z]{3,12}",
        1 => "[a-zäöüßéñç]{20,60}",
        1 => "(ka|lo|mi|ten|bar|su|ner|dil|pro|fa){6,20}",
        1 => prop_oneof![Just("don't".into()), Just("’90s".into()), Just("nego\u{AD}tiation".into()), Just("\u{202F}x\u{A0}y".into()),
            Just("日本".into()), Just("שלום".into()), Just("e\u{301}te\u{301}".into()), Just("\u{200B}\u{FEFF}".into())],
    ]
}

/// As many lines in a row end with a hyphen as may, and the next is no wider for that.
#[test]
fn a_word_over_more_lines_than_may_end_with_a_hyphen_goes_into_them() {
    let book = FontBook::builtin();
    for word in ["çñßçäéqçeécéméçußbbzääabö", "kalomitenbarsunerdilprofakalomiten"] {
        let s = shape(&book, word, &style(&book));
        check(&book, &s, &|_| Length::from_pt(45.0), Length::ZERO);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn copy_of_any_kind_sets_whole(words in prop::collection::vec(word(), 0..90), measure in 45.0..320.0f64, indent in 0..2i64) {
        let book = FontBook::builtin();
        let style = style(&book);
        let text = words.join(" ");
        let s = shape(&book, &text, &style);
        let measure = Length::from_pt(measure);
        check(&book, &s, &|_| measure, style.indent * indent);
        // A picture that the text runs round.
        let notched = |n: usize| if (3..6).contains(&n) { measure / 2 } else { measure };
        let b = s.break_copy(&notched, Length::ZERO, Align::Justify).best;
        let lines = s.set(&book, &b, &notched, Length::ZERO, Align::Justify);
        prop_assert_eq!(solid(&read(&lines)), solid(s.text()));
        for align in [Align::Left, Align::Centre, Align::Right] {
            let b = s.break_copy(&|_| measure, Length::ZERO, align).best;
            let lines = s.set(&book, &b, &|_| measure, Length::ZERO, align);
            prop_assert_eq!(solid(&read(&lines)), solid(s.text()));
        }
        let d = s.break_display(measure);
        let lines = s.set(&book, &d, &|_| measure, Length::ZERO, Align::Left);
        prop_assert_eq!(solid(&read(&lines)), solid(s.text()));
    }

    #[test]
    fn any_string_at_all_sets_without_panic(text in "\\PC{0,60}", measure in 1.0..300.0f64) {
        let book = FontBook::builtin();
        let style = style(&book);
        let s = shape(&book, &text, &style);
        let again = shape(&book, &text, &style);
        prop_assert_eq!(&s.items, &again.items);
        let measure = Length::from_pt(measure);
        let b = s.break_copy(&|_| measure, Length::ZERO, Align::Justify);
        prop_assert_eq!(&b, &again.break_copy(&|_| measure, Length::ZERO, Align::Justify));
        let _ = s.set(&book, &b.best, &|_| measure, Length::ZERO, Align::Justify);
        let d = s.break_display(measure);
        let _ = s.set(&book, &d, &|_| measure, Length::ZERO, Align::Centre);
    }
}

#[test]
fn a_word_of_400_letters_is_broken_anywhere_and_said_to_be() {
    let book = FontBook::builtin();
    let style = style(&book);
    let s = shape(&book, &format!("short {} words", "x".repeat(400)), &style);
    let measure = Length::from_pt(120.0);
    let b = s.break_copy(&|_| measure, Length::ZERO, Align::Justify).best;
    assert!(b.forced);
    check(&book, &s, &|_| measure, Length::ZERO);
    assert!(s.break_display(measure).forced);
}

#[test]
fn a_hyphenated_end_is_shaped_anew_and_its_hyphen_is_a_soft_one() {
    let book = FontBook::builtin();
    let style = style(&book);
    let s = shape(&book, "the negotiation of the negotiation of the negotiation of affirmation", &style);
    let measure = Length::from_pt(118.0);
    let b = s.break_copy(&|_| measure, Length::ZERO, Align::Justify).best;
    let lines = s.set(&book, &b, &|_| measure, Length::ZERO, Align::Justify);
    let text: Vec<String> = lines.iter().map(line_text).collect();
    assert!(text.iter().any(|t| t.ends_with('\u{AD}')), "{text:?}");
}

/// The end of a divided word is no last line, in any of the depths in which a paragraph is to be had.
#[test]
fn no_paragraph_ends_in_the_end_of_a_divided_word() {
    let book = FontBook::builtin();
    let style = style(&book);
    let s = shape(
        &book,
        "The night crew asked for a list of the keys that are kept at the gate, of those who may sign for them while the \
         window is closed, and of the doors that they open; the committee has promised an answer before the next meeting, \
         and until then whoever is the supervisor of the evening keeps the whole ring, as agreed, provisionally.",
        &style,
    );
    for tenths in 1400..1900 {
        let measure = Length::from_pt(f64::from(tenths) / 10.0);
        let all = s.break_copy(&|_| measure, style.indent, Align::Justify);
        for b in [Some(&all.best), all.shorter.as_ref(), all.longer.as_ref()].into_iter().flatten() {
            let lines = s.set(&book, b, &|_| measure, style.indent, Align::Justify);
            let [.., before, last] = &lines[..] else { panic!("it has several lines") };
            let whole = !line_text(before).ends_with('\u{AD}') || line_text(last).chars().count() > 5;
            assert!(whole, "{measure:?}: {:?}", [before, last].map(line_text));
        }
    }
}

#[test]
fn a_footnote_mark_is_a_superior_and_a_link_knows_its_room() {
    let book = FontBook::builtin();
    let style = style(&book);
    let span = |text: &str, mark: Mark| RichSpan { text: text.into(), mark, source: None };
    let rich = Rich {
        spans: vec![
            span("As he said", Mark::default()),
            span("1", Mark { note: Some(1), ..Mark::default() }),
            span(" on ", Mark::default()),
            span("our page", Mark { link: Some("https://example.org".into()), italic: true, ..Mark::default() }),
            span(", twice.", Mark::default()),
        ],
    };
    let s = Shaper::new(&book).shape(&rich, &style, language("en-US"), &mut Vec::new());
    let measure = Length::from_pt(300.0);
    let b = s.break_copy(&|_| measure, Length::ZERO, Align::Left).best;
    let lines = s.set(&book, &b, &|_| measure, Length::ZERO, Align::Left);
    assert_eq!(lines.len(), 1);
    assert_eq!(line_text(&lines[0]), "As he said1 on our page, twice.");
    let [LineLink { x, width, uri, .. }] = &lines[0].links[..] else { panic!("{:?}", lines[0].links) };
    assert_eq!(uri, "https://example.org");
    assert!(*x > Length::from_pt(50.0) && *width > Length::from_pt(25.0) && *width < Length::from_pt(45.0));
}

#[test]
fn a_character_that_no_font_has_is_said_once() {
    let book = FontBook::builtin();
    let style = style(&book);
    let mut said: Vec<Diagnostic> = Vec::new();
    let rich = Rich::plain("the word 漢字 and again 漢", None);
    Shaper::new(&book).shape(&rich, &style, language("en-US"), &mut said);
    let said: Vec<&str> = said.iter().map(|d| d.message.as_str()).collect();
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(said[0].contains("U+6F22") && said[0].contains("漢字"), "{said:?}");
}

#[test]
fn a_headline_breaks_by_sense_and_balance() {
    let book = FontBook::builtin();
    let mut style = style(&book).at(Length::from_pt(24.0));
    style.hyphenate = false;
    style.align = Align::Left;
    let face = book.find("Barlow Condensed", 700, false).unwrap();
    style.faces.regular = face;
    let set = |text: &str, measure: f64| -> Vec<String> {
        let s = shape(&book, text, &style);
        let measure = Length::from_pt(measure);
        let b = s.break_display(measure);
        s.set(&book, &b, &|_| measure, Length::ZERO, Align::Left).iter().map(line_text).collect()
    };
    assert_eq!(
        set("Third forklift collision of the month at dock four", 240.0),
        ["Third forklift collision", "of the month at dock four"]
    );
    assert_eq!(set("One line\nand another", 400.0), ["One line", "and another"]);
    let lines = set("The night crew has its bus back, and nobody knows for how long it will run", 200.0);
    assert!(lines.last().unwrap().contains(' '), "{lines:?}");
}

#[test]
fn narrow_columns_are_ragged_and_wide_ones_justified() {
    let book = FontBook::builtin();
    let style = style(&book);
    assert!(!justifiable(Length::from_pt(100.0), &style) && justifiable(Length::from_pt(164.0), &style));
    let s = shape(&book, &"seven words of copy that go on ".repeat(6), &style);
    let measure = Length::from_pt(90.0);
    let b = s.break_copy(&|_| measure, Length::ZERO, Align::Justify).best;
    let lines = s.set(&book, &b, &|_| measure, Length::ZERO, Align::Justify);
    assert!(lines.iter().all(|l| !l.justified));
}

#[test]
fn capitals_and_small_capitals_are_made() {
    let book = FontBook::builtin();
    let set_style = |style: &Style| {
        let s = shape(&book, "Health and Safety", style);
        let measure = Length::from_pt(300.0);
        let b = s.break_display(measure);
        s.set(&book, &b, &|_| measure, Length::ZERO, Align::Left).remove(0)
    };
    let set = |caps: Caps, italic: bool| {
        let mut style = style(&book);
        style.caps = caps;
        if italic {
            style.faces.regular = style.faces.italic;
        }
        set_style(&style)
    };
    let set_in = |face| {
        let mut style = style(&book);
        style.caps = Caps::Small;
        style.faces.regular = face;
        set_style(&style)
    };
    assert_eq!(line_text(&set(Caps::All, false)), "HEALTH AND SAFETY");
    assert_eq!(line_text(&set(Caps::Small, false)), "Health and Safety");
    assert_eq!(set(Caps::Small, false).runs.len(), 1);
    assert_eq!(set(Caps::Small, true).runs.len(), 1);
    // The face of code has none of its own: smaller capitals serve.
    let made = set_in(book.find("Source Code Pro", 400, false).expect("built in"));
    assert_eq!(line_text(&made), "HEALTH AND SAFETY");
    assert!(made.runs.len() > 2);
}

#[test]
fn a_paragraph_of_50_000_words_is_set() {
    let book = FontBook::builtin();
    let style = style(&book);
    let text = "the company says that the schedule is flexible and what it means is that we are ".repeat(3_200);
    let s = shape(&book, &text, &style);
    let measure = Length::from_pt(164.0);
    let b = s.break_copy(&|_| measure, Length::ZERO, Align::Justify).best;
    assert!(b.breaks.len() > 6_000);
    assert!(s.items.iter().any(|i| matches!(i, Item::Penalty { .. })));
}

#[test]
fn shaped_text_and_fonts_cross_threads() {
    fn crosses<T: Send + Sync>() {}
    crosses::<ShapedText>();
    crosses::<FontBook>();
}

#[test]
fn a_missing_character_is_pointed_at_in_its_file() {
    let book = FontBook::builtin();
    let style = style(&book);
    let mut log = stonehand::diag::Log::new();
    let file = log.add_file("a.md", "Some 漢 here");
    let rich = Rich::plain("Some 漢 here", Some(stonehand::diag::Span::new(file, 0..13)));
    let mut said = Vec::new();
    Shaper::new(&book).shape(&rich, &style, language("en-US"), &mut said);
    assert_eq!(said[0].span, Some(stonehand::diag::Span::new(file, 5..8)));
}

#[test]
fn words_of_another_script_or_with_rare_letters_find_a_face() {
    let book = FontBook::builtin();
    let mut style = style(&book);
    style.faces.regular = book.find("Barlow Condensed", 700, false).unwrap();
    let mut said = Vec::new();
    let s = Shaper::new(&book).shape(
        &Rich::plain("Привет, a\u{2011}b c\u{202F}d", None),
        &style,
        language("en-US"),
        &mut said,
    );
    assert_eq!(said, []);
    let measure = Length::from_pt(300.0);
    let b = s.break_display(measure);
    let line = s.set(&book, &b, &|_| measure, Length::ZERO, Align::Left).remove(0);
    assert!(line.runs.len() > 1, "the Cyrillic word is in another face");
    assert!(line.runs.iter().flat_map(|r| &r.glyphs).all(|g| g.id != 0));
}

#[test]
fn variants_have_one_line_less_or_more_and_no_loose_line() {
    let book = FontBook::builtin();
    let style = style(&book);
    let text = "We asked for two things: a break room with a door that closes, and a list of who is working on which night, \
        posted a week ahead. The first thing you learn is where to stand, and the second is whom to ask. Bring a friend, \
        bring a dish, bring your questions, and read what is posted at the gate before you sign it or say a word.";
    let s = shape(&book, text, &style);
    let mut variants = 0;
    for points in 160..260 {
        let measure = Length::from_pt(f64::from(points));
        let all = s.break_copy(&|_| measure, style.indent, Align::Justify);
        for b in [all.shorter, all.longer].into_iter().flatten() {
            variants += 1;
            let lines = s.set(&book, &b, &|_| measure, style.indent, Align::Justify);
            assert!(lines.iter().filter(|l| l.justified).all(|l| l.word_space.is_none_or(|w| w < 0.51)));
        }
    }
    assert!(variants > 30, "{variants}");
}

#[test]
fn hostile_text_does_not_take_for_ever() {
    let book = FontBook::builtin();
    let style = style(&book);
    let measure = Length::from_pt(164.0);
    for text in [
        "'".repeat(40_000),
        "\"a ".repeat(20_000),
        "ab-".repeat(10_000),
        "x".repeat(20_000),
        "a/".repeat(10_000),
        "e\u{301}".repeat(5_000),
        "word ".repeat(20_000),
        "日".repeat(3_000),
    ] {
        let s = shape(&book, &text, &style);
        let b = s.break_copy(&|_| measure, Length::ZERO, Align::Justify).best;
        let lines = s.set(&book, &b, &|_| measure, Length::ZERO, Align::Justify);
        assert_eq!(lines.len(), b.breaks.len());
        assert!(!s.break_display(measure).breaks.is_empty());
    }
}

#[test]
fn a_headline_in_too_narrow_a_room_still_breaks_between_its_words() {
    let book = FontBook::builtin();
    let mut style = style(&book).at(Length::from_pt(48.0));
    style.hyphenate = false;
    let s = shape(&book, "Union men meet", &style);
    let b = s.break_display(Length::from_pt(60.0));
    assert!(b.forced && b.breaks.len() >= 3, "{b:?}");
}
