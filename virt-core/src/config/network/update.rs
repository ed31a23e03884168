//! Changing one part of a network, as its update call does.

use super::{
    Dhcp, DhcpHost, DhcpRange, DnsHost, DnsService, DnsText, ForwardInterface, NetworkConfig,
    NetworkIp, PortGroup,
};
use crate::api::network::{NetworkUpdateCommand, NetworkUpdateSection};
use crate::config::Problems;
use crate::config::problem::checked;
use crate::xml::{self, XmlElement};
use crate::{Error, ErrorKind, ErrorOrigin, Result};

impl NetworkConfig {
    /// Adds, replaces or removes the element `xml` of `section`. Of several addresses `parent`,
    /// from 0, says which one has the section; without it, it is the first that has `<dhcp>`, or
    /// else the first of all.
    ///
    /// The element is checked, and whether its address has a place for it; not whether it fits the
    /// rest of the network.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::XmlError`] when `xml` is not such an element;
    /// [`ErrorKind::OperationInvalid`] when what is added is there already, or what is replaced or
    /// removed is not there or is there several times; [`ErrorKind::ConfigUnsupported`] when the
    /// section cannot be changed so.
    pub fn update(
        &mut self,
        command: NetworkUpdateCommand,
        section: NetworkUpdateSection,
        parent: Option<u32>,
        xml: &str,
    ) -> Result<()> {
        self.apply(command, section, parent, xml).map_err(|err| err.or_origin(ErrorOrigin::Network))
    }

    fn apply(
        &mut self,
        command: NetworkUpdateCommand,
        section: NetworkUpdateSection,
        parent: Option<u32>,
        xml: &str,
    ) -> Result<()> {
        use NetworkUpdateSection as Section;
        match section {
            Section::IpDhcpHost => self.update_dhcp_host(command, parent, xml),
            Section::IpDhcpRange => self.update_dhcp_range(command, parent, xml),
            Section::ForwardInterface => self.update_forward_interface(command, xml),
            Section::PortGroup => self.update_port_group(command, xml),
            Section::DnsHost => self.update_dns_host(command, xml),
            Section::DnsTxt => self.update_dns_text(command, xml),
            Section::DnsSrv => self.update_dns_service(command, xml),
            _ => unsupported(format!("the section {section:?} of a network cannot be updated")),
        }
    }

    /// The address that has the section, and its DHCP.
    fn dhcp_of(&mut self, parent: Option<u32>) -> Result<&mut NetworkIp> {
        let at = match parent {
            Some(parent) => parent as usize,
            None => self.ips.iter().position(|ip| ip.dhcp.is_some()).unwrap_or_default(),
        };
        let message = format!("the network has no <ip> number {at}");
        self.ips.get_mut(at).ok_or_else(|| Error::new(ErrorKind::OperationInvalid, message))
    }

    fn update_dhcp_host(
        &mut self,
        command: NetworkUpdateCommand,
        parent: Option<u32>,
        xml: &str,
    ) -> Result<()> {
        let host: DhcpHost = read("host", xml)?;
        let ip = self.dhcp_of(parent)?;
        if command != NetworkUpdateCommand::Delete {
            checked("host", |problems| host.check(ip.family(), problems))?;
        }
        let same_mac = |other: &DhcpHost| match (&host.mac, &other.mac) {
            (Some(one), Some(other)) => **one == **other,
            _ => false,
        };
        let same_name = |other: &DhcpHost| host.name.is_some() && host.name == other.name;
        let same_id = |other: &DhcpHost| host.id.is_some() && host.id == other.id;
        let rules = Rules {
            what: "<host> in <dhcp>",
            clashes: &|other: &DhcpHost| {
                same_mac(other) || same_name(other) || same_id(other) || host.ip == other.ip
            },
            replaces: Some(&|other: &DhcpHost| {
                same_mac(other) || same_id(other) || (host.mac.is_none() && same_name(other))
            }),
            removes: &|other: &DhcpHost| {
                (host.mac.is_none() || same_mac(other))
                    && given(&host.id, &other.id)
                    && given(&host.name, &other.name)
                    && given(&host.ip, &other.ip)
            },
        };
        change(&mut ip.dhcp.get_or_insert_with(Dhcp::default).hosts, command, &host, &rules)
    }

    fn update_dhcp_range(
        &mut self,
        command: NetworkUpdateCommand,
        parent: Option<u32>,
        xml: &str,
    ) -> Result<()> {
        let range: DhcpRange = read("range", xml)?;
        let ip = self.dhcp_of(parent)?;
        if command != NetworkUpdateCommand::Delete {
            checked("range", |problems| ip.check_range(&range, problems))?;
        }
        let same = |other: &DhcpRange| range.start == other.start && range.end == other.end;
        let rules =
            Rules { what: "<range> in <dhcp>", clashes: &same, replaces: None, removes: &same };
        change(&mut ip.dhcp.get_or_insert_with(Dhcp::default).ranges, command, &range, &rules)
    }

    fn update_forward_interface(&mut self, command: NetworkUpdateCommand, xml: &str) -> Result<()> {
        let interface: ForwardInterface = read("interface", xml)?;
        let Some(forward) = &mut self.forward else {
            return bad("the network has no <forward>, so no <interface> in it");
        };
        let same = |other: &ForwardInterface| interface.dev == other.dev;
        let rules = Rules {
            what: "<interface> in <forward>",
            clashes: &same,
            replaces: None,
            removes: &same,
        };
        change(&mut forward.interfaces, command, &interface, &rules)?;
        forward.dev = forward.interfaces.first().map(|first| first.dev.clone());
        Ok(())
    }

    fn update_port_group(&mut self, command: NetworkUpdateCommand, xml: &str) -> Result<()> {
        let mut group: PortGroup = read("portgroup", xml)?;
        checked("portgroup", |problems| group.check(problems))?;
        group.fill_defaults();
        let same = |other: &PortGroup| group.name == other.name;
        let removes = command == NetworkUpdateCommand::Delete;
        let rival = self.port_groups.iter().find(|other| {
            !removes && group.default.is_some() && other.default.is_some() && !same(other)
        });
        if let Some(rival) = rival {
            let name = rival.name.as_deref().unwrap_or_default();
            return invalid(format!("the <portgroup name='{name}'> is the default already"));
        }
        let rules =
            Rules { what: "<portgroup>", clashes: &same, replaces: Some(&same), removes: &same };
        change(&mut self.port_groups, command, &group, &rules)
    }

    fn update_dns_host(&mut self, command: NetworkUpdateCommand, xml: &str) -> Result<()> {
        let host = read_for(command, "host", xml, DnsHost::check)?;
        let rules = Rules {
            what: "<host> in <dns>",
            clashes: &|other: &DnsHost| host.ip == other.ip,
            replaces: None,
            removes: &|other: &DnsHost| {
                given(&host.ip, &other.ip)
                    && host.hostnames.iter().all(|name| other.hostnames.contains(name))
            },
        };
        change(&mut self.dns.get_or_insert_default().hosts, command, &host, &rules)
    }

    fn update_dns_text(&mut self, command: NetworkUpdateCommand, xml: &str) -> Result<()> {
        let text = read_for(command, "txt", xml, DnsText::check)?;
        let rules = Rules {
            what: "<txt> in <dns>",
            clashes: &|other: &DnsText| text.name == other.name,
            replaces: None,
            removes: &|other: &DnsText| {
                given(&text.name, &other.name) && given(&text.value, &other.value)
            },
        };
        change(&mut self.dns.get_or_insert_default().texts, command, &text, &rules)
    }

    fn update_dns_service(&mut self, command: NetworkUpdateCommand, xml: &str) -> Result<()> {
        let service = read_for(command, "srv", xml, DnsService::check)?;
        let matches = |other: &DnsService| {
            given(&service.service, &other.service)
                && given(&service.protocol, &other.protocol)
                && given(&service.domain, &other.domain)
                && given(&service.target, &other.target)
                && given(&service.port, &other.port)
                && given(&service.priority, &other.priority)
                && given(&service.weight, &other.weight)
        };
        let rules =
            Rules { what: "<srv> in <dns>", clashes: &matches, replaces: None, removes: &matches };
        change(&mut self.dns.get_or_insert_default().services, command, &service, &rules)
    }
}

/// Which elements of a list an update is about.
struct Rules<'r, T> {
    /// What the elements are called.
    what: &'r str,
    /// Those beside which the new one cannot be added.
    clashes: &'r dyn Fn(&T) -> bool,
    /// The one that the new one replaces; none where elements can only be added and removed.
    replaces: Option<&'r dyn Fn(&T) -> bool>,
    /// The one that is removed.
    removes: &'r dyn Fn(&T) -> bool,
}

fn change<T: Clone>(
    list: &mut Vec<T>,
    command: NetworkUpdateCommand,
    element: &T,
    rules: &Rules<'_, T>,
) -> Result<()> {
    let what = rules.what;
    match command {
        NetworkUpdateCommand::AddFirst | NetworkUpdateCommand::AddLast => {
            if list.iter().any(rules.clashes) {
                return invalid(format!("the network has such a {what} already"));
            }
            let first = command == NetworkUpdateCommand::AddFirst;
            list.insert(if first { 0 } else { list.len() }, element.clone());
            Ok(())
        }
        NetworkUpdateCommand::Modify => {
            let Some(replaces) = rules.replaces else {
                return unsupported(format!("a {what} cannot be modified; remove and add it"));
            };
            match list.iter_mut().find(|other| replaces(other)) {
                Some(found) => *found = element.clone(),
                None => return invalid(format!("the network has no such {what} to modify")),
            }
            Ok(())
        }
        NetworkUpdateCommand::Delete => {
            let mut found = (0..).zip(list.iter()).filter(|(_, other)| (rules.removes)(other));
            match (found.next(), found.next()) {
                (None, _) => return invalid(format!("the network has no such {what} to remove")),
                (Some(_), Some(_)) => {
                    return invalid(format!("several {what} are like that; say more of it"));
                }
                (Some((at, _)), None) => _ = list.remove(at),
            }
            Ok(())
        }
        NetworkUpdateCommand::None => bad("an update needs a command"),
    }
}

/// Whether `other` has what is given, if anything is.
fn given<T: PartialEq>(wanted: &Option<T>, other: &Option<T>) -> bool {
    wanted.is_none() || wanted == other
}

fn read<T: XmlElement>(name: &str, xml: &str) -> Result<T> {
    xml::from_str(name, xml)
}

/// Reads an element that is checked unless it is there to be removed.
fn read_for<T: XmlElement>(
    command: NetworkUpdateCommand,
    name: &str,
    xml: &str,
    check: fn(&T, &mut Problems),
) -> Result<T> {
    let element: T = read(name, xml)?;
    if command != NetworkUpdateCommand::Delete {
        checked(name, |problems| check(&element, problems))?;
    }
    Ok(element)
}

fn invalid<T>(message: String) -> Result<T> {
    Err(Error::new(ErrorKind::OperationInvalid, message))
}

fn bad<T>(message: impl Into<String>) -> Result<T> {
    Err(Error::new(ErrorKind::XmlError, message))
}

fn unsupported<T>(message: impl Into<String>) -> Result<T> {
    Err(Error::new(ErrorKind::ConfigUnsupported, message))
}
