//! The third pass: what cannot work whichever driver runs the network.

use std::collections::HashSet;
use std::fmt::Display;

use super::{Forward, ForwardMode, NetworkConfig, NetworkIp, PortGroup, Route};
use crate::config::IpFamily;
use crate::config::attachment::{Bandwidth, VirtualPort, VirtualPortType, Vlan};
use crate::config::ip::network_of;
use crate::config::{Problems, Validate};
use crate::{Error, ErrorKind, Result};

impl Validate for NetworkConfig {
    fn collect_problems(&self, problems: &mut Problems) {
        problems.take(self.check_all());
    }
}

impl NetworkConfig {
    fn check_all(&self) -> Result<()> {
        self.check_name()?;
        if let Some(forward) = &self.forward {
            forward.check()?;
        }
        self.check_bridge()?;
        self.check_dns()?;
        self.ips.iter().try_for_each(NetworkIp::check)?;
        self.check_dhcp_sections()?;
        self.routes.iter().try_for_each(|route| self.check_route(route))?;
        self.check_attachment()?;
        self.port_groups.iter().try_for_each(PortGroup::check)
    }

    fn check_name(&self) -> Result<()> {
        match self.name.as_deref() {
            None | Some("") => return Err(Error::new(ErrorKind::NoName, "<network>")),
            Some(name) if name.contains('/') => {
                return bad(format!("the network's name '{name}' has a '/' in it"));
            }
            Some(_) => {}
        }
        match self.title.as_deref().is_some_and(|title| title.contains('\n')) {
            true => bad("the network's title has a line end"),
            false => Ok(()),
        }
    }

    fn check_bridge(&self) -> Result<()> {
        let mode = self.forward_mode();
        if self.mac.is_some_and(|mac| mac.is_multicast()) {
            return bad("the network's <mac> is the address of a group");
        }
        if mode.has_own_bridge() {
            return self.check_own_bridge(mode);
        }
        if self.mtu.is_some_and(|mtu| mtu != 0) {
            return bad(format!("an <mtu> needs a bridge of the network's own, not mode='{mode}'"));
        }
        let Some(bridge) = &self.bridge else { return Ok(()) };
        if bridge.stp.is_some() || bridge.delay.is_some() || bridge.zone.is_some() {
            return bad(format!(
                "stp, delay and zone need a bridge of the network's own, not mode='{mode}'"
            ));
        }
        let devices = self.forward.as_ref().is_some_and(Forward::names_devices);
        match (&bridge.name, mode) {
            (Some(name), ForwardMode::Bridge) if devices => bad(format!(
                "the network has both the bridge '{name}' and devices to forward to; drop one"
            )),
            (None, _) | (_, ForwardMode::Bridge) => Ok(()),
            (Some(name), _) => bad(format!("mode='{mode}' has no bridge, such as '{name}'")),
        }
    }

    fn check_own_bridge(&self, mode: ForwardMode) -> Result<()> {
        match mode {
            ForwardMode::Nat | ForwardMode::Route if self.ips.is_empty() => {
                bad(format!("mode='{mode}' needs an <ip> of the host to forward from"))
            }
            _ => Ok(()),
        }
    }

    /// One network has one DHCP server for each family.
    fn check_dhcp_sections(&self) -> Result<()> {
        let mut families = HashSet::new();
        let given = self.ips.iter().filter(|ip| ip.dhcp.as_ref().is_some_and(|dhcp| dhcp.serves()));
        for ip in given {
            if !families.insert(ip.family()) {
                let family = ip.family();
                return unsupported(format!("two <ip family='{family}'> have <dhcp>"));
            }
        }
        Ok(())
    }

    fn check_route(&self, route: &Route) -> Result<()> {
        let Some(address) = route.address else {
            return bad("a <route> needs the attribute 'address'");
        };
        let Some(gateway) = route.gateway else {
            return bad(format!("the route to {address} needs the attribute 'gateway'"));
        };
        check_prefix(&format!("the route to {address}"), &route.parts())?;
        if IpFamily::of(gateway) != route.family() {
            return bad(format!("the route to {address} goes to {gateway}, of another family"));
        }
        if route.metric == Some(0) {
            return bad(format!("the metric of the route to {address} starts at 1"));
        }
        let prefix = route.prefix().unwrap_or_default();
        if network_of(address, prefix) != address {
            return bad(format!("'{address}' in <route> is no network of {prefix} bits"));
        }
        match self.ips.iter().any(|ip| ip.contains(gateway)) {
            true => Ok(()),
            false => unsupported(format!(
                "the gateway {gateway} of the route to {address} is on no <ip> of the network"
            )),
        }
    }

    fn check_attachment(&self) -> Result<()> {
        check_attachment(self.vlan.as_ref(), self.virtual_port.as_ref(), self.bandwidth.as_ref())?;
        if self.virtual_port.as_ref().is_some_and(|port| port.port_type.is_none()) {
            return bad("the network's <virtualport> needs the attribute 'type'");
        }
        let limits = self.bandwidth.iter().flat_map(|bandwidth| &bandwidth.inbound);
        match limits.into_iter().any(|limit| limit.floor.is_some()) {
            true => unsupported("'floor' in <bandwidth> is for interfaces of guests"),
            false => Ok(()),
        }
    }
}

impl Forward {
    /// Whether it says which devices of the host there are.
    fn names_devices(&self) -> bool {
        self.dev.is_some()
            || self.physical_function.is_some()
            || !self.interfaces.is_empty()
            || !self.addresses.is_empty()
    }

    fn check(&self) -> Result<()> {
        let mode = self.mode();
        if self.nat.is_some() && mode != ForwardMode::Nat {
            return bad(format!("<nat> goes with mode='nat', not with mode='{mode}'"));
        }
        if mode == ForwardMode::Open && self.dev.is_some() {
            return bad("mode='open' has no 'dev': routes say where traffic goes");
        }
        self.check_devices()?;
        self.check_nat()
    }

    fn check_devices(&self) -> Result<()> {
        let mode = self.mode();
        let single = matches!(mode, ForwardMode::Nat | ForwardMode::Route | ForwardMode::Open);
        if single && self.interfaces.len() > 1 {
            return bad(format!("mode='{mode}' has one <interface> at most"));
        }
        if let (Some(dev), Some(first)) = (&self.dev, self.interfaces.first())
            && *dev != first.dev
        {
            let first = &first.dev;
            return bad(format!("dev='{dev}' of <forward> is not its first interface '{first}'"));
        }
        let others = self.physical_function.is_some() || !self.addresses.is_empty();
        if self.dev.is_some() && self.interfaces.is_empty() && others {
            return bad("the attribute 'dev' of <forward> does not go with <address> and <pf>");
        }
        let mut names = HashSet::new();
        if let Some(twice) = self.interfaces.iter().find(|found| !names.insert(&found.dev)) {
            return bad(format!("the interface '{}' is listed twice in <forward>", twice.dev));
        }
        let mut places = HashSet::new();
        let mut addresses = self.addresses.iter().map(|address| &address.pci);
        match addresses.find(|pci| !places.insert((pci.domain, pci.bus, pci.slot, pci.function))) {
            Some(twice) => bad(format!("the PCI device {twice} is listed twice in <forward>")),
            None => Ok(()),
        }
    }

    fn check_nat(&self) -> Result<()> {
        let Some(nat) = &self.nat else { return Ok(()) };
        if let Some(range) = nat.address
            && range.start > range.end
        {
            return bad(format!("the range {} - {} in <nat> is reversed", range.start, range.end));
        }
        match nat.port {
            Some(range) if range.start == 0 || range.start > range.end => {
                bad(format!("the ports {} - {} in <nat> are no range", range.start, range.end))
            }
            _ => Ok(()),
        }
    }
}

impl PortGroup {
    pub(super) fn check(&self) -> Result<()> {
        if self.name.is_none() {
            return bad("a <portgroup> needs the attribute 'name'");
        }
        check_attachment(self.vlan.as_ref(), self.virtual_port.as_ref(), self.bandwidth.as_ref())
    }
}

/// What an `<ip>` and a `<route>` say about a network.
pub(super) struct AddressParts {
    pub(super) given: Option<IpFamily>,
    pub(super) address: Option<std::net::IpAddr>,
    pub(super) netmask: Option<std::net::IpAddr>,
    pub(super) prefix: Option<u32>,
}

impl Route {
    fn parts(&self) -> AddressParts {
        AddressParts {
            given: self.family,
            address: self.address,
            netmask: self.netmask,
            prefix: self.prefix_length,
        }
    }
}

/// Checks that address, family, mask and prefix fit each other.
pub(super) fn check_prefix(what: &str, parts: &AddressParts) -> Result<()> {
    let family = parts.given.unwrap_or(IpFamily::Ipv4);
    if let Some(address) = parts.address
        && IpFamily::of(address) != family
    {
        return unsupported(format!("{what} is not of the family {family}; say family='…'"));
    }
    match (parts.netmask, parts.prefix) {
        (Some(_), Some(_)) => unsupported(format!("{what} has both a netmask and a prefix")),
        (Some(mask), None) if family == IpFamily::Ipv6 => {
            unsupported(format!("{what} has the netmask {mask}; IPv6 has prefixes"))
        }
        (Some(mask), None) if IpFamily::of(mask) != family => {
            unsupported(format!("{what} has the netmask {mask} of another family"))
        }
        (None, Some(prefix)) if prefix > family.bits() => {
            unsupported(format!("{what} has the prefix {prefix}, above {}", family.bits()))
        }
        _ => Ok(()),
    }
}

fn check_attachment(
    vlan: Option<&Vlan>,
    virtual_port: Option<&VirtualPort>,
    bandwidth: Option<&Bandwidth>,
) -> Result<()> {
    vlan.map_or(Ok(()), Vlan::validate)?;
    virtual_port.map_or(Ok(()), VirtualPort::validate)?;
    bandwidth.map_or(Ok(()), Bandwidth::validate)?;
    let native = vlan.is_some_and(|vlan| vlan.tags.iter().any(|tag| tag.native_mode.is_some()));
    let other = virtual_port.and_then(|port| port.port_type);
    match other {
        Some(other) if native && other != VirtualPortType::OpenVSwitch => {
            unsupported(format!("a <virtualport type='{other}'> knows no 'nativeMode' of VLANs"))
        }
        _ => Ok(()),
    }
}

pub(super) fn bad<T>(message: impl Display) -> Result<T> {
    Err(Error::new(ErrorKind::XmlError, message.to_string()))
}

pub(super) fn unsupported<T>(message: impl Display) -> Result<T> {
    Err(Error::new(ErrorKind::ConfigUnsupported, message.to_string()))
}
