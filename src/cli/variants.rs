//! The papers that come of one issue: itself, and its editions.

use super::args::{Input, Messages};
use super::report;
use rayon::prelude::*;
use stonehand::diag::{Diagnostic, Log, nearest};
use stonehand::files::DiskFiles;
use stonehand::{Edition, preflight};

/// One of the papers that come of an issue.
pub struct Variant {
    /// Its edition's name; `None` is the issue itself.
    pub name: Option<String>,
    /// What there is to say of it.
    pub log: Log,
    /// The paper, if it could be composed.
    pub edition: Option<Edition>,
}

/// Composes the edition that is asked for, or the issue itself and, if `all`, its editions, side by side.
pub fn variants(input: &Input, all: bool) -> Vec<Variant> {
    let known = stonehand::issue::variants(&DiskFiles, &input.issue);
    let names: Vec<Option<String>> = match &input.edition {
        Some(name) => vec![Some(name.clone())],
        None if !all => vec![None],
        None => std::iter::once(None).chain(known.iter().cloned().map(Some)).collect(),
    };
    let compose = |name: Option<String>| {
        let mut log = Log::new();
        if let Some(wanted) = name.as_ref().filter(|n| !known.contains(n)) {
            log.push(unknown(wanted, &known));
            return Variant { name, log, edition: None };
        }
        let profile = input.profile.as_deref();
        let edition = stonehand::compose_variant(&DiskFiles, &input.issue, name.as_deref(), profile, &mut log).ok();
        if let Some(edition) = &edition {
            log.extend(preflight::never(edition));
        }
        Variant { name, log, edition }
    };
    let mut variants: Vec<Variant> = names.into_par_iter().with_max_len(1).map(compose).collect();
    if let [original, others @ ..] = &mut variants[..]
        && let Some(original) = &original.edition
    {
        for other in others {
            if let Some(edition) = other.edition.as_ref().filter(|e| e.language != original.language) {
                other.log.extend(preflight::overruns(original, edition));
            }
        }
    }
    variants
}

fn unknown(wanted: &str, known: &[String]) -> Diagnostic {
    let hint = match nearest(wanted, known.iter().map(String::as_str)) {
        Some(near) => format!("did you mean `{near}`?"),
        None if known.is_empty() => "the manifest lists no `editions`".to_owned(),
        None => format!("known editions: {}", known.join(", ")),
    };
    Diagnostic::error("unknown-edition", format!("there is no edition `{wanted}`")).hint(hint)
}

/// Prints what was said: of the editions, what was not said of the issue itself.
pub fn show(variants: &mut [Variant], messages: &Messages) {
    let Some((first, others)) = variants.split_first_mut() else { return };
    report::diagnostics(&first.log, messages);
    for other in others {
        let of = format!("edition `{}`", other.name.as_deref().unwrap_or_default());
        report::diagnostics(&std::mem::take(&mut other.log).beyond(&first.log, &of), messages);
    }
}
