//! USB devices.

use std::path::PathBuf;

use virt_core::ErrorKind;
use virt_core::config::domain::devices::{HostUsbAddress, StartupPolicy};
use virt_core::driver::node::{Obstacle, Severity};

use crate::error::{Failure, Result};
use crate::host::{Host, names_in, real, text};
use crate::host_needs;
use crate::obstacles::Obstacles;
use crate::{Places, PreparedUsb, UsbRequest};

/// The class of hubs.
const HUB: u32 = 9;

/// A USB device, as sysfs shows it now.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct UsbView {
    pub(crate) address: HostUsbAddress,
    pub(crate) vendor: u16,
    pub(crate) product: u16,
    class: u32,
    /// The name in sysfs: `1-1.2`.
    name: String,
    folder: PathBuf,
}

impl UsbView {
    /// All devices that the host has now.
    pub(crate) fn all(places: &Places) -> Vec<UsbView> {
        let folder = places.sysfs.join("bus/usb/devices");
        let names = names_in(&folder).into_iter();
        // 1-1.2:1.0 is an interface of the device 1-1.2.
        let devices = names.filter(|name| !name.contains(':'));
        devices.filter_map(|name| UsbView::read(folder.join(&name), name)).collect()
    }

    pub(crate) fn at(places: &Places, address: HostUsbAddress) -> Option<UsbView> {
        UsbView::all(places).into_iter().find(|device| device.address == address)
    }

    /// None for a device that goes away while it is read.
    fn read(folder: PathBuf, name: String) -> Option<UsbView> {
        let hexadecimal = |file| u32::from_str_radix(&text(&folder.join(file))?, 16).ok();
        let decimal = |file| text(&folder.join(file))?.parse().ok();
        Some(UsbView {
            address: HostUsbAddress::new(decimal("busnum")?, decimal("devnum")?),
            vendor: u16::try_from(hexadecimal("idVendor")?).ok()?,
            product: u16::try_from(hexadecimal("idProduct")?).ok()?,
            class: hexadecimal("bDeviceClass").unwrap_or(0),
            name,
            folder,
        })
    }

    pub(crate) fn is_hub(&self) -> bool {
        self.class == HUB
    }

    pub(crate) fn node(&self, places: &Places) -> PathBuf {
        let HostUsbAddress { bus, device } = self.address;
        places.dev.join(format!("bus/usb/{bus:03}/{device:03}"))
    }

    /// What a hypervisor needs to know.
    pub(crate) fn facts(&self, places: &Places) -> PreparedUsb {
        PreparedUsb {
            address: self.address,
            vendor: self.vendor,
            product: self.product,
            port: self.name.split_once('-').map_or("", |(_, port)| port).to_owned(),
            node: self.node(places),
        }
    }
}

/// The device that a guest asks for; none when it is absent and may be.
pub(crate) fn find(
    places: &Places,
    request: &UsbRequest,
    restored: bool,
) -> Result<Option<UsbView>> {
    let all = UsbView::all(places);
    let is_it = |device: &&UsbView| {
        request.address.is_none_or(|address| address == device.address)
            && request.vendor.is_none_or(|vendor| vendor == device.vendor)
            && request.product.is_none_or(|product| product == device.product)
    };
    let found: Vec<&UsbView> = all.iter().filter(is_it).collect();
    match found[..] {
        [device] => Ok(Some(device.clone())),
        [] if may_be_absent(request, restored) => Ok(None),
        [] => Err(absent(&all, request)),
        _ => {
            let places: Vec<String> = found.iter().map(|d| d.address.to_string()).collect();
            Err(Failure::Unclear(format!(
                "the host has {} of USB device {}, at {}; say which one by <address bus='…' \
                 device='…'/>",
                found.len(),
                name(request),
                places.join(" and ")
            )))
        }
    }
}

fn may_be_absent(request: &UsbRequest, restored: bool) -> bool {
    match request.startup_policy {
        Some(StartupPolicy::Optional) => true,
        Some(StartupPolicy::Requisite) => restored,
        _ => false,
    }
}

/// Tells where a device that was plugged in again is now.
fn absent(all: &[UsbView], request: &UsbRequest) -> Failure {
    let (Some(vendor), Some(product)) = (request.vendor, request.product) else {
        return Failure::Unclear(format!("the host has no USB device {}", name(request)));
    };
    let elsewhere = all.iter().filter(|d| (d.vendor, d.product) == (vendor, product));
    let now: Vec<String> = elsewhere.map(|d| d.address.to_string()).collect();
    let remedy = match now.is_empty() {
        true => "; plug it in, or say startupPolicy='optional'".to_owned(),
        false => format!(
            ": it is at {} now, having been plugged in again; leave <address> out of <source>",
            now.join(" and ")
        ),
    };
    Failure::Unclear(format!("the host has no USB device {}{remedy}", name(request)))
}

fn name(request: &UsbRequest) -> String {
    let product = request.vendor.zip(request.product);
    let product = product.map(|(vendor, product)| format!("{vendor:04x}:{product:04x}"));
    match (product, request.address) {
        (Some(product), Some(address)) => format!("{product} at {address}"),
        (Some(product), None) => product,
        (None, Some(address)) => address.to_string(),
        (None, None) => "of any kind".to_owned(),
    }
}

/// What keeps the device at `address` from a guest.
pub(crate) fn obstacles(host: &Host, address: HostUsbAddress, found: &mut Obstacles) {
    let Some(device) = UsbView::at(&host.places, address) else {
        let what = "there is no such device on this host";
        found.add(ErrorKind::NoNodeDevice, Obstacle::new(what, Severity::Final));
        return;
    };
    if device.is_hub() {
        let obstacle = Obstacle::new("it is a hub", Severity::Final)
            .remedy("give the guest the devices that are plugged into it");
        found.add(ErrorKind::ConfigUnsupported, obstacle);
        return;
    }
    let place = real(&device.folder);
    for obstacle in place.iter().flat_map(|place| host_needs::obstacles(&host.places, place)) {
        found.add(ErrorKind::OperationInvalid, obstacle);
    }
}
