//! What a definition asks the manager for, device by device.

use std::collections::BTreeMap;

use virt_core::Result;
use virt_core::config::DomainConfig;
use virt_core::config::domain::devices::hostdev::SubsystemDevice;
use virt_core::config::domain::devices::interface_source::HostDeviceAddress;
use virt_core::config::domain::devices::{
    DeviceKind, DevicePlace, Devices, HostDeviceMode, Interface, InterfaceSource,
};
use virt_hostdev::{HostDevice, PreparedDevice, PreparedUsb};

use crate::error::unsupported;

/// What the manager is asked for, and where it stands in the definition.
#[derive(Debug, Default)]
pub(crate) struct Requests {
    devices: Vec<HostDevice>,
    places: Vec<DevicePlace>,
}

impl Requests {
    /// All devices of the host in `config`.
    ///
    /// # Errors
    ///
    /// `ConfigUnsupported` when an element does not say which device it is, or asks for what
    /// nobody can do.
    pub(crate) fn of(config: &DomainConfig) -> Result<Requests> {
        let mut requests = Requests::default();
        let Some(devices) = &config.devices else { return Ok(requests) };
        let interfaces = (0..devices.interfaces.len()).map(|index| (DeviceKind::Interface, index));
        let others = (0..devices.host_devices.len()).map(|index| (DeviceKind::HostDevice, index));
        for (kind, index) in interfaces.chain(others) {
            requests.add(devices, DevicePlace { kind, index })?;
        }
        Ok(requests)
    }

    /// The device at `place` alone; nothing when it is none of the host's.
    ///
    /// # Errors
    ///
    /// As for [`of`](Requests::of).
    pub(crate) fn at(config: &DomainConfig, place: DevicePlace) -> Result<Requests> {
        let mut requests = Requests::default();
        if let Some(devices) = &config.devices {
            requests.add(devices, place)?;
        }
        Ok(requests)
    }

    fn add(&mut self, devices: &Devices, place: DevicePlace) -> Result<()> {
        let request = match place.kind {
            DeviceKind::Interface => devices.interfaces.get(place.index).map(of_interface),
            DeviceKind::HostDevice => {
                devices.host_devices.get(place.index).map(HostDevice::from_config)
            }
            _ => None,
        };
        if let Some(request) = request.transpose()?.flatten() {
            self.devices.push(request);
            self.places.push(place);
        }
        Ok(())
    }

    /// The devices, in the order of their places.
    pub(crate) fn devices(&self) -> &[HostDevice] {
        &self.devices
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.devices.is_empty()
    }

    /// Writes what was found on the host into the definition that the requests are from. Returns
    /// the nodes of SCSI devices, by their number among the `<hostdev>`s.
    pub(crate) fn note(
        &self,
        config: &mut DomainConfig,
        found: &[Option<PreparedDevice>],
    ) -> BTreeMap<usize, String> {
        let mut nodes = BTreeMap::new();
        let Some(devices) = &mut config.devices else { return nodes };
        for (place, found) in self.places.iter().zip(found) {
            match found {
                Some(PreparedDevice::Usb(usb)) => note_usb(devices, *place, Some(usb)),
                Some(PreparedDevice::Scsi(scsi)) => {
                    nodes.insert(place.index, scsi.generic_node.display().to_string());
                }
                Some(_) => {}
                // Nothing but a USB device may be absent.
                None => note_usb(devices, *place, None),
            }
        }
        nodes
    }
}

fn of_interface(interface: &Interface) -> Result<Option<HostDevice>> {
    let request = HostDevice::from_interface(interface)?;
    if request.is_some() && interface.virtual_port.is_some() {
        let message = "<virtualport> of an interface of type 'hostdev' is not supported by this \
                       driver yet: it takes a program that speaks with the switch";
        return Err(unsupported(message));
    }
    Ok(request)
}

fn note_usb(devices: &mut Devices, place: DevicePlace, found: Option<&PreparedUsb>) {
    let missing = found.is_none().then_some(true);
    match place.kind {
        DeviceKind::Interface => {
            let interface = devices.interfaces.get_mut(place.index);
            if let Some(InterfaceSource::Hostdev(device)) = interface.map(|nic| &mut nic.source) {
                let source = &mut device.source;
                source.missing = missing;
                if let Some(usb) = found {
                    source.address = Some(HostDeviceAddress::Usb(usb.address));
                }
            }
        }
        _ => {
            let device = devices.host_devices.get_mut(place.index).map(|host| &mut host.device);
            if let Some(HostDeviceMode::Subsystem(SubsystemDevice::Usb(device))) = device {
                let source = &mut device.source;
                source.missing = missing;
                if let Some(usb) = found {
                    source.address = Some(usb.address);
                }
            }
        }
    }
}
