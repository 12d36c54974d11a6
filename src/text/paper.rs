//! The arithmetic, held against the worked example of Knuth and Plass 1981: the frog king at a measure of 390 units.
//!
//! From the paper: the text with its hyphens, the widths of letters in units of 1/18 em, the glue (6 plus 3 minus 2; after
//! a comma 6 plus 4 minus 2, after a semicolon 6 plus 4 minus 1, after a full stop 8 plus 6 minus 1), the indent of 18, the
//! penalty of 50 for a hyphen, and the adjustment ratios of the eleven lines before the last. The last line's ratio depends
//! on the stretch of the finishing glue (the paper prints 0.049); here a paragraph's end needs none.

use super::fit::{Params, Sums, fit};
use super::item::Item;
use super::linebreak::break_lines;
use crate::geom::Length;

const TEXT: &str = "In olden times when wish-ing still helped one, there lived a king whose daugh-ters were all beau-ti-ful; \
    and the young-est was so beau-ti-ful that the sun it-self, which has seen so much, was aston-ished when-ever it shone in \
    her face. Close by the king's castle lay a great dark for-est, and un-der an old lime=tree in the for-est was a well, and \
    when the day was very warm, the king's child went out into the for-est and sat down by the side of the cool foun-tain; and \
    when she was bored she took a golden ball, and threw it up on high and caught it; and this ball was her favor-ite \
    play-thing.";
const LETTERS: [i64; 26] = [9, 10, 8, 10, 8, 6, 9, 10, 5, 6, 10, 5, 15, 10, 9, 10, 10, 7, 7, 7, 10, 9, 13, 10, 10, 8];
const RATIOS: [f64; 11] = [0.857, 0.0, 0.28, 1.0, 0.067, -0.278, 0.536, -0.167, 0.7, -0.176, 0.357];

fn units(n: i64) -> Length {
    Length::PT * n
}

fn width(c: char) -> i64 {
    match c {
        'a'..='z' => LETTERS[c as usize - 'a' as usize],
        'C' => 13,
        'I' | '=' => 6,
        _ => 5,
    }
}

fn frog_king() -> Vec<Item> {
    let mut items = vec![Item::Box { width: units(18), letters: 0 }];
    let penalty =
        |width: i64, cost: i32| Item::Penalty { width: units(width), next: Length::ZERO, cost, hyphen: cost == 50 };
    for word in TEXT.split_whitespace() {
        for part in word.split_inclusive(['-', '=']) {
            let plain = part.trim_end_matches('-');
            items.push(Item::Box { width: units(plain.chars().map(width).sum()), letters: 0 });
            if part.ends_with('-') {
                items.push(penalty(6, 50));
            } else if part.ends_with('=') {
                items.push(penalty(0, 50));
            }
        }
        let (w, y, z) = match word.chars().next_back() {
            Some(',') => (6, 4, 2),
            Some(';') => (6, 4, 1),
            Some('.') => (8, 6, 1),
            _ => (6, 3, 2),
        };
        items.push(Item::Glue { width: units(w), stretch: units(y), shrink: units(z) });
    }
    items.pop();
    items.push(penalty(0, Item::FORCE));
    items
}

/// The adjustment ratios of a breaking's lines.
fn ratios(items: &[Item], breaks: &[usize], measure: i64) -> Vec<f64> {
    let mut start = 0;
    let mut out = Vec::new();
    for &end in breaks {
        let mut sums = Sums::default();
        let first = (start..end).find(|i| matches!(items[*i], Item::Box { .. })).unwrap_or(end);
        items[first..end].iter().for_each(|i| sums.add(i));
        let extra = if let Item::Penalty { width, .. } = items[end] { width.sp() } else { 0 };
        let forced = matches!(items[end], Item::Penalty { cost: Item::FORCE, .. });
        out.push(fit(&sums, units(measure).sp() - sums.width - extra, forced, false, &Params::classic()).ratio);
        start = end + 1;
    }
    out
}

#[test]
fn the_frog_king_breaks_as_in_the_paper() {
    let items = frog_king();
    let best = break_lines(&items, &|_| units(390), Length::ZERO, &Params::classic()).best;
    let ratios = ratios(&items, &best.breaks, 390);
    assert_eq!(ratios.len(), 12);
    for (line, (ours, theirs)) in ratios.iter().zip(RATIOS).enumerate() {
        assert!((ours - theirs).abs() < 0.0006, "line {}: {ours} is not {theirs}", line + 1);
    }
    assert!(!best.forced);
    // The sum of demerits, worked out by a second program from the formulas of the paper.
    assert!((best.demerits - 31_066.41).abs() < 0.01, "{}", best.demerits);
}

#[test]
fn no_breaking_that_trying_all_finds_is_better() {
    // The first sentence, at measures where a few lines result: every set of breaks is tried.
    let all = frog_king();
    let items: Vec<Item> = all[..40].iter().copied().chain([*all.last().unwrap()]).collect();
    for measure in [200, 230, 260, 300] {
        let found = break_lines(&items, &|_| units(measure), Length::ZERO, &Params::classic()).best;
        let mut least = f64::INFINITY;
        try_all(&items, measure, 0, (1, false), 0.0, &mut least);
        assert!((found.demerits - least).abs() < 1e-6, "{measure}: {} and {least}", found.demerits);
    }
}

/// Tries all breaks from `start` on; `state` is the last line's fitness class and whether it ended with a hyphen.
fn try_all(items: &[Item], measure: i64, start: usize, state: (u8, bool), sum: f64, least: &mut f64) {
    let Some(first) = (start..items.len()).find(|i| matches!(items[*i], Item::Box { .. })) else {
        *least = least.min(sum);
        return;
    };
    for end in first + 1..items.len() {
        let (extra, cost, hyphen) = match items[end] {
            Item::Box { .. } => continue,
            Item::Glue { .. } if !matches!(items[end - 1], Item::Box { .. }) => continue,
            Item::Glue { .. } => (0, 0, false),
            Item::Penalty { width, cost, hyphen, .. } => (width.sp(), cost, hyphen),
        };
        let mut sums = Sums::default();
        items[first..end].iter().for_each(|i| sums.add(i));
        let forced = cost <= Item::FORCE;
        let r = fit(&sums, units(measure).sp() - sums.width - extra, forced, false, &Params::classic()).ratio;
        if r < -1.0 {
            return;
        }
        // An infinite ratio is capped at 20, as the program does.
        let r = r.min(20.0);
        let class = if r < -0.5 {
            0
        } else if r <= 0.5 {
            1
        } else if r <= 1.0 {
            2
        } else {
            3
        };
        let mut d = (1.0 + 100.0 * r.abs().powi(3) + f64::from(cost.max(0))).powi(2);
        if hyphen && state.1 {
            d += 3000.0;
        }
        if state.0.abs_diff(class) > 1u8 {
            d += 3000.0;
        }
        try_all(items, measure, end + 1, (class, hyphen), sum + d, least);
    }
}
