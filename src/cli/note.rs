//! The note for the copy shop (`build --note`): what is to be made, in plain text to hand over with the file.

use std::fmt::Write;
use stonehand::Edition;
use stonehand::color::InkName;
use stonehand::profile::{Profile, Space};

/// What is asked for besides the files themselves.
pub struct Order<'a> {
    /// The names of the files.
    pub files: Vec<String>,
    /// What is said of the sheets, if the pages are laid on any.
    pub sheets: Vec<&'a str>,
    /// How many copies.
    pub copies: Option<u32>,
}

/// The note.
pub fn note(edition: &Edition, order: &Order<'_>) -> String {
    let mut out = String::from("PRINTING ORDER\n\n");
    let mut row = |what: &str, words: &str| {
        // Writing into a string does not fail.
        let _ = writeln!(out, "{what:<12}{words}");
    };
    for (i, file) in order.files.iter().enumerate() {
        row(if i == 0 { "File" } else { "" }, file);
    }
    row("Copies", &order.copies.map_or_else(|| "______".to_owned(), |n| n.to_string()));
    row("Scale", "100 % (\"actual size\"); not \"fit to page\"");
    let pages = edition.pages.len();
    let size = edition.pages.first().map(|p| p.boxes.trim);
    let size = size.map_or(String::new(), |s| format!(" of {} x {} in", inches(s.w.pt()), inches(s.h.pt())));
    row("Pages", &format!("{pages}{size}"));
    for sheets in &order.sheets {
        row("Sheets", sheets);
    }
    if order.sheets.is_empty() {
        let sides = if pages > 1 { "both sides, flip on the long edge" } else { "one side" };
        row("Sides", sides);
        row("Finishing", if pages > 2 { "one staple at the upper left corner" } else { "none" });
    } else {
        row("Finishing", "as the sheets are folded; switch the machine's own booklet setting off");
    }
    row("Colour", &colour(edition.profile.as_ref()));
    if let Some(profile) = &edition.profile {
        row("Made for", &profile.name);
    }
    row("Paper", "plain white or recycled, 75 to 90 g/m2 (20 to 24 lb)");
    row("Please", "show one copy before printing all of them");
    out
}

fn inches(points: f64) -> String {
    let text = format!("{:.2}", points / 72.0);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn colour(profile: Option<&Profile>) -> String {
    let Some(profile) = profile else { return "black and white, unless agreed otherwise".to_owned() };
    match profile.color {
        Space::Gray => "black only".to_owned(),
        Space::Rgb => "colour; text is black alone".to_owned(),
        Space::Cmyk => "cyan, magenta, yellow, black; text overprints in black alone".to_owned(),
        Space::Inks => {
            let inks: Vec<&str> = profile.inks.iter().map(InkName::as_str).collect();
            format!("one drum for each file: {}", inks.join(", "))
        }
    }
}
