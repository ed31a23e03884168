//! The third pass: what cannot work whichever driver runs the network.

use std::collections::HashSet;

use super::validate_address::Reach;
use super::{ForwardMode, NetworkConfig, PortGroup};
use crate::ErrorKind;
use crate::config::attachment::{Bandwidth, VirtualPort, VirtualPortType, Vlan};
use crate::config::{Problems, Validate};

impl Validate for NetworkConfig {
    fn collect_problems(&self, problems: &mut Problems) {
        self.check_name(problems);
        problems.within_some("forward", self.forward.as_ref(), |forward, problems| {
            forward.check(problems);
        });
        self.check_bridge(problems);
        problems.within_some("dns", self.dns.as_ref(), |dns, problems| dns.check(problems));
        problems.each("ip", &self.ips, |ip, problems| ip.check(problems));
        self.check_dhcp_sections(problems);
        let reach = Reach::of(&self.ips);
        problems.each("route", &self.routes, |route, problems| route.check(Some(&reach), problems));
        self.check_attachment(problems);
        problems.each("portgroup", &self.port_groups, PortGroup::check);
    }
}

impl NetworkConfig {
    fn check_name(&self, problems: &mut Problems) {
        match self.name.as_deref() {
            None | Some("") => problems.report_at_as("name", ErrorKind::NoName, "<network>"),
            Some(name) if name.contains('/') => {
                let message = format!("the network's name '{name}' has a '/' in it");
                problems.report_at("name", message);
            }
            Some(_) => {}
        }
        if self.title.as_deref().is_some_and(|title| title.contains('\n')) {
            problems.report_at("title", "the network's title has a line end; join its lines");
        }
    }

    fn check_bridge(&self, problems: &mut Problems) {
        let mode = self.forward_mode();
        if self.mac.is_some_and(|mac| mac.is_multicast()) {
            let message = "the network's <mac> is the address of a group; the first byte is even \
                           in addresses of one card";
            problems.report_at("mac/@address", message);
        }
        if mode.has_own_bridge() {
            if matches!(mode, ForwardMode::Nat | ForwardMode::Route) && self.ips.is_empty() {
                let message = format!("mode='{mode}' needs an <ip> of the host to forward from");
                problems.report_at("ip", message);
            }
            return;
        }
        if self.mtu.is_some_and(|mtu| mtu != 0) {
            let message =
                format!("an <mtu> needs a bridge of the network's own, not mode='{mode}'");
            problems.report_at("mtu/@size", message);
        }
        self.check_foreign_bridge(mode, problems);
    }

    /// The bridge of a network that makes none.
    fn check_foreign_bridge(&self, mode: ForwardMode, problems: &mut Problems) {
        let Some(bridge) = &self.bridge else { return };
        let own = [
            ("stp", bridge.stp.is_some()),
            ("delay", bridge.delay.is_some()),
            ("zone", bridge.zone.is_some()),
        ];
        for (name, _) in own.iter().filter(|(_, given)| *given) {
            let message =
                format!("'{name}' needs a bridge of the network's own, not mode='{mode}'");
            problems.report_at(&format!("bridge/@{name}"), message);
        }
        let Some(name) = &bridge.name else { return };
        let devices = self.forward.as_ref().is_some_and(|forward| forward.names_devices());
        if mode != ForwardMode::Bridge {
            let message = format!("mode='{mode}' has no bridge, such as '{name}'; drop it");
            problems.report_at("bridge/@name", message);
        } else if devices {
            let message = format!(
                "the network has both the bridge '{name}' and devices to forward to; drop one"
            );
            problems.report_at("bridge/@name", message);
        }
    }

    /// One network has one DHCP server for each family.
    fn check_dhcp_sections(&self, problems: &mut Problems) {
        let mut families = HashSet::new();
        problems.each("ip", &self.ips, |ip, problems| {
            let serves = ip.dhcp.as_ref().is_some_and(|dhcp| dhcp.serves());
            if serves && !families.insert(ip.family()) {
                let family = ip.family();
                let message =
                    format!("another <ip family='{family}'> has <dhcp> already; one can have it");
                problems.report_at_as("dhcp", ErrorKind::ConfigUnsupported, message);
            }
        });
    }

    fn check_attachment(&self, problems: &mut Problems) {
        let port = self.virtual_port.as_ref();
        check_attachment(self.vlan.as_ref(), port, self.bandwidth.as_ref(), problems);
        if port.is_some_and(|port| port.port_type.is_none()) {
            let message = "the network's <virtualport> needs the attribute 'type'";
            problems.report_at("virtualport/@type", message);
        }
        let inbound = self.bandwidth.as_ref().and_then(|bandwidth| bandwidth.inbound.as_ref());
        if inbound.is_some_and(|limit| limit.floor.is_some()) {
            let message = "'floor' in <bandwidth> is for interfaces of guests, not for networks";
            let place = "bandwidth/inbound/@floor";
            problems.report_at_as(place, ErrorKind::ConfigUnsupported, message);
        }
    }
}

impl PortGroup {
    pub(super) fn check(&self, problems: &mut Problems) {
        if self.name.is_none() {
            problems.report_at("@name", "a <portgroup> needs the attribute 'name'");
        }
        let (vlan, port) = (self.vlan.as_ref(), self.virtual_port.as_ref());
        check_attachment(vlan, port, self.bandwidth.as_ref(), problems);
    }
}

fn check_attachment(
    vlan: Option<&Vlan>,
    virtual_port: Option<&VirtualPort>,
    bandwidth: Option<&Bandwidth>,
    problems: &mut Problems,
) {
    problems.within_some("vlan", vlan, Vlan::collect_problems);
    problems.within_some("virtualport", virtual_port, VirtualPort::collect_problems);
    problems.within_some("bandwidth", bandwidth, Bandwidth::collect_problems);
    let port_type = virtual_port.and_then(|port| port.port_type);
    let Some(other) = port_type.filter(|known| *known != VirtualPortType::OpenVSwitch) else {
        return;
    };
    problems.within_some("vlan", vlan, |vlan, problems| {
        problems.each("tag", &vlan.tags, |tag, problems| {
            if tag.native_mode.is_some() {
                let message =
                    format!("a <virtualport type='{other}'> knows no 'nativeMode' of VLANs");
                problems.report_at_as("@nativeMode", ErrorKind::ConfigUnsupported, message);
            }
        });
    });
}
