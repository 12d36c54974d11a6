//! What holds of every issue, whatever is in it. Each rule says what it found against it.

use super::issue::{Issue, Known};
use super::read::{Line, Standing, extent};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use stonehand::Edition;
use stonehand::display::DisplayItem;

/// So many points may hanging marks stick out.
const HANGS: f64 = 6.0;

type Finding = Result<(), String>;

/// All rules, on one edition.
pub fn hold(issue: &Issue, edition: &Edition, standing: &BTreeMap<usize, Standing>) -> Finding {
    if let Some(page) = edition.dummy.split("\npage ").skip(1).find(|p| p.contains('!')) {
        return Err(format!("something stands on something else: page {page}"));
    }
    apart(standing)?;
    struck(edition)?;
    within(issue, edition, standing)?;
    let nothing = Standing::default();
    let mut phase = None;
    for (number, known) in issue.articles.iter().enumerate() {
        let stands = standing.get(&number).unwrap_or(&nothing);
        let of = |e: String| format!("article {number}: {e}");
        words(known, stands).map_err(of)?;
        jumps(known, stands).map_err(of)?;
        paragraphs(known, stands, issue).map_err(of)?;
        on_grid(known, stands, issue, &mut phase).map_err(of)?;
    }
    Ok(())
}

/// On each page an article has a rectangle to itself: nothing of another reaches into the box round all that is its.
fn apart(standing: &BTreeMap<usize, Standing>) -> Finding {
    for (a, one) in standing {
        for (b, other) in standing.range(a + 1..) {
            for (page, x) in &one.boxes {
                let Some(y) = other.boxes.get(page) else { continue };
                let wide = x[2].min(y[2]) - x[0].max(y[0]);
                let deep = x[3].min(y[3]) - x[1].max(y[1]);
                if wide > HANGS && deep > 2.0 {
                    return Err(format!("articles {a} and {b} reach into one another on page {page}: {x:?} {y:?}"));
                }
            }
        }
    }
    Ok(())
}

/// No rule goes through letters.
fn struck(edition: &Edition) -> Finding {
    for (number, page) in edition.pages.iter().enumerate() {
        let runs = page.items.iter().filter_map(|item| match item {
            DisplayItem::Glyphs(run) => Some((extent(run), &run.text)),
            _ => None,
        });
        let runs: Vec<_> = runs.collect();
        for item in &page.items {
            let DisplayItem::Fill(rule, _) = item else { continue };
            if rule.w.pt().min(rule.h.pt()) > 1.5 {
                continue;
            }
            let (x, y, right, foot) = (rule.x.pt(), rule.y.pt(), rule.x.pt() + rule.w.pt(), rule.y.pt() + rule.h.pt());
            if let Some((_, text)) =
                runs.iter().find(|(b, _)| b[0] < right && x < b[2] - 0.5 && b[1] < foot && y < b[3])
            {
                return Err(format!("a rule at {x:.1}, {y:.1} of page {} goes through {text:?}", number + 1));
            }
        }
    }
    Ok(())
}

/// Nothing leaves the type area.
fn within(issue: &Issue, edition: &Edition, standing: &BTreeMap<usize, Standing>) -> Finding {
    let trim = edition.pages[0].boxes.trim;
    let (top, foot, side) = issue.layout.margins;
    for (a, stands) in standing {
        for (page, b) in &stands.boxes {
            let right = trim.w.pt() - side;
            if b[0] < side - HANGS || b[1] < top - 3.0 || b[2] > right + HANGS || b[3] > trim.h.pt() - foot + 4.0 {
                return Err(format!("article {a} leaves the type area of page {page}: {b:?}"));
            }
        }
    }
    Ok(())
}

/// Every word is set once, and the copy in its order.
fn words(known: &Known, stands: &Standing) -> Finding {
    let mut set: BTreeMap<usize, usize> = BTreeMap::new();
    let lines: Vec<&Line> = stands.lines.values().flatten().collect();
    for word in lines.iter().flat_map(|l| &l.words) {
        *set.entry(*word).or_default() += 1;
    }
    let jumped = usize::from(!stands.from.is_empty());
    for (word, times) in &set {
        if *times > 1 + if known.headline.contains(word) { jumped } else { 0 } {
            return Err(format!("word {word} is set {times} times"));
        }
    }
    let missing: Vec<usize> = (0..known.words).filter(|w| !set.contains_key(w)).collect();
    let all = missing.len() == known.words;
    if !(missing.is_empty() || known.cut || known.filler && all) {
        return Err(format!("of {} words are missing: {missing:?}", known.words));
    }
    if !known.cut && stands.pictures != known.pictures {
        return Err(format!("{} of {} pictures are set", stands.pictures, known.pictures));
    }
    let copy: BTreeSet<usize> = known.copy.iter().copied().collect();
    let mut order: Vec<&&Line> = lines.iter().collect();
    order.sort_by_key(|l| l.turn);
    let order: Vec<usize> = order.iter().flat_map(|l| &l.words).copied().filter(|w| copy.contains(w)).collect();
    if let Some([before, after]) = order.windows(2).find(|p| p[0] >= p[1]) {
        return Err(format!("word {before} comes before word {after}"));
    }
    // What was cut was cut from the end.
    if order != known.copy[..order.len()] {
        return Err("something was cut out of the middle".into());
    }
    Ok(())
}

/// An article jumps once at most, and what the jump lines say is so.
fn jumps(known: &Known, stands: &Standing) -> Finding {
    let pages: Vec<usize> = stands.boxes.keys().copied().collect();
    let (there, back) = (&stands.continued, &stands.from);
    if there.len() > 1 || there.len() != back.len() {
        return Err(format!("jumps to {there:?}, comes from {back:?}; stands on {pages:?}"));
    }
    for (from, to) in there {
        if back[0] != (*to, *from) || !pages.contains(to) || !pages.contains(from) || to <= from {
            return Err(format!("jumps to {there:?}, comes from {back:?}; stands on {pages:?}"));
        }
        // Of whatever size: the items of a directory are smaller than copy, and so are the rows of a table.
        let first = known.copy.first();
        let copy = stands.lines.values().flatten().filter(|l| l.words.iter().any(|w| first.is_some_and(|f| w >= f)));
        let copy: Vec<&Line> = copy.collect();
        let lines = |after: bool| copy.iter().filter(|l| (l.page >= *to) == after).count();
        let (before, after) = (lines(false), lines(true));
        let plain = known.pictures == 0 && !known.quote && known.notes.is_empty() && !known.boxed && !known.cut;
        // Subheads and the white about them are lines, too.
        if plain && (before < 7 || after < 11) {
            return Err(format!("jumps after {before} lines, with {after} to come"));
        }
    }
    for pair in pages.windows(2) {
        if pair[1] != pair[0] + 1 && !there.contains(&(pair[0], pair[1])) {
            return Err(format!("goes on from page {} to page {} without a word", pair[0], pair[1]));
        }
    }
    Ok(())
}

/// No widows, no orphans, no ladders.
fn paragraphs(known: &Known, stands: &Standing, issue: &Issue) -> Finding {
    for lines in stands.lines.values().filter(|_| !known.banner) {
        for paragraph in &known.paragraphs {
            let has = |l: &Line| l.words.iter().any(|w| paragraph.contains(w));
            let Some(first) = lines.iter().position(has) else { continue };
            // A line in which no word begins goes on with the paragraph before it.
            let more =
                lines[first..].iter().take_while(|l| l.words.is_empty() && !is_marker(l.text.trim()) || has(l)).count();
            let lines = &lines[first..first + more];
            let hyphen = |l: &Line| l.text.trim_end().ends_with('\u{ad}');
            if lines.windows(3).any(|w| w.iter().all(hyphen)) {
                return Err(format!("three hyphens in a row in the paragraph of words {paragraph:?}"));
            }
            let mut parts = vec![1];
            for pair in lines.windows(2) {
                let (a, b) = (&pair[0], &pair[1]);
                let next = (b.y - a.y - issue.layout.grid).abs() < 0.1;
                // In the same column: below one that began beside an inset or behind a head that runs in it begins further
                // to the left, and beside an inset by up to half a column further to the right.
                let column = issue.layout.column;
                if a.page == b.page && next && (-column..0.6 * column + 6.0).contains(&(b.x - a.x)) {
                    *parts.last_mut().expect("a part is begun") += 1;
                } else {
                    parts.push(1);
                }
            }
            if parts.len() > 1 && parts.contains(&1) {
                let page = lines[0].page;
                let mut shown = String::new();
                for l in lines {
                    let _ = write!(shown, "\n  {} {:.1} {:.1} {}", l.page, l.x, l.y, l.text);
                }
                return Err(format!(
                    "the paragraph of words {paragraph:?} from page {page} is divided into {parts:?}: {shown}"
                ));
            }
        }
    }
    Ok(())
}

/// Whether this marks an item of a list.
fn is_marker(text: &str) -> bool {
    text == "\u{2022}" || text.strip_suffix('.').is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
}

/// Every line of the copy stands on the grid of the whole paper.
fn on_grid(known: &Known, stands: &Standing, issue: &Issue, phase: &mut Option<f64>) -> Finding {
    if known.banner {
        return Ok(());
    }
    let grid = issue.layout.grid;
    for line in stands.lines.values().flatten() {
        if !line.words.iter().any(|w| known.paragraphs.iter().any(|p| p.contains(w))) {
            continue;
        }
        let first = *phase.get_or_insert(line.y);
        let lines = (line.y - first) / grid;
        if (lines - lines.round()).abs() > 0.01 {
            return Err(format!("{:?} stands off the grid", line.text));
        }
    }
    Ok(())
}
