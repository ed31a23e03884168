//! Why data are not what a model describes.

use std::fmt;

use super::{Data, shortened};
use crate::xml::ValueError;

/// Why data are not what a model describes: where, and what is wrong there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataError {
    /// The way to the place, its last step first.
    steps: Vec<Step>,
    message: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    Member(String),
    Item(usize),
}

impl DataError {
    /// Something is wrong here.
    pub fn new(message: impl Into<String>) -> Self {
        DataError { steps: Vec::new(), message: message.into() }
    }

    /// There is something else here than what is `expected`.
    pub fn expected(expected: &str, found: &Data) -> Self {
        DataError::new(format!("expected {expected}, not {}", found.kind()))
    }

    /// A value is not one of its type.
    pub(super) fn value(text: &str, reason: &ValueError) -> Self {
        DataError::new(format!("invalid value '{}', {reason}", shortened(text)))
    }

    /// The same error, seen from the object that has it in this member.
    #[must_use]
    pub fn in_member(mut self, name: &str) -> Self {
        self.steps.push(Step::Member(name.to_owned()));
        self
    }

    /// The same error, seen from the list that has it at this place, from 0.
    #[must_use]
    pub fn in_item(mut self, index: usize) -> Self {
        self.steps.push(Step::Item(index));
        self
    }

    /// The way to the place, such as `devices.disks[1].target`; empty at the root.
    pub fn path(&self) -> String {
        let mut path = String::new();
        for step in self.steps.iter().rev() {
            match step {
                Step::Member(name) if path.is_empty() => path.push_str(name),
                Step::Member(name) => path.extend([".", name]),
                Step::Item(index) => path.push_str(&format!("[{index}]")),
            }
        }
        path
    }
}

impl fmt::Display for DataError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.steps.is_empty() {
            true => f.write_str(&self.message),
            false => write!(f, "{}: {}", self.path(), self.message),
        }
    }
}

impl std::error::Error for DataError {}
