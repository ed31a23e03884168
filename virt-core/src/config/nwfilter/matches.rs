//! What rules look at, one model for each shape of a protocol's element.

use super::conditions::Conditions;
use super::{
    ArpConditions, CodePoint, Connection, IcmpConditions, Icmpv6Conditions, Ipv4Addresses,
    Ipv4Ranges, Ipv6Addresses, Ipv6Ranges, MacPair, MacProtocol, PayloadProtocol, Ports, SourceMac,
    SourceMacMask, StpConditions, TcpConditions, VlanConditions,
};
use crate::xml::XmlElement;

/// Conditions on packets of one protocol.
pub(super) trait ProtocolMatch: Sized {
    /// Joins what several elements of one rule say: one element at most with what must hold,
    /// and one with what must not.
    fn join(all: &[&Self]) -> Vec<Self>;
}

/// Declares the element of a protocol.
macro_rules! protocol_match {
    ($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
        pub struct $name {
            /// Whether the conditions must hold, rather than not hold. Default: yes.
            #[xml(attribute = "match")]
            pub matches: Option<bool>,
            $($(#[$field_doc])* #[xml(flatten)] pub $field: $type,)*
            /// A text for people, which goes into the host's rules.
            #[xml(attribute)]
            pub comment: Option<String>,
        }

        impl ProtocolMatch for $name {
            fn join(all: &[&Self]) -> Vec<Self> {
                let is_negated = |from: &Self| from.matches == Some(false);
                let (mut positive, mut negative) = (Self::default(), Self::default());
                negative.matches = Some(false);
                $(
                    let parts: Vec<_> =
                        all.iter().map(|from| (&from.$field, is_negated(from))).collect();
                    Conditions::split(&parts, &mut positive.$field, &mut negative.$field);
                )*
                if let Some(from) = all.iter().rev().find(|from| from.comment.is_some()) {
                    let side = if is_negated(from) { &mut negative } else { &mut positive };
                    side.comment.clone_from(&from.comment);
                }
                let has_conditions = |side: &Self| {
                    side.comment.is_some() $(|| !side.$field.is_empty())*
                };
                match (has_conditions(&positive), has_conditions(&negative)) {
                    (true, true) => vec![positive, negative],
                    (false, true) => vec![negative],
                    _ => vec![positive],
                }
            }
        }
    };
}

protocol_match! {
    /// Any Ethernet packet: `<mac>`.
    MacMatch {
        /// The hardware.
        mac: MacPair,
        /// What the packet holds.
        protocol: MacProtocol,
    }
}

protocol_match! {
    /// A packet with a VLAN's tag: `<vlan>`.
    VlanMatch {
        /// The hardware.
        mac: MacPair,
        /// What the tag says.
        vlan: VlanConditions,
    }
}

protocol_match! {
    /// A message of the spanning tree protocol: `<stp>`.
    StpMatch {
        /// The hardware.
        mac: SourceMacMask,
        /// What the message says.
        stp: StpConditions,
    }
}

protocol_match! {
    /// A packet of address resolution: `<arp>` and `<rarp>`.
    ArpMatch {
        /// The hardware.
        mac: MacPair,
        /// What the packet says.
        arp: ArpConditions,
    }
}

protocol_match! {
    /// An IPv4 packet on its way through a bridge: `<ip>`.
    IpMatch {
        /// The hardware.
        mac: MacPair,
        /// The addresses.
        addresses: Ipv4Addresses,
        /// What the packet holds.
        protocol: PayloadProtocol,
        /// The ports.
        ports: Ports,
        /// How the packet is marked.
        dscp: CodePoint,
    }
}

protocol_match! {
    /// An IPv6 packet on its way through a bridge: `<ipv6>`.
    Ipv6Match {
        /// The hardware.
        mac: MacPair,
        /// The addresses.
        addresses: Ipv6Addresses,
        /// What the packet holds.
        protocol: PayloadProtocol,
        /// The ports.
        ports: Ports,
        /// What the message says.
        icmp: Icmpv6Conditions,
    }
}

protocol_match! {
    /// A TCP packet over IPv4: `<tcp>`.
    TcpMatch {
        /// The hardware.
        mac: SourceMac,
        /// The addresses.
        addresses: Ipv4Addresses,
        /// The addresses, from one to another.
        ranges: Ipv4Ranges,
        /// How packets are marked, and what they belong to.
        connection: Connection,
        /// The ports.
        ports: Ports,
        /// What the packet says.
        tcp: TcpConditions,
    }
}

protocol_match! {
    /// A packet with ports over IPv4: `<udp>` and `<sctp>`.
    PortsMatch {
        /// The hardware.
        mac: SourceMac,
        /// The addresses.
        addresses: Ipv4Addresses,
        /// The addresses, from one to another.
        ranges: Ipv4Ranges,
        /// How packets are marked, and what they belong to.
        connection: Connection,
        /// The ports.
        ports: Ports,
    }
}

protocol_match! {
    /// A control message of IPv4: `<icmp>`.
    IcmpMatch {
        /// The hardware.
        mac: SourceMac,
        /// The addresses.
        addresses: Ipv4Addresses,
        /// The addresses, from one to another.
        ranges: Ipv4Ranges,
        /// How packets are marked, and what they belong to.
        connection: Connection,
        /// What the message says.
        icmp: IcmpConditions,
    }
}

protocol_match! {
    /// Any other packet over IPv4: `<all>`, `<esp>`, `<ah>`, `<udplite>`, `<igmp>`.
    PlainMatch {
        /// The hardware.
        mac: SourceMac,
        /// The addresses.
        addresses: Ipv4Addresses,
        /// The addresses, from one to another.
        ranges: Ipv4Ranges,
        /// How packets are marked, and what they belong to.
        connection: Connection,
    }
}

protocol_match! {
    /// A TCP packet over IPv6: `<tcp-ipv6>`.
    TcpIpv6Match {
        /// The hardware.
        mac: SourceMac,
        /// The addresses.
        addresses: Ipv6Addresses,
        /// The addresses, from one to another.
        ranges: Ipv6Ranges,
        /// How packets are marked, and what they belong to.
        connection: Connection,
        /// The ports.
        ports: Ports,
        /// What the packet says.
        tcp: TcpConditions,
    }
}

protocol_match! {
    /// A packet with ports over IPv6: `<udp-ipv6>` and `<sctp-ipv6>`.
    PortsIpv6Match {
        /// The hardware.
        mac: SourceMac,
        /// The addresses.
        addresses: Ipv6Addresses,
        /// The addresses, from one to another.
        ranges: Ipv6Ranges,
        /// How packets are marked, and what they belong to.
        connection: Connection,
        /// The ports.
        ports: Ports,
    }
}

protocol_match! {
    /// A control message of IPv6: `<icmpv6>`.
    Icmpv6Match {
        /// The hardware.
        mac: SourceMac,
        /// The addresses.
        addresses: Ipv6Addresses,
        /// The addresses, from one to another.
        ranges: Ipv6Ranges,
        /// How packets are marked, and what they belong to.
        connection: Connection,
        /// What the message says.
        icmp: IcmpConditions,
    }
}

protocol_match! {
    /// Any other packet over IPv6: `<all-ipv6>`, `<esp-ipv6>`, `<ah-ipv6>`, `<udplite-ipv6>`.
    PlainIpv6Match {
        /// The hardware.
        mac: SourceMac,
        /// The addresses.
        addresses: Ipv6Addresses,
        /// The addresses, from one to another.
        ranges: Ipv6Ranges,
        /// How packets are marked, and what they belong to.
        connection: Connection,
    }
}
