//! The second and third pass for interfaces of the host.

use std::collections::HashSet;
use std::net::IpAddr;

use super::{
    Bond, InterfaceBridge, InterfaceConfig, InterfaceMember, InterfaceProtocol, InterfaceType,
    InterfaceVlan,
};
use crate::config::attachment::VlanTag;
use crate::config::{IpFamily, Problems, Validate};

impl Validate for InterfaceConfig {
    fn collect_problems(&self, problems: &mut Problems) {
        let name = check_name(self.name.as_deref(), problems);
        match self.interface_type {
            InterfaceType::Ethernet => {}
            InterfaceType::Bridge => match &self.bridge {
                Some(bridge) => problems.within("bridge", |problems| bridge.check(name, problems)),
                None => {
                    let message = format!("the bridge '{name}' needs the element <bridge>");
                    problems.report_at("bridge", message);
                }
            },
            InterfaceType::Bond => check_bond(name, self.bond.as_ref(), problems),
            InterfaceType::Vlan => check_vlan(name, self.vlan.as_ref(), problems),
        }
        let mut families = HashSet::new();
        problems.each("protocol", &self.protocols, |protocol, problems| {
            if !families.insert(protocol.family) {
                let family = protocol.family;
                let message =
                    format!("the interface '{name}' has a <protocol family='{family}'> already");
                problems.report_at("@family", message);
            }
            protocol.check(name, problems);
        });
    }
}

impl InterfaceConfig {
    /// Takes out what libvirt takes out: what belongs to another type, and the second of two ways
    /// to watch the cards of a bond. There is nothing to add.
    pub fn fill_defaults(&mut self) {
        let interface_type = self.interface_type;
        self.bridge.take_if(|_| interface_type != InterfaceType::Bridge);
        self.bond.take_if(|_| interface_type != InterfaceType::Bond);
        self.vlan.take_if(|_| interface_type != InterfaceType::Vlan);
        if let Some(bond) = &mut self.bond {
            bond.fill_defaults();
        }
        let members = self.bridge.iter_mut().flat_map(|bridge| &mut bridge.members);
        members.filter_map(|member| member.bond.as_mut()).for_each(|bond| bond.fill_defaults());
    }
}

impl Bond {
    fn fill_defaults(&mut self) {
        let watched = self.mii_monitor.is_some();
        self.arp_monitor.take_if(|_| watched);
    }
}

impl InterfaceBridge {
    fn check(&self, name: &str, problems: &mut Problems) {
        problems.each("interface", &self.members, |member, problems| {
            if member.interface_type == InterfaceType::Bridge {
                let message = format!("a bridge cannot belong to the bridge '{name}'");
                problems.report_at("@type", message);
            }
            member.check(problems);
        });
    }
}

impl InterfaceMember {
    fn check(&self, problems: &mut Problems) {
        let name = check_name(self.name.as_deref(), problems);
        match self.interface_type {
            InterfaceType::Bond => check_bond(name, self.bond.as_deref(), problems),
            InterfaceType::Vlan => check_vlan(name, self.vlan.as_ref(), problems),
            _ => {}
        }
    }
}

impl InterfaceProtocol {
    fn check(&self, name: &str, problems: &mut Problems) {
        let family = self.family;
        if self.autoconf && family == IpFamily::Ipv4 {
            let message = format!("the interface '{name}' has <autoconf>, which is IPv6 alone");
            problems.report_at("autoconf", message);
        }
        problems.each("ip", &self.ips, |ip, problems| {
            check_family(name, family, *ip.address, "@address", problems);
            if let Some(prefix) = ip.prefix.filter(|prefix| *prefix > family.bits()) {
                let message = format!("the prefix {prefix} of '{name}' is above {}", family.bits());
                problems.report_at("@prefix", message);
            }
        });
        if let Some(route) = &self.route {
            check_family(name, family, *route.gateway, "route/@gateway", problems);
        }
    }
}

fn check_family(
    name: &str,
    family: IpFamily,
    address: IpAddr,
    place: &str,
    problems: &mut Problems,
) {
    if IpFamily::of(address) != family {
        let message = format!("the address {address} of '{name}' is not {family}");
        problems.report_at(place, message);
    }
}

/// The name, which must be there.
fn check_name<'n>(name: Option<&'n str>, problems: &mut Problems) -> &'n str {
    let name = name.unwrap_or_default();
    if name.is_empty() {
        problems.report_at("@name", "an <interface> needs the attribute 'name'");
    }
    name
}

fn check_bond(name: &str, bond: Option<&Bond>, problems: &mut Problems) {
    let Some(bond) = bond else {
        let message = format!("the bond '{name}' needs the element <bond>");
        return problems.report_at("bond", message);
    };
    problems.within("bond", |problems| {
        problems.each("interface", &bond.members, |member, problems| {
            if member.interface_type != InterfaceType::Ethernet {
                let other = member.interface_type;
                let message =
                    format!("the bond '{name}' is of cards, so no {other} can belong to it");
                problems.report_at("@type", message);
            }
            check_name(member.name.as_deref(), problems);
        });
    });
}

fn check_vlan(name: &str, vlan: Option<&InterfaceVlan>, problems: &mut Problems) {
    let Some(vlan) = vlan else {
        let message = format!("the VLAN '{name}' needs the element <vlan>");
        return problems.report_at("vlan", message);
    };
    if vlan.tag > VlanTag::MAXIMUM {
        let message = format!("the VLAN {} of '{name}' is above {}", vlan.tag, VlanTag::MAXIMUM);
        problems.report_at("vlan/@tag", message);
    }
}
