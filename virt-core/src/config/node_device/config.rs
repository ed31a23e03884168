//! `<device>` itself.

use super::Capability;
use crate::config::root::root_element;
use crate::xml::{Form, XmlElement, XmlValue};

/// A device of the host: `<device>`.
///
/// ```
/// use virt_core::config::NodeDeviceConfig;
/// use virt_core::config::node_device::Capability;
///
/// let device = NodeDeviceConfig::parse(
///     "<device>
///        <name>scsi_target0_0_0</name>
///        <parent>scsi_host0</parent>
///        <capability type='scsi_target'><target>target0:0:0</target></capability>
///      </device>",
/// )?;
/// let Capability::ScsiTarget(target) = &device.capabilities[0] else { unreachable!() };
/// assert_eq!(target.target, "target0:0:0");
/// # Ok::<(), virt_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct NodeDeviceConfig {
    /// The name, unique on its host. The driver says it; a device that is made has none yet.
    #[xml(value)]
    pub name: Option<String>,
    /// The device's place in sysfs; only while the device is there.
    #[xml(value, live)]
    pub path: Option<String>,
    /// The device's files below `/dev`.
    #[xml(child = "devnode")]
    pub dev_nodes: Vec<DevNode>,
    /// The device that it belongs to.
    #[xml(child)]
    pub parent: Option<NodeDeviceParent>,
    /// The driver that it has.
    #[xml(child)]
    pub driver: Option<NodeDeviceDriver>,
    /// What it is and can do; at least one.
    #[xml(child = "capability")]
    pub capabilities: Vec<Capability>,
}

root_element!(NodeDeviceConfig, "device", Nodedev);

impl NodeDeviceConfig {
    /// A device to be made: below which one, and what.
    pub fn new(parent: impl Into<String>, capability: Capability) -> Self {
        NodeDeviceConfig {
            parent: Some(NodeDeviceParent::named(parent)),
            capabilities: vec![capability],
            ..NodeDeviceConfig::default()
        }
    }
}

/// The device that another one belongs to: `<parent>pci_0000_00_1c_0</parent>`.
///
/// A virtual port that is made can name a Fibre Channel host by world wide names instead.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct NodeDeviceParent {
    /// The host's node.
    #[xml(attribute)]
    pub wwnn: Option<String>,
    /// The host's port.
    #[xml(attribute)]
    pub wwpn: Option<String>,
    /// The host's fabric.
    #[xml(attribute)]
    pub fabric_wwn: Option<String>,
    /// The name.
    #[xml(text)]
    pub name: Option<String>,
}

impl NodeDeviceParent {
    /// A parent by name.
    pub fn named(name: impl Into<String>) -> Self {
        NodeDeviceParent { name: Some(name.into()), ..NodeDeviceParent::default() }
    }
}

/// A file below `/dev`: `<devnode type='dev'>/dev/dri/renderD129</devnode>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct DevNode {
    /// What it is.
    #[xml(attribute = "type")]
    pub node_type: DevNodeType,
    /// The path.
    #[xml(text, default)]
    pub path: String,
}

/// A file below `/dev`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
pub enum DevNodeType {
    /// The device.
    Dev,
    /// A link to it.
    Link,
}

/// The driver of a device: `<driver><name>e1000e</name></driver>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
#[xml(written_if = "says_something")]
pub struct NodeDeviceDriver {
    /// The driver.
    #[xml(value)]
    pub name: Option<String>,
}

impl NodeDeviceDriver {
    fn says_something(&self, _form: Form) -> bool {
        self.name.is_some()
    }
}
