//! What there is to know about a device, read when somebody asks.
//!
//! A device that goes away while it is read is gone, whatever was read before.

mod ap;
mod beside;
mod ccw;
mod drm;
mod mdev;
mod net;
mod pci;
mod scsi;
mod storage;
mod system;
mod usb;
mod vpd;

use virt_core::Result;
use virt_core::config::NodeDeviceConfig;
use virt_core::config::node_device::{
    Capability, DevNode, DevNodeType, NodeDeviceDriver, NodeDeviceParent,
};

use crate::device::Device;
use crate::error::gone;
use crate::host::{Host, UdevRecord, Uevent};
use crate::kind::Kind;

pub(crate) use beside::{has_beside, names_beside};
pub(crate) use net::{lower, upper};
use vpd::has_vpd;

/// A device while it is being read.
#[derive(Clone, Copy)]
pub(crate) struct Reading<'a> {
    host: &'a Host,
    device: &'a Device,
    uevent: &'a Uevent,
    record: &'a UdevRecord,
}

impl Reading<'_> {
    fn text(&self, attribute: &str) -> Option<String> {
        self.host.sysfs.text(&self.device.path, attribute)
    }

    fn number<N: std::str::FromStr>(&self, attribute: &str) -> Option<N> {
        self.host.sysfs.number(&self.device.path, attribute)
    }

    fn hexadecimal(&self, attribute: &str) -> Option<u32> {
        self.host.sysfs.hexadecimal(&self.device.path, attribute)
    }

    fn names(&self, folder: &str) -> Vec<String> {
        self.host.sysfs.names(&self.device.path, folder)
    }

    fn link_name(&self, link: &str) -> Option<String> {
        self.host.sysfs.link_name(&self.device.path, link)
    }

    /// The device's file below `/dev`.
    fn dev_node(&self) -> Option<String> {
        self.uevent.value("DEVNAME").map(|name| match name.starts_with('/') {
            true => name.to_owned(),
            false => format!("/dev/{name}"),
        })
    }
}

/// Reads everything about `device`, which is part of the one called `parent`.
///
/// # Errors
///
/// `NoNodeDevice` when it is not there any more.
pub(crate) fn describe(
    host: &Host,
    device: &Device,
    parent: Option<&str>,
) -> Result<NodeDeviceConfig> {
    let (uevent, record) = records(host, device)?;
    let reading = Reading { host, device, uevent: &uevent, record: &record };
    let mut config = NodeDeviceConfig {
        name: Some(device.name.to_string()),
        path: (device.kind != Kind::System).then(|| format!("/sys{}", device.path)),
        dev_nodes: dev_nodes(&reading),
        parent: parent.map(NodeDeviceParent::named),
        driver: driver(&reading),
        capabilities: vec![capability(&reading)],
    };
    config.fill_defaults();
    if !device.is_there(host) {
        return Err(gone(&device.name));
    }
    Ok(config)
}

/// What the kernel and udev say about `device` in one piece.
pub(crate) fn records(host: &Host, device: &Device) -> Result<(Uevent, UdevRecord)> {
    if device.kind == Kind::System {
        return Ok((Uevent::default(), UdevRecord::default()));
    }
    let text = host.sysfs.lines(&device.path, "uevent").ok_or_else(|| gone(&device.name))?;
    let uevent = Uevent::from_lines(text);
    let record = host.udev.record(&device.path, &device.subsystem, &uevent);
    Ok((uevent, record))
}

fn capability(reading: &Reading<'_>) -> Capability {
    match reading.device.kind {
        Kind::System => Capability::System(system::system(reading.host)),
        Kind::Pci => Capability::Pci(Box::new(pci::pci(reading))),
        Kind::UsbDevice => Capability::UsbDevice(usb::device(reading)),
        Kind::UsbInterface => Capability::UsbInterface(usb::interface(reading)),
        Kind::Net => Capability::Net(net::net(reading)),
        Kind::ScsiHost => Capability::ScsiHost(scsi::host(reading)),
        Kind::ScsiTarget => Capability::ScsiTarget(scsi::target(reading)),
        Kind::Scsi => Capability::Scsi(scsi::unit(reading)),
        Kind::ScsiGeneric => Capability::ScsiGeneric(scsi::generic(reading)),
        Kind::Storage => Capability::Storage(storage::storage(reading)),
        Kind::Drm => Capability::Drm(drm::drm(reading)),
        Kind::MdevParent => Capability::MdevTypes(mdev::parent(reading)),
        Kind::Mdev => Capability::Mdev(mdev::device(reading)),
        Kind::Ccw => Capability::Ccw(ccw::ccw(reading)),
        Kind::Css => Capability::Css(ccw::css(reading)),
        Kind::CcwGroup => Capability::CcwGroup(ccw::group(reading)),
        Kind::Vdpa => Capability::Vdpa(mdev::vdpa(reading)),
        Kind::ApCard => Capability::ApCard(ap::card(reading)),
        Kind::ApQueue => Capability::ApQueue(ap::queue(reading)),
        Kind::ApMatrix => Capability::ApMatrix(ap::matrix(reading)),
    }
}

fn dev_nodes(reading: &Reading<'_>) -> Vec<DevNode> {
    let node = |node_type| move |path| DevNode { node_type, path };
    let mut links = reading.record.links.clone();
    links.sort_unstable();
    let own = reading.dev_node().into_iter().map(node(DevNodeType::Dev));
    own.chain(links.into_iter().map(node(DevNodeType::Link))).collect()
}

fn driver(reading: &Reading<'_>) -> Option<NodeDeviceDriver> {
    let name = reading.link_name("driver")?;
    Some(NodeDeviceDriver { name: Some(name) })
}
