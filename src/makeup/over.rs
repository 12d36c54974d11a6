//! Pieces side by side that run over to the next pages together, each in its own columns: they end level there, or those
//! that end early leave a pocket.

use super::fill::Rules;
use super::flow::{Flow, Mode, flow};
use super::module::Module;
use super::pieces::Pieces;
use super::room::Room;
use super::strip::Strip;
use super::way::{Pocket, Set, Site, Turned, Way, white};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What stands side by side runs over to another page for so many lines at least.
const TURN: u32 = 5;
/// Columns that end so many lines above those beside them leave a pocket.
const POCKET: u32 = 10;
/// What it costs to leave one.
const LEFT: i64 = 3_000;

/// Articles side by side that run over to the next pages together, each in its own columns, and end level there; under those
/// that end early stand others.
pub fn over_pages<'a>(strip: &Strip, pieces: &Pieces<'a, '_>, site: &Site) -> Vec<Way<'a>> {
    let mut first = 0;
    let mut runs: Vec<Vec<Run<'a>>> = Vec::new();
    for stack in &strip.stacks {
        let module = pieces.module(stack.pieces[0], stack.span, true);
        let rooms = |n: usize| (site.rooms)(n).columns(first, stack.span);
        let flows = flow(&module, &module.legs(&rooms, site.area), Mode::Runs, Rules::Kept);
        let begin = rooms(0).top;
        let runs_over = flows.into_iter().filter_map(|f| Run::of(&module, begin, f));
        runs.push(runs_over.flat_map(|run| run.heaped(&stack.pieces[1..], pieces, site)).collect());
        first += stack.span;
    }
    let most = runs.iter().flatten().map(|r| r.bands).max().unwrap_or(1);
    (2..=most).flat_map(|bands| ending_with(&runs, bands)).collect()
}

/// A stack that runs over to another page.
#[derive(Clone)]
struct Run<'a> {
    cost: i64,
    sets: Vec<Set<'a>>,
    /// So many rooms its first piece goes through.
    bands: usize,
    /// What it has of the last of them.
    room: Room,
    /// The line at which it ends there.
    foot: u32,
}

impl<'a> Run<'a> {
    /// A piece that begins at a line; nothing where it does not run over, or only for a few lines: those are not worth the
    /// turning.
    fn of(module: &Arc<Module<'a>>, line: u32, flow: Flow) -> Option<Run<'a>> {
        let (bands, foot, cost) = (flow.bands.len(), module.foot(&flow), flow.cost);
        let room = flow.bands.last().filter(|last| bands > 1 && last.depth >= TURN)?.room;
        let set = Set { module: Arc::clone(module), line, top: true, open: 0, flow };
        Some(Run { cost, sets: vec![set], bands, room, foot })
    }

    /// The same with other pieces under it, in the ways that end in its last room: of those that end at one line the cheapest.
    fn heaped(self, under: &[usize], pieces: &Pieces<'a, '_>, site: &Site) -> Vec<Run<'a>> {
        let mut runs = vec![self];
        for piece in under {
            let mut longer: BTreeMap<u32, Run<'a>> = BTreeMap::new();
            for run in &runs {
                let line = run.foot + site.gap;
                let module = pieces.module(*piece, run.room.span, true);
                let left = run.room.bottom.saturating_sub(line);
                for flow in pieces.whole(*piece, run.room.span, left, site.opening).iter() {
                    let (foot, cost) = (line + module.depth(flow), run.cost + flow.cost);
                    if foot > run.room.bottom || longer.get(&foot).is_some_and(|r| r.cost <= cost) {
                        continue;
                    }
                    let mut run = Run { cost, foot, ..run.clone() };
                    run.sets.push(Set::whole(&module, (line, 0), flow, run.room, false));
                    longer.insert(foot, run);
                }
            }
            runs = longer.into_values().collect();
        }
        runs
    }
}

/// Of the ways of several stacks those that go through so many bands and end level, or leave a pocket.
fn ending_with<'a>(runs: &[Vec<Run<'a>>], bands: usize) -> Vec<Way<'a>> {
    let mut feet: Vec<u32> = runs.iter().flatten().filter(|r| r.bands == bands).map(|r| r.foot).collect();
    feet.sort_unstable();
    feet.dedup();
    let cheapest = |target: u32, cost: &dyn Fn(&Run) -> i64| -> Option<Vec<&Run<'a>>> {
        let fits = |r: &&Run| r.bands == bands && r.foot <= target;
        runs.iter().map(|stack| stack.iter().filter(fits).min_by_key(|r| cost(r))).collect()
    };
    let set = |all: &[&Run<'a>], cost: i64, line: u32, pocket: Option<Pocket>| {
        let cost = cost + all.iter().map(|r| r.cost).sum::<i64>();
        let sets = all.iter().flat_map(|r| r.sets.iter().cloned()).collect();
        Way { cost, sets, end: (bands - 1, line), turned: Turned::default(), pocket, lost: 0 }
    };
    let mut out = Vec::new();
    for target in feet {
        if let Some(all) = cheapest(target, &|r| r.cost + white(target - r.foot)) {
            let foot = all.iter().map(|r| r.foot).max().unwrap_or(target);
            out.push(set(&all, all.iter().map(|r| white(target - r.foot)).sum(), foot, None));
        }
        if let Some(all) = cheapest(target, &|r| r.cost) {
            let feet: Vec<(Room, u32)> = all.iter().map(|r| (r.room, r.foot)).collect();
            if let Some((pocket, line, cost)) = pocket(&feet) {
                out.push(set(&all, cost, line, Some(pocket)));
            }
        }
    }
    out
}

/// The largest pocket that is left below columns of which each ends at a line: itself, the line at which it begins, and what
/// it and the white that is left beside it cost.
fn pocket(feet: &[(Room, u32)]) -> Option<(Pocket, u32, i64)> {
    let bottom = feet.iter().map(|(_, foot)| *foot).max()?;
    let of = |from: usize, to: usize| {
        let under = &feet[from..=to];
        let line = under.iter().map(|(_, foot)| *foot).max()?;
        let span = under.iter().map(|(room, _)| room.span).sum();
        let cost =
            |(i, (_, foot)): (usize, &(Room, u32))| white(if (from..=to).contains(&i) { line } else { bottom } - foot);
        let cost = LEFT + feet.iter().enumerate().map(cost).sum::<i64>();
        let pocket = Pocket { first: under[0].0.first, span, bottom };
        (line + POCKET <= bottom).then_some((pocket, line, cost))
    };
    let all = (0..feet.len()).flat_map(|from| (from..feet.len()).map(move |to| (from, to)));
    all.filter_map(|(from, to)| of(from, to)).max_by_key(|(p, line, _)| (bottom - line) * p.span)
}
