//! `styles:` into properties, role by role.

use super::units;
use super::{Align, Caps, Extent, Figures, Properties, ROLES, Role};
use crate::color::{Color, Spot};
use crate::diag::{Diagnostic, Log, Sourced, nearest};
use crate::geom::Length;
use crate::issue::yaml::{Node, Value};
use std::collections::BTreeMap;

const LENGTH_HINT: &str = "units are pt, mm, cm, in, and picas as `1p6`; a bare number counts points";

/// The styles of all roles that the layout speaks of.
pub(super) fn styles(node: &Node, log: &mut Log) -> BTreeMap<Role, Properties> {
    let mut styles = BTreeMap::new();
    let Some(mut f) = node.fields("`styles`", log) else { return styles };
    for row in ROLES {
        if let Some(node) = f.get(row.key)
            && let Some(properties) = properties(row.key, node, log)
        {
            styles.insert(row.role, properties);
        }
    }
    f.finish(log);
    styles
}

fn properties(role: &str, node: &Node, log: &mut Log) -> Option<Properties> {
    let mut f = node.fields(&format!("the style `{role}`"), log)?;
    let aligns = [
        ("justify", Align::Justify),
        ("left", Align::Left),
        ("centre", Align::Centre),
        ("right", Align::Right),
        ("center", Align::Centre),
    ];
    let caps = [("normal", Caps::Normal), ("all", Caps::All), ("small", Caps::Small), ("all-small", Caps::AllSmall)];
    let figures = [("lining", Figures::Lining), ("old-style", Figures::OldStyle)];
    let properties = Properties {
        font: f.get("font").and_then(|n| {
            let value = n.filled("font", log)?.trim().to_owned();
            Some(Sourced { value, span: n.span })
        }),
        weight: f.get("weight").and_then(|n| weight(n, log)),
        italic: f.get("italic").and_then(|n| n.boolean("italic", log)),
        size: f.get("size").and_then(|n| sizes(n, log)),
        leading: f.get("leading").and_then(|n| length("leading", n, 2.0..=600.0, log)),
        indent: f.get("indent").and_then(|n| extent("indent", n, log)),
        align: f.get("align").and_then(|n| n.choice("align", &aligns, log)),
        hyphenate: f.get("hyphenate").and_then(|n| n.boolean("hyphenate", log)),
        tracking: f.get("tracking").and_then(|n| extent("tracking", n, log)),
        caps: f.get("caps").and_then(|n| n.choice("caps", &caps, log)),
        figures: f.get("figures").and_then(|n| n.choice("figures", &figures, log)),
        color: f.get("color").and_then(|n| color("color", n, log)),
        above: f.get("above").and_then(|n| n.whole("above", 0..=50, log)),
        below: f.get("below").and_then(|n| n.whole("below", 0..=50, log)),
        tint: f.get("tint").filter(|n| n.scalar() != Some("none")).and_then(|n| color("tint", n, log)),
        rule: f.get("rule").and_then(|n| rule("rule", n, log)),
        lines: f.get("lines").and_then(|n| n.whole("lines", 1..=6, log)),
        raise: f.get("raise").and_then(|n| n.whole("raise", 0..=5, log)),
    };
    f.finish(log);
    Some(properties)
}

/// 100 to 900, or the word for it.
fn weight(node: &Node, log: &mut Log) -> Option<u16> {
    const NAMES: [(&str, u16); 6] =
        [("light", 300), ("regular", 400), ("medium", 500), ("semibold", 600), ("bold", 700), ("black", 900)];
    if let Some((_, weight)) = NAMES.iter().find(|(name, _)| node.scalar() == Some(name)) {
        return Some(*weight);
    }
    node.whole("weight", 100..=900, log).map(|w| w as u16)
}

fn sizes(node: &Node, log: &mut Log) -> Option<Vec<Length>> {
    let items = if let Value::Seq(items) = &node.value { items.as_slice() } else { std::slice::from_ref(node) };
    if items.is_empty() {
        log.push(Diagnostic::error("empty", "`size` is an empty list").at(node.span));
        return None;
    }
    items.iter().map(|n| length("size", n, 4.0..=300.0, log)).collect()
}

/// A length within a range of points.
pub(crate) fn length(key: &str, node: &Node, range: std::ops::RangeInclusive<f64>, log: &mut Log) -> Option<Length> {
    let Some(length) = node.scalar().and_then(units::length) else {
        node.wrong(key, "a length", Some(LENGTH_HINT.to_owned()), log);
        return None;
    };
    if !range.contains(&length.pt()) {
        let (min, max) = (range.start(), range.end());
        let message = format!("`{key}` must be from {min}pt to {max}pt, and here stands {length}pt");
        log.push(Diagnostic::error("out-of-range", message).at(node.span).hint(LENGTH_HINT));
        return None;
    }
    Some(length)
}

/// The thickness of a rule, or `none`, which is 0.
pub(super) fn rule(key: &str, node: &Node, log: &mut Log) -> Option<Length> {
    if node.scalar() == Some("none") {
        return Some(Length::ZERO);
    }
    length(key, node, 0.0..=36.0, log)
}

fn extent(key: &str, node: &Node, log: &mut Log) -> Option<Extent> {
    let found = node.scalar().and_then(units::extent);
    let Some(extent) = found else {
        node.wrong(key, "a length, or a share of the type's size", Some(format!("write `1em`; {LENGTH_HINT}")), log);
        return None;
    };
    let sane = match extent {
        Extent::Length(l) => l.pt().abs() <= 200.0,
        Extent::Em(em) => em.abs() <= 20.0,
    };
    if !sane {
        log.push(Diagnostic::error("out-of-range", format!("`{key}` is wider than any column")).at(node.span));
        return None;
    }
    Some(extent)
}

fn color(key: &str, node: &Node, log: &mut Log) -> Option<Color> {
    if matches!(node.value, Value::Map(_)) {
        return spot(node, log).map(Color::Spot);
    }
    let found = node.scalar().and_then(units::color);
    if found.is_none() {
        let near = node.scalar().and_then(|t| nearest(t, ["black", "white"]));
        let hint = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => "colours are black, white, gray 40%, \"#c8102e\" (in quotes, as `#` begins a comment), cmyk(0 100 90 10) and, for an ink of its own, {spot: Bright Red, cmyk: [0, 85, 75, 0]}".to_owned(),
        };
        node.wrong(key, "a colour", Some(hint), log);
    }
    found
}

/// `{spot: Bright Red, cmyk: [0, 85, 75, 0], tint: 40}`: an ink by its name, what stands in for it, and how much of it.
fn spot(node: &Node, log: &mut Log) -> Option<Spot> {
    let mut f = node.fields("a colour", log)?;
    let ink = f.required("spot", log).and_then(|n| n.ink("spot", log));
    let alternate = f.required("cmyk", log).and_then(|n| {
        let items = n.list("cmyk", log)?;
        let inks: Option<Vec<u16>> = items.iter().map(|n| percent("cmyk", n, log)).collect();
        let inks: Option<[u16; 4]> = inks?.try_into().ok();
        if inks.is_none() {
            let hint = "write them as `[0, 85, 75, 0]`: cyan, magenta, yellow, black".to_owned();
            n.wrong("cmyk", "a list of four numbers", Some(hint), log);
        }
        inks
    });
    let tint = f.get("tint").map_or(Some(1000), |n| percent("tint", n, log));
    f.finish(log);
    Some(Spot { ink: ink?, alternate: alternate?, tint: tint? })
}

/// `40` or `40%`, in thousandths.
fn percent(key: &str, node: &Node, log: &mut Log) -> Option<u16> {
    let found = node.scalar().and_then(units::percent);
    if found.is_none() {
        node.wrong(key, "a number from 0 to 100", None, log);
    }
    found
}
