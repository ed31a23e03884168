//! The host itself.

use uuid::Uuid;

use crate::xml::XmlElement;

/// The host itself.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct SystemCapability {
    /// What its maker calls it.
    #[xml(value)]
    pub product: Option<String>,
    /// The machine.
    #[xml(child, default)]
    pub hardware: SystemHardware,
    /// Its firmware.
    #[xml(child, default)]
    pub firmware: SystemFirmware,
}

/// A machine: `<hardware>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
#[xml(empty = "open")]
pub struct SystemHardware {
    /// Who made it.
    #[xml(value)]
    pub vendor: Option<String>,
    /// Which one.
    #[xml(value)]
    pub version: Option<String>,
    /// Its serial number.
    #[xml(value)]
    pub serial: Option<String>,
    /// Its identity.
    #[xml(value)]
    pub uuid: Option<Uuid>,
}

/// Firmware: `<firmware>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
#[xml(empty = "open")]
pub struct SystemFirmware {
    /// Who made it.
    #[xml(value)]
    pub vendor: Option<String>,
    /// Which one.
    #[xml(value)]
    pub version: Option<String>,
    /// When it came out, as its maker writes it.
    #[xml(value)]
    pub release_date: Option<String>,
}
