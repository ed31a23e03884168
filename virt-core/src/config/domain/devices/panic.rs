//! `<panic>`: tells the host of the guest's crash.

use super::DeviceInfo;
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
