//! `<rng>`: a random number generator.

use super::character::{CharacterBackend, CharacterLog, fill_log};
use super::{DeviceInfo, VirtioModel, VirtioOptions};
use crate::config::{Problems, Validate};
use crate::xml::{Form, XmlElement};

/// A random number generator: `<rng model='virtio'>`.
#[derive(Debug, Clone, PartialEq, XmlElement)]
pub struct Rng {
    /// What the guest sees.
    #[xml(attribute)]
    pub model: VirtioModel,
    /// How much it gives. Default: as much as there is.
    #[xml(child)]
    pub rate: Option<RngRate>,
    /// Where the numbers come from.
    #[xml(child, once)]
    pub backend: RngBackend,
    /// How the hypervisor handles it.
    #[xml(child)]
    pub driver: Option<VirtioOptions>,
    /// Name and place.
    #[xml(flatten)]
    pub info: DeviceInfo,
}

impl Rng {
    /// A virtio device with numbers from here.
    pub fn new(backend: RngBackend) -> Self {
        let model = VirtioModel::Virtio;
        Rng { model, rate: None, backend, driver: None, info: DeviceInfo::default() }
    }
}

impl Rng {
    pub(crate) fn fill_defaults(&mut self) {
        self.driver.take_if(|driver| *driver == VirtioOptions::default());
        self.rate.take_if(|rate| {
            rate.bytes.take_if(|bytes| *bytes == 0);
            rate.period.take_if(|period| *period == 0);
            rate.bytes.is_none()
        });
        match &mut self.backend {
            RngBackend::Random(device) => {
                device.path.get_or_insert_with(|| RngDevice::DEFAULT.to_owned());
            }
            RngBackend::Egd(server) => {
                server.backend.fill_defaults();
                fill_log(&mut server.log);
            }
            RngBackend::Builtin => {}
        }
    }
}

/// How much a generator gives: `<rate bytes='1234' period='2000'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
#[xml(written_if = "is_in")]
pub struct RngRate {
    /// So many bytes.
    #[xml(attribute, blank)]
    pub bytes: Option<u32>,
    /// In so many milliseconds. Default: 1000.
    #[xml(attribute, blank)]
    pub period: Option<u32>,
}

impl RngRate {
    /// A rate without bytes is none.
    fn is_in(&self, _form: Form) -> bool {
        self.bytes.is_some()
    }
}

/// Where random numbers come from: `<backend model='random'>/dev/urandom</backend>`.
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(tag = "model")]
#[non_exhaustive]
pub enum RngBackend {
    /// A device of the host.
    Random(RngDevice),
    /// A server that speaks the protocol of the entropy gathering daemon.
    Egd(Box<RngServer>),
    /// The hypervisor itself.
    Builtin,
}

/// A device of the host that gives random numbers.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct RngDevice {
    /// Its path. Default: [`RngDevice::DEFAULT`].
    #[xml(text)]
    pub path: Option<String>,
}

impl RngDevice {
    /// The device if nobody says which.
    pub const DEFAULT: &'static str = "/dev/random";
}

/// A server that gives random numbers: `type='tcp'` and its `<source>`.
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(empty = "open")]
pub struct RngServer {
    /// Where it is.
    #[xml(flatten, tag = "type")]
    pub backend: CharacterBackend,
    /// A copy of what goes over the line.
    #[xml(child, once)]
    pub log: Option<CharacterLog>,
}

impl Validate for Rng {
    fn collect_problems(&self, problems: &mut Problems) {
        if let RngBackend::Egd(server) = &self.backend {
            problems.within("backend", |problems| server.backend.check(problems));
        }
    }
}
