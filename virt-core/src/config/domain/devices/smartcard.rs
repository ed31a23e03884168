//! `<smartcard>`: a smart card in the guest's reader.

use super::DeviceInfo;
use super::character::{CharacterBackend, CharacterLog, fill_log};
use crate::xml::XmlElement;

/// A smart card in the guest's reader: `<smartcard mode='passthrough' type='spicevmc'>`.
#[derive(Debug, Clone, PartialEq, XmlElement)]
pub struct Smartcard {
    /// Which card it is.
    #[xml(flatten)]
    pub card: SmartcardMode,
    /// Name and place.
    #[xml(flatten)]
    pub info: DeviceInfo,
}

impl Smartcard {
    /// This card, in a reader of the driver's choice.
    pub fn new(card: SmartcardMode) -> Self {
        Smartcard { card, info: DeviceInfo::default() }
    }
}

impl Smartcard {
    pub(crate) fn fill_defaults(&mut self) {
        if let SmartcardMode::Passthrough(card) = &mut self.card {
            card.backend.fill_defaults();
            fill_log(&mut card.log);
        }
    }
}

/// Which smart card a guest has.
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(tag = "mode")]
#[non_exhaustive]
pub enum SmartcardMode {
    /// The card in the host's reader.
    Host,
    /// One made of the host's certificates.
    HostCertificates(HostCertificates),
    /// One that comes over a line.
    Passthrough(Box<PassthroughSmartcard>),
}

/// Certificates of the host that make a smart card: `<certificate>cert1</certificate>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct HostCertificates {
    /// Their names: three.
    #[xml(value = "certificate")]
    pub certificates: Vec<String>,
    /// The folder of the database that they are in. Default: [`HostCertificates::DATABASE`].
    #[xml(value)]
    pub database: Option<String>,
}

impl HostCertificates {
    /// Where the certificates are if nobody says so.
    pub const DATABASE: &'static str = "/etc/pki/nssdb";

    /// How many certificates a card is made of.
    pub const COUNT: usize = 3;
}

/// A smart card that comes over a line: `type='tcp'` and its `<source>`.
#[derive(Debug, Clone, PartialEq, XmlElement)]
pub struct PassthroughSmartcard {
    /// Where it comes from.
    #[xml(flatten, tag = "type")]
    pub backend: CharacterBackend,
    /// A copy of what goes over the line.
    #[xml(child, once)]
    pub log: Option<CharacterLog>,
}
