//! `<bridge>` and `<port>`: what guests are plugged into.

use crate::xml::{Switch, XmlElement, XmlValue};

/// The bridge that guests are plugged into: `<bridge name='virbr0' stp='on' delay='0'/>`.
///
/// The driver makes it, but for networks with `<forward mode='bridge'/>`, which use one that the
/// host has.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct Bridge {
    /// Its name. Default: the next free `virbr…`.
    #[xml(attribute, blank)]
    pub name: Option<String>,
    /// The zone of firewalld that it belongs to. Default: `libvirt` or its like.
    #[xml(attribute, blank)]
    pub zone: Option<String>,
    /// Whether it speaks the spanning tree protocol. Default: on.
    #[xml(attribute, lenient)]
    pub stp: Option<Switch>,
    /// How long a new port waits before it forwards, in seconds. Default: 0.
    #[xml(attribute, blank)]
    pub delay: Option<u64>,
    /// Who keeps the bridge's table of hardware addresses. Default: the kernel.
    #[xml(attribute = "macTableManager")]
    pub mac_table_manager: Option<MacTableManager>,
}

impl Bridge {
    /// A bridge of this name.
    pub fn new(name: impl Into<String>) -> Self {
        Bridge { name: Some(name.into()), ..Bridge::default() }
    }
}

/// Who keeps a bridge's table of hardware addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
pub enum MacTableManager {
    /// The kernel, which learns them from packets.
    Kernel,
    /// The driver, which knows them from definitions; nothing is flooded.
    Libvirt,
}

/// What holds for a guest's port: `<port isolated='yes'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
#[xml(written_if = "is_in")]
pub struct PortOptions {
    /// Whether the guest is kept from other guests with isolated ports. Default: no.
    #[xml(attribute)]
    pub isolated: Option<bool>,
}

impl PortOptions {
    fn is_in(&self, _form: crate::xml::Form) -> bool {
        self.isolated.is_some()
    }
}
