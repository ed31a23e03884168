//! The second pass: what libvirt fills in whichever driver will run the network.

use uuid::Uuid;

use super::{Bridge, Dhcp, Dns, Forward, ForwardInterface, ForwardMode, Lease, LeaseUnit};
use super::{NetworkConfig, PortGroup};
use crate::config::attachment::{Bandwidth, VirtualPort, Vlan};
use crate::xml::Switch;

impl NetworkConfig {
    /// Adds what the author left out and libvirt adds for every driver alike, and takes out what
    /// says nothing, such as a limit of zero. Filling in twice changes nothing.
    ///
    /// The names of bridges and their hardware addresses are the driver's to choose.
    pub fn fill_defaults(&mut self) {
        self.uuid.get_or_insert_with(Uuid::new_v4);
        self.ipv6.take_if(|ipv6| !*ipv6);
        self.mtu.take_if(|mtu| *mtu == 0);
        self.dnsmasq_options.take_if(|dnsmasq| dnsmasq.options.is_empty());
        self.fill_forward();
        if self.forward_mode().has_own_bridge() {
            self.bridge.get_or_insert_default().fill_defaults();
        }
        if let Some(dns) = &mut self.dns {
            dns.fill_defaults();
        }
        let dhcp = self.ips.iter_mut().filter_map(|ip| ip.dhcp.as_mut());
        dhcp.for_each(Dhcp::fill_defaults);
        fill_attachment(&mut self.vlan, &mut self.virtual_port, &mut self.bandwidth);
        self.port_groups.iter_mut().for_each(PortGroup::fill_defaults);
    }

    /// How guests reach the rest of the world, with the default filled in.
    pub fn forward_mode(&self) -> ForwardMode {
        self.forward.as_ref().map_or(ForwardMode::None, Forward::mode)
    }

    fn fill_forward(&mut self) {
        self.forward.take_if(|forward| forward.mode == Some(ForwardMode::None));
        if let Some(forward) = &mut self.forward {
            forward.fill_defaults();
        }
    }
}

impl Forward {
    fn fill_defaults(&mut self) {
        match *self.mode.get_or_insert(ForwardMode::Nat) {
            ForwardMode::Hostdev => _ = self.managed.get_or_insert(false),
            _ => self.managed = None,
        }
        // The device is the first interface, whichever way it was written.
        match (&self.dev, self.interfaces.first()) {
            (Some(dev), None) => self.interfaces.push(ForwardInterface::new(dev)),
            (None, Some(first)) => self.dev = Some(first.dev.clone()),
            _ => {}
        }
        // Of the three ways to say which devices there are, one counts.
        if !self.interfaces.is_empty() {
            self.addresses.clear();
        }
        if !self.interfaces.is_empty() || !self.addresses.is_empty() {
            self.physical_function = None;
        }
    }
}

impl Bridge {
    fn fill_defaults(&mut self) {
        self.stp.get_or_insert(Switch::On);
        self.delay.get_or_insert(0);
    }
}

impl Dns {
    fn fill_defaults(&mut self) {
        for service in &mut self.services {
            service.priority.take_if(|priority| *priority == 0);
            service.weight.take_if(|weight| *weight == 0);
        }
    }
}

impl Dhcp {
    fn fill_defaults(&mut self) {
        let ranges = self.ranges.iter_mut().filter_map(|range| range.lease.as_mut());
        ranges.for_each(Lease::fill_defaults);
        let hosts = self.hosts.iter_mut().filter_map(|host| host.lease.as_mut());
        hosts.for_each(Lease::fill_defaults);
    }
}

impl Lease {
    fn fill_defaults(&mut self) {
        match self.expiry {
            Some(0) => self.unit = None,
            _ => _ = self.unit.get_or_insert(LeaseUnit::Minutes),
        }
    }
}

impl PortGroup {
    pub(super) fn fill_defaults(&mut self) {
        self.default.take_if(|default| !*default);
        fill_attachment(&mut self.vlan, &mut self.virtual_port, &mut self.bandwidth);
    }
}

fn fill_attachment(
    vlan: &mut Option<Vlan>,
    virtual_port: &mut Option<VirtualPort>,
    bandwidth: &mut Option<Bandwidth>,
) {
    if let Some(vlan) = vlan {
        vlan.fill_defaults();
    }
    if let Some(port) = virtual_port {
        port.fill_defaults();
    }
    if let Some(bandwidth) = bandwidth {
        bandwidth.fill_defaults();
    }
}
