//! What cannot work about interfaces, whichever driver runs the guest.

use super::interface_source::{HostDeviceAddress, InterfaceHostDevice, UdpSource, VhostUserSource};
use super::{
    Interface, InterfaceDriver, InterfaceIp, InterfaceSource, InterfaceTarget, VirtioOptions,
};
use crate::ErrorKind;
use crate::config::attachment::{VirtualPort, VirtualPortParameters, VirtualPortType};
use crate::config::network::Route;
use crate::config::{IpFamily, Problems, Validate};

impl Validate for Interface {
    fn collect_problems(&self, problems: &mut Problems) {
        if let Some(mac) = self.mac_address().filter(|mac| mac.is_multicast()) {
            let message =
                format!("{mac} is the address of a group, its first byte is odd; use another one");
            problems.report_at("mac/@address", message);
        }
        self.check_source(problems);
        self.check_port(problems);
        check_addresses(&self.ips, &self.routes, problems);
        self.check_passt(problems);
        problems.within_some("target", self.target.as_ref(), |target, problems| {
            self.check_target(target, problems);
        });
        problems.within_some("driver", self.driver.as_deref(), |driver, problems| {
            self.check_driver(driver, problems);
        });
    }
}

impl Interface {
    fn check_source(&self, problems: &mut Problems) {
        match &self.source {
            InterfaceSource::Ethernet(ethernet) => {
                problems.within_some("source", ethernet.source.as_deref(), |source, problems| {
                    check_addresses(&source.ips, &source.routes, problems);
                });
            }
            InterfaceSource::VhostUser(vhost) if !self.is_passt() => vhost.check(problems),
            InterfaceSource::Hostdev(device) => device.check(problems),
            InterfaceSource::Server(server) => check_socket(server.port, "source/@port", problems),
            InterfaceSource::Client(peer) | InterfaceSource::Mcast(peer) => {
                check_socket(peer.port, "source/@port", problems);
            }
            InterfaceSource::Udp(UdpSource { source: ends }) => {
                check_socket(ends.port, "source/@port", problems);
                check_socket(ends.local_port, "source/local/@port", problems);
            }
            _ => {}
        }
    }

    /// Whether passt moves the packets.
    pub fn is_passt(&self) -> bool {
        self.backend.as_ref().is_some_and(|backend| backend.is_passt())
    }

    /// What is said about the port of a switch.
    fn check_port(&self, problems: &mut Problems) {
        problems.within_some("vlan", self.vlan.as_deref(), Validate::collect_problems);
        problems.within_some("virtualport", self.virtual_port.as_deref(), |port, problems| {
            self.check_virtual_port(port, problems);
        });
        problems.within_some("bandwidth", self.bandwidth.as_deref(), |bandwidth, problems| {
            bandwidth.collect_problems(problems);
            let inbound = bandwidth.inbound.as_ref();
            if inbound.is_some_and(|limit| limit.floor.is_some()) && !self.is_in_network() {
                let message = "only a network can promise a rate: use type='network'";
                problems.unsupported_at("inbound/@floor", message);
            }
            if bandwidth.class_id.is_some() {
                problems.unsupported_at("@classID", "a network chooses the traffic class itself");
            }
        });
        if self.port_isolated == Some(true) {
            self.check_isolation(problems);
        }
    }

    fn is_in_network(&self) -> bool {
        matches!(self.source, InterfaceSource::Network(_))
    }

    fn check_virtual_port(&self, port: &VirtualPort, problems: &mut Problems) {
        use InterfaceSource::{Bridge, Direct, Hostdev, Network};
        if !matches!(self.source, Network(_) | Bridge(_) | Direct(_) | Hostdev(_)) {
            let message =
                format!("an interface of type '{}' has no port of a switch", self.source.word());
            return problems.report_as(ErrorKind::ConfigUnsupported, message);
        }
        match port.port_type {
            Some(port_type) => check_identity(port_type, port.parameters.as_ref(), problems),
            None if self.is_in_network() => {}
            None => problems.report_at("@type", "say which kind of switch it is: type='…'"),
        }
        port.collect_problems(problems);
    }

    /// Only the kernel's own bridges know isolated ports.
    fn check_isolation(&self, problems: &mut Problems) {
        let port_type = self.virtual_port.as_ref().and_then(|port| port.port_type);
        let message = match (&self.source, port_type) {
            (_, Some(port_type)) => format!("a switch of type '{port_type}' isolates no ports"),
            (InterfaceSource::Network(_) | InterfaceSource::Bridge(_), None) => return,
            (other, None) => {
                format!("an interface of type '{}' has no port to isolate", other.word())
            }
        };
        problems.unsupported_at("port/@isolated", message);
    }

    fn check_passt(&self, problems: &mut Problems) {
        use InterfaceSource::{User, VhostUser};
        let knows_passt = matches!(self.source, User(_) | VhostUser(_));
        let forwards = self.is_passt() && knows_passt;
        if self.is_passt() && !knows_passt {
            let message = "passt serves interfaces of type 'user' and 'vhostuser' alone";
            problems.unsupported_at("backend/@type", message);
        }
        if !self.port_forwards.is_empty() && !forwards {
            let message = "only passt forwards ports: use type='user' and <backend type='passt'/>";
            return problems.unsupported_at("portForward", message);
        }
        super::port_forward::check(&self.port_forwards, problems);
    }

    fn check_target(&self, target: &InterfaceTarget, problems: &mut Problems) {
        if target.managed == Some(false) && !matches!(self.source, InterfaceSource::Ethernet(_)) {
            let message = format!(
                "the device of an interface of type '{}' is always the driver's; \
                 managed='no' goes with type 'ethernet'",
                self.source.word()
            );
            problems.unsupported_at("@managed", message);
        }
    }

    fn check_driver(&self, driver: &InterfaceDriver, problems: &mut Problems) {
        if !self.is_virtio() && driver.virtio != VirtioOptions::default() {
            let message = "iommu, ats, packed and page_per_vq are for virtio devices: \
                           use <model type='virtio'/>";
            problems.report_as(ErrorKind::ConfigUnsupported, message);
        }
    }
}

/// What each kind of switch has to be told; the identities that can be made up are there by now.
fn check_identity(
    port_type: VirtualPortType,
    given: Option<&VirtualPortParameters>,
    problems: &mut Problems,
) {
    let missing = |wanted: &dyn Fn(&VirtualPortParameters) -> bool| !given.is_some_and(wanted);
    let all = [
        (VirtualPortType::Ieee8021Qbg, "managerid", missing(&|known| known.manager_id.is_some())),
        (VirtualPortType::Ieee8021Qbg, "typeid", missing(&|known| known.type_id.is_some())),
        (
            VirtualPortType::Ieee8021Qbg,
            "typeidversion",
            missing(&|known| known.type_id_version.is_some()),
        ),
        (VirtualPortType::Ieee8021Qbh, "profileid", missing(&|known| known.profile_id.is_some())),
        (VirtualPortType::MidoNet, "interfaceid", missing(&|known| known.interface_id.is_some())),
    ];
    for (_, name, _) in all.iter().filter(|(of, _, missing)| *of == port_type && *missing) {
        let message = format!("a <virtualport type='{port_type}'> needs '{name}'");
        problems.report_at(&format!("parameters/@{name}"), message);
    }
}

/// Checks the addresses of one end of an interface and the routes behind them.
pub(super) fn check_addresses(ips: &[InterfaceIp], routes: &[Route], problems: &mut Problems) {
    problems.each("ip", ips, InterfaceIp::check);
    problems.each("route", routes, |route, problems| route.check(None, problems));
}

impl InterfaceIp {
    fn check(&self, problems: &mut Problems) {
        let own = IpFamily::of(self.address);
        if self.family.is_some_and(|family| family != own) {
            let message = format!("{} is an address of the family '{own}'", self.address);
            problems.report_at("@family", message);
        }
        if let Some(prefix) = self.prefix.filter(|prefix| *prefix > own.bits()) {
            let message = format!("the prefix {prefix} is above {}, the whole address", own.bits());
            problems.report_at("@prefix", message);
        }
        if let Some(peer) = self.peer.filter(|peer| IpFamily::of(*peer) != own) {
            let message = format!("the peer {peer} is not of the family of {}", self.address);
            problems.report_at("@peer", message);
        }
    }
}

impl VhostUserSource {
    fn check(&self, problems: &mut Problems) {
        let Some(source) = &self.source else { return };
        if source.path.is_none() {
            let message = "an interface of type 'vhostuser' needs the path of a socket";
            problems.report_at("source/@path", message);
        }
        if source
            .reconnect
            .is_some_and(|again| again.enabled == Some(true) && again.timeout.is_none())
        {
            let message = "say after how many seconds to connect again";
            problems.report_at("source/reconnect/@timeout", message);
        }
    }
}

/// Reports what is no port of a socket.
fn check_socket(port: i32, place: &str, problems: &mut Problems) {
    if u16::try_from(port).is_err() {
        problems.report_at(place, format!("port {port} is none; ports go from 0 to 65535"));
    }
}

impl InterfaceHostDevice {
    fn check(&self, problems: &mut Problems) {
        let source = &self.source;
        problems.within("source", |problems| match (source.vendor, source.product) {
            (Some(_), None) => problems.report_at("product", "say which of the maker's products"),
            (None, Some(_)) => problems.report_at("vendor", "say whose product it is"),
            (None, None) if source.address.is_none() => {
                let message = "say which device of the host it is, by <address type='pci' …/>";
                problems.unsupported_at("address", message);
            }
            _ => {
                if let Some(HostDeviceAddress::Pci(address)) = &source.address {
                    problems.within("address", |problems| address.collect_problems(problems));
                }
            }
        });
    }
}
