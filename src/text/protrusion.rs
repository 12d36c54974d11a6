//! Optical margins: how far marks hang out of the measure.
//!
//! In em of the line's size, so that at 9.4 pt no mark hangs by more than 2 pt. Values are ours, set so that the edge
//! looks straight; the idea is Hàn Thế Thành's (*Micro-typographic extensions to the TeX typesetting system*, 2000).

/// How far a character hangs to the right at a line's end, in em.
pub fn right(c: char) -> f64 {
    match c {
        '-' | '\u{2010}' | '\u{2011}' | '“' => 0.16,
        '.' | ',' | '’' | '\'' | '–' | '—' => 0.14,
        '”' | '"' => 0.19,
        ':' | ';' => 0.08,
        '!' | '?' => 0.04,
        '»' | '›' => 0.10,
        ')' | ']' => 0.03,
        'T' | 'V' | 'W' | 'Y' | 'A' | 'K' | 'v' | 'w' | 'y' | 'r' => 0.02,
        _ => 0.0,
    }
}

/// How far a character hangs to the left at a line's start, in em.
pub fn left(c: char) -> f64 {
    match c {
        '“' | '”' | '„' | '"' => 0.19,
        '‘' | '’' | '‚' | '\'' => 0.13,
        '«' | '‹' | '»' => 0.10,
        '–' | '—' => 0.14,
        '(' | '[' => 0.03,
        'T' | 'V' | 'W' | 'Y' | 'A' | 'v' | 'w' | 'y' => 0.02,
        _ => 0.0,
    }
}
