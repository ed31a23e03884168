//! Titles, descriptions, and what applications keep in a domain's `<metadata>`: read and changed.

use std::collections::HashSet;

use super::DomainConfig;
use crate::api::domain::DomainMetadataType;
use crate::xml::{Content, Element};
use crate::{Error, ErrorKind, ErrorOrigin, Result};

impl DomainConfig {
    /// Keeps what is of a namespace, and of each namespace the first element.
    pub(super) fn fill_metadata(&mut self) {
        let Some(metadata) = &mut self.metadata else { return };
        let mut known = HashSet::new();
        let keeps = metadata.children().map(|child| {
            let uri = own_namespace(child).or_else(|| declared_by(metadata, child.name()));
            uri.is_some_and(|uri| known.insert(uri))
        });
        let mut keeps = keeps.collect::<Vec<_>>().into_iter();
        metadata.content_mut().retain(|part| match part {
            Content::Element(_) => keeps.next().unwrap_or_default(),
            _ => true,
        });
    }

    /// The title, the description, or the element of the namespace `uri` in `<metadata>`, without
    /// its prefix.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::NoDomainMetadata`] when it is not set, [`ErrorKind::InvalidArg`] when an
    /// element is asked for without a namespace.
    pub fn find_metadata(&self, kind: DomainMetadataType, uri: Option<&str>) -> Result<String> {
        let (found, what) = match kind {
            DomainMetadataType::Title => (self.title.clone(), "title".to_owned()),
            DomainMetadataType::Description => (self.description.clone(), "description".to_owned()),
            _ => {
                let uri = required("uri", uri)?;
                let mut elements = self.metadata.iter().flat_map(Element::children);
                let element = elements.find(|child| is_in(child, uri));
                let found = element.map(|element| without_namespace(element, uri).to_string());
                (found, format!("element of the namespace '{uri}'"))
            }
        };
        found.ok_or_else(|| {
            let name = self.name.as_deref().unwrap_or_default();
            Error::new(ErrorKind::NoDomainMetadata, format!("domain '{name}' has no {what}"))
                .with_origin(ErrorOrigin::Domain)
        })
    }
}

/// A change of a title, a description or an element of `<metadata>`, checked and ready to be made
/// in as many definitions as it concerns.
///
/// ```
/// use virt_core::api::domain::DomainMetadataType::{Element, Title};
/// use virt_core::config::DomainConfig;
/// use virt_core::config::domain::MetadataChange;
///
/// let mut config = DomainConfig::parse("<domain type='kvm'><name>web</name></domain>")?;
/// MetadataChange::new(Title, Some("The web"), None, None)?.apply(&mut config);
/// let uri = Some("http://example.com/team");
/// MetadataChange::new(Element, Some("<team>blue</team>"), Some("t"), uri)?.apply(&mut config);
/// assert_eq!(config.find_metadata(Element, uri)?, "<team>blue</team>");
/// assert!(config.to_xml().contains("<t:team"));
/// # Ok::<(), virt_core::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct MetadataChange {
    kind: DomainMetadataType,
    value: Value,
}

#[derive(Debug, Clone)]
enum Value {
    Title(Option<String>),
    Description(Option<String>),
    Element(String, Option<Element>),
}

impl MetadataChange {
    /// Checks and reads what is to be set; `None`, and an empty text, removes it. An element is
    /// put into the namespace `uri` under the prefix `key`, unless it is in that namespace already.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidArg`] when a title has several lines, an element lacks `key` or `uri`,
    /// or is of another namespace; [`ErrorKind::XmlDetail`] when the element is not well-formed.
    pub fn new(
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
                let element = text.map(|text| qualified(&text, key, uri)).transpose()?;
                Value::Element(uri.to_owned(), element)
            }
        };
        Ok(MetadataChange { kind, value })
    }

    /// What is changed.
    pub fn kind(&self) -> DomainMetadataType {
        self.kind
    }

    /// The namespace of the element that is changed.
    pub fn namespace(&self) -> Option<&str> {
        match &self.value {
            Value::Element(uri, _) => Some(uri),
            _ => None,
        }
    }

    /// Makes the change in `config`.
    pub fn apply(&self, config: &mut DomainConfig) {
        match &self.value {
            Value::Title(text) => config.title.clone_from(text),
            Value::Description(text) => config.description.clone_from(text),
            Value::Element(uri, element) => {
                let metadata = config.metadata.get_or_insert_with(|| Element::new("metadata"));
                let content = metadata.content_mut();
                content
                    .retain(|part| !matches!(part, Content::Element(child) if is_in(child, uri)));
                content.extend(element.clone().map(Content::Element));
                if metadata.children().next().is_none() {
                    config.metadata = None;
                }
            }
        }
    }
}

fn required<'a>(argument: &str, value: Option<&'a str>) -> Result<&'a str> {
    value.filter(|value| !value.is_empty()).ok_or_else(|| {
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

/// Copies attributes and content; elements without a namespace get the name that `rename` gives
/// them, however deep they stand.
fn fill(target: &mut Element, source: &Element, rename: &dyn Fn(&str) -> String) {
    for (name, value) in source.attributes() {
        target.set_attribute(name, value);
    }
    for part in source.content() {
        let part = match part {
            // A namespace without a prefix is that of everything inside.
            Content::Element(child) if child.attribute("xmlns").is_none() => {
                let bare = !child.name().contains(':');
                let name = if bare { rename(child.name()) } else { child.name().to_owned() };
                let mut named = Element::new(&name);
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
    declared_by(element, element.name())
}

/// The namespace of things called `name`, if it is `element` that declares it.
fn declared_by<'e>(element: &'e Element, name: &str) -> Option<&'e str> {
    match name.split_once(':') {
        Some((prefix, _)) => element.attribute(&format!("xmlns:{prefix}")),
        None => element.attribute("xmlns"),
    }
}
