//! The nameplate: ears, title, tagline, and between an Oxford rule and a thin one the line with volume, number, place, date and
//! price.

use super::desk::Desk;
use super::furniture::{Row, date, pt, rule, spread, stacked, under};
use super::matter::{Mark, Matter};
use crate::diag::Diagnostic;
use crate::display::TagKind;
use crate::geom::{Length, Point};
use crate::issue::{Issue, Nameplate, Rich};
use crate::page::{Align, Role};
use crate::style::Style;
use crate::text::Line;

/// White below the thin rule, in grid lines.
const WHITE: f64 = 1.35;
/// Rather than a title smaller than so much of its size on all of its lines together, or than so many points, for what stands below it,
/// the nameplate is deeper than its layout says.
const LEAST_TITLE: (f64, f64) = (0.6, 10.0);
/// An ear's share of the width, and the white beside it in points.
const EAR: (f64, f64) = (0.155, 12.0);
/// White above and below an ear, within its hairlines, in em; and below it, in points.
const EAR_PAD: (f64, f64) = (0.7, 6.0);
/// The room of a title's descenders: so many em, and so many points at least.
const DESCENT: (f64, f64) = (0.26, 8.0);
/// A title has so many lines at most,
const TITLE_LINES: usize = 24;
/// and one more only where that makes it so many times as large; and a word of it is broken only where that does.
const LARGER: (f64, f64) = (1.4, 3.0);
/// The smallest size at which it can be read, in points: one that does not go on the width at that is cut.
const SMALLEST: f64 = 7.0;

/// What may be left out, and how that is done.
type Dispensable = (&'static str, fn(&mut Nameplate));

/// What a nameplate too deep for its page goes without, one after the other, the last first where its title is too long at any size.
const DISPENSABLE: [Dispensable; 4] = [
    ("ears", |np| (np.ear_left, np.ear_right) = (None, None)),
    ("tagline", |np| np.tagline = None),
    ("place and price", |np| (np.place, np.price) = (None, None)),
    ("the rest of the title", |np| {
        let begin: String = np.title.text().chars().take(CUT).collect();
        np.title = Rich::plain(begin, np.title.source());
    }),
];
/// So many characters of a title are left where it is cut.
const CUT: usize = 80;

/// The nameplate over the type area's width, `lines` grid lines deep with the white below it, or less: a title of few words, or
/// one without a tagline, takes fewer, the white above it would be added to the margin. Where its texts need more it is deeper, `most`
/// lines at the utmost; what does not go in then is left out, and that is said.
pub fn nameplate(desk: &mut Desk, issue: &Issue, width: Length, (lines, most): (u32, u32)) -> Matter {
    let said = desk.say.len();
    let mut own = issue.nameplate.clone();
    let (mut left, mut gone) = (DISPENSABLE.to_vec(), Vec::new());
    loop {
        let (matter, wide) = composed(desk, issue, &own, (width, lines));
        if left.is_empty() || !wide && matter.lines <= most {
            if !gone.is_empty() {
                let message = format!("the nameplate is too deep for its page; left out: {}", gone.join(", "));
                let d = Diagnostic::warning("nameplate-too-deep", message).at(issue.nameplate.title.source());
                desk.say.push(d.hint("shorten what stands under `nameplate`"));
            }
            return matter;
        }
        desk.say.truncate(said);
        let (key, leave_out) = left.remove(if wide { left.len() - 1 } else { 0 });
        leave_out(&mut own);
        gone.push(key);
    }
}

/// A nameplate of that depth in grid lines, or of as many as it needs; and whether its title is wider than its room. It is set from
/// below, and read from above.
fn composed(desk: &mut Desk, issue: &Issue, np: &Nameplate, (width, lines): (Length, u32)) -> (Matter, bool) {
    let grid = desk.grid();
    let white = grid.scale(WHITE);
    // Heights are from the thin rule up.
    let style = desk.style(Role::IssueLine);
    let rows = issue_line(desk, issue, np, width);
    let more = style.leading * (rows.len() as i64 - 1).max(0);
    let strip = style.size.scale(1.75);
    let base = (desk.cap_height(style) - strip) / 2 - more;
    let mut lower = stacked(rows, base, style.leading);
    let oxford = Length::ZERO - strip - more;
    let mut marks = vec![
        rule(Length::ZERO, Length::ZERO, width, pt(0.5)),
        rule(Length::ZERO, oxford - pt(0.5), width, pt(0.5)),
        rule(Length::ZERO, oxford - pt(4.0), width, pt(2.0)),
    ];
    let mut below = oxford - pt(4.0);
    // Down to where ears may reach: beside a tagline, but not over it.
    let mut floor = below;
    let ear = width.scale(EAR.0);
    let has_ears = np.ear_left.is_some() || np.ear_right.is_some();
    let room = if has_ears { width - (ear + pt(EAR.1)) * 2 } else { width };
    if let Some(tagline) = &np.tagline {
        let style = desk.style(Role::Tagline);
        let set = |desk: &mut Desk| desk.ragged(tagline, style, width, Align::Centre);
        let set = desk.part(TagKind::Paragraph, tagline.source(), set);
        let y = below - style.size.scale(0.75) - style.leading * (set.len() as i64 - 1);
        below = y - desk.cap_height(style);
        if set.iter().any(|line| line.width > room) {
            floor = below;
        }
        lower.splice(0..0, under(set, Length::ZERO, y, style.leading));
    }
    let left = grid * i64::from(lines) - white + below - pt(2.0);
    let set = |desk: &mut Desk| title(desk, &np.title, room, left);
    let (set, style) = desk.part(TagKind::Paragraph, np.title.source(), set);
    let depth = desk.cap_height(&style) + style.leading * (set.len() as i64 - 1).max(0);
    let ears = [(&np.ear_left, Length::ZERO), (&np.ear_right, width - ear)].into_iter();
    let ears: Vec<(Ear, Length)> =
        ears.filter_map(|(text, x)| Some((Ear::set(desk, text.as_ref()?, ear), x))).collect();
    // Below the title are its descenders, or their room; ears are in the middle of its height, and end above what is below it.
    let deepest = ears.iter().map(|(ear, _)| ear.depth).max().unwrap_or_default();
    let descent = style.size.scale(DESCENT.0).max(pt(DESCENT.1));
    let middle = (below - descent - depth / 2).min(floor - pt(EAR_PAD.1) - deepest / 2);
    let top = middle - depth / 2;
    let wide = set.iter().any(|line| line.width > room + pt(1.0));
    marks.extend(under(set, (width - room) / 2, top + desk.cap_height(&style), style.leading));
    marks.append(&mut lower);
    marks.extend(ears.into_iter().flat_map(|(ear, x)| ear.marks(x, middle)));
    let height = white - (top - pt(2.0)).min(middle - deepest / 2);
    let lines = height.units_up(grid).max(1);
    let down = Point { x: Length::ZERO, y: grid * lines - white };
    let marks = marks.into_iter().map(|mark| mark.moved(down)).collect();
    (Matter { lines: lines as u32, marks, ..Matter::default() }, wide)
}

/// The title as large as its style, its width and a height allow: on one line, or on more where it is too long for one. It may take
/// more than that height rather than be small.
fn title(desk: &mut Desk, title: &Rich, width: Length, height: Length) -> (Vec<Line>, Style) {
    let base = desk.style(Role::Nameplate);
    let text = desk.shape(title, base);
    let (cap, leading) = (desk.cap_height(base).pt(), base.leading.pt());
    let mut best: Option<(f64, bool, Length)> = None;
    for lines in 1..=TITLE_LINES {
        // The narrowest measure at which it has no more lines.
        let least = text.width() / lines as i64;
        let measures = (0..=50).map(|part| least.scale(1.0 + f64::from(part) / 50.0) + pt(1.0));
        let found = measures.map(|m| (m, text.break_display(m))).find(|(_, b)| b.breaks.len() <= lines);
        let Some((measure, breaking)) = found else { continue };
        let by_width = width.pt() / measure.pt();
        let letters = cap + leading * (lines as f64 - 1.0);
        let by_height = height.pt() / (letters + base.size.pt() * DESCENT.0);
        let by_height = by_height
            .min((height.pt() - DESCENT.1) / letters)
            .max(LEAST_TITLE.0 / lines as f64)
            .max(LEAST_TITLE.1 / base.size.pt());
        let scale = by_width.min(by_height).min(1.0);
        let larger = |broken: bool| if breaking.forced && !broken { LARGER.1 } else { LARGER.0 };
        if best.is_none_or(|(least, broken, _)| scale > least * larger(broken)) {
            best = Some((scale, breaking.forced, measure));
        }
        if scale * LARGER.0 >= 1.0 {
            break;
        }
    }
    let (scale, _, measure) = best.unwrap_or((0.0, false, width));
    let style = base.at(base.size.scale(scale).max(pt(SMALLEST)));
    // The same breaks, its lines centred over the whole width.
    let text = desk.shape(title, &style);
    let breaking = text.break_display(measure.scale(style.size.pt() / base.size.pt()) + pt(1.0));
    let lines = text.set(desk.m.fonts, &breaking, &|_| width, Length::ZERO, Align::Centre);
    (lines, style)
}

/// An ear: a few small lines between two hairlines.
struct Ear {
    lines: Vec<Line>,
    leading: Length,
    cap: Length,
    width: Length,
    /// White above and below the lines.
    pad: Length,
    /// From one hairline to the other.
    depth: Length,
}

impl Ear {
    fn set(desk: &mut Desk, text: &Rich, width: Length) -> Ear {
        let style = desk.style(Role::Ear);
        let set = |desk: &mut Desk| desk.display(text, style, width, Align::Centre);
        let lines = desk.part(TagKind::Paragraph, text.source(), set);
        let (cap, leading, pad) = (desk.cap_height(style), style.leading, style.size.scale(EAR_PAD.0));
        let depth = cap + leading * (lines.len() as i64 - 1).max(0) + pad * 2;
        Ear { lines, leading, cap, width, pad, depth }
    }

    /// Its marks, its left end at `x` and its middle at that height.
    fn marks(self, x: Length, middle: Length) -> Vec<Mark> {
        let top = middle - self.depth / 2;
        let mut marks = under(self.lines, x, top + self.pad + self.cap, self.leading);
        marks.push(rule(x, top, self.width, pt(0.5)));
        marks.push(rule(x, top + self.depth, self.width, pt(0.5)));
        marks
    }
}

/// Volume and number, place, date and price, what there is of them: one in the middle, two at the ends of the line, three at both; of
/// all four, place and date are together in the middle.
fn issue_line(desk: &mut Desk, issue: &Issue, np: &Nameplate, width: Length) -> Vec<Row> {
    let language = issue.language;
    let volume = np.volume.map(|v| format!("{}\u{a0}{v}", language.volume));
    let number = np.number.map(|n| format!("{}\u{a0}{n}", language.number));
    let both: Vec<String> = volume.into_iter().chain(number).collect();
    let rich = |rich: &Option<Rich>| rich.as_ref().map(Rich::text).unwrap_or_default();
    let parts = [both.join(", "), rich(&np.place), date(issue).unwrap_or_default(), rich(&np.price)];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let parts = match &parts[..] {
        [] => Default::default(),
        [one] => [String::new(), one.clone(), String::new()],
        [left, middle @ .., right] => [left.clone(), middle.join(", "), right.clone()],
    };
    desk.part(TagKind::Paragraph, None, |desk| spread(desk, &parts, Role::IssueLine, width))
}
