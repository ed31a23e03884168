//! The second and third pass over a device: the order of its parts, and what cannot be.

use super::{
    Capability, CcwAddress, DevNodeType, NodeDeviceConfig, PciCapability, PciNested, StorageNested,
};
use crate::config::{Problems, Validate};

impl Validate for NodeDeviceConfig {
    fn collect_problems(&self, problems: &mut Problems) {
        if self.capabilities.is_empty() {
            problems.report_at("capability", "a device needs at least one <capability>");
        }
        problems.each("capability", &self.capabilities, |capability, problems| {
            capability.check(problems);
        });
    }
}

impl NodeDeviceConfig {
    /// Puts in libvirt's order what has one: files, features of networks, nested capabilities.
    /// Nothing is added: a host has what it has. Filling in twice changes nothing.
    pub fn fill_defaults(&mut self) {
        self.dev_nodes.sort_by_key(|node| node.node_type == DevNodeType::Link);
        for capability in &mut self.capabilities {
            match capability {
                Capability::Pci(pci) => pci.nested.sort_by_key(place),
                Capability::Net(net) => {
                    net.features.sort_by_key(|feature| feature.name);
                    net.features.dedup();
                }
                Capability::Storage(storage) => {
                    let removable =
                        |nested: &StorageNested| !matches!(nested, StorageNested::Removable(_));
                    storage.nested.sort_by_key(removable);
                }
                _ => {}
            }
        }
    }
}

/// libvirt's order of what is nested in a PCI device.
fn place(nested: &PciNested) -> u8 {
    match nested {
        PciNested::PhysicalFunction(_) => 0,
        PciNested::VirtualFunctions(_) => 1,
        PciNested::PciBridge | PciNested::CardbusBridge => 2,
        PciNested::MdevTypes(_) => 3,
        PciNested::Vpd(_) => 4,
    }
}

impl Capability {
    fn check(&self, problems: &mut Problems) {
        match self {
            Capability::Pci(pci) => pci.check(problems),
            Capability::Ccw(ccw) => ccw.address.check(problems),
            Capability::CcwGroup(group) => group.address.check(problems),
            Capability::Css(css) => {
                css.address.check(problems);
                let behind = css.channel_device.as_ref();
                problems.within_some("channel_dev_addr", behind, CcwAddress::check);
            }
            Capability::ApQueue(queue) if queue.domain.0 > 255 => {
                let message = format!("no crypto domain {}, the last one is 255", queue.domain.0);
                problems.report_at("ap-domain", message);
            }
            _ => {}
        }
    }
}

impl PciCapability {
    fn check(&self, problems: &mut Problems) {
        if self.slot > 0x1F {
            let message = format!("no PCI slot {}, the last one is 31", self.slot);
            problems.report_at("slot", message);
        }
        if self.function > 7 {
            let message = format!("no PCI function {}, the last one is 7", self.function);
            problems.report_at("function", message);
        }
        problems.each("capability", &self.nested, |nested, problems| match nested {
            PciNested::PhysicalFunction(function) if function.address.is_none() => {
                problems.report_at("address", "the <address> of a physical function is missing");
            }
            _ => {}
        });
    }
}

impl CcwAddress {
    fn check(&self, problems: &mut Problems) {
        if self.ssid.0 > 3 {
            let message = format!("no subchannel set {:#x}, the last one is 0x3", self.ssid.0);
            problems.report_at("ssid", message);
        }
    }
}
