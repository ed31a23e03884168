//! What a host does beside running guests: sleeping, handing them on, confining them.

use crate::xml::XmlElement;

/// Which sleep states a host has: `<power_management>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
pub struct HostPowerManagement {
    /// Sleep in memory.
    #[xml(flag)]
    pub suspend_mem: bool,
    /// Sleep on disk.
    #[xml(flag)]
    pub suspend_disk: bool,
    /// Sleep in memory, with the disk as a safety net.
    #[xml(flag)]
    pub suspend_hybrid: bool,
}

/// How guests can be moved to other hosts: `<migration_features>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct MigrationFeatures {
    /// While they run.
    #[xml(flag)]
    pub live: bool,
    /// By which schemes of URIs.
    #[xml(child)]
    pub uri_transports: Option<UriTransports>,
}

/// Schemes of URIs: `<uri_transports>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct UriTransports {
    /// The schemes.
    #[xml(value = "uri_transport")]
    pub names: Vec<String>,
}

/// How guests are confined: `<secmodel>`.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct SecurityModel {
    /// The model: `selinux`, `apparmor`, `dac`.
    #[xml(value, default)]
    pub model: String,
    /// The domain of interpretation.
    #[xml(value, default)]
    pub doi: String,
    /// The labels that guests get by default.
    #[xml(child = "baselabel")]
    pub base_labels: Vec<BaseLabel>,
}

/// The label that guests of a kind get: `<baselabel type='kvm'>+64055:+64055</baselabel>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct BaseLabel {
    /// The kind of guests.
    #[xml(attribute = "type", default)]
    pub domain_type: String,
    /// The label.
    #[xml(text, default)]
    pub label: String,
}
