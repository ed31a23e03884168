//! Any XML: what the tree of a document says of itself, and copies of elements.

use virt_core::xml::{Document, Element, Node};

pub(super) fn read(bytes: &[u8]) {
    let Ok(document) = Document::parse_bytes(bytes) else { return };
    let mut waiting = vec![document.root()];
    // The path of each one of a million elements would take its time, as would nobody's question.
    let mut left = 1000;
    while let Some(node) = waiting.pop()
        && left > 0
    {
        look_at(node);
        waiting.extend(node.children());
        left -= 1;
    }
    let element = Element::from(document.root());
    for print in [|element: &Element| element.to_xml(0), Element::to_canonical] {
        let once = print(&element);
        let again = Element::parse(&once).map(|element| print(&element));
        assert_eq!(again.map_err(|err| err.to_string()), Ok(once));
    }
}

fn look_at(node: Node<'_>) {
    assert!(node.path().ends_with(']') || node.path().ends_with(node.name()));
    assert!(node.position().line > 0);
    for attribute in node.attributes() {
        assert_eq!(node.attribute(attribute.name()), Some(attribute.value()));
    }
    _ = node.text();
    if let Some((prefix, _)) = node.name().split_once(':') {
        _ = node.namespace_of(prefix);
    }
}
