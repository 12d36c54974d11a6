//! What is done with every file before it goes out: it is read back, searched for traces of its maker, and held against
//! what its printer wants.

use crate::audit::audit;
use crate::diag::{Diagnostic, Log};
use crate::edition::Edition;
use crate::finished::Document;
use crate::preflight;
use rayon::prelude::*;
use std::sync::Arc;

/// A file's name and its bytes.
pub type Named = (String, Arc<Vec<u8>>);

/// Reads finished files back and says in the log what is wrong with them. `names` are those of the user and the machine.
pub fn inspect(edition: &Edition, files: &[Named], names: &[String], log: &mut Log) {
    let open = |(name, bytes): &Named| {
        let mut said = Log::new();
        let document = Document::open(Arc::clone(bytes), name, &mut said).ok();
        let traces = document.as_ref().map(|d| audit(d, bytes, names)).unwrap_or_default();
        (document, traces.into_iter().map(|t| t.diagnostic(name)).collect::<Vec<_>>())
    };
    let opened: Vec<_> = files.par_iter().map(open).collect();
    let mut documents = Vec::new();
    for ((name, _), (document, traces)) in files.iter().zip(opened) {
        log.extend(traces);
        match document {
            Some(document) => documents.push(document),
            None => log.push(
                Diagnostic::error("broken-pdf", format!("`{name}` cannot be read back"))
                    .hint("this is a mistake in stonehand; please report it"),
            ),
        }
    }
    if let (Some(profile), true) = (&edition.profile, documents.len() == files.len()) {
        log.extend(preflight::check(edition, profile, &documents));
    }
}
