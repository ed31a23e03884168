//! Titles, descriptions, and what applications keep in a domain's `<metadata>`.

use virt_core::api::domain::DomainMetadataType;
use virt_core::config::domain::DomainConfig;
use virt_core::object::DomainRef;
use virt_core::xml::{Content, Element};
use virt_core::{Error, ErrorKind, Result};

use crate::error::error;

/// What is set in `config`, if it is; of `<metadata>` the element of the namespace `uri`, without
/// its prefix.
pub(crate) fn read(
    config: &DomainConfig,
    kind: DomainMetadataType,
    uri: Option<&str>,
) -> Option<String> {
    match kind {
        DomainMetadataType::Title => config.title.clone(),
        DomainMetadataType::Description => config.description.clone(),
        _ => {
            let uri = uri?;
            let element = config.metadata.as_ref()?.children().find(|child| is_in(child, uri))?;
            Some(without_namespace(element, uri).to_string())
        }
    }
}

/// Nothing of the kind is set.
pub(crate) fn absent(domain: &DomainRef, kind: DomainMetadataType, uri: Option<&str>) -> Error {
    let what = match (kind, uri) {
        (DomainMetadataType::Title, _) => "title".to_owned(),
        (DomainMetadataType::Description, _) => "description".to_owned(),
        (_, uri) => format!("element of the namespace '{}'", uri.unwrap_or_default()),
    };
    error(ErrorKind::NoDomainMetadata, format!("domain '{domain}' has no {what}"))
}

/// A change that a definition can take.
pub(crate) struct Change {
    pub(crate) kind: DomainMetadataType,
    /// The namespace of an element.
    pub(crate) uri: Option<String>,
    value: Value,
}

enum Value {
    Title(Option<String>),
    Description(Option<String>),
    Element(String, Option<Element>),
}

impl Change {
    /// Checks and reads what is to be set; `None` removes it.
    pub(crate) fn new(
        kind: DomainMetadataType,
        metadata: Option<&str>,
        key: Option<&str>,
        uri: Option<&str>,
    ) -> Result<Self> {
        let text = metadata.filter(|text| !text.is_empty()).map(str::to_owned);
        let value = match kind {
            DomainMetadataType::Title if text.as_deref().is_some_and(|t| t.contains('\n')) => {
                return Err(Error::invalid_argument("metadata", "a title is one line"));
            }
            DomainMetadataType::Title => Value::Title(text),
            DomainMetadataType::Description => Value::Description(text),
            _ => {
                let uri = required("uri", uri)?;
                let element = text.map(|text| qualified(&text, key, &uri)).transpose()?;
                Value::Element(uri, element)
            }
        };
        Ok(Change { kind, uri: uri.map(str::to_owned), value })
    }

    /// Makes the change in `config`.
    pub(crate) fn apply(&self, config: &mut DomainConfig) {
        match &self.value {
            Value::Title(text) => config.title.clone_from(text),
            Value::Description(text) => config.description.clone_from(text),
            Value::Element(uri, element) => {
                let metadata = config.metadata.get_or_insert_with(|| Element::new("metadata"));
                let content = metadata.content_mut();
                content
                    .retain(|part| !matches!(part, Content::Element(child) if is_in(child, uri)));
                content.extend(element.clone().map(Content::Element));
                if content.is_empty() {
                    config.metadata = None;
                }
            }
        }
    }
}

fn required(argument: &str, value: Option<&str>) -> Result<String> {
    value.map(str::to_owned).ok_or_else(|| {
        Error::invalid_argument(argument, "an element of <metadata> needs a namespace and a key")
    })
}

/// Reads an element and puts it, with all in it that has no namespace, into the namespace `uri`
/// under the prefix `key`.
fn qualified(text: &str, key: Option<&str>, uri: &str) -> Result<Element> {
    let element = Element::parse(text)?;
    match own_namespace(&element) {
        Some(own) if own == uri => Ok(element),
        Some(own) => Err(Error::invalid_argument(
            "metadata",
            format!("the element is of the namespace '{own}', not of '{uri}'"),
        )),
        None => {
            let key = required("key", key)?;
            let mut named = Element::new(&format!("{key}:{}", element.name()));
            named.set_attribute(&format!("xmlns:{key}"), uri);
            fill(&mut named, &element, &|name| format!("{key}:{name}"));
            Ok(named)
        }
    }
}

/// Copies attributes and content; child elements without a namespace get the name that `rename`
/// gives them.
fn fill(target: &mut Element, source: &Element, rename: &dyn Fn(&str) -> String) {
    for (name, value) in source.attributes() {
        target.set_attribute(name, value);
    }
    for part in source.content() {
        let part = match part {
            Content::Element(child)
                if own_namespace(child).is_none() && !child.name().contains(':') =>
            {
                let mut named = Element::new(&rename(child.name()));
                fill(&mut named, child, rename);
                Content::Element(named)
            }
            other => other.clone(),
        };
        target.content_mut().push(part);
    }
}

/// A copy in which what is of the namespace `uri` has neither prefix nor declaration.
fn without_namespace(element: &Element, uri: &str) -> Element {
    let prefixes: Vec<String> = element
        .attributes()
        .filter(|(_, value)| *value == uri)
        .filter_map(|(name, _)| name.strip_prefix("xmlns:").map(|prefix| format!("{prefix}:")))
        .collect();
    bare(element, uri, &prefixes)
}

fn bare(element: &Element, uri: &str, prefixes: &[String]) -> Element {
    let local = |name: &str| {
        prefixes.iter().find_map(|prefix| name.strip_prefix(prefix.as_str()).map(str::to_owned))
    };
    let mut copy = Element::new(&local(element.name()).unwrap_or(element.name().to_owned()));
    for (name, value) in element.attributes() {
        let declares = name == "xmlns" || name.starts_with("xmlns:");
        if !(declares && value == uri) {
            copy.set_attribute(&local(name).unwrap_or(name.to_owned()), value);
        }
    }
    for part in element.content() {
        copy.content_mut().push(match part {
            Content::Element(child) => Content::Element(bare(child, uri, prefixes)),
            other => other.clone(),
        });
    }
    copy
}

fn is_in(element: &Element, uri: &str) -> bool {
    own_namespace(element) == Some(uri)
}

/// The namespace that the element declares for itself.
fn own_namespace(element: &Element) -> Option<&str> {
    match element.name().split_once(':') {
        Some((prefix, _)) => element.attribute(&format!("xmlns:{prefix}")),
        None => element.attribute("xmlns"),
    }
}
