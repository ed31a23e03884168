//! One device, as a list knows it. What else there is to know is read when somebody asks.

use std::fmt;

use virt_core::object::NodeDeviceRef;

use crate::host::Host;
use crate::kind::Kind;

/// A device. It is small: a host may have tens of thousands.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Device {
    /// The name that stays with it: `pci_0000_00_1f_2`.
    pub(crate) name: Box<str>,
    /// Its path below `/sys`: `/devices/pci0000:00/0000:00:1f.2`; empty for the host itself.
    pub(crate) path: Box<str>,
    /// The kernel's name of the bus or class.
    pub(crate) subsystem: Box<str>,
    pub(crate) kind: Kind,
    /// A digest of what the kernel said in one piece: another one is another state.
    pub(crate) state: u64,
}

impl Device {
    /// The host itself.
    pub(crate) fn computer() -> Device {
        Device {
            name: "computer".into(),
            path: "".into(),
            subsystem: "".into(),
            kind: Kind::System,
            state: 0,
        }
    }

    /// Whether the kernel still has it.
    pub(crate) fn is_there(&self, host: &Host) -> bool {
        self.kind == Kind::System || host.sysfs.exists(&self.path, "uevent")
    }

    pub(crate) fn reference(&self) -> NodeDeviceRef {
        NodeDeviceRef::new(&*self.name)
    }
}

impl fmt::Debug for Device {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({:?}, {})", self.name, self.kind, self.path)
    }
}
