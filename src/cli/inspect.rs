//! What is done with every file before it goes out: it is read back, searched for traces of its maker, and held against
//! what its printer wants.

use rayon::prelude::*;
use std::sync::Arc;
use stonehand::audit::audit;
use stonehand::diag::{Diagnostic, Log};
use stonehand::finished::Document;
use stonehand::{Edition, preflight};

/// A file's name and its bytes.
pub type Named = (String, Arc<Vec<u8>>);

/// Reads finished files back and says in the log what is wrong with them.
pub fn inspect(edition: &Edition, files: &[Named], log: &mut Log) {
    let names = names();
    let open = |(name, bytes): &Named| {
        let mut said = Log::new();
        let document = Document::open(Arc::clone(bytes), name, &mut said).ok();
        let traces = document.as_ref().map(|d| audit(d, bytes, &names)).unwrap_or_default();
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

/// The names of the user and of the machine, which are nobody's business.
pub fn names() -> Vec<String> {
    let variables = ["USER", "LOGNAME", "USERNAME", "HOSTNAME", "COMPUTERNAME"];
    let mut names: Vec<String> = variables.iter().filter_map(|v| std::env::var(v).ok()).collect();
    names.extend(std::fs::read_to_string("/etc/hostname").ok().map(|n| n.trim().to_owned()));
    // A machine's short name is the first part of its whole one.
    names.extend(names.clone().iter().filter_map(|n| n.split_once('.').map(|(short, _)| short.to_owned())));
    names.retain(|n| !COMMON.contains(&n.as_str()));
    names.sort();
    names.dedup();
    names
}

/// Names that say nothing.
const COMMON: [&str; 7] = ["root", "user", "localhost", "admin", "runner", "nobody", "ubuntu"];
