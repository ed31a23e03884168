//! The third pass for addresses that guests get, and for names that they find.

use std::net::IpAddr;

use super::validate::{AddressParts, bad, check_prefix, unsupported};
use super::{Dhcp, DhcpHost, DhcpRange, Dns, DnsHost, DnsService, DnsText, Lease};
use super::{NetworkConfig, NetworkIp};
use crate::Result;
use crate::config::IpFamily;
use crate::config::ip::network_of;

/// The most addresses that a range has.
const LARGEST_RANGE: u128 = 65535;

/// The shortest lease but for those that never end, in seconds.
const SHORTEST_LEASE: u64 = 120;

impl NetworkIp {
    pub(super) fn check(&self) -> Result<()> {
        let Some(address) = self.address else {
            return bad("an <ip> needs the attribute 'address'");
        };
        let parts = AddressParts {
            given: self.family,
            address: Some(address),
            netmask: self.netmask,
            prefix: self.prefix_length,
        };
        check_prefix(&format!("the address {address}"), &parts)?;
        let Some(dhcp) = &self.dhcp else { return Ok(()) };
        dhcp.ranges.iter().try_for_each(|range| self.check_range(range))?;
        dhcp.hosts.iter().try_for_each(|host| host.check(self.family()))
    }

    /// Whether `other` is on this network.
    pub(super) fn contains(&self, other: IpAddr) -> bool {
        let (Some(address), Some(prefix)) = (self.address, self.prefix()) else { return false };
        IpFamily::of(address) == IpFamily::of(other)
            && network_of(address, prefix) == network_of(other, prefix)
    }

    pub(super) fn check_range(&self, range: &DhcpRange) -> Result<()> {
        range.lease.map_or(Ok(()), Lease::check)?;
        let what = format!("the range {} - {}", range.start, range.end);
        let family = IpFamily::of(range.start);
        if family != IpFamily::of(range.end) || family != self.family() {
            return bad(format!("{what} is not of one family with its <ip>"));
        }
        if !self.contains(range.start) || !self.contains(range.end) {
            return bad(format!("{what} is not within the network of its <ip>"));
        }
        let (start, end) = (number(range.start), number(range.end));
        if start > end {
            return bad(format!("{what} is reversed"));
        }
        if end - start > LARGEST_RANGE {
            return bad(format!("{what} has more than {LARGEST_RANGE} addresses"));
        }
        let prefix = self.prefix().unwrap_or_default();
        match family == IpFamily::Ipv4 && prefix < 31 {
            true => check_ends(&what, range, prefix),
            false => Ok(()),
        }
    }
}

/// An IPv4 network's first address means the network, its last one everybody.
fn check_ends(what: &str, range: &DhcpRange, prefix: u32) -> Result<()> {
    if network_of(range.start, prefix) == range.start {
        return bad(format!("{what} starts with the address of the network itself"));
    }
    let host_bits = 32_u32.saturating_sub(prefix);
    let host_mask = (1_u128 << host_bits) - 1;
    match number(range.end) & host_mask == host_mask {
        true => bad(format!("{what} ends with the broadcast address")),
        false => Ok(()),
    }
}

fn number(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(address) => address.to_bits().into(),
        IpAddr::V6(address) => address.to_bits(),
    }
}

impl Dhcp {
    /// Whether anybody gets an address.
    pub(super) fn serves(&self) -> bool {
        !self.ranges.is_empty() || !self.hosts.is_empty()
    }
}

impl DhcpHost {
    pub(super) fn check(&self, family: IpFamily) -> Result<()> {
        self.lease.map_or(Ok(()), Lease::check)?;
        if let Some(mac) = &self.mac {
            if family == IpFamily::Ipv6 {
                return bad(format!("the <host mac='{mac}'> is IPv6, which goes by 'id'"));
            }
            if mac.is_multicast() {
                return bad(format!("the <host mac='{mac}'> has the address of a group"));
            }
        }
        let known = match family {
            IpFamily::Ipv4 => self.mac.is_some(),
            IpFamily::Ipv6 => self.id.is_some(),
        };
        if !known && self.name.is_none() {
            return match family {
                IpFamily::Ipv4 => bad("a <host> in <dhcp> needs the attribute 'mac' or 'name'"),
                IpFamily::Ipv6 => bad("a <host> in <dhcp> needs the attribute 'id' or 'name'"),
            };
        }
        match self.ip {
            None => bad("a <host> in <dhcp> needs the attribute 'ip'"),
            Some(ip) if IpFamily::of(ip) != family => {
                bad(format!("the <host ip='{ip}'> is not of one family with its <ip>"))
            }
            Some(_) => Ok(()),
        }
    }
}

impl Lease {
    fn check(self) -> Result<()> {
        match self.seconds() {
            Some(seconds) if seconds < SHORTEST_LEASE => {
                unsupported(format!("a <lease> of {seconds} s is below {SHORTEST_LEASE} s"))
            }
            _ => Ok(()),
        }
    }
}

impl NetworkConfig {
    pub(super) fn check_dns(&self) -> Result<()> {
        let Some(dns) = &self.dns else { return Ok(()) };
        if dns.enable == Some(false) && dns.has_records() {
            return bad("<dns enable='no'> must have nothing in it");
        }
        dns.texts.iter().try_for_each(DnsText::check)?;
        dns.services.iter().try_for_each(DnsService::check)?;
        dns.hosts.iter().try_for_each(DnsHost::check)?;
        match dns.forwarders.iter().any(|found| found.address.is_none() && found.domain.is_none()) {
            true => bad("a <forwarder> needs the attribute 'addr' or 'domain'"),
            false => Ok(()),
        }
    }
}

impl Dns {
    fn has_records(&self) -> bool {
        !(self.forwarders.is_empty()
            && self.texts.is_empty()
            && self.services.is_empty()
            && self.hosts.is_empty())
    }
}

impl DnsText {
    pub(super) fn check(&self) -> Result<()> {
        let Some(name) = self.name.as_deref().filter(|name| !name.is_empty()) else {
            return bad("a <txt> needs the attribute 'name'");
        };
        if name.contains([' ', ',']) {
            return bad(format!("the name '{name}' of a <txt> has a blank or a comma in it"));
        }
        match self.value {
            None => bad(format!("the <txt name='{name}'> needs the attribute 'value'")),
            Some(_) => Ok(()),
        }
    }
}

impl DnsService {
    pub(super) fn check(&self) -> Result<()> {
        let Some(service) = &self.service else {
            return bad("an <srv> needs the attribute 'service'");
        };
        if self.protocol.is_none() {
            return bad(format!("the <srv service='{service}'> needs the attribute 'protocol'"));
        }
        let beside = [
            ("port", self.port.is_some()),
            ("priority", self.priority.is_some()),
            ("weight", self.weight.is_some()),
        ];
        let lonely = beside.iter().find(|(_, given)| *given && self.target.is_none());
        if let Some((name, _)) = lonely {
            return bad(format!("the <srv service='{service}'> has a '{name}' but no 'target'"));
        }
        match self.port {
            Some(0) => bad(format!("the <srv service='{service}'> has the port 0")),
            _ => Ok(()),
        }
    }
}

impl DnsHost {
    pub(super) fn check(&self) -> Result<()> {
        if self.ip.is_none() {
            return bad("a <host> in <dns> needs the attribute 'ip'");
        }
        match self.hostnames.is_empty() {
            true => bad("a <host> in <dns> needs a <hostname>"),
            false => Ok(()),
        }
    }
}
