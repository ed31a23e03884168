//! `<model>` and `<feature>`: what kind of CPU it is.

use crate::xml::{XmlElement, XmlValue};

/// A CPU's model: `<model fallback='allow'>Skylake-Client</model>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct CpuModel {
    /// Whether a near model will do where the hypervisor lacks this one. Default: allow.
    #[xml(attribute, blank)]
    pub fallback: Option<CpuModelFallback>,
    /// The vendor that the guest sees: 12 characters without a comma.
    #[xml(attribute, blank)]
    pub vendor_id: Option<String>,
    /// The model's name.
    #[xml(text)]
    pub name: Option<String>,
}

impl From<&str> for CpuModel {
    fn from(name: &str) -> Self {
        CpuModel { name: Some(name.to_owned()), ..CpuModel::default() }
    }
}

/// Whether another model will do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[xml(error = "ConfigUnsupported")]
#[non_exhaustive]
pub enum CpuModelFallback {
    /// It will.
    Allow,
    /// It will not.
    Forbid,
}

/// A feature of a CPU: `<feature policy='disable' name='lahf_lm'/>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct CpuFeature {
    /// What is to be done about it. Default: require; a host's features have none.
    #[xml(attribute)]
    pub policy: Option<CpuFeaturePolicy>,
    /// The feature.
    #[xml(attribute)]
    pub name: String,
}

impl From<&str> for CpuFeature {
    fn from(name: &str) -> Self {
        CpuFeature { policy: None, name: name.to_owned() }
    }
}

/// What is to be done about a feature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[xml(error = "ConfigUnsupported")]
#[non_exhaustive]
pub enum CpuFeaturePolicy {
    /// The guest sees it, whether or not the host has it.
    Force,
    /// The guest sees it, and the host must have it.
    Require,
    /// The guest sees it if the host has it.
    Optional,
    /// The guest does not see it.
    Disable,
    /// The guest does not see it, and the host must not have it.
    Forbid,
}
