//! What the page in the browser shows: the papers of the last good build, and what was said of the last one.

use super::zones::{Zone, zones};
use serde_json::{Value, json};
use std::sync::Arc;
use stonehand::diag::{self, Log};
use stonehand::edition::Edition;
use stonehand::raster::{Look, Options, ProofPress, Shape, grid, png, safe_area};
use stonehand::session::Paper;

/// What is shown.
#[derive(Default)]
pub struct View {
    /// It counts up with every round.
    pub version: u64,
    /// The papers of the last good build.
    papers: Arc<Vec<Shown>>,
    /// What was said in the last round: the messages as JSON, and the place of each.
    messages: Vec<(Value, Option<(String, usize)>)>,
    /// Whether the last round was good.
    built: bool,
    /// The line that was printed of it.
    line: String,
}

/// One paper.
struct Shown {
    name: Option<String>,
    edition: Edition,
    pages: Vec<Page>,
}

/// A page.
struct Page {
    /// The round in which it came to be as it is.
    stamp: u64,
    zones: Vec<Zone>,
}

/// How a page is to be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Wish {
    /// The paper's number, from 0.
    pub paper: usize,
    /// The page's number, from 0.
    pub page: usize,
    /// The round in which the page came to be.
    pub stamp: u64,
    /// Pixels per inch.
    pub ppi: u32,
    /// As a copier prints it.
    pub copier: bool,
    /// With the border on which machines do not print.
    pub safe: bool,
    /// With columns and lines.
    pub grid: bool,
}

/// The most pixels per inch that are shown: three times as large on a screen of two pixels to one.
pub const MOST_PPI: u32 = 288;

impl View {
    /// The view after another round. `papers` are new ones if it was good; if not, those of the last good one stay.
    pub fn next(before: &View, papers: Option<Vec<Paper>>, logs: &[Log], line: String) -> View {
        let version = before.version + 1;
        let built = papers.is_some();
        let messages = logs.iter().flat_map(messages).collect();
        let shown = |paper: Paper| {
            let old = before.papers.iter().find(|s| s.name == paper.name);
            Shown::new(paper, old, version)
        };
        let papers = match papers {
            Some(papers) => Arc::new(papers.into_iter().filter_map(shown).collect()),
            None => Arc::clone(&before.papers),
        };
        View { version, papers, messages, built, line }
    }

    /// Everything that the page needs to know, but the pictures of pages.
    pub fn state(&self, title: &str, editor: bool) -> String {
        let papers: Vec<Value> = self.papers.iter().map(Shown::state).collect();
        let messages: Vec<&Value> = self.messages.iter().map(|m| &m.0).collect();
        json!({
            "version": self.version, "title": title, "built": self.built, "line": self.line, "editor": editor,
            "papers": papers, "messages": messages,
        })
        .to_string()
    }

    /// The file and line of a zone.
    pub fn zone(&self, paper: usize, page: usize, zone: usize) -> Option<(&str, usize)> {
        let zone = self.papers.get(paper)?.pages.get(page)?.zones.get(zone)?;
        Some((&zone.file, zone.line))
    }

    /// The file and line of a message.
    pub fn message(&self, n: usize) -> Option<(&str, usize)> {
        let (file, line) = self.messages.get(n)?.1.as_ref()?;
        Some((file, *line))
    }

    /// A page as a PNG; nothing if there is none like it any more.
    pub fn page(&self, wish: Wish) -> Option<Vec<u8>> {
        let shown = self.papers.get(wish.paper)?;
        let (page, edition) = (shown.pages.get(wish.page).filter(|p| p.stamp == wish.stamp), &shown.edition);
        let list = page.and(edition.pages.get(wish.page))?;
        let mut over: Vec<Shape> = Vec::new();
        if wish.grid {
            over.extend(grid(&edition.grid, wish.page as u32 + 1));
        }
        if wish.safe {
            over.extend(safe_area(list.boxes.trim));
        }
        let look = if wish.copier { Look::Copier } else { Look::Colour };
        let options = Options { ppi: wish.ppi.min(MOST_PPI), look };
        let proof = ProofPress::new(&edition.fonts, &edition.images, options).pull(list, &over).ok()?;
        Some(png(&proof))
    }
}

impl Shown {
    fn new(paper: Paper, old: Option<&Shown>, version: u64) -> Option<Shown> {
        let edition = paper.edition?;
        // A picture's number says nothing of what is on it: with other pictures, all pages are others.
        let like = old.filter(|o| o.edition.images.is(&edition.images) && o.edition.fonts.is(&edition.fonts));
        let page = |(i, zones): (usize, Vec<Zone>)| {
            let same = like.filter(|o| o.edition.pages.get(i) == edition.pages.get(i));
            let stamp = same.and_then(|o| o.pages.get(i)).map_or(version, |p| p.stamp);
            Page { stamp, zones }
        };
        let pages = zones(&edition.pages, &paper.log).into_iter().enumerate().map(page).collect();
        Some(Shown { name: paper.name, pages, edition })
    }

    fn state(&self) -> Value {
        let page = |(page, list): (&Page, &stonehand::display::DisplayList)| {
            let trim = list.boxes.trim;
            let (w, h) = (trim.w.pt(), trim.h.pt());
            let part = |n: f64| (n * 10_000.0).round() / 10_000.0;
            let zone = |z: &Zone| {
                let room = [z.room.x.pt() / w, z.room.y.pt() / h, z.room.w.pt() / w, z.room.h.pt() / h].map(part);
                json!([room[0], room[1], room[2], room[3], z.file, z.line, z.words])
            };
            json!({
                "stamp": page.stamp, "width": w, "height": h,
                "zones": page.zones.iter().map(zone).collect::<Vec<_>>(),
            })
        };
        let pages: Vec<Value> = self.pages.iter().zip(&self.edition.pages).map(page).collect();
        json!({ "name": self.name, "pages": pages })
    }
}

/// The messages of a log, as JSON, and where each stands.
fn messages(log: &Log) -> Vec<(Value, Option<(String, usize)>)> {
    let values = diag::json(log);
    let values = values.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    values
        .map(|value| {
            let file = value["file"].as_str().filter(|f| !f.starts_with("<built in>")).map(str::to_owned);
            let place = file.zip(value["line"].as_u64().map(|n| n as usize));
            (value, place)
        })
        .collect()
}
