//! The papers that come of one issue: itself, and its editions.

use super::Order;
use crate::diag::{Diagnostic, Log, nearest};
use crate::edition::{Edition, Standing, compose_again};
use crate::files::Files;
use crate::{issue, preflight};
use rayon::prelude::*;

/// One of the papers that come of an issue.
pub struct Paper {
    /// Its edition's name; `None` is the issue itself.
    pub name: Option<String>,
    /// What there is to say of it.
    pub log: Log,
    /// The paper, if it could be composed.
    pub edition: Option<Edition>,
}

/// Where what stands of each paper is kept.
pub(super) type Stands<'a> = dyn Fn(Option<&str>) -> Option<&'a Standing> + Sync + 'a;

/// The names of the papers: the edition that is asked for, or the issue itself and, if `all`, its editions; and the names
/// of all editions.
pub(super) fn names(files: &dyn Files, order: &Order, all: bool) -> (Vec<Option<String>>, Vec<String>) {
    let known = issue::variants(files, &order.issue);
    let names = match &order.edition {
        Some(name) => vec![Some(name.clone())],
        None if !all => vec![None],
        None => std::iter::once(None).chain(known.iter().cloned().map(Some)).collect(),
    };
    (names, known)
}

/// Composes the edition that is asked for, or the issue itself and, if `all`, its editions, side by side.
pub fn papers(files: &dyn Files, order: &Order, all: bool) -> Vec<Paper> {
    let (names, known) = names(files, order, all);
    composed(files, order, (names, &known), &|_| None)
}

/// Composes the papers of these names.
pub(super) fn composed(
    files: &dyn Files,
    order: &Order,
    (names, known): (Vec<Option<String>>, &[String]),
    stands: &Stands<'_>,
) -> Vec<Paper> {
    let compose = |name: Option<String>| {
        let mut log = Log::new();
        if let Some(wanted) = name.as_ref().filter(|n| !known.contains(n)) {
            log.push(unknown(wanted, known));
            return Paper { name, log, edition: None };
        }
        let (standing, profile) = (stands(name.as_deref()), order.profile.as_deref());
        let edition = compose_again(standing, files, &order.issue, name.as_deref(), profile, &mut log).ok();
        if let Some(edition) = &edition {
            log.extend(preflight::never(edition));
        }
        Paper { name, log, edition }
    };
    let mut papers: Vec<Paper> = names.into_par_iter().with_max_len(1).map(compose).collect();
    if let [original, others @ ..] = &mut papers[..]
        && let Some(original) = &original.edition
    {
        for other in others {
            if let Some(edition) = other.edition.as_ref().filter(|e| e.language != original.language) {
                other.log.extend(preflight::overruns(original, edition));
            }
        }
    }
    papers
}

fn unknown(wanted: &str, known: &[String]) -> Diagnostic {
    let hint = match nearest(wanted, known.iter().map(String::as_str)) {
        Some(near) => format!("did you mean `{near}`?"),
        None if known.is_empty() => "the manifest lists no `editions`".to_owned(),
        None => format!("known editions: {}", known.join(", ")),
    };
    Diagnostic::error("unknown-edition", format!("there is no edition `{wanted}`")).hint(hint)
}
