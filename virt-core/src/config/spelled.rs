//! Values that libvirt gives back as they were spelled.

use std::fmt;
use std::ops::Deref;

use crate::xml::{Escaped, ValueError, ValueKind, XmlValue};

/// A value that is written as its author spelled it, such as a MAC address in capitals.
///
/// libvirt keeps some values as text. They are read and checked here like any other, and still
/// come out letter by letter.
///
/// ```
/// use virt_core::config::{MacAddress, Spelled};
///
/// let mac: MacAddress = "52:54:00:6b:3c:58".parse()?;
/// assert_eq!(*Spelled::from(mac), mac);
/// # Ok::<(), virt_core::xml::ValueError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Spelled<T> {
    value: T,
    /// The author's spelling, where it is not the canonical one.
    text: Option<Box<str>>,
}

impl<T> Spelled<T> {
    /// The value, without its spelling.
    pub fn into_value(self) -> T {
        self.value
    }
}

impl<T> From<T> for Spelled<T> {
    fn from(value: T) -> Self {
        Spelled { value, text: None }
    }
}

impl<T> Deref for Spelled<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: fmt::Display> fmt::Display for Spelled<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.text {
            Some(text) => f.pad(text),
            None => self.value.fmt(f),
        }
    }
}

impl<T: XmlValue + fmt::Display> XmlValue for Spelled<T> {
    fn parse_value(text: &str) -> Result<Self, ValueError> {
        let value = T::parse_value(text)?;
        let differs = value.to_string() != text;
        Ok(Spelled { value, text: differs.then(|| text.into()) })
    }

    fn write_value(&self, out: &mut Escaped<'_>) {
        match &self.text {
            Some(text) => out.write(text),
            None => self.value.write_value(out),
        }
    }

    const KIND: ValueKind = T::KIND;
}
