//! What else than its name a device of the host is known by.

use std::fmt;
use std::str::FromStr;

use crate::config::MacAddress;
use crate::config::domain::PciAddress;
use crate::selector::Properties;
use crate::{Error, Result};

/// What else than its name a device of the host is known by.
///
/// ```
/// use virt_core::driver::node_device::NodeDeviceKey;
/// use virt_core::selector::Properties;
///
/// let key: NodeDeviceKey = "pci:00:1f.2".parse()?;
/// assert_eq!(key.to_string(), "pci:0000:00:1f.2");
/// let disk = Properties::from_iter([("cap", "pci"), ("address", "0000:00:1f.2")]);
/// assert!(key.matches(&disk));
/// # Ok::<(), virt_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum NodeDeviceKey {
    /// Its place in sysfs: `path:/sys/devices/pci0000:00/0000:00:1f.2`.
    Path(String),
    /// A file of it, or a link to one: `node:/dev/sda`.
    DevNode(String),
    /// Its PCI address: `pci:0000:00:1f.2`.
    Pci(PciAddress),
    /// Its place on USB: `usb:1:4`.
    Usb {
        /// The bus.
        bus: u32,
        /// The device on the bus.
        device: u32,
    },
    /// The MAC address of a network interface: `mac:52:54:00:6b:3c:58`.
    Mac(MacAddress),
    /// A world-wide name of a node, a port or a unit, as hexadecimal digits:
    /// `wwn:50014380186b86ec`.
    Wwn(String),
    /// The world-wide names of a SCSI host: `wwns:50014380186b86ed:50014380186b86ec`.
    Wwns {
        /// The name of its node.
        node: String,
        /// The name of its port.
        port: String,
    },
}

impl NodeDeviceKey {
    /// Whether a device with these properties is known by this key.
    pub fn matches(&self, properties: &Properties) -> bool {
        let is = |name: &str, value: &str| properties.contains(name, value);
        match self {
            NodeDeviceKey::Path(path) => is("path", path),
            NodeDeviceKey::DevNode(path) => is("dev_node", path) || is("dev_link", path),
            NodeDeviceKey::Pci(address) => is("cap", "pci") && is("address", &address.to_string()),
            NodeDeviceKey::Usb { bus, device } => {
                is("cap", "usb_device")
                    && is("bus_number", &bus.to_string())
                    && is("device_number", &device.to_string())
            }
            NodeDeviceKey::Mac(mac) => {
                properties.values("mac").any(|text| text.parse() == Ok(*mac))
            }
            NodeDeviceKey::Wwn(name) => {
                ["wwpn", "wwnn", "wwn"].iter().any(|property| has_wwn(properties, property, name))
            }
            NodeDeviceKey::Wwns { node, port } => {
                is("cap", "scsi_host")
                    && has_wwn(properties, "wwnn", node)
                    && has_wwn(properties, "wwpn", port)
            }
        }
    }
}

fn has_wwn(properties: &Properties, property: &str, name: &str) -> bool {
    properties.values(property).any(|value| digits(value).eq_ignore_ascii_case(digits(name)))
}

/// The kernel writes `0x` before a world-wide name, libvirt does not.
fn digits(name: &str) -> &str {
    name.strip_prefix("0x").unwrap_or(name)
}

impl FromStr for NodeDeviceKey {
    type Err = Error;

    /// Reads what `Display` writes; a path can stand alone.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidArg`](crate::ErrorKind::InvalidArg) for anything else.
    fn from_str(text: &str) -> Result<Self> {
        read(text).ok_or_else(|| {
            Error::invalid_argument(
                "key",
                format!(
                    "'{text}' is none; examples are pci:0000:00:1f.2, usb:1:4, \
                     mac:52:54:00:6b:3c:58, wwn:50014380186b86ec, /dev/sda and /sys/devices/…"
                ),
            )
        })
    }
}

fn read(text: &str) -> Option<NodeDeviceKey> {
    if text.starts_with('/') {
        return path(text);
    }
    let (kind, value) = text.split_once(':')?;
    Some(match kind {
        "path" | "node" => path(value)?,
        "pci" => NodeDeviceKey::Pci(value.parse().ok()?),
        "usb" => {
            let (bus, device) = value.split_once(':')?;
            NodeDeviceKey::Usb { bus: bus.parse().ok()?, device: device.parse().ok()? }
        }
        "mac" => NodeDeviceKey::Mac(value.parse().ok()?),
        "wwn" => NodeDeviceKey::Wwn(wwn(value)?),
        "wwns" => {
            let (node, port) = value.split_once(':')?;
            NodeDeviceKey::Wwns { node: wwn(node)?, port: wwn(port)? }
        }
        _ => return None,
    })
}

fn path(text: &str) -> Option<NodeDeviceKey> {
    match text.starts_with("/dev/") {
        true => Some(NodeDeviceKey::DevNode(text.to_owned())),
        false if text.starts_with('/') => Some(NodeDeviceKey::Path(text.to_owned())),
        false => None,
    }
}

fn wwn(text: &str) -> Option<String> {
    let digits = digits(text);
    let fits = !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    fits.then(|| digits.to_owned())
}

impl fmt::Display for NodeDeviceKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NodeDeviceKey::Path(path) => write!(f, "path:{path}"),
            NodeDeviceKey::DevNode(path) => write!(f, "node:{path}"),
            NodeDeviceKey::Pci(address) => write!(f, "pci:{address}"),
            NodeDeviceKey::Usb { bus, device } => write!(f, "usb:{bus}:{device}"),
            NodeDeviceKey::Mac(mac) => write!(f, "mac:{mac}"),
            NodeDeviceKey::Wwn(name) => write!(f, "wwn:{name}"),
            NodeDeviceKey::Wwns { node, port } => write!(f, "wwns:{node}:{port}"),
        }
    }
}
