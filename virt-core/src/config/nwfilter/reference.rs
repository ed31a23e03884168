//! `<filterref>`: a filter is used, with values for its variables.

use crate::xml::XmlElement;

/// A filter is used: `<filterref filter='clean-traffic'>`. Guests' interfaces, other filters and
/// bindings have it.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct FilterReference {
    /// The filter's name.
    #[xml(attribute)]
    pub filter: String,
    /// Values for its variables.
    #[xml(child = "parameter")]
    pub parameters: Vec<FilterParameter>,
}

impl FilterReference {
    /// The filter of this name, without values.
    pub fn new(filter: impl Into<String>) -> Self {
        FilterReference { filter: filter.into(), parameters: Vec::new() }
    }

    /// The same with one more value for a variable.
    #[must_use]
    pub fn with_parameter(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.parameters
            .push(FilterParameter { name: Some(name.into()), value: Some(value.into()) });
        self
    }

    /// Drops values that libvirt drops, and sorts the others by the names of their variables.
    pub(crate) fn fill_defaults(&mut self) {
        self.parameters.retain(FilterParameter::is_usable);
        self.parameters.sort_by(|one, other| one.name.cmp(&other.name));
    }
}

/// A value for a variable: `<parameter name='IP' value='192.168.122.5'/>`. A variable has as many
/// values as there are of these.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct FilterParameter {
    /// The variable: letters, digits and underscores.
    #[xml(attribute)]
    pub name: Option<String>,
    /// The value: letters, digits, underscores, dots and colons.
    #[xml(attribute)]
    pub value: Option<String>,
}

impl FilterParameter {
    /// Whether name and value have the characters that they may have.
    pub fn is_usable(&self) -> bool {
        let word = |text: &Option<String>, more: &[u8]| {
            let known = |byte: u8| byte.is_ascii_alphanumeric() || more.contains(&byte);
            text.as_ref().is_some_and(|text| !text.is_empty() && text.bytes().all(known))
        };
        word(&self.name, b"_") && word(&self.value, b"_.:")
    }
}
