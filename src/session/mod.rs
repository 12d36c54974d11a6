//! A session: one issue, built again and again while it is being written. What did not change is not made again, and what
//! comes out is what a fresh build would give, to the byte.
//!
//! Every stage keeps what it made, by all that it was made of (`edition::Standing`, `pdf::Kept`); the session owns that, a
//! set for each paper, and hands it down. It reads no disk itself: whoever holds it says where the files are, and gets
//! back what was asked of them. `papers` composes, `inspect` reads back what was written, `asked` is the list.

mod asked;
mod inspect;
mod made;
mod papers;

pub use asked::{Asked, Asking};
pub use inspect::{Named, inspect};
pub use made::{Made, named_after, suffixed};
pub use papers::{Paper, papers};

use crate::diag::{Log, Severity};
use crate::edition::{Edition, Standing};
use crate::files::Files;
use crate::pdf;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

/// What is to be built.
#[derive(Debug, Clone)]
pub struct Order {
    /// The issue: its folder, or the manifest in it.
    pub issue: PathBuf,
    /// A profile, whatever the manifest says.
    pub profile: Option<String>,
    /// One of its editions alone.
    pub edition: Option<String>,
    /// Where the PDF goes, and whether that was asked for: an edition that is asked for by name has then just this name.
    pub output: (PathBuf, bool),
    /// Whether warnings stop, as errors do.
    pub strict: bool,
}

/// One issue, built again and again.
pub struct Session {
    order: Order,
    /// The names of the user and of the machine.
    names: Vec<String>,
    kept: BTreeMap<Option<String>, Keep>,
}

/// What is kept of one paper.
#[derive(Default)]
struct Keep {
    standing: Standing,
    written: pdf::Kept,
}

/// What is done with a file while it is being inspected.
pub type Meanwhile<'a> = dyn Fn(&Made) + Sync + 'a;

/// What came of a build.
pub struct Built {
    /// The papers, and what there is to say of each.
    pub papers: Vec<Paper>,
    /// The files of each paper, inspected; nothing if anything speaks against any of them.
    pub files: Option<Vec<Vec<Made>>>,
    /// What was asked of the files.
    pub asked: Asked,
}

impl Session {
    /// A session in which nothing has been built. `names` are those of the user and the machine, which are not to be in
    /// any file.
    pub fn new(order: Order, names: Vec<String>) -> Session {
        Session { order, names, kept: BTreeMap::new() }
    }

    /// What is built.
    pub fn order(&self) -> &Order {
        &self.order
    }

    /// Builds the issue and its editions, as the files are now. `meanwhile` is shown each file as soon as there are bytes
    /// of it, while it is being inspected.
    pub fn build(&mut self, files: &dyn Files, meanwhile: &Meanwhile<'_>) -> Built {
        let asking = Asking::new(files);
        let (names, known) = papers::names(&asking, &self.order, true);
        self.kept.retain(|name, _| names.contains(name));
        for name in &names {
            self.kept.entry(name.clone()).or_default();
        }
        let kept = &self.kept;
        let keep = |name: Option<&str>| kept.get(&name.map(str::to_owned));
        let mut papers = papers::composed(&asking, &self.order, (names, &known), &|name| Some(&keep(name)?.standing));
        let stops = |log: &Log| log.count(Severity::Error) > 0 || self.order.strict && log.count(Severity::Warning) > 0;
        let mut made = Vec::new();
        if !papers.iter().any(|p| p.edition.is_none() || stops(&p.log)) {
            for paper in &mut papers {
                made.extend(self.make(paper, keep(paper.name.as_deref()), meanwhile));
            }
        }
        let whole = made.len() == papers.len() && !papers.iter().any(|p| stops(&p.log));
        Built { papers, files: whole.then_some(made), asked: asking.asked() }
    }

    /// The files of a paper, inspected.
    fn make(&self, paper: &mut Paper, keep: Option<&Keep>, meanwhile: &Meanwhile<'_>) -> Option<Vec<Made>> {
        let edition = paper.edition.as_mut()?;
        let files = written(edition, keep.map(|k| &k.written), &mut paper.log)?;
        let (output, given) = &self.order.output;
        let plain = *given && self.order.edition.is_some();
        let made = Made::all(files, &suffixed(output, paper.name.as_deref().filter(|_| !plain)));
        let named: Vec<Named> = made.iter().map(|m| (m.name(), Arc::clone(&m.bytes))).collect();
        let (edition, log) = (&*edition, &mut paper.log);
        rayon::join(|| made.iter().for_each(meanwhile), || inspect(edition, &named, &self.names, log));
        Some(made)
    }

    /// How many things are kept: it does not grow with the number of builds.
    pub fn kept(&self) -> usize {
        self.kept.values().map(|k| k.standing.len() + k.written.len()).sum()
    }
}

/// The files that an edition's profile asks for; the edition stays as it was meant.
pub fn written(edition: &mut Edition, kept: Option<&pdf::Kept>, log: &mut Log) -> Option<Vec<pdf::File>> {
    let meant = edition.profile.is_some().then(|| (edition.pages.clone(), edition.images.clone()));
    let files = pdf::print_again(edition, kept, log).ok()?;
    if let Some(meant) = meant {
        (edition.pages, edition.images) = meant;
    }
    Some(files)
}
