//! Which names libvirt knows at which place, whether or not a model of ours does.

mod table;

use super::document::Node;

/// A place (an element's name behind its parent's), the attributes there, the children there.
type Entry = (&'static str, &'static [&'static str], &'static [&'static str]);

/// Whether libvirt knows the attribute `name` of `node`.
pub(super) fn knows_attribute(node: Node<'_>, name: &str) -> bool {
    attributes(node).any(|known| known == name)
}

/// Whether libvirt knows an element of this name below the parent of `node`.
pub(super) fn knows_element(node: Node<'_>) -> bool {
    siblings(node).any(|known| known == node.name()) || is_foreign(node)
}

/// Whether anything goes inside of `node`.
pub(super) fn is_open(node: Node<'_>) -> bool {
    entry(node).is_some_and(|(_, _, children)| children.contains(&"*")) || is_foreign(node)
}

/// Whether `node` is in a namespace in which one of libvirt's drivers keeps its own words, such
/// as `<qemu:override>`; the words are that driver's to check.
fn is_foreign(node: Node<'_>) -> bool {
    node.name().split_once(':').is_some_and(|(prefix, _)| {
        let namespace = node.namespace_of(prefix);
        namespace.is_some_and(|namespace| namespace.starts_with("http://libvirt.org/schemas/"))
    })
}

/// The attributes that libvirt knows of `node`.
pub(super) fn attributes(node: Node<'_>) -> impl Iterator<Item = &'static str> {
    entry(node).map_or(&[][..], |(_, attributes, _)| attributes).iter().copied()
}

/// The elements that libvirt knows below the parent of `node`.
pub(super) fn siblings(node: Node<'_>) -> impl Iterator<Item = &'static str> {
    let entry = node.parent().and_then(entry);
    entry.map_or(&[][..], |(_, _, children)| children).iter().copied()
}

/// What is known of `node`: at its place, or as the root of a document of its own where it stands
/// in a document that puts it there from outside, such as a `<domain>` in a status file.
fn entry(node: Node<'_>) -> Option<&'static Entry> {
    let Some(parent) = node.parent() else { return place(node.name()) };
    let at_place = place(&format!("{}/{}", parent.name(), node.name()));
    at_place.or_else(|| place(node.name()).filter(|_| !has_child(parent, node.name())))
}

/// Whether libvirt knows elements of this name in `parent`.
fn has_child(parent: Node<'_>, name: &str) -> bool {
    let within = parent.parent();
    let within = within.and_then(|outer| place(&format!("{}/{}", outer.name(), parent.name())));
    let places = within.into_iter().chain(place(parent.name()));
    places.into_iter().any(|(_, _, children)| children.contains(&name))
}

fn place(name: &str) -> Option<&'static Entry> {
    let at = table::TABLE.binary_search_by(|(known, ..)| (*known).cmp(name)).ok()?;
    table::TABLE.get(at)
}

#[cfg(test)]
mod tests {
    use super::table::TABLE;

    #[test]
    fn the_table_is_sorted() {
        assert!(TABLE.is_sorted_by(|one, other| one.0 < other.0));
    }
}
