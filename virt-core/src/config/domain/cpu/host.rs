//! What only the CPUs of hosts have.

use crate::xml::{XmlElement, XmlValue};

/// The numbers that tell the kind of a CPU: `<signature family='6' model='94' stepping='3'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, XmlElement)]
pub struct CpuSignature {
    /// The family.
    #[xml(attribute)]
    pub family: u32,
    /// The model.
    #[xml(attribute)]
    pub model: u32,
    /// The stepping.
    #[xml(attribute)]
    pub stepping: u32,
}

/// A CPU's counter of time: `<counter name='tsc' frequency='2399926000' scaling='no'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, XmlElement)]
pub struct CpuCounter {
    /// Which one.
    #[xml(attribute)]
    pub name: CpuCounterName,
    /// How fast it runs, in hertz.
    #[xml(attribute)]
    pub frequency: u64,
    /// Whether guests can see it run at another speed.
    #[xml(attribute)]
    pub scaling: Option<bool>,
}

/// A counter of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum CpuCounterName {
    /// The one of x86.
    Tsc,
}

/// What a host's CPU could do, in the words of libvirt's first versions: `<features>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
pub struct CpuHostFeatures {
    /// Addresses beyond 4 GiB.
    #[xml(flag)]
    pub pae: bool,
    /// Doing without them.
    #[xml(flag)]
    pub nonpae: bool,
    /// Intel's virtualization.
    #[xml(flag)]
    pub vmx: bool,
    /// AMD's virtualization.
    #[xml(flag)]
    pub svm: bool,
}

/// Pages of one size: `<pages unit='KiB' size='4'>524288</pages>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, XmlElement)]
pub struct HostPages {
    /// The unit of the size.
    #[xml(attribute, default)]
    pub unit: PageUnit,
    /// The size.
    #[xml(attribute)]
    pub size: u64,
    /// How many a cell has.
    #[xml(text)]
    pub count: Option<u64>,
}

/// The unit of a page's size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, XmlValue)]
pub enum PageUnit {
    /// 1024 bytes.
    #[default]
    #[xml(name = "KiB")]
    KiB,
}
