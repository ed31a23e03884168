//! An element on its way through a comparison.

use std::borrow::Cow;
use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hash, Hasher};

use crate::xml::{Content, Element};

/// An element, with a number that equal elements share.
pub(super) struct Part<'e> {
    pub(super) element: &'e Element,
    /// Hashed with a key that changes from run to run, so nobody makes unequal elements share it
    /// on purpose. If they did, they would be matched, and still be compared.
    pub(super) hash: u64,
    pub(super) children: Vec<Part<'e>>,
}

impl<'e> Part<'e> {
    pub(super) fn new(element: &'e Element, keys: &RandomState) -> Self {
        let children: Vec<_> = element.children().map(|child| Part::new(child, keys)).collect();
        let mut hasher = keys.build_hasher();
        element.name().hash(&mut hasher);
        let mut attributes: Vec<_> = element.attributes().collect();
        attributes.sort_unstable();
        attributes.hash(&mut hasher);
        element.text().hash(&mut hasher);
        children.iter().for_each(|child| child.hash.hash(&mut hasher));
        Part { element, hash: hasher.finish(), children }
    }

    pub(super) fn name(&self) -> &'e str {
        self.element.name()
    }

    /// The text, if there is any.
    pub(super) fn text(&self) -> Option<String> {
        Some(self.element.text()).filter(|text| !text.is_empty())
    }

    /// The XML, without a line end behind it.
    pub(super) fn xml(&self) -> String {
        self.element.to_canonical()
    }

    /// Whether text, comments and elements are mixed in it, so that it is compared as a whole.
    pub(super) fn is_mixed(&self) -> bool {
        let text = |content: &Content| matches!(content, Content::Text(_) | Content::CData(_));
        let note =
            |content: &Content| matches!(content, Content::Comment(_) | Content::Instruction(_));
        let content = self.element.content();
        content.iter().any(note) || (!self.children.is_empty() && content.iter().any(text))
    }

    /// The value at a place such as `target/@dev`, `@type` or `path`; none where nothing is.
    pub(super) fn value(&self, place: &str) -> Option<Cow<'e, str>> {
        let mut element = self.element;
        for step in place.split('/') {
            match step.strip_prefix('@') {
                Some(name) => return element.attribute(name).map(Cow::Borrowed),
                None => element = element.child(step)?,
            }
        }
        Some(Cow::Owned(element.text()))
    }
}

/// Takes out blanks between the tags of elements that are written open although they are empty.
pub(super) fn tidy(element: &mut Element) {
    let layout = |content: &Content| match content {
        Content::Text(text) => text.contains('\n') && text.trim_ascii().is_empty(),
        _ => false,
    };
    element.content_mut().retain(|content| !layout(content));
    for content in element.content_mut() {
        if let Content::Element(child) = content {
            tidy(child);
        }
    }
}
