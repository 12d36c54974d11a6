//! The style properties that a layout may give to a role, and the roles.

use crate::color::Color;
use crate::diag::Sourced;
use crate::geom::Length;

/// What a piece of text is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Role {
    Body,
    Headline,
    Deck,
    Kicker,
    Byline,
    Dateline,
    Subhead,
    PullQuote,
    PullQuoteBy,
    Caption,
    Credit,
    Quotation,
    QuotationSource,
    List,
    Table,
    TableHead,
    Note,
    Code,
    DropCap,
    Signature,
    BriefHead,
    Directory,
    DirectoryName,
    Calendar,
    CalendarDate,
    Banner,
    BannerText,
    Nameplate,
    Tagline,
    IssueLine,
    Ear,
    Folio,
    Colophon,
    ColophonHead,
    Box,
    BoxHead,
    JumpLine,
    JumpHead,
}

/// A row of the table of roles.
#[derive(Debug, Clone, Copy)]
pub struct RoleRow {
    /// The role.
    pub role: Role,
    /// Its key under `styles:`.
    pub key: &'static str,
    /// The role whose properties it inherits; `body` inherits none.
    pub parent: Role,
    /// Its own alignment where the layout says none, whatever it inherits.
    pub align: Option<Align>,
    /// Its own weight where the layout says none.
    pub weight: Option<u16>,
}

const fn row(role: Role, key: &'static str, parent: Role) -> RoleRow {
    RoleRow { role, key, parent, align: None, weight: None }
}

const fn bold(role: Role, key: &'static str, parent: Role) -> RoleRow {
    RoleRow { weight: Some(700), ..row(role, key, parent) }
}

const fn aligned(align: Align, role: Role, key: &'static str, parent: Role) -> RoleRow {
    RoleRow { align: Some(align), ..row(role, key, parent) }
}

/// All roles. A role stands after its parent.
pub const ROLES: &[RoleRow] = &[
    row(Role::Body, "body", Role::Body),
    row(Role::Headline, "headline", Role::Body),
    row(Role::Deck, "deck", Role::Headline),
    row(Role::Kicker, "kicker", Role::Body),
    row(Role::Byline, "byline", Role::Body),
    row(Role::Dateline, "dateline", Role::Body),
    row(Role::Subhead, "subhead", Role::Headline),
    row(Role::PullQuote, "pull_quote", Role::Body),
    row(Role::Caption, "caption", Role::Body),
    row(Role::PullQuoteBy, "pull_quote_by", Role::Caption),
    row(Role::Credit, "credit", Role::Caption),
    row(Role::Quotation, "quotation", Role::Body),
    row(Role::QuotationSource, "quotation_source", Role::Quotation),
    row(Role::List, "list", Role::Body),
    row(Role::Table, "table", Role::Caption),
    row(Role::TableHead, "table_head", Role::Table),
    row(Role::Note, "note", Role::Body),
    row(Role::Code, "code", Role::Body),
    row(Role::Nameplate, "nameplate", Role::Headline),
    row(Role::DropCap, "drop_cap", Role::Nameplate),
    aligned(Align::Right, Role::Signature, "signature", Role::Byline),
    bold(Role::BriefHead, "brief_head", Role::Kicker),
    row(Role::Directory, "directory", Role::List),
    bold(Role::DirectoryName, "directory_name", Role::Directory),
    row(Role::Calendar, "calendar", Role::List),
    bold(Role::CalendarDate, "calendar_date", Role::Kicker),
    aligned(Align::Centre, Role::Banner, "banner", Role::Headline),
    aligned(Align::Centre, Role::BannerText, "banner_text", Role::Body),
    row(Role::Tagline, "tagline", Role::Body),
    row(Role::IssueLine, "issue_line", Role::Caption),
    row(Role::Ear, "ear", Role::Caption),
    row(Role::Folio, "folio", Role::Caption),
    row(Role::Colophon, "colophon", Role::Caption),
    row(Role::ColophonHead, "colophon_head", Role::Kicker),
    row(Role::Box, "box", Role::Body),
    row(Role::BoxHead, "box_head", Role::Headline),
    row(Role::JumpLine, "jump_line", Role::Byline),
    row(Role::JumpHead, "jump_head", Role::Headline),
];

/// A length, or a share of the size of the type.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Extent {
    /// Absolute.
    Length(Length),
    /// In em of the type that it belongs to.
    Em(f64),
}

/// How lines are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Both edges straight.
    Justify,
    /// Ragged right.
    Left,
    /// Centred.
    Centre,
    /// Ragged left.
    Right,
}

impl Align {
    /// The same, but left where both edges would be straight: display type is ragged.
    #[must_use]
    pub fn ragged(self) -> Align {
        if self == Align::Justify { Align::Left } else { self }
    }

    /// How far something that leaves `free` of its measure stands from the left.
    pub fn offset(self, free: Length) -> Length {
        match self {
            Align::Justify | Align::Left => Length::ZERO,
            Align::Centre => free / 2,
            Align::Right => free,
        }
    }
}

/// What happens to letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Caps {
    /// Nothing.
    Normal,
    /// Capitals for all.
    All,
    /// Small capitals for lower case.
    Small,
    /// Small capitals for all.
    AllSmall,
}

/// The form of figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Figures {
    /// As tall as capitals.
    Lining,
    /// With ascenders and descenders.
    OldStyle,
}

/// What a layout says of a role; what it does not say is inherited.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Properties {
    /// `font`: a family's name, or a path of a font file.
    pub font: Option<Sourced<String>>,
    /// `weight`: 100 to 900.
    pub weight: Option<u16>,
    /// `italic`.
    pub italic: Option<bool>,
    /// `size`: one, or a list by importance (not inherited as a list: children take its last).
    pub size: Option<Vec<Length>>,
    /// `leading`: the distance of baselines within the piece.
    pub leading: Option<Length>,
    /// `indent`: of a paragraph's first line.
    pub indent: Option<Extent>,
    /// `align`: justify, left, centre, right.
    pub align: Option<Align>,
    /// `hyphenate`.
    pub hyphenate: Option<bool>,
    /// `tracking`: space added between letters.
    pub tracking: Option<Extent>,
    /// `caps`: normal, all, small, all-small.
    pub caps: Option<Caps>,
    /// `figures`: lining, old-style.
    pub figures: Option<Figures>,
    /// `color`: black, white, `gray 40%` (of ink), `#rrggbb`, `cmyk(0 100 90 10)`.
    pub color: Option<Color>,
    /// `above`: grid lines of white above.
    pub above: Option<u32>,
    /// `below`: grid lines of white below.
    pub below: Option<u32>,
    /// `rule`: thickness of the rule or bar that belongs to the role (above a headline, beside a quote); `none` is 0.
    pub rule: Option<Length>,
    /// `tint`: the colour behind the role (a banner, a box); `none` is white.
    pub tint: Option<Color>,
    /// `lines`: how many lines deep an initial is; 1 is a raised one.
    pub lines: Option<u32>,
    /// `raise`: how many lines an initial stands above its paragraph.
    pub raise: Option<u32>,
}
