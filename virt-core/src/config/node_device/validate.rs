//! The second and third pass over a device: the order of its parts, and what cannot be.

use super::{Capability, CcwAddress, DevNodeType, NodeDeviceConfig, PciNested, StorageNested};
use crate::config::{Problems, Validate};
use crate::{Error, ErrorKind, Result};

impl Validate for NodeDeviceConfig {
    fn collect_problems(&self, problems: &mut Problems) {
        if self.capabilities.is_empty() {
            problems.report("a device needs at least one <capability>");
        }
        problems.each("capability", &self.capabilities, |capability, problems| {
            problems.take(check(capability));
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

fn check(capability: &Capability) -> Result<()> {
    match capability {
        Capability::Pci(pci) if pci.slot > 0x1F => bad(format!("no PCI slot {}", pci.slot)),
        Capability::Pci(pci) if pci.function > 7 => {
            bad(format!("no PCI function {}", pci.function))
        }
        Capability::Pci(pci) => pci.nested.iter().try_for_each(|nested| match nested {
            PciNested::PhysicalFunction(function) if function.address.is_none() => {
                bad("the <address> of a physical function is missing")
            }
            _ => Ok(()),
        }),
        Capability::Ccw(ccw) => check_channel(ccw.address),
        Capability::CcwGroup(group) => check_channel(group.address),
        Capability::Css(css) => {
            check_channel(css.address)?;
            css.channel_device.map_or(Ok(()), check_channel)
        }
        Capability::ApQueue(queue) if queue.domain.0 > 255 => {
            bad(format!("no crypto domain {}, the last one is 255", queue.domain.0))
        }
        _ => Ok(()),
    }
}

fn check_channel(address: CcwAddress) -> Result<()> {
    match address.ssid.0 {
        0..=3 => Ok(()),
        other => bad(format!("no subchannel set {other:#x}, the last one is 0x3")),
    }
}

fn bad<T>(message: impl Into<String>) -> Result<T> {
    Err(Error::new(ErrorKind::XmlError, message))
}
