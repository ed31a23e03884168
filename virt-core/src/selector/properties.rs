//! What is known of an object, by name.

use std::fmt;

/// Names with values, in order. A name may come several times.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Properties(Vec<(String, String)>);

impl Properties {
    /// No properties.
    pub fn new() -> Self {
        Properties::default()
    }

    /// Adds a value of `name`. An empty one says nothing, and one that is there already nothing
    /// new: they are left out.
    pub fn add(&mut self, name: impl Into<String>, value: impl fmt::Display) {
        let (name, value) = (name.into(), value.to_string());
        if !value.is_empty() && !self.values(&name).any(|known| known == value) {
            self.0.push((name, value));
        }
    }

    /// The values of `name`, in order.
    pub fn values<'p>(&'p self, name: &'p str) -> impl Iterator<Item = &'p str> {
        self.0.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The first value of `name`.
    pub fn first<'p>(&'p self, name: &'p str) -> Option<&'p str> {
        self.values(name).next()
    }

    /// Whether `name` has a value.
    pub fn has(&self, name: &str) -> bool {
        self.first(name).is_some()
    }

    /// Whether `value` is one of the values of `name`.
    pub fn contains(&self, name: &str, value: &str) -> bool {
        self.values(name).any(|known| known == value)
    }

    /// All names and values, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

impl<N: Into<String>, V: fmt::Display> FromIterator<(N, V)> for Properties {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(pairs: I) -> Self {
        let mut properties = Properties::new();
        pairs.into_iter().for_each(|(name, value)| properties.add(name, value));
        properties
    }
}
