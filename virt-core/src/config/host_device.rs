//! How devices of the host are handed to guests.

use crate::xml::{Form, XmlElement, XmlValue};

/// What handles a device of the host: `<driver name='vfio'/>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
#[xml(written_if = "is_in")]
pub struct HostDeviceDriver {
    /// The way of handing out. Default: what the hypervisor has.
    #[xml(attribute)]
    pub name: Option<HandOver>,
    /// The kernel's driver, such as `mlx5_vfio_pci`. Default: the best that fits the device.
    #[xml(attribute)]
    pub model: Option<String>,
}

impl HostDeviceDriver {
    /// A way of handing out, with the best of the kernel's drivers.
    pub fn new(name: HandOver) -> Self {
        HostDeviceDriver { name: Some(name), model: None }
    }

    fn is_in(&self, _form: Form) -> bool {
        *self != HostDeviceDriver::default()
    }
}

/// A way of handing out devices of the host.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum HandOver {
    /// The one that KVM had before VFIO.
    Kvm,
    /// VFIO.
    Vfio,
    /// Xen's.
    Xen,
}
