//! Make-up: set articles into pages.
//!
//! ```text
//! issue ─▶ galley (copy in one column) ─▶ module (head and insets over its columns) ─▶ rows
//!       ─▶ plan (which row begins where) ◀─ flow (one module into its room) ◀─ fill (copy into stretches)
//!       ─▶ set (marks on pages) ─▶ pages, with furniture
//! ```
//!
//! Everything vertical is a whole number of grid lines. Nothing here reads the disk.

mod band;
mod banner;
mod block;
mod desk;
mod dummy;
mod element;
mod fill;
mod flow;
mod furniture;
mod galley;
mod head;
mod initial;
mod matter;
mod module;
mod plan;
mod rows;
mod set;
mod sheets;

pub use desk::Materials;
pub use galley::words;
pub use matter::Mark;
pub use sheets::{Page, Pages};

use crate::diag::{Diagnostic, Log};
use crate::issue::Issue;
use desk::Desk;
use galley::{Galley, galley};
use rayon::prelude::*;
use sheets::Frame;

/// Makes up an issue. What gave way on the way is said in the log.
pub fn make_up(issue: &Issue, m: Materials, log: &mut Log) -> Pages {
    let mut articles = issue.articles.clone();
    articles.extend(rows::standalone(issue));
    let galleys: Vec<Galley> =
        articles.par_iter().with_min_len(4).map_init(|| Desk::new(m, issue.language), galley).collect();
    for d in galleys.iter().flat_map(|g| &g.say) {
        log.push(d.clone());
    }
    let mut say: Vec<Diagnostic> = Vec::new();
    let frame = Frame::new(issue, m, &mut say);
    let rows = rows::rows(&articles, &galleys, m, &frame, &mut say);
    let mut placed = plan::plan(&rows, &frame);
    if let Some(row) = rows.get(placed.len()) {
        let article = &articles[row.modules[0].article];
        let message = format!("`{}` cannot be set: its head alone is deeper than a page", article.slug);
        let d = Diagnostic::error("overset", message).at(article.span);
        log.push(d.hint("shorten its headline and deck, or give the layout smaller heads"));
    }
    plan::stretch(&mut placed, &rows, &frame);
    let pages = sheets::pages(issue, &articles, m, &frame, &rows, &placed, &mut say);
    for d in say {
        log.push(d);
    }
    pages
}
