//! What the checks look at: the edition as it was meant and the files as they are, side by side, and what was found.

use crate::diag::{Diagnostic, Severity, Span};
use crate::display::{Tag, Tree};
use crate::edition::Edition;
use crate::finished::{Bounds, Document, Mark};
use crate::geom::{Point, Rect};
use crate::profile::Profile;
use rayon::prelude::*;

/// An edition at the press.
pub(super) struct Press<'a> {
    /// As it was meant.
    pub(super) edition: &'a Edition,
    /// What its pages say.
    pub(super) tree: Tree,
    /// What the printer wants.
    pub(super) profile: &'a Profile,
    /// As it is: one file, or one an ink.
    pub(super) files: Vec<File<'a>>,
}

/// A finished file, and what is painted on its pages.
pub(super) struct File<'a> {
    /// The file.
    pub(super) document: &'a Document,
    /// The marks of each page, in points from the upper left corner of the trim, `y` downward.
    pub(super) pages: Vec<Vec<Mark>>,
}

/// What one check found.
pub(super) struct Findings<'p, 'a> {
    press: &'p Press<'a>,
    code: &'static str,
    severity: Severity,
    found: Vec<Diagnostic>,
}

impl<'a> Press<'a> {
    /// Reads the files.
    pub(super) fn new(edition: &'a Edition, profile: &'a Profile, documents: &'a [Document]) -> Press<'a> {
        let marks = |document: &'a Document| {
            let page = |n: usize| upright(document.marks(n), document, n);
            File { document, pages: (0..document.pages().len()).into_par_iter().map(page).collect() }
        };
        let tree = Tree::of(&edition.pages);
        Press { edition, tree, profile, files: documents.iter().map(marks).collect() }
    }

    /// Every mark of every file, with its page (from 0) and the marks that were painted before it on that page.
    pub(super) fn marks(&self) -> impl Iterator<Item = (usize, &Mark, &[Mark])> {
        let pages = self.files.iter().flat_map(|f| f.pages.iter().enumerate());
        pages.flat_map(|(page, marks)| marks.iter().enumerate().map(move |(i, m)| (page, m, &marks[..i])))
    }

    /// Width and height of the trim of a page, in points.
    pub(super) fn trim(&self, page: usize) -> (f64, f64) {
        let p = &self.files[0].document.pages()[page];
        (p.trim.w() * p.unit, p.trim.h() * p.unit)
    }

    /// Every mark that stands on the finished page at least in part: printer's marks stand outside of it.
    pub(super) fn inner_marks(&self) -> impl Iterator<Item = (usize, &Mark, &[Mark])> {
        self.marks().filter(|(page, mark, _)| {
            let ((w, h), r) = (self.trim(*page), &mark.room);
            r.x1 > 0.0 && r.y1 > 0.0 && r.x0 < w && r.y0 < h
        })
    }

    /// The part of the paper that a mark of a page shows.
    fn tag(&self, page: usize, room: &Bounds) -> Option<&Tag> {
        let items = &self.edition.pages.get(page)?.items;
        let at = Point { x: pt(f64::midpoint(room.x0, room.x1)), y: pt(f64::midpoint(room.y0, room.y1)) };
        let holds = |r: &Rect| r.x <= at.x && at.x <= r.right() && r.y <= at.y && at.y <= r.bottom();
        items.iter().find(|item| item.tag().is_some() && holds(&item.room()))?.tag()
    }
}

fn pt(n: f64) -> crate::geom::Length {
    crate::geom::Length::from_pt(n)
}

/// Marks from the upper left corner of the trim, in points.
fn upright(marks: Vec<Mark>, document: &Document, page: usize) -> Vec<Mark> {
    let p = &document.pages()[page];
    let (left, top, unit) = (p.trim.x0, p.trim.y1, p.unit);
    let turned = |m: Mark| Mark {
        room: Bounds {
            x0: (m.room.x0 - left) * unit,
            y0: (top - m.room.y1) * unit,
            x1: (m.room.x1 - left) * unit,
            y1: (top - m.room.y0) * unit,
        },
        ..m
    };
    marks.into_iter().map(turned).collect()
}

impl<'p, 'a> Findings<'p, 'a> {
    pub(super) fn new(press: &'p Press<'a>, code: &'static str, severity: Severity) -> Findings<'p, 'a> {
        Findings { press, code, severity, found: Vec::new() }
    }

    /// Something about a mark of a page (from 0). The same is said once for each part of the paper.
    pub(super) fn mark(&mut self, page: usize, mark: &Mark, what: &str, hint: &str) {
        let press = self.press;
        self.part(page, press.tag(page, &mark.room), what, hint);
    }

    /// Something about a part of a page.
    pub(super) fn part(&mut self, page: usize, tag: Option<&Tag>, what: &str, hint: &str) {
        let article = std::iter::successors(tag, |t| t.of()).find_map(Tag::name);
        let of = article.map_or(String::new(), |name| format!(", `{name}`"));
        self.say(format!("page {}{of}: {what}", page + 1), tag.and_then(Tag::source), hint);
    }

    /// Something about the whole.
    pub(super) fn whole(&mut self, what: impl Into<String>, hint: &str) {
        self.say(what.into(), None, hint);
    }

    /// As something milder than the check usually is.
    pub(super) fn mildly(&mut self, severity: Severity) -> &mut Self {
        self.severity = severity;
        self
    }

    fn say(&mut self, message: String, at: Option<Span>, hint: &str) {
        if self.found.iter().any(|d| d.message == message && d.span == at) {
            return;
        }
        let mut d = Diagnostic::new(self.severity, self.code, message).at(at);
        if !hint.is_empty() {
            d = d.hint(hint);
        }
        self.found.push(d);
    }

    pub(super) fn into_found(self) -> Vec<Diagnostic> {
        self.found
    }
}
