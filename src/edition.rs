//! A composed issue: everything that the press rooms need. And the pipeline that composes it.

use crate::diag::{Diagnostic, Failed, Log, Sourced};
use crate::display::{DisplayItem, DisplayList};
use crate::files::Files;
use crate::font::{Case, FontBook};
use crate::image::{Cuts, Images};
use crate::issue::{self, Issue};
use crate::makeup::{self, Materials, Scraps};
use crate::page::{self, Grid};
use crate::profile::{self, Profile};
use crate::{paint, style};
use rayon::prelude::*;
use std::path::Path;
use std::sync::Arc;

/// A composed issue.
pub struct Edition {
    /// Its pages.
    pub pages: Vec<DisplayList>,
    /// Its faces.
    pub fonts: FontBook,
    /// Its pictures.
    pub images: Images,
    /// What it is printed on, if the issue or the command names a profile.
    pub profile: Option<Profile>,
    /// BCP 47 tag of its language.
    pub language: String,
    /// Its title in programs that show PDFs, where one is asked for.
    pub title: Option<String>,
    /// Names and numbers that are not to stand in it anywhere.
    pub never_print: Vec<Sourced<String>>,
    /// The grid of its pages.
    pub grid: Grid,
    /// The letter map of its pages.
    pub dummy: String,
    /// What was decided at the make-up and why: notes for those who ask.
    pub decisions: Vec<Diagnostic>,
    /// What a build says of it.
    pub summary: Summary,
    /// What was left over while it was made.
    pub scraps: Scraps,
}

/// What is kept of one composition for the next: faces, pictures, and what was set of articles that are still the same.
#[derive(Debug, Default)]
pub struct Standing {
    case: Case,
    cuts: Cuts,
    makeup: makeup::Standing,
}

impl Standing {
    /// Nothing.
    pub fn new() -> Standing {
        Standing::default()
    }

    /// How many things are kept: what has not been in use for a few compositions is none of them.
    pub fn len(&self) -> usize {
        self.case.len() + self.cuts.len() + self.makeup.len()
    }

    /// Whether nothing is kept.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// What a build says of an edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Summary {
    /// Pages.
    pub pages: usize,
    /// Words of copy: articles without their heads and captions.
    pub words: usize,
    /// Pictures on the pages.
    pub pictures: usize,
    /// How far down the last page is filled.
    pub last_page_fullness_percent: u32,
}

/// The pipeline: reads the manifest at `path` (or in the folder `path`) and all that it names, and sets the issue.
pub fn compose(files: &dyn Files, path: &Path, log: &mut Log) -> Result<Edition, Failed> {
    compose_for(files, path, None, log)
}

/// The same for a profile of this name, whatever the manifest says.
pub fn compose_for(files: &dyn Files, path: &Path, profile: Option<&str>, log: &mut Log) -> Result<Edition, Failed> {
    compose_variant(files, path, None, profile, log)
}

/// The same of one of the editions that the manifest lists.
///
/// ```
/// use std::path::Path;
/// use stonehand::diag::Log;
/// use stonehand::files::MemoryFiles;
///
/// let files = MemoryFiles::new().with("issue.yaml", "
/// layout: letter-news
/// nameplate: {title: The Loading Dock}
/// articles:
///   - {headline: The mirror is up, text: It hung there on Monday.}
///   - {headline: Lockers, editions: [airport], text: One near the east door.}
/// editions:
///   airport: {nameplate: {title: The Airport Dock}}
/// ");
/// let path = Path::new("issue.yaml");
/// let issue = stonehand::compose(&files, path, &mut Log::new()).expect("no mistakes");
/// let airport = stonehand::compose_variant(&files, path, Some("airport"), None, &mut Log::new()).expect("no mistakes");
/// assert_eq!((issue.summary.words, airport.summary.words), (5, 10));
/// ```
pub fn compose_variant(
    files: &dyn Files,
    path: &Path,
    variant: Option<&str>,
    profile: Option<&str>,
    log: &mut Log,
) -> Result<Edition, Failed> {
    compose_again(None, files, path, variant, profile, log)
}

/// The same, where it has been composed before: what did not change is taken from what stands. It comes out as if nothing
/// had stood.
pub fn compose_again(
    standing: Option<&Standing>,
    files: &dyn Files,
    path: &Path,
    variant: Option<&str>,
    profile: Option<&str>,
    log: &mut Log,
) -> Result<Edition, Failed> {
    // Everything is read before the log is asked, so that one run says every mistake: those of the manifest, of the copy,
    // of the layout, of the fonts that it names and of the pictures.
    let issue = issue::draft_variant(files, path, variant, log)?;
    let layout = (!issue.layout.value.is_empty()).then(|| page::draft(files, &issue.folder, &issue.layout, log));
    let layout = layout.and_then(Result::ok);
    let families = layout.as_ref().map(page::Layout::families).unwrap_or_default();
    let empty = Case::default();
    let case = standing.map_or(&empty, |s| &s.case);
    let fonts = FontBook::load_from(case, files, &issue.folder, &families, log);
    let mut images = Images::load_from(standing.map(|s| &s.cuts), files, &issue.folder, &issue.picture_files(), log);
    let profile = match (profile, &issue.profile) {
        (Some(name), _) => profile::find(files, &issue.folder, name, None, log).ok(),
        (None, Some(name)) => profile::find(files, &issue.folder, &name.value, Some(name.span), log).ok(),
        (None, None) => None,
    };
    ink_pictures(&issue, profile.as_ref(), &mut images, log);
    log.check()?;
    let layout = layout.ok_or(Failed)?;
    let styles = style::resolve(&layout, &fonts, log)?;
    let standing = standing.map(|s| &s.makeup);
    let materials = Materials {
        layout: &layout,
        styles: &styles,
        fonts: &fonts,
        images: &images,
        hyphenation: &issue.hyphenation,
        memories: &standing.map_or_else(Arc::default, makeup::Standing::memories),
        standing,
    };
    let grid = Grid::new(&layout, makeup::drop_of_lines(materials));
    let mut made = makeup::make_up(&issue, materials, log);
    log.check()?;
    let pages: Vec<DisplayList> = made.pages.into_par_iter().map(|p| paint::paint(p, &layout)).collect();
    let pictures = pages.iter().flat_map(|p| &p.items).filter(|i| matches!(i, DisplayItem::Picture(_))).count();
    let summary = Summary {
        pages: pages.len(),
        words: issue.articles.par_iter().map(|a| makeup::words(&a.body)).sum(),
        pictures,
        last_page_fullness_percent: made.last_page_fullness,
    };
    made.scraps.keep((issue.articles, styles));
    Ok(Edition {
        pages,
        fonts,
        images,
        profile,
        language: issue.language.tag.to_owned(),
        title: issue.title,
        never_print: issue.never_print,
        grid,
        dummy: made.dummy,
        decisions: made.decisions,
        summary,
        scraps: made.scraps,
    })
}

/// Says of each picture in which ink it prints; the first that is said of a file holds.
fn ink_pictures(issue: &Issue, profile: Option<&Profile>, images: &mut Images, log: &mut Log) {
    for (file, ink) in issue.picture_inks() {
        if let Some(profile) = profile.filter(|p| p.color == profile::Space::Inks && p.ink(ink.value).is_none()) {
            log.push(profile.unknown_ink(ink.value).at(ink.span));
        } else if let Some(id) = images.find(&file.value)
            && images.get(id).ink.is_none()
        {
            images.set_ink(id, ink.value);
        }
    }
}
