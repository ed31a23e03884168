//! Features of one kind of hardware or one way of emulating it.

use crate::Result;
use crate::units::MemorySize;
use crate::xml::{Node, Shape, Switch, Writer, XmlElement, XmlValue, private};

/// The local interrupt controllers: `<apic eoi='on'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
pub struct Apic {
    /// Whether the guest can signal the end of an interrupt without a trap.
    #[xml(attribute)]
    pub eoi: Option<Switch>,
}

/// The interrupt controller of ARM machines: `<gic version='3'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
pub struct Gic {
    /// Which one. Default: the best that the host has.
    #[xml(attribute)]
    pub version: Option<GicVersion>,
}

/// A version of the interrupt controller of ARM machines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum GicVersion {
    /// The host's.
    Host,
    /// Version 2.
    #[xml(name = "2")]
    V2,
    /// Version 3.
    #[xml(name = "3")]
    V3,
}

/// System management mode: `<smm state='on'>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
pub struct SystemManagementMode {
    /// On or off. Default: on, since the element is there.
    #[xml(attribute)]
    pub state: Option<Switch>,
    /// How much memory the firmware keeps for it. Default: the machine's choice.
    #[xml(child)]
    pub tseg: Option<TranslationSegment>,
}

impl SystemManagementMode {
    /// Whether it is on.
    pub fn is_on(&self) -> bool {
        self.state != Some(Switch::Off)
    }
}

/// The memory that firmware keeps for system management: `<tseg unit='MiB'>48</tseg>`.
///
/// Without a unit the number is in MiB. It is written in the largest unit that leaves a whole
/// number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct TranslationSegment(pub MemorySize);

impl XmlElement for TranslationSegment {
    fn shape() -> &'static Shape {
        MemorySize::shape()
    }

    fn read(node: Node<'_>) -> Result<Self> {
        let number: u64 = private::text(node)?;
        crate::units::scaled_by(node, number, "MiB").map(TranslationSegment)
    }

    fn write_attributes(&self, writer: &mut Writer) {
        writer.attribute_text("unit", self.0.largest_unit().1);
    }

    fn write_content(&self, writer: &mut Writer) {
        writer.text(&self.0.largest_unit().0);
    }

    #[cfg(feature = "serde")]
    fn to_data(&self) -> crate::data::Data {
        self.0.to_data()
    }

    #[cfg(feature = "serde")]
    fn from_data(data: crate::data::Data) -> Result<Self, crate::data::DataError> {
        MemorySize::from_data(data).map(TranslationSegment)
    }
}

crate::with_serde! {
    crate::serde_impls!(TranslationSegment, XmlElement::to_data, XmlElement::from_data);
}

/// Who emulates the I/O APIC: `<ioapic driver='kvm'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
pub struct IoApic {
    /// Who it is. Default: the hypervisor's choice.
    #[xml(attribute)]
    pub driver: Option<IoApicDriver>,
}

/// Who emulates the I/O APIC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum IoApicDriver {
    /// The kernel.
    Kvm,
    /// QEMU.
    Qemu,
}

/// The hash page table of POWER machines: `<hpt resizing='required'>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
pub struct Hpt {
    /// Whether the guest can change the table's size. Default: the hypervisor's choice.
    #[xml(attribute)]
    pub resizing: Option<HptResizing>,
    /// The largest pages that the guest can use. Default: the hypervisor's choice.
    #[xml(child = "maxpagesize")]
    pub max_page_size: Option<MemorySize>,
}

/// Whether a guest can change the size of its hash page table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum HptResizing {
    /// It can, if it knows how to.
    Enabled,
    /// It cannot.
    Disabled,
    /// It must know how to, or it does not start.
    Required,
}

/// What happens when a guest uses a model-specific register that nobody knows:
/// `<msrs unknown='ignore'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, XmlElement)]
pub struct Msrs {
    /// What happens.
    #[xml(attribute)]
    pub unknown: UnknownMsrs,
}

/// What happens when a guest uses a model-specific register that nobody knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum UnknownMsrs {
    /// Nothing.
    Ignore,
    /// An exception in the guest.
    Fault,
}

/// How far a weakness of POWER processors is mended: `<cfpc value='workaround'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
pub struct Mitigation {
    /// How far. Default: the hypervisor's choice.
    #[xml(attribute)]
    pub value: Option<MitigationLevel>,
}

/// How far a weakness of processors is mended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum MitigationLevel {
    /// Not at all.
    Broken,
    /// The guest's kernel works around it.
    Workaround,
    /// The hardware does not have it.
    Fixed,
}

/// How far speculation at indirect branches is mended on POWER: `<ibs value='fixed-na'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
pub struct IndirectBranchSpeculation {
    /// How far. Default: the hypervisor's choice.
    #[xml(attribute)]
    pub value: Option<IndirectBranchSafety>,
}

/// How far speculation at indirect branches is mended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum IndirectBranchSafety {
    /// Not at all.
    Broken,
    /// The count cache is flushed.
    Workaround,
    /// Indirect branches are serialised.
    FixedIbs,
    /// The count cache is disabled.
    FixedCcd,
    /// The hardware is not affected.
    FixedNa,
}

/// How QEMU's own emulation works: `<tcg>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
pub struct TcgFeatures {
    /// How much translated code is kept. Default: QEMU's choice.
    #[xml(child = "tb-cache")]
    pub translation_cache: Option<MemorySize>,
}

/// Whether a process of its own frees the memory of a guest that ended:
/// `<async-teardown enabled='yes'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
pub struct AsyncTeardown {
    /// Whether it does. Default: yes, since the element is there.
    #[xml(attribute)]
    pub enabled: Option<bool>,
}

/// The interrupt controller of RISC-V machines: `<aia value='aplic'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
pub struct Aia {
    /// Which one. Default: the hypervisor's choice.
    #[xml(attribute)]
    pub value: Option<AiaMode>,
}

/// An interrupt controller of RISC-V machines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum AiaMode {
    /// The older one.
    None,
    /// The advanced one for wires.
    Aplic,
    /// The advanced ones for wires and for messages.
    AplicImsic,
}
