//! What stands in a paragraph: runs, links, fields, tracked changes, notes.

use super::Reader;
use super::body::chosen;
use super::styles::{Letters, Role};
use super::symbols::symbol;
use crate::import::document::{Block, Line, Mark};
use crate::import::href;
use crate::import::said::What;
use crate::import::tree::Node;
use std::sync::Arc;

/// A paragraph's text, and what is anchored in it.
#[derive(Default)]
pub(super) struct Parts {
    pub(super) line: Line,
    /// Pictures and text boxes.
    pub(super) beside: Vec<Block>,
}

/// A field that is open: its instruction, and whether its result has begun.
struct Field {
    instruction: String,
    result: bool,
    link: Option<Arc<str>>,
}

/// The state of a paragraph while it is read. A field may go on over paragraphs; at a paragraph's end it is forgotten.
pub(super) struct Hand<'s> {
    parts: Parts,
    fields: Vec<Field>,
    link: Option<Arc<str>>,
    style: Option<&'s str>,
    role: Option<Role>,
    /// Whether the last run was hidden, so that a hidden passage of several runs counts once.
    hidden: bool,
}

impl Reader<'_, '_> {
    /// The text of a paragraph.
    pub(super) fn line(&mut self, node: Node<'_>, style: Option<&str>, role: Option<Role>) -> Parts {
        let mut hand = Hand { parts: Parts::default(), fields: Vec::new(), link: None, style, role, hidden: false };
        self.inline(node, &mut hand);
        hand.parts
    }

    fn inline(&mut self, node: Node<'_>, hand: &mut Hand<'_>) {
        for child in node.elements() {
            match child.name() {
                "w:r" => self.run(child, hand),
                "w:hyperlink" => {
                    let outer = hand.link.clone();
                    hand.link = self.relation_link(child).or(outer.clone());
                    self.inline(child, hand);
                    hand.link = outer;
                }
                "w:fldSimple" => {
                    let instruction = child.attribute("w:instr").unwrap_or_default().to_owned();
                    let link = self.field_link(&instruction);
                    hand.fields.push(Field { instruction, result: true, link });
                    self.inline(child, hand);
                    Self::field_end(hand);
                }
                "w:ins" => {
                    self.said.one(What::Insertions);
                    self.inline(child, hand);
                }
                "w:moveTo" => {
                    self.said.one(What::Moves);
                    self.inline(child, hand);
                }
                "w:del" => self.said.one(What::Deletions),
                "w:sdt" => {
                    if let Some(content) = self.control_content(child) {
                        self.inline(content, hand);
                    }
                }
                "w:smartTag" | "w:customXml" | "w:dir" | "w:bdo" => self.inline(child, hand),
                "mc:AlternateContent" => {
                    if let Some(chosen) = chosen(child) {
                        self.inline(chosen, hand);
                    }
                }
                "m:oMath" | "m:oMathPara" => {
                    self.said.one(What::Formulas);
                    let text: String = child.descendants().filter(|n| n.is("m:t")).map(Node::all_text).collect();
                    hand.parts.line.push(&text, &Mark { link: hand.link.clone(), ..Mark::default() });
                }
                _ => {}
            }
        }
    }

    fn run(&mut self, node: Node<'_>, hand: &mut Hand<'_>) {
        let properties = node.child("w:rPr");
        let own = Letters::read(properties);
        let of_style = properties.and_then(|p| p.value("w:rStyle", "w:val"));
        let character = of_style.map(|s| self.styles.letters(Some(s))).unwrap_or_default();
        let paragraph = self.styles.letters(hand.style);
        // A character style in bold within a paragraph in bold is meant to stand out: ISO/IEC 29500-1, 17.7.3.
        let toggled = |own: Option<bool>, c: Option<bool>, p: Option<bool>| {
            own.unwrap_or(c.unwrap_or(false) != p.unwrap_or(false))
        };
        if properties.is_some_and(|p| p.child("w:rPrChange").is_some()) {
            self.said.one(What::Formats);
        }
        if toggled(own.hidden, character.hidden, paragraph.hidden) {
            let seen = node.elements().any(|n| matches!(n.name(), "w:t" | "w:drawing" | "w:pict" | "w:sym"));
            self.said.some(What::Hidden, usize::from(seen && !hand.hidden));
            hand.hidden |= seen;
            self.codes_alone(node, hand);
            return;
        }
        hand.hidden = false;
        let heading = matches!(hand.role, Some(Role::Heading(_) | Role::Title | Role::Subtitle | Role::Caption));
        let link = hand.fields.iter().rev().find_map(|f| f.link.clone().filter(|_| f.result)).or(hand.link.clone());
        let underlined = own.underline.or(character.underline).unwrap_or(false) && link.is_none() && !heading;
        // What a whole paragraph's style does is the layout's business here, save for its letters' own.
        let styled = |own: Option<bool>, c: Option<bool>, p: Option<bool>| {
            if heading || hand.role == Some(Role::Quotation) {
                own.or(c).unwrap_or(false) && p != Some(true)
            } else {
                toggled(own, c, p)
            }
        };
        let mark = Mark {
            bold: styled(own.bold, character.bold, paragraph.bold),
            italic: styled(own.italic, character.italic, paragraph.italic) || underlined,
            code: false,
            link,
        };
        if own.struck.or(character.struck).unwrap_or(false) && node.child("w:t").is_some() {
            self.said.one(What::Struck);
        }
        let raised = properties.and_then(|p| p.value("w:vertAlign", "w:val"));
        for child in node.elements() {
            self.piece(child, &mark, raised, properties, hand);
        }
    }

    /// Of a hidden run, the codes of fields alone: what they end must end.
    fn codes_alone(&mut self, node: Node<'_>, hand: &mut Hand<'_>) {
        for child in node.elements().filter(|n| matches!(n.name(), "w:fldChar" | "w:instrText")) {
            self.piece(child, &Mark::default(), None, None, hand);
        }
    }

    fn piece(
        &mut self,
        node: Node<'_>,
        mark: &Mark,
        raised: Option<&str>,
        properties: Option<Node<'_>>,
        hand: &mut Hand<'_>,
    ) {
        // Between a field's beginning and its result stand instructions, not text.
        let silent = hand.fields.iter().any(|f| !f.result);
        match node.name() {
            "w:fldChar" => self.field(node.attribute("w:fldCharType"), hand),
            "w:instrText" => {
                if let Some(field) = hand.fields.last_mut().filter(|f| !f.result && f.instruction.len() < 4_000) {
                    field.instruction.push_str(&node.all_text());
                }
            }
            _ if silent => {}
            "w:t" => {
                let text = node.all_text();
                let text = match raised {
                    Some("superscript") => figures(&text, &SUPERIOR),
                    Some("subscript") => figures(&text, &INFERIOR),
                    _ => None,
                }
                .unwrap_or(text);
                let font = properties.and_then(|p| p.value("w:rFonts", "w:ascii")).unwrap_or_default();
                self.letters(&text, font, mark, hand);
            }
            "w:tab" | "w:ptab" => hand.parts.line.push(" ", mark),
            "w:br" if matches!(node.attribute("w:type"), Some("page" | "column")) => {}
            "w:br" | "w:cr" => hand.parts.line.push("\n", mark),
            "w:noBreakHyphen" => hand.parts.line.push("\u{2011}", mark),
            "w:softHyphen" => hand.parts.line.push("\u{ad}", mark),
            "w:sym" => {
                let code = node.attribute("w:char").and_then(|c| u32::from_str_radix(c, 16).ok()).unwrap_or(0);
                self.symbol(node.attribute("w:font").unwrap_or_default(), code, mark, hand);
            }
            "w:footnoteReference" | "w:endnoteReference" => {
                let key = (node.is("w:endnoteReference"), node.attribute("w:id").unwrap_or_default().to_owned());
                let next = self.notes.len();
                let note = *self.notes.entry(key).or_insert(next);
                hand.parts.line.note(note);
            }
            "w:commentReference" => self.said.one(What::Comments),
            "w:drawing" | "w:pict" | "w:object" => {
                let beside = self.drawing(node);
                hand.parts.beside.extend(beside);
            }
            "mc:AlternateContent" => {
                if let Some(chosen) = chosen(node) {
                    chosen.elements().for_each(|n| self.piece(n, mark, raised, properties, hand));
                }
            }
            "w:ruby" => {
                if let Some(base) = node.child("w:rubyBase") {
                    base.elements().filter(|n| n.is("w:r")).for_each(|n| self.run(n, hand));
                }
            }
            _ => {}
        }
    }

    /// Text, of which some may be letters of a pictorial font, which Word puts into the private use area.
    fn letters(&mut self, text: &str, font: &str, mark: &Mark, hand: &mut Hand<'_>) {
        if !text.contains(|c: char| ('\u{f000}'..='\u{f0ff}').contains(&c)) {
            hand.parts.line.push(text, mark);
            return;
        }
        for c in text.chars() {
            if ('\u{f000}'..='\u{f0ff}').contains(&c) {
                let font = if font.is_empty() { "symbol" } else { font };
                self.symbol(font, u32::from(c), mark, hand);
            } else {
                hand.parts.line.push(c.encode_utf8(&mut [0; 4]), mark);
            }
        }
    }

    fn symbol(&mut self, font: &str, code: u32, mark: &Mark, hand: &mut Hand<'_>) {
        match symbol(font, code) {
            Some(c) => {
                self.said.one(What::Symbols);
                hand.parts.line.push(c.encode_utf8(&mut [0; 4]), mark);
            }
            None => self.said.one(What::Unreadable),
        }
    }

    fn field(&mut self, kind: Option<&str>, hand: &mut Hand<'_>) {
        match kind {
            Some("begin") if hand.fields.len() < 20 => {
                hand.fields.push(Field { instruction: String::new(), result: false, link: None });
            }
            Some("separate") => {
                if let Some(field) = hand.fields.last_mut() {
                    let instruction = field.instruction.clone();
                    field.result = true;
                    field.link = self.field_link(&instruction);
                }
            }
            Some("end") => Self::field_end(hand),
            _ => {}
        }
    }

    /// At the end of the number of a caption, what stands before it ("Figure 3") goes: pictures have no numbers here.
    fn field_end(hand: &mut Hand<'_>) {
        let Some(field) = hand.fields.pop() else { return };
        let counts = field.instruction.split_whitespace().next().is_some_and(|w| w.eq_ignore_ascii_case("SEQ"));
        if counts && hand.role == Some(Role::Caption) && hand.parts.line.text().chars().count() < 40 {
            hand.parts.line = Line::default();
        }
    }

    fn relation_link(&mut self, node: Node<'_>) -> Option<Arc<str>> {
        let target = node.attribute("r:id").and_then(|id| self.relations.get(id)).filter(|r| r.external);
        let Some(target) = target.map(|r| r.target.clone()) else {
            self.said.some(What::Links, usize::from(node.attribute("w:anchor").is_some()));
            return None;
        };
        href::link(&target, self.said)
    }

    /// The address in `HYPERLINK "https://…"`.
    fn field_link(&mut self, instruction: &str) -> Option<Arc<str>> {
        let rest = instruction.trim_start();
        let word = rest.split_whitespace().next()?;
        if !word.eq_ignore_ascii_case("HYPERLINK") {
            return None;
        }
        let rest = rest[word.len()..].trim_start();
        let target = match rest.strip_prefix('"') {
            Some(quoted) => quoted.split('"').next().unwrap_or_default(),
            None => rest.split_whitespace().next().unwrap_or_default(),
        };
        // `\l` leads to a place in the document.
        if target.starts_with('\\') {
            self.said.one(What::Links);
            return None;
        }
        href::link(target, self.said)
    }
}

pub(in super::super) const SUPERIOR: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
pub(in super::super) const INFERIOR: [char; 10] = ['₀', '₁', '₂', '₃', '₄', '₅', '₆', '₇', '₈', '₉'];

/// Raised or lowered figures as characters of their own (m², CO₂); nothing where it is not figures alone.
pub(in super::super) fn figures(text: &str, set: &[char; 10]) -> Option<String> {
    let digit = |c: char| c.to_digit(10).map(|d| set[d as usize]);
    if text.is_empty() { None } else { text.chars().map(digit).collect() }
}
