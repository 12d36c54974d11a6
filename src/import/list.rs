//! Items in a row, each with its level → lists within lists.

use super::document::{Block, MAX_DEPTH};

/// An item: level, number, blocks.
pub(super) type Item = (usize, Option<u64>, Vec<Block>);

/// A list that is open.
struct Open {
    level: usize,
    start: Option<u64>,
    items: Vec<Vec<Block>>,
}

/// Nests items by their levels, of which some may be skipped; one of another kind (figures where
/// there were points) begins another list; so does a number that does not follow the last.
pub(super) fn nest(items: Vec<Item>) -> Vec<Block> {
    let mut done: Vec<Block> = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    for (level, start, blocks) in items {
        while open.len() > 1 && open.last().is_some_and(|l| l.level > level) {
            close(&mut open, &mut done);
        }
        let deepest = open.len() >= MAX_DEPTH;
        if let Some(list) = open.last_mut().filter(|l| l.level >= level || deepest) {
            list.level = list.level.min(level);
            let next = list.start.map(|s| s + list.items.len() as u64);
            // A number of 0 says that the list goes on, whatever its number.
            if list.start.is_some() == start.is_some() && (start.is_none() || start == Some(0) || start == next) {
                list.items.push(blocks);
                continue;
            }
            close(&mut open, &mut done);
        }
        let start = start.map(|s| if s == 0 { 1 } else { s });
        open.push(Open { level, start, items: vec![blocks] });
    }
    while !open.is_empty() {
        close(&mut open, &mut done);
    }
    done
}

fn close(open: &mut Vec<Open>, done: &mut Vec<Block>) {
    let Some(list) = open.pop() else { return };
    let block = Block::List { start: list.start, items: list.items };
    match open.last_mut().and_then(|l| l.items.last_mut()) {
        Some(item) => item.push(block),
        None => done.push(block),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(blocks: &[Block]) -> String {
        let one = |b: &Block| match b {
            Block::List { start, items } => {
                format!(
                    "{}[{}]",
                    start.map_or(String::new(), |s| s.to_string()),
                    items.iter().map(|i| shown(i)).collect::<Vec<_>>().join(" ")
                )
            }
            Block::Code(text) => text.clone(),
            _ => "?".to_owned(),
        };
        blocks.iter().map(one).collect()
    }

    fn nested(items: &[(usize, Option<u64>, &str)]) -> String {
        shown(&nest(items.iter().map(|(l, s, t)| (*l, *s, vec![Block::Code((*t).to_owned())])).collect()))
    }

    #[test]
    fn levels_become_lists_within_lists() {
        assert_eq!(nested(&[(0, None, "a"), (1, None, "b"), (2, Some(1), "c"), (0, None, "d")]), "[a[b1[c]] d]");
        assert_eq!(nested(&[(3, None, "a"), (3, None, "b"), (0, None, "c")]), "[a b c]");
        assert_eq!(nested(&[(0, None, "a"), (0, Some(1), "b"), (0, Some(2), "c"), (0, Some(9), "d")]), "[a]1[b c]9[d]");
        assert_eq!(nested(&[(0, Some(3), "a"), (1, None, "x"), (0, Some(0), "b")]), "3[a[x] b]");
    }
}
