//! `<smartcard>`: a smart card in the guest's reader.

use super::DeviceInfo;
use super::character::{CharacterBackend, CharacterLog, fill_log};
use crate::config::domain::Address;
use crate::config::{Problems, Validate};
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

impl Validate for Smartcard {
    fn collect_problems(&self, problems: &mut Problems) {
        match &self.card {
            SmartcardMode::Host => {}
            SmartcardMode::HostCertificates(certificates) => certificates.check(problems),
            SmartcardMode::Passthrough(card) => card.backend.check(problems),
        }
        if self.info.address.as_ref().is_some_and(|address| !matches!(address, Address::Ccid(_))) {
            let message = "a smart card is in a reader: its address is of type 'ccid'";
            problems.unsupported_at("address/@type", message);
        }
    }
}

impl HostCertificates {
    fn check(&self, problems: &mut Problems) {
        let (count, wanted) = (self.certificates.len(), HostCertificates::COUNT);
        if count != wanted {
            let message = format!("a smart card is made of {wanted} certificates, not {count}");
            problems.report_at("certificate", message);
        }
        if let Some(database) = self.database.as_ref().filter(|path| !path.starts_with('/')) {
            let message = format!("'{database}' does not start with '/'");
            problems.report_at("database", message);
        }
    }
}
