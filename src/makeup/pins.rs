//! What is bound to a page or to a slot of its master: set there before all else, in the order of the issue. What does
//! not fit goes on in the first room that serves on a later page.

use super::count::Over;
use super::desk::{Desk, Materials};
use super::fill::Rules;
use super::flow::{Flow, Mode, flow};
use super::frame::Frame;
use super::galley::Galley;
use super::module::Module;
use super::plan::{OPEN, Rooms};
use super::room::Room;
use super::rows::class;
use super::set::Stand;
use crate::diag::{Diagnostic, nearest};
use crate::issue::{Article, Issue, Jump, MAX_PAGES, PageCount};
use crate::page::Layout;

/// So many rooms are passed over on the way to one that holds the rest of an article.
const SKIPS: usize = 12;

/// A pinned article where it stands.
pub struct Pinned<'a> {
    /// The article.
    pub module: Module<'a>,
    /// The line at which its head begins.
    line: u32,
    /// Lines by which its head is opened.
    open: u32,
    /// Its copy.
    flow: Flow,
}

impl Pinned<'_> {
    /// Where it stands.
    pub fn stand(&self) -> Stand<'_> {
        let (line, open) = (self.line, self.open);
        Stand { module: &self.module, line, open, heads_page: false, flow: self.flow.clone() }
    }
}

/// Places all articles that have `page` or `slot`, and takes their rooms from the frame.
pub fn pin<'a>(
    issue: &Issue,
    articles: &[Article],
    galleys: &'a [Galley],
    m: Materials<'a>,
    frame: &mut Frame,
    over: &mut Vec<Over>,
    say: &mut Vec<Diagnostic>,
) -> Vec<Pinned<'a>> {
    let mut out = Vec::new();
    let mut desk = Desk::new(m, issue.language);
    for (i, article) in articles.iter().enumerate() {
        if article.page.is_none() && article.slot.is_none() {
            continue;
        }
        let Some(room) = room_of(issue, article, m.layout, frame, say) else { continue };
        let wanted = article.columns.as_ref().map_or(room.span, |c| c.value).clamp(1, room.span);
        let room = Room { span: wanted, ..room };
        desk.language = article.language;
        let class = class(i, articles, wanted, m);
        let module = Module::new(&mut desk, (i, article), &galleys[i], (0, wanted), class, frame.most());
        say.append(&mut desk.say);
        match place(module, article, room, frame) {
            Ok(pinned) => {
                let beyond = pinned.flow.bands.iter().skip(1).map(|b| b.depth * b.room.span).sum::<u32>();
                if beyond > 0 && article.cut_from_end {
                    over.push(Over { article: Some(i), lines: beyond });
                }
                take(&pinned, frame);
                explain(article, &pinned, say);
                out.push(pinned);
            }
            Err(lines) => {
                over.push(Over { article: Some(i), lines });
                say.push(overset(article, lines));
            }
        }
    }
    frame.close();
    out
}

/// The room that an article is pinned to: what is left of its slot, or the first room of its page that is wide enough.
fn room_of(
    issue: &Issue,
    article: &Article,
    layout: &Layout,
    frame: &Frame,
    say: &mut Vec<Diagnostic>,
) -> Option<Room> {
    let last = match issue.pages.as_ref().map(|p| p.value) {
        Some(PageCount::Exactly(n)) => Some(n),
        _ => None,
    };
    let page = article.page.as_ref().map(|p| p.value);
    let Some(slot) = &article.slot else {
        let page = page?;
        let wanted = article.columns.as_ref().map_or(layout.columns, |c| c.value.clamp(1, layout.columns));
        let rooms = frame.free(frame.area(page));
        let room = rooms.iter().find(|r| r.span >= wanted).or(rooms.iter().max_by_key(|r| (r.span, r.depth())));
        if room.is_none() {
            let message =
                format!("page {page} is full, and `{}` is pinned to it; it stands where there is room", article.slug);
            say.push(
                Diagnostic::warning("page-full", message).at(article.page.as_ref().map_or(article.span, |p| p.span)),
            );
        }
        return room.copied();
    };
    let found = match page {
        Some(page) => layout.slot(page, Some(page) == last, &slot.value).map(|s| (page, s)),
        None => (1..=last.unwrap_or(4)).find_map(|p| Some((p, layout.slot(p, Some(p) == last, &slot.value)?))),
    };
    let Some((page, slot_room)) = found else {
        let names = layout.slot_names();
        let on = page.map(|p| format!(" on page {p}")).unwrap_or_default();
        let message = format!("the layout {} has no slot `{}`{on}", layout.name, slot.value);
        let hint = match nearest(&slot.value, names.iter().map(String::as_str)) {
            Some(near) => format!("did you mean `{near}`?"),
            None if names.is_empty() => {
                "this layout names no slots; leave `slot` out, or add `slots:` to its `pages:`".to_owned()
            }
            None => format!(
                "its slots are {}; one of the master `last` needs `pages:` with an exact number",
                names.join(", ")
            ),
        };
        say.push(Diagnostic::error("no-such-slot", message).at(slot.span).hint(hint));
        return None;
    };
    let area = frame.area(page);
    let (first, last) = slot_room.columns;
    let room = Room {
        page,
        top: (slot_room.lines.0 - 1).max(area.top),
        bottom: slot_room.lines.1.unwrap_or(u32::MAX).min(area.bottom),
        first: first - 1,
        span: last + 1 - first,
    };
    let left = frame.free(room).into_iter().find(|r| r.span == room.span);
    if left.is_none() {
        let message = format!(
            "the slot `{}` of page {page} has no room left for `{}`; it stands elsewhere",
            slot.value, article.slug
        );
        say.push(Diagnostic::warning("slot-full", message).at(slot.span));
    }
    left
}

/// Sets an article in its room, whole or with a jump. `Err` with the lines that its copy is too deep by where even that
/// is not to be had.
fn place<'a>(module: Module<'a>, article: &Article, room: Room, frame: &Frame) -> Result<Pinned<'a>, u32> {
    let slotted = article.slot.is_some();
    let jump_to = match article.jump {
        Jump::To { page: Some(p), .. } if p > room.page => p,
        _ => room.page + 1,
    };
    // Without a slot the page's end is the room's: on to the next page's head.
    let (span, head) = (module.span, module.jump_head(module.span));
    let later = |n: usize, skip: usize| -> Room {
        let mut pages = jump_to..jump_to + MAX_PAGES;
        let serves = |r: &Room| r.span >= span && (slotted || n > 0) && r.depth() > head + 8;
        let rooms = pages.by_ref().flat_map(|p| frame.free(frame.area(p))).filter(serves);
        rooms.into_iter().nth(n - 1 + skip).unwrap_or(frame.area(jump_to + MAX_PAGES + n as u32))
    };
    let area = |page: u32| frame.area(page);
    let set = |mode, rules, skip| {
        let rooms = |n: usize| if n == 0 { room } else { later(n, skip) };
        flow(&module, &module.legs(&rooms, &area), mode, rules).into_iter().min_by_key(|f| f.cost)
    };
    let least = |mode| {
        // Where it would have to jump twice, it goes on in a later room that holds the rest.
        let skips = if mode == Mode::Stays { 1 } else { SKIPS };
        let found = (0..skips).find_map(|skip| set(mode, Rules::Kept, skip));
        found.or_else(|| if mode == Mode::Stays { None } else { set(mode, Rules::Waived, 0) })
    };
    let stays = least(Mode::Stays);
    let whole = stays.is_some();
    let found = stays.or_else(|| least(Mode::Jumps));
    let Some(mut flow) = found.or_else(|| if slotted { None } else { least(Mode::Runs) }) else {
        let holds = module.under_head(room, 0);
        return Err(module.demand().saturating_sub(holds.depth() * holds.span));
    };
    let mut open = 0;
    if whole && slotted && module.head.lines > 0 {
        // What is left of the slot opens the head, so that the slot is full.
        let spare = module.under_head(room, 0).depth() - flow.last_depth();
        open = if spare <= OPEN { spare } else { 0 };
        flow.bands[0].room = flow.bands[0].room.below(open);
    }
    Ok(Pinned { module, line: room.top, open, flow })
}

/// Takes the rooms of what has been placed from the frame.
fn take(p: &Pinned, frame: &mut Frame) {
    let mut jumped = false;
    for (i, band) in p.flow.bands.iter().enumerate() {
        let above = match i {
            0 => band.room.top - p.line,
            _ => p.module.measures.pad_lines + if jumped { p.module.jump_head(band.room.span) } else { 0 },
        };
        jumped = band.jumps;
        frame.take(Room {
            top: band.room.top.saturating_sub(above),
            bottom: band.room.top + band.depth + p.module.measures.pad_lines,
            ..band.room
        });
    }
}

/// Says where an article goes on that had been asked to stay.
fn explain(article: &Article, p: &Pinned, say: &mut Vec<Diagnostic>) {
    let Some(next) = p.flow.bands.get(1) else { return };
    if article.jump == Jump::Forbid {
        let page = next.room.page;
        let message =
            format!("`{}` forbids jumps and is too long for its place; it goes on on page {page}", article.slug);
        let hint = "shorten it, give it more columns, or allow the jump";
        say.push(Diagnostic::warning("jumps-anyway", message).at(article.span).hint(hint));
    }
}

fn overset(article: &Article, lines: u32) -> Diagnostic {
    let message = format!(
        "`{}` does not fit where it is pinned, by {lines} lines of copy (about {} words); it stands where there is room",
        article.slug,
        lines * 6
    );
    Diagnostic::warning("pin-too-small", message)
        .at(article.slot.as_ref().map_or(article.span, |s| s.span))
        .hint("shorten it or its head, or pin it to a larger slot")
}
