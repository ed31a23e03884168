//! `<vcpu>`.

use crate::xml::{XmlElement, XmlValue};

/// How many virtual CPUs there are: `<vcpu placement='static'>2</vcpu>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct Vcpu {
    /// How they get their place on the host. Default: static.
    #[xml(attribute)]
    pub placement: Option<VcpuPlacement>,
    /// The host's CPUs that they may run on, such as `1-4,^3,6`. Default: all.
    #[xml(attribute)]
    pub cpuset: Option<String>,
    /// How many are there at boot; the rest can be plugged in. Default: all.
    #[xml(attribute)]
    pub current: Option<u32>,
    /// How many there can be.
    #[xml(text)]
    pub maximum: u32,
}

impl Vcpu {
    /// So many, all there at boot, anywhere on the host.
    pub const fn new(maximum: u32) -> Self {
        Vcpu { placement: None, cpuset: None, current: None, maximum }
    }

    /// How many are there at boot.
    pub fn online(&self) -> u32 {
        self.current.unwrap_or(self.maximum)
    }
}

/// How virtual CPUs get their place on the host.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum VcpuPlacement {
    /// Where `cpuset` says.
    Static,
    /// Where numad advises.
    Auto,
}
