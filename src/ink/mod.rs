//! What a profile makes of an edition: its colours in the profile's space, its pictures cut, made smaller where they have
//! far more pixels than are of use, and converted; marks round the pages; a set of pages for every ink where each has a
//! file of its own.
//!
//! Pictures are worked on in parallel and put down in their order.

mod colors;
mod convert;
mod limit;
mod marks;
mod negatives;
mod picture;
mod resample;
mod screen;
mod separate;
mod tone;

pub(crate) use convert::SRGB;
pub use marks::slug;
pub use negatives::Negatives;
pub(crate) use picture::{TURN, bounds, is_large};
pub(crate) use resample::resized;
pub(crate) use screen::Screen;

use crate::color::{Color, InkName};
use crate::diag::{Diagnostic, Failed, Log};
use crate::display::{DisplayItem, DisplayList, ImageId, PlacedPicture};
use crate::edition::Edition;
use crate::image::{Image, Images};
use crate::profile::{Profile, Space};
use convert::House;
use picture::{Darkroom, Developed};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Pages as they are printed: all of them, or those of one ink.
pub struct Print {
    /// The ink, where each has a file of its own.
    pub ink: Option<InkName>,
    /// The pages.
    pub pages: Vec<DisplayList>,
    /// Their pictures.
    pub images: Images,
}

/// What the profile prints of an edition: one set of pages, or one for each ink. An ink that the profile does not have is
/// an error.
pub fn prints(
    edition: &Edition,
    profile: &Profile,
    negatives: Option<&Negatives>,
    log: &mut Log,
) -> Result<Vec<Print>, Failed> {
    let house = house(profile, log)?;
    if profile.color != Space::Inks {
        let (mut pages, images) = developed(edition, profile, &house, negatives, log)?;
        pages.par_iter_mut().for_each(|page| {
            recolor(page, profile, &house);
            finish(page, profile);
        });
        return Ok(vec![Print { ink: None, pages, images }]);
    }
    inks_are_known(edition, profile, log)?;
    let (pages, images) = developed(edition, profile, &house, negatives, log)?;
    let print = |(number, ink): (usize, &InkName)| {
        let plate = |page: &DisplayList| {
            let mut plate = separate::plate(page, number, &images, profile, &house);
            finish(&mut plate, profile);
            plate
        };
        Print { ink: Some(*ink), pages: pages.par_iter().map(plate).collect(), images: images.clone() }
    };
    Ok(profile.inks.iter().enumerate().map(print).collect())
}

/// The colour management for a profile's printing condition.
fn house(profile: &Profile, log: &mut Log) -> Result<House, Failed> {
    let usable = |house: &House| profile.color != Space::Cmyk || house.serves();
    House::new(&profile.condition).filter(usable).ok_or_else(|| {
        let message = format!("the ICC profile of the condition `{}` cannot be used", profile.condition.name);
        let hint = "it must be a printer's, for four inks, with tables in both directions (A2B and B2A)";
        log.push(Diagnostic::error("not-a-profile", message).hint(hint));
        Failed
    })
}

/// The pages with their pictures as they are printed. One that cannot be unpacked is an error: as it is, it may have
/// colours that the profile does not allow.
fn developed(
    edition: &Edition,
    profile: &Profile,
    house: &House,
    negatives: Option<&Negatives>,
    log: &mut Log,
) -> Result<(Vec<DisplayList>, Images), Failed> {
    let (mut pages, images) = (edition.pages.clone(), &edition.images);
    let there = |item: &DisplayItem| !matches!(item, DisplayItem::Picture(p) if images.try_get(p.image).is_none());
    for page in &mut pages {
        page.items.retain(there);
    }
    // A picture that stands twice in one size and crop is made once.
    let mut numbers: BTreeMap<(ImageId, [u32; 4], i64, i64), usize> = BTreeMap::new();
    let mut placed: Vec<PlacedPicture> = Vec::new();
    for picture in pictures(&mut pages) {
        let key = (picture.image, picture.crop, picture.rect.w.sp(), picture.rect.h.sp());
        numbers.entry(key).or_insert_with(|| {
            placed.push(picture.clone());
            placed.len() - 1
        });
    }
    let darkroom = Darkroom::new(profile, house);
    let of = Arc::new(profile.clone());
    let develop = |p: &PlacedPicture| {
        let (image, develop) = (images.get(p.image), || darkroom.develop(images.get(p.image), p));
        negatives.map_or_else(develop, |n| n.get(image, p, &of, develop))
    };
    let results: Vec<Developed> = placed.par_iter().map(develop).collect();
    let mut made: Vec<(Image, bool)> = Vec::with_capacity(results.len());
    for (picture, developed) in placed.iter().zip(results) {
        made.push(match developed {
            Developed::Made(image) => (*image, true),
            Developed::AsItIs => (images.get(picture.image).clone(), false),
            Developed::Unreadable => {
                let name = images.path(picture.image).map(|p| p.display().to_string()).unwrap_or_default();
                let d = Diagnostic::error("image-damaged", format!("{name}: its pixels cannot be unpacked"));
                log.push(d.hint("open it in an image editor and save it as JPEG or PNG"));
                (images.get(picture.image).clone(), false)
            }
        });
    }
    log.check()?;
    for picture in pictures(&mut pages) {
        let number = numbers[&(picture.image, picture.crop, picture.rect.w.sp(), picture.rect.h.sp())];
        picture.image = ImageId(number as u32);
        if made[number].1 {
            picture.crop = PlacedPicture::WHOLE;
        }
    }
    Ok((pages, Images::of(made.into_iter().map(|(image, _)| image).collect())))
}

fn pictures(pages: &mut [DisplayList]) -> impl Iterator<Item = &mut PlacedPicture> {
    pages.iter_mut().flat_map(|page| &mut page.items).filter_map(|item| match item {
        DisplayItem::Picture(picture) => Some(picture),
        _ => None,
    })
}

/// The colours of a page as the profile prints them.
fn recolor(page: &mut DisplayList, profile: &Profile, house: &House) {
    let mut known: BTreeMap<String, Color> = BTreeMap::new();
    for item in &mut page.items {
        let color = match item {
            DisplayItem::Glyphs(run) => &mut run.color,
            DisplayItem::Fill(_, color) | DisplayItem::Frame(_, _, color) => color,
            DisplayItem::Picture(_) => continue,
        };
        *color = match *color {
            Color::Gray(_) => colors::of(*color, profile, house),
            other => *known.entry(format!("{other:?}")).or_insert_with(|| colors::of(other, profile, house)),
        };
    }
}

/// Marks put round a page, and what the profile does not have taken off it.
fn finish(page: &mut DisplayList, profile: &Profile) {
    // Where there is one ink, all inks are this one.
    let color = if profile.color == Space::Cmyk { Color::Registration } else { Color::BLACK };
    page.items.extend(marks::of(profile.marks, &page.boxes, color));
    if !profile.links {
        page.links.clear();
        page.bookmarks.clear();
    }
}

/// Says which inks are asked for and not there.
fn inks_are_known(edition: &Edition, profile: &Profile, log: &mut Log) -> Result<(), Failed> {
    let colors = edition.pages.iter().flat_map(|page| &page.items).filter_map(|item| match item {
        DisplayItem::Glyphs(run) => Some(run.color),
        DisplayItem::Fill(_, color) | DisplayItem::Frame(_, _, color) => Some(*color),
        DisplayItem::Picture(_) => None,
    });
    let named: BTreeSet<InkName> = colors
        .filter_map(|color| match color {
            Color::Spot(spot) => Some(spot.ink),
            _ => None,
        })
        .collect();
    for ink in named.into_iter().filter(|ink| profile.ink(*ink).is_none()) {
        log.push(profile.unknown_ink(ink));
    }
    log.check()
}
