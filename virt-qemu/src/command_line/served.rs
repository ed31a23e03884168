//! What of a definition this driver serves: everything else is refused by name and place.

mod table;

use virt_core::config::DomainConfig;
use virt_core::xml::{Attribute, Document, Form, Node};
use virt_core::{Error, Result};

use super::error::unsupported;
use table::SERVED;

/// Compares the definition, as it would be written, with the table of what is served.
///
/// # Errors
///
/// `ConfigUnsupported` with everything that the command line would silently leave out.
pub(super) fn check(config: &DomainConfig) -> Result<()> {
    // What a running guest adds is nobody's wish; a password is.
    let form = Form { secure: true, inactive: true, ..Form::default() };
    let text = config.to_xml_as(form);
    let document = Document::parse(&text)?;
    let mut refused = Vec::new();
    check_element(document.root(), &mut refused);
    match refused.is_empty() {
        true => Ok(()),
        false => Err(not_served(&refused)),
    }
}

fn not_served(refused: &[String]) -> Error {
    let verb = if refused.len() == 1 { "is" } else { "are" };
    unsupported(format!("{} {verb} not supported by the QEMU driver yet", refused.join(", ")))
}

fn check_element(node: Node<'_>, refused: &mut Vec<String>) {
    let Some(attributes) = served(node) else {
        refused.push(format!("the element <{}> ({})", node.name(), node.path()));
        return;
    };
    if attributes == "*" {
        return;
    }
    for attribute in node.attributes().filter(|attribute| !is_served(attributes, *attribute)) {
        let (name, value) = (attribute.name(), shortened(&attribute.value()));
        refused.push(format!("the attribute {name}='{value}' ({}/@{name})", node.path()));
    }
    for child in node.children() {
        check_element(child, refused);
    }
}

/// Messages quote values, but not by the megabyte.
fn shortened(value: &str) -> String {
    const ENOUGH: usize = 80;
    match value.char_indices().nth(ENOUGH) {
        Some((at, _)) => format!("{}…", &value[..at]),
        None => value.to_owned(),
    }
}

/// The attributes that are served at the place of `node`; none where the element is not served.
fn served(node: Node<'_>) -> Option<&'static str> {
    let parent = node.parent();
    let is_device = parent
        .and_then(Node::parent)
        .is_some_and(|devices| devices.name() == "devices" && devices.parent().is_some());
    let matches = |place: &&(&str, &str)| {
        let (parents, names) = place.0.split_once('/').unwrap_or(("", place.0));
        let below = match parent {
            Some(parent) => has(parents, parent.name()) || is_device && parents == "*",
            None => parents.is_empty(),
        };
        below && has(names, node.name())
    };
    SERVED.iter().find(matches).map(|(_, attributes)| *attributes)
}

fn has(names: &str, name: &str) -> bool {
    names.split('|').any(|known| known == name)
}

fn is_served(known: &str, attribute: Attribute<'_>) -> bool {
    let name = attribute.name();
    let is_known = |word: &str| match word.split_once('=') {
        Some((known, value)) => known == name && attribute.value() == value,
        None => word == name,
    };
    name.starts_with("xmlns") || known.split_whitespace().any(is_known)
}

#[cfg(test)]
mod tests {
    use super::SERVED;

    #[test]
    fn a_place_is_in_the_table_once() {
        let mut places = Vec::new();
        for (place, _) in SERVED {
            let (parents, names) = place.split_once('/').unwrap_or(("", place));
            for parent in parents.split('|') {
                places.extend(names.split('|').map(|name| format!("{parent}/{name}")));
            }
        }
        places.sort();
        let twice: Vec<_> = places.windows(2).filter(|pair| pair[0] == pair[1]).collect();
        assert_eq!(twice, Vec::<&[String]>::new());
    }
}
