//! `<panic>`: tells the host of the guest's crash.

use super::DeviceInfo;
use crate::config::domain::Address;
use crate::config::{Problems, Validate};
use crate::xml::{XmlElement, XmlValue};

/// Tells the host of the guest's crash: `<panic model='isa'/>`.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct Panic {
    /// Which one it is. Default: the machine's usual one.
    #[xml(attribute)]
    pub model: Option<PanicModel>,
    /// Name and place.
    #[xml(flatten)]
    pub info: DeviceInfo,
}

/// How a crash is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
#[expect(missing_docs, reason = "the words are the devices' own names")]
pub enum PanicModel {
    Isa,
    Pseries,
    Hyperv,
    S390,
    Pvpanic,
}

impl Validate for Panic {
    /// Each kind has its own kind of place, or none.
    fn collect_problems(&self, problems: &mut Problems) {
        let (Some(model), Some(address)) = (self.model, &self.info.address) else { return };
        let wrong = match (model, address) {
            (PanicModel::Isa, Address::Isa(_)) | (PanicModel::Pvpanic, Address::Pci(_)) => None,
            (PanicModel::Isa, _) => Some("has an address of type 'isa'"),
            (PanicModel::Pvpanic, _) => Some("has an address of type 'pci'"),
            _ => Some("has no address; drop it"),
        };
        if let Some(wrong) = wrong {
            problems
                .unsupported_at("address", format!("a panic device of model '{model}' {wrong}"));
        }
    }
}
