//! Plain text → a document. How its writer parts paragraphs is guessed from the whole: by empty lines, by indents, or a
//! line each. Lists are known by their marks; a heading is guessed only where nothing else can be meant.

use super::document::{Block, Document, Line};
use super::encoding;
use super::fault::Fault;
use super::said::Said;

/// The longest line of text that is read: more is no text that somebody wrote.
const MAX_LINES: usize = 200_000;
/// Where most lines are about so long, their ends are not the writer's: a program broke them.
const NARROW: usize = 100;

/// How paragraphs are parted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Parted {
    /// By empty lines.
    Empty,
    /// By an indent in the first line.
    Indent,
    /// Each line is a paragraph.
    Lines,
}

/// Reads a text.
pub(super) fn read(bytes: &[u8], said: &mut Said) -> Result<Document, Fault> {
    let text = encoding::plain(bytes, said).replace("\r\n", "\n").replace(['\r', '\u{c}', '\u{2029}'], "\n");
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    if lines.len() > MAX_LINES {
        return Err(Fault::too_large(format_args!("{} lines", lines.len())));
    }
    let parted = parted(&lines);
    let mut blocks = Vec::new();
    for group in groups(&lines, parted) {
        group_blocks(&group, &mut blocks);
    }
    Ok(Document { blocks, notes: Vec::new() })
}

fn indent(line: &str) -> usize {
    line.chars().take_while(|c| c.is_whitespace()).map(|c| if c == '\t' { 4 } else { 1 }).sum()
}

/// How a text parts its paragraphs.
fn parted(lines: &[&str]) -> Parted {
    let filled: Vec<&str> = lines.iter().copied().filter(|l| !l.is_empty()).collect();
    let empty = lines.iter().filter(|l| l.is_empty()).count();
    let widths = || filled.iter().map(|l| l.chars().count());
    let long = widths().filter(|w| *w > NARROW).count();
    let indented = filled.iter().filter(|l| (1..=12).contains(&indent(l)) && mark(l.trim_start()).is_none()).count();
    // Lines longer than a program breaks them are paragraphs, whether or not empty ones stand between.
    if long * 3 >= filled.len() {
        return Parted::Lines;
    }
    if empty > 0 && empty * 12 >= filled.len() {
        return Parted::Empty;
    }
    // Indents part paragraphs where some lines have one, and others, which go on, have none.
    if indented >= 2 && indented * 2 < filled.len() + 2 && filled.len() >= 4 {
        return Parted::Indent;
    }
    // Lines of nearly the same width were broken by a program; such as are short and uneven, by their writer.
    let widest = widths().max().unwrap_or(0);
    let full = widths().filter(|w| *w * 10 >= widest * 7).count();
    if filled.len() >= 4 && widest > 50 && full * 10 >= filled.len() * 6 { Parted::Empty } else { Parted::Lines }
}

/// The lines of each paragraph, or of several that belong together.
fn groups<'a>(lines: &[&'a str], parted: Parted) -> Vec<Vec<&'a str>> {
    let mut out: Vec<Vec<&str>> = Vec::new();
    let mut open = false;
    for line in lines {
        if line.is_empty() {
            open = false;
            continue;
        }
        let begins = match parted {
            Parted::Empty => false,
            Parted::Indent => indent(line) > 0,
            // Items of one list stand together all the same.
            Parted::Lines => true,
        };
        match out.last_mut() {
            Some(last) if open && !begins => last.push(line),
            _ => out.push(vec![line]),
        }
        open = true;
    }
    out
}

/// What begins an item: the length of the mark with the space behind it, and the number.
fn mark(line: &str) -> Option<(usize, Option<u64>)> {
    let mut letters = line.char_indices();
    let (_, first) = letters.next()?;
    if "-*+•●▪◦‣–·".contains(first) {
        let (at, space) = letters.next()?;
        return space.is_whitespace().then_some((at + space.len_utf8(), None));
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=3).contains(&digits) && line[digits..].starts_with(['.', ')']) {
        let rest = &line[digits + 1..];
        return rest.starts_with([' ', '\t']).then(|| (digits + 2, line[..digits].parse().ok()));
    }
    None
}

/// A line of stars, hyphens or the like.
fn is_rule(line: &str) -> bool {
    let marks: Vec<char> = line.chars().filter(|c| !c.is_whitespace()).collect();
    marks.len() >= 3 && marks.iter().all(|c| *c == marks[0]) && "-*_=~#+•".contains(marks[0])
}

fn group_blocks(group: &[&str], out: &mut Vec<Block>) {
    let bare: Vec<&str> = group.iter().map(|l| l.trim()).collect();
    if bare.iter().all(|l| is_rule(l)) {
        out.push(Block::Break);
        return;
    }
    // A line underlined with = or - is a heading, however short.
    if let [head, rule] = bare[..]
        && is_rule(rule)
        && rule.starts_with(['=', '-', '~'])
        && mark(head).is_none()
    {
        out.push(Block::Subhead(if rule.starts_with('=') { 1 } else { 2 }, Line::plain(head)));
        return;
    }
    if bare.iter().all(|l| l.starts_with('>')) {
        let words: Vec<&str> = bare.iter().map(|l| l.trim_start_matches(['>', ' ', '\t'])).collect();
        for paragraph in words.split(|l| l.is_empty()).filter(|p| !p.is_empty()) {
            out.push(Block::Quoted(Line::plain(paragraph.join(" "))));
        }
        return;
    }
    let listed = out.last().is_some_and(|b| matches!(b, Block::Item { .. }));
    let first = mark(bare[0]).filter(|(_, number)| listed || begins_list(*number, &bare));
    if first.is_some() {
        items(group, out);
        return;
    }
    if let [only] = bare[..]
        && is_capitals(only)
    {
        out.push(Block::Subhead(2, Line::plain(only)));
        return;
    }
    // A list may follow on the line that announces it.
    let at = bare.iter().skip(1).position(|l| mark(l).is_some_and(|(_, n)| n.is_none_or(|n| n <= 1))).map(|i| i + 1);
    let several = at.is_some_and(|at| bare[at..].iter().filter(|l| mark(l).is_some()).count() >= 2);
    let end = at.filter(|_| several).unwrap_or(bare.len());
    out.push(Block::Paragraph(Line::plain(bare[..end].join(" "))));
    if end < bare.len() {
        items(&group[end..], out);
    }
}

/// A first item may be one alone if it has a point; a year at the beginning of a sentence is no number.
fn begins_list(number: Option<u64>, lines: &[&str]) -> bool {
    match number {
        None => !lines[0].starts_with('–') || lines.len() > 1,
        Some(number) => number <= 1,
    }
}

fn items(group: &[&str], out: &mut Vec<Block>) {
    let mut current: Option<(usize, Option<u64>, String)> = None;
    let push = |item: Option<(usize, Option<u64>, String)>, out: &mut Vec<Block>| {
        if let Some((indent, start, text)) = item {
            let blocks = vec![Block::Paragraph(Line::plain(text))];
            out.push(Block::Item { level: indent, start, blocks });
        }
    };
    for line in group {
        let bare = line.trim();
        match mark(bare) {
            Some((width, number)) => {
                push(current.take(), out);
                current = Some((indent(line), number, bare[width..].trim().to_owned()));
            }
            None => {
                if let Some((_, _, text)) = &mut current {
                    text.push(' ');
                    text.push_str(bare);
                }
            }
        }
    }
    push(current, out);
}

/// A short line all in capitals is a heading.
fn is_capitals(line: &str) -> bool {
    let letters = line.chars().filter(|c| c.is_alphabetic()).count();
    letters >= 4
        && line.chars().count() <= 60
        && !line.chars().any(char::is_lowercase)
        && !line.ends_with(['.', ',', ';', '!'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        let document = read(text.as_bytes(), &mut Said::default()).unwrap();
        let one = |b: &Block| match b {
            Block::Paragraph(l) => l.text(),
            Block::Subhead(n, l) => format!("{n}# {}", l.text()),
            Block::Item { level, start, blocks } => match &blocks[0] {
                Block::Paragraph(l) => {
                    format!("{level}{} {}", start.map_or("-".to_owned(), |n| n.to_string()), l.text())
                }
                _ => String::new(),
            },
            Block::Quoted(l) => format!("> {}", l.text()),
            Block::Break => "***".to_owned(),
            other => format!("{other:?}"),
        };
        document.blocks.iter().map(one).collect()
    }

    #[test]
    fn paragraphs_are_parted_as_their_writer_parts_them() {
        assert_eq!(shown("One line\nand its end.\n\nTwo.\n"), ["One line and its end.", "Two."]);
        let indented =
            "  The first paragraph goes on\nin the next line of it, and\n  the second begins here and\ngoes on here.\n";
        assert_eq!(shown(indented).len(), 2);
        let long = "word ".repeat(60);
        assert_eq!(shown(&format!("{long}\n{long}\n")).len(), 2);
        assert_eq!(shown("One.\nTwo words.\nThree of them.\n").len(), 3);
    }

    #[test]
    fn lists_headings_and_quotations_are_known_by_their_marks() {
        let text = "SAFETY FIRST\n\nBring:\n- gloves\n- a lamp that\n  works\n    - batteries\n\n1. one\n2) two\n\n1984. A year.\n\n> said\n\n* * *\n\nTitle\n=====\n";
        assert_eq!(
            shown(text),
            [
                "2# SAFETY FIRST",
                "Bring:",
                "0- gloves",
                "0- a lamp that works",
                "4- batteries",
                "01 one",
                "02 two",
                "1984. A year.",
                "> said",
                "***",
                "1# Title"
            ]
        );
    }
}
