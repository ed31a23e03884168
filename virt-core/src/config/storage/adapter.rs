//! `<adapter>`: the SCSI host behind a pool.

use crate::config::domain::PciAddress;
use crate::xml::XmlElement;

/// The SCSI host behind a pool: `<adapter type='scsi_host' name='scsi_host3'/>`.
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(tag = "type", default = "scsi_host")]
pub enum ScsiAdapter {
    /// A SCSI host by name or by its parent.
    #[xml(name = "scsi_host")]
    ScsiHost(ScsiHostAdapter),
    /// A virtual port of a Fibre Channel host.
    #[xml(name = "fc_host")]
    FibreChannel(FibreChannelAdapter),
}

/// A SCSI host by name or by its parent.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct ScsiHostAdapter {
    /// The name, such as `scsi_host3`, which can change when the host starts again.
    #[xml(attribute)]
    pub name: Option<String>,
    /// Its parent, which stays the same.
    #[xml(child = "parentaddr")]
    pub parent_address: Option<ScsiParentAddress>,
}

/// The PCI device that a SCSI host belongs to: `<parentaddr unique_id='5'>`.
#[derive(Debug, Clone, PartialEq, XmlElement)]
pub struct ScsiParentAddress {
    /// Which of the device's SCSI hosts.
    #[xml(attribute)]
    pub unique_id: u32,
    /// The device.
    #[xml(child)]
    pub address: PciAddress,
}

/// A virtual port of a Fibre Channel host:
/// `<adapter type='fc_host' wwnn='20000000c9831b4b' wwpn='10000000c9831b4b'/>`.
///
/// The host that gets the port is told by one of the `parent` fields. Default: one that can.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct FibreChannelAdapter {
    /// The host by name.
    #[xml(attribute)]
    pub parent: Option<String>,
    /// The host by its node's world wide name.
    #[xml(attribute)]
    pub parent_wwnn: Option<String>,
    /// The host by its port's world wide name.
    #[xml(attribute)]
    pub parent_wwpn: Option<String>,
    /// The host by the world wide name of its fabric.
    #[xml(attribute)]
    pub parent_fabric_wwn: Option<String>,
    /// Whether the port goes away with the pool. Default: only if the pool made it.
    #[xml(attribute)]
    pub managed: Option<bool>,
    /// The node's world wide name: 16 hexadecimal digits.
    #[xml(attribute, default)]
    pub wwnn: String,
    /// The port's world wide name: 16 hexadecimal digits.
    #[xml(attribute, default)]
    pub wwpn: String,
}
