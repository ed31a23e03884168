//! PCI devices.

mod bind;
mod function;
mod host;
mod obstacles;
mod reset;
mod variant;

pub(crate) use bind::{give, give_to_any, hand_over, take};
pub(crate) use function::restore as restore_network;
pub(crate) use host::PciView;
pub(crate) use obstacles::{of_detaching, of_taking};
pub(crate) use reset::reset;

use virt_core::config::domain::PciAddress;

use crate::{PreparedPci, VirtualFunctionSettings};

/// What is wanted of a PCI device.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Want {
    pub(crate) address: PciAddress,
    pub(crate) managed: bool,
    pub(crate) driver: Option<String>,
    pub(crate) network: Option<VirtualFunctionSettings>,
    pub(crate) forced: bool,
    /// Of an NVMe drive; none for a device that is wanted as a whole.
    pub(crate) namespaces: Vec<u32>,
}

impl PciView<'_> {
    /// What a hypervisor needs to know.
    pub(crate) fn facts(&self) -> PreparedPci {
        PreparedPci {
            address: self.address.clone(),
            driver: self.driver().unwrap_or_default(),
            iommu_group: self.iommu_group(),
            group_node: self.group_node(),
            device_node: self.device_node(),
            sysfs: self.folder(),
        }
    }
}
