//! The third pass for addresses that guests get, and for names that they find.

use std::net::IpAddr;

use super::NetworkIp;
use super::validate_address::is_on;
use super::{Dhcp, DhcpHost, DhcpRange, Dns, DnsForwarder, DnsHost, DnsService, DnsText, Lease};
use crate::ErrorKind;
use crate::config::ip::network_of;
use crate::config::{IpFamily, Problems};

/// The most addresses that a range has.
const LARGEST_RANGE: u128 = 65535;

/// The shortest lease but for those that never end, in seconds.
const SHORTEST_LEASE: u64 = 120;

impl NetworkIp {
    pub(super) fn check_range(&self, range: &DhcpRange, problems: &mut Problems) {
        problems.within_some("lease", range.lease.as_ref(), Lease::check);
        let what = format!("the range {} - {}", range.start, range.end);
        let ends = [("@start", range.start), ("@end", range.end)];
        let foreign = ends.iter().find(|(_, end)| IpFamily::of(*end) != self.family());
        if let Some((place, _)) = foreign {
            let message = format!("{what} is not of one family with its <ip>");
            return problems.report_at(place, message);
        }
        let (start, end) = (number(range.start), number(range.end));
        if start > end {
            problems.report_at("@end", format!("{what} is reversed; swap 'start' and 'end'"));
        } else if end - start > LARGEST_RANGE {
            let message = format!("{what} has more than {LARGEST_RANGE} addresses");
            problems.report_at("@end", message);
        }
        // Without a network of its own the <ip> is wrong already.
        let Some(network) = self.network() else { return };
        for (place, end) in ends {
            if !is_on(network, end) {
                let (address, prefix) = network;
                let message =
                    format!("{end} is not within the network {address}/{prefix} of its <ip>");
                problems.report_at(place, message);
            } else if self.family() == IpFamily::Ipv4 && network.1 < 31 {
                check_end(place, end, network.1, problems);
            }
        }
    }
}

/// An IPv4 network's first address means the network, its last one everybody.
fn check_end(place: &str, end: IpAddr, prefix: u32, problems: &mut Problems) {
    let host_mask = (1_u128 << 32_u32.saturating_sub(prefix)) - 1;
    if network_of(end, prefix) == end {
        let message = format!("{end} is the address of the network itself, not one for a guest");
        problems.report_at(place, message);
    } else if number(end) & host_mask == host_mask {
        let message = format!("{end} is the broadcast address of the network, not one for a guest");
        problems.report_at(place, message);
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
    pub(super) fn check(&self, family: IpFamily, problems: &mut Problems) {
        problems.within_some("lease", self.lease.as_ref(), Lease::check);
        match &self.mac {
            Some(mac) if family == IpFamily::Ipv6 => {
                let message = format!("the <host mac='{mac}'> is IPv6, which goes by 'id'");
                problems.report_at("@mac", message);
            }
            Some(mac) if mac.is_multicast() => {
                let message = format!("the <host mac='{mac}'> has the address of a group");
                problems.report_at("@mac", message);
            }
            _ => {}
        }
        let (key, known) = match family {
            IpFamily::Ipv4 => ("mac", false),
            IpFamily::Ipv6 => ("id", self.id.is_some()),
        };
        // A hardware address of the wrong family was told above.
        if !known && self.mac.is_none() && self.name.is_none() {
            let message = format!("a <host> in <dhcp> needs the attribute '{key}' or 'name'");
            problems.report_at(&format!("@{key}"), message);
        }
        match self.ip {
            None => problems.report_at("@ip", "a <host> in <dhcp> needs the attribute 'ip'"),
            Some(ip) if IpFamily::of(ip) != family => {
                let message = format!("the <host ip='{ip}'> is not of one family with its <ip>");
                problems.report_at("@ip", message);
            }
            Some(_) => {}
        }
    }
}

impl Lease {
    fn check(&self, problems: &mut Problems) {
        let Some(seconds) = self.seconds().filter(|seconds| *seconds < SHORTEST_LEASE) else {
            return;
        };
        let message =
            format!("a <lease> of {seconds} s is below {SHORTEST_LEASE} s; for ever is expiry='0'");
        problems.report_at_as("@expiry", ErrorKind::ConfigUnsupported, message);
    }
}

impl Dns {
    pub(super) fn check(&self, problems: &mut Problems) {
        if self.enable == Some(false) && self.has_records() {
            let message = "<dns enable='no'> must have nothing in it; drop 'enable' or the rest";
            problems.report_at("@enable", message);
        }
        problems.each("forwarder", &self.forwarders, DnsForwarder::check);
        problems.each("txt", &self.texts, DnsText::check);
        problems.each("srv", &self.services, DnsService::check);
        problems.each("host", &self.hosts, DnsHost::check);
    }

    fn has_records(&self) -> bool {
        !(self.forwarders.is_empty()
            && self.texts.is_empty()
            && self.services.is_empty()
            && self.hosts.is_empty())
    }
}

impl DnsForwarder {
    fn check(&self, problems: &mut Problems) {
        if self.address.is_none() && self.domain.is_none() {
            let message = "a <forwarder> needs the attribute 'addr' or 'domain'";
            problems.report_at("@addr", message);
        }
    }
}

impl DnsText {
    pub(super) fn check(&self, problems: &mut Problems) {
        let name = self.name.as_deref().unwrap_or_default();
        if name.is_empty() {
            problems.report_at("@name", "a <txt> needs the attribute 'name'");
        } else if name.contains([' ', ',']) {
            let message = format!("the name '{name}' of a <txt> has a blank or a comma in it");
            problems.report_at("@name", message);
        }
        if self.value.is_none() {
            let message = format!("the <txt name='{name}'> needs the attribute 'value'");
            problems.report_at("@value", message);
        }
    }
}

impl DnsService {
    pub(super) fn check(&self, problems: &mut Problems) {
        let service = self.service.as_deref().unwrap_or_default();
        if self.service.is_none() {
            problems.report_at("@service", "an <srv> needs the attribute 'service'");
        }
        if self.protocol.is_none() {
            let message = format!("the <srv service='{service}'> needs the attribute 'protocol'");
            problems.report_at("@protocol", message);
        }
        let beside = [
            ("port", self.port.is_some()),
            ("priority", self.priority.is_some()),
            ("weight", self.weight.is_some()),
        ];
        let lonely = beside.iter().find(|(_, given)| *given && self.target.is_none());
        if let Some((name, _)) = lonely {
            let message = format!("the <srv service='{service}'> has a '{name}' but no 'target'");
            problems.report_at("@target", message);
        }
        if self.port == Some(0) {
            let message = format!("the <srv service='{service}'> has the port 0; they start at 1");
            problems.report_at("@port", message);
        }
    }
}

impl DnsHost {
    pub(super) fn check(&self, problems: &mut Problems) {
        if self.ip.is_none() {
            problems.report_at("@ip", "a <host> in <dns> needs the attribute 'ip'");
        }
        if self.hostnames.is_empty() {
            problems.report_at("hostname", "a <host> in <dns> needs a <hostname>");
        }
    }
}
