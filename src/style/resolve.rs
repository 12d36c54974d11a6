//! The cascade: layout over inheritance over the built-in row of each role.

use super::{Faces, Style, StyleBook};
use crate::color::Color;
use crate::diag::{Diagnostic, Failed, Log};
use crate::font::FontBook;
use crate::geom::Length;
use crate::page::{Align, Caps, Extent, Figures, Layout, Properties, ROLES, Role, RoleRow};
use std::collections::BTreeMap;

/// How many lines deep an initial is where the layout says nothing.
const INITIAL_LINES: u32 = 3;
/// How many lines one of one line stands above its paragraph where the layout says nothing.
const RAISE: u32 = 2;
/// The family that sets code.
const CODE_FAMILY: &str = "Source Code Pro";

/// Works out every role's style. A property is the layout's for the role, else that of the role's row, else the parent
/// role's, else that of the built-in body. Sizes given as a list belong to their role alone: what inherits from it takes the last.
/// A font that is not to be had is an error.
pub fn resolve(layout: &Layout, fonts: &FontBook, log: &mut Log) -> Result<StyleBook, Failed> {
    let mut done: BTreeMap<Role, Properties> = BTreeMap::new();
    let mut styles = BTreeMap::new();
    for row in ROLES {
        let own = layout.styles.get(&row.role).cloned().unwrap_or_default();
        let parent = done.get(&row.parent).cloned().unwrap_or_default();
        let merged = inherit(own, row, parent);
        let sizes = merged.size.clone().unwrap_or_else(|| vec![Length::from_pt(9.4)]);
        let size = sizes[sizes.len() - 1];
        styles.insert(row.role, style(&merged, sizes, layout, fonts, row.key, log));
        done.insert(row.role, Properties { size: Some(vec![size]), ..merged });
    }
    log.check().map(|()| StyleBook(styles))
}

/// `own` where it says something, else the role's row, else `parent`; white, rules, tints and the depth of initials are a
/// role's own and not inherited.
fn inherit(own: Properties, row: &RoleRow, parent: Properties) -> Properties {
    let leading = own.leading.or(if own.size.is_some() { None } else { parent.leading });
    Properties {
        font: own.font.or(parent.font),
        weight: own.weight.or(row.weight).or(parent.weight),
        italic: own.italic.or(parent.italic),
        size: own.size.or(parent.size),
        leading,
        indent: own.indent.or(parent.indent),
        align: own.align.or(row.align).or(parent.align),
        hyphenate: own.hyphenate.or(parent.hyphenate),
        tracking: own.tracking.or(parent.tracking),
        caps: own.caps.or(parent.caps),
        figures: own.figures.or(parent.figures),
        color: own.color.or(parent.color),
        above: own.above,
        below: own.below,
        rule: own.rule,
        tint: own.tint,
        lines: own.lines,
        raise: own.raise,
    }
}

fn style(p: &Properties, sizes: Vec<Length>, layout: &Layout, fonts: &FontBook, key: &str, log: &mut Log) -> Style {
    let size = sizes[sizes.len() - 1];
    let extent = |e: Extent| match e {
        Extent::Length(l) => l,
        Extent::Em(em) => size.scale(em),
    };
    let tracking = match p.tracking {
        Some(Extent::Em(em)) => em,
        Some(Extent::Length(l)) => l.pt() / size.pt(),
        None => 0.0,
    };
    Style {
        faces: faces(p, fonts, key, log),
        size,
        leading: p.leading.unwrap_or(if key == "body" { layout.baseline } else { size.scale(1.2) }),
        sizes,
        indent: p.indent.map_or(Length::ZERO, extent),
        align: p.align.unwrap_or(Align::Justify),
        hyphenate: p.hyphenate.unwrap_or(true),
        tracking,
        caps: p.caps.unwrap_or(Caps::Normal),
        figures: p.figures.unwrap_or(Figures::Lining),
        color: p.color.unwrap_or(Color::BLACK),
        above: p.above.unwrap_or(0),
        below: p.below.unwrap_or(0),
        rule: p.rule.unwrap_or(Length::ZERO),
        tint: p.tint,
        lines: p.lines.unwrap_or(INITIAL_LINES),
        // An initial of one line is nothing but a capital unless it is raised.
        raise: p.raise.unwrap_or(if p.lines == Some(1) { RAISE } else { 0 }),
    }
}

/// The faces for a style's marks: what is bold already is not made bolder, what is italic is set upright for emphasis.
fn faces(p: &Properties, fonts: &FontBook, key: &str, log: &mut Log) -> Faces {
    let family = p.font.as_ref().map_or("STIX Two Text", |f| f.value.as_str());
    let (weight, italic) = (p.weight.unwrap_or(400), p.italic.unwrap_or(false));
    let bold = if weight >= 600 { weight } else { 700 };
    let mut find = |family: &str, weight, italic| {
        fonts.find(family, weight, italic).unwrap_or_else(|| {
            let message = format!("the font \u{201c}{family}\u{201d} of the style `{key}` is not to be had");
            log.push(Diagnostic::error("no-such-font", message));
            crate::font::FaceId(0)
        })
    };
    Faces {
        regular: find(family, weight, italic),
        italic: find(family, weight, !italic),
        bold: find(family, bold, italic),
        bold_italic: find(family, bold, !italic),
        code: find(CODE_FAMILY, 400, false),
    }
}
