//! From the XML models to what a guest asks for.

use virt_core::config::HostDeviceDriver;
use virt_core::config::domain::DomainConfig;
use virt_core::config::domain::devices::hostdev::{
    HostDeviceMode, MediatedDeviceModel, ScsiAdapterSource, ScsiDeviceSource, SubsystemDevice,
    UsbDeviceSource,
};
use virt_core::config::domain::devices::interface_source::{
    HostDeviceAddress, InterfaceHostDevice,
};
use virt_core::config::domain::devices::{
    Disk, DiskMedium, HostDevice as HostDeviceConfig, Interface, InterfaceSource, UsbId,
};
use virt_core::{Error, ErrorKind, Result};

use super::request::{
    HostDevice, MdevRequest, NvmeRequest, PciRequest, ScsiHostRequest, ScsiRequest, UsbRequest,
    VirtualFunctionSettings,
};
use super::{ScsiAddress, id};

impl HostDevice {
    /// All devices of the host that a domain asks for: its `<hostdev>`s, then its interfaces of
    /// type `hostdev`, then its disks of type `nvme`, each in the order of the document.
    ///
    /// # Errors
    ///
    /// As for [`from_config`](HostDevice::from_config).
    pub fn all_of(domain: &DomainConfig) -> Result<Vec<HostDevice>> {
        let Some(devices) = &domain.devices else { return Ok(Vec::new()) };
        let host_devices = devices.host_devices.iter().map(HostDevice::from_config);
        let interfaces = devices.interfaces.iter().map(HostDevice::from_interface);
        let disks = devices.disks.iter().map(HostDevice::from_disk);
        host_devices.chain(interfaces).chain(disks).filter_map(Result::transpose).collect()
    }

    /// What a `<hostdev>` asks for; none for what the manager does not track: iSCSI devices, which
    /// are the hypervisor's own connections, and devices of containers.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::ConfigUnsupported`] when the element does not say which device it is.
    pub fn from_config(config: &HostDeviceConfig) -> Result<Option<HostDevice>> {
        let HostDeviceMode::Subsystem(device) = &config.device else { return Ok(None) };
        Ok(Some(match device {
            SubsystemDevice::Pci(device) => HostDevice::Pci(PciRequest {
                managed: device.managed == Some(true),
                driver: kernel_driver(device.driver.as_ref()),
                ..PciRequest::new(device.source.address.clone())
            }),
            SubsystemDevice::Usb(device) => HostDevice::Usb(usb(&device.source)?),
            SubsystemDevice::Scsi(device) => match &device.source {
                ScsiDeviceSource::Adapter(source) => HostDevice::Scsi(ScsiRequest {
                    address: scsi_address(source)?,
                    shareable: config.shareable,
                    readonly: config.readonly,
                    forced: false,
                }),
                _ => return Ok(None),
            },
            SubsystemDevice::ScsiHost(device) => {
                let wwpn = device.source.wwpn.clone();
                if !id::is_target(&wwpn) {
                    let what = "is no target of vhost-scsi: that is naa. and 16 hexadecimal digits";
                    return Err(unsupported(format!("'{wwpn}' {what}")));
                }
                HostDevice::ScsiHost(ScsiHostRequest { wwpn })
            }
            SubsystemDevice::Mdev(device) => HostDevice::Mdev(MdevRequest {
                uuid: device.source.uuid,
                model: match device.model {
                    MediatedDeviceModel::VfioCcw => "vfio-ccw".to_owned(),
                    MediatedDeviceModel::VfioAp => "vfio-ap".to_owned(),
                    _ => "vfio-pci".to_owned(),
                },
            }),
            _ => return Ok(None),
        }))
    }

    /// What an interface asks for; none for one that is not of type `hostdev`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::ConfigUnsupported`] when the element does not say which device it is, or asks
    /// for what network cards cannot do.
    pub fn from_interface(interface: &Interface) -> Result<Option<HostDevice>> {
        let InterfaceSource::Hostdev(device) = &interface.source else { return Ok(None) };
        match &device.source.address {
            Some(HostDeviceAddress::Pci(address)) => Ok(Some(HostDevice::Pci(PciRequest {
                managed: device.managed == Some(true),
                driver: kernel_driver(device.driver.as_ref()),
                network: Some(function_settings(interface)?),
                ..PciRequest::new(address.clone())
            }))),
            _ => interface_usb(device).map(|request| Some(HostDevice::Usb(request))),
        }
    }

    /// What a disk asks for; none for one that is not of type `nvme`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::ConfigUnsupported`] when it does not say which drive it is.
    pub fn from_disk(disk: &Disk) -> Result<Option<HostDevice>> {
        let DiskMedium::Nvme(source) = disk.medium() else { return Ok(None) };
        let address = source.address.clone().ok_or_else(|| {
            unsupported("a disk of type 'nvme' does not say which drive it is: add <address>")
        })?;
        let namespace = u32::try_from(source.namespace)
            .map_err(|_| unsupported("a drive numbers its namespaces with 32 bits, not more"))?;
        let managed = source.managed != Some(false);
        Ok(Some(HostDevice::Nvme(NvmeRequest { address, namespace, managed, forced: false })))
    }
}

fn kernel_driver(driver: Option<&HostDeviceDriver>) -> Option<String> {
    driver.and_then(|driver| driver.model.clone())
}

fn usb(source: &UsbDeviceSource) -> Result<UsbRequest> {
    let request = UsbRequest {
        address: source.address,
        vendor: number(source.vendor)?,
        product: number(source.product)?,
        startup_policy: source.startup_policy,
        forced: false,
    };
    said(request)
}

fn interface_usb(device: &InterfaceHostDevice) -> Result<UsbRequest> {
    let address = match &device.source.address {
        Some(HostDeviceAddress::Usb(address)) => Some(*address),
        _ => None,
    };
    let vendor = number(device.source.vendor)?;
    let product = number(device.source.product)?;
    said(UsbRequest { address, vendor, product, ..UsbRequest::default() })
}

fn said(request: UsbRequest) -> Result<UsbRequest> {
    if request.address.is_none() && (request.vendor.is_none() || request.product.is_none()) {
        let message = "say which USB device it is: by <vendor> and <product>, or by <address>";
        return Err(unsupported(message));
    }
    Ok(request)
}

fn number(id: Option<UsbId>) -> Result<Option<u16>> {
    let Some(id) = id else { return Ok(None) };
    let number = u16::try_from(id.0);
    number.map(Some).map_err(|_| unsupported(format!("no USB device has the number {id}")))
}

fn scsi_address(source: &ScsiAdapterSource) -> Result<ScsiAddress> {
    let name = &source.adapter.name;
    let host = name.strip_prefix("scsi_host").and_then(|host| host.parse().ok());
    let host = host.ok_or_else(|| {
        unsupported(format!("'{name}' is no SCSI adapter of a host; they are called scsi_host0…"))
    })?;
    let place = source.address;
    Ok(ScsiAddress { host, bus: place.bus, target: place.target, unit: place.unit })
}

fn function_settings(interface: &Interface) -> Result<VirtualFunctionSettings> {
    let tags = interface.vlan.as_ref().map_or(&[][..], |vlan| &vlan.tags);
    let trunk = interface.vlan.as_ref().is_some_and(|vlan| vlan.trunk == Some(true));
    if tags.len() > 1 || trunk {
        let message = "a network card puts a virtual function in one VLAN alone: give one <tag>";
        return Err(unsupported(message));
    }
    Ok(VirtualFunctionSettings {
        mac: interface.mac.as_ref().and_then(|mac| mac.address),
        vlan: tags.first().map(|tag| tag.id),
        trust: interface.trust_guest_rx_filters,
    })
}

fn unsupported(message: impl Into<String>) -> Error {
    Error::new(ErrorKind::ConfigUnsupported, message)
}
