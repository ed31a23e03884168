//! SCSI hosts, targets and units.

use crate::xml::XmlElement;

/// A SCSI host.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct ScsiHostCapability {
    /// The number; a virtual port that is made has none yet.
    #[xml(value)]
    pub host: Option<u32>,
    /// Which of its device's hosts.
    #[xml(value)]
    pub unique_id: Option<u32>,
    /// What else it can do.
    #[xml(child = "capability")]
    pub nested: Vec<ScsiHostNested>,
}

/// What a SCSI host can do beside: `<capability type='fc_host'>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
#[xml(tag = "type")]
#[non_exhaustive]
pub enum ScsiHostNested {
    /// It is on Fibre Channel.
    #[xml(name = "fc_host")]
    FcHost(FcHost),
    /// It can have virtual ports.
    #[xml(name = "vport_ops")]
    VportOps(VportOps),
}

/// A port of Fibre Channel. Names are 16 hexadecimal digits; a virtual port that is made gets
/// those that are missing.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct FcHost {
    /// The node's world wide name.
    #[xml(value)]
    pub wwnn: Option<String>,
    /// The port's world wide name.
    #[xml(value)]
    pub wwpn: Option<String>,
    /// The fabric's world wide name.
    #[xml(value)]
    pub fabric_wwn: Option<String>,
}

/// Virtual ports of a SCSI host.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
pub struct VportOps {
    /// How many it can have.
    #[xml(value)]
    pub max_vports: u32,
    /// How many it has.
    #[xml(value)]
    pub vports: u32,
}

/// A target of a SCSI host.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct ScsiTargetCapability {
    /// The name in sysfs.
    #[xml(value, default)]
    pub target: String,
    /// What else it is.
    #[xml(child = "capability")]
    pub nested: Vec<ScsiTargetNested>,
}

/// What a SCSI target is beside: `<capability type='fc_remote_port'>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
#[xml(tag = "type")]
#[non_exhaustive]
pub enum ScsiTargetNested {
    /// It is on Fibre Channel.
    #[xml(name = "fc_remote_port")]
    FcRemotePort(FcRemotePort),
}

/// A port of Fibre Channel that is not the host's.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct FcRemotePort {
    /// The name in sysfs.
    #[xml(value = "rport", default)]
    pub remote_port: String,
    /// The port's world wide name, as the host writes it.
    #[xml(value, default)]
    pub wwpn: String,
}

/// A unit of a SCSI target.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct ScsiCapability {
    /// The host.
    #[xml(value)]
    pub host: u32,
    /// Its bus.
    #[xml(value)]
    pub bus: u32,
    /// The target.
    #[xml(value)]
    pub target: u32,
    /// The unit.
    #[xml(value = "lun")]
    pub unit: u64,
    /// What it is: `disk`, `cdrom`, `tape`…
    #[xml(value = "type")]
    pub scsi_type: Option<String>,
}

/// The way to a SCSI device without its driver.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct ScsiGenericCapability {
    /// The character device.
    #[xml(value = "char", default)]
    pub character_device: String,
}
