//! The next document from one that was read: changes of the tree, most of them along what the
//! models know. Changes that break the markup are libFuzzer's own.

mod change;
mod grow;
mod place;

use fastrand::Rng;
use virt_core::xml::{Content, Element, Shape};

use place::{Place, places};

/// The document after one to four changes; none where it is no document, and now and then where it
/// is, so that what breaks the markup has its turn.
pub fn changed(bytes: &[u8], shape: &'static Shape, seed: u64) -> Option<String> {
    let mut rng = Rng::with_seed(seed);
    if rng.u8(..8) == 0 {
        return None;
    }
    let mut root = Element::parse(str::from_utf8(bytes).ok()?).ok()?;
    for _ in 0..rng.u8(1..=4) {
        let places = places(&root, shape);
        let place = &places[rng.usize(..places.len())];
        change::change(&mut root, place, &places, &mut rng);
    }
    Some(root.to_canonical())
}

/// The first document with a piece of the second one, where an element of the same name was if
/// there is one.
pub fn crossed(first: &[u8], second: &[u8], shape: &'static Shape, seed: u64) -> Option<String> {
    let mut rng = Rng::with_seed(seed);
    let mut root = Element::parse(str::from_utf8(first).ok()?).ok()?;
    let other = Element::parse(str::from_utf8(second).ok()?).ok()?;
    let from = places(&other, shape);
    let piece = from[rng.usize(..from.len())].find(&other)?;
    let to = places(&root, shape);
    let named = |place: &&Place| {
        place.depth() > 0 && place.find(&root).is_some_and(|found| found.name() == piece.name())
    };
    let same: Vec<&Place> = to.iter().filter(named).collect();
    match same.get(rng.usize(..same.len().max(1))) {
        Some(place) => *place.find_mut(&mut root)? = piece.clone(),
        None => root.content_mut().push(Content::Element(piece.clone())),
    }
    Some(root.to_canonical())
}
