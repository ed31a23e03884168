//! What a file system shows, and the program that serves it.

use crate::units::MemorySize;
use crate::xml::{
    AttributeShape, Node, Shape, Switch, ValueError, Writer, XmlElement, XmlValue, private,
};
use crate::{ErrorKind, Result};

/// What a file system shows: `<source dir='/srv/web'/>`. Which fields count depends on its type.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct FilesystemSource {
    /// A block device.
    #[xml(attribute)]
    pub dev: Option<String>,
    /// A file with a file system in it.
    #[xml(attribute)]
    pub file: Option<String>,
    /// A folder.
    #[xml(attribute)]
    pub dir: Option<String>,
    /// The socket of a program that somebody else started, for virtiofs.
    #[xml(attribute)]
    pub socket: Option<String>,
    /// A template.
    #[xml(attribute)]
    pub name: Option<String>,
    /// A storage pool.
    #[xml(attribute)]
    pub pool: Option<String>,
    /// A volume of the pool.
    #[xml(attribute)]
    pub volume: Option<String>,
    /// How much memory.
    #[xml(flatten = "usage")]
    pub usage: Option<RamUsage>,
}

/// How much memory a file system takes: `usage='4096' units='KiB'`, rounded down to KiB.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct RamUsage(MemorySize);

impl RamUsage {
    /// So much memory.
    pub const fn new(size: MemorySize) -> Self {
        RamUsage(MemorySize::from_kib(size.bytes() / 1024))
    }

    /// How much.
    pub const fn size(self) -> MemorySize {
        self.0
    }
}

impl XmlElement for RamUsage {
    fn shape() -> &'static Shape {
        static SHAPE: Shape = Shape {
            attributes: &[
                AttributeShape {
                    name: "usage",
                    check: private::check_value::<u64>,
                    required: true,
                },
                AttributeShape { name: "units", check: private::check_unit, required: false },
            ],
            ..Shape::EMPTY
        };
        &SHAPE
    }

    fn read(node: Node<'_>) -> Result<Self> {
        let usage = node.attribute("usage");
        let usage = usage.ok_or_else(|| private::missing_attribute(node, "usage"))?;
        let unit = node.attribute("units");
        let unit = unit.as_deref().unwrap_or("KiB");
        let scaled =
            |number: u64| -> Result<MemorySize, ValueError> { MemorySize::scaled(number, unit) };
        let size = u64::parse_value(&usage).and_then(scaled).map_err(|reason| {
            node.error(ErrorKind::XmlError, format!("invalid usage '{usage} {unit}', {reason}"))
        })?;
        Ok(RamUsage::new(size))
    }

    fn write_attributes(&self, writer: &mut Writer) {
        writer.attribute("usage", &self.0.kib());
        writer.attribute_text("units", "KiB");
    }

    fn write_content(&self, _writer: &mut Writer) {}

    #[cfg(feature = "serde")]
    fn to_data(&self) -> crate::data::Data {
        self.0.to_data()
    }

    #[cfg(feature = "serde")]
    fn from_data(data: crate::data::Data) -> Result<Self, crate::data::DataError> {
        MemorySize::from_data(data).map(RamUsage::new)
    }
}

crate::with_serde! { crate::serde_impls!(RamUsage, XmlElement::to_data, XmlElement::from_data); }

/// The program that serves a file system over virtiofs: `<binary path='/usr/libexec/virtiofsd'>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct FilesystemBinary {
    /// The program. Default: the host's.
    #[xml(attribute, blank)]
    pub path: Option<String>,
    /// Whether extended attributes are served. Default: no.
    #[xml(attribute)]
    pub xattr: Option<Switch>,
    /// How much the guest may keep in its cache. Default: the program's choice.
    #[xml(path = "cache/@mode")]
    pub cache: Option<FilesystemCache>,
    /// How the program is confined. Default: namespace.
    #[xml(path = "sandbox/@mode")]
    pub sandbox: Option<FilesystemSandbox>,
    /// Which locks are the host's too.
    #[xml(child)]
    pub lock: Option<FilesystemLock>,
    /// How many threads serve requests; 0 is one that does all. Default: the program's choice.
    #[xml(path = "thread_pool/@size", blank)]
    pub thread_pool_size: Option<i32>,
    /// How many files may be open. Default: the host's choice.
    #[xml(path = "openfiles/@max", blank)]
    pub open_files: Option<u64>,
}

/// How much a guest may keep in its cache.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum FilesystemCache {
    /// Nothing.
    None,
    /// Everything: nobody else writes there.
    Always,
}

/// How a program is confined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum FilesystemSandbox {
    /// In namespaces of its own.
    Namespace,
    /// In another root folder.
    Chroot,
}

/// Which of a guest's locks are the host's too: `<lock posix='on' flock='on'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
pub struct FilesystemLock {
    /// Those of POSIX. Default: the program's choice.
    #[xml(attribute)]
    pub posix: Option<Switch>,
    /// Those of `flock`. Default: the program's choice.
    #[xml(attribute)]
    pub flock: Option<Switch>,
}
