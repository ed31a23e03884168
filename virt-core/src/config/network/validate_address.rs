//! The third pass over the addresses of a network and the routes behind them.

use std::collections::{BTreeSet, HashSet};
use std::net::IpAddr;

use super::{NetworkIp, Route};
use crate::ErrorKind;
use crate::config::ip::{network_of, prefix_of_mask};
use crate::config::{IpFamily, Problems};

/// What an `<ip>` and a `<route>` say about a network.
struct AddressParts {
    given: Option<IpFamily>,
    address: IpAddr,
    netmask: Option<IpAddr>,
    prefix: Option<u32>,
}

impl AddressParts {
    fn family(&self) -> IpFamily {
        self.given.unwrap_or(IpFamily::Ipv4)
    }

    /// The attribute that does not fit the others, and why.
    fn wrong(&self, what: &str) -> Option<(&'static str, String)> {
        let family = self.family();
        let own = IpFamily::of(self.address);
        if own != family {
            let message = format!("{what} is not of the family {family}; say family='{own}'");
            return Some(("@family", message));
        }
        match (self.netmask, self.prefix) {
            (Some(_), Some(_)) => {
                Some(("@netmask", format!("{what} has both a netmask and a prefix; drop one")))
            }
            (Some(mask), None) if family == IpFamily::Ipv6 => {
                let message = format!("{what} has the netmask {mask}; IPv6 has the 'prefix'");
                Some(("@netmask", message))
            }
            (Some(mask), None) if IpFamily::of(mask) != family => {
                Some(("@netmask", format!("{what} has the netmask {mask} of another family")))
            }
            (Some(mask), None) if prefix_of_mask(mask).is_none() => {
                let message = format!("{what} has the netmask {mask}, whose ones are not together");
                Some(("@netmask", message))
            }
            (None, Some(prefix)) if prefix > family.bits() => {
                let message = format!("{what} has the prefix {prefix}, above {}", family.bits());
                Some(("@prefix", message))
            }
            _ => None,
        }
    }

    /// Whether address, family, mask and prefix fit each other; a problem where they do not.
    fn check(&self, what: &str, problems: &mut Problems) -> bool {
        let Some((place, message)) = self.wrong(what) else { return true };
        problems.report_at_as(place, ErrorKind::ConfigUnsupported, message);
        false
    }
}

impl NetworkIp {
    pub(super) fn check(&self, problems: &mut Problems) {
        match self.parts() {
            Some(parts) => _ = parts.check(&format!("the address {}", parts.address), problems),
            None => problems.report_at("@address", "an <ip> needs the attribute 'address'"),
        }
        let Some(dhcp) = &self.dhcp else { return };
        problems.within("dhcp", |problems| {
            problems.each("range", &dhcp.ranges, |range, problems| {
                self.check_range(range, problems);
            });
            problems.each("host", &dhcp.hosts, |host, problems| {
                host.check(self.family(), problems);
            });
        });
    }

    /// The address and how many bits of it are the network's, where they are right.
    pub(super) fn network(&self) -> Option<(IpAddr, u32)> {
        let parts = self.parts().filter(|parts| parts.wrong("").is_none())?;
        Some((parts.address, self.prefix()?))
    }

    fn parts(&self) -> Option<AddressParts> {
        Some(AddressParts {
            given: self.family,
            address: self.address?,
            netmask: self.netmask,
            prefix: self.prefix_length,
        })
    }
}

/// Whether `other` is on the network of `address`.
pub(super) fn is_on((address, prefix): (IpAddr, u32), other: IpAddr) -> bool {
    IpFamily::of(address) == IpFamily::of(other)
        && network_of(address, prefix) == network_of(other, prefix)
}

/// What the addresses of a network are on.
pub(crate) struct Reach {
    /// The address of each network, with how many bits of it are the network's.
    networks: HashSet<(IpAddr, u32)>,
    prefixes: BTreeSet<u32>,
    /// An address that is wrong itself could be one on any network.
    is_unknown: bool,
}

impl Reach {
    pub(super) fn of(ips: &[NetworkIp]) -> Self {
        let known = || ips.iter().filter_map(NetworkIp::network);
        Reach {
            networks: known().map(|(ip, prefix)| (network_of(ip, prefix), prefix)).collect(),
            prefixes: known().map(|(_, prefix)| prefix).collect(),
            is_unknown: known().count() < ips.len(),
        }
    }

    /// Whether `address` is on one of the networks.
    fn has(&self, address: IpAddr) -> bool {
        let on = |prefix: &u32| self.networks.contains(&(network_of(address, *prefix), *prefix));
        self.is_unknown || self.prefixes.iter().any(on)
    }
}

impl Route {
    /// Checks a route of a network that reaches so far, or of something else.
    pub(crate) fn check(&self, reach: Option<&Reach>, problems: &mut Problems) {
        let to = match self.address {
            Some(address) => format!("the route to {address}"),
            None => {
                problems.report_at("@address", "a <route> needs the attribute 'address'");
                "a <route>".to_owned()
            }
        };
        if self.gateway.is_none() {
            problems.report_at("@gateway", format!("{to} needs the attribute 'gateway'"));
        }
        if self.metric == Some(0) {
            problems.report_at("@metric", format!("the metric of {to} starts at 1"));
        }
        let Some(address) = self.address else { return };
        let right = self.check_network(address, &to, problems);
        if let Some(gateway) = self.gateway.filter(|_| right) {
            self.check_gateway(gateway, &to, reach, problems);
        }
    }

    /// Whether the family is right; problems where the network is not.
    fn check_network(&self, address: IpAddr, to: &str, problems: &mut Problems) -> bool {
        let parts = AddressParts {
            given: self.family,
            address,
            netmask: self.netmask,
            prefix: self.prefix_length,
        };
        if parts.check(to, problems) {
            let prefix = self.prefix().unwrap_or_default();
            let network = network_of(address, prefix);
            if network != address {
                let message = format!(
                    "'{address}' in <route> is no network of {prefix} bits; that is '{network}'"
                );
                problems.report_at("@address", message);
            }
        }
        IpFamily::of(address) == self.family()
    }

    fn check_gateway(
        &self,
        gateway: IpAddr,
        to: &str,
        reach: Option<&Reach>,
        problems: &mut Problems,
    ) {
        if IpFamily::of(gateway) != self.family() {
            let message = format!("{to} goes to {gateway}, of another family");
            return problems.report_at("@gateway", message);
        }
        if reach.is_some_and(|reach| !reach.has(gateway)) {
            let message = format!("the gateway {gateway} of {to} is on no <ip> of the network");
            problems.report_at_as("@gateway", ErrorKind::ConfigUnsupported, message);
        }
    }
}
