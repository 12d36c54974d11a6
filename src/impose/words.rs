//! What is said of sheets.

use super::options::Edge;
use super::paper::Paper;
use super::scheme::Fold;
use super::{Job, Side};

/// `1 page`, `8 pages`
pub(super) fn count(n: usize, word: &str) -> String {
    format!("{n} {word}{}", if n == 1 { "" } else { "s" })
}

/// `page 3`, `pages 2, 3 and 5`, `pages 2 to 9`, `pages 1, 2, 3, 4, 5, 6 and 12 more`
pub(super) fn pages(numbers: &[usize]) -> String {
    const MOST: usize = 8;
    match numbers {
        [] => "no page".into(),
        [one] => format!("page {one}"),
        [first, .., last] if numbers.len() > 2 && last - first + 1 == numbers.len() => {
            format!("pages {first} to {last}")
        }
        [some @ .., last] if numbers.len() <= MOST => format!("pages {} and {last}", list(some)),
        _ => format!("pages {} and {} more", list(&numbers[..MOST - 2]), numbers.len() - MOST + 2),
    }
}

/// The same with its verb: `page 3 is`, `pages 2 and 3 are`.
pub(super) fn pages_are(numbers: &[usize]) -> String {
    format!("{} {}", pages(numbers), if numbers.len() == 1 { "is" } else { "are" })
}

fn list(numbers: &[usize]) -> String {
    numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// Where the sheet is turned.
pub(super) fn flip(edge: Edge) -> &'static str {
    match edge {
        Edge::Long => "flip on the long edge",
        Edge::Short => "flip on the short edge",
    }
}

/// `8 pages on 2 sheets of tabloid, both sides, flip on the short edge; no blank pages`
pub(super) fn summary(job: &Job<'_>) -> String {
    let form = &job.form;
    let paper = Paper::of(form.paper.w, form.paper.h);
    let sides = if job.two_sided() { format!("both sides, {}", flip(form.flip)) } else { "one side".to_owned() };
    let sheets = count(job.sheets.len(), "sheet");
    let mut parts = vec![format!("{} on {sheets} of {paper}, {sides}", count(job.document.pages().len(), "page"))];
    if let Some(last) = job.sheets.last().filter(|s| s.signature > 0) {
        parts.push(count(last.signature + 1, "signature"));
    }
    if (form.scale - 1.0).abs() > 0.0005 {
        parts.push(format!("scaled to {} %", (form.scale * 1000.0).round() / 10.0));
    }
    if let Some(creep) = job.creep() {
        let mm = creep.pt() * 25.4 / 72.0;
        parts.push(format!("pages moved to the fold by {} mm a sheet", (mm * 1000.0).round() / 1000.0));
    }
    if form.fold != Fold::None {
        let blank: Vec<usize> = (1..).zip(&job.pages).filter(|(_, p)| p.is_none()).map(|(n, _)| n).collect();
        parts.push(if blank.is_empty() { "no blank pages".into() } else { format!("{} blank", pages_are(&blank)) });
    }
    parts.join("; ")
}

/// The line that names a side: `sheet 2 of 4, back · booklet · pages 6, 3 · flip on the short edge`
pub(super) fn slug(job: &Job<'_>, sheet: usize, side: &Side, is_back: bool) -> String {
    const MOST: usize = 8;
    let number = format!("sheet {} of {}, {}", sheet + 1, job.sheets.len(), if is_back { "back" } else { "front" });
    let mut parts = vec![number, job.scheme.name.to_owned()];
    if job.sheets.last().is_some_and(|s| s.signature > 0) {
        parts.push(format!("signature {}", job.sheets[sheet].signature + 1));
    }
    let numbers: Vec<usize> = side.places.iter().filter_map(|p| p.page).map(|p| p + 1).collect();
    if numbers.len() <= MOST {
        parts.push(format!("page{} {}", if numbers.len() == 1 { "" } else { "s" }, list(&numbers)));
    }
    parts.push(if job.two_sided() { flip(job.form.flip).to_owned() } else { "one side".into() });
    parts.join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_named_as_people_name_them() {
        assert_eq!(pages(&[3]), "page 3");
        assert_eq!(pages(&[2, 5]), "pages 2 and 5");
        assert_eq!(pages(&[2, 3, 4]), "pages 2 to 4");
        assert_eq!(pages(&[2, 3, 5]), "pages 2, 3 and 5");
        let many: Vec<usize> = (0..20).map(|i| 2 * i).collect();
        assert_eq!(pages(&many), "pages 0, 2, 4, 6, 8, 10 and 14 more");
        assert_eq!(pages_are(&[1, 2]), "pages 1 and 2 are");
    }
}
