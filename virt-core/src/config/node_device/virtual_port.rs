//! Virtual ports of Fibre Channel hosts, as a definition asks for them.

use super::{Capability, NodeDeviceConfig, ScsiHostNested};
use crate::{Error, ErrorKind, ErrorOrigin, Result};

/// What a definition that makes a virtual port asks for.
///
/// ```
/// use virt_core::config::NodeDeviceConfig;
/// use virt_core::config::node_device::PortParent;
///
/// let device = NodeDeviceConfig::parse(
///     "<device>
///        <parent>scsi_host1</parent>
///        <capability type='scsi_host'><capability type='fc_host'/></capability>
///      </device>",
/// )?;
/// let port = device.virtual_port()?.expect("it has the capability");
/// assert_eq!(port.parent, PortParent::Named("scsi_host1".to_owned()));
/// assert_eq!(port.wwpn.len(), 16);
/// # Ok::<(), virt_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VirtualPort {
    /// Which host it is made on.
    pub parent: PortParent,
    /// The world-wide name of its node: 16 hexadecimal digits.
    pub wwnn: String,
    /// The world-wide name of the port: 16 hexadecimal digits.
    pub wwpn: String,
}

/// Which SCSI host a virtual port is made on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PortParent {
    /// The one with this name.
    Named(String),
    /// The one with these world-wide names.
    Wwns {
        /// The name of its node.
        wwnn: String,
        /// The name of its port.
        wwpn: String,
    },
    /// One that is in this fabric.
    Fabric(String),
    /// Any one that can have virtual ports.
    Any,
}

impl NodeDeviceConfig {
    /// The virtual port that this definition asks for, if it is of a Fibre Channel host. World-wide
    /// names that are missing are made up.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::XmlError`] when a world-wide name is none, or one of the parent's two is
    /// missing.
    pub fn virtual_port(&self) -> Result<Option<VirtualPort>> {
        let hosts = self.capabilities.iter().filter_map(|capability| match capability {
            Capability::ScsiHost(host) => Some(host),
            _ => None,
        });
        let port = hosts.flat_map(|host| &host.nested).find_map(|nested| match nested {
            ScsiHostNested::FcHost(port) => Some(port),
            ScsiHostNested::VportOps(_) => None,
        });
        let Some(port) = port else { return Ok(None) };
        Ok(Some(VirtualPort {
            parent: self.port_parent()?,
            wwnn: name_or_random("wwnn", port.wwnn.as_deref())?,
            wwpn: name_or_random("wwpn", port.wwpn.as_deref())?,
        }))
    }

    fn port_parent(&self) -> Result<PortParent> {
        let Some(parent) = &self.parent else { return Ok(PortParent::Any) };
        if let Some(name) = &parent.name {
            return Ok(PortParent::Named(name.clone()));
        }
        match (&parent.wwnn, &parent.wwpn, &parent.fabric_wwn) {
            (Some(wwnn), Some(wwpn), _) => Ok(PortParent::Wwns {
                wwnn: checked("parent/@wwnn", wwnn)?,
                wwpn: checked("parent/@wwpn", wwpn)?,
            }),
            (None, None, Some(fabric)) => {
                checked("parent/@fabric_wwn", fabric).map(PortParent::Fabric)
            }
            (None, None, None) => Ok(PortParent::Any),
            _ => Err(wrong("a <parent> needs both wwnn and wwpn, or neither")),
        }
    }
}

fn name_or_random(place: &str, name: Option<&str>) -> Result<String> {
    name.map_or_else(|| Ok(random_wwn()), |name| checked(place, name))
}

fn checked(place: &str, name: &str) -> Result<String> {
    let digits = name.strip_prefix("0x").unwrap_or(name);
    if digits.len() != 16 || !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        let message = format!("{place} '{name}' is no world-wide name: 16 hexadecimal digits");
        return Err(wrong(message));
    }
    Ok(digits.to_ascii_lowercase())
}

fn wrong(message: impl Into<String>) -> Error {
    Error::new(ErrorKind::XmlError, message).with_origin(ErrorOrigin::Nodedev)
}

/// A name of the format that starts with 5, behind the vendor prefix that libvirt uses.
fn random_wwn() -> String {
    let random = uuid::Uuid::new_v4().as_u128();
    format!("5001a4a{:09x}", random & 0xF_FFFF_FFFF)
}
