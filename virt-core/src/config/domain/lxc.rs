//! `<lxc:namespace>`: what a container shares with others.

use crate::xml::{XmlElement, XmlValue};

/// Namespaces of the kernel that a container shares with others: `<lxc:namespace>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct LxcNamespace {
    /// Whose network it shares.
    #[xml(
        child = "sharenet",
        namespace = "http://libvirt.org/schemas/domain/lxc/1.0",
        prefix = "lxc"
    )]
    pub network: Option<LxcShared>,
    /// Whose messages and shared memory it shares.
    #[xml(
        child = "shareipc",
        namespace = "http://libvirt.org/schemas/domain/lxc/1.0",
        prefix = "lxc"
    )]
    pub ipc: Option<LxcShared>,
    /// Whose host name it shares.
    #[xml(
        child = "shareuts",
        namespace = "http://libvirt.org/schemas/domain/lxc/1.0",
        prefix = "lxc"
    )]
    pub uts: Option<LxcShared>,
}

/// With whom a container shares: `<lxc:sharenet type='netns' value='red'/>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct LxcShared {
    /// What kind of name the value is.
    #[xml(attribute = "type")]
    pub source: LxcSharedSource,
    /// The name or number.
    #[xml(attribute)]
    pub value: String,
}

/// What names the one with whom a container shares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum LxcSharedSource {
    /// The name of a container.
    Name,
    /// The number of a process.
    Pid,
    /// The name of a network namespace, as `ip netns` knows it; for networks alone.
    Netns,
}
