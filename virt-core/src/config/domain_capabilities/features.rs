//! `<features>`: which features machines can have.

use super::SupportedEnums;
use crate::units::MemorySize;
use crate::xml::XmlElement;

/// Which features machines can have: `<features>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct FeatureCapabilities {
    /// The interrupt controller of ARM machines: `version`.
    #[xml(child)]
    pub gic: Option<SupportedEnums>,
    /// Handing the kernel's crash information to the host.
    #[xml(child)]
    pub vmcoreinfo: Option<SupportedFeature>,
    /// A number that changes when a guest is copied.
    #[xml(child)]
    pub genid: Option<SupportedFeature>,
    /// Whether a definition can say what a disk is a layer on.
    #[xml(child = "backingStoreInput")]
    pub backing_store_input: Option<SupportedFeature>,
    /// Backups of running guests.
    #[xml(child)]
    pub backup: Option<SupportedFeature>,
    /// Giving memory back behind a guest's end.
    #[xml(child = "async-teardown")]
    pub async_teardown: Option<SupportedFeature>,
    /// Protected guests on IBM Z machines.
    #[xml(child = "s390-pv")]
    pub s390_pv: Option<SupportedFeature>,
    /// Whether the PS/2 controller can be left out.
    #[xml(child)]
    pub ps2: Option<SupportedFeature>,
    /// AMD's encrypted memory.
    #[xml(child)]
    pub sev: Option<SevCapabilities>,
    /// Intel's enclaves.
    #[xml(child)]
    pub sgx: Option<SgxCapabilities>,
    /// What makes Windows faster: `features`.
    #[xml(child)]
    pub hyperv: Option<SupportedEnums>,
    /// Guests that do not trust their host: `sectype`.
    #[xml(child = "launchSecurity")]
    pub launch_security: Option<SupportedEnums>,
}

/// Something that is there or not: `<backup supported='yes'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
pub struct SupportedFeature {
    /// Whether it is there.
    #[xml(attribute)]
    pub supported: bool,
}

impl From<bool> for SupportedFeature {
    fn from(supported: bool) -> Self {
        SupportedFeature { supported }
    }
}

/// AMD's encrypted memory: `<sev supported='yes'>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct SevCapabilities {
    /// Whether the host has it.
    #[xml(attribute)]
    pub supported: bool,
    /// The bit of an address that says whether the memory there is encrypted.
    #[xml(value = "cbitpos")]
    pub c_bit_position: Option<u32>,
    /// How many bits addresses lose.
    #[xml(value = "reducedPhysBits")]
    pub reduced_phys_bits: Option<u32>,
    /// How many guests can be encrypted without their registers.
    #[xml(value = "maxGuests")]
    pub max_guests: Option<u32>,
    /// How many guests can be encrypted with their registers.
    #[xml(value = "maxESGuests")]
    pub max_es_guests: Option<u32>,
    /// What the first CPU says it is, in base64, for asking AMD for its certificates.
    #[xml(value = "cpu0Id")]
    pub cpu0_id: Option<String>,
}

/// Intel's enclaves: `<sgx supported='yes'>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct SgxCapabilities {
    /// Whether the host has them.
    #[xml(attribute)]
    pub supported: bool,
    /// Whether the host decides who may launch enclaves.
    #[xml(value)]
    pub flc: Option<bool>,
    /// The first version.
    #[xml(value)]
    pub sgx1: Option<bool>,
    /// The second version, whose enclaves can grow.
    #[xml(value)]
    pub sgx2: Option<bool>,
    /// How much memory there is for enclaves.
    #[xml(child)]
    pub section_size: Option<MemorySize>,
    /// The same for each NUMA cell.
    #[xml(child)]
    pub sections: Option<SgxSections>,
}

/// The memory for enclaves of each NUMA cell: `<sections>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct SgxSections {
    /// The cells' memory.
    #[xml(child = "section")]
    pub sections: Vec<SgxSection>,
}

/// The memory for enclaves of a NUMA cell: `<section node='0' size='8192' unit='KiB'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
pub struct SgxSection {
    /// The cell.
    #[xml(attribute)]
    pub node: u32,
    /// How much.
    #[xml(scaled)]
    pub size: MemorySize,
}
