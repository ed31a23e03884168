//! Devices of the host that containers get by what they can do.

use crate::config::domain::devices::InterfaceIp;
use crate::config::network::Route;
use crate::xml::XmlElement;

/// A device of the host, by what it can do: `<hostdev mode='capabilities' type='misc'>`.
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(tag = "type")]
#[non_exhaustive]
pub enum CapabilityDevice {
    /// A block device.
    Storage(StorageDevice),
    /// A character device.
    Misc(MiscDevice),
    /// A network interface.
    Net(NetDevice),
}

/// A block device of the host: `<source><block>/dev/sdf1</block></source>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct StorageDevice {
    /// Which one it is.
    #[xml(child)]
    pub source: StorageDeviceSource,
}

/// Which block device of the host it is.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct StorageDeviceSource {
    /// Its path.
    #[xml(value)]
    pub block: String,
}

/// A character device of the host: `<source><char>/dev/input/event3</char></source>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct MiscDevice {
    /// Which one it is.
    #[xml(child)]
    pub source: MiscDeviceSource,
}

/// Which character device of the host it is.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct MiscDeviceSource {
    /// Its path.
    #[xml(value)]
    pub char: String,
}

/// A network interface of the host: `<source><interface>eth0</interface></source>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct NetDevice {
    /// Which one it is.
    #[xml(child)]
    pub source: NetDeviceSource,
    /// Addresses that the guest gets.
    #[xml(child = "ip")]
    pub ips: Vec<InterfaceIp>,
    /// Networks that the guest reaches through others.
    #[xml(child = "route")]
    pub routes: Vec<Route>,
}

/// Which network interface of the host it is.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct NetDeviceSource {
    /// Its name.
    #[xml(value)]
    pub interface: String,
}
