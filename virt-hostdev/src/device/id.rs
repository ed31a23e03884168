//! Which device of the host is meant.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;
use virt_core::config::domain::PciAddress;
use virt_core::config::domain::devices::HostUsbAddress;
use virt_core::xml::ValueError;

/// A kind of device that guests can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum DeviceKind {
    /// PCI devices, NVMe drives among them.
    Pci,
    /// USB devices.
    Usb,
    /// SCSI devices.
    Scsi,
    /// Targets of vhost-scsi.
    ScsiHost,
    /// Mediated devices.
    Mdev,
}

/// One device of the host.
///
/// As text it is what the ledger calls it:
///
/// ```
/// use virt_hostdev::{DeviceId, DeviceKind};
///
/// let card: DeviceId = "pci-0000:02:00.0".parse()?;
/// assert_eq!(card.kind(), DeviceKind::Pci);
/// assert_eq!(card.to_string(), "PCI device 0000:02:00.0");
/// # Ok::<(), virt_core::xml::ValueError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
#[non_exhaustive]
pub enum DeviceId {
    /// The PCI device at this address.
    Pci(PciAddress),
    /// The USB device that has this address now.
    Usb(HostUsbAddress),
    /// The SCSI device at this address.
    Scsi(ScsiAddress),
    /// The target of vhost-scsi with this name.
    ScsiHost(String),
    /// The mediated device with this identity.
    Mdev(Uuid),
}

impl DeviceId {
    /// What kind of device it is.
    pub fn kind(&self) -> DeviceKind {
        match self {
            DeviceId::Pci(_) => DeviceKind::Pci,
            DeviceId::Usb(_) => DeviceKind::Usb,
            DeviceId::Scsi(_) => DeviceKind::Scsi,
            DeviceId::ScsiHost(_) => DeviceKind::ScsiHost,
            DeviceId::Mdev(_) => DeviceKind::Mdev,
        }
    }

    /// Its name in the ledger, such as `usb-001:004`; reads back with `parse`.
    pub fn key(&self) -> String {
        match self {
            DeviceId::Pci(address) => format!("pci-{address}"),
            DeviceId::Usb(address) => format!("usb-{address}"),
            DeviceId::Scsi(address) => format!("scsi-{address}"),
            DeviceId::ScsiHost(wwpn) => format!("vhost-{wwpn}"),
            DeviceId::Mdev(uuid) => format!("mdev-{uuid}"),
        }
    }
}

/// `PCI device 0000:02:00.0`.
impl fmt::Display for DeviceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DeviceId::Pci(address) => write!(f, "PCI device {address}"),
            DeviceId::Usb(address) => write!(f, "USB device {address}"),
            DeviceId::Scsi(address) => write!(f, "SCSI device {address}"),
            DeviceId::ScsiHost(wwpn) => write!(f, "vhost-scsi target {wwpn}"),
            DeviceId::Mdev(uuid) => write!(f, "mediated device {uuid}"),
        }
    }
}

impl FromStr for DeviceId {
    type Err = ValueError;

    fn from_str(key: &str) -> Result<Self, ValueError> {
        const EXPECTED: ValueError = ValueError::Expected("a device such as pci-0000:02:00.0");
        let (kind, name) = key.split_once('-').ok_or(EXPECTED)?;
        match kind {
            "pci" => name.parse().map(DeviceId::Pci),
            "usb" => read_usb(name).map(DeviceId::Usb).ok_or(EXPECTED),
            "scsi" => name.parse().map(DeviceId::Scsi),
            "vhost" if is_target(name) => Ok(DeviceId::ScsiHost(name.to_owned())),
            "mdev" => name.parse().map(DeviceId::Mdev).map_err(|_| EXPECTED),
            _ => Err(EXPECTED),
        }
    }
}

impl From<DeviceId> for String {
    fn from(device: DeviceId) -> String {
        device.key()
    }
}

impl TryFrom<String> for DeviceId {
    type Error = ValueError;

    fn try_from(key: String) -> Result<Self, ValueError> {
        key.parse()
    }
}

fn read_usb(text: &str) -> Option<HostUsbAddress> {
    let (bus, device) = text.split_once(':')?;
    Some(HostUsbAddress::new(bus.parse().ok()?, device.parse().ok()?))
}

/// Whether `name` can be a target of vhost-scsi: it becomes a part of paths.
pub(crate) fn is_target(name: &str) -> bool {
    let digits = name.strip_prefix("naa.").unwrap_or_default();
    digits.len() == 16 && digits.bytes().all(|digit| digit.is_ascii_hexdigit())
}

/// Where a SCSI device of the host is; as text `2:0:1:0`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ScsiAddress {
    /// The adapter: 2 for `scsi_host2`.
    pub host: u32,
    /// The bus of the adapter, also called channel.
    pub bus: u32,
    /// The target on the bus.
    pub target: u32,
    /// The unit of the target.
    pub unit: u64,
}

impl fmt::Display for ScsiAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ScsiAddress { host, bus, target, unit } = self;
        write!(f, "{host}:{bus}:{target}:{unit}")
    }
}

impl FromStr for ScsiAddress {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, ValueError> {
        let mut parts = text.split(':').map(|part| part.parse::<u64>().ok());
        let mut next = || parts.next().flatten();
        let short = |number: Option<u64>| number.and_then(|number| u32::try_from(number).ok());
        let address = (short(next()), short(next()), short(next()), next());
        match (address, parts.next()) {
            ((Some(host), Some(bus), Some(target), Some(unit)), None) => {
                Ok(ScsiAddress { host, bus, target, unit })
            }
            _ => Err(ValueError::Expected("a SCSI address such as 2:0:1:0")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_read_back() {
        for key in [
            "pci-0000:02:00.0",
            "usb-001:004",
            "scsi-2:0:1:16640",
            "vhost-naa.5001405df3e54061",
            "mdev-83b8f4f2-509f-382f-3c1e-e6bfe0fa1001",
        ] {
            assert_eq!(key.parse::<DeviceId>().unwrap().key(), key);
        }
    }

    #[test]
    fn other_text_is_no_device() {
        for key in
            ["", "pci", "pci-0", "usb-1", "usb-a:b", "scsi-1:2:3", "scsi-1:2:3:4:5", "vhost-../x"]
        {
            assert!(key.parse::<DeviceId>().is_err(), "{key}");
        }
    }
}
