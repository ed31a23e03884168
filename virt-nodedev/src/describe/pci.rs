//! PCI devices.

use virt_core::config::domain::PciAddress;
use virt_core::config::node_device::{
    HexClass, HexId, IommuGroup, NumaNode, PciCapability, PciExpress, PciExpressLink,
    PciLinkValidity, PciName, PciNested, PhysicalFunction, VirtualFunctions,
};
use virt_host::pci::{ConfigSpace, HeaderType, Link};

use super::{Reading, mdev, vpd};
use crate::host::base_name;

pub(super) fn pci(reading: &Reading<'_>) -> PciCapability {
    let address: PciAddress = base_name(&reading.device.path).parse().unwrap_or_default();
    let class = reading.uevent.value("PCI_CLASS");
    let class = class.and_then(|class| u32::from_str_radix(class, 16).ok());
    let (vendor, product) = names(reading);
    let file = reading.host.sysfs.file(&reading.device.path, "config");
    let space = ConfigSpace::read(&file).ok();
    PciCapability {
        class: class.map(HexClass),
        domain: address.domain,
        bus: address.bus,
        slot: address.slot,
        function: address.function,
        product,
        vendor,
        nested: nested(reading, space.as_ref()),
        iommu_group: iommu_group(reading),
        numa: reading.number("numa_node").map(|node| NumaNode { node: Some(node) }),
        pci_express: space.filter(ConfigSpace::is_express).map(|space| express(&space)),
    }
}

/// Maker and device.
fn names(reading: &Reading<'_>) -> (PciName, PciName) {
    let number = |name| reading.hexadecimal(name).and_then(|number| u16::try_from(number).ok());
    let (vendor, product) =
        (number("vendor").unwrap_or_default(), number("device").unwrap_or_default());
    let (vendor_name, product_name) = reading.host.pci_names.find(vendor, product);
    (
        PciName { id: HexId(vendor), name: vendor_name },
        PciName { id: HexId(product), name: product_name },
    )
}

fn nested(reading: &Reading<'_>, space: Option<&ConfigSpace>) -> Vec<PciNested> {
    let physical = reading.link_name("physfn").and_then(|name| name.parse().ok());
    let physical = physical.map(|address| PhysicalFunction { address: Some(address) });
    let bridge = match space.map(ConfigSpace::header_type) {
        Some(HeaderType::PciBridge) => Some(PciNested::PciBridge),
        Some(HeaderType::CardbusBridge) => Some(PciNested::CardbusBridge),
        _ => None,
    };
    let parts = [
        physical.map(PciNested::PhysicalFunction),
        virtual_functions(reading).map(PciNested::VirtualFunctions),
        bridge,
        mdev::types(reading).map(PciNested::MdevTypes),
        vpd::vpd(reading).map(PciNested::Vpd),
    ];
    parts.into_iter().flatten().collect()
}

fn virtual_functions(reading: &Reading<'_>) -> Option<VirtualFunctions> {
    let most = reading.number("sriov_totalvfs").filter(|most| *most > 0)?;
    let function = |index| reading.link_name(&format!("virtfn{index}"))?.parse().ok();
    let addresses = (0..most).map_while(function).collect();
    Some(VirtualFunctions { max_count: Some(most), addresses })
}

/// The group with its devices in the kernel's order, as libvirt has them.
fn iommu_group(reading: &Reading<'_>) -> Option<IommuGroup> {
    let number = reading.link_name("iommu_group")?.parse().ok()?;
    let names = reading.names("iommu_group/devices");
    let addresses = names.iter().filter_map(|name| name.parse().ok()).collect();
    Some(IommuGroup { number, addresses })
}

fn express(space: &ConfigSpace) -> PciExpress {
    let express = space.express();
    let capability = express.and_then(|express| express.link_capability);
    let status = express.and_then(|express| express.link_status);
    let links = [
        capability.map(|of| link(of, PciLinkValidity::Capability, Some(u32::from(of.port)))),
        status.map(|of| link(of, PciLinkValidity::Status, None)),
    ];
    PciExpress { links: links.into_iter().flatten().collect() }
}

fn link(of: Link, validity: PciLinkValidity, port: Option<u32>) -> PciExpressLink {
    let speed = of.speed_text().map(str::to_owned);
    PciExpressLink { validity, port, speed, width: u32::from(of.width) }
}
