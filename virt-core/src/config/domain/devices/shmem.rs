//! `<shmem>`: memory that guests share.

use super::DeviceInfo;
use crate::ErrorKind;
use crate::Result;
use crate::config::Problems;
use crate::units::{MemorySize, scaled_by};
use crate::xml::{Node, Shape, Switch, Writer, XmlElement, XmlValue, private};

/// Memory that guests share: `<shmem name='my_memory' role='peer'>`.
#[derive(Debug, Clone, PartialEq, XmlElement)]
pub struct SharedMemory {
    /// The memory's name, which all its guests use.
    #[xml(attribute)]
    pub name: String,
    /// Whether the contents move with the guest to another host. Default: the hypervisor's choice.
    #[xml(attribute)]
    pub role: Option<SharedMemoryRole>,
    /// What the guest sees: `<model type='ivshmem-plain'/>`. Default: ivshmem.
    #[xml(path = "model/@type")]
    pub model: Option<SharedMemoryModel>,
    /// How much there is. Default: the server's or the hypervisor's choice.
    #[xml(child)]
    pub size: Option<SharedMemorySize>,
    /// The program that hands the memory out.
    #[xml(child)]
    pub server: Option<SharedMemoryServer>,
    /// How guests interrupt each other.
    #[xml(child)]
    pub msi: Option<SharedMemoryMsi>,
    /// Name and place.
    #[xml(flatten)]
    pub info: DeviceInfo,
}

/// Whether the contents of shared memory move with a guest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum SharedMemoryRole {
    /// They do.
    Master,
    /// They do not, and the device has to be unplugged before the guest moves.
    Peer,
}

/// A kind of device for shared memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum SharedMemoryModel {
    /// The old one, which QEMU 4.0 has no more.
    Ivshmem,
    /// Memory alone.
    IvshmemPlain,
    /// Memory and interrupts, by a server.
    IvshmemDoorbell,
}

/// The program that hands shared memory out: `<server path='/run/shmem.sock'/>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct SharedMemoryServer {
    /// Its socket. Default: the driver's choice.
    #[xml(attribute)]
    pub path: Option<String>,
}

/// How guests interrupt each other: `<msi vectors='4' ioeventfd='on'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
pub struct SharedMemoryMsi {
    /// How many interrupts there are. Default: the hypervisor's.
    #[xml(attribute, octal)]
    pub vectors: Option<u32>,
    /// Whether the kernel handles them.
    #[xml(attribute)]
    pub ioeventfd: Option<Switch>,
}

/// How much memory is shared: `<size unit='M'>4</size>`. A number without a unit is in bytes; whole
/// MiB are written as such.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SharedMemorySize(pub MemorySize);

impl XmlElement for SharedMemorySize {
    fn shape() -> &'static Shape {
        MemorySize::shape()
    }

    fn read(node: Node<'_>) -> Result<Self> {
        let number: u64 = private::text(node)?;
        scaled_by(node, number, "bytes").map(SharedMemorySize)
    }

    fn write_attributes(&self, writer: &mut Writer) {
        writer.attribute_text("unit", self.scale().1);
    }

    fn write_content(&self, writer: &mut Writer) {
        writer.text(&self.scale().0);
    }

    #[cfg(feature = "serde")]
    fn to_data(&self) -> crate::data::Data {
        self.0.to_data()
    }

    #[cfg(feature = "serde")]
    fn from_data(data: crate::data::Data) -> Result<Self, crate::data::DataError> {
        MemorySize::from_data(data).map(SharedMemorySize)
    }
}

crate::with_serde! {
    crate::serde_impls!(SharedMemorySize, XmlElement::to_data, XmlElement::from_data);
}

impl SharedMemorySize {
    /// The number that is written, and its unit.
    fn scale(self) -> (u64, &'static str) {
        let bytes = self.0.bytes();
        match bytes.is_multiple_of(1 << 20) {
            true => (bytes >> 20, "M"),
            false => (bytes, "bytes"),
        }
    }
}

impl SharedMemory {
    /// Adds what the guest sees, and drops what says nothing.
    pub(crate) fn fill_defaults(&mut self) {
        self.model.get_or_insert(SharedMemoryModel::Ivshmem);
        self.size.take_if(|size| size.0.bytes() == 0);
        if let Some(msi) = &mut self.msi {
            msi.vectors.take_if(|vectors| *vectors == 0);
        }
    }

    /// Reports what clashes, from the element on.
    pub(crate) fn check(&self, problems: &mut Problems) {
        if self.name.contains('/') || matches!(self.name.as_str(), "." | "..") {
            let message =
                format!("shared memory cannot be called '{}': it is the name of a file", self.name);
            problems.within("@name", |problems| {
                problems.report_as(ErrorKind::ConfigUnsupported, message);
            });
        }
        if self.msi.is_some() && self.server.is_none() {
            problems.report_at("msi", "interrupts need a <server>");
        }
    }
}
