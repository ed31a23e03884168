//! What sysfs shows of PCI devices.

use std::path::PathBuf;

use virt_core::config::domain::PciAddress;

use crate::Places;
use crate::host::{link_name, names_in, real, text};

/// The PCI device at one address, as sysfs shows it now.
#[derive(Debug, Clone)]
pub(crate) struct PciView<'a> {
    places: &'a Places,
    pub(crate) address: PciAddress,
}

/// The drivers through which guests have devices, beside those whose names say so.
const FOR_GUESTS: &[&str] = &["vfio-pci", "xen-pciback", "pciback"];
/// The drivers that do nothing with a device, or nothing that is in a guest's way.
const HARMLESS: &[&str] = &["pci-stub", "pcieport"];

impl<'a> PciView<'a> {
    pub(crate) fn new(places: &'a Places, address: &PciAddress) -> PciView<'a> {
        // What a device of the guest says beside is no part of where the host has it.
        let address = PciAddress { multifunction: None, zpci: None, ..address.clone() };
        PciView { places, address }
    }

    /// Its folder.
    pub(crate) fn folder(&self) -> PathBuf {
        self.places.sysfs.join("bus/pci/devices").join(self.address.to_string())
    }

    /// Its folder's real place, below that of the bridges that lead to it.
    pub(crate) fn place(&self) -> Option<PathBuf> {
        real(&self.folder())
    }

    pub(crate) fn exists(&self) -> bool {
        self.folder().exists()
    }

    pub(crate) fn driver(&self) -> Option<String> {
        link_name(&self.folder().join("driver"))
    }

    pub(crate) fn driver_override(&self) -> Option<String> {
        text(&self.folder().join("driver_override")).filter(|name| name != "(null)")
    }

    pub(crate) fn iommu_group(&self) -> Option<u32> {
        link_name(&self.folder().join("iommu_group"))?.parse().ok()
    }

    /// All devices of its IOMMU group, itself among them.
    pub(crate) fn group_members(&self) -> Vec<PciView<'a>> {
        let members = names_in(&self.folder().join("iommu_group/devices")).into_iter();
        let addresses = members.filter_map(|name| name.parse::<PciAddress>().ok());
        addresses.map(|address| PciView::new(self.places, &address)).collect()
    }

    /// The node of its group.
    pub(crate) fn group_node(&self) -> Option<PathBuf> {
        Some(self.places.dev.join("vfio").join(self.iommu_group()?.to_string()))
    }

    /// Its own node, which newer kernels have.
    pub(crate) fn device_node(&self) -> Option<PathBuf> {
        let name = names_in(&self.folder().join("vfio-dev")).into_iter().next()?;
        Some(self.places.dev.join("vfio/devices").join(name))
    }

    /// The nodes that a guest which has it has open.
    pub(crate) fn nodes(&self) -> Vec<PathBuf> {
        self.group_node().into_iter().chain(self.device_node()).collect()
    }

    /// Class, subclass and interface: `0x020000`.
    pub(crate) fn class(&self) -> Option<u32> {
        let class = text(&self.folder().join("class"))?;
        u32::from_str_radix(class.strip_prefix("0x")?, 16).ok()
    }

    /// Whether it leads to another bus.
    pub(crate) fn is_bridge(&self) -> bool {
        // To PCI, to CardBus, to PCI by another way.
        matches!(self.class().map(|class| class >> 8), Some(0x0604 | 0x0607 | 0x0609))
    }

    /// Whether it joins the processor to its devices.
    pub(crate) fn is_host_bridge(&self) -> bool {
        self.class().map(|class| class >> 8) == Some(0x0600)
    }

    pub(crate) fn is_nvme(&self) -> bool {
        self.class().map(|class| class >> 8) == Some(0x0108)
    }

    /// Whether its driver is one through which guests have devices.
    pub(crate) fn is_for_guests(&self) -> bool {
        self.driver().is_some_and(|driver| hands_over(&driver))
            || self.folder().join("vfio-dev").exists()
    }

    /// Whether another member of its group can be given to a guest while it is as it is.
    pub(crate) fn is_harmless(&self) -> bool {
        let driver = self.driver();
        self.is_bridge()
            || self.is_for_guests()
            || driver.is_none_or(|driver| HARMLESS.contains(&driver.as_str()))
    }

    /// The card that it is a virtual function of.
    pub(crate) fn card(&self) -> Option<PciView<'a>> {
        let address = link_name(&self.folder().join("physfn"))?.parse().ok()?;
        Some(PciView::new(self.places, &address))
    }

    /// Which of the card's virtual functions it is, from 0.
    pub(crate) fn function_number(&self) -> Option<u32> {
        let card = self.card()?;
        let names = names_in(&card.folder()).into_iter();
        let mut functions = names.filter_map(|name| name.strip_prefix("virtfn")?.parse().ok());
        let is_it = |number: &u32| {
            let link = card.folder().join(format!("virtfn{number}"));
            link_name(&link).is_some_and(|name| name == self.address.to_string())
        };
        functions.find(is_it)
    }

    /// Its own virtual functions, which go when its driver does.
    pub(crate) fn functions(&self) -> Vec<PciView<'a>> {
        let names = names_in(&self.folder()).into_iter();
        let links = names.filter(|name| name.starts_with("virtfn"));
        let targets = links.filter_map(|name| link_name(&self.folder().join(name)));
        let addresses = targets.filter_map(|name| name.parse::<PciAddress>().ok());
        addresses.map(|address| PciView::new(self.places, &address)).collect()
    }

    /// Its network interfaces.
    pub(crate) fn interfaces(&self) -> Vec<String> {
        names_in(&self.folder().join("net"))
    }

    /// The devices on the same bus, itself left out.
    pub(crate) fn neighbours(&self) -> Vec<PciView<'a>> {
        let names = names_in(&self.places.sysfs.join("bus/pci/devices")).into_iter();
        let addresses = names.filter_map(|name| name.parse::<PciAddress>().ok());
        let on_bus = addresses.filter(|other| {
            (other.domain, other.bus) == (self.address.domain, self.address.bus)
                && *other != self.address
        });
        on_bus.map(|address| PciView::new(self.places, &address)).collect()
    }
}

/// Whether guests have devices through the driver of this name.
pub(crate) fn hands_over(driver: &str) -> bool {
    // The kernel's variants are called mlx5_vfio_pci, hisi-acc-vfio-pci and so on.
    let variant = driver.replace('-', "_").ends_with("_vfio_pci");
    variant || FOR_GUESTS.contains(&driver)
}
