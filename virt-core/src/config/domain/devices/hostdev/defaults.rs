//! What libvirt adds to devices of the host, and what it drops from them, whichever driver runs the
//! guest.

use super::{
    CapabilityDevice, HostDevice, HostDeviceMode, IscsiSource, ScsiDeviceSource, SubsystemDevice,
};
use crate::config::HostDeviceDriver;
use crate::config::domain::devices::InterfaceIp;

impl HostDevice {
    /// Completes what the author left out, and drops what has no meaning for this device.
    pub(crate) fn fill_defaults(&mut self) {
        match &mut self.device {
            HostDeviceMode::Subsystem(device) => {
                device.managed_mut().get_or_insert(false);
                device.fill_source();
            }
            HostDeviceMode::Capabilities(CapabilityDevice::Net(net)) => {
                net.ips.iter_mut().for_each(InterfaceIp::fill_defaults);
            }
            HostDeviceMode::Capabilities(_) => {}
        }
        if !matches!(self.device, HostDeviceMode::Subsystem(SubsystemDevice::Scsi(_))) {
            self.readonly = false;
            self.shareable = false;
        }
    }
}

impl SubsystemDevice {
    fn fill_source(&mut self) {
        match self {
            SubsystemDevice::Pci(device) => {
                device.source.address.multifunction = None;
                device.source.address.zpci = None;
                device.driver.take_if(|driver| *driver == HostDeviceDriver::default());
            }
            SubsystemDevice::Scsi(device) => match &mut device.source {
                ScsiDeviceSource::Adapter(source) => source.adapter.adapter_type = None,
                ScsiDeviceSource::Iscsi(source) => source.fill_defaults(),
            },
            _ => {}
        }
    }
}

impl IscsiSource {
    /// The unit is a part of the name, and servers are reached over TCP alone.
    fn fill_defaults(&mut self) {
        if !self.name.contains('/') {
            self.name.push_str("/0");
        }
        self.initiator.take_if(|initiator| initiator.iqn.is_none());
        for host in &mut self.hosts {
            host.transport = None;
            host.socket = None;
        }
    }
}
