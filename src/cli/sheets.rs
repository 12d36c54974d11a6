//! The options for sheets, which `build --impose` and `impose` share.

use clap::ValueEnum;
use stonehand::geom::Length;
use stonehand::impose::{self, Blank, Edge, Marks, Options, Paper};

/// How sheets are made.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Sheets")]
pub struct SheetOptions {
    /// The sheets' paper: a name (letter, tabloid, a4, a3, …) or measures (12x18in) [default: the smallest usual one that the pages go on]
    #[arg(long, value_parser = Paper::read)]
    paper: Option<Paper>,
    /// Scale the pages to fill their places; without it they are never scaled
    #[arg(long)]
    fit: bool,
    /// The most sheets of a signature [default: all in one]
    #[arg(long, value_name = "SHEETS")]
    signature: Option<usize>,
    /// How thick a sheet is; pages of inner sheets are moved to the fold by as much [default: 0.1mm]
    #[arg(long, value_name = "LENGTH", value_parser = length)]
    creep: Option<Length>,
    /// What is drawn around the pages
    #[arg(long, value_enum)]
    marks: Option<MarksArg>,
    /// The distance of pages that are cut apart
    #[arg(long, value_name = "LENGTH", value_parser = length)]
    gap: Option<Length>,
    /// Places beside and below one another, as in 3x2
    #[arg(long, value_name = "COLUMNSxROWS", value_parser = grid)]
    nup: Option<(u32, u32)>,
    /// The edge on which the printer turns the sheet [default: that on which pages stand upright on both sides]
    #[arg(long, value_enum, value_name = "EDGE")]
    flip: Option<EdgeArg>,
    /// Where blank pages go [default: end]
    #[arg(long, value_enum, value_name = "WHERE")]
    blank: Option<BlankArg>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum MarksArg {
    /// Nothing
    None,
    /// Where to cut and to fold
    Crop,
    /// Those, registration targets, and a line that names the sheet
    All,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum EdgeArg {
    /// The longer edge
    Long,
    /// The shorter edge
    Short,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum BlankArg {
    /// After the last page
    End,
    /// Before the last page, which stays on the back
    BeforeBack,
}

impl SheetOptions {
    /// What the library is asked for.
    pub fn options(&self) -> Options {
        Options {
            paper: self.paper,
            fit: self.fit,
            signature: self.signature,
            creep: self.creep,
            marks: match self.marks {
                None | Some(MarksArg::None) => Marks::None,
                Some(MarksArg::Crop) => Marks::Crop,
                Some(MarksArg::All) => Marks::All,
            },
            gap: self.gap,
            nup: self.nup,
            flip: self.flip.map(|edge| match edge {
                EdgeArg::Long => Edge::Long,
                EdgeArg::Short => Edge::Short,
            }),
            blank: self.blank.map(|rule| match rule {
                BlankArg::End => Blank::End,
                BlankArg::BeforeBack => Blank::BeforeBack,
            }),
        }
    }

    /// Whether nothing is asked for.
    pub fn are_none(&self) -> bool {
        self.options() == Options::default()
    }
}

fn length(text: &str) -> Result<Length, String> {
    impose::length(text).ok_or_else(|| "a length, as in 0.12mm, 9pt or 0.25in".into())
}

fn grid(text: &str) -> Result<(u32, u32), String> {
    let read = |t: &str| t.trim().parse::<u32>().ok();
    let parts = text.split_once(['x', 'X', '×']).and_then(|(w, h)| Some((read(w)?, read(h)?)));
    parts.ok_or_else(|| "places beside and below one another, as in 2x2".into())
}
