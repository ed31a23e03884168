//! What libvirt adds to interfaces, and what it drops from them, whichever driver runs the guest.

use super::character::fill_reconnect;
use super::interface_source::{HostDeviceAddress, InterfaceHostDevice, VhostUserSocket};
use super::interface_source::{VhostUserMode, VhostUserSocketType};
use super::{
    GuestOffloads, HostOffloads, Interface, InterfaceBackend, InterfaceBackendType,
    InterfaceDriver, InterfaceDriverName, InterfaceIp, InterfaceMac, InterfaceSource,
    VirtioOptions,
};
use crate::config::attachment::{Bandwidth, VirtualPort, Vlan};
use crate::config::network_port::DirectMode;
use crate::config::{IpFamily, MacAddress};

impl Interface {
    /// Completes what the author left out, and drops what has no meaning for this interface.
    pub(crate) fn fill_defaults(&mut self, mac_prefix: [u8; 3]) {
        self.fill_mac(mac_prefix);
        self.fill_source();
        self.fill_port();
        self.ips.iter_mut().for_each(InterfaceIp::fill_defaults);
        self.fill_driver();
        self.fill_backend();
        self.filter.take_if(|_| !self.source.is_filtered());
        if let Some(filter) = &mut self.filter {
            filter.fill_defaults();
        }
        self.coalesce.take_if(|coalesce| {
            coalesce.receive.and_then(|receive| receive.maximum).is_none_or(|maximum| maximum == 0)
        });
        self.mtu.take_if(|mtu| *mtu == 0);
    }

    /// All zeros ask for an address as nothing does.
    fn fill_mac(&mut self, prefix: [u8; 3]) {
        let mac = self.mac.get_or_insert_with(InterfaceMac::default);
        mac.address.take_if(|address| *address == MacAddress::new([0; 6]));
        mac.address.get_or_insert_with(|| MacAddress::random(prefix));
    }

    fn fill_source(&mut self) {
        let passt = self.backend.as_ref().is_some_and(|backend| backend.is_passt());
        match &mut self.source {
            InterfaceSource::User(user) if !passt => user.dev = None,
            InterfaceSource::Ethernet(ethernet) => {
                let ips = ethernet.source.iter_mut().flat_map(|source| &mut source.ips);
                ips.for_each(InterfaceIp::fill_defaults);
            }
            InterfaceSource::VhostUser(vhost) => VhostUserSocket::fill(&mut vhost.source, passt),
            InterfaceSource::Direct(direct) => _ = direct.mode.get_or_insert(DirectMode::Vepa),
            InterfaceSource::Hostdev(device) => device.fill_defaults(),
            InterfaceSource::Vds(vds) => {
                vds.port_id.get_or_insert(0);
                vds.connection_id.get_or_insert(0);
            }
            _ => {}
        }
    }

    /// What is said about the port of a switch.
    fn fill_port(&mut self) {
        let network = matches!(self.source, InterfaceSource::Network(_));
        if let Some(port) = &mut self.virtual_port {
            VirtualPort::identify(port, network);
        }
        if let Some(vlan) = &mut self.vlan {
            Vlan::fill_defaults(vlan);
        }
        self.bandwidth.take_if(|bandwidth| {
            Bandwidth::fill_defaults(bandwidth);
            **bandwidth == Bandwidth::default()
        });
    }

    /// Only virtio devices have settings, and one queue is what all have.
    fn fill_driver(&mut self) {
        let virtio = self.is_virtio();
        self.driver.take_if(|driver| {
            driver.queues.take_if(|queues| *queues <= 1);
            driver.host.take_if(|host| **host == HostOffloads::default());
            driver.guest.take_if(|guest| **guest == GuestOffloads::default());
            // Options of virtio devices are kept for validation to refuse them elsewhere.
            let elsewhere = !virtio && driver.virtio == VirtioOptions::default();
            elsewhere || **driver == InterfaceDriver::default()
        });
    }

    fn fill_backend(&mut self) {
        let virtio = self.is_virtio();
        self.backend.take_if(|backend| {
            backend.backend_type.take_if(|kind| *kind == InterfaceBackendType::Default);
            backend.vhost.take_if(|_| !virtio);
            **backend == InterfaceBackend::default()
        });
    }

    /// Whether the host's kernel moves the packets, as far as the definition says.
    pub fn uses_vhost(&self) -> bool {
        let name = self.driver.as_ref().and_then(|driver| driver.name);
        self.is_virtio() && name != Some(InterfaceDriverName::Qemu)
    }
}

impl InterfaceSource {
    /// Whether there is a tap device that the host can filter; elsewhere libvirt drops filters.
    pub fn is_filtered(&self) -> bool {
        use InterfaceSource::{Bridge, Ethernet, Network};
        matches!(self, Bridge(_) | Ethernet(_) | Network(_))
    }
}

impl InterfaceIp {
    pub(crate) fn fill_defaults(&mut self) {
        self.family.get_or_insert(IpFamily::of(self.address));
    }
}

impl VhostUserSocket {
    /// passt makes its socket itself; others need one.
    fn fill(source: &mut Option<Box<Self>>, passt: bool) {
        if !passt {
            let socket = source.get_or_insert_default();
            socket.socket_type.get_or_insert(VhostUserSocketType::Unix);
            socket.mode.get_or_insert(VhostUserMode::Client);
            socket.dev = None;
            fill_reconnect(&mut socket.reconnect);
            return;
        }
        source.take_if(|socket| {
            **socket = VhostUserSocket { dev: socket.dev.take(), ..VhostUserSocket::default() };
            socket.dev.is_none()
        });
    }
}

impl InterfaceHostDevice {
    fn fill_defaults(&mut self) {
        self.managed.take_if(|managed| !*managed);
        if let Some(HostDeviceAddress::Pci(address)) = &mut self.source.address {
            address.multifunction = None;
            address.zpci = None;
        }
    }
}
