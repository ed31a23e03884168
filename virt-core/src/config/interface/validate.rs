//! The second and third pass for interfaces of the host.

use std::collections::HashSet;

use super::{
    Bond, InterfaceBridge, InterfaceConfig, InterfaceMember, InterfaceProtocol, InterfaceType,
    InterfaceVlan,
};
use crate::config::IpFamily;
use crate::config::attachment::VlanTag;
use crate::config::{Problems, Validate};
use crate::{Error, ErrorKind, Result};

impl Validate for InterfaceConfig {
    fn collect_problems(&self, problems: &mut Problems) {
        problems.take(self.check_all());
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

    fn check_all(&self) -> Result<()> {
        let name = check_name(self.name.as_deref())?;
        match self.interface_type {
            InterfaceType::Ethernet => {}
            InterfaceType::Bridge => match &self.bridge {
                Some(bridge) => bridge.check(name)?,
                None => return bad(format!("the bridge '{name}' needs the element <bridge>")),
            },
            InterfaceType::Bond => check_bond(name, self.bond.as_ref())?,
            InterfaceType::Vlan => check_vlan(name, self.vlan.as_ref())?,
        }
        self.protocols.iter().try_for_each(|protocol| protocol.check(name))?;
        let mut families = HashSet::new();
        match self.protocols.iter().find(|protocol| !families.insert(protocol.family)) {
            Some(twice) => {
                bad(format!("the interface '{name}' has two <protocol family='{}'>", twice.family))
            }
            None => Ok(()),
        }
    }
}

impl Bond {
    fn fill_defaults(&mut self) {
        let watched = self.mii_monitor.is_some();
        self.arp_monitor.take_if(|_| watched);
    }
}

impl InterfaceBridge {
    fn check(&self, name: &str) -> Result<()> {
        self.members.iter().try_for_each(|member| match member.interface_type {
            InterfaceType::Bridge => bad(format!("a bridge cannot belong to the bridge '{name}'")),
            _ => member.check(),
        })
    }
}

impl InterfaceMember {
    fn check(&self) -> Result<()> {
        let name = check_name(self.name.as_deref())?;
        match self.interface_type {
            InterfaceType::Bond => check_bond(name, self.bond.as_deref()),
            InterfaceType::Vlan => check_vlan(name, self.vlan.as_ref()),
            _ => Ok(()),
        }
    }
}

impl InterfaceProtocol {
    fn check(&self, name: &str) -> Result<()> {
        if self.autoconf && self.family == IpFamily::Ipv4 {
            return bad(format!("the interface '{name}' has <autoconf>, which is IPv6 alone"));
        }
        let gateways = self.route.iter().map(|route| *route.gateway);
        let addresses = self.ips.iter().map(|ip| *ip.address).chain(gateways);
        for address in addresses {
            if IpFamily::of(address) != self.family {
                let family = self.family;
                return bad(format!("the address {address} of '{name}' is not {family}"));
            }
        }
        let too_long = |prefix: &u32| *prefix > self.family.bits();
        match self.ips.iter().filter_map(|ip| ip.prefix).find(too_long) {
            Some(prefix) => {
                bad(format!("the prefix {prefix} of '{name}' is above {}", self.family.bits()))
            }
            None => Ok(()),
        }
    }
}

fn check_name(name: Option<&str>) -> Result<&str> {
    match name.filter(|name| !name.is_empty()) {
        Some(name) => Ok(name),
        None => bad("an <interface> needs the attribute 'name'"),
    }
}

fn check_bond(name: &str, bond: Option<&Bond>) -> Result<()> {
    let Some(bond) = bond else {
        return bad(format!("the bond '{name}' needs the element <bond>"));
    };
    bond.members.iter().try_for_each(|member| match member.interface_type {
        InterfaceType::Ethernet => member.check(),
        other => bad(format!("the bond '{name}' is of cards, so no {other} can belong to it")),
    })
}

fn check_vlan(name: &str, vlan: Option<&InterfaceVlan>) -> Result<()> {
    match vlan {
        None => bad(format!("the VLAN '{name}' needs the element <vlan>")),
        Some(vlan) if vlan.tag > VlanTag::MAXIMUM => {
            bad(format!("the VLAN {} of '{name}' is above {}", vlan.tag, VlanTag::MAXIMUM))
        }
        Some(_) => Ok(()),
    }
}

fn bad<T>(message: impl Into<String>) -> Result<T> {
    Err(Error::new(ErrorKind::XmlError, message))
}
