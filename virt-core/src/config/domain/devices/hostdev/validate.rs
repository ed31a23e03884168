//! What cannot work about devices of the host, whichever driver runs the guest.

use super::{
    CapabilityDevice, HostDevice, HostDeviceMode, IscsiSource, MediatedDevice, MediatedDeviceModel,
    ScsiDeviceSource, ScsiHostDevice, SubsystemDevice, UsbDevice,
};
use crate::config::domain::Address;
use crate::config::domain::devices::interface_validate::check_addresses;
use crate::config::domain::devices::{NetworkProtocol, SgIo, Teaming, UsbId};

use crate::config::{Problems, Validate};

impl Validate for HostDevice {
    fn collect_problems(&self, problems: &mut Problems) {
        match &self.device {
            HostDeviceMode::Subsystem(device) => {
                device.check(problems);
                self.check_address(device, problems);
            }
            HostDeviceMode::Capabilities(device) => device.check(problems),
        }
        self.check_scsi_settings(problems);
        self.check_teaming(problems);
    }
}

impl HostDevice {
    fn check_scsi_settings(&self, problems: &mut Problems) {
        let is_scsi = matches!(self.device, HostDeviceMode::Subsystem(SubsystemDevice::Scsi(_)));
        if self.raw_io.is_some() && !is_scsi {
            problems.report_at("@rawio", "'rawio' is for devices of type 'scsi'; drop it");
        }
        match self.sgio {
            Some(_) if !is_scsi => {
                problems.report_at("@sgio", "'sgio' is for devices of type 'scsi'; drop it");
            }
            Some(SgIo::Unfiltered) => {
                let message = "Linux filters SCSI commands always by now; drop sgio='unfiltered'";
                problems.unsupported_at("@sgio", message);
            }
            _ => {}
        }
    }

    fn check_teaming(&self, problems: &mut Problems) {
        let is_pci = matches!(self.device, HostDeviceMode::Subsystem(SubsystemDevice::Pci(_)));
        match &self.teaming {
            None => {}
            Some(_) if !is_pci => {
                problems.unsupported_at("teaming", "only PCI devices of the host can be in a team");
            }
            Some(Teaming::Transient(_)) => {}
            Some(Teaming::Persistent) => {
                let message = "a device of the host is taken out of its team while the guest moves: \
                               say type='transient'";
                problems.unsupported_at("teaming/@type", message);
            }
        }
    }

    /// Each kind of device has its own kind of place.
    fn check_address(&self, device: &SubsystemDevice, problems: &mut Problems) {
        let Some(address) = &self.info.address else { return };
        let kinds: &[&str] = match device {
            SubsystemDevice::Usb(_) => &["usb"],
            SubsystemDevice::Pci(_) => &["pci", "unassigned"],
            SubsystemDevice::Scsi(_) => &["drive"],
            SubsystemDevice::ScsiHost(_) => &["pci", "ccw"],
            SubsystemDevice::Mdev(device) => match device.model {
                MediatedDeviceModel::VfioPci => &["pci"],
                MediatedDeviceModel::VfioCcw => &["ccw"],
                MediatedDeviceModel::VfioAp => return,
            },
        };
        let kind = Address::word(address);
        if !kinds.contains(&kind) {
            let message = format!(
                "a device of type '{}' has an address of type {}, not '{kind}'",
                device.word(),
                kinds.join(" or ")
            );
            problems.unsupported_at("address/@type", message);
        }
    }
}

impl SubsystemDevice {
    fn check(&self, problems: &mut Problems) {
        problems.within("source", |problems| match self {
            SubsystemDevice::Usb(device) => device.check(problems),
            SubsystemDevice::Pci(device) => {
                if device.source.startup_policy.is_some() {
                    let message = "only USB devices may be missing; drop 'startupPolicy'";
                    problems.unsupported_at("@startupPolicy", message);
                }
                let address = &device.source.address;
                problems.within("address", |problems| address.collect_problems(problems));
            }
            SubsystemDevice::Scsi(device) => match &device.source {
                ScsiDeviceSource::Iscsi(source) => source.check(problems),
                ScsiDeviceSource::Adapter(source) if source.adapter.name.is_empty() => {
                    problems.report_at("adapter/@name", "say which adapter the SCSI device is on");
                }
                ScsiDeviceSource::Adapter(_) => {}
            },
            SubsystemDevice::ScsiHost(device) => device.check(problems),
            SubsystemDevice::Mdev(_) => {}
        });
    }

    /// Whether the device shows a picture before the guest has a driver for it.
    pub(crate) fn has_ramfb(&self) -> bool {
        let ramfb = match self {
            SubsystemDevice::Pci(device) => device.ramfb,
            SubsystemDevice::Mdev(MediatedDevice { ramfb, .. }) => *ramfb,
            _ => None,
        };
        ramfb.is_some_and(|ramfb| ramfb.is_on())
    }
}

impl UsbDevice {
    fn check(&self, problems: &mut Problems) {
        let source = &self.source;
        if source.vendor == Some(UsbId(0)) {
            problems.report_at("vendor/@id", "no maker of USB devices has the number 0");
        }
        match (source.vendor, source.product) {
            (Some(_), None) => problems.report_at("product", "say which of the maker's products"),
            (None, Some(_)) => problems.report_at("vendor", "say whose product it is"),
            (None, None) if source.address.is_none() => {
                let message =
                    "say which USB device it is: by <vendor> and <product>, or by <address>";
                problems.report(message);
            }
            _ => {}
        }
    }
}

impl IscsiSource {
    fn check(&self, problems: &mut Problems) {
        if self.name.is_empty() || self.name.starts_with('/') {
            problems.report_at("@name", "say which iSCSI target it is");
        }
        match self.hosts.as_slice() {
            [] => problems.report_at("host", "an iSCSI device needs a server: <host name='…'/>"),
            [host] if host.name.is_none() => {
                problems.report_at("host/@name", "the server of an iSCSI device needs a name");
            }
            [_] => {}
            _ => problems.report_at("host[2]", "an iSCSI device has one server; drop the others"),
        }
        if let Some(auth) = &self.auth {
            problems.within("auth", |problems| auth.check(Some(NetworkProtocol::Iscsi), problems));
        }
    }
}

impl ScsiHostDevice {
    fn check(&self, problems: &mut Problems) {
        let digits = self.source.wwpn.strip_prefix("naa.").unwrap_or_default();
        if digits.len() != 16 || !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            let message = format!(
                "'{}' is no name of a target: that is naa. and 16 hexadecimal digits",
                self.source.wwpn
            );
            problems.report_at("@wwpn", message);
        }
    }
}

impl CapabilityDevice {
    fn check(&self, problems: &mut Problems) {
        let (name, text) = match self {
            CapabilityDevice::Storage(device) => ("block", &device.source.block),
            CapabilityDevice::Misc(device) => ("char", &device.source.char),
            CapabilityDevice::Net(device) => ("interface", &device.source.interface),
        };
        if text.is_empty() {
            let message = format!("<{name}> names no device of the host");
            problems.report_at(&format!("source/{name}"), message);
        }
        if let CapabilityDevice::Net(net) = self {
            check_addresses(&net.ips, &net.routes, problems);
        }
    }
}
