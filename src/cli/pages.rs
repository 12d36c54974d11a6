//! Some of the pages, as they are asked for: `1,3-5`, `7-`.

use std::str::FromStr;

/// Some of the pages: `1,3-5`, `7-`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pages(Vec<(usize, Option<usize>)>);

impl FromStr for Pages {
    type Err = String;

    fn from_str(text: &str) -> Result<Pages, String> {
        let wrong = |part: &str| format!("`{part}` is no page: write numbers from 1 and ranges, as in 1,3-5 or 7-");
        let number = |n: &str, part: &str| match n.trim().parse::<usize>() {
            Ok(n) if n > 0 => Ok(n),
            _ => Err(wrong(part)),
        };
        let range = |part: &str| match part.trim().split_once('-') {
            None => number(part, part).map(|n| (n, Some(n))),
            Some((first, "")) => number(first, part).map(|n| (n, None)),
            Some((first, last)) => match (number(first, part)?, number(last, part)?) {
                (first, last) if first <= last => Ok((first, Some(last))),
                _ => Err(format!("`{part}` goes backwards: write {last}-{first}")),
            },
        };
        text.split(',').map(range).collect::<Result<_, _>>().map(Pages)
    }
}

impl Pages {
    /// The pages, from 0 and in order, each once; the first number that there is no page of is an error.
    pub fn of(&self, count: usize) -> Result<Vec<usize>, usize> {
        let mut wanted = vec![false; count];
        for (first, last) in &self.0 {
            let last = last.unwrap_or(count.max(*first));
            if let Some(beyond) = (*first..=last).find(|n| *n > count) {
                return Err(beyond);
            }
            wanted[first - 1..last].fill(true);
        }
        Ok((0..count).filter(|n| wanted[*n]).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pages(text: &str, count: usize) -> Result<Vec<usize>, usize> {
        text.parse::<Pages>().expect("pages").of(count)
    }

    #[test]
    fn pages_are_numbers_and_ranges() {
        assert_eq!(pages("1,3-5", 8), Ok(vec![0, 2, 3, 4]));
        assert_eq!(pages("7-, 1", 8), Ok(vec![0, 6, 7]));
        assert_eq!(pages("2,2,1-2", 2), Ok(vec![0, 1]), "each once, in order");
        assert_eq!(pages("1-9", 8), Err(9));
        assert_eq!(pages("9-", 8), Err(9));
        for wrong in ["", "0", "x", "1-2-3", "-3", "5-3", "1,,2"] {
            assert!(wrong.parse::<Pages>().is_err(), "{wrong:?}");
        }
    }
}
