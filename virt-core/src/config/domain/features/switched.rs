//! Features that are on or off, and nothing else.

use crate::xml::{Switch, XmlElement};

/// A feature that is on when its element is there: `<pmu/>`, `<pmu state='off'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
pub struct SwitchedFeature {
    /// On or off. Default: on, since the element is there.
    #[xml(attribute)]
    pub state: Option<Switch>,
}

impl SwitchedFeature {
    /// Whether it is on.
    pub fn is_on(&self) -> bool {
        self.state != Some(Switch::Off)
    }
}

/// A feature whose element must say whether it is on: `<htm state='on'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, XmlElement)]
pub struct FeatureState {
    /// On or off.
    #[xml(attribute)]
    pub state: Switch,
}

impl FeatureState {
    /// Whether it is on.
    pub fn is_on(&self) -> bool {
        self.state.is_on()
    }
}

impl From<bool> for FeatureState {
    fn from(on: bool) -> Self {
        FeatureState { state: on.into() }
    }
}
