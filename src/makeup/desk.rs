//! What every hand at the make-up needs within reach: layout, styles, faces, pictures, a shaper, and a place to say
//! what gave way.

use super::standing::Standing;
use crate::diag::{Diagnostic, Span};
use crate::display::{Tag, TagKind};
use crate::font::{Face, FontBook};
use crate::geom::Length;
use crate::image::Images;
use crate::issue::{Article, Hyphenation, Rich};
use crate::language::Language;
use crate::page::{Align, Layout, Role};
use crate::style::{Style, StyleBook};
use crate::text::{Line, Memories, ShapedText, Shaper};
use std::sync::{Arc, Mutex, PoisonError};

/// What does not change while an issue is made up.
#[derive(Clone, Copy)]
pub struct Materials<'a> {
    /// The layout.
    pub layout: &'a Layout,
    /// Its styles.
    pub styles: &'a StyleBook,
    /// The faces.
    pub fonts: &'a FontBook,
    /// The pictures.
    pub images: &'a Images,
    /// The issue's own words and their hyphens.
    pub hyphenation: &'a Hyphenation,
    /// What has been learnt of words in these faces, and will be.
    pub memories: &'a Arc<Memories>,
    /// What earlier runs have set, if there were any.
    pub standing: Option<&'a Standing>,
}

/// One hand's desk.
pub struct Desk<'a> {
    /// What everybody shares.
    pub m: Materials<'a>,
    /// This hand's shaper.
    pub shaper: Shaper<'a>,
    /// The language of what is being set.
    pub language: Language,
    /// The part of the paper that is being set.
    pub tag: Option<Tag>,
    /// What there is to say.
    pub say: Vec<Diagnostic>,
}

impl<'a> Desk<'a> {
    /// A desk.
    pub fn new(m: Materials<'a>, language: Language) -> Self {
        let shaper = Shaper::new(m.fonts).with_hyphenation(m.hyphenation).with_memories(Arc::clone(m.memories));
        Desk { m, shaper, language, tag: None, say: Vec::new() }
    }

    /// Takes up work on an article: what is shaped from now on is in its language and part of it.
    pub fn take_up(&mut self, article: &Article) {
        self.language = article.language;
        self.tag = Some(Tag::article(&article.slug, article.language.tag, article.span));
    }

    /// Works on a part of what is being set.
    pub fn part<T>(&mut self, kind: TagKind, source: Option<Span>, work: impl FnOnce(&mut Self) -> T) -> T {
        let tag = Tag::new(kind, self.tag.as_ref(), source);
        self.within(tag, work)
    }

    /// Works on furniture: what is there for the paper's sake and is no part of what it says.
    pub fn furniture<T>(&mut self, work: impl FnOnce(&mut Self) -> T) -> T {
        let outer = self.tag.take();
        let done = work(self);
        self.tag = outer;
        done
    }

    /// Works on what belongs to a tag.
    pub fn within<T>(&mut self, tag: Tag, work: impl FnOnce(&mut Self) -> T) -> T {
        let outer = self.tag.replace(tag);
        let done = work(self);
        self.tag = outer;
        done
    }

    /// The style of a role.
    pub fn style(&self, role: Role) -> &'a Style {
        &self.m.styles[role]
    }

    /// The face of a style's unmarked text.
    pub fn face(&self, style: &Style) -> &'a Face {
        self.m.fonts.face(style.faces.regular)
    }

    /// The height of a style's capitals.
    pub fn cap_height(&self, style: &Style) -> Length {
        style.size.scale(self.face(style).cap_height)
    }

    /// The distance of the grid's baselines.
    pub fn grid(&self) -> Length {
        self.m.layout.baseline
    }

    /// How far below the top of its grid line's room a baseline lies: the capitals of the body stand in the middle.
    pub fn drop(&self) -> Length {
        drop(self.m)
    }

    /// Shapes text.
    pub fn shape(&mut self, rich: &Rich, style: &Style) -> ShapedText {
        self.shaper.shape(rich, style, self.language, &mut self.say).tagged(self.tag.as_ref())
    }

    /// Shapes a paragraph with its head run in.
    pub fn shape_led(&mut self, lead: (&Rich, &Style), rich: &Rich, style: &Style) -> ShapedText {
        self.shaper.shape_run(&[lead, (rich, style)], self.language, &mut self.say).tagged(self.tag.as_ref())
    }

    /// Sets display type (fewest lines, balanced, broken by sense) at a width.
    pub fn display(&mut self, rich: &Rich, style: &Style, width: Length, align: Align) -> Vec<Line> {
        let text = self.shape(rich, style);
        let breaking = text.break_display(width);
        text.set(self.m.fonts, &breaking, &|_| width, Length::ZERO, align)
    }

    /// Sets ragged text at a width, hyphenated where the style says so.
    pub fn ragged(&mut self, rich: &Rich, style: &Style, width: Length, align: Align) -> Vec<Line> {
        let text = self.shape(rich, style);
        let breaking = text.break_copy(&|_| width, Length::ZERO, Align::Left).best;
        text.set(self.m.fonts, &breaking, &|_| width, Length::ZERO, align)
    }
}

/// Desks that hands take turns at: what lies ready on one serves whoever comes next.
pub struct Desks<'a> {
    /// What everybody shares.
    pub m: Materials<'a>,
    language: Language,
    free: Mutex<Vec<Desk<'a>>>,
}

impl<'a> Desks<'a> {
    /// No desks yet.
    pub fn new(m: Materials<'a>, language: Language) -> Self {
        Desks { m, language, free: Mutex::default() }
    }

    /// Works at a free desk, or at a new one.
    pub fn at<T>(&self, work: impl FnOnce(&mut Desk<'a>) -> T) -> T {
        let free = || self.free.lock().unwrap_or_else(PoisonError::into_inner);
        let taken = free().pop();
        let mut desk = taken.unwrap_or_else(|| Desk::new(self.m, self.language));
        let done = work(&mut desk);
        free().push(desk);
        done
    }
}

/// How far below the top of its grid line's room a baseline lies.
pub fn drop(m: Materials) -> Length {
    let body = &m.styles[Role::Body];
    let cap = body.size.scale(m.fonts.face(body.faces.regular).cap_height);
    m.layout.baseline - (m.layout.baseline - cap).scale(0.42)
}
