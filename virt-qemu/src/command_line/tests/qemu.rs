//! A QEMU that tests make up, so that what they expect does not depend on the one installed here.

use std::collections::BTreeSet;

use crate::capabilities::Arch;
use crate::capabilities::model::{CpuModel, Machine, Names, QemuCapabilities, QemuVersion};

const TYPES: &[&str] = &[
    "AC97",
    "ES1370",
    "VGA",
    "ahci",
    "bochs-display",
    "cirrus-vga",
    "e1000",
    "e1000e",
    "ich9-usb-ehci1",
    "ich9-usb-uhci1",
    "ich9-usb-uhci2",
    "ich9-usb-uhci3",
    "igb",
    "lsi",
    "lsi53c895a",
    "ne2k_pci",
    "nec-usb-xhci",
    "pci-ohci",
    "pcnet",
    "piix3-usb-uhci",
    "piix4-usb-uhci",
    "qemu-xhci",
    "qxl",
    "qxl-vga",
    "ramfb",
    "rtl8139",
    "tcg-accel",
    "usb-ehci",
    "usb-host",
    "vfio-pci",
    "vfio-pci-nohotplug",
    "vhost-scsi-pci",
    "virtio-gpu-pci",
    "virtio-net-pci",
    "virtio-net-pci-non-transitional",
    "virtio-net-pci-transitional",
    "virtio-vga",
    "vmware-svga",
    "vmxnet3",
];

pub(super) fn machine(name: &str, alias: Option<&str>, max_cpus: u32) -> Machine {
    Machine {
        name: name.to_owned(),
        alias: alias.map(str::to_owned),
        is_default: alias == Some("pc"),
        max_cpus,
        hotpluggable_cpus: true,
        default_cpu: Some("qemu64-x86_64-cpu".to_owned()),
        default_ram_id: Some("pc.ram".to_owned()),
        numa_memory_by_size: false,
        deprecated: false,
        acpi: Some(true),
    }
}

/// Version 10.0 for x86_64, with KVM and all devices.
pub(super) fn qemu(machines: Vec<Machine>, cpu_models: &[&str]) -> QemuCapabilities {
    let names = Names {
        types: TYPES.iter().map(|name| Box::from(*name)).collect::<BTreeSet<_>>(),
        ..Names::default()
    };
    let version = QemuVersion { major: 10, minor: 0, micro: 0 };
    let binary = "/usr/bin/qemu-system-x86_64".into();
    let mut qemu = QemuCapabilities::new(binary, version, Arch::X86_64, names);
    qemu.kvm = true;
    qemu.machines = machines;
    qemu.cpu_models = cpu_models
        .iter()
        .map(|name| CpuModel {
            name: (*name).to_owned(),
            type_name: format!("{name}-x86_64-cpu"),
            deprecated: false,
            blockers: None,
        })
        .collect();
    qemu
}
