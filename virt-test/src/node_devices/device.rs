//! One device of the host.

use virt_core::api::nodedev::ConnectListAllNodeDeviceFlags as Filter;
use virt_core::config::NodeDeviceConfig;
use virt_core::config::node_device::{Capability, ScsiHostCapability};
use virt_core::driver::node_device::properties_of;
use virt_core::object::NodeDeviceRef;
use virt_core::xml::{Node, XmlElement};
use virt_core::{ErrorKind, ErrorOrigin, Result};

/// One device of the host.
pub(crate) struct NodeDevice {
    pub(crate) name: String,
    pub(crate) config: NodeDeviceConfig,
    /// The types of its capabilities, nested ones too.
    pub(crate) capabilities: Vec<String>,
    /// Whether it was there from the start, and not made by somebody.
    pub(crate) persistent: bool,
}

impl NodeDevice {
    /// A device of this description, which was there from the start or was made.
    pub(super) fn new(
        name: String,
        mut config: NodeDeviceConfig,
        persistent: bool,
    ) -> Result<Self> {
        config.fill_defaults();
        config.validate()?;
        let capabilities = capabilities(&config)?;
        Ok(NodeDevice { name, config, capabilities, persistent })
    }

    /// A device that stands in a larger document.
    pub(crate) fn from_node(node: Node<'_>) -> Result<Self> {
        let refuse = |message: String| {
            Err(node.error(ErrorKind::XmlError, message).with_origin(ErrorOrigin::Test))
        };
        if node.name() != "device" {
            return refuse(format!("expecting root element of 'device', not '{}'", node.name()));
        }
        let config = NodeDeviceConfig::read(node)?;
        match config.name.clone() {
            Some(name) => NodeDevice::new(name, config, true),
            None => refuse("a device of a host needs a <name>".to_owned()),
        }
    }

    pub(crate) fn reference(&self) -> NodeDeviceRef {
        NodeDeviceRef::new(self.name.clone())
    }

    /// The name of the device that it is part of.
    pub(crate) fn parent(&self) -> Option<&str> {
        self.config.parent.as_ref()?.name.as_deref()
    }

    /// What it is as a SCSI host, if it is one.
    pub(super) fn scsi_host(&self) -> Option<&ScsiHostCapability> {
        self.config.capabilities.iter().find_map(|capability| match capability {
            Capability::ScsiHost(host) => Some(host),
            _ => None,
        })
    }

    /// Whether a list with `filter` shows it. What is on a make-believe host is active.
    pub(super) fn matches(&self, filter: Filter) -> bool {
        let capabilities = self.capabilities.iter().map(String::as_str);
        filter.shows(capabilities, true, self.persistent)
    }
}

/// The types that lists can be asked for, in the order of the description.
fn capabilities(config: &NodeDeviceConfig) -> Result<Vec<String>> {
    let properties = properties_of(&config.to_xml())?;
    let types = properties.values("cap").map(|kind| match kind {
        // The name of the capability in documents, and in lists.
        "vport_ops" => "vports",
        other => other,
    });
    Ok(types.filter(|kind| Filter::of_capability(kind).is_some()).map(str::to_owned).collect())
}
