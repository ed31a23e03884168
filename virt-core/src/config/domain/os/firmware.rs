//! `<firmware>`, `<loader>` and `<nvram>`: the machine's firmware.

use crate::config::domain::devices::{DiskSource, DiskType};
use crate::xml::{Form, XmlElement, XmlValue};

/// A kind of firmware.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum Firmware {
    /// BIOS.
    Bios,
    /// UEFI.
    Efi,
}

/// What a firmware must have, and must not have: `<firmware>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct FirmwareFeatures {
    /// The features that are asked about.
    #[xml(child = "feature")]
    pub features: Vec<FirmwareFeature>,
}

impl FirmwareFeatures {
    /// Whether the firmware must have the feature, or must not; none where it is all the same.
    /// Of several answers the last one counts, as it does for libvirt.
    pub fn wants(&self, name: FirmwareFeatureName) -> Option<bool> {
        let mut last_first = self.features.iter().rev();
        last_first.find(|feature| feature.name == name).map(|feature| feature.enabled)
    }
}

/// A feature of firmware: `<feature enabled='no' name='enrolled-keys'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, XmlElement)]
pub struct FirmwareFeature {
    /// Whether the firmware must have it; otherwise it must not.
    #[xml(attribute)]
    pub enabled: bool,
    /// The feature.
    #[xml(attribute)]
    pub name: FirmwareFeatureName,
}

/// A feature of firmware.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, XmlValue)]
#[non_exhaustive]
pub enum FirmwareFeatureName {
    /// The vendors' keys for Secure Boot are in its variables.
    EnrolledKeys,
    /// It supports Secure Boot.
    SecureBoot,
}

/// The firmware's code: `<loader readonly='yes' type='pflash'>/path</loader>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct Loader {
    /// Whether the guest can only read it.
    #[xml(attribute)]
    pub readonly: Option<bool>,
    /// Whether the firmware supports Secure Boot, which needs SMM.
    #[xml(attribute)]
    pub secure: Option<bool>,
    /// How the machine maps it. Default: rom.
    #[xml(attribute = "type")]
    pub loader_type: Option<LoaderType>,
    /// Whether the firmware keeps no variables. Since libvirt 8.6.
    #[xml(attribute)]
    pub stateless: Option<bool>,
    /// The format of the image. Default: raw. Since libvirt 9.2.
    #[xml(attribute)]
    pub format: Option<FirmwareFormat>,
    /// The path on the host.
    #[xml(text)]
    pub path: Option<String>,
}

/// How a machine maps its firmware.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum LoaderType {
    /// As a ROM.
    Rom,
    /// As a flash chip.
    Pflash,
}

/// The format of an image with firmware or its variables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum FirmwareFormat {
    /// The bytes as they are.
    Raw,
    /// QEMU's own format.
    Qcow2,
}

/// The firmware's variables: `<nvram template='/path'>/path</nvram>`.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct Nvram {
    /// What a new store is copied from. Default: what belongs to the loader.
    #[xml(attribute)]
    pub template: Option<String>,
    /// The template's format. Since libvirt 10.10.
    #[xml(attribute = "templateFormat")]
    pub template_format: Option<FirmwareFormat>,
    /// What kind of thing holds the store. Default: a file, whose path is the element's text. Since
    /// libvirt 8.5.
    #[xml(attribute = "type")]
    pub nvram_type: Option<DiskType>,
    /// The format of the store. Default: raw. Since libvirt 9.2.
    #[xml(attribute)]
    pub format: Option<FirmwareFormat>,
    /// The path on the host.
    #[xml(text, written = "path_in")]
    pub path: Option<String>,
    /// Where the store is, where its type is given.
    #[xml(child, written = "source_in")]
    pub source: Option<DiskSource>,
}

/// The type says which of both counts; without one it is the path, where both are there.
impl Nvram {
    fn path_in(&self, _form: Form) -> Option<&String> {
        self.path.as_ref().filter(|_| self.nvram_type.is_none())
    }

    fn source_in(&self, _form: Form) -> Option<&DiskSource> {
        self.source.as_ref().filter(|_| self.nvram_type.is_some() || self.path.is_none())
    }
}
