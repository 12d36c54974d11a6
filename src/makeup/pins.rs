//! What is bound to a page or to a slot of its master: set there before all else, in the order of the issue. What does
//! not fit goes on in the first room that serves on a later page.

use super::count::Over;
use super::desk::{Desk, Materials};
use super::fill::Rules;
use super::flow::{Flow, Mode, flow};
use super::frame::{self, Frame};
use super::galley::Galley;
use super::level::{OPEN, short};
use super::module::{Module, Terms};
use super::pieces::class;
use super::plan::Rooms;
use super::room::Room;
use super::set::Stand;
use crate::diag::{Diagnostic, Span, nearest};
use crate::issue::{Article, Issue, Jump, MAX_PAGES, PageCount};
use crate::page::Layout;
use std::sync::Arc;

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
        Stand { module: &self.module, line, larger: None, open, level: None, flow: self.flow.clone() }
    }
}

/// Places all articles that have `page` or `slot`, and takes their rooms from the frame.
pub fn pin<'a>(
    issue: &Issue,
    articles: &[Article],
    galleys: &'a [Arc<Galley>],
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
        say.extend(narrower(article, room));
        let wanted = article.columns.as_ref().map_or(room.span, |c| c.value).clamp(1, room.span);
        let room = Room { span: wanted, ..room };
        desk.take_up(article);
        let class = class((i, articles.len()), galleys[i].words, wanted, m);
        let terms = Terms { class, most: frame.most(), jumps: true, smaller: 0 };
        let module = Module::new(&mut desk, (i, article), &galleys[i], (0, wanted), terms);
        say.append(&mut desk.say);
        match settle(module, article, room, frame) {
            Ok(pinned) => {
                let beyond = pinned.flow.bands.iter().skip(1).map(|b| b.depth * b.room.span).sum::<u32>();
                if beyond > 0 && article.cut_from_end {
                    over.push(Over { article: Some(i), lines: beyond });
                }
                pinned.module.rooms(&pinned.flow, pinned.line).into_iter().for_each(|room| frame.take(room));
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
        let room = frame.highest(page, wanted);
        if room.is_none() {
            let message =
                format!("page {page} is full, and `{}` is pinned to it; it stands where there is room", article.slug);
            say.push(
                Diagnostic::warning("page-full", message)
                    .at(place(article))
                    .hint("shorten what is pinned to the page before it, or pin one of them to another page"),
            );
        }
        return room;
    };
    let found = match page {
        Some(page) => layout.slot(page, Some(page) == last, &slot.value).map(|s| (page, s)),
        None => (1..=last.unwrap_or(4)).find_map(|p| Some((p, layout.slot(p, Some(p) == last, &slot.value)?))),
    };
    let Some((page, slot_room)) = found else {
        let on = page.map(|p| format!(" on page {p}")).unwrap_or_default();
        let message = format!("the layout `{}` has no slot `{}`{on}", layout.name, slot.value);
        let hint = no_such_slot(layout, &slot.value);
        say.push(Diagnostic::error("no-such-slot", message).at(slot.span).hint(hint));
        return None;
    };
    let area = frame.area(page);
    let (first, last) = slot_room.columns;
    // What begins right under the nameplate's lines goes up where it takes fewer.
    let under = page == 1 && slot_room.lines.0 - 1 == layout.master(page, false).nameplate;
    let room = Room {
        page,
        top: if under { area.top } else { (slot_room.lines.0 - 1).max(area.top) },
        bottom: slot_room.lines.1.unwrap_or(u32::MAX).min(area.bottom),
        first: first - 1,
        span: last + 1 - first,
    };
    let left = frame.free(room).into_iter().find(|r| r.span == room.span);
    if left.is_none() && room.depth() == 0 {
        let message = format!(
            "the slot `{}` has no line on page {page}, where lines {} to {} are free; `{}` stands where there is room",
            slot.value,
            area.top + 1,
            area.bottom,
            article.slug
        );
        let hint = "change the slot's `lines` in the layout; they count from the head of the page, nameplate included";
        say.push(Diagnostic::warning("slot-full", message).at(slot.span).hint(hint));
    } else if left.is_none() && frame::LEAST_ROOM > room.depth() {
        let message = format!(
            "the slot `{}` of page {page} has {} lines, too few for any article; `{}` stands where there is room",
            slot.value,
            room.depth(),
            article.slug
        );
        let hint = "give it more `lines` in the layout, or the article another slot";
        say.push(Diagnostic::warning("slot-full", message).at(slot.span).hint(hint));
    } else if left.is_none() {
        let message = format!(
            "the slot `{}` of page {page} has no room left for `{}`; it stands where there is room",
            slot.value, article.slug
        );
        let hint = "shorten what stands in the slot already, or give one of them another slot or page";
        say.push(Diagnostic::warning("slot-full", message).at(slot.span).hint(hint));
    }
    left
}

/// Where the manifest binds an article to its place.
fn place(article: &Article) -> Span {
    let slot = article.slot.as_ref().map(|s| s.span);
    slot.or(article.page.as_ref().map(|p| p.span)).unwrap_or(article.span)
}

/// What to do about a slot that is not there.
fn no_such_slot(layout: &Layout, name: &str) -> String {
    let names = layout.slot_names();
    if names.is_empty() {
        return "this layout names no slots; leave `slot` out, or add `slots:` under its `pages:`".to_owned();
    }
    if names.iter().any(|n| n == name) {
        return match (1..=4).find(|p| layout.slot(*p, false, name).is_some()) {
            Some(page) => format!("`{name}` is a slot of page {page}; write `page: {page}`, or leave `page` out"),
            None => format!(
                "`{name}` is a slot of some other page; where it is the last, the issue must say how many `pages` it has"
            ),
        };
    }
    match nearest(name, names.iter().map(String::as_str)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("its slots are {}", names.join(", ")),
    }
}

/// Says that an article has fewer columns than it asks for.
fn narrower(article: &Article, room: Room) -> Option<Diagnostic> {
    let asked = article.columns.as_ref().filter(|c| c.value > room.span)?;
    let columns = |n: u32| if n == 1 { "1 column".to_owned() } else { format!("{n} columns") };
    let whose = match &article.slot {
        Some(slot) => format!("the slot `{}` has {}", slot.value, room.span),
        None => format!("page {} has {} left side by side", room.page, room.span),
    };
    let message = format!(
        "`{}` asks for {}, and {whose}; it is set over {}",
        article.slug,
        columns(asked.value),
        columns(room.span)
    );
    Some(
        Diagnostic::warning("narrower", message).at(asked.span).hint("write fewer `columns`, or give it another place"),
    )
}

/// Sets an article in its room, whole or with a jump. `Err` with the lines that its copy is too deep by where even that
/// is not to be had.
fn settle<'a>(module: Module<'a>, article: &Article, room: Room, frame: &Frame) -> Result<Pinned<'a>, u32> {
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
    let holds = module.under_head(room, 0);
    let set = |mode, rules, skip| {
        let rooms = |n: usize| if n == 0 { room } else { later(n, skip) };
        // What is left of a slot is white; a little of it opens the head.
        let fills = slotted && mode == Mode::Stays;
        let left = |f: &Flow| if fills { short(holds.depth().saturating_sub(f.last_depth()), OPEN) } else { 0 };
        flow(&module, &module.legs(&rooms, &area), mode, rules).into_iter().min_by_key(|f| f.cost + left(f))
    };
    let least = |mode| {
        // Where it would have to jump twice, it goes on in a later room that holds the rest.
        let skips = if mode == Mode::Stays { 1 } else { SKIPS };
        let found = (0..skips).find_map(|skip| set(mode, Rules::Kept, skip));
        found.or_else(|| if mode == Mode::Stays { None } else { set(mode, Rules::Waived, 0) })
    };
    let stays = least(Mode::Stays);
    let whole = stays.is_some();
    // A sidebar is kept whole.
    let may = |mode| if article.boxed { None } else { least(mode) };
    let found = stays.or_else(|| may(Mode::Jumps));
    let Some(mut flow) = found.or_else(|| if slotted { None } else { may(Mode::Runs) }) else {
        return Err(module.demand().saturating_sub(holds.depth() * holds.span));
    };
    let mut open = 0;
    if whole && slotted && module.head.lines > 0 {
        // What is left of the slot opens the head, so that the slot is full.
        let spare = holds.depth() - flow.last_depth();
        open = if spare <= OPEN { spare } else { 0 };
        flow.bands[0].room = flow.bands[0].room.below(open);
    }
    Ok(Pinned { module, line: room.top, open, flow })
}

/// Says where an article goes on that had been asked to stay, or to go on elsewhere.
fn explain(article: &Article, p: &Pinned, say: &mut Vec<Diagnostic>) {
    let Some(next) = p.flow.bands.get(1) else { return };
    if let Jump::To { page: Some(to), .. } = article.jump
        && to != next.room.page
        && p.flow.bands[0].jumps
    {
        let why = if to > p.flow.bands[0].room.page { "has no room for it" } else { "is not a later page" };
        let message =
            format!("`{}` is to go on on page {to}, which {why}; it goes on on page {}", article.slug, next.room.page);
        let hint = "name a later page with room under `jump`, or leave `to` out";
        say.push(Diagnostic::warning("jumps-elsewhere", message).at(article.span).hint(hint));
    }
    if article.jump == Jump::Forbid {
        let page = next.room.page;
        let message = format!(
            "`{}` is not to jump (`jump: forbid`), but is too long for its place; its end stands on page {page}",
            article.slug
        );
        let hint = "shorten it, give it more columns or a larger slot, or take `jump: forbid` out";
        say.push(Diagnostic::warning("jumps-anyway", message).at(article.span).hint(hint));
    }
}

fn overset(article: &Article, lines: u32) -> Diagnostic {
    let by = match lines {
        0 => "its copy would, but not with its head, its pictures and its quotes".to_owned(),
        1 => "1 line of copy (about 6 words) is too much".to_owned(),
        n => format!("{n} lines of copy (about {} words) are too much", n * 6),
    };
    let message = format!("`{}` does not fit where it is pinned: {by}; it stands where there is room", article.slug);
    Diagnostic::warning("pin-too-small", message)
        .at(place(article))
        .hint("shorten it or its head, make its pictures smaller, or pin it to a larger slot or another page")
}
