//! `<tpm>`: a trusted platform module.

use uuid::Uuid;

use super::DeviceInfo;
use super::character::SocketMode;
use crate::config::Problems;
use crate::xml::{XmlElement, XmlValue};

/// A trusted platform module: `<tpm model='tpm-crb'>`.
#[derive(Debug, Clone, PartialEq, XmlElement)]
pub struct Tpm {
    /// What the guest sees. Default: the machine's.
    #[xml(attribute)]
    pub model: Option<TpmModel>,
    /// What it is on the host.
    #[xml(child, once)]
    pub backend: TpmBackend,
    /// Name and place.
    #[xml(flatten)]
    pub info: DeviceInfo,
}

/// A kind of trusted platform module.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
#[expect(missing_docs, reason = "the words are the devices' own names")]
pub enum TpmModel {
    TpmTis,
    TpmCrb,
    TpmSpapr,
    SpaprTpmProxy,
}

/// What a trusted platform module is on the host: `<backend type='emulator' version='2.0'>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
#[xml(tag = "type")]
#[non_exhaustive]
pub enum TpmBackend {
    /// The host's own.
    Passthrough(PassthroughTpm),
    /// A program that the driver starts: swtpm.
    Emulator(Box<EmulatorTpm>),
    /// A program that somebody else started. Since libvirt 9.0.
    External(ExternalTpm),
}

/// The host's own trusted platform module.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct PassthroughTpm {
    /// The version, which the host's device has anyway.
    #[xml(attribute)]
    pub version: Option<TpmVersion>,
    /// The device. Default: /dev/tpm0.
    #[xml(path = "device/@path", blank)]
    pub device: Option<String>,
}

/// A program that the driver starts.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct EmulatorTpm {
    /// The version. Default: the driver's choice.
    #[xml(attribute)]
    pub version: Option<TpmVersion>,
    /// Whether the state of a transient domain stays when it ends. Default: no.
    #[xml(attribute)]
    pub persistent_state: Option<bool>,
    /// How much the program writes to its log. Default: 0, which is nothing. Since libvirt 10.2.
    #[xml(attribute)]
    pub debug: Option<u32>,
    /// The secret that the state is encrypted with: `<encryption secret='…'/>`.
    #[xml(path = "encryption/@secret")]
    pub encryption: Option<Uuid>,
    /// The banks of measurements that a new state has. Default: the program's.
    #[xml(child)]
    pub active_pcr_banks: Option<PcrBanks>,
    /// Where the state is. Default: the driver's choice. Since libvirt 10.10.
    #[xml(child)]
    pub source: Option<TpmSource>,
    /// What a new state can do. Since libvirt 10.10.
    #[xml(child)]
    pub profile: Option<TpmProfile>,
}

/// A version of the standard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum TpmVersion {
    /// 1.2.
    #[xml(name = "1.2")]
    V1_2,
    /// 2.0.
    #[xml(name = "2.0")]
    V2_0,
}

/// Banks of measurements, by the hash that they are made with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
pub struct PcrBanks {
    /// SHA-1.
    #[xml(flag)]
    pub sha1: bool,
    /// SHA-256.
    #[xml(flag)]
    pub sha256: bool,
    /// SHA-384.
    #[xml(flag)]
    pub sha384: bool,
    /// SHA-512.
    #[xml(flag)]
    pub sha512: bool,
}

/// Where the state is: `<source type='file' path='/var/lib/tpm.state'/>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct TpmSource {
    /// What the path leads to. Without it the element has no meaning.
    #[xml(attribute = "type")]
    pub source_type: Option<TpmSourceType>,
    /// The path.
    #[xml(attribute)]
    pub path: Option<String>,
}

/// What holds the state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum TpmSourceType {
    /// A file or a block device.
    File,
    /// A folder.
    Dir,
}

/// What a new state can do: `<profile source='local:restricted' removeDisabled='check'/>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct TpmProfile {
    /// The profile that it is made from: a name, with `builtin:` or `local:` before it perhaps.
    #[xml(attribute)]
    pub source: Option<String>,
    /// What happens to algorithms that the host does not allow.
    #[xml(attribute = "removeDisabled")]
    pub remove_disabled: Option<RemoveDisabled>,
    /// The profile that the state has, as the program told at its first start.
    #[xml(attribute)]
    pub name: Option<String>,
}

/// What happens to algorithms of a profile that the host does not allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum RemoveDisabled {
    /// They are left out after a test of each.
    Check,
    /// Those are left out that no host in FIPS mode allows.
    FipsHost,
}

/// A program that somebody else started.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct ExternalTpm {
    /// The version, which the program has anyway.
    #[xml(attribute)]
    pub version: Option<TpmVersion>,
    /// The program's socket.
    #[xml(child)]
    pub source: Option<ExternalTpmSource>,
}

/// A program's socket: `<source type='unix' mode='connect' path='/run/tpm.sock'/>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct ExternalTpmSource {
    /// What kind of socket it is.
    #[xml(attribute = "type")]
    pub source_type: TpmSocketType,
    /// Who waits and who connects. The hypervisor connects.
    #[xml(attribute)]
    pub mode: Option<SocketMode>,
    /// The path.
    #[xml(attribute)]
    pub path: Option<String>,
}

/// A kind of socket of a trusted platform module.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum TpmSocketType {
    /// A Unix socket.
    Unix,
}

impl Tpm {
    /// Adds the device of the host and who connects, and drops what says nothing.
    pub(crate) fn fill_defaults(&mut self) {
        match &mut self.backend {
            TpmBackend::Passthrough(host) => {
                host.version = None;
                host.device.get_or_insert_with(|| "/dev/tpm0".to_owned());
            }
            TpmBackend::Emulator(emulator) => emulator.fill_defaults(),
            TpmBackend::External(external) => {
                external.version = None;
                if let Some(source) = &mut external.source {
                    source.mode.get_or_insert(SocketMode::Connect);
                }
            }
        }
    }

    /// Reports what is missing or clashes, from the element on.
    pub(crate) fn check(&self, problems: &mut Problems) {
        problems.within("backend", |problems| match &self.backend {
            TpmBackend::Passthrough(_) => {}
            TpmBackend::Emulator(emulator) => emulator.check(problems),
            TpmBackend::External(external) => external.check(problems),
        });
    }
}

impl EmulatorTpm {
    fn fill_defaults(&mut self) {
        self.persistent_state.take_if(|persistent| !*persistent);
        self.debug.take_if(|debug| *debug == 0);
        self.active_pcr_banks.take_if(|banks| *banks == PcrBanks::default());
        self.source.take_if(|source| source.source_type.is_none());
        self.profile.take_if(|profile| profile.source.is_none() && profile.name.is_none());
    }

    fn check(&self, problems: &mut Problems) {
        let old = self.version == Some(TpmVersion::V1_2);
        if old && self.active_pcr_banks.is_some_and(|banks| banks != PcrBanks::default()) {
            problems.report_at("active_pcr_banks", "banks can be chosen with version='2.0' alone");
        }
        if old && self.profile.as_ref().is_some_and(|profile| profile.source.is_some()) {
            problems.report_at("profile", "profiles are there with version='2.0' alone");
        }
        if let Some(source) = &self.source
            && source.source_type.is_some()
            && source.path.is_none()
        {
            problems.report_at("source/@path", "the state of the TPM needs a path");
        }
    }
}

impl ExternalTpm {
    fn check(&self, problems: &mut Problems) {
        let Some(source) = &self.source else {
            return problems.report_at("source", "say where the TPM's socket is");
        };
        if source.path.is_none() {
            problems.report_at("source/@path", "the socket of the TPM needs a path");
        }
        if source.mode == Some(SocketMode::Bind) {
            problems.report_at("source/@mode", "the program waits, so the mode is 'connect'");
        }
    }
}
