//! Whether a guest can have a device of the host, and what is in the way.

use std::fmt;

use crate::object::NodeDeviceRef;

/// Whether a guest can have a device of the host, and what is in the way.
///
/// The `Display` form has a line for each obstacle, in order, without the last line's end.
///
/// ```
/// use virt_core::driver::node::{Explanation, Obstacle, Severity};
/// use virt_core::object::NodeDeviceRef;
///
/// let mut explanation = Explanation::new(NodeDeviceRef::new("pci_0000_02_00_0"));
/// assert!(explanation.can_be_given());
/// explanation.obstacles.push(
///     Obstacle::new("the host's default route goes through 'eth0'", Severity::Forcible)
///         .remedy("give the default route to another network card"),
/// );
/// assert!(!explanation.can_be_given());
/// assert_eq!(
///     explanation.to_string(),
///     "pci_0000_02_00_0 cannot be given to a guest:\n\
///      1. the host's default route goes through 'eth0'\n   \
///         remedy: give the default route to another network card"
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// The device.
    pub device: NodeDeviceRef,
    /// What is in the way, in the order in which it is to be dealt with; nothing when a guest can
    /// have the device.
    pub obstacles: Vec<Obstacle>,
}

impl Explanation {
    /// Nothing is in the way of `device`.
    pub fn new(device: NodeDeviceRef) -> Self {
        Explanation { device, obstacles: Vec::new() }
    }

    /// Whether nothing is in the way.
    pub fn can_be_given(&self) -> bool {
        self.obstacles.is_empty()
    }
}

/// One thing in the way of a device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Obstacle {
    /// What it is, naming devices, drivers and guests.
    pub what: String,
    /// What takes it out of the way, where anything does.
    pub remedy: Option<String>,
    /// How much it is in the way.
    pub severity: Severity,
}

impl Obstacle {
    /// An obstacle without a remedy.
    pub fn new(what: impl Into<String>, severity: Severity) -> Self {
        Obstacle { what: what.into(), remedy: None, severity }
    }

    /// Adds what takes it out of the way.
    #[must_use]
    pub fn remedy(mut self, remedy: impl Into<String>) -> Self {
        self.remedy = Some(remedy.into());
        self
    }
}

/// How much something is in the way of a device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Severity {
    /// The remedy takes it out of the way.
    Remediable,
    /// The device is refused for the host's sake, unless it is forced.
    Forcible,
    /// No guest can have this device as long as it is what and where it is.
    Final,
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.can_be_given() {
            true => write!(f, "{} can be given to a guest", self.device)?,
            false => write!(f, "{} cannot be given to a guest:", self.device)?,
        }
        for (index, obstacle) in self.obstacles.iter().enumerate() {
            write!(f, "\n{}. {obstacle}", index + 1)?;
        }
        Ok(())
    }
}

impl fmt::Display for Obstacle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)?;
        match &self.remedy {
            Some(remedy) => write!(f, "\n   remedy: {remedy}"),
            None => Ok(()),
        }
    }
}
