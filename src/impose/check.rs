//! Whether the pages go with the scheme and on the paper; what is said where they do not.

use super::marks::margin;
use super::options::Options;
use super::paper::{LONGEST, PLAY, Paper, measures};
use super::scheme::{Fold, Scheme};
use super::sheet::{Form, block};
use super::signature::SheetPages;
use super::words::{self, count};
use crate::diag::{Diagnostic, Failed, Log};
use crate::finished::{Document, Page};
use crate::geom::{Length, Size};

fn size(page: &Page) -> Size {
    let (w, h) = page.size();
    Size { w: Length::from_pt(w), h: Length::from_pt(h) }
}

/// The largest page's width and height, and the furthest bleed.
pub(super) fn pages(
    document: &Document,
    scheme: &Scheme,
    options: &Options,
    log: &mut Log,
) -> Result<(Size, Length), Failed> {
    let all = document.pages();
    let mut errors = Vec::new();
    if let Some(most) = scheme.most.filter(|most| all.len() > *most) {
        let message = format!("{} takes at most {most} pages, and there are {}", scheme.name, all.len());
        errors.push(Diagnostic::error("too-many-pages", message).hint("`booklet` takes any number of pages"));
    }
    let huge: Vec<usize> = all.iter().filter(|p| p.size().0.max(p.size().1) > LONGEST).map(|p| p.number).collect();
    if !huge.is_empty() {
        let message = format!("{} larger than 200 inches", words::pages_are(&huge));
        errors.push(Diagnostic::error("page-size", message).hint("no paper is as large"));
    }
    let sizes: Vec<Size> = all.iter().map(size).collect();
    let largest = sizes.iter().fold(Size::default(), |a, b| Size { w: a.w.max(b.w), h: a.h.max(b.h) });
    errors.extend(mixed(scheme, &sizes, largest, log));
    if !scheme.sizes.is_empty() && !options.fit && !is_one_of(largest, scheme.sizes) {
        let message = format!("{} takes letter or A4 pages, and these are {}", scheme.name, measures(largest));
        errors.push(Diagnostic::error("page-size", message).hint("`booklet` takes pages of any size"));
    }
    let failed = !errors.is_empty();
    for error in errors {
        log.push(error);
    }
    let bleeds = all.iter().flat_map(Page::bleeds).fold(0.0, f64::max);
    if failed { Err(Failed) } else { Ok((largest, Length::from_pt(bleeds))) }
}

/// Pages of other sizes than the first: a warning, or, where pages are folded and some lie across, a reason to refuse.
fn mixed(scheme: &Scheme, sizes: &[Size], largest: Size, log: &mut Log) -> Option<Diagnostic> {
    let near = |a: Length, b: Length| (a - b).abs() <= PLAY;
    let numbers = |odd: &dyn Fn(&Size) -> bool| -> Vec<usize> {
        sizes.iter().enumerate().filter(|(_, s)| odd(s)).map(|(i, _)| i + 1).collect()
    };
    let first = *sizes.first()?;
    let others = numbers(&|s| !near(s.w, first.w) || !near(s.h, first.h));
    if others.is_empty() {
        return None;
    }
    let across = numbers(&|s| (s.w > s.h) != (first.w > first.h) && !near(s.w, s.h));
    if scheme.fold != Fold::None && !across.is_empty() {
        let message = format!("{} turned the other way than page 1", words::pages_are(&across));
        return Some(
            Diagnostic::error("mixed-sizes", message)
                .hint(format!("{} folds pages of one size; turn them, or use `one-up` or `n-up`", scheme.name)),
        );
    }
    let message = format!("{} of another size than page 1", words::pages_are(&others));
    let hint = format!("each page stands in the middle of a place of {}", measures(largest));
    log.push(Diagnostic::warning("mixed-sizes", message).hint(hint));
    None
}

fn is_one_of(size: Size, sizes: &[(f64, f64)]) -> bool {
    let near = |a: Length, b: f64| (a.pt() - b).abs() <= PLAY.pt();
    sizes.iter().any(|(w, h)| near(size.w, *w) && near(size.h, *h))
}

/// The paper, and where the places are on it.
pub(super) fn form(
    scheme: &Scheme,
    options: &Options,
    (cell, bleed): (Size, Length),
    log: &mut Log,
) -> Result<Form, Failed> {
    let whole = block(cell, options.nup.unwrap_or(scheme.grid), options.gap.unwrap_or_default());
    let needed = margin(options.marks, bleed);
    let least = Size { w: whole.w + needed * 2, h: whole.h + needed * 2 };
    let paper = options.paper.or_else(|| match options.fit {
        // A sheet of the pages' own size, on which they are made smaller.
        true => Some(Paper::of(cell.w, cell.h)),
        // A page alone needs no paper but its own.
        false if needed == Length::ZERO && whole == cell => Some(Paper::of(cell.w + bleed * 2, cell.h + bleed * 2)),
        false => Paper::smallest(whole, needed),
    });
    let Some(paper) = paper else {
        let message = format!("the pages of a sheet take {} at 100 %, more than any usual paper", measures(least));
        log.push(
            Diagnostic::error("no-paper", message)
                .hint("name a paper that is large enough, as in `--paper 24x36in`, or scale the pages with `--fit`"),
        );
        return Err(Failed);
    };
    Form::new(scheme, options, (cell, bleed), (paper, needed)).ok_or_else(|| {
        let marks = if needed > Length::ZERO { ", their marks with them" } else { "" };
        let message = format!("the pages of a sheet take {} at 100 %{marks}; {paper} is smaller", measures(least));
        let large = Paper::smallest(whole, needed).map(|p| format!("take {p}, or ")).unwrap_or_default();
        log.push(Diagnostic::error("paper-too-small", message).hint(format!("{large}scale the pages with `--fit`")));
        Failed
    })
}

/// What is said of art that is cut off and of what is not part of the pages' content.
pub(super) fn art(document: &Document, form: &Form, log: &mut Log) {
    let block = form.block();
    let room = block.x.min(block.y);
    if form.bleed > room + PLAY {
        let message = format!("the pages bleed by {} pt, and the paper ends {room} pt past them", form.bleed);
        log.push(
            Diagnostic::note("bleed-cut", message)
                .hint("for art up to the edge, print on larger paper with `--marks crop` and cut it"),
        );
    }
    let noted: Vec<usize> = document.pages().iter().filter(|p| p.annotations > 0).map(|p| p.number).collect();
    if !noted.is_empty() {
        let message = format!("form fields, notes or stamps on {} are not on the sheets", words::pages(&noted));
        let hint = "print the file to a new PDF in a reader first, which makes them part of the pages";
        log.push(Diagnostic::warning("annotations", message).hint(hint));
    }
}

/// Whether the pages of the innermost sheets still have their room.
pub(super) fn creep(sheets: &[SheetPages], form: &Form, log: &mut Log) -> Result<(), Failed> {
    let deepest = sheets.iter().map(|s| s.depth).max().unwrap_or_default();
    if form.creep * deepest as i64 <= form.cell.w / 8 {
        return Ok(());
    }
    let message = format!(
        "{} within one another move the pages of the innermost by {} pt, an eighth of their width or more",
        count(deepest + 1, "sheet"),
        form.creep * deepest as i64
    );
    log.push(Diagnostic::error("creep", message).hint("make several signatures: `--signature 8`"));
    Err(Failed)
}
