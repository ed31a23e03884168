//! `<cookie>`: what a driver keeps beside a snapshot or a saved guest.

use crate::xml::{Element, XmlElement};

/// What a driver keeps beside a snapshot or a saved guest: `<cookie>`. The words in it are the
/// driver's.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct DriverCookie {
    /// The elements.
    #[xml(others)]
    pub elements: Vec<Element>,
}
