//! The first program of a container.

use crate::xml::XmlElement;

/// A variable of the first program's environment: `<initenv name='LANG'>C</initenv>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct InitEnvironment {
    /// The variable.
    #[xml(attribute)]
    pub name: String,
    /// Its value, which must not be empty.
    #[xml(text)]
    pub value: Option<String>,
}
