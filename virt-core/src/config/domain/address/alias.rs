//! `<alias>`: what a device is called.

use crate::xml::{Form, XmlElement};

/// What a device is called: `<alias name='ua-disk'/>`.
///
/// Drivers name the devices of a running domain; a name that starts with `ua-` is its user's and
/// belongs to the definition.
#[derive(Debug, Clone, PartialEq, Eq, Hash, XmlElement)]
#[xml(written_if = "is_in")]
pub struct Alias {
    /// The name.
    #[xml(attribute)]
    pub name: String,
}

impl Alias {
    /// Whether the name is a user's.
    pub fn is_user(&self) -> bool {
        self.name.starts_with("ua-")
    }

    fn is_in(&self, form: Form) -> bool {
        !form.inactive || self.is_user()
    }
}
