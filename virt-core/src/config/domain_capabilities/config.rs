//! `<domainCapabilities>` itself.

use super::{CpuCapabilities, DeviceCapabilities, FeatureCapabilities, SupportedFeature};
use crate::config::root::root_element;
use crate::config::{Problems, Validate};
use crate::xml::XmlElement;

/// What a hypervisor offers guests of one kind: `<domainCapabilities>`.
///
/// ```
/// use virt_core::config::DomainCapabilities;
///
/// let capabilities = DomainCapabilities::parse(
///     "<domainCapabilities>
///        <path>/usr/bin/qemu-system-x86_64</path>
///        <domain>kvm</domain>
///        <machine>pc-q35-10.0</machine>
///        <arch>x86_64</arch>
///        <vcpu max='4096'/>
///      </domainCapabilities>",
/// )?;
/// assert_eq!(capabilities.vcpu.map(|vcpu| vcpu.max), Some(4096));
/// # Ok::<(), virt_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct DomainCapabilities {
    /// The program that runs the guests.
    #[xml(value)]
    pub path: Option<String>,
    /// The type of domain: `kvm`, `qemu`, `xen`…
    #[xml(value = "domain", default)]
    pub domain_type: String,
    /// The machine.
    #[xml(value)]
    pub machine: Option<String>,
    /// The architecture.
    #[xml(value, default)]
    pub arch: String,
    /// How many virtual CPUs a guest can have.
    #[xml(child)]
    pub vcpu: Option<VcpuCapabilities>,
    /// Whether disks can have threads of their own.
    #[xml(child)]
    pub iothreads: Option<SupportedFeature>,
    /// What guests can boot from.
    #[xml(child)]
    pub os: Option<OsCapabilities>,
    /// Which CPUs guests can see.
    #[xml(child)]
    pub cpu: Option<CpuCapabilities>,
    /// Where guests' memory can be: the choice `sourceType`.
    #[xml(child = "memoryBacking")]
    pub memory_backing: Option<SupportedEnums>,
    /// Which devices guests can have.
    #[xml(child)]
    pub devices: Option<DeviceCapabilities>,
    /// Which features machines can have.
    #[xml(child)]
    pub features: Option<FeatureCapabilities>,
}

root_element!(DomainCapabilities, "domainCapabilities", Capabilities);

/// There is nothing in it that contradicts itself.
impl Validate for DomainCapabilities {
    fn collect_problems(&self, _problems: &mut Problems) {}
}

/// How many virtual CPUs a guest can have: `<vcpu max='255'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
pub struct VcpuCapabilities {
    /// The most.
    #[xml(attribute)]
    pub max: u32,
}

/// What guests can boot from: `<os supported='yes'>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct OsCapabilities {
    /// Whether there is anything to choose.
    #[xml(attribute)]
    pub supported: bool,
    /// The choices: `firmware`.
    #[xml(child = "enum")]
    pub choices: Vec<CapabilityEnum>,
    /// Which firmware there is.
    #[xml(child)]
    pub loader: Option<LoaderCapabilities>,
}

/// Which firmware there is: `<loader supported='yes'>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct LoaderCapabilities {
    /// Whether a definition can name its firmware.
    #[xml(attribute)]
    pub supported: bool,
    /// Images that are there.
    #[xml(value = "value")]
    pub paths: Vec<String>,
    /// The choices: `type`, `readonly`, `secure`.
    #[xml(child = "enum")]
    pub choices: Vec<CapabilityEnum>,
}

/// Something with choices: `<disk supported='yes'>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct SupportedEnums {
    /// Whether it is there at all.
    #[xml(attribute)]
    pub supported: bool,
    /// The choices, named like what a definition chooses.
    #[xml(child = "enum")]
    pub choices: Vec<CapabilityEnum>,
}

impl SupportedEnums {
    /// Something that is not there.
    pub fn unsupported() -> Self {
        SupportedEnums::default()
    }

    /// Something with these choices.
    pub fn new(choices: impl IntoIterator<Item = CapabilityEnum>) -> Self {
        SupportedEnums { supported: true, choices: choices.into_iter().collect() }
    }

    /// Whether the choice `name` has `value`.
    pub fn offers(&self, name: &str, value: &str) -> bool {
        let same = |choice: &&CapabilityEnum| choice.name == name;
        let choices = self.choices.iter().filter(|_| self.supported).filter(same);
        choices.flat_map(|choice| &choice.values).any(|known| known == value)
    }
}

/// A choice: `<enum name='bus'>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct CapabilityEnum {
    /// What is chosen.
    #[xml(attribute)]
    pub name: String,
    /// The values.
    #[xml(value = "value")]
    pub values: Vec<String>,
}

impl CapabilityEnum {
    /// A choice of these values.
    pub fn new<V: Into<String>>(
        name: impl Into<String>,
        values: impl IntoIterator<Item = V>,
    ) -> Self {
        CapabilityEnum { name: name.into(), values: values.into_iter().map(Into::into).collect() }
    }
}
