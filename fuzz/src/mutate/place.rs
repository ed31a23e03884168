//! Where a change can be made.

use virt_core::xml::{Content, Element, Shape};

use crate::shapes::Parts;

/// An element in a tree, and what it can have.
pub(super) struct Place {
    /// The way to it, as numbers of contents.
    way: Vec<usize>,
    pub(super) parts: Parts,
}

/// As many places are enough to choose from.
const MOST: usize = 3000;

/// The elements of a document, the root first.
pub(super) fn places(root: &Element, shape: &'static Shape) -> Vec<Place> {
    let mut places = vec![Place { way: Vec::new(), parts: Parts::of(root, shape) }];
    let mut waiting = vec![(root, 0)];
    while let Some((element, at)) = waiting.pop() {
        for (number, content) in element.content().iter().enumerate() {
            let Content::Element(child) = content else { continue };
            if places.len() >= MOST {
                return places;
            }
            let mut way = places[at].way.clone();
            way.push(number);
            let parts = places[at].parts.child(child);
            waiting.push((child, places.len()));
            places.push(Place { way, parts });
        }
    }
    places
}

impl Place {
    pub(super) fn depth(&self) -> usize {
        self.way.len()
    }

    /// The element, unless the tree was changed and has it no more.
    pub(super) fn find<'e>(&self, root: &'e Element) -> Option<&'e Element> {
        self.way.iter().try_fold(root, |element, number| match element.content().get(*number) {
            Some(Content::Element(child)) => Some(child),
            _ => None,
        })
    }

    /// As [`Place::find`], to be changed.
    pub(super) fn find_mut<'e>(&self, root: &'e mut Element) -> Option<&'e mut Element> {
        let find =
            |element: &'e mut Element, number: &usize| match element.content_mut().get_mut(*number)
            {
                Some(Content::Element(child)) => Some(child),
                _ => None,
            };
        self.way.iter().try_fold(root, find)
    }
}
