//! `-device` for devices of the host, with the `-blockdev` that SCSI devices need.

use virt_core::config::HandOver;
use virt_core::config::HostDeviceDriver;
use virt_core::config::domain::devices::hostdev::{
    GuestReset, MediatedDevice, MediatedDeviceModel, PciDevice, ScsiDeviceSource, ScsiHostDevice,
    SubsystemDevice, UsbDevice,
};
use virt_core::config::domain::devices::interface_source::{
    HostDeviceAddress, InterfaceHostDevice,
};
use virt_core::config::domain::devices::{
    DeviceInfo, DeviceKind, DevicePlace, Devices, HostDevice, HostDeviceMode, HostUsbAddress,
    InterfaceSource, Teaming, VirtioModel,
};
use virt_core::config::domain::{Address, PciAddress};
use virt_core::xml::Switch;
use virt_core::{Error, Result};

use super::argv::{CommandLine, DescriptorSource};
use super::build::{Plan, device_add};
use super::device::{alias, scsi_place, virtio_driver};
use super::error::{invalid, refuse_if, unsupported};
use super::props::Props;
use crate::qmp::Command;

/// Where the kernel lists mediated devices.
const MEDIATED_DEVICES: &str = "/sys/bus/mdev/devices";

/// What opens the kernel's targets for SCSI hosts.
const VHOST_SCSI: &str = "/dev/vhost-scsi";

pub(super) fn write(plan: &Plan<'_>, line: &mut CommandLine) -> Result<()> {
    let mut number = plan.devices.disks.len();
    for guest in HandedOver::all(plan) {
        if !guest.is_given() {
            continue;
        }
        if let Part::Scsi(_) = guest.part {
            number += 1;
            let node = format!("libvirt-{number}-backend");
            line.json("blockdev", &guest.scsi_node(plan, &node)?);
            line.json("device", &guest.scsi(plan, &node)?);
            continue;
        }
        let vhost = matches!(guest.part, Part::ScsiHost(_))
            .then(|| line.pass(DescriptorSource::Open(VHOST_SCSI.into())));
        line.json("device", &guest.device(plan, vhost)?);
    }
    Ok(())
}

/// The commands that plug the PCI, USB, SCSI or mediated device of the host at `place` into a guest
/// that runs already; none for another device.
pub(super) fn hot_plug(plan: &Plan<'_>, place: DevicePlace) -> Result<Option<Vec<Command>>> {
    let found = HandedOver::all(plan).into_iter().find(|guest| guest.place == place);
    let Some(guest) = found else { return Ok(None) };
    Ok(match guest.part {
        Part::Pci(_) | Part::Usb(_) | Part::Mdev(_) => {
            Some(vec![device_add(guest.device(plan, None)?)])
        }
        Part::Scsi(_) => {
            let node = format!("libvirt-{}-backend", guest.id()?);
            let opened = guest.scsi_node(plan, &node)?.to_value();
            let opened = Command::new("blockdev-add").arguments(opened);
            Some(vec![opened, device_add(guest.scsi(plan, &node)?)])
        }
        Part::ScsiHost(_) | Part::Other => None,
    })
}

/// A device of the host in the guest, whichever element it comes from.
struct HandedOver<'d> {
    /// What errors call it.
    what: String,
    part: Part<'d>,
    place: DevicePlace,
    info: &'d DeviceInfo,
    teaming: Option<&'d Teaming>,
    boot: Option<u32>,
    readonly: bool,
    shareable: bool,
}

/// What of the host it is.
enum Part<'d> {
    Pci(Pci<'d>),
    Usb(Usb),
    Scsi(&'d ScsiDeviceSource),
    ScsiHost(&'d ScsiHostDevice),
    Mdev(&'d MediatedDevice),
    /// What a driver for containers can hand over.
    Other,
}

struct Pci<'d> {
    address: &'d PciAddress,
    driver: Option<&'d HostDeviceDriver>,
    display: Option<Switch>,
    ramfb: bool,
}

struct Usb {
    address: Option<HostUsbAddress>,
    /// The host does not have it, and the guest starts all the same.
    missing: bool,
    reset: Option<GuestReset>,
}

impl<'d> HandedOver<'d> {
    /// In libvirt's order: interfaces come first.
    fn all(plan: &Plan<'d>) -> Vec<Self> {
        let Devices { interfaces, host_devices, .. } = plan.devices;
        let boots = plan.boot.interfaces.iter();
        let interfaces =
            interfaces.iter().zip(boots).enumerate().filter_map(|(index, (nic, boot))| {
                let InterfaceSource::Hostdev(device) = &nic.source else { return None };
                Some(HandedOver {
                    what: format!("network interface {index}"),
                    part: Part::of_interface(device),
                    place: DevicePlace { kind: DeviceKind::Interface, index },
                    info: &nic.info,
                    teaming: nic.teaming.as_ref(),
                    boot: *boot,
                    readonly: false,
                    shareable: false,
                })
            });
        let others = host_devices.iter().enumerate().map(|(index, device)| HandedOver {
            what: format!("host device {index}"),
            part: Part::of(device),
            place: DevicePlace { kind: DeviceKind::HostDevice, index },
            info: &device.info,
            teaming: device.teaming.as_ref(),
            boot: device.info.boot.as_ref().map(|boot| boot.order),
            readonly: device.readonly,
            shareable: device.shareable,
        });
        interfaces.chain(others).collect()
    }

    /// Whether the guest sees it: some are only kept from the host.
    fn is_given(&self) -> bool {
        let missing = matches!(self.part, Part::Usb(Usb { missing: true, .. }));
        !missing && self.info.address != Some(Address::Unassigned)
    }

    /// The device, except for SCSI ones.
    fn device(&self, plan: &Plan<'_>, vhost: Option<i32>) -> Result<Props> {
        let props = match &self.part {
            Part::Pci(pci) => self.pci(pci)?,
            Part::Usb(usb) => self.usb(usb)?,
            Part::Mdev(mdev) => self.mdev(mdev)?,
            Part::ScsiHost(host) => self.scsi_host(host, vhost)?,
            Part::Scsi(_) | Part::Other => {
                return Err(unsupported(format!("{} is not for QEMU", self.what)));
            }
        };
        plan.places.add(props, self.info, &self.what)
    }

    /// A fault of the caller, who looks for devices on the host first.
    fn not_found(&self) -> Error {
        invalid(format!("{} has not been looked for on the host", self.what))
    }

    fn id(&self) -> Result<&str> {
        alias(self.info, &self.what)
    }

    fn boot(&self, props: Props) -> Props {
        props.maybe(self.boot, |props, boot| props.number("bootindex", boot))
    }

    fn pci(&self, pci: &Pci<'_>) -> Result<Props> {
        let by = pci.driver.and_then(|driver| driver.name).unwrap_or(HandOver::Vfio);
        refuse_if(by != HandOver::Vfio, "a <driver> other than vfio", &self.what)?;
        let pair = match self.teaming {
            Some(Teaming::Transient(part)) => Some(part.persistent.as_str()),
            _ => None,
        };
        let props = Props::device(vfio(pci.ramfb))
            .text("host", pci.address.to_string())
            .text("id", self.id()?);
        let props =
            self.boot(props).maybe(pair, |props, pair| props.text("failover_pair_id", pair));
        Ok(display(props, pci.display, pci.ramfb))
    }

    fn mdev(&self, mdev: &MediatedDevice) -> Result<Props> {
        if mdev.model != MediatedDeviceModel::VfioPci {
            return Err(unsupported(format!(
                "{} of model '{}': this machine has PCI devices only",
                self.what, mdev.model
            )));
        }
        let ramfb = mdev.ramfb.is_some_and(Switch::is_on);
        let props = Props::device(vfio(ramfb))
            .text("id", self.id()?)
            .text("sysfsdev", format!("{MEDIATED_DEVICES}/{}", mdev.source.uuid));
        Ok(display(self.boot(props), mdev.display, ramfb))
    }

    fn usb(&self, usb: &Usb) -> Result<Props> {
        let address = usb.address.ok_or_else(|| self.not_found())?;
        let reset = match usb.reset {
            None => None,
            Some(GuestReset::Off) => Some((false, false)),
            Some(GuestReset::Uninitialized) => Some((true, false)),
            Some(_) => Some((true, true)),
        };
        let node = format!("/dev/bus/usb/{:03}/{:03}", address.bus, address.device);
        let props = Props::device("usb-host").text("hostdevice", node).text("id", self.id()?);
        Ok(self.boot(props).maybe(reset, |props, (once, always)| {
            props.bool("guest-reset", once).bool("guest-resets-all", always)
        }))
    }

    fn scsi_host(&self, host: &ScsiHostDevice, vhost: Option<i32>) -> Result<Props> {
        let model = host.model.map(VirtioModel::as_str);
        let driver = virtio_driver("vhost-scsi-pci", model, &self.what)?;
        let descriptor = vhost.ok_or_else(|| invalid("no descriptor for vhost-scsi"))?;
        Ok(Props::device(&driver)
            .text("wwpn", &host.source.wwpn)
            .text("vhostfd", descriptor.to_string())
            .text("id", self.id()?))
    }

    fn scsi_node(&self, plan: &Plan<'_>, node: &str) -> Result<Props> {
        let iscsi = matches!(self.part, Part::Scsi(ScsiDeviceSource::Iscsi(_)));
        refuse_if(iscsi, "an iSCSI server", &self.what)?;
        let path = plan.options.scsi_nodes.get(&self.place.index);
        let path = path.ok_or_else(|| self.not_found())?;
        Ok(Props::device("host_device")
            .text("filename", path)
            .text("node-name", node)
            .bool("read-only", self.readonly))
    }

    fn scsi(&self, plan: &Plan<'_>, node: &str) -> Result<Props> {
        let props = Props::device("scsi-generic")
            .when(self.shareable, |props| props.bool("share-rw", true))
            .text("drive", node)
            .text("id", self.id()?);
        scsi_place(plan, self.boot(props), self.info, &self.what)
    }
}

impl<'d> Part<'d> {
    fn of_interface(device: &'d InterfaceHostDevice) -> Self {
        let source = &device.source;
        match &source.address {
            Some(HostDeviceAddress::Pci(address)) => Part::Pci(Pci {
                address,
                driver: device.driver.as_ref(),
                display: None,
                ramfb: false,
            }),
            Some(HostDeviceAddress::Usb(address)) => Part::Usb(Usb {
                address: Some(*address),
                missing: source.missing == Some(true),
                reset: None,
            }),
            _ => {
                Part::Usb(Usb { address: None, missing: source.missing == Some(true), reset: None })
            }
        }
    }

    fn of(device: &'d HostDevice) -> Self {
        let HostDeviceMode::Subsystem(subsystem) = &device.device else { return Part::Other };
        match subsystem {
            SubsystemDevice::Pci(pci) => Part::Pci(Pci::of(pci)),
            SubsystemDevice::Usb(usb) => Part::Usb(Usb::of(usb)),
            SubsystemDevice::Scsi(scsi) => Part::Scsi(&scsi.source),
            SubsystemDevice::ScsiHost(host) => Part::ScsiHost(host),
            SubsystemDevice::Mdev(mdev) => Part::Mdev(mdev),
            _ => Part::Other,
        }
    }
}

impl<'d> Pci<'d> {
    fn of(device: &'d PciDevice) -> Self {
        Pci {
            address: &device.source.address,
            driver: device.driver.as_ref(),
            display: device.display,
            ramfb: device.ramfb.is_some_and(Switch::is_on),
        }
    }
}

impl Usb {
    fn of(device: &UsbDevice) -> Self {
        let source = &device.source;
        Usb {
            address: source.address,
            missing: source.missing == Some(true),
            reset: source.guest_reset,
        }
    }
}

/// QEMU cannot unplug what shows a picture of its own.
fn vfio(ramfb: bool) -> &'static str {
    if ramfb { "vfio-pci-nohotplug" } else { "vfio-pci" }
}

fn display(props: Props, display: Option<Switch>, ramfb: bool) -> Props {
    props
        .maybe(display, |props, on| props.switch("display", on.is_on()))
        .when(ramfb, |props| props.bool("ramfb", true))
}
